"""What several commands print alike."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from commentariat.errors import Problem

if TYPE_CHECKING:
    from commentariat.pipeline import Report


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


def print_problems(problems: Sequence[Problem]) -> None:
    """Print *problems* a line each, and how many they are."""
    sys.stdout.flush()
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(counted(len(problems), "problem"), file=sys.stderr)
