"""
Time the import of the same articles as raw files, as pages, as an export, as records.

    python tests/bench/bench_sources.py [--articles N] [--rounds N] [--only FORMAT …]
    python tests/bench/bench_sources.py --large MIB [--form FORM] [--drafts]

Raw files, pages of HTML, an export of WordPress and JSON Lines have the same words. Every
figure is of a whole import, its workers counted: processor time, wall time, the memory of
its largest process and that of all of them at once (what they share is counted once, looked at
twice a second). Rounds alternate, so that what else runs hits all of them alike, and the
best of each counts. It prints, and asserts nothing: no format should take more than twice
as long as raw files. With --large, one file of so many MiB in that form (an export of
WordPress, `jsonl`, `json`, `csv`, `warc`, or a `zip` of pages), each piece another, is surveyed
and imported: what that takes of memory should not grow with the file but for what is
remembered of each item. With --drafts all but each thousandth piece of records is one, which
is found and not imported; `broken` is a single line that never ends.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from bench.bench_html import make_pages, page  # noqa: E402
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


def _cut_off(pieces: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Give *pieces* until they are *size* MiB."""
    done = 0
    for one in pieces:
        if done >= size * 2**20:
            return
        done += len(one)
        yield one


def _records(is_draft: bool) -> Iterator[dict[str, Any]]:
    if not is_draft:
        yield from map(record_of, count(1))
        return
    texts = [record_of(number) for number in range(500)]  # each of them again and again
    for number in count(1):
        said = {"id": number, "url": f"https://bench.example/{number}/"}
        state = {} if number % 1_000 == 0 else {"status": "draft"}
        yield texts[number % len(texts)] | said | state


def _lines(is_draft: bool) -> Iterator[bytes]:
    return (json.dumps(one).encode() + b"\n" for one in _records(is_draft))


def _rows(is_draft: bool) -> Iterator[bytes]:
    rows = _records(is_draft)
    names = [*record_of(1), "status"]
    yield ",".join(names).encode() + b"\n"
    for one in rows:
        line = io.StringIO()
        cells = [one.get(name, "published") for name in names]
        csv.writer(line).writerow(
            ["; ".join(cell) if isinstance(cell, list) else cell for cell in cells]
        )
        yield line.getvalue().encode()


def record_of(number: int) -> dict[str, Any]:
    """Give one record."""
    return dict(json.loads(record(number)))


def _answers(_: bool) -> Iterator[bytes]:
    for number in count(1):
        body = page(number).encode()
        http = (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:08}>\r\n"
            f"WARC-Target-URI: https://bench.example/{number}/\r\n"
            "WARC-Date: 2026-01-01T00:00:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        yield head.encode() + http + b"\r\n\r\n"


def _posts(_: bool) -> Iterator[bytes]:
    return (item(number).encode() for number in count(1))


def _endless(_: bool) -> Iterator[bytes]:
    yield b'{"id": 1, "title": "One", "body": "'
    while True:
        yield b"words without an end " * 50_000


class Form(NamedTuple):
    """A form that a large file is written in."""

    name: str
    pieces: Callable[[bool], Iterator[bytes]]
    begin: bytes = b""
    between: bytes = b""
    end: bytes = b""


FORMS: dict[str, Form] = {
    "wxr": Form("export.xml", _posts, HEAD.encode(), b"", b"</channel></rss>\n"),
    "jsonl": Form("dump.jsonl", _lines),
    "json": Form("dump.json", _lines, b"[", b",", b"]\n"),
    "csv": Form("dump.csv", _rows),
    "warc": Form("crawl.warc", _answers),
    "broken": Form("broken.jsonl", _endless),
}


def write_large(folder: Path, size: int, form: str, *, is_draft: bool) -> int:
    """Write a file of *size* MiB below *folder*; give how many pieces it holds."""
    folder.mkdir(parents=True)
    if form == "zip":
        with zipfile.ZipFile(
            folder / "pages.zip", "w", zipfile.ZIP_DEFLATED
        ) as archive:
            pages = (page(number).encode() for number in count(1))
            for number, one in enumerate(_cut_off(pages, size), 1):
                archive.writestr(f"{number // 1_000}/{number}.html", one)
        return number
    made, total = FORMS[form], 0
    with (folder / made.name).open("wb") as file:
        file.write(made.begin)
        for one in _cut_off(made.pieces(is_draft), size):
            file.write(made.between + one if total else one)
            total += 1
        file.write(made.end)
    return total


def measure_large(size: int, form: str, folder: Path, *, is_draft: bool) -> None:
    """Print what a file of *size* MiB takes to be surveyed, and to be imported."""
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    total = write_large(folder / "content/raw", size, form, is_draft=is_draft)
    for words in (("survey", "content/raw"), ("import",), ("import",)):
        cost = run(folder, *words)
        print(
            f"{form} of {size:,} MiB, {total:,} pieces: {words[0]:7}"
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
    parser.add_argument("--form", choices=(*FORMS, "zip"), default="wxr")
    parser.add_argument("--drafts", action="store_true")
    args = parser.parse_args()
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory(prefix="bench-", dir=memory) as scratch:
        if args.large:
            folder = Path(scratch)
            measure_large(args.large, args.form, folder, is_draft=args.drafts)
        else:
            compare(args.articles, args.rounds, args.only, Path(scratch))


if __name__ == "__main__":
    main()
