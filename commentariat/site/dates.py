"""Dates as words: the same in every locale and time zone."""

from __future__ import annotations

from commentariat.archive.dates import DAY, parse_date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNDATED_LABEL = "Undated"
NO_MONTH = "no-month"
"""Stands for the month of what is known to the year alone."""


def date_label(date: str) -> str:
    """
    Word the ISO *date* as `10 September 2008`; without one, `Undated`.

    A month is `September 2008`, a year itself.
    """
    if not date:
        return UNDATED_LABEL
    day = day_label(date)
    return f"{day} {date[:4]}" if len(date) > 4 else day


def day_label(date: str) -> str:
    """Word the ISO *date* without its year, unless it is one; without one, nothing."""
    if len(date) <= 4:
        return date
    month = MONTHS[int(date[5:7]) - 1]
    return f"{int(date[8:])} {month}" if len(date) > 7 else month


def moment_label(words: str) -> str:
    """Word what may be a date, with the time that it says; else leave *words* alone."""
    moment = parse_date(words)
    if not moment:
        return words
    time = f", {moment[11:16]}" if len(moment) > DAY else ""
    return date_label(moment[:DAY]) + time


def month_label(month: str) -> str:
    """Name the month `09`."""
    return "Without a month" if month == NO_MONTH else MONTHS[int(month) - 1]


def month_of(date: str) -> str:
    """Tell the month of the ISO *date*, as `09`; `no-month` where it is a year."""
    return date[5:7] or NO_MONTH
