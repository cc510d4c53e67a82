"""
What it costs to convert a body, and what proves that no way of it says otherwise.

    python tests/bench/bench_markup.py [FOLDER]  microseconds an article of FOLDER
    python tests/bench/bench_markup.py --suite [SDIST]
                                                 Python-Markdown's own tests, guarded,
                                                 and their texts both ways
    python tests/bench/bench_markup.py --mutants a text that shows each rule of the scan needed

FOLDER holds articles with front matter; content/articles if not given. SDIST is an
unpacked source distribution of Python-Markdown; pip downloads it if not given. The
longest comparison is `MARKUP_EXAMPLES=100000 pytest tests/property/test_build_markup.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
import time
import types
import unittest
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import markdown

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "property"))

from test_build_markup import SHORT_TEXTS, STOCK, make_document, plain_html

from commentariat.engine import markup, markup_native
from commentariat.engine.markup_bounds import Bounds
from commentariat.engine.markup_guard import Guard

ROOT = Path(__file__).parents[2]
ROUNDS = 7
MOST_TIMED = 400


class Mutant(NamedTuple):
    """One rule of the scan made weaker: the text of the rule, and what replaces it."""

    rule: str
    old: str
    new: str


MUTANTS = [
    Mutant("what may come before a mark", "(?<!{_BEFORE})(?P", "(?P"),
    Mutant("what may come after a mark", "(?P={name})(?!{_AFTER})", "(?P={name})"),
    Mutant("marks of one kind", "(?P={name})(?!", r"(?:\*\*?|__?)(?!"),
    Mutant("no mark within its kind", r'x9f*_\[\]\\<&`]++"', r'x9f\[\]\\<&`]++"'),
    Mutant("underscores inside words only", r"(?<=[^\W_])_(?=[^\W_])", "_"),
    Mutant("marks alone between spaces only", r"(?<=\x20)[*_](?![^ \n])", "[*_]"),
    Mutant("the last mark of a block", r"(?![^*_`\n]*+(?:\n(?!\n)[^*_`\n]*+)*[*_`])", ""),
    Mutant("lines within a span", r"(?<!\s)\n(?=[^\W\d_])", r"\n"),
    Mutant("no picture by a link", r"(?<!!)\[(?![\s^])", r"\[(?![\s^])"),
    Mutant("what follows a bracket", r"\](?![(:\[])", r"\]"),
    Mutant("escapes both take", r"\-.!|]", r"\-.!|<&:~,/a]"),
    Mutant("entities both know", r"|(?!\#|[A-Za-z0-9]+;))", "|)"),
    Mutant("addresses neither encodes", r"_~%+@\#-]", r"_~%+@\#é-]"),
    Mutant("no entities in addresses", r"_~%+@\#-]|&(?!\#)", r"_~%+@\#;-]|&"),
    Mutant("addresses in angles", r"_~%+@\#()-]", r"_~%+@\#()é -]"),
    Mutant("no controls", r"[\n -%'-)", r"[\t\x02\x03\x0b\x0c\r\n -%'-)"),
    Mutant("no code", "=-Z^a-~", "=-Z^-~"),
    Mutant("angles before spaces only", r"<(?=\x20)", "<"),
    Mutant("no rule, heading or bullet in a line", r"\x00-\x2f\x3a", r"\x00-\x22\x24-\x2c\x2e\x2f\x3a"),
    Mutant("no heading in a line", r"\x00-\x2f\x3a", r"\x00-\x22\x24-\x2f\x3a"),
    Mutant("no bullet in a line", r"\x00-\x2f\x3a", r"\x00-\x2c\x2e\x2f\x3a"),
    Mutant("no quotation in a line", r"\x3a-\x40", r"\x3a-\x3d\x3f-\x40"),
    Mutant("no line under another", r"\x3a-\x40", r"\x3a-\x3c\x3e-\x40"),
    Mutant("no table", r"\x7b-\x9f", r"\x7b\x7d-\x9f"),
    Mutant("no fence", r"\x7b-\x9f", r"\x7b-\x7d\x7f-\x9f"),
    Mutant("no white space that begins", r"\x9f\s]", r"\x9f]"),
    Mutant("no number in a line", r"(?!\d++[.)](?!\S)){_START}", "{_START}"),
    Mutant("no bullet for a mark", r"\*\*?(?=[^\s*])", r"\*\*?"),
    Mutant("no white space at the end", r".*+(?<!\s)", ".*+"),
    Mutant("items loose or tight", r"(?:(?:\n(?P=bullet){_ITEM})+|", r"(?:(?:\n\n?(?P=bullet){_ITEM})+|"),
    Mutant("bullets of one kind", r"\n(?P=bullet)", r"\n[-*+]"),
    Mutant("no list after a list", r"(?!\n+(?:[-*+]|\d++[.)])\x20)", ""),
    Mutant("numbers from one", "[1-9][0-9]{{0,2}}", "[0-9]{{1,3}}"),
    Mutant("no heading that ends in marks", r"(?<![\#\\])", ""),
    Mutant("no quotation after a quotation", r"(?!\n+>)", ""),
    Mutant("an empty line between blocks", r"\n\n+|\n?\Z", r"\n+|\Z"),
]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "content" / "articles"
    )
    parser.add_argument("--suite", nargs="?", const="", metavar="SDIST")
    parser.add_argument("--mutants", action="store_true")
    parser.add_argument("--run-suite", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run_suite:
        run_suite(*map(Path, arguments.run_suite))
    elif arguments.suite is not None:
        print_suite(arguments.suite)
    elif arguments.mutants:
        print_mutants()
    else:
        print_table(read_bodies(arguments.folder))


# --- what it costs ---------------------------------------------------------------


def read_bodies(folder: Path) -> list[str]:
    bodies = [
        cut_body(path.read_text("utf-8")) for path in sorted(folder.rglob("*.md"))
    ]
    if not any(bodies):
        raise SystemExit(f"{folder} holds no articles")
    return list(filter(None, bodies))


def cut_body(text: str) -> str:
    end = text.find("\n---", 3)
    return text[text.find("\n", end + 1) :].strip() if text.startswith("---\n") else ""


def print_table(bodies: list[str]) -> None:
    alike = list(filter(markup_native.is_read_alike, bodies))
    words = sum(len(body.split()) for body in bodies) / len(bodies)
    timed = bodies[:: len(bodies) // MOST_TIMED + 1]
    html = {body: plain_html(body) for body in timed}
    guarded = markup._converter().markdown
    print(
        f"{len(bodies)} articles of {words:.0f} words; Python-Markdown {markdown.__version__}"
    )
    ways: dict[str, Callable[[str], object]] = {
        "Python-Markdown, one instance": lambda body: STOCK.reset().convert(body),
        "guarded": lambda body: guarded.reset().convert(body),
        "scan": markup_native.is_read_alike,
        "scan, native converter, ids": markup_native.convert_alike,
        "sanitizer": lambda body: markup._CLEANER.clean(html[body]),
        "to_html, all of it": markup.to_html,
    }
    for name, way in ways.items():
        print(f"  {name:<30} {measure(way, timed):7.0f} µs")
    print(f"  read alike                     {len(alike) / len(bodies):7.1%}")


def measure(way: Callable[[str], object], bodies: list[str]) -> float:
    """Take the least of some rounds for each body: others may keep the machine."""
    least = [float("inf")] * len(bodies)
    for _ in range(ROUNDS):
        for rank, body in enumerate(bodies):
            started = time.perf_counter()
            way(body)
            least[rank] = min(least[rank], time.perf_counter() - started)
    return sum(least) / len(least) * 1e6


# --- Python-Markdown's own tests ---------------------------------------------------


def print_suite(given: str) -> None:
    with TemporaryDirectory() as folder:
        sdist = Path(given) if given else download_sdist(Path(folder))
        runs = {}
        for name in ("plain", "guarded"):
            told = Path(folder) / f"{name}.json"
            command = [
                sys.executable,
                __file__,
                "--run-suite",
                str(sdist.resolve()),
                str(told),
            ]
            subprocess.run(command, check=True, env=os.environ | {"GUARD": name})
            runs[name] = json.loads(told.read_bytes())
            print(
                f"{name:<8} {runs[name]['count']} tests, not passed: {runs[name]['bad']}"
            )
        compare_texts(runs["plain"]["texts"])


def compare_texts(texts: list[str]) -> None:
    slow = partial(convert_slowly, markup._converter().markdown)
    alike = sum(map(markup_native.is_read_alike, texts))
    wrong_fast = [text for text in texts if markup.to_html(text) != plain_html(text)]
    wrong_slow = [text for text in texts if slow(text) != plain_html(text)]
    print(
        f"{len(texts)} texts of the tests through to_html, {alike} of them read alike"
    )
    print(
        f"  other than Python-Markdown: {wrong_fast}, without the native converter: {wrong_slow}"
    )


def convert_slowly(converter: markdown.Markdown, text: str) -> str:
    return markup._make_safe(converter.reset().convert(text))


def download_sdist(folder: Path) -> Path:
    name = f"markdown=={markdown.__version__}"
    options = ["--no-binary", "markdown", "--no-deps", "--quiet", "--dest", str(folder)]
    subprocess.run(
        [sys.executable, "-m", "pip", "download", name, *options], check=True
    )
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.glob("[mM]arkdown-*/tests")).parent


def run_suite(sdist: Path, told: Path) -> None:
    """Run the tests in this process, with every converter guarded or as it is."""
    texts: dict[str, None] = {}
    init, convert = markdown.Markdown.__init__, markdown.Markdown.convert

    def guarded_init(self: markdown.Markdown, **options: Any) -> None:
        options["extensions"] = [*options.get("extensions", ()), Guard(Bounds())]
        init(self, **options)

    def noted_convert(self: markdown.Markdown, source: str) -> str:
        texts[source] = None
        return convert(self, source)

    if os.environ["GUARD"] == "guarded":
        markdown.Markdown.__init__ = guarded_init  # type: ignore[method-assign]
    markdown.Markdown.convert = noted_convert  # type: ignore[method-assign]
    os.chdir(sdist)
    tests = unittest.TestLoader().discover("tests", top_level_dir=".")
    with open(os.devnull, "w") as nowhere:
        result = unittest.TextTestRunner(nowhere, verbosity=0).run(tests)
    bad = [test.id() for test, _ in (*result.failures, *result.errors)]
    said = {
        "count": result.testsRun,
        "bad": bad,
        "texts": [text for text in texts if isinstance(text, str)],
    }
    told.write_text(json.dumps(said))


# --- the scan weakened -------------------------------------------------------------


def print_mutants() -> None:
    source = Path(markup_native.__file__).read_text("utf-8")
    for mutant in MUTANTS:
        assert source.count(mutant.old) > 0, mutant
        module = types.ModuleType("mutant")
        exec(
            compile(source.replace(mutant.old, mutant.new), "mutant", "exec"),
            vars(module),
        )
        found, tried = find_difference(module.convert_alike)
        print(
            f"{'found' if found else 'NOT FOUND':<10} {mutant.rule:<40} {tried:>7} {found!r:.60}"
        )


def find_difference(convert: Callable[[str], str | None]) -> tuple[str, int]:
    """Look for a text that *convert* reads otherwise than Python-Markdown."""
    tried = 0
    for tried, text in enumerate(chain(short_texts(), documents()), 1):
        html = convert(text)
        if html is not None and markup._make_safe(html) != plain_html(text):
            return text, tried
    return "", tried


def short_texts() -> Iterator[str]:
    for marks in SHORT_TEXTS:
        yield from map(
            "".join, chain.from_iterable(product(marks, repeat=n) for n in range(1, 6))
        )


def documents() -> Iterator[str]:
    return (make_document(Random(seed)) for seed in range(100_000))


if __name__ == "__main__":
    main()
