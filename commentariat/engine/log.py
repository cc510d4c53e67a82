"""
A store on disk that is appended to, and survives being cut off anywhere.

The file is a run of chunks: length, digest, payload. A payload is a MessagePack
map of what changed; a key whose value is nil was removed. A chunk that is cut
short or does not fit its digest ends the reading, and what came before counts.
Nothing in the file is trusted further than its types: it is parsed, never
unpickled.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import xxhash

from commentariat.disk import clear_place, name_beside, write_whole
from commentariat.engine.key_value import MemoryStore, Value

_HEAD = struct.Struct("<Q8s")
_MOST_CHUNKS = 200
_SLACK = 2**20  # bytes that may be stale whatever the file's size


def _digest(payload: bytes | memoryview) -> bytes:
    """Tell a chunk that was cut or spoiled; nobody gains by forging one."""
    return xxhash.xxh3_64_digest(payload)


class Log(MemoryStore[Value]):
    """
    A store of *kind*, kept in the file *path*.

    A *stamp* other than the one the file was begun with empties it: so a store
    made by another version of the program counts for nothing.
    """

    def __init__(self, path: Path, kind: Any, stamp: str) -> None:
        super().__init__()
        self.path = path
        self.stamp = stamp
        self._decoder = msgspec.msgpack.Decoder(dict[str, kind | None])
        self._encode = msgspec.msgpack.Encoder().encode
        self._chunks = 0
        self._entries = 0
        self._begun = self._end = 0
        """Bytes of the file, when it was written whole and now."""
        self._is_fit = self._load()

    def _load(self) -> bool:
        try:
            data = memoryview(self.path.read_bytes())
        except OSError:
            return False
        stamp, position = _chunk(data, 0)
        if stamp is None or bytes(stamp) != self.stamp.encode():
            return False
        while position < len(data):
            payload, position = _chunk(data, position)
            if payload is None:
                return False  # cut short: to be written whole at the next change
            try:
                changes = self._unpack(payload)
            except (msgspec.DecodeError, RecursionError):
                return False
            self._take(changes)
            self._begun = self._begun or position
            self._end = position
            self._chunks += 1
            self._entries += len(changes)
        return True

    def _unpack(self, payload: memoryview) -> dict[str, Value | None]:
        """
        Take a chunk apart.

        Raises:
            DecodeError: it holds something else.
        """
        changes: dict[str, Value | None] = self._decoder.decode(payload)
        return changes

    def update(self, changes: Mapping[str, Value | None]) -> None:
        """Take *changes*, and put them on disk; see `KeyValueStore.update`."""
        found = self._without_idle(changes)
        if not found:
            return
        try:
            self._put(found)
        except OSError as fault:
            fault.filename = fault.filename or str(self.path)  # a full disk names none
            raise

    def _put(self, changes: dict[str, Value | None]) -> None:
        self._take(changes)
        stale = self._entries + len(changes) - len(self)
        if not self._is_fit or self._chunks >= _MOST_CHUNKS or stale > len(self) + 64:
            self._rewrite()
            return
        payload = self._encode(changes)
        self._end += _HEAD.size + len(payload)
        if self._end > 2 * self._begun + _SLACK:
            self._rewrite()
            return
        with self.path.open("ab") as file:
            file.write(_head(payload) + payload)
        self._chunks += 1
        self._entries += len(changes)

    def _rewrite(self) -> None:
        where = str(self.path)
        clear_place(name_beside(where))
        clear_place(where)
        stamp, values = self.stamp.encode(), self._encode(self._in_order())
        write_whole(where, _head(stamp), stamp, _head(values), values)
        self._begun = self._end = 2 * _HEAD.size + len(stamp) + len(values)
        self._is_fit = True
        self._chunks = 1
        self._entries = len(self)


def _head(payload: bytes) -> bytes:
    return _HEAD.pack(len(payload), _digest(payload))


def _chunk(data: memoryview, position: int) -> tuple[memoryview | None, int]:
    start = position + _HEAD.size
    if start > len(data):
        return None, len(data)
    length, digest = _HEAD.unpack(data[position:start])
    payload = data[start : start + length]
    if len(payload) != length or _digest(payload) != digest:
        return None, len(data)
    return payload, start + length
