"""What a paper has, as front matter says it: identifiers, a PDF, a license."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from harness import SETTINGS, SiteFolder, article

LICENSE = "https://creativecommons.org/licenses/by-nc/4.0/"


def _asked(site: SiteFolder) -> list[str]:
    site.build()
    assert not site.problems
    return [
        str(one) for one in site.report.open_points if "content/articles" in one.source
    ]


def _write(site: SiteFolder, **fields: str) -> SiteFolder:
    text = article("Grid", date="2021-05-02", type="paper", **fields)
    return site.write("content/articles/grid.md", text)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"doi": "doi:10.5555/a"}, ""),
        ({"doi": "5555/a"}, "expected a DOI as 10.5555/name for 'doi', found '5555/a'"),
        ({"isbn": "978-3-16-148410-0"}, ""),
        ({"isbn": "978-3-16-148410-1"}, "expected an ISBN for 'isbn'"),
        ({"issn": "2049-3630"}, ""),
        ({"issn": "2049-3631"}, "expected an ISSN as 2049-3630 for 'issn'"),
        ({"license": "CC-BY-4.0"}, ""),
        (
            {"license": "CC BY 4.0"},
            "expected an SPDX identifier as CC-BY-4.0 or an address",
        ),
    ],
)
def test_what_is_doubtful_is_asked_about_and_refused_never(
    site: SiteFolder, fields: dict[str, str], asked: str
) -> None:
    found = _asked(_write(site, **fields))
    assert len(found) == bool(asked)
    line = 1 + next(
        n
        for n, one in enumerate(site.read("content/articles/grid.md").split("\n"))
        if one.startswith(next(iter(fields)))
    )
    for one in found:
        assert one.startswith(f"content/articles/grid.md:{line}: {asked}")


def test_a_doubtful_doi_is_in_no_citation_and_a_doubtful_isbn_is(
    site: SiteFolder,
) -> None:
    _write(site, doi="5555/a", isbn="978-3-16-148410-1").build()
    page = site.page("articles/grid/")
    assert "5555/a" not in page
    assert '"ISBN":"978-3-16-148410-1"' in page


def test_a_doubtful_isbn_ends_no_line_of_a_citation(site: SiteFolder) -> None:
    _write(site, isbn="978\nUR  - https://other.test/").build()
    page = unquote(unescape(site.page("articles/grid/")))
    assert "SN  - 978 UR - https://other.test/\r\nUR  - https://archive.test/" in page


def test_a_pdf_is_a_file_one_beside_the_piece_or_an_address(site: SiteFolder) -> None:
    site.write("content/files/a.pdf", b"%PDF-1.4\n")
    site.write("content/articles/dam/b.pdf", b"%PDF-1.4\n")
    _write(site, pdf="files/a.pdf")
    site.write("content/articles/dam/index.md", article("Dam", pdf="b.pdf"))
    site.write("content/articles/sea.md", article("Sea", pdf="https://x.test/c.pdf"))
    site.build()
    assert not site.problems
    tag = '<meta name="citation_pdf_url" content="{}">'
    base = "https://archive.test"
    assert tag.format(f"{base}/files/a.pdf") in site.page("articles/grid/")
    assert tag.format(f"{base}/articles/dam/b.pdf") in site.page("articles/dam/")
    assert tag.format("https://x.test/c.pdf") in site.page("articles/sea/")


def test_a_pdf_that_is_not_there_is_told_with_what_may_be_meant(
    site: SiteFolder,
) -> None:
    site.write("content/files/paper.pdf", b"%PDF-1.4\n")
    _write(site, pdf="files/papre.pdf").build()
    (problem,) = site.problems
    assert problem.endswith(
        "no file is called 'files/papre.pdf' under content/; did you mean 'files/paper.pdf'?"
    )


def test_a_pdf_that_comes_and_goes_is_told_by_an_incremental_build(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write("content/files/paper.pdf", b"%PDF-1.4\n")
    _write(site, pdf="files/paper.pdf").build()
    site.delete("content/files/paper.pdf").build()
    assert len(site.problems) == 1
    _write(site).build()
    assert not site.problems
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_the_license_of_the_site_is_that_of_pieces_that_say_none(
    site: SiteFolder,
) -> None:
    site.write("pyproject.toml", SETTINGS + 'license = "CC-BY-NC-4.0"\n')
    _write(site, license="https://x.test/terms")
    site.write("content/articles/dam.md", article("Dam", date="2021-05-03"))
    site.build()
    assert not site.problems
    for name, address in (("grid", "https://x.test/terms"), ("dam", LICENSE)):
        page = site.page(f"articles/{name}/")
        assert f'<link rel="license" href="{address}">' in page
        assert f'<meta name="DC.rights" content="{address}">' in page
        assert f'"license":"{address}"' in page
    feed = site.page("feed.xml")
    assert "<rights>x.test/terms</rights>" in feed
    assert f'<link rel="license" href="{LICENSE}"/>' in feed


def test_a_license_of_the_settings_that_is_none_is_a_problem(site: SiteFolder) -> None:
    site.write("pyproject.toml", SETTINGS + 'license = "CC BY 4.0"\n')
    (problem,) = _write(site).build().problems
    assert (
        "expected an SPDX identifier as CC-BY-4.0 or an address for 'license'"
        in problem
    )


def test_the_place_of_a_piece_in_a_journal_is_told(site: SiteFolder) -> None:
    _write(site, number="3", volume="4", pages="11-29", source="Delta Review")
    settings = SETTINGS + 'works = { paper = "journal" }\n'
    site.write("pyproject.toml", settings).build()
    page = site.page("articles/grid/")
    for name, value in (("volume", "4"), ("issue", "3"), ("firstpage", "11"),
                        ("lastpage", "29"), ("journal_title", "Delta Review")):  # fmt: skip
        assert f'<meta name="citation_{name}" content="{value}">' in page
