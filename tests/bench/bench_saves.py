"""
Time what related pieces and citations cost a save in the preview, on against off.

    python tests/bench/bench_saves.py [--articles N | --corpus DIR] [--saves N] [--profile]

Two previews of one archive, without a server, are kept in this process: one with related
pieces and citations, one without; both without search, exports and share pictures. The same
files are saved in both, in turns, which of them is first changing each time, and each is
looked at and the page of the article asked for. There are two kinds of saves: those that
leave the length of a piece in hundreds of words as it was, and those that make it another,
which the page of its author shows. No file is saved twice. Medians of processor time and of
time; it asserts nothing.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import os
import pstats
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_build import make_site
from bench_preview import address_of

from commentariat.live.site import LiveSite
from commentariat.pipeline import Options, no_progress

SHARED = "search = false\n"
SETTINGS = {"on": "", "off": "related = 0\ncitations = false\n"}
STEP = 100
"""Words by which the length of a piece goes, as the page of its author shows it."""


class Took(NamedTuple):
    """What a save took, in milliseconds."""

    processor: float
    wall: float
    page: float
    """Of processor time: the page of the article."""


class Preview:
    """One site kept in memory, as the preview keeps it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.live = LiveSite(Options(site=folder, today="2026-06-01"))
        self.live.open(no_progress)

    def save(self, name: str, text: str) -> Took:
        """Save *text* as the content file *name*, and look at what that changes."""
        (self.folder / name).write_text(text, encoding="utf-8")
        output = f"{address_of(self.folder / name).strip('/')}/index.html"
        began, used = time.perf_counter(), time.process_time()
        epoch = self.live.update(frozenset([name]))
        looked = time.process_time()
        made = epoch.render(output)
        done = time.process_time()
        assert made is not None
        assert made.data is not None
        assert self.live.assemblies == 1
        wall = time.perf_counter() - began
        return Took(1000 * (done - used), 1000 * wall, 1000 * (done - looked))


def longer(text: str, number: int, words: int) -> str:
    """Give *text* with a paragraph of so many *words* more."""
    more = " ".join([f"word{number}"] * words)
    return f"{text.rstrip()}\n\n{more}.\n"


def told(kind: str, taken: dict[str, list[Took]]) -> None:
    """Print the medians of a *kind* of saves, and what lies between them."""
    print(f"{kind}: {len(taken['on'])} saves each")
    medians = {
        name: [statistics.median(part) for part in zip(*found, strict=True)]
        for name, found in taken.items()
    }
    for name, (processor, wall, page) in medians.items():
        print(
            f"  {name:4} {processor:7.2f} ms of processor, {page:6.2f} of these for the "
            f"page; {wall:7.2f} ms",
            flush=True,
        )
    both = zip(taken["on"], taken["off"], strict=True)
    apart = [
        (a.processor - b.processor, a.page - b.page, a.wall - b.wall) for a, b in both
    ]
    processor, page, wall = [statistics.median(one) for one in zip(*apart, strict=True)]
    print(
        f"  pairs: {processor:+.2f} ms, {page:+.2f} of these the page; {wall:+.2f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--profile", action="store_true", help="of the saves with both")
    args = parser.parse_args()
    in_memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="bench-", dir=in_memory) as scratch:
        previews = {}
        for name, more in SETTINGS.items():
            folder = Path(scratch) / name
            make_site(folder, args.articles, args.corpus, is_plain=False)
            with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
                file.write(SHARED + more)
            previews[name] = Preview(folder)
        gc.collect()
        gc.freeze()  # as the preview does
        top = previews["on"].folder
        files = sorted((top / "content/articles").rglob("*.md"))
        every = max(1, len(files) // (2 * args.saves + 4))
        profiler = cProfile.Profile() if args.profile else None
        for kind, words, first in (
            ("within a step", 1, every),
            ("across a step", STEP, every + every // 2),
        ):
            taken: dict[str, list[Took]] = {"on": [], "off": []}
            for number, path in enumerate(files[first :: 2 * every][: args.saves]):
                name = path.relative_to(top).as_posix()
                text = longer(path.read_text(encoding="utf-8"), number, words)
                for which in ("on", "off") if number % 2 else ("off", "on"):
                    if profiler and which == "on":
                        profiler.enable()
                    taken[which].append(previews[which].save(name, text))
                    if profiler:
                        profiler.disable()
            told(kind, taken)
            if profiler:
                pstats.Stats(profiler).sort_stats("cumulative").print_stats(60)
                profiler = cProfile.Profile()
        for preview in previews.values():
            preview.live.close()


if __name__ == "__main__":
    main()
