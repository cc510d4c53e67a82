"""A reading becomes a draft: judged, repaired, escaped, with its provenance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from commentariat.archive.text import UNSHOWABLE, show_characters
from commentariat.errors import OpenPoint
from commentariat.intake.content.cleaning import clean, clean_all
from commentariat.intake.content.derive import (
    parse_published,
)
from commentariat.intake.content.draft import LISTS, Draft, Note, Sourced, TitleFrom
from commentariat.intake.content.escape import escape_heading, escape_paragraph
from commentariat.intake.content.points import find_points, word_point
from commentariat.intake.content.related import read_recent_work, read_related
from commentariat.intake.content.signature import Signature
from commentariat.intake.content.signing import sign_reading
from commentariat.intake.content.summary import authors_of, date_of, title_of
from commentariat.intake.content.texts import ImportOptions, RepairedTexts
from commentariat.intake.decisions.answers import answer_row
from commentariat.intake.decisions.decision import (
    DERIVED_TITLE,
    NO_DATE,
    Decision,
    Verdict,
)
from commentariat.intake.decisions.jsonl import digest_decisions
from commentariat.intake.decisions.point import Point, Status
from commentariat.intake.pages.model import Doubt, Label, Reading
from commentariat.intake.phrases.phrases import read_source
from commentariat.intake.repairs.model import Repair
from commentariat.intake.sources.sidecar import IndexRow

CODES: Final = (
    "centerAffiliationAll",
    "englishNewsletterAll",
    "nonEnglishNewsletterAll",
    "programAffiliation",
)
# Keys of front matter with one text, and where the metadata have it.
_SINGLES: Final = {"type": "type", "series": "blog", "primary_center": "primaryCenter"}
_KNOWN: Final = frozenset((*CODES, *LISTS, *_SINGLES.values()))


class Converted(msgspec.Struct, frozen=True):
    """A draft, and what in it an editor should look at."""

    draft: Draft
    open_points: tuple[OpenPoint, ...] = ()
    points: tuple[Point, ...] = ()
    """What can be decided of the file, open or not."""
    signature: Signature | None = None
    """By which other crawls of the article are found."""


def convert_reading(
    reading: Reading,
    text: str,
    *,
    file: str,
    digest: str,
    row: IndexRow | None,
    options: ImportOptions,
    decisions: Iterable[Decision] = (),
    is_reviewed: bool = True,
) -> Converted:
    """
    Make the draft of the raw file *file*, whose decoded text is *text*.

    Every field keeps what the raw file says, but for repairs that are noted, white
    space folded, and characters that cannot be shown. *decisions* are those of
    editors, of this file and of other crawls of the article. Unless it *is_reviewed*,
    the points that are settled already are left out.
    """
    decisions = tuple(decisions)
    row = row or IndexRow(file, 0)
    signature = sign_reading(reading, digest)
    digest_of_row = row.digest
    row = answer_row(row, decisions)
    said = RepairedTexts(reading, text, file, options, row.language, decisions)
    body_texts = (paragraph.text for paragraph in said.body)
    title = title_of(row, said.title.text, said.dek.text, body_texts, file)
    lists = {key: clean_all(reading.metadata.get(key)) for key in LISTS}
    published = parse_published(reading.published or "")
    draft = Draft(
        file=file,
        digest=digest,
        layout=reading.layout,
        key=signature.key,
        row=digest_of_row,
        decided=digest_decisions(one for one in decisions if one.file == file),
        title=title,
        date=(date := date_of(reading, row, file)),
        told_by=_told_by(title, date, row, said, decisions),
        language=Sourced(0 if row.language else 1, said.language),
        singles=_singles(reading, said.dek.text, options),
        lists=lists
        | {
            "authors": authors_of(reading),
            "unplaced": clean_all([one.text for one in reading.unplaced]),
        },
        codes={
            key: found for key in CODES if (found := _codes(reading.metadata.get(key)))
        },
        extra=_extra(reading.metadata),
        bios=tuple(_bios(reading)),
        event=_event(reading),
        related=tuple(read_related(said)),
        recent_work=tuple(read_recent_work(said)),
        body=tuple(_blocks(said)),
        title_notes=said.notes(said.title) if title.rank == TitleFrom.PAGE else (),
        dek_notes=said.notes(said.dek),
        body_notes=(*said.notes(*said.body), *_glued_disclaimer(said)),
    )
    doubts = (*reading.doubts, *_doubt_date(said, published))
    points = find_points(said, doubts, are_all_wanted=is_reviewed)
    open_points = (word_point(one) for one in points if one.status == Status.OPEN)
    return Converted(draft, tuple(open_points), points, signature)


_DATE_FROM: Final = ("list", "address", "page", "file name")
"""What tells a date, by the rank of `date_of`."""


def _told_by(
    title: Sourced,
    date: Sourced,
    row: IndexRow,
    said: RepairedTexts,
    decisions: Iterable[Decision],
) -> dict[str, str]:
    """Name what told title, date and language."""
    answered = {one.kind for one in decisions if one.verdict == Verdict.ANSWER}
    detected = "script" if said.language != said.site_language else "site"
    told = {
        "title": TitleFrom(title.rank).name.lower(),
        "date": _DATE_FROM[date.rank] if date.value else "",
        "language": "list" if row.language else detected,
    }
    for key, kind in (("title", DERIVED_TITLE), ("date", NO_DATE)):
        if kind in answered:
            told[key] = "editor"
    return {key: name for key, name in told.items() if name}


# -- Fields ------------------------------------------------------------------


def _singles(reading: Reading, dek: str, options: ImportOptions) -> dict[str, str]:
    found = {
        name: clean(value)
        if isinstance(value := reading.metadata.get(key), str)
        else ""
        for name, key in _SINGLES.items()
    }
    if not found["type"] and reading.type_label:
        label = clean(reading.type_label)
        found["type"] = next(
            (t for t, one in options.types.items() if one == label), label
        )
    credit = clean(reading.image_credit or "")
    found["dek"] = clean(dek)
    found["image_credit"] = read_source(credit) or credit
    found["source"] = clean(reading.publication_source or "")
    return found


def _codes(value: Any) -> tuple[str, ...]:
    return (
        (clean(value),) if isinstance(value, str) and clean(value) else clean_all(value)
    )


def _extra(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what no key of front matter takes: unknown keys, values of other kinds."""
    extra: dict[str, Any] = {}
    for key, value in metadata.items():
        if key in _KNOWN and _is_taken(key, value):
            continue
        name = clean(key) or "?"
        while name in extra:
            name += "?"
        extra[name] = _extra_value(value)
    return extra


def _is_taken(key: str, value: Any) -> bool:
    if value in ("", [], None) and value is not False:
        return True
    if key in _SINGLES.values():
        return isinstance(value, str)
    is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return is_list or (key in CODES and isinstance(value, str))


def _extra_value(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [clean(item) for item in value]
    written = json.dumps(value, ensure_ascii=False)
    return UNSHOWABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _bios(reading: Reading) -> Iterator[tuple[str, str, str]]:
    for bio in reading.bios:
        name = clean(bio.name)
        paragraphs = map(clean, (bio.bio or "").split("\n"))
        if name:
            yield name, clean(bio.role or ""), "\n".join(filter(None, paragraphs))


def _event(reading: Reading) -> tuple[str, str] | None:
    if reading.event is None:
        return None
    return clean(reading.event.date), clean(reading.event.place or "")


def _blocks(said: RepairedTexts) -> Iterator[str]:
    """Write the paragraphs of the body as Markdown."""
    for paragraph, repaired in zip(said.reading.body, said.body, strict=True):
        text = clean(repaired.text)
        if text:
            yield (
                escape_heading(text) if paragraph.is_heading else escape_paragraph(text)
            )


def _glued_disclaimer(said: RepairedTexts) -> Iterator[Note]:
    """Note where the reader parted the last sentence from the disclaimer after it."""
    if not said.reading.is_disclaimer_glued:
        return
    for before, span in zip(said.reading.spans, said.reading.spans[1:], strict=False):
        is_seam = before.label in (Label.BODY, Label.DEK) and before.end == span.start
        if span.label == Label.DISCLAIMER and is_seam:
            left = said.text[before.start : before.end].split()[-1:]
            right = said.text[span.start : span.end].split()[:1]
            words = "".join(left), "".join(right)
            start = span.start - len(words[0])
            yield said.note(
                Repair(start, "".join(words), " ".join(words), "glued-disclaimer")
            )


# -- Open points -------------------------------------------------------------


def _doubt_date(said: RepairedTexts, published: str) -> Iterator[Doubt]:
    if said.reading.published and not published:
        words = show_characters(said.reading.published)
        message = f"the date of publication is not understood: {words!r}"
        yield Doubt(_line_of(said.reading, Label.PUBLISHED), "date", message)


def _line_of(reading: Reading, label: Label) -> int:
    return next((span.line for span in reading.spans if span.label == label), 0)
