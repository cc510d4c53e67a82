"""What a path is answered with."""

from __future__ import annotations

import pytest

from commentariat.preview.paths import Found, Moved, resolve, split_path

OUTPUTS = {
    "index.html",
    "404.html",
    "feed.xml",
    "articles/x/index.html",
    "about.html",
    "files/a b.pdf",
    "topics/вода/index.html",
}
LOST = Found("404.html", 404)


def answer(path: str, base: str = "/") -> Found | Moved:
    return resolve(path, base, OUTPUTS.__contains__)


@pytest.mark.parametrize(
    ("path", "output"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/feed.xml", "feed.xml"),
        ("/articles/x/", "articles/x/index.html"),
        ("/articles/%78/index.html", "articles/x/index.html"),
        ("/about", "about.html"),
        ("/files/a%20b.pdf", "files/a b.pdf"),
        ("/topics/%D0%B2%D0%BE%D0%B4%D0%B0/", "topics/вода/index.html"),
    ],
)
def test_a_path_is_answered_with_its_file(path: str, output: str) -> None:
    assert answer(path) == Found(output)


def test_a_folder_is_sent_on_to_its_slash() -> None:
    assert answer("/articles/x") == Moved("/articles/x/")


def test_an_address_that_is_sent_on_is_encoded() -> None:
    assert answer("/topics/вода") == Moved("/topics/%D0%B2%D0%BE%D0%B4%D0%B0/")


def test_a_site_below_a_path_is_found_there_only() -> None:
    assert answer("/repo/articles/x/", "/repo/") == Found("articles/x/index.html")
    assert answer("/repo", "/repo/") == Moved("/repo/")
    assert answer("/repo/articles/x", "/repo/") == Moved("/repo/articles/x/")
    assert answer("/articles/x/", "/repo/") == LOST
    assert answer("/repository/", "/repo/") == LOST


def test_the_root_of_the_server_leads_to_a_site_below_a_path() -> None:
    assert answer("/", "/repo/") == Moved("/repo/", 302)


@pytest.mark.parametrize(
    "path",
    [
        "/no/such/page/",
        "/articles/",  # no listing of a folder without an index
        "/articles",
        "/feed.xml/",
        "//articles/x/",
        "/articles//x/",
        "/articles/x//",
        "/./feed.xml",
        "/articles/../feed.xml",
        "/%2e%2e/feed.xml",
        "/%2E%2E%2Ffeed.xml",
        "/articles%2Fx/",
        "/articles\\x/",
        "/articles%5Cx/",
        "/feed.xml%00",
        "/feed.xml%00.html",
        "/%ff",
        "feed.xml",
        "",
        "*",
        "http://elsewhere.example/feed.xml",
    ],
)
def test_any_other_path_is_lost(path: str) -> None:
    assert answer(path) == LOST


@pytest.mark.parametrize(
    "path",
    ["/a/../b", "/..", "/%2e%2e/b", "/.", "/a\\b", "/a%5Cb", "/a%00", "/a//b", "a"],
)
def test_what_leads_astray_on_some_disk_is_no_path(path: str) -> None:
    assert split_path(path) is None
