"""Work on many items handed out in batches: what does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeAlias

Run: TypeAlias = "Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]"
"""Does a job on items; the results come in their order. `map` is one."""


def run_all(
    run: Run, job: Callable[[Any], Any], batches: Sequence[Any]
) -> Iterator[Any]:
    """Do *job* on *batches*; the results of all of them come in one row."""
    return chain.from_iterable(run(job, batches))
