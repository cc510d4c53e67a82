"""The files of the search index: a family of outputs that no template makes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.page import Inputs, Page
from commentariat.site.search_documents import facets_of, sources_of
from commentariat.site.search_links import INDEX
from commentariat.site.search_source import SearchFiles
from commentariat.site.site import Site
from commentariat.site.views import DataView

NAME = "search index"
"""Stands for the template that there is none of."""


def index_pages(site: Site) -> Iterator[Page]:
    """Make the files of the index, where readers can search."""
    if not site.settings.has_search or site.search is None:
        return
    digests = site.search.digests(list(sources_of(site)), facets_of(site))
    for path, digest in digests.items():
        find = partial(_inputs, site.search, path, digest)
        yield Page(f"{INDEX}{path}", NAME, find, is_indexed=False)


def touched_index(site: Site, edit: Edit) -> Iterator[Page]:
    """Make all: which of them are others, their digests tell."""
    yield from index_pages(site)


INDEXES = Family("the files of the search index", index_pages, touched_index)


def _inputs(files: SearchFiles, path: str, digest: str) -> Inputs:
    parts = (("words and terms of the archive", digest),)
    return Inputs(parts, lambda: DataView(files.data(path)))
