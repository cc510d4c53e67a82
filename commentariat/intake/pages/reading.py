"""A raw file becomes a reading: every stretch labelled, every part in its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

import msgspec

from commentariat.archive.text import shorten
from commentariat.errors import Problem, SourceError
from commentariat.intake.pages.bios import parse_bios
from commentariat.intake.pages.doubts import find_doubts
from commentariat.intake.pages.layouts import LAYOUTS, tell_layout
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.model import (
    Event,
    Label,
    Paragraph,
    Reading,
    Span,
)
from commentariat.intake.pages.raw_page import LabeledLine, RawPage, open_page
from commentariat.intake.pages.teasers import (
    parse_lead_in,
    parse_recent_work,
    parse_teasers,
)
from commentariat.intake.phrases.imprint import is_speakers_heading
from commentariat.intake.phrases.labels import (
    read_byline,
    read_more_work,
    read_published,
    read_source,
)
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.names import Person, know_person, split_byline
from commentariat.intake.sources.keys import DEFAULT_KEYS, Metadata, RawKeys
from commentariat.intake.sources.metadata import (
    MetadataBlock,
    NoMetadataError,
    find_metadata,
)
from commentariat.kinds import Kind

LINE_LIMIT: Final = 100_000
"""Lines that hold something; a raw file is one article, which has hundreds."""
_BY_PAGE: Final = "page"
"""In `told_by`, for what readers see."""


def read_raw(
    text: str,
    source: str,
    *,
    disclaimers: tuple[str, ...] = (),
    keys: RawKeys = DEFAULT_KEYS,
    layouts: Sequence[LayoutRule] = LAYOUTS,
) -> Reading:
    """
    Read the text of a raw file: tell its layout, label it, and take it apart.

    Every character gets exactly one label, and all that is not furniture of the page
    stands in a field, verbatim. What cannot be told apart stays in the body and is
    named in a doubt. *disclaimers* are further texts that a site closes with, *keys*
    those that its metadata may have, *layouts* those of its page, the surest first.
    A text without a trace of metadata is read by those of them that need none.

    Raises:
        SourceError: metadata that cannot be used, a layout that is not known, or far
            too many lines.
    """
    _refuse_too_many_lines(text, source)
    absent: NoMetadataError | None = None
    try:
        block = find_metadata(text, source, keys)
    except NoMetadataError as fault:
        absent, block = fault, MetadataBlock(0, 0, {})
    page = open_page(text, block, disclaimers, keys)
    rule = tell_layout(page, layouts)
    if rule is None:
        raise absent or SourceError(_explain_layout(page, source, layouts))
    before = rule.label_before(page)
    leading = [line for line, label in before if label == Label.LEAD_IN]
    if len(leading) < len(page.before):
        page = msgspec.structs.replace(page, lead_in=parse_lead_in(leading))
    labeled = [*before, *rule.label(page)]
    if absent is not None:
        page = msgspec.structs.replace(page, people=_signing(labeled))
    reading = _gather(page, block.values, rule.name, labeled, source)
    return msgspec.structs.replace(
        reading,
        spans=_cover(text, block, labeled),
        told_by=_told_by_page(reading) if absent is not None else {},
        doubts=find_doubts(reading, page, rule),
    )


def _signing(labeled: Iterable[LabeledLine]) -> tuple[Person, ...]:
    """Know those who sign a page without metadata."""
    names = _read_byline([line for line, label in labeled if label == Label.BYLINE])
    return tuple(map(know_person, names))


def _told_by_page(reading: Reading) -> dict[str, str]:
    """Say of the keys of front matter that a page without metadata told them."""
    told = {
        "authors": reading.byline,
        "dek": reading.dek,
        "image_credit": reading.image_credit,
        "source": reading.publication_source,
        "type": reading.type_label,
    }
    return {key: _BY_PAGE for key, value in told.items() if value}


def _refuse_too_many_lines(text: str, source: str) -> None:
    """Refuse what is no article for certain, before every line of it is looked at."""
    if text.count("\n") <= LINE_LIMIT:
        return
    count = sum(not line.isspace() for line in text.split("\n") if line)
    if count > LINE_LIMIT:
        message = Kind.RAW_LINES.of(f"{LINE_LIMIT:,}", f"{count:,}")
        raise SourceError(Problem(source, 0, message))


def _explain_layout(
    page: RawPage, source: str, layouts: Sequence[LayoutRule]
) -> Problem:
    *signs, last = (rule.sign for rule in reversed(layouts) if rule.needs_block)
    expected = f"{', '.join(signs)} or {last}" if signs else last
    if not page.before:
        return Problem(source, 0, Kind.NO_LAYOUT_METADATA.of(expected))
    line = page.before[0]
    shown = shorten(line.text, 40)
    return Problem(source, line.number, Kind.NO_LAYOUT.of(expected, shown))


def _cover(
    text: str, block: MetadataBlock, labeled: Sequence[LabeledLine]
) -> tuple[Span, ...]:
    """Cover *text* with spans: the labeled lines, the metadata, and separators between."""
    spans: list[Span] = []
    at, number = 0, 1
    for start, end, label, line in _in_order(text, block, labeled):
        if start > at:
            spans.append(Span(at, start, Label.SEPARATOR, number))
        spans.append(Span(start, end, label, line))
        at, number = end, line + text.count("\n", start, end)
    if at < len(text):
        spans.append(Span(at, len(text), Label.SEPARATOR, number))
    return tuple(spans)


def _in_order(
    text: str, block: MetadataBlock, labeled: Sequence[LabeledLine]
) -> list[tuple[int, int, Label, int]]:
    """List start, end, label and line of all that is not a separator."""
    number = 1 + text.count("\n", 0, block.start)
    stretches = [
        (line.start, line.start + len(line.text), label, line.number)
        for line, label in labeled
    ]
    if block.end > block.start:
        stretches.append((block.start, block.end, Label.METADATA, number))
    return sorted(stretches)


_Parts: TypeAlias = "dict[Label, list[RawLine]]"


def _gather(
    page: RawPage,
    metadata: Metadata,
    layout: str,
    labeled: Sequence[LabeledLine],
    source: str,
) -> Reading:
    """Put each part of the page into its field."""
    parts: _Parts = {}
    for line, label in labeled:
        parts.setdefault(label, []).append(line)
    title, dek = _first(parts, Label.TITLE), _first(parts, Label.DEK)
    works, work_authors = parse_recent_work(parts.get(Label.RECENT_WORK, []))
    disclaimers = parts.get(Label.DISCLAIMER, [])
    related = parts.get(Label.RELATED, [])
    return Reading(
        source,
        layout,
        (),
        metadata,
        page.told,
        page.untold,
        leading_teasers=page.lead_in,
        image_credit=_text(parts, Label.IMAGE_CREDIT) or None,
        has_placeholder=Label.PLACEHOLDER in parts,
        type_label=_text(parts, Label.TYPE_LABEL) or None,
        center_label=_text(parts, Label.CENTER_LABEL) or None,
        title=title.text if title else None,
        title_line=title.number if title else 0,
        dek=dek.text if dek else None,
        dek_start=dek.start if dek else 0,
        dek_line=dek.number if dek else 0,
        byline=_read_byline(parts.get(Label.BYLINE, [])),
        published=_said(read_published, _text(parts, Label.PUBLISHED)) or None,
        event=_read_event(parts.get(Label.EVENT, [])),
        has_program_card=Label.PROGRAM_CARD in parts,
        publication_source=_said(read_source, _text(parts, Label.PUBLICATION_SOURCE))
        or None,
        body=_read_body(labeled),
        bios=parse_bios(
            parts.get(Label.BIO, []),
            page.people,
            are_speakers=Label.EVENT in parts or _names_speakers(page, parts),
        ),
        recent_work=works,
        recent_authors=work_authors,
        has_disclaimer=bool(disclaimers),
        is_disclaimer_glued=any(line.is_continued for line in disclaimers),
        disclaimer="\n".join(line.text for line in disclaimers) or None,
        more_work_from=_read_more_work(parts.get(Label.MORE_WORK, [])),
        related=parse_teasers(related, is_cut_off=page.is_cut_off),
        unplaced=tuple(map(_paragraph, parts.get(Label.UNKNOWN, []))),
        navigation_lines=sum(
            label == Label.NAVIGATION for _, label in labeled[: len(page.before)]
        ),
    )


def _first(parts: _Parts, label: Label) -> RawLine | None:
    lines = parts.get(label)
    return lines[0] if lines else None


def _text(parts: _Parts, label: Label) -> str:
    line = _first(parts, label)
    return line.text if line else ""


def _said(read: Callable[[str], str | None], line: str) -> str:
    """Take what a line says behind its label, or all of it where it has none."""
    said = read(line)
    return line if said is None else said


def _names_speakers(page: RawPage, parts: _Parts) -> bool:
    """Whether a page without metadata has a heading above speakers."""
    headings = [] if page.has_block else parts.get(Label.NAVIGATION, [])
    return any(is_speakers_heading(line.text) for line in headings)


def _read_byline(lines: Sequence[RawLine]) -> tuple[str, ...]:
    """Take the names of one line or several, each once."""
    names = [
        name for line in lines for name in split_byline(_said(read_byline, line.text))
    ]
    return tuple(dict.fromkeys(names))


def _read_body(labeled: Sequence[LabeledLine]) -> tuple[Paragraph, ...]:
    return tuple(
        _paragraph(line, is_heading=label == Label.HEADING)
        for line, label in labeled
        if label in (Label.BODY, Label.HEADING)
    )


def _paragraph(line: RawLine, *, is_heading: bool = False) -> Paragraph:
    return Paragraph(line.text, line.start, line.number, is_heading)


def _read_more_work(lines: Sequence[RawLine]) -> str | None:
    centers = [read_more_work(line.text) or line.text for line in lines]
    return "\n".join(centers) or None


def _read_event(lines: Sequence[RawLine]) -> Event | None:
    if not lines:
        return None
    return Event(lines[0].text, lines[1].text if len(lines) > 1 else None)
