"""What the evidence for two words in one weighs, in each language."""

from __future__ import annotations

from typing import Final

import msgspec


class Evidence(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """
    What speaks for two words or against, each field a number near 0 to 5.

    The weights have the same fields: the sum of the products is the log odds.
    """

    bias: float
    pair: float
    """log10 of the frequency of the pair, times that of a lost space."""
    frequent: float = 0.0
    """What of *pair* is above the floor: it counts once more."""
    word: float
    """log10 of the frequency of the glued word itself, where it is a word."""
    length: float
    """Letters of the glued word beyond the middling: long words are seldom unknown."""
    beginnings: float
    """log10 of the number of words that are the left one and another."""
    endings: float
    """log10 of the number of words that are another and the right one."""
    is_listed: float = 0.0
    """The pair is a usual one."""
    agent: float = 0.0
    """The left may be a noun, the right is of the kind of `taker`, `taking`."""
    noun: float
    """Both may be nouns."""
    listed_noun: float = 0.0
    """The left may be a noun, and the pair is a usual one: `foreign trade`."""
    title: float
    """A capital begins the word, and no function word does: it may be a name."""


UNFITTED: Final = Evidence(
    bias=11.0,
    pair=1.9,
    word=-6.5,
    length=0.72,
    beginnings=-1.75,
    endings=-3.1,
    noun=-1.65,
    title=-2.0,
)
"""Set by hand on Russian: those of a language until they are fitted to its texts."""
