"""Days of the calendar, as they are written in front matter."""

from __future__ import annotations

import datetime


def is_date(text: str) -> bool:
    """Tell whether *text* is a day of the calendar, as `2024-03-15`."""
    if len(text) != 10:
        return False
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
