"""Fields of a site's own: a row each, with what its values are and where they show."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec

ON_ARTICLES: Final = "articles"
ON_PAGES: Final = "pages"


class FieldKind(StrEnum):
    """What a value of a field is; each is judged by `archive.judge`."""

    TEXT = "text"
    MARKDOWN = "markdown"
    NUMBER = "number"
    DATE = "date"
    """A day, with its time or not, or a month or a year."""
    LINK = "link"
    """A page of the site, as `/about/`, or a whole address."""
    FILE = "file"
    """One of content/files/, or of the folder that is all of the content file."""
    PICTURE = "picture"
    FLAG = "flag"


class Field(msgspec.Struct, frozen=True):
    """One field: a row of the table that a site makes of them."""

    name: str
    """Its key in front matter, and what templates call it: `page.fields.podcast`."""
    kind: FieldKind = FieldKind.TEXT
    label: str = ""
    on: tuple[str, ...] = (ON_ARTICLES,)
    """What may have it: `articles`, `pages`, the facets whose terms do, sections."""
    is_many: bool = False
    """It has a list of values."""
    is_shown: bool = True
    """The theme shows it on the page, under its label."""
    is_on_cards: bool = False
    """Listings show it, too."""
    is_in_feeds: bool = False
    """Feeds have what it leads to beside the piece."""
    schema: str = ""
    """The property of schema.org that tells it to machines; empty: none does."""


OF_CARDS: Final = tuple(kind for kind in FieldKind if kind != FieldKind.MARKDOWN)
"""Kinds that cards may show: one line, or a picture."""
OF_FEEDS: Final = (FieldKind.LINK, FieldKind.FILE, FieldKind.PICTURE)
OF_SCHEMA: Final = OF_CARDS
"""Kinds that machines are told of: Markdown is for people."""
SAID: Final = frozenset(
    "author alternateName dateModified datePublished expires headline image inLanguage "
    "jobTitle name parentOrganization publisher url".split()
)
"""Properties that pages tell without a field."""

FieldValues = dict[str, tuple[str, ...]]
"""The values that a content file gives its fields, by their names, as it writes them."""


def fields_on(fields: Iterable[Field], place: str) -> tuple[Field, ...]:
    """Choose those of *fields* that what stands in *place* may have."""
    return tuple([field for field in fields if place in field.on])
