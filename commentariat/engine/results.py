"""What became of the steps of a plan, kept packed: an archive has as many as outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import msgspec

from commentariat.engine.render import RenderResult
from commentariat.errors import Problem

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(RenderResult).decode

Packed: TypeAlias = bytes | RenderResult
"""A result as bytes; as it is where it has problems, which may say anything."""


def pack(result: RenderResult) -> tuple[int, Packed]:
    """Pack *result*, for whoever has asked; with its number, by which it is put in place."""
    return result.number, result if result.problems else _encode(result)


class Results:
    """What became of *count* steps, in their order; gone through, each is unpacked anew."""

    def __init__(self, count: int, found: Iterable[tuple[int, Packed]]) -> None:
        self._packed: list[Packed] = [b""] * count
        for number, packed in found:
            self._packed[number] = packed

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[RenderResult]:
        for packed in self._packed:
            yield _decode(packed) if isinstance(packed, bytes) else packed

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong with any of them."""
        found = (one for one in self._packed if isinstance(one, RenderResult))
        return [fault for one in found for fault in one.problems]
