"""What every format of sources gives: items of a container, and what each item says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import BinaryIO, Final

import msgspec

from commentariat.archive.text import shorten
from commentariat.errors import Problem
from commentariat.intake.pages.model import PUBLISHED as _PUBLISHED
from commentariat.intake.pages.model import Bio, Doubt, Span
from commentariat.intake.pages.model import Picture as Picture

HEAD_SIZE: Final = 64 * 1024
"""Bytes by which a format is told."""


class State(StrEnum):
    """Whether its house shows an item to everybody; all others are held back, and told."""

    PUBLISHED = _PUBLISHED
    DRAFT = "draft"
    PENDING = "pending"
    PRIVATE = "private"
    FUTURE = "future"
    PASSWORD = "password"
    TRASH = "trash"
    UNKNOWN = "unknown"
    """It says to be in a state that nobody here knows: readers may not have seen it."""


def word_state(state: State, unknown: tuple[str, str]) -> str:
    """Say in which state an item is; of one that nobody knows, what says so."""
    key, said = unknown
    return f"{key} {shorten(said, 40)!r}" if state == State.UNKNOWN else str(state)


def settle_state(
    state: State, said: tuple[str, str], states: Mapping[str, str]
) -> State:
    """Give the state of an item, by the house's own word for it where it has one."""
    own = states.get(said[1].strip().lower()) if states else None
    return State(own) if own else state


class Told(StrEnum):
    """What tells a value, the surest first; the word is the one in `told_by`."""

    RECORD = "record"
    """A field of a record or an export, which a program wrote for programs."""
    JSON_LD = "json-ld"
    PARSELY = "parsely"
    OPEN_GRAPH = "opengraph"
    HIGHWIRE = "highwire"
    DUBLIN_CORE = "dublin core"
    MICRODATA = "microdata"
    META = "meta"
    """`<meta name>` and `<title>` of no vocabulary."""
    TIME = "time"
    """`<time datetime>`."""
    PAGE = "page"
    """What readers see: heading, byline, date line."""
    FILE = "file name"
    ADDRESS = "address"


class Claim(msgspec.Struct, frozen=True):
    """A value that an item tells of itself, verbatim but for its escapes."""

    key: str
    """As the source calls it: `headline`, `og:title`, `category:region`."""
    texts: tuple[str, ...]
    by: Told
    start: int = -1
    """Offset in the text of the item; -1: in none of its characters."""


class BlockKind(StrEnum):
    """What a block of a body is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    FIGURE = "figure"
    CODE = "code"
    NOTE = "note"
    RULE = "rule"
    OTHER = "other"


class Block(msgspec.Struct, frozen=True):
    """One block of the body, as Markdown and as the words of its text nodes."""

    kind: BlockKind
    markdown: str
    """Sound and inert Markdown: nothing of the source acts as markup by accident."""
    text: str
    """The words alone, white space folded."""
    start: int
    """Offset in the text of the item where it begins."""
    line: int
    """Line of the container, counted from 1."""


class Link(msgspec.Struct, frozen=True):
    """Where a text of an item leads."""

    address: str
    """As written."""
    text: str
    start: int


class ItemText(msgspec.Struct, frozen=True, kw_only=True):
    """
    An item, taken apart: every word of it is in a field or under a label.

    *spans* partition *text*; what lies under `BODY`, `HEADING`, `TITLE`, `DEK` … is in
    a field, the rest stays off the page and is named by its label.
    """

    text: str
    """The item, decoded, with `\\n` line ends."""
    spans: tuple[Span, ...]
    claims: tuple[Claim, ...] = ()
    """In the order of the item; which counts is decided by the table of keys."""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    bios: tuple[Bio, ...] = ()
    state: State = State.PUBLISHED
    unknown: tuple[str, str] = ("", "")
    """Of a state that is no plain yes or no: the key that says it, and what it says."""
    address: str = ""
    """Where the item stood, as a whole address; empty where nothing tells."""
    former_addresses: tuple[str, ...] = ()
    translations: tuple[Link, ...] = ()
    """Addresses of the same piece in other languages; the text names the language."""
    sites: tuple[str, ...] = ()
    """What the item calls the site on which it stood."""
    doubts: tuple[Doubt, ...] = ()


class ItemSpan(msgspec.Struct, frozen=True):
    """An item of a container, not yet read."""

    key: str
    """
    Names it within its container, whatever is added around it: an id, an address.

    Empty in a container that is one item: a file as it is.
    """
    start: int
    end: int
    """Bytes `[start, end)` of the container (once decompressed, in one that is)."""
    line: int = 1
    digest: str = ""
    """Of what the item says, not of where it stands."""
    kind: str = "article"
    """Or what else it is: `page`, `attachment`, `author`, `comment`, `menu`, `feed` …"""
    state: State = State.PUBLISHED
    title: str = ""
    """For who asks what lies there; may be empty."""
    date: str = ""
    unknown: tuple[str, str] = ("", "")
    """Of a state that is no plain yes or no: the key that says it, and what it says."""


class Surroundings(msgspec.Struct, frozen=True):
    """What a reader of an item may know of its container and its site."""

    file: str
    """What messages call the item: its file from the site, and its key."""
    language: str = "en"
    timezone: str = "UTC"
    address: str = ""
    """Where the item stood, where index.csv or the container tells."""
    lookup: dict[str, str] = {}
    """What the container says of things that items name: logins, ids of attachments."""
    shared: frozenset[str] = frozenset()
    """Digests of lines that many pages of the archive have: they are the site's."""
    shortcodes: dict[str, str] = {}
    """Shortcodes of this site by those of other programs that they stand for."""
    is_served: bool = False
    """It is as its site served it: what it calls by a path is no file beside its own."""


class SourceFormat(msgspec.Struct, frozen=True):
    """A row of the table of formats."""

    name: str
    """One word, for front matter and messages: `html`, `wxr`."""
    title: str
    """As people call it: `a WordPress export`."""
    tells: Callable[[bytes, str], bool]
    """Tell it by the first `HEAD_SIZE` bytes, and the name where those leave it open."""
    cut: Callable[[BinaryIO, str], Iterator[ItemSpan | Problem]] | None
    """Cut a container into items, in one pass, in bounded memory; None: it is one item."""
    read: Callable[[bytes, ItemSpan, Surroundings], ItemText]
    """
    Read the bytes of one item. Pure: no disk, no network, no clock.

    Raises:
        SourceError: it cannot be read; the other items are not concerned.
    """
    gather: Callable[[BinaryIO, str], dict[str, str]] | None = None
    """Learn once a container what its items refer to (`Surroundings.lookup`)."""
    payload: Callable[[bytes], bytes] | None = None
    """
    Give the picture that the bytes of an item of kind `picture` hold, whose key is its
    address.

    Raises:
        SourceError: there is none to be had.
    """
