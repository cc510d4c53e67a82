"""Two names of people compared: whether one person may have both, and by what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import product
from typing import Final

import msgspec
from rapidfuzz.distance import OSA, Indel

from commentariat.authority.kinds import DoubleKind
from commentariat.authority.person_names import PersonName, Reading, Word
from commentariat.authority.romanize import skeleton


class _Grade(IntEnum):
    """How two words of names are alike, the surest first."""

    SAME = 0
    SMOOTH = 1
    SOUND = 2
    LETTER = 3
    INITIAL = 4


class Match(msgspec.Struct, frozen=True):
    """What speaks for one person under two names, as far as names tell."""

    kind: DoubleKind
    odds: float
    """Logarithm of the odds that they are one."""


SURE: Final = 5.0
"""Odds of the same words."""
_LEAST_ALIKE: Final = 0.6
_LEAST_SOUND: Final = 0.8
_LEAST_CUT: Final = 0.9
SHORTEST_TYPO: Final = 3
"""Letters of a word in which one may be wrong."""
_FATHERS: Final = re.compile("(?:[oe]v[iy]c[hz]?|[oei]vna|ic[hz]?na|iv?vna|evic)$")
"""What names of fathers end in, which stand behind the given name."""
_VOWELS: Final = frozenset("aeiou")
_COSTS: Final = {
    DoubleKind.ORDER: 1.5,
    DoubleKind.SPACING: 1.5,
    DoubleKind.BYLINE: 0.3,
    DoubleKind.TITLE: 0.3,
    DoubleKind.POST: 0.5,
    DoubleKind.MIDDLE: 2.5,
    DoubleKind.FAMILY: 4.0,
}
_BEGINNINGS: Final = ("yij", "ye")
"""Letters that romanizations of one begin with: `Yekaterina`, `Ekaterina`."""
_WIDE_BEGINNINGS: Final = ("aeiouy", "kqc", "vw", "gh", "fp", "zsj", "cstz", "uwo")
"""The same, where a name stands in another script."""


def compare_people(one: PersonName, other: PersonName) -> Match | None:
    """Compare two names in each way to read them; None where they cannot be one."""
    if one.generation and other.generation and one.generation != other.generation:
        return None
    found = [
        match
        for a, b in product(one.readings, other.readings)
        if (match := _compare_readings(a, b))
    ]
    if not found:
        return None
    best = max(found, key=lambda match: match.odds)
    kind, odds = best.kind, best.odds
    for differs, about in (
        (one.is_by != other.is_by, DoubleKind.BYLINE),
        (one.is_titled != other.is_titled, DoubleKind.TITLE),
        (one.is_placed != other.is_placed, DoubleKind.POST),
    ):
        if differs:
            odds -= _COSTS[about]
            kind = about if kind is DoubleKind.WORDS else kind
    if one.generation != other.generation:
        odds -= 1.5
    if one.bracket and other.bracket and one.bracket != other.bracket:
        odds -= 2
    return Match(kind, odds)


def contradict(one: PersonName, other: PersonName) -> bool:
    """Tell whether nobody has both names: each has a word that is nothing of the other."""
    if one.generation and other.generation and one.generation != other.generation:
        return True
    sure = [
        [reading for reading in name.readings if not reading.is_doubtful]
        for name in (one, other)
    ]
    return all(sure) and all(_is_apart(a, b) for a, b in product(*sure))


def _is_apart(one: Reading, other: Reading) -> bool:
    """Tell whether each reading has a word that nothing left of the other is near."""
    left, right = list(enumerate(one.words)), list(enumerate(other.words))
    for _ in _pair_off(left, right):
        pass
    if not left or not right:
        return False
    if all(_is_near_any(word, right) for _, word in left):
        return False
    if all(_is_near_any(word, left) for _, word in right):
        return False
    own, joined = ("".join(word.smooth for word in r.words) for r in (one, other))
    # `Xiao Ming` and `Xiaoming` are cut in other ways.
    return Indel.normalized_similarity(sorted(own), sorted(joined)) <= _LEAST_CUT


def _is_near_any(word: Word, others: Sequence[tuple[int, Word]]) -> bool:
    return any(_is_near(word, other) for _, other in others)


def _is_near(one: Word, other: Word) -> bool:
    if one.is_initial or other.is_initial:
        return _begins(one, other)
    are_written = one.has_vowels and other.has_vowels
    if one.skeleton == other.skeleton and len(one.skeleton) > 1 + are_written:
        return True
    return Indel.normalized_similarity(one.smooth, other.smooth) >= _LEAST_ALIKE


def _compare_readings(one: Reading, other: Reading) -> Match | None:
    left, right = list(enumerate(one.words)), list(enumerate(other.words))
    pairs = sorted(_pair_off(left, right))
    if left and right:
        return _compare_joined(one, other)
    if (left or right) and (one.is_doubtful or other.is_doubtful):
        return None
    if not _are_enough(one, other, pairs):
        return None
    costs = [_cost(one.words[a], other.words[b], grade) for a, b, grade in pairs]
    if sum(kind is DoubleKind.LETTER for _, kind in costs) > 1:
        return None
    if one.is_turned != other.is_turned:
        costs.append((_COSTS[DoubleKind.TITLE], DoubleKind.ORDER))
    places = [b for _, b, _ in pairs]
    if places != sorted(places):
        costs.append((_COSTS[DoubleKind.ORDER], DoubleKind.ORDER))
    if cost := _cost_of_initials(one, other, pairs):
        costs.append(cost)
    if left:
        costs.append(_cost_of_more(one, [n for n, _ in left]))
    elif right:
        costs.append(_cost_of_more(other, [n for n, _ in right]))
    kind = max((kind for cost, kind in costs if cost), key=_rank, default=_ALIKE)
    return Match(kind, SURE - sum(cost for cost, _ in costs))


_ALIKE: Final = DoubleKind.WORDS
_Cost = tuple[float, DoubleKind]
_Pairs = Sequence[tuple[int, int, "_Grade"]]


def _are_enough(one: Reading, other: Reading, pairs: _Pairs) -> bool:
    """Tell whether what two readings share may be all that tells a person."""
    if len(pairs) < 2:
        is_alone = len(one.words) == len(other.words) == 1
        return is_alone and bool(pairs) and pairs[0][2] is not _Grade.INITIAL
    whole = [
        (a, b)
        for a, b, _ in pairs
        if not (one.words[a].is_initial or other.words[b].is_initial)
    ]
    if len(whole) != 1:
        return bool(whole)
    ((a, b),) = whole
    if not (_may_be_family(one, a) and _may_be_family(other, b)):
        return False
    # `Ann L.` is not `Ann Lee`, whose family name stands last.
    is_first = a == b == 0
    return not (is_first and one.words[0].has_vowels and other.words[0].has_vowels)


def _may_be_family(reading: Reading, place: int) -> bool:
    last = len(reading.words) - 1
    return place == last or (not reading.is_family_last and place == 0)


def _cost_of_initials(one: Reading, other: Reading, pairs: _Pairs) -> _Cost | None:
    """Tell what it costs that initials are all that is known of given names."""
    found = [(one.words[a], other.words[b]) for a, b, _ in pairs]
    if any(a.is_initial != b.is_initial for a, b in found):
        return 3.0 - 0.8 * (len(pairs) > 2), DoubleKind.INITIALS
    if sum(not a.is_initial for a, _ in found) == 1 and len(pairs) > 1:
        return 2.0, _ALIKE
    return None


def _cost_of_more(long: Reading, more: Sequence[int]) -> _Cost:
    """Tell what words of one name alone cost, at these places of the *long* one."""
    used = [n for n in range(len(long.words)) if n not in more]
    is_between = used[0] < more[0] and more[-1] < used[-1]
    if is_between or all(_FATHERS.search(long.words[n].text) for n in more):
        kind = DoubleKind.MIDDLE
    else:
        kind = DoubleKind.FAMILY
    cost = _COSTS[kind] + 0.7 * (len(more) - 1)
    return cost - all(long.words[n].is_initial for n in more), kind


_RANKS: Final = {kind: n for n, kind in enumerate(DoubleKind)}


def _rank(kind: DoubleKind) -> int:
    return _RANKS[kind]


def _pair_off(
    left: list[tuple[int, Word]], right: list[tuple[int, Word]]
) -> Iterator[tuple[int, int, _Grade]]:
    """Pair the words of two readings, the surest first; leave what has no pair."""
    found = [
        (grade, a, b)
        for a in left
        for b in right
        if (grade := _grade(a[1], b[1])) is not None
    ]
    found.sort(key=lambda one: (one[0], one[1][0], one[2][0]))
    for grade, a, b in found:
        if a in left and b in right:
            left.remove(a)
            right.remove(b)
            yield a[0], b[0], grade


def _grade(one: Word, other: Word) -> _Grade | None:
    if one.is_initial or other.is_initial:
        if one.is_initial and other.is_initial and one.text == other.text:
            return _Grade.SAME
        return _Grade.INITIAL if _begins(one, other) else None
    if one.text == other.text:
        return _Grade.SAME
    if one.smooth == other.smooth:
        return _Grade.SMOOTH
    a, b = one.text, other.text
    is_slip = (
        min(len(a), len(b)) >= SHORTEST_TYPO
        and abs(len(a) - len(b)) < 2
        and OSA.distance(a, b, score_cutoff=1) == 1
    )
    if is_slip and one.has_vowels and other.has_vowels:
        # A vowel is no matter of romanization where all else is the same.
        is_sound = _vowels(one.smooth) == _vowels(other.smooth)
        return _Grade.SOUND if is_sound and _sound_alike(one, other) else _Grade.LETTER
    if _sound_alike(one, other):
        return _Grade.SOUND
    return _Grade.LETTER if is_slip else None


def _sound_alike(one: Word, other: Word) -> bool:
    if one.has_vowels != other.has_vowels:
        return _sound_unwritten(*(one, other) if one.has_vowels else (other, one))
    if one.skeleton != other.skeleton:
        return False
    if one.has_vowels:
        return len(one.skeleton) > 1 and (
            _vowels(one.smooth) == _vowels(other.smooth)
            or Indel.normalized_similarity(one.smooth, other.smooth) >= _LEAST_SOUND
        )
    return len(one.skeleton) > 1 or min(len(one.text), len(other.text)) > 2


def _sound_unwritten(one: Word, other: Word) -> bool:
    """Tell whether *one* may be an *other* of a script that writes few vowels or others."""
    if one.skeleton != other.skeleton and (
        "w" not in one.text[1:]
        or skeleton(one.text[0] + one.text[1:].replace("w", "")) != other.skeleton
    ):
        return False
    if len(other.skeleton) < 2 and min(len(one.text), len(other.text)) < 3:
        return False
    are_written = _has_vowel(one.text) and _has_vowel(other.text)
    return (
        not are_written
        or Indel.normalized_similarity(one.smooth, other.smooth) >= _LEAST_ALIKE
    )


def _has_vowel(text: str) -> bool:
    return any(one in _VOWELS for one in text)


def _vowels(text: str) -> str:
    return "".join(one for one in text if one in _VOWELS)


def _begins(one: Word, other: Word) -> bool:
    """Tell whether one of two words may be the initial of the other."""
    short, long = (one, other) if one.is_initial else (other, one)
    if long.is_initial and len(long.text) < len(short.text):
        short, long = long, short
    if long.text.startswith(short.text):
        return True
    if len(short.text) > 1 and long.smooth.startswith(short.smooth):
        return True
    are_latin = short.has_vowels and long.has_vowels
    if are_latin and len(short.text) > 1:
        return False
    a, b = short.text[0], long.text[0]
    groups = _BEGINNINGS if are_latin else _WIDE_BEGINNINGS
    return any(a in group and b in group for group in groups)


def _cost(one: Word, other: Word, grade: _Grade) -> tuple[float, DoubleKind]:
    if grade is _Grade.SMOOTH:
        return 1.0, DoubleKind.ROMANIZED
    if grade is _Grade.SOUND:
        if one.has_vowels and other.has_vowels:
            is_alike = _vowels(one.smooth) == _vowels(other.smooth)
            return 1.5 if is_alike else 3.0, DoubleKind.ROMANIZED
        return 1.5 + 1.0 * (len(one.skeleton) < 3), DoubleKind.ROMANIZED
    if grade is _Grade.LETTER:
        short = min(len(one.text), len(other.text))
        cost = 3.0 + 0.7 * sum(short < n for n in (6, 5, 4))
        return cost + 1.5 * (one.text[0] != other.text[0]), DoubleKind.LETTER
    return 0.0, DoubleKind.WORDS


def _compare_joined(one: Reading, other: Reading) -> Match | None:
    """Compare names whose words are cut in another way: `Xiao Ming`, `Xiaoming`."""
    a, b = ["".join(word.text for word in r.words) for r in (one, other)]
    if len(a) != len(b) or len(a) < 5 or any(w.is_initial for w in one.words):
        return None
    if a == b:
        return Match(DoubleKind.SPACING, SURE - _COSTS[DoubleKind.SPACING])
    ends = [w.text for w in (*one.words, *other.words)]
    if b in a + a and any(b == a[len(w) :] + a[: len(w)] for w in ends):
        odds = SURE - _COSTS[DoubleKind.SPACING] - _COSTS[DoubleKind.ORDER]
        return Match(DoubleKind.SPACING, odds)
    return None
