"""The line of tags glued to each other: `Nuclear PolicyEast AsiaJapan`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from commentariat.intake.pages.raw_page import RawPage
from commentariat.intake.phrases.names import fold
from commentariat.intake.phrases.roles import ends_sentence

_LONGEST: Final = 1_000  # characters


def find_tags(page: RawPage, start: int) -> int | None:
    """
    Find the line, from *start* on, that holds the terms of the metadata glued.

    A line of one term alone may be a heading; right above the disclaimer it is not.
    """
    terms = _terms(page)
    for index in range(len(page.after) - 1, start - 1, -1):
        count = count_terms(page.after[index].text, terms)
        if count > 1 or (count == 1 and index + 1 in page.disclaimers):
            return index
    return None


def _terms(page: RawPage) -> list[str]:
    """List the folded terms, the longest first: `East Asia` before `East`."""
    terms = {fold(term) for term in page.tags if len(term) <= _LONGEST}
    return sorted(terms - {""}, key=lambda term: (-len(term), term))


def count_terms(text: str, terms: Sequence[str]) -> int:
    """Count the terms of which *text* consists; 0 where something else is in it."""
    if len(text) > _LONGEST or not terms or ends_sentence(text):
        return 0
    folded = fold(text)
    at = count = 0
    while at < len(folded):
        term = next((term for term in terms if folded.startswith(term, at)), None)
        if term is None:
            return 0
        at += len(term)
        count += 1
    return count
