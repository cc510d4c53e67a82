"""What a raw file says: labelled spans, and the article read from them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import msgspec

from commentariat.kinds import Message

PUBLISHED: Final = "published"


class Label(StrEnum):
    """What one stretch of a raw file is; each character has exactly one."""

    LEAD_IN = "lead-in"
    NAVIGATION = "navigation"
    METADATA = "metadata"
    IMAGE_CREDIT = "image credit"
    PLACEHOLDER = "placeholder"
    TYPE_LABEL = "type label"
    CENTER_LABEL = "center label"
    TITLE = "title"
    DEK = "dek"
    BYLINE = "byline"
    PUBLISHED = "published"
    EVENT = "event"
    PROGRAM_CARD = "program card"
    PUBLICATION_SOURCE = "publication source"
    BODY = "body"
    HEADING = "heading"
    BIO = "bio"
    RECENT_WORK = "recent work"
    DISCLAIMER = "disclaimer"
    MORE_WORK = "more work"
    RELATED = "related"
    TAGS = "tags"
    MARKUP = "markup"
    """What a source is written in: tags, fences, field names."""
    COMMENT = "comment"
    """What a reader wrote below; never a part of an article."""
    LINK = "link"
    """Where something leads; its words are labelled as what they are."""
    SEPARATOR = "separator"
    """Line ends and blank lines between the others."""
    UNKNOWN = "unknown"


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open range of characters `[start, end)` of the decoded file."""

    start: int
    end: int
    label: Label
    line: int = 0
    """Line of the raw file where it begins, counted from 1."""


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """One paragraph of the body, verbatim, and where it stands."""

    text: str
    """As in the raw file, without the line end; nothing repaired or escaped."""
    start: int
    """Offset of the first character in the decoded file."""
    line: int
    """Line of the raw file, counted from 1."""
    is_heading: bool = False
    markdown: str = ""
    """Of a source that has marks, the paragraph with them; inert."""


class Teaser(msgspec.Struct, frozen=True, omit_defaults=True):
    """Another article, as this page announces it."""

    text: str | None = None
    """The other article's dek; None where only its authors stand."""
    authors: tuple[str, ...] = ()
    title: str | None = None
    type: str | None = None
    link: str | None = None
    more_authors: int = 0
    """Authors beyond those named (`+11`)."""
    line: int = 0
    is_cut: bool = False
    """The end of the file cuts it off."""


class Bio(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the page says of one author or speaker."""

    name: str
    role: str | None = None
    bio: str | None = None
    """Its paragraphs stand on lines of their own."""
    line: int = 0
    as_written: str | None = None
    """The name as the page has it, where the metadata spell it otherwise."""


class RecentWork(msgspec.Struct, frozen=True):
    """An entry of `Recent Work`: a title and the kind of piece."""

    title: str
    type: str
    """Empty where the page does not tell it from the title."""


class Event(msgspec.Struct, frozen=True):
    """When and where an event was held, as the page words it."""

    date: str
    """The words of the page, such as `Fri, September 12th, 2014`."""
    place: str | None = None


class Doubt(msgspec.Struct, frozen=True):
    """Something that could be read in more than one way, kept and flagged."""

    line: int
    message: Message
    confidence: float = 1.0
    """How sure the reading is, from 0 to 1, where its signs say more or less."""

    @property
    def kind(self) -> str:
        """The kind as people see it, such as `dek or body`."""
        return self.message.kind.family


class Picture(msgspec.Struct, frozen=True):
    """A picture that an item shows."""

    address: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    is_leading: bool = False


class Reading(msgspec.Struct, frozen=True):
    """
    A raw file, split and labelled but not yet judged.

    All texts are verbatim: repairs come later and are recorded apart.
    """

    source: str
    layout: str
    """The name of the rule that told it."""
    spans: tuple[Span, ...]
    """A partition of the whole text, in order."""
    metadata: dict[str, Any]
    """The JSON block as it is: order, empty values and unknown keys kept."""
    told: dict[str, tuple[str, ...]]
    """What it tells, by key of front matter."""
    untold: tuple[str, ...] = ()
    """Its keys that tell nothing of the kind."""
    leading_teasers: tuple[Teaser, ...] = ()
    image_credit: str | None = None
    """The whole line, such as `Source: Getty`."""
    has_placeholder: bool = False
    type_label: str | None = None
    center_label: str | None = None
    title: str | None = None
    """Verbatim: a `<br>` is still in it."""
    title_line: int = 0
    dek: str | None = None
    dek_start: int = 0
    dek_line: int = 0
    byline: tuple[str, ...] = ()
    published: str | None = None
    """The words of the page, such as `Sep 10, 2008`."""
    event: Event | None = None
    has_program_card: bool = False
    publication_source: str | None = None
    body: tuple[Paragraph, ...] = ()
    bios: tuple[Bio, ...] = ()
    recent_work: tuple[RecentWork, ...] = ()
    recent_authors: tuple[str, ...] = ()
    """The authors under `Recent Work`: those of the last piece."""
    has_disclaimer: bool = False
    is_disclaimer_glued: bool = False
    disclaimer: str | None = None
    more_work_from: str | None = None
    related: tuple[Teaser, ...] = ()
    unplaced: tuple[Paragraph, ...] = ()
    """What stands after the article and is none of the known parts of a page."""
    navigation_lines: int = 0
    """Lines of site navigation before the metadata."""
    doubts: tuple[Doubt, ...] = ()
    feeds: dict[str, tuple[str, ...]] = {}
    """Keys of the metadata by the key of front matter that they speak of, where the
    table of raw keys does not say."""
    told_by: dict[str, str] = {}
    """What told them, by key of front matter, in a word."""
    is_whole: bool = False
    """The source lost no spaces: there is nothing to repair."""
    address: str = ""
    """Where the article stood, as a whole address or a path."""
    former_addresses: tuple[str, ...] = ()
    """Where it stood before that."""
    state: str = PUBLISHED
    """Whether its house shows it to everybody."""
    pictures: tuple[Picture, ...] = ()
