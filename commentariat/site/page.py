"""One file to be made: its template, what its view is made from, and how."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from commentariat.site.views import Alternate, Picture, View

_encode = msgspec.msgpack.Encoder().encode


class TableFile(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A file of a table."""

    href: str
    source: str
    """Path from the site: `content/files/shares.csv`."""
    digest: str


class Body(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The Markdown a page shows, and where its links lead."""

    source: str
    """Path of the content file under content/."""
    key: str
    """Digest of the Markdown."""
    line: int
    """Line of the content file on which it begins."""
    links: tuple[tuple[str, str], ...]
    """Targets as written, and the hrefs they stand for."""
    pictures: tuple[Picture, ...] = ()
    """What is known of those that are pictures."""
    held_back: tuple[str, ...] = ()
    """Targets as written that lead to what is not out yet: they are no links."""
    text: str = ""
    """The Markdown, where it is that of a field; of the file's body it is read."""
    name: str = ""
    """Key of that field."""
    tables: tuple[TableFile, ...] = ()
    """Files of tables that it leads to, and may show."""

    @property
    def shown(self) -> object:
        """All that a page shows of it, but for its Markdown."""
        return self.links, self.pictures, self.held_back, self.tables


Parts = tuple[tuple[str, str], ...]
"""What a view is made from: names for people, and digests."""


class Inputs(msgspec.Struct, frozen=True, gc=False):
    """What a page is made from, found out only where somebody asks."""

    parts: Parts
    """
    Names and digests of all that the view is made from. Two pages with equal parts
    and template have equal bytes.
    """
    make: Callable[[], View]
    """Makes the view: wanted only for a page that is rendered."""
    body: Body | None = None
    entries: tuple[Body, ...] = ()
    """Of a feed that holds whole articles: their Markdown, in the order of entries."""
    texts: tuple[Body, ...] = ()
    """The Markdown of fields of the site's own, in their order."""


def inputs_of(
    shared: str,
    view: View,
    names: Mapping[str, str],
    body: Body | None = None,
    entries: tuple[Body, ...] = (),
    texts: tuple[Body, ...] = (),
) -> Inputs:
    """
    Make a page of a *view* that is at hand: it is told from others by that alone.

    *shared* is the digest of what every page may show; *names* say for people what
    fields of the view hold, the others being the page's title and the like.
    """
    held: dict[str, list[object]] = {}
    for field in view.__struct_fields__:
        held.setdefault(names.get(field, "title"), []).append(getattr(view, field))
    parts = [("settings", shared)]
    parts += [(name, digest_value(values)) for name, values in held.items()]
    if body is not None:
        parts.append(("content", digest_value(shown_of(body))))
    for bodies in filter(None, (entries, texts)):
        parts.append(("content", digest_value(list(map(shown_of, bodies)))))
    return Inputs(tuple(parts), lambda: view, body, entries, texts)


def shown_of(body: Body) -> object:
    """All that a page shows of *body*, told by its digest."""
    return body.key, body.shown


_UNTOLD: Final[Parts] = (("", ""),)
"""Parts of no page."""


class Page:
    """
    One file under output/: a template, and what its view is made from.

    That is found out in the process that asks for it: a page that was never built
    needs no comparing, and is rendered elsewhere.
    """

    __slots__ = (
        "_find", "_inputs", "_parts", "_view", "alternates", "day", "edition", "frame", "is_indexed",
        "is_made", "is_other", "is_slow", "key", "kin", "language", "line", "output", "source",
        "template", "usual",
    )  # fmt: skip

    def __init__(
        self,
        output: str,
        template: str,
        find: Callable[[], Inputs],
        source: str = "",
        line: int = 0,
        kin: str = "",
        day: str = "",
        key: str = "slug",
        *,
        is_indexed: bool = True,
        is_made: bool = False,
        is_other: bool = False,
        is_slow: bool = False,
        usual: str = "",
        alternates: tuple[Alternate, ...] = (),
        language: str = "",
        edition: str = "",
    ) -> None:
        self.output = output
        self.template = template
        self.source = source
        self.line = line
        """Line of the source that asks for the page, where it is one of many."""
        self.key = key
        """Key of the source's front matter that gives the page its address."""
        self.kin = kin
        """Pages with the same show the same articles, and are best made together."""
        self.day = day
        """ISO date on which it last changed, as far as crawlers are told."""
        self.is_indexed = is_indexed
        """Whether crawlers are told of it, if readers are."""
        self.is_made = is_made
        """Whether its bytes are there, and nothing is gained by writing it elsewhere."""
        self.is_other = is_other
        """Whether the edit that touches it surely makes it another: nothing is compared."""
        self.is_slow = is_slow
        """Whether it takes as long as very many others: it holds the whole archive."""
        self.usual = usual
        """Where the source says the template: the one that it takes the place of."""
        self.alternates = alternates
        """Where crawlers are told that it is in which language, itself among them."""
        self.language = language
        """Of the words on it; empty where they are those of its edition."""
        self.edition = edition
        """Language of what is around it, and of listings; empty: the site's own."""
        self.frame = ""
        """The first digest of `parts`, if it is that of what every page may show."""
        self._find = find
        self._inputs: Inputs | None = None
        self._parts: Parts | None = None
        self._view: View | None = None

    @property
    def inputs(self) -> Inputs:
        """What the page is made from."""
        inputs = self._inputs  # another thread may let go of them
        if inputs is None:
            inputs = self._inputs = self._find()
        return inputs

    @property
    def parts(self) -> Parts:
        """Names and digests of all that the view is made from; they alone are kept."""
        if self._parts is None:
            self._parts = self.inputs.parts
            self._inputs = None
        return self._parts

    @property
    def digests(self) -> tuple[str, ...]:
        """The digests of `parts`, as a trace keeps them."""
        return tuple([digest for _, digest in self.parts])

    def is_like(self, other: Page) -> bool:
        """Tell whether it is made of what the *other* is: first by what is known of both."""
        if (self.template, self.frame) != (other.template, other.frame):
            return False
        return self.parts == other.parts

    @property
    def body(self) -> Body | None:
        """The Markdown that the page shows."""
        return self.inputs.body

    @property
    def entries(self) -> tuple[Body, ...]:
        """The Markdown of the articles that a feed holds whole."""
        return self.inputs.entries

    @property
    def texts(self) -> tuple[Body, ...]:
        """The Markdown of its fields."""
        return self.inputs.texts

    def prepare(self) -> None:
        """Make the view, and keep it until it is asked for."""
        self._view = self.inputs.make()

    def make(self) -> View:
        """Make the view."""
        view, self._view = self._view, None
        return self.inputs.make() if view is None else view

    def end(self, make: Callable[[], View], *, is_told: bool = True) -> None:
        """
        Let the page be told from others, but made no more: *make* says why.

        For a page whose archive is about to be revised: it would be of two states. One that
        nobody asks to be *told* any more is another than every page.
        """
        ended = Inputs(self.parts if is_told else _UNTOLD, make)
        self._find, self._inputs = lambda: ended, None


CSS = "css"
"""A stylesheet, without what browsers do not need."""
COPY = "copy"
"""A picture in another width."""
STRIPPED = "stripped"
"""A picture without what a camera noted in it."""
VERBATIM = "verbatim"
"""A file byte for byte, whatever it holds."""


class StaticFile(msgspec.Struct, frozen=True, gc=False):
    """One file that is passed through as it is, or made of one by a recipe."""

    output: str
    source: str
    """For people: `theme/site.css`, `content/files/map.png`."""
    path: str
    """Where it lies on disk."""
    digest: str
    """Of the file; with a recipe, of all that the output is made from."""
    recipe: str = ""
    """What is done to it; empty: it is copied."""
    original: str = ""
    """With a recipe, the digest of the file."""
    names: tuple[tuple[str, str], ...] = ()
    """Of the files that a stylesheet names: outputs, and what they are called now."""
    width: int = 0
    """Of a copy of a picture, in pixels."""
    line: int = 0
    """Of content/redirects.txt, where that asks for the file at a former address."""

    @property
    def is_chosen(self) -> bool:
        """Tell whether somebody chose its address, which may be anywhere."""
        return self.line > 0 or self.recipe == VERBATIM

    @property
    def is_copied(self) -> bool:
        """Tell whether the output is the file as it lies, if that may be published."""
        return self.recipe in ("", VERBATIM)

    @property
    def file_digest(self) -> str:
        """Digest of the file, whatever is made of it."""
        return self.original or self.digest


def digest_parts(parts: Iterable[str]) -> str:
    """Digest a run of digests (or other words without NUL)."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


def digest_value(value: object) -> str:
    """Digest a view, or anything that MessagePack can hold."""
    return hashlib.blake2b(_encode(value), digest_size=8).hexdigest()


def digest_each(values: Iterable[object]) -> str:
    """Digest *values* likewise, one after the other: they need not fit the memory."""
    digest = hashlib.blake2b(digest_size=8)
    for value in values:
        digest.update(_encode(value))
    return digest.hexdigest()
