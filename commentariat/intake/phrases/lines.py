"""Where the lines of a text stand."""

from __future__ import annotations

import re
from typing import Final

import msgspec

# `\S` first, so that blank lines and indents are passed over at one stroke.
_LINE: Final = re.compile(r"\S[^\n]*")


class RawLine(msgspec.Struct, frozen=True, gc=False):
    """A line, or a part of one, without the white space around it."""

    start: int
    """Offset of the first character in the text of the file."""
    number: int
    """Line of the file, counted from 1; parts of one line share it."""
    text: str
    is_after_blank: bool = False
    is_continued: bool = False
    """Something other than the metadata stands before it on the same line."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[RawLine]:
    """List the lines of `text[start:end]` that hold more than white space."""
    end = len(text) if end is None else end
    lines: list[RawLine] = []
    at, number = start, 1 + text.count("\n", 0, start)
    for match in _LINE.finditer(text, start, end):
        begin = match.start()
        newlines = text.count("\n", at, begin)
        number += newlines
        lines.append(RawLine(begin, number, match.group().rstrip(), newlines > 1))
        at = match.end()
    return lines


def cut_line(line: RawLine, offset: int) -> tuple[RawLine, RawLine]:
    """Part *line* before the character at *offset*."""
    head, tail = line.text[:offset].rstrip(), line.text[offset:]
    return (
        RawLine(line.start, line.number, head, line.is_after_blank, line.is_continued),
        RawLine(line.start + offset, line.number, tail, is_continued=True),
    )
