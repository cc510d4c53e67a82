"""What many pages of an archive have, lines and names of sites: it is no article's."""

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
from commentariat.intake.formats.html import HTML, outline_of_html
from commentariat.intake.formats.model import HEAD_SIZE
from commentariat.intake.formats.outlines import PageOutline
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
_LONGEST_NAME: Final = 60
_LEAST_TITLES: Final = 4
_SHARE_OF_TITLES: Final = 0.5
"""Of the titles of a host, so many must have a part that is its name."""
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

    What sites are called, by the titles of their pages, goes with them. Copies of one
    page count once: of an article that was crawled ten times, no line is the site's.
    """
    count = min(len(pages), MOST_PAGES)
    chosen = [pages[number * len(pages) // count] for number in range(count)]
    jobs = [PageJob(site, batch, folder) for batch in in_batches(chosen, _BATCH)]
    found = set[frozenset[str]]()
    words: dict[str, str] = {}
    outlines: list[PageOutline] = []
    for outline in run_all(run, outlines_of_pages, jobs):
        if outline.lines:
            outlines.append(msgspec.structs.replace(outline, lines={}))
            found.add(frozenset(outline.lines))
            for key, line in outline.lines.items():
                words[key] = min(line, words.get(key, line))
    shared = {words[key] for key in find_shared(found)}
    return tuple(sorted(shared | find_site_names(outlines)))


def find_site_names(pages: Iterable[PageOutline]) -> set[str]:
    """
    Find the parts of titles that pages of one host share: what the site is called.

    Pages with the same title count once.
    """
    titles: dict[str, dict[str, PageOutline]] = {}
    for one in pages:
        titles.setdefault(one.host, {})[one.title] = one
    found: set[str] = set()
    for of_host in titles.values():
        counts = Counter(
            part
            for one in of_host.values()
            for part in dict.fromkeys(one.parts)
            if len(part) <= _LONGEST_NAME
        )
        least = max(_LEAST_TITLES, _SHARE_OF_TITLES * len(of_host))
        found.update(part for part, count in counts.items() if count >= least)
    return found


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


def outlines_of_pages(job: PageJob) -> list[PageOutline]:
    """Give what each page may share with others; nothing of what is no page."""
    return [_outline(job, name, place) for name, place in job.pages]


def _outline(job: PageJob, name: str, place: ItemPlace | None) -> PageOutline:
    where = os.path.join(job.site, RAW, split_item(name)[0])
    try:
        if place is not None:
            data = read_place(where, name, place, job.folder)
        else:
            with open(where, "rb") as file:
                data = file.read(SIZE_LIMIT)
            if tell_format(data[:HEAD_SIZE], name) is not HTML:
                return PageOutline()
        return outline_of_html(data)
    except (OSError, SourceError):
        return PageOutline()  # told by the import that reads it
