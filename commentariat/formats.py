"""The table of formats in which an archive can be taken along."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import msgspec

from commentariat.exports.model import Export


class Format(msgspec.Struct, frozen=True):
    """One format: a row of the table."""

    name: str
    """As people type it."""
    file: str
    """Name of the file, where nobody says another."""
    makes: str
    """What it makes, for the help."""
    module: str
    """That of this room whose `write` makes it; imported when it is asked for."""
    is_for_spreadsheets: bool = False
    """It has cells that a spreadsheet may run."""

    is_of_output: bool = False
    """It holds the site as it was built, whole."""

    def write(self, export: Export, where: str) -> None:
        """
        Write *export* to a new file at *where*.

        Raises:
            SourceError: a source is at fault, or was changed meanwhile.
            OSError: the disk refuses.
        """
        import_module(f"commentariat.exports.{self.module}").write(export, where)


FORMATS: Final = {
    row.name: row
    for row in (
        Format(
            "jsonl", "archive.jsonl",
            "JSON Lines: a content file a line, with all that it says", "json_lines",
        ),
        Format(
            "csv", "articles.csv",
            "a table of the articles, for spreadsheets and statistics", "csv_table",
            is_for_spreadsheets=True,
        ),
        Format(
            "sqlite", "archive.db",
            "a database of articles and terms, with full-text search", "database",
        ),
        Format(
            "datasette", "metadata.json",
            "what Datasette says of that database: titles, license, facets",
            "datasette",
        ),
        Format(
            "datapackage", "archive.zip",
            "a Frictionless data package: tables as CSV, and what is in them",
            "data_package",
        ),
        Format(
            "epub", "archive.epub",
            "a book, an article a chapter: of a series, an author, any term", "epub",
        ),
        Format(
            "llms", "llms.txt",
            "what the site is and where its parts stand, for language models", "llms",
        ),
        Format(
            "bagit", "archive-bag.zip",
            "a bag of content and raw files with their digests, for libraries", "bag",
        ),
        Format(
            "wacz", "archive.wacz",
            "a web archive of the site as it was built, to be replayed", "web_archive",
            is_of_output=True,
        ),
    )
}  # fmt: skip
"""By name, in the order of the help."""
