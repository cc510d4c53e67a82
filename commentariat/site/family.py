"""A family of pages: what it makes of a whole site, and what of it an edit touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from commentariat.errors import OpenPoint, Problem
from commentariat.site.edit import Edit
from commentariat.site.page import Page
from commentariat.site.site import Site
from commentariat.site.urls import address_of, is_index
from commentariat.site.views import Alternate


class Of(StrEnum):
    """What a family is made of, on a site in several languages."""

    LISTINGS = "listings"
    """Of each language, with what is listed in it."""
    PIECES = "pieces"
    """Of each content file, in the part of the site that its language has."""
    SITE = "site"
    """Of the whole site, once."""


class Family(msgspec.Struct, frozen=True):
    """
    A row of the table of families; its two functions stand side by side in a module.

    What *touched* gives before the site is revised and after holds every page that
    came, went or is another; one that stays is given both times, or neither.
    """

    name: str
    all: Callable[[Site], Iterable[Page]]
    """Makes every page."""
    touched: Callable[[Site, Edit], Iterable[Page]]
    """Makes those that show an article that an edit changes, as it was or as it is."""
    of: Of = Of.LISTINGS
    is_framed: bool = True
    """Whether what is around every page is part of each of its pages."""

    def pages(self, site: Site) -> Iterable[Page]:
        """Make every page of *site*, in all its languages."""
        if len(site.editions) == 1 or self.of is Of.SITE:
            return self._framed(site, self.all(site))
        return self._placed((one, self.all(one)) for one in site.editions)

    def touched_pages(self, site: Site, edit: Edit) -> Iterable[Page]:
        """Make those that *edit* touches, in all languages."""
        if len(site.editions) == 1 or self.of is Of.SITE:
            return self._framed(site, self.touched(site, edit))
        edits = zip(site.editions, edit.parts, strict=True)
        return self._placed((one, self.touched(one, part)) for one, part in edits)

    def _framed(self, site: Site, pages: Iterable[Page]) -> Iterable[Page]:
        """Note in *pages* of *site* what is around them."""
        return _with_frame(pages, site.shared) if self.is_framed else pages

    def _placed(self, found: Iterable[tuple[Site, Iterable[Page]]]) -> Iterator[Page]:
        """Let pages show the frame of their language; leave out what others make."""
        for site, pages in found:
            for page in self._framed(site, pages):
                if self.of is Of.LISTINGS:
                    page.alternates = _alternates(site, page)
                elif not site.makes(page.source):
                    continue
                page.edition = site.settings.language
                yield page


def _with_frame(pages: Iterable[Page], frame: str) -> Iterator[Page]:
    for page in pages:
        page.frame = frame
        yield page


def _alternates(site: Site, page: Page) -> tuple[Alternate, ...]:
    """Tell in which languages crawlers find the listing that *page* is."""
    if not (page.is_indexed and is_index(page.output)):
        return ()
    found = site.alternates(address_of(page.output)[1 + len(site.root.prefix) :])
    return tuple([one for one in found if one.is_told])


class Exchange(msgspec.Struct, frozen=True):
    """The pages that an edit touches, by output: as they were, and as they are."""

    edit: Edit
    before: dict[str, Page]
    after: dict[str, Page]

    @property
    def gone(self) -> frozenset[str]:
        """Outputs that are no more."""
        return frozenset(self.before.keys() - self.after.keys())

    @property
    def come(self) -> frozenset[str]:
        """Outputs that were not."""
        return frozenset(self.after.keys() - self.before.keys())


class Made(msgspec.Struct, frozen=True):
    """Pages made of the addresses of others, and what stands in the way of some."""

    pages: tuple[Page, ...]
    problems: tuple[Problem, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()


class LateFamily(msgspec.Struct, frozen=True):
    """A row likewise, of pages that are made of the addresses of all the others."""

    name: str
    all: Callable[[Site, Sequence[Page]], Made]
    """Makes every page, given those of the rows before."""
    is_touched: Callable[[Site, Exchange], bool]
    """Tells whether any of them may be another, once others were exchanged."""
