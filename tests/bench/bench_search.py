"""
How well and how cheaply the search answers, on real prose.

The prose is that of `search_prose.py`: English speeches, and manuals in seven languages.
What is asked has one claimant each, and is made by a seeded generator: words of a title
in another order, half of them inflected as a dictionary has it; a word of a dek and an
author; four words of a body in a row. A third is Russian, French or Arabic. Those of one seed were
read while the index was made better; of those of the other only the figures were.

    PYTHONPATH=tests python tests/bench/bench_search.py FOLDER              known items, then bytes
    python tests/bench/bench_search.py FOLDER --misses     and each that was not first
    python tests/bench/bench_search.py FOLDER --pagefind PROGRAM    and Pagefind beside it
    python tests/bench/bench_search.py FOLDER --articles 100000       bytes of so many

FOLDER keeps the packages. Needs `pip install -e .[bench]`; for Pagefind its program, and
Chromium by Playwright.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler
from importlib.metadata import version
from itertools import count, islice
from pathlib import Path
from statistics import fmean, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from chromium import launch
from search_prose import LANGUAGES, Article, Asked, ask, read_prose, telling_words
from serving import Quiet, serving
from text_search import count_terms

from commentariat.search.folding import fold
from commentariat.search.index import build_index
from commentariat.search.model import LANGUAGE, Card, Files
from commentariat.search.reader import Query, Reader

PAGES = 1000
QUERIES = 100
PAGEFIND_QUERIES = 40
"""Of these, how many are asked of Pagefind, each in a browser that knows nothing."""
COUNTS = {"en": 67, "ru": 11, "fr": 11, "ar": 11}
"""Queries of each kind."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--held-out", type=int, default=2, help="seed of those not read"
    )
    parser.add_argument("--misses", action="store_true", help="of those developed on")
    parser.add_argument("--pagefind", type=Path, help="its program")
    parser.add_argument(
        "--articles", type=int, default=10_000, help="for bytes; 0: none"
    )
    options = parser.parse_args()
    articles = read_prose(options.folder)
    words = sum(len(text.split()) for one in articles for text in one.paragraphs)
    print(f"{len(articles)} texts of {words} words; PyStemmer {version('PyStemmer')}")
    asked = ask(articles, COUNTS, options.seed)
    held = ask(articles, COUNTS, options.held_out)
    answer = answers_of(articles)
    print_ranks(f"developed on, seed {options.seed}", asked, answer, options.misses)
    print_ranks(f"held out, seed {options.held_out}", held, answer)
    plain = [msgspec.structs.replace(one, text=one.text.strip('"')) for one in held]
    plain = [one for one in plain if one.kind == "phrase"]
    print_ranks("phrases held out, without quotes", plain, answer)
    if options.pagefind:
        compare(articles, held, options)
    if options.articles:
        tiled = list(islice(tile(articles), options.articles))
        print_bytes(tiled, options.seed)


Answers = Callable[[str], Sequence[str]]


def answers_of(articles: Sequence[Article]) -> Answers:
    """Give what answers with slugs, best first."""
    started = time.process_time()
    files = index_of(articles)
    print(f"index: {time.process_time() - started:.1f} s of processor")
    by_slug = {one.slug: one for one in articles}
    reader = Reader(
        lambda path: files[path].data, lambda card: by_slug[card.slug].texts
    )

    def answer(text: str) -> list[str]:
        found = reader.answer(Query(text))
        return [reader.card(place).slug for place in found.places[:50]]

    return answer


def index_of(articles: Sequence[Article]) -> Files:
    """Make the files of the index."""
    documents = [one.document for one in articles]
    return build_index(documents, count_terms(documents, ("authors", LANGUAGE)))


def print_ranks(
    label: str, asked: Iterable[Asked], answer: Answers, shows: bool = False
) -> None:
    """Print the mean reciprocal rank of what is meant, by kind and language."""
    ranks: dict[str, list[float]] = {}
    for one in asked:
        found = list(answer(one.text))
        rank = found.index(one.article.slug) + 1 if one.article.slug in found else 0
        value = 1 / rank if rank else 0.0
        for key in ("all", one.kind, one.article.language):
            ranks.setdefault(key, []).append(value)
        if shows and rank != 1:
            print(
                f"  {rank} {one.kind}: {one.text} | {one.article.title}"
                f" | {one.article.dek} | {one.article.slug} {found[:3]}"
            )
    print(label)
    for key, values in ranks.items():
        print(
            f"  {key:<16} {len(values):>4}  MRR {fmean(values):.3f}"
            f"  first {fmean(v == 1 for v in values):.3f}"
        )


def compare(
    articles: Sequence[Article], asked: Sequence[Asked], options: argparse.Namespace
) -> None:
    """Print how Pagefind does on 1,000 pages, deks and bylines weighted, and how this does."""
    meant = {one.article.slug: one.article for one in asked}
    others = [one for one in articles if one.slug not in meant]
    filled = random.Random(options.seed).sample(others, PAGES - len(meant))
    pages = [*meant.values(), *filled]
    print_ranks(f"held out, of {PAGES}", asked, answers_of(pages))
    files, by_slug = index_of(pages), {one.slug: one for one in pages}
    size = sum(len(file.data) for file in files.values())
    print(f"  {size / PAGES:.0f} bytes a page, {len(files)} files")
    questions = draw_questions(pages, options.seed)
    print_fetched(partial(_Texts, files, by_slug), questions)
    with TemporaryDirectory() as name, launch() as browser:
        folder = Path(name)
        for one in pages:
            (folder / f"{one.slug}.html").write_text(_page(one), "utf-8")
        for language in LANGUAGES:
            page = f'<html lang="{language}"><meta charset="utf-8"><p>-'
            (folder / f"ask-{language}.html").write_text(page, "utf-8")
        program = [options.pagefind, "--site", folder]
        found = subprocess.run(
            [options.pagefind, "--version"], capture_output=True, text=True, check=True
        )
        before = os.times()
        subprocess.run(program, check=True, capture_output=True)
        after = os.times()
        spent = after.children_user + after.children_system
        spent -= before.children_user + before.children_system
        print(f"{found.stdout.strip()}: {spent:.1f} s of processor")
        sizes = [
            one.stat().st_size
            for one in (folder / "pagefind").rglob("*")
            if _is_index(str(one))
        ]
        print(f"  {sum(sizes) / PAGES:.0f} bytes a page, {len(sizes)} files")
        sent: dict[str, int] = {}
        with serving(_Counting, folder=folder, sent=sent) as origin:
            tabs = {}
            for language in LANGUAGES:
                tabs[language] = browser.new_page()
                tabs[language].goto(f"{origin}/ask-{language}.html")
            ranked = {
                one.text: tabs[one.article.language].evaluate(_ASK, [one.text, 20])
                for one in asked
            }
            for label, texts in (
                ("two words, ten results", [one.both for one in questions]),
                ("a phrase", [f'"{one.phrase}"' for one in questions]),
            ):
                told = []
                for text in texts[:PAGEFIND_QUERIES]:
                    with closing(browser.new_context()) as context:
                        tab = context.new_page()
                        tab.goto(f"{origin}/ask-en.html")
                        sent.clear()
                        tab.evaluate(_ASK, [text, 10])
                        told.append((sum(sent.values()), len(sent)))
                print_told(label, told)
    print_ranks(f"the same of {PAGES} by Pagefind", asked, ranked.__getitem__)


def _is_index(path: str) -> bool:
    """Tell whether that is a file of Pagefind's index, and none of its program."""
    return ".pf_" in path or path.endswith("pagefind-entry.json")


def _page(one: Article) -> str:
    body = "".join(f"<p>{escape(text)}</p>" for text in one.paragraphs)
    names = escape(", ".join(one.names))
    return (
        f'<!doctype html><html lang="{one.language}"><meta charset="utf-8">'
        f"<title>{escape(one.title)}</title><main data-pagefind-body>"
        f"<h1>{escape(one.title)}</h1><p data-pagefind-weight='5'>{escape(one.dek)}</p>"
        f"<p data-pagefind-weight='5'>{names}</p>{body}</main></html>"
    )


_ASK = """async ([text, most]) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  const { results } = await pagefind.search(text);
  const found = await Promise.all(results.slice(0, most).map((one) => one.data()));
  return found.map((one) => one.url.split("/").at(-1).replace(".html", ""));
}"""


class _Counting(Quiet, SimpleHTTPRequestHandler):
    """Serves *folder*; notes in *sent* what files of an index came to."""

    folder: Path
    sent: dict[str, int]

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments, directory=str(self.folder))

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if _is_index(path.name):
            self.sent[path.name] = path.stat().st_size  # deflated already
        super().do_GET()


def tile(articles: Sequence[Article]) -> Iterator[Article]:
    """
    Make articles of 1,000 words without an end, each with a head of its own.

    Bodies go on with the texts that follow, and begin one paragraph later in each round.
    """
    chance = random.Random("tile")
    for turn in count():
        for number, article in enumerate(articles):
            body: list[str] = []
            words, at, skipped = 0, number, turn
            while words < 1000:
                one = articles[at % len(articles)]
                if one.language == article.language:
                    taken = one.paragraphs[skipped:]
                    while taken and words < 1000:
                        body.append(taken[0])
                        words += len(taken[0].split())
                        taken = taken[1:]
                    skipped = 0
                at += 1
            yield msgspec.structs.replace(
                article,
                slug=f"{article.slug}-{turn}",
                paragraphs=tuple(body),
                year=chance.randint(1990, 2026),
            )


class Host:
    """A host that gzips texts alone; what it has sent, in bytes and files."""

    def __init__(self) -> None:
        self._sent: dict[str, int] = {}

    def send(self, path: str, data: bytes) -> bytes:
        """Send the file at *path*."""
        is_text = path.endswith((".json", ".html"))
        self._sent[path] = len(gzip.compress(data, mtime=0)) if is_text else len(data)
        return data

    def read(self, path: str) -> bytes:
        """Send a file of the index."""
        raise NotImplementedError

    def open(self, card: Card) -> Sequence[Sequence[str]]:
        """Send an article; give its folded words."""
        raise NotImplementedError

    @property
    def told(self) -> tuple[int, int]:
        """How many bytes were sent, and how many files."""
        return sum(self._sent.values()), len(self._sent)


class _Texts(Host):
    """Has the files of an index, and of articles their texts, without what frames them."""

    def __init__(self, files: Files, by_slug: Mapping[str, Article]) -> None:
        super().__init__()
        self._files, self._by_slug = files, by_slug

    def read(self, path: str) -> bytes:
        return self.send(path, self._files[path].data)

    def open(self, card: Card) -> Sequence[Sequence[str]]:
        one = self._by_slug[card.slug]
        text = "".join(f"<p>{escape(text)}</p>" for text in one.paragraphs)
        self.send(f"{card.slug}.html", text.encode())
        texts: list[tuple[str, ...]] = one.texts
        return texts


def fetch(
    host: Host, text: str, texts: int = 0, *, is_open: bool = False, facet: str = ""
) -> tuple[int, int]:
    """Ask for *text*; tell the bytes and the files that this takes, with ten cards."""
    reader = Reader(host.read, host.open)
    places = reader.answer(Query(text, is_open=is_open)).places
    cards = [reader.card(place) for place in places[:10]]
    for card in cards[:texts]:
        host.open(card)
    if facet:
        reader.counts(places, facet)
    return host.told


def beyond(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Tell how much more one is than the other."""
    return one[0] - other[0], one[1] - other[1]


def print_bytes(articles: Sequence[Article], seed: int) -> None:
    """Print what queries fetch of an index of *articles*, and how large it is."""
    started = time.process_time()
    files = index_of(articles)
    spent = time.process_time() - started
    sizes: Counter[str] = Counter()
    for path, file in files.items():
        sizes[path.partition("/")[0]] += len(file.data)
    print(f"{len(articles)} articles: index in {spent:.1f} s of processor")
    print(
        f"  {sum(sizes.values()) / len(articles):.0f} bytes an article, {len(files)} files"
    )
    for name, size in sizes.most_common():
        print(f"    {name:<10} {size / len(articles):.0f}")
    host = partial(_Texts, files, {one.slug: one for one in articles})
    print_fetched(host, draw_questions(articles, seed))


class Question(msgspec.Struct, frozen=True):
    """What is asked to count bytes."""

    both: str
    """Two words of a title."""
    start: str
    """One of them, and three letters of the other."""
    phrase: str
    """Four words of the longest paragraph."""


def draw_questions(articles: Sequence[Article], seed: int) -> list[Question]:
    """Draw what is asked of *articles*, whatever finds them."""
    chance = random.Random(seed)
    found = []
    for article in chance.sample(articles, QUERIES):
        words = telling_words(article.title)
        if len(words) < 2:
            continue
        first, second = chance.sample(words, 2)
        body = max(article.paragraphs, key=len).replace('"', "").split()
        at = chance.randrange(max(len(body) - 3, 1))
        start = f"{first} {fold(second)[:3]}"
        phrase = " ".join(body[at : at + 4])
        found.append(Question(f"{first} {second}", start, phrase))
    return found


def print_fetched(
    host: Callable[[], Host], questions: Iterable[Question], texts: str = "texts"
) -> None:
    """Print what *questions* fetch, in bytes and files; results come with *texts*."""
    found: dict[str, list[tuple[int, int]]] = {}
    for one in questions:
        plain = fetch(host(), one.both)
        faceted = fetch(host(), one.both, facet="authors")
        alone = fetch(host(), one.phrase, 10)
        quoted = fetch(host(), f'"{one.phrase}"', 10)
        for name, value in (
            ("two words, ten cards", plain),
            (f"two words, ten cards and {texts}", fetch(host(), one.both, 10)),
            ("one facet opened, beyond", beyond(faceted, plain)),
            ("a word and three letters", fetch(host(), one.start, is_open=True)),
            ("a phrase, beyond its words", beyond(quoted, alone)),
        ):
            found.setdefault(name, []).append(value)
    for name, values in found.items():
        print_told(name, values)


def print_told(name: str, values: Sequence[tuple[int, int]]) -> None:
    """Print how many bytes, and how many files, were sent."""
    for kind, numbers in zip(
        ("bytes", "files"), zip(*values, strict=True), strict=True
    ):
        told = quantiles(numbers, n=20)
        print(f"  {name:<34} {kind}  median {told[9]:.0f}  p95 {told[18]:.0f}")


if __name__ == "__main__":
    main()
