"""`inspect`: how raw files are read, every stretch with its label."""

from __future__ import annotations

import argparse
import json

from commentariat.cli.arguments import AddCommand
from commentariat.cli.printing import print_problems
from commentariat.cli.status import OK, PROBLEMS
from commentariat.errors import Problem

_INSPECT = """\
Show how raw files are read: every stretch of the file with its label.

Of a file that holds several pieces each is shown; one of them alone is called by its
key, as in 'export.xml//4656'.

With --json, one object a piece on one line, with the article's parts, the
paragraphs as they would be written, and the words that would be repaired. Files
may lie anywhere; nothing is written.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    inspect = command(_run, _INSPECT)
    inspect.add_argument("raw", nargs="+", metavar="RAW", help="raw files, anywhere")
    inspect.add_argument("--json", action="store_true", help="one JSON object a file")


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline import inspect_files

    status = OK
    for found in inspect_files(args.site, args.raw, for_people=not args.json):
        if isinstance(found, Problem):
            print_problems([found])
            status = PROBLEMS
        elif args.json:
            print(json.dumps(found.record, ensure_ascii=False))
        else:
            print(found.text)
    return status
