"""
Pairs of pieces that may be translations of each other, by what they alone have in common.

Every piece has *marks*: what its text says in any language, and what is said of it. Pieces
of two languages that share marks which few have are compared, and no others, so that the
time grows as the archive does: a mark that more than `LIMIT` pieces have is looked at by
nobody, and of each piece the rarest marks alone, as far as `_MOST_LOOKS` others have them.

A pair is offered where each is the other's nearest in its language, by far, and where the
two share much of what they could. All of that is in whole numbers, and equals go by names.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import accumulate, chain, takewhile
from typing import Final

import msgspec

LIMIT: Final = 96
"""Pieces that have a mark, from which on it tells nothing."""
_MOST_LOOKS: Final = 4096
"""Others that a piece is compared with by its marks, each mark of each counted."""
_MOST_NEAR: Final = 12
"""Of a language, those that are looked at as they are laid out."""
_LEAST_BITS: Final = 3
"""Times the bits that tell a piece from all others: what two must share."""
_LEAST_SHARE: Final = 20
"""Percent of the marks of the poorer of two that both must have."""
_LEAD: Final = 130
"""Percent of the second nearest that the nearest must come to."""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """What is compared of an article."""

    name: str
    language: str
    marks: array[int]
    """Of its text: digests."""
    said: array[int]
    """Of what is said of it, by authors, day, picture and the like: digests, too."""
    outline: tuple[int, ...]
    """Counts of how it is laid out; of equal length for all."""
    blocks: tuple[int, ...] = ()
    """How long its blocks are, for a thousand letters of all."""


class Candidate(msgspec.Struct, frozen=True, order=True):
    """Two pieces that may be translations of each other."""

    a: str
    """Its name; of the two the first."""
    b: str
    score: int
    """In bits of what they share, the more the rarer it is."""
    share: int
    """In percent of what they could."""


def find_candidates(pieces: Sequence[Piece]) -> list[Candidate]:
    """Find the pairs among *pieces*, in the order of their names."""
    if len({one.language for one in pieces}) < 2:
        return []
    return _Search(pieces).candidates()


class _Search:
    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = sorted(pieces, key=lambda one: one.name)
        counts: Counter[int] = Counter()
        for one in self._pieces:
            counts.update(_marks_of(one))
        self._worth = _worths(len(self._pieces))
        self._counts = {m: n for m, n in counts.items() if 1 < n <= LIMIT}
        self._having: dict[str, dict[int, list[int]]] = {}
        """By language: who has a mark."""
        for at, one in enumerate(self._pieces):
            having = self._having.setdefault(one.language, {})
            for mark in filter(self._counts.__contains__, _marks_of(one)):
                having.setdefault(mark, []).append(at)
        self._least = _LEAST_BITS * len(self._pieces).bit_length()

    def _total(self, at: int) -> int:
        """Add up what the marks of a piece are worth that another has, too."""
        counts, worth = self._counts, self._worth
        marks = _marks_of(self._pieces[at])
        return sum([worth[counts[m]] for m in marks if m in counts])

    def candidates(self) -> list[Candidate]:
        nearest: dict[tuple[int, str], tuple[int, int, int]] = {}
        for at in range(len(self._pieces)):
            for language, found in self._nearest(at).items():
                nearest[at, language] = found
        made = []
        for (at, _), (score, other, second) in sorted(nearest.items()):
            back = nearest.get((other, self._pieces[at].language))
            if at < other and back is not None and back[1] == at:
                second = max(second, back[2])
                if self._is_offered(at, other, score, second):
                    made.append(self._candidate(at, other, score))
        return made

    def _is_offered(self, at: int, other: int, score: int, second: int) -> bool:
        return (
            score >= self._least
            and 100 * score >= _LEAD * second
            and self._share(at, other, score) >= _LEAST_SHARE
        )

    def _share(self, at: int, other: int, score: int) -> int:
        """Give *score* in percent of what two pieces could share."""
        return 100 * score // max(1, min(self._total(at), self._total(other)))

    def _candidate(self, at: int, other: int, score: int) -> Candidate:
        names = self._pieces[at].name, self._pieces[other].name
        return Candidate(*names, score, min(100, self._share(at, other, score)))

    def _nearest(self, at: int) -> dict[str, tuple[int, int, int]]:
        """Find by language the nearest of a piece: how near, which, and how near the next."""
        marks = self._looks(at)
        own = self._pieces[at].language
        nearest: dict[str, tuple[int, int, int]] = {}
        for language, having in self._having.items():
            if language == own:
                continue
            scores: dict[int, int] = defaultdict(int)
            for mark, worth in marks:
                for other in having.get(mark, ()):
                    scores[other] += worth
            if scores:
                found = [(-shared, other) for other, shared in scores.items()]
                nearest[language] = self._best(at, nsmallest(_MOST_NEAR, found))
        return nearest

    def _best(self, at: int, near: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
        """Give of those *near* the nearest as they are laid out, too; and the next."""
        pieces = self._pieces
        found = []
        for shared, other in near:
            likeness = _likeness(pieces[at], pieces[other])
            bits = _bits_of_blocks(pieces[at].blocks, pieces[other].blocks)
            found.append(((bits - shared) * likeness // _ALIKE, -other))
        found.sort(reverse=True)
        second = found[1][0] if len(found) > 1 else 0
        return found[0][0], -found[0][1], second

    def _looks(self, at: int) -> list[tuple[int, int]]:
        """List the marks of a piece by which others are looked at, and their worth."""
        counts, worth = self._counts, self._worth
        marks = [mark for mark in _marks_of(self._pieces[at]) if mark in counts]
        if sum([counts[mark] for mark in marks]) > _MOST_LOOKS:
            marks = self._rarest(marks)
        return [(mark, worth[counts[mark]]) for mark in marks]

    def _rarest(self, marks: list[int]) -> list[int]:
        """Take the rarest of *marks*, as many as the looks are enough for."""
        counts = self._counts
        ranked = sorted(marks, key=lambda mark: (counts[mark], mark))
        looks = accumulate(counts[mark] for mark in ranked)
        return list(takewhile(lambda _: next(looks) <= _MOST_LOOKS, ranked))


def _marks_of(piece: Piece) -> Iterable[int]:
    return chain(piece.marks, piece.said)


def _worths(count: int) -> list[int]:
    """List what a mark is worth by how many of *count* pieces have it, in bits."""
    return [0, 0, *((count // having).bit_length() for having in range(2, LIMIT + 1))]


def _bits_of_blocks(one: Sequence[int], other: Sequence[int]) -> int:
    """
    Tell what it is worth that two texts have as many blocks, of like lengths.

    Of texts that say the same, most blocks are of like lengths; of others, few.
    """
    if len(one) != len(other) or len(one) < _FEWEST_BLOCKS:
        return 0
    alike = sum([4 * abs(a - b) <= max(a, b) for a, b in zip(one, other, strict=True)])
    return min(_MOST_OF_BLOCKS, max(0, 2 * (2 * alike - len(one))))


_FEWEST_BLOCKS: Final = 4
_MOST_OF_BLOCKS: Final = 32
_ALIKE: Final = 64


def _likeness(one: Piece, other: Piece) -> int:
    """Tell how alike two are laid out, from a half of `_ALIKE` to all of it."""
    if not one.outline or not other.outline:
        return _ALIKE
    apart = 0
    for a, b in zip(one.outline, other.outline, strict=True):
        apart += 16 * abs(a - b) // (max(a, b) + 1)
    return _ALIKE - _ALIKE * apart // (32 * len(one.outline))
