"""Repairs of what extraction broke: a table of rules, each from text to repairs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import Final

import msgspec

from commentariat.archive.text import UNSHOWABLE, unusual_characters
from commentariat.errors import Problem, SourceError
from commentariat.intake.decisions.context import find_again, words_around
from commentariat.intake.decisions.decision import Decision, Verdict
from commentariat.intake.phrases.phrases import TYPE_LABELS, split_type
from commentariat.intake.repairs.damage import (
    Finding,
    Quotes,
    find_doubled_spaces,
    find_full_ellipses,
    find_idle_characters,
    find_idle_spaces,
    find_mojibake,
    find_note_digits,
    find_other_quotes,
    find_unclosed,
)
from commentariat.intake.repairs.glue import CERTAIN, EMPTY, Vocabulary, find_glue


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


class Rule(msgspec.Struct, frozen=True):
    """A function that finds repairs in a text, and the fields that it is for."""

    name: str
    find: Callable[[str, Knowledge], Iterator[Repair]]
    fields: frozenset[Field] = frozenset(Field)


def find_decided(text: str, known: Knowledge) -> Iterator[Repair]:
    """
    Find the places that an editor has decided of.

    Of a rejected repair the words come in their own place: they are taken, so that
    no rule, of whatever name, finds anything in them again.
    """
    for one in known.decisions:
        is_rejected = one.verdict == Verdict.REJECT
        after = one.before if is_rejected else one.after
        found = find_again(text, one.left, one.before, one.right, is_kept=is_rejected)
        for start in found:
            yield Repair(
                start,
                one.before,
                after,
                one.kind,
                1.0,
                str(one.verdict),
                one.left,
                one.right,
            )


def find_unshowable(text: str, _: Knowledge) -> Iterator[Repair]:
    """Find runs of characters that no page can show; a space takes the place of some."""
    if not UNSHOWABLE.search("".join(unusual_characters(text))):
        return
    for match in _UNSHOWABLE_RUN.finditer(text):
        after = " " if any(map(str.isspace, match[0])) else ""
        yield Repair(match.start(), match[0], after, "unshowable-character")


_UNSHOWABLE_RUN: Final = re.compile(f"{UNSHOWABLE.pattern}+")
_TYPE_ENDS: Final = tuple(sorted(TYPE_LABELS))
_LINE: Final = re.compile(r"[^\n]+")
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


def find_glued_types(text: str, _: Knowledge) -> Iterator[Repair]:
    """Find titles that the kind of piece is glued to; one that ends so is offered."""
    for line in _LINE.finditer(text):
        if not line[0].endswith(_TYPE_ENDS):
            continue
        title, kind = split_type(line[0])
        word = title.split()[-1:]
        if kind and word and not title[-1].isupper():
            start = line.start() + len(title) - len(word[0])
            yield Repair(start, word[0] + kind, word[0], "glued-type", 0.7)


def find_glued_words(text: str, known: Knowledge) -> Iterator[Repair]:
    """Find words that a lost link left without the space between them."""
    for glue in find_glue(text, known.language, known.vocabulary):
        yield Repair(glue.start, glue.before, glue.after, glue.rule, glue.confidence)


def _rule(
    name: str,
    find: Callable[[str], Iterator[Finding]],
    fields: frozenset[Field] = frozenset(Field),
) -> Rule:
    """Make a rule of a function that needs nothing but the text."""

    def find_repairs(text: str, _: Knowledge) -> Iterator[Repair]:
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
    _rule("mojibake", find_mojibake),
    Rule("unshowable-character", find_unshowable),
    _rule("idle-character", find_idle_characters),
    _rule("idle-space", find_idle_spaces),
    Rule("glued-type", find_glued_types, frozenset({Field.TITLE})),
    Rule("line-break", find_line_breaks, _TITLES),
    _rule("glued-note", find_note_digits, _PROSE),
    Rule("glued-words", find_glued_words),
    _rule("doubled-space", find_doubled_spaces),
    _rule("full-ellipsis", find_full_ellipses, _PROSE),
    _rule("unclosed-quotation", find_unclosed, _PROSE),
    Rule("quotation-mark", find_quotes),
)

GLUE_RULES: Final = frozenset(
    f"glued-{kind}"
    for kind in ("words", "name", "case", "digits", "possessive", "punctuation")
)
"""The names of the repairs that `glued-words` makes."""

_BETWEEN: Final = "\n\n"
MOST_REPAIRS: Final = 20_000
"""Damaged prose of 15 MB has as many; a raw file is one article."""


def repair_text(text: str, known: Knowledge, field: Field = Field.BODY) -> Repaired:
    """Make the certain repairs in *text*."""
    return repair_pieces([Piece(field, text, 0)], known)[0]


def repair_pieces(
    pieces: Sequence[Piece],
    known: Knowledge,
    rules: Sequence[Rule] = RULES,
    *,
    source: str = "",
) -> tuple[Repaired, ...]:
    """
    Make the certain repairs in *pieces* of one article, in their order.

    The rules see them as one text, for a word that stands whole in one paragraph
    tells something of the next.

    Raises:
        SourceError: there are far too many for the text of an article; *source* is
            where it is from.
    """
    starts: list[int] = []
    at = 0
    for piece in pieces:
        starts.append(at)
        at += len(piece.text) + len(_BETWEEN)
    found = _find(
        _BETWEEN.join(piece.text for piece in pieces), pieces, starts, known, rules
    )
    if sum(map(len, found.values())) > MOST_REPAIRS:
        message = (
            f"expected an article, found more than {MOST_REPAIRS:,} places to repair"
        )
        raise SourceError(Problem(source, 0, message))
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
    taken = _Taken()
    fields = {piece.field for piece in pieces if piece.text}
    for rule in rules:
        if rule.fields.isdisjoint(fields):
            continue
        for repair in rule.find(text, known):
            number = bisect_right(starts, repair.start) - 1
            piece = pieces[number]
            is_inside = repair.end <= starts[number] + len(piece.text)
            if piece.field in rule.fields and is_inside and taken.take(repair):
                found.setdefault(number, []).append(repair)
                if len(taken) > MOST_REPAIRS:
                    return found
    return found


class _Taken:
    """The stretches of a text that repairs have, in order."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def __len__(self) -> int:
        return len(self._starts)

    def take(self, repair: Repair) -> bool:
        """Take the stretch of *repair*; False where another has a part of it."""
        at = bisect_right(self._starts, repair.start)
        is_free_before = at == 0 or self._ends[at - 1] <= repair.start
        is_free_after = at == len(self._starts) or repair.end <= self._starts[at]
        if is_free_before and is_free_after:
            self._starts.insert(at, repair.start)
            self._ends.insert(at, repair.end)
            return True
        return False


def _apply(piece: Piece, start: int, found: list[Repair]) -> Repaired:
    if not found:
        return Repaired(piece.text)
    parts: list[str] = []
    made: list[Repair] = []
    unsure: list[Repair] = []
    kept: list[Repair] = []
    done = 0
    for repair in sorted(found):
        at = repair.start - start
        place = piece.start + at if piece.start >= 0 else -1
        placed = msgspec.structs.replace(repair, start=place)
        if not repair.decided:
            placed = _with_words(placed, piece.text, at)
        if repair.after == repair.before:
            kept.append(placed)
        elif repair.is_certain:
            parts += piece.text[done:at], repair.after
            done = at + len(repair.before)
            made.append(placed)
        else:
            unsure.append(placed)
    text = "".join(parts) + piece.text[done:]
    return Repaired(text, tuple(made), tuple(unsure), tuple(kept))


def _with_words(repair: Repair, text: str, at: int) -> Repair:
    left, right = words_around(text, at, at + len(repair.before))
    return msgspec.structs.replace(repair, left=left, right=right)


class Lines:
    """Where the lines of a raw file begin: an offset as line and column."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        sizes = [len(line) + 1 for line in text.split("\n")]
        self._starts = [0, *accumulate(sizes[:-1])]

    def place(self, offset: int) -> tuple[int, int]:
        """Give line and column, both from 1, of the character at *offset*."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, line: int) -> int:
        """Give the offset at which *line* begins."""
        return self._starts[min(max(line, 1), len(self._starts)) - 1]


def show_characters(text: str) -> str:
    """Name the characters that cannot be shown: a bell becomes `U+0007`."""
    if text.isprintable():
        return text
    return UNSHOWABLE.sub(lambda match: f"U+{ord(match[0]):04X}", text)
