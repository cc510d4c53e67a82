"""What several commands print alike."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from commentariat.errors import Problem


def counted(count: int, noun: str, plural: str = "") -> str:
    """Count things, as `1 page` and `1,204 pages`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def print_problems(problems: Sequence[Problem]) -> None:
    """Print *problems* a line each, and how many they are."""
    sys.stdout.flush()
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(counted(len(problems), "problem"), file=sys.stderr)
