"""The table of formats of sources, which knows them all: it is opened where one is told."""

from __future__ import annotations

from typing import Final

from commentariat.intake.formats.drupal import DRUPAL
from commentariat.intake.formats.drupal_xml import DRUPAL_XML
from commentariat.intake.formats.html import HTML
from commentariat.intake.formats.markdown import MARKDOWN
from commentariat.intake.formats.model import SourceFormat
from commentariat.intake.formats.records import JSON, LINES, RECORD
from commentariat.intake.formats.tables import TABLE
from commentariat.intake.formats.warc import WARC
from commentariat.intake.formats.wordpress import EXPORT, POSTS_TABLE, REST

FORMATS: Final[tuple[SourceFormat, ...]] = (
    WARC,
    EXPORT,
    REST,
    POSTS_TABLE,
    DRUPAL_XML,
    HTML,
    DRUPAL,
    LINES,
    RECORD,
    JSON,
    MARKDOWN,
    TABLE,
)
"""The surest to be told first; what none of them tells is a raw text, or nothing."""


def tell_format(head: bytes, name: str) -> SourceFormat | None:
    """Tell the format of a file by its first bytes, and its *name* where they do not."""
    return next((one for one in FORMATS if one.tells(head, name)), None)


def format_called(name: str) -> SourceFormat:
    """Find the format of that *name*, which `tell_format` gave."""
    return next(one for one in FORMATS if one.name == name)
