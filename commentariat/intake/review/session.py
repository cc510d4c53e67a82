"""A walk through points as a value: where it is, what was decided, what came before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from commentariat.archive.dates import DAY, first_day, is_day
from commentariat.intake.decisions.decision import (
    DERIVED_TITLE,
    NO_DATE,
    Decided,
    Decision,
    DecisionKey,
    Verdict,
)
from commentariat.intake.decisions.jsonl import find_fault
from commentariat.intake.decisions.point import Point
from commentariat.intake.phrases.days import read_day


class DecisionChange(msgspec.Struct, frozen=True):
    """What was decided of one place before, and what is now; None: nothing."""

    old: Decision | None
    new: Decision | None

    @property
    def key(self) -> DecisionKey:
        """The place; it is the same before and after."""
        told = self.new if self.new is not None else self.old
        assert told is not None
        return told.key

    def reverse(self) -> DecisionChange:
        """Give the change that takes this one back."""
        return DecisionChange(self.new, self.old)


class UndoEntry(msgspec.Struct, frozen=True):
    """Changes that were made at one stroke, and are taken back at one."""

    changes: tuple[DecisionChange, ...]
    at: int = 0
    """Where the walk was."""


class Session(msgspec.Struct, frozen=True):
    """A walk through *points*; each function here gives the one that follows."""

    points: tuple[Point, ...]
    decided: Mapping[DecisionKey, Decision] = {}
    """All that is decided, of these points and of others."""
    at: int = 0
    history: tuple[UndoEntry, ...] = ()

    @property
    def current(self) -> Point | None:
        """The point that is asked about; None: the walk is at its end."""
        return self.points[self.at] if self.at < len(self.points) else None

    @property
    def answered(self) -> frozenset[DecisionKey]:
        """The places decided in this walk."""
        return frozenset(
            change.key for entry in self.history for change in entry.changes
        )


class VerdictError(ValueError):
    """Nothing was decided, and why."""


def change_of(
    decided: Mapping[DecisionKey, Decision], point: Point, verdict: Verdict, after: str
) -> DecisionChange:
    """
    Make the change that a verdict on *point* is.

    Raises:
        VerdictError: the point does not take that verdict, or not those words.
    """
    if verdict not in point.verdicts or not point.is_settled_here:
        if not point.is_settled_here:
            raise VerdictError("this point is not settled here")
        allowed = " or ".join(map(str, point.verdicts))
        expected = (
            f"expected {allowed}" if allowed else "this point can only be taken back"
        )
        raise VerdictError(f"{expected}, found {verdict!s}")
    if verdict == Verdict.EDIT and not after.strip():
        raise VerdictError("expected the words that are to stand there, found none")
    words = after.strip()
    if verdict == Verdict.ANSWER:
        words = _judge_answer(point, words)
    decision = point.decide(verdict, words)
    fault = None if verdict.is_for_lines else find_fault(decision)
    if fault is not None:
        raise VerdictError(str(fault))
    return DecisionChange(decided.get(decision.key), decision)


def _judge_answer(point: Point, words: str) -> str:
    """
    Give what *words* answer to *point*: a day written out as a date.

    Raises:
        VerdictError: a day where a title is asked for, or one that is to come.
    """
    date = read_day(words)
    if point.kind == DERIVED_TITLE and is_day(date):
        raise VerdictError(
            f"expected a title, found the date {words!r}; it is asked for by itself, "
            f"under {NO_DATE!r}"
        )
    if point.kind != NO_DATE or not date:
        return words
    if point.latest and first_day(date[:DAY]) > point.latest:
        raise VerdictError(
            f"expected a date that is not later than today, {point.latest}, found "
            f"{words!r}; one that is to come is for the content file"
        )
    return date


def change_back(
    decided: Mapping[DecisionKey, Decision], point: Point
) -> DecisionChange:
    """
    Make the change that takes the decision of *point* back.

    Raises:
        VerdictError: nothing is decided of it.
    """
    old = decided.get(point.key)
    if old is None:
        raise VerdictError("nothing is decided of this point")
    return DecisionChange(old, None)


def apply_changes(
    decided: Mapping[DecisionKey, Decision], changes: Iterable[DecisionChange]
) -> Decided:
    """Lay *changes* over what is decided."""
    after = dict(decided)
    for change in changes:
        if change.new is None:
            after.pop(change.key, None)
        else:
            after[change.key] = change.new
    return after


def collapse(changes: Iterable[DecisionChange]) -> tuple[DecisionChange, ...]:
    """Unite the changes of each place: from what was first to what is last."""
    united: dict[DecisionKey, DecisionChange] = {}
    for change in changes:
        first = united.get(change.key, change)
        united[change.key] = DecisionChange(first.old, change.new)
    return tuple(united.values())


def decide(session: Session, verdict: Verdict, after: str = "") -> Session:
    """
    Decide of the current point, and go on to the next.

    Raises:
        VerdictError: there is none, or it does not take that verdict.
    """
    point = _current(session)
    change = change_of(session.decided, point, verdict, after)
    return _take(session, (change,))


def withdraw(session: Session) -> Session:
    """
    Take back what is decided of the current point, whenever it was.

    Raises:
        VerdictError: there is no point, or nothing is decided of it.
    """
    change = change_back(session.decided, _current(session))
    return _take(session, (change,))


def decide_alike(session: Session, verdict: Verdict) -> Session:
    """
    Decide alike of the current point and of all later ones of its kind.

    Raises:
        VerdictError: there is none, or it does not take that verdict.
    """
    changes = tuple(
        change_of(session.decided, point, verdict, "") for point in find_alike(session)
    )
    return _take(session, changes)


def find_alike(session: Session) -> tuple[Point, ...]:
    """List the current point and the later ones of its kind that are not decided."""
    first = _current(session)
    done = session.answered
    return tuple(
        point
        for point in session.points[session.at :]
        if (point.kind, point.is_question) == (first.kind, first.is_question)
        and point.key not in done
    )


def skip(session: Session) -> Session:
    """Go on to the next point, and leave this one as it is."""
    _current(session)
    return msgspec.structs.replace(session, at=_next(session, session.at + 1))


def undo(session: Session) -> Session:
    """
    Take the last decision of this walk back, and return to where it was made.

    Raises:
        VerdictError: none was made.
    """
    if not session.history:
        raise VerdictError("nothing was decided yet")
    *history, last = session.history
    decided = apply_changes(
        session.decided, (change.reverse() for change in reversed(last.changes))
    )
    return Session(session.points, decided, last.at, tuple(history))


def _current(session: Session) -> Point:
    if session.current is None:
        raise VerdictError("there is no further point")
    return session.current


def _take(session: Session, changes: tuple[DecisionChange, ...]) -> Session:
    decided = apply_changes(session.decided, changes)
    history = (*session.history, UndoEntry(changes, session.at))
    after = Session(session.points, decided, session.at, history)
    return msgspec.structs.replace(after, at=_next(after, session.at + 1))


def _next(session: Session, at: int) -> int:
    """Find the next place that this walk has not decided yet."""
    done = session.answered
    while at < len(session.points) and session.points[at].key in done:
        at += 1
    return at
