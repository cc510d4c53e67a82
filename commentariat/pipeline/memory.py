"""Whether anything changed since the last build, before anything is planned."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from commentariat.archive.text import digest_bytes, digest_text
from commentariat.config import SETTINGS_FILE, Settings
from commentariat.engine.cache import COPIES
from commentariat.engine.program import program_digest, shipped
from commentariat.pipeline.options import Options, Report
from commentariat.pipeline.workspace import Workspace


def digest_inputs(
    options: Options, settings: Settings, digests: Mapping[str, str]
) -> str:
    """
    Digest everything that the output depends on; *digests* are those of all files.

    The *settings* count as they were read, for their file may be another by now, and
    the file, for what is told of it has lines. What hooks are made of lies beside both.
    """
    words = [
        program_digest(),
        f"{options.drafts} {options.imports}",
        settings.hooks.digest,
        digest_bytes(msgspec.msgpack.encode(settings)),
        digest_bytes((options.site / SETTINGS_FILE).read_bytes()),
    ]
    for name in ("templates", "theme"):
        folder = shipped(name)
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                words.append(
                    f"{path.relative_to(folder)} {digest_bytes(path.read_bytes())}"
                )
    if (options.cache / COPIES).is_dir():
        # Most sites have none, and what makes them takes long to import.
        from commentariat.engine.copies import copy_stamp

        words.append(copy_stamp())
    if settings.exports:
        from commentariat.exports.libraries import library_versions

        words.append(library_versions(settings.exports))
    words += [f"{path} {digests[path]}" for path in sorted(digests)]
    return digest_text("\0".join(words))


def nothing_to_do(work: Workspace, digests: Mapping[str, str]) -> Report | None:
    """
    Report at once where nothing has changed and every output is as it was.

    *digests* are those of all files.
    """
    state, inputs = work.state, digest_inputs(work.options, work.settings, digests)
    if work.sources.problems or not has_ended(work, inputs) or not is_whole(work):
        return None
    work.ledger.trust(work.stored.refreshed.items())
    return Report(
        articles=state.articles,
        pages=len(work.ledger.entries),
        kept=len(work.ledger.entries),
        open_points=state.open_points,
        held_back=state.held_back,
        is_done=True,
    )


def has_ended(work: Workspace, inputs: str) -> bool:
    """Tell whether the last build was of *inputs*, showed what is shown now, and ended."""
    state, now = work.state, work.now
    since = state.since
    is_later = since.day <= now.day and since.instant <= now.instant
    is_of_now = is_later and not state.due.is_past(now)
    is_remembered = state.outputs == len(work.ledger.entries)
    return state.ended and state.inputs == inputs and is_of_now and is_remembered


def is_whole(work: Workspace) -> bool:
    """Tell whether every output is what the ledger says."""
    check = work.stored.check
    for output, entry in work.ledger.entries.items():
        if entry.trace is None or check(output, entry.trace) is not None:
            return False
    return True
