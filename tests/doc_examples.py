"""The files that a page of the docs shows: each stands in a block behind its name."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from harness import SiteFolder

DOCS = Path(__file__).parent.parent / "docs"
_SHOWN = re.compile(r"^`([\w./-]+)`:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown_files(page: str) -> dict[str, str]:
    """Give the text of each file that the *page* of the docs shows, by its path."""
    return dict(_SHOWN.findall((DOCS / page).read_text(encoding="utf-8")))


def site_of(page: str, folder: Path) -> SiteFolder:
    """Make a site in *folder* of what the *page* of the docs shows."""
    site = SiteFolder(folder)
    for path, text in shown_files(page).items():
        site.write(path, text)
    return site


def shown_settings(page: str) -> str:
    """Give the first rows of settings that the *page* of the docs shows."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return text.split("```toml\n", 1)[1].split("```", 1)[0]


_STEP = re.compile(
    r"^`(?P<file>[\w./-]+)`:\n\n```\w*\n(?P<text>.*?)^```$"
    r"|^```console\n(?P<console>.*?)^```$"
    r"|^!\[[^\]]*\]\((?P<picture>[^)]+)\)$",
    re.MULTILINE | re.DOTALL,
)
_ELSEWHERE = ("pipx", "uv", "git", "commentariat serve", "commentariat review")
"""What is left out: it asks a network, a person, or does not end."""


def follow(page: str, folder: Path) -> Iterator[str]:
    """
    Do in *folder* what the *page* of the docs says, step by step.

    Files that it shows are written, commands are run; `cd` changes the folder from then
    on. Given is each picture as it is come to, so that one may be taken. A step with
    what goes to other machines is left out.
    """
    for step in _STEP.finditer((DOCS / page).read_text(encoding="utf-8")):
        if step["picture"]:
            yield step["picture"]
        elif step["file"]:
            where = folder / step["file"]
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_text(step["text"], encoding="utf-8")
        else:
            folder = _run(step["console"], folder)


def _run(console: str, folder: Path) -> Path:
    commands = [
        line.removeprefix("$ ")
        for line in console.splitlines()
        if line.startswith("$ ")
    ]
    if any("github" in one for one in commands):
        return folder
    for command in commands:
        if command.startswith("cd "):
            folder /= command.removeprefix("cd ")
        elif not command.startswith(_ELSEWHERE):
            _run_one(command.split("  #")[0], folder)
    return folder


def _run_one(command: str, folder: Path) -> None:
    words = shlex.split(command)
    if words[0] == "commentariat":
        words[:1] = [sys.executable, "-m", "commentariat"]
    done = subprocess.run(
        words, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
