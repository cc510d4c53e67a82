"""Names that may be one, found without comparing each with all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from commentariat.authority.people import SHORTEST_TYPO
from commentariat.authority.person_names import PersonName, Word

_LARGEST: Final = 400
"""Names under one key; of more, their neighbors in the order of letters are compared."""
_NEIGHBORS: Final = 40
_INITIALS, _SLIP = "initials", "slip"

Key = tuple[str, ...]
_Place = tuple[int, bool, str]
"""Of a name, whether it has initials, and the word that the key was made of."""


def pair_people(people: Sequence[PersonName]) -> set[tuple[int, int]]:
    """
    List pairs of places in *people* that may be one; near-linear in their number.

    Two names are compared where a word of both sounds alike and another begins alike,
    where a word is the same but for a letter, and where all letters are the same.
    """
    blocks: dict[Key, list[_Place]] = {}
    for n, person in enumerate(people):
        for key, has_initials, text in set(_keys(person)):
            blocks.setdefault(key, []).append((n, has_initials, text))
    pairs: set[tuple[int, int]] = set()
    for key, found in blocks.items():
        if len(found) > 1:
            pairs.update(_pairs_in(key[0], found, people))
    return pairs


def _pairs_in(
    kind: str, found: list[_Place], people: Sequence[PersonName]
) -> Iterator[tuple[int, int]]:
    reach = len(found)
    if reach > _LARGEST:
        found = sorted(found, key=lambda one: people[one[0]].name)
        reach = _NEIGHBORS
    for place, (a, a_short, a_text) in enumerate(found):
        for b, b_short, b_text in found[place + 1 : place + 1 + reach]:
            if a == b or (kind == _INITIALS and not (a_short or b_short)):
                continue
            if kind == _SLIP and a_text == b_text:
                continue  # the same word, by which others are found
            yield (a, b) if a < b else (b, a)


def _keys(person: PersonName) -> Iterator[tuple[Key, bool, str]]:
    for reading in person.readings:
        whole = reading.whole
        has_initials = len(whole) < len(reading.words)
        if len(reading.words) == 1:
            yield ("one", reading.words[0].skeleton), has_initials, ""
        for word in whole:
            for other in reading.words:
                if other is not word:
                    yield from _keys_of(word, other, has_initials=has_initials)
        yield ("all", _letters(whole)), has_initials, ""


def _keys_of(
    word: Word, other: Word, *, has_initials: bool
) -> Iterator[tuple[Key, bool, str]]:
    """Give the keys of a *word* beside an *other* of the name, which may be an initial."""
    begin = other.skeleton[:1] or "*"
    yield (_INITIALS, word.skeleton, begin), has_initials, ""
    if not other.is_initial:
        begin = other.skeleton[:2]
        yield ("words", word.skeleton, begin), has_initials, ""
    for cut in _cuts(word.text):
        yield (_SLIP, cut, begin), has_initials, word.text


def _cuts(text: str) -> Iterable[str]:
    """Give *text*, and what is left of it without one letter: the same for a slip."""
    if len(text) < SHORTEST_TYPO:
        return ()
    return {text, *(text[:n] + text[n + 1 :] for n in range(len(text)))}


def _letters(words: Iterable[Word]) -> str:
    return "".join(sorted("".join(word.text for word in words)))
