"""Elements of a page that say that they hold names of those who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from commentariat.intake.formats.html.bylines import (
    is_full_name,
    names_of,
    said_by,
    says_other_part,
)
from commentariat.intake.formats.html.content import leads_to_person
from commentariat.intake.formats.html.page_lines import (
    LONGEST,
    LONGEST_LINE,
    around_of,
)
from commentariat.intake.formats.html.tree import Element, Text, words_of

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
OF_BYLINE: Final = re.compile(
    r"byline|author|autor|contributor|writer|creator|verfasser"
)
_SHORT: Final = 40
"""Signs of a box that holds a name and nothing else."""


def persons_in(nodes: Iterable[Element]) -> list[str]:
    """List what elements within *nodes* say are names of persons."""
    found: list[str] = []
    for node in nodes:
        taken: Element | None = None
        for one in (node, *node.inner):
            if taken is not None and one.is_within(taken):
                continue
            if _does_other(one) or _holds_name(one):
                continue
            if is_person(one) and (names := names_in(one)):
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
        and is_person(one)
        for one in element.inner
    )


def is_person(element: Element) -> bool:
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


def names_in(element: Element) -> list[str]:
    words = words_of(element).strip(" ,|·•–—-:")
    is_sure = (
        "author" in element.get("rel").lower().split()
        or _NAMES_ONLY.search(element.names) is not None
        or element.get("data-hook") == "user-name"
        or (element.get("itemprop") == "name" and is_said_to_be_author(element))
    )
    return names_of(said_by(words) or words, is_sure=is_sure)


def with_others(element: Element, names: list[str]) -> list[str]:
    """Add to *names* those of others whose elements stand beside *element*."""
    for up in around_of(element)[:2]:
        if up.length > LONGEST_LINE:
            break
        beside = (
            one
            for one in up.children
            if isinstance(one, Element) and one is not element
        )
        more = [name for name in persons_in(beside) if is_full_name(name)]
        if more:
            return list(dict.fromkeys((*names, *more)))
    return names


def is_said_to_be_author(element: Element) -> bool:
    """Tell whether a name outside of a byline is that of an author, and not of anybody."""
    around = [element, *around_of(element)]
    if element.get("itemprop") == "name":
        return any(up.get("itemprop") in ("author", "creator") for up in around)
    if element.name == "a" and "author" not in element.get("rel").lower().split():
        return any(
            OF_BYLINE.search(up.names) or _OF_PERSON.search(up.names) for up in around
        )
    return True
