"""The surveyed pages, read as they were read with care."""

import json
from pathlib import Path
from typing import Any

import pytest

from commentariat.intake.pages.model import Label, Reading
from commentariat.intake.pages.reading import read_raw
from commentariat.intake.pages.record import inspect_record
from commentariat.intake.sources.decode import decode_raw

FOLDER = Path(__file__).parent.parent / "fixtures" / "raw"

# Not fields of a reading: what other modules find, and notes on the row itself.
NOTES = {
    "file",
    "format",
    "real_bytes",
    "glued_words",
    "unclosed_quote",
    "must_not_split",
    "ambiguous",
}
FIELDS_OF = {"body begins": "body_first_words", "body paragraphs": "body_paragraphs"}


def rows_of(name: str) -> list[dict[str, Any]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ROWS = [*rows_of("expected.jsonl"), *rows_of("expected-own.jsonl")]


def read(name: str) -> tuple[str, Reading]:
    text = decode_raw((FOLDER / name).read_bytes(), name)
    return text, read_raw(text, name)


def without_cut(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out how a cut row begins: the expected ones tell it in part only."""
    return [{"cut": True} if row.get("cut") else row for row in rows]


def test_every_fixture_has_its_row_and_every_row_its_fixture() -> None:
    files = {path.name for path in FOLDER.glob("*.txt")}
    assert len(files) == 28
    assert {row["file"] for row in ROWS} == files


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_every_field_agrees_with_the_careful_reading(row: dict[str, Any]) -> None:
    record = inspect_record(read(row["file"])[1])
    left_out = {FIELDS_OF.get(name, name) for name in row.get("ambiguous", ())}
    wanted = {key: row[key] for key in row.keys() - NOTES - left_out}
    found = {key: record[key] for key in wanted}
    for part in (wanted, found):
        part["related"] = without_cut(part["related"])
    assert found == wanted


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["format"] != "S"], ids=lambda row: row["file"]
)
def test_every_layout_is_told(row: dict[str, Any]) -> None:
    assert read(row["file"])[1].layout == row["format"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_the_spans_are_a_partition_with_the_right_lines(row: dict[str, Any]) -> None:
    text, reading = read(row["file"])
    assert "".join(text[span.start : span.end] for span in reading.spans) == text
    for span in reading.spans:
        assert span.line == text.count("\n", 0, span.start) + 1
        is_blank = not text[span.start : span.end].strip()
        assert is_blank == (span.label == Label.SEPARATOR)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_every_paragraph_stands_where_it_says(row: dict[str, Any]) -> None:
    text, reading = read(row["file"])
    for paragraph in reading.body:
        assert text.startswith(paragraph.text, paragraph.start)
        assert text.split("\n")[paragraph.line - 1].endswith(paragraph.text) or (
            reading.is_disclaimer_glued
        )
    if reading.dek is not None:
        assert text.startswith(reading.dek, reading.dek_start)


def test_a_cut_row_keeps_what_has_begun() -> None:
    _, reading = read("036.txt")
    last = reading.related[-1]
    assert (last.title, last.type, last.is_cut) == (
        "The Quiet Downgrade of the Ministr",
        None,
        True,
    )


def test_only_the_open_pages_are_in_doubt() -> None:
    doubtful = {row["file"]: read(row["file"])[1].doubts for row in ROWS}
    kinds = {
        file: [doubt.kind for doubt in doubts] for file, doubts in doubtful.items()
    }
    assert {file: kind for file, kind in kinds.items() if kind} == {
        "004.txt": ["dek or body"],
        "047.txt": ["list or paragraphs"],
    }


def test_wherever_a_file_is_cut_its_layout_stays() -> None:
    for row in ROWS:
        text, reading = read(row["file"])
        end = next(span.end for span in reading.spans if span.label == Label.METADATA)
        for stop in range(end, len(text), 41):
            assert read_raw(text[:stop], "cut.txt").layout == reading.layout
