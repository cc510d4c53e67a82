"""`templates`: what templates there are, and how those of a site differ."""

from __future__ import annotations

import argparse

from commentariat.cli.arguments import AddCommand
from commentariat.cli.status import OK
from commentariat.errors import UsageError

_TEMPLATES = """\
List the templates that pages are made with, what each is for, and which of them the
site has made its own.

A file of the same name in templates/ takes the place of a shipped one. To change a part
and keep the rest, let it extend the shipped one, and fill a block:

  {% extends "shipped/base.html" %}
  {% block masthead %}<p>New: our atlas</p>{{ super() }}{% endblock %}

--show prints a shipped one, or a block of it: `--show base.html footer`. --copy brings a
whole one into the site, to be edited. --diff shows how the site's own differ from those that
are shipped now, block by block where they extend them: after an upgrade, look at it
once.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    templates = command(_run, _TEMPLATES)
    what = templates.add_mutually_exclusive_group()
    what.add_argument(
        "--copy", metavar="NAME", help="copy a shipped template into the site"
    )
    what.add_argument(
        "--show", nargs="+", metavar=("NAME", "BLOCK"),
        help="print a shipped template, or one block of it",
    )  # fmt: skip
    what.add_argument(
        "--diff", nargs="*", metavar="NAME",
        help="show how the site's own differ from the shipped ones (all, or those named)",
    )  # fmt: skip


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline.own_templates import (
        copy_template,
        diff_templates,
        list_templates,
        show_template,
    )

    if not args.site.is_dir():
        raise UsageError(f"no folder {str(args.site)!r}")
    if args.show is not None:
        name, *blocks = args.show
        name = name.removeprefix("templates/").removeprefix("shipped/")
        parts = [show_template(name, block) for block in blocks or [""]]
        print("\n".join(parts))
        return OK
    if args.copy is not None:
        print(f"wrote {copy_template(args.site, args.copy)}")
        return OK
    if args.diff is not None:
        lines = list(diff_templates(args.site, args.diff))
        print(
            "\n".join(lines or ["the site has no template in place of a shipped one"])
        )
        return OK
    listed = list_templates(args.site)
    width = max(len(one.name) for one in listed)
    for one in listed:
        mark = "*" if one.is_own else " "
        state = f" ({one.state})" if one.state else ""
        print(f"{mark} {one.name:{width}}  {one.purpose}{state}")
    if any(one.is_own for one in listed):
        print("* in templates/ of the site")
    return OK
