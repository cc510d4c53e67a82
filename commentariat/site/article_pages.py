"""The page of each article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from commentariat.archive.archive import Archive, names_in
from commentariat.archive.dates import DAY, is_day, parse_date
from commentariat.archive.model import (
    Article,
    BioEntry,
    Detail,
)
from commentariat.archive.revise import place_of
from commentariat.archive.text import language_of
from commentariat.facets import CENTERS, SERIES, TYPES
from commentariat.fields import ON_ARTICLES
from commentariat.interface.catalog import Catalog
from commentariat.interface.dates import Dates
from commentariat.language_tags import direction_of
from commentariat.site.article_data import article_nodes
from commentariat.site.bodies import body_of
from commentariat.site.cards import as_written
from commentariat.site.edit import Edit
from commentariat.site.family import Family, Of
from commentariat.site.own_fields import plays
from commentariat.site.page import Inputs, Page, digest_value, shown_of
from commentariat.site.pictures import LEAD
from commentariat.site.provenance_pages import provenance_path
from commentariat.site.related import NOTHING, Shown, named_in, related_of
from commentariat.site.site import Site
from commentariat.site.structured import breadcrumb_list, to_script
from commentariat.site.urls import article_path
from commentariat.site.views import (
    ArticleView,
    BioView,
    CorrectionView,
    EventView,
    Link,
    LinkGroup,
    NeighborView,
    VersionView,
)
from commentariat.site.wording import Wording


def article_pages(site: Site) -> Iterator[Page]:
    """Make the page of every article of the archive."""
    for position in range(len(site.archive.articles)):
        yield article_page(site, position)


def touched_articles(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those that changed, those beside them in time, those that lead to them."""
    archive = site.archive
    sources = {article.source for article in edit.versions}
    sources |= edit.leading | edit.in_series | edit.announcing | edit.like
    sources |= edit.paired.sources
    for article in edit.moved:
        sources.update(one.source for one in _beside(archive, article))
    for source in sorted(sources & archive.by_source.keys()):
        article = archive.by_source[source]
        if not article.withdrawn:
            yield article_page(site, place_of(archive.articles, article))


ARTICLES = Family("articles", article_pages, touched_articles, Of.PIECES)


def _beside(archive: Archive, article: Article) -> list[Article]:
    """Find what has a date before and after *article*, or the place it would have."""
    articles, place = archive.articles, place_of(archive.articles, article)
    is_there = articles[place : place + 1] == [article]
    return articles[max(0, place - 1) : min(place + 1 + is_there, archive.dated)]


def article_page(site: Site, position: int) -> Page:
    """Make the page of the article at *position*, between those beside it in time."""
    articles, dated = site.archive.articles, site.archive.dated
    article = articles[position]
    later = articles[position - 1] if 0 < position < dated else None
    earlier = articles[position + 1] if position + 1 < dated else None
    output = f"{article_path(article.slug)}index.html"
    find = _Finding(site, article, earlier, later)
    day = max(article.date, article.updated)
    alternates = site.translations.alternates(article)
    return Page(
        output,
        "article.html",
        find,
        article.source,
        day=day,
        alternates=alternates,
        language=site.words_on(article.language),
    )


class _Finding(msgspec.Struct, frozen=True, gc=False):
    """Finds out what a page is made from: of many pages each has one, so it is small."""

    site: Site
    article: Article
    earlier: Article | None
    later: Article | None

    def __call__(self) -> Inputs:
        return _inputs(self.site, self.article, self.earlier, self.later)


def _inputs(
    site: Site, article: Article, earlier: Article | None, later: Article | None
) -> Inputs:
    """
    Tell the page from others by less than its view, which takes long to make.

    The digest of the content file stands for all that the article says itself.
    """
    wording = site.wording_for(article.language)
    beside = wording.cards.neighbor(earlier), wording.cards.neighbor(later)
    related = related_of(site, article)
    body = body_of(site, article)
    image = site.pictures.show(site.targets.picture(article.image), "", LEAD)
    texts = wording.fields.texts(article, ON_ARTICLES, body)
    own: tuple[object, ...] = ()
    if article.fields:
        own = (wording.fields.of(article, ON_ARTICLES), *map(shown_of, texts))
    if article.pdf:
        own = (*own, site.pdf_size(article))
    languages = site.translations.views(article), site.translations.elsewhere(article)
    if any(languages):  # what is elsewhere another file may say
        own = (*own, languages)
    is_alone = related is NOTHING and not (body.links or body.held_back or image or own)
    parts = (
        ("settings", site.shared),
        ("content", article.digest + wording.cards.badge(article)),
        ("terms", digest_value(_names(site, article))),
        (
            "earlier or later article",
            digest_value((beside, site.series.told(article, wording.links))),
        ),
        (
            "related and linked pages",
            "" if is_alone else digest_value((related, body.shown, image, own)),
        ),
    )
    make = partial(_view, site, article, *beside, related)
    return Inputs(parts, make, body, texts=texts)


def _names(site: Site, article: Article) -> object:
    """Tell all that terms and their files say to the page of *article*."""
    wording = site.wording_for(article.language)
    cited = site.wording.links.authors(article)
    families = site.wording.citations.families(cited)
    found: object = wording.links.all_of(article)
    if wording is not site.wording:
        found = found, site.wording.links.all_of(article)
    if article.ruled:
        given = [(one.to_facet, one.after) for one in article.ruled]
        found = found, tuple(given), article.center
    return (found, families) if any(families) else found


def _groups(site: Site, article: Article) -> tuple[LinkGroup, ...]:
    wording = site.wording_for(article.language)
    said = wording.naming.language_of_facet
    return tuple(
        [
            LinkGroup(facet.label, links, said(facet))
            for facet in wording.foot
            if (links := wording.links.of(facet, article))
        ]
    )


def _view(
    site: Site,
    article: Article,
    earlier: NeighborView | None,
    later: NeighborView | None,
    related: Shown,
) -> ArticleView:
    wording = site.wording_for(article.language)
    detail = article.shown_detail
    authors = wording.links.authors(article)
    path = article_path(article.slug)
    crumbs = _crumbs(site, article)
    file = site.targets.picture(article.image)
    image = site.pictures.show(file, detail.image_alt, LEAD)
    fields = wording.fields.of(article, ON_ARTICLES)
    nodes = article_nodes(
        site,
        article,
        detail,
        authors,
        site.root.url(file) if file else "",
        wording.fields.properties(fields),
    )
    head = wording.head(
        article.title,
        article.dek,
        path,
        language=article.language,
        direction=direction_of(article.language),
        breadcrumbs=crumbs,
        og_type="article",
        mark=wording.mark(article.date),
        image=site.share(article, detail.image_alt)
        or wording.share_pictures.of(article),
        published=article.moment if is_day(article.date) else "",
        modified=article.updated,
        authors=tuple(map(wording.links.whole, authors)),
        json_ld=to_script(
            [*nodes, breadcrumb_list(site.settings, crumbs, article.title)]
        ),
        plays=plays(fields),
        alternates=site.translations.alternates(article),
    )
    bios = tuple(_bio(wording, bio) for bio in detail.bios)
    disclaimer = site.settings.disclaimer_for(article.language)
    where = provenance_path(site, article)
    spoken = language_of(disclaimer, article.language)
    return ArticleView(
        **{name: getattr(article, name) for name in _OF_ARTICLE},
        **{name: getattr(detail, name) for name in _OF_DETAIL},
        head=head,
        authors=authors,
        date_label=wording.dates.date_label(article.date),
        updated_label=wording.dates.date_label(article.updated)
        if article.updated
        else "",
        direction=direction_of(article.language),
        type=wording.links.single(TYPES, article.type),
        series=wording.links.single(SERIES, article.series),
        in_series=site.series.places(article, wording.links),
        center=wording.links.single(CENTERS, article.center),
        facets=_groups(site, article),
        image=image,
        drawing=site.drawings.of_page(article),
        source=detail.publication,
        event=_event(wording.dates, detail),
        bios=bios,
        bios_label=_bios_label(wording.words, article, bios) if bios else "",
        related=related.related,
        named=tuple(named_in(site, article, related)),
        earlier=earlier,
        later=later,
        corrections=tuple(
            CorrectionView(note.date, wording.dates.date_label(note.date), note.text)
            for note in detail.corrections
        ),
        versions=tuple(
            VersionView(
                one.date, wording.dates.date_label(one.date), one.name, one.text
            )
            for one in sorted(detail.versions, key=lambda one: one.date, reverse=True)
        ),
        provenance=site.root.href(where) if where else "",
        disclaimer=disclaimer,
        disclaimer_language=spoken,
        disclaimer_direction=direction_of(spoken),
        badge=wording.cards.badge(article),
        pdf=wording.citations.pdf_of(article),
        pdf_size=site.pdf_size(article) if article.pdf else 0,
        license=wording.citations.license_of(detail),
        citation=site.wording.citations.view(article, detail),
        fields=fields,
        translations=site.translations.views(article),
        original=site.translations.elsewhere(article),
    )


_OF_ARTICLE = as_written(Article, ArticleView)
_OF_DETAIL = as_written(Detail, ArticleView)


def _crumbs(site: Site, article: Article) -> tuple[Link, ...]:
    """Home, then the first term of a facet that is a step: the series, else the year."""
    wording = site.wording_for(article.language)
    for facet in site.facets:
        for name in names_in(article, facet) if facet.is_step else ():
            return wording.home, wording.links.named(facet.name, name)
    return (wording.home,)


def _bio(wording: Wording, bio: BioEntry) -> BioView:
    person = wording.links.person(bio.name)
    return BioView(person.label, person.url, bio.role, bio.bio)


def _bios_label(words: Catalog, article: Article, bios: tuple[BioView, ...]) -> str:
    if article.type == "event":
        return words.ngettext("Speaker", "Speakers", len(bios))
    return words.ngettext("About the Author", "About the Authors", len(bios))


def _event(dates: Dates, detail: Detail) -> EventView | None:
    event = detail.event
    if event is None:
        return None
    date = parse_date(event.date)[:DAY]
    return EventView(date, dates.moment_label(event.date), event.place)
