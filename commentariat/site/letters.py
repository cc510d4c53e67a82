"""Names and titles in order: what they are sorted by, which letter they go under."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial

from commentariat.archive.collation import (
    family_key,
    name_key,
    plain,
    without_article,
)
from commentariat.archive.model import Article
from commentariat.archive.slugs import slugify
from commentariat.citations.model import Name

DIGITS = "0-9"
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "ed", "phd", "md"})


@lru_cache(maxsize=65536)
def person_order(name: str, language: str) -> tuple[str, str]:
    """Sort persons by their last name, then by the whole name, as *language* does."""
    return family_key(last_name(name), name, language)


def last_name(name: str) -> str:
    """Give the last word of *name*, but `Jr.` and the like."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and words[-1].strip(".").lower() in _SUFFIXES:
        words.pop()
    return words[-1] if words else name


def letter_slug(letter: str) -> str:
    """Part of an address for an `initial`: ASCII, the same on every system."""
    return DIGITS if letter == "#" else slugify(letter)


def letter_of(article: Article) -> str:
    """Tell under which letter *article* is listed where it has no date, as its slug."""
    return letter_slug(first_letter(article))


def first_letter(article: Article) -> str:
    """
    Give the first letter of the title of *article*, large and without accents.

    Addresses are made of it, so it is the same in every list.
    """
    for character in plain(without_article(article.title, article.language)):
        if character.isalpha():
            return character.upper()
        if character.isdigit():
            return "#"
    return "#"


def letters_of(articles: Iterable[Article]) -> list[str]:
    """List the first letters of *articles* in the root order, which is of no language."""
    letters = {first_letter(one) for one in articles}
    return sorted(letters, key=partial(name_key, among=""))


def label_of(slug: str, articles: Iterable[Article]) -> str:
    """
    Call what *articles* are listed under, all of them at the address of *slug*.

    Where several letters share an address, it is all of these; of Han characters, which
    are many, it is the sound.
    """
    letters = letters_of(articles)
    if slug == DIGITS or any(one >= "\u3400" for one in letters):
        return slug.upper()
    return ", ".join(letters)


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
