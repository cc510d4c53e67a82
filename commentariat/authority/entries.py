"""Terms as the finder of doubles sees them, and what their articles say for two being one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

_OWN: Final = 0.7
"""Share of what somebody writes of that follows from what they wrote of before."""
_MOST_BESIDE: Final = 2.0
_LEAST_BESIDE: Final = -1.2
_MOST_FELLOWS: Final = 4.0
LONGEST_LIFE: Final = 60
"""Years between the first piece of anybody and the last."""


class Entry(msgspec.Struct, frozen=True):
    """A term: its names, and what its articles say of it."""

    names: tuple[str, ...]
    """The one that is shown, and those that lead to it."""
    count: int = 1
    """Articles."""
    first: int = 0
    """Year of the first article that is dated; 0: none is."""
    last: int = 0
    beside: Mapping[str, Mapping[str, int]] = {}
    """How many of its articles have a term, by facet."""
    fellows: frozenset[int] = frozenset()
    """Places of the entries that have an article with it."""
    is_filed: bool = False
    """It has a term file."""


class Background(msgspec.Struct, frozen=True):
    """How often anything is beside anybody: what is shared by all tells little."""

    shares: Mapping[str, Mapping[str, float]]
    most: int
    """How many entries there are."""


def weigh(entries: Sequence[Entry]) -> Background:
    """Count how often each term stands beside *entries*."""
    counts: dict[str, Counter[str]] = {}
    for entry in entries:
        for facet, found in entry.beside.items():
            counts.setdefault(facet, Counter()).update(found)
    shares = {
        facet: {name: n / found.total() for name, n in found.items()}
        for facet, found in counts.items()
    }
    return Background(shares, len(entries))


def join(entries: Sequence[Entry]) -> Entry:
    """Put together what is known of *entries* that are taken for one."""
    if len(entries) == 1:
        return entries[0]
    beside: dict[str, Counter[str]] = {}
    for entry in entries:
        for facet, found in entry.beside.items():
            beside.setdefault(facet, Counter()).update(found)
    return Entry(
        tuple(name for entry in entries for name in entry.names),
        sum(entry.count for entry in entries),
        min((entry.first for entry in entries if entry.first), default=0),
        max(entry.last for entry in entries),
        beside,
        frozenset().union(*(entry.fellows for entry in entries)),
    )


class Evidence(msgspec.Struct, frozen=True):
    """What articles say for two entries being one, or against it."""

    odds: float = 0.0
    fellows: int = 0
    """How many stand beside both."""
    shared: tuple[str, ...] = ()
    """Terms of other facets that both have most."""
    gap: int = 0
    """Years between the last of one and the first of the other."""
    span: int = 0
    """Years from the first of either to the last."""


def find_evidence(
    one: Entry, other: Entry, fellows: Iterable[tuple[int, int]], known: Background
) -> Evidence:
    """
    Weigh what the articles of *one* and of *other* have in common.

    Of each of the *fellows* that both have it is told how many write with them.
    """
    odds, count = 0.0, 0
    for _, degree in fellows:
        count += 1
        odds += min(2.0, 0.5 + 0.35 * math.log(known.most / max(degree, 1)))
    odds = min(odds, _MOST_FELLOWS)
    if not count and len(one.fellows) > 2 and len(other.fellows) > 2:
        odds -= 0.7
    shared: list[str] = []
    for facet, shares in known.shares.items():
        a, b = one.beside.get(facet), other.beside.get(facet)
        if a and b:
            odds += (_beside(a, b, shares) + _beside(b, a, shares)) / 2
            most = sorted(a.keys() & b.keys(), key=lambda name: (shares[name], name))
            shared += most[:1]
    gap, span = _years(one, other)
    return Evidence(odds + _of_years(gap, span), count, tuple(shared[:2]), gap, span)


def _beside(
    known: Mapping[str, int], found: Mapping[str, int], shares: Mapping[str, float]
) -> float:
    total, many = sum(known.values()), sum(found.values())
    odds = sum(
        n / many * math.log(_OWN * known.get(name, 0) / total / shares[name] + 1 - _OWN)
        for name, n in found.items()
    )
    scale = min(1.0, 0.4 + 0.2 * min(total, many))
    return max(_LEAST_BESIDE, min(_MOST_BESIDE, odds * scale))


def _years(one: Entry, other: Entry) -> tuple[int, int]:
    if not one.first or not other.first:
        return 0, 0
    gap = max(one.first, other.first) - min(one.last, other.last)
    return max(0, gap), max(one.last, other.last) - min(one.first, other.first)


def _of_years(gap: int, span: int) -> float:
    if span > LONGEST_LIFE:
        return -5.0
    steps = ((2, 0.2), (8, 0.0), (15, -0.5), (30, -1.5))
    return next((odds for most, odds in steps if gap <= most), -3.0)
