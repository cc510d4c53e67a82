"""`new`: an article that never was a raw file."""

from __future__ import annotations

import argparse

from commentariat.cli.arguments import AddCommand
from commentariat.cli.status import OK

_NEW = """\
Begin an article that never was a raw file: a draft to write on.

Its type is the first that your settings add to the usual ones, else `commentary`.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    new = command(_run, _NEW)
    new.add_argument("title", metavar="TITLE")


def _run(args: argparse.Namespace) -> int:
    from commentariat.config import load_settings
    from commentariat.starter import new_article

    settings = load_settings(args.site)
    path = new_article(args.site, args.title, settings)
    print(f"wrote {path}: a draft; take `draft: true` away to publish it")
    return OK
