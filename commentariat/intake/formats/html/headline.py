"""What of a heading is the title, and what stands beside it there: a label, a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commentariat.archive.text import fold
from commentariat.intake.formats.html.flows import Flow
from commentariat.intake.formats.html.tree import Element, Text, words_of
from commentariat.intake.formats.html.zones import head_zone_of_names
from commentariat.intake.pages.model import Label

_LABEL: Final = re.compile(
    r"kicker|overline|topline|topheadline|dachzeile|supertitle|suptitle|spitzmarke|eyebrow|"
    r"h1small|preheadline|pre-headline|pretitle|pre-title|roofline|ressort|rubric|badge|flag|"
    r"(?:^|[\s_-])(?:label|prefix|category|section|tag|theme|topic)(?:[\s_-]|$)"
)
_NUMBER: Final = re.compile(
    r"(?:^|\s)(?:section-?number|secno|sectno|chapter-?number)(?:\s|$)"
)
_HIDDEN: Final = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?)"
)
_LEAST: Final = 0.3
"""Of a heading, what is its title in one element of it."""


def part_title(flow: Flow, titles: tuple[str, ...]) -> tuple[str, tuple[Element, ...]]:
    """
    Part the heading of a page into its title and the elements that are none of it.

    *titles* are what the head of the page says is its title, folded. Where an element
    of the heading says just that, the rest stands beside the title; else what is called
    a label does.
    """
    parts = [one for one in _elements(flow) if one.length]
    beside = [
        one for one in parts if one.zone is not None and one.zone is not flow.label
    ]
    beside += [one for one in parts if _is_beside(one)]
    words = _words_without(flow.nodes, beside)
    if not fold(words):
        return flow.words, ()
    for one in parts:
        alone = fold(_words_without(flow.nodes, [*beside, one]))
        if alone in titles and len(alone) >= _LEAST * len(words):
            return _words_without(flow.nodes, [*beside, one]), _outermost(
                [*beside, one]
            )
    for one in parts:
        if one in beside or any(one.is_within(other) for other in beside):
            continue
        own = fold(words_of(one))
        if own in titles and own != fold(words) and len(own) >= _LEAST * len(words):
            others = [
                part
                for part in parts
                if not part.is_within(one)
                and not one.is_within(part)
                and part is not one
            ]
            if fold(_words_without(flow.nodes, [*beside, *others])) == own:
                return words_of(one), _outermost([*beside, *others])
    return words, _outermost(beside)


def _elements(flow: Flow) -> Iterator[Element]:
    for node in flow.nodes:
        if isinstance(node, Element):
            yield node
            yield from node.inner


def _is_beside(element: Element) -> bool:
    names = element.names
    if element.name in ("time", "small"):
        return True
    if not names:
        return False
    return (
        _NUMBER.search(names) is not None
        or _HIDDEN.search(names) is not None
        or _LABEL.search(names) is not None
        or head_zone_of_names(names)
        in (Label.TYPE_LABEL, Label.PUBLISHED, Label.BYLINE)
    )


def _words_without(nodes: list[Element | Text], left: list[Element]) -> str:
    if not left:
        return words_of(*nodes)
    kept: list[Element | Text] = []
    for node in nodes:
        if isinstance(node, Text):
            kept.append(node)
        elif node in left:
            continue
        elif any(one.is_within(node) for one in left):
            inner = _words_without(node.children, left)
            if inner:
                kept.append(Text(f" {inner} ", -1, node))
        else:
            kept.append(node)
    return words_of(*kept).strip(" |–—-•·:/")


def _outermost(elements: list[Element]) -> tuple[Element, ...]:
    return tuple(
        one
        for number, one in enumerate(elements)
        if one not in elements[:number]
        and not any(one is not other and one.is_within(other) for other in elements)
    )
