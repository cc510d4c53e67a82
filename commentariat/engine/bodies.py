"""
Converted bodies, kept by the digest of their Markdown.

Workers append to packs of their own, so that nobody waits for anybody; where a
body lies is handed back and remembered by the process that planned the build. A
place that does not hold what its digest says counts for nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol, Self

import msgspec
import xxhash

from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.memory import open_store

_LONGEST = 2**28  # bytes of a body: more than an article may make
_SMALLEST_WASTE = 16 * 2**20  # bytes of dead bodies that are worth clearing away

_MOST_PACKS = 400
_MOST_OPEN = 100  # packs; a system may allow 256 files in all


class BodyPlace(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Where a converted body lies."""

    pack: str
    start: int
    length: int
    check: bytes
    """Digest of its bytes."""


class BodyCache(Protocol):
    """
    Where converted bodies are kept.

    The key of one is the variant of the rules by which it was converted, and the digest
    of its Markdown.
    """

    def find(self, key: str, place: BodyPlace | None) -> str | None:
        """Find a converted body by its key, or at its place."""
        ...

    def keep(self, key: str, html: str) -> BodyPlace | None:
        """Keep a body that was converted; say where, if others are to find it."""
        ...


def _check(data: bytes) -> bytes:
    return xxhash.xxh3_64_digest(data)


def _is_pack(name: str) -> bool:
    """Tell whether *name* may be a pack's: one from elsewhere must not lead elsewhere."""
    return name == os.path.basename(name) and name.endswith(".pack")


class BodyIndex:
    """Which bodies are kept, and where: the planning process has the only one."""

    def __init__(self, cache: Path, stamp: str, variant: str = "") -> None:
        self.folder = cache / "bodies"
        self._variant = variant
        """Of the rules by which they are converted: it stands before every key."""
        self._open = partial(
            open_store, cache, "bodies.index", BodyPlace, stamp, is_packed=True
        )

    @cached_property
    def _store(self) -> KeyValueStore[BodyPlace]:
        return self._open()  # large, and asked nothing where nothing is to be done

    def find(self, key: str) -> BodyPlace | None:
        """Find the body of the Markdown whose digest is *key*."""
        return self._store.get(self._variant + key)

    def update(self, places: Mapping[str, BodyPlace]) -> None:
        """Remember new *places*."""
        if places:
            mine = self._variant
            self._store.update({mine + key: place for key, place in places.items()})

    def clear_waste(self, wanted: frozenset[str]) -> None:
        """
        Forget bodies that no page wants, once they take half of the room.

        The packs are united then, and so they are once they are very many.
        """
        store = self._store
        if self._variant:
            wanted = frozenset([self._variant + key for key in wanted])
        dead = dict.fromkeys(store.keys() - wanted)
        waste = sum(store[key].length for key in dead)
        live = sum(place.length for place in store.values()) - waste
        packs = len({place.pack for place in store.values()})
        is_worth_it = waste >= max(_SMALLEST_WASTE, live) or packs >= _MOST_PACKS
        if not is_worth_it or self.folder.is_symlink():  # what is there is not ours
            return
        writer = BodyWriter(self.folder)
        reader = BodyReader(self.folder)
        moved: dict[str, BodyPlace | None] = dict(dead)
        for key in sorted(store.keys() - dead.keys()):
            html = reader.read(store[key])
            moved[key] = writer.write(html) if html is not None else None
        writer.close()
        reader.close()
        old = {place.pack for place in store.values()}
        self._store.update(moved)
        for pack in sorted(old - {place.pack for place in self._store.values()}):
            if _is_pack(pack):
                (self.folder / pack).unlink(missing_ok=True)


class BodyReader:
    """Reads bodies from packs, keeping the packs open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, int] = {}

    def read(self, place: BodyPlace) -> str | None:
        """Read the body at *place*; None where it is not what it was."""
        if not _is_pack(place.pack) or place.length > _LONGEST:
            return None
        try:
            file = self._open.get(place.pack)
            if file is None:
                file = self._open_pack(place.pack)
            os.lseek(file, place.start, os.SEEK_SET)
            data = os.read(file, place.length)
        except (OSError, OverflowError, ValueError):
            return None
        if len(data) != place.length or _check(data) != place.check:
            return None
        return data.decode("utf-8")

    def _open_pack(self, name: str) -> int:
        if len(self._open) >= _MOST_OPEN:
            os.close(self._open.pop(next(iter(self._open))))
        file = self._open[name] = os.open(self.folder / name, os.O_RDONLY)
        return file

    def close(self) -> None:
        """Close every pack."""
        for file in self._open.values():
            os.close(file)
        self._open.clear()


class BodyWriter:
    """Appends bodies to a pack that nobody else writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: int | None = None
        self._name = ""
        self._end = 0

    def write(self, html: str) -> BodyPlace | None:
        """Append *html*; None where there is no room: it is only a memory."""
        data = html.encode()
        try:
            if self._file is None:
                self._begin()
            assert self._file is not None
            if os.write(self._file, data) != len(data):
                self.close()
                return None
        except OSError:
            self.close()
            return None
        place = BodyPlace(self._name, self._end, len(data), _check(data))
        self._end += len(data)
        return place

    def _begin(self) -> None:
        if self.folder.is_symlink():
            self.folder.unlink()  # packs stay where no source is
        self.folder.mkdir(parents=True, exist_ok=True)
        number = 0
        while self._file is None:
            name = f"{os.getpid()}-{number}.pack"
            try:
                flags = (
                    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                )
                self._file = os.open(self.folder / name, flags, 0o644)
            except FileExistsError:
                number += 1
            self._name, self._end = name, 0

    def close(self) -> None:
        """Close the pack; the next body begins another."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class PackedBodies:
    """The bodies that one process reads from packs and appends to its own."""

    def __init__(self, folder: Path) -> None:
        self._reader = BodyReader(folder)
        self._writer = BodyWriter(folder)

    def find(self, _key: str, place: BodyPlace | None) -> str | None:
        """Find a converted body where it is said to lie."""
        return self._reader.read(place) if place else None

    def keep(self, _key: str, html: str) -> BodyPlace | None:
        """Keep a body that was converted; say where."""
        return self._writer.write(html)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every pack: a process that builds often would run out of files."""
        self._reader.close()
        self._writer.close()
