"""All the pages a site has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from commentariat.archive.redirects import Redirect
from commentariat.errors import Problem
from commentariat.kinds import Kind
from commentariat.site.article_pages import article_pages
from commentariat.site.feeds import feed_pages
from commentariat.site.front_pages import front_pages
from commentariat.site.page import Page, StaticFile
from commentariat.site.redirect_pages import Forwarding, alias_pages
from commentariat.site.site import Site
from commentariat.site.sitemap import sitemap_pages, sitemap_urls
from commentariat.site.term_pages import term_pages
from commentariat.site.urls import address_of, output_of
from commentariat.site.withdrawn_pages import withdrawn_pages


def make_pages(
    site: Site,
    statics: Iterable[StaticFile],
    redirects: Iterable[Redirect] = (),
    addresses: Mapping[str, int] | None = None,
) -> tuple[list[Page], list[Problem]]:
    """
    List every page of *site*, and what stands in the way of one.

    *redirects* are those of no content file; *addresses* are all that were ever
    published, each with its line in the file that holds them.

    Of two pages that want one file the first is kept and the second is named as
    a problem; names that differ only in case or in Unicode's normal form are the
    same file on some systems, and so they are here.
    """
    pages = [
        *article_pages(site),
        *term_pages(site),
        *front_pages(site),
        *withdrawn_pages(site),
        *alias_pages(site),
        *feed_pages(site),
    ]
    problems: list[Problem] = []
    missing = _missing(pages, addresses or {})
    if redirects or missing:
        forwarding = Forwarding(site, pages, redirects)
        pages.extend([*forwarding.pages(), *forwarding.emptied(missing)])
        problems += forwarding.problems
    pages.extend(sitemap_pages(site.root, tuple(sitemap_urls(site.root, pages))))
    kept, faults = _refuse_collisions(pages, statics)
    return kept, problems + faults


def _missing(pages: list[Page], addresses: Mapping[str, int]) -> dict[str, int]:
    outputs = {page.output for page in pages} if addresses else set()
    return {a: n for a, n in addresses.items() if output_of(a[1:]) not in outputs}


class Room:
    """What outputs there are, as the most forgetful of file systems tells them apart."""

    def __init__(self, statics: Iterable[str], pages: Iterable[Page]) -> None:
        self._taken = set(map(_same_file, statics))
        self._folders: set[str] = set()
        """Those of pages at addresses that somebody chose, of former pages too."""
        for page in pages:
            self._take(page)

    def exchange(self, gone: Iterable[str], come: Iterable[Page]) -> bool:
        """Let outputs go and take pages in; tell whether no two want one file."""
        self._taken -= set(map(_same_file, gone))
        refused = [page for page in come if not self._take(page)]
        return not refused

    def _take(self, page: Page) -> bool:
        key = _same_file(page.output)
        is_free = key not in self._taken and key not in self._folders
        if page.template == "redirect.html":
            folders = set(_folders(key))
            is_free = is_free and not folders & self._taken
            self._folders |= folders
        self._taken.add(key)
        return is_free


def _refuse_collisions(
    pages: list[Page], statics: Iterable[StaticFile]
) -> tuple[list[Page], list[Problem]]:
    taken: dict[str, Page | StaticFile] = {}
    problems = []
    for static in statics:
        other = taken.setdefault(_same_file(static.output), static)
        if other is not static:
            message = f"{_place(other)} is the same file on some systems"
            problems.append(Problem(static.source, 0, Kind.PLAIN.of(message)))
    kept: list[Page] = []
    for page in pages:
        key = _same_file(page.output)
        first = taken.get(key) or _file_above(key, page, taken)
        if first is None:
            taken[key] = page
            kept.append(page)
        else:
            message = f"{address_of(page.output)!r} is wanted by {_place(first)} too"
            problems.append(
                Problem(page.source or page.output, page.line, Kind.PLAIN.of(message))
            )
    return kept, problems


def _file_above(
    key: str, page: Page, taken: Mapping[str, Page | StaticFile]
) -> Page | StaticFile | None:
    """Find a file where *page*, at an address that somebody chose, needs a folder."""
    if page.template != "redirect.html":
        return None
    return next((taken[folder] for folder in _folders(key) if folder in taken), None)


def _folders(path: str) -> Iterator[str]:
    position = path.find("/")
    while position >= 0:
        yield path[:position]
        position = path.find("/", position + 1)


def _place(made: Page | StaticFile) -> str:
    if isinstance(made, StaticFile):
        return made.source
    source = f"content/{made.source}" if made.source else made.output
    return f"{source}:{made.line}" if made.line else source


def _same_file(output: str) -> str:
    if output.isascii():
        return output.lower()
    return unicodedata.normalize("NFC", output).casefold()
