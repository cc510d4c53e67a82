"""Which articles and raw files cannot stay as they are without a look."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from commentariat.archive.folders import split_item
from commentariat.archive.model import Article, RawFile
from commentariat.config import Settings
from commentariat.errors import OpenPoint
from commentariat.intake.decisions.jsonl import DecisionFile
from commentariat.intake.formats.found import FoundItems
from commentariat.intake.planning.inventory import Inventory
from commentariat.intake.report import ReportBuilder
from commentariat.intake.sources.raw_files import RawFolder, raw_source
from commentariat.intake.sources.sidecar import Sidecar
from commentariat.kinds import Kind


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


def find_gone(
    articles: Iterable[Article],
    inventory: Inventory,
    found: RawFolder = RawFolder(),  # noqa: B008 (frozen)
    broken: Collection[str] = (),
) -> Iterator[OpenPoint]:
    """
    Name the raw files of *articles* that are neither there nor at fault.

    So are items, one of each file for all. Of a *broken* file any item may be there.
    """
    there, skipped = inventory.digests, inventory.skipped
    gone = {
        raw.file
        for article in articles
        for raw in article.raw
        if raw.file not in there and raw.file not in skipped
    }
    items: dict[str, list[str]] = {}
    for name in sorted(gone):
        file, key = split_item(name)
        items.setdefault(file, []).append(key)
    for file, keys in items.items():
        if file in found.containers and file not in broken:
            yield OpenPoint(raw_source(file), 0, Kind.ITEMS_GONE.of(len(keys), keys[0]))
        elif file not in found.containers and file not in found.faulty:
            yield OpenPoint(raw_source(file), 0, Kind.RAW_GONE.of())


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


class ImportInput(NamedTuple):
    """All that is known before a raw file is read."""

    site: Path
    settings: Settings
    articles: Sequence[Article]
    """Those of content/articles/ that could be judged."""
    sidecar: Sidecar
    settled: DecisionFile
    inventory: Inventory
    due: Due
    log: ReportBuilder
    items: FoundItems
    scratch: str | None = None
    """Folder for what waits to be written; None for the system's."""
