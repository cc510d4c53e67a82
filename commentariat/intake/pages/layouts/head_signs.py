"""What a line beside a title says, by words of its own."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from commentariat.intake.phrases.credits import is_credit, names_agency
from commentariat.intake.phrases.fixed_lines import (
    LINK_COPIED,
    PLACEHOLDER,
    says,
)
from commentariat.intake.phrases.imprint import (
    day_start,
    is_author_label,
    is_notice,
    is_outlet_label,
    is_switch,
    is_type_label,
    names_start,
    outlet_start,
)
from commentariat.intake.phrases.labels import read_source
from commentariat.intake.phrases.roles import ends_sentence

_PROSE_WORDS: Final = 8
_PICTURE: Final = re.compile(
    r"(?:Photos?|Images?|Pictures?|Illustrations?|Graphics?|Montage|Collage|Фото\w*|Fotos?"
    r"|Bild(?:er)?|Illustrationen|Crédits?)\b.{0,24}?(?:\bby\b|:|©|\bvon\b|\bpar\b|\bde\b)",
    re.IGNORECASE,
)
LONGEST_PICTURE: Final = 160


class Sign(Enum):
    """What a line beside a title says, by words of its own."""

    TYPE = auto()
    BYLINE = auto()
    AUTHOR = auto()
    """That names stand beside it."""
    DAY = auto()
    SOURCE = auto()
    OUTLET = auto()
    CREDIT = auto()
    PICTURE = auto()
    PLACEHOLDER = auto()
    SWITCH = auto()
    NOTICE = auto()
    TEXT = auto()
    """Nothing of the kind."""


def is_prose(text: str) -> bool:
    """Whether a line is a sentence or more."""
    words = len(text.split())
    has_spaces = words >= _PROSE_WORDS or (words < 4 and len(text) > 40)
    return has_spaces and ends_sentence(text) and not text.endswith((":", "："))


@lru_cache(maxsize=256)
def tell_sign(text: str) -> Sign:
    """Tell what a line says by words of its own."""
    source = read_source(text)
    if says(text, PLACEHOLDER):
        return Sign.PLACEHOLDER
    if says(text, LINK_COPIED) or is_switch(text):
        return Sign.SWITCH
    if is_type_label(text):
        return Sign.TYPE
    if source is not None:
        return Sign.CREDIT if names_agency(source) or not source else Sign.SOURCE
    if is_credit(text):
        return Sign.CREDIT
    if is_author_label(text):
        return Sign.AUTHOR
    if is_outlet_label(text) or outlet_start(text):
        return Sign.OUTLET
    if names_start(text):
        return Sign.BYLINE
    if day_start(text) >= 0:
        return Sign.DAY
    if is_notice(text):
        return Sign.NOTICE
    if len(text) < LONGEST_PICTURE and _PICTURE.match(text) and not is_prose(text):
        return Sign.PICTURE
    return Sign.TEXT
