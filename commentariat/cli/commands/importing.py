"""`import`: raw files to content files only."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from commentariat.cli.arguments import AddCommand, count, options_of
from commentariat.cli.printing import counted, print_problems
from commentariat.cli.status import OK, PROBLEMS

if TYPE_CHECKING:
    from commentariat.pipeline import Report

_IMPORT = """\
Turn raw files into content files, and build nothing.

Without RAW, all of content/raw/ is looked through. A raw file that was imported
before and has not changed is left alone; so is a content file that an editor has
changed.

With --check nothing is written, and it fails when something would be: a test that
raw files were imported before they were committed.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    importing = command("import", _run, "raw files to content files only", _IMPORT)
    importing.add_argument(
        "raw", nargs="*", metavar="RAW", help="files under content/raw/"
    )
    importing.add_argument(
        "--workers", type=count, metavar="N", help="processes to use"
    )
    importing.add_argument(
        "--check", action="store_true", help="fail when something is to be imported"
    )


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline import import_site

    report = import_site(options_of(args), args.raw or None, is_dry=args.check)
    if args.check:
        return _check(report)
    print_problems(report.problems)
    for point in report.open_points:
        print(f"{point.kind}: {point}")
    for name in report.imported:
        print(f"wrote {name}")
    for name in report.deleted:
        print(f"removed {name}")
    print(
        f"{counted(len(report.imported), 'content file')} written, "
        f"{report.kept} kept, {len(report.deleted)} removed"
    )
    return PROBLEMS if report.problems else OK


def _check(report: Report) -> int:
    for name in report.imported:
        print(f"not imported yet: {name}", file=sys.stderr)
    for name in report.deleted:
        print(f"not removed yet: {name}", file=sys.stderr)
    print_problems(report.problems)
    if report.imported or report.deleted:
        print("run `commentariat import`, look at it, and commit it", file=sys.stderr)
        return PROBLEMS
    if report.problems:
        return PROBLEMS
    print(f"{counted(report.kept, 'raw file')} imported, none to do")
    return OK
