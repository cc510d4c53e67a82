"""All the pages a site has."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from commentariat.archive.redirects import REDIRECTS
from commentariat.config import SETTINGS_FILE
from commentariat.errors import OpenPoint, Problem
from commentariat.kinds import Kind, Message
from commentariat.site.export_pages import NAME as EXPORT
from commentariat.site.export_pages import TEMPLATE as DOWNLOADS
from commentariat.site.families import FAMILIES, LATE
from commentariat.site.look import NAME as LOOK
from commentariat.site.namespace import Namespace, Output
from commentariat.site.page import Page, StaticFile
from commentariat.site.search_files import NAME as SEARCH_INDEX
from commentariat.site.search_links import EXPLORE, SEARCH
from commentariat.site.site import Site
from commentariat.site.urls import address_of

_OF_SEARCH = ("search.html", "explore.html", SEARCH_INDEX)
"""What the pages of the search are made by."""
_OF_EXPORTS = (DOWNLOADS, EXPORT)


class Listing(msgspec.Struct, frozen=True):
    """All pages of a site, and what stands in the way of some."""

    pages: list[Page]
    late: frozenset[str]
    """Outputs of those that are made of the addresses of the others."""
    problems: tuple[Problem, ...]
    open_points: tuple[OpenPoint, ...] = ()


def make_pages(site: Site, statics: Iterable[StaticFile]) -> Listing:
    """
    List every page of *site*, and what stands in the way of one.

    Of two pages that want one file the first is kept and the second is named as
    a problem.
    """
    pages = [page for family in FAMILIES for page in family.pages(site)]
    late: list[Page] = []
    problems: list[Problem] = []
    points: list[OpenPoint] = []
    for family in LATE:
        made = family.all(site, [*pages, *late])
        late += made.pages
        problems += made.problems
        points += made.open_points
    kept, faults = _refuse_collisions([*pages, *late], statics)
    outputs = frozenset([page.output for page in late])
    return Listing(kept, outputs, (*problems, *faults), tuple(points))


def _refuse_collisions(
    pages: list[Page], statics: Iterable[StaticFile]
) -> tuple[list[Page], list[Problem]]:
    names = Namespace()
    problems = []
    for static in statics:
        other = names.take(static)
        if other is not None:
            problems.append(_same_file(static, other))
    kept: list[Page] = []
    for page in pages:
        first = names.take(page)
        if first is None:
            kept.append(page)
        else:
            problems.append(_taken(page, first))
    return kept, [*dict.fromkeys(problems)]


def _taken_by_search(made: Page, other: Output) -> Problem:
    """Say that *other* wants an address of the search, to which *made* belongs."""
    at = f"/{made.output}"
    place = next(one for one in (f"/{SEARCH}", f"/{EXPLORE}") if one in at)
    return _taken_by(Kind.SEARCH_TAKEN.of(at[: at.index(place) + len(place)]), other)


def _taken_by(message: Message, other: Output) -> Problem:
    """Tell by *message*, where a person can mend it, that *other* has no place."""
    if isinstance(other, StaticFile):
        source = f"content/{REDIRECTS}" if other.line else other.source
        return Problem(source, other.line, message)
    source = f"content/{other.source}" if other.source else SETTINGS_FILE
    return Problem(source, other.line, message, other.key)


def _same_file(static: StaticFile, other: Output) -> Problem:
    if static.line:
        message = Kind.ADDRESS_TAKEN.of(address_of(static.output), _place(other))
        return Problem(f"content/{REDIRECTS}", static.line, message)
    return Problem(static.source, 0, Kind.SAME_FILE.of(_place(other)))


def _taken(page: Page, first: Output) -> Problem:
    """Say that *first* has the address of *page*, in a file that a person can mend."""
    for made, other in ((page, first), (first, page)):
        if isinstance(made, Page) and made.template in _OF_SEARCH:
            return _taken_by_search(made, other)
        if isinstance(made, Page) and made.template in _OF_EXPORTS:
            message = Kind.EXPORT_TAKEN.of(address_of(made.output))
            return _taken_by(message, other)
    address = address_of(page.output)
    if not page.source and isinstance(first, StaticFile):
        maker = f"templates/{page.template}"
        if page.template == LOOK:
            maker = "[tool.commentariat.theme]"
        message = Kind.ADDRESS_TAKEN.of(address, maker)
        return Problem(first.source, 0, message)
    source = f"content/{page.source}" if page.source else f"output/{page.output}"
    message = Kind.ADDRESS_TAKEN.of(address, _place(first))
    return Problem(source, page.line, message, page.key)


def _place(made: Output) -> str:
    if isinstance(made, StaticFile):
        return f"content/{REDIRECTS}:{made.line}" if made.line else made.source
    source = f"content/{made.source}" if made.source else made.output
    return f"{source}:{made.line}" if made.line else source
