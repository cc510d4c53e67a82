"""What a content file is by its place, and what is asked of reading it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from commentariat.archive.folders import (
    ARTICLES,
    CONTENT,
    FILES,
    HOME,
    PAGES,
    RAW,
    ROOT,
)
from commentariat.archive.model import Article, Item, PageFile, TermFile
from commentariat.archive.schema import Schema
from commentariat.config import Settings
from commentariat.engine.bodies import BodyPlace
from commentariat.errors import Problem

Record: TypeAlias = Article | TermFile | PageFile | Item
"""A content file, judged."""


class SourceKind(msgspec.Struct, frozen=True):
    """How a content file is to be judged."""

    name: str
    """`article`, `page`, `term`, `item`, or empty: only digested."""
    facet: str = ""
    section: str = ""
    schema: Schema = Schema()
    is_home: bool = False
    """Of a page: it introduces the home page."""


class SourceTask(msgspec.Struct, frozen=True):
    """A file to be read, and the digest whose record is remembered."""

    path: str
    kind: SourceKind
    known: str
    body_key: str = ""
    """Of the body that was converted when the file was last read."""


class SourceResult(msgspec.Struct, frozen=True):
    """What reading a file gave."""

    path: str
    digest: str
    record: bytes = b""
    """Encoded; empty where the one remembered holds, or none is wanted."""
    problems: tuple[Problem, ...] = ()
    is_passing: bool = False
    """Whether it is at fault for this moment: it is gone, or somebody writes to it."""
    body_key: str = ""
    place: BodyPlace | None = None
    """Where the converted body with that key was put, if it was converted."""

    def decode(self) -> Record:
        """Decode the record."""
        record: Record = _DECODER.decode(self.record)
        return record


_DECODER = msgspec.msgpack.Decoder(Record)


def kinds(settings: Settings) -> Callable[[str], SourceKind]:
    """Make the function that tells what a file is by its path."""
    article = SourceKind("article", schema=settings.schema)
    home = SourceKind("page", schema=settings.schema, is_home=True)
    homes = {HOME} | {
        f"{PAGES}/{folder}{end}"
        for folder in settings.schema.homes
        for end in (".md", "/index.md")
    }
    page, other = SourceKind("page", schema=settings.schema), SourceKind("")
    items = {
        f"{CONTENT}/{one.name}": SourceKind(
            "item", section=one.name, schema=settings.schema
        )
        for one in settings.sections
    }
    terms = {
        facet.path: SourceKind("term", facet.name, schema=settings.schema)
        for facet in settings.facets
    }

    def kind_in(folder: str) -> SourceKind:
        if not folder.startswith("content/"):
            return other
        top = "/".join(folder.split("/", 2)[:2])
        if top == ARTICLES:
            return article
        if top == PAGES:
            return page
        if top in items:
            return items[top]
        return terms.get(folder[8:], other) if top not in (FILES, RAW, ROOT) else other

    known: dict[str, SourceKind] = {}

    def kind_of(path: str) -> SourceKind:
        if not path.endswith(".md"):
            return other
        folder = path[: path.rfind("/")]
        if path in homes:
            return home
        if folder in items and path.endswith("/index.md"):
            return page  # introduces the listing
        kind = known.get(folder)
        if kind is None:
            kind = known[folder] = kind_in(folder)
        return kind

    return kind_of
