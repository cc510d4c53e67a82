"""What the docs say is there, is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from commentariat import __version__
from commentariat.archive.folders import (
    ARTICLES,
    FILES,
    LISTS,
    RAW,
)
from commentariat.archive.folders import (
    PAGES as FOLDER_OF_PAGES,
)
from commentariat.archive.folders import (
    ROOT as ROOT_FILES,
)

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "commentariat"
PAPERS = ("CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md", "docs/look.md")
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in DOCS.rglob("*.md"))
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_that_a_paper_names_is_there(paper: str) -> None:
    text = (ROOT / paper).read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:commentariat|docs|site|templates|tests|theme)/[\w./]+)`", text
    )
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert named
    lost = [one for one in named if not _is_there(one)]
    lost += [one for one in links if not ((ROOT / paper).parent / one).exists()]
    assert lost == []


def _is_there(name: str) -> bool:
    """`site/` is a room in the papers, which leave out the name of the package."""
    return (ROOT / name).exists() or (PACKAGE / name).exists()


@pytest.mark.parametrize("paper", PAPERS)
def test_every_target_that_a_paper_names_is_one_of_make(paper: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    text = (ROOT / paper).read_text(encoding="utf-8")
    assert set(re.findall(r"(?:\$ |`)make (\w+)", text)) <= targets


def test_every_room_has_its_row_and_its_layer() -> None:
    rooms = {
        path.name + "/" * path.is_dir()
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    told = re.findall(r"^\| (`.*?) \|", ARCHITECTURE, re.MULTILINE)
    rows = {name for row in told for name in re.findall(r"`([\w./]+)`", row)}
    assert rows == rooms - {"__init__.py", "__main__.py"}


def test_rooms_stand_in_the_order_that_is_held() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    order = {
        name: place
        for place, layer in enumerate(layers)
        for name in re.findall(r"\w+", layer)
    }
    told = re.findall(r"^\| `(.*?)` ", ARCHITECTURE, re.MULTILINE)
    places = [order[re.sub(r"/|\.py", "", name)] for name in told]
    assert places == sorted(places)


def test_the_changelog_names_the_version_and_has_an_entry_a_line() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d\S+) – \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    assert versions[0] == __version__
    entries = text[text.index("## ") :].splitlines()
    assert [
        one for one in entries if one and not re.match(r"## |### \w+$|- .*\.$", one)
    ] == []


def test_the_tokens_of_the_theme_are_told_each_and_no_other() -> None:
    css = (ROOT / "theme/site.css").read_text(encoding="utf-8")
    look = (ROOT / "docs/look.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(--[\w-]+)`", look))
    for name, first, last in re.findall(r"`(--[a-z]+)(\d)` … `--[a-z]+(\d)`", look):
        told |= {f"{name}{number}" for number in range(int(first), int(last) + 1)}
    assert told == set(re.findall(r"(?<![\w-])(--[\w-]+):", css))


@pytest.mark.parametrize("page", ["README.md", *PAGES])
def test_every_link_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", _prose(page))
    lost = [one for one in links if "://" not in one and not _leads(page, one)]
    assert lost == []


def _prose(page: str) -> str:
    """The text of a page without its code."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.sub(r"^( *)```.*?^\1```$|`[^`\n]*`", "", text, flags=re.M | re.DOTALL)


def test_every_picture_is_shown_with_words_and_none_is_left_over() -> None:
    shown = {
        ((ROOT / page).parent / picture).resolve()
        for page in ("README.md", *PAGES)
        for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", _prose(page))
    }
    others = {path for path in DOCS.rglob("*.*") if path.suffix not in (".md", ".py")}
    assert {path for path in others if "__pycache__" not in path.parts} == shown


def _leads(page: str, link: str) -> bool:
    name, _, anchor = link.partition("#")
    path = (ROOT / page).parent / name if name else ROOT / page
    if not path.is_file() or not anchor:
        return path.is_file()
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.M)
    return anchor in map(_anchor, headings)


def _anchor(heading: str) -> str:
    """As GitHub and MkDocs make it of a heading."""
    return re.sub(r"[^\w\s-]", "", heading).strip().lower().replace(" ", "-")


def test_every_page_is_in_the_index_and_in_the_navigation() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:")[1]
    names = {page.removeprefix("docs/") for page in PAGES}
    assert set(re.findall(r"\]\(([\w/-]+\.md)\)", index)) == names - {"index.md"}
    listed = re.findall(r"- (\S+\.md)$", navigation, re.MULTILINE)
    assert sorted(listed) == sorted(names)


def test_the_readme_is_read_in_one_go() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 200


def test_files_of_a_site_are_told_where_all_of_them_are_listed() -> None:
    text = (DOCS / "reference/files.md").read_text(encoding="utf-8")
    folders = (ARTICLES, RAW, FOLDER_OF_PAGES, FILES, ROOT_FILES)
    assert [one for one in (*LISTS, *folders) if f"`{one}" not in text] == []
