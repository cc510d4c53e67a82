"""Fixtures of what is published to a real repository."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from git_site import GitSite, git
from harness import article


@pytest.fixture
def git_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitSite:
    """A site of three articles, built, with a bare repository beside it."""
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[user]\nname = Ines Haugland\nemail = ines@institute.test\n"
        "[init]\ndefaultBranch = main\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    site = GitSite(tmp_path / "site")
    site.remote = remote
    for name in ("ferry", "dam", "bridge"):
        site.write(f"content/articles/{name}.md", article(name.title(), slug=name))
    git(site.folder, "init", "--quiet")
    git(site.folder, "remote", "add", "origin", str(remote))
    site.write(".gitignore", "/output/\n/.cache/\n")
    git(site.folder, "add", "--all")
    git(site.folder, "commit", "--quiet", "--message", "Begin")
    return site


@pytest.fixture
def published(git_site: GitSite) -> GitSite:
    """The same site, published once."""
    git_site.build()
    git_site.publish()
    return git_site


@pytest.fixture
def colleague(git_site: GitSite, tmp_path: Path) -> Callable[[str, str], None]:
    """Someone else, who pushes a file of theirs to the branch."""

    def push(name: str, text: str) -> None:
        clone = tmp_path / "colleague"
        if not clone.exists():
            git(
                tmp_path,
                "clone",
                "--quiet",
                "--branch=gh-pages",
                str(git_site.remote),
                str(clone),
            )
        git(clone, "pull", "--quiet")
        path = clone / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", "--message", f"Put {name} there")
        git(clone, "push", "--quiet")

    return push
