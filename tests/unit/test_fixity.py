"""Import says what it united, and `check` what became of the raw files since."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from crawl_pairs import article
from harness import SiteFolder, write_alike

from commentariat.cli import main
from commentariat.kinds import Kind
from commentariat.pipeline import check_site, import_site


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """Four raw files, of which two are crawls of one article."""
    folder = SiteFolder(tmp_path / "site")
    for number, seed in enumerate((1, 2, 1, 3), 1):
        text = article(random.Random(seed)).text()
        folder.write(f"content/raw/0{number}.txt", text)
    return folder


def run(site: SiteFolder, *words: str) -> int:
    return main([words[0], "--site", str(site.folder), *words[1:]])


def gone(site: SiteFolder) -> list[str]:
    points = check_site(site.options()).open_points
    return [p.source for p in points if p.message.kind is Kind.RAW_GONE]


def test_a_build_says_which_raw_files_are_one_article(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site, "build") == 0
    told = capsys.readouterr().out
    assert "imported 3 articles of 4 raw files, of which 1 is a further crawl" in told
    assert ".md: 01.txt, 03.txt\n" in told
    site.edit("content/raw/02.txt", "the", "a").build()
    assert not site.report.united


def test_a_crawl_that_joins_an_edited_article_later_is_told(site: SiteFolder) -> None:
    site.delete("content/raw/03.txt").build()
    (path,) = [
        one.relative_to(site.folder).as_posix()
        for one in (site.folder / "content/articles").rglob("*.md")
        if "file: 01.txt" in one.read_text(encoding="utf-8")
    ]
    site.write(path, site.read(path) + "\nAn editor's line.\n")
    site.write("content/raw/03.txt", article(random.Random(1)).text())
    assert import_site(site.options()).united == {path: ("01.txt", "03.txt")}


def test_a_raw_file_that_is_gone_is_asked_about_until_it_is_back(
    site: SiteFolder,
) -> None:
    site.build()
    assert gone(site) == []
    text = site.read("content/raw/04.txt")
    site.delete("content/raw/04.txt").build()
    assert Kind.RAW_GONE.of() in {one.message for one in site.report.open_points}
    assert gone(site) == ["content/raw/04.txt"]
    site.write("content/raw/04.txt", text)
    assert gone(site) == []
    site.delete("content/raw")
    assert gone(site) == [f"content/raw/0{number}.txt" for number in (1, 2, 3, 4)]


def test_a_raw_file_that_is_skipped_or_renamed_is_not_asked_about(
    site: SiteFolder,
) -> None:
    site.build()
    raw = site.folder / "content/raw"
    (raw / "04.txt").rename(raw / "05.txt")
    site.write("content/raw/index.csv", "file,skip\n02.txt,yes\n").build()
    assert gone(site) == []


def test_a_byte_that_a_disk_lost_is_found_though_nothing_hints_at_it(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    site.build()
    assert run(site, "check", "--fixity") == 0
    assert "4 raw files have the digest recorded" in capsys.readouterr().out
    path = site.folder / "content/raw/02.txt"
    data = path.read_bytes()
    write_alike(path, data.replace(b"e", b"f", 1))
    site.delete("content/raw/04.txt").write("content/raw/05.txt", "{")
    assert run(site, "check", "--fixity", "--kind", "fixity", "--json") == 1
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    sources = [one["source"] for one in said["problems"]]
    assert sources == ["content/raw/02.txt", "content/raw/04.txt"]
    assert [one["id"] for one in said["problems"]] == ["fixity", "fixity/gone"]
    assert said["open_points"] == []
    assert said["fixity"] == {
        "algorithm": "BLAKE2b, 128 bits", "sound": 2, "faulty": 2, "unrecorded": 1,
    }  # fmt: skip
    assert run(site, "check", "--kind", "dead-link") == 0


@pytest.mark.skipif(not shutil.which("b2sum"), reason="there is no b2sum")
def test_the_digest_is_the_one_that_coreutils_make(site: SiteFolder) -> None:
    site.build()
    path = site.folder / "content/raw/02.txt"
    told = subprocess.run(
        ["b2sum", "--length=128", str(path)], capture_output=True, text=True, check=True
    )
    texts = [
        one.read_text() for one in (site.folder / "content/articles").rglob("*.md")
    ]
    assert any(told.stdout.split()[0] in text for text in texts)


def test_a_kind_that_does_not_exist_is_told_with_the_nearest(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site, "check", "--kind", "ded link") == 2
    assert "no kind is called 'ded link'; did you mean 'dead link'?" in (
        capsys.readouterr().err
    )


def test_a_kind_is_known_by_what_people_see_and_by_its_row(site: SiteFolder) -> None:
    site.write("content/articles/a.md", "---\ntitle: A\n---\n[x](gone.md)\n")
    for kind in ("dead link", "Dead-Link"):
        assert run(site, "check", "--kind", kind) == 1
    assert run(site, "check", "--kind", "dead link/left out") == 0
    assert run(site, "check", "--kind", "fixity") == 0
