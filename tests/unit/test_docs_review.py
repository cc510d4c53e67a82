"""The session that the docs show is one that the program holds."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from harness import SiteFolder, article
from review_samples import ROOT, SETTINGS, run

PAGE = (ROOT / "docs/how-to/review.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ commentariat review (.*)\n([^`]+)```", PAGE)
DECISION = re.findall(r"```json\n(.*)\n```", PAGE)
STAND_IN = ROOT / "tests/fixtures/raw/seedlike.txt"


def hold(site: SiteFolder, arguments: str, shown: str) -> None:
    """See that a review of *site* shows every line of what is *shown*."""
    typed = re.findall(r"\[\?\] (.+)", shown)
    text = "".join(f"{line}\n" for line in typed)
    words = shlex.split(arguments)
    lines = run(site, "review", *words, text=text + "s\n" * 5).stdout.split("\n")
    for line in shown.split("\n"):
        assert line in ("", "…") or line in lines, line


def test_every_line_of_the_session_is_shown_by_the_program(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site", SETTINGS)
    site.write("content/raw/0517-mail-plane.txt", STAND_IN.read_bytes())
    run(site, "import")
    assert len(BLOCKS) == 3
    for arguments, shown in BLOCKS[:2]:
        hold(site, arguments, shown)
    assert DECISION[0] in site.read("content/decisions.jsonl").split("\n")


def test_every_line_of_the_session_about_names_is_shown_too(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site", SETTINGS)
    pieces = [(f"River {n}", "Anneliese Leeward", 1990 + n) for n in range(3)]
    for title, name, year in (*pieces, ("A sea", "Leeward, Anneliese", 1998)):
        text = article(title, authors=[name], date=f"{year}-01-01")
        site.write(f"content/articles/{year}.md", text)
    hold(site, *BLOCKS[2])
