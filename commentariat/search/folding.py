"""
Words of a text, and what of their letters counts: alike here and in the browser.

`theme/search.js` does the same, rule for rule; a test compares them over the letters
of Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from commentariat.search.shown_text import WITHIN

LONGEST = 60
"""Bytes of UTF-8 that a word has at most; the rest of it is cut off."""
_VOWEL_SIGNS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0963\u0971-\u0df3\u0e31-\u0e4e"
    "\u0eb1-\u0ece\u0f71-\u0f84\u102b-\u103e\u1056-\u109d\u17b4-\u17d3"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
"""Marks that stand in words beside letters and digits."""
WORD = re.compile(rf"[\w{_VOWEL_SIGNS}]+(?:['’][\w{_VOWEL_SIGNS}]+)*")
_APOSTROPHE = re.compile("['’]")
ELIDED = frozenset(
    "all c d dall dell dov j jusqu l lorsqu m n nell puisqu qu quell quoiqu s sull"
    " t un".split()
)
"""What before an apostrophe is a word of its own: `l’État` has two."""
_DROPPED_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u02bc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Marks above and below letters that do not count, and what only stretches a word."""
_DROPPED = re.compile(f"[{_DROPPED_MARKS}]")
_ALIKE = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
    "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n", "ς": "σ", "ٱ": "ا", "ى": "ي",
    "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ە": "ه",
    **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
}  # fmt: skip
"""Letters that count as others."""
_TABLE = str.maketrans(_ALIKE)
_RUN = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
UNSPACED = re.compile(f"[{_RUN}]+")
"""Letters of scripts whose words no space parts: they are read two by two."""


LETTERS = {
    "marks": _VOWEL_SIGNS,
    "dropped": _DROPPED_MARKS,
    "alike": _ALIKE,
    "unspaced": _RUN,
    "elided": sorted(ELIDED),
    "within": list(WITHIN),
}
"""All that reading words goes by, for who reads them elsewhere."""


def split_words(text: str) -> list[str]:
    """
    Split *text* into its words, in lower case and composed, not yet folded.

    An apostrophe within a word stays in it, for the stemmer.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    found: list[str] = WORD.findall(text.lower().replace("_", " "))
    if not (text.isascii() and "'" not in text):
        return [part for word in found for part in _parts(word)]
    return found


def fold(word: str) -> str:
    """Give what of a *word* counts: without accents, case and apostrophes."""
    if word.isascii():
        return word.replace("'", "")[:LONGEST]
    word = unicodedata.normalize("NFKD", word).lower()
    word = _DROPPED.sub("", unicodedata.normalize("NFKD", word))
    word = unicodedata.normalize("NFC", word.translate(_TABLE))
    return _cut("".join(WORD.findall(_APOSTROPHE.sub("", word).replace("_", ""))))


def _cut(word: str) -> str:
    data = word.encode()
    return word if len(data) <= LONGEST else data[:LONGEST].decode("utf-8", "ignore")


def _parts(word: str) -> Iterator[str]:
    """Take apart what is more than one word: elided articles, and unspaced scripts."""
    if "'" in word or "’" in word:
        pieces = _APOSTROPHE.split(word)
        if pieces[0] in ELIDED:
            yield pieces[0]
            yield from _parts("'".join(pieces[1:]))
            return
        word = "'".join(pieces)
    if word.isascii() or not UNSPACED.search(word):
        yield word
        return
    end = 0
    for run in UNSPACED.finditer(word):
        if run.start() > end:
            yield word[end : run.start()]
        letters = run[0]
        yield from (letters[i : i + 2] for i in range(max(len(letters) - 1, 1)))
        end = run.end()
    if end < len(word):
        yield word[end:]
