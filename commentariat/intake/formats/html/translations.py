"""What a page shows of the same piece in other languages: `Also available in Russian`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from commentariat.intake.formats.html.tree import Element, Page, words_of
from commentariat.intake.formats.model import Link
from commentariat.intake.pages.model import Label
from commentariat.intake.phrases.tongues import end_of_lead, language_called

_MOST_LINE: Final = 400
"""Signs of a line with the names of many languages."""
_HIGHEST: Final = 4
"""Elements around a link in which the line may stand."""
_BETWEEN: Final = re.compile(
    r"(?:and|und|et|y|e|i|oder|or|и|та|і|و|或|和|language|languages|версия|версії)?",
    re.IGNORECASE,
)
_SIGNS: Final = re.compile(r"[\s.,:;|/·•،、。：()\[\]–—-]+")
_TAG: Final = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8}){0,2}")


def take_translations(page: Page, settle: Callable[[str], str]) -> tuple[Link, ...]:
    """
    Find on *page* lines that lead to the piece in other languages, and take them out.

    *settle* makes a whole address of where a link leads, or nothing. A line is taken
    where each of its links has one and names a language: the text of each is its tag.
    """
    found: list[Link] = []
    done: set[int] = set()
    for link in page.links:
        if not (link.length and link.has("href") and _language_of(link)):
            continue
        line = _line_around(link)
        if line is None or id(line) in done:
            continue
        done.add(id(line))
        taken = list(_taken(line, settle))
        if taken and all(one.address for one in taken):
            found += taken
            line.zone = line.zone or Label.RELATED
    return tuple(found)


def _language_of(link: Element) -> str:
    """Tell which language a link names, or says that it leads to."""
    named = language_called(words_of(link)) if link.length <= _MOST_LINE else ""
    said = link.get("hreflang")
    if not named and said and _TAG.fullmatch(said):
        return said.replace("_", "-").lower()
    return named


def _line_around(link: Element) -> Element | None:
    """Find the element that holds the words before *link*, and nothing but the line."""
    for height, one in enumerate(link.ancestors):
        if height >= _HIGHEST or one.length > _MOST_LINE:
            return None
        words = words_of(one)
        end = end_of_lead(words)
        if end:
            return one if _holds_no_more(one, words[end:]) else None
    return None


def _holds_no_more(line: Element, rest: str) -> bool:
    """Tell whether all that *rest* says behind the lead is names of languages."""
    for link in _links_in(line):
        rest = rest.replace(words_of(link), " ", 1)
    return all(_BETWEEN.fullmatch(word) for word in _SIGNS.split(rest))


def _links_in(line: Element) -> Iterator[Element]:
    return (one for one in line.inner if one.name == "a" and one.has("href"))


def _taken(line: Element, settle: Callable[[str], str]) -> Iterator[Link]:
    for link in _links_in(line):
        language = _language_of(link)
        yield Link(settle(link.get("href")) if language else "", language, link.start)
