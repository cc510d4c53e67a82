"""On which line of its file something stands that is said of a key, or of it all."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from commentariat.archive.fences import split_header
from commentariat.archive.text import normalize_line_ends
from commentariat.config import SETTINGS_FILE, line_of_setting
from commentariat.disk import LARGEST_CONTENT, read_whole
from commentariat.errors import Said, SourceError

_TEXTS = (".md", ".txt", ".jsonl", ".toml", ".csv", ".html", ".css", ".svg")


class Locator:
    """Gives lines to problems and points that have none; reads each file once."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._text = lru_cache(maxsize=64)(self._read)

    def place(self, one: Said) -> Said:
        """
        Put *one* beside the line of its key, where it has one.

        That of a key that is not there is the first: where it would be written.
        """
        return self.place_or_begin(one) if one.key else one

    def place_or_begin(self, one: Said) -> Said:
        """Put *one* beside the line of its key, else where its text begins."""
        if one.line:
            return one
        return msgspec.structs.replace(one, line=self._line(one.source, one.key))

    def _line(self, source: str, key: str) -> int:
        text = self._text(source)
        if not text:
            return 0
        if source == SETTINGS_FILE:
            return line_of_setting(text, key) or 1
        if not source.endswith(".md"):
            lines = enumerate(text.split("\n"), 1)
            return next((n for n, line in lines if key in line), 1)
        from commentariat.archive.yaml_header import line_of_key  # takes long to load

        try:
            return line_of_key(split_header(text, source), key) or 1
        except SourceError:
            return 1

    def _read(self, source: str) -> str:
        path = self._site / source
        is_text = source.endswith(_TEXTS) and not source.startswith("output/")
        if not is_text or not path.is_file():  # a pipe's reading would never end
            return ""
        try:
            data = read_whole(path, LARGEST_CONTENT)
            return normalize_line_ends(data.decode("utf-8-sig", "replace"))
        except OSError:
            return ""
