"""The command line: arguments, printing, exit status. Only this room prints."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from commentariat import __version__
from commentariat.cli.commands import COMMANDS
from commentariat.cli.printing import disk_sentence, print_problems
from commentariat.cli.status import OK, PROBLEMS, STOPPED, USAGE
from commentariat.errors import RefusedError, SourceError, UsageError

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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        _take_any_letter(stream)
    parser = make_parser()
    args = parser.parse_args(_with_command(words, parser))
    gc.disable()  # a build makes many values and few cycles, then ends
    try:
        return int(args.run(args))
    except SourceError as fault:
        print_problems(fault.problems, is_all=args.all)
        return PROBLEMS
    except RefusedError as fault:
        print(f"commentariat: {fault}", file=sys.stderr)
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
    except OSError as fault:
        if fault.errno is None:
            raise  # no word of the disk's
        print(f"commentariat: {disk_sentence(fault)}", file=sys.stderr)
        return PROBLEMS


def run() -> NoReturn:
    """
    Run the command line as a process of its own, and end it.

    It ends at once: taking an archive apart, value by value, would take longer than
    a build of one edit should.
    """
    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # who read the one is gone, the other is closed
    os._exit(status)


def _take_any_letter(stream: object) -> None:
    """Let *stream* write what its encoding lacks as `\\u0436`: content is no ASCII."""
    if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
        stream.reconfigure(errors="backslashreplace")


def _with_command(words: list[str], parser: argparse.ArgumentParser) -> list[str]:
    """Take a call without a command for `build`."""
    if any(word in ("-h", "--help", "--version") for word in words[:1]):
        return words
    if not words or words[0].startswith("-"):
        return ["build", *words]
    return words


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of the command line, with all commands."""
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
        made.add_argument(
            "--all",
            action="store_true",
            help="list what is wrong or open in many places for each of them",
        )
        made.add_argument(
            "--no-hooks",
            action="store_true",
            help="leave the site's own code in hooks.py alone",
        )
        made.set_defaults(run=run)
        return made

    for module in COMMANDS:
        module.add(command)
    return parser
