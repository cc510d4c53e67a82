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
    says_other_part,
)
from commentariat.intake.formats.html.content import (
    Content,
    leads_to_person,
    leads_to_term,
)
from commentariat.intake.formats.html.datelines import find_date
from commentariat.intake.formats.html.flows import Flow, lines_of
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
from commentariat.intake.formats.html.tree import (
    HEADINGS,
    Element,
    Page,
    Text,
    words_of,
)
from commentariat.intake.pages.model import Label
from commentariat.intake.phrases.names import fold, is_name

_OF_PERSON: Final = re.compile(
    r"(?:^|[\s_-])(?:author|authors|autor|fn|byline|contributor|expert|writer|creator|redakteur|"
    r"verfasser|username|nickname|user-name)"
    r"(?:s|[\s_-]+(?:name|link|title|value))?(?:\s|$)"
)
_NAMES_ONLY: Final = re.compile(
    r"(?:^|\s)(?:fn|nickname|username|user-name|p-author|author-link"
    r"|(?:[\w-]*[\w-])?(?:author|byline|writer|contributor)(?:[_-]{0,2}box)?[_-]{0,2}name)(?:\s|$)"
)
"""Classes of what holds a name and nothing else."""
_OF_META: Final = re.compile(
    r"meta|submitted|byline|post-?info|article-?info|entry-?info|postinfo|post-footer|dateline"
)
_SHORT: Final = 40


def names_of_line(flow: Flow, words: str) -> list[str]:
    found = _persons_in(one for one in flow.nodes if isinstance(one, Element))
    words = _without_terms(flow, words)
    if flow.element is not None and not found and flow.element.get("rel") == "author":
        found = names_of(words, is_sure=True)
    if found:
        more = names_of(said_by(words)) if said_by(words) else []
        return more if set(found) < set(more) else found
    for piece in _pieces(words):
        if said := said_by(piece):
            return names_of(said)
    if flow.label is not Label.BYLINE or len(words) > LONGEST_LINE:
        return []
    bare = words_of(*_not_linked(flow.nodes))
    for text in (bare, words if _is_called_byline(flow) else ""):
        kept = names_of(text)
        if kept and all(map(is_full_name, kept)):
            return kept
    return []


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
    return any(_OF_BYLINE.search(one.names) for one in around)


_OF_BYLINE: Final = re.compile(
    r"byline|author|autor|contributor|writer|creator|verfasser"
)


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


def _persons_in(nodes: Iterable[Element]) -> list[str]:
    """List what elements within *nodes* say are names of persons."""
    found: list[str] = []
    for node in nodes:
        taken: Element | None = None
        for one in (node, *node.inner):
            if taken is not None and one.is_within(taken):
                continue
            if _does_other(one) or _holds_name(one):
                continue
            if _is_person(one) and (names := _names_in(one)):
                taken = one
                found += [name for name in names if name not in found]
    return found


def _does_other(element: Element) -> bool:
    """Tell a name of somebody who did something else with a text, as it says before it."""
    if not 1 < element.length <= LONGEST:
        return False
    if says_other_part(_before(element)):
        return True
    around = [element, *around_of(element)[:2]]
    return any(_REVIEWER.search(one.names) for one in around if one.length <= LONGEST)


def _before(element: Element) -> str:
    """Give the few words that stand before *element* in what holds it, or just above it."""
    inner: Element = element
    for up in around_of(element):
        words = ""
        for child in up.children:
            if child is inner:
                break
            said = child.data if isinstance(child, Text) else words_of(child)
            words = said if said.strip() else words
        if words := " ".join(words.split()):
            return words[-_FEW_SIGNS:]
        if up.length > LONGEST_LINE:
            break
        inner = up
    return ""


_FEW_SIGNS: Final = 30
_REVIEWER: Final = re.compile(r"review(?:er|ed)|fact-?check|editor-?name|edited-?by")


def _holds_name(element: Element) -> bool:
    """Tell a box that holds a name and more: the name is in an element of its own."""
    return element.length > 1 and any(
        one.length < element.length
        and _NAMES_ONLY.search(one.names) is not None
        and _is_person(one)
        for one in element.inner
    )


def _is_person(element: Element) -> bool:
    """Tell whether *element* says that it holds the name of a person, and no more."""
    if not 1 < element.length <= LONGEST:
        return False
    if element.has_blocks and (element.length > _SHORT or element.linked):
        return False
    if element.name == "a" and leads_to_person(element):
        return True
    if element.get("data-hook") == "user-name":
        return True
    if (
        element.get("itemprop") not in ("name", "author")
        and not _OF_PERSON.search(element.names)
        and not _NAMES_ONLY.search(element.names)
    ):
        return False
    return not any(one.name == "a" for one in element.inner)


def _names_in(element: Element) -> list[str]:
    words = words_of(element).strip(" ,|·•–—-:")
    is_sure = (
        "author" in element.get("rel").lower().split()
        or _NAMES_ONLY.search(element.names) is not None
        or element.get("data-hook") == "user-name"
        or (element.get("itemprop") == "name" and _is_said_to_be_author(element))
    )
    return names_of(said_by(words) or words, is_sure=is_sure)


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
                one.name == "byline" or (_is_person(one) and _is_said_to_be_author(one))
            ):
                continue
            if names := _names_in(one):
                return _with_others(one, names), max(one.start, 0)
    return [], -1


def _with_others(element: Element, names: list[str]) -> list[str]:
    """Add to *names* those of others whose elements stand beside *element*."""
    for up in around_of(element)[:2]:
        if up.length > LONGEST_LINE:
            break
        beside = (
            one
            for one in up.children
            if isinstance(one, Element) and one is not element
        )
        more = [name for name in _persons_in(beside) if is_full_name(name)]
        if more:
            return list(dict.fromkeys((*names, *more)))
    return names


def _is_said_to_be_author(element: Element) -> bool:
    """Tell whether a name outside of a byline is that of an author, and not of anybody."""
    around = [element, *around_of(element)]
    if element.get("itemprop") == "name":
        return any(up.get("itemprop") in ("author", "creator") for up in around)
    if element.name == "a" and "author" not in element.get("rel").lower().split():
        return any(
            _OF_BYLINE.search(up.names) or _OF_PERSON.search(up.names) for up in around
        )
    return True


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
            and (linked := _persons_in(_links_to_people(flow.nodes)))
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
        names = names_of(flow.words) if _is_set_apart(flow) else []
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


def _is_set_apart(flow: Flow) -> bool:
    """Tell a short last line that is set as signatures are: to the right, or slanted."""
    if flow.length > _SHORT or flow.is_heading or flow.linked or " " not in flow.words:
        return False
    holder = holder_of(flow)
    around = [one for one in flow.nodes if isinstance(one, Element)]
    around += [holder, *around_of(holder)[:1]] if holder is not None else []
    return any(
        one.name in ("em", "i")
        or one.get("align") == "right"
        or "text-align:right" in one.get("style").replace(" ", "").lower()
        or _OF_SIGNATURE.search(one.names) is not None
        for one in around
    )


_OF_SIGNATURE: Final = re.compile(r"signature|align-?right|text-right|autor|author")


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
    if names := _persons_in([boxes[0].element]):
        return names[:1], max(boxes[0].start, 0)
    for line in list(lines_of(boxes[0].element))[:2]:
        words = line.words
        names = names_of(said_by(words) or words) if len(words) <= LONGEST else []
        if len(names) == 1 and " " in names[0]:
            return names, max(line.start, 0)
    return [], -1


NAMES_ELSEWHERE: Final = (
    _names_elsewhere,
    _names_in_lines,
    find_near_names,
    _names_of_bios,
)
"""What finds names outside of the lines above the text, the surest first."""
