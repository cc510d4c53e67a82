"""Tables: those of data as Markdown where it can hold them, as plain HTML where not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

import msgspec

from commentariat.intake.formats.html.inline import (
    Run,
    Style,
    is_set_whole,
    words_of_runs,
    write_runs,
)
from commentariat.intake.formats.html.tree import BLOCKS, Element, Text

_BLANKS: Final = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_MOST_CELLS: Final = 20_000
_MOST_SPAN: Final = 200
_LONGEST_CELL: Final = 1_500
"""Signs; a cell of more is a part of a page, and no value."""
_PARTS: Final = frozenset(("tbody", "thead", "tfoot"))
_BLOCKS_OF_TEXT: Final = frozenset(("p", "div", "br", "center", "section"))
LISTS: Final = frozenset(("ul", "ol", "li"))
"""What cells of a table that names its rows or columns may hold besides."""
_MOST_BLOCKS: Final = 6
"""In a cell, but for lists; one of more is a part of a page."""
_TAGS: Final = (
    (Style.CODE, "code"),
    (Style.RAISED, "sup"),
    (Style.LOWERED, "sub"),
    (Style.STRUCK, "del"),
    (Style.EMPHASIS, "em"),
    (Style.STRONG, "strong"),
)


class GridCell(msgspec.Struct, frozen=True):
    """A cell as it stands."""

    element: Element
    is_head: bool
    columns: int
    rows: int


class Grid(msgspec.Struct, frozen=True):
    """A table, taken apart."""

    rows: list[list[GridCell]]
    heads: int
    """How many of the first rows say what the columns are."""
    captions: list[Element]


class Cell(msgspec.Struct, frozen=True):
    """A cell, and what is written in it."""

    runs: list[Run]
    place: GridCell
    html: str = ""
    """What is written, where that has lists, which Markdown has in no cell."""


def is_layout(table: Element) -> bool:
    """Tell whether *table* only puts parts of a page where they are."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = list(_rows_of(table))
    cells = [cell for row in rows for cell in row]
    if len(cells) > _MOST_CELLS:
        return True
    if len(rows) < 2 or max(map(len, rows), default=0) < 2:
        return True
    plain = _BLOCKS_OF_TEXT
    if any(cell.name == "th" for cell in cells):
        plain |= LISTS
    return any(
        _holds_blocks(cell, plain) or cell.length > _LONGEST_CELL for cell in cells
    )


def _holds_blocks(cell: Element, plain: frozenset[str]) -> bool:
    if not cell.has_blocks:
        return False
    inner = [one.name for one in cell.inner if one.name in BLOCKS]
    many = sum(name not in LISTS for name in inner) > _MOST_BLOCKS
    return many or any(name not in plain for name in inner)


def grid_of(table: Element) -> Grid:
    """Take the rows, cells and captions of *table*."""
    rows: list[list[GridCell]] = []
    in_head: list[bool] = []
    for row in _rows_of(table):
        cells = [
            GridCell(
                one, one.name == "th", _span(one, "colspan"), _span(one, "rowspan")
            )
            for one in row
        ]
        if cells:
            rows.append(cells)
            in_head.append(_part_of(row) == "thead")
    heads = 0
    for cells, is_in_head in zip(rows, in_head, strict=True):
        if not is_in_head and not all(cell.is_head for cell in cells):
            break
        heads += 1
    if heads == len(rows):
        heads = min(heads, 1)
    captions = [
        one
        for one in table.children
        if isinstance(one, Element) and one.name == "caption"
    ]
    return Grid(rows, heads, captions)


def _part_of(row: list[Element]) -> str:
    for up in row[0].ancestors:
        if up.name in _PARTS or up.name == "table":
            return up.name
    return ""


def _rows_of(element: Element) -> Iterator[list[Element]]:
    for child in element.children:
        if isinstance(child, Text) or child.zone is not None:
            continue
        if child.name in _PARTS:
            yield from _rows_of(child)
        elif child.name == "tr":
            yield [
                one
                for one in child.children
                if isinstance(one, Element)
                and one.name in ("td", "th")
                and one.zone is None
            ]


def _span(cell: Element, name: str) -> int:
    written = cell.get(name).strip()
    number = (
        int(written)
        if written.isascii() and written.isdecimal() and len(written) < 6
        else 1
    )
    return min(max(number, 1), _MOST_SPAN)


def write_table(rows: list[list[Cell]], grid: Grid, *, is_nested: bool) -> str | None:
    """
    Write a table of *rows*; None where nothing can hold it.

    That is within lists and quotations, where HTML does not stand, and a table that
    Markdown cannot hold.
    """
    heads = grid.heads or (1 if _is_head_by_style(rows) else 0)
    if _fits_markdown(rows, heads):
        return _write_markdown(rows)
    return None if is_nested else _write_html(rows, heads)


def _is_head_by_style(rows: list[list[Cell]]) -> bool:
    """Tell whether the first row alone is all bold, as rows of names are."""
    if len(rows) < 2 or not all(
        is_set_whole(cell.runs, Style.STRONG) for cell in rows[0]
    ):
        return False
    return not all(is_set_whole(cell.runs, Style.STRONG) for cell in rows[1])


def _fits_markdown(rows: list[list[Cell]], heads: int) -> bool:
    widths = {len(row) for row in rows}
    if heads != 1 or len(widths) != 1 or len(rows) < 2:
        return False
    for row in rows:
        for cell in row:
            place = cell.place
            if place.columns > 1 or place.rows > 1 or cell.html or _has_parts(cell):
                return False
            if any(run.style & Style.CODE and "|" in run.text for run in cell.runs):
                return False
    return any(words_of_runs(cell.runs) for cell in rows[0])


def _has_parts(cell: Cell) -> bool:
    """Tell whether a cell has lines or paragraphs that must stay apart."""
    breaks = [run.is_break for run in cell.runs if run.is_break or run.text.strip()]
    within = breaks[breaks.index(False) :] if False in breaks else []
    while within and within[-1]:
        within.pop()
    blocks = [
        one
        for one in cell.place.element.inner
        if one.name in ("p", "div") and one.length
    ]
    return any(within) or len(blocks) > 1


def _write_markdown(rows: list[list[Cell]]) -> str:
    is_head = True
    lines = []
    for row in rows:
        cells = (_shown(cell, is_head=is_head) for cell in row)
        lines.append(f"| {' | '.join(cells)} |")
        if is_head:
            lines.append(f"|{'|'.join(map(_rule, row))}|")
        is_head = False
    return "\n".join(lines)


def _shown(cell: Cell, *, is_head: bool) -> str:
    runs = [run for run in cell.runs if not run.is_break]
    if is_head and is_set_whole(runs, Style.STRONG):
        runs = [
            msgspec.structs.replace(run, style=run.style & ~Style.STRONG)
            for run in runs
        ]
    return write_runs(runs, is_one_line=True).replace("|", "\\|")


def _rule(cell: Cell) -> str:
    align = _align(cell.place.element)
    return {"right": " ---: ", "center": " :---: "}.get(align, " --- ")


def _align(cell: Element) -> str:
    style = cell.get("style").replace(" ", "").lower()
    for one in ("right", "center"):
        if cell.get("align").lower() == one or f"text-align:{one}" in style:
            return one
    return ""


# -- As HTML ------------------------------------------------------------------


def _write_html(rows: list[list[Cell]], heads: int) -> str:
    parts = ["<table>"]
    if heads:
        parts += "<thead>", *_html_rows(rows[:heads], in_head=True), "</thead>"
    parts += "<tbody>", *_html_rows(rows[heads:], in_head=False), "</tbody>", "</table>"
    return "\n".join(parts)


def _html_rows(rows: Iterable[list[Cell]], *, in_head: bool) -> Iterator[str]:
    for row in rows:
        cells = "".join(_html_cell(cell, in_head=in_head) for cell in row)
        yield f"<tr>{cells}</tr>"


def _html_cell(cell: Cell, *, in_head: bool) -> str:
    place = cell.place
    tag = "th" if place.is_head or in_head else "td"
    said = ""
    if tag == "th":
        said += f' scope="{"col" if in_head else "row"}"'
    if place.columns > 1:
        said += f' colspan="{place.columns}"'
    if place.rows > 1:
        said += f' rowspan="{place.rows}"'
    if tag == "td" and (align := _align(place.element)):
        said += f' align="{align}"'
    return f"<{tag}{said}>{cell.html or html_of_runs(cell.runs)}</{tag}>"


def html_of_runs(runs: list[Run]) -> str:
    kept = list(runs)
    while kept and (kept[0].is_break or not (kept[0].text.strip() or kept[0].markdown)):
        kept.pop(0)
    while kept and (
        kept[-1].is_break or not (kept[-1].text.strip() or kept[-1].markdown)
    ):
        kept.pop()
    return "".join(map(_html_run, kept))


def _html_run(run: Run) -> str:
    if run.is_break:
        return "<br>"
    if run.markdown.startswith("[^"):
        return f"<sup>{escape(run.markdown[2:-1])}</sup>"
    if run.markdown:
        alt, _, address = run.markdown[2:-1].rpartition("](")
        return f'<img src="{escape(address)}" alt="{escape(alt)}">'
    shown = _plain(run.text)
    for style, tag in _TAGS:
        if run.style & style and shown.strip():
            shown = f"<{tag}>{shown}</{tag}>"
    return f'<a href="{escape(run.link)}">{shown}</a>' if run.link else shown


def _plain(text: str) -> str:
    """Write *text* for HTML within Markdown: on one line, and no mark of a shortcode."""
    return escape(_BLANKS.sub(" ", text), quote=False)
