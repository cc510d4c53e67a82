"""`explain`: what a build would write or delete now, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial

from commentariat.cli.arguments import AddCommand, add_build_options, options_of
from commentariat.cli.printing import list_grouped
from commentariat.cli.status import OK

_EXPLAIN = """\
Tell what a build would write or delete now, and why, without doing it.

With OUTPUT (a path under output/, such as authors/mara-lindqvist/), tell of those
files alone: what they are made from, and why they were last written.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    explain = command(_run, _EXPLAIN)
    explain.add_argument(
        "outputs", nargs="*", metavar="OUTPUT", help="paths under output/"
    )
    add_build_options(explain)


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline import explain_site

    options = options_of(args)
    word: partial[Iterator[str]] = partial(list_grouped, is_all=args.all)
    for line in explain_site(options, args.outputs, word):
        print(line)
    return OK
