"""What changed since a manifest, and real programs that carry it over."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from doc_examples import DOCS
from harness import SiteFolder, article, tree

from commentariat.cli import main

NOW = ["--now", "2026-06-01T12:00"]


@pytest.fixture
def begun(tmp_path: Path) -> SiteFolder:
    """A site with three pieces and a file that has a blank in its name."""
    site = SiteFolder(tmp_path / "site")
    for name in ("ferry", "harbor", "lock"):
        site.write(
            f"content/articles/{name}.md",
            article(name.title(), date="2020-01-02", authors=["Ada Berg"]),
        )
    return site.write("content/files/a table.csv", "a,b\n")


def build(site: SiteFolder, file: Path, *more: str) -> Any:
    """Build with a file of changes; give what it holds."""
    words = ["build", "--site", str(site.folder), *NOW, "--changes", str(file), *more]
    assert main(words) == 0
    return json.loads(file.read_text(encoding="utf-8"))


def edit(site: SiteFolder) -> None:
    """Change a piece, take one away, and bring another."""
    site.edit("content/articles/ferry.md", "A paragraph.", "Another paragraph.")
    site.delete("content/articles/lock.md")
    site.write("content/articles/weir.md", article("Weir", date="2021-03-04"))


def test_the_first_time_everything_is_written(
    begun: SiteFolder, tmp_path: Path
) -> None:
    found = build(begun, tmp_path / "new" / "changes.json")
    assert found["written"] == sorted(begun.output()) == sorted(found["digests"])
    assert found["deleted"] == []
    assert "files/a table.csv" in found["written"]


def test_what_changed_is_told_whatever_was_built_in_between(
    begun: SiteFolder, tmp_path: Path
) -> None:
    file, published = tmp_path / "changes.json", tmp_path / "published.json"
    build(begun, published)
    before = begun.output()
    begun.edit("content/articles/harbor.md", "A paragraph.", "In between.").build()
    edit(begun)
    shutil.copy(published, file)
    found = build(begun, file)
    now = begun.output()
    assert found["written"] == [n for n in sorted(now) if before.get(n) != now[n]]
    assert found["deleted"] == sorted(before.keys() - now.keys())
    assert "articles/lock/index.html" in found["deleted"]
    assert sorted(found["digests"]) == sorted(now)
    # By what it holds now, nothing has changed since.
    again = build(begun, file)
    assert (again["written"], again["deleted"]) == ([], [])
    assert again["digests"] == found["digests"]


def test_the_counts_are_told(
    begun: SiteFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "changes.json"
    found = build(begun, file)
    count = len(found["written"])
    assert (
        f"{file}: {count} files to carry over, 0 to delete" in capsys.readouterr().out
    )
    build(begun, file, "--json")
    assert json.loads(capsys.readouterr().out)["changes"] == [0, 0]


def test_what_is_left_out_is_carried_nowhere(begun: SiteFolder, tmp_path: Path) -> None:
    file = tmp_path / "changes.json"
    build(begun, file)
    begun.edit("content/articles/lock.md", "title: Lock", "title: [")
    words = ["build", "--site", str(begun.folder), *NOW, "--changes", str(file)]
    held = file.read_bytes()
    assert main(words) == 1
    assert file.read_bytes() == held
    assert main([*words, "--keep-going"]) == 1
    found = json.loads(file.read_text())
    assert "articles/lock/index.html" in found["deleted"]
    assert sorted(found["digests"]) == sorted(begun.output())


@pytest.mark.parametrize("place", ["output", "content", "theme", "templates"])
def test_a_file_of_changes_is_neither_published_nor_a_source(
    place: str, begun: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    file = begun.folder / place / "changes.json"
    words = ["build", "--site", str(begun.folder), *NOW, "--changes", str(file)]
    assert main(words) == 2
    assert "expected a file of changes outside" in capsys.readouterr().err
    assert not file.exists()


@pytest.mark.parametrize("text", ["", "[]", '{"digests": 5}', "title: no\n"])
def test_no_other_file_is_written_over(
    text: str, begun: SiteFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notes.json"
    file.write_text(text)
    words = ["build", "--site", str(begun.folder), *NOW, "--changes", str(file)]
    assert main(words) == 2
    assert "expected a file that --changes has written" in capsys.readouterr().err
    assert file.read_text() == text
    assert not (begun.folder / "output").exists()


# --- by the programs of the docs -----------------------------------------------------


def shown_commands(*programs: str) -> list[list[str]]:
    """Give the commands of *programs* that the docs show, as words."""
    text = (DOCS / "how-to/buckets.md").read_text(encoding="utf-8")
    words = [
        shlex.split(line) for line in text.splitlines() if line.startswith(programs)
    ]
    return [one for one in words if one[0] in programs]


def carry_over(site: SiteFolder, found: Any, program: str, host: Path) -> None:
    """Do as the docs show, with a folder for the host."""
    for name in ("written", "deleted"):
        (site.folder / f"{name}.txt").write_text("".join(f"{n}\n" for n in found[name]))
    remote = {"remote:archive": str(host), "host:site/": f"{host}/"}
    also = ["ssh"] if program == "rsync" else []
    commands = shown_commands(program, *also)
    assert len(commands) == 2
    for command in commands:
        words, given = [remote.get(word, word) for word in command], None
        if command[0] == "ssh":
            _, _, there, _, file = command
            words = ["sh", "-c", there.replace("cd site", f"cd {host}")]
            given = (site.folder / file).read_bytes()
        subprocess.run(
            words, cwd=site.folder, check=True, capture_output=True, input=given
        )


@pytest.mark.parametrize("program", ["rclone", "rsync"])
def test_a_host_has_what_was_built(
    program: str, begun: SiteFolder, tmp_path: Path
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    file, host = tmp_path / "changes.json", tmp_path / "host"
    host.mkdir()
    carry_over(begun, build(begun, file), program, host)
    assert tree(host) == begun.output()
    (host / "of others.txt").write_text("stays")
    edit(begun)
    found = build(begun, file)
    assert found["deleted"]
    carry_over(begun, found, program, host)
    assert tree(host) == {**begun.output(), "of others.txt": b"stays"}
