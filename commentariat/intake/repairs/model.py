"""A text to be repaired, a repair of it, and the rule that finds one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

import msgspec

from commentariat.intake.decisions.decision import Decision
from commentariat.intake.repairs.damage.typography import Quotes
from commentariat.intake.repairs.glue import CERTAIN, EMPTY, Vocabulary


class Field(StrEnum):
    """What a text is in its article."""

    TITLE = "title"
    DEK = "dek"
    BODY = "body"
    TEASER = "teaser"
    OTHER_TITLE = "other title"
    """The title of another article."""


class Piece(msgspec.Struct, frozen=True):
    """A text to be repaired, verbatim."""

    field: Field
    text: str
    start: int = -1
    """Offset of its first character in the raw file; -1 where that is not known."""


class Repair(msgspec.Struct, frozen=True, order=True):
    """One stretch of text and what belongs in its place."""

    start: int
    before: str
    after: str
    rule: str
    confidence: float = 1.0
    decided: str = ""
    """The verdict of an editor, where this is a decision and no rule's finding."""
    left: str = ""
    """A few words before it, by which the place is told from others."""
    right: str = ""
    others: tuple[str, ...] = ()
    """What may belong there as well, where it is not certain."""

    @property
    def end(self) -> int:
        """Give the offset behind the stretch."""
        return self.start + len(self.before)

    @property
    def is_certain(self) -> bool:
        """Tell whether the repair is made; if not, an editor is asked."""
        return self.confidence >= CERTAIN


class Repaired(msgspec.Struct, frozen=True):
    """A text with its certain repairs made."""

    text: str
    made: tuple[Repair, ...] = ()
    """Their `start` counts in the raw file, or is -1."""
    open: tuple[Repair, ...] = ()
    """What may be broken, and was left as it is."""
    kept: tuple[Repair, ...] = ()
    """What an editor wants left as it is."""


class Knowledge(msgspec.Struct, frozen=True):
    """What the rules may go by, besides the text."""

    language: str
    vocabulary: Vocabulary = EMPTY
    quotes: Quotes = Quotes.AS_IS
    """The shape that the settings want quotation marks to have."""
    decisions: tuple[Decision, ...] = ()
    """What editors decided of this text; none is of a question."""
    title: str = ""
    """What the article is called, by the file or beside it."""
    unusual: str | None = None
    """The characters that are no plain ASCII, or more; None where nobody has looked."""


class Rule(msgspec.Struct, frozen=True):
    """A function that finds repairs in a text, and the fields that it is for."""

    name: str
    find: Callable[[str, Knowledge], Iterator[Repair]]
    fields: frozenset[Field] = frozenset(Field)
