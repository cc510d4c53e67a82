"""On which line the answer to a question belongs, so that it can be shown beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from commentariat.archive.frontmatter import line_of_key, split_header
from commentariat.archive.text import normalize_line_ends
from commentariat.config import SETTINGS_FILE
from commentariat.errors import OpenPoint, Problem, SourceError
from commentariat.pipeline.locator import Locator

One = TypeVar("One", Problem, OpenPoint)

_KEYS = {
    "no date": "date", "no author": "authors", "derived title": "title",
    "unknown key": "extra", "duplicate article": "title", "raw changed": "raw",
    "raw skipped": "raw", "raw not listed": "raw", "base url": "base_url",
}  # fmt: skip
_TEXTS = (".md", ".txt", ".jsonl", ".toml", ".csv", ".html", ".css", ".svg")


class Beside:
    """Gives lines to problems and points that have none; reads each file once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._locator = Locator(folder)
        self._text = lru_cache(maxsize=64)(self._read)

    def place(self, one: One) -> One:
        """Put *one* beside a line, where it is about a file that has lines."""
        one = self._locator.place(one)
        return msgspec.structs.replace(one, line=one.line or self._line(one))

    def _line(self, one: Problem | OpenPoint) -> int:
        if not one.source.endswith(_TEXTS) or one.source.startswith("output/"):
            return 0
        text = self._text(one.source)
        if not text:
            return 0
        key = _KEYS.get(one.kind, "")
        if key:
            return _line_of_key(text, key, one.source)
        quoted = re.search(r"'([^']+?)…?'$", str(one.message))
        if quoted and not one.source.endswith(".md"):
            lines = enumerate(text.split("\n"), 1)
            return next((n for n, line in lines if quoted[1] in line), 1)
        return 1

    def _read(self, source: str) -> str:
        path = self._folder / source
        if not path.is_file():  # a pipe, say, whose reading would never end
            return ""
        try:
            text = path.read_text("utf-8-sig", errors="replace")
        except OSError:
            return ""
        return normalize_line_ends(text)


def _line_of_key(text: str, key: str, source: str) -> int:
    """Find the line of *key*; where there is none, that on which the header begins."""
    if source == SETTINGS_FILE:
        # A header of YAML has ':' after a key, one of TOML '='.
        pattern = re.compile(rf"\s*{key}\s*=")
        lines = enumerate(text.split("\n"), 1)
        return next((n for n, line in lines if pattern.match(line)), 1)
    try:
        return line_of_key(split_header(text, source), key) or 1
    except SourceError:
        return 1
