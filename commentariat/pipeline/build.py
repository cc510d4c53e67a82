"""A build: see what changed, and do what that asks for."""

from __future__ import annotations

import msgspec

from commentariat.config import Settings
from commentariat.engine.adopt import adopt_output
from commentariat.engine.lock import site_lock
from commentariat.engine.sources import FOLDERS, Loaded
from commentariat.pipeline.changes import check_changes_file, write_changes
from commentariat.pipeline.memory import digest_inputs, nothing_to_do
from commentariat.pipeline.options import (
    Options,
    Report,
    check_output_folder,
    settings_of,
)
from commentariat.pipeline.workspace import READING, Workspace, writing


def build_site(options: Options, alive: list[object] | None = None) -> Report:
    """
    Import what is new, then make the output what the sources say.

    What the build worked with goes into *alive*, where it is given: a process that
    is about to end need not spend the time of taking an archive apart.

    Raises:
        SourceError: faults that stop before anything is read or written.
        UsageError: an output folder that cannot be meant.
    """
    if options.adopt:
        for folder in (options.cache, options.output_folder):
            if folder.is_symlink() or folder.is_file():
                folder.unlink()
    check_output_folder(options)
    check_changes_file(options)
    settings = settings_of(options)
    report = _build(options, settings, alive)
    is_watching = report.is_done and not options.is_strict
    if is_watching and settings.hooks.has("after_build"):
        from commentariat.pipeline.after import run_after

        return run_after(options, settings, report)
    return report


def _build(options: Options, settings: Settings, alive: list[object] | None) -> Report:
    with (
        writing(options.site),
        site_lock(options.cache),
        Workspace(options, settings) as work,
    ):
        report = _bring_up(work, alive)
        if options.changes is not None and report.is_done:
            changes = write_changes(options, work.ledger.entries)
            return msgspec.structs.replace(report, changes=changes.counts)
        return report


def _bring_up(work: Workspace, alive: list[object] | None) -> Report:
    options = work.options
    options.progress(READING, 0, 0)
    if alive is not None:
        alive.append(work)
    found = _look(work)
    if isinstance(found, Report):
        return found
    if alive is not None:
        alive.append(found)
    return _rebuild(work, found)


def _look(work: Workspace) -> Report | Loaded:
    """Read what has changed; report at once where nothing has, and all is as it was."""
    found = work.sources.find(FOLDERS)
    if work.options.adopt:
        adopt_output(str(work.options.output_folder), work.ledger)
    is_same = not (found.hinting or found.gone)
    loaded = None if is_same else work.load(found=found)
    digests = loaded.all_digests if loaded else work.sources.digests()
    return nothing_to_do(work, digests) or loaded or work.load(found=found)


def _rebuild(work: Workspace, loaded: Loaded) -> Report:
    # Most often nothing has changed, and all this takes long to import.
    from commentariat.pipeline.draft import make_draft
    from commentariat.pipeline.edits import draft_edits
    from commentariat.pipeline.rebuild import carry_out, remember, report_on

    options = work.options
    draft = draft_edits(work, loaded) or make_draft(work, loaded)
    if draft.problems and not options.keep_going:
        return report_on(draft, is_done=False)
    report = carry_out(work, draft)
    if report.is_done:
        inputs = digest_inputs(options, work.settings, draft.loaded.all_digests)
        remember(work, draft, report, inputs)
    return report
