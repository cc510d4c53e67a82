"""`clean`: everything that builds made, taken away."""

from __future__ import annotations

import argparse
from pathlib import Path

from commentariat.cli.arguments import AddCommand, options_of
from commentariat.cli.printing import counted
from commentariat.cli.status import OK


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    clean = command(
        _run, "Delete every file that a build made, and the memory of builds."
    )
    clean.add_argument("--output", type=Path, metavar="DIR", help="the output folder")


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline import clean_site

    options = options_of(args)
    count, is_empty = clean_site(options)
    print(f"{counted(count, 'file')} deleted")
    if not is_empty:
        print(
            f"{options.output_folder} still holds files that no build made; they stay"
        )
    return OK
