"""Zip files whose bytes follow from what is in them: no clock, no owner."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

_LEVEL = 6
_FIRST_DAY = 1980, 1, 1, 0, 0, 0  # that a zip can say


class ZipWriter:
    """Writes a new zip file at *where*, an entry after the other."""

    def __init__(self, where: str) -> None:
        self._zip = zipfile.ZipFile(where, "w", allowZip64=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write the list of entries, which makes it a whole one."""
        self._zip.close()

    def add(
        self, name: str, parts: bytes | Iterable[bytes], *, is_packed: bool = True
    ) -> None:
        """Add an entry called *name*, of *parts* that need not fit the memory."""
        entry = zipfile.ZipInfo(name, _FIRST_DAY)
        entry.create_system = 3  # Unix, whichever this is
        entry.external_attr = 0o644 << 16
        entry.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
        entry._compresslevel = _LEVEL  # type: ignore[attr-defined]
        if isinstance(parts, bytes):
            self._zip.writestr(entry, parts)
            return
        with self._zip.open(entry, "w", force_zip64=True) as out:
            for part in parts:
                out.write(part)


class Digested:
    """The *parts* of a file, counted and digested as they go by."""

    def __init__(self, parts: Iterable[bytes], algorithm: str) -> None:
        self._parts = parts
        self._digest = hashlib.new(algorithm)
        self.size = 0
        """Bytes that have gone by."""

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self._digest.update(part)
            self.size += len(part)
            yield part

    @property
    def hexdigest(self) -> str:
        """Their digest."""
        return self._digest.hexdigest()
