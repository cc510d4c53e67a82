"""The bytes of a page become text, whatever encoding it says it has."""

from __future__ import annotations

import codecs
import re
from typing import Final

import msgspec

from commentariat.archive.text import normalize_line_ends
from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.pages.model import Doubt
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD: Final = 4096
"""Bytes in which a page says its encoding."""
_DECLARED: Final = re.compile(
    rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)"
    rb"|<\?xml\b[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)",
    re.IGNORECASE,
)
_TAGS: Final = re.compile(rb"<[^<>]*>")
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
# What browsers take for what pages say.
_MEANT: Final = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874",
    "tis-620": "cp874", "big5": "big5hkscs", "utf-16": "utf-8", "utf-16-le": "utf-8",
    "utf-16-be": "utf-8", "utf-7": "cp1252",
}  # fmt: skip
_SHOWN: Final = {
    "cp1252": "windows-1252",
    "cp1251": "windows-1251",
    "cp1254": "windows-1254",
}
_STATEFUL: Final = ("iso2022_jp", "hz")
_MOST_WRONG: Final = 0.1
"""Share of the signs beyond ASCII that may be no UTF-8 in a text that is UTF-8."""
_AS_1252: Final = "commentariat.windows-1252"
_PLACES_OPEN: Final = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


class Decoded(msgspec.Struct, frozen=True):
    """The text of a page."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


def decode_html(data: bytes, source: str) -> Decoded:
    """
    Decode the bytes of a page into text with `\\n` line ends.

    What the bytes are counts for more than what the page says they are.

    Raises:
        SourceError: too large, empty, or no text.
    """
    if not data:
        raise SourceError(Problem(source, 0, Kind.RAW_EMPTY.of()))
    if len(data) > SIZE_LIMIT:
        raise SourceError(Problem(source, 0, too_large(SIZE_LIMIT, len(data))))
    found = _decode(data)
    text = normalize_line_ends(found.text).removeprefix("\ufeff")
    if text.count("\0") * 20 > len(text):
        raise SourceError(Problem(source, 1, Kind.RAW_NUL.of(data.find(0))))
    if not text or text.isspace():
        raise SourceError(Problem(source, 0, Kind.RAW_BLANK.of()))
    return Decoded(text, found.encoding, found.doubts)


def _decode(data: bytes) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"), name)
    if wide := _wide(data):
        return Decoded(data.decode(wide, "replace"), wide)
    declared = declared_in(data)
    if data.isascii() and declared not in _STATEFUL:
        return Decoded(data.decode("ascii"), "utf-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _decode_otherwise(data, declared, fault.start)
    if declared in _STATEFUL:
        return _with(data, declared) or Decoded(text, "utf-8")
    return Decoded(text, "utf-8", _doubt(declared, "utf-8"))


def _wide(data: bytes) -> str:
    """Tell UTF-16 without a mark by its first tag."""
    begin = data[:64].lstrip(b" \t\r\n\0")[:1]
    sample = data[:256]
    if begin != b"<" or sample.count(0) * 3 < len(sample):
        return ""
    return "utf-16-le" if sample[0] else "utf-16-be"


def declared_in(data: bytes) -> str:
    """Give the encoding that a page says it has, as Python calls it; or nothing."""
    for found in _DECLARED.finditer(_COMMENT.sub(b"", data[:_HEAD])):
        name = (found[1] or found[2]).decode("ascii")
        try:
            known = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        if not known._is_text_encoding:
            continue
        return _MEANT.get(known.name, known.name)
    return ""


def _decode_otherwise(data: bytes, declared: str, first: int) -> Decoded:
    line = data.count(b"\n", 0, first) + 1
    if declared in ("", "utf-8"):
        mixed, wrong, right = _decode_mixed(data)
        if wrong <= _MOST_WRONG * (wrong + right):
            doubt = Doubt(line, Kind.HTML_MIXED.of(wrong))
            return Decoded(mixed, "utf-8", (doubt,))
    elif found := _with(data, declared):
        return found
    guessed = _guess(data)
    made = _with(data, guessed)
    if made is None:
        text = data.decode(guessed, "replace")
        return Decoded(
            text, guessed, (Doubt(line, Kind.HTML_UNREADABLE.of(text.count("\ufffd"))),)
        )
    return Decoded(made.text, guessed, _doubt(declared or "utf-8", guessed, line))


def _with(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeError:  # `undefined` decodes nothing, and says so otherwise
        if encoding != "cp1252":
            return None
    return Decoded(decode_1252(data), encoding)


def _guess(data: bytes) -> str:
    from turbohtml.detect import detect

    bare = _TAGS.sub(b" ", data)  # which say again what it is not
    name = detect(bare).encoding or "windows-1252"
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return "cp1252"
    return "cp1252" if known == "utf-8" else _MEANT.get(known, known)


def _decode_mixed(data: bytes) -> tuple[str, int, int]:
    """Decode UTF-8 among which single bytes of windows-1252 stand; count both."""
    wrong = data.decode("utf-8", "replace").count("\ufffd") - data.count(
        "\ufffd".encode()
    )
    text = data.decode("utf-8", _AS_1252)
    return text, wrong, sum(not sign.isascii() for sign in text) - wrong


def _as_1252(fault: UnicodeError) -> tuple[str, int]:
    assert isinstance(fault, UnicodeDecodeError)
    return decode_1252(fault.object[fault.start : fault.end]), fault.end


def decode_1252(data: bytes) -> str:
    """Decode windows-1252 as browsers do, which know all of its places."""
    return "".join(
        chr(byte) if byte in _PLACES_OPEN else bytes([byte]).decode("cp1252")
        for byte in data
    )


codecs.register_error(_AS_1252, _as_1252)


def _doubt(declared: str, found: str, line: int = 1) -> tuple[Doubt, ...]:
    """Doubt an encoding that is not the one that the page says."""
    if declared in ("", found):
        return ()
    said, is_in = (_SHOWN.get(name, name) for name in (declared, found))
    return (Doubt(line, Kind.HTML_ENCODING.of(said, is_in)),)
