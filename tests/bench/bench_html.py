"""
How well pages of HTML are read, and how long that takes beside raw files.

    python tests/bench/bench_html.py [--articles N]
    python tests/bench/bench_html.py --articles 0 --set NAME=FOLDER … [--half 0|1]
        [--show FIELD …] [--list FILE]

The first table times imports of *articles* pages and of as many raw files with the same
words, each as a whole process: pages should take at most twice as long.

The second is of pages of other people, in public sets (`html_sets.py`) that lie on this
disk. A field counts where what is known of it stands on the page (`html_judging.py`); what
is not counted is told with its reason, and so is what was read and stands nowhere there.
Where what is known contradicts what the page says, a row of `html_adjudged.tsv` says so:
digest of the page, field, reason. Pages are in one of two halves: the one that is looked at
(0), and the one that is kept unseen until the end, and then has been looked at, too: of the
older sets by the digest of a page's address, of those that go by publisher by that of the
publisher's, and there without publishers of the older sets; of the newest sets all
publishers that no other has are in it. `--stripped` takes out of pages what they tell programs
before they are read; `--only SET` judges pages of these sets alone.

It prints figures and asserts none.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import os
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from bench.bench_import import SETTINGS, Cost, make_site, run, show  # noqa: E402
from bench.html_judging import (  # noqa: E402
    Finding,
    PageWords,
    Read,
    Verdict,
    judge,
    squeezed,
)
from bench.html_sets import SETS, Known  # noqa: E402
from crawl_pairs import paragraph, sentence  # noqa: E402

from commentariat.archive.schema import Schema  # noqa: E402
from commentariat.errors import SourceError  # noqa: E402
from commentariat.intake.formats.html.reading import read_html  # noqa: E402
from commentariat.intake.formats.judging import judge_claims  # noqa: E402
from commentariat.intake.formats.model import (  # noqa: E402
    ItemSpan,
    ItemText,
    Surroundings,
    Told,
)
from commentariat.intake.formats.synonyms import House, known_target  # noqa: E402
from commentariat.intake.phrases.days import read_moment  # noqa: E402
from commentariat.intake.sources.keys import DEFAULT_KEYS  # noqa: E402

VOCABULARIES = (
    Told.JSON_LD,
    Told.OPEN_GRAPH,
    Told.PARSELY,
    Told.HIGHWIRE,
    Told.MICRODATA,
)


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


class Job(NamedTuple):
    """A page of a set."""

    source: str
    known: Known
    is_stripped: bool = False
    """What it tells of itself for programs is taken out before it is read."""

    def half(self, seen: Set[str]) -> int:
        """
        Tell in which half it is.

        Of sets that go by publisher those that are *seen* in older sets are in the half
        that is looked at; of the newest sets all others are in the half kept unseen.
        """
        publisher = self.known.publisher
        if SETS[self.source].is_new:
            return int(publisher not in seen)
        if not SETS[self.source].is_by_publisher or not publisher:
            return _bit(self.known.address)
        return 0 if publisher in seen else _bit(publisher)


def _bit(name: str) -> int:
    return hashlib.sha256(name.encode()).digest()[-1] % 2


_STRIPPED = re.compile(
    rb"<script\b[^>]*ld\+json.*?</script\s*>"
    rb"|<meta\b(?=[^>]*\b(?:property|name)\s*=\s*[\"']?(?:og|article|book|twitter|citation_|"
    rb"parsely|sailthru|dc|dcterms|shareaholic|cxense|bt:|vr:)[\w.:-])[^>]*>"
    rb"|<meta\b(?=[^>]*\bitemprop\s*=)[^>]*>"
    rb"|(?<=[\s\"'])item(?:prop|scope|type|id|ref)\b(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?",
    re.I | re.S,
)
"""What tells programs of a page: JSON-LD, OpenGraph and its kin, microdata."""


class Judged(NamedTuple):
    """What was found of a page."""

    source: str
    address: str
    file: str
    digest: str
    kind: str
    is_told: bool
    """Whether the page tells of itself in a vocabulary for programs."""
    findings: tuple[Finding, ...]


def read_page(job: Job) -> Judged | None:
    """Read a page and judge what was read; None: it cannot be read."""
    house = House(DEFAULT_KEYS, Schema().article_keys.rows)
    data = job.known.data
    digest = hashlib.sha256(data).hexdigest()[:16]
    if job.is_stripped:
        data = _STRIPPED.sub(b"", data)
    name = job.known.file.name.removesuffix(".gz")
    around = Surroundings(name, address=job.known.address if job.known.is_found else "")
    try:
        item = read_html(data, ItemSpan("", 0, len(data)), around)
    except SourceError as fault:
        print(fault, file=sys.stderr)
        return None
    told = judge_claims(item.claims, house, sites=item.sites, address=item.address).told
    body = squeezed(" ".join(one.text for one in item.blocks))
    shown = body + squeezed(
        " ".join(
            text for one in item.claims if one.by is Told.PAGE for text in one.texts
        )
    )
    read = Read(
        next(iter(told.get("title", ())), ""),
        next(iter(told.get("date", ())), ""),
        told.get("authors", ()),
        body,
        item.sites,
        next(
            (
                one.texts[0]
                for one in item.claims
                if one.by is Told.PAGE and one.key == "title"
            ),
            "",
        ),
        _texts_of("title", item),
        tuple(filter(_is_moment, _texts_of("date", item))),
        tuple(
            read_moment(text)[:10] or text[:10] for text in _texts_of("updated", item)
        ),
        shown,
    )
    words = PageWords(item.text, job.known.address)
    return Judged(
        job.source,
        job.known.address,
        name,
        digest,
        job.known.kind,
        any(one.by in VOCABULARIES for one in item.claims),
        tuple(judge(job.known, read, words, data)),
    )


def _is_moment(text: str) -> bool:
    try:
        return datetime.datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _texts_of(target: str, item: ItemText) -> tuple[str, ...]:
    return tuple(
        text
        for one in item.claims
        if known_target(one.key) == target
        for text in one.texts
    )


def adjudged() -> dict[tuple[str, str], str]:
    """Read the rows of what is known and wrong: reason, by digest and field."""
    rows = (HERE / "html_adjudged.tsv").read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {(digest, field): reason for digest, field, reason, *_ in cells}


def measure_reading(
    sets: dict[str, Path],
    half: int | None,
    show: list[str],
    listed: Path | None,
    *,
    is_stripped: bool,
    only: Sequence[str] = (),
) -> None:
    jobs: dict[str, Job] = {}
    for name, folder in sets.items():
        for known in SETS[name].read(folder):
            jobs.setdefault(known.address, Job(name, known, is_stripped))
    seen = {
        one.known.publisher
        for one in jobs.values()
        if not SETS[one.source].is_by_publisher
    }
    of_older = {
        one.known.publisher for one in jobs.values() if not SETS[one.source].is_new
    }
    wanted = [
        one
        for one in jobs.values()
        if half is None
        or one.half(of_older if SETS[one.source].is_new else seen) == half
    ]
    wanted = [one for one in wanted if not only or one.source in only]
    with ProcessPoolExecutor() as pool:
        pages = [
            one for one in pool.map(read_page, wanted, chunksize=8) if one is not None
        ]
    reasons = adjudged()
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for page in pages:
        by = "people" if SETS[page.source].is_by_people else "a program"
        kind = "with metadata" if page.is_told else "without"
        for one in page.findings:
            verdict = str(one.verdict)
            if verdict == Verdict.WRONG:
                verdict = reasons.get((page.digest, one.field), verdict)
            apart = one.field if page.kind == "article" else f"{one.field} {page.kind}"
            counts[by, kind, apart, verdict] += 1
            if one.field in show and verdict == Verdict.WRONG:
                where = one.field, page.source, page.digest, kind, page.address
                print(*where, page.file, sep="\t")
                print(f"    known: {one.known[:300]}\n    read:  {one.read[:300]}")
    if listed is not None:
        rows = sorted(f"{one.digest}\t{one.source}\t{one.file}" for one in pages)
        listed.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print_counts(counts)
    print(f"{len(pages):,} pages, of {len(jobs):,} in both halves")


def print_counts(counts: Counter[tuple[str, str, str, str]]) -> None:
    for by, kind, field in sorted({key[:3] for key in counts}):
        if field.startswith(("given ", "invented ")):
            continue
        of = {key[3]: n for key, n in counts.items() if key[:3] == (by, kind, field)}
        right, wrong = of.pop("right", 0), of.pop("wrong", 0)
        share = f"{right / (right + wrong):.3f}" if right + wrong else "    -"
        left = ", ".join(f"{reason}: {n}" for reason, n in sorted(of.items()))
        told = f"by {by:10} {kind:14} {field:12} {share} of {right + wrong:,}"
        print(f"{told}   not counted: {left}" if left else told)
    for field in ("title", "date", "authors"):
        given, invented = (
            sum(n for key, n in counts.items() if key[2] == f"{word} {field}")
            for word in ("given", "invented")
        )
        print(f"{field:9} given {given:,}, of which nowhere on the page: {invented:,}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--stripped", action="store_true")
    parser.add_argument("--only", action="append", default=[], metavar="SET")
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--show", action="append", default=[], metavar="FIELD")
    parser.add_argument("--list", type=Path, metavar="FILE")
    args = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    if args.articles:
        measure_time(args.articles)
    sets = dict(one.split("=", 1) for one in args.set)
    if sets:
        folders = {name: Path(folder) for name, folder in sets.items()}
        measure_reading(
            folders,
            args.half,
            args.show,
            args.list,
            is_stripped=args.stripped,
            only=args.only,
        )


if __name__ == "__main__":
    main()
