"""A raw file as one side of a comparison: its paragraphs, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any, Final

import msgspec

from commentariat.archive.text import fold
from commentariat.intake.content.cleaning import clean
from commentariat.intake.content.detection import detect
from commentariat.intake.content.identity import authors_of, date_of
from commentariat.intake.content.told import read_date
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
    """
    What the metadata tell, folded, by key of front matter, and the rest of them by its
    own key; without codes and empty values.
    """
    first: int = 0
    """Index of the first paragraph that is no dek."""
    title: str = ""
    date: str = ""
    language: str = ""
    is_cut_off: bool = False
    """Nothing follows the body, and no line end: the crawl broke off in the text."""

    def without_title(self, title: str) -> Side:
        """
        Take the *title*, letters and digits alone, off the paragraph that it is glued to.

        That is the first one of the dek and of the body.
        """
        for index in sorted({0, self.first}):
            said = self.said[index : index + 1]
            if title and said and said[0] != title and said[0].startswith(title):
                rest = _cut_said(self.paragraphs[index], len(title))
                return msgspec.structs.replace(
                    self,
                    said=_exchange(self.said, index, say(rest)),
                    paragraphs=_exchange(self.paragraphs, index, rest),
                )
        return self


def _exchange(texts: tuple[str, ...], index: int, text: str) -> tuple[str, ...]:
    return (*texts[:index], text, *texts[index + 1 :])


def _cut_said(text: str, letters: int) -> str:
    """Cut off *text* so many letters and digits, as they are said."""
    for at, sign in enumerate(text):
        if letters <= 0:
            return text[at:].lstrip()
        letters -= len(say(sign))
    return ""


def take_side(
    file: str, reading: Reading, text: str, row: IndexRow | None, site_language: str
) -> Side:
    """Take the side of the raw file *file*, whose decoded text is *text*."""
    row = row or IndexRow(file, 0)
    texts = [clean(one) for one in (reading.dek or "", *(p.text for p in reading.body))]
    paragraphs = tuple(one for one in texts if say(one))
    told = {key: " ".join(reading.told.get(key, ())) for key in ("title", "date")}
    date = read_date(told["date"])
    sample = " ".join(one[:1000] for one in paragraphs[:_SAMPLE])
    return Side(
        file,
        paragraphs,
        tuple(map(say, paragraphs)),
        _about(reading, without=("title", "date") if date else ("title",)),
        1 if say(reading.dek or "") else 0,
        fold(row.title or told["title"] or reading.title or ""),
        date_of(reading, row, file, date).value,
        row.language or detect(sample, site_language).language,
        _is_cut_off(reading, text),
    )


def say(text: str) -> str:
    """Reduce *text* to its letters and digits, in small letters."""
    return _NOT_SAID.sub("", text.casefold())


def _about(reading: Reading, without: Collection[str]) -> dict[str, str]:
    told: dict[str, Iterable[Any]] = {**reading.told, "authors": authors_of(reading)}
    for name in reading.untold:
        if CRAWL_KEYS.get(name) != CODE:  # codes differ between crawls
            value = reading.metadata[name]
            values = value if isinstance(value, list) else [value]
            told[name] = (*told.get(name, ()), *values)
    folded = {
        key: "\n".join(sorted(fold(str(one)) for one in values if one))
        for key, values in told.items()
    }
    return {
        key: text
        for key, text in folded.items()
        if key == "authors" or (text and key not in without)
    }


def _is_cut_off(reading: Reading, text: str) -> bool:
    after = (
        reading.bios, reading.related, reading.recent_work, reading.recent_authors,
        reading.disclaimer, reading.more_work_from, reading.unplaced,
    )  # fmt: skip
    return not any(after) and not text.endswith("\n")
