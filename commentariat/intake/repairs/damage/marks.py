"""Marks that lost their shape: digits of notes, an ellipsis with a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.damage.model import Damage

_FULL: Final = re.compile(r"…\.(?!\.)")


def find_full_ellipses(text: str) -> Iterator[Damage]:
    """Find `….`: some books of style want it, so it is offered only."""
    for match in _FULL.finditer(text):
        yield Damage(match.start(), match[0], "…", 0.5)


# Digits first, for they are rare: a pattern that begins with letters is far slower.
_DIGITS: Final = re.compile(r"[1-9](?<=[a-zà-ÿ.,;:”’\"»)].)\d?(?![^\W_])(?![.,]\d)")
_BEFORE: Final = frozenset(
    (*map(chr, (*range(0x61, 0x7B), *range(0xE0, 0x100))), *'.,;:”’"»)')
)
"""What a digit follows there."""
_WORD: Final = re.compile(r"(?<![^\W_])[a-zà-ÿ]{4,30}$")
_MARK: Final = re.compile(r"(?<=[^\W\d_]{2})[.,;:”’\"»)]{1,4}$")
_REACH: Final = 32
_NOT_NOTED: Final = word_set(
    "about above after around before below between covid during from near over since"
    " than through till under until with within january february march april june july"
    " august september october november december sept article chapter clause figure"
    " item page paragraph part section table title volume group agenda building"
)
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIKELY, _SURE = 0.5, 0.95
_LEAST: Final = 3


def find_note_digits(text: str) -> Iterator[Damage]:
    """
    Find numbers of notes that are glued to a word: `treaty3` was `treaty³`.

    Three or more that count up from 1 without a gap are notes for certain.
    """
    found = [
        (head, digits[0], digits.start())
        for digits in _find_digits(text)
        if (head := _find_head(text, digits))
    ]
    numbers = [int(digits) for _, digits, _ in found]
    counts = numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= _LEAST
    for head, digits, at in found:
        raised = head + digits.translate(_SUPERSCRIPT)
        sure = _SURE if counts else _LIKELY
        yield Damage(at - len(head), head + digits, raised, sure)


def _find_digits(text: str) -> Iterator[re.Match[str]]:
    """Find what `_DIGITS` finds, without a look at what is no digit."""
    places: list[int] = []
    for digit in "123456789":
        at = text.find(digit)
        while at >= 0:
            if at and text[at - 1] in _BEFORE:
                places.append(at)
            at = text.find(digit, at + 1)
    done = 0
    for at in sorted(places):
        digits = _DIGITS.match(text, at) if at >= done else None
        if digits is not None:
            done = digits.end()
            yield digits


def _find_head(text: str, digits: re.Match[str]) -> str:
    """Find what the number of a note is glued to: a word, or marks behind one."""
    at = digits.start()
    word = _WORD.search(text, max(0, at - _REACH), at)
    if word is not None:
        return "" if word[0] in _NOT_NOTED else word[0]
    is_last = text[digits.end() : digits.end() + 1].strip() == ""
    mark = _MARK.search(text, max(0, at - _REACH), at) if is_last else None
    return mark[0] if mark is not None else ""
