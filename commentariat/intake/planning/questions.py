"""What the editors of content files are asked when raw files go on without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commentariat.archive.folders import raw_path
from commentariat.archive.model import Article, RawFile
from commentariat.errors import OpenPoint
from commentariat.intake.planning.inventory import Inventory
from commentariat.kinds import Kind, Message


def ask_editors(article: Article, inventory: Inventory) -> Iterator[OpenPoint]:
    """Ask the editors of a content file about raw files that went on without it."""
    source = f"content/{article.source}"
    for raw in article.raw:
        if inventory.is_dropped(raw.file):
            yield OpenPoint(source, 0, Kind.RAW_SKIPPED.of(raw.file), "raw")
        elif inventory.is_changed(raw):
            yield OpenPoint(source, 0, _word_change(raw, inventory), "raw")


def _word_change(raw: RawFile, inventory: Inventory) -> Message:
    digest, row = inventory.digests[raw.file], inventory.rows.get(raw.file, "")
    if digest != raw.digest:
        return Kind.RAW_CHANGED.of(raw.file, digest)
    return Kind.ROW_CHANGED.of(raw.file, row) if row else Kind.ROW_GONE.of(raw.file)


def word_waiting(file: str, article: Article, broken: str) -> OpenPoint:
    message = Kind.WAITING.of(article.source, broken)
    return OpenPoint(raw_path(file), 0, message)


def word_not_compared(file: str) -> OpenPoint:
    return OpenPoint(raw_path(file), 0, Kind.NOT_COMPARED.of())


def word_not_led_on(article: Article, addresses: Iterable[str]) -> OpenPoint:
    """Ask the editor of *article* to let former *addresses* lead to it."""
    shown = ", ".join(f"'/{one}/'" for one in addresses)
    message = Kind.NOT_LED_ON.of(shown)
    return OpenPoint(f"content/{article.source}", 0, message, "aliases")
