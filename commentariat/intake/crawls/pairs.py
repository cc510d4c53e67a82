"""
Pairs of raw files that may be crawls of one article, by the sentences they share.

Sentences are compared, not a sample of them as MinHash does: a crawl that breaks off
after a third of the text shares all that it has with the whole one, and that is just
what a sketch of the resemblance of both loses.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

import msgspec

from commentariat.intake.content.signature import Signature

_MOST_SLOTS: Final = 2**25 - 1
"""Slots for marks, eight for each as long as these are enough."""
_MOST: Final = 12
"""Files that a sentence may stand in; one in more is furniture of many articles."""
_SHARE: Final = 0.2
"""Share of the sentences of the shorter file that a pair has in common."""
_FEW: Final = 2
"""So many of them, unless the shorter file has no more."""


class Pair(msgspec.Struct, frozen=True, order=True, gc=False):
    """Two raw files to be compared, the first in order of names first."""

    one: str
    other: str


def find_pairs(
    signatures: Mapping[str, Signature], fresh: Collection[str]
) -> list[Pair]:
    """
    Find pairs with at least one of the files *fresh* that share a part of their text.

    Crawls with one key are one to this: the first of them, in order of names, stands
    for all. The pairs depend on the *signatures* alone, not on their order.
    """
    files = _representatives(signatures, fresh)
    new = [file for file in files if file in fresh]
    old = [file for file in files if file not in fresh]
    marks = {file: array("Q", signatures[file].marks) for file in files}
    repeated = _find_repeated(
        [marks[file] for file in new], [marks[file] for file in old]
    )
    counts = _count_shared(files, marks, repeated)
    pairs = {
        Pair(one, other)
        for (one, other), shared in counts.items()
        if (one in fresh or other in fresh)
        and _is_enough(shared, len(marks[one]), len(marks[other]))
    }
    return sorted(pairs | set(_find_translations(signatures, files, fresh)))


def _representatives(
    signatures: Mapping[str, Signature], fresh: Collection[str]
) -> list[str]:
    """List a file for each key, one that is not *fresh* where there is one."""
    first: dict[str, str] = {}
    for file in sorted(signatures, key=lambda file: (file in fresh, file)):
        key = signatures[file].key
        if key:
            first.setdefault(key, file)
    return sorted(first.values())


def _find_repeated(
    new: Sequence[array[int]], old: Sequence[array[int]]
) -> frozenset[int]:
    """Find the marks of new files that may stand in another; a few do not."""
    size = 1 << min(8 * sum(map(len, new)), _MOST_SLOTS).bit_length()
    slots = bytearray(size)
    mask = size - 1
    repeated = set()
    for marks in new:
        for mark in marks:
            slot = mark & mask
            if slots[slot]:
                repeated.add(mark)
            else:
                slots[slot] = 1
    for marks in old:
        for mark in marks:
            if slots[mark & mask]:
                repeated.add(mark)
    return frozenset(repeated)


def _count_shared(
    files: Sequence[str], marks: Mapping[str, array[int]], repeated: frozenset[int]
) -> Counter[tuple[str, str]]:
    """Count the marks that each pair shares."""
    places: dict[int, list[str]] = {}
    for file in files:
        for mark in repeated.intersection(marks[file]):
            places.setdefault(mark, []).append(file)
    counts: Counter[tuple[str, str]] = Counter()
    for found in places.values():
        if 1 < len(found) <= _MOST:
            counts.update(combinations(found, 2))
    return counts


def _is_enough(shared: int, one: int, other: int) -> bool:
    fewest = min(one, other)
    return shared >= min(_FEW, fewest) and shared >= _SHARE * fewest


def _find_translations(
    signatures: Mapping[str, Signature], files: Sequence[str], fresh: Collection[str]
) -> Iterator[Pair]:
    """Find pairs with the same numbers in the same order."""
    places: dict[bytes, list[str]] = {}
    for file in files:
        if signatures[file].numbers:
            places.setdefault(signatures[file].numbers, []).append(file)
    for found in places.values():
        if 1 < len(found) <= _MOST:
            for one, other in combinations(found, 2):
                if one in fresh or other in fresh:
                    yield Pair(one, other)
