"""Names and titles in order: what they are sorted by, which letter they go under."""

from __future__ import annotations

from functools import lru_cache

from commentariat.archive.collation import collation_key, plain
from commentariat.archive.model import Article
from commentariat.archive.slugs import slugify
from commentariat.citations.model import Name

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "ed", "phd", "md"})


@lru_cache(maxsize=65536)
def name_key(name: str) -> tuple[str, str]:
    """Sort persons by their last name, then by the whole name."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and words[-1].strip(".").lower() in _SUFFIXES:
        words.pop()
    last = words[-1] if words else name
    return (plain(last), plain(name))


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


def letter_of(article: Article) -> str:
    """Tell under which letter *article* is listed where it has no date, as its slug."""
    return letter_slug(initial(collation_key(article.title, article.language)))


def initials_of(name: Name) -> str:
    """
    Take the first letters of a person's given and family *name*.

    Only one of an institution, and where letters are not of two cases: joined, they
    would make a word.
    """
    parts = (name.given, name.family) if name.given else (name.family,)
    letters = [next(filter(str.isalpha, part), "") for part in parts]
    if any(one.upper() == one.lower() for one in letters):
        return letters[0]
    return "".join([one.upper()[:1] for one in letters])
