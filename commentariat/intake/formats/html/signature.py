"""Who wrote a page and when, as it shows: in lines above its text, else elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from commentariat.archive.text import fold
from commentariat.intake.formats.html.content import Content, leads_to_person
from commentariat.intake.formats.html.flows import Flow
from commentariat.intake.formats.html.tree import Element, Page, Text, words_of
from commentariat.intake.formats.html.words import (
    find_date,
    is_name_like,
    names_in,
    rest_of_day,
)
from commentariat.intake.pages.model import Label

Said: TypeAlias = "tuple[str, tuple[str, ...], int]"
"""Key, values, and where the first of them stands."""

_OF_PERSON: Final = re.compile(
    r"(?:^|[\s_-])(?:author|autor|fn|byline|contributor|expert|writer|creator|redakteur|verfasser)"
    r"(?:s|[\s_-]+(?:name|link|title|value))?(?:\s|$)"
)
_OF_DATE: Final = re.compile(
    r"(?:^|[\s_-])(?:date|datum|time|timestamp|pubdate|published|posted|publish|erstellt|datetime|"
    r"meta|submitted|created|fecha|data|day)(?:[\s_-]|$)"
)
_UPDATED: Final = re.compile(
    r"(?:last |zuletzt )?(?:updated|modified|aktualisiert|geändert)|обновлено|mis à jour|actualizado",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"comment|reply|replies|respond|related|recent|sidebar|teaser|menu|navi|promo|popular|"
    r"recommend|slider|carousel|swiper|more-|read-also|ticker|event|latest|newslist|blogroll"
)
_NOBODY: Final = frozenset(
    "admin|administrator|editor|redaktion|webmaster|author|autor|no author|guest|anonymous|staff|"
    "by|von|mehr|more|all posts|profile|twitter|facebook|website|view all posts".split(
        "|"
    )
)
_LONGEST: Final = 60
_MOST: Final = 6


def signed_by(page: Page, content: Content) -> Iterator[Said]:
    """Give what the page shows of its authors and its day, from the nearest place."""
    names: list[str] = []
    name_start = -1
    days: dict[str, tuple[str, int]] = {}
    for flow in content.of(Label.BYLINE, Label.PUBLISHED):
        words = flow.words
        if day := find_date(words):
            key = "dateModified" if _UPDATED.match(words) else "published"
            days.setdefault(key, (day, max(flow.start, 0)))
        for name in _names_of(flow, words):
            if name not in names:
                names.append(name)
                name_start = max(flow.start, 0) if name_start < 0 else name_start
    if not names:
        names, name_start = _names_elsewhere(page, content)
    if "published" not in days and (found := _day_elsewhere(page, content)):
        days["published"] = found
    if names:
        yield "byline", tuple(names[:_MOST]), name_start
    for key, (day, start) in days.items():
        yield key, (day,), start


def _names_of(flow: Flow, words: str) -> list[str]:
    found = _persons_in(one for one in flow.nodes if isinstance(one, Element))
    if found:
        return found
    if flow.label is Label.BYLINE and (names := names_in(words)):
        return [rest_of_day(names) if find_date(names) else names]
    rest = rest_of_day(words)
    if names := names_in(rest):
        return [names]
    is_whole = " " in rest or not rest.isascii()
    if (
        flow.label is Label.BYLINE
        and is_whole
        and is_name_like(rest)
        and _is_somebody(rest)
    ):
        return [rest]
    return []


def _persons_in(nodes: Iterable[Element]) -> list[str]:
    """List what elements within *nodes* say are names of persons."""
    found: list[str] = []
    for node in nodes:
        taken: Element | None = None
        for one in (node, *node.inner):
            if taken is not None and one.is_within(taken):
                continue
            if _is_person(one) and (name := _name_in(one)):
                taken = one
                if name not in found:
                    found.append(name)
    return found


def _is_person(element: Element) -> bool:
    """Tell whether *element* says that it holds the name of a person, and no more."""
    if not 1 < element.length <= _LONGEST or element.has_blocks:
        return False
    if element.name == "a" and leads_to_person(element):
        return True
    if element.get("itemprop") not in ("name", "author") and not _OF_PERSON.search(
        element.names
    ):
        return False
    return not any(one.name == "a" for one in element.inner)


def _name_in(element: Element) -> str:
    words = words_of(element).strip(" ,|·•–—-:")
    name = names_in(words) or words
    return name if is_name_like(name) and _is_somebody(name) else ""


def _is_somebody(name: str) -> bool:
    return fold(name) not in _NOBODY and any(one.isalpha() for one in name)


def _names_elsewhere(page: Page, content: Content) -> tuple[list[str], int]:
    """Find a byline outside of the lines above the text: at its end, in a box of its own."""
    for scope in _scopes(page, content):
        for one in scope.inner:
            is_named = one.name == "a" or one.names or one.get("itemprop")
            if not is_named or not _is_person(one) or _is_of_other(one, scope):
                continue
            if not _is_said_to_be_author(one):
                continue
            if name := _name_in(one):
                return [name], max(one.start, 0)
    return [], -1


def _is_said_to_be_author(element: Element) -> bool:
    """Tell whether a name outside of a byline is that of an author, and not of anybody."""
    around = [element, *_around(element)]
    if element.get("itemprop") == "name":
        return any(up.get("itemprop") in ("author", "creator") for up in around)
    if element.name == "a" and "author" not in element.get("rel").lower().split():
        return any(_OF_PERSON.search(up.names) for up in around)
    return True


def _day_elsewhere(page: Page, content: Content) -> tuple[str, int] | None:
    """Find a day outside of the lines above the text, where it is said to be one."""
    for scope in _scopes(page, content):
        for one in scope.inner:
            if not 5 < one.own <= _LONGEST or one.length > 2 * _LONGEST:
                continue
            if not any(
                isinstance(child, Text) and child.start >= 0 for child in one.children
            ):
                continue
            is_told = one.name == "time" or any(
                _OF_DATE.search(up.names) for up in (one, *_around(one)[:2])
            )
            if not is_told or _is_of_other(one, scope):
                continue
            words = words_of(one)
            day = find_date(words)
            if (
                day
                and len(rest_of_day(words).split()) <= 4
                and not _UPDATED.match(words)
            ):
                return day, max(one.start, 0)
    return None


def _scopes(page: Page, content: Content) -> list[Element]:
    """Give the piece, as far as an element holds it, and then the page."""
    around = [content.root, *content.root.ancestors]
    piece = [one for one in around if one.name in ("article", "main")]
    return [*piece[:2], page.root] if piece else [content.root, page.root]


def _around(element: Element) -> list[Element]:
    return [up for _, up in zip(range(3), element.ancestors, strict=False)]


def _is_of_other(element: Element, scope: Element) -> bool:
    """Tell whether *element* stands in a part of the page that speaks of other pieces."""
    for up in (element, *element.ancestors):
        if up is scope:
            return False
        if up.name in ("nav", "li") and up.linked * 2 > up.length and up.length > 200:
            return True
        if up.name in ("article", "nav", "body") or _OTHER.search(up.names):
            return up.name != "body"
    return False
