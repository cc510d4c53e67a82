"""`import --again` where nothing has changed: told from memory, as reading it all would tell."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from crawl_pairs import Raw, paragraph
from harness import SiteFolder
from hook_docs import example
from raw_samples import BODY, DEK, raw_a, raw_b, raw_c
from sample import ROOT

from commentariat.pipeline import Report, import_site

TREATY = "content/articles/undated/a-river-treaty-survives-on-a-number.md"
READING = "importing raw files"


def imported(
    site: SiteFolder, *, is_again: bool = False, is_dry: bool = False
) -> tuple[Report, bool]:
    """Import, and tell whether a raw file was looked into."""
    stages: set[str] = set()
    options = site.options(progress=lambda stage, *_: stages.add(stage))
    report = import_site(options, is_again=is_again, is_dry=is_dry)
    return report, READING in stages


def again(site: SiteFolder, *, is_dry: bool = True) -> tuple[Report, bool]:
    return imported(site, is_again=True, is_dry=is_dry)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """Two articles, one of them of two crawls, that were imported."""
    site = SiteFolder(tmp_path / "site")
    for name, text in (
        ("a.txt", raw_a()), ("b.txt", raw_b()), ("c.txt", raw_c()), ("d.txt", raw_a()),
    ):  # fmt: skip
        site.write(f"content/raw/{name}", text)
    imported(site)
    return site


def test_what_was_just_imported_is_not_read_again(site: SiteFolder) -> None:
    for is_dry in (True, False):
        report, is_read = again(site, is_dry=is_dry)
        assert not is_read
        assert report.imported == report.deleted == report.edited == ()


def test_a_sample_archive_is_told_as_reading_it_all_would_tell(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    site.write("pyproject.toml", settings)
    shutil.copytree(ROOT / "content/raw", site.folder / "content/raw")
    imported(site)
    told, is_read = again(site)
    assert not is_read
    assert told.open_points
    shutil.rmtree(site.folder / ".cache")
    assert again(site) == (told, True)
    assert again(site) == (told, False)


def test_lines_that_were_learned_are_not_told_as_new_ones(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    closing = "The Harbor Letters pay for no travel, and answer for none of the views in them."
    for number in range(8):
        rng = random.Random(number)
        body = (*(paragraph(rng) for _ in range(4)), closing)
        raw = Raw(f"A harbor of the {number + 2}nd order", body, ("A teaser of it.", "Ada Berg"),
                  disclaimer="", changes={"authors": [f"Author {number} of Few"]})  # fmt: skip
        site.write(f"content/raw/{number}.txt", raw.text())
    first, _ = imported(site)
    told, is_read = again(site)
    assert not is_read
    shutil.rmtree(site.folder / ".cache")
    assert again(site) == (told, True)
    assert {one.kind for one in first.open_points} > {
        one.kind for one in told.open_points
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda site: site.edit("content/raw/a.txt", BODY[0][:9], "Hardly a"),
        lambda site: site.edit(TREATY, DEK[:9], "Some other"),
        lambda site: site.write("content/words.txt", "forty\n"),
        lambda site: site.write("content/repeated.txt", f"{BODY[1]}\n"),
        lambda site: site.write("content/raw/index.csv", "file,title\na.txt,Other\n"),
        lambda site: site.delete("content/raw/d.txt"),
        lambda site: site.write("content/raw/e.txt", raw_a(body=BODY[1:])),
        lambda site: site.edit("pyproject.toml", "[tool.commentariat]\n",
                               '[tool.commentariat]\nquotes = "straight"\n'),
        lambda site: site.delete(TREATY),
        lambda site: site.write(".cache/again", b""),
    ],
)  # fmt: skip
def test_all_is_read_where_anything_is_another(
    site: SiteFolder, change: Callable[[SiteFolder], object]
) -> None:
    change(site)
    report, is_read = again(site)
    assert is_read
    if report.imported or report.deleted or report.problems:
        assert again(site)[1]  # which may come to something each time
    else:
        assert again(site) == (report, False)


def test_an_editors_file_is_shown_each_time(site: SiteFolder) -> None:
    site.edit(TREATY, "rules: ", "rules: 0").edit(TREATY, DEK[:9], "Some other")
    shown, _ = again(site)
    assert shown.edited == (TREATY,)
    assert again(site) == (shown, False)


def test_where_a_site_reads_by_itself_all_is_read(site: SiteFolder) -> None:
    site.write("hooks.py", example("python", 6))
    for _ in range(2):
        assert again(site)[1]
