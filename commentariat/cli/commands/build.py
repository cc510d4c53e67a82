"""`build`: import what is new, then make the output what the sources say."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from commentariat.cli.arguments import (
    AddCommand,
    add_build_options,
    add_executor,
    options_of,
)
from commentariat.cli.printing import counted, points_sentence, print_problems
from commentariat.cli.status import OK, PROBLEMS
from commentariat.errors import SourceError

if TYPE_CHECKING:
    from commentariat.pipeline import Options, Report


_BUILD = """\
Import new and changed raw files, then make the output what the sources say.

Only what changed is written, and what is no longer wanted is deleted; files that
the program did not make are never touched. `commentariat explain` tells why a
page is written.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    build = command(_run, _BUILD)
    add_build_options(build)
    add_executor(build)
    build.add_argument("--keep-going", action="store_true",
                       help="publish the rest when something is wrong")  # fmt: skip
    build.add_argument("--adopt", action="store_true",
                       help="take all in the output folder for its own: what is not "
                            "wanted is deleted, and no link is followed")  # fmt: skip
    build.add_argument(
        "--no-import", action="store_true", help="leave content/raw/ alone"
    )
    build.add_argument("--verify", action="store_true",
                       help="make all anew, apart, and name what differs: pages whose "
                            "hooks go by the clock, say")  # fmt: skip
    build.add_argument("--changes", type=Path, metavar="FILE",
                       help="write into FILE, as JSON, what changed since the manifest "
                            "that it holds: written, deleted, and digests, which is the "
                            "manifest of now")  # fmt: skip
    build.add_argument("--json", action="store_true",
                       help="print one line of figures at the end")  # fmt: skip
    build.add_argument("-v", "--verbose", action="store_true",
                       help="name each file that is made or deleted, too")  # fmt: skip


_UNITED = 5  # articles of several raw files that are named
_ALIVE: list[object] = []
"""What the last build worked with, until the process ends."""


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline import build_site

    began = time.monotonic()
    _ALIVE.clear()
    options = options_of(args)
    try:
        report = build_site(options, _ALIVE)
    except SourceError as fault:
        if args.json:
            _print_figures(None, len(fault.problems), began)
        raise
    if args.verify and report.is_done:
        report = _verified(options, report)
    seconds = time.monotonic() - began
    print_problems(report.problems, is_all=args.all)
    if args.verbose and not args.json:
        for output in report.rendered:
            print(f"made {output}")
        for output in report.deleted:
            print(f"deleted {output}")
    if args.json:
        _print_figures(report, len(report.problems), began)
        return PROBLEMS if report.problems else OK
    print(_sentence(report, options.output_folder, seconds))
    if report.changes is not None:
        written, deleted = report.changes
        print(
            f"{args.changes}: {counted(written, 'file')} to carry over, {deleted} to delete"
        )
    return PROBLEMS if report.problems else OK


def _verified(options: Options, report: Report) -> Report:
    """Add to *report* what differs where all is made anew."""
    import msgspec

    from commentariat.pipeline.verify import verify_site

    problems = (*report.problems, *verify_site(options))
    return msgspec.structs.replace(report, problems=problems)


def _print_figures(report: Report | None, problems: int, began: float) -> None:
    import json

    figures = {
        "articles": report.articles if report else 0,
        "pages": report.pages if report else 0,
        "rendered": len(report.rendered) if report else 0,
        "equal": len(report.equal) if report else 0,
        "kept": report.kept if report else 0,
        "deleted": len(report.deleted) if report else 0,
        "imported": len(report.imported) if report else 0,
        "united": len(report.united) if report else 0,
        "converted": report.converted if report else 0,
        "problems": problems,
        "open_points": len(report.open_points) if report else 0,
        "drafts": report.held_back.drafts if report else 0,
        "later": report.held_back.later if report else 0,
        "changes": report.changes if report else None,
        "seconds": round(time.monotonic() - began, 3),
    }
    print(json.dumps(figures))


def _imported(report: Report) -> Iterator[str]:
    """Say what was imported, and which raw files were joined: none of them is lost."""
    articles = counted(len(report.imported), "article")
    if not report.united:
        yield f"imported {articles}"
        return
    joined = sum(len(files) - 1 for files in report.united.values())
    count = counted(len(report.imported) + joined, "raw file")
    more = counted(joined, "is a further crawl", "are further crawls")
    yield f"imported {articles} of {count}, of which {more} of the same articles:"
    for name, files in islice(report.united.items(), _UNITED):
        yield f"  {name}: {', '.join(files)}"
    if len(report.united) > _UNITED:
        rest = counted(len(report.united) - _UNITED, "more article")
        yield f"  and {rest}; commentariat provenance NAME tells of each"


def _held_back(report: Report) -> str:
    held = report.held_back
    said = [counted(held.drafts, "draft")] if held.drafts else []
    if held.later:
        said.append(f"{counted(held.later, 'article')} of a later day")
    return f"; held back: {' and '.join(said)}" if said else ""


def _sentence(report: Report, output: Path, seconds: float) -> str:
    lines: list[str] = []
    if report.imported:
        lines += _imported(report)
    if not report.is_done:
        lines.append(f"nothing was built; {output} is as it was ({seconds:.1f} s)")
        return "\n".join(lines)
    written = len(report.rendered) - len(report.equal)
    lines.append(
        f"{counted(report.articles, 'article')}: {written} files written, "
        f"{report.kept + len(report.equal)} kept, {len(report.deleted)} deleted in {seconds:.1f} s"
        f"{_held_back(report)}"
    )
    if report.is_index_anew:
        lines.append("all of the search index was made anew")
    if report.open_points:
        lines.append(points_sentence(len(report.open_points)))
    lines.append(f"the site is in {output}")
    return "\n".join(lines)
