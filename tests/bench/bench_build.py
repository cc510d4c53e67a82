"""
Time builds of a large archive, beside Hugo and Pelican where they are asked for.

    python tests/bench/bench_build.py [--articles N] [--runs N] [--plain] [--corpus DIR]
                                      [--beside 'COMMAND' …]

The corpus is made here, or copied from a folder of content files. Every figure is of
a whole process: wall time, processor time (with its workers), and the memory of its
largest process. Medians of --runs runs; it prints, and asserts nothing. --plain takes
templates that show the least, to time the engine; without it the shipped theme is
timed. --beside times other commands in turn with the cold build, each in the folder
it is given as `FOLDER::COMMAND`; remove their output in the command.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

WORDS = tuple(
    """harbor treaty budget river ministry tariff border grid winter council export
    port inspector delegation quota pipeline harvest election parliament reform
    currency railway embassy drought sanction loan frontier archive tunnel island
    ledger""".split()
)
VERBS = tuple(
    "weighs delays signs rejects repairs counts inherits forgets publishes funds".split()
)
LINKS = ("the", "a", "every", "no", "its", "another")


def sentence(rng: random.Random) -> str:
    words = [
        rng.choice(LINKS), rng.choice(WORDS), rng.choice(VERBS), rng.choice(LINKS), rng.choice(WORDS),
        "while", rng.choice(LINKS), rng.choice(WORDS), rng.choice(VERBS), rng.choice(LINKS),
        rng.choice(WORDS),
    ]  # fmt: skip
    if rng.random() < 0.1:
        words[1] = f"*{words[1]}*"
    if rng.random() < 0.08:
        words[4] = f"[{words[4]}](https://source.example/{rng.randrange(9999)})"
    return " ".join(words).capitalize() + "."


def content_file(number: int, rng: random.Random) -> tuple[str, str]:
    """One article: its path, and the text of its content file (about 1,000 words)."""
    year = 2001 + min(24, int(25 * rng.random() ** 0.7))
    slug = f"{rng.choice(WORDS)}-{rng.choice(VERBS)}-{rng.choice(WORDS)}-{number}"
    body = "\n\n".join(
        "## " + sentence(rng)[:-1]
        if index in (4, 9)
        else " ".join(sentence(rng) for _ in range(6))
        for index in range(16)
    )
    lists = {
        "authors": sorted(
            {f"Author {int(rng.paretovariate(0.7)) % 250:03}" for _ in range(2)}
        ),
        "centers": [f"Center {rng.randrange(7)}"],
        "regions": sorted(
            {f"Region {int(rng.paretovariate(0.6)) % 30:02}" for _ in range(3)}
        ),
        "topics": sorted(
            {f"Topic {int(rng.paretovariate(0.6)) % 35:02}" for _ in range(4)}
        ),
    }
    header = [
        f"title: {sentence(rng)[:-1]!r}", f"slug: {slug}", "language: en", "type: commentary",
        f"date: {year}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",
        f"series: Series {rng.randrange(5)}", f"dek: {sentence(rng)!r}",
    ]  # fmt: skip
    for name, values in lists.items():
        header += [f"{name}:", *(f"- {value}" for value in values)]
    text = "---\n" + "\n".join(header) + f"\n---\n\n{body}\n"
    return f"{year}/{slug}.md", text


def make_site(
    folder: Path, articles: int, corpus: Path | None, *, is_plain: bool
) -> None:
    if corpus:
        shutil.copytree(corpus, folder / "content/articles")
    else:
        rng = random.Random(1)
        for number in range(articles):
            path, text = content_file(number, rng)
            where = folder / "content/articles" / path
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_text(text, encoding="utf-8")
    settings = (
        '[tool.commentariat]\ntitle = "Bench"\nbase_url = "https://bench.example/"\n'
    )
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    if is_plain:
        shutil.copytree(HERE / "plain", folder / "templates")


def timed(command: list[str], folder: Path) -> tuple[float, float, float, str]:
    """Run a command; wall and processor seconds, MiB of the largest process, its output."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    scale = 1 / 1024 if sys.platform != "darwin" else 1 / 2**20
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss * scale, said


def report(label: str, rows: list[tuple[float, float, float, str]]) -> None:
    wall, cpu, peak = ([float(row[k]) for row in rows] for k in range(3))
    try:
        figures = json.loads(rows[-1][3].splitlines()[-1])
        what = (
            "pages {pages} written {rendered} deleted {deleted} converted {converted}"
        )
        said = what.format(**figures)
    except (ValueError, IndexError, KeyError):
        said = ""
    print(
        f"{label:28} wall {statistics.median(wall):7.2f} s ({min(wall):.2f}-{max(wall):.2f})"
        f"  cpu {statistics.median(cpu):7.2f} s  peak {max(peak):5.0f} MiB  {said}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument(
        "--beside", action="append", default=[], metavar="FOLDER::COMMAND"
    )
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=memory) as scratch:
        folder = Path(scratch) / "site"
        make_site(folder, args.articles, args.corpus, is_plain=args.plain)
        run_cases(folder, args.runs, args.beside)


def run_cases(folder: Path, runs: int, beside: list[str]) -> None:
    build = [sys.executable, str(ROOT / "build.py"), "build", "--json"]
    articles = sorted((folder / "content/articles").rglob("*.md"))
    print(
        f"{len(articles)} articles, {os.cpu_count()} cores, Python {sys.version.split()[0]}"
    )
    cold, others = [], {command: [] for command in beside}  # type: ignore[var-annotated]
    for _ in range(runs):
        shutil.rmtree(folder / ".cache", ignore_errors=True)
        shutil.rmtree(folder / "output", ignore_errors=True)
        cold.append(timed(build, folder))
        for command in beside:
            where, _, line = command.partition("::")
            others[command].append(timed(["sh", "-c", line], Path(where)))
    report("cold", cold)
    for command, rows in others.items():
        report("beside: " + command.partition("::")[2][-19:], rows)
    report("nothing changed", [timed(build, folder) for _ in range(runs)])

    def case(label: str, change: Callable[[int], None]) -> None:
        rows = []
        for number in range(runs):
            change(number)
            rows.append(timed(build, folder))
        report(label, rows)

    some = articles[len(articles) // 7]
    case("one body edited", lambda n: append(some, f"\n\nEdit {n}.\n"))
    case("one title edited", lambda n: retitle(some, f"Title {n}"))
    case("one article added", lambda n: add(some, n))
    case("article template edited", lambda n: edit_template(folder, n))


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def retitle(path: Path, title: str) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("title:"))
    lines[place] = f"title: {title}"
    path.write_text("\n".join(lines), encoding="utf-8")


def add(path: Path, number: int) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("slug:"))
    lines[place] = f"slug: added-{number}"
    path.with_name(f"added-{number}.md").write_text("\n".join(lines), encoding="utf-8")


def edit_template(folder: Path, number: int) -> None:
    shipped = ROOT / "templates/article.html"
    own = folder / "templates/article.html"
    text = (own if own.exists() else shipped).read_text(encoding="utf-8")
    own.parent.mkdir(exist_ok=True)
    own.write_text(text + f"{{# edit {number} #}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
