"""When a page was published, as it shows: near its title, in its parts, below its text."""

from __future__ import annotations

import re
from typing import Final

from commentariat.intake.formats.html.content import Content
from commentariat.intake.formats.html.datelines import find_date, rest_of_day
from commentariat.intake.formats.html.flows import Flow, lines_of
from commentariat.intake.formats.html.page_lines import (
    LONGEST,
    LONGEST_LINE,
    NEAR,
    PageLines,
    around_of,
    holder_of,
    is_of_other,
    scopes_of,
    spaced,
)
from commentariat.intake.formats.html.tree import Element, Page, Text, words_of
from commentariat.intake.formats.html.words import tells_event
from commentariat.intake.phrases.days import both_readings, read_day

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
_NOT_YET: Final = re.compile(
    r"\b(?:bis(?: zum)?|until|till|through|jusqu['’]?au|hasta(?: el)?|expires?(?: on)?|valid|deadline|"
    r"gültig|verfügbar|born|geboren|до|termin|event|wann|when)\W*$",
    re.IGNORECASE,
)
"""What stands before a day that is none of publication."""
_DATED: Final = re.compile(
    r"\W*(?:(?:first |date |originally |re\W{0,2})?(?:published|posted|publication date|date published"
    r"|created|pubdate|date|issued|release date)(?: on| at)?|datum|(?:erschienen|erstellt|veröffentlicht|"
    r"verfasst|eingestellt|geschrieben|publiziert)(?: am)?|veröffentlichung(?:sdatum)?|mise? en ligne"
    r"(?: le)?|publiée? le|paru(?:e)? le|date de publication|publicado(?: el| em)?|fecha|data"
    r"(?: publicação)?|pubblicato(?: il)?|gepubliceerd(?: op)?|опубликовано|дата(?: публикации)?|"
    r"опубліковано|дата публікації|نشر في|تاريخ النشر|发布(?:时间|日期|于)|发表于|公開日|掲載日|投稿日)"
    r"\s*[:：]?\s*",
    re.IGNORECASE,
)
"""What stands before the day of publication."""


def days_of_line(words: str) -> list[tuple[str, str]]:
    """List the days that a line says, each with what it is: of publication or of a change."""
    if tells_event(words):
        return []
    found: list[tuple[str, str]] = []
    rest = words
    for _ in range(2):
        day = find_date(rest)
        if not day:
            break
        before, _, rest = rest.partition(day)
        is_change = _UPDATED.match(before or " ") or _CHANGED.search(before)
        if not _NOT_YET.search(before):
            found.append(("dateModified" if is_change else "published", day))
    return found


def _day_of_piece(
    page: Page, content: Content, lines: PageLines
) -> tuple[str, int] | None:
    """Find a day in the elements of the piece, where it is said to be one."""
    scopes = [one for one in scopes_of(page, content) if one.name not in _WHOLE]
    return _day_within(scopes, content)


_WHOLE: Final = ("html", "body")


def _day_elsewhere(
    page: Page, content: Content, lines: PageLines
) -> tuple[str, int] | None:
    """Find a day outside of the piece, where it is said to be one."""
    return _day_within([page.root], content)


def _day_within(scopes: list[Element], content: Content) -> tuple[str, int] | None:
    for scope in scopes:
        for one in scope.inner:
            if not 5 < one.own <= LONGEST or one.length > 2 * LONGEST:
                continue
            if not any(
                isinstance(child, Text) and child.start >= 0 for child in one.children
            ):
                continue
            is_told = one.name == "time" or any(
                _OF_DATE.search(up.names) for up in (one, *around_of(one)[:2])
            )
            if not is_told or is_of_other(one, content.root):
                continue
            words = words_of(one)
            if len(rest_of_day(words).split()) <= 4 and (day := _published(words)):
                return day, max(one.start, 0)
    return None


def _published(words: str) -> str:
    """Give the day of publication that a line says."""
    return next((day for key, day in days_of_line(words) if key == "published"), "")


def _day_below(
    page: Page, content: Content, lines: PageLines
) -> tuple[str, int] | None:
    """Find a day in a line of its own below the title, or one that a clock follows."""
    at = lines.title
    begin = [flow for flow in content.body if flow.length][:2] if at < 0 else []
    for flow in (*lines.all[at + 1 : at + 1 + NEAR], *begin) if at >= 0 else begin:
        if found := _day_alone(flow, is_title_known=at >= 0):
            return found
    return None


def _day_beside_names(
    page: Page, content: Content, lines: PageLines
) -> tuple[str, int] | None:
    """Find the day that stands in one small box with the names of the authors."""
    if lines.signed < 0:
        return None
    names = next((one for one in lines.every if one.start == lines.signed), None)
    holder = holder_of(names) if names is not None else None
    if names is None or holder is None:
        return None
    for up in (holder, *around_of(holder)):
        if up.length > LONGEST_LINE:
            break
        for flow in lines_of(up):
            if flow.length <= LONGEST and (
                found := _day_alone(flow, is_title_known=True)
            ):
                return found
    return None


def _day_above(
    page: Page, content: Content, lines: PageLines
) -> tuple[str, int] | None:
    """
    Find a day in a line of its own just above the title.

    In the head of a site it is the day of the visit.
    """
    at = lines.title
    for flow in reversed(lines.all[max(0, at - _ABOVE) : max(0, at)]):
        holder = holder_of(flow)
        around = [] if holder is None else [holder, *holder.ancestors]
        if any(_OF_HEAD.search(f"{one.name} {one.names}") for one in around):
            continue
        if found := _day_alone(flow, is_title_known=True):
            return found
    return None


_ABOVE: Final = 4
"""Lines above the title in which a day alone is that of the piece."""
_OF_HEAD: Final = re.compile(
    r"^(?:header|nav)\b|masthead|site-?header|top-?bar|page-?header"
)


def _day_alone(flow: Flow, *, is_title_known: bool) -> tuple[str, int] | None:
    words = flow.words
    day = _published(words)
    if not day:
        words = spaced(flow)
        day = _published(words)
    if not _is_whole(day):
        return None
    before, _, after = words.partition(day)
    rest = len(rest_of_day(words).split())
    is_alone = rest <= (5 if flow.linked * 2 <= flow.length else 3)
    is_first = not before.strip(" (|•·–—-") and len(words) <= LONGEST_LINE
    is_timed = _TIMED.match(after) is not None and len(words) <= LONGEST_LINE
    if is_timed or (is_title_known and (is_alone or is_first)):
        return day, max(flow.start, 0)
    return None


_TIMED: Final = re.compile(r"[\s,|•·–@-]+(?:at |um |в |о |à )?\d{1,2}[:.h]\d\d(?!\d)")
"""What follows the day of a moment."""


def _day_of_dateline(
    page: Page, content: Content, lines: PageLines
) -> tuple[str, int] | None:
    """Find the day with which the text begins: `Fennmark, May 3, 2019 – The gate …`."""
    for flow in [one for one in content.body if one.length][:2]:
        words = flow.words[:LONGEST_LINE]
        day = find_date(words)
        if _is_whole(day):
            before, _, after = words.partition(day)
            if len(before) <= _LONGEST_PLACE and _DASH.match(after):
                return day, max(flow.start, 0)
    return None


_LONGEST_PLACE: Final = 30
_DASH: Final = re.compile(r"\s*(?:[–—-]{1,2}\s|\)\s*[–—:-]|:\s|\.\s*[–—-])")


def _is_whole(day: str) -> bool:
    """Tell a day from a month: `May 2019`."""
    return len(read_day(day)) > len("2019-05") or both_readings(day) is not None


def _day_in_lines(
    page: Page, content: Content, lines: PageLines
) -> tuple[str, int] | None:
    """Find a line that says when it was published: `Published: May 3, 2019`."""
    for number, flow in enumerate(lines.all):
        words = flow.words
        found = _DATED.match(words)
        if found is None or len(words) > LONGEST_LINE:
            continue
        rest = words[found.end() :]
        if _NOT_YET.search(words[: found.end()]):
            continue
        if not rest:
            below = lines.all[number + 1 : number + 2]
            rest = below[0].words if below else ""
        day = find_date(rest)
        if day and rest.find(day) <= _FEW_SIGNS:
            return day, max(flow.start, 0)
    return None


_FEW_SIGNS: Final = 16
"""Between what says that a day follows and that day: the day of the week."""


NEAR_DAYS: Final = (_day_below, _day_beside_names, _day_of_piece, _day_in_lines)
FAR_DAYS: Final = (_day_above, _day_of_dateline, _day_elsewhere)
"""What finds the day, the surest first; those far from the piece are of others at times."""
