"""Files that are passed through: those of the root, and attachments that are HTML."""

from __future__ import annotations

import io

import pytest
from harness import SiteFolder, article
from live_preview import LivePreview
from PIL import Image

from commentariat.engine.scan import is_passed_over
from commentariat.pipeline import check_site

HTML = "<p>no title<script src='https://elsewhere.test/a.js'></script><b>"


def noted_picture() -> bytes:
    """A picture with a note of the camera that took it."""
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[271] = "Camera"
    Image.new("RGB", (9, 9), "red").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


OF_THE_ROOT: dict[str, bytes] = {
    "ads.txt": b"none\r\n",
    "favicon.ico": b"\0\0\1\0",
    "google123.html": HTML.encode(),
    "feed.rss": b"<not xml",
    "notes.md": b"# No article",
    "icon.svg": b"<svg xmlns='http://www.w3.org/2000/svg' baseProfile='tiny-ps'><script/></svg>",
    "old/photo.jpg": noted_picture(),
    ".well-known/security.txt": b"Contact: mailto:office@archive.test\n",
    ".well-known/acme/.token": b"x",
    ".htaccess": b"Options -Indexes\n",
}


@pytest.fixture
def rooted(site: SiteFolder) -> SiteFolder:
    """A site with files of every sort for its root."""
    site.write("content/articles/ferry.md", article("A Ferry", "[ads](/ads.txt)"))
    for name, data in OF_THE_ROOT.items():
        site.write(f"content/root/{name}", data)
    return site


def test_files_of_the_root_are_published_as_they_are(rooted: SiteFolder) -> None:
    assert rooted.build().problems == ()
    output = rooted.output()
    assert {name: output[name] for name in OF_THE_ROOT} == OF_THE_ROOT
    assert rooted.build().report.rendered == ()
    assert "google123" not in rooted.page("sitemap.xml")
    assert check_site(rooted.options()).problems == ()


def test_a_file_of_the_root_follows_its_source(rooted: SiteFolder) -> None:
    rooted.build().write("content/root/.well-known/security.txt", "Contact: x\n")
    rooted.delete("content/root/ads.txt").delete("content/root/.well-known/acme")
    rooted.edit("content/articles/ferry.md", "/ads.txt", "/favicon.ico").build()
    rooted.rendered(
        ".well-known/security.txt",
        "articles/ferry/index.html",
        "drawings/ferry.svg",
    )
    assert not rooted.has("ads.txt")
    assert not rooted.has(".well-known/acme")
    assert rooted.page(".well-known/security.txt") == "Contact: x\n"


def test_a_drawing_is_published_as_it_is_from_when_on_it_lies_in_the_root(
    site: SiteFolder,
) -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' unheard='of'></svg>"
    site.write("content/files/a.svg", drawing).build()
    cleaned = site.page("files/a.svg")
    assert cleaned != drawing
    site.delete("content/files/a.svg").write("content/root/files/a.svg", drawing)
    assert site.build().page("files/a.svg") == drawing
    site.delete("content/root").write("content/files/a.svg", drawing)
    assert site.build().page("files/a.svg") == cleaned


def test_what_systems_and_editors_leave_is_not_published(site: SiteFolder) -> None:
    names = (".DS_Store", "._ads.txt", ".git/config", ".gitkeep", ".gitignore", "ads.txt~",
             ".ads.txt.swp", "Thumbs.db", "#ads.txt#", ".#ads.txt", ".well-known/.DS_Store")  # fmt: skip
    for name in names:
        site.write(f"content/root/{name}", "x")
    site.write("content/files/.hidden", "x").build()
    assert site.problems == ()
    assert not {*names, "files/.hidden"} & site.output().keys()


@pytest.mark.parametrize(
    ("path", "is_over"),
    [("content/root/.well-known/x", False), ("content/root/.htaccess", False),
     ("content/root/.git/x", True), ("content/root/a/.b/c~", True), ("content/.root/x", True),
     ("content/files/.well-known/x", True), ("content/rooted/.x", True), (".content/root/x", True)],
)  # fmt: skip
def test_hidden_files_are_meant_below_the_root_alone(path: str, is_over: bool) -> None:
    assert is_passed_over(path) is is_over


def test_the_preview_shows_files_of_the_root(rooted: SiteFolder) -> None:
    live = LivePreview(rooted)
    live.compare()
    rooted.write("content/root/.well-known/security.txt", "Contact: x\n")
    rooted.write("content/root/robots.txt", "User-agent: *\n")
    live.update()
    live.compare()
    rooted.delete("content/root/.htaccess")
    rooted.edit("content/articles/ferry.md", "A Ferry", "The Ferry")
    live.update()
    live.compare()


def test_a_robots_txt_of_the_root_takes_the_place_of_the_one_made(
    site: SiteFolder,
) -> None:
    site.write("content/articles/a.md", article("A")).build()
    assert "Sitemap:" in site.page("robots.txt")
    site.write("content/root/robots.txt", "User-agent: *\n").build()
    assert site.problems == ()
    site.rendered("robots.txt")
    assert site.page("robots.txt") == "User-agent: *\n"
    site.write("content/articles/a.md", article("B")).build()
    assert site.page("robots.txt") == "User-agent: *\n"
    site.delete("content/root/robots.txt").build()
    assert "Sitemap:" in site.page("robots.txt")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("404.html", "content/root/404.html: '/404.html' is wanted by templates/404.html too"),
        ("feed.xml", "content/root/feed.xml: '/feed.xml' is wanted by templates/feed.xml too"),
        ("articles/ferry/index.html", "content/articles/ferry.md:4: '/articles/ferry/' is wanted "
         "by content/root/articles/ferry/index.html too"),
        ("articles/ferry", "content/articles/ferry.md:4: '/articles/ferry/' is wanted by "
         "content/root/articles/ferry too"),
        ("Files/map.pdf", "content/root/Files/map.pdf: content/files/map.pdf is the same file on "
         "some systems"),
        ("files/map.pdf/x", "content/root/files/map.pdf/x: content/files/map.pdf is the same file "
         "on some systems"),
    ],
)  # fmt: skip
def test_what_two_want_is_named(site: SiteFolder, name: str, problem: str) -> None:
    site.write("content/files/map.pdf", "x")
    site.write("content/articles/ferry.md", article("A Ferry", slug="ferry"))
    site.write(f"content/root/{name}", "x").build()
    assert site.problems == (problem,)


def test_no_facet_takes_the_folder_of_the_root(site: SiteFolder) -> None:
    text = '\n[tool.commentariat.facets.topics]\npath = "root"\n'
    site.write("pyproject.toml", site.read("pyproject.toml") + text).build()
    assert "the folder 'root' is taken already" in site.problems[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [("chart.html", HTML), ("chart.htm", HTML), ("OLD.HTML", HTML), ("deep/a/index.html", HTML),
     ("data.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>"), ("data.json", "{'a': 1,}"),
     ("own.css", "p { background: url(gone.png) }")],
)  # fmt: skip
@pytest.mark.parametrize("folder", ["files", "root"])
def test_what_is_passed_through_is_no_page(
    site: SiteFolder, folder: str, name: str, text: str
) -> None:
    site.write(f"content/{folder}/{name}", text)
    where = f"{'files/' if folder == 'files' else ''}{name}"
    site.write("content/articles/a.md", article("A", f"[it](/{where}#Part)"))
    assert check_site(site.options()).problems == ()
    assert site.build().problems == ()
    assert site.page(where) == text
    assert check_site(site.options()).problems == ()


def test_links_to_attachments_and_pages_are_judged_all_the_same(
    site: SiteFolder,
) -> None:
    site.write("content/files/chart.html", HTML)
    site.write("content/articles/a.md", article("A", "[x](/files/char.html)"))
    site.write("templates/_foot.html", "<p><b>never closed</p>")
    found = [str(one) for one in check_site(site.options()).problems]
    assert any("'/files/char.html'" in one for one in found)
    assert any("_foot.html" in one for one in found)
