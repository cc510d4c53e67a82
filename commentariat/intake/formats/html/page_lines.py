"""The lines of a page, and which of them speak of the piece and not of others."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import Final

from commentariat.archive.text import fold
from commentariat.intake.formats.html.content import Content
from commentariat.intake.formats.html.flows import Flow, lines_of
from commentariat.intake.formats.html.tree import GOOD, Element, Page, Text

_OTHER: Final = re.compile(
    r"comment|reply|replies|respond|related|recent|sidebar|teaser|menu|navi|promo(?!t)|popular|"
    r"recommend|slider|carousel|swiper|more-|read-also|ticker|event|latest|newslist|blogroll|"
    r"tweet|signup|newsletter|copyright|(?:image|img|photo|figure|wp|picture)[_-]*(?:caption|credit)"
)
_MORE_BY: Final = re.compile(
    r"(?:(?:view |see |read )?(?:all|more)(?: (?:articles|posts|stories|by|from|content))*"
    r"|articles|posts|weitere artikel|alle (?:artikel|beiträge)|(?:tous les|plus d[’'])\s?articles"
    r"|más artículos|все (?:статьи|материалы))(?: (?:by|from|of|von|de|par|автора))?\s",
    re.IGNORECASE,
)
LONGEST: Final = 60
LONGEST_LINE: Final = 160
"""Signs of a name or a day alone, and of a line that says one."""
_EDGES: Final = " ,.()’'"
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_SAID: Final = 8
"""Signs behind a name in a line that says something of the person."""
NEAR: Final = 6
"""Blocks above and below the title in which a day alone is that of the piece."""


class PageLines:
    """The lines of a page that speak of the piece, made when they are asked for."""

    def __init__(self, page: Page, content: Content) -> None:
        self._page = page
        self._content = content
        self.sites: tuple[str, ...] = ()
        """What the site is called."""
        self.signed = -1
        """Where the names of the authors stand; -1: none are found."""

    @cached_property
    def all(self) -> list[Flow]:
        """All short lines but those of other pieces, in order."""
        return [
            flow
            for flow in self.every
            if 0 < flow.length <= LONGEST_LINE
            and (element := holder_of(flow)) is not None
            and not is_of_other(element, self._content.root, self._heading)
        ]

    @property
    def _heading(self) -> Element | None:
        title = self._content.title
        return holder_of(title) if title is not None else None

    @cached_property
    def title(self) -> int:
        """
        Number of the line that is the title; -1: there is none.

        Where the title that was found stands in no line, or is not what the head says, it
        is the line with the words of the title that stands last above the text.
        """
        title = self._content.title
        titles = {one for one in self._content.titles if " " in one}
        found = -1
        if title is not None:
            start, words = title.start, fold(title.words)
            where = (at for at, one in enumerate(self.all) if one.start == start >= 0)
            found = next(where, -1)
            if found >= 0 and (words in titles or not titles):
                return found
            titles.add(words)
        if not titles:
            return -1
        text = next((one.start for one in self._content.body if one.length > GOOD), -1)
        return max(
            (
                number
                for number, one in enumerate(self.all)
                if (text < 0 or one.start < text) and fold(one.words) in titles
            ),
            default=found,
        )

    def has_small(self, name: str) -> bool:
        """Tell whether the page has a word of *name* in small letters."""
        words = (one.strip(_EDGES) for one in name.split())
        return any(
            one[:1].isupper() and len(one) > 2 and one.lower() in self._small
            for one in words
        )

    def speaks_of(self, name: str, most: int) -> bool:
        """Tell whether the text names *name* more than so often, within its lines."""
        return self._body.count(name) > most

    @cached_property
    def _body(self) -> str:
        return " ".join(one.words for one in self._content.body)

    def is_small(self, name: str) -> bool:
        """Tell whether the page has all words of *name* in small letters."""
        words = [one.strip(_EDGES).lower() for one in name.split()]
        return all(one in self._small for one in words)

    @cached_property
    def _small(self) -> frozenset[str]:
        """Words in small letters that the text has."""
        found: set[str] = set()
        for flow in self._content.body:
            found.update(one for one in _WORD.findall(flow.words) if one.islower())
        return frozenset(found)

    def begins_with(self, name: str) -> bool:
        """Tell whether a line begins with *name* and then says something of that person."""
        return any(
            one.length > len(name) + _SAID and one.words.startswith(f"{name} ")
            for one in self.every
        )

    def is_introduced(self, name: str) -> bool:
        """Tell whether *name* stands alone below the text, and what that person is below it."""
        last = max((one.start for one in self._content.body), default=-1)
        return any(
            one.start > last and below.length > LONGEST and one.words == name
            for one, below in pairwise(self.every)
        )

    def has_more_by(self, name: str) -> bool:
        """Tell whether a line leads to other pieces of that person: `More by Ada Berg`."""
        return any(
            one.words.endswith(f" {name}") and _MORE_BY.match(one.words) is not None
            for one in self.every
            if one.length <= LONGEST
        )

    def is_in_menu(self, words: str) -> bool:
        """Tell whether a menu, a header or a footer of the site has a line of these *words*."""
        return fold(words) in self._menu

    @cached_property
    def every(self) -> list[Flow]:
        """All lines of the page, in order."""
        return [one for one in lines_of(_body_of(self._page)) if one.length]

    @cached_property
    def _menu(self) -> frozenset[str]:
        found: set[str] = set()
        for flow in self.every:
            holder = holder_of(flow) if flow.length <= LONGEST else None
            if holder is not None and any(
                up.name in ("nav", "footer") for up in (holder, *holder.ancestors)
            ):
                found.add(fold(flow.words))
        return frozenset(found)

    @property
    def times(self) -> list[Element]:
        """The elements of time of the page."""
        return [one for one in self._page.elements if one.name == "time"]

    def is_near(self, number: int) -> bool:
        """Tell whether line *number* stands near the title."""
        return self.title >= 0 and -4 < number - self.title < 3 * NEAR


def _body_of(page: Page) -> Element:
    return next((one for one in page.root.inner if one.name == "body"), page.root)


def holder_of(flow: Flow) -> Element | None:
    """Give the element in which a line stands."""
    if flow.element is not None or not flow.nodes:
        return flow.element
    first = flow.nodes[0]
    return first.parent


def spaced(flow: Flow) -> str:
    """Give the words of a line with a blank between its elements: `Apr` `04` `2013`."""
    texts: list[str] = []
    for node in flow.nodes:
        if isinstance(node, Text):
            texts.append(node.data)
        else:
            texts += (one.data for one in node.texts)
    return " ".join(" ".join(texts).split())


def scopes_of(page: Page, content: Content) -> list[Element]:
    """Give the piece, as far as an element holds it, and then the page."""
    around = [content.root, *content.root.ancestors]
    piece = [one for one in around if one.name in ("article", "main")]
    return [*piece[:2], page.root] if piece else [content.root, page.root]


def around_of(element: Element) -> list[Element]:
    return [up for _, up in zip(range(3), element.ancestors, strict=False)]


def is_of_other(
    element: Element, root: Element, heading: Element | None = None
) -> bool:
    """
    Tell whether *element* stands in a part of the page that speaks of other pieces.

    What holds the *root* of the text does not, nor its *heading*.
    """
    for up in (element, *element.ancestors):
        if root.is_within(up) or up is root or up.name == "address":
            return False
        if heading is not None and heading.is_within(up):
            return False
        if up.name in ("figure", "figcaption"):
            return True
        if up.name in ("nav", "li") and up.linked * 2 > up.length and up.length > 200:
            return True
        if up.name in ("article", "nav", "body") or _OTHER.search(up.names):
            return up.name != "body"
    return False
