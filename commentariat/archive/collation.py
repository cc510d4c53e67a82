"""What names and titles are sorted by: no accents, no case, no article before a title."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_INITIAL_ARTICLES = {
    "de": "der die das ein eine",
    "en": "the an a",
    "es": "el la los las un una",
    "fr": "le la les un une l’",
    "it": "il lo la gli i le un uno una l’ un’",
    "nl": "de het een",
    "pt": "o a os as um uma",
}
"""
Words before a title that catalogs pass over, by language; one with an apostrophe
stands without a space. Languages that are not here keep all their words.
"""


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Strip accents and case, so that Ö stands with O."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def collation_key(title: str, language: str) -> str:
    """
    Give what *title*, which is in *language*, is sorted by: `The Dam` stands with D.

    Signs before its first word count for nothing. A title that is an article and
    nothing else is left alone.
    """
    found = plain(title)
    rest = _opening(language.partition("-")[0]).sub("", found, count=1)
    return rest or found


@cache
def _opening(language: str) -> re.Pattern[str]:
    """Match all that stands before the word that a title in *language* is sorted by."""
    words = _INITIAL_ARTICLES.get(language, "").split()
    spaced = "|".join(word for word in words if not word.endswith("’"))
    elided = "|".join(word[:-1] for word in words if word.endswith("’"))
    ways = [rf"(?:{spaced})\s"] * bool(spaced) + [rf"(?:{elided})['’]"] * bool(elided)
    article = rf"(?:(?:{'|'.join(ways)})[\W_]*(?=[^\W_]))?" if ways else ""
    return re.compile(rf"^[\W_]*{article}")
