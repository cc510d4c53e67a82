"""Where in a site its sources stand, by path from the site."""

from __future__ import annotations

from typing import Final

ARTICLES: Final = "content/articles"
RAW: Final = "content/raw"
PAGES: Final = "content/pages"
FILES: Final = "content/files"
ROOT: Final = "content/root"
PASSED: Final = {FILES: "files/", ROOT: ""}
"""Folders whose files are passed through, and where in the output they lie."""


def raw_path(file: str) -> str:
    """Give the path of a raw file from the site, by that from its folder."""
    return f"{RAW}/{file}"


def below_raw(path: str) -> str:
    """Give the path of a raw file from its folder, however it was named."""
    return path.removeprefix("./").removeprefix(f"{RAW}/")
