"""`import`: raw files to content files only."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from commentariat.cli.arguments import AddCommand, add_executor, count, options_of
from commentariat.cli.printing import (
    counted,
    list_grouped,
    print_problems,
    print_written,
)
from commentariat.cli.status import OK, PROBLEMS
from commentariat.errors import OpenPoint, UsageError

if TYPE_CHECKING:
    from commentariat.pipeline import Report

_IMPORT = """\
Turn raw files into content files, and build nothing.

Without RAW, all of content/raw/ is looked through. A raw file that was imported
before and has not changed is left alone; so is a content file that an editor has
changed, but for the places that were decided of in a review.

With --check nothing is written, and it fails when something would be: a test that
raw files were imported before they were committed.

With --again everything is read again, as after the rules have improved or settings
of import are others, and what would change is shown article by article; --write
writes it. Where nothing at all is another, what came of it is remembered. Words that
go and come are marked [-so-]{+so+}. Files that an editor changed stay as they are
(they are shown with what import would write now), and what was decided in a review
holds.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    importing = command(_run, _IMPORT)
    importing.add_argument(
        "raw", nargs="*", metavar="RAW", help="files under content/raw/"
    )
    importing.add_argument(
        "--workers", type=count, metavar="N", help="processes to use"
    )
    add_executor(importing)
    importing.add_argument(
        "--check", action="store_true", help="fail when something is to be imported"
    )
    importing.add_argument("--again", action="store_true",
                           help="read everything again, and show what would change")  # fmt: skip
    importing.add_argument("--write", action="store_true",
                           help="with --again: write what changes")  # fmt: skip


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline import import_site

    if args.write and not args.again:
        raise UsageError("--write belongs to --again; without it, import writes anyway")
    if args.again:
        return _run_again(args)
    report = import_site(options_of(args), args.raw or None, is_dry=args.check)
    if args.check:
        return _check(report, is_all=args.all)
    print_problems(report.problems, is_all=args.all)
    lines = list_grouped(report.open_points, is_all=args.all, word=_word)
    for line in lines:
        print(line)
    print_written(report)
    print(
        f"{counted(len(report.imported), 'content file')} written, "
        f"{report.kept} kept, {len(report.deleted)} removed"
    )
    return PROBLEMS if report.problems else OK


def _word(point: OpenPoint) -> str:
    return f"{point.kind}: {point}"


def _check(report: Report, *, is_all: bool) -> int:
    for name in report.imported:
        print(f"not imported yet: {name}", file=sys.stderr)
    for name in report.deleted:
        print(f"not removed yet: {name}", file=sys.stderr)
    print_problems(report.problems, is_all=is_all)
    if report.imported or report.deleted:
        print("run `commentariat import`, look at it, and commit it", file=sys.stderr)
        return PROBLEMS
    if report.problems:
        return PROBLEMS
    print(f"{counted(report.kept, 'raw file')} imported, none to do")
    return OK


def _run_again(args: argparse.Namespace) -> int:
    from commentariat.pipeline import import_site

    report = import_site(
        options_of(args), args.raw or None, is_again=True, is_dry=not args.write
    )
    print_problems(report.problems, is_all=args.all)
    for name in report.imported:
        print(f"\n{name}" + ("" if name in report.differences else "  (new)"))
        _print_difference(report.differences.get(name, ()))
    for name in report.deleted:
        print(f"\n{name}  (its raw files are gone or skipped)")
    for name in report.edited:
        print(f"\n{name}  (kept: an editor changed it; import would write)")
        _print_difference(report.differences.get(name, ()))
    changed = counted(len(report.imported) + len(report.deleted), "content file")
    told = f"{changed} changed" if args.write else f"{changed} would change"
    kept = f", {len(report.edited)} kept as edited" if report.edited else ""
    hint = "" if args.write or not report.imported else "; --write writes it"
    print(f"\n{told}{kept}{hint}")
    return PROBLEMS if report.problems else OK


def _print_difference(lines: Sequence[str]) -> None:
    for line in lines:
        print(f"  {line}")
