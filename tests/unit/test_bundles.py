"""Articles and pages in a folder of their own, with what lies beside them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from harness import SiteFolder, article
from live_preview import LivePreview
from PIL import Image

from commentariat.pipeline import check_site

FERRY = "content/articles/2021/ferry/index.md"
BESIDE = "content/articles/2021/ferry"


def picture(width: int = 900, color: str = "red") -> bytes:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    Image.new("RGB", (width, 90), color).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def ferry(**more: object) -> str:
    body = "![Map](map.jpg)\n\n[Data](tables/2021.csv) and [rail](../rail/index.md).\n"
    fields: dict[str, object] = {"date": "2021-03-01", "authors": ["Mara"]}
    return article("Ferry", body, **(fields | more))


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site")
    site.write(FERRY, ferry()).write(f"{BESIDE}/map.jpg", picture())
    site.write(f"{BESIDE}/tables/2021.csv", "a,b\n")
    return site.write(
        "content/articles/2021/rail/index.md", article("Rail", date="2021-03-02")
    )


def test_a_folder_is_an_article_with_its_files(site: SiteFolder) -> None:
    site.build()
    assert not site.problems
    page = site.page("articles/ferry/")
    assert 'src="/articles/ferry/map.jpg"' in page
    assert 'srcset="/articles/ferry/map.jpg.360.webp 360w' in page
    assert 'href="/articles/ferry/tables/2021.csv"' in page
    assert 'href="/articles/rail/"' in page
    assert site.page("articles/ferry/tables/2021.csv") == "a,b\n"
    data = site.output()["articles/ferry/map.jpg"]
    assert b"A camera" not in data
    assert site.has("articles/ferry/map.jpg.360.webp")
    assert not site.has("articles/index")
    report = check_site(site.options())
    assert not report.problems
    assert {one.kind for one in report.open_points} <= {"no author"}


def test_files_beside_an_article_are_linked_to_from_elsewhere(site: SiteFolder) -> None:
    links = "![a](ferry/map.jpg) [b](/articles/ferry/map.jpg) [c](ferry/index.md)"
    site.write("content/articles/2021/dam.md", article("Dam", links)).build()
    page = site.page("articles/dam/")
    assert page.count('"/articles/ferry/map.jpg"') == 2
    assert 'href="/articles/ferry/"' in page


def test_the_picture_of_an_article_may_lie_beside_it(site: SiteFolder) -> None:
    site.write(FERRY, ferry(image="./map.jpg", image_alt="A map")).build()
    assert not site.problems
    page = site.page("articles/ferry/")
    assert (
        '<meta property="og:image" content="https://archive.test/articles/ferry/map.jpg"'
        in page
    )
    site.write(FERRY, ferry(image="mop.jpg")).build()
    (problem,) = site.problems
    assert problem.startswith(f"{FERRY}:")
    assert "did you mean 'articles/2021/ferry/map.jpg'" in problem


@pytest.mark.parametrize(
    "image", ["../rail/map.jpg", "/map.jpg", "a//b.jpg", "c:d.jpg"]
)
def test_a_picture_elsewhere_is_no_file_of_the_folder(
    site: SiteFolder, image: str
) -> None:
    site.write(FERRY, ferry(image=image)).build()
    (problem,) = site.problems
    assert "expected a file of this folder, or one as 'files/name.jpg'" in problem


def test_what_is_not_there_is_a_problem_with_its_line(site: SiteFolder) -> None:
    site.delete(f"{BESIDE}/map.jpg").build()
    line = site.read(FERRY).split("\n").index("![Map](map.jpg)") + 1
    assert [one.split(": ")[0] for one in site.problems] == [f"{FERRY}:{line}"]


def test_a_slug_moves_the_files_of_the_folder(site: SiteFolder, tmp_path: Path) -> None:
    preview = LivePreview(site)
    site.build().write(FERRY, ferry(slug="crossing"))
    preview.look()
    assert not site.has("articles/ferry/map.jpg")
    assert site.has("articles/crossing/map.jpg.360.webp")
    assert site.output() == site.clean_output(tmp_path / "clean", drafts=True)
    site.build()
    assert site.output() == site.clean_output(tmp_path / "clean")


@pytest.mark.parametrize(
    "held_back",
    [
        {"draft": True},
        {"date": "2030-01-01"},
        {"withdrawn": "2024-01-01", "withdrawn_reason": "An error."},
    ],
)
def test_files_of_what_is_not_out_are_not_published(
    site: SiteFolder, tmp_path: Path, held_back: dict[str, object]
) -> None:
    site.build().write(FERRY, ferry(**held_back)).build()
    assert not site.problems
    assert not site.has("articles/ferry/map.jpg")
    assert not site.has("articles/ferry/tables/2021.csv")
    assert site.output() == site.clean_output(tmp_path / "clean")
    site.write(FERRY, ferry()).build()
    assert site.has("articles/ferry/map.jpg")
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_a_draft_is_previewed_with_its_files(site: SiteFolder) -> None:
    preview = LivePreview(site)
    site.write(FERRY, ferry(draft=True))
    preview.look()
    assert "articles/ferry/map.jpg" in preview.shown
    site.write(f"{BESIDE}/map.jpg", picture(500, "blue"))
    preview.look()
    site.write(f"{BESIDE}/new.csv", "a").delete(f"{BESIDE}/tables/2021.csv")
    site.write(FERRY, article("Ferry", "![x](map.jpg) [y](new.csv)"))
    preview.look()
    assert "articles/ferry/tables/2021.csv" not in preview.shown


def test_files_that_lay_there_before_the_article_came_go_with_it(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write("content/articles/quay/deep/map.pdf", b"%PDF-1.7\n").build()
    assert not site.has("articles/quay/deep/map.pdf")
    site.write("content/articles/quay/index.md", article("Quay")).build()
    assert site.has("articles/quay/deep/map.pdf")
    site.write("content/articles/quay/deep/index.md", article("Deep")).build()
    assert site.has("articles/deep/map.pdf")
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_a_folder_within_is_an_article_of_its_own(site: SiteFolder) -> None:
    inner = f"{BESIDE}/night"
    site.write(f"{inner}/index.md", article("Night", "![x](dark.jpg)", draft=True))
    site.write(f"{inner}/dark.jpg", picture()).write(FERRY, ferry()).build()
    assert not site.problems
    assert not site.has("articles/ferry/night/dark.jpg")
    site.write(f"{inner}/index.md", article("Night", "![x](dark.jpg)")).build()
    assert site.has("articles/night/dark.jpg")


def test_a_page_may_be_a_folder_and_the_home_page_stays(site: SiteFolder) -> None:
    about = "---\ntitle: About\n---\n![Us](us.jpg) [ferry](../../articles/2021/ferry/index.md)\n"
    site.write("content/pages/about/index.md", about)
    site.write("content/pages/about/us.jpg", picture())
    site.write("content/pages/index.md", "---\ntitle: H\n---\nWelcome.\n").build()
    assert not site.problems
    assert 'src="/about/us.jpg"' in site.page("about/")
    assert 'href="/articles/ferry/"' in site.page("about/")
    assert site.has("about/us.jpg.360.webp")
    assert "Welcome." in site.page("index.html")


def test_two_folders_of_one_name_want_one_address(site: SiteFolder) -> None:
    site.write("content/articles/2022/ferry/index.md", article("Ferry again")).build()
    (problem,) = site.problems
    assert "two articles want the slug 'ferry'" in problem


def test_a_file_that_wants_the_place_of_the_page_is_a_problem(site: SiteFolder) -> None:
    site.write(f"{BESIDE}/index.html", "<p>Mine.</p>").build()
    assert any("index.html" in one for one in site.problems)


def test_a_drawing_beside_an_article_is_judged_as_any(site: SiteFolder) -> None:
    site.write(
        f"{BESIDE}/x.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"
    )
    site.build()
    (problem,) = site.problems
    assert problem.startswith(f"{BESIDE}/x.svg")


def test_what_is_missing_for_a_faulty_article_is_not_told_beside_it(
    site: SiteFolder,
) -> None:
    site.write("content/articles/dam.md", article("Dam", "![x](2021/ferry/map.jpg)"))
    site.build().write(FERRY, "---\ntitle: never closed\n").build(keep_going=True)
    told = [one for one in site.problems if "dam.md" in one]
    assert all("left out for a fault of its own" in one for one in told)
    assert not site.has("articles/ferry/map.jpg")


def test_a_file_directly_below_the_articles_is_called_as_before(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    site.write("content/articles/index.md", article("Index")).build()
    assert site.has("articles/index/index.html")


def test_a_picture_without_words_is_asked_about_in_the_file_that_names_it(
    site: SiteFolder,
) -> None:
    site.write(FERRY, ferry(image="map.jpg"))
    points = check_site(site.options()).open_points
    (point,) = [one for one in points if one.kind == "no alternative text"]
    line = site.read(FERRY).split("\n").index("image: map.jpg") + 1
    assert (point.source, point.line) == (FERRY, line)


def test_a_folder_of_a_term_is_read_by_nobody_and_told(site: SiteFolder) -> None:
    site.write("content/authors/mara/index.md", "---\nname: Mara\n---\n")
    points = check_site(site.options()).open_points
    assert "content/authors/mara/index.md" in {one.source for one in points}
