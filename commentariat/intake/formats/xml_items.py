"""
Items of an XML file: cut at their marks, each read again alone from its bytes.

No parser sees the whole file: a mark of an item counts where it stands in no CDATA section
and no comment. An item is parsed as a document of its own, in which no entity can be defined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.parsers import expat

import msgspec

from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind

_STRETCH: Final = 2**20
_MOST_HEAD: Final = 256 * 2**20
"""Bytes before the first item: people and terms."""
_LONGEST_MARK: Final = 64
_MOST_TAIL: Final = 4096
"""Bytes at the end, among which is the end tag."""
DEEPEST: Final = 16
"""Elements in each other in an item; those of WordPress are four deep."""
_ENCODING: Final = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})")
_UNREAD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Signs that XML cannot hold; exports do, where editors pasted them."""
_LEX: Final = re.compile(
    r"<!\[CDATA\[(?P<cdata>.*?)\]\]>|<!--.*?-->|<\?.*?\?>"
    r"|<(?P<end>/)?(?P<name>[^\s<>/]+)(?P<said>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<void>/)?>"
    r"|(?P<text>[^<]+)",
    re.DOTALL,
)
_SAID: Final = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE: Final = re.compile(r"&(#x[0-9a-fA-F]+|#\d+|amp|lt|gt|quot|apos);")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class RawItem(msgspec.Struct):
    """An item as bytes."""

    start: int
    end: int
    line: int
    data: bytes
    """Empty where it is larger than one may be."""
    is_closed: bool = True


def _mark_of(name: str) -> re.Pattern[bytes]:
    said = re.escape(name.encode())
    return re.compile(
        rb"<!\[CDATA\[|<!--|<" + said + rb"(?=[\s>])|</" + said
        + rb"\s{0,16}>|<!DOCTYPE|<!ENTITY"
    )  # fmt: skip


class ItemScan:
    """One pass over the bytes of an export."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Look for elements of that *name*, none of which stands in another."""
        self.file = file
        self._mark = _mark_of(name)
        self.head = b""
        """What stands before the first item."""
        self.faults: list[Problem] = []
        self.tail = b""
        """How the file ends."""
        self.line = 1
        """Its last line."""
        self._buffer = b""
        self._base = 0
        self._line, self._counted = 1, 0

    def __iter__(self) -> Iterator[RawItem]:
        at = 0
        until = b""
        """What ends the section in which marks do not count."""
        start = line = -1
        is_large = False
        is_head = True
        while True:
            part = self.file.read(_STRETCH)
            self._buffer += part
            buffer = self._buffer
            last = len(buffer) if not part else max(at, len(buffer) - _LONGEST_MARK)
            while True:
                if until:
                    found = buffer.find(until, at)
                    if found < 0:
                        at = max(at, len(buffer) - len(until) + 1)
                        break
                    at = found + len(until)
                    until = b""
                mark = self._mark.search(buffer, at)
                if mark is None or (part and mark.start() >= last):
                    at = max(at, last if mark is None else mark.start())
                    break
                at = mark.end()
                said = mark[0]
                if said == b"<![CDATA[":
                    until = b"]]>"
                elif said == b"<!--":
                    until = b"-->"
                elif said.startswith(b"<!"):
                    where = self._line_at(self._base + mark.start())
                    self.faults.append(Problem("", where, Kind.XML_DEFINES.of()))
                    return
                elif said.startswith(b"</"):
                    if start >= 0:
                        yield self._raw(start, self._base + at, line, is_large=is_large)
                        start, is_large = -1, False
                else:
                    here = self._base + mark.start()
                    if start >= 0:
                        yield self._raw(
                            start, here, line, is_large=is_large, is_closed=False
                        )
                    if is_head:
                        self.head, is_head = self.head + buffer[: mark.start()], False
                    start, line, is_large = here, self._line_at(here), False
            if not part:
                break
            if start >= 0 and self._base + len(buffer) - start > SIZE_LIMIT:
                is_large = True
            keep = at if start < 0 or is_large else min(at, start - self._base)
            if is_head:
                if len(self.head) < _MOST_HEAD:
                    self.head += buffer[:keep]
                else:
                    self.faults.append(
                        Problem("", 1, too_large(_MOST_HEAD, len(self.head)))
                    )
                    return
            self._drop(keep)
            at -= keep
        end = self._base + len(self._buffer)
        self.tail = (self.tail + self._buffer)[-_MOST_TAIL:]
        self.line = self._line_at(end)
        if start >= 0:
            yield self._raw(start, end, line, is_large=is_large, is_closed=False)

    def _raw(
        self, start: int, end: int, line: int, *, is_large: bool, is_closed: bool = True
    ) -> RawItem:
        is_large = is_large or end - start > SIZE_LIMIT
        data = b"" if is_large else self._buffer[start - self._base : end - self._base]
        return RawItem(start, end, line, data, is_closed)

    def _line_at(self, offset: int) -> int:
        self._line += self._buffer.count(
            b"\n", self._counted - self._base, offset - self._base
        )
        self._counted = offset
        return self._line

    def _drop(self, count: int) -> None:
        if self._counted < self._base + count:
            self._line_at(self._base + count)
        last = self._buffer[max(0, count - _MOST_TAIL) : count]
        self.tail = (self.tail + last)[-_MOST_TAIL:]
        self._buffer = self._buffer[count:]
        self._base += count


# -- One item ----------------------------------------------------------------------


class XmlField(msgspec.Struct):
    """An element without others in it."""

    path: tuple[str, ...]
    value: str
    start: int
    end: int
    said: dict[str, str]


def decode_xml(data: bytes, encoding: str) -> tuple[str, int]:
    """Decode bytes of the file, and count the signs that no XML may hold."""
    try:
        text = data.decode(encoding or "utf-8", "replace")
    except (LookupError, UnicodeError):  # `undefined` decodes nothing
        text = data.decode("utf-8", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lost = text.count("\ufffd")
    if _UNREAD.search(text):
        text, count = _UNREAD.subn("", text)
        lost += count
    return text, lost


def fields_of_xml(text: str, line: int = 1) -> list[XmlField]:
    """
    Take an item apart.

    Raises:
        SourceError: it is not well-formed.
    """
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as fault:
        words = expat.ErrorString(fault.code)
        problem = Problem("", line + fault.lineno - 1, Kind.XML_BROKEN.of(words))
        raise SourceError(problem) from None
    found: list[XmlField] = []
    names: list[str] = []
    starts: list[tuple[int, dict[str, str]]] = []
    parts: list[str] = []
    for one in _LEX.finditer(text):
        name = one["name"]
        if name is None:
            if one["cdata"] is not None:
                parts.append(one["cdata"])
            elif one["text"] is not None:
                parts.append(unescape(one["text"]))
            continue
        if one["end"]:
            start, said = starts.pop()
            if start >= 0:
                value = "".join(parts)
                found.append(
                    XmlField(tuple(names[1:]), value, start, one.start(), said)
                )
            names.pop()
            parts = []
            continue
        if one["void"]:
            continue
        if starts:
            starts[-1] = -1, starts[-1][1]
        names.append(name)
        if len(names) > DEEPEST:
            where = line + text.count("\n", 0, one.start())
            raise SourceError(Problem("", where, Kind.XML_DEEP.of(DEEPEST)))
        starts.append((one.end(), _said(one["said"])))
        parts = []
    return found


def _said(text: str) -> dict[str, str]:
    if not text or "=" not in text:
        return {}
    return {one[1]: unescape(one[2] or one[3] or "") for one in _SAID.finditer(text)}


def unescape(text: str) -> str:
    return _REFERENCE.sub(_shown, text) if "&" in text else text


def _shown(found: re.Match[str]) -> str:
    name = found[1]
    if name[0] != "#":
        return _NAMED[name]
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return (
        chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    )


def encoding_of_xml(head: bytes) -> str:
    found = _ENCODING.search(head[:400])
    name = found[1].decode("ascii").lower() if found else ""
    return "" if name in ("utf-8", "utf8") else name
