"""
What order results come in: numbers that the index, its reader and the browser share.

Whole numbers, and IEEE division, multiplication and comparison alone: what is computed
elsewhere comes out the same to the last bit.
"""

from __future__ import annotations

import math
from typing import Final

STEPS: Final = (0.9, 1.25, 1.6)
"""Where the part that a word has in a body begins to count as more."""
BODY: Final = (14, 22, 29, 37)
"""What a body counts for a word of each step, in twentieths."""
TITLE: Final = 120
DEK: Final = 80
NAMES: Final = 200
NAME_SHARE: Final = 4
"""A body counts this part of it for a word that is in somebody's name."""
_MEAN = 800.0  # words of a body: fixed, so that no body weighs by others
_K1, _B = 1.2, 0.75  # as BM25 usually has them


def least_of(length: int) -> list[int]:
    """Tell how often a word stands at least in a body of *length* words, for each step."""
    held = _K1 * (1 - _B + _B * length / _MEAN)
    return [math.ceil(one * held / (_K1 + 1 - one)) for one in STEPS]


def rarity(articles: int, having: int) -> int:
    """Weigh a word that *having* of all *articles* have: sixteenths of a power of two."""
    ratio = (articles + 1) / (having + 0.5) + 1
    found = 0
    while ratio >= 2:
        ratio /= 2
        found += 16
    for part in (8, 4, 2, 1):
        ratio *= ratio
        if ratio >= 2:
            ratio /= 2
            found += part
    return found
