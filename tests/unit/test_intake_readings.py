"""Pages of every kind, read as one would read them: add two files, add a case."""

import json
from pathlib import Path
from typing import Any

import pytest

from commentariat.intake.pages.reading import read_raw
from commentariat.intake.pages.record import inspect_record
from commentariat.intake.sources.decode import decode_raw

FOLDER = Path(__file__).parent.parent / "fixtures" / "readings"
CASES = sorted(path.stem for path in FOLDER.glob("*.txt"))
SPARSE = {
    "author_bios", "byline", "center_label", "dek", "disclaimer_glued",
    "disclaimer_present", "event", "image_credit", "image_placeholder",
    "more_work_from", "publication_source", "published", "recent_authors",
    "recent_work", "title", "type_label", "unplaced",
}  # fmt: skip
"""Fields that an expected reading names only where they hold something."""


def first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])


def outline(record: dict[str, Any]) -> dict[str, Any]:
    """Reduce a record to what the expected readings say."""
    row = {key: record[key] for key in SPARSE if record[key] not in (None, [], False)}
    row["format"] = record["format"]
    row["body"] = [first_words(text, 4)[:40] for text in record["body"]]
    row["related"] = [
        {
            key: first_words(value, 3) if key == "teaser_first_words" else value
            for key, value in teaser.items()
            if value not in (None, [])
        }
        for teaser in record["related"]
    ]
    row["doubts"] = [doubt["kind"] for doubt in record["doubts"]]
    return row


def test_every_page_has_its_reading() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == CASES
    assert len(CASES) > 60


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_read_as_one_would_read_it(name: str) -> None:
    text = decode_raw((FOLDER / f"{name}.txt").read_bytes(), name)
    expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    assert outline(inspect_record(read_raw(text, name))) == expected
