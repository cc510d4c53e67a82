"""What is known where a text is searched: its language, its archive, itself."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from commentariat.intake.repairs.glue.language import Language
from commentariat.intake.repairs.glue.vocabulary import (
    WHOLE,
    WHOLE_WORD,
    Vocabulary,
)
from commentariat.intake.repairs.glue.wordtable import RARE, WordTable

_LONG = 200_000
"""Characters of a text that is longer than any article: it is not searched again."""
_NAMED = 2
"""Articles that must hold a name before it tells anything of another."""
_USUAL_NAME = -5.8
"""log10 of the frequency of a name that is sure to be one."""
_SHORT = -5.3
"""log10 of the frequency of a word of three letters that is no mere syllable."""
_SHORTEST_FORM = 6
"""Letters of a form of a word that tables may lack."""
_LONGEST_ENDING = 2
"""Letters that it may have instead of another ending."""
_SEEN, _SEEN_OFTEN = RARE + 0.4, RARE + 1.1
"""log10 of the frequency of a word that just so many articles hold, or more."""


class Scope(msgspec.Struct, frozen=True):
    """The knowledge at hand for one text."""

    language: Language
    vocabulary: Vocabulary
    here: frozenset[str]
    """The words of the text itself, as they stand."""
    text: str = ""
    """The text itself."""
    coined: float = 0.0
    """Share of words of small letters that no table holds and nothing parts."""
    programs: float = 0.0
    """Share of words with a digit or a capital within that nothing parts: `libc6`, `qGit`."""
    is_of_trade: bool = False
    """Whether the text is about computers."""
    losses: float = 1.0
    """Spaces that it lost for certain, to those that crawls lose in so long a text."""
    ends: dict[str, tuple[str, str]] = {}
    """The first part and the last of words that are sure to be parted."""

    def first_of(self, word: str) -> str:
        """Give *word*, or its first part: a mark before it stands before that."""
        return self.ends[word][0] if word in self.ends else word

    def last_of(self, word: str) -> str:
        """Give *word*, or what it ends in, behind the last stop within."""
        before, stop, last = word.rpartition(".")
        return before + stop + self.ends[last][1] if last in self.ends else word

    def as_tabled(self, word: str) -> str:
        """Give *word* as the tables have it: without what an apostrophe joins to it."""
        language = self.language
        if language.spelled:
            word = word.translate(language.spelled)
        return word[self.elided(word) :] if language.elisions else word

    def elided(self, word: str) -> int:
        """Count the characters that an apostrophe joins to *word*: `l’`, in `l’État`."""
        if not self.language.elisions:
            return 0
        for mark in "’'":
            before, found, rest = word.partition(mark)
            if found and rest and before.lower() in self.language.elisions:
                return len(before) + 1
        return 0

    def is_settled(self, word: str) -> bool:
        """Tell whether *word* is whole beyond doubt, at the price of a look-up."""
        if self.language.is_joined:
            word = self.as_tabled(word)
        return (
            word.lower() in self.language.table.known
            or len(word) == 1
            or word.isdigit()
            or self.vocabulary.has_name(word)
            or (
                self.language.guests is not None
                and word.lower() in self.language.guests.known
            )
        )

    def is_inflected(self, word: str) -> bool:
        """Tell whether *word* is another one with an ending: `makeshifts`."""
        newer, endings = self.language.newer, self.language.inflections
        if word in newer or not word.endswith(endings):
            return word in newer
        stems = [word.removesuffix(one) for one in endings if word.endswith(one)]
        for ending, own in self.language.changed_endings:
            if word.endswith(ending):
                stems.append(word.removesuffix(ending) + own)
        return any(stem in newer or stem in self.language.table.known for stem in stems)

    def is_common(self, word: str, log: float) -> bool:
        """Tell whether *word* is at least as frequent as *log* says."""
        if self.language.is_joined:
            word = self.as_tabled(word)
        return self.language.table.is_common(word.lower(), log)

    def is_function_word(self, word: str) -> bool:
        """Tell whether *word* is a function word."""
        return word.lower() in self.language.function_words

    def is_name(self, word: str) -> bool:
        """Tell whether *word* stands elsewhere with its capital."""
        return (
            word in self.here
            or self.vocabulary.has_name(word)
            or self.vocabulary.count(word) >= _NAMED
        )

    def is_proper(self, word: str, log: float = _USUAL_NAME) -> bool:
        """Tell whether the tables show *word* to be a name: at least so frequent a one."""
        return _is_proper(self.language.table, word.lower(), log)

    def has_pair(self, left: str, right: str) -> bool:
        """Tell whether the two stand in a row elsewhere, here or in the archive."""
        if self.vocabulary.has_pair(left, right):
            return True
        if len(self.text) > _LONG:
            return False
        return _stands_in_a_row(self.text, f" {left} {right}")

    def is_part(self, word: str) -> bool:
        """Tell whether *word* may stand beside another: not every syllable may."""
        language, size = self.language, len(word)
        if size < WHOLE_WORD:
            return word in (language.one_letter if size == 1 else language.two_letters)
        table = language.table
        if size == WHOLE_WORD:
            return word in table.known and table.is_common(word, _SHORT)
        if word in table.list_parts(language.rarest) or word in self.vocabulary.whole:
            return True
        return not word.islower() and (
            table.is_common(word.lower(), language.rarest)
            or self.vocabulary.count(word) >= WHOLE
        )

    def list_ways(self, word: str) -> list[int]:
        """List where *word*, of small letters, may be parted: both sides are such parts."""
        size, whole = len(word), self.vocabulary.whole
        parts = self.language.table.list_parts(self.language.rarest)
        ways = [
            at
            for at in range(1, size - WHOLE_WORD)
            if (right := word[at:]) in parts or right in whole
        ]
        short = range(max(1, size - WHOLE_WORD), size)
        ways += [at for at in short if self.is_part(word[at:])]
        return [at for at in ways if self.is_part(word[:at])]

    def is_form(self, word: str) -> bool:
        """Tell whether a word of the tables begins as *word* does, up to its ending."""
        size = len(word)
        return size >= _SHORTEST_FORM and self.language.table.has_beginning(
            word[: max(_SHORTEST_FORM - 1, size - _LONGEST_ENDING)]
        )

    def rate_word(self, word: str) -> float | None:
        """Give log10 of the frequency of *word* by the tables, None without one."""
        if self.language.is_joined:
            word = self.as_tabled(word)
        return self.language.table.log(word.lower())

    def rate_archived(self, word: str) -> float | None:
        """Do the same, but believe the archive too where others hold *word* whole."""
        log = self.rate_word(word)
        count = self.vocabulary.count(word)
        if count < WHOLE:
            return log
        own = _SEEN if count == WHOLE else _SEEN_OFTEN
        return own if log is None else max(log, own)


@lru_cache(maxsize=256)
def _stands_in_a_row(text: str, pair: str) -> bool:
    at = text.find(pair)
    end = at + len(pair)
    return at >= 0 and not text[end : end + 1].isalnum()


@lru_cache(maxsize=8192)
def _is_proper(table: WordTable, word: str, log: float) -> bool:
    return table.is_proper(word, log)
