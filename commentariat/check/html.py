"""What a page of HTML refers to, and what is wrong with it as it stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

import msgspec
from turbohtml import Element, Namespace, parse

from commentariat.check.structure import Positions, find_misnested
from commentariat.kinds import Kind, Message

LINK, ASSET, CANONICAL, FEED, DATA = "link", "asset", "canonical", "feed", "data"
_REFERENCES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "a": (("href", LINK, ""),), "area": (("href", LINK, ""),),
    "img": (("src", ASSET, "pictures"),), "script": (("src", ASSET, "scripts"),),
    "source": (("src", ASSET, "media"),), "iframe": (("src", ASSET, "frames"),),
    "video": (("src", ASSET, "media"), ("poster", ASSET, "pictures")),
    "audio": (("src", ASSET, "media"),), "track": (("src", ASSET, "media"),),
    "embed": (("src", ASSET, ""),), "object": (("data", ASSET, ""),),
    "form": (("action", LINK, "forms"),), "button": (("formaction", LINK, "forms"),),
    "input": (("formaction", LINK, "forms"), ("src", ASSET, "pictures")),
    "blockquote": (("cite", DATA, ""),), "q": (("cite", DATA, ""),),
    "use": (("href", ASSET, "pictures"),), "image": (("href", ASSET, "pictures"),),
}  # fmt: skip
"""Attributes that hold addresses, what they are for, and what loads them: see `Reference`."""
_ID_LISTS = frozenset("for headers aria-labelledby aria-describedby aria-controls "
                      "aria-owns aria-details".split())  # fmt: skip
_NAMED_BY = ("aria-label", "aria-labelledby", "title")
_WHOLE_META = frozenset({"og:url", "og:image", "twitter:image", "og:audio", "og:video"})
_LOADED = {
    "stylesheet": "styles", "icon": "pictures", "apple-touch-icon": "pictures",
    "mask-icon": "pictures", "modulepreload": "scripts", "preload": "", "prefetch": "",
    "manifest": "",
}  # fmt: skip
_PRELOADED = {"script": "scripts", "style": "styles", "font": "styles", "image": "pictures",
              "audio": "media", "video": "media", "track": "media", "fetch": "connections"}  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BEGINNING = "the beginning"
_PLAIN = frozenset(("title", "script", "style"))
"""Elements that are looked at without attributes, too; and headings are."""
_CODE = frozenset(("", "text/javascript", "application/javascript", "module", "importmap",
                   "text/ecmascript", "speculationrules"))  # fmt: skip
"""Types of scripts that browsers run."""
_HANDLER = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)
_WORDS = {
    "duplicate-attribute": "an attribute stands twice in one tag",
    "unknown-named-character-reference": "no character is called so",
    "missing-semicolon-after-character-reference": "a character reference lacks its ';'",
    "non-void-html-element-start-tag-with-trailing-solidus": "'/>' closes no such element",
    "missing-whitespace-between-attributes": "two attributes stand without a space",
}


class Reference(msgspec.Struct, frozen=True):
    """An address in a page."""

    href: str
    """As a browser reads it: entities decoded, white space around it dropped."""
    use: str
    """`link`, `asset`, `canonical`, `feed` or `data`."""
    offset: int
    """Where its tag begins in the text."""
    attribute: str = ""
    loads: str = ""
    """As what it is loaded: the list of the policy that is to name it; empty: as none."""


class Flaw(msgspec.Struct, frozen=True):
    """Something wrong with a page, wherever its links lead."""

    message: Message
    offset: int
    """Where its tag begins in the text."""
    attribute: str = ""
    """The attribute at fault; empty where the tag is."""
    words: str = ""
    """What a person would look for: the text of a heading, the address of a picture."""
    is_written: bool = False
    """It stands in the page, and is an answer where a person wrote it so."""


class Reading(msgspec.Struct, frozen=True):
    """All that one page refers to and holds."""

    references: tuple[Reference, ...]
    ids: frozenset[str]
    flaws: tuple[Flaw, ...]
    is_indexed: bool = True
    policies: tuple[str, ...] = ()
    """What it says that browsers may do: each Content-Security-Policy in it."""
    inline: tuple[tuple[str, int], ...] = ()
    """
    Code and styles that are written into it, and where.

    Each is `script`, `handler` (an attribute such as `onclick`), `style` or `style
    attribute`.
    """


def read_html(text: str, *, is_whole: bool = True) -> Reading:
    """
    Read the HTML *text*: as a page, or (not *is_whole*) as part of one.

    A part has neither title nor language to miss, and no anchors to hold it to.
    """
    document = parse(text, source_locations=True)
    reader = _Reader(text, document.select("*"))
    for error in document.errors:
        words = _WORDS.get(error.code, error.code.replace("-", " "))
        offset = reader.positions.offset(error.line, error.col)
        reader.flaw(Kind.HTML.of(words), offset)
    places = [element.source_location for element in reader.elements]
    misnested = find_misnested(text, reader.elements, places, reader.positions)
    for offset, message in misnested:
        if all(flaw.offset != offset for flaw in reader.flaws):
            reader.flaw(message, offset)
    for element, place in zip(reader.elements, places, strict=True):
        if place is not None:
            reader.read(element, place.start_tag.start_offset)
    if is_whole:
        reader.end()
    return Reading(
        tuple(reader.references),
        frozenset(reader.ids),
        tuple(reader.flaws),
        reader.is_indexed,
        tuple(reader.policies),
        tuple(reader.inline),
    )


class _Reader:
    """Goes through the elements of a page, in their order."""

    def __init__(self, text: str, elements: list[Element]) -> None:
        self.text = text
        self.elements = elements
        self.positions = Positions(text)
        self.references: list[Reference] = []
        self.ids: set[str] = set()
        self.flaws: list[Flaw] = []
        self.is_indexed = True
        self.policies: list[str] = []
        self.inline: list[tuple[str, int]] = []
        self._has_handlers = _HANDLER.search(text) is not None
        self._level = 0
        self._has_title = False
        self._named: list[tuple[str, str, int]] = []

    def flaw(
        self,
        message: Message,
        offset: int,
        attribute: str = "",
        words: str = "",
        *,
        is_written: bool = False,
    ) -> None:
        self.flaws.append(Flaw(message, offset, attribute, words, is_written))

    def read(self, element: Element, at: int) -> None:
        """Note what *element* refers to, and what is wrong with it; its tag is *at*."""
        tag, attributes = element.tag, element.attrs
        is_heading = tag in _HEADINGS
        if not attributes and not is_heading and tag not in _PLAIN:
            return
        name = str(attributes.get("id") or "")
        if name:
            if name in self.ids:
                self.flaw(Kind.DUPLICATE_ID.of(name), at, "id", name)
            self.ids.add(name)
        if not _ID_LISTS.isdisjoint(attributes):
            for key in sorted(_ID_LISTS.intersection(attributes)):
                self._named += [(key, one, at) for one in _words(attributes[key])]
        for key, use, loads in _REFERENCES.get(tag, ()):
            if key in attributes:
                self._refer(attributes[key], use, at, key, loads)
        if "style" in attributes:
            self.inline.append(("style attribute", at))
        if self._has_handlers and any(one.startswith("on") for one in attributes):
            self.inline.append(("handler", at))
        if "srcset" in attributes:
            for candidate in str(attributes["srcset"]).split(","):
                self._refer(candidate.split()[0] if candidate.strip() else "", ASSET,
                            at, "srcset", "pictures")  # fmt: skip
        special = _SPECIAL.get("heading" if is_heading else tag)
        if special:
            special(self, element, attributes, at)

    def _refer(
        self, value: object, use: str, at: int, key: str, loads: str = ""
    ) -> None:
        href = str(value or "").strip()
        self.references.append(Reference(href, use, at, key, loads))

    def _link(
        self, element: Element, attributes: Mapping[str, object], at: int
    ) -> None:
        if "href" not in attributes or element.text.strip():
            return
        if any(attributes.get(key) for key in _NAMED_BY):
            return
        if (
            attributes.get("aria-hidden") == "true"
            and attributes.get("tabindex") == "-1"
        ):
            return  # nobody comes upon it but with a pointer: a picture beside a title
        if not _has_name(element):
            href = str(attributes["href"] or "")
            self.flaw(Kind.EMPTY_LINK.of(href), at, "href", href)

    def _image(
        self, element: Element, attributes: Mapping[str, object], at: int
    ) -> None:
        if attributes.get("alt") or attributes.get("role") == "presentation":
            return
        if element.closest('[aria-hidden="true"]'):
            return  # it is spoken of nowhere: a picture beside a title
        src = str(attributes.get("src") or "")
        is_written = "alt" in attributes
        self.flaw(Kind.NO_ALT.of(src), at, "src", src, is_written=is_written)

    def _heading(
        self, element: Element, attributes: Mapping[str, object], at: int
    ) -> None:
        level, words = int(element.tag[1]), " ".join(element.text.split())
        if not words and not _has_name(element):
            self.flaw(Kind.EMPTY_HEADING.of(), at)
        if level > self._level + 1:
            above = f"<h{self._level}>" if self._level else _BEGINNING
            self.flaw(Kind.SKIPPED_HEADING.of(element.tag, above), at, words=words)
        self._level = level

    def _title(
        self, element: Element, attributes: Mapping[str, object], at: int
    ) -> None:
        if element.namespace is Namespace.HTML:
            self._has_title = self._has_title or bool(element.text.strip())

    def _linked(
        self, element: Element, attributes: Mapping[str, object], at: int
    ) -> None:
        if "href" not in attributes:
            return
        words = [one.lower() for one in _words(attributes.get("rel"))]
        loads = [_LOADED[one] for one in words if one in _LOADED]
        use = ASSET if loads else LINK
        if "preload" in words:
            loads = [_PRELOADED.get(str(attributes.get("as") or "").lower(), "")]
        if "canonical" in words:
            use = CANONICAL
        elif "alternate" in words:
            use = FEED
        self._refer(attributes["href"], use, at, "href", loads[0] if loads else "")

    def _meta(
        self, element: Element, attributes: Mapping[str, object], at: int
    ) -> None:
        name = str(attributes.get("property") or attributes.get("name") or "").lower()
        content = str(attributes.get("content") or "")
        if name in _WHOLE_META:
            self._refer(content, DATA, at, "content")
        elif name == "robots" and "noindex" in content:
            self.is_indexed = False
        told = str(attributes.get("http-equiv") or "").lower()
        if told == "content-security-policy":
            self.policies.append(content)
        elif told == "refresh":
            target = content.partition("url=")[2]
            if target:
                self._refer(target, LINK, at, "content")

    def _script(
        self, element: Element, attributes: Mapping[str, object], at: int
    ) -> None:
        kind = str(attributes.get("type") or "").strip().lower()
        if kind in _CODE and "src" not in attributes:
            self.inline.append(("script", at))
        if kind != "application/ld+json":
            return
        try:
            data = msgspec.json.decode(element.text)
        except (msgspec.DecodeError, RecursionError):
            self.flaw(Kind.HTML_DATA.of(), at)
            return
        for href in find_addresses(data):
            self._refer(href, DATA, at, "")

    def _style(
        self, element: Element, attributes: Mapping[str, object], at: int
    ) -> None:
        self.inline.append(("style", at))

    def _frame(
        self, element: Element, attributes: Mapping[str, object], at: int
    ) -> None:
        if not any(str(attributes.get(key) or "").strip() for key in _NAMED_BY):
            src = str(attributes.get("src") or "")
            self.flaw(Kind.NO_FRAME_TITLE.of(src), at, "src", src)

    def end(self) -> None:
        """Hold the page to what only the whole of it can tell."""
        if not self._has_title:
            self.flaw(Kind.NO_PAGE_TITLE.of(), 0)
        self._hold_to_heading()
        for element in self.elements[:1]:
            if not element.attrs.get("lang"):
                self.flaw(Kind.HTML_LANGUAGE.of(), 0)
        for key, name, at in self._named:
            if name not in self.ids:
                self.flaw(Kind.NO_SUCH_ID_NAMED.of(key, name), at, key, name)
        for reference in self.references:
            href = reference.href
            if href.startswith("#") and not is_anchor(href[1:], self.ids):
                message = Kind.NO_SUCH_ID.of(href[1:])
                self.flaw(message, reference.offset, reference.attribute, href)

    def _hold_to_heading(self) -> None:
        """Ask for the heading of the first level of a page that shows something."""
        tags = [element.tag for element in self.elements]
        if "h1" in tags or "main" not in tags:
            return
        self.flaws = [one for one in self.flaws if not _is_from_beginning(one)]
        self.flaw(Kind.NO_HEADING.of(), 0)


def _is_from_beginning(flaw: Flaw) -> bool:
    """Tell whether *flaw* is that the first heading is not of the first level."""
    is_skip = flaw.message.kind is Kind.SKIPPED_HEADING
    return is_skip and flaw.message.values[1] == _BEGINNING


def _has_name(element: Element) -> bool:
    """Tell whether what stands in *element* says something to who does not see it."""
    return any(
        one.attrs.get("alt") or any(one.attrs.get(key) for key in _NAMED_BY)
        for one in element.select("img, svg, [aria-label], [title]")
    )


def _words(value: object) -> list[str]:
    """Part the words of an attribute; of some the parser has done it already."""
    found = value if isinstance(value, list) else str(value or "").split()
    return list(map(str, found))


def is_anchor(fragment: str, ids: frozenset[str] | set[str]) -> bool:
    """Tell whether a page with *ids* has a place called *fragment*."""
    return (
        not fragment
        or fragment.lower() == "top"
        or fragment.startswith(":~:")
        or fragment in ids
        or unquote(fragment) in ids
    )


def find_addresses(data: object) -> Iterator[str]:
    """Find every address of the site in JSON-LD or in a JSON Feed."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str):
                if key in _ADDRESS_KEYS and value:
                    yield value
            else:
                yield from find_addresses(value)
    elif isinstance(data, list):
        for value in data:
            yield from find_addresses(value)


_ADDRESS_KEYS = frozenset(
    {"url", "item", "image", "id", "home_page_url", "feed_url", "next_url", "icon"}
)
_SPECIAL = {
    "a": _Reader._link, "img": _Reader._image, "heading": _Reader._heading,
    "title": _Reader._title, "link": _Reader._linked, "meta": _Reader._meta,
    "script": _Reader._script, "style": _Reader._style, "iframe": _Reader._frame,
}  # fmt: skip
