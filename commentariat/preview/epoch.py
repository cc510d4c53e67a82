"""What the preview asks of a site: one finished state of it after the other."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Protocol

import msgspec

from commentariat.errors import OpenPoint, Problem

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much."""


class StaleError(Exception):
    """
    A file has changed since the epoch it is asked of; the next will have it.

    The argument is the path of the file from the site.
    """


class Rendered(msgspec.Struct, frozen=True):
    """One output as it is to be sent, and what was found wrong in making it."""

    data: bytes | None
    """None where it cannot be made, now or as it last was: `problems` say why."""
    problems: tuple[Problem, ...] = ()
    path: str = ""
    """A file on disk to be sent as it is, too large to be held; `data` is empty."""
    digest: str = ""
    """Of what is in that file."""


class Epoch(Protocol):
    """
    One finished state of a site, from which any page can be made at any time.

    It never changes: what is asked of it belongs together, however much later.
    """

    @property
    def number(self) -> int:
        """Counts the states from 1; a state in which nothing changed is no new one."""
        ...

    @property
    def base(self) -> str:
        """Path under which the site lies; begins and ends with `/`."""
        ...

    @property
    def articles(self) -> int:
        """How many articles it has."""
        ...

    @property
    def pages(self) -> int:
        """How many outputs it has."""
        ...

    @property
    def sources(self) -> tuple[str, ...]:
        """Files whose content changed since the epoch before, from the site."""
        ...

    @property
    def changed(self) -> Collection[str]:
        """Outputs that are not made of the same as in the epoch before, or gone."""
        ...

    @property
    def doubtful(self) -> Collection[str]:
        """More of them that may be, and are made once they are asked for, without a fault."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the sources; the pages are as they last were right."""
        ...

    @property
    def open_points(self) -> tuple[OpenPoint, ...]:
        """Questions to an editor."""
        ...

    @property
    def is_waiting(self) -> bool:
        """Tell whether something is left to be done soon: ask for an update again."""
        ...

    @property
    def due(self) -> float | None:
        """Tell when it is another without a change, in Unix time; None: never."""
        ...

    def has(self, output: str) -> bool:
        """Tell whether there is such an output."""
        ...

    def prepare(self, output: str) -> None:
        """Do what takes long of making *output*: any number of threads may at once."""
        ...

    def render(self, output: str) -> Rendered | None:
        """
        Make *output*; None where there is none such.

        Raises:
            StaleError: what it is made of has changed, and is remembered nowhere.
        """
        ...


class PreviewSite(Protocol):
    """A site kept in memory; one thread at a time asks it to look at its files."""

    @property
    def folder(self) -> Path:
        """Folder of the site."""
        ...

    def open(self, progress: Progress) -> Epoch:
        """Read the site; faults in it are problems of the epoch."""
        ...

    def update(self, paths: frozenset[str] | None) -> Epoch:
        """
        Look at *paths* again, as their digests say, and give the state that is now.

        Paths are those of files or folders from the site, whether they are there or
        not; None means that anything may have changed. Where nothing has changed
        the epoch is the one before.
        """
        ...
