"""Slips in settings that TOML cannot read, told by the line that is to be mended."""

from __future__ import annotations

import re
import tomllib
from typing import Final

from commentariat.kinds import Kind, Message

_PART: Final = r"(?:[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"
_KEY: Final = re.compile(rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*")
_STATEMENT: Final = re.compile(
    rf"{_KEY.pattern}[ \t]*=|\[{_KEY.pattern}\][ \t]*(?:\n|$)"
)
_BLANK: Final = re.compile(r"[ \t]*")
_SPACE: Final = re.compile(r"(?:\s|#[^\n]*)*")
_REST: Final = re.compile(r"[^\n]{0,200}")  # more than is shown; a list has many
_TEXTS: Final = {
    '"""': re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''.*?'{3,5}", re.DOTALL),
    '"': re.compile(r'"(?:[^"\\\n]|\\[^\n])*"'),
    "'": re.compile(r"'[^'\n]*'"),
}
_ESCAPE: Final = re.compile(r"\\(?:\\|[^btnfr\"uUex\s])")
_WORD: Final = re.compile(r"[^\s,\[\]{}#=\"']+(?: \d\d:[\d:.+Z-]+)?")
_PLAIN: Final = re.compile(  # what a list may hold a million of
    r"true|false|[+-]?(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?"
    r"|[+-]?(?:inf|nan)|0x[\da-fA-F](?:_?[\da-fA-F])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*",
    re.ASCII,
)
_LONGEST_PLAIN: Final = 99
_CLOSING: Final = {"[": "]", "{": "}"}
_SHOWN: Final = 60

Slip = tuple[int, Message]


def find_slip(text: str, fault: int) -> Slip | None:
    """
    Find what TOML refuses on the line *fault* of *text*, or what begins above it.

    Gives the line to be mended, and what is to be done about it; None where the fault
    is of another kind.
    """
    try:
        _Scan(text).run()
    except _SlipError as found:
        is_open = found.message.kind in (Kind.TOML_BRACKET, Kind.TOML_OPEN)
        if found.line == fault or (is_open and found.line < fault):
            return found.line, found.message
    except RecursionError:  # lists in lists, thousands deep
        pass
    return None


class _SlipError(Exception):
    def __init__(self, line: int, message: Message) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class _Scan:
    """One way through a document, to the first slip."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.table = ""
        self._counted, self._number = 0, 1
        self.seen: dict[str, int] = {}
        """Tables and keys, and the line of each."""

    def run(self) -> None:
        while True:
            self._take(_SPACE)
            if self.at == len(self.text):
                return
            line = self._line()
            if self._next() == "[":
                self._header(line)
            else:
                self._pair(line, self.table)
            self._take(_BLANK)
            if self._next() not in ("", "\n", "#"):
                raise _SlipError(line, Kind.TOML_BEHIND.of(self._rest()))

    def _line(self) -> int:
        self._number += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._number

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str | None:
        found = pattern.match(self.text, self.at)
        if found is None:
            return None
        self.at = found.end()
        return found[0]

    def _rest(self) -> str:
        found = _REST.match(self.text, self.at)
        words = found[0].strip() if found else ""
        return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"

    def _header(self, line: int) -> None:
        is_list = self.text.startswith("[[", self.at)
        self.at += 1 + is_list
        self._take(_BLANK)
        key = self._take(_KEY)
        self._take(_BLANK)
        closing = "]]" if is_list else "]"
        if key is None or not self.text.startswith(closing, self.at):
            raise _SlipError(line, Kind.TOML_BRACKET.of("[" * len(closing), closing))
        self.at += len(closing)
        self.table = f"{_plain(key)}."
        if is_list:
            self.table += f"{line}."  # each is another
        else:
            self._note(self.table, f"[{key}]", line)

    def _note(self, name: str, shown: str, line: int) -> None:
        first = self.seen.setdefault(name, line)
        if first != line:
            raise _SlipError(line, Kind.TOML_TWICE.of(shown, first))

    def _pair(self, line: int, table: str) -> None:
        words = self._rest()
        key = self._take(_KEY)
        self._take(_BLANK)
        if key is None or self._next() != "=":
            raise _SlipError(line, Kind.TOML_NO_PAIR.of(words))
        self.at += 1
        self._note(table + _plain(key), key, line)
        self._take(_BLANK)
        self._value(line)

    def _value(self, line: int) -> None:
        sign = self._next()
        if sign in _CLOSING:
            self._entries(line, sign)
            return
        for mark, whole in _TEXTS.items():
            if self.text.startswith(mark, self.at):
                found = self._take(whole)
                if found is None:
                    raise _SlipError(line, Kind.TOML_OPEN.of(mark))
                wrong = any(one != r"\\" for one in _ESCAPE.findall(found))
                if mark[0] == '"' and wrong:
                    raise _SlipError(line, Kind.TOML_ESCAPE.of())
                return
        begin = self.at
        if not _is_value(self._take(_WORD) or ""):
            self.at = begin
            raise _SlipError(line, Kind.TOML_WORDS.of(self._rest()))

    def _entries(self, line: int, sign: str) -> None:
        """Pass over a list, or a table on one line."""
        closing = _CLOSING[sign]
        open_here = Kind.TOML_BRACKET.of(sign, closing)
        self.at += 1
        is_first = True
        while True:
            self._take(_SPACE if sign == "[" else _BLANK)
            here = self._line()
            if self._next() == closing:
                self.at += 1
                return
            is_key = sign == "[" and here > line and self._begins_line()
            if self._next() in ("", "\n") or is_key:
                raise _SlipError(line, open_here)
            if not is_first:
                raise _SlipError(here, Kind.TOML_COMMA.of(self._rest()))
            if sign == "[":
                self._value(here)
            else:
                self._pair(here, f"{here}.{self.at}.")
            self._take(_SPACE if sign == "[" else _BLANK)
            is_first = self._next() == ","
            self.at += is_first

    def _begins_line(self) -> bool:
        """Tell whether a key or a table of the document stands here, and no entry."""
        return _STATEMENT.match(self.text, self.at) is not None


def _plain(key: str) -> str:
    """Write *key* in one way, whatever blanks and quotes it has."""
    return re.sub(r"[ \t\"']", "", key)


def _is_value(word: str) -> bool:
    if len(word) <= _LONGEST_PLAIN and _PLAIN.fullmatch(word):
        return True
    try:
        tomllib.loads(f"x = {word}")
    except ValueError:
        return False
    return True
