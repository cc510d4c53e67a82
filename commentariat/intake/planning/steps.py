"""The steps of an import, each for one content file."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from commentariat.archive.model import Article, RawFile


class Rewrite(msgspec.Struct, frozen=True):
    """An untouched content file is written anew, where it is and as it is called."""

    article: Article
    files: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    """Former addresses that lead to it, decoded, without slashes at their ends."""
    slug: str = ""
    """The one it gets; empty: the one it has."""


class Create(msgspec.Struct, frozen=True):
    """A content file is written for the first time."""

    path: str
    """From the site."""
    slug: str
    files: tuple[str, ...]
    """The raw files it is made from, sorted."""
    aliases: tuple[str, ...] = ()
    """As of `Rewrite`."""


class Extend(msgspec.Struct, frozen=True):
    """An edited content file lists further raw files."""

    article: Article
    raw: tuple[RawFile, ...]


class Remove(msgspec.Struct, frozen=True):
    """An untouched content file has no raw file left."""

    article: Article


class Amend(msgspec.Struct, frozen=True):
    """Of an edited content file the places are changed that were decided of."""

    article: Article
    files: tuple[str, ...]
    """The raw files it is made from, sorted."""
    decided: tuple[str, ...]
    """Those of them of which something else was decided than it records."""


class Compare(msgspec.Struct, frozen=True):
    """An edited content file stays; what import would write is shown beside it."""

    article: Article
    files: tuple[str, ...]


ImportStep: TypeAlias = Rewrite | Create | Extend | Amend | Compare | Remove
