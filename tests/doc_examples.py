"""The files that a page of the docs shows: each stands in a block behind its name."""

from __future__ import annotations

import re
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
