"""Faults that a person can mend, and how they travel."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Problem(msgspec.Struct, frozen=True, order=True):
    """One fault: where it is, what was expected, what was found."""

    source: str
    """The file at fault, relative to the site, with forward slashes."""
    line: int
    """Counted from 1; 0 where the fault is the file as a whole."""
    message: str
    kind: str = ""
    """What a check calls it: `dead link`, `duplicate id`, …; empty elsewhere."""

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return f"{place}: {self.message}"


class OpenPoint(msgspec.Struct, frozen=True, order=True):
    """A question to an editor: it is listed, and stands in nobody's way."""

    source: str
    line: int
    kind: str
    """What is asked: `no date`, `derived title`, `unknown key`, …"""
    message: str

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return f"{place}: {self.message}"


class SourceError(Exception):
    """
    One or more problems that keep a source from being used.

    The arguments go to `Exception` as they are, so that the error comes back
    whole from a worker process.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class UsageError(Exception):
    """A wrong use of the command line or the settings: exit status 2."""


class RefusedError(Exception):
    """Someone else's no (git's, the remote's): what was refused, and the way out."""


def raise_all(problems: Iterable[Problem]) -> None:
    """Raise *problems* together, sorted; do nothing where there are none."""
    found = sorted(set(problems))
    if found:
        raise SourceError(*found)
