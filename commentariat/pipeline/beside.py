"""On which line the answer to a question belongs, so that it can be shown beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from commentariat.archive.archive import Term, names_in
from commentariat.archive.frontmatter import line_of_key, split_header
from commentariat.archive.text import normalize_line_ends
from commentariat.config import SETTINGS_FILE
from commentariat.errors import OpenPoint, Problem, SourceError
from commentariat.site.site import Site

One = TypeVar("One", Problem, OpenPoint)

SPELLINGS = "two spellings"
_KEYS = {
    "no date": "date", "no author": "authors", "derived title": "title",
    "unknown key": "extra", "duplicate article": "title", "raw changed": "raw",
    "raw skipped": "raw", "raw not listed": "raw", "base url": "base_url",
}  # fmt: skip
_TEXTS = (".md", ".txt", ".jsonl", ".toml", ".csv", ".html", ".css", ".svg")


class Beside:
    """Gives lines to problems and points that have none; reads each file once."""

    def __init__(self, folder: Path, site: Site) -> None:
        self._folder = folder
        self._site = site
        self._text = lru_cache(maxsize=64)(self._read)

    def place(self, one: One) -> One:
        """Put *one* beside a line, where it is about a file that has lines."""
        if isinstance(one, OpenPoint) and one.kind == SPELLINGS:
            found = self._spelling(one)
            source, line = found or (one.source, one.line)
        else:
            source, line = one.source, one.line or self._line(one)
        return msgspec.structs.replace(one, source=source, line=line)

    def _line(self, one: Problem | OpenPoint) -> int:
        if not one.source.endswith(_TEXTS) or one.source.startswith("output/"):
            return 0
        text = self._text(one.source)
        if not text:
            return 0
        key = _KEYS.get(one.kind, "")
        if key:
            return _line_of_key(text, key, one.source)
        quoted = re.search(r"'([^']+?)…?'$", one.message)
        if quoted and not one.source.endswith(".md"):
            lines = enumerate(text.split("\n"), 1)
            return next((n for n, line in lines if quoted[1] in line), 1)
        return 1

    def _spelling(self, point: OpenPoint) -> tuple[str, int] | None:
        """Find the first article that has the rarer spelling, and its line."""
        path = Path(point.source)
        for facet in self._site.settings.facets:
            if facet.path != path.parent.as_posix():
                continue
            term = self._site.archive.terms[facet.name].get(path.stem)
            return self._rarer(term) if term else None
        return None

    def _rarer(self, term: Term) -> tuple[str, int] | None:
        for article in sorted(term.articles, key=lambda one: one.source):
            for name in names_in(article, term.facet):
                if name in term.spellings and name != term.name:
                    source = f"content/{article.source}"
                    text = self._text(source)
                    begin = _line_of_key(text, term.facet.key, source)
                    lines = text.split("\n")[begin - 1 :]
                    after = next((n for n, line in enumerate(lines) if name in line), 0)
                    return source, begin + after
        return None

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
        return line_of_key(split_header(text, source), key)
    except SourceError:
        return 1
