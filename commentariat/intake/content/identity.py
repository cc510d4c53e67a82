"""What an article is called, its day and its language, and what told them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

import msgspec

from commentariat.intake.content.cleaning import clean, clean_all
from commentariat.intake.content.derive import (
    date_in_file_name,
    derive_title,
    is_whole,
    title_in_url,
)
from commentariat.intake.content.model import Sourced, TitleFrom, first_told
from commentariat.intake.content.texts import RepairedTexts
from commentariat.intake.content.told import ToldFields
from commentariat.intake.decisions.decision import (
    DERIVED_TITLE,
    NO_DATE,
    Verdict,
)
from commentariat.intake.pages.model import Reading
from commentariat.intake.phrases.days import date_in_url, read_day
from commentariat.intake.phrases.imprint import is_salutation
from commentariat.intake.sources.sidecar import IndexRow

_LEADS_OVER: Final = (":", "：")
"""How a line ends that is no title but leads over to what follows."""
IDENTIFYING: Final = ("title", "date", "language")
"""Keys of front matter that several sources tell, of which the surest counts."""
_METADATA: Final = "metadata"
_DATE_FROM: Final = ("list", _METADATA, "address", "page", "file name")
"""What tells a date, by the rank of `date_of`."""
_LANGUAGE_FROM: Final = ("list", _METADATA)
"""What tells a language; where nothing does, the text itself may."""
_ANSWERED: Final = {DERIVED_TITLE: "title", NO_DATE: "date"}
"""What an editor's answer tells, by what was asked."""


class Identity(msgspec.Struct, frozen=True):
    """Title, date and language of an article, each ranked by what told it."""

    title: Sourced
    """Its ranks are those of `TitleFrom`."""
    date: Sourced
    """Empty value: none is told."""
    language: Sourced
    told_by: dict[str, str]
    """What told each of them, in a word."""

    @property
    def texts(self) -> dict[str, str]:
        """The values, by key of front matter."""
        return {key: getattr(self, key).value for key in IDENTIFYING}


def identify(said: RepairedTexts, row: IndexRow, told: ToldFields) -> Identity:
    """Take title, date and language from index.csv, metadata, page or file name."""
    title = title_of(
        row,
        told.texts.get("title", ""),
        said.title.text,
        said.dek.text,
        (paragraph.text for paragraph in said.body),
        said.file,
        row.url or said.reading.address,
    )
    date = date_of(said.reading, row, said.file, told.texts.get("date", ""))
    rank = 0 if row.language else 1 if told.texts.get("language") else 2
    language = Sourced(rank, said.language)
    detected = said.detected.by if said.detected else ""
    named = {
        "title": TitleFrom(title.rank).name.lower(),
        "date": _DATE_FROM[date.rank] if date.value else "",
        "language": (*_LANGUAGE_FROM, detected)[rank],
    }
    teller = said.reading.told_by
    named |= {
        key: teller[key]
        for key, name in named.items()
        if name == _METADATA and key in teller
    }
    answered = {one.kind for one in said.answers if one.verdict == Verdict.ANSWER}
    named |= {key: "editor" for kind, key in _ANSWERED.items() if kind in answered}
    told_by = {key: name for key, name in named.items() if name}
    return Identity(title, date, language, told_by)


def date_of(reading: Reading, row: IndexRow, file: str, told: str = "") -> Sourced:
    """
    Take the date that index.csv tells, or metadata (*told*), or address, page or file name.

    An address often says the month alone: the day in it comes from who knows it.
    """
    by_page = read_day(reading.published or "")
    by_file = date_in_file_name(file)
    address = row.url or reading.address
    first = first_told(row.date, told, date_in_url(address), by_page, by_file)
    if _DATE_FROM[first.rank : first.rank + 1] != ("address",):
        return first
    closer = first_told(
        *[""] * (first.rank + 1),
        *(date if date.startswith(first.value) else "" for date in (by_page, by_file)),
    )
    return closer if closer.value else first


def title_of(
    row: IndexRow,
    told: str,
    title: str,
    dek: str,
    body: Iterable[str],
    file: str,
    url: str = "",
) -> Sourced:
    """
    Take the title that index.csv, metadata or page tell, or derive one.

    The words of the address, which somebody made of the title, are better than a part of
    the dek or of the body. A greeting, or what leads over (`Key Conclusions:`), is taken
    where the body has nothing else.
    """
    if row.title:
        return Sourced(TitleFrom.LIST, row.title)
    if told:
        return Sourced(TitleFrom.METADATA, told)
    if given := clean(title):
        return Sourced(TitleFrom.PAGE, given)
    if (derived := derive_title(dek := clean(dek))) and is_whole(derived, dek):
        return Sourced(TitleFrom.DEK, derived)
    if words := title_in_url(url):
        return Sourced(TitleFrom.ADDRESS, words)
    if derived:
        return Sourced(TitleFrom.DEK, derived)
    greeting = ""
    for paragraph in map(clean, body):
        if not (derived := derive_title(paragraph)):
            continue
        if not (is_salutation(paragraph) or paragraph.endswith(_LEADS_OVER)):
            return Sourced(TitleFrom.BODY, derived)
        greeting = greeting or derived
    if greeting:
        return Sourced(TitleFrom.BODY, greeting)
    name = clean(PurePosixPath(file).stem) or clean(file)
    return Sourced(TitleFrom.FILE, name)


def authors_of(reading: Reading) -> tuple[str, ...]:
    """List the authors: those of the metadata, or else those of the byline."""
    return clean_all(reading.told.get("authors")) or clean_all(reading.byline)
