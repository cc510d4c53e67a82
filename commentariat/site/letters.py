"""Names and titles in order: what they are sorted by, which letter they go under."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from commentariat.archive.slugs import slugify

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "ed", "phd", "md"})


@lru_cache(maxsize=65536)
def name_key(name: str) -> tuple[str, str]:
    """Sort persons by their last name, then by the whole name."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and words[-1].strip(".").lower() in _SUFFIXES:
        words.pop()
    last = words[-1] if words else name
    return (plain(last), plain(name))


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Strip accents and case, so that Ö stands with O."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def initial(text: str) -> str:
    """The letter that *text* goes under: upper case, `#` for digits and signs."""
    for character in plain(text):
        if character.isalpha():
            return character.upper()
        if character.isdigit():
            return "#"
    return "#"


def letter_slug(letter: str) -> str:
    """Part of an address for an `initial`: ASCII, the same on every system."""
    return "0-9" if letter == "#" else slugify(letter)
