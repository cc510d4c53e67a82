"""
Pictures without what cameras and programs noted in them, their pixels as they were.

A picture file is a run of parts. Those that decide how it looks are passed on byte for
byte: the encoded pixels, color profile, transparency, frames. The others (EXIF, XMP,
IPTC, comments, thumbnails, edit histories) go, and so does all behind the picture's
end, where phones put films, maps of depth and further pictures. Which way up it is
meant is told anew, in the only EXIF that is left.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from commentariat.archive.text import digest_bytes
from commentariat.engine.pictures import orientation_in
from commentariat.site.page import STRIPPED, StaticFile, digest_parts

STRIPPED_SUFFIXES = (".jpg", ".jpeg", ".jfif", ".png", ".webp")
"""Of files that are looked into; those of another kind are passed on as they are."""
_JPEG, _PNG, _RIFF, _WEBP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"WEBP"


def strip_file(file: StaticFile) -> StaticFile:
    """Have *file*, a picture that is to be copied, published without its metadata."""
    digest = digest_parts((file.digest, _stamp()))
    return msgspec.structs.replace(
        file, digest=digest, recipe=STRIPPED, original=file.digest
    )


@cache
def _stamp() -> str:
    """Digest what strips pictures."""
    modules = ("picture_metadata.py", "pictures.py")
    return " ".join(
        digest_bytes(Path(__file__).with_name(module).read_bytes())
        for module in modules
    )


def strip_metadata(data: bytes) -> bytes:
    """
    Leave out of a JPEG, PNG or WebP file what does not decide how it looks.

    One that breaks off is passed on as far as it goes; a file of another kind is given
    back as it is. Stripping twice is stripping once.
    """
    if data.startswith(_JPEG):
        return _strip_jpeg(data)
    if data.startswith(_PNG):
        return _strip_png(data)
    if data.startswith(_RIFF) and data[8:12] == _WEBP:
        return _strip_webp(data)
    return data


def _turned(exif: bytes) -> bytes:
    """Make EXIF data that says no more than *exif* of which way up a picture is."""
    turn = orientation_in(exif) if exif else 1
    if turn == 1:
        return b""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, turn, 0)
    return b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"


# --- JPEG (ITU-T T.81, annex B) -------------------------------------------------------

_START_OF_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_NO_LENGTH = frozenset((0x01, *range(0xD0, 0xDA)))
_APPLICATION = range(0xE0, 0xF0)
# What applications note that decoders ask for: by marker, and how it begins.
_SHOWN = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_EXIF, _EXIF_MARKER = b"Exif\0", 0xE1
_HEAD_OF_EXIF = 6
# In encoded pixels, 0xFF is followed by 0, or by the number of a restart.
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_JFIF_BEFORE_THUMBNAIL = 12


def _strip_jpeg(data: bytes) -> bytes:
    jfif, exif = b"", b""
    kept: list[bytes] = []
    for marker, part in _parts_of_jpeg(data):
        if marker == _EXIF_MARKER and part[4:].startswith(_EXIF):
            exif = exif or part[4 + _HEAD_OF_EXIF :]
        elif marker == 0xE0 and part[4:].startswith(_SHOWN[0xE0]):
            jfif = jfif or _without_thumbnail(part)
        elif _is_shown(marker, part[4:]):
            kept.append(part)
    turned = _turned(exif)
    if turned:
        turned = _segment(_EXIF_MARKER, b"Exif\0\0" + turned)
    return b"".join((b"\xff\xd8", jfif, turned, *kept))


def _is_shown(marker: int, payload: bytes) -> bool:
    if marker in _APPLICATION:
        return marker in _SHOWN and payload.startswith(_SHOWN[marker])
    return marker != _COMMENT


def _without_thumbnail(part: bytes) -> bytes:
    return _segment(
        0xE0, part[4 : 4 + _JFIF_BEFORE_THUMBNAIL].ljust(12, b"\0") + b"\0\0"
    )


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _parts_of_jpeg(data: bytes) -> Iterator[tuple[int, bytes]]:
    """
    Give every part with its marker, encoded pixels with the scan that they belong to.

    What stands between parts is passed over, as decoders do.
    """
    position = 2
    while (found := _MARKER.search(data, position)) is not None:
        start, marker = found.start(), data[found.end() - 1]
        if marker == _END:
            yield marker, data[start : found.end()]
            return
        if marker in _NO_LENGTH:
            position = found.end()
            continue
        length = int.from_bytes(data[start + 2 : start + 4], "big")
        position = start + 2 + length
        if length < 2 or position > len(data):
            return  # it breaks off
        if marker == _START_OF_SCAN:
            after = _MARKER.search(data, position)
            position = after.start() if after else len(data)
        yield marker, data[start:position]


# --- PNG (third edition) --------------------------------------------------------------

_SHOWN_CHUNKS = frozenset(
    b"""tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT
    acTL fcTL fdAT""".split()
)


def _strip_png(data: bytes) -> bytes:
    exif, kept = b"", [_PNG]
    position = len(_PNG)
    while position + 8 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        end = position + 12 + length
        if kind == b"eXIf":
            exif = exif or data[position + 8 : end - 4]
        elif (
            kind in _SHOWN_CHUNKS or not kind[0] & 0x20
        ):  # small letters can be left out
            kept.append(data[position:end])
        if kind == b"IEND":
            break
        position = end
    turned = _turned(exif)
    if turned:
        kept.insert(2, _chunk(b"eXIf", turned))  # behind the header
    return b"".join(kept)


def _chunk(kind: bytes, payload: bytes) -> bytes:
    check = zlib.crc32(kind + payload)
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", check)


# --- WebP (RFC 9649) ------------------------------------------------------------------

_SHOWN_FOURCC = frozenset((b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"))
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04


def _strip_webp(data: bytes) -> bytes:
    extended, exif, kept = b"", b"", []
    position, stop = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while position + 8 <= stop:
        kind = data[position : position + 4]
        length = int.from_bytes(data[position + 4 : position + 8], "little")
        end = position + 8 + length + length % 2
        part = data[position : min(end, stop)]
        part += b"\0" * (len(part) % 2)
        if kind == b"VP8X":
            extended = extended or part
        elif kind == b"EXIF":
            exif = exif or part[8 : 8 + length]
        elif kind in _SHOWN_FOURCC:
            kept.append(part)
        position = end
    turned = _turned(exif) if len(extended) > 8 else b""
    if len(extended) > 8:
        flags = extended[8] & ~(_EXIF_FLAG | _XMP_FLAG) | _EXIF_FLAG * bool(turned)
        kept.insert(0, extended[:8] + bytes((flags,)) + extended[9:])
    if turned:
        kept.append(b"EXIF" + struct.pack("<I", len(turned)) + turned)
    body = b"".join((_WEBP, *kept))
    return _RIFF + struct.pack("<I", len(body)) + body
