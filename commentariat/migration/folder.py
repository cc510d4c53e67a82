"""The folder of an old site: which files lie in it, and what they say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from commentariat.archive.text import UNADDRESSABLE
from commentariat.disk import LARGEST_CONTENT, LARGEST_WHOLE, read_whole
from commentariat.errors import OpenPoint, Problem, SourceError, unreadable
from commentariat.kinds import Kind
from commentariat.migration.syntax import FaultError, decode, read_data

MOST_FILES: Final = 200_000
DEEPEST: Final = 40
"""Folders within each other."""
DATA: Final = {".yml": "yaml", ".yaml": "yaml", ".toml": "toml", ".json": "json"}
_NOT_OURS: Final = frozenset(
    ".git .hg .svn .cache .jekyll-cache .sass-cache node_modules __pycache__ .venv venv "
    ".bundle .idea .vscode .DS_Store .hugo_build.lock Thumbs.db".split()
)
"""What programs keep for themselves, at any depth."""


class Folder:
    """The files of a folder by path, in order: none behind a link, none that is odd."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.points: list[OpenPoint] = []
        self.skipped: dict[str, str] = {}
        self.files: tuple[str, ...] = tuple(sorted(self._walk("", 0)))
        self.known = frozenset(self.files)

    def _walk(self, below: str, depth: int) -> Iterator[str]:
        left = MOST_FILES
        folders = [(below, depth)]
        while folders:
            below, depth = folders.pop()
            try:
                entries = sorted(os.scandir(self.path / below), key=lambda e: e.name)
            except OSError as fault:
                self._tell(below or ".", Kind.UNREADABLE.of(fault.strerror or fault))
                continue
            for entry in entries:
                path = f"{below}{entry.name}"
                if entry.name in _NOT_OURS:
                    continue
                if "\\" in entry.name or UNADDRESSABLE.search(entry.name):
                    self._tell(ascii(path)[1:-1], Kind.BAD_NAME.of())
                elif entry.is_symlink():
                    self._tell(path, Kind.MIGRATED_LINK.of())
                elif entry.is_dir():
                    if depth >= DEEPEST:
                        self._tell(
                            path, Kind.MIGRATED_MANY.of(f"{DEEPEST} folders deep")
                        )
                    else:
                        folders.append((f"{path}/", depth + 1))
                elif entry.is_file():
                    left -= 1
                    if left < 0:
                        self._tell(path, Kind.MIGRATED_MANY.of(f"{MOST_FILES:,} files"))
                        return
                    yield path
                else:
                    self._tell(path, Kind.NOT_A_FILE.of())

    def _tell(self, path: str, message: Any) -> None:
        self.points.append(OpenPoint(path, 0, message))

    def has(self, path: str) -> bool:
        """Tell whether there is that file."""
        return path in self.known

    def below(self, folder: str) -> Iterator[str]:
        """List the files below *folder*, which ends with `/` or is empty."""
        return (one for one in self.files if one.startswith(folder))

    def bytes_of(self, path: str) -> bytes:
        """
        Read a file whole.

        Raises:
            SourceError: it cannot be read, or is larger than is read.
        """
        try:
            return read_whole(self.path / path, LARGEST_WHOLE)
        except OSError as fault:
            raise SourceError(unreadable(path, fault)) from None

    def text_of(self, path: str) -> str:
        """
        Read a text file.

        Raises:
            SourceError: it cannot be read, is too large, or is no UTF-8.
        """
        try:
            data = read_whole(self.path / path, LARGEST_CONTENT)
        except OSError as fault:
            raise SourceError(unreadable(path, fault)) from None
        return decode(data, path)

    def data_of(self, path: str) -> Any:
        """
        Read a data file by its ending.

        Raises:
            SourceError: it cannot be read.
        """
        try:
            return read_data(
                self.text_of(path), DATA[os.path.splitext(path)[1].lower()]
            )
        except FaultError as fault:
            message = Kind.MIGRATED_UNREAD.of(fault.reason)
            raise SourceError(Problem(path, fault.line, message)) from None

    def settings_of(self, path: str) -> dict[str, Any]:
        """Read a data file that is a mapping; one that is none says nothing, and is told."""
        try:
            found = self.data_of(path)
        except SourceError as fault:
            self.points += [
                OpenPoint(p.source, p.line, p.message) for p in fault.problems
            ]
            return {}
        return found if isinstance(found, dict) else {}
