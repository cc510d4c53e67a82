"""How likely two words are that stand in one: the evidence, and its weights."""

from __future__ import annotations

import math
from functools import lru_cache
from operator import mul

from msgspec.structs import astuple

from commentariat.intake.repairs.glue.forms import collect_forms
from commentariat.intake.repairs.glue.language import Language
from commentariat.intake.repairs.glue.weights import Evidence
from commentariat.intake.repairs.glue.wordtable import WordTable

LOST = -2.2
"""log10 of how often a space is lost: 6 in the 1,017 words of the seed."""
_UNLISTED = -6.6
"""No pair that the list of bigrams lacks is more frequent than this."""
_MIDDLING, _LONGEST = 10, 18
"""Letters of a glued word that say nothing, and from which on more say no more."""
_FLOOR = -8.0
"""Frequencies are measured from here, one in 100 million."""


def rate_split(
    language: Language, left: str, right: str, known: float | None, *, is_title: bool
) -> float:
    """Tell from 0 to 1 how likely *left* and *right* are two words."""
    odds = weigh_split(language, left, right, known, is_title=is_title)
    return 1 / (1 + math.exp(-odds))


def weigh_split(
    language: Language, left: str, right: str, known: float | None, *, is_title: bool
) -> float:
    """Give the log odds that *left* and *right* are two words."""
    evidence = collect_evidence(language, left, right, known, is_title=is_title)
    odds: float = sum(map(mul, astuple(evidence), astuple(language.weights.evidence)))
    if language.weights.forms is not None:
        forms = collect_forms(language, left, right, known, is_title=is_title)
        odds += sum(map(mul, astuple(forms), astuple(language.weights.forms)))
    return odds


def collect_evidence(
    language: Language, left: str, right: str, known: float | None, *, is_title: bool
) -> Evidence:
    """
    Collect what speaks for *left* and *right*, both in lower case.

    *known* is log10 of the frequency of the glued word, None for no word at all.
    """
    table = language.table
    is_listed = table.pair_log(left, right) is not None
    pair = rank_pair(language, left, right) + LOST - _FLOOR
    attribute = left in language.function_words or left.endswith(
        language.attribute_endings
    )
    agent = right.endswith(language.agent_endings)
    return Evidence(
        bias=1.0,
        pair=pair,
        frequent=max(0.0, pair),
        word=0.0 if known is None else known - _FLOOR,
        length=float(min(len(left + right), _LONGEST) - _MIDDLING),
        beginnings=_rate_beginnings(table, left),
        endings=_rate_endings(table, right),
        is_listed=float(is_listed),
        agent=float(not attribute and agent),
        noun=float(
            not attribute and not agent and right not in language.function_words
        ),
        listed_noun=float(is_listed and not attribute),
        title=float(is_title and left not in language.function_words),
    )


@lru_cache(maxsize=4096)
def _rate_beginnings(table: WordTable, left: str) -> float:
    return math.log10(1 + table.count_compounds_after(left))


@lru_cache(maxsize=4096)
def _rate_endings(table: WordTable, right: str) -> float:
    return math.log10(1 + table.count_compounds_before(right))


def rank_pair(language: Language, left: str, right: str) -> float:
    """Give log10 of the frequency of two words in a row, listed or not."""
    listed = language.table.pair_log(left, right)
    if listed is not None:
        return listed
    logs = (language.table.common_log(word) or _FLOOR for word in (left, right))
    return min(sum(logs), _UNLISTED)
