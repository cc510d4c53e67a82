"""
Drawings (SVG), judged by all that a browser would do with them.

A drawing is a document: it can run scripts with the rights of the site, and ask other
sites for styles, fonts and pictures. What it may hold is listed, elements, attributes,
functions of styles and processing instructions alike. What runs or loads is refused,
with its line; what is merely unknown is left out, and the rest published as it is.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.parsers import expat

import msgspec

from commentariat.engine.svg_names import (
    ACTIVE,
    ANIMATING,
    ATTRIBUTES,
    CSS_FUNCTIONS,
    CSS_RULES,
    EDITORS,
    ELEMENTS,
    INSTRUCTIONS,
    PICTURES,
    SVG,
    TEXT_ATTRIBUTES,
    XHTML,
    XLINK,
    XML,
)
from commentariat.kinds import Kind, Message

SUFFIXES: Final = (".svg", ".svgz")
_LARGEST: Final = 64 * 2**20  # bytes once unpacked
_DEEPEST: Final = 400
_MOST_PARTS: Final = 200_000  # once every `use` is unfolded
_ENCODINGS: Final = frozenset(
    ("utf-8", "us-ascii", "iso-8859-1", "windows-1252", "utf-16")
)
_GZIP: Final = b"\x1f\x8b"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_W3C: Final = re.compile(r"https?://www\.w3\.org/")
_SHOWN: Final = 40  # characters of a value that are told

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:")
_LINK_SCHEMES: Final = ("http:", "https:", "mailto:", "tel:")
_PICTURE: Final = re.compile(rf"data:image/(?:{'|'.join(PICTURES)})[;,]")
_FONT: Final = re.compile(
    r"data:(?:font/[a-z0-9.+-]+|application/(?:x-)?font-[a-z]+|application/vnd\.ms-fontobject)[;,]"
)
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(\n|.))", re.DOTALL)
_RULE: Final = re.compile(r"@([\w-]+)")
_FUNCTION: Final = re.compile(r"([\w-]+)\(")
_URL: Final = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^"'()]*))\s*\)""")

_TAG: Final = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*+>""")
_ATTRIBUTE: Final = re.compile(rb"""\s+([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")


class Drawing(msgspec.Struct, frozen=True):
    """What was found in an SVG file."""

    data: bytes
    """The file without what was left out."""
    fault: Message | None = None
    """What must not be published."""
    line: int = 0
    """Where that stands; 0 where it is the file as a whole."""
    left_out: tuple[str, ...] = ()
    """What no browser shows and nobody knows: elements and attributes, by name."""


def is_drawing(path: str) -> bool:
    """Tell whether the file at *path* is opened as a drawing."""
    return path.lower().endswith(SUFFIXES)


def read_drawing(data: bytes) -> Drawing:
    """Judge the SVG *data*, which may be packed by gzip."""
    if not data.startswith(_GZIP):
        return _read(data)
    try:
        unpacker = zlib.decompressobj(wbits=31)
        plain = unpacker.decompress(data, _LARGEST)
        if not unpacker.eof or unpacker.unused_data:
            return Drawing(
                data, Kind.NOT_SVG.of("it is packed, and cut off, huge or several")
            )
    except zlib.error as fault:
        return Drawing(data, Kind.NOT_SVG.of(fault))
    found = _read(plain)
    same = data if found.data is plain else gzip.compress(found.data, mtime=0)
    return msgspec.structs.replace(found, data=same)


def _read(data: bytes) -> Drawing:
    reader = _Reader(data)
    try:
        reader.read()
    except _FaultError as fault:
        return Drawing(data, fault.message, reader.line)
    except expat.ExpatError as fault:
        return Drawing(data, Kind.NOT_SVG.of(fault), fault.lineno)
    except (LookupError, ValueError) as fault:  # an encoding that is none
        return Drawing(data, Kind.NOT_SVG.of(fault))
    return Drawing(reader.cut(), left_out=tuple(dict.fromkeys(reader.left_out)))


class _FaultError(Exception):
    """Something that must not be published."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class _Part(msgspec.Struct):
    """An element that is open, or has an id, and what is in it."""

    name: str
    id: str
    parts: int = 1
    uses: list[str] = []


class _Reader:
    """Goes through a drawing once, and notes what is to be cut out of it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.left_out: list[str] = []
        self._cuts: list[tuple[int, int]] = []
        self._open: list[_Part] = []
        self._named: dict[str, _Part] = {}
        self._skipped = 0
        """How many elements are open in one that is left out, itself among them."""
        self._skipped_from = 0
        self._style: list[str] = []
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declaration

    @property
    def line(self) -> int:
        """Where the reader is."""
        return int(self._parser.CurrentLineNumber)

    def read(self) -> None:
        """
        Read all there is.

        Raises:
            _FaultError: something in it must not be published.
            ExpatError, ValueError: it is no XML.
        """
        self._parser.Parse(self.data, True)
        if _unfold(self._named) > _MOST_PARTS:
            raise _FaultError(Kind.SVG_UNFOLDS.of(_MOST_PARTS))

    def cut(self) -> bytes:
        """Give the data without what is to be left out."""
        if not self._cuts:
            return self.data
        pieces, position = [], 0
        for begin, end in sorted(self._cuts):
            pieces.append(self.data[position:begin])
            position = max(position, end)
        return b"".join((*pieces, self.data[position:]))

    def _leave_out(self, name: str, begin: int, end: int) -> None:
        if self.data.startswith(_UTF16):
            raise _FaultError(Kind.NOT_SVG.of(f"unknown in it is {name}"))
        self.left_out.append(name)
        self._cuts.append((begin, end))

    # --- what comes before -----------------------------------------------------------

    def _declaration(self, _version: str, encoding: str | None, _alone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise _FaultError(Kind.NOT_SVG.of(f"it is in {encoding!r}, not in UTF-8"))

    def _doctype(
        self, _name: str, system: str | None, _public: str | None, has_own: int
    ) -> None:
        if has_own:
            raise _FaultError(Kind.SVG_ENTITIES.of())
        if system and not _W3C.match(system):
            raise _FaultError(Kind.SVG_LOADS.of("DOCTYPE", system[:_SHOWN]))

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise _FaultError(Kind.SVG_LOADS.of(f"<?{target}>", data[:_SHOWN]))
        if target not in INSTRUCTIONS and not self._skipped:
            begin = int(self._parser.CurrentByteIndex)
            end = self.data.find(b"?>", begin) + 2
            self._leave_out(f"<?{target}?>", begin, end)

    # --- elements --------------------------------------------------------------------

    def _start(self, name: str, attributes: list[str]) -> None:
        begin = int(self._parser.CurrentByteIndex)
        if self._skipped:
            self._skipped += 1
            return
        space, _, local = name.rpartition(" ")
        if len(self._open) >= _DEEPEST:
            raise _FaultError(Kind.SVG_DEEP.of(_DEEPEST))
        if space == XHTML or (space in ("", SVG) and local in ACTIVE):
            raise _FaultError(Kind.SVG_RUNS.of(f"a <{local}>"))
        is_shown = space in ("", SVG)
        if not self._open and not (is_shown and local == "svg"):
            raise _FaultError(Kind.NOT_SVG.of(f"the first element is <{local}>"))
        if not (local in ELEMENTS if is_shown else space.startswith(EDITORS)):
            self._skipped, self._skipped_from = 1, begin
            self.left_out.append(f"<{local}>")
            return
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        if pairs:
            judged = self._judge(pairs, local, is_shown=is_shown)
            self._cut_attributes(begin, judged)
        values = dict(pairs) if is_shown else {}
        part = _Part(local if is_shown else "", values.get("id", ""))
        if part.name == "use":
            part.uses.append(_fragment(values))
        self._open.append(part)

    def _end(self, _name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            if not self._skipped:
                self._cut_element()
            return
        part = self._open.pop()
        if part.name == "style":
            self._judge_style("".join(self._style), "<style>")
            self._style.clear()
        if part.id:
            self._named.setdefault(part.id, part)
        if self._open:
            self._open[-1].parts += part.parts
            self._open[-1].uses += part.uses
        else:
            self._named.setdefault("", part)

    def _cut_element(self) -> None:
        begin, closing = self._skipped_from, int(self._parser.CurrentByteIndex)
        opened = _TAG.match(self.data, begin)
        is_empty = opened is not None and opened[0].endswith(b"/>")
        closed = opened if is_empty else _TAG.match(self.data, closing)
        self._leave_out(self.left_out.pop(), begin, closed.end() if closed else 0)

    def _text(self, text: str) -> None:
        if self._open and self._open[-1].name == "style" and not self._skipped:
            self._style.append(text)

    # --- attributes ------------------------------------------------------------------

    def _judge(
        self, pairs: list[tuple[str, str]], element: str, *, is_shown: bool
    ) -> list[bool]:
        """Tell of each attribute whether it stays."""
        kept = []
        for name, value in pairs:
            space, _, local = name.rpartition(" ")
            if local.lower().startswith("on") and not space:
                raise _FaultError(Kind.SVG_RUNS.of(f"the attribute {local!r}"))
            if space == XLINK or (is_shown and not space):
                is_address = local in ("href", "src")
            else:
                is_address = False
            if is_address:
                self._judge_address(value, element)
                kept.append(True)
            elif space == XLINK or (space == XML and local in ("lang", "space", "id")):
                kept.append(True)
            elif not is_shown or space:
                kept.append(not space or space.startswith(EDITORS))
            elif local == "style" or local in ATTRIBUTES:
                self._judge_style(value, local)
                if local == "attributeName" and element in ANIMATING:
                    self._judge_animated(value)
                kept.append(True)
            else:
                kept.append(
                    local in TEXT_ATTRIBUTES or local.startswith(("aria-", "data-"))
                )
        return kept

    def _cut_attributes(self, begin: int, kept: list[bool]) -> None:
        if all(kept):
            return
        tag = _TAG.match(self.data, begin)
        if tag is None:
            raise _FaultError(Kind.NOT_SVG.of("unknown attributes in it"))
        written = [
            one
            for one in _ATTRIBUTE.finditer(self.data, begin, tag.end())
            if not (one[1] == b"xmlns" or one[1].startswith(b"xmlns:"))
        ]
        for one, stays in zip(written, kept, strict=True):
            if not stays:
                self._leave_out(one[1].decode("utf-8", "replace"), *one.span())

    def _judge_address(self, value: str, element: str) -> None:
        plain = _plain_address(value)
        if plain.startswith("#") or _PICTURE.match(plain):
            return
        scheme = _SCHEME.match(plain)
        if element == "a":
            if scheme is None or scheme[0] in _LINK_SCHEMES:
                return
            raise _FaultError(Kind.SVG_RUNS.of(f"a link to {value[:_SHOWN]!r}"))
        if scheme is None and not plain.replace("\\", "/").startswith("//"):
            return
        if scheme is not None and scheme[0] not in _LINK_SCHEMES:
            raise _FaultError(Kind.SVG_RUNS.of(f"a link to {value[:_SHOWN]!r}"))
        raise _FaultError(Kind.SVG_LOADS.of(f"<{element}>", value[:_SHOWN]))

    def _judge_animated(self, value: str) -> None:
        name = value.strip()
        if name not in ATTRIBUTES and name != "class":
            raise _FaultError(Kind.SVG_RUNS.of(f"an animation of {name[:_SHOWN]!r}"))

    def _judge_style(self, text: str, where: str) -> None:
        """Judge styles, or a value that is read as they are."""
        if "(" not in text and "@" not in text and "\\" not in text:
            return
        plain = _ESCAPE.sub(_unescape, text).lower()
        for rule in _RULE.finditer(plain):
            if rule[1] not in CSS_RULES:
                raise _FaultError(Kind.SVG_LOADS.of(where, f"@{rule[1]}"[:_SHOWN]))
        for function in _FUNCTION.finditer(plain):
            if function[1] == "url":
                self._judge_url(plain, function.end(), where)
            elif function[1] not in CSS_FUNCTIONS:
                raise _FaultError(Kind.SVG_LOADS.of(where, function[0][:_SHOWN]))

    def _judge_url(self, plain: str, position: int, where: str) -> None:
        found = _URL.match(plain, position)
        address = _plain_address("".join(filter(None, found.groups()))) if found else ""
        if address.startswith("#") or _PICTURE.match(address) or _FONT.match(address):
            return
        shown = plain[position : position + _SHOWN]
        raise _FaultError(Kind.SVG_LOADS.of(where, f"url({shown}"))


def _plain_address(value: str) -> str:
    """Reduce an address as a browser does before it looks for its scheme."""
    kept = value.translate(_DROPPED)
    return kept.strip("".join(map(chr, range(0x21)))).lower()


_DROPPED: Final = {ord(one): None for one in "\t\n\r"}


def _unescape(match: re.Match[str]) -> str:
    code, plain = match.groups()
    if code is None:
        return "" if plain == "\n" else str(plain)
    number = int(code, 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"


def _fragment(attributes: Mapping[str, str]) -> str:
    """Name what a `use` shows, if it is of the same drawing."""
    address = attributes.get("href") or attributes.get(f"{XLINK} href") or ""
    return address.strip().removeprefix("#") if address.strip()[:1] == "#" else ""


def _unfold(named: Mapping[str, _Part]) -> int:
    """Count the parts of the whole drawing, each `use` with all that it shows."""
    counted: dict[str, int] = {}
    left, above = [("", _shown(named, ""))], {""}
    while left:
        name, inner = left[-1]
        target = next(inner, None)
        if target is None:
            left.pop()
            above.discard(name)
            shown = sum(counted.get(one, 0) for one in _shown(named, name))
            counted[name] = min(named[name].parts + shown, 2 * _MOST_PARTS)
        elif target not in counted and target not in above:
            left.append((target, _shown(named, target)))
            above.add(target)
    return counted[""]


def _shown(named: Mapping[str, _Part], name: str) -> Iterator[str]:
    return (one for one in named[name].uses if one in named and one)


def read_size(data: bytes) -> tuple[int, int]:
    """
    Tell the width and height of the SVG *data* in pixels, as far as it says.

    Returns 0 for both where it does not, or says what no page can use.
    """
    if data.startswith(_GZIP):
        try:
            data = zlib.decompressobj(wbits=31).decompress(data, _FIRST)
        except zlib.error:
            return 0, 0
    attributes = _first_attributes(data)
    box = _GAP.split(attributes.get("viewBox", "").strip())
    sides = (
        box[2:]
        if len(box) == 4
        else [attributes.get(k, "") for k in ("width", "height")]
    )
    width, height = map(_length, sides)
    return (width, height) if width and height else (0, 0)


_FIRST: Final = 2**16  # bytes in which the first tag stands
_GAP: Final = re.compile(r"[\s,]+")
_LENGTH: Final = re.compile(r"\+?(\d{1,9}(?:\.\d{0,30})?|\.\d{1,30})(?:[a-z]{2})?")
_LONGEST_SIDE: Final = 100_000


def _length(text: str) -> int:
    found = _LENGTH.fullmatch(text.strip())
    length = round(float(found[1])) if found else 0
    return length if length <= _LONGEST_SIDE else 0


def _first_attributes(data: bytes) -> dict[str, str]:
    """Give the attributes of the first element of *data*, if it is a drawing's."""
    found: list[dict[str, str]] = []

    def stop(*_: object) -> None:
        raise ValueError("entities, which could be of any length")

    def start(name: str, attributes: dict[str, Any]) -> None:
        found.append(attributes if name.rpartition(" ")[2] == "svg" else {})
        parser.StartElementHandler = None

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EntityDeclHandler = stop
    try:
        for begin in range(0, min(len(data), 16 * _FIRST), _FIRST):
            parser.Parse(data[begin : begin + _FIRST], False)
            if found:
                break
    except (expat.ExpatError, LookupError, ValueError):
        pass
    return found[0] if found else {}
