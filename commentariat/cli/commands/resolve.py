"""`resolve`: what two people changed at once, merged."""

from __future__ import annotations

import argparse
from pathlib import Path

from commentariat.cli.arguments import AddCommand, options_of
from commentariat.cli.printing import list_grouped, print_problems, print_written
from commentariat.cli.status import OK, PROBLEMS
from commentariat.errors import UsageError

_RESOLVE = """\
Merge what two people changed at once, and take over what raw files say now.

When git leaves the marks of a conflict (in a merge, a rebase or a cherry-pick, or
committed by mistake), this takes them away wherever it is sure of what both meant:

  decisions.jsonl, addresses.txt, redirects.txt,    the lines of both are kept
  words.txt, terms.txt, repeated.txt, shared.txt,
  raw/index.csv
  articles as import wrote them                     written anew, by what both decided
  articles that one of the two edited               the edited one, with what both decided
  articles that both edited                         front matter key by key; where both
                                                    gave one key another value, and in
                                                    the text, the marks stay

Then import brings in what is lacking. Nothing is staged or committed: look at it, then
`git add --all && git commit`.

With FILE, only these files. An article without marks whose raw files have changed since
it was edited is noted to hold what matters of them, and what was decided: `check` asks no
more. Bring it over first; `import --again` shows what import would write.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    resolve = command(_run, _RESOLVE)
    resolve.add_argument(
        "files", nargs="*", metavar="FILE", help="files of the site, such as an article"
    )


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline.resolve import resolve_site

    options = options_of(args)
    files = [_in_site(word, options.site) for word in args.files]
    found = resolve_site(options, files)
    for path in found.merged:
        print(f"{path}: what both did is in it")
    for path in found.settled:
        print(f"{path}: noted that it holds what its raw files say")
    for path in found.unsettled:
        print(
            f"{path}: its list under `raw` is not written as import does; nothing noted"
        )
    print_written(found.report)
    for line in list_grouped(found.report.open_points, is_all=args.all):
        print(line)
    print_problems((*found.left, *found.report.problems), is_all=args.all)
    if not (found.merged or found.settled or found.left or found.unsettled):
        print("no file holds the marks of a conflict")
    elif found.is_merging and not found.left:
        print("to go on: git add --all && git commit")
    is_bad = found.left or found.unsettled or found.report.problems
    return PROBLEMS if is_bad else OK


def _in_site(word: str, site: Path) -> str:
    """Name the file *word* from the site, whether it was named from there or from here."""
    if (site / word).is_file():
        word = str(site / word)
    path = Path(word)
    try:
        if not path.is_file():
            raise UsageError(f"no file {word!r}")
        return path.resolve().relative_to(site.resolve()).as_posix()
    except ValueError:
        raise UsageError(f"{word!r} is no file of the site") from None
