"""From a raw file to a page, as a publisher sees it."""

from pathlib import Path

import pytest
from harness import SiteFolder

from commentariat.cli import main

RAW = Path(__file__).parent.parent / "fixtures" / "raw"


def test_a_folder_of_raw_files_becomes_a_site(site: SiteFolder) -> None:
    for path in sorted(RAW.glob("*.txt")):
        site.write(f"content/raw/{path.name}", path.read_bytes())
    site.build()
    assert site.problems == ()
    assert site.report.articles == len(site.report.imported)
    assert site.report.articles >= 27


def test_text_that_nobody_can_place_is_kept_in_the_content_file(
    site: SiteFolder,
) -> None:
    stray = "Stray words that nobody expected at the end of this page."
    raw = (RAW / "064.txt").read_text(encoding="utf-8")
    site.write("content/raw/064.txt", f"{raw}\n{stray}\n").build()
    (name,) = site.report.imported
    assert f"unplaced:\n- {stray}\n" in site.read(name)
    assert any(point.kind == "not placed" for point in site.report.open_points)


def test_what_a_build_asks_does_not_depend_on_what_was_built_before(
    site: SiteFolder, tmp_path: Path
) -> None:
    raw = (RAW / "064.txt").read_text(encoding="utf-8")
    site.write("content/raw/064.txt", f"{raw}\nStray words at the end of a page.\n")
    site.write("content/raw/readme.docx", b"PK")  # asked about while it lies there
    site.build()
    name = site.report.imported[0]
    kinds = {point.kind for point in site.report.open_points}
    assert kinds > {"not placed"}
    _, clean = site.clean_build(tmp_path / "clean")
    assert clean.open_points
    assert site.build().report.open_points == clean.open_points
    site.edit(name, "title:", "updated: 2024-01-01\ntitle:").build()
    assert site.report.open_points == clean.open_points
    site.write("templates/_foot.html", "<footer>An institute</footer>\n").build()
    assert site.report.open_points == clean.open_points


def test_a_faulty_raw_file_keeps_itself_out_and_nothing_else(site: SiteFolder) -> None:
    site.write("content/raw/001.txt", (RAW / "001.txt").read_bytes())
    site.write("content/raw/bad.txt", "no metadata at all\n").build()
    assert site.problems == (
        "content/raw/bad.txt:1: expected a JSON metadata block, found none",
    )
    assert site.report.articles == 1
    assert site.has("index.html")
    site.build()
    assert len(site.problems) == 1, "it is named until it is mended"


def test_a_raw_file_dropped_in_later_is_imported_by_the_next_build(
    site: SiteFolder,
) -> None:
    site.write("content/raw/001.txt", (RAW / "001.txt").read_bytes()).build()
    before = set(site.output())
    site.write("content/raw/036.txt", (RAW / "036.txt").read_bytes()).build()
    assert site.report.articles == 2
    assert "authors/michel-pettit/index.html" in set(site.output()) - before


def test_an_editors_change_outlives_every_import(site: SiteFolder) -> None:
    site.write("content/raw/001.txt", (RAW / "001.txt").read_bytes()).build()
    (name,) = site.report.imported
    edited = site.read(name).replace("title:", "title: My own title #", 1)
    site.write(name, edited).build()
    site.write(
        "content/raw/001.txt", (RAW / "001.txt").read_bytes() + b"\nChanged.\n"
    ).build()
    assert site.read(name) == edited
    assert {point.kind for point in site.report.open_points} >= {"raw changed"}


def test_an_article_that_disowns_its_raw_file_lets_it_be_imported_anew(
    site: SiteFolder,
) -> None:
    site.write("content/raw/001.txt", (RAW / "001.txt").read_bytes()).build()
    (name,) = site.report.imported
    text = site.read(name)
    at, end = text.index("\nraw:") + 1, text.index("\n---\n")
    site.write(name, text[:at] + text[end + 1 :]).build()
    assert site.report.imported, "no article lists the raw file any more"


def test_metadata_nobody_has_seen_is_kept_and_listed(site: SiteFolder) -> None:
    raw = (RAW / "001.txt").read_text(encoding="utf-8")
    raw = raw.replace('"topics": [', '"podcastHost": "Ana",\n"topics": [', 1)
    site.write("content/raw/001.txt", raw).build()
    (name,) = site.report.imported
    assert "extra:\n  podcastHost: Ana\n" in site.read(name)


def test_a_build_without_import_does_not_hide_raw_files_from_the_next(
    site: SiteFolder,
) -> None:
    site.write("content/raw/001.txt", (RAW / "001.txt").read_bytes())
    assert site.build(imports=False).report.articles == 0
    assert site.build().report.articles == 1


def test_a_check_fails_while_something_is_to_be_imported(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("content/raw/001.txt", (RAW / "001.txt").read_bytes())
    check = ["import", "--check", f"--site={site.folder}"]
    assert main(check) == 1
    assert "not imported yet: content/articles/" in capsys.readouterr().err
    assert not (site.folder / "content/articles").exists()
    site.build()
    assert main(check) == 0
    assert capsys.readouterr().out == "1 raw file imported, none to do\n"
    site.delete("content/raw/001.txt")
    assert main(check) == 0, "a raw file that is gone is an open point, and no more"
    site.write("content/raw/bad.txt", "no metadata at all\n")
    assert main(check) == 1
    assert "content/raw/bad.txt:1: expected a JSON" in capsys.readouterr().err
