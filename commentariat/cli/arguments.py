"""Arguments that several commands take, and the options they make."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from commentariat.cli.progress import ProgressBar
from commentariat.errors import UsageError

if TYPE_CHECKING:
    from commentariat.pipeline import Options


class AddCommand(Protocol):
    """Begins a command that the table lists, and gives its parser for more arguments."""

    def __call__(
        self, run: Callable[[argparse.Namespace], int], long: str
    ) -> argparse.ArgumentParser:
        """Let *run* do what it says; *long* is for its own help."""
        ...


def add_build_options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say what is built, and where."""
    parser.add_argument("--base-url", metavar="URL",
                        help="whole address of the site, instead of that in the settings")  # fmt: skip
    parser.add_argument("--output", type=Path, metavar="DIR",
                        help="folder to write (default: output/ of the site)")  # fmt: skip
    parser.add_argument("--workers", type=count, metavar="N",
                        help="processes to use (default: one a processor)")  # fmt: skip
    parser.add_argument("--drafts", action="store_true",
                        help="show drafts and future articles, with a mark")  # fmt: skip
    add_moment(parser)


def add_executor(parser: argparse.ArgumentParser) -> None:
    """Add the argument that says what works."""
    parser.add_argument("--executor", type=executor_of, metavar="WHAT", default="local",
                        help="what works: local (processes of this machine), dask (a "
                        "cluster that it begins here, or that of $DASK_SCHEDULER_ADDRESS), "
                        "or the address of a scheduler, as tcp://HOST:PORT")  # fmt: skip


def executor_of(word: str) -> str:
    """Take *word* for what works: local, dask, or the address of a scheduler."""
    if word == "dask":
        return os.environ.get("DASK_SCHEDULER_ADDRESS", "") or word
    if word == "local" or "://" in word:
        return word
    raise argparse.ArgumentTypeError(
        f"expected local, dask or an address as tcp://HOST:PORT, found {word!r}"
    )


def add_moment(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say which moment decides what is out."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--today", type=date_of, metavar="DATE",
                        help="show what is out when this day ends, as 2024-03-15")  # fmt: skip
    either.add_argument("--now", type=moment_of, metavar="MOMENT",
                        help="show what is out at this moment, as 2024-03-15T06:00; by "
                        "the clock of the site, unless it says its zone")  # fmt: skip


def count(word: str) -> int:
    """Take *word* for a number from 1 up."""
    if not word.isdigit() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1 up, found {word!r}")
    return int(word)


def days_of(word: str) -> float:
    """Take *word* for a number of days, from 0 up."""
    try:
        days = float(word)
    except ValueError:
        days = -1.0
    if not 0 <= days < float("inf"):
        raise argparse.ArgumentTypeError(f"expected a number of days, found {word!r}")
    return days


def date_of(word: str) -> str:
    """Take *word* for a day, as `2024-03-15`."""
    from commentariat.archive.dates import is_date

    if not is_date(word):
        raise argparse.ArgumentTypeError(
            f"expected a date as 2024-03-15, found {word!r}"
        )
    return word


def clock() -> str:
    """Tell what time it is."""
    return datetime.datetime.now(datetime.UTC).isoformat()


def moment_of(word: str) -> str:
    """Take *word* for a day, which begins then, or a day with its time."""
    from commentariat.archive.dates import is_day, parse_date

    if not is_day(parse_date(word)):
        raise argparse.ArgumentTypeError(
            f"expected a moment as 2024-03-15T06:00, found {word!r}"
        )
    return word


def options_of(args: argparse.Namespace) -> Options:
    """
    Make the options that *args* say.

    Raises:
        UsageError: the site is no folder.
    """
    from commentariat.pipeline import Options, no_progress

    if not args.site.is_dir():
        raise UsageError(f"no folder {str(args.site)!r}")
    executor = getattr(args, "executor", "local")
    return Options(
        # Whoever works elsewhere has another working directory.
        site=args.site if executor == "local" else args.site.resolve(),
        today=getattr(args, "today", None) or "",
        now=getattr(args, "now", None) or clock(),
        output=getattr(args, "output", None),
        base_url=getattr(args, "base_url", None),
        workers=getattr(args, "workers", None),
        executor=executor,
        changes=getattr(args, "changes", None),
        keep_going=getattr(args, "keep_going", False),
        adopt=getattr(args, "adopt", False),
        drafts=getattr(args, "drafts", False),
        imports=not getattr(args, "no_import", False),
        hooks=not getattr(args, "no_hooks", False),
        progress=ProgressBar().show
        if sys.stderr.isatty() and not getattr(args, "quiet", False)
        else no_progress,
    )
