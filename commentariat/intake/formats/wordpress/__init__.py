"""
What WordPress gives of a site: its export, dumps of its REST interface, its table of posts.

What opens a parser is imported when the first item is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from commentariat.errors import Problem
from commentariat.intake.formats.model import (
    ItemSpan,
    ItemText,
    SourceFormat,
    Surroundings,
)

_EXPORT: Final = re.compile(rb"xmlns:\w+\s*=\s*[\"']https?://wordpress\.org/export/")
_REST: Final = re.compile(rb"\s*\[?\s*\{")
_REST_SIGNS: Final = (b"_links", b"wp:term", b"/wp-json/", b"/wp/v2/", b"wp:post_type")
_RENDERED: Final = re.compile(rb'"content"\s*:\s*\{\s*"(?:raw|rendered)"\s*:')
_BESIDE: Final = (b'"protected"', b'"date_gmt"', b'"featured_media"', b"_links")
_DAY: Final = rb'"?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"?'
_ROW: Final = re.compile(
    rb'"?\d+"?(?P<part>[\t,;|])"?\d+"?(?P=part)' + _DAY + rb"(?P=part)" + _DAY
)
_HEADER: Final = re.compile(
    rb'"?ID"?[\t,;|]"?post_author"?[\t,;|]"?post_date"?[\t,;|]', re.IGNORECASE
)


def tells_export(head: bytes, name: str) -> bool:
    """Tell an export (WXR) by the vocabulary that it declares."""
    may_be = b"<" in head and b"<rss" in head  # one letter is far sooner looked for
    return may_be and _EXPORT.search(head) is not None


def tells_rest(head: bytes, name: str) -> bool:
    """
    Tell a dump of the REST interface by the links that each of its objects has.

    Who asks for some fields alone gets none: then by how it writes a text.
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    if not _REST.match(head) or not (b"wp" in head or b'"content"' in head):
        return False
    plain = head.replace(b"\\/", b"/")
    if sum(sign in plain for sign in _REST_SIGNS) > 1:
        return True
    return bool(_RENDERED.search(plain)) and any(one in plain for one in _BESIDE)


def tells_table(head: bytes, name: str) -> bool:
    """Tell what a database writes of `wp_posts` by how its first row begins."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    return (_ROW.match(head) or _HEADER.match(head)) is not None


def _cut_export(file: BinaryIO, name: str) -> Iterator[ItemSpan | Problem]:
    from commentariat.intake.formats.wordpress.export import cut_export

    return cut_export(file)


def _gather_export(file: BinaryIO, name: str) -> dict[str, str]:
    from commentariat.intake.formats.wordpress.export import gather_export

    return gather_export(file)


def _read_export(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    from commentariat.intake.formats.wordpress.export import read_export

    return read_export(data, span, around)


def _cut_rest(file: BinaryIO, name: str) -> Iterator[ItemSpan | Problem]:
    from commentariat.intake.formats.wordpress.rest import cut_rest

    return cut_rest(file)


def _gather_rest(file: BinaryIO, name: str) -> dict[str, str]:
    from commentariat.intake.formats.wordpress.rest import gather_rest

    return gather_rest(file)


def _read_rest(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    from commentariat.intake.formats.wordpress.rest import read_rest

    return read_rest(data, span, around)


def _cut_table(file: BinaryIO, name: str) -> Iterator[ItemSpan | Problem]:
    from commentariat.intake.formats.wordpress.table import cut_table

    return cut_table(file)


def _gather_table(file: BinaryIO, name: str) -> dict[str, str]:
    from commentariat.intake.formats.wordpress.table import gather_table

    return gather_table(file)


def _read_table(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    from commentariat.intake.formats.wordpress.table import read_table

    return read_table(data, span, around)


EXPORT: Final = SourceFormat(
    "wxr",
    "an export of WordPress",
    tells_export,
    _cut_export,
    _read_export,
    _gather_export,
)
REST: Final = SourceFormat(
    "wordpress-rest",
    "a dump of WordPress's REST interface",
    tells_rest,
    _cut_rest,
    _read_rest,
    _gather_rest,
)
POSTS_TABLE: Final = SourceFormat(
    "wp_posts",
    "the table wp_posts of WordPress, as a database writes it",
    tells_table,
    _cut_table,
    _read_table,
    _gather_table,
)
