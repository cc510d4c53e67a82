"""What in a Markdown body is read in another way than it was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from commentariat.archive.body_lines import prose_lines
from commentariat.kinds import Kind, Message

_MOST: Final = 100  # points of one body
_LONGEST: Final = 20_000  # characters of a line that is looked at

# --- what tells at once that there is nothing ------------------------------------------
# Each begins with one character, for which a text is searched in no time; that a line
# may begin so at all is told by its first.
_CURLY: Final = re.compile(r"\{[{%:.]")
_SQUARE: Final = re.compile(
    r"\[(?:[\^\[/!]|[ xX]\] |gallery\]|playlist\]"
    r"|[a-z][a-z0-9_-]{0,40} (?:[\w-]{1,40}=|https?:))"
)
_BEGINNINGS: Final = re.compile(
    r"\n(?=[ >*+12:!?.i\[-])(?:> ?| {4})*+"
    r"(?:(?P<item>(?:[-*+]|[12][.)]) )| {1,3}(?:[-*+]|\d{1,9}\.) "
    r"| {0,3}(?::(?:::| )|!!!|\?\?\?|\.\. [a-z]|import )|(?P<inner> {2,3}[^\s])|\[TOC\])"
)
_AN_ITEM: Final = re.compile(r"(?:> ?| {4})*+(?:[-*+]|\d{1,9}\.) ")

# --- shortcodes and the like -----------------------------------------------------------
_BRACKETS: Final = re.compile(
    r"(?<![\\!\]])\[(/[a-z][a-z0-9_-]{0,40}|(?:gallery|playlist)(?=\])"
    r"|[a-z][a-z0-9_-]{0,40}(?= [\w-]{1,40}=| https?:))[^\[\]\n]{0,300}\](?![(\[:])"
)
_ALONE: Final = frozenset({"[gallery]", "[playlist]"})
_MARKUP: Final = re.compile(
    r"(?<!\\)(?:"
    r"(\{\{[<%] ?[\w.-][\w./-]{0,40})|(\{%-? ?(?!end)\w{1,40})"
    r"|(\{\{)-? ?[\w.\"'(\[#>!$][^{}\n]{0,300}\}\}|(<%)|(<\?php)"
    r"|^(\.\. [a-z-]{2,30}::)|^(:) {1,3}\S|^(import) [^\n]{1,200} from [\"']"
    r"|(\$\$)[^$\n]{1,1000}\$\$|^(\$\$)$"
    r"|^ {0,3}(:::+) ?\{?[a-z]|^ {0,3}(!!!|\?\?\?)\+? [a-z]|(\[![A-Z]{3,12}\])"
    r"|(!?\[\[)[^\[\]\n]{1,200}\]\](?!\()|(\{:)[^{}\n]{1,200}\}|(\{\.)[A-Za-z][^{}\n]{0,200}\}"
    r"|^ {0,3}[-*+] (\[[ xX]\]) |^(\[TOC\])$|(~~)[^\s~][^~\n]{0,1000}~~"
    r")"
)
_CODE: Final = re.compile(r"``[^\n]*?``|`[^`\n]*`|<(code|kbd|samp)\b[^>\n]*>.*?</\1>")

# --- blocks ----------------------------------------------------------------------------
_QUOTED: Final = re.compile(r"(?: {0,3}> ?)+")
_ITEM: Final = re.compile(r"( *)(?:[-*+]|\d{1,9}\.) +(?=\S)")
_FIRST_ITEM: Final = re.compile(r" {0,3}(?:[-*+]|1\.) +\S")
_FIRST_ROUND, _SECOND_ROUND = re.compile(r" *1\) +\S"), re.compile(r" *2\) +\S")
_HTML: Final = re.compile(
    r"<(?:!--|/?(?:address|article|aside|audio|blockquote|center|details|dialog|dl|div"
    r"|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|main|map|menu|nav"
    r"|noscript|object|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th"
    r"|thead|tr|ul|video)\b)",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,}|=+|-+) *")
_HEADING: Final = re.compile(r"#{1,6}(?!#)")
_TABLE: Final = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *")
_NOTE: Final = re.compile(r" {0,3}\[\^([^\]\n]{1,100})\]:[ ]*")
_MARK: Final = re.compile(r"(?<!\\)\[\^([^\]\n]{1,100})\]")


class BodyPoint(msgspec.Struct, frozen=True, order=True, gc=False, array_like=True):
    """One thing that is asked of a body, and its line in the file."""

    line: int
    message: Message


KINDS: Final = frozenset(
    row.name
    for row in (
        Kind.OTHER_MARKUP, Kind.OTHER_MARKUP_SETTING, Kind.OTHER_SHORTCODE,
        Kind.LIST_IN_TEXT, Kind.LIST_ROUND, Kind.LIST_FLAT,
        Kind.NO_NOTE, Kind.NOTE_UNUSED, Kind.NOTE_TWICE, Kind.YAML_COMMENT,
        Kind.NOT_DOI, Kind.NOT_ISBN, Kind.NOT_ISSN, Kind.UNKNOWN_LICENSE,
    )
)  # fmt: skip
"""Names of the kinds of points."""
_ENCODE: Final = msgspec.msgpack.Encoder().encode
_DECODER: Final = msgspec.msgpack.Decoder(tuple[BodyPoint, ...])


def encode_points(points: tuple[BodyPoint, ...]) -> bytes:
    """Encode *points* for a record to keep; most bodies have none."""
    return _ENCODE(points) if points else b""


def decode_points(data: bytes) -> tuple[BodyPoint, ...]:
    """Decode the points that a record keeps."""
    return _DECODER.decode(data) if data else ()


def find_points(body: str, first: int) -> tuple[BodyPoint, ...]:
    """
    Find what in *body*, which begins on line *first*, other programs read otherwise.

    Lists directly below a line of text, items that lose their level, notes without a
    text or a mark, shortcodes: what is in code is shown, and never asked about.
    """
    if not _may_hold_any(body):
        return ()
    return tuple(sorted(_Reading(body, first).points)[:_MOST])


def _may_hold_any(body: str) -> bool:
    """Say no to most bodies without going through their lines."""
    return (
        ("{" in body and _CURLY.search(body) is not None)
        or ("[" in body and _SQUARE.search(body) is not None)
        or ("~" in body and "~~" in body)
        or ("$" in body and "$$" in body)
        or ("<" in body and ("<%" in body or "<?php" in body))
        or _may_begin_one(f"\n{body}")
    )


def _may_begin_one(body: str) -> bool:
    """Tell whether a line of *body* begins as an item, or with another's markup."""
    for found in _BEGINNINGS.finditer(body):
        if found.lastgroup == "item":
            start = body.rfind("\n", 0, found.start()) + 1
            above = body[start : found.start()]
            if above and not _AN_ITEM.match(above):
                return True
        elif found.lastgroup != "inner" or body[found.start() - 1] == "\n":
            return True
    return False


class _Reading:
    """One way through a body, a block at a time."""

    def __init__(self, body: str, first: int) -> None:
        self.points: set[BodyPoint] = set()
        self.notes: dict[str, int] = {}
        self.marks: dict[str, int] = {}
        self.opened: set[str] = set()
        """What closes the shortcodes in brackets that were opened."""
        self.closed: dict[str, int] = {}
        self.item: tuple[int, int] | None = None
        """Column of the last item of a list, and that of its text."""
        self.is_inside = False
        """Whether an indented block goes on with a list or a note."""
        for block in _blocks(body, first):
            if len(self.points) > _MOST:
                break
            self._block(block)
        for name in self.closed.keys() - self.opened:
            self._note(self.closed[name], Kind.OTHER_MARKUP.of(f"[{name}"))
        for name in self.marks.keys() - self.notes.keys():
            self._note(self.marks[name], Kind.NO_NOTE.of(name))
        for name in self.notes.keys() - self.marks.keys():
            self._note(self.notes[name], Kind.NOTE_UNUSED.of(name))

    def _note(self, line: int, message: Message) -> None:
        self.points.add(BodyPoint(line, message))

    def _block(self, block: list[tuple[int, str]]) -> None:
        _, begin = block[0]
        indent = len(begin) - len(begin.lstrip(" "))
        if indent >= 4 and not self.is_inside:
            return  # code
        if _HTML.match(begin):
            self.item, self.is_inside = None, False
            return  # HTML, which Markdown leaves alone
        if len(block) > 1 and "|" in begin and _TABLE.fullmatch(block[1][1]):
            self.item, self.is_inside = None, False
        elif _ITEM.match(begin) and (indent < 4 or self.item):
            self._items(block)
        else:
            self._text(block, indent)
        for number, line in block:
            self._line(number, line)

    def _items(self, block: list[tuple[int, str]]) -> None:
        self.is_inside = True
        for number, line in block:
            found = _ITEM.match(line)
            if found is None:
                continue
            column, text = len(found[1]), found.end()
            above = self.item
            if above and above[1] <= column < above[0] + 4:
                self._note(number, Kind.LIST_FLAT.of())
            self.item = column, min(text, column + 4)

    def _text(self, block: list[tuple[int, str]], indent: int) -> None:
        if indent < 4:
            if self.item and self.item[1] <= indent < self.item[0] + 4 and indent:
                self._note(block[0][0], Kind.LIST_FLAT.of())
            self.item = None
            self.is_inside = _NOTE.match(block[0][1]) is not None
        inner = 4 if indent >= 4 else 0
        for number, line in block[1:]:
            if _FIRST_ITEM.match(line[inner:]):
                self._note(number, Kind.LIST_IN_TEXT.of())
                break
        starts = [number for number, line in block if _FIRST_ROUND.match(line)]
        if starts and any(_SECOND_ROUND.match(line) for _, line in block):
            self._note(starts[0], Kind.LIST_ROUND.of())

    def _line(self, number: int, line: str) -> None:
        if len(line) > _LONGEST:
            return
        if "`" in line or "</" in line:
            line = _CODE.sub("``", line)
        note = _NOTE.match(line)
        if note:
            name = note[1]
            if name in self.notes:
                self._note(number, Kind.NOTE_TWICE.of(name))
            self.notes.setdefault(name, number)
            line = line[note.end() :]
            self.is_inside = True
        for mark in _MARK.finditer(line):
            self.marks.setdefault(mark[1], number)
        for found in _MARKUP.finditer(line):
            sign = next(filter(None, found.groups()))
            self._note(number, Kind.OTHER_MARKUP.of(sign))
        for found in _BRACKETS.finditer(line):
            name = found[1]
            if name.startswith("/"):
                self.closed.setdefault(name, number)
            elif found[0] not in _ALONE or line.strip() == found[0]:
                self.opened.add(f"/{name}")
                self._note(number, Kind.OTHER_MARKUP.of(f"[{name}"))


def _blocks(body: str, first: int) -> Iterator[list[tuple[int, str]]]:
    """Part what is not fenced code into blocks, as empty lines, headings and rules do."""
    block: list[tuple[int, str]] = []
    last, is_raw = first, False
    for number, line in prose_lines(["", *body.split("\n")], 2):
        number += first - 2
        if "\t" in line:
            line = line.expandtabs(4)
        if ">" in line:
            quoted = _QUOTED.match(line)
            line = line[quoted.end() :] if quoted else line
        if is_raw or "<pre" in line:
            is_raw = "</pre" not in line
            line = ""
        is_heading = _HEADING.match(line) is not None
        is_end = not line.strip() or is_heading or _RULE.fullmatch(line) is not None
        if block and (is_end or number != last + 1):
            yield block
            block = []
        if is_heading:
            yield [(number, line)]
        elif not is_end:
            block.append((number, line))
        last = number
    if block:
        yield block
