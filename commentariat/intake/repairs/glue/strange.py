"""
What tells of a whole text whether its strange words are scars.

It coins words, or has names of programs; or it lost spaces where no doubt is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from commentariat.intake.repairs.glue.language import Language
from commentariat.intake.repairs.glue.model import CERTAIN, Split

_LEAST = 2
"""Words from which on they tell something of a text."""
_OF_TRADE = 3
"""Words of the trade that tell a text about it; a short one needs one in so many characters."""
_EACH, _EACH_OF_LONG = 2000, 8000
"""Characters of a short text and of a long one that have a word of the trade, at least."""
_SHORTEST = 4
"""Letters of a word that is no abbreviation."""
_PROGRAM = re.compile(r"(?=\w{3})(?:[a-z]+[A-Z]\w*|[^\W\d_]\w*\d\w*)\Z")
"""A digit or a capital within a word that begins with a letter: `libc6`, `qGit`."""
_LOST = 0.004 / 6
"""Spaces that crawls lose at function words, by the character: 4 in 1,000 words."""
_UNTOLD = 0.5
"""What is added to spaces that were lost and would be: a short text tells little."""


def share_strange(
    language: Language,
    words: Collection[str],
    unknown: Iterable[str],
    doubtful: Collection[str],
) -> tuple[float, float]:
    """
    Tell which shares of the *words* of a text are coined, and are names of programs.

    They are *unknown* to the tables and not *doubtful*, that is nothing parts them. A
    dictionary must tell: tables without one lack too many forms.
    """
    if not language.table.dictionary:
        return 0.0, 0.0
    own = re.compile(rf"[{language.letters}\d]+")
    whole = [one for one in unknown if one not in doubtful and own.fullmatch(one)]
    coined = sum(
        one.islower() and one.isalpha() and len(one) >= _SHORTEST for one in whole
    )
    programs = sum(_PROGRAM.match(one) is not None for one in whole)
    if max(coined, programs) < _LEAST:
        return 0.0, 0.0  # as of most texts: their words need not be counted
    count = sum(map(str.islower, words)) or 1
    return (
        coined / count if coined >= _LEAST else 0.0,
        programs / count if programs >= _LEAST else 0.0,
    )


def is_of_trade(language: Language, words: Collection[str], length: int) -> bool:
    """Tell whether a text of *length* is about computers, by the *words* that it has."""
    count = sum(word in words for word in language.trade)
    return count >= max(1, min(_OF_TRADE, length / _EACH), length / _EACH_OF_LONG)


def rate_losses(
    language: Language, length: int, doubtful: Mapping[str, tuple[Split, ...]]
) -> float:
    """
    Compare the spaces that a text of *length* lost with those that it should have.

    Counted are *doubtful* words that part for certain at a function word, each once: others
    may be words that the text coins. Where no dictionary tells, the text is as any other.
    """
    if not language.table.dictionary:
        return 1.0
    lost = sum(any(_parts(language, word, splits)) for word, splits in doubtful.items())
    return (lost + _UNTOLD) / (length * _LOST + _UNTOLD)


def _parts(language: Language, word: str, splits: Iterable[Split]) -> Iterator[bool]:
    """Tell of each of the *splits* whether it is certain, and a function word beside it."""
    for split in splits:
        sides = word[: split.at].lower(), word[split.at :].lower()
        yield split.confidence >= CERTAIN and not language.function_words.isdisjoint(
            sides
        )
