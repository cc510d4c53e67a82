"""The list beside the raw files, index.csv: what they do not say of themselves."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from commentariat.archive.conflicts import find_conflicts
from commentariat.archive.dates import is_date, parse_date
from commentariat.archive.folders import below_raw, item_name, split_item
from commentariat.archive.text import (
    UNSHOWABLE,
    digest_text,
    normalize_line_ends,
    shorten,
)
from commentariat.errors import Problem, near_match
from commentariat.kinds import Kind, Message

COLUMNS: Final = (
    "file", "item", "url", "title", "date", "language", "crawled", "skip", "same_as",
    "different_from",
)  # fmt: skip
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_YES: Final = frozenset({"yes", "true", "1", "x", "y"})
_NO: Final = frozenset({"", "no", "false", "0", "n"})
_LONGEST_CELL: Final = 20_000


class IndexRow(msgspec.Struct, frozen=True):
    """What index.csv says of one raw file, or of an item of one; empty: nothing."""

    file: str
    """Path under content/raw/; of an item its name, see `folders.item_name`."""
    line: int
    url: str = ""
    title: str = ""
    date: str = ""
    language: str = ""
    is_skipped: bool = False
    same_as: tuple[str, ...] = ()
    """Raw files that this one is another crawl of."""
    different_from: tuple[str, ...] = ()
    """Raw files that it is like, and is no crawl of."""
    crawled: str = ""
    """The day on which it was crawled or exported."""
    is_wanted: bool = False
    """It is imported though its house shows it to nobody."""

    @property
    def digest(self) -> str:
        """Digest what the row says; empty where it says nothing."""
        said = [self.url, self.title, self.date, self.language]
        if self.is_skipped:
            said.append("skip")
        for name in ("same_as", "different_from"):
            if files := getattr(self, name):
                said += (name, *files)
        if self.crawled:
            said.append(f"crawled {self.crawled}")
        if self.is_wanted and split_item(self.file)[1]:
            said.append("wanted")
        return digest_text("\x1f".join(said))[:16] if any(said) else ""


class Sidecar(msgspec.Struct, frozen=True):
    """All rows of index.csv that can be used, and what is wrong with the rest."""

    rows: Mapping[str, IndexRow] = {}
    """By file, in NFC."""
    held: frozenset[str] = frozenset()
    """Files, in NFC, whose rows are at fault: they wait until that is mended."""
    problems: tuple[Problem, ...] = ()
    is_usable: bool = True
    """False where no row can be told: then no raw file may be imported."""

    def find(self, file: str) -> IndexRow | None:
        """
        Find the row of *file*, however its name is composed.

        What a row says of a file that holds items goes for those without a row, as far
        as it can be true of several.
        """
        if not self.rows:
            return None
        name = unicodedata.normalize("NFC", file)
        row = self.rows.get(name)
        whole, key = split_item(name)
        if row is not None or not key or (of_all := self.rows.get(whole)) is None:
            return row
        return IndexRow(
            name,
            of_all.line,
            language=of_all.language,
            is_skipped=of_all.is_skipped,
            crawled=of_all.crawled,
        )

    def holds(self, file: str) -> bool:
        """Tell whether *file* waits for its row to be mended."""
        name = unicodedata.normalize("NFC", file)
        return name in self.held or split_item(name)[0] in self.held


class _Cells(msgspec.Struct, frozen=True):
    line: int
    cells: list[str]


def parse_sidecar(data: bytes, source: str) -> Sidecar:
    """
    Read the bytes of an index.csv into rows by file.

    A fault in a row holds back the raw file that it speaks of. A fault in the
    header, which every row depends on, holds back all of them; where not even
    the files can be told, the list is not usable.
    """
    text = data.decode("utf-8-sig", "surrogateescape")
    plain, kind = normalize_line_ends(text), Kind.CONFLICT_MERGED
    if conflicts := find_conflicts(plain, source, kind):
        return _unusable(*conflicts)
    reader = _read_cells(text)
    try:
        table = list(reader)
    except csv.Error as fault:
        line = fault.args[1] if len(fault.args) > 1 else 1
        return _unusable(Problem(source, line, Kind.NOT_CSV.of(fault.args[0])))
    if not table:
        return Sidecar()
    header = [cell.strip().lower() for cell in table[0].cells]
    faults = list(_judge_header(header, table[0].line, source))
    if "file" not in header:
        return _unusable(*faults)
    rows = [_read_row(cells, header, source) for cells in table[1:]]
    return _gather(rows, faults, source)


def _unusable(*problems: Problem) -> Sidecar:
    return Sidecar(problems=problems, is_usable=False)


def _read_cells(text: str) -> Iterator[_Cells]:
    """Yield each row that is not blank with the line on which it begins."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise csv.Error(str(fault), line) from None
        if any(cell.strip() for cell in cells):
            yield _Cells(line, cells)


def _judge_header(header: list[str], line: int, source: str) -> Iterator[Problem]:
    if "file" not in header:
        is_parted = not _has_other_comma(header)
        kind = Kind.NO_FILE_COLUMN if is_parted else Kind.NO_FILE_COLUMN_COMMAS
        found = _shown(", ".join(map(repr, header[:6])))
        yield Problem(source, line, kind.of(found))
        return
    for name in dict.fromkeys(header):
        if name not in COLUMNS:
            message = Kind.UNKNOWN_COLUMN.of(_shown(name), near_match(name, COLUMNS))
            yield Problem(source, line, message)
        elif header.count(name) > 1:
            yield Problem(source, line, Kind.COLUMN_TWICE.of(name))


def _has_other_comma(header: list[str]) -> bool:
    return len(header) == 1 and (";" in header[0] or "\t" in header[0])


class _JudgedRow(msgspec.Struct, frozen=True):
    row: IndexRow
    problems: tuple[Problem, ...]


def _read_row(cells: _Cells, header: list[str], source: str) -> _JudgedRow:
    values = dict(
        zip(header, (" ".join(cell.split()) for cell in cells.cells), strict=False)
    )
    file = _clean_file(cells.cells[header.index("file")].strip()
                       if header.index("file") < len(cells.cells) else "")  # fmt: skip
    key, skip = values.get("item", ""), values.get("skip", "").lower()
    row = IndexRow(
        item_name(file, key) if file else "",
        cells.line,
        values.get("url", ""),
        values.get("title", ""),
        values.get("date", ""),
        values.get("language", ""),
        skip in _YES,
        _read_files(values.get("same_as", "")),
        _read_files(values.get("different_from", "")),
        values.get("crawled", ""),
        bool(skip) and skip in _NO,
    )
    messages = list(_judge_row(row, values, len(cells.cells), len(header)))
    return _JudgedRow(
        row,
        tuple(Problem(source, cells.line, message) for message in messages),
    )


def _clean_file(file: str) -> str:
    return unicodedata.normalize("NFC", below_raw(file))


def _read_files(cell: str) -> tuple[str, ...]:
    """Read the raw files that a cell names, with semicolons between them."""
    files = (_clean_file(file.strip()) for file in cell.split(";"))
    return tuple(sorted({file for file in files if file}))


def _judge_row(
    row: IndexRow, values: Mapping[str, str], found: int, expected: int
) -> Iterator[Message]:
    """Yield each fault in a row."""
    if found != expected:
        yield Kind.ROW_CELLS.of(expected, found)
        return
    if not row.file:
        yield Kind.ROW_WITHOUT_FILE.of()
    for name, value in values.items():
        unfit = UNSHOWABLE.search(value)
        if unfit and "\udc80" <= unfit[0] <= "\udcff":
            byte = ord(unfit[0]) - 0xDC00
            yield Kind.ROW_BYTE.of(name, f"{byte:02x}")
        elif unfit:
            yield Kind.ROW_CHARACTER.of(name, f"{ord(unfit[0]):04X}")
        elif len(value) > _LONGEST_CELL:
            yield Kind.ROW_LONG.of(_LONGEST_CELL, name)
    if row.date and not parse_date(row.date):
        yield Kind.NOT_MOMENT.of("date", _shown(row.date))
    if row.crawled and not is_date(row.crawled):
        yield Kind.NOT_DATE.of("crawled", _shown(row.crawled))
    if row.language and not _LANGUAGE.fullmatch(row.language):
        yield Kind.NOT_LANGUAGE.of("language", _shown(row.language))
    for file in {*row.same_as, *row.different_from} & {row.file}:
        yield Kind.ROW_ITSELF.of(_shown(file))
    for file in sorted(set(row.same_as) & set(row.different_from)):
        yield Kind.ROW_BOTH.of(_shown(file))
    skip = values.get("skip", "")
    if skip.lower() not in _YES | _NO:
        yield Kind.ROW_SKIP.of(_shown(skip))


def _gather(read: list[_JudgedRow], faults: list[Problem], source: str) -> Sidecar:
    rows: dict[str, IndexRow] = {}
    held: set[str] = set()
    problems = list(faults)
    for one in read:
        file = one.row.file
        problems.extend(one.problems)
        if faults or one.problems:
            held.add(file)
        first = rows.setdefault(file, one.row)
        if first is not one.row and file:
            message = Kind.ROW_TWICE.of(file, first.line)
            problems.append(Problem(source, one.row.line, message))
            held.add(file)
    rows.pop("", None)
    return Sidecar(rows, frozenset(held - {""}), tuple(problems))


def _shown(text: str) -> str:
    """Make *text* fit for a message of one line."""
    return shorten(UNSHOWABLE.sub("�", text), 60)
