"""A page of HTML becomes an item: its text in blocks, and what it tells of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Final, TypeVar

import msgspec
import turbohtml

from commentariat.archive.text import fold_key, normalize_line_ends
from commentariat.errors import Problem, SourceError
from commentariat.intake.formats.heads import claims_of_head
from commentariat.intake.formats.html import signature
from commentariat.intake.formats.html.addresses import (
    is_whole,
    joined,
    may_claim,
    site_of,
    without_fragment,
)
from commentariat.intake.formats.html.blocks import Writer
from commentariat.intake.formats.html.bylines import is_full_name
from commentariat.intake.formats.html.content import Content, find_content
from commentariat.intake.formats.html.datelines import looks_like_date
from commentariat.intake.formats.html.decoding import Decoded, decode_html
from commentariat.intake.formats.html.flows import Flow, flows_of
from commentariat.intake.formats.html.headline import part_title
from commentariat.intake.formats.html.notes import find_notes
from commentariat.intake.formats.html.pictures import file_of
from commentariat.intake.formats.html.translations import take_translations
from commentariat.intake.formats.html.tree import (
    DEEPEST,
    HEADINGS,
    MOST_ELEMENTS,
    UNREAD,
    Element,
    Page,
    Text,
    TooManyError,
    words_of,
)
from commentariat.intake.formats.html.words import outlet_in
from commentariat.intake.formats.model import (
    Block,
    BlockKind,
    Claim,
    ItemSpan,
    ItemText,
    Link,
    Picture,
    Surroundings,
    Told,
)
from commentariat.intake.formats.people import read_authors
from commentariat.intake.formats.synonyms import LATE, known_target
from commentariat.intake.formats.titles import Site, parts_of_title
from commentariat.intake.pages.model import Bio, Doubt, Label, Span
from commentariat.intake.phrases.days import read_moment
from commentariat.kinds import Kind

_LONGEST_NAME: Final = 60
_LONGEST_ROLE: Final = 120


_Placed = TypeVar("_Placed", Block, Doubt)


class Body(msgspec.Struct, frozen=True):
    """A stretch of HTML as blocks, all of its words kept."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    doubts: tuple[Doubt, ...] = ()


def read_fragment(html: str, base: str = "", line: int = 1, file: str = "") -> Body:
    """
    Write a stretch of HTML, such as the text of a piece in an export, as blocks.

    Nothing is chosen: all that browsers show of it is kept. Relative links belong to
    *base*; it begins on the *line* of *file*.

    Raises:
        SourceError: it has more elements than are read.
    """
    with parsed(normalize_line_ends(html), file, line) as page:
        writer = Writer(page, base, without_fragment(base), find_notes(page, page.root))
        pieces = writer.write(flows_of(page.root))
        blocks, doubts = writer.finish(pieces), _doubts_of(page, writer)
        return Body(
            tuple(_moved(one, line - 1) for one in blocks),
            tuple(writer.links),
            tuple(writer.pictures),
            tuple(_moved(one, line - 1) for one in doubts),
        )


def _moved(said: _Placed, lines: int) -> _Placed:
    return msgspec.structs.replace(said, line=said.line + lines) if lines else said


def read_html(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    """
    Read the page whose bytes are *data*.

    Raises:
        SourceError: it is no text, or larger than anything that people read.
    """
    decoded = decode_html(data, around.file)
    with parsed(decoded.text, around.file, span.line) as page:
        return _read_page(page, decoded, around)


def _read_page(page: Page, decoded: Decoded, around: Surroundings) -> ItemText:
    head = Head(page, around.address)
    shown = take_translations(page, head.settle_translation)
    content = find_content(page, description=head.description, shared=around.shared)
    writer = Writer(page, head.base, without_fragment(head.address), content.notes)
    writer.picture_base = head.own_base
    writer.keeps_relative = not (head.own_base or around.is_served)
    pieces = writer.write(content.flows)
    blocks = writer.finish(pieces)
    doubts = [*decoded.doubts, *_doubts_of(page, writer)]
    if head.claimed:
        claimed, found = head.claimed
        doubts.append(Doubt(1, Kind.ADDRESS_CLAIMED.of(claimed, found)))
    if not blocks and not content.of(Label.DEK):
        doubts.append(Doubt(1, Kind.NO_TEXT.of()))
    said = head.said.claims
    learned = names_in_titles(said, around.shared)
    sites = tuple(dict.fromkeys((*head.said.sites, *learned)))
    told = _told_by(said, (*sites, *Site((), head.address).host_names))
    claims = (*said, *_claims_of(page, content, told))
    doubts += signature.doubts_of_names(page, content, said)
    return ItemText(
        text=decoded.text,
        spans=_spans_of(page, content),
        claims=claims,
        blocks=blocks,
        links=tuple(writer.links),
        pictures=head.pictures(writer.pictures, blocks),
        bios=tuple(_bios_of(page, content)),
        address=head.address,
        former_addresses=head.former,
        translations=head.translations(shown),
        sites=sites,
        doubts=tuple(sorted(doubts, key=lambda one: (one.line, one.message))),
    )


@contextmanager
def parsed(text: str, file: str, line: int) -> Iterator[Page]:
    """Parse *text*, and let go of its tree at last: its parts refer to each other."""
    try:
        page = Page(text)
    except TooManyError:
        problem = Problem(file, line, Kind.HTML_TOO_MANY.of(MOST_ELEMENTS))
        raise SourceError(problem) from None
    try:
        yield page
    finally:
        page.release()


# -- The head -----------------------------------------------------------------


class Head:
    """What a page says in its head: claims, and where it stands."""

    def __init__(self, page: Page, given: str) -> None:
        """Read the head of *page*, which was found at *given* where anybody tells."""
        self.said = claims_of_head(turbohtml.parse(page.clean))
        self._given = given if is_whole(given) else ""
        self.claimed: tuple[str, str] | None = None
        """The site that it says to be of, and that where it was found, if it is another."""
        self._language = page.root.get("lang").lower()
        self.own_base = next(
            (
                joined(self._given, one.get("href"))
                for one in _head_of(page)
                if one.name == "base" and one.get("href")
            ),
            "",
        )
        self.address = self._settle(
            joined(self.own_base or self._given, self.said.address)
        )
        self.base = next(
            filter(is_whole, (self.own_base, self._given, self.address)), ""
        )
        self._amp = joined(self.base, self.said.amp)

    @property
    def description(self) -> str:
        """What it says the page is about."""
        for key in ("description", "og:description"):
            for one in self.said.claims:
                if one.key == key:
                    return one.texts[0]
        return ""

    def _settle(self, stated: str) -> str:
        """
        Tell the address of the page: what it says itself, unless that is not its own.

        A page that says to be the front page of its site, as old ones of some programs
        do, is where it was found; so is one that says to be of another site, for
        anybody may say so.
        """
        given = self._given
        if not is_whole(stated):
            return without_fragment(given)
        if given and not may_claim(given, stated):
            self.claimed = site_of(stated), site_of(given)
        elif not (given and _is_front(stated) and not _is_front(given)):
            return without_fragment(stated)
        return without_fragment(given)

    @property
    def former(self) -> tuple[str, ...]:
        """Other addresses of the same piece: as it was found, as AMP."""
        known = (without_fragment(self._given), self._amp)
        return tuple(
            dict.fromkeys(one for one in known if is_whole(one) and one != self.address)
        )

    def settle_translation(self, address: str) -> str:
        """Give the whole *address* of the same piece in another language, or nothing."""
        whole = joined(self.base, address)
        is_own = whole in (self.address, self._given)
        is_front = _is_front(whole) and not _is_front(self.address)
        return whole if is_whole(whole) and not is_own and not is_front else ""

    def translations(self, shown: tuple[Link, ...]) -> tuple[Link, ...]:
        """List the same piece in other languages: as the head says, then as is *shown*."""
        said = {
            address: msgspec.structs.replace(one, address=address)
            for one in self.said.translations
            if (address := self.settle_translation(one.address))
            and one.text.lower() != self._language
        }
        for one in shown:
            said.setdefault(one.address, one)
        return tuple(said.values())

    def pictures(
        self, shown: list[Picture], blocks: tuple[Block, ...]
    ) -> tuple[Picture, ...]:
        """List the pictures *shown*, of which the one that stands for the page leads."""
        if shown and blocks and blocks[0].kind is BlockKind.FIGURE:
            first, *rest = shown
            return msgspec.structs.replace(first, is_leading=True), *rest
        leading = [
            msgspec.structs.replace(one, address=address)
            for one in self.said.pictures
            if (address := joined(self.base, one.address))
            and not any(file_of(address) == file_of(other.address) for other in shown)
        ]
        return *leading, *shown


def _head_of(page: Page) -> Iterator[Element]:
    for one in page.root.children:
        if isinstance(one, Element) and one.name == "head":
            yield from one.inner


def _is_front(address: str) -> bool:
    return not address.partition("://")[2].partition("/")[2].strip("/")


# -- What it says ----------------------------------------------------------------


_KEYS: Final = {
    Label.TITLE: "title",
    Label.DEK: "dek",
    Label.TYPE_LABEL: "genre",
    Label.IMAGE_CREDIT: "image_credit",
    Label.EVENT: "event",
}
"""What the page shows above the text, as claims call it."""
_OF_TERMS: Final = re.compile(r"(?:^|\s)tag(?:\s|$)")


def names_in_titles(claims: Iterable[Claim], shared: frozenset[str]) -> tuple[str, ...]:
    """List the parts of titles that pages of the site share: what it is called."""
    if not shared:
        return ()
    titles = (one.texts[0] for one in claims if known_target(one.key) == "title")
    parts = (part for one in titles for part in parts_of_title(one))
    return tuple(part for part in parts if fold_key(part) in shared)


def _told_by(claims: Iterable[Claim], sites: Sequence[str]) -> signature.Told:
    """Tell what the head of a page tells of authors and days that can be read."""
    signed = dated = likely = timed = False
    days: dict[str, str] = {}
    for one in claims:
        target = known_target(one.key)
        is_late = one.by in LATE
        if target == "authors" and one.by is not Told.META:
            names = read_authors(one.texts, one.by, sites)
            signed = signed or any(map(is_full_name, names))
        elif target in ("date", "updated") and (day := read_moment(one.texts[0])[:10]):
            if target == "date":
                is_time = one.by is Told.TIME
                timed, likely = timed or is_time, likely or is_late
                dated = dated or not (is_time or is_late)
            days.setdefault(target, day)
    is_of_change = "updated" in days and days.get("date", "") >= days["updated"]
    is_dated = dated and not is_of_change
    is_doubtful = not is_dated and (timed or is_of_change)
    return signature.Told(signed, is_dated, likely, is_doubtful, tuple(sites))


def _claims_of(page: Page, content: Content, told: signature.Told) -> Iterator[Claim]:
    """Give what the page shows, and label what stands beside the title in its heading."""
    for flow in content.flows:
        if flow.label is None or not flow.length:
            continue
        start = max(flow.start, 0)
        if flow.label is Label.TITLE:
            yield from _claims_of_title(flow, content)
        elif key := _KEYS.get(flow.label):
            yield Claim(key, (flow.words,), Told.PAGE, start)
        elif flow.label is Label.PUBLICATION_SOURCE and (name := outlet_in(flow.words)):
            yield Claim("outlet", (name,), Told.PAGE, start)
    for key, words, start in chain(
        signature.signed_by(page, content, told), _terms_of(page)
    ):
        yield Claim(key, words, Told.PAGE, start)


def _claims_of_title(flow: Flow, content: Content) -> Iterator[Claim]:
    """Give the title, and what stands beside it in its heading."""
    title, beside = part_title(flow, content.titles)
    yield Claim("title", (title,), Told.PAGE, max(flow.start, 0))
    for one in beside:
        if one.zone is not None and one.zone is not Label.TITLE:
            continue
        words = words_of(one)
        one.zone = Label.PUBLISHED if looks_like_date(words) else Label.TYPE_LABEL
        key = "published" if one.zone is Label.PUBLISHED else "genre"
        yield Claim(key, (words,), Told.PAGE, max(one.start, 0))


def _terms_of(page: Page) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Give the terms that links of the page say: `rel="tag"`, `rel="category tag"`."""
    found: dict[str, list[str]] = {}
    starts: dict[str, int] = {}
    for one in page.links:
        if _OF_TERMS.search(one.get("rel").lower()):
            key = "category" if "category" in one.get("rel").lower() else "tag"
            words = words_of(one)
            if words and words not in found.setdefault(key, []):
                found[key].append(words)
                starts.setdefault(key, max(one.start, 0))
    for key, words_found in found.items():
        yield key, tuple(words_found), starts[key]


def _bios_of(page: Page, content: Content) -> Iterator[Bio]:
    flows = [flow for flow in content.flows if flow.label is Label.BIO]
    for flow in flows:
        if flow.element is None or flow.element.name in ("p", *HEADINGS):
            continue
        lines = [one.words for one in flows_of(flow.element) if one.length]
        if lines and (bio := _bio_of(lines, page.line(max(flow.start, 0)))) is not None:
            yield bio
    loose = [
        flow
        for flow in flows
        if flow.element is None or flow.element.name in ("p", *HEADINGS)
    ]
    lines = [
        flow.words for flow in loose if not flow.is_heading or flow is not loose[0]
    ]
    if lines and (bio := _bio_of(lines, page.line(max(loose[0].start, 0)))) is not None:
        yield bio


def _bio_of(lines: list[str], line: int) -> Bio | None:
    """Part the lines about an author into name, role and biography."""
    name = role = None
    rest = list(lines)
    if (
        len(rest) > 1
        and len(rest[0]) <= _LONGEST_NAME
        and not rest[0].endswith((".", ":"))
    ):
        name = rest.pop(0)
        if (
            len(rest) > 1
            and len(rest[0]) <= _LONGEST_ROLE
            and not rest[0].endswith(".")
        ):
            role = rest.pop(0)
    return Bio(name, role, "\n".join(rest) or None, line) if name else None


def _doubts_of(page: Page, writer: Writer) -> tuple[Doubt, ...]:
    found: list[Doubt] = []
    if page.too_deep:
        found.append(Doubt(1, Kind.HTML_DEEP.of(DEEPEST, page.too_deep)))
    for places, kind in (
        (writer.acting, Kind.HTML_ACTING),
        (writer.unplaced, Kind.HTML_DATA_PICTURES),
    ):
        if places:
            found.append(Doubt(page.line(max(places[0], 0)), kind.of(len(places))))
    found += (
        Doubt(page.line(place), Kind.HTML_FLAT_TABLE.of()) for place in writer.lost
    )
    return tuple(found)


# -- Labels --------------------------------------------------------------------------


def _spans_of(page: Page, content: Content) -> tuple[Span, ...]:
    """Label all of the page: its texts by where they stand, the rest as markup."""
    labels: dict[int, Label] = {}
    _walk(page.root, Label.NAVIGATION, content, labels)
    spans: list[Span] = []
    end = 0

    def add(upto: int, label: Label) -> None:
        nonlocal end
        if upto <= end:
            return
        if spans and spans[-1].label is label:
            last = spans.pop()
            spans.append(Span(last.start, upto, label, last.line))
        else:
            spans.append(Span(end, upto, label, page.line(end)))
        end = upto

    for start, stop in page.stretches():
        label = labels.get(start)
        if label is None:
            continue
        add(start, Label.MARKUP)
        add(stop, label)
    add(len(page.text), Label.MARKUP)
    return tuple(spans)


def _walk(
    element: Element, label: Label, content: Content, labels: dict[int, Label]
) -> None:
    if element is content.root:
        label = Label.BODY
    if element.zone is not None:
        label = element.zone
    elif label is Label.BODY and element.name in HEADINGS:
        label = Label.HEADING
    for child in element.children:
        if isinstance(child, Text):
            if child.start >= 0:
                labels[child.start] = content.text_labels.get(child.start, label)
        elif child.name in UNREAD:
            continue
        else:
            _walk(child, label, content, labels)
