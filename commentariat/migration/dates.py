"""Days and moments as other generators have them, and the parts of addresses they make."""

from __future__ import annotations

import datetime
import re
from typing import Final

from commentariat.archive.dates import is_timed, parse_date
from commentariat.intake.phrases.days import read_moment
from commentariat.time_zones import UTC, find_zone, zone_names

_OFFSET: Final = re.compile(r"(:\d\d) ?([+-]\d\d):?(\d\d)$")
_SHORT: Final = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?=\D|$)")
_FRACTION: Final = re.compile(r"(:\d\d)\.\d+")


def as_moment(words: str, timezone: str, zone: str = "") -> str:
    """
    Read the value of a date as our front matter has it.

    A time without a zone is one of *timezone*. The day is the one in *zone*, or without
    one as the time itself says. Ruby writes `2019-03-01 00:20:00 +0100`, Go fractions of
    seconds. A zone that there is none of counts as none. Empty: it is no date.
    """
    timezone, zone = zone_of(timezone) or UTC, zone_of(zone)
    words = _FRACTION.sub(r"\1", " ".join(words.split()))
    words = re.sub(r" (?:UTC|GMT)$", "Z", words)
    words = _SHORT.sub(lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", words)
    words = _OFFSET.sub(r"\1\2:\3", words)
    read = parse_date(words, timezone)
    if not is_timed(read):
        return read or read_moment(words, timezone=zone or timezone)
    moment = datetime.datetime.fromisoformat(read)
    if zone:
        moment = moment.astimezone(find_zone(zone))
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def zone_of(name: str) -> str:
    """Give the time zone called *name*, where there is one."""
    return name if name in zone_names() else ""


def day_in(words: str, timezone: str, zone: str) -> datetime.datetime | None:
    """
    Read the value of a date as a moment in *zone*, by which addresses were made.

    A time that says no zone is one of *timezone*.
    """
    read = as_moment(words, timezone, zone)
    try:
        return datetime.datetime.fromisoformat(
            f"{read}-01-01"[:10] if len(read) < len("2019-03-01") else read
        )
    except ValueError:
        return None
