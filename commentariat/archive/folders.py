"""Where in a site its sources stand, by path from the site."""

from __future__ import annotations

from typing import Final

CONTENT: Final = "content"
ARTICLES: Final = "content/articles"
RAW: Final = "content/raw"
PAGES: Final = "content/pages"
HOME: Final = "content/pages/index.md"
"""What introduces the home page."""
FILES: Final = "content/files"
ROOT: Final = "content/root"
PASSED: Final = {FILES: "files/", ROOT: ""}
"""Folders whose files are passed through, and where in the output they lie."""
WORDS: Final = "content/words.txt"
REPEATED: Final = "content/repeated.txt"
DECISIONS: Final = "content/decisions.jsonl"
LISTS: Final = (
    "content/addresses.txt",
    "content/redirects.txt",
    DECISIONS,
    REPEATED,
    WORDS,
)
"""What editors and import keep beside the folders."""


def raw_path(file: str) -> str:
    """Give the path of a raw file from the site, by that from its folder."""
    return f"{RAW}/{file}"


def below_raw(path: str) -> str:
    """Give the path of a raw file from its folder, however it was named."""
    return path.removeprefix("./").removeprefix(f"{RAW}/")


ATTRIBUTES: Final = "content/.gitattributes"
UNION: Final = "# Of these, git keeps the lines of both of two people.\n" + "".join(
    f"{path.removeprefix('content/')} merge=union\n"
    for path in (*LISTS, f"{RAW}/index.csv")
)
"""What that file says: what contradicts is told, and nobody has to merge."""
