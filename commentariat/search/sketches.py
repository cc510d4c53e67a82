"""
Sketches of texts: the few words that a text says most, by which others like it are found.

A sketch follows from its text alone, and a small edit of that rarely changes it.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
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
_MOST_WORDS = 60_000
"""What is looked at of a text: a book says early what it is on."""
_LONGEST = 40  # characters of what is remembered between two spaces
_MOST = 2**17
_MANY = 400
"""Different pieces of a text, from which on those that it says once count for nothing."""
_MARKUP = re.compile("<[^>]*>")
_OWNED = re.compile("['’]s$")
_LEAST_LETTERS = 3


class _Pieces(dict[str, tuple[tuple[str, str], ...]]):
    """The telling words in what stands between two spaces: stem, and as it is written."""

    def __init__(self, stem: Stem) -> None:
        super().__init__()
        self._stem = stem

    def __missing__(self, piece: str) -> tuple[tuple[str, str], ...]:
        words = split_words(piece)
        found = []
        for word in words:
            form = fold(word)
            if form in COMMON or len(form) < _LEAST_LETTERS or form.isdigit():
                continue
            shown = WORD.search(piece) if len(words) == 1 else None
            written = _OWNED.sub("", shown[0] if shown else word)
            found.append((self._stem(word), written))
        result = tuple(found)
        if len(piece) <= _LONGEST and len(self) < _MOST:
            self[piece] = result
        return result


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
    if "<" in markdown:
        markdown = _MARKUP.sub(" ", markdown)
    counts = Counter(markdown.split(None, _MOST_WORDS)[:_MOST_WORDS])
    if len(counts) > _MANY:  # addresses are among these, and words that tell little
        counts = Counter({piece: n for piece, n in counts.items() if n > 1})
    for text, weight in ((title, _IN_TITLE), (dek, _IN_DEK)):
        for piece in text.split():
            counts[piece] += weight
    said: dict[str, int] = {}
    forms: dict[str, tuple[int, str]] = {}
    for piece, count in counts.items():
        for stem, written in pieces[piece]:
            said[stem] = said.get(stem, 0) + count
            best = forms.get(stem)
            if best is None or count > best[0]:
                forms[stem] = count, written
    stems = sorted(said, key=lambda stem: (-said[stem], stem))[:SIZE]
    numbers = array("I", [crc32(stem.encode()) for stem in stems])
    return Sketch(numbers.tobytes(), " ".join([forms[stem][1] for stem in stems]))
