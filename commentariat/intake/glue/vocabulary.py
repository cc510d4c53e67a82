"""The archive's own words: what other articles hold whole is a word."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from zlib import crc32

from commentariat.intake.glue.tables import get_table

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 8
"""So many surroundings of a word are told apart; beyond, uses are only counted."""
_NAME = -5.0
"""log10 of the frequency taken for a name that the metadata hold."""


class Vocabulary:
    """
    Words that the language tables lack, with the number of places they stand in.

    A place counts once by the words on both sides, so an article crawled twice
    does not make a word of its scars. Common words are left out: an archive of
    100,000 articles needs some tens of megabytes.
    """

    __slots__ = ("_names", "_places", "_uses", "size")

    def __init__(self) -> None:
        self.size = 0
        """Words read, of whatever kind."""
        self._uses: dict[str, int] = {}
        self._places: dict[str, set[int]] = {}
        self._names: set[str] = set()

    @classmethod
    def from_texts(cls, texts: Iterable[str], names: Iterable[str] = ()) -> Vocabulary:
        """Collect the words of *texts*, and of *names* such as the metadata hold."""
        vocabulary = cls()
        for text in texts:
            vocabulary.add_text(text)
        vocabulary.add_names(names)
        return vocabulary

    def add_text(self, text: str) -> None:
        """Add the words of one article."""
        words = _WORD.findall(text)
        self.size += len(words)
        rare = {word for word in set(words) if not _is_tabled(word)}
        if not rare:
            return
        neighbors = zip(["", *words], words, [*words[1:], ""], strict=False)
        for before, word, after in neighbors:
            if word in rare:
                self._add(word, crc32(f"{before} {after}".lower().encode()), 1)

    def add_names(self, names: Iterable[str]) -> None:
        """Add names of people, places and centers: they count as sure."""
        for name in names:
            self._names.update(word for word in _WORD.findall(name) if len(word) > 2)

    def update(self, other: Vocabulary) -> None:
        """Add all that *other* holds, as of another worker."""
        self.size += other.size
        self._names |= other._names
        for word, places in other._places.items():
            for place in places:
                self._add(word, place, 0)
        for word, uses in other._uses.items():
            self._uses[word] = self._uses.get(word, 0) + uses

    def count(self, word: str) -> int:
        """Count the places where *word* stands, in this case or in lower case."""
        return self._count(word) + (0 if word.islower() else self._count(word.lower()))

    def log(self, word: str) -> float | None:
        """Give log10 of the frequency of *word*, None where it was never seen."""
        if word in self._names:
            return _NAME
        count = self.count(word)
        return math.log10(count / self.size) if count else None

    def has_name(self, word: str) -> bool:
        """Tell whether the metadata hold *word* in a name."""
        return word in self._names

    def _count(self, word: str) -> int:
        places = len(self._places.get(word, ()))
        return places if places < _ENOUGH else self._uses[word]

    def _add(self, word: str, place: int, uses: int) -> None:
        self._uses[word] = self._uses.get(word, 0) + uses
        places = self._places.setdefault(word, set())
        if len(places) < _ENOUGH:
            places.add(place)


EMPTY = Vocabulary()
"""Nothing known of the archive; nothing is ever added to it."""


def _is_tabled(word: str) -> bool:
    return any(word.lower() in table.known for table in _TABLES if table)


_TABLES = (get_table("en"), get_table("ru"))
