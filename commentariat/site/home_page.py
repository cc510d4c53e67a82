"""The home page: what stands out, what is newest, and the ways to all the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

import msgspec

from commentariat.archive.archive import Term, make_term, names_in, order_key
from commentariat.archive.collation import name_key
from commentariat.archive.dates import DAY
from commentariat.archive.model import Article, Dated, Item, PageFile
from commentariat.errors import OpenPoint, Problem, near_match
from commentariat.facets import SERIES, Facet
from commentariat.fields import ON_PAGES
from commentariat.judge import join_key
from commentariat.kinds import Kind
from commentariat.sections import Section
from commentariat.site.anniversaries import find_anniversaries
from commentariat.site.backlinks import leads_to
from commentariat.site.bodies import body_of
from commentariat.site.charts import archive_chart
from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.held_back import why_held_back
from commentariat.site.items import listing_link, piece_card
from commentariat.site.links import term_path
from commentariat.site.own_fields import plays
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.pictures import FRONT, SECOND, Place
from commentariat.site.site import Site
from commentariat.site.structured import to_script, website, with_fields
from commentariat.site.tree import is_listed, listed_terms
from commentariat.site.urls import article_path
from commentariat.site.views import (
    Anniversaries,
    Anniversary,
    CountedGroup,
    Feature,
    HomeBlock,
    HomeView,
    Link,
    SeriesFeature,
    Shelf,
    ShelfGroup,
    TopicShelf,
)

_SECONDS = 3
_TO_LEAD = 4  # so many of the newest are looked at for one with a picture
_SHELVES = 4
_ON_SHELF = 3
_RECENT = 200
"""So many of the newest articles tell which topic is written about most."""
_ON_LONG_SHELF = 6
_LEAST_ON_SHELF = 3
_LOOKED_AT = 64  # so many of a topic are looked at for those that can stand there
_ON_DAY = 4
_IN_BLOCK = 3


TEMPLATE = "home.html"


def home_pages(site: Site) -> Iterator[Page]:
    """Make the home page."""
    file = _introduction(site)
    find = partial(_inputs, site, file)
    template = file.template if file else ""
    yield Page(
        site.root.output(""),
        template or TEMPLATE,
        find,
        file.source if file else "",
        usual=TEMPLATE if template else "",
    )


def touched_home(site: Site, edit: Edit) -> Iterator[Page]:
    """Make it where listings show an article otherwise, or its text leads to one."""
    file = _introduction(site)
    is_led_on = file is not None and leads_to(file.links, edit.targets)
    is_chosen = file is not None and bool(file.choices and edit.everywhere)
    if is_led_on or is_chosen or edit.listed:
        yield from home_pages(site)


HOME = Family("the home page", home_pages, touched_home)


def _introduction(site: Site) -> PageFile | None:
    return site.introduction


_NAMES = {
    **dict.fromkeys(("lead", "seconds", "series", "newest"), "newest articles"),
    **dict.fromkeys(("shelf", "topics", "day"), "newest articles"),
    **dict.fromkeys(
        ("count", "since", "until", "chart", "groups", "years"), "terms and counts"
    ),
    "blocks": "newest articles",
    "fields": "fields",
}


def _inputs(site: Site, file: PageFile | None) -> Inputs:
    body = body_of(site, file) if file else None
    texts = site.wording.fields.texts(file, ON_PAGES, body) if file and body else ()
    return inputs_of(site.shared, _view(site), _NAMES, body, texts=texts)


def _view(site: Site) -> HomeView:
    settings, archive = site.settings, site.archive
    file = _introduction(site)
    picture = site.targets.picture(file.image) if file else ""
    fields = site.wording.fields.of(file, ON_PAGES)
    said = site.wording.fields.properties(fields)
    head = site.wording.head(
        settings.title,
        settings.tagline,
        "",
        atom=site.root.href("feed.xml"),
        json_feed=site.root.href("feed.json"),
        json_ld=to_script([with_fields(website(site), said)]),
        image=site.pictures.share(picture, file.image_alt) if file else None,
        plays=plays(fields),
        text_language=site.tongue_of(file) if file else "",
    )
    chosen = _choose(site)
    lead, series = chosen.lead, chosen.series
    above = {one.source for one in chosen.pieces}
    on_shelves = above.union(one.source for one in chosen.on_shelf)
    topics = None
    if chosen.has("topics"):
        topics = _shelf_group(site, on_shelves, chosen.topic)
    dated = next((facet for facet in site.facets if facet.is_of_date), None)
    return HomeView(
        head=head,
        fields=fields,
        lead=_feature(site, lead, FRONT) if lead else None,
        seconds=tuple([_feature(site, one, SECOND) for one in chosen.seconds]),
        count=len(archive.articles),
        since=archive.articles[archive.dated - 1].date[:4] if archive.dated else "",
        until=archive.articles[0].date[:4] if archive.dated else "",
        chart=archive_chart(site),
        shelf=_topic_shelf(site, chosen.topic, chosen.on_shelf),
        topics=topics,
        series=_series_feature(site, *series) if series else None,
        day=_day(site, on_shelves) if chosen.has("day") else None,
        newest=tuple(
            [
                piece_card(site, one, site.wording)
                for one in chosen.newest
                if one.source not in above
            ]
        ),
        years=site.wording.links.facet(dated) if dated else None,
        groups=_groups(site, chosen.topic, topics),
        blocks=tuple(
            [
                _block(site, one, on_shelves, f"Block-{number}", chosen.topic)
                for number, one in enumerate(chosen.blocks, 1)
            ]
        ),
    )


class _Part(NamedTuple):
    """A part of the home page that is told, and what is shown of what it leads to."""

    name: str
    facet: Facet | None = None
    target: Term | Section | None = None
    pieces: tuple[Dated, ...] = ()


class _Chosen(msgspec.Struct, frozen=True):
    """What stands out on the home page."""

    newest: list[Dated]
    """Of them all the others but the series' are chosen, where nobody says otherwise."""
    lead: Dated | None
    seconds: list[Dated]
    series: tuple[Term, Article] | None
    topic: Term | None
    on_shelf: list[Article]
    """Of that topic; the first has a plate."""
    blocks: list[_Part]
    """In their order; none where nobody tells one, and all stand there."""

    def has(self, name: str) -> bool:
        """Tell whether the part *name* is shown."""
        return not self.blocks or any(part.name == name for part in self.blocks)

    @property
    def pieces(self) -> list[Dated]:
        """Those that stand out whatever parts there are."""
        of_series = self.series and self.series[1]
        found = [self.lead, *self.seconds, of_series, *self.on_shelf[:1]]
        return [one for one in found if one]

    @property
    def articles(self) -> list[Article]:
        """Those that are shown with a plate, where they have a picture or drawing."""
        parts = [one for part in self.blocks for one in part.pieces]
        found = {one.source: one for one in (*self.pieces, *parts)}
        return [one for one in found.values() if isinstance(one, Article)]


def featured(site: Site) -> list[Article]:
    """Give the articles that stand out on the home page, each once."""
    return _choose(site).articles


def _choose(site: Site) -> _Chosen:
    file = _introduction(site)
    named = _named(site, file) if file and file.choices else _NOTHING
    told = file.blocks if file else ()
    pinned = {one.source for one in named.pinned}
    newest: list[Dated] = [*_newest(site.archive.articles, site.settings.newest)]
    newest = [one for one in newest if one.source not in pinned]
    # What a part would show that is left out stands nowhere: it is one of the others.
    lead, seconds, series = None, list[Dated](), None
    if not told or "lead" in told:
        lead = named.lead or _lead(site, newest)
    if not told or "featured" in told:
        others = [one for one in newest if one is not lead]
        seconds = [one for one in named.featured if one is not lead] or [
            one
            for one in others[:_SECONDS]
            if isinstance(one, Article) and one.has_text
        ]
    above = {one.source for one in (lead, *seconds) if one}
    if not told or "series" in told:
        series = _series(site, above)
    topic, on_shelf = None, list[Article]()
    if not told or "shelf" in told:
        there = above | {series[1].source} if series else above
        topic, on_shelf = _on_shelf(site, there)
    blocks = [_part(site, one, above) for one in told]
    pieces = [*named.pinned, *newest]
    return _Chosen(pieces, lead, seconds, series, topic, on_shelf, blocks)


# What editors choose


class _Named(NamedTuple):
    """The pieces that the introduction names."""

    lead: Dated | None
    featured: list[Dated]
    pinned: list[Dated]


_NOTHING = _Named(None, [], [])


def _named(site: Site, file: PageFile) -> _Named:
    def find(names: Sequence[str]) -> list[Dated]:
        found = (_shown_piece(site, file, name) for name in names)
        pieces = {one.source: one for one in found if one is not None}
        return [*pieces.values()]

    lead = find([file.lead]) if file.lead else []
    return _Named(next(iter(lead), None), find(file.featured), find(file.pinned))


def _shown_piece(site: Site, file: PageFile, name: str) -> Dated | None:
    piece = site.targets.find_piece(name, file.source)
    is_gone = isinstance(piece, Article) and piece.withdrawn
    return None if is_gone else piece


def faults_of_home(site: Site) -> Iterator[Problem | OpenPoint]:
    """Name what is wrong with what introductions choose, or has to wait."""
    for one in site.editions:
        yield from _faults_of_home(one)


def _faults_of_home(site: Site) -> Iterator[Problem | OpenPoint]:
    file = _introduction(site)
    if file is None:
        return
    for page in site.archive.pages:
        if page.path == file.path and page is not file:
            message = Kind.ADDRESS_TAKEN.of(f"/{page.path}", f"content/{file.source}")
            yield Problem(f"content/{page.source}", 0, message, "slug")
    named = [
        *([("lead", file.lead)] if file.lead else []),
        *((join_key("featured", n), one) for n, one in enumerate(file.featured)),
        *((join_key("pinned", n), one) for n, one in enumerate(file.pinned)),
    ]
    source = f"content/{file.source}"
    for key, name in named:
        if _shown_piece(site, file, name) is None:
            yield _why_not_shown(site, file, source, key, name)
    for number, one in enumerate(file.blocks):
        if one.startswith("/") and _part(site, one, ()).name != "":
            yield _why_no_block(site, source, join_key("blocks", number), one)


def _why_no_block(site: Site, source: str, key: str, said: str) -> Problem | OpenPoint:
    waiting = _waiting(site, said)
    if waiting is not None:
        rows = Kind.BLOCK_TO_DRAFT, Kind.BLOCK_TO_LATER
        return OpenPoint(source, 0, why_held_back(said, waiting, *rows), key)
    known = [f"/{path}" for path in _listings(site)]
    return Problem(source, 0, Kind.NO_BLOCK.of(said, near_match(said, known)), key)


def _waiting(site: Site, said: str) -> Dated | None:
    """Find what is not out yet that alone has the term, or terms of the index, *said*."""
    paths = {one.strip("/") for one in site.targets.candidates(said, "")}
    slugs = {(one.facet, one.name): one.slug for one in site.held_back.terms}
    for one in site.targets.held_back.values():
        for facet in site.settings.facets:
            if not facet.has_pages or (isinstance(one, Item) and facet.is_of_date):
                continue
            for name in names_in(one, facet):
                slug = slugs.get((facet.name, name)) or make_term(facet, name).slug
                if not paths.isdisjoint((facet.path, f"{facet.path}/{slug}")):
                    return one
    return None


def _why_not_shown(
    site: Site, file: PageFile, source: str, key: str, name: str
) -> Problem | OpenPoint:
    held = site.targets.find_held_back(name, file.source)
    if held is not None:
        rows = Kind.PIECE_TO_DRAFT, Kind.PIECE_TO_LATER
        return OpenPoint(source, 0, why_held_back(name, held, *rows), key)
    if site.targets.find_piece(name, file.source) is not None:
        return OpenPoint(source, 0, Kind.PIECE_WITHDRAWN.of(name), key)
    near = near_match(name, site.archive.by_slug)
    return Problem(source, 0, Kind.NO_PIECE.of(name, near), key)


def _listings(site: Site) -> Iterator[str]:
    for facet in site.facets:
        yield f"{facet.path}/"
        yield from map(term_path, site.archive.terms[facet.name].values())
    for section in site.archive.sections.values():
        yield section.listing


def _part(site: Site, said: str, above: Collection[str]) -> _Part:
    """Find what the part *said* leads to; pieces that stand *above* are not among its."""
    if not said.startswith("/"):
        return _Part(said)
    path = site.targets.find_path(said, "").removeprefix(site.root.prefix)
    for section in site.archive.sections.values():
        if section.has_listing and path == section.listing:
            items = site.archive.items[section.name]
            left = (one for one in items if one.source not in above)
            return _Part("", None, section, tuple(islice(left, _IN_BLOCK)))
    for facet in site.facets:
        if path == f"{facet.path}/":
            return _Part("", facet)
        slug = path.removeprefix(f"{facet.path}/").rstrip("/")
        term = site.archive.terms[facet.name].get(slug)
        if term is not None and path == term_path(term):
            rest = (one for one in term.articles if one.source not in above)
            return _Part("", None, term, tuple(islice(rest, _IN_BLOCK)))
    return _Part(said)


def _block(
    site: Site, part: _Part, above: Collection[str], anchor: str, topic: Term | None
) -> HomeBlock:
    if part.facet is not None:
        shelves = _shelves_of(site, part.facet, above, anchor, topic)
        return HomeBlock("", shelves=shelves)
    if part.target is None:
        return HomeBlock(part.name)
    if isinstance(part.target, Term):
        link, count = site.wording.links.term(part.target), len(part.target.articles)
    else:
        link = listing_link(site, part.target, site.wording)
        count = len(site.archive.items[part.target.name])
    return HomeBlock(
        "",
        None,
        link.label,
        anchor,
        link.url,
        count,
        tuple([_feature(site, one, SECOND) for one in part.pieces]),
        link.language,
    )


def _newest(articles: list[Article], most: int) -> list[Article]:
    """Take the newest that have a dek or a body; those without only where room is left."""
    found = list(islice((one for one in articles if one.has_text), most))
    rest = (one for one in articles if not one.has_text)
    return found + list(islice(rest, most - len(found)))


def _lead(site: Site, newest: Sequence[Dated]) -> Article | None:
    """Choose what leads: of the newest that can be read, one with a picture if any is."""
    first = [one for one in newest[:_TO_LEAD] if isinstance(one, Article)]
    readable = [one for one in first if one.has_body] or [
        one for one in first if one.has_text
    ]
    pictured = (one for one in readable if one.image or site.drawings.coast(one))
    return next(pictured, next(iter(readable), None))


def _feature(site: Site, one: Dated, place: Place) -> Feature:
    image = site.targets.picture(one.image)
    return Feature(
        piece_card(site, one, site.wording),
        site.pictures.show(image, "", place),
        site.drawings.of_card(one) if isinstance(one, Article) else None,
    )


# Topics and series


def _most_used(site: Site, facet: Facet) -> list[Term]:
    terms = listed_terms(site.archive, facet)
    terms.sort(key=partial(_by_use, site))
    return terms


def _by_use(site: Site, term: Term) -> tuple[int, str, str]:
    name = name_key(site.wording.naming.term(term), site.settings.language)
    return -len(term.articles), name, term.slug


def _shelf_facet(site: Site) -> Facet | None:
    """
    Tell which facet stands on shelves: topics, or regions where there are none.

    None does in an archive all of which the page shows anyway.
    """
    if len(site.archive.articles) <= site.settings.newest:
        return None
    facets = sorted((f for f in site.facets if f.shelf), key=lambda facet: facet.shelf)
    return next((one for one in facets if listed_terms(site.archive, one)), None)


def _on_shelf(
    site: Site, above: Collection[str]
) -> tuple[Term, list[Article]] | tuple[None, list[Article]]:
    """
    Find the topic that most of the newest articles have, and its own newest.

    Those that stand *above* by their source, or have no text, are not among them; a
    topic of which too few are left gives way to the next. It is decided by the newest
    alone, so that a large archive is no more work than a small one.
    """
    facet = _shelf_facet(site)
    if facet is None:
        return None, []
    named = site.archive.names[facet.name]
    counts = Counter(
        term.slug
        for article in site.archive.articles[:_RECENT]
        for term in dict.fromkeys(map(named.get, names_in(article, facet)))
        if term
    )
    known = site.archive.terms[facet.name]
    terms = [term for slug in counts if is_listed(term := known[slug])]
    terms.sort(key=lambda term: (-counts[term.slug], *_by_use(site, term)))
    for term in terms:
        left = [a for a in term.articles[:_LOOKED_AT] if _fits(a, above)]
        if len(left) >= _LEAST_ON_SHELF:
            return term, left[:_ON_LONG_SHELF]
    return None, []


def _topic_shelf(
    site: Site, term: Term | None, articles: Sequence[Article]
) -> TopicShelf | None:
    if term is None:
        return None
    first, *others = articles
    dated = bisect_left(term.articles, True, key=lambda one: not one.date)
    return TopicShelf(
        facet=Link(
            site.wording.naming.facet(term.facet).label_one,
            site.wording.links.facet(term.facet).url,
            site.wording.naming.language_of_facet(term.facet, "label_one"),
        ),
        term=site.wording.links.counted(term),
        since=term.articles[dated - 1].date[:4] if dated else "",
        feature=_feature(site, first, SECOND),
        cards=tuple(map(site.wording.cards.card, others)),
    )


def _shelf_group(
    site: Site, above: Collection[str], topic: Term | None
) -> ShelfGroup | None:
    """
    Show the newest articles of the most used topics, but of the *topic* shown already.

    Each article stands there once, and not where it stands *above* by its source.
    Nothing does where all that have a term stand above.
    """
    facet = _shelf_facet(site)
    return _shelves_of(site, facet, above, "Topics", topic) if facet else None


def _shelves_of(
    site: Site,
    facet: Facet,
    above: Collection[str],
    anchor: str,
    without: Term | None,
) -> ShelfGroup | None:
    """Show the newest articles of the most used terms of *facet*, each article once."""
    terms = _most_used(site, facet)
    shown, shelves = set(above), list[Shelf]()
    for term in terms:
        if len(shelves) == _SHELVES:
            break
        left = (one for one in term.articles if one.source not in shown)
        articles = [] if term is without else list(islice(left, _ON_SHELF))
        if articles:
            shown.update(one.source for one in articles)
            cards = tuple(map(site.wording.cards.card, articles))
            shelves.append(Shelf(site.wording.links.counted(term), cards))
    if not shelves:
        return None
    return ShelfGroup(site.wording.links.facet(facet), anchor, tuple(shelves))


def _day(site: Site, above: Collection[str]) -> Anniversaries | None:
    """Show pieces of earlier years from the newest one's day, but those *above*."""
    articles = site.archive.articles
    if len(articles) <= site.settings.newest:
        return None
    found = find_anniversaries(articles, _ON_DAY, above)
    if found is None:
        return None
    newest, pieces = found
    cards = [
        Anniversary(one.years, site.wording.cards.card(one.article)) for one in pieces
    ]
    return Anniversaries(
        day=site.wording.dates.day_label(newest.date[:DAY]),
        is_exact=not any(one.away for one in pieces),
        pieces=tuple(cards),
    )


def _series(site: Site, above: Collection[str]) -> tuple[Term, Article] | None:
    """Find the series with the newest article that does not stand *above*, and that."""
    facet = next((one for one in site.facets if one.name == SERIES), None)
    terms = site.archive.terms[SERIES].values() if facet else ()
    found = (
        (term, next((a for a in term.articles if _fits(a, above)), None))
        for term in terms
        if len(term.articles) > 1 and is_listed(term)
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
    first, newest = (
        site.series.first(term) if len(dated) > 1 else None,
        term.articles[0],
    )
    return SeriesFeature(
        series=site.wording.links.counted(term),
        feature=_feature(site, article, FRONT),
        first=_href(site, first) if first else "",
        newest=_href(site, newest),
    )


def _href(site: Site, article: Article) -> str:
    return site.root.href(article_path(article.slug))


def _groups(
    site: Site, topic: Term | None, topics: ShelfGroup | None
) -> tuple[CountedGroup, ...]:
    """List the terms that most articles have, where settings ask; not those on shelves."""
    shelves = topics.shelves if topics else ()
    there = {shelf.term.url for shelf in shelves}
    if topic is not None:
        there.add(site.wording.links.term(topic).url)
    groups = []
    for facet in site.facets:
        terms = _most_used(site, facet)[: facet.home] if facet.home else []
        counted = map(site.wording.links.counted, terms)
        links = tuple([link for link in counted if link.url not in there])
        if links:
            index, anchor = site.wording.links.facet(facet), f"Home-{facet.name}"
            groups.append(
                CountedGroup(index.label, anchor, index.url, links, index.language)
            )
    return tuple(groups)
