"""The page of each article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from commentariat.archive.archive import names_in
from commentariat.archive.model import Article, BioEntry, Detail, RelatedEntry
from commentariat.archive.text import language_of
from commentariat.config import direction_of
from commentariat.facets import Facet
from commentariat.site.dates import date_label
from commentariat.site.page import Body, Inputs, Page, digest_parts, digest_value
from commentariat.site.pictures import LEAD
from commentariat.site.site import Site, unique
from commentariat.site.structured import (
    Node,
    breadcrumb_list,
    organization,
    to_script,
    without_empty,
)
from commentariat.site.urls import article_path
from commentariat.site.views import (
    ArticleView,
    BioView,
    CorrectionView,
    EventView,
    Link,
    LinkGroup,
    NeighborView,
    Picture,
    RelatedView,
)

Links = tuple[tuple[str, str], ...]


def article_pages(site: Site) -> Iterator[Page]:
    """Make the page of every article of the archive."""
    for position in range(len(site.archive.articles)):
        yield article_page(site, position)


def article_page(site: Site, position: int) -> Page:
    """Make the page of the article at *position*, between those beside it in time."""
    articles, dated = site.archive.articles, site.archive.dated
    article = articles[position]
    later = articles[position - 1] if 0 < position < dated else None
    earlier = articles[position + 1] if position + 1 < dated else None
    output = f"{article_path(article.slug)}index.html"
    inputs = partial(_inputs, site, article, earlier, later)
    return Page(output, "article.html", inputs, article.source)


def _inputs(
    site: Site, article: Article, earlier: Article | None, later: Article | None
) -> Inputs:
    related = tuple([_related_url(site, article, key) for key in article.teaser_keys])
    links = body_links(site, article.links, article.source)
    pictures = body_pictures(site, links)
    image = site.picture(article.image, "", LEAD)
    is_alone = not (related or links or image)
    parts = (
        ("settings", site.shared),
        ("content", article.digest + site.badge(article)),
        ("terms", site.renamed_terms(article)),
        ("earlier or later article", _neighbors_digest(earlier, later)),
        (
            "related and linked pages",
            "" if is_alone else digest_value((related, links, image, pictures)),
        ),
    )
    body = Body(article.source, article.body_key, article.body_line, links, pictures)
    make = partial(_view, site, article, earlier, later, related)
    return Inputs(parts, make, body)


def _neighbors_digest(earlier: Article | None, later: Article | None) -> str:
    words = [
        word
        for one in (earlier, later)
        for word in ((one.slug, one.title, one.language) if one else ("", "", ""))
    ]
    return digest_parts(words)


def _neighbor(site: Site, article: Article | None) -> NeighborView | None:
    if article is None:
        return None
    url = site.href(article_path(article.slug))
    return NeighborView(
        article.title, url, article.language, direction_of(article.language)
    )


def _groups(site: Site, article: Article) -> tuple[LinkGroup, ...]:
    found = ((facet.label, _named_links(site, facet, article)) for facet in site.foot)
    return tuple([LinkGroup(label, links) for label, links in found if links])


def _named_links(site: Site, facet: Facet, article: Article) -> tuple[Link, ...]:
    names = names_in(article, facet)
    if len(names) < 2:
        return (site.named_link(facet.name, names[0]),) if names else ()
    return unique([site.named_link(facet.name, name) for name in names])


def _related_url(site: Site, article: Article, key: str) -> str:
    other = site.archive.by_dek.get(key) if key else None
    if other is None or other.slug == article.slug:
        return ""
    return site.href(article_path(other.slug))


def body_links(site: Site, targets: tuple[str, ...], source: str) -> Links:
    """Resolve the *targets* written in the file *source*, as far as they are known."""
    if not targets:
        return ()
    found = ((target, site.resolve(target, source)) for target in targets)
    return tuple((target, href) for target, href in found if href is not None)


def body_pictures(site: Site, links: Links) -> tuple[Picture, ...]:
    """What is known of the pictures among *links*."""
    if not links or not site.in_text:
        return ()
    known = site.in_text
    return tuple(dict.fromkeys(known[href] for _, href in links if href in known))


def _view(
    site: Site,
    article: Article,
    earlier: Article | None,
    later: Article | None,
    related: tuple[str, ...],
) -> ArticleView:
    detail = article.shown_detail
    authors = site.author_links(article)
    path = article_path(article.slug)
    crumbs = _crumbs(site, article)
    image = site.picture(article.image, detail.image_alt, LEAD)
    whole_image = site.whole_url(article.image) if article.image else ""
    head = site.head(
        article.title,
        article.dek,
        path,
        language=article.language,
        direction=direction_of(article.language),
        breadcrumbs=crumbs,
        og_type="article",
        image=whole_image,
        json_ld=to_script(_structured(site, article, authors, crumbs, whole_image)),
    )
    bios = tuple(_bio(site, bio) for bio in detail.bios)
    disclaimer = site.settings.disclaimer_for(article.language)
    said = language_of(disclaimer, article.language)
    return ArticleView(
        head=head,
        title=article.title,
        title_from=detail.title_from,
        dek=article.dek,
        authors=authors,
        date=article.date,
        date_label=date_label(article.date),
        updated=article.updated,
        updated_label=date_label(article.updated) if article.updated else "",
        language=article.language,
        direction=direction_of(article.language),
        type=site.type_link(article),
        series=site.named_link("series", article.series) if article.series else None,
        center=site.named_link("centers", article.center) if article.center else None,
        facets=_groups(site, article),
        image=image,
        image_credit=detail.image_credit,
        source=detail.publication,
        event=_event(detail),
        bios=bios,
        bios_label=_bios_label(article, bios),
        related=tuple(
            _related(site, entry, url)
            for entry, url in zip(detail.related, related, strict=True)
            if entry.teaser or entry.title
        ),
        earlier=_neighbor(site, earlier),
        later=_neighbor(site, later),
        corrections=tuple(
            CorrectionView(note.date, date_label(note.date), note.text)
            for note in detail.corrections
        ),
        disclaimer=disclaimer,
        disclaimer_language=said,
        disclaimer_direction=direction_of(said),
        badge=site.badge(article),
    )


def _crumbs(site: Site, article: Article) -> tuple[Link, ...]:
    """Home, then the first term of a facet that is a step: the series, else the year."""
    home = Link("Home", site.base)
    for facet in site.facets:
        for name in names_in(article, facet) if facet.is_step else ():
            return home, site.named_link(facet.name, name)
    return (home,)


def _bio(site: Site, bio: BioEntry) -> BioView:
    return BioView(
        bio.name, site.named_link("authors", bio.name).url, bio.role, bio.bio
    )


def _bios_label(article: Article, bios: tuple[BioView, ...]) -> str:
    if article.type == "event":
        return "Speakers" if len(bios) > 1 else "Speaker"
    return "About the Authors" if len(bios) > 1 else "About the Author"


def _event(detail: Detail) -> EventView | None:
    event = detail.event
    return EventView(event.date, event.place) if event else None


def _related(site: Site, entry: RelatedEntry, url: str) -> RelatedView:
    language = language_of(entry.teaser or entry.title, site.settings.language)
    return RelatedView(
        title=entry.title,
        teaser=entry.teaser,
        authors=", ".join(entry.authors),
        type=entry.type,
        url=url,
        language=language,
        direction=direction_of(language),
    )


def _structured(
    site: Site,
    article: Article,
    authors: tuple[Link, ...],
    crumbs: tuple[Link, ...],
    image: str,
) -> list[Node]:
    settings = site.settings
    publisher = organization(settings)
    node = without_empty(
        {
            "@type": "Article",
            "headline": article.title,
            "inLanguage": article.language,
            "url": site.whole_url(article_path(article.slug)),
            "datePublished": article.date,
            "dateModified": article.updated,
            "image": image,
            "author": [
                without_empty(
                    {
                        "@type": "Person",
                        "name": author.label,
                        "url": settings.origin + author.url if author.url else "",
                    }
                )
                for author in authors
            ],
            "publisher": publisher,
        }
    )
    return [node, breadcrumb_list(settings, crumbs, article.title)]
