"""
How well glued words are found where links really are: in pages of other people.

    python tests/bench/bench_links.py LANGUAGE --debian DIR [--half 0|1] [--verbose]
    python tests/bench/bench_links.py LANGUAGE PAGES…

DIR holds packages of Debian's documentation, unpacked, which `link_sets.py` lists by language;
other PAGES are folders, or patterns of files, of HTML whose prose has links. Their paragraphs
are read with their links, each once, but for those that set names of programs as such and
those that nobody translated, and of each link one space is taken out as crawls lose it: that
before it, in one of eight that behind it, no two nearer than 60 signs, by a generator that is
seeded by the name of the page. Every repair that puts a space elsewhere counts as a mistake,
also where the text came so. Recall and precision stand by the kind of word at which the space
was lost, with Wilson's interval of 95 %. Pages are halved by the digest of their names: one
half (0) to develop on, one (1) to look at once; LANGUAGE-later is looked at once as a whole.
Mistakes that `link_scars.tsv` lists as scars of the pages' own are counted, and left out once.
A set of fewer links or words than a claim
needs says so. It prints figures and asserts none.
"""

from __future__ import annotations

import argparse
import glob
import hashlib
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from bench.bench_glue import (  # noqa: E402
    AFTER,
    Text,
    list_places,
    make_vocabularies,
)
from bench.link_pages import pages_of  # noqa: E402
from bench.link_sets import (  # noqa: E402
    HALVED_BY_PACKAGE,
    LATER,
    MOST_OF_PACKAGE,
    SETS,
)

from commentariat.intake.formats.html.decoding import decode_html  # noqa: E402
from commentariat.intake.formats.html.tree import Element, Page, words_of  # noqa: E402
from commentariat.intake.repairs.glue import EMPTY, find_glue  # noqa: E402
from commentariat.intake.repairs.glue.languages import get_language  # noqa: E402

APART = 60
"""Signs between two spaces that are lost."""
SCARS = Path(__file__).with_name("link_scars.tsv")
"""Words that the pages glued themselves, with their spaces, as one reader judged them."""
LEAST_LINKS = 2_000
LEAST_WORDS = 200_000
LEAST_PARAGRAPH = 8
"""Words of a paragraph that is prose; a shorter one is an entry of a list."""
TITLE = 3
"""Words of a link from which it is a title, where it begins with a capital."""
_PARAGRAPHS = frozenset("p li dd".split())
_CODE = frozenset("code tt kbd samp var pre".split())
_OF_CODE = re.compile(
    r"(?:^|\s)(?:command|systemitem|filename|literal|userinput|option|pkg)"
)
_INSIDE = "«", "»"
"""Marks within which French sets spaces: one that is lost there glues nothing."""
_LATIN = "A-Za-z"
_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(r"\s+")
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|@|/.*/|[a-z]\.[a-z]{2,3}\b", re.IGNORECASE)
_NOTE = re.compile(r"[\[(]?\d{1,3}[\])]?")


class Link(NamedTuple):
    start: int
    end: int


class Linked(NamedTuple):
    """A page with its links, and with spaces lost at them."""

    text: Text
    links: int
    kinds: dict[int, str]
    """Kind of the word at which a space is lost, by its offset in what is spoiled."""


# -- Pages -------------------------------------------------------------------


def list_places_of(language: str, folder: str) -> list[str]:
    """List the pages of the packages in *folder*, of the set of a *language*."""
    rows = SETS[language]
    return [f"{folder}/{row.package}/{row.root}{row.pattern}" for row in rows]


def read_pages(
    places: list[str],
    half: int,
    language: str = "en",
    read: set[str] | None = None,
) -> Iterator[Linked]:
    """Read one *half* of the pages, but for paragraphs that were *read* before."""
    read = set() if read is None else read
    files: set[Path] = set()
    for place in places:
        path = Path(place)
        if path.is_dir():
            files |= {one for one in path.rglob("*.htm*") if not one.is_symlink()}
        else:
            found = set(map(Path, glob.glob(place, recursive=True)))
            if not found and not place.endswith((".cache.bz2", ".page")):
                print(f"  nothing is called {place}")
            files |= {one for one in found if not one.is_symlink()}
    for path in sorted(files):
        for name, markup in pages_of(path):
            if hashlib.md5(name.encode()).digest()[-1] % 2 == half:
                data = markup.encode() if isinstance(markup, str) else markup
                yield read_page(f"{path.parent}/{name}", data, read, language)


def read_packages(language: str, folder: str, half: int, most: int) -> Iterator[Linked]:
    """
    Read the packages of one *half*, which the digests of their names make.

    Of one with more than so many spaces the pages with the least digests are read.
    """
    for row in SETS[language]:
        if hashlib.md5(row.package.encode()).digest()[-1] % 2 != half:
            continue
        place = f"{folder}/{row.package}/usr/share/{row.pattern}"
        pages = [page for one in (0, 1) for page in read_pages([place], one)]
        pages.sort(key=lambda page: hashlib.md5(page.text.name.encode()).digest())
        lost = 0
        for page in pages:
            if lost < most:
                yield page
            lost += len(page.kinds)


def read_page(name: str, data: bytes, read: set[str], language: str) -> Linked:
    """Read a page, but for paragraphs that were *read* before."""
    page = Page(decode_html(data, name).text)
    parts: list[str] = []
    links: list[Link] = []
    at = 0
    for element in page.elements:
        if is_paragraph(element) and not any(map(is_code, element.inner)):
            text, found = paragraph_of(element)
            linked = sum(link.end - link.start for link in found)
            is_long = len(text.split()) >= LEAST_PARAGRAPH
            is_prose = is_long and 2 * linked < len(text)
            if is_prose and text not in read and is_translated(text, language):
                read.add(text)
                links += [Link(at + one.start, at + one.end) for one in found]
                parts.append(text)
                at += len(text) + 2
    page.release()
    return spoil(name, "\n\n".join(parts), links)


def read_later(name: str, folder: str) -> Iterator[Linked]:
    """Read all pages of a set that was drawn later: none of what was developed on."""
    language = name.partition("-")[0]
    read: set[str] = set()
    for places, is_later in (
        (list_places_of(language, folder), False),
        (list_places_of(name, folder), True),
    ):
        for half in (0, 1):
            for page in read_pages(places, half, language, read):
                if is_later and page.text.whole:
                    yield page


def is_translated(text: str, language: str) -> bool:
    """Tell whether a paragraph is in its *language*, and not in English still."""
    own, english = get_language(language), get_language("en")
    assert own is not None
    assert english is not None
    if own is english:
        return True
    if _LATIN not in own.letters:
        latin = len(re.findall(f"[{_LATIN}]", text))
        return len(re.findall(f"[{own.letters}]", text)) >= latin
    words = [word.lower() for word in _WORD.findall(text)]
    return sum(word in own.function_words for word in words) >= sum(
        word in english.function_words for word in words
    )


def is_paragraph(element: Element) -> bool:
    """Tell what holds prose itself: some programs set paragraphs in boxes of their own."""
    is_box = element.name == "div" and element.names.split() == ["para"]
    is_one = is_box or element.name in _PARAGRAPHS
    return is_one and not element.has_blocks


def is_code(element: Element) -> bool:
    """Tell what sets names of programs, and what is hidden, one of several wordings."""
    is_other = element.name in _CODE or element.has("hidden")
    return is_other or bool(_OF_CODE.search(element.names))


def paragraph_of(element: Element) -> tuple[str, list[Link]]:
    """Give the text of a paragraph, white space folded, and where its links are."""
    text = ""
    links: list[Link] = []

    def walk(one: Element) -> None:
        nonlocal text
        for child in one.children:
            if not isinstance(child, Element):
                text = _SPACES.sub(" ", text + child.data)
                continue
            begin = len(text)
            if child.name == "br":
                text = f"{text.rstrip()} "
            walk(child)
            words = words_of(child)
            if child.name == "a" and child.has("href") and not _NOTE.fullmatch(words):
                bare = text[begin:]
                start = begin + len(bare) - len(bare.lstrip())
                end = begin + len(bare.rstrip())
                if start < end:
                    links.append(Link(start, end))

    walk(element)
    lead = len(text) - len(text.lstrip())
    moved = [Link(max(one.start - lead, 0), one.end - lead) for one in links]
    return text.strip(), moved


def spoil(name: str, text: str, links: list[Link]) -> Linked:
    """Take out one space at each link of *text*, as crawls lose them."""
    chance = random.Random(Path(name).name)
    gone: dict[int, str] = {}
    for link in links:
        is_after = chance.random() < AFTER
        at = link.end if is_after else link.start - 1
        if not 0 < at < len(text) - 1 or text[at] != " ":
            continue
        if text[at - 1] == _INSIDE[0] or text[at + 1] == _INSIDE[1]:
            continue
        if text[at - 1] == "-" or text[at + 1].isspace():
            continue
        if not any(abs(at - other) < APART for other in gone):
            gone[at] = kind_of(text, link, at)
    kept = sorted(gone)
    edges = zip([0, *(at + 1 for at in kept)], [*kept, None], strict=True)
    spoiled = "".join(text[start:end] for start, end in edges)
    kinds = {at - rank: gone[at] for rank, at in enumerate(kept)}
    return Linked(Text(name, text, spoiled, frozenset(kinds)), len(links), kinds)


def kind_of(text: str, link: Link, at: int) -> str:
    """Tell of what kind the word of a *link* is at which the space at *at* stands."""
    words = text[link.start : link.end].split()
    word = words[0] if at < link.start else words[-1]
    beside = text[:at].rsplit(maxsplit=1)[-1], text[at + 1 :].split(maxsplit=1)[0]
    if any(map(_ADDRESS.search, beside)):
        return "address"
    return _kind(word, text[at - 1], text[at + 1], len(words))


def _kind(word: str, before: str, behind: str, count: int) -> str:
    if not (before.isalnum() and behind.isalnum()):
        return "punctuation"
    if any(sign.isdigit() for sign in word):
        return "number"
    if word[:1].isupper():
        return "title" if count >= TITLE else "name"
    return "common word"


def kind_of_place(text: str, at: int) -> str:
    """Tell of what kind the word is before which a space was put that was not lost."""
    word = _TOKEN.match(text, at)
    before = text[at - 1 : at] or " "
    return _kind(word[0] if word else "", before, text[at : at + 1] or " ", 1)


def read_scars(language: str) -> dict[str, str]:
    """Read the words that pages of a *language* glued themselves, each with its spaces."""
    rows = (line.split("\t") for line in SCARS.read_text("utf-8").splitlines())
    return {
        after.replace(" ", ""): after
        for code, after in rows
        if code == language.partition("-")[0]
    }


# -- Figures -------------------------------------------------------------------


def interval(right: int, of: int) -> tuple[float, float]:
    """Give Wilson's interval of 95 % for *right* of so many."""
    if not of:
        return 0.0, 1.0
    z = 1.959964
    share = right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    reach /= 1 + z * z / of
    return max(0.0, middle - reach), min(1.0, middle + reach)


def shown(right: int, of: int) -> str:
    low, high = interval(right, of)
    share = f"{right / of:.3f}" if of else "  –  "
    return f"{share} [{low:.3f}, {high:.3f}] {right:>5,}/{of:<5,}"


def print_figures(
    pages: list[Linked], language: str, *, is_known: bool, is_verbose: bool
) -> None:
    texts = [page.text for page in pages]
    known = make_vocabularies(texts) if is_known else {}
    scars, own = read_scars(language), 0
    right: Counter[str] = Counter()
    offered: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    split: Counter[str] = Counter()
    for page in pages:
        text = page.text
        words = known.get(text.name, EMPTY)
        lost.update(page.kinds.values())
        for glue in find_glue(text.spoiled, language, words):
            for place in list_places(glue):
                if place in page.kinds:
                    (right if glue.is_certain else offered)[page.kinds[place]] += 1
                elif glue.is_certain:
                    wrong[kind_of_place(text.spoiled, place)] += 1
                    own += scars.get(glue.before) == glue.after
                    if is_verbose:
                        around = text.spoiled[place - 30 : place + 30]
                        print(f"    wrong {glue.before!r} → {glue.after!r}: {around!r}")
        for glue in find_glue(text.whole, language, words):
            if glue.is_certain:
                split[kind_of_place(text.whole, list_places(glue)[0])] += 1
    count = sum(len(_TOKEN.findall(text.whole)) for text in texts)
    kinds = ("common word", "name", "title", "number", "punctuation", "address")
    print(f"  {'by the words of the other pages' if is_known else 'alone'}")
    print(f"    {'':12} {'precision':36} {'recall':36} made or offered")
    for kind in (*kinds, "all"):
        of = kinds if kind == "all" else (kind,)
        made, missed, false = (
            sum(one[each] for each in of) for one in (right, lost, wrong)
        )
        either = made + sum(offered[each] for each in of)
        print(
            f"    {kind:12} {shown(made, made + false):36} {shown(made, missed):36}"
            f" {shown(either, missed)}"
        )
    made, false = sum(right.values()), sum(wrong.values())
    print(
        f"    {own} of the {false} mistakes are scars of the pages' own; without them"
    )
    print(f"    {'all':12} {shown(made, made + false - own)}")
    low, high = interval(total := sum(split.values()), count)
    by_kind = ", ".join(f"{kind}: {split[kind]}" for kind in kinds if split[kind])
    print(
        f"    healthy words split in 50,000: {total * 50_000 / count:.2f}"
        f" [{low * 50_000:.2f}, {high * 50_000:.2f}] ({by_kind or 'none'})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("language")
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--debian", metavar="DIR")
    parser.add_argument("--half", type=int, choices=(0, 1), default=0)
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    of_packages = list_places_of(args.language, args.debian) if args.debian else []
    language = args.language.partition("-")[0]
    if args.language in HALVED_BY_PACKAGE:
        read = read_packages(args.language, args.debian, args.half, MOST_OF_PACKAGE)
    elif args.language in LATER:
        read = read_later(args.language, args.debian)
    else:
        read = read_pages([*args.pages, *of_packages], args.half, language)
    pages = list(read)
    words = sum(len(_TOKEN.findall(page.text.whole)) for page in pages)
    links = sum(page.links for page in pages)
    lost = sum(len(page.kinds) for page in pages)
    is_once = args.half or args.language in LATER
    which = "looked at once" if is_once else "developed on"
    print(
        f"{args.language}, the part that is {which}: {len(pages):,} pages,"
        f" {words:,} words, {links:,} links, {lost:,} spaces lost"
    )
    for row in sorted(
        {(row.package, row.version) for row in SETS.get(args.language, ())}
    ):
        if args.debian:
            print("   ", *row)
    if lost < LEAST_LINKS or words < LEAST_WORDS:
        print(f"  too small for a claim: {LEAST_LINKS:,} and {LEAST_WORDS:,} words")
    for is_known in (False, True):
        print_figures(pages, language, is_known=is_known, is_verbose=args.verbose)


if __name__ == "__main__":
    main()
