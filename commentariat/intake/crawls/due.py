"""Which articles and raw files cannot stay as they are without a look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from commentariat.archive.model import Article, RawFile


class Inventory(msgspec.Struct, frozen=True):
    """The raw files that there are, and what index.csv says of them."""

    digests: Mapping[str, str]
    """By file; empty for one that no article lists, as nobody asks."""
    rows: Mapping[str, str] = {}
    """Digest of the row of each file that has one."""
    skipped: frozenset[str] = frozenset()
    """Files that index.csv says to skip, whether they exist or not."""
    held: frozenset[str] = frozenset()
    """Files that are at fault, or whose rows are."""
    named: frozenset[str] | None = None
    """The files asked for; None: all."""
    decided: Mapping[str, str] = {}
    """Digest of what editors decided of each file that they did of."""
    is_again: bool = False
    """Everything is to be read again, for the rules may have changed."""

    def is_asked(self, file: str) -> bool:
        """Tell whether this import is about *file*."""
        return self.named is None or file in self.named

    def is_changed(self, raw: RawFile) -> bool:
        """Tell whether a usable file is not as it was when *raw* was recorded."""
        if not self.is_usable(raw.file) or not self.is_asked(raw.file):
            return False
        row = self.rows.get(raw.file, "")
        return (self.digests[raw.file], row) != (raw.digest, raw.row)

    def is_decided_anew(self, raw: RawFile) -> bool:
        """Tell whether editors decided other things of a file than *raw* records."""
        if not self.is_usable(raw.file) or not self.is_asked(raw.file):
            return False
        return self.decided.get(raw.file, "") != raw.decided

    def is_usable(self, file: str) -> bool:
        """Tell whether *file* can be read and is to be."""
        return (
            file in self.digests and file not in self.held and file not in self.skipped
        )

    def is_dropped(self, file: str) -> bool:
        """Tell whether *file* is to be skipped."""
        return file in self.skipped and self.is_asked(file)


class Due(msgspec.Struct, frozen=True):
    """What cannot stay as it is without a look."""

    fresh: tuple[str, ...]
    """Raw files that no article lists."""
    articles: tuple[Article, ...]
    """Articles with a raw file that changed, is skipped, or was asked for."""


def find_due(articles: Iterable[Article], inventory: Inventory) -> Due:
    """Compare what the *articles* were made from with what the *inventory* has."""
    due: list[Article] = []
    listed: set[str] = set()
    digests, rows, decided = inventory.digests, inventory.rows, inventory.decided
    for article in articles:
        is_due = False
        for raw in article.raw:
            file = raw.file
            listed.add(file)
            is_same = (
                digests.get(file) == raw.digest
                and rows.get(file, "") == raw.row
                and decided.get(file, "") == raw.decided
            )
            is_forced = inventory.named is not None or inventory.is_again
            if not is_same or file in inventory.skipped or is_forced:
                is_due = is_due or _calls(raw, inventory)
        if is_due:
            due.append(article)
    fresh = sorted(
        file
        for file in inventory.digests
        if file not in listed and inventory.is_usable(file) and inventory.is_asked(file)
    )
    return Due(tuple(fresh), tuple(sorted(due, key=lambda one: one.source)))


def _calls(raw: RawFile, inventory: Inventory) -> bool:
    is_forced = inventory.is_again or inventory.named is not None
    is_named = is_forced and inventory.is_asked(raw.file)
    return (
        inventory.is_changed(raw)
        or inventory.is_decided_anew(raw)
        or inventory.is_dropped(raw.file)
        or (is_named and inventory.is_usable(raw.file))
    )


def files_of(articles: Iterable[Article], inventory: Inventory) -> tuple[str, ...]:
    """List the raw files that must be read to write *articles* anew."""
    files = {raw.file for article in articles for raw in article.raw}
    return tuple(sorted(file for file in files if inventory.is_usable(file)))
