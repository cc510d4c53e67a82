"""A family of pages: what it makes of a whole site, and what of it an edit touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from commentariat.errors import OpenPoint, Problem
from commentariat.site.edit import Edit
from commentariat.site.page import Page
from commentariat.site.site import Site


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
