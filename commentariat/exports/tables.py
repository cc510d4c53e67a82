"""Records as tables, with columns that are the same for every archive of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

import msgspec

from commentariat.archive.archive import names_in
from commentariat.archive.model import Key
from commentariat.exports.model import Export
from commentariat.exports.records import (
    ARRAY,
    BODY,
    COUNT,
    FACET,
    FILE,
    HTML,
    OBJECT,
    SECTION,
    URL,
    Record,
    records_of,
    shown_rows,
    type_of,
)

_ARTICLES: Final = partial(records_of, kind="article")
_TERMS: Final = partial(records_of, kind="term")
_PAGES: Final = partial(records_of, kind="page")
_ITEMS: Final = partial(records_of, kind="item")


class Column(msgspec.Struct, frozen=True):
    """A column of a table."""

    name: str
    type: str = "string"
    """As Frictionless calls it: what has values in it is JSON in a text."""


class Table(msgspec.Struct, frozen=True):
    """A table: a row of the table of them."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns by which each of its records is told from the others."""
    records: Callable[[Export], Iterator[Record]]
    """Reads the records of an export that are in it."""
    references: Mapping[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
    """Columns that name a record of another table, by its name and columns."""

    def rows(self, export: Export) -> Iterator[tuple[Any, ...]]:
        """Give the values of each record, in the order of the columns."""
        kinds = [(column.name, column.type) for column in self.columns]
        for record in self.records(export):
            yield tuple([_cell(record.get(name), kind) for name, kind in kinds])


def _cell(value: Any, kind: str) -> Any:
    if value is None or kind not in (ARRAY, OBJECT):
        return value
    return msgspec.json.encode(value).decode()


def tables_of(export: Export) -> tuple[Table, ...]:
    """Make the tables of *export*; those of its own pages where all is taken along."""
    schema = export.site.settings.schema
    rows = [one.rows for one in schema.term_keys.values()]
    columns = _columns(export, (FACET, URL), rows, Column(COUNT, "integer"))
    title = "Terms that articles name"
    terms = Table("terms", title, columns, (FACET, "slug"), _TERMS)
    found = (articles_of(export), terms, _NAMED)
    if not export.is_whole:
        return found
    key = (URL if export.is_for_readers else FILE,)
    columns = _columns(export, (URL,), [schema.home_keys.rows])
    pages = Table("pages", "Pages of the institution", columns, key, _PAGES)
    if not schema.sections:
        return *found, pages
    rows = [one.rows for one in schema.item_keys.values()]
    columns = _columns(export, (SECTION, URL), rows)
    return (
        *found,
        pages,
        Table("items", "Items of sections", columns, key, _ITEMS),
    )


def articles_of(export: Export) -> Table:
    """Make the table of the articles of *export*."""
    columns = _columns(export, (URL,), [export.site.settings.schema.article_keys.rows])
    return Table("articles", "Articles", columns, ("slug",), _ARTICLES)


def _columns(
    export: Export,
    first: Iterable[str],
    tables: Iterable[Mapping[str, Key]],
    *more: Column,
) -> tuple[Column, ...]:
    """List the columns of records that may have keys of *tables*, each once."""
    keys = (key for rows in tables for key in shown_rows(export, rows).values())
    known = {key.name: Column(key.name, type_of(key)) for key in keys}
    file, text = ((), HTML) if export.is_for_readers else ((FILE,), BODY)
    return (*map(Column, (*first, *file)), *known.values(), *more, Column(text))


def _named(export: Export) -> Iterator[Record]:
    """Tell which article names which term, in the order in which it does."""
    archive = export.site.archive
    facets = [facet for facet in archive.facets if not facet.is_of_date]
    for article in export.articles:
        for facet in facets:
            known = archive.names[facet.name]
            names = (known.get(name) for name in names_in(article, facet))
            named = (term for term in names if term and export.is_named(term))
            slugs = dict.fromkeys(term.slug for term in named)
            for place, slug in enumerate(slugs, 1):
                yield {
                    "article": article.slug,
                    "facet": facet.name,
                    "term": slug,
                    "place": place,
                }


_NAMED: Final = Table(
    "article_terms",
    "Which article names which term",
    (Column("article"), Column("facet"), Column("term"), Column("place", "integer")),
    ("article", "facet", "term"),
    _named,
    {
        ("article",): ("articles", ("slug",)),
        ("facet", "term"): ("terms", (FACET, "slug")),
    },
)
