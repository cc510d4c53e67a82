"""Where the lines of a text stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

import msgspec


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
    lines: list[RawLine] = []
    at, number, ends = start, 1 + text.count("\n", 0, start), 0
    for whole in text[start:end].split("\n"):
        line = whole.strip()
        if line:
            begin = at + whole.index(line[0])
            lines.append(RawLine(begin, number, line, ends > 1))
            ends = 0
        at += len(whole) + 1
        number += 1
        ends += 1
    return lines


def cut_line(line: RawLine, offset: int) -> tuple[RawLine, RawLine]:
    """Part *line* before the character at *offset*."""
    head, tail = line.text[:offset].rstrip(), line.text[offset:]
    return (
        RawLine(line.start, line.number, head, line.is_after_blank, line.is_continued),
        RawLine(line.start + offset, line.number, tail, is_continued=True),
    )


_WIDEST: Final = 120
_LEAST_BROKEN: Final = 4  # ends of lines
_SHARE_BROKEN: Final = 0.6
_SLACK: Final = 10
"""The part of the width by which lines fall short of it."""
_BEGINS_ANEW: Final = re.compile(r"[-–—•*#>]|\(?\d{1,3}[.)]\s|\[\d+\]")


def join_wrapped(text: str, lines: Sequence[RawLine]) -> list[RawLine]:
    """
    Join the lines of paragraphs that are broken to a width, as old texts are.

    A line is broken where the first word of the next one would not have fitted on it;
    where most lines are not, each is a paragraph.
    """
    width = max(map(len, (line.text for line in lines)), default=0)
    if width > _WIDEST:
        return list(lines)
    broken = [_is_broken(a, b, width) for a, b in pairwise(lines)]
    beside = sum(not line.is_after_blank for line in lines[1:])
    if sum(broken) < max(_LEAST_BROKEN, _SHARE_BROKEN * beside):
        return list(lines)
    joined = list(lines[:1])
    for is_broken, line in zip(broken, lines[1:], strict=True):
        if not is_broken:
            joined.append(line)
            continue
        first = joined[-1]
        whole = text[first.start : line.end]
        joined[-1] = RawLine(first.start, first.number, whole, first.is_after_blank)
    return joined


def _is_broken(line: RawLine, below: RawLine, width: int) -> bool:
    if below.is_after_blank or _BEGINS_ANEW.match(below.text):
        return False
    word = below.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(word) > width - width // _SLACK


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
