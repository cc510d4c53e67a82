"""Slips in front matter that YAML cannot read, told by the line that is to be mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from commentariat.kinds import Kind, Message

_KEY: Final = re.compile(
    r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\W\d_][\w -]*?) *:(?=[ \t]|$)"
)
_KEY_LINE: Final = re.compile(r"[A-Za-z_][\w-]*:(?:[ \t\n]|$)")
_GLUED: Final = re.compile(r"([A-Za-z_][\w-]*):(?=[^ \t/])")
_DASHES: Final = re.compile(r"(?:-(?: +|$))*")
_BLOCK: Final = re.compile(r"[|>][0-9+-]{0,2}\s*(?:#.*)?")
_COMMENT: Final = re.compile(r"\s#")
_COLON: Final = re.compile(r":(?:[ \t\n]|$)")
_QUOTATIONS: Final = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'(?:[^']|'')*'", re.DOTALL),
}
_ESCAPE: Final = re.compile(r"\\(?:[^0abt\tnvfre \"/\\N_LPxuU\n])")
_SIGNS: Final = frozenset("@`%&*!|>,]}")
_CLOSING: Final = {"[": "]", "{": "}"}
_OPENING: Final = {closing: opening for opening, closing in _CLOSING.items()}

Slip = tuple[int, Message]


def find_slip(header: str) -> Slip | None:
    """
    Find the first line of *header* that YAML reads in another way than a person does.

    Gives its number in *header*, from 1, and what is to be done about it. Only worth
    asking of what YAML refuses: some of this may stand in a header that is right.
    """
    lines = header.split("\n")
    return _Scan(lines).run()


class _Scan:
    """One way through the lines of a header."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.at = 0
        self.above = -1
        """Column of the key above where it has a value on its line; else -1."""

    def run(self) -> Slip | None:
        while self.at < len(self.lines):
            number = self.at + 1
            found = self._line(self.lines[self.at])
            if found is not None:
                return found if isinstance(found, tuple) else (number, found)
            self.at += 1
        return None

    def _line(self, line: str) -> Message | Slip | None:
        text = line.lstrip(" \t")
        if not text or text.startswith("#"):
            return None
        column = len(line) - len(text)
        if "\t" in line[:column]:
            return Kind.YAML_TAB.of()
        dashes = _DASHES.match(text)
        width = dashes.end() if dashes else 0
        rest = text[width:]
        key = _KEY.match(rest)
        if key is None:
            if width:
                self.above = -1
                return self._value(rest, column, is_entry=True)
            return self._bare(text, column)
        if 0 <= self.above < column and not width:
            return Kind.YAML_INDENT.of()
        value = rest[key.end() :].lstrip()
        is_there = bool(value) and not value.startswith("#")
        self.above = column + width if is_there else -1
        return self._value(value, column + width)

    def _bare(self, text: str, column: int) -> Message | Slip | None:
        """Look at a line that is neither an entry nor begins with a key."""
        glued = _GLUED.match(text)
        if glued:
            return Kind.YAML_GLUED.of(glued[1])
        if self.above < 0 and column:  # a value on a line of its own
            return self._value(text, column)
        if not column or self.above >= column:
            return Kind.YAML_NO_PAIR.of()
        return Kind.YAML_COLON.of() if _COLON.search(text) else None

    def _value(
        self, value: str, column: int, *, is_entry: bool = False
    ) -> Message | Slip | None:
        first = value[:1]
        if not first or first == "#":
            return None
        if first in _QUOTATIONS:
            return self._quoted(value, first)
        if first in _CLOSING:
            return self._bracketed(value, first)
        if first in "|>" and _BLOCK.fullmatch(value):
            self._skip_block(column)
            return None
        if first in _SIGNS or (first in "-?:" and value[1:2] in ("", " ")):
            return Kind.YAML_SIGN.of(first)
        cut = _COMMENT.search(value)
        plain = value[: cut.start()] if cut else value
        if not is_entry and _COLON.search(plain):
            return Kind.YAML_COLON.of()
        if cut and self._goes_on(column):
            return Kind.YAML_CUT.of()
        return None

    def _goes_on(self, column: int) -> bool:
        """Tell whether the next line belongs to the value of this one."""
        following = self.lines[self.at + 1 : self.at + 2]
        text = following[0].lstrip() if following else ""
        indent = len(following[0]) - len(text) if text else 0
        is_own = text.startswith("#") or _KEY.match(text) is not None
        return indent > column and not is_own

    def _skip_block(self, column: int) -> None:
        while self.at + 1 < len(self.lines):
            line = self.lines[self.at + 1]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
                break
            self.at += 1

    def _chunk(self, value: str) -> str:
        """Give *value* with the lines below it, up to the next key of the header."""
        found = [value]
        for line in self.lines[self.at + 1 :]:
            if _KEY_LINE.match(line):
                break
            found.append(line)
        return "\n".join(found)

    def _quoted(self, value: str, sign: str) -> Message | Slip | None:
        chunk, quotation = value, _QUOTATIONS[sign].match(value)
        if quotation is None:
            chunk = self._chunk(value)
            quotation = _QUOTATIONS[sign].match(chunk)
        if quotation is None:
            return Kind.YAML_OPEN.of(sign)
        if sign == '"' and _ESCAPE.search(quotation[0]):
            return Kind.YAML_ESCAPE.of()
        if _is_more(chunk, quotation.end()):
            return Kind.YAML_BEHIND.of(sign)
        self.at += quotation[0].count("\n")
        return None

    def _bracketed(self, value: str, sign: str) -> Message | Slip | None:
        """Follow a list or mapping in brackets to its end, over lines."""
        chunk, (end, found) = value, _follow(value)
        if found is not None:  # it may end on a line below
            chunk = self._chunk(value)
            end, found = _follow(chunk)
        if found is not None:
            return self.at + 1 + chunk.count("\n", 0, end), found
        if _is_more(chunk, end):
            return Kind.YAML_SIGN.of(sign)
        self.at += chunk.count("\n", 0, end)
        return None


def _is_more(text: str, at: int) -> bool:
    """Tell whether anything but a comment stands behind *at* on its line."""
    rest = text[at:].partition("\n")[0]
    return bool(rest.strip()) and not _COMMENT.match(rest)


def _follow(text: str) -> tuple[int, Message | None]:
    """
    Follow the list or mapping in brackets with which *text* begins.

    Gives where it ends, or where a slip is, and what is to be done about that.
    """
    open_ = ""
    at, is_begun = 0, False  # inside a text without quotes, quotes are signs as others
    while at < len(text):
        character = text[at]
        if character in _CLOSING and not is_begun:
            open_ += _CLOSING[character]
        elif character == open_[-1]:
            open_, is_begun = open_[:-1], False
            if not open_:
                return at + 1, None
        elif character == ",":
            is_begun = False
        elif character in _QUOTATIONS and not is_begun:
            quotation = _QUOTATIONS[character].match(text, at)
            if quotation is None:
                return at, Kind.YAML_OPEN.of(character)
            at, is_begun = quotation.end(), True
            continue
        elif character == "#" and text[at - 1].isspace():
            cut = text[at:].partition("\n")[0]
            if is_begun or open_[-1] in cut:
                return at, Kind.YAML_CUT.of()
            at += len(cut)
            continue
        elif character in "@`%" and not is_begun:
            return at, Kind.YAML_SIGN.of(character)
        elif character == "\t" and text[at - 1] == "\n":
            return at, Kind.YAML_TAB.of()
        elif not character.isspace():
            is_begun = character != ":" or not text[at + 1 : at + 2].isspace()
        at += 1
    return 0, Kind.YAML_BRACKET.of(_OPENING[open_[-1]], open_[-1])
