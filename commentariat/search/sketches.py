"""
Sketches of texts: the few words that a text says most, by which others like it are found.

A sketch follows from its text alone, and a small edit of that rarely changes it.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import Final, TypeAlias
from zlib import crc32

import msgspec

from commentariat.archive.model import Article, Sketch
from commentariat.search.common_words import COMMON
from commentariat.search.folding import WORD, fold, split_words
from commentariat.search.stems import Stem, stemmer_of

SIZE: Final = 32
"""Words of a sketch."""
_IN_TITLE, _IN_DEK = 3, 2
"""How often a word of the title and the dek counts."""
_LONG_WORD, _CAPITAL = 10, 4
"""Letters that count of a word, and how many more a capital counts for: it may be a name's."""
_MANY, _MUCH = 200, 10
"""Different words of a text, from which on one that it says once has to tell so much."""
_MOST_LETTERS = 3_000
"""What is looked at of a text: it says early what it is on."""
_LONGEST = 80  # bytes of what is remembered between two spaces
_MOST = 2**17
_MARKUP = re.compile("<[^>]*>")
_TARGET = re.compile(r"\]\([^()\s\]]*(?:\](?!\()[^()\s\]]*)*")
"""Where a link leads, with what stands before that."""
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]*")
_NO_LETTERS = bytes(
    code for code in range(128) if not chr(code).isalnum() and chr(code) != "'"
)
_SPACED = bytes.maketrans(_NO_LETTERS, b" " * len(_NO_LETTERS))
_OWNED = re.compile("['’]s$")
_LEAST_LETTERS = 3

_Telling: TypeAlias = tuple[int, int, str]
"""The number of a word's stem, how much the word tells, and the word as written."""


class _Pieces(dict[bytes, tuple[_Telling, ...]]):
    """The telling words in what stands between two spaces: one, mostly, or none."""

    def __init__(self, stem: Stem) -> None:
        super().__init__()
        self._stem = stem
        self.quiet: set[bytes] = set()
        """Those that tell little: most of what a text says once."""

    def __missing__(self, piece: bytes) -> tuple[_Telling, ...]:
        result = tuple(self._telling(piece.decode()))
        if len(piece) <= _LONGEST and len(self) < _MOST:
            self[piece] = result
            if all(tells < _MUCH for _, tells, _ in result):
                self.quiet.add(piece)
        return result

    def _telling(self, piece: str) -> Iterator[_Telling]:
        words = split_words(piece)
        for word in words:
            form = fold(word)
            if form in COMMON or len(form) < _LEAST_LETTERS or form.isdigit():
                continue
            shown = WORD.search(piece) if len(words) == 1 else None
            written = _OWNED.sub("", shown[0] if shown else word)
            tells = min(len(form), _LONG_WORD) + _CAPITAL * written[0].isupper()
            yield crc32(self._stem(word).encode()), tells, written


_pieces: dict[str, _Pieces] = {}


def sketched(article: Article, body: str) -> Article:
    """Give *article*, whose content file has the *body*, with the sketch of both."""
    sketch = make_sketch(article.language, article.title, article.dek, body)
    return msgspec.structs.replace(article, sketch=sketch)


def make_sketch(language: str, title: str, dek: str, markdown: str) -> Sketch:
    """Sketch the article with that *title* and *dek*, and with a body of *markdown*."""
    pieces = _pieces.get(language)
    if pieces is None:
        pieces = _pieces[language] = _Pieces(stemmer_of(language))
    counts, quiet = _count(title, dek, markdown), pieces.quiet
    least = 2 if len(counts) > _MANY else 1
    said: dict[int, int] = {}
    forms: dict[int, tuple[int, str]] = {}
    for piece, count in counts.items():
        if count < least and piece in quiet:
            continue  # as below, without a look at it
        for number, tells, written in pieces[piece]:
            if tells < _MUCH and count < least:
                continue
            if number not in said:
                said[number] = count * tells
                forms[number] = count, written
            else:
                said[number] += count * tells
                if count > forms[number][0]:
                    forms[number] = count, written
    numbers = sorted(said, key=said.__getitem__, reverse=True)[:SIZE]
    words = " ".join([forms[number][1] for number in numbers])
    return Sketch(array("I", numbers).tobytes(), words)


def _count(title: str, dek: str, markdown: str) -> dict[bytes, int]:
    """Count what stands between spaces, in the order in which it is said first."""
    text = _without_addresses(_beginning(markdown))
    around = [_beginning(title)] * _IN_TITLE + [_beginning(dek)] * _IN_DEK
    return Counter(_spaced(" ".join([text, *around])).split())


def _beginning(text: str) -> str:
    """Give as much of *text* as is looked at: whole words, where spaces part them."""
    if len(text) <= _MOST_LETTERS:
        return text
    end = max(text.rfind(" ", 0, _MOST_LETTERS), text.rfind("\n", 0, _MOST_LETTERS))
    return text[: _MOST_LETTERS if end < 0 else end]


def _spaced(text: str) -> bytes:
    """Put spaces in the place of what stands beside words in ASCII: most pieces are words."""
    return text.encode().translate(_SPACED)


def _without_addresses(markdown: str) -> str:
    """Leave out of *markdown* what is no text: markup, and where links lead."""
    if "<" in markdown:
        markdown = _MARKUP.sub(" ", markdown)
    if "](" in markdown:
        markdown = _TARGET.sub(" ", markdown)
    return _ADDRESS.sub(" ", markdown) if "://" in markdown else markdown
