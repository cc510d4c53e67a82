"""Problems as the overlay shows them: each with the lines of the file around it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from commentariat.errors import Problem, group_same

_MOST = 40  # problems; nobody reads on
_AROUND = 1  # lines shown before and after the one at fault
_LONGEST = 400  # characters of a line
_LARGEST = 20 * 2**20  # bytes of a file that is looked into


class Line(msgspec.Struct, frozen=True):
    """A line of a file, and whether it is the one at fault."""

    number: int
    text: str
    is_fault: bool


class Shown(msgspec.Struct, frozen=True):
    """One problem, and the lines around it as far as there are any."""

    source: str
    line: int
    message: str
    lines: tuple[Line, ...]


class Overlay(msgspec.Struct, frozen=True):
    """What the overlay shows."""

    count: int
    """Of all problems; the first of them are in `problems`."""
    problems: tuple[Shown, ...]


def make_overlay(site: Path, problems: Sequence[Problem]) -> Overlay:
    """Look up the lines that *problems* are about, in the files of the *site*."""
    shown = tuple(_show(site, same) for same in group_same(problems)[:_MOST])
    return Overlay(len(problems), shown)


def _show(site: Path, same: Sequence[Problem]) -> Shown:
    """Show the first of problems that say the *same*, and how many more there are."""
    first, more = same[0], len(same) - 1
    message = first.sentence + (f" (and {more:,} more)" if more else "")
    return Shown(first.source, first.line, message, _lines(site, first))


def _lines(site: Path, problem: Problem) -> tuple[Line, ...]:
    if problem.line < 1:
        return ()
    where = os.path.realpath(site / problem.source)
    if os.path.commonpath((where, os.path.realpath(site))) != os.path.realpath(site):
        return ()  # a template of the program, whose message has the line
    try:
        if os.path.getsize(where) > _LARGEST:
            return ()
        with open(where, encoding="utf-8", errors="replace") as file:
            text = file.read().split("\n")
    except OSError:
        return ()
    first = max(0, problem.line - 1 - _AROUND)
    return tuple(
        Line(number, line[:_LONGEST], number == problem.line)
        for number, line in enumerate(text[first : problem.line + _AROUND], first + 1)
    )
