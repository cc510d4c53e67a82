"""The page of the search: what asks the index, and the way on without a script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.search_links import SEARCH
from commentariat.site.site import Site
from commentariat.site.urls import output_of
from commentariat.site.views import SearchView


def search_pages(site: Site) -> Iterator[Page]:
    """Make the page, where readers can search."""
    if site.settings.has_search:
        yield Page(
            output_of(SEARCH), "search.html", partial(_inputs, site), is_indexed=False
        )


def touched_search(site: Site, edit: Edit) -> Iterator[Page]:
    """Make it where the number of articles may be another."""
    if edit.revision.told_apart(lambda article: not article.withdrawn):
        yield from search_pages(site)


SEARCHES = Family("the page of the search", search_pages, touched_search)


def _inputs(site: Site) -> Inputs:
    head = site.head(
        site.words.gettext("Search"),
        site.words.gettext("Search the archive of %(site)s", site=site.settings.title),
        SEARCH,
        is_indexed=False,
    )
    view = SearchView(head, len(site.archive.articles))
    return inputs_of(site.shared, view, {"count": "terms and counts"})
