"""When a page was published, as it shows: near its title, in its parts, below its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

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
from commentariat.intake.phrases.days import (
    both_readings,
    learn_day_order,
    read_day,
)

_OF_DATE: Final = re.compile(
    r"(?:^|[\s_-])(?:date|datum|time|timestamp|pubdate|published|posted|publish|erstellt|datetime|"
    r"meta|postmeta|postmetadata|submitted|created|fecha|data|day)(?:[\s_-]|$)"
)
_UPDATED: Final = re.compile(
    r"\W*(?:(?:this page was |diese seite wurde )?(?:last |zuletzt |letzte )?(?:updated|modified|edited|"
    r"revised|aktualisiert|aktualisierung|geändert|änderung|bearbeitet|stand|am)\b|обновлено|"
    r"оновлено|mis(?:e)? à jour|modifié|actualizado|aggiornato|bijgewerkt|güncelle|تحديث|更新)",
    re.IGNORECASE,
)
_CHANGED: Final = re.compile(
    r"updated|modified|edited|aktualisiert|geändert|обновлено|оновлено|mis à jour|actualizado|"
    r"aggiornato|bijgewerkt|güncelle|更新|수정|업데이트",
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
    r"опубліковано|дата публікації|نشر في|تاريخ النشر|发布(?:时间|日期|于)|发表于|公開日|掲載日|投稿日|"
    r"입력|기사입력|등록|게시|승인)"
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
        is_change = (
            _UPDATED.match(before or " ")
            or _CHANGED.search(before)
            or _CHANGE_BEHIND.match(rest)
        )
        if not _NOT_YET.search(before):
            found.append(("dateModified" if is_change else "published", day))
    return found


_CHANGE_BEHIND: Final = re.compile(
    r"\W*(?:latest version|last (?:updated|modified)|updated|aktualisiert)\W*$",
    re.IGNORECASE,
)


def days_of_flow(flow: Flow) -> list[tuple[str, str]]:
    """
    List the days that a line says, as its words and its elements tell them.

    Of two elements of time the one that is called `updated` is that of a change.
    """
    words, spread, changes = _parted(flow)
    found = days_of_line(words) or days_of_line(spread)
    return [*found, *(("dateModified", day) for day in changes)]


def _parted(flow: Flow) -> tuple[str, str, list[str]]:
    """Part the days of changes off a line: its words, the same with blanks, those days."""
    words, spread, changes = flow.words, spaced(flow), []
    for one in _changed_in(flow):
        text = words_of(one)
        if day := find_date(text):
            changes.append(day)
            words = words.replace(text, " | ", 1)
            spread = spread.replace(text, " | ", 1)
    return words.strip(" |"), spread.strip(" |"), changes


def _changed_in(flow: Flow) -> list[Element]:
    nodes = [one for one in flow.nodes if isinstance(one, Element)]
    return [
        one
        for node in nodes
        for one in (node, *node.inner)
        if one.names
        and _OF_CHANGE.search(one.names)
        and not _OF_PUBLISHED.search(one.names)
        and one.length <= LONGEST
    ]


_OF_CHANGE: Final = re.compile(r"(?:^|[\s_-])(?:updated|modified)(?:[\s_-]|$)")
_OF_PUBLISHED: Final = re.compile(r"publish|created|entry-date")


def changes_near(lines: PageLines) -> dict[str, tuple[str, int]]:
    """Find the day of a change that a line near the title says."""
    for number, flow in enumerate(lines.all):
        if lines.is_near(number):
            for key, day in days_of_line(spaced(flow)):
                if key == "dateModified":
                    return {key: (day, max(flow.start, 0))}
    return {}


def settle_day(day: str, lines: PageLines) -> str:
    """
    Read a *day* that could be two by other days of its page; or give nothing.

    They tell the order in which the page writes days, or one of them is that very day.
    """
    readings = both_readings(day)
    if readings is None:
        return ""
    said = [one for one in (find_date(flow.words) for flow in lines.all) if one]
    if order := learn_day_order(said):
        return read_day(day, order)
    days = {read_day(one) for one in said}
    days.update(one.get("datetime")[:10] for one in lines.times)
    found = [one for one in readings if one in days]
    return found[0] if len(found) == 1 else ""


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
            if _OF_CHANGE.search(one.names) and not _OF_PUBLISHED.search(one.names):
                continue
            words = next(filter(find_date, _PIECES.split(words_of(one))), "")
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
    """Find a day in a line of its own above the title."""
    return _day_in_lines_above(lines, _ABOVE)


def _day_just_above(
    page: Page, content: Content, lines: PageLines
) -> tuple[str, int] | None:
    """Find a day in a line of its own just above the title, which is that of the piece."""
    return _day_in_lines_above(lines, _JUST_ABOVE)


_JUST_ABOVE: Final = 2


def _day_in_lines_above(lines: PageLines, most: int) -> tuple[str, int] | None:
    """
    Find a day in one of so many lines above the title.

    In the head of a site it is the day of the visit.
    """
    at = lines.title
    title = holder_of(lines.all[at]) if at >= 0 else None
    if title is None:
        return None
    for flow in reversed(lines.all[max(0, at - most) : at]):
        holder = holder_of(flow)
        around = [] if holder is None else [holder, *holder.ancestors]
        around = [one for one in around if not title.is_within(one)]
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
    words, spread, _ = _parted(flow)
    day = _published(words)
    if not day:
        words = spread
        day = _published(words)
    if not is_whole(day):
        return None
    before, _, after = words.partition(day)
    rest = len(rest_of_day(words).split())
    is_alone = rest <= (5 if flow.linked * 2 <= flow.length else 3)
    is_first = not before.strip(" (|•·–—-") and len(words) <= LONGEST_LINE
    if find_date(after) and not _CHANGED.search(after):
        return None  # two days, such as those of an issue
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
        if is_whole(day):
            before, _, after = words.partition(day)
            if len(before) <= _LONGEST_PLACE and _DASH.match(after):
                return day, max(flow.start, 0)
    return None


_LONGEST_PLACE: Final = 30
_DASH: Final = re.compile(r"\s*(?:[–—-]{1,2}\s|\)\s*[–—:-]|:\s|\.\s*[–—-])")


def is_whole(day: str) -> bool:
    """Tell a day from a month: `May 2019`."""
    return len(read_day(day)) > len("2019-05") or both_readings(day) is not None


def _day_in_lines(
    page: Page, content: Content, lines: PageLines
) -> tuple[str, int] | None:
    """Find a line that says when it was published: `Published: May 3, 2019`."""
    return next(_days_said(lines), None)


def _day_said_once(
    page: Page, content: Content, lines: PageLines
) -> tuple[str, int] | None:
    """Find the one day that lines say to be that of publication."""
    found = list(_days_said(lines))
    return found[0] if len({day for day, _ in found}) == 1 else None


def _days_said(lines: PageLines) -> Iterator[tuple[str, int]]:
    """Give the days of lines that say when something was published, in order."""
    for number, flow in enumerate(lines.all):
        words = flow.words
        if len(words) > LONGEST_LINE:
            continue
        for piece in _PIECES.split(words):
            found = _DATED.match(piece)
            if found is None or _NOT_YET.search(piece[: found.end()]):
                continue
            rest = piece[found.end() :]
            below = () if rest else lines.all[number + 1 : number + 3]
            for text in (rest, *(one.words for one in below)):
                day = find_date(text)
                if day and text.find(day) <= _FEW_SIGNS:
                    yield day, max(flow.start, 0)
                    break


_PIECES: Final = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")


_FEW_SIGNS: Final = 16
"""Between what says that a day follows and that day: the day of the week."""


FindDay: TypeAlias = "Callable[[Page, Content, PageLines], tuple[str, int] | None]"
SURE_DAYS: Final[tuple[FindDay, ...]] = (
    _day_said_once,
    _day_below,
    _day_beside_names,
    _day_just_above,
)
NEAR_DAYS: Final[tuple[FindDay, ...]] = (*SURE_DAYS, _day_of_piece, _day_in_lines)
FAR_DAYS: Final[tuple[FindDay, ...]] = (_day_above, _day_of_dateline, _day_elsewhere)
"""What finds the day, the surest first; those far from the piece are of others at times."""
