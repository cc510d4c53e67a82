"""`import`: raw files to content files only."""

from __future__ import annotations

import argparse

from commentariat.cli.arguments import AddCommand, count, options_of
from commentariat.cli.printing import counted, print_problems
from commentariat.cli.status import OK, PROBLEMS

_IMPORT = """\
Turn raw files into content files, and build nothing.

Without RAW, all of content/raw/ is looked through. A raw file that was imported
before and has not changed is left alone; so is a content file that an editor has
changed.
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


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline import import_site

    report = import_site(options_of(args), args.raw or None)
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
