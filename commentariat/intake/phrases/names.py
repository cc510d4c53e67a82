"""What a person's name looks like, and how names stand in a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import msgspec

from commentariat.intake.phrases.wordlists import word_set

_LONGEST_NAME: Final = 7  # words
_LONGEST_CASELESS: Final = 5  # words, in a script without capitals
_LONGEST_LINE: Final = 600  # characters of a line of authors

_NEAR: Final = 120  # characters
_BEGINNING: Final = 100  # characters that hold the name a text begins with
_LONGEST_NAMED: Final = 120  # characters of a line that is one person's name

PARTICLES: Final = word_set(
    "al el ul ibn bin bint abu de del della der den di da do dos du van von zu zur le "
    "la las los ter ten y e af av ben ould"
)
_CONNECTORS: Final = frozenset({"of", "for", "and", "the", "on", "in", "&"})
"""Lower-case words in the name of an institution that signs as an author."""
_SUFFIXES: Final = word_set("jr sr ii iii iv ed eds esq md phd m.d ph.d et al trans")
# Not `Can`, `Will`, `An` or `Do`, which are first names too.
_NOT_FIRST: Final = word_set(
    "a and as at but by does for from how if in is it its not of on or our should "
    "source sources that the these they this to was we what when where which who why "
    "with yes no notes"
)
HONORIFICS: Final = word_set(
    "dr mr mrs ms mx prof professor sir dame lord ambassador amb general gen admiral "
    "colonel col lt major senator sen rep judge minister president rev"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'‘.·][^\W\d_]+)*[.’']?")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_SPLIT: Final = re.compile(r"\s*[,،]\s+|\s*،\s*")
_AND: Final = re.compile(r",?\s+(?:and|&|und|et|и|y)\s+")
_NOT_OF_NAMES: Final = (".”", "?", "!", ":", ";")
"""How lines of authors do not end: `“It is a habit.”`"""
_EDGES: Final = ".,;:()[]*_“”\"'’‘—–-"
"""Marks that stand beside a name and are none of it."""
_COMMAS: Final = ",،"
_ELLIPSIS: Final = frozenset({"…", "...", "et al.", "et al"})


def fold(text: str) -> str:
    """Fold case, accents and white space, to compare what people mean."""
    if not text.isascii():
        text = _FOREIGN.sub(_drop_accents, unicodedata.normalize("NFKD", text))
    return " ".join(text.casefold().split())


def _drop_accents(run: re.Match[str]) -> str:
    """Drop the marks that combine; letters are none of them."""
    if run[0].isalpha():
        return run[0]
    return "".join(letter for letter in run[0] if not unicodedata.combining(letter))


def is_name(text: str) -> bool:
    """Whether *text* looks like one person's name: capitals, initials, particles."""
    words = text.split()
    if not 0 < len(words) <= _LONGEST_NAME or fold(words[0]) in _NOT_FIRST:
        return False
    if len(words) > _LONGEST_CASELESS and text.lower() == text.upper():
        return False  # without capitals, length is all there is to go by
    return all(map(_is_name_word, words)) and words[-1] not in PARTICLES


@lru_cache(maxsize=8192)
def _is_name_word(word: str) -> bool:
    bare = word.strip(',()“”"')
    if bare.endswith("."):
        is_short = len(bare) <= 3 or bare.rstrip(".").lower() in _SUFFIXES | HONORIFICS
        if not (is_short or bare.count(".") > 1):
            return False
    if _WORD.fullmatch(bare) is None:
        return False
    return _is_capital(bare) or bare in PARTICLES or _has_inner_capital(bare)


def _has_inner_capital(word: str) -> bool:
    """Whether a capital follows a particle: `al-Haddad`, `d’Este`."""
    head, _, tail = word.replace("’", "-").replace("'", "-").partition("-")
    return len(head) <= 3 and _is_capital(tail)


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital, or its script has none."""
    first = word[:1]
    return first.isupper() or first.istitle() or first.lower() == first.upper() != ""


def is_author_line(text: str) -> bool:
    """Whether a line holds nothing but names, or institutions that sign as one."""
    if len(text) > _LONGEST_LINE or text.endswith(_NOT_OF_NAMES):
        return False
    authors = split_authors(text)
    return bool(authors) and all(map(_is_author, authors))


@lru_cache(maxsize=8192)  # the same people sign line after line
def _is_author(text: str) -> bool:
    name = strip_suffix(text)
    if is_name(name):
        return True
    words = name.split()
    if not 1 < len(words) <= 9 or fold(words[0]) in _NOT_FIRST:
        return False
    return words[-1] not in _CONNECTORS and all(
        _is_name_word(word) or word in _CONNECTORS for word in words
    )


def split_authors(line: str) -> tuple[str, ...]:
    """
    Split a line of authors at its commas: `Hala Brandt, ed., Jo Ost, Jr.` are two.

    An ellipsis, which stands for authors left out, is not one of them.
    """
    authors: list[str] = []
    line = line.strip().rstrip(_COMMAS)
    for part in _SPLIT.split(line) if "," in line or "،" in line else [line]:
        if not part or part in _ELLIPSIS:
            continue
        if authors and _is_suffix(part):
            authors[-1] += f", {part}"
        else:
            authors.append(part.removesuffix(" …").removesuffix("…") or part)
    return tuple(authors)


def split_byline(line: str) -> tuple[str, ...]:
    """Split `A, B, and C` into its names."""
    return tuple(
        name for part in _AND.split(line.strip()) for name in split_authors(part)
    )


def _is_suffix(part: str) -> bool:
    return part.lower().rstrip(".").strip("()") in _SUFFIXES


def strip_suffix(name: str) -> str:
    """Drop `, Jr.`, `, ed.` and the like from a name."""
    head, comma, tail = name.rpartition(",")
    while comma and _is_suffix(tail.strip()):
        name = head
        head, comma, tail = name.rpartition(",")
    return name


class Person(msgspec.Struct, frozen=True):
    """A person known by name, and the words by which a text may mean them."""

    name: str
    words: tuple[str, ...]
    """Folded, without suffixes and initials."""


@lru_cache(maxsize=8192)
def know_person(name: str) -> Person:
    return Person(name, tuple(_name_words(strip_suffix(name[:_LONGEST_LINE]))))


def _name_words(text: str) -> list[str]:
    """Fold the words of a name; initials go, for they come and go on the pages."""
    words = [_bare_word(word) for word in text.split()]
    return [word for word in words if len(word) > 1] or words


@lru_cache(maxsize=8192)
def _bare_word(word: str) -> str:
    word = fold(word).strip(_EDGES)
    return word.removesuffix("’s").removesuffix("'s")


def find_named(line: str, people: Sequence[Person]) -> Person | None:
    """Find the one of *people* whose name, and nothing else, stands in *line*."""
    if (
        len(line) > _LONGEST_NAMED
        or not people
        or (line.isupper() and line != line.lower())
    ):
        return None  # capitals are how letters are signed
    words = tuple(_name_words(strip_suffix(line)))
    while len(words) > 2 and words[0] in HONORIFICS:
        words = words[1:]
    return next((one for one in people if _is_same(one.words, words)), None)


def may_begin_with(text: str, people: Sequence[Person]) -> bool:
    """Whether the first of names in *text* could be one of *people*, quickly told."""
    folded = _fold_beginning(text)
    return any(not one.words or one.words[-1] in folded for one in people)


def may_speak_of(text: str, people: Sequence[Person]) -> bool:
    """Whether a word of a name of *people* could stand first in *text*, quickly told."""
    folded = _fold_beginning(text)
    return any(_bare_surname(word) in folded for one in people for word in one.words)


@lru_cache(maxsize=16)  # one text is asked about several times in a row
def _fold_beginning(text: str) -> str:
    return fold(text[: _LONGEST_NAMED + 1])


def _is_same(known: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """Whether two names are one: but for a name in the middle, or a nickname."""
    if known == found:
        return True
    short, long = sorted((known, found), key=len)
    if len(short) < 2 or len(long) - len(short) not in (1, 2):
        return False
    return (short[0], short[-1]) == (long[0], long[-1]) and set(short) <= set(long)


def find_mentioned(text: str, people: Sequence[Person]) -> Person | None:
    """Find the one of *people* whose surname stands near the beginning of *text*."""
    words = {_bare_word(word) for word in text[:_NEAR].split()}
    return next(
        (one for one in people if len(one.words) > 1 and one.words[-1] in words), None
    )


def find_beginning(text: str, people: Sequence[Person]) -> Person | None:
    """Find the one of *people* with whose full name or surname *text* begins."""
    words = _first_words(text[:_BEGINNING])
    for person in people:
        if person.words and words[: len(person.words)] == person.words:
            return person
    for person in people:
        for count in range(1, len(person.words)):
            if words[:count] == person.words[-count:]:
                return person
        if words and person.words and words[0] == _bare_surname(person.words[-1]):
            return person
    return None


def _bare_surname(word: str) -> str:
    """Drop the article from a surname: `al-Haddad` may be called `Haddad`."""
    particle, hyphen, rest = word.partition("-")
    return rest if hyphen and particle in PARTICLES else word


def begins_with_full_name(text: str, people: Sequence[Person]) -> bool:
    if not text[:1].isalpha() or text[0].islower():
        return False
    words = _first_words(text[:_BEGINNING])
    return any(
        len(person.words) > 1 and words[: len(person.words)] == person.words
        for person in people
    )


@lru_cache(maxsize=16)  # one text is asked about several times in a row
def _first_words(beginning: str) -> tuple[str, ...]:
    raw = beginning.replace("—", " ").split(maxsplit=_LONGEST_NAME)
    words = [_bare_word(word) for word in raw[:_LONGEST_NAME]]
    while words and words[0] in HONORIFICS:
        words = words[1:]
    return tuple([word for word in words if len(word) > 1])


def leading_name(text: str) -> str | None:
    """Take the name with which a sentence begins: two or more capitalized words."""
    found: list[str] = []
    for word in text[:160].split()[:_LONGEST_NAME]:
        bare = word.rstrip(",:")
        is_part = _is_name_word(bare) and (found or fold(bare) not in _NOT_FIRST)
        if not is_part:
            break
        found.append(bare)
        if bare != word:
            break
    while found and not _is_capital(found[-1]):
        found.pop()
    return " ".join(found) if len(found) > 1 else None
