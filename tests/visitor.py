"""A visitor of the sample archive: opens pages, and notes whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from chromium import LIMIT
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
)
from sample import Published

from commentariat.archive.model import Article
from commentariat.config import Settings
from commentariat.facets import DEFAULT_FACETS

ArticleTest = Callable[[Article], bool]

_ARTICLES: dict[str, ArticleTest] = {
    "article": lambda one: one.language == "en" and bool(one.date and one.series),
    "article in Russian": lambda one: one.language == "ru",
    "article in Arabic": lambda one: one.language == "ar",
    "article in Hebrew": lambda one: one.language == "he",
    "undated article": lambda one: not one.date,
    "event": lambda one: one.type == "event",
    "paper": lambda one: one.slug == "price-of-a-shut-gate",
    "article with a picture": lambda one: bool(one.image),
    "bare article": lambda one: one.slug == "probe-bare",
    "article with everything": lambda one: one.slug == "probe-everything",
    "hostile article": lambda one: one.slug == "probe-hostile",
}
_TERMS = {
    "center": "centers",
    "region": "regions",
    "topic": "topics",
    "program": "programs",
    "project": "projects",
    "series": "series",
    "collection": "collections",
    "type": "types",
    "year": "years",
}
_INDEXES = {f"index of {facet.name}": facet.path for facet in DEFAULT_FACETS}

KINDS = (
    "home",
    *_ARTICLES,
    "author with a biography",
    "author without a biography",
    "author without articles",
    *_TERMS,
    "undated year",
    "month",
    "year of an author",
    "undated letter of an author",
    *_INDEXES,
    "own page",
    "what crosses what",
    "search",
    "lost address",
)
"""Every kind of page that stays where it is; redirects are looked at apart."""
SKIP = "body > a[href^='#']"
"""The link that leads past the navigation, for any CSS selector."""
REDIRECT = "2018/01/03/everything/"
LOST = "no/such/page/"


def path_of(kind: str, site: Published) -> str:
    """Find a page of that kind; the site must have one."""
    if kind in _ARTICLES:
        fits = _ARTICLES[kind]
        found = [name for name, article in site.articles.items() if fits(article)]
        # The sample's own, where it has one.
        name = sorted(found, key=lambda one: ("probe" in one, one))[0]
    elif kind == "author without articles":
        name = "authors/probe-nobody/index.html"
    elif kind in ("author with a biography", "author without a biography"):
        name = _author(site, has_file=kind == "author with a biography")
    elif kind in _TERMS:
        name = _fullest(site, _TERMS[kind], 3)
    elif kind in _INDEXES:
        name = f"{_INDEXES[kind]}/index.html"
    else:
        name = _other(kind, site)
    return name.removesuffix("index.html")


def _other(kind: str, site: Published) -> str:
    if kind == "month":
        return _fullest(site, "years", 4, lambda parts: parts[1] != "undated")
    if kind == "year of an author":
        return _fullest(site, "authors", 4)
    if kind == "undated letter of an author":
        return _fullest(site, "authors", 5, lambda parts: parts[2] == "undated")
    fixed = {"home": "", "undated year": "years/undated/", "own page": "about/",
             "what crosses what": "explore/", "search": "search/"}  # fmt: skip
    return fixed[kind] if kind != "lost address" else LOST


def _author(site: Published, *, has_file: bool) -> str:
    folder = site.folder / "content/authors"
    files = {f"{path.stem}" for path in folder.glob("*.md")}
    return _fullest(site, "authors", 3, lambda parts: (parts[1] in files) == has_file)


def _fullest(
    site: Published, folder: str, depth: int, fits: Callable[[list[str]], bool] = bool
) -> str:
    """The largest page at that depth of *folder*: the one with most to go wrong."""
    found = []
    for name, page in site.pages.items():
        parts = name.split("/")
        if (
            parts[0] == folder
            and len(parts) == depth
            and fits(parts)
            and not page.moved_to
        ):
            found.append((len(page.text), name))
    return max(found)[1]


SETTINGS: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 900},
    "reduced_motion": "reduce",
}

# What the page's own policy forbids, before anything of the page is there.
_NOTE_FORBIDDEN = """
window.forbidden = [];
addEventListener("securitypolicyviolation", (event) => window.forbidden.push(
  `forbidden: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


@dataclass
class Visit:
    """One window of a browser on the sample archive."""

    page: Page
    address: str
    """Address of the home page."""
    site: Published
    faults: list[str] = field(default_factory=list)
    """Messages of the console, requests that failed, left the site or were forbidden."""

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.site.settings

    def begin(self) -> None:
        """Make the window as it was at first."""
        self.page.goto("about:blank")
        self.page.set_viewport_size(SETTINGS["viewport"])
        self.page.emulate_media(media="null", color_scheme="null")
        self.page.unroute_all()
        self.faults.clear()

    def open(self, kind: str) -> Page:
        """Open a page of that kind, and wait until all of it is there."""
        return self.open_path(path_of(kind, self.site))

    def open_path(self, path: str) -> Page:
        """Open the page at *path*, and wait until all of it is there."""
        self.page.goto(self.address + quote(path))
        self.page.evaluate("document.fonts.ready.then(() => null)")
        self.page.wait_for_selector("[aria-busy=true]", state="detached")
        self.faults += self.page.evaluate("window.forbidden")
        return self.page

    def watch(self) -> None:
        """Note what goes wrong from now on."""
        page = self.page
        page.add_init_script(_NOTE_FORBIDDEN)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self._dialog(dialog))
        page.on("requestfailed", self._failed)
        page.on("request", lambda one: self._request(one.url))
        page.on("response", self._response)

    def _console(self, said: ConsoleMessage) -> None:
        # Whether a browser gets to asking for this is a matter of time; test_validity
        # sees to it that every page names an icon of its own.
        is_icon = said.location["url"].endswith("/favicon.ico")
        if said.type in ("error", "warning") and not is_icon:
            self.faults.append(f"console: {said.text} {said.location['url']}")

    def _failed(self, request: Request) -> None:
        if (
            request.failure != "net::ERR_ABORTED"
        ):  # the visitor went on before it was there
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, url: str) -> None:
        if not url.startswith((self.address, "about:")):
            self.faults.append(f"left the site: {url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")


@contextmanager
def open_context(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """Begin a session of the browser's; *options* are those of Playwright."""
    context = browser.new_context(**(SETTINGS | options))
    context.set_default_timeout(LIMIT)
    try:
        yield context
    finally:
        context.close()


@contextmanager
def open_visit(
    context: BrowserContext, address: str, site: Published
) -> Iterator[Visit]:
    """Open a window, and note what goes wrong in it."""
    visit = Visit(context.new_page(), address, site)
    visit.watch()
    try:
        yield visit
    finally:
        visit.page.close()
