"""On which line each key of a TOML document stands: `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from commentariat.judge import join_key

# Bare words are keys, or pieces of numbers and dates.
_TOKEN = re.compile(
    r'(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*')|(?P<bare>[^\s\[\]{},=.#\"']+)|(?P<sign>[\[\]{},=.\n])|#[^\n]*",
    re.DOTALL,
)


def toml_lines(text: str) -> dict[str, int]:
    """
    Map each key of the sound document *text*, as `a.menu[1].url`, to its line.

    A table that is never opened itself stands where the first key of it does.
    """
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._tokens = self._read(text)
        self._found: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        """How many tables the arrays of tables have so far."""
        self._advance()

    def _read(self, text: str) -> Iterator[tuple[str, str, int]]:
        line, end = 1, 0
        for match in _TOKEN.finditer(text):
            line += text.count("\n", end, match.start())
            end = match.start()
            if match.lastgroup:
                yield match.lastgroup, match[0], line
        yield "end", "", line

    def _advance(self) -> None:
        self._group, self._token, self._line = next(self._tokens)

    def _take(self, sign: str) -> bool:
        """Pass over *sign* if it comes next."""
        is_next = self._group == "sign" and self._token == sign
        if is_next:
            self._advance()
        return is_next

    def scan(self) -> dict[str, int]:
        table = ""
        while self._group != "end":
            if self._take("["):
                table = self._header()
            elif not self._take("\n"):
                self._pair(table)
        return self._found

    def _header(self) -> str:
        is_array = self._take("[")
        path = ""
        while not self._take("]"):
            path = self._part(path)
            count = self._counts.get(path, 0)
            is_last = self._group == "sign" and self._token == "]"
            if is_array and is_last:
                count = self._counts[path] = count + 1
            if count:
                path = join_key(path, count - 1)
                self._found.setdefault(path, self._line)
        if is_array:
            self._take("]")
        return path

    def _part(self, path: str) -> str:
        """Read one part of a key in *path*, and the dot behind it."""
        token, line = self._token, self._line
        if self._group == "text":
            token = tomllib.loads(f"key = {token}")["key"]
        self._advance()
        self._take(".")
        path = join_key(path, token)
        self._found.setdefault(path, line)
        return path

    def _pair(self, path: str) -> None:
        while not self._take("="):
            path = self._part(path)
        self._value(path)

    def _value(self, path: str) -> None:
        if self._take("["):
            number = 0
            while not self._take("]"):
                if not (self._take("\n") or self._take(",")):
                    inner = join_key(path, number)
                    self._found.setdefault(inner, self._line)
                    self._value(inner)
                    number += 1
        elif self._take("{"):
            while not self._take("}"):
                if not (self._take("\n") or self._take(",")):
                    self._pair(path)
        else:
            while not (self._group == "end" or self._token in ("\n", ",", "]", "}")):
                self._advance()
