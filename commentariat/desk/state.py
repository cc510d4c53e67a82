"""What the desk remembers between two requests: the points, and how they stand."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence

import msgspec

from commentariat.archive.folders import DECISIONS, RAW, TERM_RULES, TRANSLATIONS
from commentariat.engine.scan import FileStat, stat_of
from commentariat.errors import OpenPoint, SourceError
from commentariat.intake.decisions.decision import OF_DECISIONS
from commentariat.intake.decisions.point import Point
from commentariat.intake.review.choice import lay_over
from commentariat.intake.review.session import (
    DecisionChange,
    VerdictError,
    apply_changes,
)
from commentariat.pipeline.options import Options, Report
from commentariat.pipeline.points import Gathered
from commentariat.pipeline.review import (
    decide_and_apply,
    open_review,
    take_back_and_apply,
)

_WATCHED = (DECISIONS, TERM_RULES, TRANSLATIONS, RAW, f"{RAW}/index.csv")


class Notice(msgspec.Struct, frozen=True):
    """What became of a request, for the next page to say."""

    message: str = ""
    is_fault: bool = False


class ReviewState:
    """The points of one site; one request changes them at a time."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.notice = Notice()
        self._lock = threading.Lock()
        self._later: set[str] = set()
        """Points put off, by their ids: they come back when one looks again."""
        self._gathered: Gathered | None = None
        self._seen: tuple[object, ...] = ()

    def gathered(self, *, is_again: bool = False) -> Gathered:
        """
        Give the points as they stand, gathered anew where something changed.

        Raises:
            SourceError: the site cannot be read, or is in use for long.
        """
        with self._lock:
            seen = self._look()
            if is_again:
                self._later.clear()
            if self._gathered is None or is_again or seen != self._seen:
                self._gathered = open_review(self.options)
                self._seen = seen
            return msgspec.structs.replace(
                self._gathered,
                points=tuple(
                    one
                    for one in self._gathered.points
                    if one.pair is None or one.id not in self._later
                ),
            )

    def put_off(self, point: str) -> None:
        """Ask of the names in *point* later: not before one looks again."""
        with self._lock:
            self._later.add(point)

    def decide(self, make: Callable[[Gathered], Sequence[DecisionChange]]) -> Notice:
        """Make changes and carry them out; a refusal is what is told."""
        gathered = self.gathered()
        with self._lock:
            try:
                changes = tuple(make(gathered))
                report = decide_and_apply(self.options, changes)
            except (VerdictError, SourceError) as fault:
                return self._tell(Notice(str(fault), True))
            self._take(gathered, changes)
            return self._tell(_word(changes, report))

    def undo(self) -> Notice:
        """Take back what was decided last."""
        gathered = self.gathered()
        with self._lock:
            try:
                changes, report = take_back_and_apply(self.options)
            except (VerdictError, SourceError) as fault:
                return self._tell(Notice(str(fault), True))
            self._take(gathered, changes)
            return self._tell(_word(changes, report))

    def say(self) -> Notice:
        """Give what is to be told, once."""
        notice, self.notice = self.notice, Notice()
        return notice

    def _take(self, gathered: Gathered, changes: Sequence[DecisionChange]) -> None:
        if any(change.new is None for change in changes):
            self._gathered = None  # how the point stood before has to be found out
            return
        decided = apply_changes(gathered.decided, changes)
        points: tuple[Point, ...] = lay_over(gathered.points, decided)
        self._gathered = msgspec.structs.replace(
            gathered, points=points, decided=decided
        )
        self._seen = self._look()

    def _tell(self, notice: Notice) -> Notice:
        self.notice = notice
        return notice

    def _look(self) -> tuple[object, ...]:
        return tuple(_stat(str(self.options.site / name)) for name in _WATCHED)


def _stat(path: str) -> FileStat | None:
    try:
        return stat_of(os.stat(path))
    except OSError:
        return None


def _word(changes: Sequence[DecisionChange], report: Report) -> Notice:
    words = [_word_change(changes)]
    for name in report.imported:
        words += [f"wrote {name}", *report.differences.get(name, ())]
    points = (one for one in report.open_points if one.message.kind in OF_DECISIONS)
    words += map(_word_point, points)
    words += [str(problem) for problem in report.problems]
    return Notice("\n".join(words), bool(report.problems))


def _word_change(changes: Sequence[DecisionChange]) -> str:
    if len(changes) != 1:
        return f"{len(changes)} decisions"
    (change,) = changes
    one, verb = (
        (change.new, "decided")
        if change.new is not None
        else (change.old, "taken back")
    )
    assert one is not None
    if one.verdict.is_for_lines:
        return f"{verb}: {one.after} ({one.file})"
    return f"{verb}: {one.verdict} {one.before or one.kind}"


def _word_point(point: OpenPoint) -> str:
    return f"{point.kind}: {point}"
