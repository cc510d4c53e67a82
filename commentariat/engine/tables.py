"""
Tables that lie in files of a site, as HTML.

Such a file is text and nothing else: what its cells say is shown, whatever it looks like.
One that no page can show whole is told, never cut.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape
from typing import Final

from commentariat.archive.text import UNSHOWABLE
from commentariat.disk import read_whole
from commentariat.errors import Problem, SourceError, not_utf8, unreadable
from commentariat.kinds import Kind, Row

_LARGEST: Final = 2**20  # bytes
_MOST_ROWS: Final = 1_000
_MOST_COLUMNS: Final = 40
_LONGEST: Final = 2_000  # characters of a cell
MOST_CELLS: Final = _MOST_ROWS * _MOST_COLUMNS
"""Of all tables of a text."""
_DELIMITERS: Final = ",;\t"
_NUMBER: Final = re.compile(
    r"(?:[-+−–~<>≈]\s?)?[$€£¥]?\d[\d.,'’\s\u00a0\u202f]*\s?[%‰]?|[-–—…]|n/?a",
    re.IGNORECASE,
)
# As the sanitizer writes what the shortcode gives, with its link placed.
_STAND_IN: Final = re.compile(
    r'<figure((?: [a-z-]+="[^"]*")*) class="csv( [^"]*)?"((?: [a-z-]+="[^"]*")*)>'
    r'<a href="([^"]*)">[^<]*</a>(?:<figcaption>((?:(?!</?figcaption>).)*+)</figcaption>)?'
    r"</figure>",
    re.DOTALL,
)
_CREDIT: Final = re.compile(r"\s*(<small>.*</small>)$", re.DOTALL)
SIGN: Final = 'class="csv'
"""Stands in every text that has one to be put in."""

Rows = tuple[tuple[str, ...], ...]


def read_table(path: str, source: str) -> tuple[bytes, Rows]:
    """
    Read the table in the file at *path*, which people know as *source*.

    Gives its bytes too, by which its digest can be told.

    Raises:
        SourceError: it is none, or too large for a page.
    """
    try:
        data = read_whole(path, _LARGEST)
        return data, parse_table(data, source)
    except OSError as fault:
        raise SourceError(unreadable(source, fault)) from None


def parse_table(data: bytes, source: str) -> Rows:
    """
    Parse the rows of a table, the first of which names its columns.

    Cells are parted by commas, semicolons or tabs, whichever the first line has most of.
    """

    def refuse(line: int, kind: Row, *values: object) -> SourceError:
        return SourceError(Problem(source, line, kind.of(*values)))

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise SourceError(not_utf8(source, fault)) from None
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        for cells in reader:
            row, line = tuple(map(str.strip, cells)), reader.line_num
            if not any(row):
                continue
            if len(rows) > _MOST_ROWS:
                raise refuse(line, Kind.TABLE_TOO_LARGE, f"{_MOST_ROWS:,} rows", "more")
            if not rows and len(row) > _MOST_COLUMNS:
                most = f"{_MOST_COLUMNS} columns"
                raise refuse(line, Kind.TABLE_TOO_LARGE, most, len(row))
            if rows and len(row) > len(rows[0]):
                raise refuse(line, Kind.TABLE_ROW, len(rows[0]), len(row))
            for cell in row:
                if len(cell) > _LONGEST:
                    most = f"{_LONGEST:,} characters in a cell"
                    raise refuse(line, Kind.TABLE_TOO_LARGE, most, f"{len(cell):,}")
                if found := UNSHOWABLE.search(cell.replace("\r", "")):
                    raise refuse(line, Kind.UNSHOWABLE, f"{ord(found[0]):04X}")
            rows.append(row + ("",) * (len(rows[0]) - len(row)) if rows else row)
    except csv.Error as fault:
        raise refuse(reader.line_num, Kind.NOT_TABLE_FILE, fault) from None
    if not rows:
        raise refuse(1, Kind.NOT_TABLE_FILE, "it has no rows")
    return tuple(rows)


def put_tables(
    html: str, find: Callable[[str], Rows | None], words: Mapping[str, str]
) -> str:
    """
    Put the tables that *find* gives by their hrefs where *html* names them.

    *words* say what a table is called, and how its file is led to; `seen`, `said` and `own` are
    attributes of their language and of the body's, where these are others.
    """

    def put(match: re.Match[str]) -> str:
        before, classes, behind, href, caption = match.groups()
        rows = find(href)
        if rows is None:
            return match[0]
        credit = _CREDIT.search(caption or "")
        words_of_caption = (caption or "")[: credit.start()] if credit else caption
        shown = write_table(rows, words_of_caption or "", words)
        source = f"{credit[1]} " if credit else ""
        said = words.get("seen", "")
        file = f'<a href="{href}" download{said}>{words["file"]}</a>'
        return (
            f'<figure{before} class="data{classes or ""}"{behind}>{shown}'
            f"<figcaption>{source}{file}</figcaption></figure>"
        )

    return _STAND_IN.sub(put, html)


def write_table(rows: Rows, caption: str, words: Mapping[str, str]) -> str:
    """
    Write *rows* as a table that scrolls, called by its *caption* (HTML), else by *words*.

    Columns of numbers stand flush at their ends.
    """
    head, *body = rows
    sides = [_side(column, body) for column in range(len(head))]
    names = "".join(
        f'<th scope="col"{s}>{_cell(c)}</th>' for c, s in zip(head, sides, strict=True)
    )
    lines = "".join(
        f'<tr><th scope="row">{_cell(row[0])}</th>'
        + "".join(
            f"<td{s}>{_cell(c)}</td>" for c, s in zip(row[1:], sides[1:], strict=True)
        )
        + "</tr>"
        for row in body
    )
    title = f"<caption>{caption}</caption>" if caption else ""
    name, said, own = escape(_plain(caption)), "", ""
    if not name:
        name = escape(words["table"])
        said, own = words.get("said", ""), words.get("own", "")
    return (
        f'<div class="scroll" role="group" aria-label="{name}" tabindex="0"{said}>'
        f"<table{own}>{title}"
        f"<thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _side(column: int, body: Sequence[Sequence[str]]) -> str:
    cells = [row[column] for row in body if row[column]]
    is_number = column > 0 and cells and all(map(_NUMBER.fullmatch, cells))
    return ' class="right"' if is_number else ""


def _cell(text: str) -> str:
    return "<br>".join(escape(text).splitlines())


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
