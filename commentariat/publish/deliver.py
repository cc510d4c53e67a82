"""A site put on its branch: on top of what is there, however often that moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from commentariat.config import SETTINGS_FILE, Settings
from commentariat.errors import RefusedError
from commentariat.publish.address import address_warning, domain_of
from commentariat.publish.branch import (
    FILE,
    SUBJECT,
    Blob,
    Branch,
    Changes,
    Tree,
    compare,
    hidden_lines,
    kept_of,
    name_of,
)
from commentariat.publish.git import Git, GitError, Progress
from commentariat.publish.refusals import is_race, way_out
from commentariat.publish.secrets import shown

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
    domain_from: str
    """Who says so, for people."""
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
        self.domain, self.domain_from = "", ""

    def _find_remote(self) -> str:
        remote = self.branch.remote
        self.git.learn_secrets(remote)
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
        return shown(url)

    def _refuse_sources(self, tree: Tree) -> None:
        """Refuse the branch that the sources are on, here or, by its *tree*, there."""
        name = self.branch.name
        here = self.git.ask("symbolic-ref", "--quiet", "--short", "HEAD")
        settings = self.git.ask("rev-parse", "--show-prefix") + SETTINGS_FILE
        is_local = self.git.ask(
            "rev-parse", "--verify", f"{self.branch.ref}:{settings}"
        )
        if name == here or is_local or {settings, SETTINGS_FILE} & tree.keys():
            raise RefusedError(
                f"{name!r} is a branch of sources, and is not published on; name another "
                f"in {SETTINGS_FILE}, under [tool.commentariat.publish]: branch"
            )

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
            self._refuse_sources({})
            self.domain, self.domain_from = self._domain(names, read)
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

    def _domain(
        self, names: Sequence[str], read: Callable[[str], bytes]
    ) -> tuple[str, str]:
        """Tell the custom domain, and who says so; of the site's own CNAME first."""
        chosen = self.settings.publish.domain
        if CNAME in names:
            own = read(CNAME).decode("utf-8", "replace").strip()
            if chosen and chosen != own:
                raise RefusedError(
                    f"content/root/{CNAME} says {own!r}, and {SETTINGS_FILE} {chosen!r}: "
                    "leave one of the two"
                )
            return own, f"content/root/{CNAME}"
        return domain_of(self.settings), "the settings" if chosen else "base_url"

    def _name_all(
        self, names: Sequence[str], read: Callable[[str], bytes]
    ) -> tuple[dict[str, Blob], Callable[[str], bytes]]:
        extra = {} if _NO_JEKYLL in names else {_NO_JEKYLL: b""}
        if self.domain and CNAME not in names:
            extra[CNAME] = f"{self.domain}\n".encode()
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
        self._refuse_sources({p: blob for p, blob in old.items() if p not in site})
        kept = kept_of(old, (*self.settings.publish.keep, CNAME))
        for path in self.branch.hidden_on(tip):  # which were of the site
            kept.pop(path, None)
        new = kept | dict(site)
        told = self._tell(old, new, tuple(sorted(kept.keys() - site.keys())), overtaken)
        if is_dry or not (told.changes or anew):
            return told
        message = (
            f"{SUBJECT} {told.files:,} files: {told.changes}\n\n"
            f"{self.settings.base_url}\n{hidden_lines(site)}"
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
        domain, domain_from = self.domain, self.domain_from
        if not domain and CNAME in new:
            domain = self.git.ask("cat-file", "blob", new[CNAME].name)
            domain_from = "the branch, where it stays"
        return Delivered(
            remote=self.url,
            branch=self.branch.name,
            domain=domain,
            domain_from=domain_from if domain else "",
            files=len(new),
            changes=compare(old, new),
            kept=kept,
            overtaken=overtaken,
            warning=address_warning(self.settings, self.url, domain),
        )
