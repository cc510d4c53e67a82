"""What the editors of content files are asked when raw files go on without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commentariat.archive.folders import raw_path, said_raw
from commentariat.archive.model import Article, RawFile
from commentariat.errors import OpenPoint
from commentariat.intake.planning.inventory import Inventory
from commentariat.kinds import Kind, Message


def ask_editors(article: Article, inventory: Inventory) -> Iterator[OpenPoint]:
    """Ask the editors of a content file about raw files that went on without it."""
    source = f"content/{article.source}"
    for raw in article.raw:
        if inventory.is_dropped(raw.file):
            is_hidden = raw.file in inventory.hidden
            kind = Kind.RAW_HIDDEN if is_hidden else Kind.RAW_SKIPPED
            yield OpenPoint(source, 0, kind.of(said_raw(raw.file)), "raw")
        elif inventory.is_changed(raw):
            message = _word_change(raw, inventory, source)
            yield OpenPoint(source, 0, message, "raw")


def _word_change(raw: RawFile, inventory: Inventory, source: str) -> Message:
    is_other = inventory.digests[raw.file] != raw.digest
    return (Kind.RAW_CHANGED if is_other else Kind.ROW_CHANGED).of(
        said_raw(raw.file), source
    )


def word_waiting(file: str, article: Article, broken: str) -> OpenPoint:
    message = Kind.WAITING.of(article.source, said_raw(broken))
    return OpenPoint(raw_path(file), 0, message)


def word_not_compared(file: str) -> OpenPoint:
    return OpenPoint(raw_path(file), 0, Kind.NOT_COMPARED.of())


def word_not_led_on(article: Article, addresses: Iterable[str]) -> OpenPoint:
    """Ask the editor of *article* to let former *addresses* lead to it."""
    shown = ", ".join(f"'/{one}/'" for one in addresses)
    message = Kind.NOT_LED_ON.of(shown)
    return OpenPoint(f"content/{article.source}", 0, message, "aliases")
