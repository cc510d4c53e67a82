"""Words as they stand in texts: how often, and which stems they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

_ESCAPED = 15


def write_form(form: str, stems: Mapping[str, int]) -> bytes:
    """
    Write how many articles have *form*, to a power of two, and its stems.

    *stems* have the number of articles that have the form with that stem.
    """
    listed = sorted(stems, key=lambda stem: (-stems[stem], stem))[:7]
    scale = min(sum(stems.values()).bit_length() - 1, 31)
    found = bytearray((scale | len(listed) << 5,))
    data = form.encode()
    for stem in listed:
        wanted = stem.encode()
        shared = 0
        while shared < min(len(data), len(wanted)) and data[shared] == wanted[shared]:
            shared += 1
        off, more = len(data) - shared, wanted[shared:]
        if off < _ESCAPED and len(more) < 16:
            found.append(off << 4 | len(more))
            found += more
        else:
            found += bytes((_ESCAPED << 4, len(wanted))) + wanted
    return bytes(found)


def read_form(form: bytes, value: bytes) -> tuple[int, Sequence[str]]:
    """Read the scale of how many articles have *form*, and its stems."""
    scale, count, at = value[0] & 31, value[0] >> 5, 1
    stems = []
    for _ in range(count):
        off, length = value[at] >> 4, value[at] & 15
        at += 1
        if off == _ESCAPED:
            length, off = value[at], len(form)
            at += 1
        stems.append((form[: len(form) - off] + value[at : at + length]).decode())
        at += length
    return scale, stems


def encode_counts(stems: Mapping[str, int]) -> bytes:
    """Encode how many articles have a form with each of its *stems*."""
    return _PACK(stems)


def decode_counts(data: bytes) -> dict[str, int]:
    """Decode what `encode_counts` encoded."""
    return _UNPACK(data)


_PACK = msgspec.msgpack.Encoder(order="deterministic").encode
_UNPACK = msgspec.msgpack.Decoder(dict[str, int]).decode
