"""
What the search of a whole site costs: its build, its files, its answers in a browser.

The articles are those of `search_prose.py`, put together to 1,000 words each, with authors,
regions and topics as an archive of that size has them. The site is built by a process of its
own; a seeded choice of queries is then asked of its files, as a browser does, and of the
page of the search in Chromium.

    PYTHONPATH=tests python tests/bench/bench_search_site.py FOLDER --articles 100000
    … --beside        and the build without the search, before it
    … --keep SITE     in a folder that stays; one that is there is not built again

FOLDER keeps the packages. Needs `pip install -e .[bench]`, and Chromium by Playwright. It
prints, and asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler
from itertools import islice
from pathlib import Path
from statistics import quantiles

import msgspec
from bench_build import ROOT, report, timed
from bench_search import Host, Question, draw_questions, print_fetched, tile
from chromium import launch
from playwright.sync_api import CDPSession
from search_prose import Article, read_prose
from serving import Quiet, serving
from text_search import shown_paragraphs

from commentariat.search.model import Card
from commentariat.search.queries import fold_words
from commentariat.search.ranges import LARGEST

REGIONS, TOPICS = 30, 35
TIMED = 40
"""Queries that are asked in the browser."""
SETTINGS = """[tool.commentariat]
title = "Bench"
base_url = "https://bench.example/"
language = "en"
"""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--beside", action="store_true", help="build without search")
    parser.add_argument("--keep", type=Path, help="folder of the site")
    options = parser.parse_args()
    articles = list(islice(tile(read_prose(options.folder)), options.articles))
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with (
        nullcontext(options.keep)
        if options.keep
        else tempfile.TemporaryDirectory(prefix="bench-", dir=memory)
    ) as name:
        site = Path(name)
        if not (site / "output").exists():
            write_site(site, articles)
            build(site, is_beside=options.beside)
        print_size(site / "output/search/index", len(articles))
        questions = draw_questions(articles, options.seed)
        print_fetched(partial(_Output, site / "output"), questions, "pages")
        print_times(site / "output", questions[:TIMED])


def write_site(folder: Path, articles: Iterable[Article]) -> None:
    """Write *articles* as content files, with the terms of an archive that is so large."""
    chance = random.Random("terms")
    listed = list(articles)
    authors = max(len(listed) // 40, 1)
    for number, one in enumerate(listed):
        header = {
            "title": one.title,
            "slug": f"piece-{number}",
            "date": f"{one.year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "language": one.language,
            "type": "commentary",
            "authors": _some(chance, "Author", authors, chance.choice((1, 1, 1, 2))),
            "regions": _some(chance, "Region", REGIONS, 3),
            "topics": _some(chance, "Topic", TOPICS, 4),
            "dek": one.dek,
        }
        body = "\n\n".join(map(_plain, one.paragraphs))
        path = folder / f"content/articles/{one.year}/piece-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            f"{key}: {msgspec.json.encode(value).decode()}"
            for key, value in header.items()
            if value
        ]
        text = "\n".join(["---", *lines, "---", "", body, ""])
        path.write_text(text, encoding="utf-8")


def _some(chance: random.Random, name: str, count: int, most: int) -> list[str]:
    """Name some of *count* terms, the first ones more often than the others."""
    found = {int(chance.paretovariate(0.6)) % count for _ in range(most)}
    return [f"{name} {number:03}" for number in sorted(found)]


def _plain(text: str) -> str:
    """Write *text* so that Markdown shows it as it is."""
    found = re.sub(r"[\\`*_\[\]{}#|~$]", r"\\\g<0>", escape(text, quote=False))
    return found if found[:1].isalpha() else f"&#8203;{found}"


def build(folder: Path, *, is_beside: bool) -> None:
    """Build the site, and tell what that takes."""
    command = [sys.executable, str(ROOT / "build.py"), "build", "--json"]
    for label, line in (("without the search", "search = false\n"), ("cold", "")):
        if line and not is_beside:
            continue
        (folder / "pyproject.toml").write_text(SETTINGS + line, encoding="utf-8")
        for name in (".cache", "output"):
            shutil.rmtree(folder / name, ignore_errors=True)
        report(label, [timed(command, folder)])
    report("nothing changed", [timed(command, folder)])


def print_size(index: Path, articles: int) -> None:
    """Print how large the index is."""
    sizes: Counter[str] = Counter()
    files: Counter[str] = Counter()
    largest: Counter[str] = Counter()
    for path in index.rglob("*"):
        if path.is_file():
            name = path.relative_to(index).parts[0]
            size = path.stat().st_size
            sizes[name] += size
            files[name] += 1
            largest[name] = max(largest[name], size)
    print(
        f"{sum(sizes.values()) / articles:.0f} bytes an article,"
        f" {files.total()} files, {sum(sizes.values()) / 1e6:.1f} MB"
    )
    for name, size in sizes.most_common():
        print(
            f"  {name:<10} {size / articles:>6.0f} an article, {files[name]} files,"
            f" the largest {largest[name]} (a range: {LARGEST})"
        )


class _Output(Host):  # type: ignore[misc]
    """Has the output of a site."""

    def __init__(self, output: Path) -> None:
        super().__init__()
        self._output = output

    def read(self, path: str) -> bytes:
        return self._send(f"search/index/{path}")

    def open(self, card: Card) -> Sequence[Sequence[str]]:
        page = self._send(f"articles/{card.slug}/index.html").decode()
        texts = (*shown_paragraphs(page), card.title, card.dek, *card.authors)
        return [fold_words(text) for text in texts]

    def _send(self, path: str) -> bytes:
        found: bytes = self.send(path, (self._output / path).read_bytes())
        return found


class _Folder(Quiet, SimpleHTTPRequestHandler):
    folder: Path
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def translate_path(self, path: str) -> str:
        """Find the file."""
        return str(self.folder) + super().translate_path(path).removeprefix(os.getcwd())


_SUBMIT = """text => {
  document.querySelector("[name=q]").value = text;
  document.getElementById("Ask").requestSubmit();
}"""


def print_times(output: Path, questions: Sequence[Question]) -> None:
    """
    Print what a query takes in Chromium, in a page that is open.

    That is processor time of its one thread, for all there is from the question to results
    on the screen: so more than what comes after the last byte.
    """
    with serving(_Folder, folder=output) as origin, launch() as browser:
        for name, asked in (
            ("two words", [one.both for one in questions]),
            ("a word and three letters", [one.start for one in questions]),
            ("a phrase", [f'"{one.phrase}"' for one in questions]),
            ("four words", [one.phrase for one in questions]),
        ):
            page = browser.new_page()
            page.goto(f"{origin}/search/?q=warm")
            page.wait_for_selector("#Search[aria-busy=false]")
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            times = []
            for text in asked:
                before = _busy(session)
                page.evaluate(_SUBMIT, text)
                page.wait_for_selector("#Search[aria-busy=false]")
                times.append(1000 * (_busy(session) - before))
            told = quantiles(times, n=20)
            print(f"  {name:<26} ms  median {told[9]:.0f}  p95 {told[18]:.0f}")
            page.close()


def _busy(session: CDPSession) -> float:
    found = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in found if one["name"] == "TaskDuration"))


if __name__ == "__main__":
    main()
