"""Coded lists, revised where a few numbers are others: the rest is not read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from commentariat.search.rice import (
    BLOCK,
    Run,
    encode_list,
    end_of_list,
    is_blocked,
    join_blocks,
    split_blocks,
    varint,
)

Change = tuple[int, int | None]
"""A number, and its step from now on, or None where it is not there any more."""


class Spliced(msgspec.Struct, frozen=True):
    """A list that was revised."""

    data: bytes
    count: int
    end: int
    """Where the old one ended."""
    ranks: list[int]
    """For each change, how many numbers below it the old list had."""


def splice_list(
    data: bytes, at: int, count: int, bits: int, size: int, changes: Sequence[Change]
) -> Spliced:
    """Code what `encode_list` wrote with ascending *changes*: what it would write of all."""
    if not changes:
        end = end_of_list(data, at, count, bits, size)
        return Spliced(data[at:end], count, end, [])
    if not is_blocked(count, size):
        run = Run(data[at:], count, bits, 0, size)
        end = at + run.size
        ranks = _change(run, changes)
        now = run.count
        if is_blocked(now, size):
            return Spliced(encode_list(run.values(), bits, size), now, end, ranks)
        return Spliced(run.data(), now, end, ranks)
    runs, end = split_blocks(data, at, count)
    counts = [here for here, _ in runs]
    now, ranks = count, []
    for block, found in groupby(changes, lambda one: one[0] // BLOCK):
        group = [*found]
        runs += [(0, b"")] * (block + 1 - len(runs))
        here, coded = runs[block]
        run = Run(coded, here, bits, block, BLOCK, group[-1][0])
        before = sum(counts[:block])
        ranks += [before + rank for rank in _change(run, group)]
        runs[block] = (run.count, run.data())
        now += run.count - here
    if not is_blocked(now, size):
        return Spliced(
            encode_list(join_blocks(runs, bits), bits, size), now, end, ranks
        )
    while not runs[-1][0]:
        runs.pop()
    written = [
        varint(here) + (varint(len(run)) + run if here else b"") for here, run in runs
    ]
    return Spliced(b"".join(written), now, end, ranks)


def _change(run: Run, changes: Sequence[Change]) -> list[int]:
    ranks = [run.rank(number) for number, _ in changes]
    for number, step in changes:
        run.put(number, step)
    return ranks
