"""Dates as words: the same in every locale and time zone."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNDATED_LABEL = "Undated"


def date_label(date: str) -> str:
    """Word the ISO *date* as `10 September 2008`; without one, `Undated`."""
    if not date:
        return UNDATED_LABEL
    return f"{int(date[8:])} {MONTHS[int(date[5:7]) - 1]} {date[:4]}"


def day_label(date: str) -> str:
    """Word the ISO *date* without its year; without one, nothing."""
    return f"{int(date[8:])} {MONTHS[int(date[5:7]) - 1]}" if date else ""


def month_label(month: str) -> str:
    """Name the month `09`."""
    return MONTHS[int(month) - 1]


def rfc3339(date: str) -> str:
    """Give the ISO *date* the time of day that feeds ask for: midnight, UTC."""
    return f"{date}T00:00:00Z"
