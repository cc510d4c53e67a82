"""How alike two words are: for what was inflected, and for what was mistyped."""

from __future__ import annotations

import re

ARABIC = re.compile("[\u0620-\u064a]")
ARTICLE = "\u0627\u0644"
"""The Arabic article: `the`."""
_STEM = 4  # letters that inflections of one word have in common, at least
_ENDING = 3  # letters that an inflection may change, at most


def likeness(word: str, other: str) -> int:
    """Count the letters that both begin with; 0 unless they may be one word, inflected."""
    most = min(len(word), len(other))
    same = next((n for n in range(most) if word[n] != other[n]), most)
    is_alike = same >= _STEM and max(len(word), len(other)) - same <= _ENDING
    return same if is_alike else 0


def distance(word: str, other: str, reach: int) -> int:
    """
    Count the edits from *word* to *other*, if they are no more than *reach*.

    An edit adds, takes away or exchanges a letter, or turns two neighbors around, each
    place being edited once.
    """
    if abs(len(word) - len(other)) > reach:
        return reach + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        here = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(
                above[column] + 1,
                here[column - 1] + 1,
                above[column - 1] + (letter != wanted),
            )
            is_turned = row > 1 < column and (word[row - 2], letter) == (
                wanted,
                other[column - 2],
            )
            here.append(min(cost, before[column - 2] + 1) if is_turned else cost)
        if min(here) > reach:
            return reach + 1
        before, above = above, here
    return above[-1]
