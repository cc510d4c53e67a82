"""`check`: everything that is wrong or open."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from typing import TYPE_CHECKING

from commentariat.cli.arguments import AddCommand, add_build_options, options_of
from commentariat.cli.printing import counted
from commentariat.cli.status import OK, PROBLEMS
from commentariat.errors import OpenPoint

if TYPE_CHECKING:
    from commentariat.pipeline import Report


_CHECK = """\
List everything that is wrong or open, and write nothing.

Problems are faults to be mended. Open points are questions to an editor: articles
without a date or title of their own, uncertain repairs, stretches of raw files
that could not be told apart, spellings to be united. They do not stop a build.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    check = command("check", _run, "list everything that is wrong or open", _CHECK)
    add_build_options(check)
    check.add_argument("--strict", action="store_true", help="let open points fail too")
    check.add_argument("--json", action="store_true", help="print JSON for machines")


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline import check_site

    report = check_site(options_of(args))
    is_bad = bool(report.problems) or (args.strict and bool(report.open_points))
    if args.json:
        print(_check_json(report))
    else:
        _print_check(report)
    return PROBLEMS if is_bad else OK


def _check_json(report: Report) -> str:
    problems = [
        {"source": p.source, "line": p.line, "message": p.message}
        for p in report.problems
    ]
    points = [
        {"source": p.source, "line": p.line, "kind": p.kind, "message": p.message}
        for p in report.open_points
    ]
    whole = {
        "articles": report.articles,
        "pages": report.pages,
        "problems": problems,
        "open_points": points,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _print_check(report: Report) -> None:
    for problem in report.problems:
        print(f"problem: {problem}")
    kinds: dict[str, list[OpenPoint]] = {}
    for point in report.open_points:
        kinds.setdefault(point.kind, []).append(point)
    for kind in sorted(kinds):
        print(f"\n{kind} ({len(kinds[kind])})")
        for point in kinds[kind]:
            print(f"  {point}")
    counts = Counter(point.kind for point in report.open_points)
    open_points = counted(sum(counts.values()), "open point")
    print(
        f"\n{counted(report.articles, 'article')}, {counted(report.pages, 'page')}: "
        f"{counted(len(report.problems), 'problem')}, {open_points}"
    )
    if report.open_points:
        print("many of them are settled one by one with: commentariat review")
