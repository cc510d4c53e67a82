"""Who wrote a page and when, as it shows: in lines above its text, else elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, TypeAlias

from commentariat.intake.formats.html.bylines import (
    is_byline_alone,
    names_of,
    said_by,
    said_surely_by,
)
from commentariat.intake.formats.html.content import Content, leads_to_person
from commentariat.intake.formats.html.datelines import find_date, rest_of_day
from commentariat.intake.formats.html.flows import Flow, lines_of
from commentariat.intake.formats.html.tree import (
    HEADINGS,
    Element,
    Page,
    Text,
    words_of,
)
from commentariat.intake.pages.model import Label

Said: TypeAlias = "tuple[str, tuple[str, ...], int]"
"""Key, values, and where the first of them stands."""

_OF_PERSON: Final = re.compile(
    r"(?:^|[\s_-])(?:author|authors|autor|fn|byline|contributor|expert|writer|creator|redakteur|"
    r"verfasser|username|nickname|user-name)"
    r"(?:s|[\s_-]+(?:name|link|title|value))?(?:\s|$)"
)
_NAMES_ONLY: Final = re.compile(
    r"(?:^|\s)(?:fn|nickname|username|user-name|author-?name|author__name|byline-?name|"
    r"byline__name|p-author|author-link)(?:\s|$)"
)
"""Classes of what holds a name and nothing else."""
_OF_DATE: Final = re.compile(
    r"(?:^|[\s_-])(?:date|datum|time|timestamp|pubdate|published|posted|publish|erstellt|datetime|"
    r"meta|submitted|created|fecha|data|day)(?:[\s_-]|$)"
)
_UPDATED: Final = re.compile(
    r"\W*(?:(?:this page was |diese seite wurde )?(?:last |zuletzt |letzte )?(?:updated|modified|edited|"
    r"revised|aktualisiert|aktualisierung|geändert|änderung|bearbeitet|stand|am)\b|обновлено|"
    r"оновлено|mis(?:e)? à jour|modifié|actualizado|aggiornato|bijgewerkt|güncelle|تحديث|更新)",
    re.IGNORECASE,
)
_CHANGED: Final = re.compile(
    r"updated|modified|edited|aktualisiert|geändert|обновлено|оновлено|mis à jour|actualizado|"
    r"aggiornato|bijgewerkt|güncelle|更新",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"\W*(?:(?:first |date |originally )?(?:published|posted|publication date|date published|created|"
    r"pubdate|date|issued|release date)(?: on| at)?|datum|(?:erschienen|erstellt|veröffentlicht|"
    r"verfasst|eingestellt|geschrieben|publiziert)(?: am)?|veröffentlichung(?:sdatum)?|mise? en ligne"
    r"(?: le)?|publiée? le|paru(?:e)? le|date de publication|publicado(?: el| em)?|fecha|data"
    r"(?: publicação)?|pubblicato(?: il)?|gepubliceerd(?: op)?|опубликовано|дата(?: публикации)?|"
    r"опубліковано|дата публікації|نشر في|تاريخ النشر|发布(?:时间|日期|于)|发表于|公開日|掲載日|投稿日)"
    r"\s*[:：]?\s*",
    re.IGNORECASE,
)
"""What stands before the day of publication."""
_OTHER: Final = re.compile(
    r"comment|reply|replies|respond|related|recent|sidebar|teaser|menu|navi|promo(?!t)|popular|"
    r"recommend|slider|carousel|swiper|more-|read-also|ticker|event|latest|newslist|blogroll|"
    r"tweet|signup|newsletter|caption|credit(?!s)|copyright"
)
_OF_META: Final = re.compile(
    r"meta|submitted|byline|post-?info|article-?info|entry-?info|postinfo|post-footer|dateline"
)
_LONGEST: Final = 60
_LONGEST_LINE: Final = 160
_MOST: Final = 12
_SHORT: Final = 40
_NEAR: Final = 6
"""Blocks above and below the title in which a day alone is that of the piece."""


def signed_by(page: Page, content: Content) -> Iterator[Said]:
    """Give what the page shows of its authors and its day, from the nearest place."""
    names: list[str] = []
    name_start = -1
    days: dict[str, tuple[str, int]] = {}
    for flow in content.of(Label.BYLINE, Label.PUBLISHED):
        words = flow.words
        for key, day in _days_of(words):
            days.setdefault(key, (day, max(flow.start, 0)))
        for name in _names_of(flow, words):
            if name not in names:
                names.append(name)
                name_start = max(flow.start, 0) if name_start < 0 else name_start
    lines = _Lines(page, content)
    for find in (_names_elsewhere, _names_in_lines, _names_of_bios):
        if not names:
            names, name_start = find(page, content, lines)
    for find_day in (_day_elsewhere, _day_near, _day_in_lines):
        if "published" not in days and (found := find_day(page, content, lines)):
            days["published"] = found
    if names:
        yield "byline", tuple(names[:_MOST]), name_start
    for key, (day, start) in days.items():
        yield key, (day,), start


class _Lines:
    """The lines of a page that speak of the piece, made when they are asked for."""

    def __init__(self, page: Page, content: Content) -> None:
        self._page = page
        self._content = content

    @cached_property
    def all(self) -> list[Flow]:
        """All short lines but those of other pieces, in order."""
        body = next(
            (one for one in self._page.root.inner if one.name == "body"),
            self._page.root,
        )
        return [
            flow
            for flow in lines_of(body)
            if 0 < flow.length <= _LONGEST_LINE
            and (element := _holder(flow)) is not None
            and not _is_of_other(element, self._content.root)
        ]

    @cached_property
    def title(self) -> int:
        """Number of the line that is the title; -1: there is none."""
        title = self._content.title
        start = title.start if title is not None else -1
        return next(
            (n for n, one in enumerate(self.all) if start >= 0 and one.start == start),
            -1,
        )

    def is_near(self, number: int) -> bool:
        """Tell whether line *number* stands near the title."""
        return self.title >= 0 and -4 < number - self.title < 3 * _NEAR


def _holder(flow: Flow) -> Element | None:
    """Give the element in which a line stands."""
    if flow.element is not None or not flow.nodes:
        return flow.element
    first = flow.nodes[0]
    return first.parent


def _days_of(words: str) -> list[tuple[str, str]]:
    """List the days that a line says, each with what it is: of publication or of a change."""
    found: list[tuple[str, str]] = []
    rest = words
    for _ in range(2):
        day = find_date(rest)
        if not day:
            break
        before, _, rest = rest.partition(day)
        is_change = _UPDATED.match(before or " ") or _CHANGED.search(before)
        found.append(("dateModified" if is_change else "published", day))
    return found


# -- Names ---------------------------------------------------------------------------


def _names_of(flow: Flow, words: str) -> list[str]:
    found = _persons_in(one for one in flow.nodes if isinstance(one, Element))
    if flow.element is not None and not found and flow.element.get("rel") == "author":
        found = names_of(words, is_sure=True)
    if found:
        more = names_of(said_by(words)) if said_by(words) else []
        return more if set(found) < set(more) else found
    for piece in _pieces(words):
        if said := said_by(piece):
            return names_of(said)
    if flow.label is not Label.BYLINE or len(words) > _LONGEST_LINE:
        return []
    bare = words_of(*_not_linked(flow.nodes))
    for text in (bare, words if _is_called_byline(flow) else ""):
        kept = names_of(text)
        if kept and all(" " in one or not one.isascii() for one in kept):
            return kept
    return []


def _pieces(words: str) -> list[str]:
    """Cut a line at its days and at what parts things: `May 3 – Text: Ada Berg`."""
    for _ in range(2):
        if day := find_date(words):
            words = words.replace(day, " | ", 1)
    return [one for one in _PIECES.split(words) if one]


_PIECES: Final = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")


def _is_called_byline(flow: Flow) -> bool:
    holder = _holder(flow)
    around = [one for one in flow.nodes if isinstance(one, Element)]
    if holder is not None:
        around += [holder, *_around(holder)[:1]]
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
            if _is_person(one) and (names := _names_in(one)):
                taken = one
                found += [name for name in names if name not in found]
    return found


def _is_person(element: Element) -> bool:
    """Tell whether *element* says that it holds the name of a person, and no more."""
    if not 1 < element.length <= _LONGEST:
        return False
    if element.has_blocks and (element.length > _SHORT or element.linked):
        return False
    if element.name == "a" and leads_to_person(element):
        return True
    if element.get("itemprop") not in ("name", "author") and not _OF_PERSON.search(
        element.names
    ):
        return False
    return not any(one.name == "a" for one in element.inner)


def _names_in(element: Element) -> list[str]:
    words = words_of(element).strip(" ,|·•–—-:")
    is_sure = (
        "author" in element.get("rel").lower().split()
        or _NAMES_ONLY.search(element.names) is not None
        or (element.get("itemprop") == "name" and _is_said_to_be_author(element))
    )
    return names_of(said_by(words) or words, is_sure=is_sure)


def _names_elsewhere(
    page: Page, content: Content, lines: _Lines
) -> tuple[list[str], int]:
    """Find a byline outside of the lines above the text: at its end, in a box of its own."""
    for scope in _scopes(page, content):
        for one in scope.inner:
            is_named = one.name in ("a", "byline") or one.names or one.get("itemprop")
            if not is_named or _is_of_other(one, content.root):
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
    for up in _around(element)[:2]:
        if up.length > _LONGEST_LINE:
            break
        more = _persons_in(
            one
            for one in up.children
            if isinstance(one, Element) and one is not element
        )
        if more:
            return list(dict.fromkeys((*names, *more)))
    return names


def _is_said_to_be_author(element: Element) -> bool:
    """Tell whether a name outside of a byline is that of an author, and not of anybody."""
    around = [element, *_around(element)]
    if element.get("itemprop") == "name":
        return any(up.get("itemprop") in ("author", "creator") for up in around)
    if element.name == "a" and "author" not in element.get("rel").lower().split():
        return any(_OF_PERSON.search(up.names) for up in around)
    return True


def _names_in_lines(
    page: Page, content: Content, lines: _Lines
) -> tuple[list[str], int]:
    """Find a line that says the names: `Author: Ada Berg`, or `By` and the name below."""
    found: list[tuple[list[str], int]] = []
    for number, flow in enumerate(lines.all):
        words = flow.words
        names = [name for one in _pieces(words) for name in said_surely_by(one)]
        following = lines.all[number + 1 : number + 2]
        if not names and is_byline_alone(words) and following:
            flow = following[0]
            names = names_of(flow.words)
        elif not names and (lines.is_near(number) or _is_meta(flow)):
            is_sure = _is_meta(flow)
            pieces = (said_by(one, is_sure=is_sure) for one in _pieces(words))
            names = [x for one in pieces if one for x in names_of(one, is_sure=is_sure)]
            if is_sure and names:
                found.append((names, max(flow.start, 0)))
                continue
        if names and all(" " in one or not one.isascii() for one in names):
            return names, max(flow.start, 0)
    if found:
        return found[0]
    for flow in _last_lines(content):
        words = flow.words
        names = names_of(said_by(words)) if len(words) <= _LONGEST else []
        if names and all(" " in one for one in names):
            return names, max(flow.start, 0)
    return [], -1


def _is_meta(flow: Flow) -> bool:
    """Tell whether a line says things of the piece, as its element is called."""
    holder = _holder(flow)
    return holder is not None and _OF_META.search(holder.names) is not None


def _last_lines(content: Content) -> list[Flow]:
    """Give the lines with which the text begins and ends, where it is signed."""
    body = [flow for flow in content.body if flow.length > 0]
    return [*reversed(body[-3:]), *body[:2]]


def _names_of_bios(
    page: Page, content: Content, lines: _Lines
) -> tuple[list[str], int]:
    """Take the name at the head of the one box about an author."""
    boxes = [
        flow
        for flow in content.of(Label.BIO)
        if flow.element is not None and flow.element.name not in ("p", *HEADINGS)
    ]
    if len(boxes) != 1 or boxes[0].element is None:
        return [], -1
    for line in list(lines_of(boxes[0].element))[:2]:
        words = line.words
        names = names_of(said_by(words) or words) if len(words) <= _LONGEST else []
        if len(names) == 1 and " " in names[0]:
            return names, max(line.start, 0)
    return [], -1


# -- Days ----------------------------------------------------------------------------


def _day_elsewhere(
    page: Page, content: Content, lines: _Lines
) -> tuple[str, int] | None:
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
            if not is_told or _is_of_other(one, content.root):
                continue
            words = words_of(one)
            if len(rest_of_day(words).split()) <= 4 and (day := _published(words)):
                return day, max(one.start, 0)
    return None


def _published(words: str) -> str:
    """Give the day of publication that a line says."""
    return next((day for key, day in _days_of(words) if key == "published"), "")


def _day_near(page: Page, content: Content, lines: _Lines) -> tuple[str, int] | None:
    """Find a day in a line of its own near the title: below it, or just above."""
    at = lines.title
    if at < 0:
        return None
    near = lines.all
    behind = near[at + 1 : at + 1 + _NEAR]
    before = reversed(near[max(0, at - _NEAR // 2) : at])
    for flow in (*behind, *before):
        words = flow.words
        if (
            not flow.linked * 2 > flow.length
            and len(rest_of_day(words).split()) <= 5
            and (day := _published(words))
            and len(day) >= _LEAST_DAY
        ):
            return day, max(flow.start, 0)
    return None


_LEAST_DAY: Final = 8
"""Signs of a day; `May 2019` is a month."""


def _day_in_lines(
    page: Page, content: Content, lines: _Lines
) -> tuple[str, int] | None:
    """Find a line that says when it was published: `Published: May 3, 2019`."""
    for number, flow in enumerate(lines.all):
        words = flow.words
        found = _DATED.match(words)
        if found is None or len(words) > _LONGEST_LINE:
            continue
        rest = words[found.end() :]
        if not rest:
            below = lines.all[number + 1 : number + 2]
            rest = below[0].words if below else ""
        day = find_date(rest)
        if day and rest.find(day) <= _FEW_SIGNS:
            return day, max(flow.start, 0)
    return None


_FEW_SIGNS: Final = 16
"""Between what says that a day follows and that day: the day of the week."""


# -- Where they stand ----------------------------------------------------------------


def _scopes(page: Page, content: Content) -> list[Element]:
    """Give the piece, as far as an element holds it, and then the page."""
    around = [content.root, *content.root.ancestors]
    piece = [one for one in around if one.name in ("article", "main")]
    return [*piece[:2], page.root] if piece else [content.root, page.root]


def _around(element: Element) -> list[Element]:
    return [up for _, up in zip(range(3), element.ancestors, strict=False)]


def _is_of_other(element: Element, root: Element) -> bool:
    """
    Tell whether *element* stands in a part of the page that speaks of other pieces.

    What holds the *root* of the text does not.
    """
    for up in (element, *element.ancestors):
        if root.is_within(up) or up is root:
            return False
        if up.name in ("nav", "li") and up.linked * 2 > up.length and up.length > 200:
            return True
        if up.name in ("article", "nav", "body") or _OTHER.search(up.names):
            return up.name != "body"
    return False
