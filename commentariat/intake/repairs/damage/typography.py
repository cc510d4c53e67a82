"""Quotation marks, all of the one shape that the settings ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.damage.model import Damage


class Quotes(StrEnum):
    """What shape quotation marks have."""

    AS_IS = "as-is"
    CURLY = "curly"
    STRAIGHT = "straight"


_CURLY: Final = re.compile("[“”‘’]")
_STRAIGHT: Final = re.compile("[\"']")
_STRAIGHTENED: Final = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_OPENS_AFTER: Final = re.compile(r"[\s(\[{—–/“‘«]$")
_CLIPPED: Final = word_set("tis twas til em cause")
"""Words that begin with an apostrophe."""
_DECADE: Final = re.compile(
    rf"'\d0s|'(?:{'|'.join(sorted(_CLIPPED))})\b", re.IGNORECASE
)
_PRIME: Final = re.compile(r"(?<=\d)[\"'](?=[\s,.;)°\d-]|$)")


def find_other_quotes(text: str, quotes: Quotes) -> Iterator[Damage]:
    """Find the marks that are not of the shape *quotes*; primes are none."""
    if quotes == Quotes.STRAIGHT:
        for match in _CURLY.finditer(text):
            yield Damage(match.start(), match[0], _STRAIGHTENED[match[0]])
    elif quotes == Quotes.CURLY:
        for match in _STRAIGHT.finditer(text):
            if not _PRIME.match(text, match.start()):
                yield Damage(match.start(), match[0], _curl(text, match.start()))


def _curl(text: str, at: int) -> str:
    """Give the mark at *at* its shape, by what stands before it."""
    opens = at == 0 or _OPENS_AFTER.search(text, at - 1, at) is not None
    if text[at] == '"':
        return "“" if opens else "”"
    return "‘" if opens and not _DECADE.match(text, at) else "’"
