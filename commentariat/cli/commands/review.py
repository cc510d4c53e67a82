"""`review`: an editor decides of what import doubts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from commentariat.archive.folders import RAW
from commentariat.cli.arguments import AddCommand, count, options_of
from commentariat.cli.printing import counted, print_problems, print_written
from commentariat.cli.status import OK, PROBLEMS
from commentariat.errors import UsageError

if TYPE_CHECKING:
    from commentariat.intake.decisions.point import Point
    from commentariat.intake.review.batch import BatchResult
    from commentariat.intake.review.session import DecisionChange
    from commentariat.pipeline import Options
    from commentariat.pipeline.points import Gathered

_REVIEW = """\
Walk through what import was not sure of, through names that may be of one, and pieces in
two languages that may be one; decide.

Each point shows the words in their line, what would stand there instead, and how
sure the program is. A decision is written at once into content/decisions.jsonl,
and holds from then on: an accepted repair is made at every import, a rejected one
never comes back, your own words take the place of the proposal. At the end the
content files concerned are written; in one that you have edited only that place
is changed, and only where it stands as import left it.

Two names that may be one person's or one thing's are shown with what each has; a verdict
is a line of content/terms.txt, as 'commentariat terms' writes it, and touches no article.
So is a verdict on two pieces that may be one in two languages, in content/translations.txt.

  a  accept      A  accept this and all later ones of its kind
  r  reject      R  reject them all
  e  edit: `e new words`, or `e` alone to be asked; also answers a question
  d  dismiss a question: it is right as it is (D: all of its kind)
  a  of two names: merge a into b     b  merge b into a     n  they are not the same
  a  of two pieces: a translates b    b  b translates a     n  neither does
  x  take back what is decided of this point, as with --decided
  s  skip, l  later      u  undo        v  view the piece      q  stop        ?  help

For programs: --json lists the points, each with its `id` and the verdicts it takes;
--batch reads lines such as {"id": "1f0c…", "verdict": "edit", "after": "was read"}
(verdicts: accept, reject, edit, answer, dismiss, undo; of two names merge a into b,
merge b into a, not the same; of two pieces a translates b, b translates a, no translation)
and prints a result for each.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    review = command(_run, _REVIEW)
    review.add_argument("--kind", action="append", default=[], metavar="KIND",
                        help="only points of this kind, such as glued-words; may be repeated")  # fmt: skip
    review.add_argument("--file", action="append", default=[], metavar="FILE",
                        help="only points of this raw or content file; may be repeated")  # fmt: skip
    review.add_argument("--order", choices=("confidence", "file"), default="confidence",
                        help="the surest first (default), or file by file")  # fmt: skip
    review.add_argument("--made", action="store_true",
                        help="walk through repairs that were made, to take some back")  # fmt: skip
    review.add_argument("--decided", action="store_true",
                        help="walk through what was decided, to decide otherwise")  # fmt: skip
    doing = review.add_mutually_exclusive_group()
    doing.add_argument(
        "--json", action="store_true", help="list the points for programs"
    )
    doing.add_argument("--batch", metavar="FILE",
                       help="take decisions as JSON lines from FILE, or from - for the input")  # fmt: skip
    doing.add_argument("--undo", action="store_true",
                       help="take the last decision of this site back")  # fmt: skip
    review.add_argument("--workers", type=count, metavar="N", help="processes to use")


def _run(args: argparse.Namespace) -> int:
    from commentariat.intake.decisions.jsonl import FILE
    from commentariat.pipeline.review import open_review

    options = options_of(args)
    if args.undo:
        return _undo(options, is_all=args.all)
    gathered = open_review(options)
    if args.batch is not None:
        return _batch(options, gathered, args.batch, is_all=args.all)
    for name in args.file:
        _expect_file(options.site, name, gathered.points)
    points = _chosen(args, gathered)
    if args.json:
        return _print_json(points)
    print_problems(gathered.problems, is_all=args.all)
    if any(problem.source == FILE for problem in gathered.problems):
        return PROBLEMS  # nothing can be written there until it is mended
    if not points:
        print(_nothing(args.kind, gathered.points))
        return PROBLEMS if gathered.problems else OK
    return _walk(options, gathered, points, is_all=args.all)


def _expect_file(site: Path, name: str, points: Sequence[Point]) -> None:
    """Refuse the name of a file that there is none of, and nothing to say."""
    places = (site / RAW / name, site / name)
    if not any(place.exists() for place in places) and not any(
        name in (point.file, point.article) for point in points
    ):
        raise UsageError(
            f"no file is called {name!r}: expected one in content/raw/, or the path of a "
            "content file from the site"
        )


def _nothing(wanted: Sequence[str], points: Sequence[Point]) -> str:
    """Say that there is nothing to decide, and of which kinds there would be."""
    kinds = sorted({point.kind for point in points})
    if not wanted or not kinds or not set(kinds).isdisjoint(wanted):
        return "nothing to decide"
    return f"nothing to decide; what there is, is of these kinds: {', '.join(kinds)}"


def _chosen(args: argparse.Namespace, gathered: Gathered) -> tuple[Point, ...]:
    from commentariat.intake.decisions.point import Status
    from commentariat.intake.review.choice import choose_points

    wanted = [(args.made, Status.MADE), (args.decided, Status.DECIDED)]
    statuses = [status for is_wanted, status in wanted if is_wanted] or [Status.OPEN]
    return choose_points(
        gathered.points, kinds=args.kind, files=args.file, statuses=statuses,
        order=args.order,
    )  # fmt: skip


def _print_json(points: Sequence[Point]) -> int:
    from commentariat.intake.review.batch import point_record

    for point in points:
        print(json.dumps(point_record(point), ensure_ascii=False))
    return OK


def _undo(options: Options, *, is_all: bool) -> int:
    from commentariat.intake.review.session import VerdictError
    from commentariat.pipeline.review import take_back_last

    try:
        changes = take_back_last(options)
    except VerdictError as fault:
        raise UsageError(str(fault)) from None
    for change in changes:
        if change.old is not None:
            words = change.old.before or change.old.kind
            print(f"taken back: {change.old.verdict} {words!r} in {change.old.file}")
    return apply_and_print(options, changes, is_all=is_all)


def _batch(options: Options, gathered: Gathered, name: str, *, is_all: bool) -> int:
    from commentariat.intake.review.batch import carry_out_batch
    from commentariat.pipeline.review import is_of_lines, save_changes

    lines = list(_lines_of(name))
    found = list(carry_out_batch(lines, gathered.points, gathered.decided))
    of_raw = tuple(
        change for _, change in found if change is not None and not is_of_lines(change)
    )
    if of_raw:
        save_changes(options, of_raw)
    found = [_save_names(options, result, change) for result, change in found]
    changes = tuple(change for _, change in found if change is not None)
    for result, _ in found:
        values = {key: getattr(result, key) for key in result.__struct_fields__}
        told = {key: value for key, value in values.items() if value != ""}
        print(json.dumps(told, ensure_ascii=False))
    status = OK
    if changes:
        status = apply_and_print(options, changes, sys.stderr, is_all=is_all)
    is_refused = any(change is None for _, change in found)
    return PROBLEMS if is_refused else status


def _save_names(
    options: Options, result: BatchResult, change: DecisionChange | None
) -> tuple[BatchResult, DecisionChange | None]:
    """Save a *change* of names by itself: one may contradict what another just said."""
    import msgspec

    from commentariat.intake.review.session import VerdictError
    from commentariat.pipeline.review import is_of_lines, save_changes

    if change is None or not is_of_lines(change):
        return result, change
    try:
        save_changes(options, [change])
    except VerdictError as fault:
        refused = msgspec.structs.replace(result, result="refused", reason=str(fault))
        return refused, None
    return result, change


def _lines_of(name: str) -> Iterator[str]:
    try:
        if name == "-":
            yield from sys.stdin
        else:
            with open(name, encoding="utf-8") as file:
                yield from file
    except (OSError, UnicodeDecodeError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise UsageError(f"{name}: cannot be read: {why}") from None


def _walk(
    options: Options, gathered: Gathered, points: tuple[Point, ...], *, is_all: bool
) -> int:
    from commentariat.cli.reviewing import Walk
    from commentariat.pipeline.piece import read_piece
    from commentariat.pipeline.review import save_changes, take_back_last

    walk = Walk(
        points,
        gathered.decided,
        partial(read_piece, options.site),
        lambda changes: save_changes(options, changes),
        lambda: take_back_last(options),
    )
    changes = walk.run()
    status = apply_and_print(options, changes, is_all=is_all) if changes else OK
    return PROBLEMS if gathered.problems else status


def apply_and_print(
    options: Options,
    changes: Sequence[DecisionChange],
    out: TextIO | None = None,
    *,
    is_all: bool,
) -> int:
    """Bring content files up to what was decided, and say which were written."""
    from commentariat.intake.decisions.decision import OF_DECISIONS
    from commentariat.pipeline.review import apply_decisions, is_of_lines

    report = apply_decisions(options, changes)
    of_names = list(filter(is_of_lines, changes))
    for change in of_names:
        print(f"{change.key.file}: {_line_of(change)}", file=out)
    print_written(report, out)
    for point in report.open_points:
        if point.message.kind in OF_DECISIONS:
            print(f"{point.kind}: {point}", file=out)
    if not report.imported and len(of_names) < len(changes):
        print(f"{counted(len(changes), 'decision')}; no content file changes", file=out)
    print_problems(report.problems, is_all=is_all)
    return PROBLEMS if report.problems else OK


def _line_of(change: DecisionChange) -> str:
    """Give the line of a list that a *change* puts or takes."""
    if change.new is not None:
        return change.new.after
    return f"taken out: {change.old.after}" if change.old is not None else ""
