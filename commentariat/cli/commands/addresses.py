"""`addresses`: what the site has published, and must go on answering."""

from __future__ import annotations

import argparse
from pathlib import Path

from commentariat.cli.arguments import AddCommand, add_build_options, options_of
from commentariat.cli.printing import counted, print_problems
from commentariat.cli.status import OK, PROBLEMS

_ADDRESSES = """\
List the addresses of the site: those that are new, those that would be lost.

content/addresses.txt holds every address ever published. Once it is there, no build
loses one: a page that moved or went must lead on (`aliases` in its front matter, or a
line in content/redirects.txt) or say that it was withdrawn. `publish` begins it and adds
what is new; so does --accept, for a site that is published by a workflow. Neither does as long
as base_url is that of an example, or the article is there that a new site begins with.
Listings live and die with their articles: the address of one that is empty leads on to
the nearest listing above by itself.

With --import, FILE lists the addresses of an old site, one a line, whole URLs or
paths. Those whose last part is the slug of an article, whatever its case, its ending
(.html, .php) and what stands behind it (/amp/, index.html, a query), are added to
content/redirects.txt; the others are added as notes, for you to complete. A line that no
file can answer, such as /?p=12, is told, and keeps no other from being taken.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    addresses = command(_run, _ADDRESSES)
    what = addresses.add_mutually_exclusive_group()
    what.add_argument(
        "--accept", action="store_true", help="add what is new to content/addresses.txt"
    )
    what.add_argument("--check", action="store_true",
                      help="fail where an address is not in the file yet; a site whose "
                      "base_url is still that of an example may lack the file")  # fmt: skip
    what.add_argument("--import", type=Path, metavar="FILE", dest="old",
                      help="lead on from the addresses of an old site")  # fmt: skip
    add_build_options(addresses)


def _run(args: argparse.Namespace) -> int:
    if args.old:
        return _import(args)
    return _accept(args) if args.accept else _list(args)


def _list(args: argparse.Namespace) -> int:
    from commentariat.pipeline.addresses import list_addresses

    found = list_addresses(options_of(args))
    for address in found.new:
        print(f"new {address}")
    print_problems(found.problems, is_all=args.all)
    print(
        f"{counted(len(found.held), 'address', 'addresses')} kept, {len(found.new)} new"
    )
    if found.new:
        word = "adds them to" if found.is_kept else "begins"
        print(
            f"commentariat addresses --accept {word} content/addresses.txt; commit it"
        )
    is_promised = found.is_kept or not found.is_example
    is_lacking = args.check and is_promised and bool(found.new)
    is_bad = bool(found.problems) or is_lacking
    return PROBLEMS if is_bad else OK


def _accept(args: argparse.Namespace) -> int:
    from commentariat.pipeline.addresses import accept_addresses

    found = accept_addresses(options_of(args))
    total = len(found.held) + len(found.new)
    added = counted(len(found.new), "address", "addresses")
    print(f"{added} added to content/addresses.txt, which holds {total:,} now")
    return OK


def _import(args: argparse.Namespace) -> int:
    from commentariat.pipeline.addresses import import_old_addresses

    matched = import_old_addresses(options_of(args), args.old)
    print_problems(matched.problems, is_all=args.all)
    for line in matched.lines:
        print(line)
    open_lines = len(matched.lines) - matched.found
    print(
        f"{counted(matched.found, 'old address', 'old addresses')} led on in "
        f"content/redirects.txt, {open_lines} noted there to be completed, "
        f"{len(matched.answered)} answered already"
    )
    return OK
