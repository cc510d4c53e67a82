"""
Lost spaces that the writing shows: case, digits, apostrophes.

The confidences here are judged, not fitted, for the speeches hold too few such
scars: what is at least CERTAIN was right wherever it was found in the even years
and, when it was judged, wrong for none of 1,250 modern names, brands and new words, read
one by one. Where nearly every capital within is meant, in descriptions of software, 2,200
of 25,600 different identifiers are split: `FileSystem`, `GoodData`.
"""

from __future__ import annotations

import re

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue.model import Split
from commentariat.intake.repairs.glue.scope import WHOLE, Scope
from commentariat.intake.repairs.glue.wordtable import RARE

_NAME_HEADS = word_set(
    "a abu al ap ar bar ben bin da de del della den der des di do dos du el et fitz"
    " i ibn la las le les lo los mac mc ne o oh san st ter ul van ver von zu"
)
"""What a capital may follow within a name or a brand: `McCreary`, `LaRouche`."""
_BRAND_HEADS = word_set(
    "all am any be every just more most my one our we you your even"
)
"""Function words that brands begin with: `WeBank`, `OnePlus`."""
_ACRONYM = re.compile(r"([A-ZÀ-ÞА-ЯЁ]{2,6})([a-zß-ÿа-яё]{4,})")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)(?=[^\W\d_]{3,})")
_CHANGE = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_NUMBERED = re.compile(r"([a-z]{2,})[A-ZÀ-Þ]+\d{1,3}")
"""An acronym with a number behind a small word: `theG20`, `atCOP28`."""
_TITLE_END = re.compile(r"[A-ZÀ-ÞА-ЯЁ][^\W\d_]*$")
_SCRIPTS = re.compile(
    r"([А-Яа-яЁё]+)([A-Za-zÀ-ÖØ-öø-ɏ]+)|([A-Za-zÀ-ÖØ-öø-ɏ]+)([А-Яа-яЁё]+)"
)
"""Cyrillic letters and Latin ones in one word."""
_APOSTROPHE = re.compile(r"[’']")


def cut_case(scope: Scope, word: str) -> list[Split]:
    """Split before a capital within a word, and behind an acronym."""
    if acronym := _ACRONYM.fullmatch(word):
        at = acronym.end(1)
        if _is_before_name(scope, word[: at - 1], word[at - 1 :]):
            return [Split(at - 1, "glued-case", 0.93)]
        confidence = _rate_acronym(scope, acronym[1], acronym[2])
        return [Split(at, "glued-case", confidence)] if confidence else []
    cuts = [
        Split(at, "glued-case", _rate_case(scope, word[:at], word[at:]))
        for at in range(1, len(word))
        if word[at].isupper() and word[at - 1].islower()
    ]
    return _best(cuts)


def cut_scripts(scope: Scope, word: str) -> list[Split]:
    """Split where the letters change: `пакетовDebian`, not a word with one strange letter."""
    changed = _SCRIPTS.fullmatch(word)
    if changed is None:
        return []
    at = changed.end(1) if changed[1] else changed.end(3)
    parts = word[:at], word[at:]
    is_first = re.match(f"[{scope.language.letters}]", word) is not None
    own, other = parts if is_first else reversed(parts)
    is_word = scope.is_function_word(own)
    is_word |= len(own) > 3 and (
        scope.is_settled(own) or scope.rate_word(own) is not None
    )
    return [Split(at, "glued-words", 0.95)] if is_word and len(other) > 2 else []


def cut_joined(scope: Scope, word: str) -> list[Split]:
    """Split a word that is one but for its inner capital, where a pair is known."""
    return [Split(at, "glued-case", 0.92) for at in _find_joints(scope, word)]


def is_joined(scope: Scope, word: str) -> bool:
    """Tell whether *word* is two names that stand in a row elsewhere."""
    return bool(_find_joints(scope, word))


def _find_joints(scope: Scope, word: str) -> list[int]:
    """Find the inner capital before a name that follows its left one elsewhere."""
    joints = [
        at
        for at in range(3, len(word) - 2)
        if word[at].isupper() and word[at - 1].islower()
    ]
    if len(joints) != 1 or not word[0].isupper():
        return []
    at = joints[0]
    return joints if scope.has_pair(word[:at], word[at:]) else []


def _rate_case(scope: Scope, left: str, right: str) -> float:
    """Rate a small letter before a capital: `theEU`, not `iPhone` or `McCreary`."""
    if len(right) < 2 or _is_in_name(scope, left, right):
        return 0.0
    if not (left[1:] or left).islower():
        return 0.0
    if scope.is_settled(left + right) and not _is_acronym_behind(scope, left, right):
        return 0.0
    is_brand = scope.rate_word(left + right) is not None
    is_sound = _is_sound(scope, right)
    if left[0].islower():
        return _rate_small(scope, left, is_sound=is_sound, is_brand=is_brand)
    is_title = left.lower() in scope.language.honorifics | scope.language.months
    is_free = scope.is_function_word(left) and left.lower() not in _BRAND_HEADS
    if is_title or (is_free and len(left) > 2):
        return 0.96 if is_sound or len(right) > 3 else 0.6
    if not is_sound and _are_names(scope, left, right):
        return 0.9
    if not is_sound:
        return 0.5 if scope.is_settled(left) and len(right) > 3 else 0.0
    if scope.is_function_word(left):
        return 0.5 if is_brand or left.lower() in _BRAND_HEADS else 0.96
    return _rate_names(scope, left, right, is_brand=is_brand)


def _is_acronym_behind(scope: Scope, left: str, right: str) -> bool:
    """Tell whether an acronym follows a function word: `inUS`, not `iOS`."""
    is_word = len(left) > 1 and left.islower() and scope.is_function_word(left)
    return is_word and right.isupper()


def _is_in_name(scope: Scope, left: str, right: str) -> bool:
    """Tell whether names have this inner capital: `LaRouche`, not `SanFrancisco`."""
    if left.lower() not in _NAME_HEADS or left in scope.language.one_letter:
        return False
    return scope.language.table.pair_log(left.lower(), right.lower()) is None


def _rate_names(scope: Scope, left: str, right: str, *, is_brand: bool) -> float:
    """Rate a capitalized word before another: `UnitedStates`, not `DeepMind`."""
    if len(left) < 3 or len(right) < 3 or not right[1:].islower():
        return 0.4 if scope.is_common(left) and len(left) > 3 else 0.0
    pair = scope.language.table.pair_log(left.lower(), right.lower())
    if is_brand:
        is_usual = pair is not None and pair > RARE + 1
        return 0.92 if is_usual and not _is_brandlike(scope, left, right) else 0.4
    is_archived = pair is None and scope.vocabulary.count(left + right) >= WHOLE
    if is_archived or _is_brandlike(scope, left, right):
        return 0.92 if pair is not None and pair > RARE + 1.5 else 0.5
    if scope.has_pair(left, right) or (scope.is_name(left) and scope.is_name(right)):
        return 0.92
    is_attribute = left.endswith(scope.language.attribute_endings) and scope.is_settled(
        left
    )
    is_plain = is_attribute and len(right) > 4 and scope.is_settled(right)
    if is_plain or pair is not None:
        return 0.92
    return 0.9 if _are_names(scope, left, right) else 0.6


def _are_names(scope: Scope, left: str, right: str) -> bool:
    """Tell whether both are names by the tables: `MarvinGaye`, not `FaceTime`."""
    if min(len(left), len(right)) < 4 or left.lower() in scope.language.prefixes:
        return False
    if not scope.is_proper(left):
        return False
    return scope.rate_word(right) is None or scope.is_proper(right, -6.6)


def _is_brandlike(scope: Scope, left: str, right: str) -> bool:
    return not scope.language.brand_parts.isdisjoint((left.lower(), right.lower()))


def _rate_small(scope: Scope, left: str, *, is_sound: bool, is_brand: bool) -> float:
    if left == "a":
        return 0.9 if is_sound and not is_brand else 0.4
    if len(left) == 1:  # in English `i` is none, but begins brands
        is_word = left in scope.language.one_letter and left != "i"
        return 0.92 if is_sound and is_word else 0.0
    if not scope.is_part(left):
        return 0.0
    if scope.is_function_word(left):
        return 0.98 if is_sound or not is_brand else 0.5
    if is_brand or not (scope.is_common(left, -6.0) or scope.is_settled(left)):
        return 0.4
    return 0.96 if is_sound and len(left) > 2 else 0.6


def _is_sound(scope: Scope, right: str) -> bool:
    """Tell whether *right* may be a word of its own with its capital."""
    initial = re.match(r"[^\W\d_][^\WA-ZА-Я\d_]*", right)
    return (
        (right.isupper() and len(right) < 7)
        or scope.is_name(right)
        or (initial is not None and scope.rate_word(initial[0]) is not None)
    )


def _is_before_name(scope: Scope, acronym: str, right: str) -> bool:
    """Tell whether the last capital is the next word's: `USPresident`."""
    if len(acronym) < 2 or (scope.is_function_word(acronym) and acronym != "US"):
        return False
    is_usual = scope.is_common(acronym, -5.5) and scope.is_common(right, -5.0)
    return is_usual and not scope.is_common(acronym + right[0], -5.5)


def _rate_acronym(scope: Scope, acronym: str, right: str) -> float:
    """Rate an acronym before small letters: `NATOmembers`, not `POTUSes`."""
    if right in scope.language.suffixes or not scope.is_part(right):
        return 0.0
    if scope.is_function_word(acronym):
        return 0.5
    if scope.rate_word(acronym + right) is not None or not scope.is_common(right, -5.0):
        return 0.0
    return 0.93 if scope.rate_word(acronym) is not None else 0.6


def cut_digits(scope: Scope, word: str) -> list[Split]:
    """Split between letters and digits: `in2022`, `12million`, not `F16` or `60th`."""
    numbered = _NUMBERED.fullmatch(word)
    if numbered and scope.is_function_word(numbered[1]):
        return [Split(numbered.end(1), "glued-case", 0.95)]
    cuts: list[Split] = []
    for change in _CHANGE.finditer(word):
        at = change.start()
        left = re.search(r"(?:[^\W\d_]+|\d+)$", word[:at])
        right = re.match(r"[^\W\d_]+|\d+", word[at:])
        if left is None or right is None:
            continue
        ordinal = _ORDINAL.match(right[0])
        if ordinal and _is_after_ordinal(scope, left[0], right[0], ordinal[0]):
            at += ordinal.end()
            confidence = 0.92
        elif right[0].isdigit():
            confidence = _rate_number_after(scope, left[0], right[0])
        else:
            confidence = _rate_number_before(scope, left[0], right[0])
            if not _is_preposition(scope, word[: left.start()]):
                confidence = min(confidence, 0.7)
        cuts.append(Split(at, "glued-digits", confidence))
    return _best(cuts)


def _is_after_ordinal(scope: Scope, number: str, letters: str, end: str) -> bool:
    """Tell whether *letters* go on after an ordinal or decade: `30thJune`."""
    if scope.is_settled(letters) or (end == "s" and number[-1] != "0"):
        return False
    right = letters[len(end) :]
    is_usual = scope.is_common(right, -5.5) or (
        len(right) > 4 and scope.is_settled(right)
    )
    return scope.is_part(right.lower()) and is_usual


def _is_preposition(scope: Scope, letters: str) -> bool:
    """Tell whether what precedes a number makes no name of it: not `G20`."""
    known = scope.language.prepositions | scope.language.months
    return not letters or letters.lower() in known


def _rate_number_after(scope: Scope, left: str, number: str) -> float:
    """Rate letters before a number: `in2022`, `January12`, not `COVID19`, `G20`."""
    lower = left.lower()
    language = scope.language
    if lower in language.months:
        return 0.98 if _is_year(number) or int(number[:4]) < 32 else 0.5
    if lower in language.references and left[1:].islower():
        return 0.8
    if not left.islower():
        if lower in language.prepositions and left[1:].islower():
            return 0.97 if _is_year(number) and len(left) > 1 else 0.6
        if len(left) == 1 and lower in language.prepositions:
            return 0.92 if _is_year(number) else 0.0
        return 0.5 if _is_year(number) and scope.is_common(left, -4.5) else 0.0
    if lower in language.prepositions:
        return 0.98 if _is_year(number) else 0.92
    if left == "a" and _is_year(number):
        return 0.92
    if len(left) < 4 or not scope.is_common(left) or lower in language.prefixes:
        return 0.3 if scope.is_common(left) and len(left) > 2 else 0.0
    return 0.95 if _is_year(number) else 0.7


def _rate_number_before(scope: Scope, number: str, right: str) -> float:
    """Rate a number before letters: `12million`, not `5G`, `60th`, `1990s`, `20mm`."""
    language = scope.language
    bound = right in language.suffixes
    if right in language.counted_nouns:
        return 0.5
    if len(right) == 1 or right in _UNITS or not scope.is_part(right.lower()):
        return 0.0
    if not right.islower():
        if not (right[1:].islower() and len(right) > 3):
            return 0.0
        return 0.92 if _is_year(number) and scope.is_settled(right) else 0.6
    if len(right) == 2:
        return 0.95 if _is_year(number) and right in language.prepositions else 0.0
    if len(right) == 3:
        return 0.95 if scope.is_function_word(right) else 0.0
    return 0.95 if scope.is_common(right, -5.7) and not bound else 0.6


_UNITS = word_set(
    "am bbl bit bits bn bpd bps byte ch cm cwt deg dpi ft gb ghz hp hr hrs in kbps kg"
    " khz km kph kt kts kw kwh lb lbs mb mbps mg mhz min mins ml mln mm mn mp mph mw"
    " nd nm ns oz pc pm pp ppm psi pt px qt rd rpm sec secs sq st tb th tn trn twh wt"
    " yd yds yr yrs chan"
)
"""What stands after a number without a space, by some books of style."""


def _is_year(number: str) -> bool:
    return len(number) == 4 and 1500 <= int(number) <= 2100


def cut_apostrophe(scope: Scope, word: str) -> list[Split]:
    """Split behind a possessive or a contraction: `Moscow’sown`, `don’tknow`."""
    cuts = [
        cut
        for mark in _APOSTROPHE.finditer(word)
        for cut in _cut_after(scope, word[: mark.start()], mark.end(), word)
    ]
    return _best(cuts)


def _cut_after(scope: Scope, base: str, at: int, word: str) -> list[Split]:
    base = _APOSTROPHE.split(base)[-1]
    rest = _APOSTROPHE.split(word[at:])[0]
    cuts: list[Split] = []
    for size in (2, 1):
        end, right = rest[:size], rest[size:]
        if end not in scope.language.clitics or not _is_owner(scope, base, end):
            continue
        if base.endswith("s") and end == "s" and _is_commoner(scope, rest, right):
            continue  # `workers’state` is no `workers’s tate`
        if len(right) < 3 and len(base) < 4 and not scope.is_function_word(base):
            continue  # `Pa’son`
        confidence = _rate_owned(scope, right)
        if len(base) > 3 and len(right) > 4 and scope.is_settled(right):
            confidence = max(confidence, 0.92)
        cuts.append(Split(at + size, "glued-possessive", confidence))
    if base.endswith("s") and len(base) > 3 and _is_owner(scope, base, "s"):
        confidence = _rate_owned(scope, rest) if len(rest) > 2 else 0.0
        cuts.append(Split(at, "glued-possessive", confidence))
    return cuts


def _is_commoner(scope: Scope, one: str, other: str) -> bool:
    logs = [scope.rate_word(word) or -9.0 for word in (one, other)]
    return logs[0] > logs[1]


def _is_owner(scope: Scope, base: str, end: str) -> bool:
    """Tell whether an apostrophe may follow: `Moscow`, `don` before `t`."""
    if end == "t":
        return base.endswith("n")
    if end != "s":
        return scope.is_function_word(base)
    name = _TITLE_END.search(base)
    is_name = name is not None and len(name[0]) > 2
    return is_name or scope.rate_word(base) is not None


def _rate_owned(scope: Scope, right: str) -> float:
    if not right or not scope.is_part(right.lower()):
        return 0.0
    if len(right) < 3:
        return 0.9 if right in scope.language.two_letters else 0.0
    if not right.islower():
        return 0.95
    return 0.97 if scope.is_common(right, -5.5) else 0.8


def _best(cuts: list[Split]) -> list[Split]:
    best = max(cuts, key=lambda cut: cut.confidence, default=None)
    return [best] if best and best.confidence else []
