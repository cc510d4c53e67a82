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
        yield _command("error", problem)
    for point in points:
        yield _command("warning", point)
    for hint in hints:
        yield _command("notice", hint)


def _command(level: str, one: Problem | OpenPoint) -> str:
    place = f"file={_property(one.source)}" + (f",line={one.line}" if one.line else "")
    return f"::{level} {place}::{_data(one.sentence)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
