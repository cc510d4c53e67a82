"""What several commands print alike."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from commentariat.errors import Problem, Said

if TYPE_CHECKING:
    from commentariat.pipeline import Report


_MANY, _SHOWN = 3, 2  # places beside the first: from which on, and how many named


def counted(count: int, noun: str, plural: str = "") -> str:
    """Count things, as `1 page` and `1,204 pages`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def disk_sentence(fault: OSError) -> str:
    """Say what the disk refused."""
    place = f"{fault.filename}: " if fault.filename else ""
    return f"{place}cannot be read or written: {fault.strerror}"


def print_written(report: Report, out: TextIO | None = None) -> None:
    """Print what an import wrote, and what it changed in files that editors own."""
    for name in report.imported:
        print(f"wrote {name}", file=out)
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
    groups: dict[object, list[Said]] = {}
    for number, one in enumerate(found):
        groups.setdefault(number if is_all else one.message, []).append(one)
    for first, *others in groups.values():
        if len(others) < _MANY:
            yield from map(word, (first, *others))
            continue
        places = ", ".join(one.place for one in others[:_SHOWN])
        yield f"{word(first)} (and {len(others):,} more: {places}, …; --all lists them)"
