"""What a site of another generator is, once it has been read."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeAlias

import msgspec

from commentariat.errors import OpenPoint, Problem

Fields: TypeAlias = "dict[str, Any]"
"""Front matter: texts, lists and mappings of them; whatever syntax it came in."""


class Role(StrEnum):
    """What becomes of a content file."""

    ARTICLE = "article"
    PAGE = "page"
    TERM = "term"
    """What a site says of an author, or of another term."""


class Markup(StrEnum):
    """In what a body is written."""

    MARKDOWN = "Markdown"
    HTML = "HTML"
    REST = "reStructuredText"


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A content file of the old site, read and not yet turned into one of ours."""

    source: str
    """Path in the folder of the old site."""
    role: Role
    fields: Fields
    """Those of its folders and of the configuration are among them."""
    body: str
    body_line: int = 1
    markup: Markup = Markup.MARKDOWN
    name: str = ""
    """What its file is called, without day, language and ending."""
    language: str = ""
    """What name, folder or configuration say of it."""
    date: str = ""
    """Likewise, where front matter says none."""
    folder: str = ""
    """The folder that is all of it, with files of its own; empty: there is none."""
    address: str = ""
    """Its path on the old site, as `/2021/03/ferry.html`; empty: it had none."""
    former: tuple[str, ...] = ()
    """What led to it there."""
    topics: tuple[str, ...] = ()
    """Those that its folders tell."""
    is_draft: bool = False
    facet: str = ""
    """Of a term: the key that articles name it under."""
    group: str = ""
    """What is the same of it in every language, by the rules of its program."""


class Person(msgspec.Struct, frozen=True):
    """Somebody that a data file of the old site introduces."""

    name: str
    source: str
    role: str = ""
    bio: str = ""
    picture: str = ""
    more: dict[str, Any] = {}


class OldSite(msgspec.Struct, kw_only=True):
    """A site of another generator, as its folder says."""

    title: str = ""
    base_url: str = ""
    language: str = ""
    timezone: str = ""
    """Of times that say no zone."""
    zone: str = ""
    """By which days are shown; empty: by what each time says itself."""
    pieces: list[Piece] = []
    files: dict[str, str] = {}
    """Files that were published as they are, by path: their addresses."""
    people: dict[str, Person] = {}
    """By the key that pieces name them with."""
    listings: set[str] = set()
    """Addresses of listings, which lead to the home page."""
    feeds: set[str] = set()
    root: str = ""
    """The folder that paths from the top of the site are of; ends with `/`."""
    terms: Callable[[str, str, str], tuple[str, ...]] = lambda key, name, language: ()
    """
    Give the addresses of a term, by the key that named it, its name, and the language.

    The first is its page, the others are feeds; empty texts are none.
    """
    left: dict[str, str] = {}
    """Files that have no place in a content folder: what each is."""
    points: list[OpenPoint] = []
    problems: list[Problem] = []
    """Of what cannot be read, and may be a draft: it is copied to no place."""


class Lookup(msgspec.Struct, frozen=True):
    """What who turns a body may ask: where things are, and whom to tell."""

    piece: Piece
    site: OldSite
    by_name: Callable[[str], str]
    """Find our address of a content file or a file, however the old site named it."""
    tell: Callable[[str, int], None]
    """Tell of a mark that stays, and where in the body it stands."""
    drop: Callable[[str, int], None]
    """Tell of one that is left out."""
    hold: Callable[[str], str] = str
    """Take what a mark became out of HTML that is still to be read."""
