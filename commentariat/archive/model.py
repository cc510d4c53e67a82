"""
The values of an archive, and the keys of front matter that they are made from.

A key is a row of a table: what its value looks like, and the field that keeps it.
What is known, judged, kept, and written in which order follows from the tables below.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec

from commentariat.archive.authorities import AUTHORITIES
from commentariat.archive.bundles import nested_path
from commentariat.archive.folders import item_name
from commentariat.archive.term_rules import TermRule
from commentariat.archive.text import digest_text
from commentariat.facets import AUTHORS, CENTERS, DEFAULT_FACETS, SERIES, TYPES, Facet
from commentariat.fields import ON_ARTICLES, ON_PAGES, Field, FieldValues, fields_on


class Record(msgspec.Struct, frozen=True, gc=False, tag_field="_", omit_defaults=True):
    """What is remembered of a content file."""


class RawFile(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A raw file that an article was made from, or an item of one."""

    file: str
    """Path under content/raw/; of an item its name, see `folders.item_name`."""
    digest: str = ""
    layout: str = ""
    key: str = ""
    """Folded digest of what was read: crawls of one article share it."""
    row: str = ""
    """Digest of its row in index.csv; empty where it has none."""
    decided: str = ""
    """Digest of what editors decided of it; empty where they did of nothing."""


class RawEntry(msgspec.Struct, frozen=True):
    """The same as front matter has it: an item stands under a key of its own."""

    file: str
    item: str = ""
    digest: str = ""
    layout: str = ""
    key: str = ""
    row: str = ""
    decided: str = ""

    @property
    def record(self) -> RawFile:
        """What is kept of it."""
        name = item_name(self.file, self.item)
        return RawFile(name, self.digest, self.layout, self.key, self.row, self.decided)


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


class VersionEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A version of a text: since when it stands, what is another in it, and why."""

    date: str
    text: str
    name: str = ""
    """What it is called, as `Second edition`."""


class RoleEntry(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    rename={"since": "from", "until": "to"},
):
    """What somebody was, and where, for a time."""

    role: str
    center: str = ""
    """A name of a center, or of an institution elsewhere."""
    since: str = ""
    """A day, a month or a year; empty: nobody says."""
    until: str = ""
    """Likewise; empty: to this day, or nobody says."""


class WebLink(msgspec.Struct, frozen=True, omit_defaults=True):
    """An address elsewhere, and what stands for it."""

    label: str
    url: str


class Detail(msgspec.Struct, frozen=True, omit_defaults=True):
    """What only an article's own page shows; kept encoded until it is wanted."""

    title_from: str = ""
    image_alt: str = ""
    image_credit: str = ""
    publication: str = ""
    """The outlet under the key `source`."""
    doi: str = ""
    isbn: str = ""
    issn: str = ""
    number: str = ""
    """Of a report in its series, of an issue of a journal, of an episode."""
    volume: str = ""
    pages: str = ""
    """A range, of what stands in something else; or how many there are."""
    license: str = ""
    """An SPDX identifier or an address, where it is not the site's."""
    bios: tuple[BioEntry, ...] = ()
    event: EventEntry | None = None
    related: tuple[RelatedEntry, ...] = ()
    repairs: tuple[RepairEntry, ...] = ()
    corrections: tuple[CorrectionEntry, ...] = ()
    versions: tuple[VersionEntry, ...] = ()
    told_by: dict[str, str] = {}
    """What told each key to import, in a word."""
    rules: str = ""
    """Digest of the rules that import went by."""
    extra: tuple[str, ...] = ()
    """Names of metadata keys that nobody has seen before."""
    withdrawn_reason: str = ""
    until_reason: str = ""


class RuledName(msgspec.Struct, frozen=True):
    """A name of a term, and what rules of the archive give in its place."""

    facet: str
    name: str
    """As front matter says it."""
    to_facet: str
    after: str
    rules: tuple[TermRule, ...]
    """In the order in which they led there."""

    def __str__(self) -> str:
        """Say it for editors, with the locations of the rules."""
        place = f"{self.to_facet}: " if self.to_facet != self.facet else ""
        by = ", ".join(f"{rule.location}: {rule}" for rule in self.rules)
        return f"{self.name!r} is {place}{self.after!r}  ({by})"


class Sketch(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The words that a text says most, by which others like it are found."""

    stems: bytes = b""
    """What they are known by, those that it says most first: 32 bits each."""
    words: str = ""
    """The same as the text says them, with spaces between."""

    @property
    def numbers(self) -> array[int]:
        """What they are known by, as numbers."""
        return array("I", self.stems)


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
    """ISO date, of a day, a month or a year; empty: undated."""
    time: str = ""
    """What makes a moment of it, as `T06:00:00+09:00`, where that is given."""
    instant: str = ""
    """That moment in UTC, as `2029-12-31T21:00:00Z`."""
    updated: str = ""
    added: str = ""
    """ISO date of the day on which it was taken into the archive, where that is told."""
    is_draft: bool = False
    withdrawn: str = ""
    """ISO date on which it was taken back; only a notice is published then."""
    until: str = ""
    """The last day, month or year, or the moment, of its text; then likewise."""
    is_expired: bool = False
    """Whether that has passed, which no file says: `withdrawn` is the date then."""
    terms: dict[str, tuple[str, ...]] = {}
    """The names of its terms, by facet, where it has any."""
    ruled: tuple[RuledName, ...] = ()
    """Those that rules gave it, as no file says: `terms` has them already."""
    fields: FieldValues = {}
    """What it gives fields of the site's own, where it has any."""
    part: int | None = None
    """Its number in the first series that it names; the others go by their dates."""
    primary_center: str = ""
    translation_of: str = ""
    """What it is a translation of: a slug, a file, or an address elsewhere, as written."""
    dek: str = ""
    image: str = ""
    """Path under content/."""
    pdf: str = ""
    """Path under content/ of the piece as a PDF, or its whole address."""
    aliases: tuple[str, ...] = ()
    """Former paths that lead to this article."""
    raw: tuple[RawFile, ...] = ()
    written: str = ""
    """Digest of what import wrote; empty for an article of an editor's own."""
    dek_key: str = ""
    """Folded digest of the dek, by which teasers are recognized."""
    teaser_keys: tuple[str, ...] = ()
    """The same of each entry of `related`, in order."""
    title_keys: tuple[str, ...] = ()
    """The same of their titles, where any has one."""
    related_links: tuple[str, ...] = ()
    """Their links, likewise."""
    bio_names: tuple[str, ...] = ()
    """Whom the page introduces; most are authors too, speakers need not be."""
    related_names: tuple[str, ...] = ()
    """Who wrote the related pieces, as they are announced."""
    sketch: Sketch = Sketch()
    """Of title, dek and body, where others like it are looked for."""
    body_key: str = ""
    """Digest of the body's Markdown."""
    length: int = 0
    """Of the body, in steps of a hundred words, or of two hundred letters; 1 at least."""
    body_line: int = 1
    links: tuple[str, ...] = ()
    """What in the body and in its own fields may lead to a page or file of the site."""
    points: bytes = b""
    """What is asked of the body, as `archive.body_points` encodes it."""
    detail: bytes = b""
    """A `Detail`, as MessagePack."""

    @property
    def moment(self) -> str:
        """When it was published, as closely as that is known: ISO 8601."""
        return self.date + self.time

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it."""
        return self.terms.get(AUTHORS, ())

    @property
    def type(self) -> str:
        """The code of its type; empty where it has none."""
        return self.terms.get(TYPES, _NONE)[0]

    @property
    def series(self) -> str:
        """The series that it is part of; empty where there is none."""
        return self.terms.get(SERIES, _NONE)[0]

    @property
    def center(self) -> str:
        """The primary center, or else the first; empty where there is none."""
        return self.primary_center or self.terms.get(CENTERS, _NONE)[0]

    @property
    def has_text(self) -> bool:
        """Whether it has a dek or a body: a crawl may hold a page without either."""
        return bool(self.dek) or self.has_body

    @property
    def has_body(self) -> bool:
        """Whether it has a body: of some pieces a crawl holds a dek alone."""
        return self.body_key != _NO_BODY

    @property
    def shown_detail(self) -> Detail:
        """Decode what only the article's own page shows."""
        return _DECODER.decode(self.detail) if self.detail else Detail()


_NONE = ("",)
_NO_BODY = digest_text("")
_DECODER = msgspec.msgpack.Decoder(Detail)


class TermFile(Record, frozen=True, gc=False, tag=True):
    """What an editor says of a term: `content/authors/mara-lindqvist.md`."""

    source: str
    digest: str
    facet: str
    slug: str
    name: str
    names: dict[str, str] = {}
    """What languages call it, by their tags."""
    spellings: tuple[str, ...] = ()
    """Under what else it goes: variants and former names, those under `aliases` too."""
    aliases: tuple[str, ...] = ()
    """Those of them that stand under the key that they had before."""
    parent: str = ""
    """A name of the term of the same facet that it is part of."""
    is_with_children: bool = False
    """Whether its page lists the articles of those that are part of it, too."""
    is_unlisted: bool = False
    """Whether no list leads to its page, and search engines are not to find it."""
    sort_as: str = ""
    """By what it is sorted and lettered, where that is not its name."""
    family: str = ""
    """The part of a person's name that is the family name; all of an institution's."""
    role: str = ""
    roles: tuple[RoleEntry, ...] = ()
    orcid: str = ""
    isni: str = ""
    ror: str = ""
    wikidata: str = ""
    geonames: str = ""
    web_links: tuple[WebLink, ...] = ()
    """The addresses elsewhere under the key `links`."""
    picture: str = ""
    picture_alt: str = ""
    fields: FieldValues = {}
    body_key: str = ""
    body_line: int = 1
    links: tuple[str, ...] = ()
    points: bytes = b""

    @property
    def other_names(self) -> tuple[str, ...]:
        """All that it is called besides its name, each once."""
        found = dict.fromkeys((*self.names.values(), *self.spellings))
        return tuple([name for name in found if name != self.name])


class PageFile(Record, frozen=True, gc=False, tag=True):
    """A page of the institution's own: `content/pages/about.md`."""

    source: str
    digest: str
    slug: str
    title: str
    description: str = ""
    language: str = ""
    aliases: tuple[str, ...] = ()
    image: str = ""
    """Path under content/."""
    image_alt: str = ""
    template: str = ""
    """The one that it is made with, where that is no usual one."""
    menu: str = ""
    """What the menu calls it; empty: it is not in there."""
    order: int | None = None
    """Its place among its siblings; those without one follow, by their titles."""
    lead: str = ""
    """Of the home page alone: the piece that it leads with, as a link to it."""
    featured: tuple[str, ...] = ()
    """Likewise: the pieces that stand out beside it."""
    pinned: tuple[str, ...] = ()
    """Likewise: those that stand before the newest."""
    blocks: tuple[str, ...] = ()
    """Likewise: its parts in their order, by words or addresses."""
    is_indexed: bool = True
    """Whether search engines are to find it."""
    fields: FieldValues = {}
    body_key: str = ""
    body_line: int = 1
    links: tuple[str, ...] = ()
    points: bytes = b""

    @property
    def choices(self) -> tuple[str, ...]:
        """What the home page is to show, as links to it."""
        lead = (self.lead,) if self.lead else ()
        return (*lead, *self.featured, *self.pinned, *self.blocks)

    @property
    def path(self) -> str:
        """Path of the page under the site: it nests as the folders of its file do."""
        return nested_path(self.source, self.slug)


class Item(Record, frozen=True, gc=False, tag=True):
    """
    Something of a section, such as an event: `content/events/launch.md`.

    Its date is the day of its publication; what else happens when, fields tell.
    """

    source: str
    digest: str
    section: str
    """Name of the section."""
    slug: str
    title: str
    language: str
    date: str = ""
    """ISO date, of a day, a month or a year; empty: undated."""
    time: str = ""
    """What makes a moment of it, as in an article."""
    instant: str = ""
    """That moment in UTC."""
    is_draft: bool = False
    terms: dict[str, tuple[str, ...]] = {}
    """The names of the terms that it names, by facet."""
    ruled: tuple[RuledName, ...] = ()
    """Those that rules gave it, as in an article."""
    description: str = ""
    image: str = ""
    """Path under content/."""
    image_alt: str = ""
    template: str = ""
    """The one that it is made with, where that is not its section's."""
    aliases: tuple[str, ...] = ()
    is_indexed: bool = True
    """Whether search engines are to find it."""
    fields: FieldValues = {}
    day: str = ""
    """What it gives the field that its section is sorted by, where that is of days."""
    is_past: bool = False
    """Whether that has passed, which no file says."""
    body_key: str = ""
    body_line: int = 1
    links: tuple[str, ...] = ()
    points: bytes = b""

    @property
    def moment(self) -> str:
        """When it was published, as closely as that is known: ISO 8601."""
        return self.date + self.time

    @property
    def authors(self) -> tuple[str, ...]:
        """Who is named as its authors."""
        return self.terms.get(AUTHORS, ())


Dated = Article | Item
"""What is out from a day on, or a draft."""
ContentFile = Article | TermFile | PageFile | Item


class Shape(StrEnum):
    """What the value of a key looks like; each has a method of `archive.judge`."""

    TEXT = "text"
    TEXTS = "texts"
    CHOICE = "choice"
    """One of the row's `choices`."""
    DATE = "date"
    """A day."""
    MOMENT = "moment"
    """A day, with its time or not, or a month or a year."""
    FLAG = "flag"
    NUMBER = "number"
    """A whole number."""
    LABEL = "label"
    """A text, or `yes`: the title."""
    BLOCKS = "blocks"
    """Parts of the home page: some of the row's `choices`, or addresses."""
    TEMPLATE = "template"
    """The name of a template."""
    LANGUAGE = "language"
    SLUG = "slug"
    PIECE = "piece"
    """A slug or a file of an article, or an address."""
    FILE = "file"
    """One of content/files/, or of the folder that is all of the content file."""
    DOCUMENT = "document"
    """Likewise, or a whole address."""
    DOI = "doi"
    ISBN = "isbn"
    ISSN = "issn"
    LICENSE = "license"
    """An SPDX identifier, or an address."""
    ADDRESSES = "addresses"
    """Former paths."""
    MAPPING = "mapping"
    """Names and values, of whatever kind; the names are kept."""
    NAMED_TEXTS = "named texts"
    """Names, each with a text."""
    LANGUAGES = "languages"
    """Tags of languages, each with a text."""
    AUTHORITY = "authority"
    """A number by the authority that the key is called as."""
    ENTRY = "entry"
    """Names and values that make one `entry` of the row."""
    ENTRIES = "entries"
    """A list of the same."""
    FIELD = "field"
    """What the row's `own` field says."""


class Key(msgspec.Struct, frozen=True):
    """A key of front matter: a row of the table of one kind of content file."""

    name: str
    shape: Shape
    kept: type[msgspec.Struct] | None = None
    """What has a field for it. None: it stays in the file, for editors and import."""
    field: str = ""
    """Where the field is called otherwise."""
    entry: type[msgspec.Struct] = msgspec.Struct
    """What an entry is made into."""
    choices: tuple[str, ...] = ()
    facet: str = ""
    """Name of the facet whose terms it names, under which the field keeps them."""
    own: Field | None = None
    """The field of a site's own that it is of, under which the record keeps it."""
    is_required: bool = False
    is_told: bool = False
    """Metadata of raw files may tell it."""
    is_inner: bool = False
    """Readers are not told: it is for editors and import, or names what may not be out."""


MOST_TERMS: Final = 1000
"""Names under one key: each has a page that shows the article, with all of them."""


def facet_key(facet: Facet, kept: type[msgspec.Struct] = Article) -> Key:
    """Make the row of the key under which articles name terms of *facet*."""
    shape = Shape.TEXTS if facet.is_many else Shape.TEXT
    return Key(facet.key, shape, kept, "terms", facet=facet.name, is_told=True)


_FACETS: Final = {facet.name: facet for facet in DEFAULT_FACETS}

# All in the order in which import writes them. Keys of facets that have no row here
# stand between the two parts of the table.
FIRST_KEYS: Final = (
    Key("title", Shape.TEXT, Article, is_required=True, is_told=True),
    Key(
        "title_from",
        Shape.CHOICE,
        Detail,
        choices=("address", "dek", "body", "file"),
        is_inner=True,
    ),
    Key("slug", Shape.SLUG, Article, is_told=True),
    Key("aliases", Shape.ADDRESSES, Article, is_told=True),
    Key("date", Shape.MOMENT, Article, is_told=True),
    Key("updated", Shape.DATE, Article, is_told=True),
    Key("added", Shape.DATE, Article, is_told=True),
    Key("language", Shape.LANGUAGE, Article, is_told=True),
    Key("translation_of", Shape.PIECE, Article),
    Key("draft", Shape.FLAG, Article, "is_draft", is_told=True),
    facet_key(_FACETS[TYPES]),
    facet_key(_FACETS[SERIES]),
    Key("part", Shape.NUMBER, Article),
    facet_key(_FACETS[AUTHORS]),
    facet_key(_FACETS[CENTERS]),
    Key("primary_center", Shape.TEXT, Article, is_told=True),
)
LAST_KEYS: Final = (
    Key("dek", Shape.TEXT, Article, is_told=True),
    Key("image", Shape.FILE, Article, is_told=True),
    Key("image_alt", Shape.TEXT, Detail, is_told=True),
    Key("image_credit", Shape.TEXT, Detail, is_told=True),
    Key("source", Shape.TEXT, Detail, "publication", is_told=True),
    Key("doi", Shape.DOI, Detail, is_told=True),
    Key("isbn", Shape.ISBN, Detail, is_told=True),
    Key("issn", Shape.ISSN, Detail, is_told=True),
    Key("number", Shape.TEXT, Detail, is_told=True),
    Key("volume", Shape.TEXT, Detail, is_told=True),
    Key("pages", Shape.TEXT, Detail, is_told=True),
    Key("pdf", Shape.DOCUMENT, Article, is_told=True),
    Key("license", Shape.LICENSE, Detail, is_told=True),
    Key("told_by", Shape.NAMED_TEXTS, Detail, is_inner=True),
    Key("bios", Shape.ENTRIES, Detail, entry=BioEntry),
    Key("event", Shape.ENTRY, Detail, entry=EventEntry),
    Key("related", Shape.ENTRIES, Detail, entry=RelatedEntry, is_inner=True),
    Key("recent_work", Shape.ENTRIES, entry=RelatedEntry, is_inner=True),
    Key("unplaced", Shape.TEXTS, is_inner=True),
    Key("corrections", Shape.ENTRIES, Detail, entry=CorrectionEntry),
    Key("versions", Shape.ENTRIES, Detail, entry=VersionEntry),
    Key("repairs", Shape.ENTRIES, Detail, entry=RepairEntry, is_inner=True),
    Key("withdrawn", Shape.DATE, Article),
    Key("withdrawn_reason", Shape.TEXT, Detail),
    Key("until", Shape.MOMENT, Article, is_inner=True),
    Key("until_reason", Shape.TEXT, Detail, is_inner=True),
    Key("codes", Shape.MAPPING, is_inner=True),
    Key("rules", Shape.TEXT, Detail, is_inner=True),
    Key("raw", Shape.ENTRIES, Article, entry=RawEntry, is_inner=True),
    Key("extra", Shape.MAPPING, Detail, is_inner=True),
    Key("written", Shape.TEXT, Article, is_inner=True),
)
TERM_KEYS: Final = (
    Key("name", Shape.TEXT, TermFile, is_required=True),
    Key("slug", Shape.SLUG, TermFile),
    Key("names", Shape.LANGUAGES, TermFile),
    Key("spellings", Shape.TEXTS, TermFile),
    Key("aliases", Shape.TEXTS, TermFile),
    Key("parent", Shape.TEXT, TermFile),
    Key("include_children", Shape.FLAG, TermFile, "is_with_children"),
    Key("unlisted", Shape.FLAG, TermFile, "is_unlisted"),
    Key("sort_as", Shape.TEXT, TermFile),
    Key("family", Shape.TEXT, TermFile),
    Key("role", Shape.TEXT, TermFile),
    Key("roles", Shape.ENTRIES, TermFile, entry=RoleEntry),
    *(Key(one.key, Shape.AUTHORITY, TermFile) for one in AUTHORITIES),
    Key("links", Shape.ENTRIES, TermFile, "web_links", entry=WebLink),
    Key("picture", Shape.FILE, TermFile),
    Key("picture_alt", Shape.TEXT, TermFile),
)
PAGE_KEYS: Final = (
    Key("title", Shape.TEXT, PageFile, is_required=True),
    Key("slug", Shape.SLUG, PageFile),
    Key("description", Shape.TEXT, PageFile),
    Key("language", Shape.LANGUAGE, PageFile),
    Key("aliases", Shape.ADDRESSES, PageFile),
    Key("image", Shape.FILE, PageFile),
    Key("image_alt", Shape.TEXT, PageFile),
    Key("template", Shape.TEMPLATE, PageFile),
    Key("menu", Shape.LABEL, PageFile),
    Key("order", Shape.NUMBER, PageFile),
    Key("indexed", Shape.FLAG, PageFile, "is_indexed"),
)

ITEM_KEYS: Final = (
    Key("title", Shape.TEXT, Item, is_required=True),
    Key("slug", Shape.SLUG, Item),
    Key("aliases", Shape.ADDRESSES, Item),
    Key("date", Shape.MOMENT, Item),
    Key("language", Shape.LANGUAGE, Item),
    Key("draft", Shape.FLAG, Item, "is_draft"),
    Key("description", Shape.TEXT, Item),
    Key("image", Shape.FILE, Item),
    Key("image_alt", Shape.TEXT, Item),
    Key("template", Shape.TEMPLATE, Item),
    Key("indexed", Shape.FLAG, Item, "is_indexed"),
)


def item_keys(
    section: str, facets: Iterable[Facet], fields: Iterable[Field] = ()
) -> tuple[Key, ...]:
    """List the keys of an item of the *section* in an archive with *facets* and *fields*."""
    named = [facet_key(facet, Item) for facet in facets if not facet.is_of_date]
    return (*ITEM_KEYS, *named, *own_keys(fields, section, Item))


def article_keys(
    facets: Iterable[Facet], fields: Iterable[Field] = ()
) -> tuple[Key, ...]:
    """List the keys of an article in an archive with *facets* and *fields*, in order."""
    listed = {key.name for key in FIRST_KEYS}
    more = [facet_key(facet) for facet in facets if facet.key not in listed]
    own = own_keys(fields, ON_ARTICLES, Article)
    return (*FIRST_KEYS, *more, *own, *LAST_KEYS)


def term_keys(facet: str, fields: Iterable[Field] = ()) -> tuple[Key, ...]:
    """List the keys of the file of a term of *facet* in an archive with *fields*."""
    return (*TERM_KEYS, *own_keys(fields, facet, TermFile))


HOME_BLOCKS: Final = (
    "lead", "featured", "years", "shelf", "topics", "series", "day", "newest", "text",
    "browse",
)  # fmt: skip
"""Parts of the home page, in the order that they have where nobody says another."""
HOME_KEYS: Final = (
    *PAGE_KEYS,
    Key("lead", Shape.TEXT, PageFile, is_inner=True),
    Key("featured", Shape.TEXTS, PageFile, is_inner=True),
    Key("pinned", Shape.TEXTS, PageFile, is_inner=True),
    Key("blocks", Shape.BLOCKS, PageFile, choices=HOME_BLOCKS),
)


def home_keys(fields: Iterable[Field] = ()) -> tuple[Key, ...]:
    """List the keys of what introduces the home page in an archive with *fields*."""
    return (*HOME_KEYS, *own_keys(fields, ON_PAGES, PageFile))


def page_keys(fields: Iterable[Field] = ()) -> tuple[Key, ...]:
    """List the keys of an own page in an archive with *fields*."""
    return (*PAGE_KEYS, *own_keys(fields, ON_PAGES, PageFile))


def own_keys(
    fields: Iterable[Field], place: str, kept: type[msgspec.Struct]
) -> list[Key]:
    """Make the rows of the *fields* that what stands in *place* has, *kept* in that."""
    return [
        Key(one.name, Shape.FIELD, kept, "fields", own=one, is_told=kept is Article)
        for one in fields_on(fields, place)
    ]
