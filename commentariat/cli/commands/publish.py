"""`publish`: the built site, put on its branch."""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from typing import TYPE_CHECKING, TextIO

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
would change or `check` finds stops it, and so does a file that is not, byte for byte,
what the build wrote. One commit is made on top of what the
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
    publish = command(_run, _PUBLISH)
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
    say = partial(_say_before, out=sys.stderr if args.json else sys.stdout)
    found = publish_site(options_of(args), wanted, say)
    if args.json:
        print(json.dumps(_figures(found)))
    else:
        _print(found, is_dry=args.dry_run)
    if found.delivered.warning:
        sys.stdout.flush()
        print(f"warning: {found.delivered.warning}", file=sys.stderr)
    return OK


def _say_before(size: SizePlan, strangers: tuple[str, ...], out: TextIO) -> None:
    """Say what somebody may want to know before anything goes out."""
    for name in strangers:
        print(f"no build made {name}; it is published with the rest", file=out)
    if size.is_near:
        print(size_sentence(size), file=out)
    out.flush()


def _print(found: Published, *, is_dry: bool) -> None:
    told, changes = found.delivered, found.delivered.changes
    print(_headline(found, is_dry=is_dry))
    if is_dry:
        for word in ("changed", "added", "deleted"):
            paths = getattr(changes, word)
            for path in paths[:_MOST_SHOWN]:
                print(f"{word} {path}")
            if len(paths) > _MOST_SHOWN:
                print(f"{word} {len(paths) - _MOST_SHOWN:,} more")
    print(f"{told.branch} on {told.remote}: {changes}, {changes.kept:,} as they were")
    if told.domain:
        print(f"CNAME: {told.domain}, by {told.domain_from}")
    if told.kept:
        print(f"kept on the branch: {', '.join(told.kept)}")
    if told.overtaken:
        print("somebody else pushed meanwhile; the site was put on top of that")
    print(size_sentence(found.size))
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


def _headline(found: Published, *, is_dry: bool) -> str:
    """Say the one thing that matters most: whether it is published, and where."""
    told = found.delivered
    if told.commit:
        where = f" at {told.domain}" if told.domain else ""
        return f"published {counted(told.files, 'file')}{where} as {told.commit[:10]}"
    if not told.changes:
        return "there is nothing to publish: the branch holds this very site"
    assert is_dry
    return f"would publish {counted(told.files, 'file')}: {told.changes}"


def _figures(found: Published) -> dict[str, object]:
    told = found.delivered
    return {
        "branch": told.branch,
        "remote": told.remote,
        "domain": told.domain,
        "domain_from": told.domain_from,
        "commit": told.commit,
        "files": told.files,
        "added": len(told.changes.added),
        "changed": len(told.changes.changed),
        "deleted": len(told.changes.deleted),
        "kept": list(told.kept),
        "strangers": list(found.strangers),
        "overtaken": told.overtaken,
        "warning": told.warning,
        "bytes": found.size.bytes,
        "addresses": len(found.addresses),
        "share": round(found.size.share, 4),
    }
