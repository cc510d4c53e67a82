"""What is indexed: articles as the index knows them, and the facets that they have."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from commentariat.search.invert import Text


class Card(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What a result shows of an article."""

    slug: str
    title: str
    dek: str
    authors: tuple[str, ...]
    date: str
    """ISO date of a day, a month or a year; empty: undated."""
    type: str
    """As readers see it."""
    language: str
    """Empty where it is the site's."""


class Document(msgspec.Struct, frozen=True, gc=False):
    """An article as the index knows it."""

    card: Card
    text: Text
    terms: dict[str, tuple[str, ...]]
    """Keys of its terms, by the name of the facet."""


class FacetTerms(msgspec.Struct, frozen=True, gc=False):
    """A facet, and its terms in the order that readers find them in."""

    name: str
    terms: tuple[tuple[str, str, int], ...]
    """Of each term its key, its name, and the number of articles."""


class File(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A file of the index, and what spares reading it, or others, where it is revised."""

    data: bytes
    size: int = 0
    """Of a range, the bytes that its rows count."""
    least: bytes = b""
    """Of a range, the key with the least hash of all but its first; empty: it has one."""
    more: bytes = b""
    """Of a range, what is known of its rows and not told."""


Files: TypeAlias = dict[str, File]
"""Files by their paths below the folder of the index."""


LANGUAGE = "language"
"""Name of what is told like a facet: the language of an article."""
