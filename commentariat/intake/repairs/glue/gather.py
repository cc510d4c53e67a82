"""The words and names of many articles, gathered: which hold each, compactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import filterfalse, pairwise

from xxhash import xxh3_64_intdigest

from commentariat.intake.repairs.glue.wordtable import get_table

MOST = 32
"""Articles of one word that are told apart; what more have is as good as these."""
_SHORTEST, _LONGEST = 4, 36
"""Letters of a word that is gathered."""
_MOST_MET = 150_000
_MOST_ROWS = 1 << 14
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = re.compile(
    r"[A-ZÀ-ÞЀ-ЯҐ](?<=[^\W\d_A-Z] .)[^\W\d_A-ZÀ-ÞЀ-ЯҐ]+"
    r"(?: [A-ZÀ-ÞЀ-ЯҐ][^\W\d_A-ZÀ-ÞЀ-ЯҐ]+)*+"
)
"""Words with a capital in a row, behind a small letter and a space."""
_SPACES = tuple(one.encode() for one in "\xa0\u200b\xad")


class Gathering:
    """
    Words with the articles that hold them: each article is told by one of its lines.

    Of the lines that hold a word, the one with the least digest stands for the
    article. So crawls of one article count once, as do copies of it and teasers: they
    repeat the line, and spaces lost in it make no difference. No count depends on the
    order in which articles are added, or on how they are divided among workers.
    """

    __slots__ = ("_frequent", "_told", "marks")

    def __init__(self) -> None:
        self.marks: dict[str, tuple[int, ...]] = {}
        """By word: digests in order, at most MOST of them."""
        self._frequent: set[str] = set()
        """Words with as many as that: where else they stand tells no more."""
        self._told: set[str] = set()
        """Tokens that tell nothing but such words."""

    def add(self, text: str) -> None:
        """Add one article, a paragraph a line."""
        found: dict[str, int] = {}
        for line in text.split("\n"):
            tokens = _find_unknown(line)
            tokens.update(_NAMES.findall(line))
            tokens -= self._told
            if tokens and (words := self._words(tokens)):
                mark = _digest(line)
                for word in words:
                    if found.get(word, mark) >= mark:
                        found[word] = mark
        for word, mark in found.items():
            self._mark(word, mark)

    def _words(self, tokens: Iterable[str]) -> list[str]:
        """List what *tokens* tell, without the words that are frequent."""
        found: list[str] = []
        for token in tokens:
            told = _telling.get(token) or _in_row(token)
            left = [one for one in told if one not in self._frequent]
            if left:
                found += left
            else:
                self._told.add(token)
        return found

    def update(self, marks: Mapping[str, tuple[int, ...]]) -> None:
        """Add the *marks* of another, as of another worker."""
        for word, found in marks.items():
            known = self.marks.get(word, ())
            if len(known) < MOST:
                self._keep(word, sorted({*known, *found}) if known else found)

    def count(self, least: int) -> dict[str, int]:
        """Count the articles of each word that at least so many hold, in order."""
        return {
            word: len(marks)
            for word, marks in sorted(self.marks.items())
            if len(marks) >= least
        }

    def _mark(self, word: str, mark: int) -> None:
        known = self.marks.get(word)
        if known is None:
            self.marks[word] = (mark,)
        elif mark not in known:
            self._keep(word, sorted((*known, mark)))

    def _keep(self, word: str, marks: Sequence[int]) -> None:
        self.marks[word] = tuple(marks[:MOST])
        if len(marks) >= MOST:
            self._frequent.add(word)


def _digest(line: str) -> int:
    data = line.casefold().encode("utf-8", "surrogatepass").translate(None, b" \t")
    if not line.isascii():
        for space in _SPACES:
            data = data.replace(space, b"")
    return xxh3_64_intdigest(data)


_settled: set[str] = set()
"""Words, with the marks at them, that hold nothing unknown: most of every article."""
_telling: dict[str, list[str]] = {}
"""The unknown words in others, names above all."""


def _find_unknown(line: str) -> set[str]:
    """Find the tokens of *line* that hold words which no table knows."""
    rest = {*filterfalse(_settled.__contains__, line.split())}
    if new := rest.difference(_telling):
        if len(_settled) + len(_telling) > _MOST_MET:
            _settled.clear()
            _telling.clear()
            new = rest
        for one in new:
            if found := _lookup(_split(one)):
                _telling[one] = found
            else:
                _settled.add(one)
        return rest - _settled
    return rest


def _split(word: str) -> list[str]:
    return [word] if word.isalpha() else _WORD.findall(word)


def _lookup(words: Iterable[str]) -> list[str]:
    """Find those of *words* that no table knows."""
    english, russian = _TABLES
    rest = english.find_unknown(frozenset(words))
    if other := frozenset(word for word in rest if "Ѐ" <= word[0] <= "ӿ"):
        rest = [*frozenset(rest) - other, *russian.find_unknown(other)]
    return [word for word in rest if _SHORTEST <= len(word) <= _LONGEST]


@lru_cache(maxsize=_MOST_ROWS)
def _in_row(names: str) -> tuple[str, ...]:
    """List what a row of names tells: each of them, and each two."""
    words = names.split(" ")
    return (*words, *map(" ".join, pairwise(words))) if len(words) > 1 else (names,)


_TABLES = (get_table("en"), get_table("ru"))


def load_known() -> None:
    """Load the words that tables know: processes begun by fork after that share them."""
    for table in _TABLES:
        table.find_unknown(frozenset({"a"}))
