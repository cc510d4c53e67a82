"""A head that stands below the text that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from commentariat.intake.pages.layouts.head_imprints import FAR
from commentariat.intake.pages.layouts.head_lines import BY_PLACE
from commentariat.intake.pages.layouts.head_signs import Sign, is_prose, tell_sign
from commentariat.intake.pages.layouts.head_titles import (
    DEK_WORDS,
    NO_TITLE_ENDS,
    TITLE_WORDS,
)
from commentariat.intake.pages.layouts.heads import Head, read_lines
from commentariat.intake.pages.model import Doubt, Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.pages.teasers import strip_bullet
from commentariat.intake.phrases.imprint import (
    glued_title_start,
    is_type_label,
)
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.names import (
    is_name,
)
from commentariat.intake.phrases.piece_types import split_type
from commentariat.kinds import Kind

_LEAST_ABOVE: Final = 2  # lines of a text above its head


class LateHead(msgspec.Struct, frozen=True):
    """A head that stands below the text that it belongs to."""

    start: int
    """The line of the text that it begins with."""
    head: Head


def find_late_head(page: RawPage) -> LateHead | None:
    """
    Find title, kind of piece and the like below the text, in a page that has none above.

    Where there are two of them, they are of other pieces.
    """
    lines = page.after
    if not lines or not is_prose(lines[0].text):
        return None
    kinds = [at for at, line in enumerate(lines[:FAR]) if _begins_head(line.text)]
    if not kinds:
        return _find_above_bullets(lines)
    if len(kinds) != 1 or kinds[0] < _LEAST_ABOVE:
        return None
    start = kinds[0]
    if tell_sign(lines[start - 1].text) in (Sign.CREDIT, Sign.PICTURE):
        start -= 1
    disclaimers = frozenset(at - start for at in page.disclaimers if at >= start)
    head = read_lines(lines[start:], disclaimers)
    if head.title is None or not head.signs:
        return None
    return LateHead(start, _ask_below(head, head.title))


def _begins_head(text: str) -> bool:
    """Whether a line is a kind of piece, alone or glued to a title, and no bullet."""
    return is_type_label(text) or (
        strip_bullet(text) is None and glued_title_start(text) is not None
    )


def _ask_below(head: Head, title: RawLine) -> Head:
    guess = Doubt(title.number, Kind.TITLE_BELOW.of(title.text), BY_PLACE)
    return msgspec.structs.replace(head, guesses=(*head.guesses, guess))


def _find_above_bullets(lines: Sequence[RawLine]) -> LateHead | None:
    """Find a title, and a dek, between a text and other pieces `- TYPE…` below it."""
    bullets = (at for at, line in enumerate(lines[:FAR]) if _lists_piece(line.text))
    end = next(bullets, 0)
    for size in (2, 1):
        start = end - size
        if start < _LEAST_ABOVE or not is_prose(lines[start - 1].text):
            continue
        title, *dek = lines[start:end]
        is_short = len(title.text.split()) <= TITLE_WORDS
        if not is_short or title.text.endswith(NO_TITLE_ENDS) or is_name(title.text):
            continue
        if dek and len(dek[0].text.split()) > DEK_WORDS:
            continue
        labels = (Label.TITLE, Label.DEK)
        labeled = tuple(map(LabeledLine, lines[start:end], labels))
        head = Head(labeled, size, title, (), frozenset(), ())
        return LateHead(start, _ask_below(head, title))
    return None


def _lists_piece(text: str) -> bool:
    """Whether a bullet announces another piece, its type glued to its title."""
    bullet = strip_bullet(text)
    if bullet is None:
        return False
    title, kind = split_type(bullet)
    return kind is not None and bool(title)
