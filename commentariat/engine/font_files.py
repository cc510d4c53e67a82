"""What a file with a font tells at its beginning: whether it is one, and of which weights."""

from __future__ import annotations

import struct

_PLAIN = (b"\0\1\0\0", b"OTTO", b"true")
_WOFF, _WOFF2 = b"wOFF", b"wOF2"
SIGNATURES = (*_PLAIN, _WOFF, _WOFF2)
BEGINNING = 4096
"""Bytes in which the list of tables of a font stands."""
_GLYF, _LOCA, _FVAR, _NAMED = 10, 11, 47, 63
"""Numbers of tables in WOFF2; what has the last of them has its name after it."""


def is_font(data: bytes) -> bool:
    """Tell whether *data*, the beginning of a file, is that of a font for browsers."""
    return data[:4] in SIGNATURES


def is_variable(data: bytes) -> bool:
    """
    Tell whether the font that begins with *data* varies, as most do in weight.

    It then has the table `fvar`. One that breaks off is taken for a plain one.
    """
    try:
        return any(tag == b"fvar" for tag in _tables(data))
    except (struct.error, IndexError):
        return False


def _tables(data: bytes) -> list[bytes]:
    if data[:4] == _WOFF2:
        return _woff2_tables(data)
    start, place, length = (44, 12, 20) if data[:4] == _WOFF else (12, 4, 16)
    (count,) = struct.unpack_from(">H", data, place)
    return [data[start + n * length :][:4] for n in range(count)]


def _woff2_tables(data: bytes) -> list[bytes]:
    (count,) = struct.unpack_from(">H", data, 12)
    found, at = [], 48
    for _ in range(count):
        flags = data[at]
        at += 1
        number, version = flags & 63, flags >> 6
        tag = b"fvar" if number == _FVAR else b""
        if number == _NAMED:
            tag, at = data[at : at + 4], at + 4
        found.append(tag)
        at = _after_number(data, at)
        is_turned = version != 3 if number in (_GLYF, _LOCA) else version != 0
        if is_turned:
            at = _after_number(data, at)
    return found


def _after_number(data: bytes, at: int) -> int:
    """Pass over a number of seven bits a byte, of which all but the last begin with 1."""
    while data[at] & 128:
        at += 1
    return at + 1
