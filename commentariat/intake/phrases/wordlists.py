"""Sets of words, written as they are read."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Split *words* at white space into a set."""
    return frozenset(words.split())
