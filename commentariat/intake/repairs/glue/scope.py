"""What is known where a text is searched: its language, its archive, itself."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from commentariat.intake.repairs.glue.tables import RARE, Table
from commentariat.intake.repairs.glue.tongue import Tongue
from commentariat.intake.repairs.glue.vocabulary import Vocabulary

_LONG = 200_000
"""Characters of a text that is longer than any article: it is not searched again."""
_NAMED = 2
"""Articles that must hold a name before it tells anything of another."""
_SHORT = -5.3
"""log10 of the frequency of a word of three letters that is no mere syllable."""
WHOLE = 3
"""Articles that must hold a word, the one with the doubt in it among them."""


class Scope(msgspec.Struct, frozen=True):
    """The knowledge at hand for one text."""

    tongue: Tongue
    vocabulary: Vocabulary
    here: frozenset[str]
    """The words of the text itself, as they stand."""
    text: str = ""
    """The text itself."""
    ends: dict[str, tuple[str, str]] = {}
    """The first part and the last of words that are sure to be parted."""

    def first_of(self, word: str) -> str:
        """Give *word*, or its first part: a mark before it stands before that."""
        return self.ends[word][0] if word in self.ends else word

    def last_of(self, word: str) -> str:
        """Give *word*, or what it ends in, behind the last stop within."""
        before, stop, last = word.rpartition(".")
        return before + stop + self.ends[last][1] if last in self.ends else word

    def is_settled(self, word: str) -> bool:
        """Tell whether *word* is whole beyond doubt, at the price of a look-up."""
        return (
            word.lower() in self.tongue.table.known
            or len(word) == 1
            or word.isdigit()
            or self.vocabulary.has_name(word)
        )

    def is_inflected(self, word: str) -> bool:
        """Tell whether *word* is another one with an ending: `makeshifts`."""
        return word in self.tongue.newer or any(
            word.endswith(ending) and self._is_stem(word[: -len(ending)])
            for ending in self.tongue.endings
        )

    def _is_stem(self, word: str) -> bool:
        tongue = self.tongue
        return word in tongue.table.known or word in tongue.newer

    def is_common(self, word: str, log: float = -5.0) -> bool:
        """Tell whether *word* is at least as frequent as *log* says."""
        return self.tongue.table.is_common(word.lower(), log)

    def is_closed(self, word: str) -> bool:
        """Tell whether *word* is a function word."""
        return word.lower() in self.tongue.closed

    def is_name(self, word: str) -> bool:
        """Tell whether *word* stands elsewhere with its capital."""
        return (
            word in self.here
            or self.vocabulary.has_name(word)
            or self.vocabulary.count(word) >= _NAMED
        )

    def is_proper(self, word: str, log: float = -5.8) -> bool:
        """Tell whether the tables show *word* to be a name: at least so frequent a one."""
        return _is_proper(self.tongue.table, word.lower(), log)

    def has_pair(self, left: str, right: str) -> bool:
        """Tell whether the two stand in a row elsewhere, here or in the archive."""
        if self.vocabulary.has_pair(left, right):
            return True
        if len(self.text) > _LONG:
            return False
        pair = f" {left} {right}"
        at = self.text.find(pair)
        return at >= 0 and not self.text[at + len(pair) :][:1].isalnum()

    def is_part(self, word: str) -> bool:
        """Tell whether *word* may stand beside another: not every syllable may."""
        tongue, size = self.tongue, len(word)
        if size < 3:
            return word in (tongue.single if size == 1 else tongue.double)
        table = tongue.table
        if size == 3:
            return word in table.known and table.is_common(word, _SHORT)
        return (
            word in table.known
            or table.is_common(word.lower(), tongue.rarest)
            or self.vocabulary.count(word) >= WHOLE
        )

    def rate_word(self, word: str) -> float | None:
        """Give log10 of the frequency of *word* by the tables, None without one."""
        return self.tongue.table.log(word.lower())

    def rate_archived(self, word: str) -> float | None:
        """Do the same, but believe the archive too where others hold *word* whole."""
        log = self.rate_word(word)
        count = self.vocabulary.count(word)
        if count < WHOLE:
            return log
        own = RARE + 0.4 if count == WHOLE else RARE + 1.1
        return own if log is None else max(log, own)


@lru_cache(maxsize=8192)
def _is_proper(table: Table, word: str, log: float) -> bool:
    return table.is_proper(word, log)
