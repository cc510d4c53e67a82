"""The list of all feeds, as programs that read feeds take it in (OPML)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from commentariat.archive.collation import name_key
from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.feeds import (
    Feed,
    crossed_facets,
    crossing_feeds,
    section_feeds,
    term_feeds,
    whole_feed,
)
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.site import Site
from commentariat.site.views import FeedGroup, FeedLink, FeedsView

NAME = "feeds.opml"


def feed_lists(site: Site) -> Iterator[Page]:
    """Make the list."""
    yield Page(site.root.place(NAME), NAME, partial(_inputs, site))


def touched_list(site: Site, edit: Edit) -> Iterator[Page]:
    """Make it where terms come or go, or may cross others from now on."""
    revision = edit.revision
    if revision.come or revision.gone or (site.settings.feed_crossings and edit.listed):
        yield from feed_lists(site)


FEED_LISTS = Family("the list of feeds", feed_lists, touched_list)


def _inputs(site: Site) -> Inputs:
    groups = [
        FeedGroup(label, tuple(_links(site, listed)))
        for label, feeds in _groups(site)
        if (listed := [feed for feed in feeds if feed.is_listed])
    ]
    (whole,) = _links(site, [whole_feed(site)])
    view = FeedsView(site.settings.title, whole, tuple(groups))
    return inputs_of(site.shared, view, {"groups": "terms"})


def _groups(site: Site) -> Iterator[tuple[str, list[Feed]]]:
    for facet in site.facets:
        yield site.wording.naming.facet(facet).label, list(term_feeds(site, facet))
    for one, other in crossed_facets(site):
        feeds = crossing_feeds(site, (one, other), site.archive.articles)
        labels = (site.wording.naming.facet(facet).label for facet in (one, other))
        yield site.wording.words.names(labels), list(feeds)
    sections = site.archive.sections
    yield (
        site.wording.words.gettext("Sections"),
        list(section_feeds(site)) if sections else [],
    )


def _links(site: Site, feeds: Iterable[Feed]) -> Iterator[FeedLink]:
    name = partial(name_key, among=site.settings.language)
    for feed in sorted(feeds, key=lambda one: (name(one.label), one.path)):
        yield FeedLink(feed.label, site.root.url(f"{feed.path}feed.xml"), feed.page)
