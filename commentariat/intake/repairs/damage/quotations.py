"""Quotations that never close: `but “historical.`"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commentariat.intake.repairs.damage.model import Damage

_PARAGRAPH: Final = re.compile(r"[^\n]+")
_MARKS: Final = re.compile('[“”«»„"]')
_CLOSING: Final = {"“": "”", "«": "»", '"': '"'}
_ALWAYS_OPENING: Final = "“«"
_STRAIGHT: Final = '"'
_CLOSES_AS_STRAIGHT: Final = "”"
"""What a straight mark may be meant as, where it closes."""
_CLOSES_LOW: Final = "„"
"""Behind it “ closes, and nothing here can be told."""
_BEFORE_QUOTATION: Final = "([—–“"
"""What a straight mark that opens may follow, besides white space."""
_SENTENCE_END: Final = re.compile(r"[.!?…؟]+(?=\s|$)")
_SPACES: Final = (" ", "\u00a0", "\t")
_SURE: Final = 0.5
"""Nobody can know where a quotation ends: it is offered, and never made."""


def find_unclosed(text: str) -> Iterator[Damage]:
    """
    Find quotations that no mark closes, each with one at the end of its sentence.

    A paragraph that does not close its quotation is sound where the next one opens
    with a mark: a quotation of several paragraphs closes at the last one alone.
    """
    for start, end in _list_paragraphs(text):
        opened = _find_open(text, start, end)
        if opened is None:
            continue
        after = _PARAGRAPH.search(text, end)
        if after and _continues(text[opened], after[0]):
            continue
        stopped = _SENTENCE_END.search(text, opened, end)
        stop = stopped.end() if stopped else end
        quoted = text[opened:stop].rstrip()
        last = quoted[
            max(map(quoted.rfind, _SPACES)) + 1 :
        ]  # of the rest others may mend
        start = opened + len(quoted) - len(last)
        yield Damage(start, last, last + _CLOSING[text[opened]], _SURE)


def _list_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """List where the paragraphs that hold a mark which may open begin and end."""
    end = 0
    for at in sorted(at for mark in _CLOSING for at in _list_places(text, mark)):
        if at >= end:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            end = end if end >= 0 else len(text)
            yield start, end


def _list_places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _find_open(text: str, start: int, end: int) -> int | None:
    """Find the mark in `text[start:end]` that is opened and not closed."""
    opened: list[int] = []
    for match in _MARKS.finditer(text, start, end):
        mark, at = match[0], match.start()
        if mark == _CLOSES_LOW:
            return None
        is_straight = mark == _STRAIGHT
        if mark in _ALWAYS_OPENING or (is_straight and _opens(text, start, at)):
            opened.append(at)
        elif opened:
            closing = _CLOSING[text[opened[-1]]]
            if closing == mark or (is_straight and closing == _CLOSES_AS_STRAIGHT):
                opened.pop()
    return opened[-1] if opened else None


def _opens(text: str, start: int, at: int) -> bool:
    """Whether a straight mark stands where a quotation begins."""
    return at == start or text[at - 1].isspace() or text[at - 1] in _BEFORE_QUOTATION


def _continues(mark: str, paragraph: str) -> bool:
    return paragraph.lstrip().startswith(mark)
