"""Which lines of a body are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from commentariat.intake.pages.model import Label
from commentariat.intake.pages.raw_page import LabeledLine
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.roles import is_title_case

_LONGEST_HEADING: Final = 80  # characters
_SHORTEST: Final = 4
_MOST_WORDS: Final = 12
_LEAST_PARAGRAPH: Final = 160  # characters of the paragraphs around a heading
_NO_HEADING: Final = ("http", "www.", "###", "•", "- ", "*", "(", "[")
_QUOTES: Final = "“‘\"'"
_ENDS: Final = "?)”"
"""Marks that a heading may end with."""
_NUMBER: Final = re.compile(r"\d{1,2}[.)]\s+(?=\S)")


def label_body(lines: Sequence[RawLine]) -> list[LabeledLine]:
    """
    Label *lines* as paragraphs and headings.

    A heading is short, begins with a capital or a number, ends without a stop, and
    stands alone between two full paragraphs: list items and signatures have neighbors
    as short.
    """
    labeled: list[LabeledLine] = []
    for at, line in enumerate(lines):
        is_heading = (
            0 < at < len(lines) - 1
            and len(line.text) <= _LONGEST_HEADING
            and len(lines[at - 1].text) >= _LEAST_PARAGRAPH
            and len(lines[at + 1].text) >= _LEAST_PARAGRAPH
            and is_heading_shaped(line.text)
        )
        labeled.append(LabeledLine(line, Label.HEADING if is_heading else Label.BODY))
    return labeled


def is_heading_shaped(text: str) -> bool:
    if text.startswith(_NO_HEADING):
        return False
    text = _NUMBER.sub("", text, count=1).lstrip(_QUOTES)
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(text) < _SHORTEST:
        return False
    if not (text[-1].isalnum() or text[-1] in _ENDS):
        return False
    if text.endswith("?") and not is_title_case(text):
        return False  # a short question is a paragraph like any other
    return not (text[0].islower() or text[0].isdigit())
