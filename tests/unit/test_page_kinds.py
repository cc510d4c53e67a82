"""Pages of a crawl: pieces told from lists by their own signs, and by those of all others."""

from __future__ import annotations

import io

import pytest
from web_archives import WORDS, archive, cut, page, record

from commentariat.intake.formats.model import ItemSpan
from commentariat.intake.formats.warc import cut_warc
from commentariat.intake.phrases.days import read_moment

HOST = "https://heron.example"


def kinds(*answers: tuple[str, bytes]) -> dict[str, str]:
    """Tell the kind of each page, by its path."""
    spans, problems = cut(archive(*((f"{HOST}{path}", data) for path, data in answers)))
    assert problems == []
    return {one.key.removeprefix(HOST): one.kind for one in spans}


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", ' id="index" class="home"'),
        ('<meta property="og:type" content="website">', ""),
        ('<script type="application/ld+json">{"@type": "WebSite"}</script>', ""),
    ],
)
def test_a_sign_that_all_pages_of_a_site_have_says_nothing(
    head: str, body: str
) -> None:
    found = kinds(
        *((f"/{name}.html", page(name, head, body)) for name in ("wind", "mud", "ice"))
    )
    assert set(found.values()) == {"article"}


def test_a_sign_that_some_pages_have_tells_lists() -> None:
    website = '<meta property="og:type" content="website">'
    article = '<meta property="og:type" content="article">'
    found = kinds(
        ("/", page("Heron", website)),
        ("/about-us/", page("About", website)),
        ("/wind/", page("Wind", article)),
    )
    assert found == {"/": "list", "/about-us/": "list", "/wind/": "article"}
    plain = kinds(
        ("/a/", page("A", body=' class="archive"')),
        ("/b/", page("B", body=' class="archive single"')),
        ("/c/", page("C")),
    )
    assert plain == {"/a/": "list", "/b/": "list", "/c/": "article"}


@pytest.mark.parametrize(
    "path",
    ["/tags/", "/tags.html", "/fr/tags/ports/", "/authors/ada-berg/", "/author/ada.html",
     "/series/", "/category/sea/tides/", "/archives.html", "/people/ada-berg/", "/page/2/"],
)  # fmt: skip
def test_addresses_of_lists_tell_them(path: str) -> None:
    found = kinds((path, page("A")), ("/2019/wind/", page("Wind")))
    assert found == {path: "list", "/2019/wind/": "article"}


def linked(*targets: str, text: str = "") -> bytes:
    """Write a page that leads to *targets*."""
    rows = "".join(
        f'<li><a href="{one}">{one} and what it is</a></li>' for one in targets
    )
    return page("Posts").replace(
        b"</article>", f"{text}<ul>{rows}</ul></article>".encode()
    )


def test_a_page_that_lists_those_below_it_is_a_list() -> None:
    pieces = [("/posts/wind/", page("Wind")), ("/posts/mud/", page("Mud"))]
    assert kinds(("/posts/", linked("wind/", "mud/")), *pieces)["/posts/"] == "list"
    # One that leads elsewhere, or has a text of its own, is a piece with parts.
    assert kinds(("/posts/", linked("/x/")), *pieces)["/posts/"] == "article"
    text = f"<p>{WORDS} {WORDS}</p><p>{WORDS} And so on. {WORDS}</p>"
    report = linked("wind/", "mud/", text=text)
    assert kinds(("/posts/", report), *pieces)["/posts/"] == "article"


def test_pages_that_lead_on_and_lists_of_servers_are_no_articles() -> None:
    leads = (
        b"<!doctype html><html><head><title>x</title>"
        b'<meta http-equiv="refresh" content="0; url=https://heron.example/new/"></head></html>'
    )
    found = kinds(
        ("/old/", leads), ("/files/", page("Index of /files")), ("/wind/", page("Wind"))
    )
    assert found == {"/old/": "redirect", "/files/": "list", "/wind/": "article"}


def test_a_page_that_an_earlier_archive_has_is_told() -> None:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    data = archive((f"{HOST}/wind/", page("Wind")))
    for address in ("/wind/", "/mud/"):
        data += record("revisit", f"{HOST}{address}", http)
    data += record("revisit", f"{HOST}/a.png", http.replace(b"text/html", b"image/png"))
    spans = [
        one for one in cut_warc(io.BytesIO(data), "a") if isinstance(one, ItemSpan)
    ]
    assert sorted((one.key.removeprefix(HOST), one.kind) for one in spans) == [
        ("/mud/", "revisit"),
        ("/wind/", "article"),
        ("/wind/ ", "copy"),
    ]


@pytest.mark.parametrize(
    "said", ["0001-01-01", "0001-01-01T00:00:00Z", "0000-00-00 00:00:00"]
)
def test_what_programs_write_for_no_day_is_none(said: str) -> None:
    assert read_moment(said) == ""
