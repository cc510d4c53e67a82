"""Faults that a person can mend, and how they travel."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

import msgspec

from commentariat.kinds import Kind, Message


class _Told(msgspec.Struct, frozen=True, order=True):
    """Something said of a place in a file."""

    source: str
    """The file, relative to the site, with forward slashes."""
    line: int
    """Counted from 1; 0 where it is said of the file as a whole, or of a key."""
    message: Message
    """What is said, as a value; its sentence is made where it is printed."""
    key: str = ""
    """The key that it is said of, such as `regions[1]`; empty where there is none."""
    pages: int = 0
    """How many pages show it, where a template does; else 0."""

    @property
    def kind(self) -> str:
        """The kind as people see it, such as `dead link`."""
        return self.message.kind.family

    @property
    def place(self) -> str:
        """Where it is, as editors and terminals take it: `content/a.md:3`."""
        return f"{self.source}:{self.line}" if self.line else self.source

    @property
    def sentence(self) -> str:
        """What is said, in words, for people alone."""
        on = f" (on {self.pages:,} pages)" if self.pages > 1 else ""
        return f"{self.message}{on}"

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


class Problem(_Told, frozen=True, order=True):
    """One fault: where it is, what was expected, what was found."""


class OpenPoint(_Told, frozen=True, order=True):
    """A question to an editor: it is listed, and stands in nobody's way."""


Said = TypeVar("Said", Problem, OpenPoint)


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


class WrongValueError(ValueError):
    """What is wrong with a value; who asked knows where it stands."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class UsageError(Exception):
    """A wrong use of the command line or the settings: exit status 2."""


class RefusedError(Exception):
    """Someone else's no (git's, the remote's): what was refused, and the way out."""


def raise_all(problems: Iterable[Problem]) -> None:
    """Raise *problems* together, sorted; do nothing where there are none."""
    found = sorted(set(problems))
    if found:
        raise SourceError(*found)


def group_same(found: Iterable[Said]) -> list[list[Said]]:
    """
    Put those together that say the same, in the order of the first of each.

    So does a line of hooks that is at fault for several.
    """
    groups: dict[tuple[Message, int, str], list[Said]] = {}
    for one in found:
        message = one.message.without_caller
        place = "" if message is one.message else one.place
        groups.setdefault((message, one.pages, place), []).append(one)
    return list(groups.values())


def not_utf8(source: str, fault: UnicodeDecodeError) -> Problem:
    """Name the first byte of the file *source* that is no UTF-8, and its line."""
    byte, line = (
        fault.object[fault.start],
        fault.object.count(b"\n", 0, fault.start) + 1,
    )
    return Problem(source, line, Kind.NOT_UTF8.of(f"{byte:02x}", fault.start))


def unreadable(source: str, fault: OSError) -> Problem:
    """Say why the file *source* cannot be read."""
    return Problem(source, 0, Kind.UNREADABLE.of(fault.strerror or fault))


def too_large(most: int, found: int) -> Message:
    """Say that a file has more bytes than *most*."""
    return Kind.TOO_LARGE.of(most >> 20, f"{found / 2**20:.1f}")


_MANY_KNOWN = 2_000
_MOST_NEAR = 20


def near_match(word: str, known: Collection[str], least: float = 0.6) -> str:
    """
    Find the one of *known* most like *word*, by a ratio of *least*; else nothing.

    Of very many, those alone are compared that begin or end as *word* does.
    """
    from difflib import get_close_matches  # only where something is wrong

    if len(known) > _MANY_KNOWN:
        begin, end = word[:3].casefold(), word[-3:].casefold()
        alike = {
            one: (one[:3].casefold() == begin) + (one[-3:].casefold() == end)
            for one in known
        }
        known = sorted(filter(alike.get, alike), key=lambda one: (-alike[one], one))
        known = known[:_MANY_KNOWN]
    return next(iter(get_close_matches(word, known, 1, least)), "")


class NearMatches:
    """
    Near matches among *known* names, for the first that are wrong.

    Where a list was lost, or written in another spelling, thousands of names are wrong:
    to compare each with thousands takes hours, and nobody reads what comes of it.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._sorted: list[str] | None = None
        self._found: dict[str, str] = {}

    def find(self, word: str) -> str:
        """Find what *word* may have been meant for; nothing once many were asked for."""
        if word not in self._found and len(self._found) < _MOST_NEAR:
            if self._sorted is None:
                self._sorted = sorted(self._known)
            self._found[word] = near_match(word, self._sorted)
        return self._found.get(word, "")
