"""What import makes of raw files: drafts, one a raw file, united into content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Any, TypeAlias, TypeVar

import msgspec

from commentariat.archive.frontmatter import DateText
from commentariat.archive.model import RawFile, Shape
from commentariat.archive.schema import Schema
from commentariat.archive.text import fold

Fields: TypeAlias = "dict[str, Any]"  # goes out as YAML


class TitleFrom(IntEnum):
    """What told a title, the surest first."""

    LIST = 0
    """index.csv."""
    METADATA = 1
    PAGE = 2
    DEK = 3
    BODY = 4
    FILE = 5

    @property
    def is_derived(self) -> bool:
        """Tell whether nobody gave the article this title."""
        return self >= TitleFrom.DEK


class Sourced(msgspec.Struct, frozen=True, order=True):
    """A value, and how sure its source is: of two, the lower rank counts."""

    rank: int
    value: str


class Note(msgspec.Struct, frozen=True, order=True):
    """A repair that was made, and where in which raw file."""

    file: str
    line: int
    column: int
    rule: str
    before: str
    after: str
    confidence: float = 1.0
    decided: str = ""
    """The verdict of an editor who decided of it."""


class Related(msgspec.Struct, frozen=True):
    """Another article, in the words it was announced with, and their repairs."""

    teaser: str = ""
    authors: tuple[str, ...] = ()
    title: str = ""
    type: str = ""
    link: str = ""
    notes: tuple[Note, ...] = ()


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """All that one raw file gives to a content file; texts cleaned and repaired."""

    file: str
    """Path under content/raw/."""
    digest: str
    layout: str = ""
    key: str = ""
    """Shared by the crawls of one article; empty where there is nothing to go by."""
    row: str = ""
    decided: str = ""
    """Digest of what editors decided of the file."""
    told_by: dict[str, str] = {}
    """What told title, date and language: `page`, `list`, `dek`, `file name` …"""
    title: Sourced
    date: Sourced
    """Empty value: none is told."""
    language: Sourced
    texts: dict[str, str] = {}
    """By key of front matter: type, series, dek, …"""
    lists: dict[str, tuple[str, ...]] = {}
    """Likewise, of keys with several texts: authors, regions, …"""
    codes: dict[str, tuple[str, ...]] = {}
    extra: dict[str, Any] = {}
    bios: tuple[tuple[str, str, str], ...] = ()
    """Name, role and biography."""
    event: tuple[str, str] | None = None
    """Date, in the words of the page, and place."""
    related: tuple[Related, ...] = ()
    recent_work: tuple[Related, ...] = ()
    body: tuple[str, ...] = ()
    """Blocks of Markdown."""
    title_notes: tuple[Note, ...] = ()
    dek_notes: tuple[Note, ...] = ()
    body_notes: tuple[Note, ...] = ()

    @property
    def raw_file(self) -> RawFile:
        """The record of where this comes from."""
        return RawFile(
            self.file, self.digest, self.layout, self.key, self.row, self.decided
        )


class Content(msgspec.Struct, frozen=True):
    """A content file to be, but for its slug."""

    fields: Fields
    """In the order of the front matter, without `slug` and `written`."""
    body: str


def unite(drafts: Iterable[Draft], schema: Schema) -> Content:
    """
    Make one content file of the *drafts* of one article, by the *schema* of the site.

    Lists are united in the order of the raw files; of single values the first
    that is not empty counts, of titles and dates the one with the surest source.
    The fullest body counts, for a crawl may have broken off; what another one has
    besides is kept among what could not be placed.
    """
    parts = sorted(drafts, key=lambda draft: draft.file)
    title = min(parts, key=lambda draft: draft.title.rank)
    body = max(parts, key=_fullness) if parts[1:] else parts[0]
    date = surest(draft.date for draft in parts)
    related = _unite_related(part.related for part in parts)
    recent = _unite_related(part.recent_work for part in parts)
    notes = sorted(
        {
            *(title.title_notes if title.title.rank == TitleFrom.PAGE else ()),
            *_notes_of_dek(parts),
            *body.body_notes,
            *(note for entry in (*related, *recent) for note in entry.notes),
        }
    )
    origin = TitleFrom(title.title.rank)
    lists = {key: _unite_lists(parts, key) for part in parts for key in part.lists}
    fields: Fields = {
        **_unite_texts(parts, schema),
        **lists,
        "title": title.title.value,
        "title_from": origin.name.lower() if origin.is_derived else "",
        "date": DateText(date) if date else "",
        "language": surest(draft.language for draft in parts),
        "told_by": _told_by(parts),
        "bios": _unite_bios(parts),
        "event": _event(parts),
        "related": [_entry(one) for one in related],
        "recent_work": [_entry(one) for one in recent],
        "unplaced": list(
            dict.fromkeys([*lists.get("unplaced", ()), *find_extra(parts, body)])
        ),
        "repairs": [_repair(note, is_alone=len(parts) == 1) for note in notes],
        "codes": _unite_codes(parts),
        "raw": [raw_entry(part.raw_file) for part in parts],
        "extra": _unite_extra(parts),
    }
    fields.pop("slug", "")  # which it gets is not for it to say
    kept = {key: value for key, value in fields.items() if value}
    return Content(schema.in_order(kept), "\n\n".join(body.body))


def _fullness(draft: Draft) -> int:
    return sum(len(_said(block)) for block in draft.body)


def find_extra(parts: Sequence[Draft], body: Draft) -> list[str]:
    """List the blocks that other crawls of the article hold and *body* does not."""
    if len(parts) == 1:
        return []
    whole = _said("".join((body.texts.get("dek", ""), *body.body)))
    others = (block for part in parts if part is not body for block in part.body)
    return [block for block in others if _said(block) not in whole]


def _said(text: str) -> str:
    """Reduce *text* to its letters and digits: a lost space makes no difference."""
    return fold(text).replace(" ", "")


Value = TypeVar("Value")


def _first_with(parts: Sequence[Draft], of: Callable[[Draft], object]) -> Draft | None:
    return next((part for part in parts if of(part)), None)


def surest(values: Iterable[Sourced]) -> str:
    """Take the value with the lowest rank; of equals the first; none is empty."""
    told = [one for one in values if one.value]
    return min(told, key=lambda one: one.rank).value if told else ""


def _told_by(parts: Sequence[Draft]) -> dict[str, str]:
    """Name what told the title, the date and the language that count."""
    ranked = {
        "title": [(part.title, part) for part in parts],
        "date": [(part.date, part) for part in parts],
        "language": [(part.language, part) for part in parts],
    }
    named: dict[str, str] = {}
    for key, values in ranked.items():
        told = [(one.rank, part) for one, part in values if one.value]
        if told:
            _, first = min(told, key=lambda pair: pair[0])
            named[key] = first.told_by.get(key, "")
    return {key: name for key, name in named.items() if name}


def _unite_texts(parts: Sequence[Draft], schema: Schema) -> dict[str, str]:
    """Take the first text that there is under each key."""
    found: dict[str, str] = {}
    for part in parts:
        for key, text in part.texts.items():
            found[key] = found.get(key) or text
    rows = schema.article_keys.rows
    return {
        key: DateText(text) if rows[key].shape == Shape.DATE else text
        for key, text in found.items()
    }


def _notes_of_dek(parts: Sequence[Draft]) -> tuple[Note, ...]:
    first = _first_with(parts, lambda part: part.texts.get("dek"))
    return first.dek_notes if first else ()


def _unite_lists(parts: Sequence[Draft], key: str) -> list[str]:
    return list(
        dict.fromkeys(value for part in parts for value in part.lists.get(key, ()))
    )


def _unite_codes(parts: Sequence[Draft]) -> Fields:
    """Unite the codes under each name: one is a text, several are a list."""
    names = dict.fromkeys(name for part in parts for name in part.codes)
    united = {
        name: list(dict.fromkeys(c for part in parts for c in part.codes.get(name, ())))
        for name in names
    }
    return {
        name: found[0] if len(found) == 1 else found for name, found in united.items()
    }


def _unite_extra(parts: Sequence[Draft]) -> Fields:
    """Keep every unknown key; where crawls differ, the values stand in a list."""
    united: Fields = {}
    for part in parts:
        for name, value in part.extra.items():
            if name not in united or united[name] in ("", []):
                united[name] = value
            elif value not in ("", []) and value != united[name]:
                united[name] = list(
                    dict.fromkeys(_as_list(united[name]) + _as_list(value))
                )
    return united


def _as_list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _unite_bios(parts: Sequence[Draft]) -> list[dict[str, str]]:
    united: dict[str, dict[str, str]] = {}
    for part in parts:
        for name, role, bio in part.bios:
            entry = united.setdefault(fold(name), {"name": name, "role": "", "bio": ""})
            entry["role"] = entry["role"] or role
            entry["bio"] = entry["bio"] or bio
    return [
        {key: text for key, text in entry.items() if text} for entry in united.values()
    ]


def _event(parts: Sequence[Draft]) -> dict[str, str]:
    first = _first_with(parts, lambda part: part.event)
    if first is None or first.event is None:
        return {}
    date, place = first.event
    return {key: text for key, text in (("date", date), ("place", place)) if text}


def _unite_related(lists: Iterable[Sequence[Related]]) -> list[Related]:
    """List every article announced once, with the authors that one of them names."""
    united: dict[str, Related] = {}
    for entries in lists:
        for entry in entries:
            name = fold(entry.teaser) or fold(entry.title)
            first = united.setdefault(name, entry)
            if entry.authors and not first.authors:
                united[name] = msgspec.structs.replace(first, authors=entry.authors)
    return list(united.values())


def _entry(one: Related) -> Fields:
    named = {
        "teaser": one.teaser,
        "authors": list(one.authors),
        "title": one.title,
        "type": one.type,
        "link": one.link,
    }
    return {key: value for key, value in named.items() if value}


def _repair(note: Note, *, is_alone: bool) -> Fields:
    entry: Fields = {"rule": note.rule, "before": note.before, "after": note.after}
    if note.line:
        entry |= {"line": note.line, "column": note.column}
    if not is_alone:
        entry["file"] = note.file
    if note.confidence < 1:
        entry["confidence"] = round(note.confidence, 3)
    if note.decided:
        entry["decided"] = note.decided
    return entry


def raw_entry(raw: RawFile) -> dict[str, str]:
    """Give the front matter form of a raw file's record."""
    named = {
        "file": raw.file,
        "digest": raw.digest,
        "layout": raw.layout,
        "key": raw.key,
        "row": raw.row,
        "decided": raw.decided,
    }
    return {key: value for key, value in named.items() if value}
