"""What a reading gives to a content file: judged, repaired, escaped, told by what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from commentariat.archive.text import fold, show_characters
from commentariat.errors import OpenPoint
from commentariat.intake.content.cleaning import clean, clean_all
from commentariat.intake.content.derive import (
    parse_published,
)
from commentariat.intake.content.escape import escape_heading, escape_paragraph
from commentariat.intake.content.model import CrawledArticle, Note, Sourced, TitleFrom
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.content.points import find_points, word_point
from commentariat.intake.content.related import read_recent_work, read_related
from commentariat.intake.content.signature import Signature
from commentariat.intake.content.signing import sign_reading
from commentariat.intake.content.summary import authors_of, date_of, title_of
from commentariat.intake.content.texts import RepairedTexts
from commentariat.intake.content.told import (
    ToldFields,
    find_unused,
    take_codes,
    take_extra,
    take_told,
)
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


class Converted(msgspec.Struct, frozen=True):
    """What a raw file gives, and what in it an editor should look at."""

    crawled: CrawledArticle
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
    Take what the raw file *file* gives, whose decoded text is *text*.

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
    metadata, keys = reading.metadata, options.keys
    told = take_told(metadata, keys, options.schema)
    language = row.language or told.texts.get("language", "")
    said = RepairedTexts(reading, text, file, options, language, decisions)
    body_texts = (paragraph.text for paragraph in said.body)
    title = title_of(
        row,
        told.texts.get("title", ""),
        said.title.text,
        said.dek.text,
        body_texts,
        file,
    )
    date = date_of(reading, row, file, told.texts.get("date", ""))
    page = _texts_of_page(reading, said.dek.text, options, told.texts)
    counting = page | {"title": title.value, "date": date.value}
    unused = find_unused(told, counting | {"language": language}, metadata, keys)
    published = parse_published(reading.published or "")
    unplaced = (one.text for one in reading.unplaced)
    crawled = CrawledArticle(
        file=file,
        digest=digest,
        layout=reading.layout,
        key=signature.key,
        row=digest_of_row,
        decided=digest_decisions(one for one in decisions if one.file == file),
        title=title,
        date=date,
        told_by=_told_by(title, date, row, said, told, decisions),
        language=Sourced(0 if row.language else 1 if language else 2, said.language),
        texts={
            key: text
            for key, text in (told.texts | page).items()
            if key not in ("title", "date", "language")
        },
        lists=told.lists
        | {
            "authors": authors_of(reading),
            "unplaced": clean_all([*_displaced(said, title), *unplaced]),
        },
        codes=take_codes(metadata, keys),
        extra=take_extra(metadata, {*told.unfit, *unused}),
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
    return Converted(crawled, tuple(open_points), points, signature)


def _displaced(said: RepairedTexts, title: Sourced) -> Iterator[str]:
    """Yield the title of the page, where metadata tell another that counts."""
    is_told = title.rank == TitleFrom.METADATA
    if is_told and said.title.text and fold(said.title.text) != fold(title.value):
        yield said.title.text


_DATE_FROM: Final = ("list", "metadata", "address", "page", "file name")
"""What tells a date, by the rank of `date_of`."""


def _told_by(
    title: Sourced,
    date: Sourced,
    row: IndexRow,
    said: RepairedTexts,
    told: ToldFields,
    decisions: Iterable[Decision],
) -> dict[str, str]:
    """Name what told title, date and language."""
    answered = {one.kind for one in decisions if one.verdict == Verdict.ANSWER}
    detected = "script" if said.language != said.site_language else "site"
    if told.texts.get("language"):
        detected = "metadata"
    named = {
        "title": TitleFrom(title.rank).name.lower(),
        "date": _DATE_FROM[date.rank] if date.value else "",
        "language": "list" if row.language else detected,
    }
    for key, kind in (("title", DERIVED_TITLE), ("date", NO_DATE)):
        if kind in answered:
            named[key] = "editor"
    return {key: name for key, name in named.items() if name}


# -- Fields ------------------------------------------------------------------


def _texts_of_page(
    reading: Reading, dek: str, options: ImportOptions, told: Mapping[str, str]
) -> dict[str, str]:
    """Take what the page itself says, by key of front matter."""
    found = {}
    if reading.type_label and not told.get("type"):
        label = clean(reading.type_label)
        codes = (code for code, one in options.types.items() if one == label)
        found["type"] = next(codes, label)
    credit = clean(reading.image_credit or "")
    found["dek"] = clean(dek)
    found["image_credit"] = read_source(credit) or credit
    found["source"] = clean(reading.publication_source or "")
    return {key: text for key, text in found.items() if text}


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
