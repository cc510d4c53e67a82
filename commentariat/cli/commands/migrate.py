"""`migrate`: a site of another generator becomes content files."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from commentariat.cli.arguments import AddCommand, clock
from commentariat.cli.printing import counted, list_grouped, print_problems
from commentariat.cli.status import OK, PROBLEMS

if TYPE_CHECKING:
    from commentariat.migration.plan import Migration

_MIGRATE = """\
Take over a site of Hugo, Jekyll, Pelican or Eleventy: FOLDER is the one that its program is
called in. Which it is, its configuration and folders tell.

  commentariat migrate ../old --to archive --check     see what would come of it
  commentariat migrate ../old --to archive             write it
  commentariat build --site archive
  commentariat check --site archive                    settle what is open

Pieces become articles, with our keys and what has none of them under `extra`; pages become
pages; what data files say of authors becomes files of terms; pictures and other files come
along. Shortcodes and links become ours, or are told with their line. Each old address stays
alive: as an alias of its piece, or by a line of content/redirects.txt.

A site that has no settings gets those of the old one. No file that is there is written
over, nothing of FOLDER is changed, none of its code is run, and links out of it are not
followed.
"""
_NOUNS = {"article": "", "draft": "", "page": "", "term": "", "file": ""}


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    migrate = command(_run, _MIGRATE)
    migrate.add_argument("folder", metavar="FOLDER", type=Path,
                         help="the site of the other generator")  # fmt: skip
    migrate.add_argument("--to", type=Path, metavar="DIR",
                         help="the site to write into, which may be new (default: that "
                         "of --site)")  # fmt: skip
    migrate.add_argument("--check", action="store_true", help="write nothing")


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline.migrate import migrate

    found, taken, count = migrate(
        args.folder, args.to or args.site, clock()[:10], is_dry=args.check
    )
    for line in _lines(found):
        print(line)
    points = (*found.points, *taken)
    for line in list_grouped(points, is_all=args.all):
        print(line)
    if points:
        print(f"{counted(len(points), 'point')} to look at")
    print_problems(found.problems, is_all=args.all)
    where = args.to or args.site
    if args.check:
        print("nothing written; without --check it is")
    else:
        print(f"wrote {counted(count, 'file')}; now: commentariat build --site {where}")
    return PROBLEMS if found.problems else OK


def _lines(found: Migration) -> Iterator[str]:
    counts = ", ".join(
        counted(found.counts[noun], noun) for noun in _NOUNS if found.counts.get(noun)
    )
    title = f" “{found.title}”" if found.title else ""
    yield f"{found.generator}{title}: {counts or 'nothing'}"
    if found.redirects:
        yield f"{counted(len(found.redirects), 'old address', 'old addresses')} led on by " \
            "content/redirects.txt"  # fmt: skip
    for word, count in sorted(Counter(found.left.values()).items()):
        yield f"left: {counted(count, 'file')}, {word}"
