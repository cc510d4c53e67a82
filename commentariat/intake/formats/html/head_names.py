"""Names between the title of a page and its text, in whatever boxes these stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from commentariat.archive.text import fold
from commentariat.intake.formats.html.bylines import (
    is_full_name,
    is_initials,
    is_of_site_called,
    names_of,
    said_by,
)
from commentariat.intake.formats.html.content import Content
from commentariat.intake.formats.html.datelines import find_date
from commentariat.intake.formats.html.page_lines import (
    LONGEST,
    LONGEST_LINE,
    PageLines,
    around_of,
    holder_of,
)
from commentariat.intake.formats.html.person_marks import (
    OF_BYLINE,
    does_other,
    is_boxed_person,
    is_person,
    is_said_to_be_author,
    names_in,
)
from commentariat.intake.formats.html.tree import (
    BLOCKS,
    GOOD,
    HEADINGS,
    Element,
    Page,
    size_of,
    words_of,
)

_MOST_GOOD: Final = 3
"""Paragraphs behind the title, of which the last begins the text for certain."""
_FARTHEST: Final = 3_000
"""Signs behind the title up to which a head may reach."""
_ABOVE: Final = 300
"""Signs above the title among which names of authors may stand."""
_APART: Final = 160
"""Signs between the names of two who sign together."""
_ASIDE: Final = re.compile(
    r"related|recent|teaser|popular|recommend|carousel|slider|swiper|ticker|latest|newslist|"
    r"caption|credit|most-?read|read-?also|more-|(?:^|\s)comments?(?:[\s_-]|$)|"
    r"comment-?(?:list|author|body)|respond|"
    r"promo(?!t)|breadcrumb|reviewer"
)
_TO_AUTHOR: Final = re.compile(
    r"/(?:authors?|autor(?:en|es)?|people|staff|contributors?|columnists?|writers?|by|reporters?|"
    r"journalists?|auteurs?|autori?|redaktion|verfasser|bio|experts?|(?:(?:our|meet-the)[-_])?(?:team|people|professionals)|crew|autores|redacteurs?|"
    r"journalistes|skribent(?:er)?|columnistas)/[^/]"
)
"""Where the pages of those who write are; not those of members of a site."""
_TO_ACCOUNT: Final = re.compile(
    r"log-?in|sign-?in|sign-?up|register|account|password|youtube|facebook"
)
_OF_USER: Final = re.compile(r"nickname|user-?name")
"""Of who is a member of a site, which need not be who wrote."""
_Piece: TypeAlias = "tuple[Element, Element]"
"""The heading of a piece, and the element of its text."""
_PIECES: Final = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")


def find_head_names(
    page: Page, content: Content, lines: PageLines
) -> tuple[list[str], int]:
    """Find those whom an element near the title marks as authors, or a line names so."""
    title = _title_of(page, content)
    if title is None:
        return [], -1
    first, last = _window(page, title)
    of_site: tuple[list[str], int] = [], -1
    for find in (_marked, _said, _boxed):
        names, start = find(page, lines, (title, content.root), (first, last))
        people = [
            one
            for one in names
            if not (is_of_site_called(one, lines.sites) or is_initials(one))
        ]
        if people:
            return people, start
        of_site = (names, start) if names and not of_site[0] else of_site
    return of_site


def _title_of(page: Page, content: Content) -> Element | None:
    """Give the heading of the page, in whatever box it stands."""
    if content.title is not None:
        return holder_of(content.title)
    headings = [one for one in page.elements if one.name in HEADINGS and one.length]
    titled = [one for one in headings if fold(words_of(one)) in content.titles]
    firsts = [one for one in headings if one.name == "h1"]
    if titled:
        return titled[0]
    return firsts[0] if len(firsts) == 1 else None


def _window(page: Page, title: Element) -> tuple[int, int]:
    """Give the numbers of the texts between which the head of the piece stands."""
    begin, end = title.text_numbers
    first, signs = begin, 0
    while first > 0 and signs < _ABOVE:
        first -= 1
        signs += size_of(page.texts[first].data)
    last, signs = end, 0
    while last < len(page.texts) and signs < _FARTHEST:
        signs += size_of(page.texts[last].data)
        last += 1
    seen = 0
    for one in page.elements:
        at = one.text_numbers[0]
        if not end <= at < last or one.name not in BLOCKS or one.own < GOOD:
            continue
        if 2 * one.linked < one.own:
            seen += 1
        if seen == _MOST_GOOD:
            last = at
            break
    return first, last


def _marked(
    page: Page, lines: PageLines, piece: _Piece, window: tuple[int, int]
) -> tuple[list[str], int]:
    """Take the names in elements that say so, and those of others close to them."""
    title = piece[0]
    found: list[str] = []
    start = end = -1
    for one in _elements_in(page, title, window):
        if not is_person(one) or does_other(one) or _is_aside(one, piece):
            continue
        if _is_mention(one):
            continue
        if end > one.text_numbers[0]:
            continue  # within one that is taken
        is_said = _is_called_author(one)
        if not is_said and not leads_to_author(one.get("href")):
            continue
        names = names_in(one)
        if not names or not (is_said or all(map(is_full_name, names))):
            continue
        begin, stop = one.text_numbers
        is_above = stop <= title.text_numbers[0]
        if is_above and (found or not is_said or _is_of_menu(one)):
            continue
        if end >= 0 and _signs(page, end, begin) > _APART:
            break
        if any(map(is_full_name, found)) and (
            _OF_USER.search(one.names) or not all(map(is_full_name, names))
        ):
            continue
        found += [name for name in names if name not in found]
        start = max(one.start, 0) if start < 0 else start
        end = stop
    full = [name for name in found if is_full_name(name)]
    return full or found, start


def _boxed(
    page: Page, lines: PageLines, piece: _Piece, window: tuple[int, int]
) -> tuple[list[str], int]:
    """Take the names in small boxes that are called ones of authors, below the title."""
    found: list[str] = []
    start = end = -1
    for one in _elements_in(page, piece[0], window):
        begin, stop = one.text_numbers
        if begin < max(end, piece[0].text_numbers[1]) or not is_boxed_person(one):
            continue
        if does_other(one) or _is_aside(one, piece) or _is_mention(one):
            continue
        if end >= 0 and _signs(page, end, begin) > _APART:
            break
        names = [one for one in names_in(one) if not lines.has_small(one)]
        found += [name for name in names if name not in found]
        start, end = max(one.start, 0) if start < 0 else start, stop
    return found, start


def _is_mention(element: Element) -> bool:
    """Tell a link within a paragraph of the text."""
    block = next((up for up in element.ancestors if up.name in BLOCKS), None)
    return block is not None and block.own > LONGEST_LINE


def _is_called_author(element: Element) -> bool:
    """Tell whether *element*, or a box around it, is called one of authors."""
    if element.name != "a" or "author" in element.get("rel").lower().split():
        return is_said_to_be_author(element)
    around = [element, *around_of(element)]
    return any(
        OF_BYLINE.search(up.names) or up.get("itemprop") in ("author", "creator")
        for up in around
        if up.length <= LONGEST_LINE
    )


def _elements_in(
    page: Page, title: Element, window: tuple[int, int]
) -> Iterator[Element]:
    """Give the short elements of the head: those behind the title, then those above it."""
    first, last = window
    begin, end = title.text_numbers
    near = [
        one
        for one in page.elements
        if 1 < one.length <= LONGEST
        and first <= one.text_numbers[0]
        and one.text_numbers[1] <= last
        and not one.is_within(title)
    ]
    yield from (one for one in near if one.text_numbers[0] >= end)
    yield from (one for one in near if one.text_numbers[1] <= begin)


def leads_to_author(address: str) -> bool:
    """Tell whether *address* is that of somebody who writes, and of no account."""
    address = address.lower()
    return (
        _TO_AUTHOR.search(address) is not None and _TO_ACCOUNT.search(address) is None
    )


def _signs(page: Page, first: int, last: int) -> int:
    return sum(size_of(one.data) for one in page.texts[first:last])


def _is_aside(element: Element, piece: _Piece) -> bool:
    """Tell whether *element* stands in a box of other things, beside title and text."""
    for up in (element, *element.ancestors):
        if any(one.is_within(up) for one in piece):
            return False
        if up.name in ("figure", "figcaption", "nav", "footer", "article"):
            return True
        if _ASIDE.search(up.names):
            return True
    return False


def _said(
    page: Page, lines: PageLines, piece: _Piece, window: tuple[int, int]
) -> tuple[list[str], int]:
    """Take the names of the first line that says whose they are: `By Ada Berg`."""
    title = piece[0]
    first, last = window
    begin = title.text_numbers[0]
    for flow in lines.every:
        holder = holder_of(flow) if 0 < flow.length <= LONGEST_LINE else None
        if holder is None or not first <= holder.text_numbers[0] < last:
            continue
        if holder.text_numbers[0] < begin and _is_of_menu(holder):
            continue
        if holder.is_within(title) or _is_aside(holder, piece):
            continue
        words = flow.words
        if day := find_date(words):
            words = words.replace(day, " | ", 1)
        for part in _PIECES.split(words):
            names = names_of(said_by(part))
            if names and all(map(is_full_name, names)):
                return names, max(flow.start, 0)
    return [], -1


def _is_of_menu(element: Element) -> bool:
    return any(up.name in ("li", "nav") for up in (element, *element.ancestors))
