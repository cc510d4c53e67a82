"""The certain repairs made in the texts of an article, by a table of rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from commentariat.errors import Problem, SourceError
from commentariat.intake.decisions.context import words_around
from commentariat.intake.repairs.model import (
    Knowledge,
    Piece,
    Repair,
    Repaired,
    Rule,
)
from commentariat.intake.repairs.rules import RULES
from commentariat.kinds import Kind

_BETWEEN: Final = "\n\n"
MOST_REPAIRS: Final = 20_000
"""Damaged prose of 15 MB has as many; a raw file is one article."""


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
        message = Kind.RAW_REPAIRS.of(f"{MOST_REPAIRS:,}")
        raise SourceError(Problem(source, 0, message))
    return tuple(
        [
            _apply(piece, start, found[number])
            if number in found
            else Repaired(piece.text)
            for number, (piece, start) in enumerate(zip(pieces, starts, strict=True))
        ]
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
    parts: list[str] = []
    made: list[Repair] = []
    unsure: list[Repair] = []
    kept: list[Repair] = []
    done = 0
    for repair in sorted(found):
        at = repair.start - start
        place = piece.start + at if piece.start >= 0 else -1
        placed = _put(repair, place, piece.text, at)
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


def _put(repair: Repair, place: int, text: str, at: int) -> Repair:
    """Put *repair* at its *place* in the file, with the words that are around it."""
    left, right = repair.left, repair.right
    if not repair.decided:
        left, right = words_around(text, at, at + len(repair.before))
    return Repair(
        place,
        repair.before,
        repair.after,
        repair.rule,
        repair.confidence,
        repair.decided,
        left,
        right,
        repair.others,
    )
