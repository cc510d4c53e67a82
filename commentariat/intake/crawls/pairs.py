"""
Pairs of raw files that may be crawls of one article, by the sentences they share.

Sentences are compared, not a sample of them as MinHash does: a crawl that breaks off
after a third of the text shares all that it has with the whole one, and that is just
what a sketch of the resemblance of both loses.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import Final

import msgspec

from commentariat.intake.content.signature import Signature

_MOST_SLOTS: Final = 2**25 - 1
"""Slots for marks, eight for each as long as these are enough."""
_BYTES: Final = 8
"""Of a mark."""
_SHIFT: Final = 32
"""Bits of a mark that the first table went by, and more."""
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
    repeated = _find_repeated(
        [signatures[file].marks for file in new],
        [signatures[file].marks for file in old],
    )
    counts = _count_shared(signatures, files, repeated)
    pairs = {
        Pair(one, other)
        for (one, other), shared in counts.items()
        if (one in fresh or other in fresh)
        and _is_enough(shared, signatures[one].count, signatures[other].count)
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


def _find_repeated(new: Sequence[bytes], old: Sequence[bytes]) -> frozenset[int]:
    """
    Find the marks of new files that stand in another, too.

    A table of some bits of each mark leaves few to be counted, and of very many another
    one of other bits, too: a set of all marks of a large archive would take more memory
    than everything else.
    """
    count = sum(map(len, new)) // _BYTES
    size = 1 << min(8 * count, _MOST_SLOTS).bit_length()
    sieves = [_Sieve(size, 0, ())]
    _fill(sieves[0], new, old)
    if 8 * count > _MOST_SLOTS:
        sieves.append(_Sieve(size, _SHIFT, sieves))
        _fill(sieves[1], new, old)
    counts: Counter[int] = Counter()
    for marks in chain(new, old):
        counts.update(sieves[-1].sift(array("Q", marks)))
    return frozenset(mark for mark, count in counts.items() if count > 1)


class _Sieve:
    """Tells which marks may stand in several files, by some of their bits."""

    def __init__(self, size: int, shift: int, before: Sequence[_Sieve]) -> None:
        self.before = tuple(before)
        self.slots = bytearray(size)
        self.mask = size - 1
        self.shift = shift

    def add(self, marks: Iterable[int]) -> None:
        """Take the marks of a new file."""
        slots, mask, shift = self.slots, self.mask, self.shift
        for one in marks:
            slot = one >> shift & mask
            slots[slot] = 2 if slots[slot] else 1

    def meet(self, marks: Iterable[int]) -> None:
        """Take the marks of an old file: alone they are of no interest."""
        slots, mask, shift = self.slots, self.mask, self.shift
        for one in marks:
            slot = one >> shift & mask
            if slots[slot]:
                slots[slot] = 2

    def sift(self, marks: Iterable[int]) -> list[int]:
        """Leave the marks that may stand in several files."""
        slots, mask, shift = self.slots, self.mask, self.shift
        found = self.known(marks)
        return [one for one in found if slots[one >> shift & mask] > 1]

    def known(self, marks: Iterable[int]) -> Iterable[int]:
        """Leave those that the sieves before this one have left."""
        for sieve in self.before:
            marks = sieve.sift(marks)
        return marks


def _fill(sieve: _Sieve, new: Sequence[bytes], old: Sequence[bytes]) -> None:
    for take, all_marks in ((sieve.add, new), (sieve.meet, old)):
        for packed in all_marks:
            take(sieve.known(array("Q", packed)))


def _count_shared(
    signatures: Mapping[str, Signature], files: Sequence[str], repeated: frozenset[int]
) -> Counter[tuple[str, str]]:
    """Count the marks that each pair shares."""
    places: dict[int, list[str]] = {}
    for file in files if repeated else ():
        for mark in repeated.intersection(array("Q", signatures[file].marks)):
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
