"""What a text says to the index: its stems, how they weigh, and what follows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec

from commentariat.search.common_words import COMMON
from commentariat.search.folding import fold, split_words
from commentariat.search.ranking import step_of
from commentariat.search.stems import Stem, stemmer_of

IN_BODY, IN_TITLE, IN_DEK, IN_NAMES = 1, 2, 4, 8
LAST = 128
"""Bit of the last signature that an article has after a stem."""
_BASE, _MODULUS = 31, 127


class Words(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The words of a text, or of all the texts of an article."""

    stems: tuple[str, ...]
    """Each once."""
    marks: bytes
    """A byte a stem: the fields that it stands in, and 16 times its step in the body."""
    after: tuple[bytes, ...]
    """For each stem, what comes after it: signatures, as `sign` gives them, sorted."""
    forms: tuple[str, ...]
    """Folded words as they stand, each once with each of its stems."""
    stem_of: tuple[int, ...]
    """For each form, the place of its stem among *stems*."""


class _Known(dict[str, tuple[str, str, int, int, bool]]):
    """Words of a language: form, stem, hash, what that shifts others by, commonness."""

    def __init__(self, stem: Stem) -> None:
        super().__init__()
        self._stem = stem

    def __missing__(self, word: str) -> tuple[str, str, int, int, bool]:
        form = fold(word)
        data = form.encode()
        shift = pow(_BASE, len(data) + 1, _MODULUS)
        found = form, self._stem(word), _hash(data), shift, form in COMMON
        if len(self) < 2**18:  # what is remembered is bounded
            self[word] = found
        return found


@cache
def _known(language: str) -> _Known:
    return _Known(stemmer_of(language))


def _hash(data: bytes) -> int:
    found = 0
    for one in data:
        found = (found * _BASE + one) % _MODULUS
    return found


def sign(words: Sequence[str]) -> int:
    """
    Sign a run of folded *words*, of which the first and last alone are telling.

    A number from 1 to 127. A text that has this run has this number after the stem of
    the first; one that has the number most likely has the run.
    """
    return _hash(" ".join(words).encode()) + 1


def read_words(
    language: str,
    body: Sequence[str] = (),
    title: str = "",
    dek: str = "",
    names: Sequence[str] = (),
) -> Words:
    """Read the texts of an article, the *body* by paragraphs, each in *language*."""
    known = _known(language)
    marks: dict[str, int] = {}
    after: dict[str, set[int]] = {}
    forms: set[tuple[str, str]] = set()
    fields = (
        (IN_BODY, body),
        (IN_TITLE, (title,)),
        (IN_DEK, (dek,)),
        (IN_NAMES, names),
    )
    for field, texts in fields:
        paragraphs = [split_words(text) for text in texts if text]
        counts = Counter(word for words in paragraphs for word in words)
        totals: Counter[str] = Counter()
        for word, count in counts.items():
            form, stem, *_ = known[word]
            if form:
                forms.add((form, stem))
                totals[stem] += count
        length = counts.total()
        for stem, count in totals.items():
            step = step_of(count, length) << 4 if field == IN_BODY else 0
            marks[stem] = marks.get(stem, 0) | field | step
        for words in paragraphs:
            _sign_all(known, words, after)
    stems = tuple(sorted(marks))
    places = {stem: place for place, stem in enumerate(stems)}
    pairs = sorted(forms)
    return Words(
        stems,
        bytes([marks[stem] for stem in stems]),
        tuple([_signatures(after.get(stem)) for stem in stems]),
        tuple([form for form, _ in pairs]),
        tuple([places[stem] for _, stem in pairs]),
    )


def _sign_all(known: _Known, words: Sequence[str], after: dict[str, set[int]]) -> None:
    """Put the signature of what comes after each telling word of a paragraph."""
    last: str | None = None
    found = 0
    for word in words:
        form, stem, value, shift, is_common = known[word]
        if not form:
            continue
        if last is None:
            if not is_common:
                last, found = stem, value
            continue
        found = (found * shift + _SPACE[shift] + value) % _MODULUS
        if not is_common:
            after.setdefault(last, set()).add(found + 1)
            last, found = stem, value


class _Spaces(dict[int, int]):
    """What the space before a word adds, by what the word shifts others by."""

    def __missing__(self, shift: int) -> int:
        # the word's own length is one less than what *shift* is the power of
        found = self[shift] = 32 * shift * pow(_BASE, -1, _MODULUS) % _MODULUS
        return found


_SPACE = _Spaces()


def _signatures(found: set[int] | None) -> bytes:
    if not found:
        return bytes((LAST,))
    listed = sorted(found)
    listed[-1] |= LAST
    return bytes(listed)
