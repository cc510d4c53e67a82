"""Former addresses of files and feeds: the file itself, or a page that is told of."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from harness import SiteFolder, article
from live_preview import LivePreview

from commentariat.pipeline import check_site
from commentariat.pipeline.addresses import accept_addresses

LINES = """\
/old/piece.html /articles/ferry/
/rss.xml /feed.xml
/ferry.rss /authors/mara/feed.xml
/feed/ /feed.xml
/uploads/2019/report.pdf /files/report.pdf
/uploads/map.JPEG /old/map.jpg
/old/map.jpg files/map.jpg
/download/12/ /files/report.pdf
/photo.png /files/map.jpg
/sitemap_index.xml /sitemap.xml
/reports/report.pdf /articles/ferry/
/data.JSON /feed.json#top
/old/chart.swf /files/chart.html
/guide.pdf /guide/guide.pdf
"""
ANSWERED = {"rss.xml": "feed.xml", "ferry.rss": "authors/mara/feed.xml",
            "uploads/2019/report.pdf": "files/report.pdf", "uploads/map.JPEG": "files/map.jpg",
            "old/map.jpg": "files/map.jpg", "sitemap_index.xml": "sitemap.xml",
            "data.JSON": "feed.json", "guide.pdf": "guide/guide.pdf"}  # fmt: skip
TOLD = (4, 8, 9)


@pytest.fixture
def moved(site: SiteFolder) -> SiteFolder:
    """A site whose feeds, files and pages had other addresses."""
    text = article("A Ferry", slug="ferry", authors=["Mara"], date="2020-01-02")
    site.write("content/articles/ferry.md", text)
    files = ("files/report.pdf", "files/map.jpg", "files/chart.html")
    for name in (*files, "root/guide/guide.pdf"):
        site.write(f"content/{name}", name)
    return site.write("content/redirects.txt", LINES)


def test_the_file_itself_lies_at_its_former_address(moved: SiteFolder) -> None:
    assert moved.build().problems == ()
    output = moved.output()
    for old, new in ANSWERED.items():
        assert output[old] == output[new], old
    entries = ElementTree.fromstring(output["rss.xml"])
    assert len(entries.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    for page in ("old/piece.html", "feed/index.html", "download/12/index.html",
                 "photo.png/index.html", "reports/report.pdf/index.html",
                 "old/chart.swf/index.html"):  # fmt: skip
        assert b"http-equiv" in output[page]
    assert moved.build().report.rendered == ()
    assert check_site(moved.options()).problems == ()


def test_a_page_that_leads_to_a_file_is_told(moved: SiteFolder) -> None:
    points = check_site(moved.options()).open_points
    told = [one for one in points if one.kind == "redirect to a file"]
    assert tuple(one.line for one in told) == TOLD
    assert "readers of feeds" in told[0].sentence
    assert {one.source for one in told} == {"content/redirects.txt"}


def test_a_page_that_leads_to_a_feed_names_it_for_readers_of_feeds(
    moved: SiteFolder,
) -> None:
    moved.build()
    link = '<link rel="alternate" href="/feed.xml" type="application/atom+xml">'
    assert link in moved.page("feed/")
    assert 'rel="alternate"' not in moved.page("old/piece.html")


def test_a_feed_at_its_former_address_follows_its_articles(
    moved: SiteFolder,
) -> None:
    moved.build().edit("content/articles/ferry.md", "A Ferry", "The Ferry").build()
    assert {"rss.xml", "ferry.rss", "feed.xml"} <= set(moved.report.rendered)
    assert moved.page("rss.xml") == moved.page("feed.xml")
    assert "The Ferry" in moved.page("ferry.rss")


def test_the_preview_follows_them_too_without_making_all_anew(
    moved: SiteFolder,
) -> None:
    moved.write("content/articles/dam.md", article("A Dam", date="2020-01-01"))
    live = LivePreview(moved)
    live.compare()
    before = live.live.assemblies
    moved.edit("content/articles/dam.md", "A Dam", "The Dam")
    live.update()
    assert live.live.assemblies == before
    live.compare()
    moved.write("content/files/report.pdf", "another")
    live.look()
    moved.write("content/redirects.txt", "/r.pdf /files/report.pdf\n")
    live.look()


def test_former_addresses_of_feeds_and_files_are_held(moved: SiteFolder) -> None:
    accept_addresses(moved.options())
    held = moved.read("content/addresses.txt").splitlines()
    assert {"/rss.xml", "/uploads/2019/report.pdf", "/feed/"} <= set(held)
    moved.write("content/redirects.txt", LINES.replace("/rss.xml /feed.xml\n", ""))
    assert "'/rss.xml' was published" in moved.build().problems[0]


def test_an_address_that_a_page_answered_before_is_not_lost_to_the_file(
    moved: SiteFolder,
) -> None:
    moved.write("content/addresses.txt", "/rss.xml/\n/uploads/2019/report.pdf/\n")
    assert moved.build().problems == ()


def test_a_feed_is_found_under_the_base_path(moved: SiteFolder) -> None:
    moved.write("content/redirects.txt", "/rss.xml /repo/feed.xml\n/a.xml feed.xml\n")
    moved.build(base_url="https://archive.test/repo/")
    assert moved.problems == ()
    assert moved.page("rss.xml") == moved.page("a.xml") == moved.page("feed.xml")


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("/a.xml /authors/nobody/feed.xml", "1: no page or file of this site answers "
         "'/authors/nobody/feed.xml'"),
        ("/a.xml /b.xml\n/b.xml /a.xml", "1: redirects lead in a circle: /a.xml/ → /b.xml/ → /a.xml/"),
        ("/files/report.pdf/x.pdf /files/report.pdf", "1: '/files/report.pdf/x.pdf' is wanted by "
         "content/files/report.pdf too"),
        ("/Files/Report.pdf /files/report.pdf", "1: '/Files/Report.pdf' is wanted by "
         "content/files/report.pdf too"),
        ("/feed.json /feed.xml", "1: '/feed.json/' is wanted by feed.json too"),
    ],
)  # fmt: skip
def test_a_line_that_no_file_can_answer_is_named(
    moved: SiteFolder, lines: str, problem: str
) -> None:
    moved.write("content/redirects.txt", f"{lines}\n").build()
    assert moved.problems == (f"content/redirects.txt:{problem}",)
