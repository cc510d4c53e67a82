"""Texts of articles turned around: for each stem, which articles have it, and how."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, chain, compress, count, islice, repeat
from operator import call, ne
from typing import Any

import msgspec

from commentariat.search.model import Text
from commentariat.search.ranking import least_of
from commentariat.search.shown_text import BREAK
from commentariat.search.vocabulary import MODULUS, Vocabulary, count_of

IN_BODY, IN_TITLE, IN_DEK, IN_NAMES = 1, 2, 4, 8
MARK_BITS = 6
"""Bits of a mark: the fields that have a stem, and 16 times its step in the body."""
MARKS = (1 << MARK_BITS) - 1
LAST = 128
"""Bit of the last signature that an article has after a stem."""
_NONE = bytes((LAST,))
_ONE = [bytes((one | LAST,)) for one in range(LAST)]


class Inverted(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What some articles say, by stems; their slots ascend."""

    stems: list[str]
    postings: list[bytes]
    """For each stem an array of 32 bits: slots, shifted by a mark."""
    after: list[bytes]
    """For each stem, for each posting, signatures of what comes after the stem."""
    forms: list[str]
    """Forms with their stems, as `join_form` writes them."""
    counts: list[int]
    """How many of the articles have each form."""


class _Appends(dict[int, Callable[[Any], None]]):
    """What appends to the list of each stem: methods, bound once."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: dict[int, list[Any]] = {}

    def __missing__(self, stem: int) -> Callable[[Any], None]:
        found = self.lists[stem] = []
        append = self[stem] = found.append
        return append


_vocabulary = Vocabulary()


def invert(texts: Iterable[tuple[int, Text]]) -> Inverted:
    """Turn around *texts*, each with its slot: these ascend."""
    global _vocabulary
    if _vocabulary.is_full:
        _vocabulary = Vocabulary()
    words = _vocabulary
    postings, signed = _Appends(), _Appends()
    forms: Counter[int] = Counter()
    for slot, text in texts:
        marks, after, numbers = _read(words, text)
        forms.update(numbers)
        values = map((slot << MARK_BITS).__or__, marks.values())
        deque(map(call, map(postings.__getitem__, marks), values), 0)
        found = map(after.get, marks, repeat(_NONE))
        deque(map(call, map(signed.__getitem__, marks), found), 0)
    return Inverted(
        [words.stems[stem] for stem in postings],
        [array("I", one).tobytes() for one in postings.lists.values()],
        [b"".join(one) for one in signed.lists.values()],
        [words.forms[number] for number in forms],
        list(forms.values()),
    )


def _read(
    words: Vocabulary, text: Text
) -> tuple[dict[int, int], dict[int, bytes], set[int]]:
    """Read *text*: the mark of each stem, what comes after it, and the words there are."""
    pieces = words.pieces(text.language).__getitem__
    stem_of = words.stem_of.__getitem__
    body = list(chain.from_iterable(map(pieces, text.body.split())))
    counts = Counter(map(stem_of, body))
    length = len(body) - counts.pop(0, 0)
    marks = _mark(counts, length)
    short = (
        (IN_TITLE, text.title),
        (IN_DEK, text.dek),
        *((IN_NAMES, name) for name in text.names),
    )
    for field, one in short:
        if one:
            numbers = list(chain.from_iterable(map(pieces, one.split())))
            for stem in map(stem_of, numbers):
                marks[stem] = marks.get(stem, 0) | field
            body.append(0)
            body += numbers
    marks.pop(0, None)
    after = _sign(words, body)
    found = set(body)
    found.discard(0)
    return marks, after, found


def _mark(counts: Mapping[int, int], length: int) -> dict[int, int]:
    """Mark the stems of a body of *length* words, which has them so many times."""
    if not counts:
        return {}
    steps: list[int] = []
    for step, least in enumerate((*least_of(length), max(counts.values()) + 1)):
        steps += [IN_BODY | step << 4] * (least - len(steps))
    return dict(zip(counts, map(steps.__getitem__, counts.values()), strict=True))


def _sign(words: Vocabulary, body: Sequence[int]) -> dict[int, bytes]:
    """Sign what comes after each telling word, up to the next one in its paragraph."""
    sums = list(accumulate(map(words.counts.__getitem__, body), initial=0))
    is_telling = list(map(words.telling.__getitem__, body))
    telling = list(compress(body, is_telling))
    starts, ends = compress(sums, is_telling), compress(sums[1:], is_telling)
    found = {
        begin + (end - start) % MODULUS
        for begin, last, start, end in zip(
            map(words.begins.__getitem__, telling),
            telling[1:],
            starts,
            islice(ends, 1, None),
            strict=False,
        )
        if last
    }
    ordered = sorted(found)
    return _by_stem(ordered[bisect_left(ordered, LAST) :])  # those of breaks are first


def _by_stem(signed: Sequence[int]) -> dict[int, bytes]:
    """Part ascending signatures, each below the number of its stem, by stem."""
    stems = [one >> 7 for one in signed]
    lows = list(map((127).__and__, signed))
    after = dict(zip(stems, map(_ONE.__getitem__, lows), strict=True))
    if len(after) < len(signed):
        data, start = bytes(lows), 0
        ends = compress(count(1), map(ne, stems, islice(stems, 1, None)))
        for end in (*ends, len(stems)):
            if end - start > 1:
                after[stems[start]] = data[start : end - 1] + _ONE[lows[end - 1]]
            start = end
    return after


def join_texts(paragraphs: Iterable[str]) -> str:
    """Put *paragraphs* together into the body of a text."""
    return f" {BREAK} ".join(paragraphs)


def sign(run: Iterable[str]) -> int:
    """
    Sign a *run* of folded words: a telling one, common ones, and the next telling one.

    A number from 1 to 127. A paragraph that has the run has it after the stem of the
    first; one that has the number most likely has the run.
    """
    return sum(map(count_of, run)) % MODULUS + 1
