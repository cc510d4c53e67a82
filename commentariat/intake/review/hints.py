"""What to do about points that are settled elsewhere than in the review."""

from __future__ import annotations

from typing import Final

from commentariat.intake.decisions.point import Point

_IN_FILE: Final = "change it in the content file"
_HINTS: Final = {
    "no date": "give the day, as 2024-03-15, the month or the year; or dismiss the question",
    "derived title": "give a title, or dismiss the question: then the derived one stays",
    "no author": "add `authors:` to the content file, or dismiss the question",
    "unknown key": "look at `extra:` in the content file, or dismiss the question",
    "dek or body": "move the paragraph in the content file where it is read wrongly, "
    "or dismiss the question",
    "cut off": "find the whole text and replace the raw file, or dismiss the question",
    "lost character": "correct it in the content file, or dismiss the question",
    "date": "answer under `no date`, or dismiss the question",
}


def hint_of(point: Point) -> str:
    """Say what an editor can do about a question."""
    if not point.is_question:
        return ""
    if point.pair is not None:
        return f"the line is kept in {point.pair.file}; no article is touched"
    if not point.file:
        return f"{_IN_FILE}; it is not settled here"
    return _HINTS.get(
        point.kind, f"{_IN_FILE} where it is wrong, or dismiss the question"
    )
