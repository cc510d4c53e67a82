"""What pages of the docs show and say is done as they say it."""

from __future__ import annotations

from pathlib import Path

from doc_examples import DOCS, follow, shown_files, site_of
from harness import SETTINGS, SiteFolder, article

from commentariat.cli import main


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


def test_a_script_brings_in_pieces_of_another_system(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path, SETTINGS)
    assert list(follow("how-to/migrating.md", tmp_path)) == []
    page = site.read("output/articles/ferry/index.html")
    assert "The Ferry: A Policy" in page
    assert "<em>twenty to ten</em>" in page
    assert (tmp_path / "output/2021/03/ferry.html").is_file()
