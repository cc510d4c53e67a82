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


class Forms(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """
    What else speaks for two words or against, where words have more forms than tables hold.

    Most fields are 1 where it is so, and else 0; the weights have the same fields.
    """

    is_word: float = 0.0
    """Any table has the two as one."""
    left: float = 0.0
    """log10 of the frequency of the left one, from the floor."""
    rare_right: float = 0.0
    """How much rarer than usual the right one is, in powers of ten."""
    untabled: float = 0.0
    """No table has one of them: it is a form of a word."""
    one_letter: float = 0.0
    """The left one is a letter."""
    last_letter: float = 0.0
    """The right one is a letter."""
    short_left: float = 0.0
    """Letters that the left one has less than four, if it is no function word."""
    function_right: float = 0.0
    """The right one is a function word."""
    capital_function: float = 0.0
    """The left one is a function word with a capital."""
    preposition: float = 0.0
    """The left one is a preposition."""
    governed_verb: float = 0.0
    """The left one is a preposition, the right one a verb: none follows it."""
    disagreement: float = 0.0
    """The left one is a plural and the right one is none, or the other way round."""
    attribute: float = 0.0
    """The left one has an ending of those that seldom begin a compound."""
    form: float = 0.0
    """A word begins as the two do, up to the ending, and none of them is a function word."""
    stem_form: float = 0.0
    """A word begins so, but for the last letter."""
    function_form: float = 0.0
    """A word begins so, and one of them is a function word."""
    prefix: float = 0.0
    """The left one is a prefix."""
    free_prefix: float = 0.0
    """The left one is a prefix, and a preposition."""
    prefix_form: float = 0.0
    """The left one is a prefix, and a word begins as the two do."""
    suffix: float = 0.0
    """The right one is what compounds end in."""
    interfix: float = 0.0
    """The left one ends in a letter that joins compounds."""
    interfix_attribute: float = 0.0
    """It does, and is short, or the right one ends as compounds do."""
    interfix_beginning: float = 0.0
    """It does, and a word begins with it and two letters of the right one."""
    enclitic: float = 0.0
    """The two are a word with an ending that is a word, too."""


class Weights(msgspec.Struct, frozen=True):
    """The weights of a language."""

    evidence: Evidence
    forms: Forms | None = None
    """None where rules tell what compounds and forms are."""


_BY_HAND: Final = Evidence(
    bias=11.0,
    pair=1.9,
    word=-6.5,
    length=0.72,
    beginnings=-1.75,
    endings=-3.1,
    noun=-1.65,
    title=-2.0,
)
UNFITTED: Final = Weights(_BY_HAND)
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
