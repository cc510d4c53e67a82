"""Words in Latin letters, and what the romanizations of one word have in common."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from text_unidecode import unidecode

_MANY: Final = 1 << 16
_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_ALIF: Final = re.compile("^ا(?!ل)")
_HAMZA: Final = re.compile("^[`'](?=[a-z]|$)")
"""What stands for a letter before a vowel that Arabic does not write."""
_BETWEEN: Final = re.compile("(?<=.)[wy]+|(?<=...)h$")
"""What long vowels are written by, where short ones are not."""
_OF_ARTICLE: Final = re.compile("^l(?=[^aeiouwy]{2})")
_TWICE: Final = re.compile(r"(.)\1+")

# What one romanization writes with other letters than the next; the longest first.
_SMOOTH: Final = {
    "schtsch": "C", "chtch": "C", "shch": "C", "sch": "C", "tsch": "C", "tch": "C",
    "dzh": "J", "dsch": "J", "dj": "J", "ch": "C", "cz": "C", "sh": "C", "sz": "C",
    "zh": "J", "kh": "h", "gh": "g", "ph": "f", "th": "t", "dh": "d", "ts": "z",
    "tz": "z", "ck": "k", "qu": "k", "q": "k", "x": "ks", "w": "v",
    "iou": "u", "iu": "u", "yu": "u", "ju": "u", "you": "u", "ia": "a", "ya": "a",
    "ja": "a", "io": "o", "yo": "o", "jo": "o", "ie": "e", "ye": "e", "je": "e",
    "iy": "i", "yy": "i", "yj": "i", "ij": "i", "ii": "i", "yi": "i", "ji": "i",
    "ou": "u", "oo": "u", "ee": "i", "ae": "a", "oe": "o", "ue": "u", "y": "i",
    "j": "i",
}  # fmt: skip
_SMOOTHED: Final = re.compile("|".join(sorted(_SMOOTH, key=lambda one: -len(one))))
_ENDS: Final = (
    (re.compile("ch(?=[lr])"), "h"),
    (re.compile("^x"), "X"),
    (re.compile("(?<=.)off?$"), "ov"),
    (re.compile("(?<=[aeiou])h$"), ""),
)

# Consonants that one sound comes to, in one romanization or another.
_CLASSES: Final = str.maketrans(
    "bcdfghjklmnpqrstvwxzCJX", "bSdfKKSKlmnpKrStffKSSSK", "aeiouy"
)


@lru_cache(maxsize=_MANY)
def romanize(text: str) -> str:
    """
    Write *text* in small Latin letters, without accents, marks or spaces.

    Scripts without vowels come to consonants: that is for `skeleton` to compare.
    """
    if not text.isascii():
        plain = _ALIF.sub("أ", unicodedata.normalize("NFKC", text))
        text = unidecode(plain)
        return _LETTERS.sub("", _HAMZA.sub("a", text.lower()))
    return _LETTERS.sub("", text.lower())


def is_latin(text: str) -> bool:
    """Tell whether the letters of *text* are Latin ones."""
    return text.isascii() or all(
        "LATIN" in unicodedata.name(one, "") for one in text if one.isalpha()
    )


@lru_cache(maxsize=_MANY)
def smooth(word: str) -> str:
    """
    Write a romanized *word* as others that sound so: `iushchenko`, `juschtschenko`.

    Signs of several letters become one, and what differs by the language that was
    written for, such as `w` and `v`, `j` and `y`, is one letter. German umlauts are
    with their vowels, for `ue` is written where `ü` stood.
    """
    for pattern, other in _ENDS:
        word = pattern.sub(other, word)
    return _TWICE.sub(r"\1", _SMOOTHED.sub(lambda found: _SMOOTH[found[0]], word))


def drop_long_vowels(word: str) -> str:
    """Leave the consonants of a *word* of a script that writes no other vowels."""
    return _BETWEEN.sub("", _OF_ARTICLE.sub("", word))


@lru_cache(maxsize=_MANY)
def skeleton(word: str) -> str:
    """
    Leave the consonants of a romanized *word*, each by a class of what sounds alike.

    It begins with `*` where the word begins with a vowel. Scripts that write none, and
    those who hear them otherwise, agree in it.
    """
    found = smooth(word)
    begin = "*" if found[:1] in tuple("aeiou") else ""
    return begin + _TWICE.sub(r"\1", found.translate(_CLASSES))
