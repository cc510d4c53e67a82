"""Lost spaces that a capital shows: `theEU`, `UnitedStates`, `NATOmembers`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.scope import Scope

_ACRONYM = re.compile(r"([A-ZÀ-ÞЀ-ЯҐ]{2,6})([a-zß-ÿа-џґ]{4,})")
_INITIAL = re.compile(r"[^\W\d_][^\WA-ZЀ-ЯҐ\d_]*")
_SCRIPTS = re.compile(r"([Ѐ-џҐґ]+)([A-Za-zÀ-ÖØ-öø-ɏ]+)|([A-Za-zÀ-ÖØ-öø-ɏ]+)([Ѐ-џҐґ]+)")
"""Cyrillic letters and Latin ones in one word."""
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
_AT_HOME = 1.0
"""In powers of ten: so much commoner a word is in the language that it is of."""
_JOINED = 3
"""Letters of the shortest of two names whose capital is the only sign of a space."""
_LONG = 5
"""Letters of a word that no name in code begins with."""
_LONGEST_ACRONYM = 6


def find_acronyms(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find an acronym before small letters; its last capital may be the next word's."""
    acronym = _ACRONYM.fullmatch(word)
    if acronym:
        at = acronym.end(1)
        yield Candidate(
            "acronym-name", scope, word, at - 1, word[: at - 1], word[at - 1 :]
        )
        yield Candidate("acronym", scope, word, at, acronym[1], acronym[2])


def find_capitals(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find capitals behind small letters."""
    for at in _list_joints(word, 1):
        yield Candidate("capital", scope, word, at, word[:at], word[at:])


def find_joints(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find the only inner capital of a word that is known without it: `WhiteHouse`."""
    joints = _list_joints(word, _JOINED)
    if len(joints) == 1 and word[0].isupper():
        at = joints[0]
        yield Candidate("joint", scope, word, at, word[:at], word[at:])


def _list_joints(word: str, shortest: int) -> list[int]:
    return [
        at
        for at in range(shortest, len(word) - shortest + 1)
        if word[at].isupper() and word[at - 1].islower()
    ]


def find_scripts(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find where the letters change from one script to another: `пакетовDebian`."""
    changed = _SCRIPTS.fullmatch(word)
    if changed:
        at = changed.end(1) if changed[1] else changed.end(3)
        own, other = word[:at], word[at:]
        if not re.match(f"[{scope.language.letters}]", word):
            own, other = other, own
        yield Candidate("script", scope, word, at, own, other)


def is_independent(scope: Scope, right: str) -> bool:
    """Tell whether *right* may be a word of its own with its capital."""
    if (right.isupper() and len(right) <= _LONGEST_ACRONYM) or scope.is_name(right):
        return True
    initial = _INITIAL.match(right)
    return initial is not None and scope.rate_word(initial[0]) is not None


def is_mixed(candidate: Candidate) -> bool:
    """Tell whether the parts are of two scripts: `пакетовDebian`."""
    return _SCRIPTS.fullmatch(candidate.word) is not None


def is_unbranded(_: Scope, word: str) -> bool:
    """Tell whether *word* has no Latin letter: brands with a capital within are Latin."""
    return _LATIN.search(word) is None


def is_guest(scope: Scope, left: str) -> bool:
    """Tell whether *left* is a word of another language: identifiers begin with one."""
    guests, word = scope.language.guests, left.lower()
    if guests is None or word not in guests.known:
        return False
    own, there = scope.rate_word(word), guests.log(word)
    return own is None or (there is not None and there - own > _AT_HOME)


def is_sure_name(candidate: Candidate) -> bool:
    """Tell whether a word of small letters stands before a name that stands elsewhere."""
    left = candidate.left
    return (
        left.islower()
        and len(left) >= _LONG
        and candidate.scope.is_settled(left)
        and candidate.right in candidate.scope.here
    )


def has_small_left(candidate: Candidate) -> bool:
    """Tell whether the left part has no capital, but for its first letter."""
    return (candidate.left[1:] or candidate.left).islower()


def is_within_name(candidate: Candidate) -> bool:
    """Tell whether names have this inner capital: `LaRouche`, not `SanFrancisco`."""
    left, language = candidate.left, candidate.scope.language
    if left.lower() not in language.name_prefixes or left in language.one_letter:
        return False
    return _pair_log(candidate) is None


def is_title(scope: Scope, left: str) -> bool:
    """Tell whether *left* stands before names, or is a month."""
    lower = left.lower()
    return lower in scope.language.honorifics or lower in scope.language.months


def is_usual(candidate: Candidate, log: float) -> bool:
    """Tell whether the two are listed as a pair more frequent than *log*."""
    pair = _pair_log(candidate)
    return pair is not None and pair > log


def is_listed(candidate: Candidate) -> bool:
    """Tell whether the two are listed as a pair."""
    return _pair_log(candidate) is not None


def _pair_log(candidate: Candidate) -> float | None:
    table = candidate.scope.language.table
    return table.pair_log(candidate.left.lower(), candidate.right.lower())


def is_like_a_brand(candidate: Candidate) -> bool:
    """Tell whether one of the two is a word that brands are made of."""
    parts = candidate.left.lower(), candidate.right.lower()
    return not candidate.scope.language.brand_parts.isdisjoint(parts)


def is_in_a_row(candidate: Candidate) -> bool:
    """Tell whether the two stand in a row elsewhere, in the text or in the archive."""
    return candidate.scope.has_pair(candidate.left, candidate.right)


def is_told(candidate: Candidate) -> bool:
    """Tell whether the two stand in a row in a name that the metadata hold."""
    return candidate.scope.vocabulary.has_name_of(candidate.left, candidate.right)


def is_place(candidate: Candidate) -> bool:
    """Tell whether the two stand in a row in the name of a place or of a language."""
    pair = f"{candidate.left} {candidate.right}"
    return pair in candidate.scope.language.places


def borrows_capital(candidate: Candidate, log: float) -> bool:
    """Tell whether the left part is as frequent with the capital of the right one."""
    longer = candidate.left + candidate.right[0]
    return candidate.scope.is_common(longer, log)
