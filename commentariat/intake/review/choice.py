"""Which points are shown, how they stand, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

import msgspec

from commentariat.intake.review.decision import Address, Decision
from commentariat.intake.review.point import Point, Status


def lay_over(
    points: Iterable[Point], decided: Mapping[Address, Decision]
) -> tuple[Point, ...]:
    """Give *points* as they stand once *decided*; those decided before stay so."""
    return tuple(
        point
        if (decision := decided.get(point.address)) is None
        or point.decision == decision
        else msgspec.structs.replace(
            point,
            status=Status.DECIDED,
            decision=decision,
            after=_after(point, decision),
        )
        for point in points
    )


def _after(point: Point, decision: Decision) -> str:
    return (
        decision.after if decision.verdict.value in ("edit", "answer") else point.after
    )


_Order = Callable[[Point], tuple[object, ...]]


def _by_file(point: Point) -> tuple[object, ...]:
    return (point.file, point.line, point.column, point.kind, point.before)


def _by_confidence(point: Point) -> tuple[object, ...]:
    return (not point.file, point.is_question, -point.confidence, *_by_file(point))


ORDERS: Final[Mapping[str, _Order]] = {"confidence": _by_confidence, "file": _by_file}


def choose_points(
    points: Iterable[Point],
    *,
    kinds: Collection[str] = (),
    files: Collection[str] = (),
    statuses: Collection[Status] = (Status.OPEN,),
    order: str = "confidence",
) -> tuple[Point, ...]:
    """List the points of *kinds* in *files* (empty: all), in *order*, each once."""
    names = {file.removeprefix("./").removeprefix("content/raw/") for file in files}
    chosen = [
        point
        for point in points
        if point.status in statuses
        and (not kinds or point.kind in kinds)
        and (not names or point.file in names or point.article in names)
    ]
    once: dict[tuple[Address, str, str], Point] = {}
    for point in sorted(chosen, key=ORDERS[order]):
        where = "" if point.file else f"{point.article} {point.message}"
        once.setdefault((point.address, point.kind, where), point)
    return tuple(once.values())
