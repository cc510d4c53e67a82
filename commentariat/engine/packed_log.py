"""
A store on disk as `log` has it, whose values stay packed in memory.

An archive remembers several things of every output and every source, and a run asks for
each of them once or never. Unpacked, an output takes five times as much memory as its
bytes in the file, and as long again to be made.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from pathlib import Path
from typing import Any, overload

import msgspec

from commentariat.engine.key_value import KeyValueStore, Other, Value
from commentariat.engine.log import Log

_DECODE = msgspec.msgpack.Decoder(dict[str, msgspec.Raw]).decode
_NOTHING = msgspec.Raw(msgspec.msgpack.encode(None))


class PackedLog(KeyValueStore[Value]):
    """
    A store of *kind*, kept in the file *path*, and unpacked value by value.

    See `Log`. A file with a value of another kind counts up to there, and no further.
    """

    def __init__(self, path: Path, kind: Any, stamp: str) -> None:
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._encode_into = msgspec.msgpack.Encoder().encode_into
        self._log = _RawLog(path, stamp, self._decode)

    def __getitem__(self, key: str) -> Value:
        value: Value = self._decode(self._log[key])
        return value

    def __contains__(self, key: object) -> bool:
        return key in self._log

    def __len__(self) -> int:
        return len(self._log)

    def __iter__(self) -> Iterator[str]:
        return iter(self._log)

    @overload
    def get(self, key: str, /) -> Value | None: ...

    @overload
    def get(self, key: str, /, default: Value | Other) -> Value | Other: ...

    def get(self, key: str, /, default: Any = None) -> Any:
        """Give the value of *key*, or *default*."""
        packed = self._log.get(key)
        return default if packed is None else self._decode(packed)

    def keys(self) -> KeysView[str]:
        """Give all keys in their order."""
        return self._log.keys()

    def values(self) -> ValuesView[Value]:
        """Give all values in the order of their keys, each unpacked as it is reached."""
        return ValuesView(self)

    def items(self) -> ItemsView[str, Value]:
        """Give all keys with their values likewise."""
        return ItemsView(self)

    def update(self, changes: Mapping[str, Value | None]) -> None:
        """Take *changes*, and put them on disk; see `KeyValueStore.update`."""
        packed: dict[str, msgspec.Raw | None] = {}
        last: Value | None = None
        raw: msgspec.Raw | None = None
        for key, value in changes.items():
            if value is not last:  # many may be told the same
                last, raw = value, None if value is None else self._pack(value)
            packed[key] = raw
        self._log.update(packed)

    def _pack(self, value: Value) -> msgspec.Raw:
        """Pack *value* into as many bytes as it takes: `encode` asks for 512 and cuts them."""
        packed = bytearray()
        self._encode_into(value, packed)
        return msgspec.Raw(bytes(packed))


class _RawLog(Log[msgspec.Raw]):
    """The log beneath, whose values are bytes that *check* can unpack."""

    def __init__(self, path: Path, stamp: str, check: Any) -> None:
        self._check = check
        super().__init__(path, msgspec.Raw, stamp)

    def _unpack(self, payload: memoryview) -> dict[str, msgspec.Raw | None]:
        """
        Take a chunk apart.

        Raises:
            DecodeError: a value is of another kind.
        """
        changes, check = _DECODE(payload), self._check
        gone: list[str] = []
        for key, value in changes.items():
            if value == _NOTHING:
                gone.append(key)
            else:
                check(value)
        unpacked: dict[str, msgspec.Raw | None] = dict.fromkeys(gone)
        return {**changes, **unpacked} if gone else changes  # type: ignore[return-value]
