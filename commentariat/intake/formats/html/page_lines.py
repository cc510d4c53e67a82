"""The lines of a page, and which of them speak of the piece and not of others."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from commentariat.intake.formats.html.content import Content
from commentariat.intake.formats.html.flows import Flow, lines_of
from commentariat.intake.formats.html.tree import Element, Page

_OTHER: Final = re.compile(
    r"comment|reply|replies|respond|related|recent|sidebar|teaser|menu|navi|promo(?!t)|popular|"
    r"recommend|slider|carousel|swiper|more-|read-also|ticker|event|latest|newslist|blogroll|"
    r"tweet|signup|newsletter|copyright|(?:image|img|photo|figure|wp|picture)[_-]*(?:caption|credit)"
)
LONGEST: Final = 60
LONGEST_LINE: Final = 160
"""Signs of a name or a day alone, and of a line that says one."""
NEAR: Final = 6
"""Blocks above and below the title in which a day alone is that of the piece."""


class PageLines:
    """The lines of a page that speak of the piece, made when they are asked for."""

    def __init__(self, page: Page, content: Content) -> None:
        self._page = page
        self._content = content

    @cached_property
    def all(self) -> list[Flow]:
        """All short lines but those of other pieces, in order."""
        body = next(
            (one for one in self._page.root.inner if one.name == "body"),
            self._page.root,
        )
        return [
            flow
            for flow in lines_of(body)
            if 0 < flow.length <= LONGEST_LINE
            and (element := holder_of(flow)) is not None
            and not is_of_other(element, self._content.root)
        ]

    @cached_property
    def title(self) -> int:
        """Number of the line that is the title; -1: there is none."""
        title = self._content.title
        start = title.start if title is not None else -1
        return next(
            (n for n, one in enumerate(self.all) if start >= 0 and one.start == start),
            -1,
        )

    def is_near(self, number: int) -> bool:
        """Tell whether line *number* stands near the title."""
        return self.title >= 0 and -4 < number - self.title < 3 * NEAR


def holder_of(flow: Flow) -> Element | None:
    """Give the element in which a line stands."""
    if flow.element is not None or not flow.nodes:
        return flow.element
    first = flow.nodes[0]
    return first.parent


def scopes_of(page: Page, content: Content) -> list[Element]:
    """Give the piece, as far as an element holds it, and then the page."""
    around = [content.root, *content.root.ancestors]
    piece = [one for one in around if one.name in ("article", "main")]
    return [*piece[:2], page.root] if piece else [content.root, page.root]


def around_of(element: Element) -> list[Element]:
    return [up for _, up in zip(range(3), element.ancestors, strict=False)]


def is_of_other(element: Element, root: Element) -> bool:
    """
    Tell whether *element* stands in a part of the page that speaks of other pieces.

    What holds the *root* of the text does not.
    """
    for up in (element, *element.ancestors):
        if root.is_within(up) or up is root:
            return False
        if up.name in ("figure", "figcaption"):
            return True
        if up.name in ("nav", "li") and up.linked * 2 > up.length and up.length > 200:
            return True
        if up.name in ("article", "nav", "body") or _OTHER.search(up.names):
            return up.name != "body"
    return False
