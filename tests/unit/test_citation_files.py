"""The pieces of an author or a series as files, in a build and after edits."""

from __future__ import annotations

from pathlib import Path

import pytest
import rich_site
import rispy
from bibtexparser.entrypoint import parse_string
from harness import SiteFolder, article

from commentariat.site.citation_files import MOST, citation_files

OF_MARA = {f"authors/mara-lindqvist/citations.{one}" for one in ("bib", "ris")}
OF_NOTES = {f"series/notes/citations.{one}" for one in ("bib", "ris")}


@pytest.fixture
def cited(site: SiteFolder) -> SiteFolder:
    """A site of two pieces in a series."""
    site.write(
        "content/articles/grid.md",
        article("The Grid", "Some text.", date="2021-05-02", series="Notes",
                authors=["Mara Lindqvist"]),
    )  # fmt: skip
    site.write(
        "content/articles/dam.md",
        article("The Dam", date="2022-01-01", series="Notes",
                authors=["Ivo Ränd", "Mara Lindqvist"]),
    )  # fmt: skip
    site.build()
    assert not site.problems
    return site


def _made(site: SiteFolder) -> set[str]:
    """Build; name the files of citations that were written."""
    return {one for one in site.build().report.rendered if "citations." in one}


def test_pieces_of_an_author_stand_newest_first_those_of_a_series_as_it_is_read(
    cited: SiteFolder,
) -> None:
    library = parse_string(cited.page("authors/mara-lindqvist/citations.bib"))
    assert [entry.key for entry in library.entries] == ["dam", "grid"]
    found = rispy.loads(cited.page("series/notes/citations.ris"))
    assert [one["title"] for one in found] == ["The Grid", "The Dam"]
    assert found[1]["authors"] == ["Ränd, Ivo", "Lindqvist, Mara"]
    page = cited.page("authors/mara-lindqvist/")
    assert 'href="/authors/mara-lindqvist/citations.bib"' in page
    assert not any(Path(cited.folder, "output/years").rglob("citations.*"))


def test_the_edit_of_a_text_changes_no_file_and_that_of_a_title_those_that_cite_it(
    cited: SiteFolder, tmp_path: Path
) -> None:
    cited.edit("content/articles/grid.md", "Some text.", "Another text.")
    assert _made(cited) == set()
    cited.edit("content/articles/grid.md", "The Grid", "The Grids")
    assert _made(cited) == OF_MARA | OF_NOTES
    cited.edit(
        "content/articles/grid.md", "title: The Grids", "title: The Grids\nnumber: 4"
    )
    assert _made(cited) == OF_MARA | OF_NOTES
    assert cited.output() == cited.clean_output(tmp_path / "clean")


def test_a_family_name_that_an_editor_gives_changes_what_cites_the_author(
    cited: SiteFolder, tmp_path: Path
) -> None:
    cited.write(
        "content/authors/ivo.md", "---\nname: Ivo Ränd\nfamily: Ivo Ränd\n---\n"
    )
    assert _made(cited) >= OF_MARA | OF_NOTES
    assert "{Ivo Ränd}" in cited.page("authors/mara-lindqvist/citations.bib")
    assert "Ivo Ränd, and" in cited.page("articles/dam/")
    assert cited.output() == cited.clean_output(tmp_path / "clean")


def test_an_author_of_very_many_pieces_has_no_file() -> None:
    many = [
        rich_site.article(f"piece-{one}", "2021-01-01", {}) for one in range(MOST + 1)
    ]
    for pieces, has_files in ((many, False), (many[1:], True)):
        outputs = {page.output for page in citation_files(rich_site.make_site(pieces))}
        assert (outputs >= OF_MARA) is has_files


def test_a_site_that_wants_no_citations_has_none(cited: SiteFolder) -> None:
    settings = cited.read("pyproject.toml")
    cited.write(
        "pyproject.toml",
        settings.replace(
            "[tool.commentariat]\n", "[tool.commentariat]\ncitations = false\n"
        ),
    ).build()
    assert not list(Path(cited.folder, "output").rglob("citations.*"))
    page = cited.page("articles/grid/")
    assert "cite" not in page
    assert "DC.creator" not in page
    assert "citations.bib" not in cited.page("authors/mara-lindqvist/")


def test_a_file_of_citations_can_be_linked_to(cited: SiteFolder) -> None:
    link = "[all](/authors/mara-lindqvist/citations.bib)"
    cited.edit("content/articles/grid.md", "Some text.", f"See {link}.").build()
    assert not cited.problems
    assert 'href="/authors/mara-lindqvist/citations.bib"' in cited.page(
        "articles/grid/"
    )
