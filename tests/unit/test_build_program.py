"""The program is an input of every build, as the content files are."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from harness import SiteFolder, article, tree

ROOT = Path(__file__).parents[2]


def _build(program: Path, site: Path) -> str:
    command = [sys.executable, str(program / "build.py"), "build", "--site", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def test_another_program_makes_all_pages_again(
    site: SiteFolder, tmp_path: Path
) -> None:
    program = tmp_path / "program"
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("commentariat", "templates", "theme"):
        shutil.copytree(ROOT / name, program / name, ignore=ignore)
    shutil.copy(ROOT / "build.py", program)
    site.write("content/articles/a.md", article("A", slug="a"))
    _build(program, site.folder)
    assert "0 files written" in _build(program, site.folder)
    source = program / "commentariat/site/structured.py"
    text = source.read_text(encoding="utf-8")
    assert text.count('"@type": "BreadcrumbList"') == 1
    source.write_text(text.replace('"@type": "Bread', '"@type": "Other'), "utf-8")
    _build(program, site.folder)
    assert "OthercrumbList" in site.page("articles/a/")
    shutil.copytree(site.folder / "content", tmp_path / "clean/content")
    shutil.copy(site.folder / "pyproject.toml", tmp_path / "clean")
    _build(program, tmp_path / "clean")
    assert site.output() == tree(tmp_path / "clean/output")
