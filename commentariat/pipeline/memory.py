"""Whether anything changed since the last build, before anything is planned."""

from __future__ import annotations

from commentariat.archive.model import Article
from commentariat.archive.text import digest_bytes, digest_text
from commentariat.build.copies import FOLDER as COPIES
from commentariat.build.copies import copy_stamp
from commentariat.build.program import program_digest, shipped
from commentariat.build.sources import Loaded
from commentariat.config import SETTINGS_FILE
from commentariat.pipeline.draft import Draft
from commentariat.pipeline.options import Options, Report
from commentariat.pipeline.workspace import State, Workspace


def digest_inputs(options: Options, loaded: Loaded) -> str:
    """Digest everything that the output depends on."""
    settings = (options.site / SETTINGS_FILE).read_bytes()
    words = [
        program_digest(),
        options.base_url or "",
        f"{options.drafts} {options.imports}",
        digest_bytes(settings),
    ]
    for name in ("templates", "theme"):
        folder = shipped(name)
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                words.append(
                    f"{path.relative_to(folder)} {digest_bytes(path.read_bytes())}"
                )
    if (options.cache / COPIES).is_dir():
        words.append(copy_stamp())
    digests = loaded.all_digests
    words += [f"{path} {digests[path]}" for path in sorted(digests)]
    return digest_text("\0".join(words))


def nothing_to_do(work: Workspace, inputs: str, loaded: Loaded) -> Report | None:
    """Report at once where nothing has changed and every output is as it was."""
    state, options = work.state, work.options
    if not state.ended or state.inputs != inputs or loaded.problems:
        return None
    if not state.since <= options.today < (state.until or "9999-12-32"):
        return None
    check = work.shelf.check
    for output, entry in work.ledger.entries.items():
        if entry.trace is None or check(output, entry.trace) is not None:
            return None
    work.ledger.trust(work.shelf.refreshed)
    return Report(
        articles=state.articles,
        pages=len(work.ledger.entries),
        kept=len(work.ledger.entries),
        open_points=state.open_points,
        is_done=True,
    )


def remember(work: Workspace, draft: Draft, report: Report, inputs: str) -> None:
    """Note how a build ended, for the next to see whether anything changed."""
    if report.problems:
        return
    dates = [
        one.date
        for one in draft.loaded.records.values()
        if isinstance(one, Article) and one.date > work.options.today
    ]
    state = State(
        inputs=inputs,
        ended=True,
        until=min(dates, default=""),
        since=work.options.today,
        articles=report.articles,
        open_points=report.open_points,
    )
    work.states.update({"last": state})
