"""
YAML of plain values, written as PyYAML writes it, byte for byte, in a tenth of the time.

PyYAML builds a node and several events for each value. Front matter is a mapping of
texts and lists of texts, for which that is not needed. What is not of this kind is
left to PyYAML, as a whole or value by value, so that there is one way to write YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from commentariat.archive.plain_header import NotPlain

Resolvers: TypeAlias = "Mapping[str | None, list[tuple[str, re.Pattern[str]]]]"

# What libyaml takes for printable, without the characters that break a line.
_PRINTABLE = re.compile("[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*")
_BREAK = re.compile("[\n\x85\u2028\u2029]")
_QUOTED = frozenset("#,[]{}&*!|>'\"%@` ")
"""What a scalar without quotes cannot begin with."""
_ASKED = frozenset("-?:.")
"""What it can begin with in some cases."""
_LONGEST_KEY = 32
"""A key of 128 bytes would be written in another way."""

_MOST_NAMES = 256
_MOST_TEXTS = 4096
_SHORT = 40


class PlainWriter:
    """
    Writes mappings of str, int, lists and mappings in block style.

    *resolvers* tell the texts that would be read as something else without quotes;
    *dump* writes one value as PyYAML does.
    """

    def __init__(self, resolvers: Resolvers, dump: Callable[[Any], str]) -> None:
        self._patterns = {
            first: [pattern for _, pattern in found]
            for first, found in resolvers.items()
        }
        self._dump = dump
        self._names: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def write(self, fields: Mapping[str, Any]) -> str:
        """
        Write *fields* in their order.

        Raises:
            NotPlain: there is something among them that is not written here.
        """
        lines: list[str] = []
        self._add_fields(lines, fields, "")
        return "".join(lines) if lines else "{}\n"

    def _add_fields(
        self, lines: list[str], fields: Mapping[str, Any], indent: str
    ) -> None:
        names, texts, add = self._names, self._texts, lines.append
        for key, value in fields.items():
            name = names.get(key) or self._name(key)
            kind = type(value)
            if kind is str:
                add(f"{indent}{name}: {texts.get(value) or self._text(value)}\n")
            elif kind is int:
                add(f"{indent}{name}: {value}\n")
            elif not isinstance(value, list | dict):
                add(f"{indent}{name}: {self._other(value)}\n")
            elif not value:
                add(f"{indent}{name}: {'{}' if isinstance(value, dict) else '[]'}\n")
            else:
                add(f"{indent}{name}:\n")
                if isinstance(value, dict):
                    self._add_fields(lines, value, f"{indent}  ")
                else:
                    self._add_items(lines, value, indent)

    def _name(self, key: Any) -> str:
        """Write a key, and remember the usual ones."""
        if type(key) is not str or len(key) > _LONGEST_KEY:
            raise NotPlain
        if not _is_printable(key):
            raise NotPlain
        name = self._text(key)
        if len(self._names) < _MOST_NAMES:
            self._names[key] = name
        return name

    def _add_items(self, lines: list[str], values: list[Any], indent: str) -> None:
        inner = f"{indent}  "
        for value in values:
            if type(value) is str:
                written = self._texts.get(value) or self._text(value)
                lines.append(f"{indent}- {written}\n")
            elif not isinstance(value, list | dict):
                lines.append(f"{indent}- {self._other(value)}\n")
            elif value and isinstance(value, dict):
                first = len(lines)
                self._add_fields(lines, value, inner)
                lines[first] = f"{indent}- {lines[first][len(inner) :]}"
            else:
                raise NotPlain

    def _text(self, text: str) -> str:
        """Write a text, and remember short ones: names and rules come again and again."""
        if not (text and text[0] not in _ASKED and _is_printable(text)):
            return self._dumped(text)
        written = text if self._is_plain(text) else _quote(text)
        if len(text) <= _SHORT and len(self._texts) < _MOST_TEXTS:
            self._texts[text] = written
        return written

    def _other(self, value: Any) -> str:
        if type(value) is int or (type(value) is float and 0.001 < value < 1000):
            return repr(value)
        return self._dumped(value)

    def _dumped(self, value: Any) -> str:
        written = self._dump(value)
        if _BREAK.search(written):  # its further lines depend on where it stands
            raise NotPlain
        return written

    def _is_plain(self, text: str) -> bool:
        """Tell whether *text* is read as itself without quotes."""
        if text[0] in _QUOTED or text[-1] in ": " or ": " in text or " #" in text:
            return False
        for pattern in self._patterns.get(text[0], ()):  # noqa: SIM110 (it is fast)
            if pattern.match(text):
                return False
        return True


def _is_printable(text: str) -> bool:
    if text.isascii():
        return text.isprintable()
    return _PRINTABLE.fullmatch(text) is not None


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
