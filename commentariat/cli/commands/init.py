"""`init`: a new site."""

from __future__ import annotations

import argparse
from pathlib import Path

from commentariat.cli.arguments import AddCommand
from commentariat.cli.status import OK


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    init = command(
        "init", _run, "make a new site", "Make a new site in the folder DIR."
    )
    init.add_argument(
        "dir", type=Path, metavar="DIR", help="a folder that is new or empty"
    )


def _run(args: argparse.Namespace) -> int:
    from commentariat.starter import init_site

    for name in init_site(args.dir):
        print(f"wrote {args.dir / name}")
    print(f"\nNow: commentariat build --site {args.dir}")
    return OK
