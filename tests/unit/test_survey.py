"""A folder is surveyed before anything of it is imported, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from raw_samples import packed, raw_a, raw_b, raw_c

from commentariat.cli import main
from commentariat.config import Settings
from commentariat.intake.content.options import options_of
from commentariat.intake.survey import RAW_TEXT, SAMPLE, survey_folder

OPTIONS = options_of(Settings(title="survey", institution="survey"))
PAGE = (
    "<!doctype html><html lang=en><head><title>The gates</title>"
    '<meta property="article:published_time" content="2014-05-06"></head><body><article>'
    "<h1>The gates</h1><p>The barrage has forty gates, and on most days of the year "
    "thirty-nine of them are shut, which is a number in two budgets.</p></article>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What an editor may have in hand."""
    found = tmp_path / "crawl"
    (found / "2014/img").mkdir(parents=True)
    (found / "a.txt").write_text(raw_a())
    (found / "all.zip").write_bytes(packed({"b.txt": raw_b(), "c.txt": raw_c()}))
    (found / "2014/gates.html").write_text(PAGE)
    (found / "2014/img/gate.jpg").write_bytes(b"\xff\xd8\xff")
    (found / "notes.docx").write_bytes(packed({"[Content_Types].xml": "<x/>"}))
    (found / "broken.zip").write_bytes(packed({"b.txt": raw_b()})[:200])
    (found / ".hidden").write_text("x")
    return found


def test_it_tells_kinds_pieces_days_and_what_is_known(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    found = survey_folder(folder, OPTIONS)
    assert found.files == 6
    assert [(one.format, one.files, one.pieces, one.read) for one in found.kinds] == [
        (RAW_TEXT, 2, 3, 3), ("html", 1, 1, 1),
    ]  # fmt: skip
    texts, pages = found.kinds
    assert (pages.first, pages.last) == ("2014-05-06", "2014-05-06")
    assert (pages.known["title"], pages.known["date"], pages.known["authors"]) == (
        1,
        1,
        0,
    )
    assert pages.asked == {"no author": 1}
    assert texts.known["authors"] == 3
    assert texts.asked["no date"] == 2
    assert (found.beside, found.unknown) == ({".jpg": 1}, {".docx": 1})
    assert [one.source for one in found.problems] == ["broken.zip"]
    assert sorted(folder.rglob("*")) == before


def test_of_many_pieces_some_are_read_that_are_spread_over_all(tmp_path: Path) -> None:
    for number in range(SAMPLE + 50):
        text = PAGE.replace("2014-05-06", f"{1800 + number}-01-01")
        (tmp_path / f"{number:04}.html").write_text(text)
    (kind,) = survey_folder(tmp_path, OPTIONS).kinds
    assert (kind.pieces, kind.read) == (SAMPLE + 50, SAMPLE)
    assert kind.first == "1800-01-01"
    assert int(kind.last[:4]) > 1800 + SAMPLE + 40


def test_a_zip_of_several_formats_is_told_by_each_of_them(tmp_path: Path) -> None:
    records = [
        {
            "id": 1,
            "title": "A",
            "text": "One line.",
            "date": "Sat, 03 May 2014 10:00:00 GMT",
        },
        {"id": 2, "title": "B", "text": "Another.", "date": "6 May 2015"},
        {"id": 3, "title": "C", "text": "A third.", "date": "nobody knows"},
    ]
    members: dict[str, str | bytes] = {
        "a.txt": raw_a(), "gates.html": PAGE, "old.doc": b"\xd0\xcf\x11",
        "dump.json": json.dumps(records), "b.txt": raw_b(),
    }  # fmt: skip
    (tmp_path / "all.zip").write_bytes(packed(members))
    found = survey_folder(tmp_path, OPTIONS)
    assert [(one.format, one.files, one.pieces) for one in found.kinds] == [
        (RAW_TEXT, 1, 2), ("html", 1, 1), ("json", 1, 3),
    ]  # fmt: skip
    assert (found.kinds[2].first, found.kinds[2].last) == ("2014-05-03", "2015-05-06")
    assert (found.files, found.unknown) == (1, {".doc": 1})


def test_one_file_is_surveyed_too(folder: Path) -> None:
    (kind,) = survey_folder(folder / "all.zip", OPTIONS).kinds
    assert (kind.format, kind.pieces) == (RAW_TEXT, 2)


def test_the_command_shows_a_table_or_one_object_outside_of_any_site(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = ["--site", str(folder.parent)]
    assert main(["survey", str(folder), *site]) == 0
    shown = capsys.readouterr().out
    assert "a page of HTML: 1 file, 1 piece" in shown
    assert "problem: broken.zip: " in shown
    assert main(["survey", str(folder), "--json", *site]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [one["format"] for one in record["kinds"]] == [RAW_TEXT, "html"]
    assert record["problems"][0]["place"] == "broken.zip"
    assert main(["survey", str(folder / "nowhere"), *site]) == 2
    assert "expected a folder" in capsys.readouterr().err
