"""Lines that close many articles alike, and so belong to none of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from commentariat.archive.folders import REPEATED
from commentariat.archive.text import fold_key, shorten
from commentariat.batches import in_batches
from commentariat.disk import write_whole
from commentariat.errors import OpenPoint, SourceError
from commentariat.intake.pages.disclaimers import holds_disclaimer
from commentariat.intake.pages.model import Reading
from commentariat.intake.pages.reading import read_raw
from commentariat.intake.phrases.names import find_mentioned, fold, know_person
from commentariat.intake.phrases.roles import ends_sentence
from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue.gather import Gathering
from commentariat.intake.repairs.lexicon import gather_words
from commentariat.intake.runner import Run
from commentariat.intake.sources.decode import decode_raw
from commentariat.intake.sources.disk import is_own, read_list
from commentariat.intake.sources.keys import DEFAULT_KEYS, RawKeys
from commentariat.intake.sources.own import RAW_ENDING
from commentariat.intake.sources.raw_files import read_raw_bytes
from commentariat.kinds import Kind

FILE: Final = REPEATED
LEAST_ARTICLES: Final = 5
"""Articles that must end alike; crawls of one count once."""
_PARAGRAPH: Final = 80
"""Characters of a line that is no name or post."""
_LEAST_AUTHORS: Final = 3
"""So many different ones: what all articles of one author end with is their own."""
_LAST: Final = 3
"""Paragraphs from the end of a body that are looked at."""
_SHORTEST, _LONGEST = 40, 1_500
_OF_ARTICLES: Final = word_set(
    "appeared originally published reprinted republished translated translation"
    " опубликовано опубликована перевод"
)
"""Words of lines that speak of the article: where it was published before."""
_SHOWN: Final = 80
_BATCH: Final = 200
_LARGEST_BATCH: Final = 1_000
_BATCHES: Final = 16
"""As many as there are workers, at least; the larger each is, the less it takes."""
_LARGEST: Final = 2**20
_HEADER: Final = """\
# Lines that several raw files end with: import takes them for the site's, not for the
# article's. A line behind `# ` counts no more, and is not learned again.
"""


class Closing(msgspec.Struct, frozen=True):
    """How a raw file ends in which no disclaimer was found."""

    authors: str
    lines: tuple[tuple[str, str], ...]
    """The last lines, each with a digest of the paragraph above it."""
    inner: frozenset[str] = frozenset()
    """Digests of the paragraphs that stand further up, or are the dek."""


def find_closing(data: bytes, disclaimers: Sequence[str]) -> Closing | None:
    """Find the last lines of a raw file's body; None where a disclaimer ends it."""
    try:
        return _find_closing(decode_raw(data, ""), disclaimers)
    except SourceError:
        return None  # reported where it is imported


def _find_closing(
    text: str, disclaimers: Sequence[str], keys: RawKeys = DEFAULT_KEYS
) -> Closing | None:
    if holds_disclaimer(text):
        return None
    try:
        return take_closing(
            read_raw(text, "", disclaimers=tuple(disclaimers), keys=keys)
        )
    except SourceError:
        return None  # reported where it is imported


def take_closing(reading: Reading) -> Closing | None:
    """Take the last lines of the body that may be the site's; None without any."""
    if reading.has_disclaimer or len(reading.body) < 2:
        return None
    names = reading.told.get("authors", ())
    people = list(map(know_person, names))
    inner = [reading.dek or "", *(one.text for one in reading.body[:-_LAST])]
    lines: list[tuple[str, str]] = []
    above = reading.body[0].text
    for number, one in enumerate(reading.body[1:], 2 - len(reading.body)):
        if number > -_LAST and _is_closing(one.text):
            if find_mentioned(one.text, people) is None:
                lines.append((fold_key(above), one.text))
        elif len(one.text) >= _PARAGRAPH:
            above = one.text
    if not lines:
        return None
    authors = "\n".join(sorted(map(fold, names)))
    return Closing(authors, tuple(lines), frozenset(map(fold_key, inner)))


def _is_closing(text: str) -> bool:
    is_sentence = _SHORTEST <= len(text) <= _LONGEST and ends_sentence(text)
    return is_sentence and _OF_ARTICLES.isdisjoint(fold(text).split())


def find_repeated(closings: Iterable[Closing | None]) -> list[str]:
    """
    List the lines that articles of different authors end with, in order.

    What stands above them must differ, or it is one article that ends so; and a line
    that stands in the midst of any article is an article's.
    """
    above: dict[str, set[str]] = {}
    authors: dict[str, set[str]] = {}
    inner: set[str] = set()
    for closing in filter(None, closings):
        inner |= closing.inner
        for paragraph, line in closing.lines:
            above.setdefault(line, set()).add(paragraph)
            authors.setdefault(line, set()).add(closing.authors)
    return sorted(
        line
        for line, found in above.items()
        if len(found) >= LEAST_ARTICLES
        and len(authors[line]) >= _LEAST_AUTHORS
        and fold_key(line) not in inner
    )


class LearnJob(msgspec.Struct, frozen=True):
    """Raw files whose ends are looked at."""

    site: str
    files: tuple[str, ...]
    disclaimers: tuple[str, ...]
    keys: RawKeys = DEFAULT_KEYS
    """What their metadata may tell."""

    def __len__(self) -> int:
        """Count the files, for who tells how far they are."""
        return len(self.files)


class Learned(msgspec.Struct, frozen=True):
    """How raw files end, and the words that they hold."""

    closings: list[Closing | None]
    marks: dict[str, tuple[int, ...]]


def look_through(job: LearnJob) -> Learned:
    """Look at the ends of raw files and at their words, as far as they can be read."""
    gathering = Gathering()
    closings: list[Closing | None] = []
    for file in job.files:
        if not file.lower().endswith(RAW_ENDING):
            continue  # hooks alone know how to read it
        try:
            text = decode_raw(read_raw_bytes(job.site, file), "")
        except (OSError, SourceError):
            continue  # reported where it is imported
        gather_words(gathering, text)
        closings.append(_find_closing(text, job.disclaimers, job.keys))
    return Learned(closings, gathering.marks)


def learn_repeated(
    site: str,
    files: Sequence[str],
    disclaimers: Sequence[str],
    run: Run,
    gathering: Gathering | None = None,
    *,
    keys: RawKeys = DEFAULT_KEYS,
    is_dry: bool = False,
) -> tuple[tuple[str, ...], list[str]]:
    """
    Give the lines that are the site's: those of `content/repeated.txt`, and new ones.

    New ones are learned from *files*, raw files that are to be imported together, and
    added to that file, for what was learned once must count ever after: it is an
    input of the site like its articles, and an editor's to change. Their words go
    into *gathering*, for each file is read but once.
    """
    text = read_list(site, FILE, _LARGEST)
    known, refused = parse_repeated(text)
    if len(files) < LEAST_ARTICLES:
        return known, []
    told = (*disclaimers, *known)
    size = min(_LARGEST_BATCH, max(_BATCH, len(files) // _BATCHES))
    jobs = [LearnJob(site, batch, told, keys) for batch in in_batches(files, size)]
    gathering = gathering or Gathering()
    found: list[Closing | None] = []
    for batch in run(look_through, jobs):
        found += batch.closings
        gathering.update(batch.marks)
    new = [line for line in find_repeated(found) if line not in refused]
    if new and not is_dry and is_own(site, FILE):
        text = text or _HEADER
        text += "" if text.endswith("\n") else "\n"
        data = text + "".join(f"{line}\n" for line in new)
        write_whole(os.path.join(site, FILE), data.encode())
    return known, new


def point_to_learned(line: str) -> OpenPoint:
    """Tell an editor of a *line* that was learned."""
    message = Kind.LINE_LEARNED.of(shorten(line, _SHOWN))
    return OpenPoint(FILE, 0, message, key=line)


def load_repeated(site: str) -> tuple[str, ...]:
    """Load the lines that were learned before."""
    return parse_repeated(read_list(site, FILE, _LARGEST))[0]


def parse_repeated(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Split the text of `repeated.txt`: lines that count, and lines refused."""
    rows = [row for line in text.split("\n") if (row := line.strip())]
    known = tuple(row for row in rows if not row.startswith("#"))
    return known, frozenset(row[1:].strip() for row in rows if row.startswith("#"))
