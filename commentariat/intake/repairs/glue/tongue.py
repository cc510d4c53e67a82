"""What a language joins and never joins: small closed sets of words."""

from __future__ import annotations

import msgspec

from commentariat.intake.repairs.glue.tables import Table


class Tongue(msgspec.Struct, frozen=True):
    """One language, as far as finding lost spaces needs it."""

    table: Table
    rarest: float
    """log10 of the frequency of the rarest word that may stand beside another."""
    telling: int
    """Words of a text that tell something by their absence: less where they inflect."""
    letters: str
    """A character class of the letters its words are written in."""
    single: frozenset[str]
    """Words of one letter."""
    double: frozenset[str]
    """Words of two letters: others are too often a syllable."""
    affixed: frozenset[str]
    """Others that are prefixes and endings too, and words where no word goes on so."""
    negation: str
    """A word that is a prefix too, but before no verb."""
    verbal: tuple[str, ...]
    """Endings of verbs."""
    verbal_only: tuple[str, ...]
    """Those that no noun has."""
    governing: frozenset[str]
    """Prepositions, which no verb follows: `сориентируются`."""
    closed: frozenset[str]
    """Function words: most begin no compound."""
    bound_heads: frozenset[str]
    """Prefixes that compounds begin with: no split behind them is certain."""
    free_heads: frozenset[str]
    """Those of *bound_heads* that are words of their own: prepositions."""
    bound_tails: frozenset[str]
    """Words that compounds end in: no split before them is certain."""
    loose_tails: frozenset[str]
    """Those of *bound_tails* that no plural joins: `emotions like`."""
    looser_tails: frozenset[str]
    """Those of *loose_tails* that no participle joins: `acting like`."""
    tens: frozenset[str]
    """Those of *bound_heads* that are numbers: `twentyone`, but `twenty boxes`."""
    plurals: tuple[str, ...]
    """Endings of plurals."""
    inflected: tuple[str, ...]
    """Endings of plurals and adverbs."""
    participles: tuple[str, ...]
    """Endings of participles."""
    stems: tuple[str, ...]
    """Endings that look so and are none: `princesslike`."""
    amounts: frozenset[str]
    """Function words that make an adjective with some of those: `manysided`."""
    newer: frozenset[str]
    """Words younger than the tables, which end in 2021, or older."""
    prefixes: frozenset[str]
    """Words that are also prefixes: `in`, `over`."""
    brand_parts: frozenset[str]
    """Words that brands are made of with a capital within: `FaceTime`."""
    endings: tuple[str, ...]
    """What is added to a word and leaves it one: `makeshifts`."""
    links: tuple[str, ...]
    """Letters that join the parts of a compound: `огнепоклонник`."""
    linked: tuple[str, ...]
    """Endings of words that follow such a letter within a compound."""
    agents: tuple[str, ...]
    """Endings of words that make compounds with a noun: `risktakers`."""
    attributes: tuple[str, ...]
    """Endings of words that seldom begin a compound: `earlier`, `publicly`."""
    after_names: frozenset[str]
    """Words that follow a name, and that no name ends in."""
    name_tails: frozenset[str]
    """Words that are also ends of names: `Russiagate`, `Londongrad`."""
    prepositions: frozenset[str]
    """Words that stand before a date or an amount."""
    months: frozenset[str]
    """Names of months, also short."""
    counted: frozenset[str]
    """Nouns that make an adjective with a number: `20year`."""
    references: frozenset[str]
    """Words with a number of their own: `Article5`."""
    honorifics: frozenset[str]
    """Titles that stand before a name."""
    clitics: frozenset[str]
    """What follows an apostrophe within a word."""
