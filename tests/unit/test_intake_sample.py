"""The sample archive, imported from nothing: every raw file becomes a sound page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from html5lib import parseFragment
from raw_samples import Site

from commentariat.config import load_settings
from commentariat.engine.executors import make_executor
from commentariat.engine.markup import to_html
from commentariat.intake.inspection import inspect_raw

ROOT = Path(__file__).parents[2]
RAW = ROOT / "content/raw"
FILES = sorted(path.name for path in RAW.glob("*.txt"))

pytestmark = pytest.mark.skipif(not FILES, reason="there is no sample archive")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample archive, imported once."""
    site = Site(tmp_path_factory.mktemp("sample"), load_settings(ROOT))
    shutil.copytree(RAW, site.folder / "content/raw", dirs_exist_ok=True)
    return site.imported()


def fold(text: str) -> str:
    return " ".join(text.split())


def test_every_raw_file_is_imported_once_and_without_a_fault(site: Site) -> None:
    assert site.problems == []
    listed = sorted(raw.file for article in site.articles() for raw in article.raw)
    assert listed == FILES


def test_crawls_of_one_article_are_one_page(site: Site) -> None:
    together = [[raw.file for raw in one.raw] for one in site.articles()]
    assert [
        "0713-twelve-meters-europe.txt",
        "2022-09-28-dvenadtsat-metrov.txt",
    ] in together
    assert ["0701-nobodys-mud.txt", "0712-nobodys-mud-south-asia.txt"] in together


def test_a_second_import_changes_nothing(site: Site) -> None:
    before = site.files()
    site.imported()
    assert site.files() == before
    assert site.report.kept == len(FILES)


def test_every_page_shows_the_paragraphs_of_its_raw_file(site: Site) -> None:
    for article in site.articles():
        file = article.raw[0].file
        record = inspect_raw((RAW / file).read_bytes(), file, site.settings)
        body = site.read(f"content/{article.source}").split("\n---\n", 1)[1]
        html = parseFragment(to_html(body), treebuilder="etree")
        assert fold("".join(html.itertext())) == fold(" ".join(record["body"])), file


def test_processes_give_the_same_files(site: Site, tmp_path: Path) -> None:
    other = Site(tmp_path, site.settings)
    shutil.copytree(RAW, other.folder / "content/raw", dirs_exist_ok=True)
    other.imported(run=make_executor(2).map)
    assert other.files() == site.files()
