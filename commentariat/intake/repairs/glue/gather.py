"""The words and names of many articles, gathered: which hold each, compactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, filterfalse, pairwise

from xxhash import xxh3_64_intdigest

from commentariat.intake.repairs.glue.wordtable import get_table

MOST = 32
"""Articles of one word that are told apart; what more have is as good as these."""
_SHORTEST, _LONGEST = 4, 36
"""Letters of a word that is gathered."""
_MOST_MET = 150_000
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
    repeat the line, and spaces lost in it make no difference. Nothing depends on the
    order in which articles are added, or on how they are divided among workers.
    """

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks: dict[str, tuple[int, ...]] = {}
        """By word: digests in order, at most MOST of them, the least ones."""

    def add(self, text: str) -> None:
        """Add one article, a paragraph a line."""
        found: dict[str, int] = {}
        for line in text.split("\n"):
            told = {*_find_unknown(line), *_find_names(line)}
            if told:
                mark = _digest(line)
                for word in told:
                    if found.get(word, mark) >= mark:
                        found[word] = mark
        for word, mark in found.items():
            self._mark(word, mark)

    def update(self, marks: Mapping[str, tuple[int, ...]]) -> None:
        """Add the *marks* of another, as of another worker."""
        for word, found in marks.items():
            known = self.marks.get(word)
            both = found if known is None else sorted({*known, *found})
            self.marks[word] = tuple(both[:MOST])

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
        elif mark not in known and (len(known) < MOST or mark < known[-1]):
            self.marks[word] = tuple(sorted((*known, mark))[:MOST])


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


def _find_unknown(line: str) -> Iterable[str]:
    """Find the words of *line*, letters without marks between them, that no table knows."""
    rest = {*filterfalse(_settled.__contains__, line.split())}
    if not rest:
        return ()
    if len(_settled) + len(_telling) > _MOST_MET:
        _settled.clear()
        _telling.clear()
    for one in rest.difference(_telling):
        if found := _lookup(_split(one)):
            _telling[one] = found
        else:
            _settled.add(one)
    return chain.from_iterable(_telling[one] for one in rest if one in _telling)


def _split(word: str) -> list[str]:
    return [word] if word.isalpha() else _WORD.findall(word)


def _lookup(words: Iterable[str]) -> list[str]:
    """Find those of *words* that no table knows."""
    english, russian = _TABLES
    rest = english.find_unknown(frozenset(words))
    if other := frozenset(word for word in rest if "Ѐ" <= word[0] <= "ӿ"):
        rest = [*frozenset(rest) - other, *russian.find_unknown(other)]
    return [word for word in rest if _SHORTEST <= len(word) <= _LONGEST]


def _find_names(line: str) -> Iterator[str]:
    """Find words with a capital inside a sentence, and two of them in a row."""
    for found in _NAMES.finditer(line):
        words = found[0].split(" ")
        yield from words
        if len(words) > 1:
            yield from map(" ".join, pairwise(words))


_TABLES = (get_table("en"), get_table("ru"))
