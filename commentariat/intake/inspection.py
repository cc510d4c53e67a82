"""What import would make of one raw file, shown without a site around it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath
from tempfile import TemporaryDirectory

import msgspec

from commentariat.archive.folders import item_path
from commentariat.archive.text import digest_bytes, show_characters
from commentariat.config import Settings
from commentariat.errors import Problem, SourceError, near_match, unreadable
from commentariat.intake.content.cleaning import clean
from commentariat.intake.content.items import read_bytes
from commentariat.intake.content.model import Note
from commentariat.intake.content.options import ImportOptions, options_of
from commentariat.intake.content.texts import RepairedTexts
from commentariat.intake.formats.containers import cut_file, read_place
from commentariat.intake.formats.model import HEAD_SIZE, ItemSpan
from commentariat.intake.formats.places import ItemPlace
from commentariat.intake.formats.table import format_called
from commentariat.intake.pages.model import Reading
from commentariat.intake.pages.record import Record, format_reading, inspect_record
from commentariat.intake.repairs.lexicon import LexiconFile
from commentariat.intake.repairs.model import Repair
from commentariat.intake.repairs.rules import GLUED
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.intake.sources.own import endings_of
from commentariat.kinds import Kind


class Inspected(msgspec.Struct, frozen=True):
    """A raw file, or an item of one, read wherever it lies."""

    source: str
    """What messages call it."""
    text: str
    reading: Reading


def find_inspected(
    where: str, source: str, key: str, settings: Settings
) -> Iterator[Inspected | Problem]:
    """
    Read the file at *where*, which messages call *source*: each item of it.

    With a *key* that one alone.
    """
    options = options_of(settings)
    with TemporaryDirectory(prefix="commentariat-") as folder:
        cut = None
        if not source.lower().endswith(endings_of(options.hooks)[1:]):
            cut = cut_file(where, source, folder)
        if isinstance(cut, Problem):
            yield cut
        elif cut is None or not cut.is_known:
            yield from _read_whole(where, source, options)
        else:
            yield from cut.problems
            places = [one for one in cut.places if key in ("", one.span.key)]
            if key and not places:
                near = near_match(key, [one.span.key for one in cut.places])
                yield Problem(source, 0, Kind.NO_ITEM.of(key, near))
            for place in places:
                yield from _read_item(where, source, place, folder, options)


def _read_whole(
    where: str, source: str, options: ImportOptions
) -> Iterator[Inspected | Problem]:
    try:
        with open(where, "rb") as file:
            data = file.read(SIZE_LIMIT + 1)
        told = options.tell(data[:HEAD_SIZE], source)
        span = ItemSpan("", 0, len(data), digest=digest_bytes(data))
        yield Inspected(source, *read_bytes(data, source, told, span, options))
    except OSError as fault:
        yield unreadable(source, fault)
    except SourceError as fault:
        yield from fault.problems


def _read_item(
    where: str, source: str, place: ItemPlace, folder: str, options: ImportOptions
) -> Iterator[Inspected | Problem]:
    path = item_path(source, place.span.key)
    told = format_called(place.format) if place.format else None
    lookup = os.path.join(folder, place.lookup) if place.lookup else ""
    try:
        data = read_place(where, path, place, folder)
        found = read_bytes(data, path, told, place.span, options, lookup=lookup)
        yield Inspected(path, *found)
    except SourceError as fault:
        yield from fault.problems


def inspect_raw(
    data: bytes,
    source: str,
    settings: Settings,
    language: str = "",
    words: LexiconFile = LexiconFile(),  # noqa: B008 (frozen)
) -> Record:
    """
    Read and repair the bytes of a raw file, and give the record of the reading.

    The texts in it are the repaired ones; a *language* given is not detected, and
    *words* are those of the archive that it belongs to.

    Raises:
        SourceError: it is not text, not a raw article, or its metadata are at fault.
    """
    options = options_of(settings)
    told = options.tell(data[:HEAD_SIZE], source)
    span = ItemSpan("", 0, len(data), digest=digest_bytes(data))
    text, reading = read_bytes(data, source, told, span, options)
    found = Inspected(source, text, reading)
    return inspect_reading(found, settings, language, words)


def inspect_reading(
    found: Inspected,
    settings: Settings,
    language: str = "",
    words: LexiconFile = LexiconFile(),  # noqa: B008 (frozen)
) -> Record:
    """Repair what was read, and give its record; see `inspect_raw`."""
    options = msgspec.structs.replace(options_of(settings), words=words)
    source, text, reading = found.source, found.text, found.reading
    file = PurePosixPath(source).name
    said = RepairedTexts(reading, text, file, options, language)
    texts = (said.title, said.dek, *said.body)
    made = [repair for one in texts for repair in one.made]
    offered = [repair for one in texts for repair in one.open]
    return inspect_record(
        reading,
        body=[clean(paragraph.text) for paragraph in said.body],
        title=clean(said.title.text) or None,
        dek=clean(said.dek.text) or None,
        glued_words=[_word(one) for one in made if one.rule in GLUED],
        repairs=[_entry(said.note(repair)) for repair in made],
        offered=[_entry(said.note(repair)) for repair in offered],
    )


def show_reading(
    found: Inspected,
    settings: Settings,
    words: LexiconFile = LexiconFile(),  # noqa: B008 (frozen)
) -> str:
    """Show what was read to a person: each span, and what is repaired."""
    options = msgspec.structs.replace(options_of(settings), words=words)
    source, text, reading = found.source, found.text, found.reading
    said = RepairedTexts(reading, text, PurePosixPath(source).name, options, "")
    lines = [format_reading(reading, text)]
    for part in (said.title, said.dek, *said.body):
        lines += [
            f"    repaired  {show_characters(one.before)} -> {show_characters(one.after)}"
            f" ({one.rule})"
            for one in part.made
        ]
        lines += [
            f"    offered   {show_characters(one.before)} -> {show_characters(one.after)}"
            f" ({one.rule}, {one.confidence:.2f})"
            for one in part.open
        ]
    return "\n".join(lines)


def _entry(note: Note) -> Record:
    return {
        "rule": note.rule,
        "before": note.before,
        "after": note.after,
        "line": note.line,
        "column": note.column,
        "confidence": note.confidence,
    }


def _word(repair: Repair) -> dict[str, str]:
    return {
        "as_is": show_characters(repair.before),
        "repaired": show_characters(repair.after),
        "rule": repair.rule,
    }
