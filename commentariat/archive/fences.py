"""The fences of content files: what stands between them, and where the body begins."""

from __future__ import annotations

import re
from typing import Final

from commentariat.errors import Problem, SourceError
from commentariat.kinds import Kind

FENCE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
_CLOSING: Final = re.compile(r"\n---[ \t]*$", re.MULTILINE)  # found sooner than by `^`
_BLANK: Final = re.compile(r"\s*")


def split_header(text: str, source: str) -> str:
    """Return what stands between the two fences of *text*, checking both."""
    return split_content(text, source)[0]


def split_content(text: str, source: str) -> tuple[str, int]:
    """Return what stands between the two fences of *text*, and where they end."""
    opening = FENCE.match(text)
    if opening is None:
        raise SourceError(Problem(source, 1, Kind.NO_FRONT_MATTER.of()))
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise SourceError(Problem(source, 1, Kind.OPEN_FRONT_MATTER.of()))
    return text[opening.end() + 1 : closing.start() + 1], closing.end()


def body_line(text: str, header: str) -> int:
    """Tell the line, from 1, on which the body after *header* begins."""
    after = header.count("\n") + 2
    closing = text.find("\n") + 1 + len(header)
    start = text.find("\n", closing) + 1
    blank = _BLANK.match(text, start) if start else None
    return after + 1 + (text.count("\n", start, blank.end()) if blank else 0)
