"""What pages of the docs show and say is done as they say it."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from doc_examples import DOCS, follow, shown_files, site_of
from harness import SETTINGS, SiteFolder, article

from commentariat.cli import main, make_parser
from commentariat.config import parse_settings

PAGES = [DOCS.parent / "README.md", *sorted(DOCS.rglob("*.md"))]


def test_the_tutorial_is_followed_step_by_step(tmp_path: Path) -> None:
    pictures = list(follow("tutorial.md", tmp_path))
    assert [name for name in pictures if not (DOCS / name).is_file()] == []
    site = SiteFolder(tmp_path / "mysite", site_settings(tmp_path)).build()
    assert site.problems == ()
    assert "Senior fellow" in site.read("output/authors/mara-lindqvist/index.html")
    assert 'href="/about/"' in site.read("output/index.html")
    imported = site.read("content/articles/2019/harbor-lights.md")
    assert "It was the cheapest" in imported
    assert "title_from: dek" in imported


def site_settings(folder: Path) -> str:
    return (folder / "mysite/pyproject.toml").read_text(encoding="utf-8")


def test_a_facet_is_made_by_the_rows_that_are_shown(tmp_path: Path) -> None:
    site = site_of("how-to/facets.md", tmp_path).build()
    assert site.problems == ()
    page = site.read("output/countries/georgia/index.html")
    assert "between the two ranges" in page
    assert "The Ferry" in page
    assert "Middle East" in site.read("output/articles/ferry/index.html")


def test_old_addresses_lead_on_as_is_shown(tmp_path: Path) -> None:
    page = "how-to/old-site.md"
    site = SiteFolder(tmp_path, SETTINGS)
    for title in ("Ferry", "Harbor Lights"):
        slug = title.lower().replace(" ", "-")
        site.write(f"content/articles/{slug}.md", article(title))
    assert list(shown_files(page)) == ["old-addresses.txt"]
    text = (DOCS / page).read_text(encoding="utf-8")
    told = text.split("```text\n")[2].split("```")[0].splitlines()
    site.write("old-addresses.txt", shown_files(page)["old-addresses.txt"])
    where = ["--site", str(tmp_path)]
    old = str(tmp_path / "old-addresses.txt")
    assert main(["addresses", "--import", old, *where]) in (0, 1)
    lines = site.read("content/redirects.txt").splitlines()
    assert [line for line in told if line not in lines] == []
    assert "?p=12" not in "".join(line for line in lines if line[:1] != "#")


def test_a_site_of_another_generator_is_taken_over(tmp_path: Path) -> None:
    assert list(follow("how-to/migrate.md", tmp_path)) == []
    archive = tmp_path / "archive"
    for address in ("articles/last-ferry", "2020/11/last-ferry", "ferry"):
        assert (archive / "output" / address / "index.html").is_file()
    shown = (DOCS / "how-to/migrate.md").read_text(encoding="utf-8")
    header = shown.partition("```yaml\ntitle: The")[2].partition("```")[0]
    written = archive / "content/articles/2020/last-ferry.md"
    assert f"---\ntitle: The{header}---\n" in written.read_text(encoding="utf-8")


def test_a_script_brings_in_pieces_of_another_system(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path, SETTINGS)
    assert list(follow("how-to/migrating.md", tmp_path)) == []
    page = site.read("output/articles/ferry/index.html")
    assert "The Ferry: A Policy" in page
    assert "<em>twenty to ten</em>" in page
    assert (tmp_path / "output/2021/03/ferry.html").is_file()


def test_a_raw_file_becomes_what_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "how-to/own-archive.md"
    site = SiteFolder(tmp_path, SETTINGS)
    (raw,) = shown_files(page).items()
    site.write(*raw)
    text = (DOCS / page).read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    command, told = text.split("$ commentariat ")[-1].split("```")[0].split("\n", 1)
    assert main(command.split()) == 0
    assert capsys.readouterr().out == told
    assert main(["import"]) == 0
    written = site.read("content/articles/undated/twenty-to-ten.md")
    assert text.split("```yaml\n")[1].split("```")[0] in written
    assert "the crawl lost the space." in written


def test_an_article_is_written_as_is_shown(tmp_path: Path) -> None:
    site = site_of("how-to/write.md", tmp_path)
    assert site.build().problems == ()
    page = site.read("output/articles/twenty-to-ten/index.html")
    assert "<em>twenty to ten</em>" in page
    assert (tmp_path / "output/2021/03/twenty-to-ten/index.html").is_file()


def test_dates_are_shown_as_is_told(tmp_path: Path) -> None:
    text = (DOCS / "how-to/write.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(date: .*?)` \| ([^,|]*\d{4})", text, re.MULTILINE)
    assert len(rows) == 4
    site = SiteFolder(tmp_path, SETTINGS)
    for place, (line, _) in enumerate(rows):
        front = f"---\ntitle: T{place}\nslug: t{place}\nlanguage: en\n{line}\n---\nA.\n"
        site.write(f"content/articles/t{place}.md", front)
    assert site.build(today="2031-01-01").problems == ()
    for place, (_, shown) in enumerate(rows):
        assert f">{shown.strip()}<" in site.read(f"output/articles/t{place}/index.html")


def test_pieces_come_and_go_as_is_shown(tmp_path: Path) -> None:
    site = site_of("how-to/embargo.md", tmp_path)
    for now, out in (
        ("2026-06-30T23:59", ["call-for-papers"]),
        ("2026-07-01T00:00", []),
        ("2030-01-01T05:59", ["rail-plan"]),
        ("2030-01-01T06:00", ["ferry-fares", "rail-plan"]),
    ):
        assert site.build(today="", now=now).problems == ()
        home = site.read("output/index.html")
        assert sorted(set(re.findall(r"/articles/([\w-]+)/", home))) == out
    assert "is closed" in site.read("output/articles/call-for-papers/index.html")


def test_a_piece_is_corrected_and_one_taken_back_as_is_shown(tmp_path: Path) -> None:
    site = site_of("how-to/corrections-and-retractions.md", tmp_path)
    assert site.build().problems == ()
    corrected = site.read("output/articles/ferry/index.html")
    assert "wrong year of the treaty" in corrected
    assert "2024-03-20" in corrected
    notice = site.read("output/articles/harbor-figures/index.html")
    assert "figures it rested on" in notice
    assert "Forty ships" not in notice
    for name in ("index.html", "feed.xml", "sitemap.xml"):
        assert "harbor-figures" not in site.read(f"output/{name}")


def test_check_prints_an_object_of_the_shape_that_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (DOCS / "check.md").read_text(encoding="utf-8")
    shown = json.loads(text.split("```json\n")[1].split("```")[0])
    site = SiteFolder(tmp_path, SETTINGS)
    body = "\n\n\n\n\n\n\nA [link](/gone/).\n"
    site.write("content/articles/2021/ferry.md", article("The Ferry", body))
    assert main(["check", "--json", "--site", str(tmp_path)]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == list(shown)
    (problem,) = printed["problems"]
    assert problem == shown["problems"][0] | {"line": problem["line"]}
    named = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    told = {name for row in named for name in re.findall(r"`(\w+)`", row)}
    assert told == {*shown, *problem}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_are_shown_are_taken(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = page.read_text(encoding="utf-8")
    lines = re.findall(r"^\$ (.*)$", text, re.MULTILINE)
    inline = re.findall(r"`(commentariat [a-z][^`]*)`", text)
    refused = []
    for line in (*lines, *inline):
        for command in line.partition("  #")[0].split(" && "):
            words = shlex.split(command)
            if words[0] == "commentariat" and not _takes(words[1:]):
                said = capsys.readouterr().err
                if command not in inline or "are required" not in said:
                    refused.append(said)
    assert refused == []


def _takes(words: list[str]) -> bool:
    try:
        make_parser().parse_args(words)
    except SystemExit as end:
        return end.code == 0
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_settings_that_are_shown_are_sound(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    for block in blocks:
        is_more = block != blocks[0] and "[tool.commentariat.sources" in block
        rows = f"{blocks[0]}\n{block}" if is_more else block
        assert parse_settings(_whole(rows)).title


def _whole(rows: str) -> str:
    """Give settings of *rows* that may lack the title, and the table that they are of."""
    top, table, more = rows.partition("[tool.commentariat.")
    top = top.replace("[tool.commentariat]\n", "")
    title = "" if "\ntitle =" in f"\n{top}" else 'title = "T"\n'
    return f"[tool.commentariat]\n{title}{top}\n{table}{more}"
