"""A site in a git repository, and the bare repository that it is published to."""

from __future__ import annotations

import subprocess
from pathlib import Path

from harness import SiteFolder

from commentariat.pipeline.publish import PublishOptions, publish_site
from commentariat.publish.deliver import Delivered


def git(folder: Path, *arguments: str) -> str:
    """Run git in *folder* as a user would; return what it prints."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class GitSite(SiteFolder):
    """A site in a git repository with a remote called origin."""

    remote: Path

    def publish(self, **more: object) -> Delivered:
        """Publish what was built."""
        done = publish_site(self.options(), PublishOptions(**more))  # type: ignore[arg-type]
        return done.delivered

    def give_up(self, address: str) -> GitSite:
        """Take *address* out of the ledger, as a person would who lets it go."""
        return self.edit("content/addresses.txt", f"{address}\n", "")  # type: ignore[return-value]

    def branch(self, name: str = "gh-pages") -> dict[str, bytes]:
        """Every file on the branch of the remote, with its bytes."""
        rows = git(self.remote, "ls-tree", "-r", "-z", name).split("\0")[:-1]
        found = {}
        for row in rows:
            facts, _, path = row.partition("\t")
            mode, kind, blob = facts.split()
            assert (mode, kind) == ("100644", "blob")
            found[path] = subprocess.run(
                ["git", "cat-file", "blob", blob],
                cwd=self.remote, capture_output=True, check=True,
            ).stdout  # fmt: skip
        return found

    def subject(self) -> str:
        """What the last commit of the branch says."""
        return git(self.remote, "log", "-1", "--format=%s", "gh-pages").strip()

    def commits(self) -> int:
        """How many commits the branch has."""
        return int(git(self.remote, "rev-list", "--count", "gh-pages"))
