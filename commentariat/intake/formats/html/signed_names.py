"""Who wrote a page, as it shows: in lines above its text, below it, in a box of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from commentariat.intake.formats.html.bylines import (
    is_byline_alone,
    is_full_name,
    is_post,
    names_of,
    said_by,
    said_surely_by,
)
from commentariat.intake.formats.html.content import (
    Content,
    leads_to_person,
    leads_to_term,
)
from commentariat.intake.formats.html.datelines import find_date
from commentariat.intake.formats.html.end_names import find_names_at_ends, is_set_apart
from commentariat.intake.formats.html.flows import Flow, lines_of
from commentariat.intake.formats.html.head_names import find_head_names
from commentariat.intake.formats.html.near_names import find_near_names
from commentariat.intake.formats.html.page_lines import (
    LONGEST,
    LONGEST_LINE,
    NEAR,
    PageLines,
    around_of,
    holder_of,
    is_of_other,
    scopes_of,
)
from commentariat.intake.formats.html.person_marks import (
    OF_BYLINE,
    OF_PICTURE,
    does_other,
    is_person,
    is_said_to_be_author,
    names_in,
    persons_in,
    with_others,
)
from commentariat.intake.formats.html.tree import (
    HEADINGS,
    Element,
    Page,
    Text,
    words_of,
)
from commentariat.intake.pages.bio_evidence import looks_like_person
from commentariat.intake.pages.model import Label
from commentariat.intake.phrases.names import fold, is_name

_OF_META: Final = re.compile(
    r"meta|submitted|byline|post-?info|article-?info|entry-?info|postinfo|post-footer|dateline"
)
_SHORT: Final = 40


def names_of_line(flow: Flow, words: str) -> tuple[list[str], bool]:
    """
    List the names of a line above the text, and tell whether it says that they sign.

    It does by an element for names, or by words such as *By*; else its place alone does.
    """
    holder = holder_of(flow)
    if holder is not None and (
        _OF_CREDIT.search(holder.names) or OF_PICTURE.search(holder.names)
    ):
        return [], False
    found = persons_in(one for one in flow.nodes if isinstance(one, Element))
    words = _without_terms(flow, words)
    if flow.element is not None and not found and flow.element.get("rel") == "author":
        found = names_of(words, is_sure=True)
    if found:
        more = names_of(said_by(words)) if said_by(words) else []
        return (more if set(found) < set(more) else found), True
    for piece in _pieces(words):
        if said := said_by(piece):
            return names_of(said), True
    if flow.label is not Label.BYLINE or len(words) > LONGEST_LINE:
        return [], False
    bare = words_of(*_not_linked(flow.nodes))
    for text in (bare, words if _is_called_byline(flow) else ""):
        kept = names_of(text)
        if kept and all(map(_is_person_like, kept)):
            return kept, False
    return [], False


def _is_person_like(name: str) -> bool:
    return looks_like_person(name) or (is_full_name(name) and " " not in name)


_OF_CREDIT: Final = re.compile(
    r"(?:^|[\s_-])(?:credits?|caption|copyright|photo)(?:[\s_-]|$)"
)
"""Of a line that says who made a picture."""


def _without_terms(flow: Flow, words: str) -> str:
    """Leave links to terms out of the *words* of a line: `by Ada Berg | Locks, Rivers`."""
    for node in flow.nodes:
        for one in (node, *node.inner) if isinstance(node, Element) else ():
            if one.name == "a" and one.length and leads_to_term(one):
                words = words.replace(words_of(one), "|", 1)
    return words


def _pieces(words: str) -> list[str]:
    """Cut a line at its days and at what parts things: `May 3 – Text: Ada Berg`."""
    for _ in range(2):
        if day := find_date(words):
            words = words.replace(day, " | ", 1)
    return [one for one in _PIECES.split(words) if one]


_PIECES: Final = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")


def _is_called_byline(flow: Flow) -> bool:
    holder = holder_of(flow)
    around = [one for one in flow.nodes if isinstance(one, Element)]
    if holder is not None:
        around += [holder, *around_of(holder)[:1]]
    return any(OF_BYLINE.search(one.names) for one in around)


def _not_linked(nodes: Iterable[Element | Text]) -> Iterator[Element | Text]:
    """Leave out links that lead to anything but people: to sections, to the site."""
    for node in nodes:
        if isinstance(node, Text):
            yield node
        elif node.name == "a":
            if leads_to_person(node) or not node.get("href"):
                yield node
        elif any(one.name == "a" for one in node.inner):
            yield from _not_linked(node.children)
        else:
            yield node


def _names_elsewhere(
    page: Page, content: Content, lines: PageLines
) -> tuple[list[str], int]:
    """Find a byline outside of the lines above the text: at its end, in a box of its own."""
    for scope in scopes_of(page, content):
        for one in scope.inner:
            is_named = one.name in ("a", "byline") or one.names or one.get("itemprop")
            if not is_named and one.name == "span":
                is_named = one.get("data-hook")
            if not is_named or is_of_other(one, content.root):
                continue
            if not (
                one.name == "byline" or (is_person(one) and is_said_to_be_author(one))
            ):
                continue
            if does_other(one):
                continue
            if names := names_in(one):
                return with_others(one, names), max(one.start, 0)
    return [], -1


def _names_in_lines(
    page: Page, content: Content, lines: PageLines
) -> tuple[list[str], int]:
    """Find a line that says the names: `Author: Ada Berg`, or `By` and the name below."""
    found: list[tuple[list[str], int]] = []
    for number, flow in enumerate(lines.all):
        words = flow.words
        names = [name for one in _pieces(words) for name in said_surely_by(one)]
        following = lines.all[number + 1 : number + 2]
        if not names and is_byline_alone(words) and following:
            names, flow = _names_below(lines, number)
        elif (
            not names
            and 0 < number - lines.title <= NEAR
            and lines.title >= 0
            and (linked := persons_in(_links_to_people(flow.nodes)))
        ):
            names = linked
        elif not names and (lines.is_near(number) or _is_meta(flow)):
            is_sure = _is_meta(flow)
            pieces = (said_by(one, is_sure=is_sure) for one in _pieces(words))
            names = [x for one in pieces if one for x in names_of(one, is_sure=is_sure)]
            if is_sure and names:
                found.append((names, max(flow.start, 0)))
                continue
        if names and all(map(is_full_name, names)):
            return names, max(flow.start, 0)
    if found:
        return found[0]
    for flow in _last_lines(content):
        words = flow.words
        names = names_of(said_by(words)) if len(words) <= LONGEST else []
        if names and all(map(is_full_name, names)):
            return names, max(flow.start, 0)
    for flow in _last_lines(content)[:1]:
        names = names_of(flow.words) if is_set_apart(flow) else []
        if len(names) == 1 and fold(names[0]) == fold(flow.words) and is_name(names[0]):
            return names, max(flow.start, 0)
    return [], -1


def _names_below(lines: PageLines, number: int) -> tuple[list[str], Flow]:
    """
    List the names in the lines below one that says that they follow: `Authors`.

    Behind the first they stand in elements of its kind, between them what people are.
    """
    found: list[str] = []
    first = lines.all[number + 1]
    for flow in lines.all[number + 1 : number + 1 + _MOST_BELOW]:
        if flow.length <= _INITIALS:
            continue
        if found and _OF_OTHERS.search(flow.words):
            break
        names = [] if is_post(flow.words) else names_of(flow.words)
        if not found:
            if not names:
                break
            first, found = flow, names
        elif _kind_of(flow) == _kind_of(first):
            if not (names and all(map(is_name, names))):
                break
            found += [one for one in names if one not in found]
    return found, first


_OF_OTHERS: Final = re.compile(
    r"\b(?:reviewed|checked|edited|translated|geprüft|übersetzt|redigiert)\b",
    re.IGNORECASE,
)
"""What stands above names of those who did something else with a text."""


def _kind_of(flow: Flow) -> tuple[str, str]:
    holder = holder_of(flow)
    return (holder.name, holder.names) if holder is not None else ("", "")


_MOST_BELOW: Final = 12
"""Lines below one that says that names follow."""
_INITIALS: Final = 3


def _links_to_people(nodes: Iterable[Element | Text]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            for one in (node, *node.inner):
                if one.name == "a" and leads_to_person(one):
                    yield one


def _is_meta(flow: Flow) -> bool:
    """Tell whether a line says things of the piece, as its element is called."""
    holder = holder_of(flow)
    return holder is not None and _OF_META.search(holder.names) is not None


def _last_lines(content: Content) -> list[Flow]:
    """Give the lines with which the text begins and ends, where it is signed."""
    body = [flow for flow in content.body if flow.length > 0]
    return [*reversed(body[-3:]), *body[:3]]


def _names_of_bios(
    page: Page, content: Content, lines: PageLines
) -> tuple[list[str], int]:
    """Take the name at the head of the one box about an author."""
    boxes = [
        flow
        for flow in content.of(Label.BIO)
        if flow.element is not None and flow.element.name not in ("p", *HEADINGS)
    ]
    if len(boxes) != 1 or boxes[0].element is None:
        return [], -1
    if names := persons_in([boxes[0].element]):
        return names[:1], max(boxes[0].start, 0)
    for line in list(lines_of(boxes[0].element))[:2]:
        words = line.words
        names = names_of(said_by(words) or words) if len(words) <= LONGEST else []
        if len(names) == 1 and " " in names[0]:
            return names, max(line.start, 0)
    return [], -1


def _names_of_boxes(
    page: Page, content: Content, lines: PageLines
) -> tuple[list[str], int]:
    """Take the name at the head of a box that is called one about the author."""
    found: dict[str, int] = {}
    taken: Element | None = None
    for one in page.elements:
        if not _OF_BOX.search(one.names) or not LONGEST < one.length <= _LONGEST_BOX:
            continue
        if taken is not None and one.is_within(taken):
            continue
        taken = one
        if _OF_OTHER_BOX.search(one.names):
            continue
        for line in list(lines_of(one))[:_HEAD_OF_BOX]:
            words = line.words
            bare = _ABOUT.sub("", words)
            names = names_of(said_by(bare) or bare) if len(bare) <= LONGEST else []
            if len(names) == 1 and looks_like_person(names[0]):
                found.setdefault(names[0], max(line.start, 0))
                break
    names, starts = list(found), list(found.values())
    return (names, starts[0]) if len(names) == 1 else ([], -1)


_OF_BOX: Final = re.compile(
    r"(?:^|[\s_-])(?:(?:post|article|entry|blog|page)[_-]{0,2})?(?:author|autor)[_-]{0,2}"
    r"(?:box|bio|info|card|profile|about|details?|block|section|description|meta|wrap(?:per)?|area)"
    r"|about[_-]{0,2}(?:the[_-])?author|written[_-]{0,2}by(?:[\s_-]|$)"
)
_OF_OTHER_BOX: Final = re.compile(r"comment|review|related|widget-area")
_ABOUT: Final = re.compile(
    r"^(?:about(?: the author)?|über(?: den autor| die autorin)?|meet|posted by|written by|author)\s*:?\s+",
    re.IGNORECASE,
)
_LONGEST_BOX: Final = 2_500
_HEAD_OF_BOX: Final = 2


NAMES_ELSEWHERE: Final = (
    find_head_names,
    _names_elsewhere,
    _names_in_lines,
    find_near_names,
    _names_of_bios,
    _names_of_boxes,
    find_names_at_ends,
)
"""What finds names outside of the lines above the text, the surest first."""
