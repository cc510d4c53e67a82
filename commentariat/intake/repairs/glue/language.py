"""What a language joins and never joins: small closed sets of words."""

from __future__ import annotations

import msgspec

from commentariat.intake.repairs.glue.wordtable import WordTable


class Language(msgspec.Struct, frozen=True):
    """One language, as far as finding lost spaces needs it."""

    table: WordTable
    rarest: float
    """log10 of the frequency of the rarest word that may stand beside another."""
    telling: int
    """Words of a text that tell something by their absence: less where they inflect."""
    letters: str
    """A character class of the letters its words are written in."""
    one_letter: frozenset[str]
    """Words of one letter."""
    two_letters: frozenset[str]
    """Words of two letters: others are too often a syllable."""
    affix_words: frozenset[str]
    """Others that are prefixes and endings too, and words where no word goes on so."""
    negation: str
    """A word that is a prefix too, but before no verb."""
    verb_endings: tuple[str, ...]
    """Endings of verbs."""
    verb_only_endings: tuple[str, ...]
    """Those that no noun has."""
    governing: frozenset[str]
    """Prepositions, which no verb follows: `сориентируются`."""
    function_words: frozenset[str]
    """Function words: most begin no compound."""
    prefixes: frozenset[str]
    """Prefixes that compounds begin with: no split behind them is certain."""
    free_prefixes: frozenset[str]
    """Those of *prefixes* that are words of their own: prepositions."""
    suffixes: frozenset[str]
    """Words that compounds end in: no split before them is certain."""
    loose_suffixes: frozenset[str]
    """Those of *suffixes* that no plural joins: `emotions like`."""
    looser_suffixes: frozenset[str]
    """Those of *loose_suffixes* that no participle joins: `acting like`."""
    tens: frozenset[str]
    """Those of *prefixes* that are numbers: `twentyone`, but `twenty boxes`."""
    plural_endings: tuple[str, ...]
    """Endings of plurals."""
    inflected_endings: tuple[str, ...]
    """Endings of plurals and adverbs."""
    participle_endings: tuple[str, ...]
    """Endings of participles."""
    stem_endings: tuple[str, ...]
    """Endings that look so and are none: `princesslike`."""
    quantifiers: frozenset[str]
    """Function words that make an adjective with some of those: `manysided`."""
    newer: frozenset[str]
    """Words younger than the tables, which end in 2021, or older."""
    prefix_words: frozenset[str]
    """Words that are also prefixes: `in`, `over`."""
    brand_parts: frozenset[str]
    """Words that brands are made of with a capital within: `FaceTime`."""
    inflections: tuple[str, ...]
    """What is added to a word and leaves it one: `makeshifts`."""
    interfixes: tuple[str, ...]
    """Letters that join the parts of a compound: `огнепоклонник`."""
    after_interfixes: tuple[str, ...]
    """Endings of words that follow such a letter within a compound."""
    agent_endings: tuple[str, ...]
    """Endings of words that make compounds with a noun: `risktakers`."""
    attribute_endings: tuple[str, ...]
    """Endings of words that seldom begin a compound: `earlier`, `publicly`."""
    after_names: frozenset[str]
    """Words that follow a name, and that no name ends in."""
    name_endings: frozenset[str]
    """Words that are also ends of names: `Russiagate`, `Londongrad`."""
    prepositions: frozenset[str]
    """Words that stand before a date or an amount."""
    months: frozenset[str]
    """Names of months, also short."""
    counted_nouns: frozenset[str]
    """Nouns that make an adjective with a number: `20year`."""
    references: frozenset[str]
    """Words with a number of their own: `Article5`."""
    honorifics: frozenset[str]
    """Titles that stand before a name."""
    clitics: frozenset[str]
    """What follows an apostrophe within a word."""
