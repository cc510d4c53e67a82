"""What two people changed at once: merged, where it can be told, and brought up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import msgspec

from commentariat.archive.addresses import format_addresses, parse_addresses
from commentariat.archive.conflicts import Sides, find_conflicts, split_sides
from commentariat.archive.folders import (
    ARTICLES,
    DECISIONS,
    LISTS,
    RAW,
    WORDS,
)
from commentariat.archive.model import Article
from commentariat.archive.text import normalize_line_ends
from commentariat.disk import write_whole
from commentariat.engine.lock import site_lock
from commentariat.engine.sources import Loaded
from commentariat.errors import Problem, RefusedError, UsageError
from commentariat.intake.content.content_file import is_untouched
from commentariat.intake.content.merging import merge_content, merge_values, take_side
from commentariat.intake.decisions.jsonl import parse_decisions, write_decisions
from commentariat.intake.repairs.lexicon import parse_words, write_words
from commentariat.intake.settling import settle
from commentariat.kinds import Kind
from commentariat.pipeline.imports import import_raw
from commentariat.pipeline.options import Options, Report, in_order, settings_of
from commentariat.pipeline.raw_items import find_raw_items
from commentariat.pipeline.workspace import Workspace, writing
from commentariat.publish.git import Git, GitError

_PATIENCE = 10
"""Seconds to wait for another run that is in the site just now."""
_LISTS = (*LISTS, f"{RAW}/index.csv")
"""Files of lines, of which the lines of both are kept."""
Stages = dict[str, dict[int, str]]
"""Of files that git could not merge, the names of what it had: 1 before, 2 ours."""


class Resolved(msgspec.Struct, frozen=True):
    """What became of conflicts."""

    merged: tuple[str, ...]
    """Files without a mark of a conflict now."""
    left: tuple[Problem, ...]
    """What is for people to settle."""
    settled: tuple[str, ...]
    """Content files that are noted to hold what their raw files say."""
    unsettled: tuple[str, ...]
    """Those of which it cannot be noted."""
    report: Report
    """Of the import that follows."""
    is_merging: bool
    """Whether git waits for the files."""


def resolve_site(options: Options, files: Sequence[str] = ()) -> Resolved:
    """
    Merge what git could not, in *files* or wherever its marks are, then import.

    An article among *files* without a mark is noted to hold what its raw files say
    now, and what was decided of them: its editor has seen to that.

    Raises:
        SourceError: there are marks in the settings, or another run is in the site.
        UsageError: a file that is none of the site's, or nothing of import's.
    """
    settings = settings_of(options)
    with writing(options.site), site_lock(options.cache, _PATIENCE):
        work = Workspace(options, settings)
        loaded = work.sources.load(("content",), work.executor)
        marked = _marked(options.site, loaded)
        wanted = [path for path in marked if not files or path in files]
        stages = _stages(options.site)
        merged, left = [], []
        for path in wanted:
            text = _merge(options.site, path, stages.get(path, {}))
            if text is not None:
                write_whole(str(options.site / path), text.encode())
            marks = _conflicts(options.site, path)
            left += marks
            if not marks:
                merged.append(path)
        texts = _settle(work, loaded, [one for one in files if one not in marked])
        settled = {path: text for path, text in texts.items() if text is not None}
        for path, text in settled.items():
            write_whole(str(options.site / path), text.encode())
        return Resolved(
            tuple(merged),
            tuple(left),
            tuple(settled),
            tuple(sorted(texts.keys() - settled.keys())),
            _bring_up(work, merged) if merged or settled else Report(),
            is_merging=bool(stages),
        )


def _bring_up(work: Workspace, merged: Collection[str]) -> Report:
    """
    Import what is lacking: what the other one decided, and what is new.

    What is at fault in a file that was *merged* is told, too: it may have been before.
    """
    loaded = work.sources.load(("content",), work.executor)
    faults = [one for one in loaded.problems if one.source in merged]
    found = import_raw(work, loaded, is_dry=False)
    return Report(
        imported=found.written,
        differences=found.differences,
        deleted=found.removed,
        problems=in_order((*faults, *found.problems)),
        open_points=in_order(found.open_points),
        is_done=True,
    )


def _marked(site: Path, loaded: Loaded) -> list[str]:
    """Find the files that hold marks of conflicts."""
    kinds = (Kind.CONFLICT, Kind.CONFLICT_MERGED)
    told = {one.source for one in loaded.problems if one.message.kind in kinds}
    return sorted(told | {path for path in _LISTS if _conflicts(site, path)})


def _conflicts(site: Path, path: str) -> list[Problem]:
    text = _read(site / path)
    return find_conflicts(normalize_line_ends(text), path) if text else []


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() else ""
    except UnicodeDecodeError:
        return ""


def _merge(site: Path, path: str, stages: dict[int, str]) -> str | None:
    """Merge what two people made of the file at *path*; None where that is for them."""
    text = _read(site / path)
    sides = split_sides(text)
    if sides is None:
        return None
    before, ours, theirs = (_blob(site, stages.get(number)) for number in (1, 2, 3))
    base = sides.base if before is None else before
    sides = Sides(sides.ours, sides.theirs, base)
    if path in _LISTS:
        return _WRITERS.get(path, str)(_merge_lines(sides))
    if not path.startswith(f"{ARTICLES}/"):
        return None
    taken = take_side(ours or sides.ours, theirs or sides.theirs)
    if taken is not None:
        return taken
    merged = merge_content(sides)
    return merged.text if merged is not None else None


def _merge_lines(sides: Sides) -> str:
    base, ours, theirs = (
        (side or "").splitlines() for side in (sides.base, sides.ours, sides.theirs)
    )
    lines: list[str] = merge_values("", base, ours, theirs)
    return "".join(f"{line}\n" for line in lines)


def _write_addresses(text: str) -> str:
    found, problems = parse_addresses(text)
    return text if problems else format_addresses(found)


def _write_decisions(text: str) -> str:
    """Sort the decisions; where two contradict each other, both are to be seen."""
    found = parse_decisions(text)
    return text if found.problems else write_decisions(found.decided)


def _write_words(text: str) -> str:
    found = parse_words(text)
    return write_words(found.counts, found)


_WRITERS: dict[str, Callable[[str], str]] = {
    "content/addresses.txt": _write_addresses,
    DECISIONS: _write_decisions,
    WORDS: _write_words,
}


def _stages(site: Path) -> Stages:
    """Ask git what it could not merge; nothing, where there is no git."""
    found: Stages = {}
    try:
        told = Git(site).run("ls-files", "--unmerged", "-z", "--", ".")
    except RefusedError:
        return found
    for entry in filter(None, told.split("\0")):
        about, _, path = entry.partition("\t")
        _, name, number = about.split()
        found.setdefault(path, {})[int(number)] = name
    return found


def _blob(site: Path, name: str | None) -> str | None:
    if name is None:
        return None
    try:
        return Git(site).run("cat-file", "blob", name)
    except GitError:
        return None


def _settle(
    work: Workspace, loaded: Loaded, files: Sequence[str]
) -> dict[str, str | None]:
    """Note in each of *files* that it holds what its raw files say."""
    articles = dict(_edited(work.options.site, loaded, files))
    if not articles:
        return {}
    return settle(work.options.site, articles, find_raw_items(work, loaded))


def _edited(
    site: Path, loaded: Loaded, files: Sequence[str]
) -> Iterator[tuple[str, Article]]:
    for path in files:
        record = loaded.records.get(path)
        if not isinstance(record, Article) or not record.raw:
            raise UsageError(f"expected an article made from raw files, found {path!r}")
        if is_untouched(_read(site / path)):
            raise UsageError(f"{path} is as import wrote it, which writes it anew")
        yield path, record
