"""
How well pages of HTML are read, and how long that takes beside raw files.

    python tests/bench/bench_html.py [--articles N] [--gold FILE PAGES…] [--half 0|1]

The first table times imports of *articles* pages and of as many raw files with the same
words, each as a whole process: pages should take at most twice as long. The second, with
--gold, is of pages of other people: FILE says in JSON, by address, the `file` of a page in
one of the folders PAGES, its `title`, `date`, `author`, and stretches of words that are of
the piece (`with`) and that are not (`without`), as test sets of extractors have them. With
--half only every other page counts, so that the other half can be kept unseen. It prints
figures and asserts none.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import os
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from bench.bench_import import SETTINGS, Cost, make_site, run, show  # noqa: E402
from crawl_pairs import paragraph, sentence  # noqa: E402

from commentariat.archive.schema import Schema  # noqa: E402
from commentariat.archive.text import fold  # noqa: E402
from commentariat.errors import SourceError  # noqa: E402
from commentariat.intake.formats.html.reading import read_html  # noqa: E402
from commentariat.intake.formats.model import (  # noqa: E402
    ItemSpan,
    ItemText,
    Surroundings,
    Told,
)
from commentariat.intake.formats.synonyms import House, judge_claims  # noqa: E402
from commentariat.intake.sources.keys import DEFAULT_KEYS  # noqa: E402

VOCABULARIES = (
    Told.JSON_LD,
    Told.OPEN_GRAPH,
    Told.PARSELY,
    Told.HIGHWIRE,
    Told.MICRODATA,
)
_NAMES = re.compile(r"[;,/]| (?:und|and|et|y) | & ")


# -- Time ---------------------------------------------------------------------


def page(number: int) -> str:
    """One page, its words those of a raw file; the same for the same number."""
    rng = random.Random(number)
    title = sentence(rng).rstrip(".")
    menu = "".join(
        f'<li><a href="/t/{at}">{sentence(rng)[:24]}</a></li>' for at in range(40)
    )
    body = []
    for at in range(16):
        words = paragraph(rng)
        cut = words.find(" ", 40)
        body.append(
            f'<p>{words[:cut]} <a href="/a/{at}">{words[cut + 1 : cut + 20]}</a>'
            f"<em>{words[cut + 20 : cut + 30]}</em>{words[cut + 30 :]}</p>"
        )
    others = "".join(
        f'<article><h3><a href="/o/{at}">{sentence(rng)}</a></h3></article>'
        for at in range(5)
    )
    day = f"{2001 + number % 25}-{1 + number % 12:02}-{1 + number % 28:02}"
    told = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "headline": title,
            "datePublished": day,
            "author": {
                "@type": "Person",
                "name": f"Author {rng.randrange(250)} of Few",
            },
        }
    )
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | Bench</title>
<link rel="canonical" href="https://bench.example/{number}/">
<meta property="og:title" content="{title}"><meta name="description" content="{sentence(rng)}">
<script type="application/ld+json">{told}</script></head>
<body><header class="masthead"><a href="/">Bench</a><nav><ul>{menu}</ul></nav></header>
<main><article><header><h1>{title}</h1><p class="byline">By <a rel="author" href="/p">Author
{number % 250} of Few</a></p><time datetime="{day}">{day}</time></header>
<div class="entry-content">{"".join(body)}</div>
<div class="share"><a href="#">Share</a></div></article>
<section class="related"><h2>Related</h2>{others}</section></main>
<footer><ul>{menu}</ul><p>© Bench. All rights reserved.</p></footer></body></html>
"""


def make_pages(folder: Path, articles: int) -> None:
    for number in range(articles):
        where = folder / f"content/raw/{2001 + number % 25}/{number:06}-page.html"
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(page(number), encoding="utf-8")
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")


def measure_time(articles: int) -> None:
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    costs: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory(prefix="bench-", dir=memory) as scratch:
        make_site(Path(scratch) / "raw", articles, None)
        make_pages(Path(scratch) / "html", articles)
        for name in ("raw", "html"):
            costs[name] = run(Path(scratch) / name, "import")
        again = run(Path(scratch) / "html", "import")
    times = f"{costs['html'].cpu / costs['raw'].cpu:.2f} of raw files, by processor"
    show(f"{articles:,} raw files", costs["raw"])
    show(f"{articles:,} pages", costs["html"], times)
    show("pages again", again)


# -- How well they are read ------------------------------------------------------


def squeezed(words: str) -> str:
    return fold(html.unescape(words)).replace(" ", "")


def judge(
    item: ItemText, said: dict[str, Any], house: House
) -> Iterator[tuple[str, bool]]:
    """Compare what was read with what people say of the page."""
    told = judge_claims(item.claims, house, address=item.address).told
    body = squeezed(" ".join(one.text for one in item.blocks))
    shown = body + squeezed(
        " ".join(
            text for one in item.claims if one.by is Told.PAGE for text in one.texts
        )
    )
    if title := squeezed(said.get("title") or ""):
        found = squeezed(next(iter(told.get("title", ())), ""))
        yield "title", bool(found) and (title in found or found in title)
    if day := said.get("date"):
        yield "date", next(iter(told.get("date", ())), "")[:10] == day[:10]
    authors = said.get("author") or []
    names = authors if isinstance(authors, list) else _NAMES.split(authors)
    if wanted := {squeezed(one) for one in names} - {""}:
        found_names = {squeezed(one) for one in told.get("authors", ())}
        is_in = any(one in other for one in wanted for other in found_names)
        yield "authors", wanted <= found_names or is_in
    for words in said.get("with", ()):
        if key := squeezed(words):
            yield "paragraphs", key in shown
    for words in said.get("without", ()):
        if len(key := squeezed(words)) > 3:
            yield "left out", key not in body


def measure_reading(gold: Path, folders: list[Path], half: int | None) -> None:
    house = House(DEFAULT_KEYS, Schema().article_keys.rows)
    right: Counter[tuple[str, str]] = Counter()
    all_of: Counter[tuple[str, str]] = Counter()
    for address, said in json.loads(gold.read_text("utf-8")).items():
        name = said["file"]
        if half is not None and hashlib.md5(name.encode()).digest()[-1] % 2 != half:
            continue
        path = next((at / name for at in folders if (at / name).is_file()), None)
        if path is None:
            continue
        data = path.read_bytes()
        around = Surroundings(name, address=address if "://" in address else "")
        try:
            item = read_html(data, ItemSpan("", 0, len(data)), around)
        except SourceError as fault:
            print(fault)
            continue
        is_told = any(one.by in VOCABULARIES for one in item.claims)
        kind = "with metadata" if is_told else "without"
        for what, is_right in judge(item, said, house):
            all_of[kind, what] += 1
            right[kind, what] += is_right
    for kind, what in sorted(all_of):
        share = right[kind, what] / all_of[kind, what]
        print(f"{kind:14} {what:12} {share:.3f} of {all_of[kind, what]:,}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--gold", type=Path, nargs="+", metavar=("FILE", "PAGES"))
    parser.add_argument("--half", type=int, choices=(0, 1))
    args = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    if args.articles:
        measure_time(args.articles)
    if args.gold:
        measure_reading(args.gold[0], args.gold[1:], args.half)


if __name__ == "__main__":
    main()
