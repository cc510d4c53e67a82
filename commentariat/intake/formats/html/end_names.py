"""Names with which a text is signed at either end, by how they are set there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commentariat.intake.formats.html.content import Content
from commentariat.intake.formats.html.flows import Flow, lines_of
from commentariat.intake.formats.html.inline import Style
from commentariat.intake.formats.html.page_lines import (
    LONGEST,
    PageLines,
    around_of,
    holder_of,
)
from commentariat.intake.formats.html.tree import Element, Page
from commentariat.intake.pages.bio_evidence import looks_like_person
from commentariat.intake.phrases.names import leading_name
from commentariat.intake.phrases.roles import has_role_word

_SHORT: Final = 40
_LAST_LINES: Final = 3
_BIO: Final = 900
"""Signs of a paragraph that says who wrote the text."""


def find_names_at_ends(
    page: Page, content: Content, lines: PageLines
) -> tuple[list[str], int]:
    """
    Find names in bold, slanted or set to the right at either end of the text.

    Or those of whom its last paragraph says what they are, or who sign it as outlets of
    some countries do. All but the last are asked about: *content* has them as guessed.
    """
    body = [flow for flow in content.body if flow.length > 0]
    for flow in reversed(body[-_LAST_LINES:]):
        if found := _CREDITED.search(flow.words[-LONGEST:]):
            return [found[1] or found[2]], max(flow.start, 0)
    for line in _ends_of(body):
        names = [one for one in signed_in(line.words) if not lines.is_small(one)]
        if names and (is_set_apart(line) or _is_strong(line)):
            return _guess(content, names, line)
    for flow in reversed(body[-_LAST_LINES:]):
        name = leading_name(flow.words) if flow.length <= _BIO else None
        if name and looks_like_person(name) and _says_what(flow.words, name):
            return _guess(content, [name], flow)
    return [], -1


def _guess(content: Content, names: list[str], flow: Flow) -> tuple[list[str], int]:
    start = max(flow.start, 0)
    content.guessed = tuple(names), start
    return names, start


def _says_what(words: str, name: str) -> bool:
    """Tell whether *words*, which begin with *name*, say what that person is."""
    rest = words[len(name) :]
    return _IS.match(rest) is not None and has_role_word(rest[:_BEGINNING])


_BEGINNING: Final = 160
_IS: Final = re.compile(
    r"\s?(?:\([^()]{1,60}\)\s?)?,?\s(?:is|was|ist|est|es|è|é|är|er|jest|je|is een)\s",
    re.I,
)


def signed_in(words: str) -> list[str]:
    """List the names of a short line with which a text is signed: `Ada Berg, Lind`."""
    if len(words) > LONGEST or words.endswith((":", "?", "!")):
        return []
    names = [one for one in _BETWEEN_NAMES.split(words.partition(",")[0]) if one]
    names = [" ".join(one.split()) for one in names]
    return names if all(map(_may_sign, names)) else []


def _may_sign(name: str) -> bool:
    return looks_like_person(name) and len(name.split()) <= _MOST_WORDS


_MOST_WORDS: Final = 3


_BETWEEN_NAMES: Final = re.compile(r"\s?/\s?|\s(?:and|und|et|y|e|i|och|og|en|&)\s")
_CREDITED: Final = re.compile(
    r"(?:^|[.!?。\s\]])([가-힣]{2,4}) ?(?:선임|수습|인턴|전문|객원)?기자 ?\S{0,40}@\S{1,40}$"
    r"|\([cC]\)(?:AFP|AP|EPA)\s?/\s?([^\W\d_]+(?: [^\W\d_]+){1,3})$"
)
"""How outlets of some countries sign at the end of the text."""


def _ends_of(body: list[Flow]) -> Iterator[Flow]:
    """Give the first block of the text, and the last lines of its last blocks."""
    first = [one for one in body[:1] if not one.is_heading]
    yield from _lines_in(first[0])[:1] if first else ()
    for flow in reversed(body[-_LAST_LINES:]):
        if not flow.is_heading:
            yield from reversed(_lines_in(flow)[-_LAST_LINES:])


def _lines_in(flow: Flow) -> list[Flow]:
    if flow.element is None:
        return [flow]
    return [one for one in lines_of(flow.element) if one.length]


def _is_strong(flow: Flow) -> bool:
    """Tell a line that is set in bold letters, all of it."""
    holder = holder_of(flow)
    return (
        bool(flow.style & Style.STRONG)
        or (holder is not None and holder.name in ("strong", "b"))
        or any(
            one.name in ("strong", "b") and one.length * 10 >= flow.length * 9
            for node in flow.nodes
            if isinstance(node, Element)
            for one in (node, *node.inner)
        )
    )


def is_set_apart(flow: Flow) -> bool:
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


_OF_SIGNATURE: Final = re.compile(
    r"signature|block-?right|align-?right|text-right|autor|author"
)
