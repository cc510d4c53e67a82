"""`init`: a new site."""

from __future__ import annotations

import argparse
from pathlib import Path

from commentariat.cli.arguments import AddCommand
from commentariat.cli.status import OK

_INIT = """\
Make a new site in the folder DIR.

With --github, also write .github/workflows/pages.yml, which builds, checks and
publishes the site whenever you push to GitHub, and requirements.txt, which says what
it installs: SPEC, else what pip noted when it installed this program. In a folder that
holds a site already, write these two alone.

SPEC is what pip takes, and GitHub reaches:
  --install git+https://github.com/OWNER/REPO@v1.0      a tag or a commit of a repository
  --install ./vendor/commentariat-1.0-py3-none-any.whl  a file in the repository of the site
  --install commentariat==1.0                           of an index that has it
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    init = command(_run, _INIT)
    init.add_argument(
        "dir", type=Path, metavar="DIR", help="a folder that is new or empty"
    )
    init.add_argument(
        "--github", action="store_true", help="publish from GitHub: write the workflow"
    )
    init.add_argument("--install", default="", metavar="SPEC",
                      help="with --github: where the workflow installs this program "
                      "from")  # fmt: skip


def _run(args: argparse.Namespace) -> int:
    from commentariat.publish.github import repository_above
    from commentariat.starter import init_site

    for name in init_site(args.dir, with_github=args.github, install=args.install):
        print(f"wrote {args.dir / name}")
    print(f"\nNow: commentariat build --site {args.dir}")
    if args.github:
        print("Then: commit, push to GitHub, and choose there under Settings → Pages")
        print("      the source GitHub Actions (docs/how-to/publish.md tells more)")
        above = repository_above(args.dir)
        if above is not None:
            print(f"note: {args.dir} lies inside the repository {above}; GitHub looks for "
                  "workflows at the top of a repository only")  # fmt: skip
    return OK
