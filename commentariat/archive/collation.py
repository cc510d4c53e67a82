"""What names and titles are sorted by: letters as a language has them, no article first."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_INITIAL_ARTICLES = {
    "af": "die ’n",
    "ca": "el la els les l’ un una",
    "cy": "y yr yr’",
    "da": "den det de en et",
    "de": "der die das ein eine",
    "el": "ο η το οι τα ένας μία μια ένα",
    "en": "the an a",
    "es": "el la los las un una",
    "fr": "le la les un une l’",
    "ga": "an na",
    "gl": "o a os as un unha",
    "hu": "a az egy",
    "it": "il lo la gli i le un uno una l’ un’",
    "nb": "den det de en et ei",
    "nl": "de het een ’t",
    "nn": "den det dei ein ei eit",
    "no": "den det de en et ei",
    "pt": "o a os as um uma",
    "ro": "un o",
    "sv": "den det de en ett",
}
"""
Words before a title that catalogs pass over, by language; one with an apostrophe at its
end stands without a space. Languages that are not here keep all their words.
"""
_PREFIXES = {
    "ar": r"ال(?=\w{3})(?!ت(?:زام|باس|حاق|ماس|فاف|قاط|قاء|ئام|هاب|واء)|كترون|مان|كس|يز)"
}
"""
An article that is one with its word: patterns of it, but for words that begin so
without having one.
"""


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Strip accents and case, so that Ö stands with O."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def collation_key(title: str, language: str, among: str = "") -> str:
    """
    Give what *title*, which is in *language*, is sorted by: `The Dam` stands with D.

    A list in a language, *among*, is sorted as that has it, and letters of that stand
    first; one in none has each title by its own. Signs before the first word count for
    nothing.
    """
    from commentariat.archive.order import (
        order_of,  # what changes nothing sorts nothing
    )

    rest = without_article(title, language)
    return order_of(among or language, is_own=bool(among)).key(rest)


def name_key(name: str, among: str) -> str:
    """Give what *name* is sorted by in a list in a language; in none, by the root order."""
    from commentariat.archive.order import order_of

    return order_of(among, is_own=True).key(name)


def family_key(family: str, name: str, among: str) -> tuple[str, str]:
    """Give what a *name* is sorted by whose *family* name counts first, accents last."""
    from commentariat.archive.order import order_of

    order = order_of(among, is_own=True)
    return order.letters(family), order.key(name)


def initial(text: str, among: str) -> str:
    """Tell under which letter of a list *text* stands: a large one, `#` for no letter."""
    from commentariat.archive.order import order_of

    return order_of(among, is_own=True).initial(text)


def without_article(title: str, language: str) -> str:
    """
    Leave out what stands before the word that *title* is sorted by.

    A title that is an article and nothing else is left alone.
    """
    return _opening(language.partition("-")[0]).sub("", title, count=1) or title


@cache
def _opening(language: str) -> re.Pattern[str]:
    """Match all that stands before the word that a title in *language* is sorted by."""
    words = _INITIAL_ARTICLES.get(language, "").split()
    spaced = "|".join(_either(word) for word in words if not word.endswith("’"))
    elided = "|".join(word[:-1] for word in words if word.endswith("’"))
    ways = [rf"(?:{spaced})\s"] * bool(spaced) + [rf"(?:{elided})['’]"] * bool(elided)
    article = rf"(?:(?:{'|'.join(ways)})[\W_]*(?=[^\W_]))?" if ways else ""
    article = rf"(?:{_PREFIXES[language]})?" if language in _PREFIXES else article
    return re.compile(rf"^[\W_]*{article}", re.IGNORECASE)


def _either(word: str) -> str:
    """Give the pattern of *word*; an apostrophe before it is among signs by then."""
    return f"(?<=['’]){word[1:]}" if word[0] == "’" else word
