"""Who wrote a page and when, as it shows: in lines above its text, else elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, TypeAlias

import msgspec

from commentariat.archive.text import fold
from commentariat.intake.formats.html.bylines import (
    is_full_name,
    is_of_site_called,
    people_of,
    says_other_part,
)
from commentariat.intake.formats.html.content import Content
from commentariat.intake.formats.html.head_names import find_head_names
from commentariat.intake.formats.html.page_lines import PageLines
from commentariat.intake.formats.html.signed_days import (
    FAR_DAYS,
    NEAR_DAYS,
    SURE_DAYS,
    FindDay,
    changes_near,
    days_of_flow,
    is_whole,
    settle_day,
)
from commentariat.intake.formats.html.signed_names import NAMES_ELSEWHERE, names_of_line
from commentariat.intake.formats.html.tree import Page
from commentariat.intake.formats.model import Claim
from commentariat.intake.formats.synonyms import known_target
from commentariat.intake.pages.bio_evidence import looks_like_person
from commentariat.intake.pages.model import Doubt, Label
from commentariat.kinds import Kind

Said: TypeAlias = "tuple[str, tuple[str, ...], int]"
"""Key, values, and where the first of them stands."""

_MOST: Final = 40
"""Authors of one piece."""
_SHORT: Final = 40
"""Signs of a line that says what those below it did with the text: `Edited by`."""
_BY_DAY: Final = 0.7
"""How sure it is that names are those of authors, where a day alone stands beside them."""


class Told(msgspec.Struct, frozen=True):
    """What the head of a page tells of its authors and its day."""

    is_signed: bool = False
    """It names authors who count before those that the page shows."""
    is_dated: bool = False
    """It tells a day that counts before one that the page shows."""
    is_likely_dated: bool = False
    """It tells a day that counts after one that is shown near the piece."""
    is_doubtful: bool = False
    """It tells the day of a change, or of an element that may be of another piece."""
    sites: tuple[str, ...] = ()
    """What the site is called, and its host."""


def signed_by(page: Page, content: Content, told: Told) -> Iterator[Said]:
    """
    Give what the page shows of its authors and its day, from the nearest place.

    What the head has *told* is not looked for in far places: there what is shown is more
    likely of another piece.
    """
    names: list[str] = []
    name_start = -1
    is_sure = False
    lines = PageLines(page, content)
    lines.sites = told.sites
    days: dict[str, tuple[str, int]] = {}
    others = {
        below
        for above, below in pairwise(content.flows)
        if above.length <= _SHORT and says_other_part(above.words)
    }
    for flow in content.of(Label.BYLINE, Label.PUBLISHED):
        words = flow.words
        for key, day in days_of_flow(flow):
            if key not in days or not is_whole(days[key][0]):
                days[key] = day, max(flow.start, 0)
        in_line, is_said = names_of_line(flow, words)
        if not is_said:
            in_line = [one for one in in_line if not lines.has_small(one)]
        for name in () if flow in others else in_line:
            is_sure = is_sure or is_said
            is_outlet = names and is_full_name(names[0]) and not is_full_name(name)
            if name not in names and not is_outlet:
                names.append(name)
                name_start = max(flow.start, 0) if name_start < 0 else name_start
    if told.is_signed and not names:
        names, name_start = find_head_names(page, content, lines)
        is_sure = bool(names)
    is_of_site = all(is_of_site_called(one, told.sites) for one in names)
    for find in () if told.is_signed else NAMES_ELSEWHERE:
        if not is_of_site:
            break
        found, start = find(page, content, lines)
        if not names or all(map(looks_like_person, found[:1] or names)):
            is_of_site = all(is_of_site_called(one, told.sites) for one in found)
            if found and not (names and is_of_site):
                names, name_start = found, start
                is_sure = find is find_head_names
    names = people_of(names, told.sites)
    lines.signed = name_start if names else -1
    for find_day in _finders_of_day(told):
        if "published" in days and is_whole(days["published"][0]):
            break
        day_found = find_day(page, content, lines)
        if day_found and day_found[0] != days.get("dateModified", ("",))[0]:
            days["published"] = day_found
    if not (days or told.is_dated or told.is_likely_dated or told.is_doubtful):
        days.update(changes_near(lines))
    if names:
        is_sure = is_sure and all(map(looks_like_person, names))
        key = "signed_by" if is_sure else "byline"
        yield key, tuple(names[:_MOST]), name_start
    for key, (day, start) in days.items():
        yield key, (day,), start
        if not told.is_dated and (settled := settle_day(day, lines)):
            yield key, (settled,), start


def _finders_of_day(told: Told) -> tuple[FindDay, ...]:
    """Give what finds the day: beside one that is told in doubt, the surest places alone."""
    if told.is_dated:
        return ()
    if told.is_doubtful:
        return SURE_DAYS
    return NEAR_DAYS if told.is_likely_dated else (*NEAR_DAYS, *FAR_DAYS)


def doubts_of_names(
    page: Page, content: Content, said: Iterable[Claim]
) -> Iterator[Doubt]:
    """Ask about names that a day beside them alone proves, and the head does not say."""
    if content.guessed is None:
        return
    names, start = content.guessed
    known = {
        fold(text)
        for one in said
        if known_target(one.key) == "authors"
        for text in one.texts
    }
    if not known.issuperset(map(fold, names)):
        message = Kind.BYLINE_BY_SHAPE.of(", ".join(names))
        yield Doubt(page.line(start), message, _BY_DAY)
