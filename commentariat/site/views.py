"""
What each template receives: one frozen value a kind of page, and nothing else.

A template gets `site` (a `SiteView`), `page` (the view of its kind), `body` (the
HTML of the Markdown body, safe; empty where the kind has none), `course` (of an article
that is drawn: a `courses.Course` of its body, else None), in feeds `bodies` (the same as
`body` of each entry, where they hold whole articles) and nothing more.
All addresses are ready to print: absolute paths under the base path of the site,
or whole URLs where the name says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import msgspec
from markupsafe import Markup
from msgspec.structs import replace

from commentariat.errors import Problem
from commentariat.kinds import Message
from commentariat.language_tags import direction_of
from commentariat.site.urls import encode_path


class View(msgspec.Struct, frozen=True, gc=False):
    """The base of all views: immutable, comparable, cheap to encode."""


class Called:
    """What has a label in a language, where that is another than the words of the page."""

    __slots__ = ()
    language: str

    @property
    def direction(self) -> str:
        """The way the label runs, where its language is said."""
        return direction_of(self.language) if self.language else ""


class Link(View, Called, frozen=True, gc=False, omit_defaults=True):
    """A label and where it leads; `url` is empty where there is no page."""

    label: str
    url: str
    language: str = ""
    """Of the label, where that is another than the words of the page are of."""


class MenuLink(View, Called, frozen=True, gc=False):
    """An entry of a menu: a link, and those below it."""

    label: str
    url: str
    """Empty for what only stands over others."""
    items: tuple[MenuLink, ...] = ()
    language: str = ""
    """Of the label, as of a link."""


class CountedLink(View, Called, frozen=True, gc=False):
    """A link to a term and how many articles it has."""

    label: str
    url: str
    count: int
    own: int | None = None
    """How many of them name it, where others name what is part of it; else None."""
    below: tuple[CountedLink, ...] = ()
    """What is part of it, in the index of a facet."""
    language: str = ""
    """Of the label, as of a link."""


class LinkGroup(View, Called, frozen=True, gc=False, omit_defaults=True):
    """A heading over links, such as `Regions` over an article's regions."""

    label: str
    links: tuple[Link, ...]
    language: str = ""
    """Of the label, as of a link."""


class CountedGroup(View, Called, frozen=True, gc=False):
    """A heading over counted links: letters of an index, the regions of the archive."""

    label: str
    anchor: str
    """An id that is unique on the page."""
    url: str
    """The index that shows them all; empty where there is none."""
    links: tuple[CountedLink, ...]
    language: str = ""
    """Of the label, as of a link."""


class Crossing(View, Called, frozen=True, gc=False):
    """A term that some articles of another have, too."""

    label: str
    url: str
    """The page of the term."""
    share: str
    """Their part of the other's articles, in percent: `37.5`."""
    count: int
    """How many they are."""
    total: int
    """How many that page has, or at least has; 0 where it has these alone."""
    is_more: bool
    """Whether it may have more: a large total is told by one digit and noughts."""
    search: str
    """The search for these alone; empty where there is none, or the page has no others."""
    language: str = ""
    """Of the label, as of a link."""


class CrossingGroup(View, Called, frozen=True, gc=False):
    """A heading over crossings: a region's topics, an author's co-authors."""

    label: str
    anchor: str
    """An id that is unique on the page."""
    crossings: tuple[Crossing, ...]
    is_of_people: bool = False
    language: str = ""
    """Of the label, as of a link."""


class Sounding(View, frozen=True, gc=False):
    """A piece of a person, as a line that hangs from the ladder."""

    url: str
    title: str
    language: str
    direction: str
    date_label: str
    words: int
    """How many it has, in whole hundreds; 0 where words are not counted."""
    x: str
    """Where its date stands on the ladder, in percent."""
    shift: int
    """Pixels that it stands behind that, for pieces of one day."""
    depth: int
    """
    Of the line, in pixels from 1 to 64: true to the length of the piece, in steps.

    The longest of the person has 64, or a thousand words where none has as many.
    """


class YearLabel(View, frozen=True, gc=False):
    """A year that the ladder names, and where it stands."""

    label: str
    x: str
    """Percent of the ladder's length, from where time begins: `92.4`."""


class Ladder(View, frozen=True, gc=False):
    """
    The years of the archive as an axis: a segment a year, alike on every page.

    Whatever stands on it is told in percent from where time begins; a page that runs
    from right to left mirrors it. What all pages share is a file of the theme,
    `site.theme("ladder.svg")`.
    """

    first: int
    last: int
    """The years it begins and ends with: the last is whole, and may be to come."""
    is_earlier: bool
    """A segment stands before the first year, for all that is older."""
    is_later: bool
    """One stands behind the last, for all that is newer."""
    labels: tuple[YearLabel, ...]
    """The years that are named, at the middle of their segments."""


class Size(View, frozen=True, gc=False):
    """How large the archive is, in steps, so that few pieces move it."""

    count: int
    """It has more pieces than so many: one digit and noughts."""
    since: str
    """The year of its first piece; empty where none has a date."""


class Mark(View, frozen=True, gc=False):
    """The place on the ladder of a piece, or of the year or month that a page is of."""

    x: str
    """Where it is or begins, in percent, as everything on the ladder."""
    label: str
    """In short: `19 Sep 2023`, `Sep 2023` or `2023`."""
    place: int | None = None
    """The whole percents of that, of a piece."""
    width: str = ""
    """Of a year or a month, likewise; empty for a piece."""


class Slot(View, frozen=True, gc=False):
    """One year (or month) of a chart, empty or not."""

    label: str
    """`2023`, `Sep`; of what lies beyond the axis its first and last year, if any."""
    url: str
    """Empty where there is nothing to lead to."""
    count: int
    x: str
    """Its middle, in percent of the chart's length: the x of the year on the ladder."""
    width: str
    """Of its bar, likewise."""
    depth: int
    """
    Of its bar: true to scale in whole pixels, 1 to 64; 0 where it is empty.

    The greatest count of the chart has 64, or ten where none reaches ten.
    """
    level: int
    """Tint from 1 to 5 by the same scale; 0 where it is empty."""
    is_odd: bool
    """Is not named where there is no room for all names."""


class Chart(View, frozen=True, gc=False):
    """Pieces by year on the ladder, or by month on an axis of twelve."""

    label: str
    """`By year` or `By month`."""
    span: str
    """`2000–2024`."""
    slots: tuple[Slot, ...]
    """All years of the ladder, or all twelve months, those without pieces too."""
    undated: CountedLink | None
    """Pieces that no slot holds."""
    count: int
    """Of all pieces: those of the slots and the undated ones together."""
    depth: int = 0
    """Of its deepest bar."""
    is_of_months: bool = False
    """Stands on an axis of its own, not on the ladder."""
    beyond: tuple[CountedLink, ...] = ()
    """Years that share a slot at an end of the axis, where several do, one by one."""
    beyond_anchor: str = ""
    """An id for them, unique on the page, to which their slot leads."""


class DrawingColors(View, frozen=True, gc=False):
    """Colors of drawings that follow from those of the site, by day and by night."""

    course: str
    dark_course: str
    land: str
    dark_land: str
    hill: str
    dark_hill: str


class SharePicture(View, frozen=True, gc=False):
    """What is shown beside a link to a page where somebody shares it."""

    url: str
    """Whole URL."""
    width: int = 0
    """Pixels; 0 where unknown."""
    height: int = 0
    alt: str = ""
    """What it shows, where that is said."""
    type: str = ""
    """Media type, where that is known."""

    @property
    def is_large(self) -> bool:
        """Whether it is wide enough to stand over the words beside it."""
        return self.width >= 600 and 2 * self.width >= 3 * self.height

    def __str__(self) -> str:
        return self.url


class Logo(View, frozen=True, gc=False):
    """The picture in place of the name above every page."""

    url: str
    width: int
    """Pixels; 0 where unknown."""
    height: int
    dark: str
    """That for dark pages, where it is another; else empty."""


class Look(View, frozen=True, gc=False):
    """What `[tool.commentariat.theme]` adds to the shipped theme; all is ready to print."""

    styles: tuple[str, ...]
    """Hrefs of stylesheets, to be loaded after `site.css` in this order."""
    scripts: tuple[str, ...]
    logo: Logo | None
    colors: DrawingColors | None
    """None where drawings have those of the theme."""
    share_picture: SharePicture | None
    """The picture for previews of pages without one of their own."""


class EditionLink(View, frozen=True, gc=False):
    """A part of the site in a language, and where its home page is."""

    language: str
    direction: str
    label: str
    """What the language calls itself: `Русский`."""
    url: str
    is_current: bool


class SiteView(View, frozen=True, gc=False):
    """The settings that pages show."""

    title: str
    tagline: str
    language: str
    direction: str
    """`ltr` or `rtl`."""
    institution: str
    base: str
    """Path under which the site lies; begins and ends with `/`."""
    home: str
    """Path of the home page; of a site in several languages, that of the page’s."""
    url: str
    """The whole address of the home page, ending with `/`."""
    editions: tuple[EditionLink, ...]
    """The parts of a site in several languages; empty where it has one."""
    menu: tuple[MenuLink, ...]
    facets: tuple[Link, ...]
    """The indexes of authors, centers, regions …, for the navigation."""
    feed: str
    """Path of the site's Atom feed."""
    footer: tuple[MenuLink, ...]
    ladder: Ladder | None
    """None where no piece has a date."""
    size: Size | None
    """None for a small archive."""
    policy: str
    """The Content-Security-Policy of all pages: ready to stand in an attribute (`|safe`)."""
    look: Look
    search: str = ""
    """Path of the page of the search; empty without one."""
    explore: Link | None = None
    """The page that shows what crosses what; None without one."""
    downloads: str = ""
    """Path of the page of what can be taken along; empty without one."""
    renamed: dict[str, str] = {}
    """Theme files whose names hold a digest: by their own path, the one they have."""
    called: Link = Link("", "")
    """The title, with its language where that is another than `language`."""
    publisher: Link = Link("", "")
    """The institution, likewise."""
    slogan: Link = Link("", "")
    """The tagline, likewise."""

    @property
    def menu_nests(self) -> bool:
        """Whether anything lies below an entry of the menu."""
        return any(entry.items for entry in self.menu)

    def switch(self, head: Head) -> tuple[EditionLink, ...]:
        """
        Lead from the page of a *head* to the same in other languages.

        Where there is none in a language, that is its home page.
        """
        whole = self.url.removesuffix(self.home)
        there = {one.language: one.url.removeprefix(whole) for one in head.alternates}
        return tuple(
            [
                replace(one, url=there.get(one.language, one.url))
                for one in self.editions
            ]
        )

    def theme(self, name: str) -> str:
        """Find the href of the file *name* of the theme, such as `site.css`."""
        return f"{self.base}theme/{encode_path(self.renamed.get(name, name))}"


class Alternate(View, frozen=True, gc=False, omit_defaults=True):
    """What a page says is in a language, and where: itself, or another page."""

    language: str
    """Its tag; `x-default`: for readers of all others."""
    url: str
    """Whole."""
    is_told: bool = True
    """Whether crawlers are told of it, and not readers alone."""


class Spoken(View, frozen=True, gc=False):
    """Which language the words of a page are of: its own, where there are words of that."""

    language: str
    direction: str


class Head(View, frozen=True, gc=False):
    """What the head of any page says."""

    title: str
    """The title of the page alone; the template adds the site's."""
    description: str
    canonical: str
    """Whole URL; empty on pages that have none (404)."""
    language: str
    direction: str
    breadcrumbs: tuple[Link, ...] = ()
    """From the home page down, without the page itself."""
    og_type: str = "website"
    image: SharePicture | None = None
    """A picture for previews."""
    published: str = ""
    """ISO date, or moment, of a piece whose day is known."""
    modified: str = ""
    authors: tuple[Link, ...] = ()
    """Of a piece; with whole URLs."""
    atom: str = ""
    """Path of the page's own Atom feed, where it has one."""
    json_feed: str = ""
    json_ld: str = ""
    """schema.org data, ready to stand inside a script element (`|safe`)."""
    is_indexed: bool = True
    mark: Mark | None = None
    """Where the piece or the period of the page stands on the ladder, if it does."""
    plays: bool = False
    """Has something to play beside its text: the security policy has to let it."""
    alternates: tuple[Alternate, ...] = ()
    """Pages that say the same in several languages, this one among them, where any."""
    title_language: str = ""
    """Of the title, where it is another than the page’s."""

    text_language: str = ""
    """Of what the listing’s own file says, such as a biography, likewise."""

    @property
    def text_direction(self) -> str:
        """The way that runs, where its language is said."""
        return direction_of(self.text_language) if self.text_language else ""

    @property
    def title_direction(self) -> str:
        """The way the title runs, where its language is said."""
        return direction_of(self.title_language) if self.title_language else ""

    @property
    def told(self) -> tuple[Alternate, ...]:
        """Those of `alternates` that crawlers are told of, on a page that they may keep."""
        found = self.alternates if self.is_indexed else ()
        return tuple([one for one in found if one.is_told])

    @property
    def locale(self) -> str:
        """The language as networks write it: `en_US`, or `en` where no country is said."""
        parts = self.language.split("-")
        country = [one for one in parts[1:] if len(one) == 2]
        return "_".join([parts[0], *country[:1]])


class FieldValue(View, frozen=True, gc=False):
    """A value of a field of the site's own."""

    text: str
    """As front matter has it: the address, the Markdown, the date in ISO 8601."""
    label: str = ""
    """As people read it: `3.5`, `12 March 2024`, the name of the file."""
    url: str = ""
    """Where it leads; empty where that is nowhere."""
    html: str = ""
    """Of Markdown, made where the page is rendered; safe."""
    type: str = ""
    """Media type of the file, where that is known."""
    media: str = ""
    """What plays it, if it is a file of the site: `audio`, `video` or nothing."""
    picture: Picture | None = None

    def __str__(self) -> str:
        return self.url or self.label


class FieldView(View, Called, frozen=True, gc=False):
    """A field of the site's own, as one page has it."""

    name: str
    kind: str
    label: str
    is_many: bool
    is_shown: bool
    """Whether the theme shows it, where it has values."""
    values: tuple[FieldValue, ...] = ()
    language: str = ""
    """Of the label, as of a link."""

    @property
    def form(self) -> str:
        """What the theme makes of it: a `player`, a `section`, or a `line` of a list."""
        if any(one.media for one in self.values):
            return "player"
        return "section" if self.kind in ("markdown", "picture") else "line"

    @property
    def value(self) -> object:
        """What `page.fields` gives of it: as plain as its kind can be."""
        if self.is_many:
            return tuple([self._plain(one) for one in self.values])
        if not self.values:
            return False if self.kind == "flag" else ""
        return self._plain(self.values[0])

    def _plain(self, value: FieldValue) -> object:
        match self.kind:
            case "text":
                return value.text
            case "markdown":
                return Markup(value.html)
            case "number":
                return float(value.text) if "." in value.text else int(value.text)
            case "flag":
                return True
            case "picture":
                return value.picture
        return value


Lost = tuple[str, Message]
"""What leads nowhere: the key it stands under, and what is to be said of it."""


class Fields(View, frozen=True, gc=False):
    """
    The fields of the site's own that a page may have: `page.fields.podcast`.

    One that it does not say is empty, false or `()`. To go through them gives those that
    the theme shows, each a `FieldView`. Names of them are all that it answers to.
    """

    _rows: tuple[FieldView, ...] = ()
    _lost: tuple[Lost, ...] = ()

    def __getitem__(self, name: str) -> object:
        for row in self._rows:
            if row.name == name:
                return row.value
        raise KeyError(name)

    def __iter__(self) -> Iterator[FieldView]:
        return iter([row for row in self._rows if row.values and row.is_shown])

    def __bool__(self) -> bool:
        return any(row.values and row.is_shown for row in self._rows)

    def __dir__(self) -> Iterable[str]:
        return [row.name for row in self._rows]


def rows_of(fields: Fields) -> tuple[FieldView, ...]:
    """Give all of *fields*, with those that are not shown or have no values."""
    return fields._rows


def lost_in_fields(fields: Fields) -> tuple[Lost, ...]:
    """Tell what of *fields* leads nowhere."""
    return fields._lost


def fields_of(view: View) -> tuple[FieldView, ...]:
    """Give the fields that *view* has, if any, likewise."""
    return view.fields._rows if isinstance(view, _WITH_FIELDS) else ()


def lost_in(view: View) -> tuple[Lost, ...]:
    """Tell what in the fields that *view* has, if any, leads nowhere."""
    return view.fields._lost if isinstance(view, _WITH_FIELDS) else ()


def with_texts(view: View, texts: Iterable[str]) -> View:
    """Give *view* the HTML of the Markdown in its fields, in the order of the values."""
    assert isinstance(view, _WITH_FIELDS)
    left = iter(texts)
    rows = tuple([_with_html(row, left) for row in view.fields._rows])
    fields = replace(view.fields, _rows=rows)
    shown = [one.html for row in rows for one in row.values]
    plays = any("<audio" in html or "<video" in html for html in shown)
    head = replace(view.head, plays=True) if plays else view.head
    return replace(view, fields=fields, head=head)


def has_fields(view: View) -> bool:
    """Tell whether the theme would show any field on the page of *view*."""
    return isinstance(view, _WITH_FIELDS) and bool(view.fields)


def without(view: View, names: Collection[str]) -> View:
    """Give *view* with the fields called *names* left to its template to show."""
    if not isinstance(view, _WITH_FIELDS):
        return view
    rows = tuple(
        [
            replace(row, is_shown=row.is_shown and row.name not in names)
            for row in view.fields._rows
        ]
    )
    return replace(view, fields=replace(view.fields, _rows=rows))


def _with_html(row: FieldView, texts: Iterator[str]) -> FieldView:
    if row.kind != "markdown":
        return row
    values = [replace(one, html=next(texts)) for one in row.values]
    return replace(row, values=tuple(values))


NO_FIELDS = Fields()


class CardDrawing(View, frozen=True, gc=False):
    """
    The drawing of a piece without a picture: two files, 8 by 5, one over the other.

    What lies below is shared with other pieces, and mirrored by some of them.
    """

    coast: str
    course: str
    mirror: str
    """How the coast is turned over: `x` (left and right), `y`, `xy` or empty."""


class Card(View, frozen=True, gc=False):
    """
    All that a listing shows of an article, and so all it can depend on.

    An edit to the body of an article leaves its card equal, and every listing
    the card is on stays as it was.
    """

    url: str
    title: str
    dek: str
    date: str
    """ISO date, of a day, a month or a year; empty: undated."""
    date_label: str
    """`10 September 2008`, `September 2008`, `2008` or `Undated`."""
    authors: tuple[Link, ...]
    type: str
    language: str
    direction: str
    badge: str = ""
    """`Draft` or `Scheduled` in a preview, else empty."""
    x: str = ""
    """Where its date stands on the ladder, in percent; empty without a date."""
    fields: Fields = NO_FIELDS
    """Those that cards have."""
    is_with: bool = False
    """Stands on the page of one of its authors: `authors` are the others."""
    type_language: str = ""
    """Of the label of the type, as of a link."""

    @property
    def type_direction(self) -> str:
        """The way that label runs, where its language is said."""
        return direction_of(self.type_language) if self.type_language else ""


class Row(View, frozen=True, gc=False):
    """One line of a year's page: title, authors, date."""

    url: str
    title: str
    authors: str
    date: str
    date_label: str
    """`10 September`, `September` or `2008`; empty for undated articles."""
    language: str
    direction: str
    badge: str = ""
    x: str = ""
    """Where its date stands on the ladder, as on a card."""


class Picture(View, frozen=True, gc=False):
    """A picture and how it is shown."""

    url: str
    alt: str
    width: int
    """Pixels; 0 where unknown (SVG without a size)."""
    height: int
    srcset: str = ""
    """Copies in other widths, in the words of HTML's attribute; empty without any."""
    sizes: str = ""
    """How wide the place is that they are chosen for, likewise."""

    def __str__(self) -> str:
        return self.url


class Drawing(View, frozen=True, gc=False):
    """
    The drawing of a piece without a picture, as its own page shows it.

    Over the coasts, which are a file, lies a course that is made of the text.
    """

    coast: str
    """Href of the file, 1600 by 1000."""
    mirror: str
    """How it is turned over: `x` (left and right), `y`, `xy` or empty."""
    regions: int
    """How many coasts there are, up to 7; none is open sea."""
    seed: int
    """Chooses their shape, from 0 to 63."""
    is_dated: bool
    direction: str
    """Which way the course runs: `ltr` or `rtl`."""


class CourseView(View, frozen=True, gc=False):
    """The course of a piece as a file, for cards. Template `course.svg`; has a body."""

    drawing: Drawing
    language: str


class CoastView(View, frozen=True, gc=False):
    """The coasts that some pieces share. Template `coast.svg`."""

    regions: int
    seed: int
    shapes: tuple[tuple[str, str], ...]
    """A class and the `d` of a path each, from the lowest up."""


class Feature(View, frozen=True, gc=False):
    """An article that stands out, with its picture."""

    card: Card
    picture: Picture | None
    """None where it has none."""
    drawing: CardDrawing | None
    """What stands for it then, unless drawings are off."""


class CardGroup(View, frozen=True, gc=False):
    """Cards under one heading, such as a year."""

    label: str
    anchor: str
    url: str
    """The page that lists all of them."""
    cards: tuple[Card, ...]


class SectionGroup(View, Called, frozen=True, gc=False):
    """Items of a section under its name, such as the events of a region."""

    label: str
    anchor: str
    """An id that is unique on the page."""
    url: str
    """The listing of the section; empty where it has none."""
    count: int
    """Of all that are meant: there may be fewer cards."""
    cards: tuple[Card, ...]
    language: str = ""
    """Of the label, as of a link."""


class BioView(View, frozen=True, gc=False):
    """An author or speaker, as the page of an article introduces them."""

    name: str
    url: str
    role: str
    bio: str


class RelatedView(View, frozen=True, gc=False, omit_defaults=True):
    """A piece that an article leads on to, as the archive has it."""

    card: Card
    why: str
    """What the two have in common: `Same author; Baltic States`."""
    said: str = ""
    """The same without names; like these empty where all is in one language."""
    names: tuple[Link, ...] = ()


class NamedView(View, frozen=True, gc=False):
    """A piece that an article names and the archive does not hold, in its words."""

    title: str
    """Its title, or where that is not told, its teaser."""
    teaser: str
    """Empty where that is the title."""
    authors: str
    type: str
    url: str
    """Where it is, if that is said; mostly empty."""
    language: str
    direction: str


class NeighborView(View, frozen=True, gc=False):
    """The article before or after, with its title in its own language."""

    label: str
    url: str
    language: str
    direction: str


class SeriesPart(NeighborView, frozen=True, gc=False):
    """A part of a series, with its title in its own language."""

    number: int = 0
    """Which part it is; 0 where that is not said."""


class SeriesPlace(View, frozen=True, gc=False, omit_defaults=True):
    """Where a piece stands in a series that is read in order."""

    label: str
    """The name of the series."""
    url: str
    """Of its page; empty where it has none."""
    number: int
    """Which part the piece is; 0 where that is not said."""
    total: int
    """Of parts; 0 where they are too many to be told."""
    parts: tuple[SeriesPart, ...]
    """All of them in their order, this one too; empty where they are too many."""
    at: int
    """The place of this one among them, from 0."""
    before: SeriesPart | None
    after: SeriesPart | None
    language: str = ""
    """Of its name, where that is another than the words of the page are of."""
    direction: str = ""


class PartGroup(View, frozen=True, gc=False):
    """Parts of a series that follow each other without a gap."""

    start: int
    """Which part the first is; 0 where none is told."""
    cards: tuple[Card, ...]


class CorrectionView(View, frozen=True, gc=False):
    """A note of correction and its date."""

    date: str
    date_label: str
    text: str


class VersionView(View, frozen=True, gc=False):
    """A version of a text, and what is another in it."""

    date: str
    date_label: str
    name: str
    """What it is called; may be empty."""
    text: str


class EventView(View, frozen=True, gc=False):
    """When and where an event was held."""

    date: str
    """ISO date, of a day, a month or a year; empty where other words tell it."""
    date_label: str
    """`10 September 2008`, `10 September 2008, 18:00`, or the words that tell it."""
    place: str


class ContentsEntry(View, frozen=True, gc=False):
    """A heading of a text, as its contents name it."""

    label: str
    anchor: str
    """Its id."""
    below: tuple[ContentsEntry, ...] = ()
    """Those of the next level that follow it."""


class Reading(View, frozen=True, gc=False):
    """What is told of a text beside it: how long it is, and what is to be found in it."""

    words: int
    """How many it has; letters, where its language puts no space between words."""
    is_by_letters: bool
    minutes: int
    """That it takes to read; 0 where it has no words."""
    contents: tuple[ContentsEntry, ...]
    """Its headings, from three on; else none."""
    has_notes: bool
    """Whether it has notes that stand beside it."""
    has_parts: bool
    """Whether it has figures, tables, pull quotes or an epigraph."""

    @property
    def is_paper(self) -> bool:
        """Whether it has anything that a stylesheet of its own is for."""
        return bool(self.contents) or self.has_notes or self.has_parts


class MetaTag(View, frozen=True, gc=False):
    """What the head of a page says to programs that collect references."""

    name: str
    content: str


class StyledCitation(View, frozen=True, gc=False):
    """A citation as one style writes it."""

    label: str
    """Of the style: `APA`."""
    html: str
    """Text and italics, ready to print."""


class CitationFile(View, frozen=True, gc=False):
    """A reference for a program, as a file that the address itself holds."""

    label: str
    """Of the format: `BibTeX`."""
    name: str
    url: str


class CitationView(View, frozen=True, gc=False):
    """How a piece is cited: for readers, and for their programs."""

    styles: tuple[StyledCitation, ...]
    csl: str
    """The reference as CSL-JSON, which may stand in a script element."""
    files: tuple[CitationFile, ...]
    """The same in other formats."""
    tags: tuple[MetaTag, ...]


class TranslationView(View, frozen=True, gc=False):
    """A piece that says in another language what an article does."""

    label: str
    """What the language calls itself: `Русский`."""
    title: str
    url: str
    language: str
    direction: str
    is_original: bool


class ArticleView(View, frozen=True, gc=False):
    """The page of one article. Template `article.html`; has a body."""

    head: Head
    title: str
    title_from: str
    """What the title was derived from: `address`, `dek`, `body` or `file`; else empty."""
    dek: str
    authors: tuple[Link, ...]
    date: str
    date_label: str
    updated: str
    updated_label: str
    language: str
    direction: str
    type: Link | None
    series: Link | None
    in_series: tuple[SeriesPlace, ...]
    """Where it stands in each series that has other parts, too."""
    center: Link | None
    """The primary center."""
    facets: tuple[LinkGroup, ...]
    """Centers, regions, topics, programs, projects, collections, where any."""
    image: Picture | None
    drawing: Drawing | None
    """What stands for the image; None where there is one, or drawings are off."""
    image_credit: str
    source: str
    """The outlet that first published the piece."""
    event: EventView | None
    bios: tuple[BioView, ...]
    bios_label: str
    """`About the Author`, `About the Authors` or `Speakers`."""
    related: tuple[RelatedView, ...]
    named: tuple[NamedView, ...]
    """What it names as related besides, and the archive does not hold."""
    earlier: NeighborView | None
    later: NeighborView | None
    corrections: tuple[CorrectionView, ...]
    versions: tuple[VersionView, ...]
    """The newest first."""
    provenance: str
    """Path of the page that says where the text comes from; empty without one."""
    disclaimer: str
    disclaimer_language: str
    disclaimer_direction: str
    badge: str
    pdf: Link | None
    """The piece as a PDF."""
    pdf_size: int
    """Of that file, in KB; 0 where it is elsewhere."""
    license: Link | None
    """What readers may do with it."""
    citation: CitationView | None
    """How it is cited; None where the settings want no citations."""
    fields: Fields = NO_FIELDS
    """The site's own."""
    translations: tuple[TranslationView, ...] = ()
    """The same piece in other languages; the original, if it is one of them, first."""
    original: Link | None = None
    """What it translates, where that is on another site."""


class RawFileView(View, frozen=True, gc=False):
    """A raw file that a text was made from."""

    file: str
    """Its path from content/raw/."""
    layout: str
    digest: str


class ToldView(View, Called, frozen=True, gc=False):
    """A value, and what told it to import."""

    label: str
    value: str
    by: str
    language: str = ""
    """Of the value, where it is another than the words of the page are of."""


class RepairView(View, frozen=True, gc=False):
    """A change that import made to a text."""

    place: str
    """Line and column, behind the file where there are several."""
    before: str
    after: str
    rule: str
    confidence: str
    decided: str
    """The verdict of an editor, where one decided."""


class ProvenanceView(View, frozen=True, gc=False):
    """Where the text of an article comes from. Template `provenance.html`."""

    head: Head
    title: str
    article: Link
    language: str
    """Of the text; the page is in the site's."""
    direction: str
    told: tuple[ToldView, ...]
    raw: tuple[RawFileView, ...]
    repairs: tuple[RepairView, ...]
    rules: str
    """Digest of the rules of import; empty where that was not recorded."""


class WithdrawnView(View, frozen=True, gc=False):
    """What is left of an article taken back, or expired. Template `withdrawn.html`."""

    head: Head
    title: str
    authors: tuple[Link, ...]
    date: str
    date_label: str
    language: str
    direction: str
    withdrawn: str
    """ISO date: since when, or of what has expired, until when."""
    withdrawn_label: str
    reason: str
    is_expired: bool
    """It was published for some time alone, which was said before."""


class Identifier(View, frozen=True, gc=False):
    """A number by which an authority knows a term."""

    label: str
    """Of the authority: `ORCID iD`, `Wikidata`."""
    number: str
    url: str
    """Whole URL of its record."""


class RoleView(View, frozen=True, gc=False):
    """What a person was, where and when."""

    role: str
    center: Link | None
    dates: str
    """`2014–Mar 2019`, `since 2019`; empty where nobody says."""


class NameView(View, frozen=True, gc=False):
    """What a language calls a term."""

    name: str
    language: str
    direction: str


class AuthorityView(View, frozen=True, gc=False):
    """What the file of a term says of it beside its text."""

    roles: tuple[RoleView, ...]
    """The newest first."""
    identifiers: tuple[Identifier, ...]
    links: tuple[Link, ...]
    """To pages elsewhere."""
    names: tuple[NameView, ...]
    """In other languages."""
    spellings: tuple[str, ...]
    """How else it is written, where the settings ask for it."""


class TermView(View, frozen=True, gc=False):
    """A term's landing page. Template `term.html`; its body is its biography."""

    head: Head
    facet: Link
    name: str
    role: str
    picture: Picture | None
    initials: str
    """Of a person without a picture: what stands in its place."""
    count: int
    """Of the articles that it lists."""
    own: int | None
    """How many of them name it, where others name what is part of it; else None."""
    children: tuple[CountedLink, ...]
    """What is part of it."""
    whose: str
    """Says whose pieces the chart counts, where it has parts; else empty."""
    authority: AuthorityView | None
    """None where its file says nothing of the kind."""
    since: str
    """The first year that it has an article of; empty where none has a date."""
    soundings: tuple[Sounding, ...]
    """Of a person with few dated pieces, each of them by its date; in place of `chart`."""
    chart: Chart | None
    """By year (by month, for a year); None where no piece has a date."""
    periods: tuple[CardGroup, ...]
    """The newest articles by year (by month, for a year); all, where they are few."""
    parts: tuple[PartGroup, ...]
    """Of what is read in order, the first articles, and all, where they are few; in
    place of `periods` and `undated`."""
    undated: tuple[Card, ...]
    """Those without a date, likewise."""
    undated_anchor: str
    """An id for what is said of these, unique on the page, to which the chart leads."""
    rest: tuple[CountedLink, ...]
    """
    All years (months), newest first, of what is read in order the first; empty where
    `periods` lists all articles.
    """
    letters: tuple[CountedLink, ...]
    """Undated articles by letter; empty where `undated` lists all of them."""
    filters: tuple[Crossing, ...]
    """What a person writes about, the most frequent first; empty for others."""
    crossings: tuple[CrossingGroup, ...]
    """
    What else its articles have: authors, regions, topics, or of a person only with whom
    they are written; empty for other facets.
    """
    is_person: bool
    citations: tuple[Link, ...]
    """Files with the references of its pieces; none where it is nobody's and no series."""
    sections: tuple[SectionGroup, ...]
    """Items that name the term, by section: they are no articles, and counted apart."""
    fields: Fields = NO_FIELDS
    """The site's own, as the file of the term gives them."""


class RowGroup(View, frozen=True, gc=False):
    """Rows under one heading, such as a month."""

    label: str
    anchor: str
    rows: tuple[Row, ...]


class BucketView(View, frozen=True, gc=False):
    """A year (month, letter) within a term. Template `bucket.html`; no body."""

    head: Head
    facet: Link
    term: Link
    label: str
    is_whole: bool
    """The label says the term, too, as that of a month says its year."""
    count: int
    groups: tuple[RowGroup, ...]
    earlier: Link | None
    later: Link | None
    siblings: tuple[Link, ...]
    """All buckets of the term, for a pager by year; this one has no address."""


class FacetView(View, frozen=True, gc=False):
    """The index of a facet. Template `facet.html`; no body."""

    head: Head
    facet: Link
    label: str
    count: int
    groups: tuple[CountedGroup, ...]
    """Letters A–Z for authors; else one group without a label."""
    is_alphabetical: bool
    chart: Chart | None
    """Of the years, where they are its terms."""


class Shelf(View, frozen=True, gc=False):
    """A term that stands on the home page, with the newest of its articles."""

    term: CountedLink
    cards: tuple[Card, ...]


class ShelfGroup(View, frozen=True, gc=False):
    """The shelves of a facet."""

    facet: Link
    anchor: str
    """An id that is unique on the page."""
    shelves: tuple[Shelf, ...]


class TopicShelf(View, frozen=True, gc=False):
    """The topic that most of the newest articles have, on a shelf of its own."""

    facet: Link
    """To its index, in the name of one."""
    term: CountedLink
    since: str
    """The year of its first article; empty where none has a date."""
    feature: Feature
    """The newest of its articles that does not stand above."""
    cards: tuple[Card, ...]
    """Those that follow it."""


class Anniversary(View, frozen=True, gc=False):
    """An article of an earlier year that is of the newest one's day, or of one near it."""

    years: int
    """How many before the newest article it stands for that day."""
    card: Card


class Anniversaries(View, frozen=True, gc=False):
    """Articles of earlier years from the day of the newest, each of another year."""

    day: str
    """Of the newest article, as `4 November`."""
    is_exact: bool
    """All are of that very day, and none of one shortly before."""
    pieces: tuple[Anniversary, ...]


class SeriesFeature(View, frozen=True, gc=False):
    """A series that stands out, by the newest of its articles."""

    series: CountedLink
    feature: Feature
    first: str
    """Where its first article is; empty where fewer than two have a date."""
    newest: str
    """Where its newest is."""


class HomeBlock(View, Called, frozen=True, gc=False):
    """A part of the home page, where its order is told."""

    name: str
    """`lead`, `featured`, `years` …; empty for one that an address asks for."""
    shelves: ShelfGroup | None = None
    """Of an index: its terms with the most articles, each with its newest."""
    label: str = ""
    """Of a term or a section, as all that follows."""
    anchor: str = ""
    """An id that is unique on the page."""
    url: str = ""
    count: int = 0
    features: tuple[Feature, ...] = ()
    """The first of its pieces, with their pictures."""
    language: str = ""
    """Of the label, as of a link."""


class HomeView(View, frozen=True, gc=False):
    """The home page. Template `home.html`; its body is content/pages/index.md."""

    head: Head
    lead: Feature | None
    """None where no article has a text, or `blocks` leaves it out; so what follows."""
    seconds: tuple[Feature, ...]
    """Up to three more of the newest."""
    count: int
    """Articles of the archive."""
    since: str
    """The year of the first that has a date; empty where none has."""
    until: str
    """The year of the last, likewise."""
    chart: Chart | None
    """Of all pieces by year; None where no piece has a date."""
    shelf: TopicShelf | None
    topics: ShelfGroup | None
    """The topic that has a shelf of its own is not among them."""
    series: SeriesFeature | None
    day: Anniversaries | None
    """What the archive has of the newest article's day in earlier years."""
    newest: tuple[Card, ...]
    """What is newest besides."""
    years: Link | None
    """The index of the years, which lead to all articles."""
    groups: tuple[CountedGroup, ...]
    """The most used terms of facets that settings ask for; those on shelves stand there."""
    blocks: tuple[HomeBlock, ...]
    """Its parts in their order, where content/pages/index.md tells it; else empty."""
    fields: Fields = NO_FIELDS
    """The site's own, as content/pages/index.md gives them."""


class PageView(View, frozen=True, gc=False):
    """
    A page of the institution's own. Template `page.html`, or one that the page says; has
    a body.
    """

    head: Head
    title: str
    image: Picture | None
    below: tuple[Link, ...]
    """The pages right below it, in their order."""
    fields: Fields = NO_FIELDS
    """The site's own."""


class ItemView(View, frozen=True, gc=False):
    """
    An item of a section. Template `item.html`, or that of the section or the item; has a
    body.
    """

    head: Head
    section: Link
    """To its listing."""
    title: str
    image: Picture | None
    date: str
    """
    ISO date, of a day, a month or a year: its own, where its section is sorted by that,
    else that of its publication; empty: undated.
    """
    date_label: str
    date_field: str
    """Name of the field that `date_label` says all of; empty where none does."""
    authors: tuple[Link, ...]
    terms: tuple[LinkGroup, ...]
    """The terms that it names besides, by facet."""
    badge: str
    is_past: bool
    """The day that its section is sorted by has passed."""
    below: tuple[Link, ...] = ()
    """Nothing: it makes a page as `page.html` does."""
    fields: Fields = NO_FIELDS
    """The site's own."""


class SectionPart(View, frozen=True, gc=False):
    """Items of a listing under one heading."""

    label: str
    """Empty where all stand under none."""
    anchor: str
    """An id that is unique on the page."""
    cards: tuple[Card, ...]


class SectionView(View, frozen=True, gc=False):
    """
    The listing of a section. Template `section.html`; its body is the text of the
    `index.md` in its folder.
    """

    head: Head
    name: str
    """Of the section: of its folder under content/."""
    title: str
    count: int
    parts: tuple[SectionPart, ...]
    fields: Fields = NO_FIELDS
    """The site's own, as its `index.md` gives them."""


class HeatCell(View, frozen=True, gc=False):
    """How many articles two things have in common."""

    count: int
    level: int
    """Depth of its tint: 0 for none, 7 for the deepest."""
    url: str
    """The search for them; empty where there are none."""


class HeatRow(View, Called, frozen=True, gc=False):
    """A term, with what it has in common with each column."""

    label: str
    url: str
    count: int
    """Of all its articles: one may stand in several columns, or in none."""
    cells: tuple[HeatCell, ...]
    language: str = ""
    """Of the label, as of a link."""


class HeatTable(View, frozen=True, gc=False):
    """Terms down, terms or years across."""

    columns: tuple[Link, ...]
    has_undated: bool
    """Whether the last column is of what has no date."""
    rows: tuple[HeatRow, ...]
    steps: tuple[int, ...]
    """The least count of each level, from 1."""


class HeatMap(View, frozen=True, gc=False):
    """A table of counts, tinted by them."""

    anchor: str
    """An id that is unique on the page."""
    rows: Link
    """The facet whose terms are the rows, and its index."""
    columns: Link
    is_by_year: bool
    """Whether columns are years, or spans of them."""
    count: int
    """Of the terms that the facet of the rows has: there may be more than rows."""
    wide: HeatTable
    narrow: HeatTable | None
    """The same with longer spans of years, for small screens."""


class LayerPart(View, Called, frozen=True, gc=False):
    """The articles of one year and kind."""

    layer: int
    """From 1, from the ladder down."""
    top: str
    """Pixels below the ladder."""
    depth: str
    """Pixels, in proportion to the count."""
    label: str
    count: int
    url: str
    """The search for them; empty for what stands for several kinds."""
    language: str = ""
    """Of the label, as of a link."""


class LayerBar(View, frozen=True, gc=False):
    """What hangs from one segment of the ladder."""

    label: str
    x: str
    """Percent, of its middle."""
    left: str
    """Percent, of where it begins."""
    is_named: bool
    """Whether its year is told where there is no room for all."""
    parts: tuple[LayerPart, ...]
    count: int
    depth: str
    """Pixels below the ladder where it ends."""


class Layers(View, frozen=True, gc=False):
    """The archive by year, in layers by kind."""

    facet: Link
    kinds: tuple[CountedLink, ...]
    """From the ladder down; the last may stand for all others, and leads nowhere."""
    bars: tuple[LayerBar, ...]
    width: str
    """Of a bar, in percent."""
    depth: int
    """Pixels of the deepest bar."""


class Arc(View, frozen=True, gc=False):
    """Two people of a list who wrote together."""

    first: int
    """Place in the list, from 0."""
    last: int
    label: str
    reach: int
    """Units from the list to its far end."""
    count: int
    level: int
    """Weight of the line, from 1 to 4."""
    url: str


class Company(View, frozen=True, gc=False):
    """Who writes with whom."""

    facet: Link
    people: tuple[Link, ...]
    """So that those who wrote together stand close to each other."""
    reach: int
    """Units of the widest arc, of which a line of the list has `32`."""
    arcs: tuple[Arc, ...]
    """The most frequent first."""


class ExploreView(View, frozen=True, gc=False):
    """The archive at a glance. Template `explore.html`; no body."""

    head: Head
    facet: Link
    """The page itself, for the navigation."""
    maps: tuple[HeatMap, ...]
    layers: Layers | None
    company: Company | None


class SearchedFacet(View, Called, frozen=True, gc=False):
    """A facet by which results of a search can be narrowed down."""

    name: str
    """As addresses of searches have it."""
    label: str
    feed: str
    """What stands before a term's slug in the address of its feed; empty without feeds."""
    language: str = ""
    """Of the label, as of a link."""


class SearchView(View, frozen=True, gc=False):
    """The page of the search. Template `search.html`; no body."""

    head: Head
    count: int
    """Of the articles that can be found."""
    facets: tuple[SearchedFacet, ...]
    chart: Chart | None
    """Of all articles by year; None where none has a date."""
    ladder: LadderScale | None
    """Where years stand; None likewise."""
    separator: str
    """Stands between thousands."""
    fewest: int
    """The smallest number that has one."""
    first: str
    """The first day of a month, where others are figures."""
    days: tuple[str, ...]
    """Words a day of each month, of `{day}` and `{year}`."""
    months: tuple[str, ...]
    """Words each month, of `{year}`, and behind them the year alone."""
    crossings: str = ""
    """
    Facets whose terms have feeds together: pairs of names and paths as in an address,
    with blanks between them.
    """


class LadderScale(View, frozen=True, gc=False):
    """The years of the ladder, as numbers."""

    first: int
    count: int
    """Of all segments."""
    is_earlier: bool
    """Whether the first segment holds all years before `first`."""


class NotFoundView(View, frozen=True, gc=False):
    """The page for addresses that lead nowhere. Template `404.html`."""

    head: Head


class Download(View, frozen=True, gc=False):
    """The archive as a file to take along."""

    name: str
    """Of the file."""
    url: str
    label: str
    """What it is."""


class DownloadsView(View, frozen=True, gc=False):
    """The page of what can be taken along. Template `downloads.html`; no body."""

    head: Head
    files: tuple[Download, ...]


class RedirectView(View, frozen=True, gc=False):
    """A former address that leads on. Template `redirect.html`."""

    head: Head
    target: str
    """Path it leads to."""
    feed_type: str = ""
    """Media type of the feed that this is; empty where it is none."""


class Enclosure(View, frozen=True, gc=False):
    """A file beside an entry of a feed, such as its recording."""

    url: str
    """Whole URL."""
    type: str
    """Media type; empty where it is not known."""
    title: str


class Category(View, frozen=True, gc=False):
    """A term that a piece in a feed has."""

    label: str
    scheme: str
    """Whole URL of the index of its facet; empty where that has none."""


class FeedEntry(View, frozen=True, gc=False):
    """One article in a feed; only those whose day is known are in feeds."""

    url: str
    """Whole URL, which is also its id."""
    title: str
    dek: str
    authors: tuple[Link, ...]
    """With whole URLs."""
    published: str
    """RFC 3339 date and time."""
    updated: str
    language: str
    categories: tuple[Category, ...] = ()
    picture: SharePicture | None = None
    license: Link | None = None
    """What readers may do with it."""
    enclosures: tuple[Enclosure, ...] = ()
    """What its fields have beside it."""


class FeedView(View, frozen=True, gc=False):
    """
    A feed, or a page of what is older in one: Atom or JSON. Template `feed.xml`.
    """

    id: str
    """The same of a feed and of its pages."""
    title: str
    url: str
    """Whole URL of the page the feed belongs to."""
    self_url: str
    current: str
    """Of a page of what is older, whole URL of the feed; else empty."""
    before: str
    """Whole URL of the page with what is older than this; empty where nothing is."""
    updated: str
    author: str
    entries: tuple[FeedEntry, ...]


class FeedLink(View, frozen=True, gc=False):
    """A feed in a list of feeds."""

    label: str
    feed: str
    """Whole URL."""
    url: str
    """Whole URL of the page that it belongs to."""


class FeedGroup(View, frozen=True, gc=False):
    """Feeds under one heading, such as those of regions."""

    label: str
    feeds: tuple[FeedLink, ...]


class FeedsView(View, frozen=True, gc=False):
    """All feeds of the site, for programs that read feeds. Template `feeds.opml`."""

    title: str
    whole: FeedLink
    """That of the site."""
    groups: tuple[FeedGroup, ...]


class SharePictureView(View, frozen=True, gc=False):
    """What is drawn for a piece that has no picture to be shared with."""

    title: str
    institution: str
    authors: str
    date_label: str
    """Empty without a date."""
    segments: int
    """Of the ladder of years; 0 without one."""
    rungs: tuple[int, ...]
    """Those of them that are dark."""
    x: str
    """Where the piece stands on it, in percent; empty without a date."""
    coast: tuple[int, ...]
    """How many coasts it has, and what chooses their shape; empty where it is not drawn."""
    mirror: str
    paper: str
    accent: str
    land: str
    hill: str
    runs_left: bool = False
    """Whether its lines, and the ladder, run from right to left."""


class SitemapView(View, frozen=True, gc=False):
    """Addresses for crawlers. Template `sitemap.xml`."""

    urls: tuple[tuple[str, str], ...]
    """Whole URL and the ISO date it last changed (or empty)."""
    alternates: dict[str, tuple[Alternate, ...]] = {}
    """By such a URL, where pages say the same in several languages."""


class SitemapIndexView(View, frozen=True, gc=False):
    """The list of sitemaps. Template `sitemapindex.xml`."""

    urls: tuple[str, ...]


class TextView(View, frozen=True, gc=False):
    """A file for machines that no template makes: its lines."""

    lines: tuple[str, ...]


class DataView(View, frozen=True, gc=False):
    """A file for machines that no template makes: its bytes."""

    data: bytes


class FileView(View, frozen=True, gc=False):
    """A file for machines that is written already, to be put in its place."""

    path: str
    """Where it lies for now, to be taken away from there; empty: it is not wanted."""
    problems: tuple[Problem, ...] = ()
    """What stands in its way; it is not there then."""


class RobotsView(View, frozen=True, gc=False):
    """Template `robots.txt`."""

    sitemap: str


_WITH_FIELDS = ArticleView | TermView | HomeView | PageView | ItemView | SectionView
