"""`size`: how large the site is, and how much of GitHub Pages that takes."""

from __future__ import annotations

import argparse
from pathlib import Path

from commentariat.cli.arguments import AddCommand, options_of
from commentariat.cli.size_words import size_lines
from commentariat.cli.status import OK, PROBLEMS

_SIZE = """\
Tell how large the site is as it was built last: files and bytes, a kind of page
each, the largest files, what GitHub Pages takes, how many more articles fit at this
rate, and what to leave out first. It reads what builds remember, not the output.

Sites are counted as they are uploaded: packed, where each small file takes half a
kilobyte more. Fails when the site is larger than GitHub Pages takes.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    size = command(_run, _SIZE)
    size.add_argument("--output", type=Path, metavar="DIR", help="the output folder")
    size.add_argument("--json", action="store_true", help="print JSON for machines")


def _run(args: argparse.Namespace) -> int:
    import msgspec

    from commentariat.pipeline.size import size_site
    from commentariat.publish.size import DEPLOYMENT_MINUTES

    plan = size_site(options_of(args))
    if args.json:
        print(msgspec.json.encode(plan).decode())
    else:
        print("\n".join(size_lines(plan, DEPLOYMENT_MINUTES)))
    return PROBLEMS if plan.is_over else OK
