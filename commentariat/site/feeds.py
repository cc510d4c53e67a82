"""Feeds: Atom and JSON, for the site and for the terms of chosen facets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from commentariat.archive.archive import Term
from commentariat.archive.model import Article
from commentariat.site.page import Inputs, Page, digest_parts, digest_value
from commentariat.site.site import Site
from commentariat.site.views import FeedView

# What a feed without an entry says of its last change: Atom asks for a date.
_NEVER = "1970-01-01T00:00:00Z"


def feed_pages(site: Site) -> Iterator[Page]:
    """Make both feeds of the site, and of each term that has its own."""
    yield from whole_feeds(site)
    for facet in site.facets:
        for term in site.archive.terms[facet.name].values():
            yield from feeds_of(site, term)


def whole_feeds(site: Site) -> Iterator[Page]:
    """Make both feeds of the whole site."""
    yield from _feeds(site, "", site.settings.title, site.archive.articles)


def feeds_of(site: Site, term: Term) -> Iterator[Page]:
    """Make both feeds of *term*, if it has any."""
    if term.facet.has_feed and (term.articles or term.file):
        title = f"{term.name} – {site.settings.title}"
        yield from _feeds(site, site.term_path(term), title, term.articles)


def _feeds(
    site: Site, path: str, title: str, articles: list[Article]
) -> Iterator[Page]:
    inputs = partial(_inputs, site, path, title, articles)
    for name in ("feed.xml", "feed.json"):
        yield Page(path + name, name, partial(inputs, name))


def _inputs(
    site: Site, path: str, title: str, articles: list[Article], name: str
) -> Inputs:
    newest = [
        article for article in articles[: site.settings.feed_size] if article.date
    ]
    parts = (
        ("settings", site.shared),
        ("title", digest_value(title)),
        (
            "newest articles",
            digest_parts(site.card_key(article) for article in newest),
        ),
    )
    return Inputs(parts, partial(_feed_view, site, path, name, title, newest))


def _feed_view(
    site: Site, path: str, name: str, title: str, newest: list[Article]
) -> FeedView:
    entries = tuple(site.feed_entry(article) for article in newest)
    return FeedView(
        title=title,
        url=site.whole_url(path),
        self_url=site.whole_url(path + name),
        updated=max((entry.updated for entry in entries), default=_NEVER),
        author=site.settings.institution,
        entries=entries,
    )


def json_feed(view: FeedView) -> str:
    """Write *view* as a JSON Feed, version 1.1."""
    items = [
        {
            "id": entry.url,
            "url": entry.url,
            "title": entry.title,
            **({"summary": entry.dek} if entry.dek else {}),
            "content_text": entry.dek or entry.title,
            "date_published": entry.published,
            "date_modified": entry.updated,
            "authors": [{"name": name} for name in entry.authors],
            "language": entry.language,
        }
        for entry in view.entries
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
