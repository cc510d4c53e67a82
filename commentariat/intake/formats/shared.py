"""Lines that many pages of an archive have: they are the site's, and no article's."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from commentariat.archive.folders import RAW, split_item
from commentariat.batches import in_batches
from commentariat.errors import SourceError
from commentariat.intake.formats.containers import read_place
from commentariat.intake.formats.html import HTML, lines_of_html
from commentariat.intake.formats.model import HEAD_SIZE
from commentariat.intake.formats.places import LEAST_PAGES, ItemPlace
from commentariat.intake.formats.table import tell_format
from commentariat.intake.runner import Run, run_all
from commentariat.intake.sources.decode import SIZE_LIMIT

MOST_PAGES: Final = 400
"""Pages that are looked at, spread over all."""
_SHARE: Final = 0.15
"""Of the pages looked at, so many must have a line."""
_LEAST: Final = 5
_OWN: Final = 2
"""Lines that a page has alone, at least, unless it is a copy of another."""
_ALIKE: Final = 0.5
"""Of the lines of a page that has none of its own, so many stand in what it is like."""
_BATCH: Final = 20


class PageJob(msgspec.Struct, frozen=True):
    """Pages whose lines are counted."""

    site: str
    pages: tuple[tuple[str, ItemPlace | None], ...]
    folder: str

    def __len__(self) -> int:
        """Count the pages, for who tells how far they are."""
        return len(self.pages)


def learn_shared(
    site: str,
    pages: Sequence[tuple[str, ItemPlace | None]],
    folder: str,
    run: Run,
) -> tuple[str, ...]:
    """
    Learn the lines that many of *pages* have, by name and place, in order.

    Copies of one page count once: of an article that was crawled ten times, no line is
    the site's.
    """
    count = min(len(pages), MOST_PAGES)
    chosen = [pages[number * len(pages) // count] for number in range(count)]
    jobs = [PageJob(site, batch, folder) for batch in in_batches(chosen, _BATCH)]
    found = set[frozenset[str]]()
    words: dict[str, str] = {}
    for lines in run_all(run, lines_of_pages, jobs):
        if lines:
            found.add(frozenset(lines))
            for key, line in lines.items():
                words[key] = min(line, words.get(key, line))
    return tuple(sorted(words[key] for key in find_shared(found)))


def find_shared(pages: Iterable[frozenset[str]]) -> frozenset[str]:
    """Find the lines that enough of *pages* have, copies left out."""
    ordered = sorted(pages, key=sorted)
    shared = _count(ordered)
    kept: list[frozenset[str]] = []
    suspects: list[frozenset[str]] = []
    for one in ordered:
        (kept if len(one - shared) >= _OWN else suspects).append(one)
    apart: list[frozenset[str]] = []
    for one in suspects:
        if not any(len(one & other) >= _ALIKE * len(one) for other in apart):
            apart.append(one)
    return _count([*kept, *apart]) if suspects else shared


def _count(pages: Sequence[frozenset[str]]) -> frozenset[str]:
    if len(pages) < LEAST_PAGES:
        return frozenset()
    counts = Counter(line for one in pages for line in one)
    least = max(_LEAST, _SHARE * len(pages))
    return frozenset(line for line, count in counts.items() if count >= least)


def lines_of_pages(job: PageJob) -> list[dict[str, str]]:
    """Give the lines of each page, by their digests; none of what is no page."""
    return [_lines(job, name, place) for name, place in job.pages]


def _lines(job: PageJob, name: str, place: ItemPlace | None) -> dict[str, str]:
    where = os.path.join(job.site, RAW, split_item(name)[0])
    try:
        if place is not None:
            data = read_place(where, name, place, job.folder)
        else:
            with open(where, "rb") as file:
                data = file.read(SIZE_LIMIT)
            if tell_format(data[:HEAD_SIZE], name) is not HTML:
                return {}
        return lines_of_html(data)
    except (OSError, SourceError):
        return {}  # told by the import that reads it
