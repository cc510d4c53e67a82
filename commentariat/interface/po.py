"""Catalogs as translators write them: the entries of a .po file, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from commentariat.errors import Problem
from commentariat.kinds import Kind, Message

_LINE: Final = re.compile(
    r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,2})\])?[ \t]*)?"((?:[^"\\]|\\.)*)"'
)
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r"}
_SHOWN: Final = 60


class Entry(msgspec.Struct, frozen=True):
    """A message and its words."""

    line: int
    """On which it begins."""
    context: str
    message: str
    plural: str
    """Empty where it goes by no number."""
    forms: dict[int, str]
    """By their numbers; one that has no number is 0."""
    is_fuzzy: bool = False
    """Left in doubt by who wrote it."""


class _Begun:
    """An entry of which more is to come."""

    def __init__(self, line: int, *, is_fuzzy: bool) -> None:
        self.line = line
        self.is_fuzzy = is_fuzzy
        self.is_spoiled = False
        """Something in it is told already."""
        self.parts: dict[str, list[str]] = {}

    def finish(self) -> Entry:
        said = {key: "".join(pieces) for key, pieces in self.parts.items()}
        forms = {int(key): text for key, text in said.items() if key.isdigit()}
        return Entry(
            self.line,
            said.get("msgctxt", ""),
            said.get("msgid", ""),
            said.get("msgid_plural", ""),
            forms,
            self.is_fuzzy,
        )


def parse_po(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """
    Parse the *text* of a catalog: its entries, the head among them, and its faults.

    What is obsolete (`#~`) is left out; an entry that lacks a part is none.
    """
    return _Parser(source).parse(text)


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._entries: list[Entry] = []
        self._problems: list[Problem] = []
        self._begun: _Begun | None = None
        self._open: list[str] | None = None
        """What a line of nothing but a text goes on with."""
        self._is_fuzzy = False

    def parse(self, text: str) -> tuple[list[Entry], list[Problem]]:
        for number, line in enumerate(text.split("\n"), 1):
            self._take(number, line.strip())
        self._finish()
        return self._entries, self._problems

    def _take(self, number: int, line: str) -> None:
        if line.startswith("#"):
            self._open = None
            if line.startswith("#,") and "fuzzy" in line:
                self._is_fuzzy = True
        elif line:
            found = _LINE.fullmatch(line)
            if found is None:
                self._fault(number, Kind.CATALOG_SYNTAX.of(line[:_SHOWN]))
                self._open = None
            else:
                self._take_text(number, found[1], found[2], _unescape(found[3]))

    def _take_text(self, number: int, word: str, place: str, text: str) -> None:
        if not word:
            if self._open is None:
                self._fault(number, Kind.CATALOG_STRAY.of())
            else:
                self._open.append(text)
            return
        begun = self._begun
        if word == "msgctxt" or (
            word == "msgid" and (begun is None or "msgid" in begun.parts)
        ):
            self._finish()
            begun = self._begun = _Begun(number, is_fuzzy=self._is_fuzzy)
            self._is_fuzzy = False
        key = (place or "0") if word == "msgstr" else word
        if (
            begun is None
            or key in begun.parts
            or (word == "msgstr" and not begun.parts)
        ):
            self._fault(number, Kind.CATALOG_STRAY.of())
            self._open = None
            return
        self._open = begun.parts[str(int(key)) if key.isdigit() else key] = [text]

    def _finish(self) -> None:
        begun, self._begun, self._open = self._begun, None, None
        if begun is None:
            return
        entry = begun.finish()
        if "msgid" in begun.parts and entry.forms:
            self._entries.append(entry)
        elif not begun.is_spoiled:
            self._fault(begun.line, Kind.CATALOG_LACKS.of())

    def _fault(self, line: int, message: Message) -> None:
        if self._begun is not None:
            self._begun.is_spoiled = True
        self._problems.append(Problem(self._source, line, message))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), text)


def head_of(entries: list[Entry]) -> Iterator[tuple[str, str]]:
    """Read the head of a catalog, which translates nothing: names and values."""
    for entry in entries:
        if not entry.message and not entry.context:
            for line in entry.forms.get(0, "").split("\n"):
                name, colon, value = line.partition(":")
                if colon:
                    yield name.strip().lower(), value.strip()
