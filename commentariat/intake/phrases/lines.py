"""Where the lines of a text stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
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


class LineIndex:
    """Where the lines of a raw file begin: an offset as line and column."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        sizes = [len(line) + 1 for line in text.split("\n")]
        self._starts = [0, *accumulate(sizes[:-1])]

    def place(self, offset: int) -> tuple[int, int]:
        """Give line and column, both from 1, of the character at *offset*."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, line: int) -> int:
        """Give the offset at which *line* begins."""
        return self._starts[min(max(line, 1), len(self._starts)) - 1]
