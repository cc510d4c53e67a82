"""Quotations that never close: found, and offered to an editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

PAIRS: Final = {"“": "”", "«": "»"}
_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]*)*")
_LAST_WORD: Final = re.compile(r"\S+\s*\Z")


def find_unclosed(text: str) -> Iterator[tuple[int, str, str]]:
    """
    Yield where a paragraph ends inside a quotation: offset, last word, its repair.

    A quotation of several paragraphs opens each of them and closes the last, so one
    that the next paragraph takes up again is whole. Where the mark belongs nobody
    can tell: the end of the paragraph is no more than a proposal.
    """
    paragraphs = list(_PARAGRAPH.finditer(text))
    for number, match in enumerate(paragraphs):
        opening = _open_at_end(match[0])
        if not opening:
            continue
        following = paragraphs[number + 1 : number + 2]
        if following and following[0][0].lstrip().startswith(opening):
            continue
        last = _LAST_WORD.search(match[0])
        if last:
            word = last[0].rstrip()
            yield match.start() + last.start(), word, word + PAIRS[opening]


def _open_at_end(paragraph: str) -> str:
    """Give the mark that is still open where *paragraph* ends; empty: none is."""
    for opening, closing in PAIRS.items():
        if paragraph.rfind(opening) > paragraph.rfind(closing):
            return opening
    return ""
