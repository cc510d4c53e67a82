"""Words by numbers: what is said of each is found out once."""

from __future__ import annotations

from typing import Final

from commentariat.search.common_words import COMMON
from commentariat.search.folding import fold, split_words
from commentariat.search.shown_text import BREAK
from commentariat.search.stems import Stem, stemmer_of

MODULUS: Final = 127
_LONGEST = 40  # characters of what is remembered between two spaces
_MOST = 2**18


def count_of(form: str) -> int:
    """Tell what a folded word counts in a run of words: from 0 to 126."""
    found = 0
    for byte in form.encode():
        found = (found * 31 + byte) % MODULUS
    return found * 3 % MODULUS if form in COMMON else found


class Vocabulary:
    """
    Words and stems, numbered as they come; the numbers are never seen outside.

    Number 0 of words is a break between paragraphs.
    """

    def __init__(self) -> None:
        self.forms = [""]
        """What is told of the forms of an archive: a form and its stem, by word."""
        self.stem_of = [0]
        """The number of the stem of a word."""
        self.begins = [1]
        """The number of its stem, above the bits of a signature, of which it is the first."""
        self.counts = [0]
        """What it counts in a run."""
        self.telling = [True]
        """Whether a word begins and ends runs."""
        self.stems = [""]
        self._stem_numbers = {"": 0}
        self._languages: dict[str, _Pieces] = {}

    def pieces(self, language: str) -> _Pieces:
        """Give what numbers the words of a text in *language* between its spaces."""
        found = self._languages.get(language)
        if found is None:
            found = self._languages[language] = _Pieces(self, stemmer_of(language))
        return found

    @property
    def is_full(self) -> bool:
        """Tell whether it had better be left for a new one."""
        return len(self.forms) + sum(map(len, self._languages.values())) > _MOST

    def add(self, form: str, stem: str) -> int:
        """Number a word that was not known."""
        number = self._stem_numbers.setdefault(stem, len(self.stems))
        if number == len(self.stems):
            self.stems.append(stem)
        self.forms.append(join_form(form, stem))
        self.stem_of.append(number)
        self.begins.append(number << 7 | 1)
        self.counts.append(count_of(form))
        self.telling.append(form not in COMMON)
        return len(self.forms) - 1


class _Pieces(dict[str, tuple[int, ...]]):
    """The numbers of the words of what stands between two spaces, in one language."""

    def __init__(self, vocabulary: Vocabulary, stem: Stem) -> None:
        super().__init__({BREAK: (0,)})
        self._vocabulary = vocabulary
        self._stem = stem
        self._numbers: dict[str, int] = {}

    def __missing__(self, piece: str) -> tuple[int, ...]:
        found = []
        for word in split_words(piece):
            number = self._numbers.get(word)
            if number is None:
                form = fold(word)
                number = self._vocabulary.add(form, self._stem(word)) if form else 0
                self._numbers[word] = number
            if number:
                found.append(number)
        numbers = tuple(found)
        if len(piece) <= _LONGEST:
            self[piece] = numbers
        return numbers


def join_form(form: str, stem: str) -> str:
    """Put a form and its stem into one text."""
    return form if form == stem else f"{form}\t{stem}"


def part_form(text: str) -> tuple[str, str]:
    """Give the form and the stem of such a text."""
    form, _, stem = text.partition("\t")
    return form, stem or form
