"""Feeds: Atom and JSON, for the site and for the terms of chosen facets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice, takewhile

import msgspec

from commentariat.archive.archive import Term, terms_in
from commentariat.archive.dates import instant_of, is_day
from commentariat.archive.model import Article, Dated, Item
from commentariat.config import FULL
from commentariat.sections import Section
from commentariat.site.bodies import body_of
from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.former_files import FEEDS as NAMES
from commentariat.site.items import item_entry
from commentariat.site.links import term_path
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.site import Site
from commentariat.site.views import FeedEntry, FeedView

# What a feed without an entry says of its last change: Atom asks for a date.
_NEVER = "1970-01-01T00:00:00Z"
_ANY_TYPE = "application/octet-stream"


def feed_pages(site: Site) -> Iterator[Page]:
    """Make both feeds of the site, and of each term that has its own."""
    yield from _whole_feeds(site)
    for facet in site.facets:
        for term in site.archive.terms[facet.name].values():
            yield from _feeds_of(site, term)
    for section in site.archive.sections.values():
        yield from _feeds_of_section(site, section)


def touched_feeds(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those of the articles that listings show otherwise, or whose bodies do."""
    shown = list(_edited_whole(site, edit) if _is_full(site) else edit.listed)
    if shown:
        yield from _whole_feeds(site)
    for facet in site.facets:
        for term in terms_in(site.archive, facet, shown):
            yield from _feeds_of(site, term)
    if _is_full(site) and edit.targets:  # to which items may lead
        for section in site.archive.sections.values():
            yield from _feeds_of_section(site, section)


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


def _whole_feeds(site: Site) -> Iterator[Page]:
    yield from _feeds(site, "", site.settings.title, site.archive.articles)


def _feeds_of(site: Site, term: Term) -> Iterator[Page]:
    if term.facet.has_feed and (term.articles or term.file or term.items):
        title = f"{term.name} – {site.settings.title}"
        yield from _feeds(site, term_path(term), title, term.articles)


def _feeds_of_section(site: Site, section: Section) -> Iterator[Page]:
    if section.has_feed:
        title = f"{section.label} – {site.settings.title}"
        items = [one for one in site.archive.items[section.name] if one.date]
        items.sort(key=lambda one: one.date + one.instant, reverse=True)
        yield from _feeds(site, section.listing, title, items)


def _feeds(
    site: Site, path: str, title: str, articles: Sequence[Dated]
) -> Iterator[Page]:
    for name in NAMES:
        find = partial(_inputs, site, path, name, title, articles)
        page = Page(path + name, name, find)
        yield page
        yield from site.former_files.pages(page)


def _inputs(
    site: Site, path: str, name: str, title: str, articles: Sequence[Dated]
) -> Inputs:
    newest = _newest(site, articles)
    view = _feed_view(site, path, name, title, newest)
    names = {"entries": "newest articles", "updated": "newest articles"}
    bodies = tuple([body_of(site, one) for one in newest]) if _is_full(site) else ()
    return inputs_of(site.shared, view, names, entries=bodies)


def _feed_view(
    site: Site, path: str, name: str, title: str, newest: list[Dated]
) -> FeedView:
    entries = tuple([_entry(site, one) for one in newest])
    return FeedView(
        title=title,
        url=site.root.url(path),
        self_url=site.root.url(path + name),
        updated=_latest([entry.updated for entry in entries]),
        author=site.settings.institution,
        entries=entries,
    )


def _entry(site: Site, one: Dated) -> FeedEntry:
    return item_entry(site, one) if isinstance(one, Item) else site.cards.entry(one)


def _newest(site: Site, articles: Sequence[Dated]) -> list[Dated]:
    """Take the first of those whose day is known: feeds ask for one."""
    dated = takewhile(lambda article: article.date, articles)
    known = (one for one in dated if is_day(one.date))
    return list(islice(known, site.settings.feed_size))


def _latest(moments: list[str]) -> str:
    """Find the latest of *moments*, most of which have one offset."""
    has_one = len({one[len("2024-03-15T06:00:00") :] for one in moments}) == 1
    return max(moments, key=None if has_one else instant_of, default=_NEVER)


def _attachments(entry: FeedEntry) -> list[dict[str, str]]:
    return [
        {"url": one.url, "mime_type": one.type or _ANY_TYPE, "title": one.title}
        for one in entry.enclosures
    ]


def json_feed(view: FeedView, bodies: Sequence[str] = ()) -> str:
    """Write *view* as a JSON Feed, version 1.1; *bodies* are the HTML of its entries."""
    items = [
        {
            "id": entry.url,
            "url": entry.url,
            "title": entry.title,
            **({"summary": entry.dek} if entry.dek else {}),
            **({"content_html": body} if body else {"content_text": entry.dek}),
            "date_published": entry.published,
            "date_modified": entry.updated,
            "authors": [{"name": name} for name in entry.authors],
            "language": entry.language,
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
        "feed_url": view.self_url,
        "authors": [{"name": view.author}],
        "items": items,
    }
    return msgspec.json.format(msgspec.json.encode(feed), indent=1).decode() + "\n"
