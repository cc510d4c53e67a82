"""Dates as front matter has them: a day, a month, a year, or a day with its time."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Final

import msgspec

from commentariat.archive.model import Dated
from commentariat.errors import UsageError
from commentariat.time_zones import UTC, find_zone, zone_names

DAY: Final = 10
"""Characters of a day of the calendar; a month and a year have fewer."""
_BEFORE: Final = "~"
"""Sorts behind all that a date can go on with."""
_NEWEST_FIRST: Final = str.maketrans("0123456789", "9876543210")
_TIMED: Final = re.compile(
    r"(\d{4}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):\d\d(?::\d\d)?)(?:\.\d{1,9})? ?"
    r"(?:([Zz])|([+-]\d\d)(?::?(\d\d))?|(?<= )([A-Za-z][\w+/-]*))?",
    re.ASCII,
)
_MONTH: Final = re.compile(r"\d{4}(?:-\d\d)?", re.ASCII)


class Now(msgspec.Struct, frozen=True):
    """A moment that decides which articles are out, and which have been."""

    day: str
    """ISO date, in the time zone of the site."""
    instant: str
    """The same moment in UTC, as `2029-12-31T21:00:00Z`."""


def is_later(article: Dated, now: Now) -> bool:
    """Tell whether *article* is not out yet: what it says of its date is to come."""
    if article.instant:
        return article.instant > now.instant
    return article.date > now.day


def is_over(until: str, date: str) -> bool:
    """Tell whether *until*, to its end, has passed when *date* begins."""
    if is_timed(until) and is_timed(date):
        return instant_of(until) <= instant_of(date)
    return until[:DAY] < date[:DAY] and not date.startswith(until[:DAY])


def has_passed(until: str, now: Now) -> bool:
    """Tell whether *until*, to its end, has passed by *now*."""
    if is_timed(until):
        return instant_of(until) <= now.instant
    return is_over(until, now.day)


def is_date(text: str) -> bool:
    """Tell whether *text* is a day of the calendar, as `2024-03-15`."""
    if len(text) != DAY:
        return False
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def parse_date(text: str, timezone: str = UTC) -> str:
    """
    Take *text* for a day, a month, a year, or a day with its time.

    A time that does not say its zone is one of *timezone*; it comes with its offset, as
    `2030-01-01T06:00:00+09:00`. Where *text* is no date, it is empty.
    """
    if is_date(text) or (_MONTH.fullmatch(text) and is_date(f"{text}-01-01"[:DAY])):
        return text
    found = _TIMED.fullmatch(text)
    if found is None:
        return ""
    local, is_utc, hours, minutes, name = found.groups()
    if name and name not in zone_names():
        return ""
    offset = f"{hours}:{minutes or '00'}" if hours else ""
    try:
        moment = datetime.datetime.fromisoformat(local + offset)
        if not offset:
            zone = find_zone(UTC if is_utc else name or timezone)
            moment = moment.replace(tzinfo=zone)
        return _rfc3339(moment)
    except (ValueError, OverflowError):
        return ""


def unix_time(moment: str) -> float:
    """Give a *moment* with its offset in seconds since 1970."""
    return datetime.datetime.fromisoformat(moment).timestamp()


@lru_cache(maxsize=4096)
def instant_of(moment: str) -> str:
    """Give a *moment* with its offset in UTC, as `2029-12-31T21:00:00Z`."""
    return _rfc3339(datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC))


@lru_cache(maxsize=4096)
def midnight(day: str, timezone: str) -> str:
    """Give the moment at which *day* begins in *timezone*, with its offset."""
    start = datetime.datetime.fromisoformat(day)
    try:
        return _rfc3339(start.replace(tzinfo=find_zone(timezone)))
    except OverflowError:  # at the ends of the calendar
        return _rfc3339(start.replace(tzinfo=datetime.UTC))


def _rfc3339(moment: datetime.datetime) -> str:
    """
    Write *moment*, which has a zone, to the second.

    Raises:
        OverflowError: it has no place in the calendar of UTC.
    """
    moment.astimezone(datetime.UTC)
    text = moment.isoformat(timespec="seconds")
    # Before there were zones, offsets had seconds, which feeds do not take.
    offset = text[19:25]
    return text[:19] + ("Z" if offset == "+00:00" else offset)


def day_after(date: str) -> str:
    """Tell the first day after *date*, a day, a month or a year; empty: there is none."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    try:
        if day:
            following = datetime.date(year, month, day) + datetime.timedelta(1)
        else:
            following = datetime.date(year + (month in (0, 12)), month % 12 + 1, 1)
    except (ValueError, OverflowError):
        return ""
    return following.isoformat()


def first_day(date: str) -> str:
    """Tell the first day of *date*, a day, a month or a year."""
    return f"{date}-01-01"[:DAY]


def is_day(date: str) -> bool:
    """Tell whether *date*, which is one or empty, is known to the day."""
    return len(date) >= DAY


def is_timed(date: str) -> bool:
    """Tell whether *date* says the time of the day, too."""
    return len(date) > DAY


def agree(one: str, other: str) -> bool:
    """Tell whether two dates can be the same, the one known more closely."""
    return one.startswith(other) or other.startswith(one)


def newest_first(date: str) -> str:
    """
    Give what sorts *date* before all earlier ones.

    What is known to the month comes after the days of that month, and what is known to
    the year after all the rest of it.
    """
    return date.translate(_NEWEST_FIRST) + _BEFORE


def make_now(today: str, now: str, timezone: str) -> Now:
    """
    Make the moment that decides: *today*, to its end, or else *now*.

    A *now* that does not say its zone is one of *timezone*.

    Raises:
        UsageError: it has no place in the calendar.
    """
    zone = find_zone(timezone)
    if today:
        following = day_after(today)
        if not following:
            return Now(today, f"{today}T23:59:59Z")
        end = datetime.datetime.fromisoformat(following).replace(tzinfo=zone)
        moment = end.astimezone(datetime.UTC) - datetime.timedelta(seconds=1)
        return Now(today, _rfc3339(moment))
    try:
        moment = datetime.datetime.fromisoformat(parse_date(now, timezone))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        day = moment.astimezone(zone).date().isoformat()
        return Now(day, _rfc3339(moment.astimezone(datetime.UTC)))
    except (ValueError, OverflowError):
        raise UsageError(f"expected a moment of the calendar, found {now!r}") from None
