"""Queries as people type them: words, phrases, and what is not to be there."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from commentariat.search.folding import fold, split_words


class Term(msgspec.Struct, frozen=True):
    """One thing that a query asks for: a word or a phrase, folded."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_excluded: bool = False
    is_open: bool = False
    """It may go on: the last word of a query that somebody is typing."""


_TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_QUOTES = str.maketrans("“”„«»", '"""""')


def parse_query(text: str, *, is_open: bool = False) -> list[Term]:
    """
    Read a query: words, "phrases", and -what is not to be there.

    What stands between spaces and is several words, as `covid-19`, asks for each of
    them; excluded, for all in a row. With *is_open*, the last word may go on, if nothing
    stands after it.
    """
    found: list[Term] = []
    text = text.translate(_QUOTES)
    for match in _TERM.finditer(text):
        minus, phrase, word = match.groups()
        if phrase is None:
            minus = "-" if word.startswith("-") else ""
        words = fold_words(word if phrase is None else phrase)
        if words and (minus or phrase is not None):
            found.append(Term(words, len(words) > 1, bool(minus)))
        else:
            found += [Term((one,)) for one in words]
    if is_open and found and fold_words(text[-1]):
        last = found[-1]
        if not (last.is_phrase or last.is_excluded):
            found[-1] = msgspec.structs.replace(last, is_open=True)
    return found


def fold_words(text: str) -> tuple[str, ...]:
    """List the folded words of *text*."""
    return tuple(filter(None, map(fold, split_words(text))))


def wanted_words(terms: Iterable[Term]) -> tuple[str, ...]:
    """List the words that are asked for one by one, without quotes, as they follow."""
    return tuple(
        one.words[0] for one in terms if not (one.is_phrase or one.is_excluded)
    )
