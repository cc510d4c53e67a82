"""The fences of content files: what stands between them, and where the body begins."""

from __future__ import annotations

import re
from typing import Final

from commentariat.errors import Problem, SourceError
from commentariat.kinds import Kind

FENCE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)


def split_header(text: str, source: str) -> str:
    """Return what stands between the two fences of *text*, checking both."""
    return split_content(text, source)[0]


def split_content(text: str, source: str) -> tuple[str, int]:
    """Return what stands between the two fences of *text*, and where they end."""
    opening = FENCE.match(text)
    if opening is None:
        raise SourceError(Problem(source, 1, Kind.NO_FRONT_MATTER.of()))
    closing = FENCE.search(text, opening.end())
    if closing is None:
        raise SourceError(Problem(source, 1, Kind.OPEN_FRONT_MATTER.of()))
    return text[opening.end() + 1 : closing.start()], closing.end()


def body_line(text: str, header: str) -> int:
    """Tell the line, from 1, on which the body after *header* begins."""
    after = header.count("\n") + 2
    rest = text.split("\n", after)[-1]
    blank = rest[: len(rest) - len(rest.lstrip())]
    return after + 1 + blank.count("\n")
