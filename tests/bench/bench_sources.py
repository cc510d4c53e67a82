"""
Time the import of the same articles as raw files, as pages, as an export, as records.

    python tests/bench/bench_sources.py [--articles N] [--rounds N] [--only FORMAT …]
    python tests/bench/bench_sources.py --large MIB

Raw files, pages of HTML, an export of WordPress and JSON Lines have the same words. Every
figure is of a whole import, its workers counted: processor time, wall time, the memory of
its largest process and that of all of them at once (what they share is counted once, looked at
twice a second). Rounds alternate, so that what else runs hits all of them alike, and the
best of each counts. It prints, and asserts nothing: no format should take more than twice
as long as raw files. With --large, an export of so many MiB, each post another, is surveyed
and imported: what that takes of memory should not grow with the file but for what is
remembered of each item.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from bench.bench_html import make_pages  # noqa: E402
from bench.bench_import import SETTINGS, make_site  # noqa: E402
from bench.bench_wordpress import HEAD, item, written  # noqa: E402
from crawl_pairs import paragraph, sentence  # noqa: E402

LOOKS = 0.5
"""Seconds between two looks at what memory the processes have."""


class Cost(NamedTuple):
    """What a command took with all of its processes."""

    cpu: float
    wall: float
    largest: float
    """MiB of the largest process."""
    together: float
    """MiB of all processes at once, at most."""


def run(folder: Path, *words: str) -> Cost:
    """Run a command of the program in *folder*."""
    command = [sys.executable, str(ROOT / "build.py"), *words]
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    seen = [0.0]
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(LOOKS):
            seen[0] = max(seen[0], sum(map(memory_of, family_of(process.pid))))

    watcher = threading.Thread(target=look)
    watcher.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    is_over.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    scale = 1 / 1024 if sys.platform != "darwin" else 1 / 2**20
    largest = used.ru_maxrss * scale
    return Cost(used.ru_utime + used.ru_stime, wall, largest, max(seen[0], largest))


def family_of(pid: int) -> list[int]:
    """List a process and those that it began, as far as the system tells."""
    found = [pid]
    for one in found:
        try:
            tasks = list(Path(f"/proc/{one}/task").iterdir())
            said = "".join((task / "children").read_text() for task in tasks)
        except OSError:
            continue
        found += map(int, said.split())
    return found


def memory_of(pid: int) -> float:
    """Tell the MiB of a process, its part of what others have, too; 0: it is gone."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(row.split()[1]) / 1024 for row in rows if row[:4] == "Pss:"), 0.0)


def make_export(folder: Path, articles: int) -> None:
    where = folder / "content/raw/export.xml"
    where.parent.mkdir(parents=True)
    with where.open("w", encoding="utf-8") as file:
        file.writelines(written(articles))
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")


def record(number: int) -> str:
    """Write one record; the same for the same number."""
    rng = random.Random(number)
    said = {
        "id": number,
        "title": sentence(rng).rstrip("."),
        "date": f"{2001 + number % 25}-{1 + number % 12:02}-{1 + number % 28:02}",
        "authors": [f"Author {rng.randrange(250)} of Few"],
        "topics": [f"Topic {rng.randrange(35)}", f"Topic {rng.randrange(35)}"],
        "regions": [f"Region {rng.randrange(30)}"],
        "url": f"https://bench.example/{number}/",
        "content": "".join(f"<p>{paragraph(rng)}</p>\n" for _ in range(16)),
    }
    return json.dumps(said)


def make_records(folder: Path, articles: int) -> None:
    where = folder / "content/raw/dump.jsonl"
    where.parent.mkdir(parents=True)
    with where.open("w", encoding="utf-8") as file:
        file.writelines(f"{record(number)}\n" for number in range(articles))
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")


def make_raw(folder: Path, articles: int) -> None:
    make_site(folder, articles, None)


MAKERS: dict[str, Callable[[Path, int], None]] = {
    "raw files": make_raw,
    "pages of HTML": make_pages,
    "an export of WordPress": make_export,
    "JSON Lines": make_records,
}


def compare(articles: int, rounds: int, only: list[str], scratch: Path) -> None:
    """Print what each format takes, and what that is of raw files."""
    names = [name for name in MAKERS if not only or any(one in name for one in only)]
    for name in names:
        MAKERS[name](scratch / name, articles)
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            for left in (".cache", "content/articles", "content/words.txt"):
                _remove(scratch / name / left)
            (scratch / name / "content/shared.txt").unlink(missing_ok=True)
            costs[name].append(run(scratch / name, "import"))
    first = min(cost.cpu for cost in costs[names[0]])
    for name in names:
        best = min(costs[name])
        made = sum(1 for _ in (scratch / name / "content/articles").rglob("*.md"))
        print(
            f"{articles:,} as {name:24} cpu {best.cpu:7.1f} s ({best.cpu / first:.2f})"
            f"  wall {min(one.wall for one in costs[name]):7.1f} s"
            f"  largest {max(one.largest for one in costs[name]):5.0f} MiB"
            f"  together {max(one.together for one in costs[name]):5.0f} MiB"
            f"  {made:,} content files",
            flush=True,
        )
        print(f"    cpu of the rounds: {[round(one.cpu, 1) for one in costs[name]]}")


def _remove(where: Path) -> None:
    if where.is_dir():
        shutil.rmtree(where)
    else:
        where.unlink(missing_ok=True)


def write_large(where: Path, size: int) -> int:
    """Write an export of *size* MiB, each post of it another; give how many they are."""
    done = number = 0
    where.parent.mkdir(parents=True)
    with where.open("w", encoding="utf-8") as file:
        done += file.write(HEAD)
        while done < size * 2**20:
            number += 1
            done += file.write(item(number))
        file.write("</channel></rss>\n")
    return number


def measure_large(size: int, folder: Path) -> None:
    """Print what an export of *size* MiB takes to be surveyed, and to be imported."""
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    count = write_large(folder / "content/raw/export.xml", size)
    for words in (("survey", "content/raw"), ("import",), ("import",)):
        cost = run(folder, *words)
        print(
            f"an export of {size:,} MiB, {count:,} posts: {words[0]:7}"
            f" cpu {cost.cpu:7.1f} s  wall {cost.wall:7.1f} s"
            f"  largest {cost.largest:5.0f} MiB  together {cost.together:5.0f} MiB",
            flush=True,
        )
    made = sum(1 for _ in (folder / "content/articles").rglob("*.md"))
    print(f"{made:,} content files")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--large", type=int, default=0)
    args = parser.parse_args()
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory(prefix="bench-", dir=memory) as scratch:
        if args.large:
            measure_large(args.large, Path(scratch))
        else:
            compare(args.articles, args.rounds, args.only, Path(scratch))


if __name__ == "__main__":
    main()
