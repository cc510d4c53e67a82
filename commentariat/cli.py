"""The command line: arguments, printing, exit status. Only this module prints."""

from __future__ import annotations

import argparse
import datetime
import gc
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from commentariat import __version__
from commentariat.errors import OpenPoint, Problem, SourceError, UsageError

if TYPE_CHECKING:
    from commentariat.pipeline import Options, Report

OK, PROBLEMS, USAGE, STOPPED = 0, 1, 2, 130

_DESCRIPTION = """\
Turn a folder of raw commentary files into a website worth publishing.

  content/raw/       raw files, exactly as they were crawled or exported
  content/articles/  Markdown with front matter, made from them; yours to edit
  templates/ theme/  the look; what you put there lies over what is shipped
  output/            the site
"""

_EPILOG = """\
First steps:
  commentariat init mysite                 make a new site
  cp crawl/*.txt mysite/content/raw/       put raw files in
  commentariat build --site mysite         import them and build the site
  commentariat check --site mysite         see what an editor should settle

Exit status: 0 all well, 1 problems were found (they are listed), 2 wrong usage.
"""

_BUILD = """\
Import new and changed raw files, then make the output what the sources say.

Only what changed is written, and what is no longer wanted is deleted; files that
the program did not make are never touched. `commentariat explain` tells why a
page is written.
"""

_IMPORT = """\
Turn raw files into content files, and build nothing.

Without RAW, all of content/raw/ is looked through. A raw file that was imported
before and has not changed is left alone; so is a content file that an editor has
changed.
"""

_INSPECT = """\
Show how raw files are read: every stretch of the file with its label.

With --json, one object a file on one line, with the article's parts, the
paragraphs as they would be written, and the words that would be repaired. Files
may lie anywhere; nothing is written.
"""

_CHECK = """\
List everything that is wrong or open, and write nothing.

Problems are faults to be mended. Open points are questions to an editor: articles
without a date or title of their own, uncertain repairs, stretches of raw files
that could not be told apart, spellings to be united. They do not stop a build.
"""

_EXPLAIN = """\
Tell what a build would write or delete now, and why, without doing it.

With OUTPUT (a path under output/, such as authors/mara-lindqvist/), tell of those
files alone: what they are made from, and why they were last written.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    args = parser.parse_args(_with_command(words, parser))
    gc.disable()  # a build makes many values and few cycles, then ends
    try:
        return int(args.run(args))
    except SourceError as fault:
        _print_problems(fault.problems)
        return PROBLEMS
    except UsageError as fault:
        print(f"commentariat: {fault}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("\nstopped; the next build goes on from here", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        sys.stderr.close()
        return OK


def _with_command(words: list[str], parser: argparse.ArgumentParser) -> list[str]:
    """Take a call without a command for `build`."""
    if any(word in ("-h", "--help", "--version") for word in words[:1]):
        return words
    if not words or words[0].startswith("-"):
        return ["build", *words]
    return words


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="commentariat",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"commentariat {__version__}"
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], short: str, long: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=short,
            description=long,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.add_argument(
            "--site",
            type=Path,
            default=Path(),
            metavar="DIR",
            help="folder of the site (default: the current folder)",
        )
        made.set_defaults(run=run)
        return made

    build = command(
        "build", _run_build, "import, then build the site (the default)", _BUILD
    )
    _add_build_options(build)
    build.add_argument("--keep-going", action="store_true",
                       help="publish the rest when something is wrong")  # fmt: skip
    build.add_argument("--adopt", action="store_true",
                       help="take the files in the output folder for its own")  # fmt: skip
    build.add_argument(
        "--no-import", action="store_true", help="leave content/raw/ alone"
    )
    build.add_argument("--json", action="store_true",
                       help="print one line of figures at the end")  # fmt: skip

    importing = command(
        "import", _run_import, "raw files to content files only", _IMPORT
    )
    importing.add_argument(
        "raw", nargs="*", metavar="RAW", help="files under content/raw/"
    )
    importing.add_argument(
        "--workers", type=_count, metavar="N", help="processes to use"
    )

    inspect = command("inspect", _run_inspect, "show how raw files are read", _INSPECT)
    inspect.add_argument("raw", nargs="+", metavar="RAW", help="raw files, anywhere")
    inspect.add_argument("--json", action="store_true", help="one JSON object a file")

    check = command(
        "check", _run_check, "list everything that is wrong or open", _CHECK
    )
    _add_build_options(check)
    check.add_argument("--strict", action="store_true", help="let open points fail too")
    check.add_argument("--json", action="store_true", help="print JSON for machines")

    explain = command(
        "explain", _run_explain, "why a build would write what it would", _EXPLAIN
    )
    explain.add_argument(
        "outputs", nargs="*", metavar="OUTPUT", help="paths under output/"
    )
    _add_build_options(explain)

    init = command(
        "init", _run_init, "make a new site", "Make a new site in the folder DIR."
    )
    init.add_argument(
        "dir", type=Path, metavar="DIR", help="a folder that is new or empty"
    )

    new = command("new", _run_new, "begin an article of your own",
                  "Begin an article that never was a raw file: a draft to write on.")  # fmt: skip
    new.add_argument("title", metavar="TITLE")

    clean = command("clean", _run_clean, "delete what builds made",
                    "Delete every file that a build made, and the memory of builds.")  # fmt: skip
    clean.add_argument("--output", type=Path, metavar="DIR", help="the output folder")
    return parser


def _add_build_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--base-url", metavar="URL",
                        help="whole address of the site, instead of that in the settings")  # fmt: skip
    parser.add_argument("--output", type=Path, metavar="DIR",
                        help="folder to write (default: output/ of the site)")  # fmt: skip
    parser.add_argument("--workers", type=_count, metavar="N",
                        help="processes to use (default: one a processor)")  # fmt: skip
    parser.add_argument("--drafts", action="store_true",
                        help="show drafts and future articles, with a mark")  # fmt: skip
    parser.add_argument("--today", type=_date, metavar="DATE",
                        help="day that decides which articles are in the future")  # fmt: skip


def _count(word: str) -> int:
    if not word.isdigit() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1 up, found {word!r}")
    return int(word)


def _date(word: str) -> str:
    from commentariat.archive.judge import is_date

    if not is_date(word):
        raise argparse.ArgumentTypeError(
            f"expected a date as 2024-03-15, found {word!r}"
        )
    return word


def _options(args: argparse.Namespace) -> Options:
    from commentariat.pipeline import Options, no_progress

    if not args.site.is_dir():
        raise UsageError(f"no folder {str(args.site)!r}")
    today = getattr(args, "today", None) or datetime.date.today().isoformat()  # noqa: DTZ011
    return Options(
        site=args.site,
        today=today,
        output=getattr(args, "output", None),
        base_url=getattr(args, "base_url", None),
        workers=getattr(args, "workers", None),
        keep_going=getattr(args, "keep_going", False),
        adopt=getattr(args, "adopt", False),
        drafts=getattr(args, "drafts", False),
        imports=not getattr(args, "no_import", False),
        progress=_Bar().show if sys.stderr.isatty() else no_progress,
    )


class _Bar:
    """A progress bar on a terminal, for work that takes longer than a moment."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._bar: object = None
        self._task: object = None

    def show(self, stage: str, done: int, total: int) -> None:
        """Draw how far *stage* is."""
        if self._bar is None and (time.monotonic() - self._began < 0.5 or not total):
            return
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        if not isinstance(self._bar, Progress):
            # No thread of its own: processes are forked while it stands there.
            self._bar = Progress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                TimeRemainingColumn(), console=Console(stderr=True), transient=True,
                auto_refresh=False,
            )  # fmt: skip
            self._bar.start()
            self._task = self._bar.add_task(stage, total=total)
        self._bar.update(self._task, description=stage, completed=done, total=total)  # type: ignore[arg-type]
        self._bar.refresh()
        if done >= total:
            self._bar.stop()
            self._bar = None


# Commands


def _run_build(args: argparse.Namespace) -> int:
    from commentariat.pipeline import build_site

    began = time.monotonic()
    options = _options(args)
    try:
        report = build_site(options)
    except SourceError as fault:
        if args.json:
            print(json.dumps(_figures(None, len(fault.problems), began)))
        raise
    seconds = time.monotonic() - began
    _print_problems(report.problems)
    if args.json:
        print(json.dumps(_figures(report, len(report.problems), began)))
    else:
        print(_sentence(report, options.output_folder, seconds))
    return PROBLEMS if report.problems else OK


def _figures(report: Report | None, problems: int, began: float) -> dict[str, object]:
    return {
        "articles": report.articles if report else 0,
        "pages": report.pages if report else 0,
        "rendered": len(report.rendered) if report else 0,
        "kept": report.kept if report else 0,
        "deleted": len(report.deleted) if report else 0,
        "imported": len(report.imported) if report else 0,
        "converted": report.converted if report else 0,
        "problems": problems,
        "open_points": len(report.open_points) if report else 0,
        "seconds": round(time.monotonic() - began, 3),
    }


def _sentence(report: Report, output: Path, seconds: float) -> str:
    lines = []
    if report.imported:
        lines.append(f"imported {_counted(len(report.imported), 'article')}")
    if not report.is_done:
        lines.append(f"nothing was built; {output} is as it was ({seconds:.1f} s)")
        return "\n".join(lines)
    lines.append(
        f"{_counted(report.articles, 'article')}: {len(report.rendered)} files written, "
        f"{report.kept} kept, {len(report.deleted)} deleted in {seconds:.1f} s"
    )
    if report.open_points:
        points = _counted(len(report.open_points), "open point")
        lines.append(f"{points} for an editor: commentariat check")
    lines.append(f"the site is in {output}")
    return "\n".join(lines)


def _run_import(args: argparse.Namespace) -> int:
    from commentariat.pipeline import import_site

    report = import_site(_options(args), args.raw or None)
    _print_problems(report.problems)
    for point in report.open_points:
        print(f"{point.kind}: {point}")
    for name in report.imported:
        print(f"wrote {name}")
    for name in report.deleted:
        print(f"removed {name}")
    print(
        f"{_counted(len(report.imported), 'content file')} written, "
        f"{report.kept} kept, {len(report.deleted)} removed"
    )
    return PROBLEMS if report.problems else OK


def _run_inspect(args: argparse.Namespace) -> int:
    from commentariat.pipeline import inspect_files

    status = OK
    for found in inspect_files(args.site, args.raw, for_people=not args.json):
        if isinstance(found, Problem):
            _print_problems([found])
            status = PROBLEMS
        elif args.json:
            print(json.dumps(found.record, ensure_ascii=False))
        else:
            print(found.text)
    return status


def _run_check(args: argparse.Namespace) -> int:
    from commentariat.pipeline import check_site

    report = check_site(_options(args))
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
    open_points = _counted(sum(counts.values()), "open point")
    print(
        f"\n{_counted(report.articles, 'article')}, {_counted(report.pages, 'page')}: "
        f"{_counted(len(report.problems), 'problem')}, {open_points}"
    )


def _run_explain(args: argparse.Namespace) -> int:
    from commentariat.pipeline import explain_site

    options = _options(args)
    for line in explain_site(options, args.outputs):
        print(line)
    return OK


def _run_init(args: argparse.Namespace) -> int:
    from commentariat.starter import init_site

    for name in init_site(args.dir):
        print(f"wrote {args.dir / name}")
    print(f"\nNow: commentariat build --site {args.dir}")
    return OK


def _run_new(args: argparse.Namespace) -> int:
    from commentariat.config import load_settings
    from commentariat.starter import new_article

    settings = load_settings(args.site)
    path = new_article(args.site, args.title, settings.language)
    print(f"wrote {path}: a draft; take `draft: true` away to publish it")
    return OK


def _run_clean(args: argparse.Namespace) -> int:
    from commentariat.pipeline import clean_site

    options = _options(args)
    count, is_empty = clean_site(options)
    print(f"{_counted(count, 'file')} deleted")
    if not is_empty:
        print(
            f"{options.output_folder} still holds files that no build made; they stay"
        )
    return OK


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _print_problems(problems: Sequence[Problem]) -> None:
    sys.stdout.flush()
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(_counted(len(problems), "problem"), file=sys.stderr)
