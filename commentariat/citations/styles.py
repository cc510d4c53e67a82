"""Citations for people: Chicago, APA and MLA, as HTML of text and italics."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Final

from commentariat.citations.forms import FORMS
from commentariat.citations.model import Name, Reference
from commentariat.citations.names import initials
from commentariat.citations.titles import curly, headline, quoted, stopped

_MONTHS: Final = (
    "January February March April May June July August September October November "
    "December"
).split()
_SHORT: Final = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_RANGE: Final = re.compile(r"(\d+)\s*[-–]\s*(\d+)", re.ASCII)
_HYPHEN: Final = re.compile(r"(?<=[^\W_]) *- *(?=[^\W_])")
_IDEOGRAPHS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def chicago(ref: Reference) -> str:
    """
    Write *ref* as an entry of a bibliography by Chicago, 18th edition.

    Of a report or a book the year counts, of all else the day.
    """
    form = FORMS[ref.type]
    authors, publisher, date = _chicago_authors(ref.authors), ref.publisher, ref.issued
    address = _stopped_address(ref.address)
    genre = _lead(ref.genre)
    if form.is_whole:
        parts = [
            _stop(f"<i>{_styled_title(ref)}</i>"),
            _stop(_capital(_numbered(genre, ref.number, "No."))),
            _stop(f"Vol. {_text(ref.volume)}") if ref.volume else "",
            _stop(_text(_proper(ref, ref.series))),
            _stop(_joined(_text(publisher), ref.year or "n.d.")),
        ]
        return _entry(authors, *parts, address)
    title, container = _quoted_title(ref), _container(ref)
    if ref.type == "article-journal":
        where = [_stop(f"{container}{_chicago_issue(ref)}")]
        return _entry(authors, title, *where, address)
    day = _day(date) or ("" if ref.type == "webpage" else "n.d.")
    if not authors and ref.type != "post-weblog":
        if ref.type == "webpage" and publisher:
            authors, publisher = _stop(_text(publisher)), ""
        else:
            authors, container = _stop(container), ""
    tail = [_joined(container, _text(publisher), day)]
    if ref.type == "broadcast":
        tail = [genre, container, _joined(_text(publisher), day)]
        if ref.number:
            title = f"{_stop(container)} " if container else ""
            title += f"{genre} {_text(ref.number)}, {_quoted_title(ref)}".strip()
            tail = tail[2:]
    return _entry(authors, title, *map(_stop, tail), address)


def apa(ref: Reference) -> str:
    """Write *ref* as an entry of a list of references by APA, 7th edition."""
    form = FORMS[ref.type]
    authors = _apa_authors(ref.authors)
    container, publisher = _container(ref), _text(ref.publisher)
    if ref.type == "webpage" and publisher and not authors:
        authors, publisher = _stop(publisher), ""
    is_of_year = form.is_whole or ref.type == "article-journal"
    date = f"({(ref.year if is_of_year else _apa_day(ref.issued)) or 'n.d.'})."
    title = _text(curly(ref.title))
    if form.is_whole or ref.type == "webpage":
        title = f"<i>{title}</i>"
    number, genre = "", ref.genre
    if ref.number and not form.has_issue:
        number, genre = _numbered(_lead(genre), ref.number, "No."), ""
    volume = f"Vol. {_text(ref.volume)}" if ref.type == "book" and ref.volume else ""
    series = _text(_proper(ref, ref.series)) if ref.type == "report" else ""
    inside = "; ".join(filter(None, (number, volume, series)))
    title += f" ({inside})" if inside else ""
    said = f"[{_lead(genre)}]" if genre else ""
    begin = [authors, date] if authors else []
    if authors and said:
        title, said = f"{title} {said}", ""
    title = _stop(title)
    if form.has_issue:
        container += _apa_issue(ref)
    if ref.type == "broadcast" and container:
        container = f"In {container}"
    places = (
        (container, publisher) if ref.type == "broadcast" else (publisher, container)
    )
    address = _address(ref.address)
    if not (ref.issued or ref.doi):
        address = f"Retrieved {address}"
    end = [date, _stop(said)] if not authors else []
    return _entry(*begin, title, *end, *map(_stop, places), address)


def mla(ref: Reference) -> str:
    """Write *ref* as an entry of a list of works cited by MLA, 9th edition."""
    form = FORMS[ref.type]
    authors = _mla_authors(ref.authors)
    title = _quoted_title(ref)
    if form.is_whole:
        title = _stop(f"<i>{_styled_title(ref)}</i>")
    genre, number = _lead(ref.genre), ""
    if ref.number and form.is_whole:
        number, genre = _numbered(genre, ref.number, "no."), ""
    elif ref.number and ref.type == "broadcast":
        number, genre = f"{genre} {_text(ref.number)}".strip(), ""
    elif ref.volume and form.is_whole and not authors:
        number = f"Vol. {_text(ref.volume)}"
    issue = ""
    if form.has_issue:
        parts = (("vol. ", ref.volume), ("no. ", ref.number))
        issue = _joined(*(name + _text(value) for name, value in parts if value))
    date = _mla_day(ref.issued[:7] if ref.type == "article-journal" else ref.issued)
    if ref.type == "book":
        date = ref.year
    pages = ""
    if form.has_issue and ref.pages:
        pages = _range(ref.pages, _two_digits)
        pages = ("pp. " if "–" in pages else "p. ") + _text(pages)
    container = ""
    if not form.is_whole:
        container = _named(ref.container, is_english=ref.is_english, is_work=True)
    where = (container, number, issue, _text(ref.publisher), date, pages)
    end = _joined(*where, _address(ref.address))
    return _entry(
        authors,
        title,
        _stop(genre),
        _stop(end),
        _stop(_text(_proper(ref, ref.series))),
    )


STYLES: Final[dict[str, Callable[[Reference], str]]] = {
    "Chicago": chicago,
    "APA": apa,
    "MLA": mla,
}
"""By the names that people call them by."""


# --- parts ----------------------------------------------------------------------------


# Three styles say the same of a piece, and of pieces of one author: it is kept for a while.


@lru_cache(maxsize=256)
def _text(text: str) -> str:
    return escape(text.replace("'", "’"), quote=False)


@lru_cache(maxsize=256)
def _address(address: str) -> str:
    return escape(address, quote=False)


def _stopped_address(address: str) -> str:
    return _stop(_address(address))


def _container(ref: Reference) -> str:
    """Name what the piece stands in; that of a page of the web is no work."""
    is_work = ref.type != "webpage"
    return _named(ref.container, is_english=ref.is_english, is_work=is_work)


@lru_cache(maxsize=256)
def _named(title: str, *, is_english: bool, is_work: bool) -> str:
    """Write the *title* of what pieces stand in: in italics, if that *is a work*."""
    text = _text(headline(title) if is_english else title)
    return f"<i>{text}</i>" if text and is_work else text


def _entry(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _stop(text: str) -> str:
    """End *text* with a full stop, unless it is empty or ends with one."""
    if not text:
        return ""
    if text[-1] == "/" or text[-1].isalnum():
        return f"{text}."
    if not text.endswith("</i>"):
        return stopped(text)
    inner = text.removesuffix("</i>")
    if inner.endswith(("’", "”")):
        return f"{stopped(inner)}</i>"
    return text if stopped(inner) == inner else f"{text}."


def _proper(ref: Reference, title: str) -> str:
    return headline(title) if title and ref.is_english else title


def _styled_title(ref: Reference) -> str:
    return _text(curly(_proper(ref, ref.title)))


def _quoted_title(ref: Reference) -> str:
    return _text(_quoted(_proper(ref, ref.title)))


@lru_cache(maxsize=256)
def _quoted(title: str) -> str:
    return quoted(curly(title))


def _lead(genre: str) -> str:
    """Write a *genre* as one begins a sentence with it."""
    return _capital(_text(genre))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _numbered(genre: str, number: str, sign: str) -> str:
    """Say a report's *number*, with a *sign* before one that is no code of letters."""
    if not number:
        return genre
    is_plain = number[:1].isdigit()
    return " ".join(filter(None, (genre, sign if is_plain else "", _text(number))))


# --- names ----------------------------------------------------------------------------


def _inverted(name: Name, first: str, given: str) -> str:
    if not given:
        return first
    return f"{first}{given}" if _is_ideographic(name) else f"{first}, {given}"


def _is_ideographic(name: Name) -> bool:
    return not name.family.isascii() and _IDEOGRAPHS.search(name.family) is not None


def _in_order(name: Name) -> str:
    if _is_ideographic(name):
        return name.family + name.given
    given = _spaced(name.given)
    return " ".join(filter(None, (given, name.surname, name.suffix)))


def _spaced(given: str) -> str:
    """Put a stop behind letters that stand for names, as both styles do."""
    return " ".join(
        f"{word}." if len(word) == 1 and word.isupper() else word
        for word in given.split()
    )


def _chicago_name(name: Name) -> str:
    """Invert a name; its particle goes behind."""
    given = " ".join(filter(None, (_spaced(name.given), name.particle)))
    return _joined(_inverted(name, name.family, given), name.suffix)


def _mla_name(name: Name) -> str:
    return _joined(_inverted(name, name.surname, _spaced(name.given)), name.suffix)


def _listed(
    authors: tuple[Name, ...], first: Callable[[Name], str], most: int, kept: int
) -> str:
    """List the first of *authors* inverted and the others as one says them."""
    names = [first(authors[0]), *map(_in_order, authors[1:])] if authors else []
    if len(names) > most:
        names = [*names[:kept], "et al."]
        return _text(", ".join(names))
    if len(names) > 1:
        names[-1] = f"and {names[-1]}"
    return _text(", ".join(names))


@lru_cache(maxsize=4096)
def _chicago_authors(authors: tuple[Name, ...]) -> str:
    return _stop(_listed(authors, _chicago_name, 6, 3))


@lru_cache(maxsize=4096)
def _mla_authors(authors: tuple[Name, ...]) -> str:
    return _stop(_listed(authors, _mla_name, 2, 1))


def _apa_name(name: Name) -> str:
    if _is_ideographic(name):
        return name.family + name.given
    return _joined(name.surname, initials(name.given), name.suffix)


@lru_cache(maxsize=4096)
def _apa_authors(authors: tuple[Name, ...]) -> str:
    names = [_apa_name(name) for name in authors]
    if len(names) > 20:
        return _stop(_text(", ".join(names[:19]) + ", … " + names[-1]))
    if len(names) > 1:
        names[-1] = f"& {names[-1]}"
    return _stop(_text(", ".join(names)))


# --- dates and pages ------------------------------------------------------------------


@lru_cache(maxsize=256)
def _parts(date: str) -> tuple[str, str, str]:
    """Part an ISO date into year, month and day; a day without its zero."""
    year, month, day = (*date.split("-"), "", "", "")[:3]
    return year, month, day.lstrip("0")


def _day(date: str) -> str:
    year, month, day = _parts(date)
    if not month:
        return year
    name = _MONTHS[int(month) - 1]
    return f"{name} {day}, {year}" if day else f"{name} {year}"


def _apa_day(date: str) -> str:
    year, month, day = _parts(date)
    if not month:
        return year
    return f"{year}, {_MONTHS[int(month) - 1]} {day}".rstrip()


def _mla_day(date: str) -> str:
    year, month, day = _parts(date)
    return " ".join(filter(None, (day, month and _SHORT[int(month) - 1], year)))


def _chicago_issue(ref: Reference) -> str:
    """Say volume, issue, date and pages as they follow the name of a journal."""
    pages = _text(_range(ref.pages, _chicago_digits))
    volume, number = _text(ref.volume), _text(ref.number)
    if not (volume or number):
        early = "ahead of print, " if ref.doi and not pages else ""
        return f", {_joined(early + (_day(ref.issued) or 'n.d.'), pages)}"
    date = ref.issued[:4] if volume and number else ref.issued[:7]
    where = (f" {volume}" if volume else "") + (f", no. {number}" if number else "")
    return f"{where} ({_day(date) or 'n.d.'})" + (f": {pages}" if pages else "")


def _apa_issue(ref: Reference) -> str:
    pages = _text(_range(ref.pages, _all_digits))
    volume, number = _text(ref.volume), _text(ref.number)
    where = (f"<i>{volume}</i>" if volume else "") + (f"({number})" if number else "")
    return "".join(f", {part}" for part in (where, pages) if part)


def _range(pages: str, shorten: Callable[[str, str], str]) -> str:
    """Write a range of *pages* with a dash, the last number as *shorten* has it."""
    found = _RANGE.sub(lambda one: f"{one[1]}–{shorten(one[1], one[2])}", pages)
    return _HYPHEN.sub("–", found)


def _all_digits(first: str, last: str) -> str:
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def _two_digits(first: str, last: str) -> str:
    """Shorten *last* to what differs, and two digits at least."""
    last = _all_digits(first, last)
    if len(first) != len(last):
        return last
    same = next((n for n, one in enumerate(last) if one != first[n]), len(last))
    return last[min(same, max(len(last) - 2, 0)) :]


def _chicago_digits(first: str, last: str) -> str:
    """Shorten *last* as Chicago does: 71–72, 100–104, 107–8, 321–28, 1496–500."""
    last = _all_digits(first, last)
    if len(first) != len(last) or len(first) < 3 or first.endswith("00"):
        return last
    if first[-2] == "0":
        same = next((n for n, one in enumerate(last) if one != first[n]), len(last))
        return last[min(same, len(last) - 1) :]
    return _two_digits(first, last)
