"""
Public sets of pages with what is known of them, read from where they lie on this disk.

A set is a checkout of its project, of which nothing is kept here. Adding one is a row of
`SETS`: who said what is known (people, or another program), and a reader.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import turbohtml

MOST_PARAGRAPHS = 12
"""Of one page, evenly chosen: long pages count as others do."""
SHORTEST = 60
"""Signs of a paragraph that is looked for."""


class Known(NamedTuple):
    """What is known of a page."""

    address: str
    """Of the web, or else its place in the set: it is in one of the two halves by it."""
    file: Path
    title: str = ""
    moment: str = ""
    """A day, or a moment with its zone, as the set has it."""
    authors: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    """Stretches of words that are of the piece."""
    others: tuple[str, ...] = ()
    """Stretches of words that are not."""

    titles: tuple[str, ...] = ()
    """Other forms of its title that are right."""
    days: tuple[str, ...] = ()
    """Other days that are."""
    others_right: tuple[tuple[str, ...], ...] = ()
    """Other whole lists of authors that are; an empty one: none is right, too."""
    kind: str = "article"
    """What the set says that the page is; others than articles are told apart."""
    is_renamed: bool = False
    """It was saved by a program that wrote `value` for the `content` of meta elements."""

    @property
    def data(self) -> bytes:
        data = self.file.read_bytes()
        if self.is_renamed:
            data = _RENAMED.sub(rb"\1content=", data)
        return gzip.decompress(data) if self.file.suffix == ".gz" else data

    @property
    def is_found(self) -> bool:
        """Whether its address is one of the web."""
        return "://" in self.address

    @property
    def publisher(self) -> str:
        """The domain under which its publisher registered; empty where nobody tells."""
        host = urlsplit(self.address).hostname or "" if self.is_found else ""
        parts = host.split(".")
        is_shared = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SHARED
        return ".".join(parts[-3:] if is_shared else parts[-2:])


_SHARED = frozenset("ac co com edu go gov gob mil ne net or org sch".split())
"""Domains of the second level below which others register."""
_RENAMED = re.compile(rb"(<meta\b(?:[^>\"]|\"[^\"]*\")*?\s)value=")


class PageSet(NamedTuple):
    """A row of the table of sets."""

    name: str
    is_by_people: bool
    """Whether people said what is known; else a program did, and people let it stand."""
    read: Callable[[Path], Iterator[Known]]
    is_by_publisher: bool = False
    """Whether all pages of a publisher are in one half."""
    is_new: bool = False
    """Whether pages of publishers that no older set has are all in the half kept unseen."""


def _evenly(paragraphs: list[str]) -> tuple[str, ...]:
    kept = [one for one in paragraphs if len(one) >= SHORTEST]
    step = max(1, -(-len(kept) // MOST_PARAGRAPHS))
    return tuple(kept[::step])


def _named(value: Any) -> tuple[str, ...]:
    """Cut what a set says of authors into names."""
    values = value if isinstance(value, list) else [value or ""]
    bare = (_ADDRESSES.sub("", one) for one in values)
    parts = [part for one in bare for part in _BETWEEN.split(one)]
    names = [_BEFORE.sub("", one).strip(" \t,.·:") for one in parts]
    kept = [one for one in names if one and not _DEGREE.fullmatch(one)]
    return tuple(kept[:1] + [one for one in kept[1:] if not _POST.search(one)])


_DEGREE = re.compile(
    r"(?i:ph\.?d|m\.?d|jr|sr|m\.?p\.?h)|(?!.*[a-z]{3})(?:[A-Z][A-Za-z.]{1,6}|E-RYT \d+)[®™]?",
)
"""A degree or a certificate behind a name: `RD`, `CFP®`, `E-RYT 200`."""
_POST = re.compile(
    r"\b(?:expert|editor|dietitian|ceo|founder|contributor|representative|specialist|director|"
    r"reporter|writer|correspondent|analyst|manager|professor)\b",
    re.IGNORECASE,
)
"""What somebody is, where a set joins it to the name."""
_ADDRESSES = re.compile(r"https?://\S+|\S+@\S+")


_BETWEEN = re.compile(r"[;,/&|·\n]|\s(?:und|and|et|y|e|和)\s")
_BEFORE = re.compile(r"^\s*(?:by|von|par|por|di|author|autor(?:in)?)\b[:\s]*", re.I)


def _read_extractor(folder: Path) -> Iterator[Known]:
    """Read the evaluation of trafilatura."""
    said = json.loads((folder / "tests/evaldata.json").read_text("utf-8"))
    for address, one in said.items():
        places = (folder / "tests" / at / one["file"] for at in ("eval", "cache"))
        if file := next(filter(Path.is_file, places), None):
            yield Known(
                address,
                file,
                one.get("title") or "",
                one.get("date") or "",
                _named(one.get("author")),
                tuple(one["with"]),
                tuple(one["without"]),
            )


_CASE = re.compile(r"\burl\s*=\s*(['\"`])(?P<url>\S+?)\1")
_FIXTURE = re.compile(r"readFileSync\(\s*['\"`]\./(fixtures/[^'\"`]+)")
_EQUAL = re.compile(
    r"assert\.equal\(\s*(title|author|date_published),\s*(['\"`])((?:\\.|(?!\2).)*)\2",
    re.DOTALL,
)


def _read_rules(folder: Path) -> Iterator[Known]:
    """Read the tests of rules for single sites, as the parser of Postlight has them."""
    for test in sorted(folder.glob("src/extractors/custom/*/index.test.js")):
        text = test.read_text("utf-8")
        cases = list(_CASE.finditer(text))
        for number, case in enumerate(cases):
            end = cases[number + 1].start() if number + 1 < len(cases) else len(text)
            within = text[case.end() : end]
            file = _FIXTURE.search(within)
            said = {
                one[1]: re.sub(r"\\(.)", r"\1", one[3])
                for one in _EQUAL.finditer(within)
            }
            if file and said and (folder / file[1]).is_file():
                yield Known(
                    case["url"],
                    folder / file[1],
                    said.get("title", ""),
                    said.get("date_published", ""),
                    _named(said.get("author")),
                    is_renamed=True,
                )


def _read_bodies(folder: Path) -> Iterator[Known]:
    """Read the benchmark of article extraction, which has texts alone."""
    said = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name, one in said.items():
        file = folder / f"html/{name}.html.gz"
        paragraphs = _evenly(
            [" ".join(x.split()) for x in one["articleBody"].split("\n")]
        )
        yield Known(one["url"], file, paragraphs=paragraphs)


def _read_days(folder: Path) -> Iterator[Known]:
    """Read the pages of the second evaluation of htmldate, which has days alone."""
    path = folder / "tests/eval_mediacloud_2020.json"
    for address, one in json.loads(path.read_text("utf-8")).items():
        file = folder / "tests/test_set" / one["file"]
        if file.is_file():
            yield Known(address, file, moment=one["date"])


def _read_expected(folder: Path, pages: str) -> Iterator[Known]:
    """Read pages beside which lies what a reader of pages made of them."""
    for at in sorted((folder / pages).iterdir()):
        if not (at / "expected.html").is_file():
            continue
        said = json.loads((at / "expected-metadata.json").read_text("utf-8"))
        made = turbohtml.parse((at / "expected.html").read_text("utf-8"))
        url = at / "url.txt"
        yield Known(
            url.read_text("utf-8").split()[0]
            if url.is_file()
            else f"{pages}/{at.name}",
            at / "source.html",
            said.get("title") or "",
            said.get("publishedTime") or said.get("publishedDate") or "",
            _named(said.get("byline")),
            _evenly([" ".join(one.text.split()) for one in made.select("p")]),
        )


def _read_kinds(folder: Path) -> Iterator[Known]:
    """Read the benchmark of pages of several kinds, both of its own parts."""
    for file in sorted(folder.glob("*/ground-truth/*.json")):
        said = json.loads(file.read_text("utf-8"))
        known = said["ground_truth"]
        page = file.parent.parent / f"html/{file.stem}.html.gz"
        if not page.is_file():
            continue
        blocks = known.get("main_content") or ""
        yield Known(
            said.get("url") or f"{file.parent.parent.name}/{page.name}",
            page,
            known.get("title") or "",
            known.get("publish_date") or "",
            _named(known.get("author")),
            _evenly([" ".join(one.split()) for one in blocks.split("\n")]),
            tuple(known.get("without") or ()),
            kind=said["_internal"]["page_type"]["primary"],
        )


def _read_publishers(folder: Path) -> Iterator[Known]:
    """Read the pages by which the parsers of Fundus are tested, a few a publisher."""
    for file in sorted(folder.glob("tests/resources/parser/test_data/*/*.json")):
        versions = json.loads(file.read_text("utf-8"))
        found = json.loads((file.parent / "meta.info").read_text("utf-8"))
        pages = sorted(file.parent.glob(f"{file.stem}_*.html.gz"))
        if len(pages) != len(versions):
            continue
        for page, version in zip(pages, sorted(versions), strict=True):
            said = versions[version]
            parts = [said["body"], *said["body"]["sections"]]
            blocks = [*parts[0]["summary"]]
            blocks += (one for part in parts[1:] for one in part["paragraphs"])
            yield Known(
                found[page.name]["url"],
                page,
                said.get("title") or "",
                (said.get("publishing_date") or "").replace(" ", "T"),
                _named(said.get("authors")),
                _evenly([" ".join(one.split()) for one in blocks]),
            )


def _read_sites(folder: Path) -> Iterator[Known]:
    """Read the pages by which a crawler's rules for single sites are tested."""
    for file in sorted(folder.glob("tests/site_test_data/*/*_extracted_data.json")):
        said = json.loads(file.read_text("utf-8"))
        page = file.with_name(
            file.name.replace("_extracted_data.json", "_article.html")
        )
        if not page.is_file():
            continue
        text = turbohtml.parse(said.get("plain_content") or "")
        byline = said.get("byline") or ""
        yield Known(
            said.get("article_url") or f"https://{file.parent.name}/{page.stem}",
            page,
            said.get("title") or "",
            (said.get("publication_datetime") or "")[:DAY],
            _named(byline if isinstance(byline, list) else [byline]),
            _evenly([" ".join(one.text.split()) for one in text.select("p")]),
        )


DAY = len("2019-05-03")
_SNAPSHOT = re.compile(r"^ {6}(author|date|title|url): '((?:\\.|[^'\\])*)',$", re.M)


def _read_snapshots(folder: Path) -> Iterator[Known]:
    """Read pages beside which lies what a reader of metadata made of them."""
    for page in sorted(
        folder.glob("packages/metascraper/test/integration/*/input.html")
    ):
        snapshot = page.parent / "snapshots/index.js.md"
        if not snapshot.is_file():
            continue
        said: dict[str, str] = {}
        for key, value in _SNAPSHOT.findall(snapshot.read_text("utf-8")):
            said.setdefault(key, re.sub(r"\\(.)", r"\1", value))
        if said.get("url", "").startswith("http"):
            yield Known(
                said["url"],
                page,
                said.get("title", ""),
                said.get("date", ""),
                _named(said.get("author")),
            )


def _read_by_hand(folder: Path) -> Iterator[Known]:
    """
    Read pages of other checkouts, of which people wrote down what each says itself.

    The checkouts lie in *folder*, as `OWNER+NAME`, beside lines of JSON: a page each.
    """
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            said = json.loads(line)
            page = folder / said["set"].replace("/", "+") / said["name"]
            if not page.is_file():
                continue
            titles, days = said["title"] or [""], said["days"] or [""]
            authors = tuple(said["authors"])
            also = tuple(map(tuple, said["also_right"]))
            yield Known(
                said["address"] or f"{said['set']}/{said['name']}",
                page,
                titles[0],
                days[0],
                authors or next(filter(None, also), ()),
                titles=tuple(titles[1:]),
                days=tuple(days[1:]),
                others_right=also if authors else (*also, ()),
            )


_RULE = re.compile(r"^([=\-~^\"*#+])\1{2,}\s*$")


def _read_sources(folder: Path) -> Iterator[Known]:
    """Read manuals beside which lie the texts of which they were made, by Sphinx."""
    for source in sorted(folder.rglob("_sources/*.rst.txt")):
        file = source.parent.parent / source.name.replace(".rst.txt", ".html")
        lines = source.read_text("utf-8").split("\n")
        rule = next((n for n, one in enumerate(lines) if n and _RULE.match(one)), 0)
        if not rule or not file.is_file():
            continue
        blocks = "\n".join(lines[rule + 1 :]).split("\n\n")
        plain = [" ".join(one.split()) for one in blocks if _is_plain(one)]
        place = f"{source.parent.parent.name}/{file.name}"
        yield Known(place, file, lines[rule - 1].strip(), paragraphs=_evenly(plain))


def _is_plain(block: str) -> bool:
    """Whether a paragraph of reStructuredText has no marks, and so its words alone."""
    return (
        bool(block)
        and block[0].isalpha()
        and not re.search(r"[`*|:_\\]|\n[ \t]", block)
    )


SETS = {
    one.name: one
    for one in (
        PageSet("trafilatura", True, _read_extractor),
        PageSet("postlight", True, _read_rules),
        PageSet("scrapinghub", True, _read_bodies),
        PageSet("htmldate", True, _read_days),
        PageSet("sphinx", True, _read_sources),
        PageSet("readability", False, partial(_read_expected, pages="test/test-pages")),
        PageSet("wcxb", True, _read_kinds, is_by_publisher=True),
        PageSet("fundus", True, _read_publishers, is_by_publisher=True),
        PageSet("misinformation", True, _read_sites, True, True),
        PageSet("metascraper", False, _read_snapshots, True, True),
        PageSet("byhand", True, _read_by_hand, True, True),
        PageSet(
            "omnivore",
            False,
            partial(_read_expected, pages="packages/readabilityjs/test/test-pages"),
        ),
    )
}
"""
The sets, by the name that `--set NAME=FOLDER` gives: github.com/adbar/trafilatura,
postlight/parser, scrapinghub/article-extraction-benchmark, adbar/htmldate,
mozilla/readability, omnivore-app/omnivore, Murrough-Foley/web-content-extraction-benchmark,
flairNLP/fundus, alan-turing-institute/misinformation-crawler, microlinkhq/metascraper, and those
that the lines of `byhand` name; and
manuals such as the packages debian-policy and developers-reference of
Debian.
"""
