"""The session that the docs show is one that the program holds."""

from __future__ import annotations

import re
from pathlib import Path

from harness import SiteFolder
from review_samples import ROOT, SETTINGS, run

PAGE = (ROOT / "docs/how-to/review.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ commentariat review (.*)\n([^`]+)```", PAGE)
DECISION = re.findall(r"```json\n(.*)\n```", PAGE)
STAND_IN = ROOT / "tests/fixtures/raw/seedlike.txt"


def test_every_line_of_the_session_is_shown_by_the_program(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site", SETTINGS)
    site.write("content/raw/0517-mail-plane.txt", STAND_IN.read_bytes())
    run(site, "import")
    assert len(BLOCKS) == 2
    for arguments, shown in BLOCKS:
        typed = re.findall(r"\[\?\] (.+)", shown)
        text = "".join(f"{line}\n" for line in typed)
        lines = run(site, "review", *arguments.split(), text=text + "s\n" * 5).stdout
        for line in shown.split("\n"):
            assert line in ("", "…") or line in lines.split("\n"), line
    assert DECISION[0] in site.read("content/decisions.jsonl").split("\n")
