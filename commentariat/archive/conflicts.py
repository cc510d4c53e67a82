"""What git leaves in a file that two people changed."""

from __future__ import annotations

import re

from commentariat.archive.body_lines import prose_lines
from commentariat.errors import Problem
from commentariat.kinds import Kind

_MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_BEGIN, _MIDDLE, _END = (
    re.compile("<<<<<<<(?: |$)"),
    "=======",
    re.compile(">>>>>>>(?: |$)"),
)


def is_conflict(line: str) -> bool:
    """Tell whether *line* is a mark of a conflict."""
    return line.startswith(_MARKS)


def find_conflicts(text: str, source: str) -> list[Problem]:
    """
    Find the conflicts in the *text* of the file *source*, each where it begins.

    What stands in a block of code is shown, and no conflict. Of one whose beginning was
    taken away the end is told.
    """
    has_begin = "<" in text and "<<<<<<<" in text
    if not has_begin and ">>>>>>>" not in text:  # as nearly always
        return []
    found: list[Problem] = []
    is_open = has_middle = False
    for number, line in prose_lines(text.split("\n"), 1):
        if _BEGIN.match(line):
            is_open = True
        elif line == _MIDDLE:
            has_middle = True
            continue
        elif not (_END.match(line) and has_middle):
            continue
        elif is_open:
            is_open = has_middle = False
            continue
        found.append(Problem(source, number, Kind.CONFLICT.of()))
    return found
