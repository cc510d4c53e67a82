"""The values of an archive: articles and terms, judged and complete from birth."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, gc=False, tag_field="_", omit_defaults=True):
    """What is remembered of a content file."""


class RawFile(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A raw file that an article was made from."""

    file: str
    """Path under content/raw/."""
    digest: str
    layout: str = ""
    key: str = ""
    """Folded digest of what was read: crawls of one article share it."""
    row: str = ""
    """Digest of its row in index.csv; empty where it has none."""
    decided: str = ""
    """Digest of what editors decided of it; empty where they did of nothing."""


class BioEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the page of one article says of an author or speaker."""

    name: str
    role: str = ""
    bio: str = ""


class RelatedEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """Another article, in the words it was announced with."""

    teaser: str = ""
    authors: tuple[str, ...] = ()
    title: str = ""
    type: str = ""
    link: str = ""


class EventEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """When and where an event was held."""

    date: str = ""
    place: str = ""


class RepairEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A change that import made to the text of a raw file."""

    rule: str
    before: str
    after: str
    line: str = ""
    column: str = ""
    file: str = ""
    confidence: str = ""
    decided: str = ""
    """The verdict of an editor, where one decided."""


class CorrectionEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A note of correction and its date."""

    date: str
    text: str


class Detail(msgspec.Struct, frozen=True, omit_defaults=True):
    """What only an article's own page shows; kept encoded until it is wanted."""

    title_from: str = ""
    image_alt: str = ""
    image_credit: str = ""
    publication: str = ""
    """The outlet under the key `source`."""
    bios: tuple[BioEntry, ...] = ()
    event: EventEntry | None = None
    related: tuple[RelatedEntry, ...] = ()
    repairs: tuple[RepairEntry, ...] = ()
    corrections: tuple[CorrectionEntry, ...] = ()
    extra: tuple[str, ...] = ()
    """Names of metadata keys that nobody has seen before."""
    withdrawn_reason: str = ""


class Article(Record, frozen=True, gc=False, tag=True):
    """
    One commentary, as its content file says, without its body.

    Names of terms are as written; aliases are resolved by the archive.
    """

    source: str
    """Path of the content file under content/."""
    digest: str
    """Of the whole content file."""
    title: str
    slug: str
    language: str
    date: str = ""
    """ISO date; empty: undated."""
    updated: str = ""
    is_draft: bool = False
    withdrawn: str = ""
    """ISO date on which it was taken back; only a notice is published then."""
    terms: dict[str, tuple[str, ...]] = {}
    """The names of its terms, by facet, where it has any."""
    primary_center: str = ""
    dek: str = ""
    image: str = ""
    aliases: tuple[str, ...] = ()
    """Former paths that lead to this article."""
    raw: tuple[RawFile, ...] = ()
    written: str = ""
    """Digest of what import wrote; empty for an article of an editor's own."""
    dek_key: str = ""
    """Folded digest of the dek, by which teasers are recognized."""
    teaser_keys: tuple[str, ...] = ()
    """The same of each entry of `related`, in order."""
    bio_names: tuple[str, ...] = ()
    """Whom the page introduces; most are authors too, speakers need not be."""
    body_key: str = ""
    """Digest of the body's Markdown."""
    body_line: int = 1
    links: tuple[str, ...] = ()
    """What in the body may be links within the site."""
    detail: bytes = b""
    """A `Detail`, as MessagePack."""

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it."""
        return self.terms.get("authors", ())

    @property
    def type(self) -> str:
        """The code of its type; empty where it has none."""
        return self.terms.get("types", _NONE)[0]

    @property
    def series(self) -> str:
        """The series that it is part of; empty where there is none."""
        return self.terms.get("series", _NONE)[0]

    @property
    def center(self) -> str:
        """The primary center, or else the first; empty where there is none."""
        return self.primary_center or self.terms.get("centers", _NONE)[0]

    @property
    def shown_detail(self) -> Detail:
        """Decode what only the article's own page shows."""
        return _DECODER.decode(self.detail) if self.detail else Detail()


_NONE = ("",)
_DECODER = msgspec.msgpack.Decoder(Detail)


class TermFile(Record, frozen=True, gc=False, tag=True):
    """What an editor says of a term: `content/authors/mara-lindqvist.md`."""

    source: str
    digest: str
    facet: str
    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""
    picture: str = ""
    picture_alt: str = ""
    body_key: str = ""
    body_line: int = 1
    links: tuple[str, ...] = ()


class PageFile(Record, frozen=True, gc=False, tag=True):
    """A page of the institution's own: `content/pages/about.md`."""

    source: str
    digest: str
    slug: str
    title: str
    description: str = ""
    language: str = ""
    aliases: tuple[str, ...] = ()
    body_key: str = ""
    body_line: int = 1
    links: tuple[str, ...] = ()


ContentFile = Article | TermFile | PageFile
