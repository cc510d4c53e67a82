"""The archive's own words: what other articles hold whole is a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import lru_cache

from commentariat.intake.repairs.glue.model import Split
from commentariat.intake.repairs.glue.places import pairs_of

WHOLE = 3
"""Articles that must hold a word, the one with the doubt in it among them."""
WHOLE_WORD = 3
"""Letters from which on a word is told by its frequency, not by the lists of short ones."""
_SHORTEST = 3
"""Letters of a word that is long enough to tell something."""
_WORD = re.compile(r"[^\W\d_]+")


class Vocabulary:
    """
    Words and names that an archive holds, with the number of articles that do.

    The words are those that the language tables lack; names are words that have a
    capital inside sentences, tabled or not, and two of them in a row (`Nord Stream`). Two
    words of any kind stand in a row where others like them are glued (`critics in`).
    """

    __slots__ = ("_counts", "_names", "_small_names", "splits", "whole")

    def __init__(
        self,
        counts: Mapping[str, int],
        names: Iterable[str] = (),
        whole: frozenset[str] | None = None,
    ) -> None:
        self._counts = counts
        self.whole = frozenset(self._list_whole()) if whole is None else whole
        """The words that so many articles hold that they may stand beside another."""
        self._names = frozenset(names)
        self._small_names = tuple(name for name in self._names if name.islower())
        self.splits: dict[tuple[Hashable, ...], tuple[Split, ...]] = {}
        """
        Splits that follow from these counts alone, once found: by rules, language and word.
        """

    def with_names(self, names: Iterable[str]) -> Vocabulary:
        """Know the words of *names* too, such as metadata hold: they count as sure."""
        names = tuple(names)
        both = self._names.union(words_of(names), pairs_of(names))
        known = Vocabulary(self._counts, both, self.whole)
        known.splits = self.splits
        return known

    def __reduce__(self) -> tuple[Callable[..., Vocabulary], tuple[object, ...]]:
        """Pickle what is known, and not what was found by it."""
        return Vocabulary, (self._counts, self._names)

    def _list_whole(self) -> Iterator[str]:
        for word in self._counts:
            if len(word) > WHOLE_WORD and self.count(word) >= WHOLE:
                yield word

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is known of other articles."""
        return not self._counts

    def count(self, word: str) -> int:
        """Count the articles that hold *word*, in this case or in lower case."""
        count = self._counts.get(word, 0)
        return count if word.islower() else count + self._counts.get(word.lower(), 0)

    def has_pair(self, left: str, right: str) -> bool:
        """Tell whether the archive holds the two in a row, as names or apart from scars."""
        return f"{left} {right}" in self._counts

    def has_name(self, word: str) -> bool:
        """Tell whether the metadata, or an editor, say that *word* is whole."""
        return word in self._names

    def has_name_of(self, left: str, right: str) -> bool:
        """Tell whether the metadata hold the two in a row in a name."""
        return f"{left} {right}" in self._names

    def has_name_within(self, word: str) -> bool:
        """Tell whether *word* holds one of those names that have small letters only."""
        names = self._small_names  # most often none
        return bool(names) and any(name in word for name in names)


def words_of(names: Iterable[str]) -> frozenset[str]:
    """Take the words of *names* that are long enough to tell something."""
    return frozenset().union(*map(_words_of_name, names))


@lru_cache(maxsize=8192)
def _words_of_name(name: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(name) if len(word) >= _SHORTEST)


EMPTY = Vocabulary({})
"""Nothing known of the archive."""
