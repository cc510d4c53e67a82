"""Feeds: Atom and JSON, of the site, of terms and sections, and of pairs of terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from posixpath import splitext
from typing import NamedTuple

import msgspec

from commentariat.archive.archive import Term, names_in, terms_in
from commentariat.archive.dates import instant_of
from commentariat.archive.model import Article, Dated, Item
from commentariat.config import FULL
from commentariat.facets import Facet
from commentariat.site.bodies import body_of
from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.feed_pieces import FeedPart, FeedPieces
from commentariat.site.former_files import FEEDS as NAMES
from commentariat.site.items import item_entry
from commentariat.site.links import term_path
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.search_links import search_href
from commentariat.site.site import Site
from commentariat.site.tree import is_listed
from commentariat.site.views import FeedEntry, FeedView, Link

# What a feed without an entry says of its last change: Atom asks for a date.
_NEVER = "1970-01-01T00:00:00Z"
_ANY_TYPE = "application/octet-stream"
_ATOM, _JSON = NAMES


class Feed(NamedTuple):
    """A feed, and the pieces that it is made of."""

    path: str
    """Folder in which it lies, in both forms."""
    label: str
    articles: Sequence[Dated]
    """In the order of the archive."""
    page: str
    """Whole URL of the page that it belongs to."""
    is_crossing: bool = False
    """No page of its own lies in the folder."""
    is_listed: bool = True
    """The list of all feeds has it."""


def feed_pages(site: Site) -> Iterator[Page]:
    """Make the feeds of the site, of terms and sections, and of crossings that are asked for."""
    of_terms = (feed for facet in site.facets for feed in term_feeds(site, facet))
    for feed in (whole_feed(site), *of_terms, *section_feeds(site)):
        yield from _pages(site, feed)
    for pair in crossed_facets(site):
        for feed in crossing_feeds(site, pair, site.archive.articles):
            yield from _pages(site, feed)


def touched_feeds(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those of the articles that listings show otherwise, or whose bodies do."""
    shown = list(_edited_whole(site, edit) if _is_full(site) else edit.listed)
    if shown:
        yield from _pages(site, whole_feed(site), shown)
    for facet in site.facets:
        for term, articles in terms_in(site.archive, facet, shown).items():
            for feed in _feeds_of(site, term):
                yield from _pages(site, feed, articles)
    for pair in crossed_facets(site) if shown else ():
        for feed in crossing_feeds(site, pair, shown):
            yield from _pages(site, feed, shown)
    if _is_full(site) and edit.targets:  # to which items may lead
        for feed in section_feeds(site):
            yield from _pages(site, feed)


def _is_full(site: Site) -> bool:
    return site.settings.feed_content == FULL


def _edited_whole(site: Site, edit: Edit) -> Iterator[Article]:
    """Find what is another as a whole: by itself, or by where its links lead."""
    yield from edit.versions
    for source in sorted(edit.leading):
        article = site.archive.by_source.get(source)
        if article is not None and not article.withdrawn:
            yield article


FEEDS = Family("feeds", feed_pages, touched_feeds)


# Which feeds there are


def whole_feed(site: Site) -> Feed:
    """Give the feed of all articles."""
    title, articles = site.settings.title, site.archive.articles
    return Feed("", title, articles, site.root.url(""))


def term_feeds(site: Site, facet: Facet) -> Iterator[Feed]:
    """Give the feeds of the terms of *facet*."""
    for term in site.archive.terms[facet.name].values():
        yield from _feeds_of(site, term)


def _feeds_of(site: Site, term: Term) -> Iterator[Feed]:
    own = term_path(term)
    if not site.listings.shows(term):
        return
    if term.facet.has_feed:
        url, is_shown = site.root.url(own), is_listed(term)
        name = site.wording.naming.term(term)
        yield Feed(own, name, term.articles, url, is_listed=is_shown)
    else:  # it had one, where it was moved from
        for former in (site.archive.former[path] for path in term.former):
            if former.has_feed:
                path, name = f"{former.path}/", site.wording.naming.term(term)
                yield Feed(path, name, term.articles, site.root.url(own))


def section_feeds(site: Site) -> Iterator[Feed]:
    """Give the feeds of sections."""
    for section in site.archive.sections.values():
        if site.listings.is_fed(section.name):
            items = [one for one in site.archive.items[section.name] if one.date]
            items.sort(key=lambda one: one.date + one.instant, reverse=True)
            path = section.listing
            yield Feed(path, section.label, items, site.root.url(path))


Pair = tuple[Facet, Facet]


def crossed_facets(site: Site) -> Iterator[Pair]:
    """Give the pairs of facets whose terms the settings cross, where both have terms."""
    found = {facet.name: facet for facet in site.facets}
    for names in site.settings.feed_crossings:
        facets = [found[name] for name in names if name in found]
        if len(facets) == 2:
            yield facets[0], facets[1]


def crossing_feeds(site: Site, pair: Pair, among: Iterable[Article]) -> Iterator[Feed]:
    """Give the feeds of two terms that articles *among* those of the site have together."""
    one, other = pair
    crossed: dict[tuple[Term, Term], None] = {}
    for article in among:
        for first in _terms_of(site, one, article):
            for second in _terms_of(site, other, article):
                crossed[first, second] = None
    for first, second in crossed:
        held = {article.source for article in second.articles}
        articles = [article for article in first.articles if article.source in held]
        if articles:
            yield _crossing_feed(site, first, second, articles)


def _terms_of(site: Site, facet: Facet, article: Article) -> list[Term]:
    names = site.archive.names[facet.name]
    called = [names[name] for name in names_in(article, facet) if name in names]
    return [above for one in called for above in one.lists]


def _crossing_feed(
    site: Site, first: Term, second: Term, articles: list[Article]
) -> Feed:
    is_searched = site.settings.has_search
    return Feed(
        f"{term_path(first)}{term_path(second)}",
        site.wording.words.names(map(site.wording.naming.term, (first, second))),
        articles,
        site.root.origin + search_href(site.root, (first, second))
        if is_searched
        else site.root.url(term_path(first)),
        is_crossing=True,
        is_listed=is_listed(first) and is_listed(second),
    )


# Their pages


def _pages(
    site: Site, feed: Feed, near: Sequence[Article] | None = None
) -> Iterator[Page]:
    """Make all pages of *feed*, or those that may show one of the articles *near*."""
    settings = site.settings
    pieces = FeedPieces(
        feed.articles, settings.feed_size, has_undated=settings.feed_undated
    )
    is_archived = settings.feed_archives == "all" or (
        settings.feed_archives == "site" and not feed.path
    )
    for name in NAMES:
        find = partial(_newest, site, feed, pieces, name, is_archived=is_archived)
        page = Page(site.root.place(feed.path + name), name, find)
        yield page
        yield from site.former_files.pages(page)
    if is_archived:
        for part in pieces.parts(near):
            for name in NAMES:
                find = partial(_older, site, feed, part, name)
                path = feed.path + part.name + _ending(name)
                yield Page(site.root.place(path), name, find)


def _ending(name: str) -> str:
    return splitext(name)[1]


def _newest(
    site: Site, feed: Feed, pieces: FeedPieces, name: str, *, is_archived: bool
) -> Inputs:
    last = pieces.last if is_archived else ""
    return _inputs(site, feed, name, pieces.newest(), last)


def _older(site: Site, feed: Feed, part: FeedPart, current: str) -> Inputs:
    name = part.name + _ending(current)
    return _inputs(site, feed, name, part.pieces, part.before, current)


def _inputs(
    site: Site,
    feed: Feed,
    name: str,
    pieces: Sequence[Dated],
    before: str,
    current: str = "",
) -> Inputs:
    entries = tuple([_entry(site, one) for one in pieces])
    title = site.settings.title
    before += _ending(name) if before else ""

    def url(name: str) -> str:
        return name and site.root.url(feed.path + name)

    view = FeedView(
        id=site.root.url(feed.path + (_ATOM if feed.is_crossing else "")),
        title=f"{feed.label} – {title}" if feed.path else title,
        url=feed.page,
        self_url=url(name),
        current=url(current),
        before=url(before),
        updated=_latest([entry.updated for entry in entries]),
        author=site.settings.institution,
        entries=entries,
    )
    names = dict.fromkeys(("entries", "updated", "before"), "newest articles")
    bodies = tuple([body_of(site, one) for one in pieces]) if _is_full(site) else ()
    return inputs_of(site.shared, view, names, entries=bodies)


def _entry(site: Site, one: Dated) -> FeedEntry:
    return (
        item_entry(site, one)
        if isinstance(one, Item)
        else site.wording.cards.entry(one)
    )


def _latest(moments: list[str]) -> str:
    """Find the latest of *moments*, most of which have one offset."""
    has_one = len({one[len("2024-03-15T06:00:00") :] for one in moments}) == 1
    return max(moments, key=None if has_one else instant_of, default=_NEVER)


def _attachments(entry: FeedEntry) -> list[dict[str, str]]:
    return [
        {"url": one.url, "mime_type": one.type or _ANY_TYPE, "title": one.title}
        for one in entry.enclosures
    ]


def _author(author: Link) -> dict[str, str]:
    return {"name": author.label} | ({"url": author.url} if author.url else {})


def _tags(entry: FeedEntry) -> list[str]:
    return list(dict.fromkeys([one.label for one in entry.categories]))


def json_feed(view: FeedView, bodies: Sequence[str] = ()) -> str:
    """Write *view* as a JSON Feed, version 1.1; *bodies* are the HTML of its entries."""
    items = [
        {
            "id": entry.url,
            "url": entry.url,
            "title": entry.title,
            **({"summary": entry.dek} if entry.dek else {}),
            **({"content_html": body} if body else {"content_text": entry.dek}),
            **({"date_published": entry.published} if entry.published else {}),
            "date_modified": entry.updated,
            "authors": [_author(one) for one in entry.authors],
            "language": entry.language,
            **({"image": entry.picture.url} if entry.picture else {}),
            **({"tags": _tags(entry)} if entry.categories else {}),
            **({"attachments": _attachments(entry)} if entry.enclosures else {}),
        }
        for entry, body in zip(
            view.entries, bodies or [""] * len(view.entries), strict=True
        )
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": view.url,
        "feed_url": view.current or view.self_url,  # it is told by that
        **({"next_url": view.before} if view.before else {}),
        "authors": [{"name": view.author}],
        "items": items,
    }
    return msgspec.json.format(msgspec.json.encode(feed), indent=1).decode() + "\n"
