"""A folder surveyed before anything is imported: what lies there, what is known of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from commentariat.batches import in_batches
from commentariat.errors import Problem, SourceError, unreadable
from commentariat.intake.content.convert import Converted, convert_reading
from commentariat.intake.content.items import read_bytes
from commentariat.intake.content.model import TitleFrom
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.formats.containers import cut_file, read_place
from commentariat.intake.formats.found import ARTICLE
from commentariat.intake.formats.model import (
    HEAD_SIZE,
    ItemSpan,
    State,
    settle_state,
)
from commentariat.intake.formats.places import ItemPlace, ending_of
from commentariat.intake.formats.table import FORMATS, format_called
from commentariat.intake.pages.model import PUBLISHED
from commentariat.intake.phrases.days import read_moment
from commentariat.intake.runner import Run, run_all
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.intake.sources.own import RAW_ENDING, endings_of
from commentariat.intake.sources.raw_files import BESIDE, INDEX, is_noise
from commentariat.kinds import Kind

SAMPLE: Final = 200
"""Pieces of each format that are read whole."""
RAW_TEXT: Final = "raw text"
_BATCH: Final = 250
_FEW: Final = 10
_KEYS: Final = ("title", "date", "authors", "language", "dek", "type", "topics")
"""What is told of first."""


class FoundKind(msgspec.Struct, frozen=True, kw_only=True):
    """What lies there of one format."""

    format: str
    title: str
    """As people call it."""
    files: int
    pieces: int
    """Of articles that their house shows to everybody, as far as their container tells."""
    held_back: dict[str, int]
    """Others, by their state."""
    aside: dict[str, int]
    """What is no article, by its kind."""
    first: str
    """The earliest day that is told; empty: none is."""
    last: str
    read: int
    """So many of the pieces were read: all, or some spread over them."""
    known: dict[str, int]
    """Of those, how many tell each key of front matter."""
    asked: dict[str, int]
    """Of those, at how many an editor would be asked, by the kind of question."""
    faulty: int
    """Of those, how many cannot be read."""


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """What lies in a folder."""

    folder: str
    files: int
    kinds: tuple[FoundKind, ...]
    beside: dict[str, int]
    """What pages are shown with, by ending."""
    unknown: dict[str, int]
    """Files of no format that is known, by ending."""
    problems: tuple[Problem, ...]


class Piece(msgspec.Struct, frozen=True):
    """A piece that may be read: a file, or an item of one."""

    file: str
    place: ItemPlace | None = None


class Seen(msgspec.Struct, frozen=True):
    """What one file is."""

    file: str
    format: str = ""
    """Empty: of none that is known."""
    counts: dict[str, int] = {}
    """Pieces by state, and what is none by its kind."""
    first: str = ""
    last: str = ""
    places: tuple[ItemPlace, ...] = ()
    """Some of its pieces, spread over it."""
    problems: tuple[Problem, ...] = ()
    unread: dict[str, int] = {}
    """Members of a packed file that are of no format that is known, by ending."""


class Known(msgspec.Struct, frozen=True):
    """What one piece tells."""

    format: str
    keys: tuple[str, ...] = ()
    date: str = ""
    asked: tuple[str, ...] = ()
    state: str = PUBLISHED
    problems: tuple[Problem, ...] = ()


class SurveyJob(msgspec.Struct, frozen=True):
    """Files to be looked at, or pieces to be read."""

    top: str
    options: ImportOptions
    unpacked: str
    files: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()

    def __len__(self) -> int:
        """Count them, for who tells how far they are."""
        return len(self.files) + len(self.pieces)


def survey_folder(folder: Path, options: ImportOptions, run: Run = map) -> Survey:
    """Tell what lies in *folder*, or in the one file that it is; nothing is written."""
    files, beside = _walk(folder)
    top = str(folder if folder.is_dir() else folder.parent)
    with TemporaryDirectory(prefix="commentariat-") as unpacked:
        jobs = [
            SurveyJob(top, options, unpacked, files=batch)
            for batch in in_batches(files, _BATCH)
        ]
        seen = list(run_all(run, look_at, jobs))
        chosen = _choose(seen)
        jobs = [
            SurveyJob(top, options, unpacked, pieces=batch)
            for batch in in_batches(chosen, _FEW)
        ]
        known = list(run_all(run, look_into, jobs))
    problems = {p for one in (*seen, *known) for p in one.problems}
    unknown = Counter[str]()
    for one in seen:
        unknown.update(one.unread)
        if not (one.format or one.problems or one.unread):
            unknown[ending_of(one.file)] += 1
    return Survey(
        folder=folder.as_posix(),
        files=len(files) + sum(beside.values()),
        kinds=tuple(_kinds(seen, known)),
        beside=_sorted(beside),
        unknown=_sorted(unknown),
        problems=tuple(sorted(problems)),
    )


def _walk(folder: Path) -> tuple[list[str], Counter[str]]:
    """List the files that may be sources, and count those beside them."""
    files: list[str] = []
    beside = Counter[str]()
    if not folder.is_dir():
        return [folder.name], beside
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not is_noise(one))
        inner = os.path.relpath(where, folder).replace(os.sep, "/")
        for name in sorted(names):
            path = name if inner == "." else f"{inner}/{name}"
            if is_noise(name) or path == INDEX or os.path.islink(f"{where}/{name}"):
                continue
            if name.lower().endswith(BESIDE):
                beside[ending_of(name)] += 1
            elif os.path.isfile(f"{where}/{name}"):
                files.append(path)
    return files, beside


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


# -- Files -------------------------------------------------------------------------------


def look_at(job: SurveyJob) -> list[Seen]:
    """Tell what each file is, and how many pieces it holds of each format."""
    return [one for file in job.files for one in _look_at(job, file)]


def _look_at(job: SurveyJob, file: str) -> Iterator[Seen]:
    where = os.path.join(job.top, file)
    if file.lower().endswith(endings_of(job.options.hooks)[1:]):
        yield Seen(file, RAW_TEXT, {PUBLISHED: 1})
        return
    cut = cut_file(where, file, job.unpacked, "-")
    if isinstance(cut, Problem):
        yield Seen(file, problems=(cut,))
    elif cut is None:
        try:
            with open(where, "rb") as opened:
                told = job.options.tell(opened.read(HEAD_SIZE), file)
        except OSError as fault:
            yield Seen(file, problems=(unreadable(file, fault),))
        else:
            yield Seen(file, told.name if told else RAW_TEXT, {PUBLISHED: 1})
    else:
        if cut.problems or cut.unread or not cut.is_known:
            yield Seen(file, problems=cut.problems, unread=cut.unread)
        by_format: dict[str, list[ItemPlace]] = {}
        for place in cut.places:
            by_format.setdefault(place.format or RAW_TEXT, []).append(place)
        for name, places in by_format.items():
            yield _seen(file, name, places, job.options)


def _seen(
    file: str, name: str, places: Sequence[ItemPlace], options: ImportOptions
) -> Seen:
    """Tell of the items of one format that a file holds."""
    counts = Counter[str]()
    pieces: list[ItemPlace] = []
    days: list[str] = []
    for place in places:
        span = place.span
        state = settle_state(span.state, span.unknown, options.states)
        counts[str(state) if span.kind == ARTICLE else span.kind] += 1
        if span.kind == ARTICLE and state == State.PUBLISHED:
            pieces.append(place)
            if day := read_moment(span.date, timezone=options.schema.timezone)[:10]:
                days.append(day)
    return Seen(
        file,
        name,
        dict(counts),
        min(days, default=""),
        max(days, default=""),
        tuple(_spread(pieces, SAMPLE)),
    )


def _spread(ones: Sequence[ItemPlace], most: int) -> Iterator[ItemPlace]:
    """Take *most* of *ones*, spread evenly over all."""
    count = min(len(ones), most)
    for number in range(count):
        yield ones[number * len(ones) // count]


def _choose(seen: Sequence[Seen]) -> list[Piece]:
    """Choose the pieces that are read whole, so many of each format."""
    by_format: dict[str, list[Piece]] = {}
    for one in seen:
        if one.format:
            pieces = by_format.setdefault(one.format, [])
            if one.places:
                pieces += (Piece(one.file, place) for place in one.places)
            elif PUBLISHED in one.counts and len(one.counts) == 1:
                pieces.append(Piece(one.file))
    chosen: list[Piece] = []
    for pieces in by_format.values():
        count = min(len(pieces), SAMPLE)
        chosen += [pieces[number * len(pieces) // count] for number in range(count)]
    return chosen


# -- Pieces ------------------------------------------------------------------------------


def look_into(job: SurveyJob) -> list[Known]:
    """Read pieces whole, and tell what is known of each, and what would be asked."""
    return [_look_into(job, piece) for piece in job.pieces]


def _look_into(job: SurveyJob, piece: Piece) -> Known:
    where, place = os.path.join(job.top, piece.file), piece.place
    name, lookup = RAW_TEXT, ""
    try:
        if place is not None:
            told = format_called(place.format) if place.format else None
            name = told.name if told else RAW_TEXT
            span = place.span
            data = read_place(where, piece.file, place, job.unpacked)
            lookup = os.path.join(job.unpacked, place.lookup) if place.lookup else ""
        else:
            with open(where, "rb") as file:
                data = file.read(SIZE_LIMIT + 1)
            told = job.options.tell(data[:HEAD_SIZE], piece.file)
            name = told.name if told else RAW_TEXT
            span = ItemSpan("", 0, len(data), digest="-")
        text, reading = read_bytes(
            data, piece.file, told, span, job.options, lookup=lookup
        )
        converted = convert_reading(
            reading,
            text,
            file=piece.file,
            digest="-",
            row=None,
            options=job.options,
            is_reviewed=False,
        )
    except SourceError as fault:
        return Known(name, problems=fault.problems)
    except OSError as fault:
        return Known(name, problems=(unreadable(piece.file, fault),))
    return _known(name, converted)


def _known(name: str, converted: Converted) -> Known:
    crawled = converted.crawled
    is_titled = not TitleFrom(crawled.title.rank).is_derived
    keys = [key for key, text in crawled.texts.items() if text]
    keys += [key for key, names in crawled.lists.items() if names]
    keys += [key for key in ("language",) if crawled.told_by.get(key) not in _GUESSED]
    keys += ["title"] * is_titled + ["date"] * bool(crawled.date.value)
    asked = [one.kind for one in converted.open_points]
    asked += [str(Kind.DERIVED_TITLE)] * (not is_titled)
    asked += [str(Kind.NO_DATE)] * (not crawled.date.value)
    asked += [str(Kind.NO_AUTHOR)] * ("authors" not in keys)
    return Known(
        name,
        tuple(dict.fromkeys(keys)),
        crawled.date.value,
        tuple(dict.fromkeys(asked)),
        converted.state,
    )


_GUESSED: Final = ("script", "detected", "site")


# -- Put together ---------------------------------------------------------------------


def _kinds(seen: Sequence[Seen], known: Sequence[Known]) -> Iterator[FoundKind]:
    titles = {one.name: one.title for one in FORMATS} | {
        RAW_TEXT: f"a raw text ({RAW_ENDING})"
    }
    states = {str(one) for one in State}
    for name in (RAW_TEXT, *(one.name for one in FORMATS)):
        files = [one for one in seen if one.format == name]
        if not files:
            continue
        counts = Counter[str]()
        for one in files:
            counts.update(one.counts)
        read = [one for one in known if one.format == name]
        sound = [one for one in read if not one.problems]
        keys = Counter(key for one in sound for key in one.keys)
        dates = [one.date[:10] for one in sound if one.date]
        dates += [day for one in files for day in (one.first, one.last) if day]
        hidden = Counter(one.state for one in sound if one.state != PUBLISHED)
        order = (*_KEYS, *sorted(keys.keys() - set(_KEYS)))
        yield FoundKind(
            format=name,
            title=titles[name],
            files=len(files),
            pieces=counts[PUBLISHED],
            held_back=_sorted(
                Counter({k: n for k, n in counts.items() if k in states - {PUBLISHED}})
                + hidden
            ),
            aside=_sorted(
                Counter({k: n for k, n in counts.items() if k not in states})
            ),
            first=min(dates, default=""),
            last=max(dates, default=""),
            read=len(read),
            known={key: keys[key] for key in order if keys[key] or key in _KEYS},
            asked=_sorted(Counter(kind for one in sound for kind in one.asked)),
            faulty=len(read) - len(sound),
        )
