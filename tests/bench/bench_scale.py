"""
Measure import, builds and memory at sizes that archives of many houses have.

    python tests/bench/bench_scale.py [--sizes 10000,100000,300000] [--words 60]
        [--steps import,cold,nothing,body] [--executors local,dask] [--search]
        [--no-feeds] [--workers 2] [--folder DIR] [--svg FILE]

Articles are short, and made here by size and seed alone. Of every step: time by the clock,
processor time with all processes, and the largest memory that any one of them had, with the
sum of what they had at once. Without --search no index is made; related pieces are as shipped,
and so are feeds, unless --no-feeds leaves all but that of the whole site out. It prints a
table, draws the processor time an article by size where --svg says so, and asserts nothing.
The folder wants 20 KB an article and step on a file system in memory.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bench_build import sentence

ROOT = Path(__file__).resolve().parent.parent.parent
STEPS: Final = ("import", "cold", "nothing", "body")
_NOW: Final = ("--now", "2026-06-01T12:00")
_YEARS: Final = 25
_LOOK: Final = 0.1
"""Seconds between looks at memory."""


class Figures(NamedTuple):
    """What one run of the program took."""

    wall: float
    """Seconds by the clock."""
    processor: float
    """Seconds of all processes together."""
    largest: float
    """MiB that the largest process had at its most."""
    together: float
    """MiB that all had at one time, pages that they share counted once by their share."""


# --- the archive ---------------------------------------------------------------------


def write_archive(site: Path, articles: int, words: int, *, is_raw: bool) -> None:
    """Write a site of so many short *articles*, as content files or as raw ones."""
    site.mkdir(parents=True)
    header = 'title = "Scale"\nbase_url = "https://scale.test"\npicture_widths = []\n'
    (site / "pyproject.toml").write_text(f"[tool.commentariat]\n{header}")
    rng = random.Random(articles)
    for number in range(articles):
        year = 2001 + number % _YEARS
        text = _text(rng, words)
        make = _raw_file if is_raw else _content_file
        path, data = make(number, year, text, rng)
        where = site / "content" / path
        if number < 2000:
            where.parent.mkdir(parents=True, exist_ok=True)
        try:
            where.write_text(data)
        except FileNotFoundError:
            where.parent.mkdir(parents=True)
            where.write_text(data)


def _text(rng: random.Random, words: int) -> str:
    said: list[str] = []
    while len(said) < words:
        said += sentence(rng).split()
    return " ".join(said)


def _terms(number: int, rng: random.Random) -> dict[str, list[str]]:
    return {
        "authors": [f"Author {int(rng.paretovariate(0.7)) % 2500:04}"],
        "centers": [f"Center {number % 7}"],
        "regions": [f"Region {int(rng.paretovariate(0.6)) % 30:02}"],
        "topics": [f"Topic {int(rng.paretovariate(0.6)) % 60:02}"],
    }


def _content_file(
    number: int, year: int, text: str, rng: random.Random
) -> tuple[str, str]:
    lists = "".join(
        f"{key}: [{', '.join(values)}]\n" for key, values in _terms(number, rng).items()
    )
    day = f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    header = f"title: Piece {number} of the river\ndate: {day}\n{lists}language: en\n"
    folder = f"{year}/{number // _YEARS % 100:02}"
    return f"articles/{folder}/piece-{number}.md", f"---\n{header}---\n\n{text}\n"


def _raw_file(number: int, year: int, text: str, rng: random.Random) -> tuple[str, str]:
    import json

    terms = _terms(number, rng)
    block = json.dumps({"type": "commentary", **terms}, indent=0)
    dek = f"What the river was in {year}, and what piece {number} says of it."
    lines = [f"{block}Source: Getty", dek, text]
    return f"raw/{year}/{number // _YEARS % 100:02}/{number}.txt", "\n".join(lines)


# --- measuring -----------------------------------------------------------------------


class _Watcher(threading.Thread):
    """Looks at the memory of a session's processes until it is told to stop."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self._is_over = threading.Event()
        self.largest = self.together = 0

    def run(self) -> None:
        """Look now and then."""
        while not self._is_over.wait(_LOOK):
            shares = [share for _, share in self._look()]
            self.together = max(self.together, sum(shares))

    def _look(self) -> Iterator[tuple[int, int]]:
        for entry in os.scandir("/proc"):
            if not entry.name.isdigit():
                continue
            try:
                if os.getsid(int(entry.name)) != self._session:
                    continue
                with open(f"{entry.path}/status") as file:
                    peak = _kibibytes(file.read(), "VmHWM:")
                with open(f"{entry.path}/smaps_rollup") as file:
                    share = _kibibytes(file.read(), "Pss:")
            except (OSError, ProcessLookupError):
                continue
            self.largest = max(self.largest, peak)
            yield peak, share

    def stop(self) -> None:
        """Look no more."""
        self._is_over.set()
        self.join()


def _kibibytes(text: str, key: str) -> int:
    found = text.partition(key)[2].split(maxsplit=1)
    return int(found[0]) if found else 0


def measure(site: Path, words: Sequence[str]) -> Figures:
    """Run a command of the program at *site*."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen(
        [
            sys.executable,
            str(ROOT / "build.py"),
            *words,
            "--site",
            str(site),
            "--quiet",
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    watcher = _Watcher(process.pid)
    watcher.start()
    status = process.wait()
    wall = time.perf_counter() - began
    watcher.stop()
    if status not in (0, 1):  # 1: open points of an import, say
        raise SystemExit(f"{' '.join(words)} ended with {status}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    mebi = 2**10
    return Figures(wall, spent, watcher.largest / mebi, watcher.together / mebi)


def measure_size(
    folder: Path, articles: int, args: argparse.Namespace, executor: str
) -> Iterator[tuple[str, Figures]]:
    """Go through the steps that are asked for, at one size."""
    works = ("--executor", executor, "--workers", str(args.workers))
    steps = args.steps.split(",")
    if "import" in steps:
        site = folder / "raw"
        write_archive(site, articles, args.words, is_raw=True)
        yield "import", measure(site, ("import", *works))
        shutil.rmtree(site)
    site = folder / "content"
    write_archive(site, articles, args.words, is_raw=False)
    with (site / "pyproject.toml").open("a") as file:
        if not args.search:
            file.write("search = false\n")
        if args.no_feeds:
            file.write('feed_archives = "none"\n')
            for facet in ("authors", "centers", "regions", "topics", "series"):
                file.write(f"[tool.commentariat.facets.{facet}]\nfeed = false\n")
    build = ("build", *_NOW, *works)
    for step in STEPS[1:]:
        if step == "body":
            first = next((site / "content/articles").rglob("*.md"))
            first.write_text(first.read_text() + "\nOne more sentence.\n")
        if step in steps or step == "cold":
            yield step, measure(site, build)
    shutil.rmtree(site)


# --- telling -------------------------------------------------------------------------


def draw(points: dict[str, dict[int, float]]) -> str:
    """Draw processor time an article, in ms, by size: a line for each step."""
    sizes = sorted({size for line in points.values() for size in line})
    most = max(value for line in points.values() for value in line.values())
    width, height, edge = 640, 320, 56
    across = {
        size: edge + index * (width - 2 * edge) / max(1, len(sizes) - 1)
        for index, size in enumerate(sizes)
    }
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12" fill="none" stroke="currentColor">'
    ]
    for name, line in points.items():
        at = [
            (across[size], height - edge - (height - 2 * edge) * value / most)
            for size, value in sorted(line.items())
        ]
        parts.append(
            f'<polyline points="{" ".join(f"{x:.0f},{y:.0f}" for x, y in at)}"/>'
        )
        x, y = at[-1]
        parts.append(
            f'<text x="{x:.0f}" y="{y - 8:.0f}" text-anchor="end" stroke="none" '
            f'fill="currentColor">{name} {sorted(line.items())[-1][1]:.2f} ms</text>'
        )
    parts += [
        f'<text x="{x:.0f}" y="{height - 24}" text-anchor="middle" stroke="none" '
        f'fill="currentColor">{size:,}</text>'
        for size, x in across.items()
    ]
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0].strip())
    parser.add_argument("--sizes", default="10000,100000,300000")
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--steps", default=",".join(STEPS))
    parser.add_argument("--executors", default="local")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--search", action="store_true")
    parser.add_argument("--no-feeds", action="store_true")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--svg", type=Path)
    args = parser.parse_args()
    head = (
        "executor",
        "articles",
        "step",
        "s",
        "processor s",
        "ms/article",
        "largest MiB",
        "together MiB",
    )
    print("| " + " | ".join(head) + " |\n" + "|---" * len(head) + "|", flush=True)
    points: dict[str, dict[int, float]] = {}
    for size in map(int, args.sizes.split(",")):
        for executor in args.executors.split(","):
            with tempfile.TemporaryDirectory(dir=args.folder) as folder:
                for step, one in measure_size(Path(folder), size, args, executor):
                    each = 1000 * one.processor / size
                    row = (
                        executor, f"{size:,}", step, f"{one.wall:.1f}", f"{one.processor:.1f}",
                        f"{each:.3f}", f"{one.largest:.0f}", f"{one.together:.0f}",
                    )  # fmt: skip
                    print("| " + " | ".join(row) + " |", flush=True)
                    if step in ("import", "cold"):
                        points.setdefault(f"{step}, {executor}", {})[size] = each
    if args.svg:
        args.svg.write_text(draw(points))


if __name__ == "__main__":
    main()
