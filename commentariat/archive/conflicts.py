"""What git leaves in a file that two people changed."""

from __future__ import annotations

import re

import msgspec

from commentariat.errors import Problem
from commentariat.kinds import Kind, Row

_MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_BEGIN, _MIDDLE, _END = (
    re.compile("<<<<<<<(?: |$)"),
    "=======",
    re.compile(">>>>>>>(?: |$)"),
)


class Sides(msgspec.Struct, frozen=True):
    """A file as each of two people had it, and as it was before where that is known."""

    ours: str
    theirs: str
    base: str | None = None


def split_sides(text: str) -> Sides | None:
    """Part a *text* with the marks of conflicts; None where they are not whole."""
    parts: dict[str, list[str]] = {"ours": [], "base": [], "theirs": []}
    where, is_based = "", True
    *lines, last = text.split("\n")
    for line in (*(f"{line}\n" for line in lines), last):
        mark = line.rstrip("\r\n")
        if not where and not _BEGIN.match(mark):
            for part in parts.values():
                part.append(line)
        elif not where:
            where = "ours"
        elif mark == _MIDDLE and where != "theirs":
            is_based &= where == "base"
            where = "theirs"
        elif mark.startswith("|||||||") and where == "ours":
            where = "base"
        elif _END.match(mark) and where == "theirs":
            where = ""
        elif _BEGIN.match(mark):
            return None
        else:
            parts[where].append(line)
    if where:
        return None
    ours, base, theirs = ("".join(parts[name]) for name in ("ours", "base", "theirs"))
    return Sides(ours, theirs, base if is_based else None)


def is_conflict(line: str) -> bool:
    """Tell whether *line* is a mark of a conflict."""
    return line.startswith(_MARKS)


def may_hold_conflict(text: str) -> bool:
    """Say no at once to a *text* that holds neither the beginning nor the end of one."""
    has_begin = "<" in text and "<<<<<<<" in text
    return has_begin or (">" in text and ">>>>>>>" in text)


def find_conflicts(text: str, source: str, kind: Row = Kind.CONFLICT) -> list[Problem]:
    """
    Find the conflicts in the *text* of the file *source*, each where it begins.

    What stands in a block of code is shown, and no conflict. Of one whose beginning was
    taken away the end is told.
    """
    if not may_hold_conflict(text):  # as nearly always
        return []
    from commentariat.archive.body_lines import prose_lines

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
        found.append(Problem(source, number, kind.of()))
    return found
