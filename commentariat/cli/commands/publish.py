"""`publish`: the built site, put on its branch."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from commentariat.cli.arguments import AddCommand, add_build_options, options_of
from commentariat.cli.printing import counted
from commentariat.cli.size_words import size_sentence
from commentariat.cli.status import OK

if TYPE_CHECKING:
    from commentariat.pipeline.publish import Published
    from commentariat.publish.size import SizePlan

_MOST_SHOWN = 100  # files of a kind that a dry run names

_PUBLISH = """\
Put the built site on the branch that GitHub Pages serves (gh-pages on origin).

The output must be what the sources say, and nothing may be broken: what `build`
would change or `check` finds stops it. One commit is made on top of what the
remote has, with the files that differ and no others, and pushed. Your work tree,
index and branches are not touched. What others push meanwhile is kept below. What is
published for the first time joins content/addresses.txt; commit that file.

.nojekyll is always there, CNAME wherever there is a custom domain. Dotfiles on the
branch stay, and what [tool.commentariat.publish] keep names:

  [tool.commentariat.publish]
  branch = "gh-pages"
  remote = "origin"
  domain = "archive.example.org"      # else the host of base_url
  keep = [".*", "old-site"]           # patterns; ".*" are the dotfiles

To publish from GitHub itself, see `commentariat init --github`.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    publish = command("publish", _run, "put the built site on its branch", _PUBLISH)
    publish.add_argument("--dry-run", action="store_true",
                         help="show what would change, and change nothing")  # fmt: skip
    publish.add_argument("--no-check", action="store_true",
                         help="publish although something is wrong")  # fmt: skip
    publish.add_argument("--any-size", action="store_true",
                         help="publish more than GitHub Pages takes")  # fmt: skip
    publish.add_argument(
        "--anew",
        action="store_true",
        help="begin the branch again with one commit, to shed its history; pushed with "
        "--force-with-lease, so only if the branch is still as it was just seen",
    )
    publish.add_argument(
        "--json", action="store_true", help="print one line of figures at the end"
    )
    add_build_options(publish)


def _run(args: argparse.Namespace) -> int:
    from commentariat.pipeline.publish import PublishOptions, publish_site

    wanted = PublishOptions(
        is_dry=args.dry_run,
        is_checked=not args.no_check,
        takes_any_size=args.any_size,
        anew=args.anew,
    )
    say = _say_nothing if args.json else _say_size
    found = publish_site(options_of(args), wanted, say)
    if found.delivered.warning:
        print(f"warning: {found.delivered.warning}", file=sys.stderr)
    if args.json:
        print(json.dumps(_figures(found)))
    else:
        _print(found, is_dry=args.dry_run)
    return OK


def _say_size(size: SizePlan) -> None:
    print(size_sentence(size), flush=True)


def _say_nothing(_size: SizePlan) -> None:
    pass


def _print(found: Published, *, is_dry: bool) -> None:
    for name in found.strangers:
        print(f"no build made {name}; it is published with the rest")
    told, changes = found.delivered, found.delivered.changes
    if is_dry:
        for word in ("changed", "added", "deleted"):
            paths = getattr(changes, word)
            for path in paths[:_MOST_SHOWN]:
                print(f"{word} {path}")
            if len(paths) > _MOST_SHOWN:
                print(f"{word} {len(paths) - _MOST_SHOWN:,} more")
    if told.kept:
        print(f"kept on the branch: {', '.join(told.kept)}")
    if told.overtaken:
        print("somebody else pushed meanwhile; the site was put on top of that")
    print(f"{told.branch} on {told.remote}: {changes}, {changes.kept:,} as they were")
    if found.is_begun:
        count = counted(len(found.addresses), "address", "addresses")
        print(f"began content/addresses.txt with {count}; commit it: no build loses one "
              "from now on")  # fmt: skip
    elif found.addresses:
        count = counted(len(found.addresses), "new address", "new addresses")
        print(f"{count} in content/addresses.txt, which is to be committed")
    if not found.is_kept and not is_dry:
        print("no build holds on to these addresses yet; `commentariat addresses "
              "--accept` begins the list that they are kept by")  # fmt: skip
    if told.commit:
        where = f" at {told.domain}" if told.domain else ""
        print(f"published {counted(told.files, 'file')}{where} as {told.commit[:10]}")
    elif not is_dry:
        print("there is nothing to publish")


def _figures(found: Published) -> dict[str, object]:
    told = found.delivered
    return {
        "branch": told.branch,
        "remote": told.remote,
        "domain": told.domain,
        "commit": told.commit,
        "files": told.files,
        "added": len(told.changes.added),
        "changed": len(told.changes.changed),
        "deleted": len(told.changes.deleted),
        "kept": list(told.kept),
        "overtaken": told.overtaken,
        "warning": told.warning,
        "bytes": found.size.bytes,
        "addresses": len(found.addresses),
        "share": round(found.size.share, 4),
    }
