"""Marks that lost their shape: digits of notes, an ellipsis with a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commentariat.intake.damage.finding import Finding
from commentariat.intake.wordlists import word_set

_FULL: Final = re.compile(r"…\.(?!\.)")


def find_full_ellipses(text: str) -> Iterator[Finding]:
    """Find `….`: some books of style want it, so it is offered only."""
    for match in _FULL.finditer(text):
        yield Finding(match.start(), match[0], "…", 0.5)


_NOTE: Final = re.compile(
    r"(?P<word>(?<![^\W_])[a-zà-ÿ]{4,})(?P<plain>[1-9]\d?)(?![^\W_])(?![.,]\d)"
    r"|(?<=[^\W\d_]{2})(?P<mark>[.,;:”’\"»)]+)(?P<marked>[1-9]\d?)(?=\s|$)"
)
_NOT_NOTED: Final = word_set(
    "about above after around before below between covid during from near over since"
    " than through till under until with within january february march april june july"
    " august september october november december sept article chapter clause figure"
    " item page paragraph part section table title volume group agenda building"
)
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIKELY, _SURE = 0.5, 0.95
_LEAST: Final = 3


def find_note_digits(text: str) -> Iterator[Finding]:
    """
    Find numbers of notes that are glued to a word: `treaty3` was `treaty³`.

    Three or more that count up from 1 without a gap are notes for certain.
    """
    found = [
        match
        for match in _NOTE.finditer(text)
        if match["word"] is None or match["word"] not in _NOT_NOTED
    ]
    numbers = [int(match["plain"] or match["marked"]) for match in found]
    counts = numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= _LEAST
    for match, number in zip(found, numbers, strict=True):
        head = match["word"] or match["mark"]
        raised = head + str(number).translate(_SUPERSCRIPT)
        yield Finding(match.start(), match[0], raised, _SURE if counts else _LIKELY)
