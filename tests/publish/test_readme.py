"""What the README says of publishing, done as it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from git_site import git

ROOT = Path(__file__).parent.parent.parent
ADDRESS = "git@github.com:YOU/archive.git"


def section() -> str:
    """The section of the README, without its heading."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return text.split("\n## Publish on GitHub Pages\n")[1].split("\n## ")[0].strip()


def test_publishing_is_told_in_ten_lines() -> None:
    assert sum(1 for line in section().splitlines() if line.strip()) <= 10


def test_the_ten_lines_work(tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    (tmp_path / "gitconfig").write_text(
        "[user]\nname = Ines\nemail = ines@institute.test\n"
        f'[url "{remote}"]\ninsteadOf = {ADDRESS}\n'
    )
    commands = re.findall(r"^\$ (.*?)(?:  +#.*)?$", section(), re.MULTILINE)
    editor = tmp_path / "editor"
    editor.write_text(
        "#!/bin/sh\nsed -i.bak 's#https://example.org/#https://papers.test/#' $1\n"
        "printf -- '---\\ntitle: A Ferry\\nlanguage: en\\n---\\nWords.\\n' > $2\n"
    )
    editor.chmod(0o755)
    by_hand = re.search(r"without Actions: `([^`]+)`", section())
    assert by_hand is not None
    script = "\n".join(["set -e", *commands, by_hand[1]])
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={
            "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
            "PYTHONPATH": str(ROOT),
            "EDITOR": str(editor),
            "HOME": str(tmp_path),
            "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pushed = git(remote, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert ".github/workflows/pages.yml" in pushed
    assert "content/articles/welcome.md" in pushed
    published = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert ".nojekyll" in published
    assert "articles/welcome/index.html" in published
