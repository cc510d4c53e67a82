"""What was read of a page, judged by what is known of it and by what stands on it."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

import turbohtml
from babel import Locale, localedata
from bench.html_sets import Known

from commentariat.archive.dates import day_after, is_date
from commentariat.archive.text import fold

_HIDDEN = re.compile(
    r"<style\b.*?</style\s*>|<script\b(?![^>]*ld\+json).*?</script\s*>", re.I | re.S
)
_RECIPE = re.compile(
    rb"\"@type\"\s*:\s*\[?\s*\"Recipe\"|schema\.org/Recipe\b|class=\"[^\"]*\bhrecipe\b"
)
_ZONED = re.compile(r"T.*(?:Z|[+-]\d\d:?\d\d)$")
_EARLIEST, _LATEST = datetime.timedelta(hours=-12), datetime.timedelta(hours=14)
"""Of what a moment may be called around the world."""
_LEAST_OF_TITLE = 0.5
"""Of a known title, which may have the name of the site or a label in it."""
_LEAST_OF_CUT = 0.3
"""Of a heading, what is known of it at least."""
_AGENCIES = frozenset(
    "afp|agencia efe|agencias|ansa|ap|apa|associated press|boerse express|dapd|ddp|dpa"
    "|deutsche presse agentur|agence france presse|afp deutschland"
    "|dpa lno|dpa infocom|dpa afx|dpa lni|dpa lbn|dpa lsw|efe|epd|europa press|kna|lusa"
    "|nachrichtenagentur|press association|reuters|ria novosti|sda|sid|tass|the associated "
    "press|thomson reuters|xinhua|yonhap|рбк|риа новости|тасс|укринформ|укрінформ".split(
        "|"
    )
)


_OFFICES = frozenset(
    "redaktion|die redaktion|staff writer|editor|editors|unknown|staff|admin|red|onlineredaktion"
    "|online redaktion|newsroom|redacción|redaction|la rédaction|редакция".split("|")
)


class Verdict(StrEnum):
    """How a field was read, or why that is not counted."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_ON_PAGE = "not on page"
    """What is known of it stands nowhere in the page."""
    AGENCY = "agency"
    """What is known is the agency; it is an outlet here, and no person."""
    PUBLISHER = "publisher"
    """What is known is the site itself, which is no author here."""
    NOBODY = "nobody"
    """What is known is an office, or nobody: `Redaktion`, `Unknown`."""
    RECIPE = "recipe"
    """The page is no piece of commentary."""
    MONTH = "month"
    """Of a day only the month stands on the page or in its address."""
    CHANGED = "day of a change"
    """What is known is the day on which, as the page says, it was changed, not published."""
    OTHER_TITLE = "other title"
    """The page tells both titles, one to readers, one to networks; neither holds the other."""
    CUT = "cut title"
    """What is known is the one end of the page's heading, which was read whole."""
    SHORT_YEAR = "two-digit year"
    """The day stands there with a year of two figures, which could be another day."""


class Finding(NamedTuple):
    """One value that is known, and what was read."""

    field: str
    verdict: str
    known: str
    read: str


class Read(NamedTuple):
    """What was read of a page."""

    title: str
    date: str
    authors: tuple[str, ...]
    body: str
    sites: tuple[str, ...]
    """What the page says that its site is called."""
    heading: str
    """The title above its text, as it shows it."""
    titles: tuple[str, ...]
    """All that the page tells as its title."""
    moments: tuple[str, ...]
    """Moments of publication that it tells, each with its zone."""
    changed: tuple[str, ...]
    """Days on which it says that it was changed."""
    shown: str
    """The body and what the page shows above it."""


_UNTOLD = re.compile(r"data-|on[a-z]+$|(?:src|srcset|style|class|id)$")
"""Attributes that scripts and browsers read: no words of the page stand in them."""


class PageWords:
    """
    The words of a page: its texts and attributes, and what it tells in JSON-LD.

    What scripts alone read, in elements and attributes of their own, is none of them.
    """

    def __init__(self, text: str, address: str) -> None:
        kept = _HIDDEN.sub(" ", text)
        found = [kept, address]
        for element in turbohtml.parse(kept).select("*"):
            for name, value in element.attrs.items():
                if _UNTOLD.match(name):
                    continue
                found.append(
                    " ".join(value) if isinstance(value, list) else value or ""
                )
        whole = html.unescape(" \n ".join(found))
        whole = re.sub(r"\\u([0-9a-fA-F]{4})", lambda one: chr(int(one[1], 16)), whole)
        self.folded = fold(re.sub(r"<[^<>]*>", " ", whole))
        self.marked = whole

    @cached_property
    def squeezed(self) -> str:
        bare = re.sub(r"<[^<>]*>", "", self.marked)
        return fold(bare).replace(" ", "") + "\n" + self.folded.replace(" ", "")

    def has(self, words: str) -> bool:
        """Whether these words stand there, one after the other."""
        return squeezed(words) in self.squeezed

    def has_name(self, name: str) -> bool:
        bounded = f" {fold(name)} "
        return bounded in f" {self.folded} " or (" " in name and self.has(name))

    def has_day(self, day: str) -> bool:
        """Whether a day stands there, in any of the forms in which days are written."""
        return is_date(day) and re.search(_forms(day), self.folded) is not None

    def has_short_year(self, day: str) -> bool:
        year, month, number = (
            day.split("-") if is_date(day) and len(day) > 7 else ("x", "", "")
        )
        bare = rf"(?<!\d)0?{number} 0?{month} {year[2:]}(?!\d)".replace("?0", "?0?")
        return year.isdigit() and re.search(bare, self.folded) is not None

    def has_month(self, month: str) -> bool:
        if not is_date(month):
            return False
        year, number = month.split("-")[:2]
        names = _months()[int(number) - 1]
        bare = (
            rf"{year} 0?{int(number)}|0?{int(number)} {year}|{year}年0?{int(number)}月"
        )
        return (
            re.search(
                rf"(?<!\d)(?:{bare}|(?:{names}) (?:de )?{year})(?!\d)", self.folded
            )
            is not None
        )


def squeezed(words: str) -> str:
    return fold(html.unescape(words)).replace(" ", "")


@cache
def _months() -> tuple[str, ...]:
    """Names of each month in all the languages of CLDR, as a part of an expression."""
    found: list[set[str]] = [set() for _ in range(12)]
    for name in localedata.locale_identifiers():
        locale = Locale.parse(name)
        for context in locale.months.values():
            for width in ("wide", "abbreviated"):
                for number, word in context[width].items():
                    if any(map(str.isalpha, word)):
                        found[number - 1].add(fold(word))
    more = "sept|maerz|mrz|jän|январь|сент|нояб".split("|")
    for number, word in zip((9, 3, 3, 1, 1, 9, 11), more, strict=True):
        found[number - 1].add(word)
    return tuple(
        "|".join(sorted(map(re.escape, one), key=len, reverse=True)) for one in found
    )


@cache
def _forms(day: str) -> str:
    year, month, number = (int(one) for one in day.split("-"))
    names = _months()[month - 1]
    m, d, y = f"0?{month}", f"0?{number}", f"{year}"
    nth = rf"{d}(?:st|nd|rd|th|er|o|º)?"
    return (
        rf"(?<!\d)(?:{y} ?{m} ?{d}|{y}{month:02}{number:02}|{d} {m} {y}|{m} {d} {y}"
        rf"|{nth} ?(?:de |of )?(?:{names}) ?(?:de |del )?{y}"
        rf"|(?:{names}) ?{nth} {y}|{y} (?:{names}) {d}|{y} ?[年년] ?{m} ?[月월] ?{d} ?[日일])(?!\d)"
    )


def days_of(moment: str) -> tuple[str, ...]:
    """List the days that a moment may be called, by readers here or there."""
    if not _ZONED.search(moment):
        return (moment[:10],)
    at = datetime.datetime.fromisoformat(moment)
    first, last = (at + _EARLIEST).date(), (at + _LATEST).date()
    return tuple(
        (first + datetime.timedelta(days=n)).isoformat()
        for n in range((last - first).days + 1)
    )


def judge(known: Known, read: Read, words: PageWords, data: bytes) -> Iterator[Finding]:
    """Judge each field of a page of which something is known."""
    is_recipe = _RECIPE.search(data) is not None
    found = [*_judge_fields(known, read, words)]
    for one in found:
        yield one._replace(verdict=Verdict.RECIPE) if is_recipe else one
    for field, value in _given(read):
        yield Finding(field, Verdict.RIGHT, "", value)
    yield from _invented(read, words)


def _judge_fields(known: Known, read: Read, words: PageWords) -> Iterator[Finding]:
    if known.title:
        forms = (known.title, *known.titles)
        is_right = any(_is_title(read.title, one) for one in forms)
        verdict = _word(is_right, words.has(known.title))
        if verdict is Verdict.WRONG and _tells_both(known.title, read):
            verdict = Verdict.OTHER_TITLE
        elif verdict is Verdict.WRONG and _is_cut(known, read):
            verdict = Verdict.CUT
        yield Finding("title", verdict, known.title, read.title)
    if known.moment and isinstance(known.moment, str):
        days = (*days_of(known.moment), *known.days)
        for one in read.moments:
            if one[:10] == known.moment[:10]:  # told with its zone on the page
                days = tuple(dict.fromkeys((*days, *days_of(one))))
        of_read = days_of(read.date) if read.date else ()
        is_right = any(one in days for one in of_read)
        verdict = _word(is_right, any(map(words.has_day, days)))
        if verdict is Verdict.NOT_ON_PAGE and any(map(words.has_short_year, days)):
            verdict = Verdict.SHORT_YEAR
        elif verdict is Verdict.WRONG and set(days) & set(read.changed):
            verdict = Verdict.CHANGED
        elif verdict is Verdict.NOT_ON_PAGE and words.has_month(days[0][:7]):
            verdict = Verdict.MONTH
        yield Finding("date", verdict, known.moment, read.date)
    if known.authors or () in known.others_right:
        named = "; ".join(known.authors), "; ".join(read.authors)
        if (left := _left_out(known, read)) is not None:
            yield Finding("authors", left, *named)
        else:
            lists = (known.authors, *known.others_right)
            is_right = any(_are_same(one, read.authors) for one in lists)
            is_right = is_right or (not read.authors and () in known.others_right)
            is_there = all(map(words.has_name, known.authors))
            yield Finding("authors", _word(is_right, is_there), *named)
    for one in known.paragraphs:
        key = squeezed(one)
        if key:
            yield Finding("body", _word(key in read.shown, words.has(one)), one, "")
    for one in known.others:
        if len(key := squeezed(one)) > 3:
            yield Finding("left out", _word(key not in read.body, True), one, "")


def _left_out(known: Known, read: Read) -> Verdict | None:
    """Tell why those who are known as authors are none by what is an author here."""
    names = [fold(one) for one in known.authors]
    if not names:
        return None
    if all(one in _AGENCIES for one in names):
        return Verdict.AGENCY
    if all(map(_is_office, names)):
        return Verdict.NOBODY
    host = fold(urlsplit(known.address).hostname or "").replace(" ", "")
    sites = {squeezed(one) for one in read.sites}
    bare = [one.replace(" ", "") for one in names]
    if all(
        one == host or one in sites or (len(one) > 3 and one in host) for one in bare
    ):
        return Verdict.PUBLISHER
    return None


def _is_office(name: str) -> bool:
    """Tell an office by its folded name: `Redaktion`, `Rankings Team`."""
    return name in _OFFICES or not _OFFICE_WORDS.isdisjoint(name.split())


_OFFICE_WORDS = frozenset("team staff editors redaktion redaction newsroom".split())


def _word(is_right: bool, is_there: bool) -> Verdict:
    if not is_there:
        return Verdict.NOT_ON_PAGE
    return Verdict.RIGHT if is_right else Verdict.WRONG


def _is_title(read: str, known: str) -> bool:
    a, b = squeezed(read), squeezed(known)
    return a == b or (bool(a) and a in b and len(a) >= _LEAST_OF_TITLE * len(b))


def _tells_both(known: str, read: Read) -> bool:
    """Whether the page tells both titles, and neither is a part of the other."""
    a, b = squeezed(known), squeezed(read.title)
    told = [squeezed(one) for one in read.titles]
    return (
        a not in b
        and b not in a
        and any(a in one for one in told)
        and any(b in one for one in told)
    )


def _is_cut(known: Known, read: Read) -> bool:
    """Whether a known title is the one end of the heading, and no site is named in the rest."""
    whole, part = squeezed(read.title), squeezed(known.title)
    if whole != squeezed(read.heading) or len(part) < _LEAST_OF_CUT * len(whole):
        return False
    if not (whole.startswith(part) or whole.endswith(part)):
        return False
    rest = whole.replace(part, "", 1)
    host = fold(urlsplit(known.address).hostname or "").replace(" ", "")
    sites = [squeezed(one) for one in read.sites]
    return rest not in host and not any(one and one in rest for one in sites)


def _are_same(known: Sequence[str], read: Sequence[str]) -> bool:
    """Whether two lists name the same people, and nobody else."""
    known = [one for one in known if fold(one) not in _AGENCIES]
    known = [one for one in known if not _is_office(fold(one))]
    read = [one for one in read if not _is_office(fold(one))]
    return bool(read) and (
        sorted("".join(map(squeezed, known))) == sorted("".join(map(squeezed, read)))
        or (
            all(any(_is_same(one, other) for other in read) for one in known)
            and all(any(_is_same(one, other) for other in known) for one in read)
        )
    )


def _is_same(one: str, other: str) -> bool:
    a, b = set(fold(one).split()), set(fold(other).split())
    return bool(a and b) and (a <= b or b <= a)


def _given(read: Read) -> Iterator[tuple[str, str]]:
    if read.title:
        yield "given title", read.title
    if read.date:
        yield "given date", read.date
    for one in read.authors:
        yield "given authors", one


def _invented(read: Read, words: PageWords) -> Iterator[Finding]:
    """Find what was read and stands nowhere in the page."""
    if read.title and not words.has(read.title):
        yield Finding("invented title", Verdict.WRONG, "", read.title)
    for one in read.authors:
        turned = " ".join([one.split()[-1], *one.split()[:-1]])
        if not words.has_name(one) and not words.has_name(turned):
            yield Finding("invented authors", Verdict.WRONG, "", one)
    if read.date and not _has_date(read.date, words):
        yield Finding("invented date", Verdict.WRONG, "", read.date)


def _has_date(date: str, words: PageWords) -> bool:
    if len(date) < len("2020-01-01"):
        return words.has_month(date) if "-" in date else words.has(date)
    if words.has_day(date[:10]):
        return True
    # A moment of the page may be of the day before or behind, elsewhere.
    return any(map(words.has_day, (day_after(date[:10]), _day_before(date[:10]))))


def _day_before(day: str) -> str:
    try:
        at = datetime.date.fromisoformat(day) - datetime.timedelta(1)
    except (ValueError, OverflowError):
        return ""
    return at.isoformat()
