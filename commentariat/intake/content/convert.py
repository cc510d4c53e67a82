"""What a reading gives to a content file: judged, repaired, escaped, told by what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from commentariat.archive.folders import raw_path
from commentariat.archive.text import UNSHOWABLE, fold, show_characters
from commentariat.errors import OpenPoint, Problem, SourceError
from commentariat.intake.content.cleaning import clean, clean_all
from commentariat.intake.content.identity import (
    IDENTIFYING,
    authors_of,
    identify,
)
from commentariat.intake.content.model import CrawledArticle, Note, Sourced, TitleFrom
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.content.points import find_points, word_point
from commentariat.intake.content.related import read_recent_work, read_related
from commentariat.intake.content.signature import Signature
from commentariat.intake.content.signing import sign_reading
from commentariat.intake.content.texts import RepairedTexts
from commentariat.intake.content.told import take_codes, take_extra, take_told
from commentariat.intake.decisions.answers import answer_row
from commentariat.intake.decisions.decision import (
    Decision,
)
from commentariat.intake.decisions.jsonl import digest_decisions
from commentariat.intake.decisions.point import Point, Status
from commentariat.intake.formats.escape import (
    escape_heading,
    escape_paragraph,
    escape_start,
    holds_no_marks,
)
from commentariat.intake.pages.model import PUBLISHED, Doubt, Label, Reading
from commentariat.intake.phrases.days import read_day
from commentariat.intake.phrases.labels import read_source
from commentariat.intake.repairs.apply import MOST_REPAIRS
from commentariat.intake.repairs.damage.characters import find_unshowable
from commentariat.intake.repairs.model import Repair
from commentariat.intake.sources.sidecar import IndexRow
from commentariat.kinds import Kind


class Converted(msgspec.Struct, frozen=True):
    """What a raw file gives, and what in it an editor should look at."""

    crawled: CrawledArticle
    open_points: tuple[OpenPoint, ...] = ()
    points: tuple[Point, ...] = ()
    """What can be decided of the file, open or not."""
    signature: Signature | None = None
    """By which other crawls of the article are found."""
    state: str = PUBLISHED
    """Whether its house shows it to everybody."""


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
    given = row or IndexRow(file, 0)
    row = answer_row(given, decisions)
    signature = sign_reading(reading, digest, "" if reading.is_whole else text)
    told = take_told(reading, options.keys, options.schema)
    language = row.language or told.texts.get("language", "")
    said = RepairedTexts(reading, text, file, options, language, decisions, row.title)
    identity = identify(said, row, told)
    page = _texts_of_page(reading, said.dek.text, options, told.texts)
    unplaced = (one.text for one in reading.unplaced)
    crawled = CrawledArticle(
        file=file,
        digest=digest,
        layout=reading.layout,
        key=signature.key,
        row=given.digest,
        decided=digest_decisions(one for one in decisions if one.file == file),
        title=identity.title,
        date=identity.date,
        language=identity.language,
        told_by=reading.told_by | identity.told_by,
        address=row.url or reading.address,
        former_addresses=(reading.address, *reading.former_addresses),
        texts={
            key: text
            for key, text in (told.texts | page | _as_draft(reading)).items()
            if key not in IDENTIFYING
        },
        lists=told.lists
        | {
            "authors": authors_of(reading),
            "unplaced": clean_all([*_displaced(said, identity.title), *unplaced]),
        },
        codes=take_codes(reading.metadata, options.keys),
        extra=take_extra(reading, options.keys, told, page | identity.texts),
        bios=tuple(_bios(reading)),
        event=_event(reading),
        related=tuple(read_related(said)),
        recent_work=tuple(read_recent_work(said)),
        body=tuple(_blocks(said)),
        has_links=reading.is_whole,
        pictures=reading.pictures,
        title_notes=said.notes(said.title)
        if identity.title.rank == TitleFrom.PAGE
        else (),
        dek_notes=said.notes(said.dek),
        body_notes=(
            *said.notes(*said.body),
            *_glued_disclaimer(said),
            *_unshowable(said),
        ),
    )
    doubts = (*reading.doubts, *_doubt_date(said), *_doubt_language(said))
    points = find_points(said, doubts, are_all_wanted=is_reviewed)
    open_points = (word_point(one) for one in points if one.status == Status.OPEN)
    return Converted(
        crawled, tuple(open_points), points, signature, state=reading.state
    )


def _as_draft(reading: Reading) -> dict[str, str]:
    """Make what its house shows to nobody a draft here, where it is imported at all."""
    return {} if reading.state == PUBLISHED else {"draft": "true"}


def _displaced(said: RepairedTexts, title: Sourced) -> Iterator[str]:
    """Yield the title of the page, where metadata tell another that counts."""
    is_told = title.rank == TitleFrom.METADATA
    if is_told and said.title.text and fold(said.title.text) != fold(title.value):
        yield said.title.text


# -- Fields ------------------------------------------------------------------


def _texts_of_page(
    reading: Reading, dek: str, options: ImportOptions, told: Mapping[str, str]
) -> dict[str, str]:
    """Take what the page itself says, by key of front matter."""
    found = {}
    if reading.type_label and not told.get("type"):
        label = clean(reading.type_label)
        codes = (c for c, one in options.types.items() if fold(one) == fold(label))
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
    texts = [
        "" if paragraph.markdown else clean(repaired.text)
        for paragraph, repaired in zip(said.reading.body, said.body, strict=True)
    ]
    are_plain = holds_no_marks(" ".join(texts))
    for paragraph, text in zip(said.reading.body, texts, strict=True):
        if paragraph.markdown:
            yield paragraph.markdown
        elif text and paragraph.is_heading:
            yield escape_heading(text)
        elif text:
            yield escape_start(text) if are_plain else escape_paragraph(text)


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


def _unshowable(said: RepairedTexts) -> Iterator[Note]:
    """Note what its format left out of the text of an item, for no page can show it."""
    text = said.text
    if not said.reading.is_whole or UNSHOWABLE.search(text) is None:
        return
    found = 0
    for span in said.reading.spans:
        if span.label not in (Label.BODY, Label.HEADING):
            continue
        for damage in find_unshowable(text[span.start : span.end]):
            found += 1
            if found > MOST_REPAIRS:
                message = Kind.RAW_REPAIRS.of(f"{MOST_REPAIRS:,}")
                raise SourceError(Problem(raw_path(said.file), 0, message))
            place = span.start + damage.start
            yield said.note(
                Repair(place, damage.before, damage.after, "unshowable-character")
            )


# -- Open points -------------------------------------------------------------


def _doubt_date(said: RepairedTexts) -> Iterator[Doubt]:
    if said.reading.published and not read_day(said.reading.published):
        words = show_characters(said.reading.published)
        line = _line_of(said.reading, Label.PUBLISHED)
        yield Doubt(line, Kind.UNREAD_DATE.of(words))


def _doubt_language(said: RepairedTexts) -> Iterator[Doubt]:
    found, body = said.detected, said.reading.body
    if found and found.other:
        line = body[0].line if body else 1
        message = Kind.LANGUAGE_UNSURE.of(found.other, found.language)
        yield Doubt(line, message, found.confidence)


def _line_of(reading: Reading, label: Label) -> int:
    return next((span.line for span in reading.spans if span.label == label), 0)
