"""The same archive at every kind of address: nothing missing, nothing asked of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from chromium import begin
from playwright.sync_api import Playwright, Route, sync_playwright
from sample import Published, listed, publish, serve
from visitor import KINDS, REDIRECT, Visit, open_context, open_visit

pytestmark = pytest.mark.browser

_ADDRESSES = {
    "root": "",
    "project": "fingerprint = true",
    "domain": "fingerprint = true",
}
_CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """The driver of browsers."""
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module", params=_ADDRESSES)
def placed(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    playwright: Playwright,
) -> Iterator[Visit]:
    """A visitor of the archive at one kind of address."""
    site = publish(tmp_path_factory, request.param, _ADDRESSES[request.param])
    with ExitStack() as stack:
        address = stack.enter_context(serve(site))
        arguments = []
        if request.param == "domain":  # the name that its pages know, on this machine
            server = urlsplit(address).netloc
            name = urlsplit(site.base_url).hostname
            arguments = [f"--host-resolver-rules=MAP {name}:80 {server}"]
            address = site.base_url
        browser = stack.enter_context(begin(playwright, arguments))
        context = stack.enter_context(open_context(browser))
        yield stack.enter_context(open_visit(context, address, site))


@pytest.fixture
def visit(placed: Visit) -> Visit:
    """The same visitor, as at first."""
    placed.begin()
    return placed


def test_every_kind_of_page_is_whole_by_day_and_night(visit: Visit) -> None:
    faults = []
    for kind in KINDS:
        page = visit.open(kind)
        page.emulate_media(color_scheme="dark")
        lost = page.evaluate(
            "[...document.images].filter(i => i.currentSrc && i.complete && !i.naturalWidth).length"
        )
        styled = page.evaluate("getComputedStyle(document.body).margin")
        fonts = page.evaluate(
            "[...document.fonts].filter(f => f.status == 'loaded').length"
        )
        if lost or styled != "0px" or not fonts:
            faults.append(f"{kind}: {lost} {styled} {fonts}")
        if kind != "lost address":  # which is said to be lost, and rightly
            found = [*visit.faults, *page.evaluate("window.forbidden")]
            faults += [f"{kind}: {fault}" for fault in found]
        visit.begin()
    assert not faults, listed(faults)


def test_pictures_come_as_copies_when_they_are_scrolled_to(visit: Visit) -> None:
    for path, file in (
        ("articles/pilot-boards-at-dawn/", "dawn.jpg"),
        ("articles/how-the-archive-counts/", "shares.png"),
        ("series/the-long-shore/", "shore.jpg"),
    ):
        page = visit.open_path(path)
        picture = page.locator(f"img[src$='{file}']")
        picture.scroll_into_view_if_needed()
        page.wait_for_function(
            "file => document.querySelector(`img[src$='${file}']`).naturalWidth",
            arg=file,
        )
        chosen = picture.evaluate("one => one.currentSrc")
        assert re.search(rf"/{file}(\.[0-9a-f]{{10}})?\.\d+\.webp$", chosen), chosen
        is_whole = picture.evaluate("""one => {
          const ratio = one.getAttribute("width") / one.getAttribute("height");
          const is_cut = getComputedStyle(one).objectFit === "cover";
          return is_cut || Math.abs(one.clientWidth / one.clientHeight / ratio - 1) < .02;
        }""")
        assert is_whole, file  # it may be cut, but is not squeezed
    assert not visit.faults, listed(visit.faults)


def test_a_former_address_leads_on(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.address + REDIRECT)
    page.wait_for_url("**/articles/probe-everything/")
    assert page.locator("h1").inner_text() == "Everything That a Body May Hold"
    assert not visit.faults, listed(visit.faults)


def test_what_is_smuggled_into_a_page_does_nothing(visit: Visit) -> None:
    smuggled = """
        <script>window.acted = 1</script><script src="https://evil.test/x.js"></script>
        <img src="https://evil.test/x.png" onerror="window.acted = 2">
        <p style="position: fixed">x</p><style>body { display: none }</style>
        <iframe src="https://evil.test/"></iframe>
    """

    def smuggle(route: Route) -> None:
        text = visit.site.read("about/index.html")
        body = text.replace('<main id="Main">', f'<main id="Main">{smuggled}')
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    asked: list[str] = []
    visit.page.route(
        "https://evil.test/**", lambda route: asked.append(route.request.url)
    )
    visit.page.route(f"{visit.address}about/", smuggle)
    page = visit.open_path("about/")
    assert page.evaluate("typeof window.acted") == "undefined"
    assert page.locator("h1").is_visible()
    assert (
        page.locator("p[style]").evaluate("p => getComputedStyle(p).position")
        == "static"
    )
    rules = {
        fault.split()[1] for fault in visit.faults if fault.startswith("forbidden")
    }
    assert rules >= {
        "script-src-elem",
        "img-src",
        "style-src-attr",
        "style-src-elem",
        "frame-src",
    }
    assert asked == []


class _References(HTMLParser):
    """Every address in a page that a browser may ask for or follow."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.found.add(value)
            if name == "srcset" and value:
                self.found.update(part.split()[0] for part in value.split(","))


def _references(kind: str, text: str) -> set[str]:
    if kind.startswith("text/css"):
        return set(_CSS_URL.findall(text))
    if not kind.startswith("text/html"):
        return set()
    parser = _References()
    parser.feed(text)
    return parser.found


@pytest.mark.parametrize("name", _ADDRESSES)
def test_everything_that_can_be_reached_answers_at_once(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site: Published = publish(tmp_path_factory, name, _ADDRESSES[name])
    with serve(site) as address:
        connection = HTTPConnection(urlsplit(address).netloc)
        seen, left, faults = {site.base_url}, [site.base_url], []
        while left:
            url = left.pop()
            parts = urlsplit(url)
            connection.request("GET", parts.path, headers={"Host": parts.netloc})
            answer = connection.getresponse()
            data = answer.read()
            if answer.status != 200:
                faults.append(f"{answer.status} {url}")
            kind = answer.headers.get("Content-Type", "")
            text = data.decode("utf-8") if kind.startswith("text/") else ""
            for target in _references(kind, text):
                found, _ = urldefrag(urljoin(url, target))
                is_inside = urlsplit(found)[:2] == urlsplit(site.base_url)[:2]
                if is_inside and found not in seen:
                    seen.add(found)
                    left.append(found)
        connection.close()
    assert not faults, listed(faults)
    assert {url.rpartition(".")[2] for url in seen} >= {
        "css",
        "woff2",
        "svg",
        "webp",
        "xml",
    }
    assert len(seen) > 0.9 * len(site.files)
