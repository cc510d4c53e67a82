"""
The rules by which texts are repaired, each a row.

A rule more takes this file and one in `damage/`: a function there that yields each damage
of a text, and its row in `RULES`, before the rules that may want the same characters. Of
words that a lost link glued together, `glue/rules.py` has a table of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from commentariat.archive.text import UNSHOWABLE
from commentariat.intake.repairs.damage.characters import (
    IDLE_CHARACTERS,
    find_doubled_spaces,
    find_idle_characters,
    find_idle_spaces,
    find_unshowable,
)
from commentariat.intake.repairs.damage.marks import (
    find_full_ellipses,
    find_note_digits,
)
from commentariat.intake.repairs.damage.model import Damage
from commentariat.intake.repairs.damage.mojibake import find_mojibake
from commentariat.intake.repairs.damage.quotations import find_unclosed
from commentariat.intake.repairs.damage.typography import Quotes, find_other_quotes
from commentariat.intake.repairs.decided import find_decided
from commentariat.intake.repairs.glue import find_glue
from commentariat.intake.repairs.glue.rules import GLUE_RULES
from commentariat.intake.repairs.model import Field, Knowledge, Repair, Rule
from commentariat.intake.repairs.titles import (
    find_glued_title,
    find_glued_types,
    find_line_breaks,
)


def find_glued_words(text: str, known: Knowledge) -> Iterator[Repair]:
    """Find words that a lost link left without the space between them."""
    for glue in find_glue(text, known.language, known.vocabulary):
        yield Repair(
            glue.start,
            glue.before,
            glue.after,
            glue.rule,
            glue.confidence,
            others=glue.others,
        )


def find_garbled(text: str, known: Knowledge) -> Iterator[Repair]:
    """Find words that were decoded wrongly."""
    for start, before, after, confidence in find_mojibake(text, known.unusual):
        yield Repair(start, before, after, "mojibake", confidence)


def find_titles(text: str, known: Knowledge) -> Iterator[Repair]:
    """Find the article's own title glued to the first word of its text."""
    for found in find_glued_title(text, known.title):
        yield Repair(found.start, found.before, found.after, "glued-title")


def _in_text(
    name: str,
    find: Callable[[str], Iterator[Damage]],
    fields: frozenset[Field] = frozenset(Field),
    signs: re.Pattern[str] | None = None,
) -> Rule:
    """
    Make a rule of a function that needs nothing but the text.

    It finds nothing in a text without one of the unusual characters that are its *signs*.
    """

    def find_repairs(text: str, known: Knowledge) -> Iterator[Repair]:
        if signs and known.unusual is not None and not signs.search(known.unusual):
            return
        for start, before, after, confidence in find(text):
            yield Repair(start, before, after, name, confidence)

    return Rule(name, find_repairs, fields)


def find_quotes(text: str, known: Knowledge) -> Iterator[Repair]:
    """Find quotation marks of another shape than the settings ask for."""
    if known.quotes != Quotes.AS_IS:
        for found in find_other_quotes(text, known.quotes):
            yield Repair(found.start, found.before, found.after, "quotation-mark")


_TITLES: Final = frozenset({Field.TITLE, Field.OTHER_TITLE})
_PROSE: Final = frozenset({Field.DEK, Field.BODY, Field.TEASER})
# In this order; where two rules want the same characters, the first has them.
RULES: Final = (
    Rule("decided", find_decided),
    Rule("mojibake", find_garbled),
    _in_text("unshowable-character", find_unshowable, signs=UNSHOWABLE),
    _in_text("idle-character", find_idle_characters, signs=IDLE_CHARACTERS),
    _in_text("idle-space", find_idle_spaces),
    _in_text("glued-type", find_glued_types, frozenset({Field.TITLE})),
    _in_text("line-break", find_line_breaks, _TITLES),
    _in_text("glued-note", find_note_digits, _PROSE),
    Rule("glued-title", find_titles, frozenset({Field.DEK, Field.BODY})),
    Rule("glued-words", find_glued_words),
    _in_text("doubled-space", find_doubled_spaces),
    _in_text("full-ellipsis", find_full_ellipses, _PROSE),
    _in_text("unclosed-quotation", find_unclosed, _PROSE),
    Rule("quotation-mark", find_quotes),
)

GLUED: Final = GLUE_RULES.names
"""The names of the repairs that `glued-words` makes."""
