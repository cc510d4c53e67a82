"""What import would make of one raw file, shown without a site around it."""

from __future__ import annotations

from pathlib import PurePosixPath

import msgspec

from commentariat.archive.text import show_characters
from commentariat.config import Settings
from commentariat.intake.content.cleaning import clean
from commentariat.intake.content.model import Note
from commentariat.intake.content.options import options_of
from commentariat.intake.content.texts import RepairedTexts
from commentariat.intake.pages.record import Record, format_reading, inspect_record
from commentariat.intake.repairs.lexicon import LexiconFile
from commentariat.intake.repairs.model import Repair
from commentariat.intake.repairs.rules import GLUED
from commentariat.intake.sources.own import text_of


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
    options = msgspec.structs.replace(options_of(settings), words=words)
    text = text_of(data, source, options.hooks)
    reading = options.read(text, source)
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


def show_raw(
    data: bytes,
    source: str,
    settings: Settings,
    words: LexiconFile = LexiconFile(),  # noqa: B008 (frozen)
) -> str:
    """
    Show the reading of a raw file to a person: each span, and what is repaired.

    Raises:
        SourceError: as `inspect_raw`.
    """
    options = msgspec.structs.replace(options_of(settings), words=words)
    text = text_of(data, source, options.hooks)
    reading = options.read(text, source)
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
