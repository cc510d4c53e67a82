"""All the pages a site has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from commentariat.errors import Problem
from commentariat.site.article_pages import article_pages
from commentariat.site.context import Site
from commentariat.site.feeds import feed_pages
from commentariat.site.front_pages import front_pages
from commentariat.site.page import Page, StaticFile
from commentariat.site.sitemap import sitemap_pages
from commentariat.site.term_pages import term_pages
from commentariat.site.urls import article_path


def make_pages(
    site: Site, statics: Iterable[StaticFile]
) -> tuple[list[Page], list[Problem]]:
    """
    List every page of *site*, and what stands in the way of one.

    Of two pages that want one file the first is kept and the second is named as
    a problem; names that differ only in case or in Unicode's normal form are the
    same file on some systems, and so they are here.
    """
    site.paths = known_paths(site, statics)
    pages = [
        *article_pages(site),
        *term_pages(site),
        *front_pages(site),
        *feed_pages(site),
    ]
    pages.extend(sitemap_pages(site, pages))
    return _refuse_collisions(pages, statics)


def known_paths(site: Site, statics: Iterable[StaticFile]) -> frozenset[str]:
    """Every path that an editor's link may lead to, without years and feeds."""
    archive = site.archive
    found = {"", "feed.xml", "feed.json"}
    found.update(article_path(article.slug) for article in archive.articles)
    found.update(f"{page.slug}/" for page in archive.pages)
    for facet in site.facets:
        found.add(f"{facet.path}/")
        found.update(
            site.term_path(term) for term in archive.terms[facet.name].values()
        )
    found.update(static.output for static in statics)
    return frozenset(found)


def _refuse_collisions(
    pages: list[Page], statics: Iterable[StaticFile]
) -> tuple[list[Page], list[Problem]]:
    taken = {_same_file(static.output): static.source for static in statics}
    problems = []
    kept = []
    for page in pages:
        key = _same_file(page.output)
        source = page.source or page.output
        if key in taken:
            message = f"{page.output!r} is wanted by {taken[key]} too"
            problems.append(Problem(source, 0, message))
        else:
            taken[key] = source
            kept.append(page)
    return kept, problems


def _same_file(output: str) -> str:
    if output.isascii():
        return output.lower()
    return unicodedata.normalize("NFC", output).casefold()
