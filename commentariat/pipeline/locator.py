"""On which line of its file a key stands that something is said of."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from commentariat.archive.frontmatter import line_of_key, split_header
from commentariat.archive.text import normalize_line_ends
from commentariat.config import SETTINGS_FILE, line_of_setting
from commentariat.errors import OpenPoint, Problem, SourceError

One = TypeVar("One", Problem, OpenPoint)


class Locator:
    """Gives lines to problems and points that know only a key; reads files once."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._text = lru_cache(maxsize=64)(self._read)

    def place(self, one: One) -> One:
        """Put *one* beside the line of its key, where the file has that."""
        if one.line or not one.key:
            return one
        return msgspec.structs.replace(one, line=self._line(one.source, one.key))

    def _line(self, source: str, key: str) -> int:
        """Find the line of *key*; the first one where a file that has text lacks it."""
        text = self._text(source)
        if not text:
            return 0
        if source == SETTINGS_FILE:
            return line_of_setting(text, key) or 1
        try:
            return line_of_key(split_header(text, source), key) or 1
        except SourceError:
            return 1

    def _read(self, source: str) -> str:
        path = self._site / source
        if not path.is_file():  # a pipe, say, whose reading would never end
            return ""
        try:
            return normalize_line_ends(path.read_text("utf-8-sig", "replace"))
        except OSError:
            return ""
