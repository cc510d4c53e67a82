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


class Surroundings(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """
    What is around two words that may be one, each field a number; its weights likewise.

    Most are 0 or 1. The sum of the products is the log odds.
    """

    bias: float
    odds: float
    """Log odds by the words alone."""
    word: float = 0.0
    """Any table has the whole."""
    listed: float = 0.0
    """The pair is a usual one."""
    agent: float = 0.0
    """The right part is of the kind of `taker`, `taking`, and may follow a noun."""
    noun: float = 0.0
    """Both may be nouns."""
    bound: float = 0.0
    """One of the two is of the kind that compounds are made of."""
    shorter: float = 0.0
    """Letters of the shorter part."""
    longer: float = 0.0
    """Letters of the longer part."""
    glued: float = 0.0
    """Log of the number of times that the text has the whole."""
    losses: float = 0.0
    """Log of the spaces that the text lost for certain, to those that crawls lose."""
    coined: float = 0.0
    """Share of words that the text coins."""
    programs: float = 0.0
    """Share of its words such as programs are called."""
    apart: float = 0.0
    """The two stand in a row elsewhere."""
    left_here: float = 0.0
    """The left part stands elsewhere in the text."""
    right_here: float = 0.0
    margin: float = 0.0
    """How far the next way to part the word is behind, in powers of ten."""
    listed_before: float = 0.0
    """The word before and the left part are a usual pair."""
    listed_behind: float = 0.0
    """The right part and the word behind are one."""
    behind_auxiliary: float = 0.0
    """What precedes: `is`, `will`; the others likewise."""
    behind_pronoun: float = 0.0
    behind_determiner: float = 0.0
    behind_preposition: float = 0.0
    behind_function: float = 0.0
    behind_capital: float = 0.0
    behind_known: float = 0.0
    behind_unknown: float = 0.0
    before_auxiliary: float = 0.0
    """What follows; the others likewise."""
    before_pronoun: float = 0.0
    before_determiner: float = 0.0
    before_preposition: float = 0.0
    before_function: float = 0.0
    before_capital: float = 0.0
    before_known: float = 0.0
    before_unknown: float = 0.0
