"""The points of one raw file, from its texts as they were repaired."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from commentariat.archive.folders import raw_path, said_raw
from commentariat.archive.text import show_characters
from commentariat.errors import NearMatches, OpenPoint
from commentariat.intake.content.cleaning import clean
from commentariat.intake.content.texts import RepairedTexts
from commentariat.intake.decisions.decision import Decision, Verdict
from commentariat.intake.decisions.jsonl import FILE
from commentariat.intake.decisions.point import LOST, Point, Status
from commentariat.intake.formats.escape import fold_spaces
from commentariat.intake.pages.model import Doubt
from commentariat.intake.repairs.model import Repair
from commentariat.kinds import Kind

_SHOWN: Final = 80


def find_points(
    said: RepairedTexts, doubts: Iterable[Doubt], *, are_all_wanted: bool = True
) -> tuple[Point, ...]:
    """
    List what of a raw file can be decided: repairs, and questions about it.

    Unless *are_all_wanted*, those are left out that are made or decided already.
    """
    decisions = {(one.left, one.before, one.right): one for one in said.decisions}
    found: list[Point] = []
    for text in said.all_texts() if are_all_wanted else ():
        for repair in (*text.made, *text.kept):
            key = repair.left, repair.before, repair.right
            decision = decisions.get(key) if repair.decided else None
            status = Status.DECIDED if decision else Status.MADE
            found.append(_point(said, repair, status, decision))
    found += (_point(said, repair, Status.OPEN) for repair in said.unsure())
    found += (_question(said, doubt) for doubt in doubts)
    found += (_lost(one) for one in _find_lost(said))
    return tuple(found)


def _lost(one: Decision) -> Point:
    return Point(
        file=one.file,
        kind=LOST,
        left=one.left,
        before=one.before,
        right=one.right,
        after=one.after,
        confidence=0.0,
        decision=one,
    )


def _point(
    said: RepairedTexts,
    repair: Repair,
    status: Status,
    decision: Decision | None = None,
) -> Point:
    line, column = said.lines.place(repair.start) if repair.start >= 0 else (0, 0)
    return Point(
        file=said.file,
        kind=repair.rule,
        status=status,
        line=line,
        column=column,
        left=repair.left,
        before=repair.before,
        right=repair.right,
        after=decision.after if decision else repair.after,
        others=repair.others if status == Status.OPEN else (),
        confidence=round(repair.confidence, 3),
        decision=decision,
    )


def _question(said: RepairedTexts, doubt: Doubt) -> Point:
    before, kind = _words_of_line(said, doubt.line), doubt.kind
    decision = next(
        (
            one
            for one in said.answers
            if (one.verdict, one.kind, one.before) == (Verdict.DISMISS, kind, before)
        ),
        None,
    )
    return Point(
        file=said.file,
        kind=kind,
        status=Status.DECIDED if decision else Status.OPEN,
        is_question=True,
        line=doubt.line,
        before=before,
        confidence=doubt.confidence,
        message=doubt.message.kind.of(*map(_shown, doubt.message.values)),
        decision=decision,
    )


def _shown(value: str) -> str:
    return show_characters(fold_spaces(value))


def _words_of_line(said: RepairedTexts, line: int) -> str:
    """Give the beginning of a line of the raw file: it tells the line from others."""
    if not line:
        return ""
    start = said.lines.start(line)
    end = said.text.find("\n", start)
    words = clean(said.text[start : end if end >= 0 else None][: 4 * _SHOWN])
    return words[:_SHOWN]


def word_point(point: Point) -> OpenPoint:
    """Word an open point of a raw file."""
    source = raw_path(point.file)
    if point.kind == LOST:
        return _word_lost(point)
    before, after = show_characters(point.before), show_characters(point.after)
    if point.others:
        others = " or ".join(map(repr, map(show_characters, point.others)))
        return OpenPoint(
            source, point.line, Kind.UNCERTAIN_WAYS.of(before, after, others)
        )
    message = point.message or Kind.UNCERTAIN.of(before, after)
    return OpenPoint(source, point.line, message)


def _find_lost(said: RepairedTexts) -> Iterator[Decision]:
    """Yield the decisions of this very file whose place is in none of its texts."""
    made = {
        (one.left, one.before, one.right)
        for text in said.all_texts()
        for one in (*text.made, *text.kept)
        if one.decided
    }
    for one in said.decisions:
        if one.file == said.file and (one.left, one.before, one.right) not in made:
            yield one


def word_idle(
    decisions: Iterable[Decision], files: Collection[str]
) -> Iterator[OpenPoint]:
    """Ask about decisions whose raw file is not there."""
    near = NearMatches(files)
    for file in sorted({one.file for one in decisions} - set(files)):
        message = Kind.NO_DECIDED_FILE.of(said_raw(file), near.find(file))
        yield OpenPoint(FILE, 0, message, key=file)


def _word_lost(one: Point) -> OpenPoint:
    place = f"{one.left}{one.before}{one.right}"
    verdict = one.decision.verdict if one.decision else ""
    message = Kind.NO_PLACE.of(place, verdict, one.before)
    return OpenPoint(raw_path(one.file), 0, message)
