"""The crawls of one article, united into the content of its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec

from commentariat.archive.folders import split_item
from commentariat.archive.model import MOST_TERMS, RawFile, Shape
from commentariat.archive.schema import Schema
from commentariat.archive.text import fold
from commentariat.archive.yaml_header import DateText
from commentariat.fields import FieldKind
from commentariat.intake.content.model import (
    Content,
    CrawledArticle,
    Fields,
    Note,
    Related,
    TitleFrom,
    surest,
)
from commentariat.intake.sources.keys import is_of

_DATES: Final = (Shape.DATE, Shape.MOMENT)


def unite(crawls: Iterable[CrawledArticle], schema: Schema) -> Content:
    """
    Make one content file of the *crawls* of one article, by the *schema* of the site.

    Lists are united in the order of the raw files; of single values the first
    that is not empty counts, of titles and dates the one with the surest source.
    The fullest body counts, for a crawl may have broken off; what another one has
    besides is kept among what could not be placed, and so are names beyond the most
    that may stand under one key.
    """
    parts = sorted(crawls, key=lambda crawled: crawled.file)
    title = min(parts, key=lambda crawled: crawled.title.rank)
    body = max(parts, key=_fullness) if parts[1:] else parts[0]
    date = surest(crawled.date for crawled in parts)
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
    beyond = [*_cut_names(lists, schema)]
    fields: Fields = {
        **_unite_texts(parts, schema),
        **lists,
        "title": title.title.value,
        "title_from": origin.name.lower() if origin.is_derived else "",
        "date": DateText(date) if date else "",
        "language": surest(crawled.language for crawled in parts),
        "told_by": _told_by(parts),
        "bios": _unite_bios(parts),
        "event": _event(parts),
        "related": [_entry(one) for one in related],
        "recent_work": [_entry(one) for one in recent],
        "unplaced": list(
            dict.fromkeys(
                [*lists.get("unplaced", ()), *find_extra(parts, body), *beyond]
            )
        ),
        "repairs": [_repair(note, is_alone=len(parts) == 1) for note in notes],
        "codes": _unite_codes(parts),
        "raw": [raw_entry(part.raw_file) for part in parts],
        "extra": _unite_extra(parts),
    }
    fields.pop("slug", "")  # which it gets is not for it to say
    kept = {key: value for key, value in fields.items() if value}
    return Content(schema.in_order(kept), "\n\n".join(body.body))


def _fullness(crawled: CrawledArticle) -> int:
    return sum(len(_said(block)) for block in crawled.body)


def find_extra(parts: Sequence[CrawledArticle], body: CrawledArticle) -> list[str]:
    """List the blocks that other crawls of the article hold and *body* does not."""
    if len(parts) == 1:
        return []
    whole = _said("".join((body.texts.get("dek", ""), *body.body)))
    others = (block for part in parts if part is not body for block in part.body)
    return [block for block in others if _said(block) not in whole]


def _said(text: str) -> str:
    """Reduce *text* to its letters and digits: a lost space makes no difference."""
    return fold(text).replace(" ", "")


def _first_with(
    parts: Sequence[CrawledArticle], of: Callable[[CrawledArticle], object]
) -> CrawledArticle | None:
    return next((part for part in parts if of(part)), None)


def _told_by(parts: Sequence[CrawledArticle]) -> dict[str, str]:
    """Name what told the title, the date and the language that count, and other keys."""
    ranked = {
        "title": [(part.title, part) for part in parts],
        "date": [(part.date, part) for part in parts],
        "language": [(part.language, part) for part in parts],
    }
    named: dict[str, str] = dict.fromkeys(ranked, "")
    for key, values in ranked.items():
        told = [(one.rank, part) for one, part in values if one.value]
        if told:
            _, first = min(told, key=lambda pair: pair[0])
            named[key] = first.told_by.get(key, "")
    for part in parts:
        for key, by in part.told_by.items():
            if key not in ranked and (part.texts.get(key) or part.lists.get(key)):
                named.setdefault(key, by)
    return {key: name for key, name in named.items() if name}


def _unite_texts(parts: Sequence[CrawledArticle], schema: Schema) -> dict[str, str]:
    """Take the first text that there is under each key."""
    found: dict[str, str] = {}
    for part in parts:
        for key, text in part.texts.items():
            found[key] = found.get(key) or text
    rows = schema.article_keys.rows
    return {
        key: DateText(text)
        if rows[key].shape in _DATES or is_of(rows[key], FieldKind.DATE)
        else text
        for key, text in found.items()
    }


def _notes_of_dek(parts: Sequence[CrawledArticle]) -> tuple[Note, ...]:
    first = _first_with(parts, lambda part: part.texts.get("dek"))
    return first.dek_notes if first else ()


def _unite_lists(parts: Sequence[CrawledArticle], key: str) -> list[str]:
    return list(
        dict.fromkeys(value for part in parts for value in part.lists.get(key, ()))
    )


def _cut_names(lists: dict[str, list[str]], schema: Schema) -> Iterator[str]:
    """Cut lists of names that together are longer than one may be; give what is cut."""
    rows = schema.article_keys.rows
    for key, names in lists.items():
        if rows[key].facet and len(names) > MOST_TERMS:
            yield f"{key}: {'; '.join(names[MOST_TERMS:])}"
            lists[key] = names[:MOST_TERMS]


def _unite_codes(parts: Sequence[CrawledArticle]) -> Fields:
    """Unite the codes under each name: one is a text, several are a list."""
    names = dict.fromkeys(name for part in parts for name in part.codes)
    united = {
        name: list(dict.fromkeys(c for part in parts for c in part.codes.get(name, ())))
        for name in names
    }
    return {
        name: found[0] if len(found) == 1 else found for name, found in united.items()
    }


def _unite_extra(parts: Sequence[CrawledArticle]) -> Fields:
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


def _unite_bios(parts: Sequence[CrawledArticle]) -> list[dict[str, str]]:
    united: dict[str, dict[str, str]] = {}
    for part in parts:
        for name, role, bio in part.bios:
            entry = united.setdefault(fold(name), {"name": name, "role": "", "bio": ""})
            entry["role"] = entry["role"] or role
            entry["bio"] = entry["bio"] or bio
    return [
        {key: text for key, text in entry.items() if text} for entry in united.values()
    ]


def _event(parts: Sequence[CrawledArticle]) -> dict[str, str]:
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
    file, item = split_item(raw.file)
    named = {
        "file": file,
        "item": item,
        "digest": raw.digest,
        "layout": raw.layout,
        "key": raw.key,
        "row": raw.row,
        "decided": raw.decided,
    }
    return {key: value for key, value in named.items() if value}
