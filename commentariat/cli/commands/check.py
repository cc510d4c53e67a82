"""`check`: everything that is wrong or open."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import msgspec

from commentariat.cli.annotations import annotate
from commentariat.cli.arguments import (
    AddCommand,
    add_build_options,
    days_of,
    moment_of,
    options_of,
)
from commentariat.cli.printing import counted, list_grouped
from commentariat.cli.status import OK, PROBLEMS
from commentariat.errors import OpenPoint, Problem, Said, UsageError, near_match
from commentariat.kinds import find_kinds, kind_names

if TYPE_CHECKING:
    from commentariat.pipeline import Options, Report
    from commentariat.pipeline.external import Outing
    from commentariat.pipeline.options import Fixity


_CHECK = """\
List everything that is wrong or open, and write nothing.

The pages are looked over as a build makes them, byte for byte: every link, anchor,
file, feed entry and sitemap address must be answered under the base path, the HTML must
be sound, no id may stand twice. Each fault is named once, with the file and line to mend.

Problems are faults to be mended. Open points are questions to an editor: articles
without a date or title of their own, uncertain repairs, stretches of raw files
that could not be told apart, spellings to be united. They do not stop a build.

With --external, other sites are asked for every link that leads to them: one request at
a time to each, a second apart, never to an address that is not public. Links that fail
are open points, those that moved for good are hints. What was answered is remembered for
a week, a failure for a day. A large archive takes a while; what was answered before
Ctrl-C is kept.

With --fixity, every raw file is read and held against the digest (BLAKE2b, 128 bits)
that was recorded when its article was imported; one that is another, or gone, is a
problem. With --kind, all else is left out, and fails nothing. --json has the shape that
docs/check.md tells.

With --due, nothing is looked over: listed is what has fallen due, out now or expired,
since the last build that is remembered here, or since the moment of --since. Exit status
1 says that a build would show another site, 0 that it would not.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    check = command(_run, _CHECK)
    add_build_options(check)
    check.add_argument("--strict", action="store_true", help="let open points fail too")
    check.add_argument("--links", action="store_true",
                       help="list the links to other sites, and where they stand")  # fmt: skip
    check.add_argument("--external", action="store_true",
                       help="ask other sites for what is linked there")  # fmt: skip
    check.add_argument("--max-age", type=days_of, metavar="DAYS",
                       help="take answers of other sites that are no older (default: 7; "
                       "0 asks anew)")  # fmt: skip
    check.add_argument("--fixity", action="store_true",
                       help="read every raw file, and hold it against its recorded digest")  # fmt: skip
    check.add_argument("--kind", action="append", default=[], metavar="KIND",
                       help="only what is of this kind, such as 'dead link'; may be repeated")  # fmt: skip
    check.add_argument("--due", action="store_true",
                       help="list what has fallen due, and nothing else")  # fmt: skip
    check.add_argument("--since", type=moment_of, metavar="MOMENT",
                       help="with --due: since this moment (default: the last build)")  # fmt: skip
    check.add_argument("--json", action="store_true", help="print JSON for machines")
    check.add_argument("--format", choices=("text", "json", "github"),
                       help="github: annotations beside the lines (automatic in Actions)")  # fmt: skip


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline import check_site

    if args.since and not args.due:
        raise UsageError("--since goes with --due")
    if args.due:
        return _tell_due(options_of(args), args.since or "")
    wanted = _kinds(args.kind)
    report = check_site(options_of(args), _outing(args), is_fixity_asked=args.fixity)
    if wanted:
        report = _only(report, wanted)
    is_bad = bool(report.problems) or (args.strict and bool(report.open_points))
    automatic = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    form = "json" if args.json else args.format or automatic
    if form == "json":
        print(_check_json(report))
        return PROBLEMS if is_bad else OK
    if form == "github":
        for line in annotate(report.problems, report.open_points, report.hints):
            print(line)
    else:
        _print_check(report, is_all=args.all)
    if args.links:
        for address, sources in report.external:
            print(f"{address}  {', '.join(sources)}")
    _print_table(report)
    return PROBLEMS if is_bad else OK


def _tell_due(options: Options, since: str) -> int:
    from commentariat.pipeline.due import find_fallen

    report = find_fallen(options, since)
    for one in report.fallen:
        told = "expired, public until" if one.has_expired else "out since"
        print(f"{one.source}: {told} {one.moment}")
    if not report.since:
        print("no build is remembered here, so everything may be due")
        return PROBLEMS
    if not report.fallen:
        print(f"nothing has fallen due since {report.since}")
    return PROBLEMS if report.fallen else OK


def _kinds(words: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        names = find_kinds(word)
        if not names:
            near = near_match(word, kind_names())
            meant = f"; did you mean {near!r}?" if near else ""
            raise UsageError(f"no kind is called {word!r}{meant}")
        found |= names
    return frozenset(found)


def _only(report: Report, kinds: Collection[str]) -> Report:
    """Leave in *report* what is of *kinds*, and let nothing else fail."""

    def among(found: Iterable[Said]) -> tuple[Said, ...]:
        return tuple(one for one in found if one.message.name in kinds)

    return msgspec.structs.replace(
        report,
        problems=among(report.problems),
        open_points=among(report.open_points),
        hints=among(report.hints),
    )


def _outing(args: argparse.Namespace) -> Outing | None:
    if args.max_age is not None and not args.external:
        raise UsageError("--max-age goes with --external")
    if not args.external:
        return None
    from commentariat.pipeline.external import Outing

    return Outing() if args.max_age is None else Outing(max_age=args.max_age)


def _check_json(report: Report) -> str:
    whole = {
        "articles": report.articles,
        "pages": report.pages,
        "problems": _rows(report.problems),
        "open_points": _rows(report.open_points),
        "hints": _rows(report.hints),
        "links": [
            {"url": url, "sources": found, **_answered(report, url)}
            for url, found in report.external
        ],
        "fixity": _fixity(report),
        "stale": report.stale,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _fixity(report: Report) -> dict[str, object] | None:
    fixity = report.fixity
    if fixity is None:
        return None
    return {
        "algorithm": fixity.algorithm,
        "sound": fixity.sound,
        "faulty": len({one.source for one in fixity.problems}),
        "unrecorded": fixity.unrecorded,
    }


def _rows(found: Iterable[Problem | OpenPoint]) -> list[dict[str, object]]:
    return [
        {
            "source": one.source,
            "line": one.line,
            "kind": one.kind,
            "id": one.message.name,
            "key": one.key,
            "values": one.message.values,
            "pages": one.pages,
            "message": one.sentence,
        }
        for one in found
    ]


def _answered(report: Report, url: str) -> dict[str, object]:
    """Say what another site answered, where it was asked."""
    answer = report.answers.get(url)
    if answer is None:
        return {}
    return {
        "verdict": answer.verdict.value,
        "status": answer.status,
        "moved_to": answer.moved_to,
    }


def _print_check(report: Report, *, is_all: bool) -> None:
    for line in list_grouped(report.problems, is_all=is_all):
        print(f"problem: {line}")
    kinds: dict[str, list[OpenPoint]] = {}
    for point in (*report.open_points, *report.hints):
        kinds.setdefault(point.kind, []).append(point)
    for kind in sorted(kinds):
        print(f"\n{kind} ({len(kinds[kind])})")
        for line in list_grouped(kinds[kind], is_all=is_all):
            print(f"  {line}")


def _print_table(report: Report) -> None:
    problems = Counter(problem.kind for problem in report.problems)
    points = Counter(point.kind for point in report.open_points)
    width = max(map(len, (*problems, *points)), default=0)
    if width:
        print(f"\n{'':{width}}  problems  open points")
    for kind in sorted({*problems, *points}):
        print(f"{kind:{width}}  {problems[kind] or '':>8}  {points[kind] or '':>11}")
    if report.answers:
        _print_answers(report)
    if report.fixity is not None:
        _print_fixity(report.fixity)
    open_points = counted(points.total(), "open point")
    print(
        f"\n{counted(report.articles, 'article')}, {counted(report.pages, 'page')}: "
        f"{counted(len(report.problems), 'problem')}, {open_points}"
    )
    if report.open_points:
        print("many of them are settled one by one with: commentariat review")


def _print_fixity(fixity: Fixity) -> None:
    sound = counted(fixity.sound, "raw file has", "raw files have")
    print(f"\n{sound} the digest recorded at the import ({fixity.algorithm})", end="")
    faulty = len({one.source for one in fixity.problems})
    print(f", {counted(faulty, 'has not', 'have not')}" if faulty else "", end="")
    rest = fixity.unrecorded
    print(f"; {rest:,} of which no article has one" if rest else "")


def _print_answers(report: Report) -> None:
    found = Counter(answer.verdict.value for answer in report.answers.values())
    told = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(found.items()))
    print(f"\n{counted(found.total(), 'link')} to other sites: {told}")
