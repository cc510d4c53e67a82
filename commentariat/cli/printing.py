"""What several commands print alike."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from commentariat.errors import Problem, Said, group_same

if TYPE_CHECKING:
    from commentariat.pipeline import Report


_MANY, _SHOWN = 3, 2  # places with a line each; those named beside the first of more


def counted(count: int, noun: str, plural: str = "") -> str:
    """Count things, as `1 page` and `1,204 pages`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def points_sentence(count: int) -> str:
    """Say that there is something for an editor, and where it is listed."""
    points = counted(count, "open point")
    return f"{points} for an editor, and more may be in pages: commentariat check"


def disk_sentence(fault: OSError) -> str:
    """Say what the disk refused."""
    place = f"{fault.filename}: " if fault.filename else ""
    return f"{place}cannot be read or written: {fault.strerror}"


def print_written(report: Report, out: TextIO | None = None) -> None:
    """Print what an import wrote, and what it changed in files that editors own."""
    for name in report.imported:
        files = report.united.get(name, ())
        print(f"wrote {name}{' of ' if files else ''}{', '.join(files)}", file=out)
        for line in report.differences.get(name, ()):
            print(f"  {line}", file=out)
    for name in report.deleted:
        print(f"removed {name}", file=out)


def print_problems(problems: Sequence[Problem], *, is_all: bool = False) -> None:
    """Print *problems*, and how many they are; of the same ones, the first."""
    sys.stdout.flush()
    for line in list_grouped(problems, is_all=is_all):
        print(line, file=sys.stderr)
    if problems:
        print(counted(len(problems), "problem"), file=sys.stderr)


def list_grouped(
    found: Iterable[Said], *, is_all: bool, word: Callable[[Said], str] = str
) -> Iterator[str]:
    """
    Write a line for each of *found* by *word*; one alone for the same in many places.

    Where it *is all* that is asked for, each has a line.
    """
    found = list(found)
    many = [same for same in group_same(found) if len(same) > _MANY and not is_all]
    by_first = {id(same[0]): same for same in many}
    rest = {id(one) for same in many for one in same[1:]}
    for one in found:
        same = by_first.get(id(one))
        if same is not None:
            places = ", ".join(
                other.message.caller or other.place for other in same[1 : _SHOWN + 1]
            )
            more = f"{len(same) - 1:,} more: {places}, …; --all lists them"
            yield f"{word(one)} (and {more})"
        elif id(one) not in rest:
            yield word(one)
