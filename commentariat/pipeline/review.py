"""The review of a site: its points gathered, decisions kept, content files brought up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from commentariat.archive.folders import (
    ATTRIBUTES,
    RAW,
    TERM_RULES,
    TRANSLATIONS,
    UNION,
)
from commentariat.disk import clear_place, write_whole
from commentariat.engine.lock import site_lock
from commentariat.errors import SourceError, UsageError
from commentariat.intake.decisions.decision import Decided
from commentariat.intake.decisions.jsonl import FILE, write_decisions
from commentariat.intake.decisions.store import load_decisions
from commentariat.intake.review.session import (
    DecisionChange,
    VerdictError,
    apply_changes,
    collapse,
)
from commentariat.pipeline.imports import import_raw
from commentariat.pipeline.list_lock import list_lock
from commentariat.pipeline.options import Options, Report, in_order, settings_of
from commentariat.pipeline.points import Gathered, gather_points
from commentariat.pipeline.term_lines import TermLines
from commentariat.pipeline.translations import write_translations
from commentariat.pipeline.workspace import Workspace, writing

_PATIENCE = 10
"""Seconds to wait for another run that is in the site just now."""
_STEPS = "review-steps.jsonl"


def open_review(options: Options) -> Gathered:
    """
    Gather everything that an editor may decide of.

    Raises:
        SourceError: no settings, or another run is in the site.
    """
    settings = settings_of(options)
    with writing(options.site), site_lock(options.cache, _PATIENCE):
        work = Workspace(options, settings)
        loaded = work.sources.load(("content",), work.executor)
        return gather_points(work, loaded)


def save_changes(options: Options, changes: Sequence[DecisionChange]) -> Decided:
    """
    Put *changes* into the file of decisions at one stroke; give all that is decided.

    What is decided of names and of translations goes into lists of their own. The file is read again first,
    for others may have written it. What was decided is noted, so that it can be taken
    back.

    Raises:
        SourceError: the file has faults, which are to be mended first.
        VerdictError: what is decided of names contradicts another line.
    """
    with writing(options.site), list_lock(options.cache, FILE):
        decided = _save(options, changes)
        _note_step(options.cache / _STEPS, changes)
    return decided


def take_back_last(options: Options) -> tuple[DecisionChange, ...]:
    """
    Take back what was decided last in this site; give the changes that this is.

    Raises:
        VerdictError: nothing is noted, or it was decided anew since.
        SourceError: the file of decisions has faults.
    """
    with writing(options.site), list_lock(options.cache, FILE):
        *steps, last = _read_steps(options.cache / _STEPS) or [()]
        if not last:
            raise VerdictError("nothing was decided here that could be taken back")
        decided = load_decisions(options.site).decided
        of_raw = [change for change in last if not is_of_lines(change)]
        if any(decided.get(change.key) != change.new for change in of_raw):
            raise VerdictError(
                "what was decided last was changed since; it stays as it is"
            )
        back = tuple(change.reverse() for change in reversed(last))
        _save(options, back)
        _write_steps(options.cache / _STEPS, steps)
    return back


def apply_decisions(options: Options, changes: Iterable[DecisionChange]) -> Report:
    """Bring the content files of raw files up to what was decided of these."""
    with writing(options.site), site_lock(options.cache, _PATIENCE):
        return _apply(options, collapse(changes))


def decide_and_apply(options: Options, changes: Sequence[DecisionChange]) -> Report:
    """
    Save *changes* and bring the content files up to them, with nobody between.

    Raises:
        SourceError: the file of decisions has faults, or the site is in use.
    """
    with writing(options.site), site_lock(options.cache, _PATIENCE):
        save_changes(options, changes)
        return _apply(options, collapse(changes))


def take_back_and_apply(options: Options) -> tuple[tuple[DecisionChange, ...], Report]:
    """
    Take back what was decided last, and bring the content files up to that.

    Raises:
        VerdictError: there is nothing to take back.
        SourceError: the file of decisions has faults, or the site is in use.
    """
    with writing(options.site), site_lock(options.cache, _PATIENCE):
        changes = take_back_last(options)
        return changes, _apply(options, collapse(changes))


def is_of_lines(change: DecisionChange) -> bool:
    """Tell whether *change* is one of a list, which no raw file has part in."""
    decision = change.new if change.new is not None else change.old
    return decision is not None and decision.verdict.is_for_lines


def _apply(options: Options, changes: Sequence[DecisionChange]) -> Report:
    changes = [change for change in changes if not is_of_lines(change)]
    if not changes:
        return Report(is_done=True)
    files = sorted({change.key.file for change in changes})
    undone = [one.old for one in changes if one.old is not None and one.old != one.new]
    settings = settings_of(options)
    work = Workspace(options, settings)
    loaded = work.sources.load(("content",), work.executor)
    only = [file for file in files if f"{RAW}/{file}" in loaded.digests]
    found = import_raw(work, loaded, only=only, is_dry=False, undone=undone)
    return Report(
        imported=found.written,
        differences=found.differences,
        deleted=found.removed,
        kept=found.kept,
        problems=in_order(found.problems),
        open_points=in_order(found.open_points),
        is_done=True,
    )


def _save(options: Options, changes: Sequence[DecisionChange]) -> Decided:
    settled = load_decisions(options.site)
    names = [change for change in changes if is_of_lines(change)]
    others = [change for change in changes if not is_of_lines(change)]
    if settled.problems and others:
        raise SourceError(*settled.problems)
    if names:
        _save_lines(options, names)
    if not others:
        return settled.decided
    decided = apply_changes(settled.decided, others)
    path = options.site / FILE
    is_first = not path.exists()
    write_whole(str(path), write_decisions(decided).encode())
    if is_first and not (options.site / ATTRIBUTES).exists():
        write_whole(str(options.site / ATTRIBUTES), UNION.encode())
    return decided


def _save_lines(options: Options, changes: Sequence[DecisionChange]) -> None:
    changes = collapse(changes)
    try:
        for file in (TRANSLATIONS, TERM_RULES):
            of_file = [change for change in changes if change.key.file == file]
            olds = [change.old.after for change in of_file if change.old is not None]
            news = [change.new.after for change in of_file if change.new is not None]
            if not of_file:
                continue
            if file == TRANSLATIONS:
                write_translations(options.site, put=news, take=olds)
            else:
                lines = TermLines(options.site, settings_of(options).facets)
                lines.write(lines.plan(put=news, take=olds))
    except UsageError as fault:
        raise VerdictError(str(fault)) from None


# -- What was decided last ---------------------------------------------------------


def _read_steps(path: Path) -> list[tuple[DecisionChange, ...]]:
    """Read the steps noted; a line that cannot be read ends what can be taken back."""
    steps: list[tuple[DecisionChange, ...]] = []
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return []
    for line in lines:
        try:
            steps.append(msgspec.json.decode(line, type=tuple[DecisionChange, ...]))
        except (msgspec.DecodeError, RecursionError):
            steps.clear()
    return steps


def _note_step(path: Path, changes: Sequence[DecisionChange]) -> None:
    clear_place(str(path))
    with path.open("ab") as file:
        file.write(msgspec.json.encode(tuple(changes)) + b"\n")


def _write_steps(path: Path, steps: Iterable[tuple[DecisionChange, ...]]) -> None:
    lines = (msgspec.json.encode(one) + b"\n" for one in steps)
    write_whole(str(path), *lines)
