"""What a reading shows: a record for programs, and a page of lines for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from commentariat.archive.text import shorten
from commentariat.intake.pages.model import Bio, Label, Reading, Teaser
from commentariat.intake.pages.teasers import repeats

_FIRST_WORDS: Final = 8
_SHOWN: Final = 72
Record: TypeAlias = "dict[str, Any]"  # goes out as JSON


def inspect_record(
    reading: Reading,
    *,
    body: Sequence[str] | None = None,
    title: str | None = None,
    dek: str | None = None,
    glued_words: Sequence[Mapping[str, str]] = (),
    repairs: Sequence[Record] = (),
    offered: Sequence[Record] = (),
) -> Record:
    """
    Give a reading as a record, with the keys by which readings are compared.

    *body*, *title* and *dek* are the repaired texts, *repairs* what was repaired in
    them, *glued_words* what of it was glued words, and *offered* what an editor is
    asked about; without them the record has the texts of the raw file.
    """
    paragraphs = [paragraph.text for paragraph in reading.body]
    body = paragraphs if body is None else list(body)
    return {
        "file": reading.source,
        "format": reading.layout,
        "leading_teasers": [_lead_record(teaser) for teaser in reading.leading_teasers],
        "nav_chrome_lines": reading.navigation_lines,
        "metadata": reading.metadata or None,
        "image_credit": reading.image_credit,
        "image_placeholder": reading.has_placeholder,
        "type_label": reading.type_label,
        "center_label": reading.center_label,
        "title": reading.title if title is None else title,
        "dek": reading.dek if dek is None else dek,
        "byline": list(reading.byline),
        "published": reading.published,
        "event": _event_record(reading),
        "program_card": reading.has_program_card,
        "publication_source": reading.publication_source,
        "body_first_words": _first_words(body[0] if body else None),
        "body_paragraphs": len(body),
        "body": body,
        "author_bios": [_bio_record(bio) for bio in reading.bios],
        "recent_work": [
            {"title": work.title, "type": work.type} for work in reading.recent_work
        ],
        "recent_authors": list(reading.recent_authors),
        "disclaimer_present": reading.has_disclaimer,
        "disclaimer_glued": reading.is_disclaimer_glued,
        "disclaimer": reading.disclaimer,
        "more_work_from": reading.more_work_from,
        "related": [_related_record(teaser) for teaser in reading.related],
        "lead_repeated_in_related": is_lead_repeated(reading),
        "glued_words": [dict(word) for word in glued_words],
        "unclosed_quote": next(
            (one["before"] for one in offered if one["rule"] == "unclosed-quotation"),
            None,
        ),
        "repairs": list(repairs),
        "offered": list(offered),
        "unplaced": [paragraph.text for paragraph in reading.unplaced],
        "doubts": [
            {"line": doubt.line, "kind": doubt.kind, "message": str(doubt.message)}
            | ({"confidence": doubt.confidence} if doubt.confidence < 1 else {})
            for doubt in reading.doubts
        ],
        "spans": [
            [span.start, span.end, str(span.label), span.line] for span in reading.spans
        ],
    }


def is_lead_repeated(reading: Reading) -> bool:
    """Whether the teaser above the metadata is the first of the related ones too."""
    if not (reading.leading_teasers and reading.related):
        return False
    lead, first = reading.leading_teasers[0], reading.related[0]
    wanted, found = lead.text or lead.title, first.text or first.title
    if not (wanted and found):
        return False
    return repeats(found, wanted, is_last=first.is_cut)


def _lead_record(teaser: Teaser) -> Record:
    record: Record = {"text": teaser.text, "authors": list(teaser.authors)}
    if teaser.title is not None:
        record |= {"title": teaser.title, "link": teaser.link}
    if teaser.more_authors:
        record["more_authors"] = teaser.more_authors
    return record


def _related_record(teaser: Teaser) -> Record:
    record: Record = {
        "teaser_first_words": _first_words(teaser.text),
        "authors": list(teaser.authors),
    }
    if teaser.title is not None or teaser.type is not None:
        record |= {"title": teaser.title, "type": teaser.type}
    if teaser.link is not None:
        record["link"] = teaser.link
    if teaser.more_authors:
        record["more_authors"] = teaser.more_authors
    if teaser.is_cut:
        record["cut"] = True
    return record


def _bio_record(bio: Bio) -> Record:
    return {
        "name": bio.name,
        "role": bio.role,
        "bio_first_words": _first_words(bio.bio),
    }


def _event_record(reading: Reading) -> Record | None:
    if reading.event is None:
        return None
    return {"date": reading.event.date, "place": reading.event.place}


def _first_words(text: str | None) -> str | None:
    words = (text or "").split(maxsplit=_FIRST_WORDS)[:_FIRST_WORDS]
    return " ".join(words) or None


def format_reading(reading: Reading, text: str) -> str:
    """
    Show a reading line by line: number, label, and how the stretch begins.

    Separators are left out; doubts follow at the end.
    """
    spans = [span for span in reading.spans if span.label != Label.SEPARATOR]
    digits = len(str(spans[-1].line)) if spans else 1
    width = max((len(span.label) for span in spans), default=0)
    rows = [f"{reading.source}: layout {reading.layout}"]
    for span in spans:
        shown = _shorten(text[span.start : span.end])
        rows.append(f"{span.line:>{digits}}  {span.label:<{width}}  {shown}")
    rows += [
        f"{reading.source}:{doubt.line}: {doubt.kind}: {doubt.message}"
        + (f" ({doubt.confidence:.2f})" if doubt.confidence < 1 else "")
        for doubt in reading.doubts
    ]
    return "\n".join(rows)


def _shorten(text: str) -> str:
    text = " ".join(text[: 2 * _SHOWN].split())
    return shorten(text, _SHOWN)
