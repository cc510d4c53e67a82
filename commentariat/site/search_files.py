"""The files of the search index: a family of outputs that no template makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.page import Inputs, Page
from commentariat.site.search_documents import facets_of, sources_at, sources_of
from commentariat.site.search_links import INDEX
from commentariat.site.search_source import SearchFiles
from commentariat.site.site import Site
from commentariat.site.views import DataView

NAME = "search index"
"""Stands for the template that there is none of."""


def index_pages(site: Site) -> Iterator[Page]:
    """Make the files of the index, where readers can search."""
    files = _files_of(site)
    if files is None:
        return
    if site.indexed is None:
        site.indexed = files.digests(sources_of(site), facets_of(site))
    yield from _pages(site, files, site.indexed)


def touched_index(site: Site, edit: Edit) -> Iterator[Page]:
    """Make all of them: which are others, their digests tell."""
    files = _files_of(site)
    if files is None:
        return
    if site.indexed is None:
        slugs = {article.slug for article in edit.versions}
        sources, count = sources_at(site, slugs), len(site.archive.articles)
        site.indexed = files.digests_after(sources, facets_of(site), count)
    yield from index_pages(site)


INDEXES = Family(
    "the files of the search index", index_pages, touched_index, is_framed=False
)


def _files_of(site: Site) -> SearchFiles | None:
    return site.search if site.settings.has_search else None


def _pages(
    site: Site, files: SearchFiles, digests: Mapping[str, str]
) -> Iterator[Page]:
    for path, digest in digests.items():
        find = partial(_inputs, files, path, digest)
        output = site.root.place(f"{INDEX}{path}")
        yield Page(output, NAME, find, is_indexed=False, is_made=True)


def _inputs(files: SearchFiles, path: str, digest: str) -> Inputs:
    parts = (("words and terms of the archive", digest),)
    return Inputs(parts, lambda: DataView(files.data(path)))
