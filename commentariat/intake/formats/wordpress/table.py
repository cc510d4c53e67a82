r"""
The table `wp_posts` as a database writes it: `SELECT … INTO OUTFILE`, `--tab`, `--batch`.

That is no CSV: a line end within a field is a backslash and a line end (or `\n`), a tab
likewise, NULL a bare `\N`; fields may be enclosed by quotes, which are `\"` within.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec

from commentariat.archive.text import shorten
from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.formats.model import (
    HEAD_SIZE,
    ItemSpan,
    ItemText,
    Surroundings,
)
from commentariat.intake.formats.wordpress.lookup import digest_of, pack
from commentariat.intake.formats.wordpress.posts import (
    Post,
    item_of,
    refers_to,
    words_of,
)
from commentariat.intake.pages.model import Doubt, Label, Span
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind

_STRETCH: Final = 2**18
COLUMNS: Final = (
    "ID post_author post_date post_date_gmt post_content post_title post_excerpt "
    "post_status comment_status ping_status post_password post_name to_ping pinged "
    "post_modified post_modified_gmt post_content_filtered post_parent guid menu_order "
    "post_type post_mime_type comment_count"
).split()
"""Columns of the table, in its order."""
_BARE: Final = re.compile(rb"(?:[^\\\n]++|\\(?:\r\n|.))*+\n", re.DOTALL)
_QUOTED: Final = re.compile(
    rb'(?:[^\\\n"]++|\\(?:\r\n|.)|"(?:[^"\\]++|\\.|"")*+")*+\n', re.DOTALL
)
_FIRST: Final = re.compile(rb'(?P<quote>"?)(?:\d+|ID)"?(?P<part>[\t,;|])(?P<next>"?)')
_FILE: Final = re.compile(r"\.\w{2,5}$")
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r", "0": "", "Z": "", "b": "\b"}
_LABELS: Final = {
    "post_title": Label.TITLE,
    "post_content": Label.BODY,
    "post_excerpt": Label.DEK,
    "post_date": Label.PUBLISHED,
    "post_date_gmt": Label.PUBLISHED,
    "post_author": Label.BYLINE,
    "guid": Label.LINK,
}
_KEYS: Final = {
    "ID": "number",
    "post_author": "author",
    "post_date": "day",
    "post_date_gmt": "day_gmt",
    "post_content": "content",
    "post_title": "title",
    "post_excerpt": "excerpt",
    "post_status": "status",
    "post_name": "slug",
    "post_modified": "changed",
    "post_modified_gmt": "changed_gmt",
    "post_type": "type",
}


class _Shape(msgspec.Struct, frozen=True):
    """How the fields of a file are parted."""

    part: str
    is_quoted: bool
    columns: tuple[str, ...]


class _Row(msgspec.Struct):
    start: int
    end: int
    line: int
    data: bytes


def _shape_of(first: bytes) -> _Shape | None:
    found = _FIRST.match(first.removeprefix(b"\xef\xbb\xbf"))
    if found is None:
        return None
    part = found["part"].decode("ascii")
    is_quoted = part != "\t"
    columns = tuple(COLUMNS)
    if b"post_author" in first[:400]:
        line = first.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").strip()
        columns = tuple(one.strip('"') for one in line.split(part))
    return _Shape(part, is_quoted, columns)


class _Rows:
    """The rows of a file, in one pass."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.shape: _Shape | None = None
        self.problem: Problem | None = None

    def __iter__(self) -> Iterator[_Row]:
        buffer, base, line, at = b"", 0, 1, 0
        size, added = _STRETCH, 0
        while True:
            part = self.file.read(size)
            size = _STRETCH
            buffer += part
            if not part and buffer[at:].strip():
                buffer, added = buffer + b"\n", 1  # the last line need not end
            if part and self.shape is None and len(buffer) < HEAD_SIZE:
                continue  # the first line may name the columns
            if self.shape is None:
                self.shape = _shape_of(buffer[:HEAD_SIZE].split(b"\n", 1)[0])
                if self.shape is None:
                    self.problem = Problem("", 1, Kind.POSTS_ROW.of(len(COLUMNS), 1))
                    return
            pattern = _QUOTED if self.shape.is_quoted else _BARE
            while found := pattern.match(buffer, at):
                data = found[0]
                if data.strip():
                    is_last = found.end() == len(buffer)
                    end = base + found.end() - (added if is_last else 0)
                    yield _Row(base + at, end, line, data)
                line += data.count(b"\n")
                at = found.end()
            buffer, base, at = buffer[at:], base + at, 0
            if not part:
                if buffer.strip():
                    count = buffer.count(self.shape.part.encode()) + 1
                    message = Kind.POSTS_ROW.of(len(COLUMNS), count)
                    self.problem = Problem("", line, message)
                return
            size = max(_STRETCH, len(buffer))
            if size > 2 * SIZE_LIMIT:
                self.problem = Problem("", line, too_large(SIZE_LIMIT, size))
                return


def _split(text: str, shape: _Shape) -> list[tuple[str, int, int]]:
    """Part a row into its fields, without what escapes them, and where each stands."""
    found: list[tuple[str, int, int]] = []
    at, size = 0, len(text.rstrip("\n")) if not text.endswith("\\\n") else len(text)
    plain = re.compile(rf"(?:[^\\{re.escape(shape.part)}]++|\\.)*+", re.DOTALL)
    quoted = re.compile(r'"((?:[^"\\]++|\\.|"")*+)"', re.DOTALL)
    while at <= size:
        inside = quoted.match(text, at, size) if shape.is_quoted else None
        if inside is not None:
            start, end, at = inside.start(1), inside.end(1), inside.end()
            value = text[start:end].replace('""', '"')
        else:
            bare = plain.match(text, at, size)
            assert bare is not None
            start, end, at = bare.start(), bare.end(), bare.end()
            value = text[start:end]
        found.append((_unescape(value), start, end))
        if at >= size:
            break
        if text[at] != shape.part:
            # what stands behind a closing quote belongs to the field, too
            at = text.find(shape.part, at)
            if at < 0:
                break
        at += 1
    return found


def _unescape(value: str) -> str:
    if value in ("\\N", "NULL"):
        return ""
    if "\\" not in value:
        return value
    return re.sub(
        r"\\(.)", lambda one: _ESCAPED.get(one[1], one[1]), value, flags=re.DOTALL
    )


def _post_of(
    fields: list[tuple[str, int, int]], columns: tuple[str, ...]
) -> tuple[Post, dict[str, tuple[int, int]]]:
    values: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    meta: list[tuple[str, str]] = []
    has_password = False
    for column, (value, start, end) in zip(columns, fields, strict=False):
        if target := _KEYS.get(column):
            values[target] = value
            places[target] = start, end
        elif column == "post_password":
            has_password = bool(value)
        elif column in ("post_parent", "guid", "menu_order"):
            meta.append((f"_{column}", value))
    post = msgspec.structs.replace(
        Post(meta=tuple(meta), has_password=has_password), **values
    )
    return post, places


def _read(
    row: bytes, line: int, shape: _Shape
) -> tuple[Post, str, dict[str, tuple[int, int]], int]:
    text = row.decode("utf-8", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    fields = _split(text, shape)
    if len(fields) != len(shape.columns):
        message = Kind.POSTS_ROW.of(len(shape.columns), len(fields))
        raise SourceError(Problem("", line, message))
    post, places = _post_of(fields, shape.columns)
    return post, text, places, text.count("\ufffd")


def cut_table(file: BinaryIO) -> Iterator[ItemSpan | Problem]:
    """Cut a table into its rows, which are given once what they name is known."""
    rows = _Rows(file)
    learnt: dict[str, str] = {}
    found: list[tuple[ItemSpan, list[str], str]] = []
    for row in rows:
        assert rows.shape is not None
        if row.start == 0 and b"post_author" in row.data[:400]:
            continue
        try:
            post, *_ = _read(row.data, row.line, rows.shape)
        except SourceError as fault:
            yield fault.problems[0]
            continue
        _learn(post, learnt)
        digest = hashlib.blake2b(row.data, digest_size=16).hexdigest()
        span = ItemSpan(
            post.number or digest,
            row.start,
            row.end,
            row.line,
            digest,
            post.kind,
            post.state,
            shorten(words_of(post.title), 100),
            post.shown_day,
            post.unknown,
        )
        found.append((span, list(dict.fromkeys(refers_to(post))), digest))
    if rows.problem is not None:
        yield rows.problem
    for span, keys, digest in found:
        both = f"{digest} {digest_of(learnt, ('columns', *keys))}".encode()
        whole = hashlib.blake2b(both, digest_size=16).hexdigest()
        yield msgspec.structs.replace(span, digest=whole)


def _learn(post: Post, learnt: dict[str, str]) -> None:
    if post.type == "attachment":
        where = post.meta_of("_guid")
        if _FILE.search(where):  # else it is the address of a page about the file
            learnt[f"file:{post.number}"] = pack(where, "", post.excerpt)
        parent = f"of:{post.meta_of('_post_parent')}"
        if parent not in ("of:", "of:0"):
            before = learnt.get(parent, "")
            learnt[parent] = f"{before},{post.number}" if before else post.number
    elif post.type == "wp_block" and post.status == "publish":
        learnt[f"block:{post.number}"] = post.content


def gather_table(file: BinaryIO) -> dict[str, str]:
    """Learn which files and blocks the posts of a table refer to."""
    rows = _Rows(file)
    learnt: dict[str, str] = {}
    for row in rows:
        assert rows.shape is not None
        if "shape" not in learnt:
            shape = rows.shape
            learnt["shape"] = pack(shape.part, str(shape.is_quoted), *shape.columns)
        if b"attachment" not in row.data and b"wp_block" not in row.data:
            continue
        try:
            post, *_ = _read(row.data, row.line, rows.shape)
        except SourceError:
            continue
        _learn(post, learnt)
    return learnt


def read_table(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    """
    Read one row of a table.

    Raises:
        SourceError: it has not as many fields as the others, or is too large.
    """
    said = around.lookup.get("shape", "")
    part, quoted, *columns = (
        msgspec.json.decode(said, type=list[str]) if said else ["\t", "False", *COLUMNS]
    )
    shape = _Shape(part, quoted == "True", tuple(columns))
    try:
        post, text, places, lost = _read(data, span.line, shape)
    except SourceError as fault:
        where = msgspec.structs.replace(fault.problems[0], source=around.file)
        raise SourceError(where) from None
    spans = tuple(_spans(text, _split(text, shape), shape, span.line))
    made = item_of(post, around, text=text, spans=spans, places=places, line=span.line)
    if lost:
        doubt = Doubt(span.line, Kind.HTML_UNREADABLE.of(lost))
        made = msgspec.structs.replace(made, doubts=(*made.doubts, doubt))
    return made


def _spans(
    text: str, fields: list[tuple[str, int, int]], shape: _Shape, line: int
) -> Iterator[Span]:
    at = counted = 0

    def upto(end: int, label: Label) -> Iterator[Span]:
        nonlocal at, counted, line
        if end > at:
            line += text.count("\n", counted, at)
            counted = at
            yield Span(at, end, label, line)
            at = end

    for column, (_, start, end) in zip(shape.columns, fields, strict=False):
        yield from upto(start, Label.MARKUP)
        yield from upto(end, _LABELS.get(column, Label.METADATA))
    yield from upto(len(text), Label.MARKUP)
