"""Which outputs there are, as the most forgetful of file systems tells them apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from commentariat.archive.redirects import REDIRECTS
from commentariat.site.page import Page, StaticFile

Output = Page | StaticFile


class Namespace:
    """
    Outputs, and what takes each: no two may want one file.

    Names that differ only in case or in Unicode's normal form are the same file on
    some systems, and so they are here. What lies at an address that somebody chose may
    want a folder where another output is a file, or the other way round.
    """

    def __init__(self) -> None:
        self._taken: dict[str, Output] = {}
        self._folders: dict[str, dict[str, Output]] = {}
        """
        Those of what lies at addresses that somebody chose, of former pages too, and
        what lies in each, by its file.
        """
        self._chosen: set[str] = set()
        """Files at addresses that somebody chose: any page may want a folder there."""

    def take(self, made: Output) -> Output | None:
        """Take *made* in; give what has its file already, if anything does."""
        key = fold_path(made.output)
        other = self._taken.get(key) or self._within(key)
        is_chosen = _is_chosen(made)
        if other is None and (is_chosen or self._chosen):
            folders = list(folders_of(key))
            above = folders if is_chosen else [f for f in folders if f in self._chosen]
            other = next((self._taken[f] for f in above if f in self._taken), None)
            if other is None and is_chosen:
                for folder in folders:
                    self._folders.setdefault(folder, {})[key] = made
                if not key.endswith("/index.html"):
                    self._chosen.add(key)
        if other is None:
            self._taken[key] = made
        return other

    def _within(self, folder: str) -> Output | None:
        """Give what came last into *folder*, if it is one."""
        held = self._folders.get(folder)
        return next(reversed(held.values())) if held else None

    def exchange(self, gone: Iterable[str], come: Iterable[Output]) -> bool:
        """Let outputs go and take others in; tell whether no two want one file."""
        for key in map(fold_path, gone):
            self._taken.pop(key, None)
            self._chosen.discard(key)
            for folder in folders_of(key):
                held = self._folders.get(folder, {})
                if held.pop(key, None) and not held:
                    del self._folders[folder]
        return all(self.take(made) is None for made in come)


def _is_chosen(made: Output) -> bool:
    if isinstance(made, StaticFile):
        return made.is_chosen
    return made.template == "redirect.html" or made.source == REDIRECTS


def folders_of(path: str) -> Iterator[str]:
    """Name the folders that *path* lies in, the outer ones first."""
    position = path.find("/")
    while position >= 0:
        yield path[:position]
        position = path.find("/", position + 1)


def fold_path(path: str) -> str:
    """Fold *path*: two that come to the same are one file on some systems."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", path).casefold()
