"""What the editors of content files are asked when raw files go on without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commentariat.archive.folders import RAW
from commentariat.archive.model import Article, RawFile
from commentariat.errors import OpenPoint
from commentariat.intake.planning.inventory import Inventory
from commentariat.kinds import Kind


def ask_editors(article: Article, inventory: Inventory) -> Iterator[OpenPoint]:
    """Ask the editors of a content file about raw files that went on without it."""
    source = f"content/{article.source}"
    for raw in article.raw:
        if inventory.is_dropped(raw.file):
            message = (
                f"index.csv skips {RAW}/{raw.file}, but this file was edited: "
                "delete it, or take it out of the list under 'raw'"
            )
            yield OpenPoint(source, 0, Kind.RAW_SKIPPED.of(message))
        elif inventory.is_changed(raw):
            yield OpenPoint(
                source, 0, Kind.RAW_CHANGED.of(_word_change(raw, inventory))
            )


def _word_change(raw: RawFile, inventory: Inventory) -> str:
    digest, row = inventory.digests[raw.file], inventory.rows.get(raw.file, "")
    if digest != raw.digest:
        what, key, now = f"{RAW}/{raw.file} has changed", "digest", digest
    else:
        what, key, now = f"the row of {raw.file} in index.csv has changed", "row", row
    told = (
        f"set its {key!r} under 'raw' to {now}"
        if now
        else f"remove its {key!r} under 'raw'"
    )
    return f"{what} since this edited file was imported; bring over what matters and {told}"


def word_waiting(file: str, article: Article, broken: str) -> OpenPoint:
    message = (
        f"waits: it is a crawl of content/{article.source}, whose {RAW}/{broken} "
        "cannot be read; mend or delete that file"
    )
    return OpenPoint(f"{RAW}/{file}", 0, Kind.WAITING.of(message))


def word_not_compared(file: str) -> OpenPoint:
    message = (
        "cannot be read, so it was not compared with the articles that are new; if one "
        "is another crawl of it, `check` says so once it is mended"
    )
    return OpenPoint(f"{RAW}/{file}", 0, Kind.NOT_COMPARED.of(message))


def word_not_led_on(article: Article, addresses: Iterable[str]) -> OpenPoint:
    """Ask the editor of *article* to let former *addresses* lead to it."""
    shown = ", ".join(f"'/{one}/'" for one in addresses)
    message = f"add {shown} under 'aliases': that article is now this one"
    return OpenPoint(f"content/{article.source}", 0, Kind.NOT_LED_ON.of(message))
