"""The table of formats in which an archive can be taken along."""

from __future__ import annotations

from typing import Final

import msgspec

FOLDER: Final = "export/"
"""Path of what a site lets readers take along, and of the page that says so."""


class Format(msgspec.Struct, frozen=True):
    """One format: a row of the table."""

    name: str
    """As people type it."""
    file: str
    """Name of the file, where nobody says another."""
    makes: str
    """What it makes, for the help."""
    module: str
    """That of `exports` whose `write` makes it; imported when it is asked for."""
    shows: tuple[str, ...] = ()
    """What it shows, as `exports.shown` digests it. None: it is short."""
    made_by: tuple[str, ...] = ()
    """Names of libraries of the system that decide its bytes, in `exports.libraries`."""
    folder: str | None = FOLDER
    """Where a site publishes it; None: it holds the site, which cannot hold it."""
    is_for_spreadsheets: bool = False
    """It has cells that a spreadsheet may run."""
    is_of_output: bool = False
    """It holds the site as it was built, whole."""

    @property
    def has_bodies(self) -> bool:
        """Tell whether it holds the bodies of content files."""
        return "bodies" in self.shows

    @property
    def output(self) -> str:
        """Path of the file in a site."""
        return f"{self.folder or ''}{self.file}"


FORMATS: Final = {
    row.name: row
    for row in (
        Format(
            "jsonl", "archive.jsonl",
            "JSON Lines: a content file a line, with all that it says", "json_lines",
            ("articles", "bodies", "terms", "pages"),
        ),
        Format(
            "csv", "articles.csv",
            "a table of the articles, for spreadsheets and statistics", "csv_table",
            ("articles", "bodies", "terms"), is_for_spreadsheets=True,
        ),
        Format(
            "sqlite", "archive.db",
            "a database of articles and terms, with full-text search", "database",
            ("articles", "bodies", "terms", "pages"), made_by=("sqlite",),
        ),
        Format(
            "datasette", "metadata.json",
            "what Datasette says of that database: titles, license, facets",
            "datasette",
        ),
        Format(
            "datapackage", "archive.zip",
            "a Frictionless data package: tables as CSV, and what is in them",
            "data_package", ("articles", "bodies", "terms", "pages"), made_by=("zlib",),
        ),
        Format(
            "epub", "archive.epub",
            "a book, an article a chapter: of a series, an author, any term", "epub",
            ("articles", "bodies", "terms", "pictures"), made_by=("zlib",),
        ),
        Format(
            "llms", "llms.txt",
            "what the site is and where its parts stand, for language models", "llms",
            folder="",
        ),
        Format(
            "bagit", "archive-bag.zip",
            "a bag of content and raw files with their digests, for libraries", "bag",
            folder=None,
        ),
        Format(
            "wacz", "archive.wacz",
            "a web archive of the site as it was built, to be replayed", "web_archive",
            folder=None, is_of_output=True,
        ),
    )
}  # fmt: skip
"""By name, in the order of the help."""
HELD: Final = tuple([row.name for row in FORMATS.values() if row.folder is not None])
"""Names of those that a site can hold."""
