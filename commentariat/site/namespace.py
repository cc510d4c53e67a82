"""Which outputs there are, as the most forgetful of file systems tells them apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from commentariat.site.page import Page, StaticFile

Output = Page | StaticFile


class Namespace:
    """
    Outputs, and what takes each: no two may want one file.

    Names that differ only in case or in Unicode's normal form are the same file on
    some systems, and so they are here. A page at an address that somebody chose may
    want a folder where another page is a file.
    """

    def __init__(self) -> None:
        self._taken: dict[str, Output] = {}
        self._folders: dict[str, Output] = {}
        """Those of pages at addresses that somebody chose, of former pages too."""

    def take(self, made: Output) -> Output | None:
        """Take *made* in; give what has its file already, if anything does."""
        key = fold_path(made.output)
        other = self._taken.get(key) or self._folders.get(key)
        if isinstance(made, Page) and made.template == "redirect.html":
            folders = list(_folders(key))
            above = (self._taken[one] for one in folders if one in self._taken)
            other = other or next(above, None)
            if other is None:
                self._folders.update(dict.fromkeys(folders, made))
        if other is None:
            self._taken[key] = made
        return other

    def exchange(self, gone: Iterable[str], come: Iterable[Output]) -> bool:
        """Let outputs go and take others in; tell whether no two want one file."""
        for output in gone:
            self._taken.pop(fold_path(output), None)
        return all(self.take(made) is None for made in come)


def _folders(path: str) -> Iterator[str]:
    position = path.find("/")
    while position >= 0:
        yield path[:position]
        position = path.find("/", position + 1)


def fold_path(path: str) -> str:
    """Fold *path*: two that come to the same are one file on some systems."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", path).casefold()
