"""A raw file as one side of a comparison: its paragraphs, and what stands beside them."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from commentariat.archive.text import fold
from commentariat.intake.content.cleaning import clean
from commentariat.intake.content.derive import detect_language
from commentariat.intake.content.identity import authors_of, date_of
from commentariat.intake.pages.model import Reading
from commentariat.intake.sources.keys import CODE, CRAWL_KEYS
from commentariat.intake.sources.sidecar import IndexRow

_SAMPLE: Final = 12
_NOT_SAID: Final = re.compile(r"[\W_]+")


class Side(msgspec.Struct, frozen=True):
    """What of a raw file is compared with another."""

    file: str
    paragraphs: tuple[str, ...]
    """Dek and body, as the raw file has them."""
    said: tuple[str, ...]
    """The same as letters and digits alone, so that lost spaces do not count."""
    about: dict[str, str]
    """The metadata, folded, by key; without codes and empty values."""
    first: int = 0
    """Index of the first paragraph that is no dek."""
    title: str = ""
    date: str = ""
    language: str = ""
    is_cut_off: bool = False
    """Nothing follows the body, and no line end: the crawl broke off in the text."""


def take_side(
    file: str, reading: Reading, text: str, row: IndexRow | None, site_language: str
) -> Side:
    """Take the side of the raw file *file*, whose decoded text is *text*."""
    row = row or IndexRow(file, 0)
    texts = [clean(one) for one in (reading.dek or "", *(p.text for p in reading.body))]
    paragraphs = tuple(one for one in texts if say(one))
    sample = " ".join(one[:1000] for one in paragraphs[:_SAMPLE])
    return Side(
        file,
        paragraphs,
        tuple(map(say, paragraphs)),
        _about(reading),
        1 if say(reading.dek or "") else 0,
        fold(row.title or reading.title or ""),
        date_of(reading, row, file).value,
        row.language or detect_language(sample, site_language),
        _is_cut_off(reading, text),
    )


def say(text: str) -> str:
    """Reduce *text* to its letters and digits, in small letters."""
    return _NOT_SAID.sub("", text.casefold())


def _about(reading: Reading) -> dict[str, str]:
    about = {"authors": "\n".join(sorted(map(fold, authors_of(reading))))}
    for key, value in reading.metadata.items():
        if CRAWL_KEYS.get(key) == CODE or key == "authors":
            continue  # codes differ between crawls
        values = value if isinstance(value, list) else [value]
        folded = "\n".join(sorted(fold(str(one)) for one in values if one))
        if folded:
            about[key] = folded
    return about


def _is_cut_off(reading: Reading, text: str) -> bool:
    after = (
        reading.bios, reading.related, reading.recent_work, reading.recent_authors,
        reading.disclaimer, reading.more_work_from, reading.unplaced,
    )  # fmt: skip
    return not any(after) and not text.endswith("\n")
