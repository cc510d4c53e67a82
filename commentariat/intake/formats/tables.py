"""Tables of records: rows of cells between delimiters, the first row names the columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec

from commentariat.archive.text import digest_bytes
from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.formats.fields import BODY_NAMES, Field, clean, read_fields
from commentariat.intake.formats.html.decoding import decode_1252
from commentariat.intake.formats.json_text import fields_of
from commentariat.intake.formats.model import (
    HEAD_SIZE,
    ItemSpan,
    ItemText,
    SourceFormat,
    State,
    Surroundings,
)
from commentariat.intake.formats.record_text import decode_record
from commentariat.intake.formats.records import Keys, Told, told_of, values_of
from commentariat.intake.formats.synonyms import known_target, normalize
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind

MOST_COLUMNS: Final = 1_000
_STRETCH: Final = 2**18
_DELIMITERS: Final = (",", ";", "\t", "|")
_LONGEST_NAME: Final = 80
_LEAST_KNOWN: Final = 2
"""Columns that must be called as keys are."""
_SURE: Final = 0.5
"""Share of rows that must have as many cells as the first; the others are told."""
_MARK: Final = b"\xef\xbb\xbf"
_UNNAMED: Final = tuple(
    "url id fingerprint hostname title image date text comments license pagetype".split()
)
"""The columns of trafilatura’s tables, which have no first row that names them."""
_NULL: Final = "null"
_SAYS: Final = re.compile(rb"sep=(.)\r?\n")


class Dialect(msgspec.Struct, frozen=True):
    """How a table is written."""

    delimiter: str
    names: tuple[str, ...]
    start: int
    """Offset of the first row behind the names."""
    line: int
    escapes: bool = False
    """A quotation mark within a cell is `\\"`, not `""`."""
    encoding: str = "utf-8"
    is_named: bool = True
    """The first row names the columns; else `null` stands in cells that are empty."""

    def told(self, cells: list[Cell]) -> Iterator[tuple[str, Cell]]:
        """Give each of *cells* that says something with the name of its column."""
        for number, (name, cell) in enumerate(zip(self.names, cells, strict=False), 1):
            if self.is_named or cell.text != _NULL:
                yield name or f"column {number}", cell


def _row(delimiter: str, *, escapes: bool) -> re.Pattern[bytes]:
    """Make what matches a whole row; a line end within quotation marks is of the cell."""
    mark = re.escape(delimiter.encode())
    inner = rb'(?:[^"\\]++|\\.|"")*+' if escapes else rb'(?:[^"]++|"")*+'
    cell = rb'(?:"' + inner + rb'"[^' + mark + rb'\r\n]*+|(?!")[^' + mark + rb"\r\n]*+)"
    return re.compile(
        cell + rb"(?:" + mark + cell + rb")*+(?P<end>\r\n|\n|\r|\Z)", re.DOTALL
    )


def _cell(delimiter: str, *, escapes: bool) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    inner = r'(?:[^"\\]++|\\.|"")*+' if escapes else r'(?:[^"]++|"")*+'
    return re.compile(
        rf'(?:"(?P<quoted>{inner})"(?P<rest>[^{mark}\n]*+)|(?P<bare>[^{mark}\n]*+))'
        rf"(?P<end>{mark}|\n|\Z)",
        re.DOTALL,
    )


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A cell of a row, and where its text stands."""

    text: str
    start: int
    end: int


def cells_of(text: str, dialect: Dialect) -> list[Cell]:
    """Take a row apart into its cells."""
    pattern = _cell(dialect.delimiter, escapes=dialect.escapes)
    found: list[Cell] = []
    at = 0
    while one := pattern.match(text, at):
        if one["quoted"] is not None:
            inner = one["quoted"].replace('""', '"')
            if dialect.escapes:
                inner = re.sub(r"\\(.)", r"\1", inner, flags=re.DOTALL)
            found.append(Cell(inner + one["rest"], *one.span("quoted")))
        else:
            found.append(Cell(one["bare"], *one.span("bare")))
        at = one.end()
        if one["end"] != dialect.delimiter:
            break
    return found


# -- Tell ------------------------------------------------------------------------------


def tells_table(head: bytes, name: str) -> bool:
    """Tell a table: its first row names columns as keys are called, the others fit it."""
    return tell_dialect(head, is_whole=len(head) < HEAD_SIZE) is not None


def tell_dialect(head: bytes, *, is_whole: bool) -> Dialect | None:
    """
    Tell how a table is written that begins with *head*.

    None where no first row names columns, or hardly any other row fits it: a dump of a
    database without names is no such table.
    """
    encoding, data, start = _opened(head)
    says = _SAYS.match(data)
    delimiters: tuple[str, ...] = _DELIMITERS
    line = 1
    if says:
        delimiters, line = (says[1].decode("latin-1"),), 2
        data, start = data[says.end() :], start + says.end()
    if data[:1] in b"{[<":
        return None
    first = data.split(b"\n", 1)[0]
    if len(first) > MOST_COLUMNS * _LONGEST_NAME or first[:1] in b"{[<":
        return None
    if unnamed := _unnamed(data, start, line, is_whole=is_whole):
        return unnamed
    best: tuple[float, int, Dialect] | None = None
    for delimiter in delimiters:
        if delimiter.encode() not in first:
            continue
        for escapes in (False, True):
            rows = _sample(data, delimiter, escapes=escapes, is_whole=is_whole)
            dialect = _with_names(
                next(rows, []), delimiter, start, line, encoding, escapes=escapes
            )
            if dialect is None:
                continue  # as of prose: its other lines need no look
            fits = [len(one) == len(dialect.names) for one in rows]
            fit = sum(fits)
            share = fit / len(fits) if fits else 0.0
            if share >= _SURE and (best is None or (share, fit) > best[:2]):
                best = share, fit, dialect
    return best[2] if best else None


def _unnamed(data: bytes, start: int, line: int, *, is_whole: bool) -> Dialect | None:
    """Tell a table of trafilatura by its first row."""
    if not data.startswith((b"http", b"null\t")):
        return None
    rows = _sample(data, "\t", escapes=False, is_whole=is_whole)
    cells = [one.text for one in next(rows, [])]
    if len(cells) != len(_UNNAMED):
        return None
    said = dict(zip(_UNNAMED, cells, strict=True))
    is_told = (
        re.fullmatch(r"https?://\S+|null", said["url"])
        and re.fullmatch(r"[\w.:-]+|null", said["hostname"])
        and re.fullmatch(r"\d{4}-\d\d-\d\d|null", said["date"])
        and re.fullmatch(r"[0-9a-f]+|null", said["fingerprint"])
    )
    return Dialect("\t", _UNNAMED, start, line, is_named=False) if is_told else None


def _opened(head: bytes) -> tuple[str, bytes, int]:
    """Give the encoding, the bytes without their mark, and where they begin."""
    if head.startswith(_MARK):
        return "utf-8", head[len(_MARK) :], len(_MARK)
    return "utf-8", head, 0


def _sample(
    data: bytes, delimiter: str, *, escapes: bool, is_whole: bool
) -> Iterator[list[Cell]]:
    """Give the whole rows of *data* that are not empty."""
    pattern = _row(delimiter, escapes=escapes)
    dialect = Dialect(delimiter, (), 0, 1, escapes)
    at = 0
    while at < len(data):
        row = pattern.match(data, at)
        if row is None:
            if is_whole:
                yield []
                newline = data.find(b"\n", at)
                at = newline + 1 if newline >= 0 else len(data)
                continue
            return
        if row.end() == len(data) and not is_whole:
            return  # cut off, perhaps
        text = _decoded(row[0]).rstrip("\r\n").replace("\r\n", "\n")
        at = row.end()
        if text.strip() or at == 0:
            yield cells_of(text, dialect)


def _decoded(row: bytes) -> str:
    """Decode a row as its whole file is decoded."""
    try:
        return row.decode("utf-8")
    except UnicodeDecodeError:
        return decode_1252(row)


def _with_names(
    first: list[Cell], delimiter: str, start: int, line: int, encoding: str, *,
    escapes: bool,
) -> Dialect | None:  # fmt: skip
    names = tuple(" ".join(clean(one.text).split()) for one in first)
    if not 2 <= len(names) <= MOST_COLUMNS:
        return None
    if any(len(one) > _LONGEST_NAME or one.endswith((".", "!", "?")) for one in names):
        return None
    targets = {known_target(one) for one in names if one} - {""}
    has_text = any(normalize(one) in BODY_NAMES for one in names)
    if not (has_text or "title" in targets):
        return None
    if len(targets) + has_text < _LEAST_KNOWN:
        return None
    return Dialect(delimiter, names, start, line, escapes, encoding)


# -- Cut -------------------------------------------------------------------------------


def dialect_of(file: BinaryIO) -> Dialect | None:
    """Tell how the table in *file* is written, and leave it where it was."""
    file.seek(0)
    head = file.read(HEAD_SIZE)
    told = tell_dialect(head, is_whole=len(head) < HEAD_SIZE)
    file.seek(0)
    return told


def gather_table(file: BinaryIO, name: str) -> dict[str, str]:
    """Learn how the table is written: what a row alone does not say."""
    dialect = dialect_of(file)
    if dialect is None:
        return {}
    return {"table": msgspec.json.encode(dialect).decode()}


def cut_table(file: BinaryIO, name: str) -> Iterator[ItemSpan | Problem]:
    """Cut a table into its rows."""
    dialect = dialect_of(file)
    if dialect is None:
        yield Problem("", 1, Kind.RECORDS_NONE.of())
        return
    keys, told = Keys(), Told(name)
    names = "\0".join(dialect.names).encode()
    is_first = True
    for start, data, line in _rows(file, dialect, told):
        if isinstance(data, Problem):
            yield from told.tell(data)
            continue
        if is_first and dialect.is_named:
            is_first = False
            continue
        text = decode_record(data, "", line, dialect.encoding).text
        cells = cells_of(text, dialect)
        if fault := _misfit(cells, dialect, line):
            yield from told.tell(fault)
            continue
        digest = digest_bytes(names + b"\0" + data)
        values = values_of({name: cell.text for name, cell in dialect.told(cells)})
        values = {key: one for key, one in values.items() if one.strip()}
        key = keys.take(values, digest)
        yield told_of(values, key, start, start + len(data), line, digest)
    yield from told.end()


def _misfit(cells: list[Cell], dialect: Dialect, line: int) -> Problem | None:
    most = len(dialect.names)
    more = any(one.text.strip() for one in cells[most:])
    if len(cells) < most or more:
        message = Kind.RECORD_CELLS.of(most, len(cells), dialect.delimiter)
        return Problem("", line, message)
    return None


def _rows(
    file: BinaryIO, dialect: Dialect, told: Told
) -> Iterator[tuple[int, bytes | Problem, int]]:
    """Give each row that is not empty: where it begins, its bytes, its line."""
    pattern = _row(dialect.delimiter, escapes=dialect.escapes)
    file.seek(dialect.start)
    buffer, base, at, line = b"", dialect.start, 0, dialect.line
    is_end = False
    size = _STRETCH
    while True:
        row = pattern.match(buffer, at)
        is_cut = row is None or row.end() >= len(buffer) - 1  # "\r", then "\n"
        if is_cut and not is_end and len(buffer) - at <= SIZE_LIMIT:
            part = file.read(size)
            size = min(max(_STRETCH, len(buffer) - at), SIZE_LIMIT)
            is_end = not part
            base, buffer, at = base + at, buffer[at:] + part, 0
            continue
        size = _STRETCH
        if at >= len(buffer):
            return
        if row is None or (is_cut and not is_end):
            fault = (
                Kind.RECORD_QUOTE.of()
                if row is None
                else too_large(SIZE_LIMIT, len(buffer) - at)
            )
            yield base + at, Problem("", line, fault), line
            end = buffer.find(b"\n", at) + 1
            if end == 0:
                while part := file.readline(_STRETCH):
                    base += len(part)
                    if part.endswith(b"\n"):
                        break
                base, buffer, at = base + len(buffer), b"", 0
            else:
                at = end
            line += 1
            continue
        data = row[0][: row.start("end") - row.start()]
        if data.strip():
            yield base + at, data, line
        line += row[0].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
        at = row.end()


# -- Read ------------------------------------------------------------------------------


def read_row(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    """
    Read a row of a table.

    Raises:
        SourceError: it has other cells than the first row has, or a cell cannot be read.
    """
    dialect = msgspec.json.decode(around.lookup["table"], type=Dialect)
    decoded = decode_record(data, around.file, span.line, dialect.encoding)
    cells = cells_of(decoded.text, dialect)
    if fault := _misfit(cells, dialect, span.line):
        raise SourceError(msgspec.structs.replace(fault, source=around.file))
    fields: list[Field] = []
    for name, cell in dialect.told(cells):
        fields += _fields_in(name, cell)
    item = read_fields(decoded.text, fields, around, span.line)
    state = item.state if span.state == State.PUBLISHED else span.state
    return msgspec.structs.replace(
        item, doubts=(*decoded.doubts, *item.doubts), state=state
    )


def _fields_in(name: str, cell: Cell) -> Iterator[Field]:
    """Give the values of a cell, which may hold a list or an object of JSON."""
    text = clean(cell.text)
    bare = text.strip()
    if bare[:1] + bare[-1:] in ("[]", "{}") and len(bare) > 1:
        try:
            inner = fields_of(bare, "")
            json.loads(bare)
        except (SourceError, ValueError, RecursionError):
            pass
        else:
            for one in inner:
                yield Field((name, *one.path), one.text, cell.start, cell.end)
            return
    yield Field((name,), text, cell.start, cell.end, bare.isdecimal())


TABLE: Final = SourceFormat(
    "table", "a table of records", tells_table, cut_table, read_row, gather_table
)
