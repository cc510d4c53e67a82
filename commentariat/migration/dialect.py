"""
The Markdown of other generators, written as ours is read.

CommonMark and kramdown nest lists by where the text of an item begins, begin one right
below a paragraph, and CommonMark reads Markdown within elements; ours wants four blanks,
an empty line, and `markdown="1"`. Lines that mean the same in both stay as they are.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec


class Dialect(msgspec.Struct, frozen=True):
    """What differs in the Markdown of a generator."""

    nests_by_text: bool = False
    """Lists nest by where the text of an item begins, and need no empty line above."""
    reads_in_elements: bool = False
    """Behind an empty line, text within an element is Markdown."""
    settings: tuple[str, ...] = ()
    """Settings of Markdown that a new site has on besides those that every one has."""


_FENCE: Final = re.compile(r"(?P<before> *)(?P<mark>`{3,}|~{3,})(?P<rest>[^\n]*)$")
_ITEM: Final = re.compile(
    r"(?P<before> *)(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap> {1,4}(?=\S)| +(?=\S)|$)(?P<rest>.*)$"
)
_RULE: Final = re.compile(r" *([-*_])(?: *\1){2,} *$")
_UNDERLINE: Final = re.compile(r" {0,3}(?:-+|=+) *$")
_ROW: Final = re.compile(r" {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$")
_BREAK: Final = re.compile(r"(?<!\\)\\$")
_NO_PARAGRAPH: Final = re.compile(r" {0,3}(?:#{1,6}(?: |$)|>|<|\||\{\{)")
_OPENED: Final = re.compile(
    r" {0,3}<(?P<name>div|details|section|aside|article|center|figure|main)"
    r"(?P<said>(?:\s[^<>]{0,500})?)>\s*(?:<summary\b[^<>]{0,200}>.*</summary>\s*)?$",
    re.IGNORECASE,
)
_APART: Final = "<!-- -->"
_IN: Final = 4
"""Blanks that a level of a list is in."""


def write_as_ours(body: str, dialect: Dialect) -> str:
    """Write a *body* of that *dialect* as ours is read."""
    if dialect.reads_in_elements and "<" in body:
        body = _with_marked_elements(body)
    if not dialect.nests_by_text:
        return body
    return _Lines(body).written()


class _Lines:
    """The lines of a body, and the lists that they stand in."""

    def __init__(self, body: str) -> None:
        self.lines = body.split("\n")
        self.made: list[str] = []
        self.stack: list[int] = []
        """Where the text of each item begins that is open, from without."""
        self.kinds: list[str] = []
        """The last sign of the mark of each: numbers end with a stop."""
        self.is_paragraph = False
        """The line above is of a paragraph, outside of lists."""
        self.is_blank = True
        """The line above is empty."""
        self.block_level = 0
        """How deep the first line stood behind the last empty one."""
        self.is_loose = False
        """An empty line stands in the last item."""
        self.has_code = False
        """What stands last in the last item is code."""
        self.fence = ""
        self.fence_at = -1
        """Blanks before a fence within a list; -1: it is in none."""

    def written(self) -> str:
        for number, line in enumerate(self.lines):
            if self.fence:
                self._in_fence(line)
            elif not line.strip():
                self.made.append(line)
                self.is_blank, self.is_paragraph = True, False
            else:
                following = self.lines[number + 1 : number + 2]
                self._take(line, following[0] if following else "")
                self.is_blank = False
        return "\n".join(self.made)

    def _take(self, line: str, following: str) -> None:
        plain = line.expandtabs(_IN) if line[:1] in " \t" else line
        indent = len(plain) - len(plain.lstrip(" "))
        is_code = not self.stack and indent >= _IN and not self.is_paragraph
        found = None if is_code or self._is_no_item(plain) else _ITEM.match(plain)
        if found is not None and self._begins_item(found, indent):
            self._item(found, indent)
        elif is_code:
            self.made.append(line)
        elif fence := _FENCE.match(plain):
            self._begin_fence(line, fence, indent)
        elif self.stack:
            self._in_list(line, plain, indent)
        else:
            self._outside(line, following)

    def _is_no_item(self, plain: str) -> bool:
        if _RULE.match(plain):
            return True
        return self.is_paragraph and _UNDERLINE.match(plain) is not None

    def _begins_item(self, found: re.Match[str], indent: int) -> bool:
        """Tell an item from a line of a paragraph that only looks like one."""
        mark = found["mark"]
        if self.is_paragraph:
            number = mark[:-1]
            is_first = not number.isdecimal() or int(number) == 1
            return bool(found["rest"]) and is_first and indent < _IN
        within = [one for one in self.stack if indent >= one]
        return indent - (within[-1] if within else 0) < _IN

    def _item(self, found: re.Match[str], indent: int) -> None:
        mark = found["mark"].replace(")", ".")
        above = ""
        while self.stack and indent < self.stack[-1]:
            self.stack.pop()
            above = self.kinds.pop()
        is_other = bool(above) and above != mark[-1:]
        is_out = len(self.stack) < self.block_level
        if not self.is_blank and (
            self.is_paragraph or self.is_loose or is_other or is_out
        ):
            self.made.append("")
            self.is_blank = True
        if self.is_blank:
            self.block_level = len(self.stack)
        self.is_loose = self.has_code = False
        self.kinds.append(mark[-1:])
        level = _IN * len(self.stack)
        gap = found["gap"]
        is_code = len(gap) > _IN
        self.stack.append(indent + len(mark) + (1 if is_code or not gap else len(gap)))
        self.is_paragraph = False
        rest = _broken(found["rest"])
        self.made.append(f"{' ' * level}{mark}{gap}{rest}")

    def _close(self, indent: int) -> None:
        """Close the items that nothing stands in that is *indent* blanks in."""
        while self.stack and indent < self.stack[-1]:
            self.stack.pop()
            self.kinds.pop()

    def _in_list(self, line: str, plain: str, indent: int) -> None:
        if self.is_blank or _NO_PARAGRAPH.match(plain):
            self._close(indent)
        if not self.stack:
            if not self.is_blank:
                self.made.append("")
            self._outside(line, "")
            return
        self.is_loose = self.is_loose or self.is_blank
        self.has_code = False
        if self.is_blank:
            self.block_level = len(self.stack)
        level = _IN * len(self.stack)
        more = indent - self.stack[-1] if self.is_blank else 0
        level += more if more >= _IN else 0  # else it is no code
        self.made.append(_broken(" " * level + plain.lstrip(" ")))

    def _outside(self, line: str, following: str) -> None:
        is_table = "|" in line and "|" in following and _ROW.match(following)
        if is_table and self.is_paragraph:
            self.made.append("")
        self.is_paragraph = not (is_table or _NO_PARAGRAPH.match(line))
        self.made.append(_broken(line))

    # -- Code between fences, which stands in no list of ours ----------------------------

    def _begin_fence(self, line: str, fence: re.Match[str], indent: int) -> None:
        depth = len(self.stack)
        self._close(indent)
        self.fence, self.is_paragraph = fence["mark"], False
        if not self.stack:
            self.fence_at = -1
            self.made.append(line)
            return
        self.fence_at, self.is_loose = indent, True
        if not self.is_blank:
            self.made.append("")
        is_code = self.has_code and not "".join(self.made[-1:]).strip()
        self.has_code = True
        if len(self.stack) < depth or is_code:  # else it would be of the list above
            self.made += " " * _IN * len(self.stack) + _APART, ""
        self.block_level = len(self.stack)

    def _in_fence(self, line: str) -> None:
        bare = line.strip()
        is_end = bare.startswith(self.fence) and not bare.strip(self.fence[0])
        if self.fence_at < 0:
            self.made.append(line)
        elif not is_end:
            plain = line.expandtabs(_IN)
            inner = plain[min(self.fence_at, len(plain) - len(plain.lstrip(" "))) :]
            level = _IN * (len(self.stack) + 1)
            self.made.append(f"{' ' * level}{inner}" if inner.strip() else "")
        if is_end:
            self.fence = ""
            self.is_blank = False


def _broken(line: str) -> str:
    """Write a break at the end of a line with blanks, not with a stroke."""
    return _BREAK.sub("  ", line)


def _with_marked_elements(body: str) -> str:
    """Say of elements that what stands in them is Markdown, where an empty line follows."""
    lines = body.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and (not fence or mark["mark"].startswith(fence)):
            fence = "" if fence else mark["mark"]
        found = None if fence else _OPENED.match(line)
        if found is None or "markdown=" in found["said"]:
            continue
        if _is_parted(lines, number, found["name"].lower()):
            at = found.end("said")
            lines[number] = f'{line[:at]} markdown="1"{line[at:]}'
    return "\n".join(lines)


def _is_parted(lines: list[str], number: int, name: str) -> bool:
    """Tell whether an empty line stands in the element that begins on that line."""
    depth = 0
    is_parted = False
    for line in lines[number : number + 2_000]:
        low = line.lower()
        depth += low.count(f"<{name}") - low.count(f"</{name}")
        if depth <= 0:
            return is_parted
        is_parted = is_parted or not line.strip()
    return False
