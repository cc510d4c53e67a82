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
from commentariat.intake.pages.bio_evidence import looks_like_person

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
    r"byline|author|autor(?!e?lease)|auteur|contributor|writer|creator|verfasser|blogger|columnist|"
    r"journalist|reporter(?!s-)|redact(?:eur|or)|redakteur|signature|yazar|penulis|skribent|forfatter|"
    r"kirjoittaja|szerzo|dziennikarz|giornalista|periodista|firma-|muhabir"
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
            if does_other(one) or _holds_name(one):
                continue
            if is_person(one) and (names := names_in(one)):
                taken = one
                found += [name for name in names if name not in found]
    return found


def does_other(element: Element) -> bool:
    """Tell a name of somebody who did something else with a text, as it says before it."""
    if not 1 < element.length <= LONGEST:
        return False
    if OF_PICTURE.search(element.names) or says_other_part(_before(element)):
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


OF_PICTURE: Final = re.compile(
    r"(?:image|img|photo|picture|foto|figure|media|caption|credit)[\w-]*(?:author|autor|byline)"
    r"|(?:author|autor|byline)[\w-]*(?:image|img|photo|picture|foto|caption|credit)(?:$|\s)"
)
"""Of elements that name who made a picture."""
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
    if element.name == "a" and (leads_to_person(element) or _fills_person(element)):
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


def is_boxed_person(element: Element) -> bool:
    """Tell an element that holds a name alone, in a small box that is called one of authors."""
    if not _LEAST < element.length <= LONGEST or element.has_blocks:
        return False
    if any(one.length not in (0, element.length) for one in element.inner):
        return False
    for up in (element, *around_of(element)):
        if up.length > LONGEST_LINE:
            return False
        if OF_BYLINE.search(up.names):
            names = names_in(element)
            return bool(names) and all(map(looks_like_person, names))
    return False


_LEAST: Final = 4


def _fills_person(link: Element) -> bool:
    """Tell a link that is all that an element for a name holds."""
    up = link.parent
    return (
        up is not None
        and up.length == link.length
        and _OF_PERSON.search(up.names) is not None
    )


def names_in(element: Element) -> list[str]:
    words = words_of(element).strip(" ,|·•–—-:")
    is_sure = (
        "author" in element.get("rel").lower().split()
        or _NAMES_ONLY.search(element.names) is not None
        or element.get("data-hook") == "user-name"
        or (element.get("itemprop") == "name" and is_said_to_be_author(element))
        or (_LOGIN.fullmatch(words) is not None and _is_called_person(element))
    )
    return names_of(said_by(words) or words, is_sure=is_sure)


def with_others(element: Element, names: list[str]) -> list[str]:
    """Add to *names* those of others whose elements stand beside *element*."""
    for up in around_of(element)[:2]:
        kind = element.name, element.names
        beside = [
            one
            for one in up.children
            if isinstance(one, Element) and one is not element
        ]
        if up.length > LONGEST_LINE:
            beside = [one for one in beside if (one.name, one.names) == kind]
        more = [name for name in persons_in(beside) if is_full_name(name)]
        if more:
            return list(dict.fromkeys((*names, *more)))
    return names


def _is_called_person(element: Element) -> bool:
    around = [element, *around_of(element)[:1]]
    return any(_OF_PERSON.search(one.names) for one in around)


_LOGIN: Final = re.compile(r"[a-z][\w.-]{2,30}|[a-z]{3,}(?: [a-z]{2,}){1,2}")
"""One word in small letters, or a name written so."""


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
