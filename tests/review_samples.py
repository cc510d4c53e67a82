"""A site whose raw files hold scars, for the tests of the review."""

from __future__ import annotations

import gc
import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from harness import SiteFolder
from raw_samples import PAIRS, raw_a

from commentariat.cli import main

ROOT = Path(__file__).parents[1]
DEK = "A river treaty survives on a number. Nobody has asked who will write it next."
SCARRED = (
    "There are forty-one steps from the road, and the man who reads the gauge hascounted "
    "them every morning for twenty-six years. He callsit a habit.",
    "He writes the number in a ledger that two governments treat as “the only true "
    "account of the river, and neither of them has ever paid for the ink.",
)
OTHER = (
    "The village has eighty-four houses, and its mayor said that “the light is lent, and "
    "the dark is our own.",
    "Its substation stands behind a ridge, wherenobody goes in winter.",
)
RIVER = "content/articles/undated/a-river-treaty-survives-on-a-number.md"
DATED = RIVER.replace("undated", "2019")
"""Where the first is filed once it has a date of that year."""
VILLAGE = "content/articles/undated/the-village-is-lit-from-abroad.md"
KIND = "unclosed-quotation"
SETTINGS = """\
[tool.commentariat]
title = "The Test Archive"
institution = "Institute of Tests"
base_url = "https://archive.test/"
"""


def make_review_site(folder: Path) -> SiteFolder:
    """Make a site of two raw files, each with scars and an open quotation."""
    site = SiteFolder(folder, SETTINGS)
    site.write("content/raw/001.txt", raw_a(DEK, SCARRED))
    village = raw_a(
        "The village is lit from abroad.",
        OTHER,
        lead=PAIRS[1],
        authors=["Ruth Ellingham"],
    )
    return site.write("content/raw/002.txt", village)


PROGRAM = (sys.executable, str(ROOT / "build.py"))
"""The command line of the program, run as its users do."""


def run(
    site: SiteFolder, *words: str, text: str = "", status: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run a command on *site* in this process, with *text* as its input."""
    name, *rest = words
    workers = ("--workers", "1") if name in ("review", "import") else ()
    arguments = [name, "--site", str(site.folder), *workers, *rest]
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    try:
        sys.stdin = io.StringIO(text)
        with redirect_stdout(out), redirect_stderr(err):
            found = main(arguments)
    finally:
        sys.stdin = before
        gc.enable()
    done = subprocess.CompletedProcess(arguments, found, out.getvalue(), err.getvalue())
    assert done.returncode == status, done.stdout + done.stderr
    return done


def list_points(site: SiteFolder, *words: str) -> list[dict[str, Any]]:
    """The points of a site, as programs get them."""
    done = run(site, "review", "--json", *words)
    return [json.loads(line) for line in done.stdout.splitlines()]


def decisions(site: SiteFolder) -> list[dict[str, str]]:
    """The lines of the file of decisions."""
    path = site.folder / "content/decisions.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]
