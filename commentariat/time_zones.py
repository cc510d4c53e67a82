"""Time zones by their IANA names: as the package tzdata has them, and no system."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Final

UTC: Final = "UTC"


@cache
def zone_names() -> frozenset[str]:
    """List the names that there are, such as `Europe/Berlin`."""
    listed = (_folder() / "zones").read_text(encoding="ascii")
    return frozenset(listed.split())


@cache
def find_zone(name: str) -> datetime.tzinfo:
    """
    Find the time zone *name*, one of `zone_names`.

    What a system knows of time zones differs from machine to machine, and decides what
    a site shows; so it is not asked.
    """
    if name == UTC:
        return datetime.UTC
    from zoneinfo import ZoneInfo  # most sites need none but the one above

    with open(_folder() / "zoneinfo" / name, "rb") as file:
        return ZoneInfo.from_file(file, key=name)


def _folder() -> Path:
    import tzdata  # type: ignore[import-untyped]

    return Path(tzdata.__file__).parent
