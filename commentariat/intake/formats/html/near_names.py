"""Names that stand near the title, where nothing but their place says that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from commentariat.archive.text import fold
from commentariat.intake.formats.html.bylines import is_somebody
from commentariat.intake.formats.html.content import Content, leads_to_person
from commentariat.intake.formats.html.datelines import find_date, rest_of_day
from commentariat.intake.formats.html.flows import Flow
from commentariat.intake.formats.html.page_lines import (
    LONGEST,
    NEAR,
    PageLines,
    around_of,
    holder_of,
    spaced,
)
from commentariat.intake.formats.html.tree import Element, Page
from commentariat.intake.formats.html.words import is_furniture
from commentariat.intake.formats.people import split_people
from commentariat.intake.pages.bio_evidence import is_post, looks_like_person
from commentariat.intake.phrases.calendar import MONTHS, WEEKDAYS
from commentariat.intake.phrases.imprint import names_paper
from commentariat.intake.phrases.roles import ends_sentence, has_role_word

_ABOVE: Final = 3
"""Lines above the title among which names are looked for."""
_MUCH: Final = 250
"""Signs of a paragraph with which the text has begun."""
_PARTS: Final = re.compile(r"\s*[|•·@]\s*|\s+[–—/-]\s+|\n")
_BEHALF: Final = re.compile(
    r"\s(?:on behalf of|für den|für die|im auftrag|in)\s.*", re.I | re.S
)
_CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_POST_WORDS: Final = 8
_SHORT_MARK: Final = 4
"""Signs of initials, of a mark between two lines."""
_TO_TERMS: Final = re.compile(
    r"/(?:tags?|categor(?:y|ies)|topics?|sections?|themen?|rubri[kc]|subjects?|label)/",
    re.IGNORECASE,
)


def find_near_names(
    page: Page, content: Content, lines: PageLines
) -> tuple[list[str], int]:
    """
    Find names below or above the title that a day, a post or the text itself proves.

    A day or the minutes of reading stand beside them, or what the person does below
    them, or another line of the page begins with them: `Ada Berg writes …`. What the
    text has in small letters, as the name of a section, is none. A day stands beside a
    place or a topic, too: what it alone proves, *content* has as guessed.
    """
    at = lines.title
    if at < 0:
        return [], -1
    for number in _around(content, lines, at):
        flow = lines.all[number]
        if flow.length > LONGEST + 40 or _is_of_terms(flow):
            continue
        names = [
            name
            for part in _parts(flow)
            for name in split_people(part)
            if fold(name) not in content.titles and _is_person(name, lines)
        ]
        if not names:
            continue
        is_sure = _is_proved(number, names, lines) or (
            number > at
            and any(_is_linked(flow, one) or _has_portrait(flow, one) for one in names)
        )
        start = max(flow.start, 0)
        # What leads to something that is not called so is a section, and whom the text
        # speaks of need not have written it.
        if is_sure or (
            _is_dated(number, lines)
            and not _is_led(flow)
            and not any(lines.speaks_of(one, _MENTIONS) for one in names)
        ):
            names = _with_others(number, names, lines)
            content.guessed = None if is_sure else (tuple(names), start)
            return names, start
    return [], -1


def _around(content: Content, lines: PageLines, at: int) -> Iterator[int]:
    """Give the numbers of the lines of the head: those below the title, then those above."""
    text = next(
        (
            one.start
            for one in content.body
            if one.length >= _MUCH and _is_in(one, content)
        ),
        -1,
    )
    below = range(at + 1, min(len(lines.all), at + 2 + NEAR))
    for number in below:
        if 0 <= text <= lines.all[number].start and lines.all[at].start < text:
            break
        yield number
    yield from range(at - 1, max(-1, at - 1 - _ABOVE), -1)


def _is_in(flow: Flow, content: Content) -> bool:
    """Tell whether a block stands in the text, and not above it as a summary does."""
    holder = holder_of(flow)
    return holder is None or holder.is_within(content.root)


def _parts(flow: Flow) -> Iterator[str]:
    words = spaced(flow)
    if day := find_date(words):
        words = words.replace(day, " | ", 1)
    for part in _PARTS.split(_CLOCK.sub(" | ", words)):
        yield _BEHALF.sub("", part).strip(" ,|•·–—-")


def _is_of_terms(flow: Flow) -> bool:
    links = [flow.link] if flow.link else []
    links += [
        one.get("href")
        for node in flow.nodes
        if isinstance(node, Element)
        for one in (node, *node.inner)
        if one.name == "a"
    ]
    return any(_TO_TERMS.search(one) for one in links)


def _links_of(flow: Flow) -> list[str]:
    """List where a line leads, or parts of it."""
    links = [flow.link] if flow.link else []
    holder = holder_of(flow)
    around = [] if holder is None else [holder, *around_of(holder)]
    for node in flow.nodes:
        if isinstance(node, Element):
            around += [node, *node.inner]
    return links + [one.get("href") for one in around if one.name == "a"]


def _is_linked(flow: Flow, name: str) -> bool:
    """Tell whether a line leads to a page that is called as *name*, or to how they are reached."""
    words = fold(name).split()
    for address in _links_of(flow):
        if _REACHED.match(address):
            return True
        last = fold(unquote(address.rstrip("/").rpartition("/")[2])).replace(" ", "")
        if len(words) > 1 and "".join(words) in last:
            return True
    return False


_REACHED: Final = re.compile(
    r"mailto:|(?:https?:)?//(?:www\.)?(?:[a-z]{2}\.)?(?:linkedin\.com/in/|(?:twitter|x)\.com/\w+/?$"
    r"|bsky\.app/profile/|substack\.com/@|medium\.com/@|mastodon\.social/@|github\.com/[\w-]+/?$)",
    re.IGNORECASE,
)
"""Where one person is reached."""


def _has_portrait(flow: Flow, name: str) -> bool:
    """Tell whether a picture of who is called *name* stands in one small box with a line."""
    holder = holder_of(flow)
    wanted = fold(name)
    for up in [] if holder is None else [holder, *around_of(holder)]:
        if up.length > _SMALL_BOX:
            break
        for one in up.first_inner(_MOST_INNER):
            if one.name == "img" and wanted in fold(one.get("alt")):
                return True
    return False


def _is_led(flow: Flow) -> bool:
    """Tell whether a line is a link, and to nobody."""
    return flow.linked * 10 >= flow.length * 9 and not any(
        leads_to_person(one)
        for node in flow.nodes
        if isinstance(node, Element)
        for one in (node, *node.inner)
        if one.name == "a"
    )


_SMALL_BOX: Final = 300
_MOST_INNER: Final = 40


def _is_person(name: str, lines: PageLines) -> bool:
    return (
        looks_like_person(name)
        and is_somebody(name)
        and not names_paper(name)
        and not lines.has_small(name)
        and not _is_of_clock(name)
        and _NETWORKS.isdisjoint(fold(name).split())
    )


def _is_of_clock(name: str) -> bool:
    """Tell what is left of a moment: `PM IST`, `Released Wednesday`."""
    words = [one.strip(_EDGES).lower() for one in name.split()]
    is_zone = name.isupper() and all(len(one) <= _SHORT_MARK for one in words)
    return is_zone or any(one in MONTHS or one in WEEKDAYS for one in words)


_EDGES: Final = " ,.()"
_NETWORKS: Final = frozenset(
    "facebook twitter linkedin youtube instagram whatsapp telegram google apple rss".split()
)


def _is_dated(number: int, lines: PageLines) -> bool:
    """Tell whether a day or the minutes of reading stand in a line, or beside it."""
    if _says_day(lines.all[number]) or any(map(_says_day, _beside(number, lines))):
        return True
    between = lines.all[lines.title + 1 : number]
    return any(map(_says_day, between)) and all(
        one.length <= LONGEST // 2 for one in between
    )


def _is_proved(number: int, names: list[str], lines: PageLines) -> bool:
    """Tell whether what a person does stands below *names*, or the page speaks of them."""
    flow = lines.all[number]
    if flow.is_heading or lines.is_in_menu(flow.words):
        return False
    below = lines.all[number + 1 : number + 2]
    if below and _says_post(below[0].words):
        return True
    return not any(lines.speaks_of(one, _MENTIONS) for one in names) and any(
        lines.begins_with(one) or lines.is_introduced(one) or lines.has_more_by(one)
        for one in names
    )


_MENTIONS: Final = 2
"""How often a text may name who wrote it."""


def _says_post(words: str) -> bool:
    is_short = len(words.split()) <= _POST_WORDS and not ends_sentence(words)
    return is_post(words) or (is_short and has_role_word(words))


def _beside(number: int, lines: PageLines) -> Iterator[Flow]:
    """Give the line above and the one below, and what stands behind a mark."""
    for step in (1, -1):
        at = number + step
        while 0 <= at < len(lines.all) and lines.all[at].length < _SHORT_MARK:
            at += step
        if at == lines.title:
            at += step
        if 0 <= at < len(lines.all):
            yield lines.all[at]


def _says_day(flow: Flow) -> bool:
    """Tell a line that is a day, a time or the minutes of reading, and little more."""
    if flow.length > LONGEST + 40:
        return False
    words = spaced(flow)
    if find_date(words):
        return len(rest_of_day(words).split()) <= 6
    if flow.length <= LONGEST and _AGO.search(words):
        return True
    return (_CLOCK.search(words) is not None and flow.length <= LONGEST) or (
        is_furniture(words) and any(map(str.isdecimal, words))
    )


_AGO: Final = re.compile(
    r"\b(?:\d{1,3}|an?)\s?(?:s|secs?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|mo|years?|yrs?)\.?"
    r"\s(?:ago|read)\b|\bvor (?:\d{1,3}|eine[mr]) \w|\bil y a \d|\bhace \d|\bhá \d|\b\d{1,3} \w{1,9} "
    r"(?:fa|geleden|sedan|siden|sitten|temu|önce|назад|тому)\b|منذ|قبل \d|\d\s?(?:分|小时|小時|時間|日|天)前"
    r"|\d\s?(?:분|시간|일) ?전|\byesterday\b|\bgestern\b",
    re.IGNORECASE,
)
"""How long ago something was published."""


def _with_others(number: int, names: list[str], lines: PageLines) -> list[str]:
    """Add names of lines that stand below in elements of the same class."""
    holder = holder_of(lines.all[number])
    if holder is None or not holder.names:
        return list(dict.fromkeys(names))
    for flow in lines.all[number + 1 : number + 2 + NEAR]:
        other = holder_of(flow)
        if other is None or other.names != holder.names:
            continue
        words = flow.words.strip(" ,|•·–—-")
        if not _is_person(words, lines) or fold(words) in map(fold, names):
            break
        names = [*names, words]
    return list(dict.fromkeys(names))
