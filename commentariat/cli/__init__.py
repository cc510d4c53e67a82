"""The command line: arguments, printing, exit status. Only this room prints."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import redirect_stdout
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

from commentariat import __version__
from commentariat.cli.commands import COMMANDS
from commentariat.cli.status import OK, PROBLEMS, STOPPED, USAGE

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
  commentariat COMMAND --help              learn what a command takes
  commentariat --print-completion bash     print what lets a shell complete them

Exit status: 0 all well, 1 problems were found (they are listed), 2 wrong usage.
"""

_COMPLETION = "--print-completion"
_PATHS = ("DIR", "FILE", "FILE…", "RAW", "ARTICLE")
"""What stands for a path in the help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    gc.disable()  # a build makes many values and few cycles, then ends
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        _take_any_letter(stream)
    if words[:1] == [_COMPLETION]:
        return _print_completion(words[1:])
    return _carry_out(_parse(words))


def _carry_out(args: argparse.Namespace) -> int:
    """Do what *args* ask for, and print what stops it."""
    from commentariat.cli.printing import disk_sentence, print_problems
    from commentariat.errors import RefusedError, SourceError, UsageError

    try:
        if args.quiet:
            with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
                return int(args.run(args))
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


_MEANT: Final = {"preview": "serve", "watch": "serve", "deploy": "publish"}
"""Commands by what other programs call them, where that is like none or another here."""


def _parse(words: list[str]) -> argparse.Namespace:
    """Take the *words* of a call; end the program where they cannot be taken."""
    words = _with_command(words)
    name = words[0]
    parser = make_parser(name)
    if name not in COMMANDS and not name.startswith("-"):
        meant = _MEANT.get(name, name)
        parser.error(f"no command is called {name!r}{_near(meant, COMMANDS)}")
    args, unknown = parser.parse_known_args(words)
    if unknown:
        own = _innermost(parser, words)
        known = [one for action in own._actions for one in action.option_strings]
        wrong = unknown[0].partition("=")[0]
        if wrong.startswith("-"):
            own.error(f"no option is called {wrong!r}{_near(wrong, known)}")
        own.error(f"expected no more words, found {' '.join(unknown)!r}")
    return args


def _near(word: str, known: Collection[str]) -> str:
    from commentariat.errors import near_match

    near = near_match(word, known)
    return f"; did you mean {near!r}?" if near else ""


def command_parsers(
    parser: argparse.ArgumentParser,
) -> dict[str, argparse.ArgumentParser]:
    """Give the parser of each command that *parser* takes, by its name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _innermost(
    parser: argparse.ArgumentParser, words: Sequence[str]
) -> argparse.ArgumentParser:
    """Give the parser of the command that *words* call, or of the one within that."""
    for word in words:
        parser = command_parsers(parser).get(word, parser)
    return parser


def all_parsers(
    parser: argparse.ArgumentParser,
) -> Iterator[argparse.ArgumentParser]:
    """Give the parser of each command, and of each one within it."""
    for one in command_parsers(parser).values():
        yield one
        yield from all_parsers(one)


def _print_completion(words: Sequence[str]) -> int:
    """Print what makes a shell complete commands, options and paths."""
    import shtab

    shell = words[0] if len(words) == 1 else ""
    if shell not in shtab.SUPPORTED_SHELLS:
        shells = ", ".join(shtab.SUPPORTED_SHELLS)
        print(f"commentariat: {_COMPLETION} takes one of {shells}", file=sys.stderr)
        return USAGE
    parser = make_parser()
    for one in all_parsers(parser):
        for action in one._actions:
            if action.metavar in _PATHS:
                kind = shtab.DIR if action.metavar == "DIR" else shtab.FILE
                action.complete = kind  # type: ignore[attr-defined]
    print(shtab.complete(parser, shell))
    return OK


def _with_command(words: list[str]) -> list[str]:
    """Take a call without a command for `build`."""
    if any(word in ("-h", "--help", "--version") for word in words[:1]):
        return words
    if not words or words[0].startswith("-"):
        return ["build", *words]
    return words


def make_parser(*names: str) -> argparse.ArgumentParser:
    """
    Make the parser of the command line.

    It knows what every command takes, or those of the *names* alone, where there are
    any: to import all takes long.
    """
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
    for name, listed in COMMANDS.items():
        made = commands.add_parser(
            name,
            help=listed.short,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name in (names or COMMANDS):
            _add_shared(made)
            module = import_module(f"commentariat.cli.commands.{listed.module}")
            module.add(partial(_begin, made))
            for within in command_parsers(made).values():
                _add_shared(within, is_within=True)
    return parser


def _add_shared(parser: argparse.ArgumentParser, *, is_within: bool = False) -> None:
    """
    Add the arguments that every command takes.

    One that *is within* another takes them as well, and leaves what that was given.
    """
    unsaid: Any = argparse.SUPPRESS if is_within else False
    parser.add_argument(
        "--site",
        type=Path,
        default=argparse.SUPPRESS if is_within else Path(),
        metavar="DIR",
        help="folder of the site (default: the current folder)",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        default=unsaid,
        help="list what is wrong or open in many places for each of them",
    )
    parser.add_argument(
        "--no-hooks",
        action="store_true",
        default=unsaid,
        help="leave the site's own code in hooks.py alone",
    )
    parser.add_argument(
        "-q",
        "--quiet",
        action="store_true",
        default=unsaid,
        help="print nothing but faults, on the error output",
    )


def _begin(
    parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int], long: str
) -> argparse.ArgumentParser:
    parser.description = long
    parser.set_defaults(run=run)
    return parser
