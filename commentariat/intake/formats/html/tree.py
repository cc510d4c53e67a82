"""The tree of an HTML page: its elements and texts, and where each text stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Final

import turbohtml

from commentariat.intake.pages.model import Label

DEEPEST: Final = 150
"""Elements in each other; those below are read as if their tags were not there."""
MOST_ELEMENTS: Final = 300_000
"""Of a page; what people read has a hundredth of that."""
GOOD: Final = 80
"""Letters from which a paragraph is one that people read."""

BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog "
    "dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head "
    "header hgroup hr html legend li main menu nav ol optgroup option p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
UNREAD: Final = frozenset("script style template head noframes datalist".split())
"""What no browser shows as text."""
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

# A text begins behind a tag, with the first sign that is no blank. It is marked by four
# code points that Unicode says are no characters; what a source holds of these is replaced.
_MARKS: Final = [chr(code) for code in range(0xFDD0, 0xFDF0)]
_MARK: Final = re.compile("[\ufdd0-\ufdef]{4}")
_FOREIGN: Final = re.compile("[\0\ufdd0-\ufdef]")
_BEGIN: Final = re.compile(r">[ \t\n\f]*(?=[^<\s]|<[^a-zA-Z/!?])")
_TAG: Final = re.compile(r"<(?=[a-zA-Z/!?])")
_IDEOGRAPH: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WIDTH: Final = 4
_MOST_TEXTS: Final = len(_MARKS) ** _WIDTH
_STRIPPED: Final = " \t\n\r\f" + "".join(_MARKS)
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class TooManyError(Exception):
    """A page of more elements or texts than anybody reads."""


class Text:
    """A stretch of text, its references resolved."""

    __slots__ = ("data", "start")

    def __init__(self, data: str, start: int) -> None:
        self.data = data
        self.start = start
        """Offset in the source of its first sign that is no blank; -1: it has none."""


class Element:
    """An element, as browsers build it."""

    __slots__ = (
        "attributes",
        "children",
        "good",
        "has_blocks",
        "length",
        "linked",
        "name",
        "names",
        "node",
        "own",
        "parent",
        "zone",
    )

    def __init__(self, name: str, parent: Element | None) -> None:
        self.name = name
        self.parent = parent
        self.node: turbohtml.Element | None = None
        self.attributes: Mapping[str, str] = _NONE
        self.names = ""
        """Classes and id, in small letters."""
        self.children: list[Element | Text] = []
        self.length = 0
        """Signs of its texts, without what nobody sees."""
        self.linked = 0
        """Of these, what is in links."""
        self.own = 0
        """Of these, what stands in none of the blocks within it."""
        self.good = 0
        """Of these, what stands in paragraphs that people read."""
        self.has_blocks = False
        self.zone: Label | None = None
        """What it is, where it is none of the text."""

    def get(self, name: str) -> str:
        """Give the value of an attribute; empty where there is none."""
        return self.attributes.get(name, "")

    @property
    def inner(self) -> Iterator[Element]:
        """The elements within it, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.inner

    @property
    def texts(self) -> Iterator[Text]:
        """The texts within it, in order, but for what nobody sees."""
        for child in self.children:
            if isinstance(child, Text):
                yield child
            elif child.name not in UNREAD:
                yield from child.texts

    @property
    def ancestors(self) -> Iterator[Element]:
        """What it stands in, from the nearest on."""
        one = self.parent
        while one is not None:
            yield one
            one = one.parent

    @property
    def start(self) -> int:
        """Where its first text stands; -1: it has none."""
        return next((one.start for one in self.texts if one.start >= 0), -1)

    def is_within(self, other: Element) -> bool:
        """Tell whether it stands in *other*, or is it."""
        return self is other or any(one is other for one in self.ancestors)


def words_of(*nodes: Element | Text) -> str:
    """Give the text of *nodes*, a blank for all white space, breaks and ends of blocks."""
    parts: list[str] = []
    _collect(nodes, parts)
    return " ".join("".join(parts).split())


def _collect(
    nodes: tuple[Element | Text, ...] | list[Element | Text], parts: list[str]
) -> None:
    for node in nodes:
        if isinstance(node, Text):
            parts.append(node.data)
        elif node.name in BLOCKS or node.name == "br":
            parts.append(" ")
            if node.name not in UNREAD:
                _collect(node.children, parts)
            parts.append(" ")
        elif node.name not in UNREAD:
            _collect(node.children, parts)


def size_of(text: str) -> int:
    """Count the signs of *text*; those of scripts that write words by signs count thrice."""
    text = text.strip()
    if text.isascii() or max(text) < "\u2e80":
        return len(text)
    return len(text) + 2 * len(_IDEOGRAPH.findall(text))


class Page:
    """A page of HTML, parsed."""

    def __init__(self, text: str) -> None:
        """
        Parse *text*, whose lines end with line feeds.

        Raises:
            TooManyError: it has more elements or texts than are read.
        """
        self.text = text
        clean = _FOREIGN.sub("\ufffd", text) if _FOREIGN.search(text) else text
        self.clean = clean
        """The same, without what no text should hold, each sign at its place."""
        self.starts, self._marked = _mark(clean)
        """Where texts begin, in order."""
        self.ids: dict[str, Element] = {}
        """The first element of each id or name."""
        self.too_deep = 0
        """Elements that stand deeper than are read."""
        self._count = 0
        self.root = Element("html", None)
        top = turbohtml.parse(self._marked).root
        if top is not None:
            self._fill(self.root, top, 0)

    def _fill(self, element: Element, node: turbohtml.Element, depth: int) -> None:
        element.node = node
        attributes = node.attrs
        if len(attributes):
            self._take_attributes(element, attributes.copy())
        children = element.children
        length = linked = own = good = own_linked = 0
        for child in node.children:
            if type(child) is turbohtml.Text:
                own += self._add_text(children, child.data)
                continue
            if type(child) is not turbohtml.Element:
                continue
            self._count += 1
            if self._count > MOST_ELEMENTS:
                raise TooManyError
            if depth >= DEEPEST:
                own += self._flatten(children, child)
                continue
            name = child.tag
            one = Element(name, element)
            children.append(one)
            if name == "noscript":
                child = _read_again(child)
            self._fill(one, child, depth + 1)
            if name in UNREAD:
                continue
            good += one.good
            if name in BLOCKS:
                element.has_blocks = True
                length += one.length
                linked += one.linked
            else:
                own += one.own
                length += one.length - one.own
                in_links = one.length if name == "a" else one.linked
                linked += in_links
                own_linked += in_links
                element.has_blocks = element.has_blocks or one.has_blocks
        element.length, element.linked, element.own = length + own, linked, own
        is_read = own >= GOOD and element.name in BLOCKS and 2 * own_linked < own
        element.good = good + own if is_read else good

    def _take_attributes(
        self, element: Element, found: dict[str, str | list[str] | None]
    ) -> None:
        taken: dict[str, str] = {}
        for name, value in found.items():
            if isinstance(value, list):
                value = " ".join(value)
            if value and not value.isascii():
                value = _MARK.sub("", value)
            taken[name] = value or ""
        element.attributes = taken
        names, own_id = taken.get("class", ""), taken.get("id", "")
        if names or own_id:
            element.names = f"{names} {own_id}".lower()
        if own_id:
            self.ids.setdefault(own_id, element)
        if element.name == "a" and taken.get("name"):
            self.ids.setdefault(taken["name"], element)

    def _flatten(self, children: list[Element | Text], node: turbohtml.Element) -> int:
        """Read the texts of *node*, which stands too deep, as if it had no tags."""
        self.too_deep += 1
        length = 0
        for one in node.descendants:
            self._count += 1
            if self._count > MOST_ELEMENTS:
                raise TooManyError
            if type(one) is not turbohtml.Text:
                continue
            if isinstance(one.parent, turbohtml.Element) and one.parent.tag in UNREAD:
                continue
            length += self._add_text(children, f" {one.data}")
        return length

    def _add_text(self, children: list[Element | Text], data: str) -> int:
        """Add a text, parted where others of the source meet in it; count its signs."""
        if data.isascii():
            children.append(Text(data, -1))
            return 0
        start, done, length = -1, 0, 0
        for mark in _MARK.finditer(data):
            before = data[done : mark.start()]
            if start >= 0 or before.strip():
                children.append(Text(before, start))
                length += size_of(before)
            elif before:
                children.append(Text(before, -1))
            start, done = self.starts[_number(mark[0])], mark.end()
        children.append(Text(data[done:], start))
        return length + size_of(data[done:])

    @cached_property
    def _lines(self) -> list[int]:
        return _line_starts(self.text)

    @cached_property
    def _marked_lines(self) -> list[int]:
        return _line_starts(self._marked)

    def line(self, offset: int) -> int:
        """Tell the line, from 1, on which *offset* is."""
        return max(bisect_right(self._lines, offset), 1)

    def place(self, element: Element) -> int:
        """Tell where in the text the start tag of *element* stands; -1: nowhere."""
        position = element.node.position if element.node is not None else None
        if position is None:
            return -1
        line, column = position
        marked = self._marked_lines[line - 1] + column
        low, high = 0, len(self.starts)
        while low < high:  # each text that begins before it has a mark
            middle = (low + high) // 2
            if self.starts[middle] + middle * _WIDTH < marked:
                low = middle + 1
            else:
                high = middle
        return marked - low * _WIDTH

    def start(self, element: Element) -> int:
        """Tell where *element* begins: its first text, or its tag where it has none."""
        start = element.start
        return start if start >= 0 else self.place(element)

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Give where each text begins, and where a tag ends it."""
        find, size = _TAG.search, len(self.clean)
        for start in self.starts:
            tag = find(self.clean, start)
            yield start, tag.start() if tag else size


def _read_again(node: turbohtml.Element) -> turbohtml.Element:
    """Read what a browser that runs scripts kept as text of a `noscript` as what it is."""
    text = node.text
    if len(node) != 1 or not text.lstrip(_STRIPPED).startswith("<"):
        return node
    return turbohtml.parse_fragment(_MARK.sub("", text))


def _line_starts(text: str) -> list[int]:
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _mark(text: str) -> tuple[list[int], str]:
    """Put a mark before each stretch of *text* outside tags; say where they begin."""
    starts = [one.end() for one in _BEGIN.finditer(text)]
    first = len(text) - len(text.lstrip())
    if first < len(text) and not _TAG.match(text, first):
        starts.insert(0, first)
    if len(starts) > _MOST_TEXTS:
        raise TooManyError
    parts: list[str] = []
    done = 0
    for number, start in enumerate(starts):
        parts.append(text[done:start])
        parts.append(_written(number))
        done = start
    parts.append(text[done:])
    return starts, "".join(parts)


@lru_cache(maxsize=4096)
def _written(number: int) -> str:
    digits = []
    for _ in range(_WIDTH):
        number, digit = divmod(number, len(_MARKS))
        digits.append(_MARKS[digit])
    return "".join(digits)


@lru_cache(maxsize=4096)
def _number(mark: str) -> int:
    number = 0
    for sign in reversed(mark):
        number = number * len(_MARKS) + ord(sign) - 0xFDD0
    return number
