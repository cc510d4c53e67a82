"""Problems and open points in the form that GitHub Actions shows beside the lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commentariat.errors import OpenPoint, Problem


def annotate(
    problems: Iterable[Problem],
    points: Iterable[OpenPoint],
    hints: Iterable[OpenPoint] = (),
) -> Iterator[str]:
    """Write a line each: errors for *problems*, warnings for open *points*, notices."""
    for problem in problems:
        yield _command("error", problem.source, problem.line, str(problem.message))
    for point in points:
        yield _command("warning", point.source, point.line, str(point.message))
    for hint in hints:
        yield _command("notice", hint.source, hint.line, str(hint.message))


def _command(level: str, source: str, line: int, message: str) -> str:
    place = f"file={_property(source)}" + (f",line={line}" if line else "")
    return f"::{level} {place}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
