"""The blocks of a page in order, out of the boxes that they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from commentariat.intake.formats.html.formulas import is_tex_script
from commentariat.intake.formats.html.inline import Style
from commentariat.intake.formats.html.tree import (
    BLOCKS,
    HEADINGS,
    UNREAD,
    Element,
    Text,
    size_of,
    words_of,
)
from commentariat.intake.pages.model import Label

UNITS: Final = frozenset(
    "ul ol menu dir blockquote pre xmp listing plaintext table figure dl hr".split()
)
"""Elements that are one block, whatever stands in them."""
EMBEDS: Final = frozenset("iframe video audio embed object".split())
_CAPTIONED: Final = ("wp-caption", "image-caption", "captioned-image", "img-caption")
_MOST_TEXT: Final = 600
_MOST_HEADING: Final = 300
"""Signs; what is longer has swallowed the text below it."""


class Flow:
    """One block as it stands on a page: an element, or texts with no block of their own."""

    __slots__ = ("element", "label", "link", "nodes", "style")

    def __init__(
        self,
        nodes: list[Element | Text],
        element: Element | None = None,
        style: int = Style.PLAIN,
        link: str = "",
    ) -> None:
        self.nodes = nodes
        """What stands in it, or the element itself where that is a unit."""
        self.element = element
        self.style = style
        """How all of it is set, by what is around it."""
        self.link = link
        """Where all of it leads, as written."""
        self.label: Label | None = None
        """What it is, where it is none of the text."""

    @property
    def name(self) -> str:
        """Name of its element; `p` where it has none."""
        return "p" if self.element is None else self.element.name

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.name in HEADINGS

    @property
    def length(self) -> int:
        """Signs of its texts."""
        return sum(
            size_of(one.data) if isinstance(one, Text) else one.length
            for one in self.nodes
        )

    @property
    def linked(self) -> int:
        """Of these, what is in links."""
        if self.link:
            return self.length
        return sum(
            one.length if one.name == "a" else one.linked
            for one in self.nodes
            if isinstance(one, Element)
        )

    @property
    def words(self) -> str:
        """Its text, white space folded."""
        return words_of(*self.nodes)

    @property
    def start(self) -> int:
        """Where its first text stands; -1: it has none."""
        for one in self.nodes:
            if one.start >= 0:
                return one.start
        return -1


def is_captioned(element: Element) -> bool:
    """Tell whether *element* is the box of a picture and what is said of it."""
    names = element.names
    if (
        not names
        or element.length > _MOST_TEXT
        or element.name not in ("div", "dl", "p")
    ):
        return False
    classes = names.split()
    return any(one in classes for one in _CAPTIONED) and any(
        one.name == "img" for one in element.inner
    )


def style_of(element: Element) -> int:
    """Tell how *element* sets its text."""
    name = element.name
    found = _STYLES.get(name, Style.PLAIN)
    how = element.get("style")
    if how:
        how = how.replace(" ", "").lower()
        if "font-style:italic" in how:
            found |= Style.EMPHASIS
        if "font-weight:bold" in how or "font-weight:700" in how:
            found |= Style.STRONG
        if "font-weight:normal" in how or "font-weight:400" in how:
            found &= ~Style.STRONG
        if "font-style:normal" in how:
            found &= ~Style.EMPHASIS
        if "text-decoration:line-through" in how:
            found |= Style.STRUCK
        if "vertical-align:super" in how:
            found |= Style.RAISED
    return found


_STYLES: Final = {
    "em": Style.EMPHASIS,
    "i": Style.EMPHASIS,
    "cite": Style.EMPHASIS,
    "dfn": Style.EMPHASIS,
    "var": Style.EMPHASIS,
    "strong": Style.STRONG,
    "b": Style.STRONG,
    "code": Style.CODE,
    "tt": Style.CODE,
    "kbd": Style.CODE,
    "samp": Style.CODE,
    "sup": Style.RAISED,
    "sub": Style.LOWERED,
    "del": Style.STRUCK,
    "s": Style.STRUCK,
    "strike": Style.STRUCK,
}


def flows_of(
    element: Element, style: int = Style.PLAIN, link: str = ""
) -> Iterator[Flow]:
    """Give the blocks within *element*, in order, those that are none of the text too."""
    run: list[Element | Text] = []
    for child in element.children:
        if isinstance(child, Text):
            run.append(child)
            continue
        name = child.name
        if name in UNREAD:
            if is_tex_script(child):
                run.append(child)
            continue
        is_block = name in BLOCKS or child.has_blocks or name in EMBEDS or name in UNITS
        if not is_block or (child.zone is not None and name not in BLOCKS):
            run.append(child)
            continue
        if _holds(run):
            yield Flow(run, _own_of(element), style, link)
        run = []
        yield from _of_block(child, style, link)
    if _holds(run):
        yield Flow(run, _own_of(element), style, link)


def lines_of(element: Element) -> Iterator[Flow]:
    """
    Give the lines within *element*, whatever their zones: blocks, cut where lines break.

    What is one block for a text, as a list or a table, is as many lines as it has parts.
    """
    run: list[Element | Text] = []
    for child in element.children:
        if isinstance(child, Text):
            run.append(child)
            continue
        if child.name in UNREAD:
            continue
        is_block = child.name in BLOCKS or child.has_blocks or child.name in UNITS
        if not is_block and child.name != "br" and not _has_break(child):
            run.append(child)
            continue
        if run:
            yield Flow(run, _own_of(element))
        run = []
        if child.name != "br":
            yield from lines_of(child)
    if run:
        yield Flow(run, _own_of(element))


def _of_block(child: Element, style: int, link: str) -> Iterator[Flow]:
    name = child.name
    if child.zone is not None:
        flow = Flow([child], child)
        flow.label = child.zone
        yield flow
    elif name in UNITS or name in EMBEDS or is_captioned(child):
        yield Flow([child], child, style, link)
    elif name in HEADINGS and (child.length < _MOST_HEADING or not child.has_blocks):
        yield Flow(child.children, child, style, link)
    else:
        if name not in BLOCKS:
            style |= style_of(child)
        if name == "a" and child.get("href"):
            link = child.get("href")
        yield from flows_of(child, style, link)


def _has_break(element: Element) -> bool:
    return any(one.name == "br" for one in element.inner)


def _own_of(element: Element) -> Element | None:
    """Give *element* where a run of text in it is a paragraph by its own right."""
    return element if element.name in ("p", "summary", *HEADINGS) else None


def _holds(run: list[Element | Text]) -> bool:
    """Tell whether there is anything in *run* to be seen."""
    for one in run:
        if isinstance(one, Text):
            if one.data.strip():
                return True
        elif one.length or one.name in _SEEN or _has_picture(one):
            return True
    return False


_SEEN: Final = ("img", "picture", "script")
"""Elements without texts that show something; of scripts those alone that hold TeX come here."""


def _has_picture(element: Element) -> bool:
    return any(one.name in ("img", *EMBEDS) for one in element.inner)
