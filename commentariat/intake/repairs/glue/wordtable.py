"""Word tables: how common a word is, and which words a dictionary holds."""

from __future__ import annotations

import gzip
import math
import re
from bisect import bisect_left
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import msgspec

from commentariat.intake.phrases.wordlists import word_set

RARE = -7.6
"""log10 of the frequency of a word that only tail or dictionary hold."""
_MOST_MET = 200_000
_JOINED = re.compile(r"[A-ZÀ-ÞЀ-ЯҐ][a-zß-ÿа-џґ]{2,40}[A-ZÀ-ÞЀ-ЯҐ][a-zß-ÿа-џґ]{2,40}")
"""A capital within a word: `WhiteHouse`."""
_TABLED = 700
"""Words down to this many centibels keep their frequency; the rest is the tail."""
_SHORTEST = 3
"""Letters of the other word of a compound."""
_BIGRAM_TOTAL = 2.5e13
"""Words behind the bigram counts: with it "of the" has its usual frequency."""


_RUN_TOGETHER = word_set(
    "alot asif aswell atleast eachother fulltime highschool incase infront noone"
    " ofcourse ofthe realtime seethe thankyou"
)
"""Common misspellings in the frequency lists: two words, and no word at all."""


_DICTIONARIES = frozenset({"en"})
"""The languages that have a dictionary and pairs of words beside the list of wordfreq."""
_BEFORE_NOUNS = ("the", "a", "an", "to", "this", "your", "very")
"""Words that precede most nouns, verbs and adjectives, and few names."""


class WordTable:
    """
    The words of one language, loaded piece by piece as they are asked for.

    `known` answers for nearly every word of an article; frequencies, tail and
    bigrams load at the first word it lacks. The lists are those of the packages
    wordfreq (frequencies) and symspellpy (English dictionary and bigrams); they
    are read as files, for importing wordfreq takes longer than reading them.
    """

    def __init__(self, language: str, *, has_dictionary: bool) -> None:
        self.language = language
        self._has_dictionary = has_dictionary
        self._plain: set[str] = set()
        """Known words met before, with no capital within, and numbers: most of any text."""

    def load(self) -> None:
        """Load everything, as where processes are about to be begun that can share it."""
        self.log("of")
        self.pair_log("of", "the")
        if not self._has_dictionary:
            self.has_beginning("a")  # nothing of English asks that
        self.count_compounds_after("over")
        self.count_compounds_before("maker")

    def let_go(self) -> None:
        """Let go of what was loaded; what is asked for after that is loaded anew."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                vars(self).pop(name, None)
        _list_parts.cache_clear()

    def find_unknown(self, words: frozenset[str]) -> list[str]:
        """Find those of *words*, in any case, that are not known."""
        return self.part_unplain(words)[0]

    def part_unplain(self, words: frozenset[str]) -> tuple[list[str], list[str]]:
        """
        Find the *words* that are not known, and those known but for an inner capital.

        A number is neither.
        """
        rest = words - self._plain
        known = self.known
        unknown: list[str] = []
        joined: list[str] = []
        plain: list[str] = []
        for word in rest:
            if word.isdecimal():
                plain.append(word)
            elif word.lower() not in known:
                unknown.append(word)
            elif _JOINED.fullmatch(word):
                joined.append(word)
            else:
                plain.append(word)
        if len(self._plain) < _MOST_MET:
            self._plain.update(plain)
        return unknown, joined

    def list_parts(self, least: float) -> frozenset[str]:
        """List the words that are known, or at least as frequent as *least* says."""
        return _list_parts(self, least)

    @cached_property
    def known(self) -> frozenset[str]:
        """Words that are never split: those of the dictionary, and common ones."""
        common = chain.from_iterable(_read_wordfreq("small", self.language))
        return self.dictionary.union(common) - _RUN_TOGETHER

    @cached_property
    def dictionary(self) -> frozenset[str]:
        """Words of a proofread list; empty where there is no such list."""
        if not self._has_dictionary:
            return frozenset()
        path = _find_package("symspellpy") / "frequency_dictionary_en_82_765.txt"
        return frozenset(path.read_text("utf-8-sig").split()[::2])

    def log(self, word: str) -> float | None:
        """Give log10 of the frequency of *word*, None where no table has it."""
        log = self._large[0].get(word)
        if log is None and (word in self.dictionary or word in self._large[1]):
            return RARE
        return log

    def common_log(self, word: str) -> float | None:
        """Do the same, but leave out the tail: half of it is no word at all."""
        log = self._large[0].get(word)
        return RARE if log is None and word in self.dictionary else log

    def is_common(self, word: str, log: float) -> bool:
        """Tell whether *word* is at least as frequent as *log* says."""
        found = self._large[0].get(word)
        if found is None:
            return log <= RARE and word in self.dictionary
        return found >= log

    def pair_log(self, left: str, right: str) -> float | None:
        """Give log10 of the frequency of two words in a row, if they are listed."""
        return _find_pair(self, f"{left} {right} ")

    def is_proper(self, word: str, log: float) -> bool:
        """
        Tell whether *word* is a name: so usual, and no article before it is listed.

        `the captain` is among the usual pairs, and so is `a pulse`, but no `the Marvin`.
        """
        if not self.bigrams or not self.is_common(word, log):
            return False
        return all(self.pair_log(first, word) is None for first in _BEFORE_NOUNS)

    def count_compounds_after(self, piece: str) -> int:
        """Count the words that are *piece* and another word: `over`, 344."""
        size = len(piece)
        return sum(
            len(word) >= size + _SHORTEST and word[size:] in self._stems
            for word in _take_range(self._forward, piece)
        )

    def count_compounds_before(self, piece: str) -> int:
        """Count the words that are another word and *piece*: `maker`, 31."""
        size = len(piece)
        return sum(
            len(word) >= size + _SHORTEST and word[: size - 1 : -1] in self._stems
            for word in _take_range(self._backward, piece[::-1])
        )

    def begins_stem(self, piece: str) -> bool:
        """Tell whether any word of the dictionary begins with *piece*."""
        return bool(_take_range(self._forward, piece))

    def has_beginning(self, piece: str) -> bool:
        """Tell whether any word of the tables, however rare, begins with *piece*."""
        at = bisect_left(self._all, piece)
        return at < len(self._all) and self._all[at].startswith(piece)

    @cached_property
    def _all(self) -> list[str]:
        """All words in order: those of one frequency are so already."""
        return sorted(chain(self.known, chain.from_iterable(self.buckets)))

    @cached_property
    def _large(self) -> tuple[dict[str, float], frozenset[str]]:
        """The commoner words with their frequency, and the tail of rare ones."""
        logs: dict[str, float] = {}
        for centibels, words in enumerate(self.buckets[:_TABLED]):
            logs.update(dict.fromkeys(words, -centibels / 100))
        return logs, frozenset(chain.from_iterable(self.buckets[_TABLED:]))

    @cached_property
    def buckets(self) -> list[list[str]]:
        """Words as they come, a list a frequency: the index is centibels below 1."""
        return _read_wordfreq("large", self.language)

    @property
    def _stems(self) -> frozenset[str]:
        return self.dictionary or self.known

    @cached_property
    def _forward(self) -> list[str]:
        return sorted(self._stems)

    @cached_property
    def _backward(self) -> list[str]:
        return sorted(word[::-1] for word in self._stems)

    @cached_property
    def bigrams(self) -> list[str]:
        """Lines `left right count`, sorted: a search needs no more than that."""
        if not self._has_dictionary:
            return []
        path = _find_package("symspellpy") / "frequency_bigramdictionary_en_243_342.txt"
        return sorted(path.read_text("utf-8-sig").splitlines())


@cache
def _list_parts(table: WordTable, least: float) -> frozenset[str]:
    lists = enumerate(table.buckets[:_TABLED])
    rated = ((-centibels / 100, words) for centibels, words in lists)
    return table.known.union(*(words for log, words in rated if log >= least))


@lru_cache(maxsize=4096)  # one pair is asked about several times in a row
def _find_pair(table: WordTable, key: str) -> float | None:
    bigrams = table.bigrams
    at = bisect_left(bigrams, key)
    if at == len(bigrams) or not bigrams[at].startswith(key):
        return None
    return math.log10(int(bigrams[at][len(key) :]) / _BIGRAM_TOTAL)


@cache
def get_table(language: str) -> WordTable:
    """Give the table of a *language* code such as `en`: nothing is read before it is asked."""
    return WordTable(language, has_dictionary=language in _DICTIONARIES)


def read_common(language: str) -> dict[str, int]:
    """
    Give the common words of a *language*, usual names among them; none without a list.

    Each comes with its frequency, in centibels below 1.
    """
    path = _find_package("wordfreq") / "data" / f"small_{language}.msgpack.gz"
    if not path.is_file():
        return {}
    lists = enumerate(_read_wordfreq("small", language))
    return {word: centibels for centibels, words in lists for word in words}


def _read_wordfreq(size: str, language: str) -> list[list[str]]:
    """Read lists of words; the index is the frequency in centibels below 1."""
    path = _find_package("wordfreq") / "data" / f"{size}_{language}.msgpack.gz"
    data = gzip.decompress(path.read_bytes())
    parts = msgspec.msgpack.decode(data, type=list[dict[str, str | int] | list[str]])
    return [part for part in parts if isinstance(part, list)]


def read_common_words(language: str, most: int) -> dict[str, float]:
    """Give the commonest words of a *language*, each with log10 of its frequency."""
    found: dict[str, float] = {}
    for centibels, words in enumerate(_read_wordfreq("small", language)):
        for word in words:
            found[word] = -centibels / 100
        if len(found) >= most:
            break
    return found


def _find_package(name: str) -> Path:
    """Find the folder of a package without importing it."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the word tables of {name!r} are not installed")
    return Path(spec.submodule_search_locations[0])


def _take_range(words: list[str], beginning: str) -> list[str]:
    """Take those of the sorted *words* that have this *beginning*."""
    start = bisect_left(words, beginning)
    return words[start : bisect_left(words, beginning + "\U0010ffff", start)]
