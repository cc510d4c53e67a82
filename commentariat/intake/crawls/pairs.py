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
from itertools import combinations
from typing import Final

import msgspec

from commentariat.intake.content.signature import Signature

_MOST_SLOTS: Final = 2**25 - 1
"""Slots for marks, eight for each as long as these are enough."""
_BYTES: Final = 8
"""Of a mark."""
_BUCKETS: Final = 61
_MIX: Final = 0x9E3779B1
_FULL: Final = 255
"""What a byte of a table counts up to."""
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
    sieve = _sieve_of(
        [signatures[file].marks for file in new],
        [signatures[file].marks for file in old],
    )
    pairs = {
        Pair(files[one], files[other])
        for one, other, shared in _count_shared(signatures, files, fresh, sieve)
        if _is_enough(
            shared, signatures[files[one]].count, signatures[files[other]].count
        )
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


def _sieve_of(new: Sequence[bytes], old: Sequence[bytes]) -> _Sieve:
    """
    Make what leaves the marks of new files that stand in another, too, and few others.

    It is a table of some bits of each mark, and of very many another one of other bits: a
    set of all marks of a large archive would take more memory than everything else.
    """
    count = sum(map(len, new)) // _BYTES
    size = _size_of(count)
    sieve = _Sieve(size, 0, ())
    _fill(sieve, new, old)
    if 8 * count > _MOST_SLOTS:
        sieve = _Sieve(size, _SHIFT, (sieve,))
        _fill(sieve, new, old)
    return sieve


def _size_of(count: int) -> int:
    return 1 << min(8 * count, _MOST_SLOTS).bit_length()


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
    signatures: Mapping[str, Signature],
    files: Sequence[str],
    fresh: Collection[str],
    sieve: _Sieve,
) -> Iterator[tuple[int, int, int]]:
    """
    Count the marks that pairs share, of pairs that may share enough: two numbers of files.

    Two texts of a language have a sentence in common by chance, so there are more such
    pairs than could be held: a table of bytes tells which to count.
    """
    buckets = _in_buckets(signatures, files, sieve)
    size = _size_of(sum(len(marks) for marks, _ in buckets))
    table, mask = bytearray(size), size - 1
    is_fresh = bytearray(file in fresh for file in files)
    least = [_least_of(signatures[file].count) for file in files]
    count = len(files)
    for found in _groups(buckets):
        for one, other in combinations(found, 2):
            slot = (one * _MIX + other) & mask
            if table[slot] < _FULL:
                table[slot] += 1
    shared: Counter[int] = Counter()
    for found in _groups(buckets):
        for one, other in combinations(found, 2):
            told = table[(one * _MIX + other) & mask]
            is_enough = told >= _FULL or told >= min(least[one], least[other])
            if is_enough and (is_fresh[one] or is_fresh[other]):
                shared[one * count + other] += 1
    for pair, number in shared.items():
        yield *divmod(pair, count), number


def _in_buckets(
    signatures: Mapping[str, Signature], files: Sequence[str], sieve: _Sieve
) -> list[tuple[array[int], array[int]]]:
    """Give the marks that a *sieve* leaves with the numbers of their files, parted."""
    buckets = [(array("Q"), array("I")) for _ in range(_BUCKETS)]
    for number, file in enumerate(files):
        for mark in sieve.sift(array("Q", signatures[file].marks)):
            marks, numbers = buckets[mark % _BUCKETS]
            marks.append(mark)
            numbers.append(number)
    return buckets


def _groups(buckets: Iterable[tuple[array[int], array[int]]]) -> Iterator[list[int]]:
    """Give the files that share a mark, where they are few: of each bucket at a time."""
    for marks, numbers in buckets:
        places: dict[int, list[int]] = {}
        for mark, number in zip(marks, numbers, strict=True):
            places.setdefault(mark, []).append(number)
        for found in places.values():
            if 1 < len(found) <= _MOST:
                yield found


def _least_of(count: int) -> float:
    """Tell how many marks are enough of a file that has so many."""
    return max(min(_FEW, count), _SHARE * count)


def _is_enough(shared: int, one: int, other: int) -> bool:
    return shared >= _least_of(min(one, other))


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
