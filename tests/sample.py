"""The sample archive as its visitors get it: built, read as HTML, served."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from filelock import FileLock
from serving import Quiet, serving

from commentariat.archive.judge import parse_article
from commentariat.archive.model import Article
from commentariat.config import Settings, load_settings
from commentariat.pipeline import Options, build_site

ROOT = Path(__file__).parent.parent
PROBES = Path(__file__).parent / "probes"
TODAY = "2026-06-01"
BASES = {
    "root": "https://example.org/",
    "project": "https://example.org/repo/",
    "domain": "http://archive.test/",
}
"""A site of its own, one of many at an address, one at an address that is its owner's."""

ARABIC_FIRST = 'languages = ["ar", "en", "ru"]\nlistings = "all"'
"""Settings by which the sample is in Arabic above all, and lists all pieces in each part."""

DATA = ("application/ld+json", "application/vnd.citationstyles.csl+json")
"""Types of scripts that hold data."""


class Html:
    """One page, parsed as browsers do."""

    def __init__(self, output: str, url: str, text: str) -> None:
        self.output = output
        """Path under output/."""
        self.url = url
        """Whole address at which it is published."""
        self.text = text

    def __repr__(self) -> str:
        return self.output

    @cached_property
    def _parsed(self) -> tuple[Element, list[str]]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(self.text)
        return tree, [f"{line}: {fault}" for (line, _), fault, _ in parser.errors]

    @property
    def tree(self) -> Element:
        """The root element."""
        return self._parsed[0]

    @property
    def errors(self) -> list[str]:
        """Every error of the HTML5 parsing algorithm, each with its line."""
        return self._parsed[1]

    @cached_property
    def elements(self) -> list[Element]:
        """All elements, in order."""
        return [one for one in self.tree.iter() if isinstance(one.tag, str)]

    def all(self, *tags: str) -> list[Element]:
        """The elements that are one of *tags*, in order."""
        return [one for one in self.elements if one.tag in tags]

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [one.attrib["id"] for one in self.elements if "id" in one.attrib]

    def meta(self, name: str) -> list[str]:
        """The contents of the meta elements of that name or property."""
        return [
            one.attrib.get("content", "")
            for one in self.all("meta")
            if name in (one.attrib.get("name"), one.attrib.get("property"))
        ]

    def links(self, rel: str) -> list[str]:
        """The hrefs of the link elements with *rel*."""
        return [
            one.attrib["href"]
            for one in self.all("link")
            if rel in one.attrib.get("rel", "").split()
        ]

    @property
    def moved_to(self) -> str:
        """Where the page sends its visitors on; empty where it does not."""
        for one in self.all("meta"):
            if one.attrib.get("http-equiv", "").lower() == "refresh":
                return one.attrib["content"].partition("url=")[2]
        return ""

    @property
    def is_indexed(self) -> bool:
        """Tell whether search engines may keep the page."""
        return "noindex" not in self.meta("robots")


@dataclass(frozen=True)
class Published:
    """A built site: its output, and what it was built from."""

    folder: Path
    """The site; its output is in output/."""
    base_url: str

    @property
    def output(self) -> Path:
        """What is published."""
        return self.folder / "output"

    @cached_property
    def settings(self) -> Settings:
        """The settings of the build."""
        return load_settings(self.folder, self.base_url)

    def part(self, output: str) -> tuple[Settings, str]:
        """Tell in which language’s part a page lies, and its path below the folder of that."""
        for one in self.settings.others:
            if output.startswith(one.prefix):
                return one, output.removeprefix(one.prefix)
        return self.settings, output

    def part_of(self, language: str) -> Settings:
        """The settings of the part in *language*; of the first, where there is none."""
        found = [one for one in self.settings.others if one.language == language]
        return found[0] if found else self.settings

    @cached_property
    def files(self) -> frozenset[str]:
        """Every path under output/."""
        found = (path for path in self.output.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.output).as_posix() for path in found)

    @cached_property
    def pages(self) -> dict[str, Html]:
        """Every HTML page, by its path under output/."""
        return {
            name: Html(name, self.url_of(name), self.read(name))
            for name in sorted(self.files)
            if name.endswith((".html", ".htm"))
        }

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Every article that should be published, by the path of its page."""
        found = {}
        for path in sorted((self.folder / "content/articles").rglob("*.md")):
            name = path.relative_to(self.folder / "content").as_posix()
            article = parse_article(path.read_bytes(), name, self.settings.schema)
            if not article.is_draft and article.date <= TODAY:
                found[f"articles/{article.slug}/index.html"] = article
        return found

    def read(self, output: str) -> str:
        """The text of a file under output/."""
        return (self.output / output).read_text(encoding="utf-8")

    def url_of(self, output: str) -> str:
        """Whole address of a file under output/."""
        return self.base_url + output.removesuffix("index.html")

    def find(self, target: str, page_url: str) -> str | None:
        """
        Find the file that *target*, written on the page at *page_url*, leads to.

        Empty where it leads to another site; None where it leads nowhere, or
        only by way of a redirect of the server's.
        """
        url, _ = urldefrag(urljoin(page_url, target))
        if urlsplit(url)[:2] != urlsplit(self.base_url)[:2]:
            return ""
        if not url.startswith(self.base_url):
            return None
        path = unquote(urlsplit(url).path[len(urlsplit(self.base_url).path) :])
        output = f"{path}index.html" if not path or path.endswith("/") else path
        return output if output in self.files else None


def text_of(element: Element) -> str:
    """All text in *element*, with single blanks."""
    return " ".join("".join(element.itertext()).split())


def listed(faults: Collection[object]) -> str:
    """Name the first of *faults*, a line each, and how many there are."""
    first = [str(fault) for fault in list(faults)[:25]]
    return "\n".join([f"{len(faults)} in all:", *first])


def build_sample(folder: Path, base_url: str, more: str = "") -> None:
    """
    Build the sample archive, and the probes of the tests with it, in *folder*.

    *more* is lines of settings, beside its own; the first may be in place of one.
    """
    for name in ("content", "templates", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    if more:
        key = re.escape(more.split()[0])
        settings = re.sub(rf"^{key} = .*\n", "", settings, count=1, flags=re.MULTILINE)
    table = "[tool.commentariat]\n"
    text = settings.replace(table, f"{table}{more}\n")
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    shutil.copytree(PROBES, folder / "content", dirs_exist_ok=True)
    # One process: a fork of a process that has threads is a warning, and so an error.
    report = build_site(Options(site=folder, today=TODAY, base_url=base_url, workers=1))
    assert report.is_done
    assert not report.problems, [str(problem) for problem in report.problems]


def publish(factory: pytest.TempPathFactory, name: str, more: str = "") -> Published:
    """Build the sample for the base *name*: once a run, however many workers it has."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    label = "-".join([name, *more.split()[:1]])
    folder = shared / f"sample-{label}"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            work = shared / f"sample-{label}-{os.getpid()}"
            shutil.rmtree(work, ignore_errors=True)
            build_sample(work, BASES[name], more)
            work.rename(folder)
    return Published(folder, BASES[name])


@contextmanager
def serve(site: Published) -> Iterator[str]:
    """Serve *site* on this machine; gives the address of its home page."""
    base = urlsplit(site.base_url).path
    with serving(_PagesHandler, folder=site.output, base_path=base) as origin:
        yield f"{origin}{base}"


class _PagesHandler(Quiet, SimpleHTTPRequestHandler):
    """Answers as GitHub Pages does: a folder is sent on to its `/`, 404.html for the rest."""

    folder: Path
    base_path: str
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for its own head
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".html": "text/html; charset=utf-8",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
        "": "application/octet-stream",
    }

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        inner = (
            path.removeprefix(self.base_path)
            if path.startswith(self.base_path)
            else None
        )
        if inner is None or ".." in inner.split("/"):
            self._answer(404, self.folder / "404.html")
            return
        file = self.folder / inner
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        elif file.is_dir():
            self.send_response(301)
            self.send_header("Location", f"{urlsplit(self.path).path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        found = file.is_file() and not inner.endswith("//")
        self._answer(200 if found else 404, file if found else self.folder / "404.html")

    def _answer(self, status: int, file: Path) -> None:
        data = file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
