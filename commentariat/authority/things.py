"""Names of things compared: regions, topics, centers, whatever is no person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import msgspec
from rapidfuzz.distance import OSA

from commentariat.archive.collation import plain, without_article
from commentariat.authority.kinds import DoubleKind
from commentariat.authority.words import Rarity

_SHORTEST: Final = 4
"""Letters of a word in which one may be wrong."""
_SHORTEST_UNKNOWN: Final = 5
"""The same where neither word is known."""
_IN_USE: Final = 3
"""So many times rarer is a slip that no list of words tells."""
_HARDLY: Final = 10
"""And so many times where a list has the rare word as well: `Public Heath`."""
_RARER: Final = 150
"""Centibels by which that must be rarer in all texts: 30 times."""
_WORD: Final = re.compile(r"[^\W_]+")
_BRACKETS: Final = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*$")
_COMMA: Final = re.compile(r"^([^,]+), ([^,]+)$")
_ACRONYM: Final = re.compile(r"[^\W\d_]{3,7}")
_SMALL: Final = frozenset("of the and for on in de la du des der die und et y".split())
# Ways to write a word that no reader takes for two.
_WAYS: Final = (
    (re.compile("(?<=[a-z]{3})is(?=(?:e[ds]?|ing|ations?|ers?)$)"), "iz"),
    (re.compile("(?<=[a-z]{3})our(?=(?:s|ed|ing|al|ed)?$)"), "or"),
    (re.compile("(?<=[a-z]{3})ence$"), "ense"),
    (re.compile("(?<=[a-z]{3})tre(?=s?$)"), "ter"),
    (re.compile("(?<=[a-z]{3})ogue(?=s?$)"), "og"),
    (re.compile("^programme(?=s?$)"), "program"),
    (re.compile("(?:ä|ae)"), "a"),
    (re.compile("(?:ö|oe)"), "o"),
    (re.compile("(?:ü|ue)"), "u"),
)
_PLURALS: Final = (
    (re.compile("(?<=[a-z]{3})ies$"), "y"),
    (re.compile("(?<=[a-z]{2}[hsxz])es$"), ""),
    (re.compile("(?<=[a-z]{2}[^s])s$"), ""),
)


class Thing(msgspec.Struct, frozen=True):
    """A name, and the articles that have it."""

    name: str
    count: int
    is_filed: bool = False
    """It has a term file."""


class Pair(msgspec.Struct, frozen=True):
    """Two names, by their places, of one thing."""

    a: int
    b: int
    """The one to keep."""
    kind: DoubleKind
    score: float


@lru_cache(maxsize=1 << 15)
def words_in(name: str) -> tuple[str, ...]:
    """
    Give the words of *name* as others are compared with them.

    Case, accents, signs, `&`, an article before it and its acronym behind it are
    nothing that two things differ in.
    """
    name = _COMMA.sub(r"\2 \1", name) if _COMMA.match(name) else name
    found = _BRACKETS.search(name)
    if found and _is_acronym(found[1], name[: found.start()]):
        name = name[: found.start()]
    text = plain(without_article(name.replace("&", " and ").replace("’", "'"), "en"))
    return tuple(_WORD.findall(text.replace("'", "")))


def _is_acronym(text: str, name: str) -> bool:
    letters = plain(text).replace(".", "").strip()
    return bool(letters) and letters in _acronyms(_WORD.findall(plain(name)))


def _acronyms(words: Sequence[str]) -> set[str]:
    """Give what the initials of *words* come to, with small words and without."""
    large = [word for word in words if word not in _SMALL]
    return {"".join(word[0] for word in some) for some in (words, large) if some}


def pair_things(things: Sequence[Thing], rarity: Rarity) -> list[Pair]:
    """List the names among *things* that may be another's; near-linear in their number."""
    words = [words_in(thing.name) for thing in things]
    best: dict[int, Pair] = {}
    for a, b, kind, score in _find(things, words, rarity):
        pair = Pair(a, b, kind, score)
        known = best.get(a)
        if known is None or (score, things[b].count) > (
            known.score,
            things[known.b].count,
        ):
            best[a] = pair
    return sorted(
        best.values(), key=lambda one: (-one.score, things[one.a].name, one.b)
    )


_Found = tuple[int, int, DoubleKind, float]


def _find(
    things: Sequence[Thing], words: Sequence[tuple[str, ...]], rarity: Rarity
) -> Iterator[_Found]:
    places = [n for n, some in enumerate(words) if some]
    for group in _grouped(places, lambda n: [_joined(words[n])]):
        yield from _to_one(group, things, DoubleKind.SPELLING, 0.97)
    for group in _grouped(places, lambda n: [_singular(words[n])]):
        yield from _to_one(group, things, DoubleKind.NUMBER, 0.9)
    yield from _find_acronyms(things, words, places)
    yield from _find_slips(things, words, places, rarity)


def _to_one(
    group: list[int], things: Sequence[Thing], kind: DoubleKind, score: float
) -> Iterator[_Found]:
    keep = min(group, key=lambda n: _keep(things[n], n))
    yield from ((n, keep, kind, score) for n in group if n != keep)


def _keep(thing: Thing, place: int) -> tuple[bool, int, int]:
    return not thing.is_filed, -thing.count, place


def _grouped(
    places: Iterable[int], keys_of: Callable[[int], Iterable[object]]
) -> Iterator[list[int]]:
    """Put together the places that share a key; nothing stands alone."""
    groups: dict[object, list[int]] = {}
    for n in places:
        for key in keys_of(n):
            groups.setdefault(key, []).append(n)
    yield from (group for group in groups.values() if len(group) > 1)


def _joined(words: tuple[str, ...]) -> str:
    """Give *words* without the spaces between: `Cyber Security` and `Cybersecurity`."""
    return "".join(map(_usual, words))


@lru_cache(maxsize=1 << 15)
def _usual(word: str) -> str:
    if word.isascii() and not word.isalpha():
        return f"{word} "  # 1 and 1 are no 11
    for pattern, other in _WAYS:
        word = pattern.sub(other, word)
    return word


def _singular(words: tuple[str, ...]) -> str:
    return "".join(map(_usual, map(_one_of, words)))


@lru_cache(maxsize=1 << 15)
def _one_of(word: str) -> str:
    for pattern, other in _PLURALS:
        if pattern.search(word):
            return pattern.sub(other, word)
    return word


def _find_acronyms(
    things: Sequence[Thing], words: Sequence[tuple[str, ...]], places: Iterable[int]
) -> Iterator[_Found]:
    """Find a thing that goes by its initials, where no other has the same."""
    named: dict[str, set[int]] = {}
    for n in places:
        if len(words[n]) > 2:
            for letters in _acronyms(words[n]):
                named.setdefault(letters, set()).add(n)
    for n in places:
        name = things[n].name.replace(".", "")
        if _ACRONYM.fullmatch(name) and name.isupper():
            found = named.get(plain(name), set()) - {n}
            if len(found) == 1:
                yield n, found.pop(), DoubleKind.ACRONYM, 0.7


def _find_slips(
    things: Sequence[Thing],
    words: Sequence[tuple[str, ...]],
    places: Iterable[int],
    rarity: Rarity,
) -> Iterator[_Found]:
    seen: set[tuple[int, int]] = set()
    for group in _grouped(places, lambda n: set(_cuts(words[n]))):
        for place, a in enumerate(group):
            for b in group[place + 1 :]:
                if (a, b) in seen:
                    continue
                seen.add((a, b))
                one, other = _differing(words[a], words[b])
                if score := _score_slip(things[a], things[b], one, other, rarity):
                    yield a, b, DoubleKind.LETTER, score
                if score := _score_slip(things[b], things[a], other, one, rarity):
                    yield b, a, DoubleKind.LETTER, score


def _cuts(words: tuple[str, ...]) -> Iterator[object]:
    """Give the words with one cut short by a letter: a slip in one word shares such."""
    for n, word in enumerate(words):
        if len(word) >= _SHORTEST and word.isalpha():
            rest = (*words[:n], "", *words[n + 1 :])
            yield rest, word
            for at in range(len(word)):
                yield rest, word[:at] + word[at + 1 :]


def _differing(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str]:
    return next(((a, b) for a, b in zip(one, other, strict=True) if a != b), ("", ""))


def _score_slip(
    slip: Thing, right: Thing, word: str, other: str, rarity: Rarity
) -> float:
    """Tell how likely *word* is a slip for *other*; 0: they are two."""
    if not word or OSA.distance(word, other) != 1 or _one_of(word) == _one_of(other):
        return 0.0
    if slip.is_filed:
        return 0.0
    own, usual = rarity(word), rarity(other)
    if own is not None:  # Iraq is no slip for Iran
        is_rarer = usual is not None and own - usual >= _RARER
        return 0.8 * (is_rarer and slip.count * _HARDLY <= right.count)
    if usual is not None:
        return 0.95 * (slip.count <= right.count)
    is_rare = slip.count * _IN_USE <= right.count
    return 0.85 * (is_rare and min(len(word), len(other)) >= _SHORTEST_UNKNOWN)
