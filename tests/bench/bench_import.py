"""
Time imports of a large archive beside a cold build of the same articles.

    python tests/bench/bench_import.py [--articles N …] [--corpus DIR]

The raw files (about 900 words each, spaces lost where links could have begun) are made
here, or copied from a folder. Every figure is of a whole process: wall time, processor
time with its workers, and the memory of its largest process. It prints, and asserts
nothing: the first import should cost at most 1.5 times the cold build without search,
related pieces and citations, the second 0.03 of the first, as much as `--again` then, and
50,000 files five times what 10,000 do.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from crawl_pairs import Raw, paragraph, sentence  # noqa: E402

FEW_WORDS = 110
SETTINGS = """\
[tool.commentariat]
title = "Bench"
base_url = "https://bench.example/"
search = false
related = 0
citations = false
"""


class Cost(NamedTuple):
    """What one process took."""

    wall: float
    cpu: float
    peak: float
    """MiB of the largest process."""


def raw_file(number: int) -> str:
    """One raw file; the same for the same number."""
    rng = random.Random(number)
    body = [paragraph(rng) for _ in range(16)]
    for at, text in enumerate(body):
        if rng.random() < len(text.split()) / FEW_WORDS:
            spaces = [one.start() for one in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)]
            lost = rng.choice(spaces)
            body[at] = text[:lost] + text[lost + 1 :]
    changes = {
        "authors": [f"Author {rng.randrange(250)} of Few"],
        "regions": [f"Region {rng.randrange(30)}", f"Region {rng.randrange(30)}"],
        "topics": [f"Topic {rng.randrange(35)}", f"Topic {rng.randrange(35)}"],
    }
    pairs = tuple((sentence(rng), "Ruth Ellingham") for _ in range(5))
    return Raw(sentence(rng), tuple(body), pairs[0], pairs, changes=changes).text()


def make_site(folder: Path, articles: int, corpus: Path | None) -> None:
    raw = folder / "content/raw"
    if corpus:
        shutil.copytree(corpus, raw)
    else:
        for number in range(articles):
            where = raw / f"{2001 + number % 25}/{number:06}-page.txt"
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_text(raw_file(number), encoding="utf-8")
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")


def run(folder: Path, *words: str) -> Cost:
    command = [sys.executable, str(ROOT / "build.py"), *words]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    scale = 1 / 1024 if sys.platform != "darwin" else 1 / 2**20
    return Cost(
        time.perf_counter() - began,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss * scale,
    )


def show(label: str, cost: Cost, beside: str = "") -> None:
    figures = (
        f"wall {cost.wall:7.2f} s  cpu {cost.cpu:7.2f} s  peak {cost.peak:5.0f} MiB"
    )
    print(f"{label:24} {figures}  {beside}", flush=True)


def measure(folder: Path) -> None:
    """Print the table of one archive."""
    first = run(folder, "import")
    second = run(folder, "import")
    again = run(folder, "import", "--again")
    added = folder / "content/raw/added.txt"
    added.write_text(raw_file(-1), encoding="utf-8")
    another = run(folder, "import")
    for name in (".cache", "output"):
        shutil.rmtree(folder / name, ignore_errors=True)
    build = run(folder, "build", "--no-import")
    show("first import", first, f"{first.wall / build.wall:.2f} of the cold build")
    show("second import", second, f"{second.wall / first.wall:.3f} of the first")
    show("again, unchanged", again, f"{again.cpu / second.cpu:.2f} of the second")
    show("one file added", another, f"{another.wall / first.wall:.3f} of the first")
    show("cold build", build)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 50_000])
    parser.add_argument("--corpus", type=Path)
    args = parser.parse_args()
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for count in args.articles:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=memory) as scratch:
            folder = Path(scratch) / "site"
            make_site(folder, count, args.corpus)
            print(f"{len(list((folder / 'content/raw').rglob('*.txt'))):,} raw files")
            measure(folder)


if __name__ == "__main__":
    main()
