"""
Text of scripts that run from right to left, as its letters stand in a line.

For what is drawn letter by letter, without a shaping library. Letters of the Arabic script
become the forms that they have beside each other: Unicode has these as characters of their
own, and says of each whose form it is. The order is that of Unicode's bidirectional algorithm
(UAX #9), of a line without explicit embeddings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRRORED: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}
_LAM, _TATWEEL, _JOINER = "\u0644", "\u0640", "\u200d"
_UNSEEN: Final = str.maketrans("", "", "\u200c\u200d")
"""What joins letters, or keeps them apart, and is not seen itself."""


def _read_forms() -> Iterator[tuple[tuple[str, str], str]]:
    for code in (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFEFD)):
        form, *of = unicodedata.decomposition(chr(code)).split() or [""]
        letters = "".join([chr(int(one, 16)) for one in of])
        if form in ("<isolated>", "<initial>", "<medial>", "<final>"):
            yield (letters, form[1:-1]), chr(code)


_FORMS: Final = dict(_read_forms())
"""Characters that are forms, by the letter, or lam and alef, and the name of the form."""


@lru_cache(maxsize=4096)
def set_line(text: str, *, runs_left: bool) -> str:
    """
    Give the letters of a line of *text* from left to right, each in its form.

    *runs_left* tells that the line as a whole runs from right to left.
    """
    if not runs_left and not _RIGHT.search(text):
        return text.translate(_UNSEEN)
    joined = join_letters(text)
    return _reorder(joined, _find_levels(joined, int(runs_left)))


def join_letters(text: str) -> str:
    """Put for each Arabic letter of *text* the form that it has beside its neighbors."""
    found, at = list[str](), 0
    while at < len(text):
        letters = text[at]
        if letters == _LAM and (text[at : at + 2], "isolated") in _FORMS:
            letters = text[at : at + 2]  # with an alef it is one
        follows = at > 0 and _joins(text[at - 1], "initial")
        leads = _joins(text[at + len(letters) : at + len(letters) + 1], "final")
        if not follows or (letters, "final") not in _FORMS:
            form = "initial" if leads else "isolated"
        else:
            form = "medial" if leads else "final"
        if (letters, form) not in _FORMS:  # it joins what is before it alone
            form = {"initial": "isolated", "medial": "final"}.get(form, form)
        found.append(_FORMS.get((letters, form), letters))
        at += len(letters)
    return "".join(found).translate(_UNSEEN)


def _joins(letter: str, form: str) -> bool:
    """Tell whether *letter* joins what follows it (`initial`), or precedes it (`final`)."""
    return letter in (_TATWEEL, _JOINER) or (letter, form) in _FORMS


def _find_levels(text: str, base: int) -> list[int]:
    """Tell how deep each letter lies: on odd levels text runs from right to left."""
    start = "R" if base else "L"
    kinds = list(_weak([unicodedata.bidirectional(one) or "L" for one in text], start))
    _pair(text, kinds, start)
    at = 0
    for neutral, run in groupby(kinds[:], lambda kind: kind == "ON"):
        end = at + len(list(run))
        if neutral:
            around = {
                _strong(kinds[at - 1]) if at else start,
                _strong(kinds[end]) if end < len(kinds) else start,
            }
            kinds[at:end] = [around.pop() if len(around) == 1 else start] * (end - at)
        at = end
    return [_level(kind, base) for kind in kinds]


def _weak(kinds: list[str], start: str) -> Iterator[str]:
    """Settle numbers and what belongs to them (rules W1 to W7)."""
    for at, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[at] = kinds[at - 1] if at else start
    strong = start
    for at, kind in enumerate(kinds):  # W2, W3
        if kind in ("L", "R", "AL"):
            strong = kind
        if kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):  # W4
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and (
            (kind in ("ES", "CS") and before == "EN") or (kind, before) == ("CS", "AN")
        ):
            kinds[at] = before
    for way in (range(len(kinds)), reversed(range(len(kinds)))):  # W5
        number = False
        for at in way:
            if kinds[at] == "ET" and number:
                kinds[at] = "EN"
            number = kinds[at] == "EN"
    strong = start
    for kind in kinds:  # W6, W7
        strong = kind if kind in ("L", "R") else strong
        if kind == "EN" and strong == "L":
            yield "L"
        else:
            yield kind if kind in ("L", "R", "EN", "AN") else "ON"


def _pair(text: str, kinds: list[str], start: str) -> None:
    """Give both brackets of a pair the way of what they hold, or of what is before (N0)."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, letter in enumerate(text):
        if letter in _BRACKETS.values():
            opened.append(at)
        elif letter in _BRACKETS:
            for depth in reversed(range(len(opened))):
                if text[opened[depth]] == _BRACKETS[letter]:
                    pairs.append((opened[depth], at))
                    del opened[depth:]
                    break
    for first, last in sorted(pairs):
        inside = {_strong(kind) for kind in kinds[first + 1 : last]} - {"ON"}
        if not inside:
            continue
        way = start
        if start not in inside:
            before = [_strong(kind) for kind in kinds[:first] if kind != "ON"]
            (other,) = inside
            way = other if before and before[-1] == other else start
        kinds[first] = kinds[last] = way


def _strong(kind: str) -> str:
    """Tell which way a *kind* goes where neutrals ask: numbers go as what runs left."""
    return "R" if kind in ("EN", "AN") else kind


def _level(kind: str, base: int) -> int:
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _reorder(text: str, levels: list[int]) -> str:
    """Put the letters of a line in the order in which they stand (rules L2 and L4)."""
    letters = [
        one.translate(_MIRRORED) if level % 2 else one
        for one, level in zip(text, levels, strict=True)
    ]
    order = list(range(len(text)))
    for depth in range(max(levels, default=0), 0, -1):
        at = 0
        for deep, run in groupby([levels[one] >= depth for one in order]):
            end = at + len(list(run))
            if deep:
                order[at:end] = order[at:end][::-1]
            at = end
    return "".join([letters[one] for one in order])
