"""Repairs of what extraction broke: a table of rules, each from text to repairs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from commentariat.archive.text import UNSHOWABLE
from commentariat.intake.glue import CERTAIN, EMPTY, Vocabulary, find_glue


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


class Knowledge(msgspec.Struct, frozen=True):
    """What the rules may go by, besides the text."""

    language: str
    vocabulary: Vocabulary = EMPTY


class Rule(msgspec.Struct, frozen=True):
    """A function that finds repairs in a text, and the fields that it is for."""

    name: str
    find: Callable[[str, Knowledge], Iterator[Repair]]
    fields: frozenset[Field] = frozenset(Field)


def find_unshowable(text: str, _: Knowledge) -> Iterator[Repair]:
    """Find characters that no page can show; white space takes the place of some."""
    for match in UNSHOWABLE.finditer(text):
        after = " " if match[0].isspace() else ""
        yield Repair(match.start(), match[0], after, "unshowable-character")


_BREAK: Final = re.compile(r"(?:</?br\s{0,9}/?>\s*+)++", re.IGNORECASE)
_LEFT: Final = re.compile(r"[^\s<>]{0,40}\s{0,9}\Z")
_RIGHT: Final = re.compile(r"[^\s<>]{0,40}")


def find_line_breaks(text: str, _: Knowledge) -> Iterator[Repair]:
    """Find `<br>` with the words around it."""
    done = 0
    for match in _BREAK.finditer(text) if "<" in text else ():
        left = _LEFT.search(text[max(done, match.start() - 50) : match.start()])
        right = _RIGHT.match(text, match.end())
        words = left[0] if left else "", right[0] if right else ""
        start = match.start() - len(words[0])
        done = match.end() + len(words[1])
        after = f"{words[0].rstrip()} {words[1]}"
        yield Repair(start, text[start:done], after, "line-break")


def find_glued_words(text: str, known: Knowledge) -> Iterator[Repair]:
    """Find words that a lost link left without the space between them."""
    for glue in find_glue(text, known.language, known.vocabulary):
        yield Repair(glue.start, glue.before, glue.after, glue.rule, glue.confidence)


# In this order; where two rules want the same characters, the first has them.
RULES: Final = (
    Rule("unshowable-character", find_unshowable),
    Rule("line-break", find_line_breaks, frozenset({Field.TITLE, Field.OTHER_TITLE})),
    Rule("glued-words", find_glued_words),
)

_BETWEEN: Final = "\n\n"


def repair_text(text: str, known: Knowledge, field: Field = Field.BODY) -> Repaired:
    """Make the certain repairs in *text*."""
    return repair_pieces([Piece(field, text, 0)], known)[0]


def repair_pieces(
    pieces: Sequence[Piece], known: Knowledge, rules: Sequence[Rule] = RULES
) -> tuple[Repaired, ...]:
    """
    Make the certain repairs in *pieces* of one article, in their order.

    The rules see them as one text, for a word that stands whole in one paragraph
    tells something of the next.
    """
    starts: list[int] = []
    at = 0
    for piece in pieces:
        starts.append(at)
        at += len(piece.text) + len(_BETWEEN)
    found = _find(
        _BETWEEN.join(piece.text for piece in pieces), pieces, starts, known, rules
    )
    return tuple(
        _apply(piece, start, found.get(number, []))
        for number, (piece, start) in enumerate(zip(pieces, starts, strict=True))
    )


def _find(
    text: str,
    pieces: Sequence[Piece],
    starts: list[int],
    known: Knowledge,
    rules: Sequence[Rule],
) -> dict[int, list[Repair]]:
    """Find the repairs of each piece; none overlaps another or leaves its piece."""
    found: dict[int, list[Repair]] = {}
    if not text:
        return found
    for rule in rules:
        for repair in rule.find(text, known):
            number = bisect_right(starts, repair.start) - 1
            piece = pieces[number]
            is_inside = repair.end <= starts[number] + len(piece.text)
            taken = found.setdefault(number, [])
            if (
                piece.field in rule.fields
                and is_inside
                and not _overlaps(repair, taken)
            ):
                taken.append(repair)
    return found


def _overlaps(repair: Repair, taken: list[Repair]) -> bool:
    return any(repair.start < one.end and one.start < repair.end for one in taken)


def _apply(piece: Piece, start: int, found: list[Repair]) -> Repaired:
    if not found:
        return Repaired(piece.text)
    parts: list[str] = []
    made: list[Repair] = []
    unsure: list[Repair] = []
    done = 0
    for repair in sorted(found):
        at = repair.start - start
        place = piece.start + at if piece.start >= 0 else -1
        placed = msgspec.structs.replace(repair, start=place)
        if repair.is_certain:
            parts += piece.text[done:at], repair.after
            done = at + len(repair.before)
            made.append(placed)
        else:
            unsure.append(placed)
    return Repaired("".join(parts) + piece.text[done:], tuple(made), tuple(unsure))


class Lines:
    """Where the lines of a raw file begin: an offset as line and column."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Give line and column, both from 1, of the character at *offset*."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, line: int) -> int:
        """Give the offset at which *line* begins."""
        return self._starts[min(max(line, 1), len(self._starts)) - 1]


def show_characters(text: str) -> str:
    """Name the characters that cannot be shown: a bell becomes `U+0007`."""
    return UNSHOWABLE.sub(lambda match: f"U+{ord(match[0]):04X}", text)
