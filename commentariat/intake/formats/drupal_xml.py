"""Nodes of Drupal that a module wrote as XML: exports of views, and of `node_export`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

import msgspec

from commentariat.archive.text import digest_bytes
from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.formats.fields import Field, clean, read_fields
from commentariat.intake.formats.model import (
    Claim,
    ItemSpan,
    ItemText,
    SourceFormat,
    Surroundings,
    Told,
)
from commentariat.intake.formats.records import Keys, told_of
from commentariat.intake.formats.records import Told as Faults
from commentariat.intake.formats.synonyms import known_target
from commentariat.intake.formats.xml_items import (
    ItemScan,
    RawItem,
    XmlField,
    decode_xml,
    encoding_of_xml,
    fields_of_xml,
)
from commentariat.intake.pages.model import Doubt
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind

_ROOT: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(nodes|node_exports?|node-exports?|response)(?=[\s>])[^<>]{0,2000}>\s*"
    rb"(?:<!--.{0,2000}?-->\s*)?<(node|item)(?=[\s>])",
    re.DOTALL,
)
_WITHIN: Final = re.compile(rb"<(?:[\w-]*title|[\w-]*body|nid)[\s>]", re.I)
_OWN: Final = frozenset(
    "vid vuuid uuid log tnid translate sticky promote comment picture data revision_uid "
    "revision_timestamp uid cid last_comment_timestamp last_comment_name "
    "last_comment_uid comment_count rdf_mapping node_export_drupal_version".split()
)
"""What Drupal keeps of a node for itself."""
_HOLDERS: Final = frozenset(("value", "safe_value", "name", "target_id", "tid", "url"))
_IDS: Final = frozenset(("tid", "target_id", "fid", "nid"))
_DROPPED: Final = frozenset(
    ("format", "safe_summary", "langcode", "filemime", "filesize")
)
_NUMBER: Final = re.compile(r"n?\d+")
_LANGUAGE: Final = re.compile(r"und|[a-z]{2,3}(?:-[a-z]+)?")
_MARKUP: Final = frozenset(
    "p div span a em strong b i u br hr ul ol li h1 h2 h3 h4 h5 h6 blockquote table tr td "
    "th tbody thead img figure sup sub pre code article section".split()
)
"""Elements of a text that a module wrote as elements of its own file."""
_SHORT_DAY: Final = re.compile(
    r"([A-Z][a-z]{2}), (\d\d)/(\d\d)/(\d{4})(?: - (\d\d:\d\d))?"
)
"""As Drupal shows days at first, in either order; the day of the week tells which."""
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_UNTOLD: Final = frozenset(
    (("type", "article"), ("type", "story"), ("type", "blog"), ("language", "und"),
     *(("published", one) for one in ("yes", "true", "1", "on")))
)  # fmt: skip
"""What says nothing of the piece."""
_PUBLIC: Final = "/sites/default/files/"


def tells_drupal_xml(head: bytes, name: str) -> bool:
    """Tell a list of nodes by its first elements, and by what they hold."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    found = _ROOT.match(head)
    if found is None or (found[1] == b"response") is not (found[2] == b"item"):
        return False
    return _WITHIN.search(head, found.end()) is not None


def _scan(file: BinaryIO) -> ItemScan:
    head = file.read(64 * 1024).removeprefix(b"\xef\xbb\xbf")
    found = _ROOT.match(head)
    file.seek(0)
    return ItemScan(file, found[2].decode() if found else "node")


def gather_drupal_xml(file: BinaryIO, name: str) -> dict[str, str]:
    """Learn the encoding, which the file says once."""
    encoding = encoding_of_xml(file.read(400))
    return {"encoding": encoding} if encoding else {}


def cut_drupal_xml(file: BinaryIO, name: str) -> Iterator[ItemSpan | Problem]:
    """Cut a list into its nodes."""
    encoding = encoding_of_xml(file.read(400))
    file.seek(0)
    scan, keys, faults = _scan(file), Keys(), Faults(name)
    is_any = False
    for raw in scan:
        try:
            yield _span_of(raw, encoding, keys)
            is_any = True
        except SourceError as fault:
            yield from faults.tell(fault.problems[0])
    yield from scan.faults
    yield from faults.end()
    if not (is_any or faults.count or scan.faults):
        yield Problem("", 1, Kind.RECORDS_NONE.of())


def _span_of(raw: RawItem, encoding: str, keys: Keys) -> ItemSpan:
    if not raw.data:
        message = too_large(SIZE_LIMIT, raw.end - raw.start)
        raise SourceError(Problem("", raw.line, message))
    if not raw.is_closed:
        raise SourceError(Problem("", raw.line, Kind.XML_CUT.of()))
    text, _ = decode_xml(raw.data, encoding)
    values: dict[str, str] = {}
    for one in _fields_of(text, raw.line):
        name = ".".join(part for part in one.path if isinstance(part, str))
        if len(one.text) <= 1_000:
            values.setdefault(name, " ".join(one.text.split()))
    digest = digest_bytes(raw.data)
    key = keys.take(values, digest)
    kind = "page" if values.get("type", "").lower() in ("page", "basic page") else ""
    kind = kind if values else "empty node"
    return told_of(values, key, raw.start, raw.end, raw.line, digest, kind)


def read_drupal_xml(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    """
    Read a node.

    Raises:
        SourceError: it is not well-formed, or its text has more parts than are read.
    """
    text, lost = decode_xml(data, around.lookup.get("encoding", ""))
    try:
        fields = list(_fields_of(text, span.line))
    except SourceError as fault:
        where = msgspec.structs.replace(fault.problems[0], source=around.file)
        raise SourceError(where) from None
    entered = [one.text for one in fields if one.path == ("name",)]
    fields = [one for one in fields if _is_told(one)]
    item = read_fields(text, fields, around, span.line)
    is_told = any(known_target(one.key) == "authors" for one in item.claims)
    if entered and not is_told:  # who entered the node
        claims = (*item.claims, Claim("author", tuple(entered), Told.RECORD))
        item = msgspec.structs.replace(item, claims=claims)
    if lost:
        doubt = Doubt(span.line, Kind.HTML_UNREADABLE.of(lost))
        item = msgspec.structs.replace(item, doubts=(*item.doubts, doubt))
    return msgspec.structs.replace(item, state=span.state, unknown=span.unknown)


def _is_told(field: Field) -> bool:
    name, *rest = field.path
    if name in ("name", "nid"):
        return bool(rest)
    if rest[-1:] == ["filename"] or name == "image.id":
        return False  # which its address tells
    return (str(name), field.text.strip().lower()) not in _UNTOLD


# -- Fields --------------------------------------------------------------------------


def _fields_of(text: str, line: int) -> Iterator[Field]:
    """Give what a node says, its fields by their own names."""
    numbers: dict[tuple[str | int, ...], int] = {}
    for one in _joined(text, fields_of_xml(text, line)):
        path = _path_of(one.path)
        if path is None or not one.value.strip():
            continue
        number = numbers.setdefault(path, -1) + 1
        numbers[path] = number
        value = clean(_day_in(one.value))
        if path[-1:] == ("uri",) and value.startswith("public://"):
            path = (*path[:-1], "url") if len(path) > 1 else path
            value = _PUBLIC + value.removeprefix("public://")
        full = (*path, number) if number else path
        yield Field(full, value, one.start, one.end, value.strip().isdecimal())


def _day_in(value: str) -> str:
    """Write a day of either order as it is everywhere, where its day of the week tells."""
    found = _SHORT_DAY.fullmatch(value.strip())
    if found is None:
        return value
    name, *numbers = found.groups()[:4]
    first, second, year = map(int, numbers)
    days = set()
    for month, day in ((first, second), (second, first)):
        try:
            days.add(datetime.date(year, month, day))
        except ValueError:
            continue
    fitting = [one for one in days if _DAYS[one.weekday()] == name]
    if len(fitting) != 1:
        return value
    return fitting[0].isoformat() + (f" {found[5]}" if found[5] else "")


def _joined(text: str, fields: Sequence[XmlField]) -> Iterator[XmlField]:
    """Take a text that was written as elements for one value: as it was written."""
    top, end = "", -1
    for one in fields:
        if one.start < end:
            continue
        if len(one.path) > 1 and any(name.lower() in _MARKUP for name in one.path[1:]):
            top = one.path[0]
            begin = text.index(">", text.rindex(f"<{top}", 0, one.start)) + 1
            end = text.index(f"</{top}", one.end)
            inner = text[begin:end]
            yield XmlField((top,), inner, begin, end, {})
        else:
            yield one


def _path_of(names: Sequence[str]) -> tuple[str | int, ...] | None:
    """Write where a value stands as a record would: without languages and numbers."""
    parts = [one.lower().replace("-", "_").removeprefix("field_") for one in names]
    if not parts or parts[0] in _OWN:
        return None
    first, *rest = parts
    kept: list[str | int] = [first]
    for one in rest:
        if _NUMBER.fullmatch(one) or one == "item":
            kept.append(int(one.lstrip("n") or 0) if one != "item" else 0)
        elif not (_LANGUAGE.fullmatch(one) and len(kept) == 1 and rest[-1] != one):
            kept.append(one)
    last = kept[-1]
    if len(kept) > 1 and last in _DROPPED:
        return None
    if first == "path":
        return ("path",) if last == "alias" else None
    if first == "body":
        return ("summary",) if last == "summary" else (first, *_text_only(last))
    if len(kept) > 1 and last in _IDS:
        return (f"{first}.id", *kept[1:-1])
    if len(kept) > 1 and last in _HOLDERS:
        kept.pop()
    return ("language",) if kept == ["langcode"] else tuple(kept)


def _text_only(last: str | int) -> tuple[str | int, ...]:
    return (last,) if last in ("value", "safe_value", "processed") else ()


DRUPAL_XML: Final = SourceFormat(
    "drupal-xml",
    "nodes of Drupal as XML",
    tells_drupal_xml,
    cut_drupal_xml,
    read_drupal_xml,
    gather_drupal_xml,
)
