"""The session that the how-to of the preview shows is one that the preview holds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from doc_examples import DOCS
from preview_process import ROOT, previewing

BODY = "content/articles/2019/street-the-paint-never-reached.md"
FAULTY = "content/articles/2023/fire-engine.md"


def test_every_line_of_the_session_is_printed(tmp_path: Path) -> None:
    text = (DOCS / "how-to/preview.md").read_text(encoding="utf-8")
    shown = text.split("serve --open\n")[1].split("```")[0].splitlines()
    for folder in ("content", "theme"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with previewing(tmp_path) as preview:
        for path, old, new in (
            (BODY, "\n---\n", "\n---\nA line.\n\n"),
            (BODY, "title: ", "title: More of "),
            ("theme/site.css", "\n", "\n/* a save */\n"),
            (FAULTY, "\nregions:", "\nregion:"),
        ):
            preview.forget()
            file = tmp_path / path
            kept = file.read_text(encoding="utf-8").replace(old, new, 1)
            file.write_text(kept, encoding="utf-8")
            preview.wait_for(re.escape(path))
        preview.wait_for("problem")
        said = list(preview.said)
    assert [_told(line) for line in shown] == [_told(line) for line in said]


def _told(line: str) -> str:
    """Give a line without its times, its port and how many pages the sample has."""
    return re.sub(r"[\d.]+ m?s$|(?<=127.0.0.1:)\d+|\d{3} (?=pages)", "…", line)
