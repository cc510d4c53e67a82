"""The home page: what stands out, what is newest, and the ways to all the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import islice

import msgspec

from commentariat.archive.archive import Term, order_key
from commentariat.archive.collation import plain
from commentariat.archive.model import Article, PageFile
from commentariat.facets import SERIES, Facet
from commentariat.site.backlinks import leads_to
from commentariat.site.bodies import body_of
from commentariat.site.charts import archive_chart
from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.pictures import FRONT, SECOND, Place
from commentariat.site.site import Site
from commentariat.site.structured import organization, to_script
from commentariat.site.urls import INDEX, article_path, output_of
from commentariat.site.views import (
    CountedGroup,
    Feature,
    HomeView,
    SeriesFeature,
    Shelf,
    ShelfGroup,
)

_SECONDS = 3
_TO_LEAD = 4  # so many of the newest are looked at for one with a picture
_SHELVES = 4
_ON_SHELF = 3


def home_pages(site: Site) -> Iterator[Page]:
    """Make the home page."""
    file = _introduction(site)
    find = partial(_inputs, site, file)
    yield Page(output_of(""), "home.html", find, file.source if file else "")


def touched_home(site: Site, edit: Edit) -> Iterator[Page]:
    """Make it where listings show an article otherwise, or its text leads to one."""
    file = _introduction(site)
    is_led_on = file is not None and leads_to(file.links, edit.targets)
    if is_led_on or edit.listed:
        yield from home_pages(site)


HOME = Family("the home page", home_pages, touched_home)


def _introduction(site: Site) -> PageFile | None:
    return next((page for page in site.archive.pages if page.slug == INDEX), None)


_NAMES = {
    **dict.fromkeys(("lead", "seconds", "series", "newest"), "newest articles"),
    "topics": "newest articles",
    **dict.fromkeys(
        ("count", "since", "until", "chart", "groups", "years"), "terms and counts"
    ),
}


def _inputs(site: Site, file: PageFile | None) -> Inputs:
    body = body_of(site, file) if file else None
    return inputs_of(site.shared, _view(site), _NAMES, body)


def _view(site: Site) -> HomeView:
    settings, archive = site.settings, site.archive
    website = {
        "@type": "WebSite",
        "name": settings.title,
        "url": settings.base_url,
        "inLanguage": settings.language,
        "publisher": organization(settings),
    }
    head = site.head(
        settings.title,
        settings.tagline,
        "",
        atom=site.root.href("feed.xml"),
        json_feed=site.root.href("feed.json"),
        json_ld=to_script([website]),
    )
    chosen = _choose(site)
    lead, series = chosen.lead, chosen.series
    above = {article.source for article in chosen.articles}
    topics = _shelf_group(site, above)
    dated = next((facet for facet in site.facets if facet.is_of_date), None)
    return HomeView(
        head=head,
        lead=_feature(site, lead, FRONT) if lead else None,
        seconds=tuple([_feature(site, one, SECOND) for one in chosen.seconds]),
        count=len(archive.articles),
        since=archive.articles[archive.dated - 1].date[:4] if archive.dated else "",
        until=archive.articles[0].date[:4] if archive.dated else "",
        chart=archive_chart(site),
        topics=topics,
        series=_series_feature(site, *series) if series else None,
        newest=tuple(
            [site.cards.card(one) for one in chosen.newest if one.source not in above]
        ),
        years=site.links.facet(dated) if dated else None,
        groups=_groups(site, topics),
    )


class _Chosen(msgspec.Struct, frozen=True):
    """What stands out on the home page."""

    newest: list[Article]
    """Of them all the others but the series' are chosen."""
    lead: Article | None
    seconds: list[Article]
    series: tuple[Term, Article] | None

    @property
    def articles(self) -> list[Article]:
        """Those that are shown with a plate, where they have a picture or drawing."""
        found = [self.lead, *self.seconds, self.series and self.series[1]]
        return [article for article in found if article]


def featured(site: Site) -> list[Article]:
    """Give the articles that stand out on the home page, each once."""
    return _choose(site).articles


def _choose(site: Site) -> _Chosen:
    newest = _newest(site.archive.articles, site.settings.newest)
    lead = _lead(site, newest)
    others = [article for article in newest if article is not lead]
    seconds = [one for one in others[:_SECONDS] if lead and one.has_text]
    series = _series(site, {one.source for one in (lead, *seconds) if one})
    return _Chosen(newest, lead, seconds, series)


def _newest(articles: list[Article], most: int) -> list[Article]:
    """Take the newest that have a dek or a body; those without only where room is left."""
    found = list(islice((one for one in articles if one.has_text), most))
    rest = (one for one in articles if not one.has_text)
    return found + list(islice(rest, most - len(found)))


def _lead(site: Site, newest: Sequence[Article]) -> Article | None:
    """Choose what leads: of the newest that can be read, one with a picture if any is."""
    first = newest[:_TO_LEAD]
    readable = [one for one in first if one.has_body] or [
        one for one in first if one.has_text
    ]
    pictured = (one for one in readable if one.image or site.drawings.coast(one))
    return next(pictured, next(iter(readable), None))


def _feature(site: Site, article: Article, place: Place) -> Feature:
    image = site.targets.picture(article.image)
    return Feature(
        site.cards.card(article),
        site.pictures.show(image, "", place),
        site.drawings.of_card(article),
    )


# Topics and series


def _most_used(site: Site, facet: Facet) -> list[Term]:
    terms = [term for term in site.archive.terms[facet.name].values() if term.articles]
    terms.sort(key=lambda term: (-len(term.articles), plain(term.name), term.slug))
    return terms


def _shelf_group(site: Site, above: Collection[str]) -> ShelfGroup | None:
    """
    Show the newest articles of the most used topics, of regions where there are none.

    Each stands there once, and not where it stands *above* by its source; nothing
    does in an archive all of which the page shows anyway, or where all that have a
    term stand above.
    """
    if len(site.archive.articles) <= site.settings.newest:
        return None
    facets = sorted((f for f in site.facets if f.shelf), key=lambda facet: facet.shelf)
    ranked = ((facet, _most_used(site, facet)) for facet in facets)
    facet, terms = next((one for one in ranked if one[1]), (None, []))
    shown, shelves = set(above), list[Shelf]()
    for term in terms:
        if len(shelves) == _SHELVES:
            break
        left = (one for one in term.articles if one.source not in shown)
        articles = list(islice(left, _ON_SHELF))
        if articles:
            shown.update(one.source for one in articles)
            cards = tuple(map(site.cards.card, articles))
            shelves.append(Shelf(site.links.counted(term), cards))
    if facet is None or not shelves:
        return None
    return ShelfGroup(site.links.facet(facet), tuple(shelves))


def _series(site: Site, above: Collection[str]) -> tuple[Term, Article] | None:
    """Find the series with the newest article that does not stand *above*, and that."""
    facet = next((one for one in site.facets if one.name == SERIES), None)
    terms = site.archive.terms[SERIES].values() if facet else ()
    found = (
        (term, next((a for a in term.articles if _fits(a, above)), None))
        for term in terms
        if len(term.articles) > 1
    )
    return min(
        ((term, article) for term, article in found if article),
        key=lambda one: (order_key(one[1]), one[0].slug),
        default=None,
    )


def _fits(article: Article, above: Collection[str]) -> bool:
    return article.has_text and article.source not in above


def _series_feature(site: Site, term: Term, article: Article) -> SeriesFeature:
    dated = [one for one in term.articles if one.date]
    first, newest = dated[-1] if len(dated) > 1 else None, term.articles[0]
    return SeriesFeature(
        series=site.links.counted(term),
        feature=_feature(site, article, FRONT),
        first=_href(site, first) if first else "",
        newest=_href(site, newest),
    )


def _href(site: Site, article: Article) -> str:
    return site.root.href(article_path(article.slug))


def _groups(site: Site, topics: ShelfGroup | None) -> tuple[CountedGroup, ...]:
    """List the terms that most articles have, where settings ask; not those on shelves."""
    shelves = topics.shelves if topics else ()
    there = {shelf.term.url for shelf in shelves}
    groups = []
    for facet in site.facets:
        terms = _most_used(site, facet)[: facet.home] if facet.home else []
        counted = map(site.links.counted, terms)
        links = tuple([link for link in counted if link.url not in there])
        if links:
            url = site.root.href(f"{facet.path}/")
            groups.append(CountedGroup(facet.label, f"Home-{facet.name}", url, links))
    return tuple(groups)
