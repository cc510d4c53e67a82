"""
Sketches of texts: the few words that a text says most, by which others like it are found.

A sketch follows from its text alone, and a small edit of that rarely changes it.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Container, Iterator
from typing import Final
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
_MOST_LETTERS = 5_000
"""What is looked at of a text: it says early what it is on."""
_LONGEST = 80  # bytes of what is remembered between two spaces
_MOST = 2**17
_MANY = 200
"""Different words of a text, from which on those that it says once count for nothing."""
_MARKUP = re.compile("<[^>]*>")
_TARGET = re.compile(r"\]\([^()\s]*")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]*")
_NO_LETTERS = bytes(
    code for code in range(128) if not chr(code).isalnum() and chr(code) != "'"
)
_SPACED = bytes.maketrans(_NO_LETTERS, b" " * len(_NO_LETTERS))
_OWNED = re.compile("['’]s$")
_LEAST_LETTERS = 3


class _Pieces(dict[bytes, tuple[tuple[int, str], ...]]):
    """The telling words in what stands between two spaces: of the stem, and as written."""

    def __init__(self, stem: Stem) -> None:
        super().__init__()
        self._stem = stem
        self.silent: set[bytes] = set()
        """Those that hold no telling word: half of what a text says more than once."""

    def __missing__(self, piece: bytes) -> tuple[tuple[int, str], ...]:
        result = tuple(self._telling(piece.decode()))
        if len(piece) <= _LONGEST and len(self) < _MOST:
            self[piece] = result
            if not result:
                self.silent.add(piece)
        return result

    def _telling(self, piece: str) -> Iterator[tuple[int, str]]:
        words = split_words(piece)
        for word in words:
            form = fold(word)
            if form in COMMON or len(form) < _LEAST_LETTERS or form.isdigit():
                continue
            shown = WORD.search(piece) if len(words) == 1 else None
            written = _OWNED.sub("", shown[0] if shown else word)
            yield crc32(self._stem(word).encode()), written


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
    counts = _count(title, dek, markdown, pieces.silent)
    said: dict[int, int] = {}
    forms: dict[int, str] = {}
    most: dict[int, int] = {}
    for piece, count in counts.items():
        for number, written in pieces[piece]:
            if number not in said:
                said[number] = most[number] = count
                forms[number] = written
                continue
            said[number] += count
            if count > most[number]:
                most[number] = count
                forms[number] = written
    numbers = sorted(said, key=said.__getitem__, reverse=True)[:SIZE]
    words = " ".join([forms[number] for number in numbers])
    return Sketch(array("I", numbers).tobytes(), words)


def _count(
    title: str, dek: str, markdown: str, silent: Container[bytes]
) -> dict[bytes, int]:
    """Count what stands between spaces, in the order in which it is said first."""
    text = _without_addresses(_beginning(markdown))
    counts: dict[bytes, int] = Counter(_split(text))
    least = 2 if len(counts) > _MANY else 1
    counts = {
        piece: count
        for piece, count in counts.items()
        if count >= least and piece not in silent
    }
    for text, weight in ((title, _IN_TITLE), (dek, _IN_DEK)):
        for piece in _split(_beginning(text)):
            counts[piece] = counts.get(piece, 0) + weight
    return counts


def _beginning(text: str) -> str:
    """Give as much of *text* as is looked at: whole words, where spaces part them."""
    if len(text) <= _MOST_LETTERS:
        return text
    end = max(text.rfind(sign, 0, _MOST_LETTERS) for sign in " \n")
    return text[: _MOST_LETTERS if end < 0 else end]


def _split(text: str) -> list[bytes]:
    """Part *text* at spaces and what stands beside words in ASCII: most pieces are words."""
    return text.encode().translate(_SPACED).split()


def _without_addresses(markdown: str) -> str:
    """Leave out of *markdown* what is no text: markup, and where links lead."""
    if "<" in markdown:
        markdown = _MARKUP.sub(" ", markdown)
    if "](" in markdown:
        markdown = _TARGET.sub(" ", markdown)
    return _ADDRESS.sub(" ", markdown) if "://" in markdown else markdown
