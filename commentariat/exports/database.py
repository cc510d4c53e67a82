"""A database of SQLite: tables of articles and terms, with full-text search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

from commentariat.exports.model import Export
from commentariat.exports.tables import Column, Table, tables_of
from commentariat.search.shown_text import paragraphs_of

ID: Final = "_id"
TEXT: Final = "_text"
SEARCHED: Final = ("title", "dek", "authors", TEXT)
"""Columns of articles that full-text search looks into."""
_TYPES: Final = {"integer": "INTEGER", "boolean": "INTEGER", "number": "NUMERIC"}


def write(export: Export, where: str) -> None:
    """
    Write the tables of *export* to a new database at *where*.

    Its bytes are the same wherever the version of SQLite is.
    """
    with closing(sqlite3.connect(where, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute("BEGIN")
        for table in tables_of(export):
            _fill(base, table, export)
        _index(base)
        base.execute("COMMIT")


def _fill(base: sqlite3.Connection, table: Table, export: Export) -> None:
    """Make *table* and put in its records."""
    columns, rows = table.columns, table.rows(export)
    if table.name == "articles":
        columns = (*columns, Column(TEXT))
        rows = _with_texts(rows, export)
    lines = [f"{_name(one.name)} {_TYPES.get(one.type, 'TEXT')}" for one in columns]
    if table.name == "articles":  # what is searched is told by it
        lines.insert(0, f"{_name(ID)} INTEGER PRIMARY KEY")
    lines.append(f"UNIQUE ({_names(table.key)})")
    lines += [
        f"FOREIGN KEY ({_names(mine)}) REFERENCES {_name(other)} ({_names(theirs)})"
        for mine, (other, theirs) in table.references.items()
    ]
    base.execute(f"CREATE TABLE {_name(table.name)} ({', '.join(lines)})")
    names = _names([one.name for one in columns])
    places = ", ".join("?" * len(columns))
    base.executemany(
        f"INSERT INTO {_name(table.name)} ({names}) VALUES ({places})", rows
    )


def _with_texts(
    rows: Iterator[tuple[Any, ...]], export: Export
) -> Iterator[tuple[Any, ...]]:
    """Add to each of the *rows* of articles what readers see of its body."""
    for row, article in zip(rows, export.articles, strict=True):
        html = row[-1] if export.is_for_readers else export.html(article)
        text = "\n\n".join(paragraphs_of(html))
        yield (*row, text.encode("utf-8", "replace").decode())


def _index(base: sqlite3.Connection) -> None:
    """Index the words of the articles, and by term what names it."""
    searched = ", ".join(map(_name, SEARCHED))
    base.execute(
        f"CREATE VIRTUAL TABLE articles_fts USING fts5({searched}, content='articles', "
        f"content_rowid='{ID}', tokenize='unicode61 remove_diacritics 2')"
    )
    base.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
    base.execute("INSERT INTO articles_fts(articles_fts) VALUES ('optimize')")
    base.execute("CREATE INDEX by_date ON articles (date)")
    base.execute("CREATE INDEX by_term ON article_terms (facet, term)")


def _name(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _names(words: tuple[str, ...] | list[str]) -> str:
    return ", ".join(map(_name, words))
