"""What tells compounds and forms of words from two words, where no table holds all of them."""

from __future__ import annotations

from commentariat.intake.repairs.glue.language import Language
from commentariat.intake.repairs.glue.weights import Forms

_FLOOR = -8.0
"""Frequencies are measured from here, one in 100 million."""
_USUAL = -6.0
"""log10 of the frequency of a word that is not rare."""
_SHORT = 4
"""Letters from which on a left part is no mere syllable."""
_SHORTEST_FREE = 5
"""Letters of a left part that is a word, and no stem with the vowel of a compound."""
_SHORTEST_STEM = 3
"""Letters of the right part that are its stem, behind the left one."""
_ENDING = 2
"""Letters that a form of a word may have instead."""
_NEXT = 2
"""Letters of the right part by which a word goes on."""


def collect_forms(
    language: Language, left: str, right: str, known: float | None, *, is_title: bool
) -> Forms:
    """
    Collect what speaks for *left* and *right*, both in lower case, beside `Evidence`.

    *known* is log10 of the frequency of the glued word, None for no word at all.
    """
    functions, table = language.function_words, language.table
    free, is_last_free = left in functions, right in functions
    is_letter = len(left) == 1
    is_free = (free and not is_letter) or is_last_free
    is_prefix = left in language.prefixes
    is_form = known is None and has_form(language, left, right, _ENDING)
    is_joint = is_joined(language, left)
    return Forms(
        is_word=float(known is not None),
        left=(table.common_log(left) or _FLOOR) - _FLOOR,
        rare_right=max(0.0, _USUAL - (table.common_log(right) or _FLOOR)),
        untabled=float(table.log(left) is None or table.log(right) is None),
        one_letter=float(is_letter),
        last_letter=float(len(right) == 1),
        short_left=0.0 if free else float(max(0, _SHORT - len(left))),
        function_right=float(is_last_free),
        capital_function=float(is_title and free),
        preposition=float(left in language.governing),
        governed_verb=float(
            left in language.governing and right.endswith(language.verb_only_endings)
        ),
        disagreement=float(disagree(language, left, right)),
        attribute=float(not free and left.endswith(language.attribute_endings)),
        form=float(is_form and not is_free),
        stem_form=float(is_form and not is_free and has_form(language, left, right, 1)),
        function_form=float(is_form and is_free),
        prefix=float(is_prefix),
        free_prefix=float(is_prefix and left in language.free_prefixes),
        prefix_form=float(is_prefix and is_form),
        suffix=float(not free and right in language.suffixes),
        interfix=float(is_joint),
        interfix_attribute=float(
            is_joint
            and (
                len(left) < _SHORTEST_FREE or right.endswith(language.after_interfixes)
            )
        ),
        interfix_beginning=float(
            is_joint and table.has_beginning(left + right[:_NEXT])
        ),
        enclitic=float(
            right in language.enclitics and left.endswith(language.enclitic_endings)
        ),
    )


def has_form(language: Language, left: str, right: str, ending: int) -> bool:
    """Tell whether any word begins like the two, but for an *ending* of so many letters."""
    whole = left + right
    stem = max(len(left) + _SHORTEST_STEM, len(whole) - ending)
    return language.table.has_beginning(whole[:stem])


def is_joined(language: Language, left: str) -> bool:
    """Tell whether *left* ends in a letter that joins compounds, and is no form or verb."""
    if not left.endswith(language.interfixes) or left in language.function_words:
        return False
    others = language.attribute_endings + language.addressing_endings
    return not left.endswith(others)


def disagree(language: Language, left: str, right: str) -> bool:
    """Tell whether one is a plural and the other is none: `les électeur`."""
    if left in language.plural_determiners:
        return not right.endswith(language.plural_endings)
    return left in language.singular_determiners and right.endswith(
        language.plural_only_endings
    )
