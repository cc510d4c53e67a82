"""`serve`: the site in a browser while it is written."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import traceback
from typing import TYPE_CHECKING, TextIO

from commentariat.cli.arguments import AddCommand, add_moment, clock, count, options_of
from commentariat.cli.printing import (
    counted,
    disk_sentence,
    list_grouped,
    points_sentence,
)
from commentariat.cli.status import OK
from commentariat.errors import OpenPoint, Problem

if TYPE_CHECKING:
    from commentariat.preview.epoch import Epoch
    from commentariat.preview.run import Serving

_SERVE = """\
Show the site in a browser while it is written.

The site is read, kept in memory and served on this machine. A file saved in
content/, templates/ or theme/, the settings or hooks.py, is seen at once, and the
pages that it changes are reloaded where they are open; a raw file put into
content/raw/ is imported and appears. Drafts and future articles are shown with a mark. What is wrong
is laid over the page, which stays as it last was right. output/ is left alone.
At /_review/ stands what `commentariat review` asks, to be decided with the mouse.

Printed are the address, and a line for each rebuild: what was saved, how many pages
that changes, how long it took. A port that is taken is told with whoever has it.

  commentariat serve --open              and write
  commentariat serve --port 9000         where 8000 is somebody else's
  commentariat serve --host 0.0.0.0      for whoever reaches this machine
  commentariat serve --polling           where saves are not seen by themselves

Ctrl-C ends it.
"""
_SHOWN = 3  # changed files that are named in the line about a rebuild


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    serve = command(_run, _SERVE)
    serve.add_argument("--port", type=_port, metavar="N",
                       help="port to listen at (default: 8000, or the next that is free)")  # fmt: skip
    serve.add_argument("--host", default="127.0.0.1", metavar="NAME",
                       help="name or address to listen at (default: this machine alone)")  # fmt: skip
    serve.add_argument(
        "--open", action="store_true", help="open the home page in a browser"
    )
    serve.add_argument("--no-reload", action="store_true",
                       help="leave pages as they are: no script is added")  # fmt: skip
    serve.add_argument("--polling", action="store_true",
                       help="look at files again and again: for network folders, containers")  # fmt: skip
    serve.add_argument("--base-url", metavar="URL",
                       help="whole address of the site, instead of that in the settings")  # fmt: skip
    serve.add_argument("--workers", type=count, metavar="N",
                       help="processes to read with at first (default: one a processor)")  # fmt: skip
    add_moment(serve)


def _port(word: str) -> int:
    if not (word.isascii() and word.isdigit()) or int(word) > 65535:
        raise argparse.ArgumentTypeError(f"expected a port up to 65535, found {word!r}")
    return int(word)


def _run(args: argparse.Namespace) -> int:
    from commentariat.desk import review_routes
    from commentariat.live.serve import serve_site
    from commentariat.preview.run import Wishes

    args.drafts = True
    wishes = Wishes(
        host=args.host,
        port=args.port,
        is_reloading=not args.no_reload,
        is_polling=args.polling,
    )
    talk = _Talk(is_opening=args.open, is_all=args.all)
    try:
        options = options_of(args)
        routes = review_routes(options, [args.host])
        is_fixed = args.today or args.now
        has_ended = serve_site(
            options, wishes, talk, talk.began, routes, None if is_fixed else clock
        )
    except KeyboardInterrupt:  # before anybody listened for it
        has_ended = False
    print("\nstopped", flush=True)
    if not has_ended:
        os._exit(OK)  # processes that read a large archive would be waited for
    return OK


class _Talk:
    """Prints what becomes of the site, a line each."""

    def __init__(self, *, is_opening: bool, is_all: bool) -> None:
        self.is_opening = is_opening
        self.is_all = is_all
        self.known: frozenset[Problem] = frozenset()
        self.points: tuple[OpenPoint, ...] = ()
        """What was asked of an editor in the state before."""

    def began(self, serving: Serving) -> None:
        """Print the address."""
        if serving.taken is not None:
            by = f" by {serving.taken.holder}" if serving.taken.holder else ""
            _say(f"port {serving.taken.port} is taken{by}; taking the next")
        _say(f"serving at {serving.address} (Ctrl-C ends it)")
        if not serving.is_local:
            _say("whoever reaches this machine can read it, drafts too")
        if self.is_opening:
            import webbrowser

            # A thread: some browsers keep the program that opens them waiting.
            threading.Thread(
                target=webbrowser.open, args=(serving.address,), daemon=True
            ).start()

    def opened(self, epoch: Epoch, seconds: float) -> None:
        """Print what was read."""
        articles, pages = (
            counted(epoch.articles, "article"),
            counted(epoch.pages, "page"),
        )
        _say(f"read {articles}, {pages} in {seconds:.1f} s")
        self.points = epoch.open_points
        if self.points:
            _say(points_sentence(len(self.points)))

    def rebuilt(self, epoch: Epoch, seconds: float) -> None:
        """Print what changed."""
        changed = epoch.changed
        if not epoch.sources and not changed:
            return  # only problems came or went
        is_page = not changed or any(output.endswith(".html") for output in changed)
        pages = counted(len(changed), "page" if is_page else "file")
        took = f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
        what = _names(epoch.sources) if epoch.sources else "what fell due"
        _say(f"{what}: {pages} changed in {took}")
        before, self.points = self.points, epoch.open_points
        known = {one.message for one in before if one.source in epoch.sources}
        new = (one for one in self.points if one.source in epoch.sources)
        asked = (one for one in new if one.message not in known)
        for line in list_grouped(asked, is_all=self.is_all):
            _say(f"  {line}")

    def found(self, problems: tuple[Problem, ...]) -> None:
        """Print the problems that are new; say when there are none any more."""
        new = (problem for problem in problems if problem not in self.known)
        for line in list_grouped(new, is_all=self.is_all):
            _say(f"  problem: {line}", sys.stderr)
        if self.known and not problems:
            _say("  all problems are mended")
        self.known = frozenset(problems)

    def failed(self, fault: Exception) -> None:
        """Print what the disk refused, or where the program itself is at fault."""
        if isinstance(fault, OSError) and fault.errno is not None:
            _say(f"  problem: {disk_sentence(fault)}", sys.stderr)
        else:
            traceback.print_exception(fault)


def _say(line: str, stream: TextIO | None = None) -> None:
    """Print a *line* in one piece: two threads have something to say."""
    stream = stream or sys.stdout
    stream.write(f"{line}\n")
    stream.flush()


def _names(sources: tuple[str, ...]) -> str:
    if len(sources) <= _SHOWN:
        return ", ".join(sources)
    return f"{sources[0]} and {len(sources) - 1:,} other files"
