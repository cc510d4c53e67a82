"""The day that an export is of: no clock tells it, but the newest of its pieces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from commentariat.archive.model import Article

_NONE: Final = "1970-01-01"


def newest_day(articles: Iterable[Article]) -> str:
    """Tell the last day on which one of *articles* was published or changed: ISO 8601."""
    days = (day for one in articles for day in (one.date, one.updated))
    newest = max(filter(None, days), default=_NONE)
    return newest + _NONE[len(newest) :]
