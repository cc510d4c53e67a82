"""Libraries of the system whose versions decide the bytes of what is taken along."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from commentariat.formats import FORMATS


def _sqlite() -> str:
    from sqlite3 import sqlite_version

    return sqlite_version


def _zlib() -> str:
    from zlib import ZLIB_RUNTIME_VERSION

    return ZLIB_RUNTIME_VERSION


LIBRARIES: Final[dict[str, Callable[[], str]]] = {"sqlite": _sqlite, "zlib": _zlib}
"""What tells the version of each, by the names that formats have for them."""


def library_versions(formats: Iterable[str]) -> str:
    """Name the versions of all libraries that *formats* are made by."""
    names = dict.fromkeys(name for one in formats for name in FORMATS[one].made_by)
    return " ".join(f"{name} {LIBRARIES[name]()}" for name in names)
