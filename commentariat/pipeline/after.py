"""What hooks do when a build has ended."""

from __future__ import annotations

import os

import msgspec

from commentariat.config import Settings
from commentariat.errors import Problem
from commentariat.hooks.given import BuildReport
from commentariat.hooks.loading import open_hooks
from commentariat.hooks.running import HookError
from commentariat.kinds import Kind
from commentariat.pipeline.options import Options, Report, in_order

_MOST = 20  # files that are named


def run_after(options: Options, settings: Settings, report: Report) -> Report:
    """
    Let hooks do what they do after a build; give its *report* with what went wrong.

    The output is the build's alone: what else is written there is a problem.
    """
    run = open_hooks(settings.hooks).function("after_build")
    if run is None:
        return report
    output = options.output_folder.resolve()
    given = BuildReport(
        site=str(options.site.resolve()),
        output=str(output),
        base_url=settings.base_url,
        articles=report.articles,
        outputs=report.kept + len(report.rendered),
        written=tuple([one for one in report.rendered if one not in report.equal]),
        deleted=report.deleted,
    )
    before = _stats(str(output))
    faults: list[Problem] = []
    try:
        run(given)
    except HookError as fault:
        faults += fault.problems
    after = _stats(str(output))
    others = [
        path
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    ]
    faults += (
        Problem(f"output/{path}", 0, Kind.HOOK_WROTE.of()) for path in others[:_MOST]
    )
    return msgspec.structs.replace(
        report, problems=in_order((*report.problems, *faults))
    )


def _stats(folder: str) -> dict[str, tuple[int, int, int]]:
    """Tell size, time and inode of every file in *folder*."""
    found: dict[str, tuple[int, int, int]] = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            status = os.lstat(path)
            known = status.st_size, status.st_mtime_ns, status.st_ino
            found[os.path.relpath(path, folder).replace(os.sep, "/")] = known
    return found
