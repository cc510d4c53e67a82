"""`export`: the archive, or some of it, as a file to take along."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from commentariat.cli.arguments import AddCommand, add_moment, options_of
from commentariat.cli.printing import counted
from commentariat.cli.size_words import amount
from commentariat.cli.status import OK
from commentariat.errors import UsageError

_EXPORT = """\
Write what is public of the archive, or some of it, to a file: for readers, libraries,
programs and other archives. FORMAT is one of:

{formats}

  commentariat export jsonl                          all of it
  commentariat export csv --author "Mara Lindqvist"  what she wrote
  commentariat export csv --only regions=baltic --only types=paper

Sources are read as they are, and nothing need be built, but for wacz. What is
withdrawn, a draft or of a later day stays out. The same archive gives the same bytes.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    from commentariat.formats import FORMATS

    rows = "\n".join(f"  {row.name:<12} {row.makes}" for row in FORMATS.values())
    export = command(_run, _EXPORT.format(formats=rows))
    export.add_argument("format", metavar="FORMAT", help="what to write")
    export.add_argument("--to", type=Path, metavar="FILE",
                        help="the file, or a folder for it (default: the current folder)")  # fmt: skip
    export.add_argument("--author", action="append", default=[], metavar="NAME",
                        help="pieces by this author alone; may be said again")  # fmt: skip
    export.add_argument("--series", action="append", default=[], metavar="NAME",
                        help="pieces of this series alone, likewise")  # fmt: skip
    export.add_argument("--only", action="append", default=[], metavar="FACET=TERM",
                        type=_choice, help="pieces with this term of a facet alone: any "
                        "of those said of one facet, and one of each facet")  # fmt: skip
    export.add_argument("--spreadsheet", action="store_true",
                        help="csv: mark cells that begin as formulas do with ', so that "
                        "no spreadsheet runs them")  # fmt: skip
    export.add_argument("--json", action="store_true",
                        help="print one line of figures at the end")  # fmt: skip
    add_moment(export)


def _choice(word: str) -> tuple[str, str]:
    facet, sign, term = word.partition("=")
    if not (facet and sign and term):
        raise argparse.ArgumentTypeError(
            f"expected a facet and a term as regions=baltic, found {word!r}"
        )
    return facet, term


def _run(args: argparse.Namespace) -> int:
    import msgspec

    from commentariat.errors import near_match
    from commentariat.facets import AUTHORS, SERIES
    from commentariat.formats import FORMATS
    from commentariat.pipeline.export import Wanted, export_site

    began = time.monotonic()
    if args.format not in FORMATS:
        near = near_match(args.format, FORMATS)
        names = ", ".join(FORMATS)
        meant = f"did you mean {near!r}?" if near else f"expected one of {names}"
        raise UsageError(f"no format is called {args.format!r}: {meant}")
    if args.spreadsheet and not FORMATS[args.format].is_for_spreadsheets:
        raise UsageError("--spreadsheet is for csv alone: other formats hold no cells")
    wanted = Wanted(
        format=args.format,
        to=args.to,
        only=(
            *((AUTHORS, name) for name in args.author),
            *((SERIES, name) for name in args.series),
            *args.only,
        ),
        is_for_spreadsheets=args.spreadsheet,
    )
    found = export_site(options_of(args), wanted)
    seconds = time.monotonic() - began
    if args.json:
        figures = msgspec.structs.asdict(found) | {"seconds": round(seconds, 3)}
        print(msgspec.json.encode(figures).decode())
    else:
        print(
            f"{counted(found.articles, 'article')}, {amount(found.bytes)}: "
            f"{found.path} ({seconds:.1f} s)"
        )
    return OK
