"""Which points are shown, how they stand, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

import msgspec

from commentariat.archive.folders import below_raw
from commentariat.intake.decisions.decision import Decision, DecisionKey
from commentariat.intake.decisions.point import Point, Status


def lay_over(
    points: Iterable[Point], decided: Mapping[DecisionKey, Decision]
) -> tuple[Point, ...]:
    """Give *points* as they stand once *decided*; those decided before stay so."""
    return tuple(
        point
        if (decision := decided.get(point.key)) is None or point.decision == decision
        else msgspec.structs.replace(
            point,
            status=Status.DECIDED,
            decision=decision,
            after=_after(point, decision),
        )
        for point in points
    )


def _after(point: Point, decision: Decision) -> str:
    return decision.after if decision.verdict.has_words else point.after


_Order = Callable[[Point], tuple[object, ...]]


def _by_file(point: Point) -> tuple[object, ...]:
    return (point.file, point.line, point.column, point.kind, point.before)


def _by_confidence(point: Point) -> tuple[object, ...]:
    is_elsewhere = not point.is_settled_here
    return (is_elsewhere, point.is_question, -point.confidence, *_by_file(point))


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
    chosen = select_points(points, kinds=kinds, files=files, statuses=statuses)
    return tuple(sorted(chosen, key=ORDERS[order]))


def select_points(
    points: Iterable[Point],
    *,
    kinds: Collection[str] = (),
    files: Collection[str] = (),
    statuses: Collection[Status] = (Status.OPEN,),
) -> list[Point]:
    """List the points of *kinds* in *files* (empty: all), each once, in no order."""
    names = set(map(below_raw, files))
    once: dict[tuple[object, ...], Point] = {}
    for point in points:
        if (
            point.status in statuses
            and (not kinds or point.kind in kinds)
            and (not names or point.file in names or point.article in names)
        ):
            once.setdefault(_place_of(point), point)
    return list(once.values())


def _place_of(point: Point) -> tuple[object, ...]:
    """Tell a point from others: by its words, or where it is of no raw file."""
    if point.pair is not None:
        return (point.key,)
    if not point.file:
        return (point.article, point.kind, point.message)
    return (point.file, point.kind, point.left, point.before, point.right)
