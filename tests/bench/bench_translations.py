"""
How well translations are found by what texts say in every language.

Run with: .venv/bin/python tests/bench/bench_translations.py FOLDER [--half held-out]

FOLDER holds Debian's documentation as its packages have it, each unpacked into a folder that
is called as the package (`apt-get download PACKAGE`, `dpkg -x PACKAGE.deb FOLDER/PACKAGE`).
Each file of HTML with enough of a text is a piece. The same file of the same document in two
languages is a true pair; every other two pieces are not one. Nothing is known of a piece but
its text, as Markdown, and its language: no authors, no days, no pictures, and links within a
document lead nowhere, for their names are the same in all languages.

Documents are told apart into halves by a digest of their names and chapters; each half is an
archive of its own, with all pieces of it as distractors for each other.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import time
from collections import Counter, defaultdict
from hashlib import blake2b
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from commentariat.pairing.candidates import Candidate, Piece, find_candidates
from commentariat.pairing.signs import marks_of, read_signs

LEAST = 900
"""Letters of a text that is a piece; of Chinese, Japanese and Korean a third of it."""
_TAG = r"[a-z]{2}(?:[-_][A-Za-z]{2})?"
_IN_NAME = re.compile(rf"^(.+?)\.({_TAG})\.html(?:\.gz)?$")
_FOLDER = re.compile(rf"^(?:.+\.)?({_TAG})(?:\.html)?$")
_SPECIAL = {"search", "genindex", "index", "copyright", "bi01", "legalnotice"}
_OTHERWISE = {("aptitude-doc", "cs"), ("aptitude-doc", "fi")}
"""Of another version than the rest: their files are called as other chapters’."""
_BLOCKS = {"p", "li", "dt", "dd", "td", "th", "pre", "blockquote", "title", "div"}
_HEADS = {f"h{level}" for level in range(1, 7)}
_NONE = {"script", "style", "nav", "head", "footer", "header"}


class Markdown(HTMLParser):
    """Writes a page as Markdown, as far as what is counted and read goes."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in _NONE or "navheader" in (told.get("class") or ""):
            self._hidden += tag in _NONE
        if tag in _HEADS:
            self.parts.append(f"\n\n{'#' * int(tag[1])} ")
        elif tag in ("li", "dt"):
            self.parts.append("\n\n- ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in ("code", "tt", "kbd", "samp"):
            self.parts.append("`")
        elif tag == "a":
            href = told.get("href") or ""
            is_out = href.startswith(("http://", "https://", "ftp://"))
            self._links.append(href if is_out else "")
            self.parts.append("[" if is_out else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _NONE and self._hidden:
            self._hidden -= 1
        if tag in _HEADS or tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in ("code", "tt", "kbd", "samp"):
            self.parts.append("`")
        elif tag == "a" and self._links:
            href = self._links.pop()
            self.parts.append(f"]({href})" if href else "")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def to_markdown(html: str) -> str:
    parser = Markdown()
    parser.feed(html)
    text = "".join(parser.parts)
    return re.sub(r"\n\s*\n+", "\n\n", text).strip()


def read_file(path: Path) -> str:
    data = path.read_bytes()
    if path.name.endswith(".gz"):
        data = gzip.decompress(data)
    found = re.search(rb"charset=[\"']?([\w-]+)", data[:2000])
    return data.decode(found[1].decode() if found else "utf-8", "replace")


def place_of(path: Path, package: str) -> tuple[str, str, str] | None:
    """Tell document, chapter and language of a file of a *package*."""
    name = path.name.removesuffix(".gz").removesuffix(".html")
    document = re.sub(rf"-{_TAG}$", "", package)
    told = re.search(rf"-({_TAG})$", package)
    found = _IN_NAME.match(path.name)
    language = "en"
    if found:
        name, language = found[1], found[2]
    else:
        for part in reversed(path.parts[:-1]):
            inner = _FOLDER.match(part)
            if inner and part not in ("doc", "usr", "html"):
                language = inner[1]
                break
        else:
            language = told[1] if told else "en"
    if name in _SPECIAL or (document, language) in _OTHERWISE:
        return None
    return document, name, plain_tag(language)


def plain_tag(language: str) -> str:
    """Give the language alone, but for those that countries write in two ways."""
    tag = language.replace("_", "-").lower()
    return tag if tag in ("zh-cn", "zh-tw", "pt-br") else tag.partition("-")[0]


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 5)}


def load(folder: Path) -> dict[tuple[str, str, str], str]:
    """Read the texts by document, chapter and language."""
    texts: dict[tuple[str, str, str], str] = {}
    for package in sorted(folder.iterdir()):
        for path in sorted(package.rglob("*.html*")):
            if not path.is_file() or path.is_symlink():
                continue
            place = place_of(path, package.name)
            if place is None:
                continue
            text = to_markdown(read_file(path))
            letters = sum(map(str.isalpha, text))
            is_cjk = place[2][:2] in ("zh", "ja", "ko")
            if letters >= (LEAST // 3 if is_cjk else LEAST):
                texts.setdefault(place, text)
    return translated(texts)


def translated(
    texts: dict[tuple[str, str, str], str],
) -> dict[tuple[str, str, str], str]:
    """Leave out what is another's text in its own language: nobody has translated it."""
    chapters: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document, chapter, language in texts:
        chapters[document, chapter].append(language)
    kept = {}
    for (document, chapter), languages in chapters.items():
        known: list[set[tuple[str, ...]]] = []
        for language in sorted(languages, key=lambda one: (one != "en", one)):
            text = texts[document, chapter, language]
            said = shingles(text)
            if any(3 * len(said & one) > len(said) for one in known):
                continue
            known.append(said)
            kept[document, chapter, language] = text
    return kept


def half_of(document: str, chapter: str) -> str:
    digest = blake2b(f"{document}/{chapter}".encode(), digest_size=4).digest()
    return "held-out" if digest[0] % 2 else "developing"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--half", choices=("developing", "held-out"), default="developing"
    )
    parser.add_argument("--misses", type=int, default=0, help="how many to print")
    args = parser.parse_args()
    texts = load(args.folder)
    chosen = {k: v for k, v in texts.items() if half_of(k[0], k[1]) == args.half}
    began = time.process_time()
    pieces = []
    for (document, chapter, language), text in sorted(chosen.items()):
        signs = read_signs(text)
        name = f"{document}|{chapter}|{language}"
        said = marks_of(())  # nothing is known beside the text
        pieces.append(
            Piece(name, language, signs.numbers, said, signs.outline, signs.blocks)
        )
    read = time.process_time() - began
    began = time.process_time()
    found = find_candidates(pieces)
    took = time.process_time() - began
    report(pieces, {(one.a, one.b): one for one in found}, args.misses)
    print(f"reading {read:.1f} s, finding {took:.1f} s")


def report(
    pieces: list[Piece], found: dict[tuple[str, str], Candidate], misses: int
) -> None:
    by_chapter: dict[str, list[str]] = defaultdict(list)
    for one in pieces:
        by_chapter[one.name.rpartition("|")[0]].append(one.name)
    true = {p for names in by_chapter.values() for p in combinations(sorted(names), 2)}
    right = true & found.keys()
    print(
        f"{len(pieces)} pieces in {len({one.language for one in pieces})} languages, "
        f"{len(true)} true pairs: {len(found)} offered, {len(right)} of them true; "
        f"recall {len(right) / len(true):.4f}, precision {len(right) / max(1, len(found)):.4f}"
    )
    wanted: Counter[str] = Counter(a.split("|")[0] for a, _ in true)
    had: Counter[str] = Counter(a.split("|")[0] for a, _ in right)
    wrong: Counter[str] = Counter(a.split("|")[0] for a, _ in found.keys() - true)
    for document, count in sorted(wanted.items()):
        print(f"  {document}: {had[document]} of {count}, wrong {wrong[document]}")
    for pair in sorted(found.keys() - true)[:misses]:
        print("  wrong", found[pair])
    for two in sorted(true - found.keys())[:misses]:
        print("  missed", two)


if __name__ == "__main__":
    main()
