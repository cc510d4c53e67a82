"""The kinds of doubles: what two names of one differ in."""

from __future__ import annotations

from enum import StrEnum


class DoubleKind(StrEnum):
    """What two names differ in, by what is the least certain of it."""

    WORDS = "same words"
    ORDER = "order"
    BYLINE = "byline"
    TITLE = "title"
    POST = "post"
    SPACING = "spacing"
    SPELLING = "spelling"
    ROMANIZED = "romanization"
    MIDDLE = "middle name"
    FAMILY = "family name"
    INITIALS = "initials"
    LETTER = "one letter"
    ACRONYM = "acronym"
    NUMBER = "singular and plural"
