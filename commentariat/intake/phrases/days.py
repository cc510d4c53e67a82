"""Days as sources write them, in words and numbers, read where that is sure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urlsplit

from commentariat.archive.dates import DAY, is_date, midnight, parse_date
from commentariat.intake.phrases.calendar import MONTHS, WEEKDAYS
from commentariat.time_zones import find_zone


class DayOrder(StrEnum):
    """What comes first in a day that is written with numbers alone."""

    DAY = "day-first"
    MONTH = "month-first"
    UNKNOWN = ""


_YEAR_MARK: Final = r"(?:\s*(?:г\.?|года|р\.?|року))?"
_MONTH_FIRST: Final = re.compile(
    r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th|\.)?,?\s+(\d{4})"
)
_DAY_FIRST: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|[ºª°])?[\s./-]+(?:(?:de|of|di)\s+)?([^\W\d_]+)[\s.,/-]+"
    r"(?:(?:de|del)\s+)?(\d{4})" + _YEAR_MARK
)
_WITH_CLOCK: Final = re.compile(
    r"([A-Z][a-z]{2})\s+(\d{1,2})\s+\d{2}:\d{2}:\d{2}\s+(?:[A-Z]{2,5}\s+)?(\d{4})"
)
"""As programs in C write a moment; the zone is a word, so the day alone is taken."""
_MONTH_ALONE: Final = re.compile(
    r"([^\W\d_]+)\.?,?\s+(?:(?:de|del)\s+)?(\d{4})" + _YEAR_MARK
)
_YEAR_AND_NAME: Final = re.compile(r"(\d{4}),?[\s-]+([^\W\d_]+)\.?(?:[\s-]+(\d{1,2}))?")
"""As libraries write a day: `2019 May 3`."""
_HAN: Final = re.compile(
    r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?"
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})([/.-]) ?(\d{1,2})\2 ?(\d{1,2})\.?")
_NUMBERS: Final = re.compile(r"(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(\d{4})")
_WEEKDAY: Final = re.compile(r"^[^\W\d_]{2,12}\.?,\s+(?=\S)")
_NAMED: Final = re.compile(r"^([^\W\d_]{2,12}(?:-feira)?)\.?,?\s+(?=\S)")
_CLOCK: Final = (
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|Uhr|h|hrs)?(?:\s+(?-i:[A-Z]{2,5})"
    r"(?:[+-]\d{1,2})?)?"
)
_TIME: Final = re.compile(
    rf",?\s+(?:(?:at|um|à|a las|alle|в|о|@|[-–|•·])\s*)?{_CLOCK}$", re.IGNORECASE
)
_TIME_FIRST: Final = re.compile(rf"^{_CLOCK},?\s+(?:[-–|•·]\s+)?(?=\S)", re.IGNORECASE)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_RFC_822: Final = re.compile(
    r"(?:[A-Z][a-z]{2},\s+)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d{2}:\d{2}(?::\d{2})?"
    r"\s+(?:[+-]\d{4}|GMT|UTC?|Z)"
)
_EPOCH: Final = re.compile(r"\d{10}|\d{13}")
_ZONED: Final = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")


_NEVER: Final = ("0000-", "0001-")
"""How the day begins that programs write where they know none."""


def read_day(words: str, order: DayOrder = DayOrder.UNKNOWN) -> str:
    """
    Read a day, or a month, in words or numbers, as an ISO date.

    Empty where it is none, or where its numbers could be read in two ways and *order*
    does not tell: `12/04/2019` is not guessed at.
    """
    words = " ".join(words.split())
    if words.startswith(_NEVER):
        return ""
    if parse_date(words):
        return words
    words = _bare(words)
    if is_date(words):
        return words
    if match := _WITH_CLOCK.fullmatch(words):
        return _make(match[3], MONTHS.get(match[1].lower()), match[2])
    if match := _MONTH_FIRST.fullmatch(words):
        return _make(match[3], MONTHS.get(match[1].lower()), match[2])
    if match := _DAY_FIRST.fullmatch(words):
        return _make(match[3], MONTHS.get(match[2].lower()), match[1])
    if match := _MONTH_ALONE.fullmatch(words):
        return parse_date(f"{match[2]}-{MONTHS.get(match[1].lower(), 0):02}")
    if match := _YEAR_AND_NAME.fullmatch(words):
        number = MONTHS.get(match[2].lower(), 0)
        if match[3] is None:
            return parse_date(f"{match[1]}-{number:02}")
        return _make(match[1], number, match[3])
    if match := _HAN.fullmatch(words):
        if match[3] is None:
            return parse_date(f"{match[1]}-{int(match[2]):02}")
        return _make(match[1], match[2], match[3])
    if match := _YEAR_FIRST.fullmatch(words):
        return _make(match[1], match[3], match[4])
    if match := _COMPACT.fullmatch(words):
        return _make(match[1], match[2], match[3])
    if match := _NUMBERS.fullmatch(words):
        return _settle(match, order)
    return ""


def _bare(words: str) -> str:
    """Take off what stands around a day: the day of the week, and the hour."""
    words = _WEEKDAY.sub("", _TIME_FIRST.sub("", words))
    named = _NAMED.match(words)
    if named and named[1].lower() in WEEKDAYS:
        words = words[named.end() :]
    return words if _WITH_CLOCK.fullmatch(words) else _TIME.sub("", words)


def _settle(match: re.Match[str], order: DayOrder) -> str:
    first, second, year = int(match[1]), int(match[3]), match[4]
    as_day_first = _make(year, second, first)
    as_month_first = _make(year, first, second)
    if not (as_day_first and as_month_first) or as_day_first == as_month_first:
        return as_day_first or as_month_first
    # With full stops the day comes first wherever dates are written so.
    if match[2] == "." or order == DayOrder.DAY:
        return as_day_first
    return as_month_first if order == DayOrder.MONTH else ""


def _make(year: str, month: int | str | None, day: int | str) -> str:
    try:
        return datetime.date(int(year), int(month or 0), int(day)).isoformat()
    except ValueError:
        return ""


def both_readings(words: str) -> tuple[str, str] | None:
    """Give the two days that *words* could be, day first and month first."""
    match = _NUMBERS.fullmatch(_bare(" ".join(words.split())))
    if match is None:
        return None
    readings = _settle(match, DayOrder.DAY), _settle(match, DayOrder.MONTH)
    return readings if readings[0] != readings[1] else None


def learn_day_order(texts: Iterable[str]) -> DayOrder:
    """Tell the order in which a house writes days, by those that can be read one way."""
    found = set()
    for text in texts:
        match = _NUMBERS.fullmatch(" ".join(text.split()))
        if match is None or match[2] == ".":
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second:
            found.add(DayOrder.DAY)
        elif second > 12 >= first:
            found.add(DayOrder.MONTH)
    return found.pop() if len(found) == 1 else DayOrder.UNKNOWN


_DAY_FIRST_LANGUAGES: Final = frozenset(
    "ar az be bg bn ca cs da de el es et fi fr he hi hr hy id it ka kk ky mk nb nl nn no "
    "pl pt ro ru sk sl sq sr sv tg th tr uk ur uz vi".split()
)
_DAY_FIRST_REGIONS: Final = frozenset("AU GB IE IN NZ PK ZA".split())


def order_in(language: str) -> DayOrder:
    """
    Tell the order in which *language* writes days.

    English alone does not: what is day first in Britain is month first in America.
    """
    primary, *subtags = language.split("-")
    if primary in _DAY_FIRST_LANGUAGES:
        return DayOrder.DAY
    if primary == "en":
        if "US" in subtags:
            return DayOrder.MONTH
        if not _DAY_FIRST_REGIONS.isdisjoint(subtags):
            return DayOrder.DAY
    return DayOrder.UNKNOWN


def read_moment(
    words: str, order: DayOrder = DayOrder.UNKNOWN, timezone: str = "UTC"
) -> str:
    """
    Read a day or a moment as front matter has it, in the zone of the site.

    A moment that says its zone becomes one of *timezone*, for its day is the one that
    the readers of the house had; the midnight with which a day begins is the day alone.
    Seconds since 1970 are read, too.
    """
    words = _OFFSET.sub(r"\1:\2", " ".join(words.split()))
    if words.startswith(_NEVER):
        return ""
    moment = _timed(words, timezone)
    if not moment:
        return read_day(words, order)
    local = moment.astimezone(find_zone(timezone))
    text = local.isoformat(timespec="seconds").replace("+00:00", "Z")
    day = text[:DAY]
    begins_a_day = parse_date(text) == midnight(day, timezone)
    is_midnight_there = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    if begins_a_day:
        return day
    if is_midnight_there:  # a day, which a program gave a time
        return moment.date().isoformat()
    return parse_date(text) or day


_OFFSET: Final = re.compile(r"(?<=:\d\d)([+-]\d\d)(\d\d)$")
"""A zone without the colon that ISO dates have with others."""


def _timed(words: str, timezone: str) -> datetime.datetime | None:
    """Read *words* that say a time; None: they do not, or it is no moment."""
    try:
        if _RFC_822.fullmatch(words):
            return parsedate_to_datetime(words)
        if _EPOCH.fullmatch(words):
            seconds = int(words) / (1000 if len(words) == 13 else 1)
            return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
        if len(words) <= DAY or not (found := parse_date(words, timezone)):
            return None
        if not _ZONED.search(found):
            return None
        return datetime.datetime.fromisoformat(found)
    except (ValueError, OverflowError, OSError):
        return None


_URL_DATE: Final = re.compile(
    r"/((?:19|20)\d{2})/(\d{1,2}|[a-z]{3,9})(?:/(\d{1,2}))?(?=/|$)"
)


def date_in_url(url: str) -> str:
    """Find year, month and day in an address, or year and month where it says no day."""
    path = path_of(url)
    match = next(filter(_month_in, _URL_DATE.finditer(path.lower())), None)
    if match is None:
        return _day_in_slug(path)
    month = f"{match[1]}-{_month_in(match):02}"
    day = f"{month}-{int(match[3]):02}" if match[3] else ""
    return day if is_date(day) else parse_date(month)


def _month_in(match: re.Match[str]) -> int:
    """Give the number of the month that an address says in figures, or by its name."""
    if match[2].isdecimal():
        return int(match[2])
    is_sure = match[3] or len(match[2]) > _SHORT_NAME or match[2] in _ENGLISH
    return MONTHS.get(match[2], 0) if is_sure else 0


_SHORT_NAME: Final = 4
_ENGLISH: Final = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec".split()
)
"""Short names that addresses have; those of other languages are words of sections, too."""


def _day_in_slug(path: str) -> str:
    """Find the day with which a part of a path begins, if it can be one alone."""
    for match in _SLUG_DAY.finditer(path):
        words = match["day"].replace("_", "-")
        if day := read_day(words):
            return day
    return ""


_SLUG_DAY: Final = re.compile(
    r"(?<=[/~])(?P<day>(?:19|20)\d\d([-_])\d\d\2\d\d|\d\d-\d\d-(?:19|20)\d\d)"
    r"(?=[/_.-]|$)"
)


def path_of(url: str) -> str:
    """Give the path of an address, without what is escaped in it; empty: it has none."""
    if not url:
        return ""
    try:
        return unquote(urlsplit(url).path)
    except ValueError:
        return ""
