"""Decisions by programs: JSON lines in, a result for each out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

import msgspec

from commentariat.intake.decisions.decision import Address, Decision, Verdict
from commentariat.intake.decisions.point import Point
from commentariat.intake.review.session import (
    Change,
    Refused,
    change_back,
    change_of,
)

Record: TypeAlias = "dict[str, Any]"  # goes out as JSON
UNDO: Final = "undo"


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a batch."""

    id: str
    """Of the point."""
    verdict: str
    """A verdict, or `undo`: what was decided of the point is taken back."""
    after: str = ""
    """The words of an edit or an answer."""


class Result(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a line."""

    line: int
    id: str = ""
    result: str = "refused"
    reason: str = ""


def carry_out_batch(
    lines: Iterable[str],
    points: Iterable[Point],
    decided: Mapping[Address, Decision],
) -> Iterator[tuple[Result, Change | None]]:
    """
    Yield what becomes of each of *lines*, and the change that it is.

    A line that is refused changes nothing, and keeps no other from its effect; of
    two lines about one point the later counts.
    """
    known = {point.id: point for point in points if point.file}
    now = dict(decided)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            order = msgspec.json.decode(line, type=Order)
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as fault:
            yield Result(number, reason=f"is no decision: {fault}"), None
            continue
        try:
            change = _change(order, known, now)
        except Refused as fault:
            yield Result(number, order.id, reason=str(fault)), None
            continue
        if change.new is None:
            now.pop(change.address, None)
        else:
            now[change.address] = change.new
        result = "taken back" if change.new is None else "decided"
        yield Result(number, order.id, result), change


def _change(
    order: Order, known: Mapping[str, Point], decided: Mapping[Address, Decision]
) -> Change:
    point = known.get(order.id)
    if point is None:
        raise Refused(f"no point has the id {order.id!r}")
    if order.verdict == UNDO:
        return change_back(decided, point)
    if order.verdict not in set(Verdict):
        expected = ", ".join((*Verdict, UNDO))
        raise Refused(f"expected one of {expected}, found {order.verdict!r}")
    return change_of(decided, point, Verdict(order.verdict), order.after)


def point_record(point: Point) -> Record:
    """Give a point as a record for programs."""
    record: Record = msgspec.to_builtins(point)
    record.pop("decision", None)
    decision = point.decision
    return {
        "id": point.id if point.file else "",
        "status": str(point.status),
        "verdicts": [str(one) for one in point.verdicts] if point.file else [],
        **record,
        **({"decided": str(decision.verdict)} if decision else {}),
    }
