"""What is indexed: articles as the index knows them, and the facets that they have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec
import xxhash


class Text(msgspec.Struct, frozen=True, gc=False):
    """All that is searched of an article."""

    language: str
    title: str = ""
    dek: str = ""
    names: tuple[str, ...] = ()
    body: str = ""
    """As readers see it, with breaks, as `show_text` gives it."""


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


class Source(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An article as the index knows it before its body is read."""

    card: Card
    text: Text
    """Without its body."""
    terms: dict[str, tuple[str, ...]]
    body: str
    """Digest of the Markdown of its body."""
    file: str
    """Path of its file, where that is to be read."""


class FacetTerms(msgspec.Struct, frozen=True, gc=False):
    """A facet, and its terms in the order that readers find them in."""

    name: str
    terms: tuple[tuple[str, str, int], ...]
    """Of each term its key, its name, and the number of articles."""


class Head(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What is known of a file of the index before it is read."""

    digest: str = ""
    size: int = 0
    """Of a range, the bytes that its rows count."""
    least: bytes = b""
    """Of a range, the key with the least hash of all but its first; empty: it has one."""


class File(Head, frozen=True, gc=False, array_like=True):
    """A file of the index, and what spares reading it, or others, where it is revised."""

    data: bytes = b""
    more: bytes = b""
    """Of a range, what is known of its rows and not told."""

    @property
    def head(self) -> Head:
        """What is known of it before it is read."""
        return Head(self.digest, self.size, self.least)


def make_file(
    data: bytes, size: int = 0, least: bytes = b"", more: bytes = b""
) -> File:
    """Make a file of the index of its *data*: nobody gains by forging its digest."""
    return File(xxhash.xxh3_128_hexdigest(data), size, least, data, more)


Files: TypeAlias = dict[str, File]
"""Files by their paths below the folder of the index."""


class Held(msgspec.Struct, frozen=True):
    """Files that are read where somebody needs them."""

    heads: Mapping[str, Head]
    """All of them, by their paths."""
    read: Callable[[str], File]

    def has(self, path: str, file: File) -> bool:
        """Tell whether *file* is the one at *path*, with all that is known of it."""
        head = self.heads.get(path)
        return (
            head is not None and head.digest == file.digest and self.read(path) == file
        )


LANGUAGE = "language"
"""Name of what is told like a facet: the language of an article."""
