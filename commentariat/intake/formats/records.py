"""Records that programs wrote: a JSON file, a list or lines of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, BinaryIO, Final

import msgspec

from commentariat.archive.text import digest_bytes, shorten
from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.formats.bodies import Markup
from commentariat.intake.formats.fields import (
    BODY_NAMES,
    NULL,
    SHOWN_SINCE,
    Field,
    called,
    clean,
    keys_of,
    kind_of,
    read_fields,
    state_of,
)
from commentariat.intake.formats.json_text import fields_of, find_records
from commentariat.intake.formats.model import (
    ItemSpan,
    ItemText,
    SourceFormat,
    State,
    Surroundings,
)
from commentariat.intake.formats.record_text import decode_record
from commentariat.intake.formats.rich_text import rich_html
from commentariat.intake.formats.synonyms import known_target, normalize
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind

MOST_TOLD: Final = 100
"""Records of one file that are told to be broken, each; of more it is said how many."""
_BLANK: Final = b" \t\r\n"
_MARK: Final = b"\xef\xbb\xbf"
_NAMED: Final = re.compile(rb'"((?:[^"\\]|\\.){1,40}+)"\s*:')
_LINES: Final = (".jsonl", ".ndjson", ".jl")
_TEXTS: Final = (".txt", ".text")
_SHORT: Final = 200


@lru_cache(maxsize=2)
def _start(head: bytes) -> bytes:
    """Take *head* from its first bracket on; empty where no key is of a title or a text."""
    start = head.removeprefix(_MARK).lstrip(_BLANK)
    return start if start.startswith((b"{", b"[")) and _names(start) else b""


def _names(start: bytes) -> bool:
    """Tell whether keys in *start* are those of a title or a text."""
    return any(_is_told(one[1]) for one in _NAMED.finditer(start))


@lru_cache(maxsize=4096)
def _is_told(key: bytes) -> bool:
    name = key.decode("utf-8", "replace")
    return known_target(name) == "title" or normalize(name) in BODY_NAMES


@lru_cache(maxsize=2)
def _first_value(text: bytes) -> tuple[Any, bytes] | None:
    """Read the first JSON value of *text*, and give what follows; None: it is cut off."""
    import json

    try:
        decoder = json.JSONDecoder()
        value, end = decoder.raw_decode(text.decode("latin-1"))
    except (ValueError, RecursionError):
        return None
    return value, text[end:]


def tells_lines(head: bytes, name: str) -> bool:
    """Tell JSON Lines: an object a line, and several of them, or a name that says so."""
    start = _start(head)
    if not start.startswith(b"{"):
        return False
    line, end, rest = start.partition(b"\n")
    if name.lower().endswith(_LINES):
        return True
    first = _first_value(line.rstrip(_BLANK)) if end else None
    if first is None or first[1]:
        return False
    return rest.lstrip(_BLANK).startswith(b"{")


def tells_record(head: bytes, name: str) -> bool:
    """Tell a file that is one record: an object with a text of its own."""
    start = _start(head)
    if not start.startswith(b"{"):
        return False
    first = _first_value(start)
    if first is not None:
        value, rest = first
        return isinstance(value, dict) and not rest.strip(_BLANK) and _has_text(value)
    if name.lower().endswith(_TEXTS) or len(head) < 2**16:
        return False
    # Cut off: names of the outermost object before its first list or object of others.
    plain = re.match(
        rb'\{(?:\s*"(?:[^"\\]|\\.)*+"\s*:\s*(?:"(?:[^"\\]|\\.)*+"|[-\w.+]+|'
        rb'\[[^\[\]{}]*\])\s*,?)*+\s*(?:"((?:[^"\\]|\\.)*+)"\s*:\s*")?',
        start,
    )
    found = plain and plain[1]
    if not found:
        return False
    return normalize(found.decode("utf-8", "replace")) in BODY_NAMES


def _has_text(value: Mapping[str, Any]) -> bool:
    return any(
        isinstance(one, str) and len(one) > 0 and normalize(key) in BODY_NAMES
        for key, one in value.items()
    )


def tells_json(head: bytes, name: str) -> bool:
    """Tell a JSON file that holds records, in a list or by their keys."""
    start = _start(head)
    if not start:
        return False
    first = _first_value(start)
    if not name.lower().endswith(_TEXTS):
        # Markdown may begin with an object of front matter.
        return first is None or first[1].lstrip(_BLANK)[:1] in (b"", b"{", b"[")
    # A raw text may begin with its block of metadata.
    if first is None:
        return start.startswith(b"[")
    return not first[1].strip(_BLANK) and isinstance(first[0], list)


# -- Cut ---------------------------------------------------------------------------


class Keys:
    """Names for the records of one file, none of them twice."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def take(self, values: Mapping[str, str], digest: str) -> str:
        """Name the record of these *values*: by what it says, or by its *digest*."""
        for key in keys_of(values):
            key = " ".join(key.split())
            if self._seen.setdefault(key, digest) == digest:
                return key
        return digest[:16]


def values_of(record: Any) -> dict[str, str]:
    """Give the scalars of a decoded *record* by what they are called."""
    found: dict[str, str] = {}
    _take_values(record, "", 2, found)
    return found


def _take_values(value: Any, path: str, left: int, found: dict[str, str]) -> None:
    if isinstance(value, dict):
        if left >= 0:
            for key, one in value.items():
                _take_values(one, f"{path}.{key}" if path else key, left - 1, found)
    elif isinstance(value, str | int | float):
        said = str(value).lower() if isinstance(value, bool) else str(value)
        if len(said) <= _SHORT * 5:
            found.setdefault(called(path), said)
    elif value is None and normalize(called(path)) in SHOWN_SINCE:
        found.setdefault(called(path), NULL)


def told_of(
    values: Mapping[str, str], key: str, start: int, end: int, line: int, digest: str,
    kind: str = "",
) -> ItemSpan:  # fmt: skip
    """Make the span of a record of these *values*."""
    state, unknown = state_of(values)
    title = date = ""
    for name, value in values.items():
        target = known_target(name)
        if target == "title" and not title:
            title = shorten(" ".join(value.split()), _SHORT)
        elif target == "date" and not date:
            date = value[:40]
    return ItemSpan(
        key, start, end, line, digest, kind or kind_of(values), state, title, date, unknown,
    )  # fmt: skip


_GROUPS: Final = frozenset(
    "posts articles items data results entries records nodes documents rows hits value "
    "publications commentary commentaries pieces content stories edges objects essays "
    "papers reports features".split()
)
"""Names of lists that are of articles; in others only what has a text of its own is one."""


def cut_json(file: BinaryIO, name: str) -> Iterator[ItemSpan | Problem]:
    """Cut a JSON file into its records, as it is read."""
    keys, told = Keys(), Told(name)
    for one in find_records(file):
        if isinstance(one, Problem):
            yield one
            continue
        if not one.data:
            size = one.end - one.start
            yield from told.tell(Problem("", one.line, too_large(SIZE_LIMIT, size)))
            continue
        kind = one.group if one.group and one.group.lower() not in _GROUPS else ""
        yield from _told(one.data, one.start, one.line, kind, keys, told)
    yield from told.end()


def cut_lines(file: BinaryIO, name: str) -> Iterator[ItemSpan | Problem]:
    """Cut a file of JSON Lines: each line that is not empty is a record."""
    keys, told = Keys(), Told(name)
    at = line = 0
    while data := file.readline(SIZE_LIMIT + 2):
        line += 1
        start, at = at, at + len(data)
        if len(data) > SIZE_LIMIT + 1:
            while data and not data.endswith(b"\n"):
                data = file.readline(SIZE_LIMIT)
                at += len(data)
            yield from told.tell(Problem("", line, too_large(SIZE_LIMIT, at - start)))
            continue
        bare = data.removeprefix(_MARK) if line == 1 else data
        start += len(data) - len(bare)
        bare = bare.rstrip(_BLANK)
        if bare.strip(_BLANK):
            yield from _told(bare, start, line, "", keys, told)
    yield from told.end()


class Told:
    """Tells of broken records: of the first ones each, of the others how many."""

    def __init__(self, name: str) -> None:
        self.count = 0

    def tell(self, problem: Problem) -> Iterator[Problem]:
        self.count += 1
        if self.count <= MOST_TOLD:
            yield problem

    def end(self) -> Iterator[Problem]:
        if self.count > MOST_TOLD:
            yield Problem("", 0, Kind.RECORDS_MORE.of(self.count - MOST_TOLD))


def _told(
    data: bytes, start: int, line: int, kind: str, keys: Keys, told: Told
) -> Iterator[ItemSpan | Problem]:
    try:
        record = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        try:
            text = decode_record(data, "", line).text
            fields = fields_of(text, "", line)
        except SourceError as fault:
            yield from told.tell(fault.problems[0])
            return
        record = {".".join(map(str, one.path)): one.text for one in fields}
    if not isinstance(record, dict):
        words = "expected an object, found another value"
        yield from told.tell(Problem("", line, Kind.RECORD_BROKEN.of(words)))
        return
    digest = digest_bytes(data)
    values = values_of(record)
    if kind and any(normalize(name) in BODY_NAMES for name in values):
        kind = ""
    key = keys.take(values, digest)
    if kind:
        key = f"{kind}/{key}"
    yield told_of(values, key, start, start + len(data), line, digest, kind)


def read_json(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    """
    Read a record of JSON.

    Raises:
        SourceError: it is no record, or more than one may be.
    """
    decoded = decode_record(data, around.file, span.line)
    fields = fields_of(decoded.text, around.file, span.line)
    body, rest = _rich_body(decoded.text, fields)
    markup = Markup.HTML if body is not None else None
    item = read_fields(decoded.text, rest, around, span.line, markup, body)
    state = item.state if span.state == State.PUBLISHED else span.state
    return msgspec.structs.replace(
        item, doubts=(*decoded.doubts, *item.doubts), state=state
    )


_RICH: Final = BODY_NAMES | frozenset(
    map(normalize, ("lexical", "rich_text", "richtext", "blocks", "document", "editor"))
)
"""Names of what may be the tree of an editor."""
_HOLDERS: Final = frozenset(("fields", "attributes", "data", "_source"))


def _rich_body(
    text: str, fields: Sequence[Field]
) -> tuple[Field | None, Sequence[Field]]:
    """
    Find the text that an editor keeps as a tree, and the other *fields*.

    Where a text of its own stands in the record, that is read.
    """
    paths: dict[tuple[str | int, ...], list[Field]] = {}
    for field in fields:
        depth = 1 + (field.path[:1] != () and field.path[0] in _HOLDERS)
        name = field.path[depth - 1] if len(field.path) >= depth else ""
        if not isinstance(name, str) or normalize(name) not in _RICH:
            continue
        if len(field.path) == depth and not field.text.startswith(("{", "[")):
            return None, fields
        paths.setdefault(field.path[:depth], []).append(field)
    if not paths:
        return None, fields
    for path, leaves in paths.items():
        try:
            value = msgspec.json.decode(text.lstrip("\ufeff"))
            for part in path:
                value = value[part]
            if isinstance(value, str):
                value = msgspec.json.decode(value)
        except (msgspec.DecodeError, RecursionError, LookupError, TypeError):
            continue  # it is no tree that can be read
        if html := rich_html(value):
            start, end = leaves[0].start, max(one.end for one in leaves)
            taken = {one.path for one in leaves}
            rest = [one for one in fields if one.path not in taken]
            return Field(path, clean(html), start, end), rest
    return None, fields


LINES: Final = SourceFormat(
    "jsonl", "records of JSON, one a line", tells_lines, cut_lines, read_json
)
RECORD: Final = SourceFormat(
    "record", "a record of JSON", tells_record, None, read_json
)
JSON: Final = SourceFormat(
    "json", "a list of records of JSON", tells_json, cut_json, read_json
)
