"""`survey`: what lies in a folder, before anything is imported."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from commentariat.cli.arguments import AddCommand, options_of
from commentariat.cli.printing import counted, list_grouped
from commentariat.cli.status import OK

if TYPE_CHECKING:
    from commentariat.intake.survey import FoundKind, Survey

_SURVEY = """\
Tell what lies in a folder before anything of it is imported: which kinds of files, how
many pieces in them and of which days, of how many of them title, date and authors are
known, and what an editor would be asked.

Of each kind as many pieces are read as tell enough, spread over all of them; the rest is
counted. FOLDER may lie anywhere, in a site or not, or be one file. Nothing is written.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    survey = command(_run, _SURVEY)
    survey.add_argument(
        "folder", metavar="FOLDER", type=Path, help="a folder, or a file"
    )
    survey.add_argument("--json", action="store_true", help="one JSON object")


def _run(args: argparse.Namespace) -> int:
    import msgspec

    from commentariat.pipeline.survey import survey

    found = survey(options_of(args), args.folder)
    if args.json:
        record = msgspec.to_builtins(found)
        record["problems"] = [
            {"place": one.place, "kind": one.kind, "sentence": one.sentence}
            for one in found.problems
        ]
        print(json.dumps(record, ensure_ascii=False))
        return OK
    for line in _lines(found, is_all=args.all):
        print(line)
    return OK


def _lines(found: Survey, *, is_all: bool) -> Iterator[str]:
    yield f"{found.folder}: {counted(found.files, 'file')}"
    for kind in found.kinds:
        yield ""
        yield from _kind(kind)
    yield ""
    for counts, words in (
        (found.beside, "what pages are shown with, and no source"),
        (found.unknown, "of no format that is known: left alone"),
    ):
        if counts:
            yield f"{counted(sum(counts.values()), 'file')} {words} ({_list(counts)})"
    for line in list_grouped(found.problems, is_all=is_all):
        yield f"problem: {line}"


def _kind(kind: FoundKind) -> Iterator[str]:
    yield f"{kind.title}: {counted(kind.files, 'file')}, {counted(kind.pieces, 'piece')}"
    if kind.held_back:
        yield f"  held back   {_list(kind.held_back)}"
    if kind.aside:
        yield f"  no article  {_list(kind.aside)}"
    if kind.first:
        yield f"  days        {kind.first} to {kind.last}"
    if not kind.read:
        return
    sound = kind.read - kind.faulty
    whole = "all" if kind.read == kind.pieces else f"{kind.read:,} of them"
    yield f"  read        {whole}" + (
        f"; {kind.faulty:,} of these cannot be read" if kind.faulty else ""
    )
    for key, count in kind.known.items():
        yield f"    {key:<15} {_share(count, sound)}"
    for number, (what, count) in enumerate(kind.asked.items()):
        yield f"  {'asked' if number == 0 else '':<11} {what}: {count:,}"


def _list(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in counts.items())


def _share(count: int, total: int) -> str:
    return f"{100 * count // total if total else 0:>3} %  ({count:,})"
