"""The tree of an HTML page: its elements and texts, and where each text stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final

import turbohtml

from commentariat.archive.text import UNSHOWABLE
from commentariat.intake.formats.escape import without_unshowable
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
_FOREIGN: Final = re.compile(
    "[\0\ufdd0-\ufdef]"
    "|&#(?:[xX]0*[fF][dD][dDeE][0-9a-fA-F](?![0-9a-fA-F])"
    r"|0*(?:6497[6-9]|649[89]\d|6500[0-7])(?!\d))"
)
_BEGIN: Final = re.compile(r">[ \t\n\f]*(?=[^< \t\n\f]|<[^a-zA-Z/!?])")
_TAG: Final = re.compile(r"<(?=[a-zA-Z/!?])")
_IDEOGRAPH: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LINE_END: Final = re.compile("\n")
_ELEMENT: Final = turbohtml.Element
_TEXT: Final = turbohtml.Text
_WIDTH: Final = 4
_MOST_TEXTS: Final = len(_MARKS) ** _WIDTH
_STRIPPED: Final = " \t\n\r\f" + "".join(_MARKS)


class TooManyError(Exception):
    """A page of more elements or texts than anybody reads."""


class Text:
    """A stretch of text, its references resolved."""

    __slots__ = ("data", "parent", "start")

    def __init__(self, data: str, start: int, parent: Element) -> None:
        self.data = data
        self.parent = parent
        self.start = start
        """Offset in the source of its first sign that is no blank; -1: it has none."""


class Element:
    """An element, as browsers build it."""

    __slots__ = (
        "_first",
        "_first_text",
        "_last",
        "_last_text",
        "children",
        "good",
        "has_blocks",
        "length",
        "linked",
        "name",
        "names",
        "node",
        "own",
        "page",
        "parent",
        "zone",
    )

    def __init__(
        self,
        name: str,
        parent: Element | None = None,
        node: turbohtml.Element | None = None,
        page: Page | None = None,
    ) -> None:
        self.name = name
        self.parent = parent
        self.node = node
        self.page = page
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
        self._first = self._last = self._first_text = self._last_text = 0

    def get(self, name: str) -> str:
        """Give what can be shown of an attribute; empty where there is none."""
        value = self.node.attr(name) if self.node is not None else None
        if value is None:
            return ""
        return value if value.isprintable() else without_unshowable(value)

    def has(self, name: str) -> bool:
        """Tell whether it has an attribute, with a value or without."""
        return self.node is not None and self.node.attr(name) is not None

    @property
    def inner(self) -> list[Element]:
        """The elements within it, in order."""
        page = self.page
        return [] if page is None else page.elements[self._first : self._last]

    def first_inner(self, most: int) -> list[Element]:
        """Give the first elements within it, at *most* so many."""
        page, first = self.page, self._first
        return (
            [] if page is None else page.elements[first : min(self._last, first + most)]
        )

    @property
    def texts(self) -> list[Text]:
        """The texts within it, in order, but for what nobody sees."""
        page = self.page
        return [] if page is None else page.texts[self._first_text : self._last_text]

    @property
    def text_numbers(self) -> tuple[int, int]:
        """Numbers, among all texts of the page, of its first one and of the next behind it."""
        return self._first_text, self._last_text

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
        texts = self.page.texts if self.page is not None else []
        for number in range(self._first_text, min(self._last_text, len(texts))):
            if texts[number].start >= 0:
                return texts[number].start
        return -1

    def is_within(self, other: Element) -> bool:
        """Tell whether it stands in *other*, or is it."""
        return self is other or other._first <= self._first - 1 < other._last


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


def code_of(element: Element) -> str:
    """Give what stands in an *element* that no browser shows as text: a script."""
    if element.node is None:
        return ""
    parts = [one.data for one in element.node.children if type(one) is _TEXT]
    return _MARK.sub("", "".join(parts))


def size_of(text: str) -> int:
    """Count the signs of *text*; those of scripts that write words by signs count thrice."""
    text = text.strip()
    if text.isascii() or _IDEOGRAPH.search(text) is None:
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
        clean = _FOREIGN.sub(lambda found: "\ufffd" * len(found[0]), text)
        self.clean = clean
        """The same, without what no text should hold, each sign at its place."""
        self.starts, self._marked = _mark(clean)
        """Where texts begin, in order."""
        self.elements: list[Element] = []
        """All of them, in order."""
        self.texts: list[Text] = []
        """All that browsers show, in order."""
        self.links: list[Element] = []
        """Elements that may lead somewhere."""
        self.ids: dict[str, Element] = {}
        """The first element of each id or name."""
        self.too_deep = 0
        """Elements that stand deeper than are read."""
        self._count = 0
        self._is_odd = "&#" in clean or UNSHOWABLE.search(clean) is not None
        """Texts may hold what no page can show: it is left out of them."""
        self._line, self._line_at = 1, 0
        top = turbohtml.parse(self._marked).root
        self.root = Element("html", None, top, self)
        if top is not None:
            self._fill(self.root, top, 0, is_read=True)

    def _fill(
        self, element: Element, node: turbohtml.Element, depth: int, *, is_read: bool
    ) -> None:
        elements = self.elements
        element._first, element._first_text = len(elements), len(self.texts)
        if len(node.attrs):
            self._take_names(element, node)
        children = element.children
        length = linked = own = good = own_linked = 0
        has_blocks = False
        depth += 1
        for child in node.children:
            if type(child) is _TEXT:
                if is_read:
                    own += self._add_text(element, child.data)
                continue
            if type(child) is not _ELEMENT:
                continue
            name = child.tag
            if depth > DEEPEST:
                own += self._flatten(element, child)
                continue
            if len(elements) + self._count >= MOST_ELEMENTS:
                raise TooManyError
            one = Element(name, element, child, self)
            children.append(one)
            elements.append(one)
            if name in UNREAD:
                self._fill(one, child, depth, is_read=name == "head")
                one.length = one.good = 0
                continue
            if name == "noscript":
                child = _read_again(child)
            self._fill(one, child, depth, is_read=is_read)
            good += one.good
            if name in BLOCKS:
                has_blocks = True
                length += one.length
                linked += one.linked
            else:
                own += one.own
                length += one.length - one.own
                in_links = one.length if name == "a" else one.linked
                linked += in_links
                own_linked += in_links
                has_blocks = has_blocks or one.has_blocks
        element.length, element.linked, element.own = length + own, linked, own
        element.has_blocks = has_blocks
        is_good = own >= GOOD and element.name in BLOCKS and 2 * own_linked < own
        element.good = good + own if is_good else good
        element._last, element._last_text = len(elements), len(self.texts)

    def _take_names(self, element: Element, node: turbohtml.Element) -> None:
        names, own_id = node.attr("class") or "", node.attr("id")
        if own_id:
            own_id = own_id if own_id.isascii() else _MARK.sub("", own_id)
            self.ids.setdefault(own_id, element)
            names = f"{names} {own_id}"
        if names:
            names = names if names.isascii() else _MARK.sub("", names)
            element.names = names.lower()
        if element.name == "a":
            self.links.append(element)
            if name := element.get("name"):
                self.ids.setdefault(name, element)

    def _flatten(self, element: Element, node: turbohtml.Element) -> int:
        """Read the texts of *node*, which stands too deep, as if it had no tags."""
        self.too_deep += 1
        length = 0
        for one in node.descendants:
            self._count += 1
            if len(self.elements) + self._count > MOST_ELEMENTS:
                raise TooManyError
            if type(one) is not _TEXT:
                continue
            if isinstance(one.parent, _ELEMENT) and one.parent.tag in UNREAD:
                continue
            length += self._add_text(element, f" {one.data}")
        return length

    def _add_text(self, element: Element, data: str) -> int:
        """Add a text, parted where others of the source meet in it; count its signs."""
        mark = None if data.isascii() else _MARK.search(data)
        if mark is None:
            return self._add(element, data, -1)
        start, done, length = -1, 0, 0
        while mark is not None:
            before = data[done : mark.start()]
            if before:
                length += self._add(element, before, start)
            start, done = self.starts[_number(mark[0])], mark.end()
            mark = _MARK.search(data, done)
        return length + self._add(element, data[done:], start)

    def _add(self, element: Element, data: str, start: int) -> int:
        if self._is_odd:
            data = without_unshowable(data)
        text = Text(data, start, element)
        element.children.append(text)
        self.texts.append(text)
        return size_of(data) if start >= 0 else 0

    def release(self) -> None:
        """Let go of all that refers to each other, of which no more is asked."""
        for element in self.elements:
            element.children = []
            element.parent = element.page = element.node = None
        self.root.children = []
        self.root.page = self.root.node = None
        self.elements, self.texts, self.links = [], [], []
        self.ids = {}

    @cached_property
    def _lines(self) -> list[int]:
        return _line_starts(self.text)

    @cached_property
    def _marked_lines(self) -> list[int]:
        return _line_starts(self._marked)

    def line(self, offset: int) -> int:
        """Tell the line, from 1, on which *offset* is."""
        if offset < self._line_at:
            return max(bisect_right(self._lines, offset), 1)
        self._line += self.text.count("\n", self._line_at, offset)
        self._line_at = offset
        return self._line

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
        find, size, end = _TAG.search, len(self.clean), -1
        for start in self.starts:
            if end < start:  # else no tag stands before that
                tag = find(self.clean, start)
                end = tag.start() if tag else size
            yield start, end


def _read_again(node: turbohtml.Element) -> turbohtml.Element:
    """Read what a browser that runs scripts kept as text of a `noscript` as what it is."""
    text = node.text
    if len(node) != 1 or not text.lstrip(_STRIPPED).startswith("<"):
        return node
    return turbohtml.parse_fragment(_MARK.sub("", text))


def _line_starts(text: str) -> list[int]:
    return [0, *(one.end() for one in _LINE_END.finditer(text))]


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
