"""How long reading a text takes, held against other text read in the same run."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from functools import cache

from crawl_pairs import paragraph

_GOES = 5


def assert_at_most(
    times: float, pieces: Sequence[str], text: str, read: Callable[[str], object]
) -> None:
    """
    Assert that *text* is read in at most so many *times* the time of the *pieces*.

    A busy machine makes processor time longer, so both are measured in turn. What else
    runs can slow either of them and hasten none, so the best of a few goes counts: what
    grows with the square of its input is too slow in every one of them. The reference
    comes in pieces so that it stays quick even then.
    """
    best = float("inf")
    for _ in range(_GOES):
        unit = sum(_seconds(read, piece) for piece in pieces)
        best = min(best, _seconds(read, text) / unit)
        if best <= times:
            return
    raise AssertionError(f"{best:.1f} times as long, and {times} is the limit")


def _seconds(read: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    read(text)
    return time.process_time() - began


@cache
def prose(size: int) -> str:
    """Write *size* characters of ordinary paragraphs, a line each."""
    rng = random.Random(size)
    lines: list[str] = []
    while size > 0:
        lines.append(paragraph(rng)[: size - 1] + "\n")
        size -= len(lines[-1])
    return "".join(lines)
