"""Bytes of a raw file become text, or the reason why they cannot."""

from __future__ import annotations

import codecs
from typing import Final, TypeAlias

from commentariat.archive.text import normalize_line_ends
from commentariat.errors import Problem, SourceError, too_large
from commentariat.kinds import Kind, Message

SIZE_LIMIT: Final = 20 * 1024 * 1024
"""Bytes; a raw file is one article, which is a thousandth of this."""

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SAMPLE: Final = 4096
# Bytes that no text in a Windows code page holds: control characters, and the
# places that Windows-1252 leaves open.
_NOT_IN_CP1252: Final = bytes(
    [*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D]
)
_FOREIGN_SHARE: Final = 0.25
"""Share of high bytes from which a text is hardly in a Latin alphabet."""

_Fault: TypeAlias = "tuple[int, Message] | None"  # the line, and what is wrong there


def decode_raw(data: bytes, source: str) -> str:
    """
    Decode the bytes of a raw file into text with `\\n` line ends.

    A byte order mark is dropped and CRLF and CR become LF, here and nowhere else:
    offsets count the characters of the text returned, line numbers stay those of
    the file.

    Raises:
        SourceError: too large, empty, not UTF-8, or with NUL bytes.
    """
    for find_fault in _FAULTS:
        fault = find_fault(data)
        if fault is not None:
            raise SourceError(Problem(source, *fault))
    text = normalize_line_ends(data.decode("utf-8-sig"))
    if not text or text.isspace():
        raise SourceError(Problem(source, 0, Kind.RAW_BLANK.of()))
    return text


def _find_wrong_size(data: bytes) -> _Fault:
    if not data:
        return 0, Kind.RAW_EMPTY.of()
    if len(data) > SIZE_LIMIT:
        return 0, too_large(SIZE_LIMIT, len(data))
    return None


def _find_wide_encoding(data: bytes) -> _Fault:
    """Recognize UTF-16 and UTF-32 by their mark, or by where the NUL bytes stand."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return 1, Kind.RAW_ENCODING.of(name, _convert_with(name))
    sample = data[:_SAMPLE]
    share = sample.count(0) / len(sample)
    if share < 0.2 or len(sample) < 4:
        return None
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    name = "UTF-32" if share > 0.6 else "UTF-16"
    if name == "UTF-16" and min(odd, even) > max(odd, even) / 4:
        return None  # NUL bytes without a pattern: no text at all
    name += "LE" if sample[0] else "BE"
    return 1, Kind.RAW_WIDE.of(name, _convert_with(name))


def _find_nul(data: bytes) -> _Fault:
    at = data.find(0)
    if at < 0:
        return None
    return _line_at(data, at), Kind.RAW_NUL.of(at)


def _find_bad_byte(data: bytes) -> _Fault:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _line_at(data, fault.start), _explain(data, fault)
    return None


def _explain(data: bytes, fault: UnicodeDecodeError) -> Message:
    """Say what the bytes most likely are, as far as can be told."""
    byte, offset = f"{data[fault.start]:02x}", fault.start
    is_cut = fault.reason == "unexpected end of data"
    if is_cut:
        return Kind.RAW_CUT.of(byte, offset)
    if data.translate(None, _NOT_IN_CP1252) != data:
        return Kind.RAW_BYTE.of(byte, offset)
    high = sum(byte > 0x7F for byte in data[:_SAMPLE])
    if high > _FOREIGN_SHARE * len(data[:_SAMPLE]):
        return Kind.RAW_8_BIT.of(byte, offset)
    return Kind.RAW_1252.of(byte, offset, _convert_with("WINDOWS-1252"))


_FAULTS: Final = (_find_wrong_size, _find_wide_encoding, _find_nul, _find_bad_byte)


def _convert_with(encoding: str) -> str:
    return f"convert it with `iconv -f {encoding} -t UTF-8`"


def _line_at(data: bytes, offset: int) -> int:
    before = normalize_line_ends(data[:offset].decode("latin-1"))
    return before.count("\n") + 1
