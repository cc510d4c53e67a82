"""Decisions by programs: JSON lines in, a result for each out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

import msgspec

from commentariat.intake.decisions.decision import Decision, DecisionKey, Verdict
from commentariat.intake.decisions.point import Point
from commentariat.intake.review.session import (
    DecisionChange,
    VerdictError,
    change_back,
    change_of,
)

Record: TypeAlias = "dict[str, Any]"  # goes out as JSON
UNDO: Final = "undo"


class BatchLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a batch."""

    id: str
    """Of the point."""
    verdict: str
    """A verdict, or `undo`: what was decided of the point is taken back."""
    after: str = ""
    """The words of an edit or an answer."""


class BatchResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a line."""

    line: int
    id: str = ""
    result: str = "refused"
    reason: str = ""


def carry_out_batch(
    lines: Iterable[str],
    points: Iterable[Point],
    decided: Mapping[DecisionKey, Decision],
) -> Iterator[tuple[BatchResult, DecisionChange | None]]:
    """
    Yield what becomes of each of *lines*, and the change that it is.

    A line that is refused changes nothing, and keeps no other from its effect; of
    two lines about one point the later counts.
    """
    known = {point.id: point for point in points if point.is_settled_here}
    now = dict(decided)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            said = msgspec.json.decode(line, type=BatchLine)
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as fault:
            yield BatchResult(number, reason=f"is no decision: {fault}"), None
            continue
        try:
            change = _change(said, known, now)
        except VerdictError as fault:
            yield BatchResult(number, said.id, reason=str(fault)), None
            continue
        if change.new is None:
            now.pop(change.key, None)
        else:
            now[change.key] = change.new
        result = "taken back" if change.new is None else "decided"
        yield BatchResult(number, said.id, result), change


def _change(
    said: BatchLine,
    known: Mapping[str, Point],
    decided: Mapping[DecisionKey, Decision],
) -> DecisionChange:
    point = known.get(said.id)
    if point is None:
        raise VerdictError(f"no point has the id {said.id!r}")
    if said.verdict == UNDO:
        return change_back(decided, point)
    if said.verdict not in set(Verdict):
        expected = ", ".join((*Verdict, UNDO))
        raise VerdictError(f"expected one of {expected}, found {said.verdict!r}")
    return change_of(decided, point, Verdict(said.verdict), said.after)


def point_record(point: Point) -> Record:
    """Give a point as a record for programs."""
    record: Record = msgspec.to_builtins(point)
    record.pop("decision", None)
    if point.message is not None:
        record["message"] = point.question
    decision = point.decision
    return {
        "id": point.id if point.is_settled_here else "",
        "status": str(point.status),
        "verdicts": [str(one) for one in point.verdicts]
        if point.is_settled_here
        else [],
        **record,
        **({"decided": str(decision.verdict)} if decision else {}),
    }
