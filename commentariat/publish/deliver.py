"""A site put on its branch: on top of what is there, however often that moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from commentariat.config import SETTINGS_FILE, Settings
from commentariat.errors import RefusedError
from commentariat.publish.address import address_warning, domain_of
from commentariat.publish.branch import (
    FILE,
    Blob,
    Branch,
    Changes,
    Tree,
    compare,
    kept_of,
    name_of,
)
from commentariat.publish.git import Git, GitError, Progress, without_secrets
from commentariat.publish.refusals import is_race, way_out

TRIES = 5
"""How often a site is put on top of what others push meanwhile."""
CNAME = "CNAME"
_NO_JEKYLL = ".nojekyll"
"""Without it GitHub Pages takes the site for one to be built, and drops folders."""


class Delivered(msgspec.Struct, frozen=True, kw_only=True):
    """What was put on the branch, or would be."""

    remote: str
    """Address of the remote, without what logs in."""
    branch: str
    domain: str
    """What the branch's CNAME holds; empty where there is none."""
    files: int
    """On the branch, with what is kept there."""
    changes: Changes
    kept: tuple[str, ...]
    """Paths on the branch that are not of the site, and stay."""
    overtaken: int
    """How often somebody else pushed meanwhile."""
    warning: str
    commit: str = ""
    """Empty where nothing was pushed."""


class Courier:
    """Delivers a site to the branch that *settings* name, from the folder of *git*."""

    def __init__(self, git: Git, settings: Settings, progress: Progress) -> None:
        self.git = git
        self.settings = settings
        self.progress = progress
        chosen = settings.publish
        self.branch = Branch(git, chosen.remote, chosen.branch)
        self.url = self._find_remote()

    def _find_remote(self) -> str:
        remote = self.branch.remote
        try:
            self.git.run("rev-parse", "--git-dir")
        except GitError as fault:
            if "not a git repository" not in fault.said:
                raise RefusedError(f"git refused: {fault.said}") from None
            raise RefusedError(
                "the site is in no git repository; make one: git init, "
                f"git remote add {remote} ADDRESS"
            ) from None
        url = self.git.ask("remote", "get-url", "--push", remote)
        if not url:
            raise RefusedError(
                f"no git remote is called {remote!r}; name it: git remote add {remote} "
                "ADDRESS, or [tool.commentariat.publish] remote"
            )
        return without_secrets(url)

    def deliver(
        self,
        names: Sequence[str],
        read: Callable[[str], bytes],
        *,
        is_dry: bool = False,
        anew: bool = False,
    ) -> Delivered:
        """
        Make the branch hold the files *names*, which *read* gives, and what is kept.

        With *anew* the branch begins again with one commit; else the commit goes on
        top. What somebody else pushed meanwhile is put below it, never overwritten.

        Raises:
            RefusedError: git or the remote refused; told with the way out.
        """
        here = f"{self.branch.name} on {self.url}"
        try:
            site, give = self._name_all(names, read)
            for overtaken in range(TRIES):
                try:
                    return self._put(site, give, overtaken, is_dry=is_dry, anew=anew)
                except GitError as fault:
                    if not is_race(fault.said):
                        raise
        except GitError as fault:
            raise RefusedError(f"{here}: {way_out(fault.said)}") from None
        raise RefusedError(
            f"{here}: somebody else pushed just before, {TRIES} times in a row; nothing "
            "was published, try again"
        )

    def _name_all(
        self, names: Sequence[str], read: Callable[[str], bytes]
    ) -> tuple[dict[str, Blob], Callable[[str], bytes]]:
        extra = {_NO_JEKYLL: b""}
        domain = domain_of(self.settings)
        if domain:
            extra[CNAME] = f"{domain}\n".encode()
        kind = self.git.ask("rev-parse", "--show-object-format") or "sha1"

        def give(name: str) -> bytes:
            return extra[name] if name in extra else read(name)

        site = {}
        for number, name in enumerate((*names, *extra), 1):
            site[name] = Blob(FILE, name_of(give(name), kind))
            self.progress("digesting files", number, len(names) + len(extra))
        return site, give

    def _put(
        self,
        site: Tree,
        give: Callable[[str], bytes],
        overtaken: int,
        *,
        is_dry: bool,
        anew: bool,
    ) -> Delivered:
        tip = self.branch.fetch(self.progress)
        old = self.branch.tree(tip)
        if SETTINGS_FILE in old and SETTINGS_FILE not in site:
            raise RefusedError(
                f"{self.branch.name} on {self.url} holds {SETTINGS_FILE}: it is a branch of "
                "sources; name another under [tool.commentariat.publish] branch"
            )
        kept = kept_of(old, (*self.settings.publish.keep, CNAME))
        new = kept | dict(site)
        told = self._tell(old, new, tuple(sorted(kept.keys() - site.keys())), overtaken)
        if is_dry or not (told.changes or anew):
            return told
        message = (
            f"Publish {told.files:,} files: {told.changes}\n\n"
            f"{self.settings.base_url}\n"
        )
        parent = "" if anew else tip
        commit = self.branch.commit(parent, old, new, give, message, self.progress)
        if self.branch.tree(commit) != new:
            raise RefusedError("the output changed while it was published; build again")
        self.branch.push(commit, tip, anew=anew, progress=self.progress)
        return msgspec.structs.replace(told, commit=commit)

    def _tell(
        self, old: Tree, new: Tree, kept: tuple[str, ...], overtaken: int
    ) -> Delivered:
        domain = domain_of(self.settings)
        if not domain and CNAME in new:
            domain = self.git.ask("cat-file", "blob", new[CNAME].name)
        return Delivered(
            remote=self.url,
            branch=self.branch.name,
            domain=domain,
            files=len(new),
            changes=compare(old, new),
            kept=kept,
            overtaken=overtaken,
            warning=address_warning(self.settings, self.url, domain),
        )
