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
WEIGHTS: Final = {
    # what a body counts for a word of each step, in twentieths
    "body": (14, 22, 29, 37),
    "title": 120,
    "dek": 80,
    "names": 200,
    # a body counts this part of it for a word that is in somebody's name
    "name_share": 4,
    # what it counts to have all words of a query in a row, without quotes,
    "run": 120,
    # from so many words on: two are often put together by chance
    "run_words": 3,
}
_MEAN = 800.0  # words of a body: fixed, so that no body weighs by others
_K1, _B = 1.2, 0.75  # as BM25 usually has them


def least_of(length: int) -> list[int]:
    """Tell how often a word stands at least in a body of *length* words, for each step."""
    held = _K1 * (1 - _B + _B * length / _MEAN)
    return [math.ceil(one * held / (_K1 + 1 - one)) for one in STEPS]


def rarity(articles: int, having: int) -> int:
    """Weigh a word that *having* of all *articles* have: sixteenths of a power of two."""
    ratio = (articles + 1) / (having + 0.5) + 1
    found, part = 0, 16
    while part:
        if ratio >= 2:
            ratio /= 2
            found += part
        else:
            ratio *= ratio
            part //= 2
    return found
