"""Where in a site its sources stand, by path from the site."""

from __future__ import annotations

from posixpath import splitext
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
INTERFACE: Final = "content/interface"
"""Catalogs of words that readers see, a language each."""
WORDS: Final = "content/words.txt"
TERM_RULES: Final = "content/terms.txt"
TRANSLATIONS: Final = "content/translations.txt"
REPEATED: Final = "content/repeated.txt"
SHARED: Final = "content/shared.txt"
DECISIONS: Final = "content/decisions.jsonl"
LISTS: Final = (
    "content/addresses.txt",
    "content/redirects.txt",
    DECISIONS,
    REPEATED,
    SHARED,
    TERM_RULES,
    TRANSLATIONS,
    WORDS,
)
"""What editors and import keep beside the folders."""


_BETWEEN: Final = "//"
"""Parts a raw file from the key of an item in it; no path has it."""
_SAID: Final = ", item "


def item_name(file: str, key: str) -> str:
    """
    Name an item of the raw file *file*, by what goes for a raw file everywhere.

    A file that is one item has no key, and is called as it is.
    """
    return f"{file}{_BETWEEN}{key}" if key else file


def split_item(name: str) -> tuple[str, str]:
    """Part the name of an item: the raw file, by path from its folder, and the key."""
    file, _, key = name.partition(_BETWEEN)
    return file, key


def raw_path(name: str) -> str:
    """Name a raw file, or an item of one, from the site, as messages do."""
    file, key = split_item(name)
    return item_path(f"{RAW}/{file}", key)


def item_path(path: str, key: str) -> str:
    """Name an item of the file at *path*, wherever that is, as messages do."""
    return f"{path}{_SAID}{key}" if key else path


def split_path(path: str) -> tuple[str, str]:
    """Part a path, wherever that is, from the key of an item, however it was named."""
    file, said, key = path.partition(_SAID)
    # Of `Agenda, item 3.txt` that is the whole name.
    is_item = bool(splitext(file)[1]) or not splitext(path)[1]
    is_said = said and is_item and _BETWEEN not in file
    return (file, key) if is_said else split_item(path)


def said_raw(name: str) -> str:
    """Name a raw file, or an item of one, from its folder, as messages do."""
    return raw_path(name).removeprefix(f"{RAW}/")


def below_raw(path: str) -> str:
    """Name a raw file, or an item of one, from its folder, however it was named."""
    return item_name(*split_path(path.removeprefix("./").removeprefix(f"{RAW}/")))


ATTRIBUTES: Final = "content/.gitattributes"
UNION: Final = "# Of these, git keeps the lines of both of two people.\n" + "".join(
    f"{path.removeprefix('content/')} merge=union\n"
    for path in (*LISTS, f"{RAW}/index.csv")
)
"""What that file says: what contradicts is told, and nobody has to merge."""
