"""
An export of WordPress (WXR): cut at its items, each read again alone from its bytes.

No parser sees the whole file: a mark of an item counts where it stands in no CDATA section
and no comment. An item is parsed as a document of its own, in which no entity can be defined.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, Final

import msgspec

from commentariat.archive.text import shorten
from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.formats.model import ItemSpan, ItemText, Surroundings
from commentariat.intake.formats.wordpress.lookup import (
    Lookup,
    digest_of,
    nice_name,
    pack,
)
from commentariat.intake.formats.wordpress.posts import (
    Post,
    Term,
    item_of,
    name_of,
    refers_to,
    words_of,
)
from commentariat.intake.formats.xml_items import (
    ItemScan,
    RawItem,
    XmlField,
    decode_xml,
    encoding_of_xml,
    fields_of_xml,
    unescape,
)
from commentariat.intake.pages.model import Doubt, Label, Span
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind

_TWO_ITEMS: Final = re.compile(rb"</item\s{0,16}>\s*(?=<item[\s>])")
_OF_HEAD: Final = re.compile(
    r"<wp:(author|category|tag|term)>(?:[^<]++|<(?!wp:(?:author|category|tag|term)>))*?</wp:\1>"
)
_SITE: Final = re.compile(
    r"<wp:base_blog_url>\s*(?:<!\[CDATA\[)?\s*(https?://[^<\]\s]+)"
)
_LINK: Final = re.compile(rb"<link>(?:<!\[CDATA\[)?([^<\]]{1,2000})")
_NUMBER: Final = re.compile(rb"<wp:post_id>(?:<!\[CDATA\[)?(\d{1,18})")
_IS_OUT: Final = re.compile(rb"<wp:status>\s*(?:<!\[CDATA\[)?\s*publish\b")
_WANTED: Final = re.compile(rb"[?&;](?:p|page_id)=(\d{1,18})")
_GATHERED: Final = (b"<wp:attachment_url>", b"guest-author", b"wp_block")
_LANGUAGES: Final = re.compile(r's:\d+:"([a-zA-Z_-]{2,12})";i:(\d{1,18});')


# -- Items --------------------------------------------------------------------------


_KEYS: Final = {
    "title": "title",
    "link": "address",
    "dc:creator": "author",
    "content:encoded": "content",
    "excerpt:encoded": "excerpt",
    "wp:post_id": "number",
    "wp:post_date": "day",
    "wp:post_date_gmt": "day_gmt",
    "wp:post_modified": "changed",
    "wp:post_modified_gmt": "changed_gmt",
    "wp:post_name": "slug",
    "wp:status": "status",
    "wp:post_type": "type",
}
"""Fields of a post by the elements that hold them."""
_RAW: Final = ("content", "excerpt", "title")
_PLACES: Final = frozenset("title author content excerpt day changed type".split())


def _post_of(fields: list[XmlField]) -> tuple[Post, dict[str, tuple[int, int]]]:
    values = {"status": ""}
    """What says of no state that readers saw it may be anything."""
    places: dict[str, tuple[int, int]] = {}
    terms: list[Term] = []
    meta: list[tuple[str, str]] = []
    key = ""
    has_password = False
    for one in fields:
        name = one.path[-1] if one.path else ""
        if len(one.path) == 1:
            target = _KEYS.get(name)
            if target is not None and not values.get(target):
                values[target] = one.value if target in _RAW else one.value.strip()
                if target in _PLACES:
                    places[target] = one.start, one.end
            elif name == "category":
                taxonomy = one.said.get("domain", "category")
                slug = one.said.get("nicename", "")
                terms.append(Term(taxonomy, slug, one.value.strip(), one.start))
            elif name == "wp:post_password":
                has_password = bool(one.value.strip())
            elif name == "wp:attachment_url":
                meta.append(("_attachment_url", one.value.strip()))
            elif name == "wp:post_parent":
                meta.append(("_post_parent", one.value.strip()))
        elif one.path[:1] == ("wp:postmeta",):
            if name == "wp:meta_key":
                key = one.value.strip()
            elif name == "wp:meta_value":
                meta.append((key, one.value))
    post = msgspec.structs.replace(
        Post(terms=tuple(terms), meta=tuple(meta), has_password=has_password), **values
    )
    return post, places


def cut_export(file: BinaryIO) -> Iterator[ItemSpan | Problem]:
    """Cut an export into its items, which are given once what they name is known."""
    scan = ItemScan(file, "item")
    gathering = _Gathering()
    found: list[tuple[ItemSpan, list[str], str]] = []
    encoding = ""
    is_first = True
    for raw in scan:
        if is_first:
            encoding, is_first = encoding_of_xml(scan.head), False
            gathering.take_head(scan.head, encoding)
        for one in _sound(raw, encoding):
            if isinstance(one, Problem):
                yield one
                continue
            raw_one, post = one
            gathering.take(raw_one.data, encoding, post)
            digest = hashlib.blake2b(raw_one.data, digest_size=16).hexdigest()
            span = ItemSpan(
                post.number or post.slug or digest,
                raw_one.start,
                raw_one.end,
                raw_one.line,
                digest,
                post.kind,
                post.state,
                shorten(words_of(post.title), 100),
                post.shown_day,
                post.unknown,
            )
            found.append((span, list(dict.fromkeys(refers_to(post))), digest))
    yield from scan.faults
    if not scan.faults:
        if not found:
            yield Problem("", 1, Kind.XML_NO_ITEMS.of())
        if b"</rss" not in scan.tail:
            yield Problem("", scan.line, Kind.XML_UNENDED.of())
    learnt = gathering.finish()
    for span, keys, digest in found:
        said = digest_of(learnt, ("encoding", "site", *keys))
        both = hashlib.blake2b(f"{digest} {said}".encode(), digest_size=16).hexdigest()
        yield msgspec.structs.replace(span, digest=both)


def _sound(raw: RawItem, encoding: str) -> Iterator[tuple[RawItem, Post] | Problem]:
    """Give the items in what two marks part: one, unless a section never ended."""
    if not raw.data:
        yield Problem("", raw.line, too_large(SIZE_LIMIT, raw.end - raw.start))
        return
    whole: RawItem | None = None
    try:
        if not raw.is_closed:
            raise SourceError(Problem("", raw.line, Kind.XML_CUT.of()))
        found: list[tuple[RawItem, Post] | Problem] = [(raw, _parse(raw, encoding))]
        whole = raw
    except SourceError as fault:
        found = [fault.problems[0]]
    cuts = [one.end() for one in _TWO_ITEMS.finditer(raw.data)]
    if cuts:
        parts = list(_parted(raw, cuts, encoding))
        if whole is None or any(not isinstance(one, Problem) for one in parts):
            found = parts  # a section that never ended had swallowed an item
    yield from found


def _parted(
    raw: RawItem, cuts: list[int], encoding: str
) -> Iterator[tuple[RawItem, Post] | Problem]:
    for start, end in pairwise([0, *cuts, len(raw.data)]):
        line = raw.line + raw.data.count(b"\n", 0, start)
        data = raw.data[start:end].rstrip()
        part = RawItem(raw.start + start, raw.start + start + len(data), line, data)
        try:
            yield part, _parse(part, encoding)
        except SourceError as fault:
            yield fault.problems[0]


def _parse(raw: RawItem, encoding: str) -> Post:
    text, _ = decode_xml(raw.data, encoding)
    return _post_of(fields_of_xml(text, raw.line))[0]


# -- What items name ------------------------------------------------------------------


class _Gathering:
    """Learns what items refer to: people, files, blocks, where posts stand."""

    def __init__(self) -> None:
        self.learnt: dict[str, str] = {}
        self._children: dict[str, list[str]] = {}
        self._addresses: dict[str, str] = {}
        self._wanted: set[str] = set()

    def take_head(self, head: bytes, encoding: str) -> None:
        """Learn people and terms."""
        text, _ = decode_xml(head, encoding)
        if encoding:
            self.learnt["encoding"] = encoding
        if found := _SITE.search(text):
            self.learnt["site"] = f"{found[1].rstrip('/')}/"
        for one in _OF_HEAD.finditer(text):
            try:
                fields = {
                    each.path[-1]: each.value.strip()
                    for each in fields_of_xml(f"<x>{one[0]}</x>")
                }
            except SourceError:
                continue
            if one[1] == "author":
                self._take_person(fields)
            elif fields.get("wp:term_taxonomy") == "post_translations":
                self._take_group(fields)

    def _take_person(self, fields: dict[str, str]) -> None:
        login = fields.get("wp:author_login", "")
        name = name_of(
            login,
            fields.get("wp:author_display_name", ""),
            fields.get("wp:author_first_name", ""),
            fields.get("wp:author_last_name", ""),
        )
        if login and name:
            self.learnt[f"who:{login}"] = pack(name, "")
            self.learnt.setdefault(f"who:{nice_name(login)}", pack(name, ""))

    def _take_group(self, fields: dict[str, str]) -> None:
        pairs = _LANGUAGES.findall(fields.get("wp:term_description", ""))
        if len(pairs) < 2:
            return
        slug = fields.get("wp:term_slug", "")
        self.learnt[f"translations:{slug}"] = pack(
            *(text for pair in pairs for text in pair)
        )
        for _, number in pairs:
            self.learnt[f"group:{number}"] = slug
            self._wanted.add(number)

    def take(self, data: bytes, encoding: str, post: Post | None = None) -> None:
        """Learn what one item says that others refer to."""
        number = _NUMBER.search(data, max(data.rfind(b"</excerpt:encoded>"), 0))
        link = _LINK.search(data)
        if number and link and _IS_OUT.search(data):
            self._addresses[number[1].decode()] = unescape(
                link[1].decode("utf-8", "replace")
            )
        start, end = data.find(b"<content:encoded>"), data.rfind(b"</content:encoded>")
        if 0 <= start < end:
            self._wanted.update(
                one.decode() for one in _WANTED.findall(data, start, end)
            )
        if not any(one in data for one in _GATHERED):
            return
        if post is None:
            try:
                text, _ = decode_xml(data, encoding)
                post, _ = _post_of(fields_of_xml(text))
            except SourceError:
                return
        self._take_post(post)

    def _take_post(self, post: Post) -> None:
        if post.type == "attachment":
            where = post.meta_of("_attachment_url")
            alt = words_of(post.meta_of("_wp_attachment_image_alt"))
            self.learnt[f"file:{post.number}"] = pack(where, alt, post.excerpt.strip())
            parent = post.meta_of("_post_parent")
            if parent not in ("", "0"):
                self._children.setdefault(parent, []).append(post.number)
        elif post.type == "guest-author":
            name = words_of(post.meta_of("cap-display_name") or post.title)
            entry = pack(name, post.meta_of("cap-description") or post.content)
            for key in {post.meta_of("cap-user_login"), nice_name(post.slug)} - {""}:
                self.learnt[f"who:{key}"] = entry
                self.learnt[f"who:{nice_name(key)}"] = entry
        elif post.type == "wp_block" and post.status == "publish":
            self.learnt[f"block:{post.number}"] = post.content

    def finish(self) -> dict[str, str]:
        """Give all that was learnt."""
        for post, files in self._children.items():
            self.learnt[f"of:{post}"] = ",".join(files)
        for number in self._wanted:
            if number in self._addresses:
                self.learnt[f"at:{number}"] = self._addresses[number]
        return self.learnt


def gather_export(file: BinaryIO) -> dict[str, str]:
    """Learn what the items of an export refer to."""
    scan = ItemScan(file, "item")
    gathering = _Gathering()
    encoding = ""
    is_first = True
    for raw in scan:
        if is_first:
            encoding, is_first = encoding_of_xml(scan.head), False
            gathering.take_head(scan.head, encoding)
        gathering.take(raw.data, encoding)
    return gathering.finish()


# -- One item -------------------------------------------------------------------------


_LABELS: Final = {
    "title": Label.TITLE,
    "link": Label.LINK,
    "guid": Label.LINK,
    "wp:attachment_url": Label.LINK,
    "dc:creator": Label.BYLINE,
    "content:encoded": Label.BODY,
    "excerpt:encoded": Label.DEK,
    "category": Label.TAGS,
    "pubDate": Label.PUBLISHED,
    "wp:post_date": Label.PUBLISHED,
    "wp:post_date_gmt": Label.PUBLISHED,
}
_MARK_IN_BODY: Final = re.compile(r"<!\[CDATA\[|\]\]>|</?[a-zA-Z][^<>]*>")
_IN_BODY: Final = re.compile(rf"<!--.*?-->|{_MARK_IN_BODY.pattern}", re.DOTALL)


def read_export(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    """
    Read one item of an export.

    Raises:
        SourceError: it is not well-formed, or too large.
    """
    text, lost = decode_xml(data, Lookup(around.lookup).found.get("encoding", ""))
    try:
        fields = fields_of_xml(text, span.line)
    except SourceError as fault:
        where = msgspec.structs.replace(fault.problems[0], source=around.file)
        raise SourceError(where) from None
    post, places = _post_of(fields)
    spans = tuple(_spans(text, fields, span.line))
    made = item_of(post, around, text=text, spans=spans, places=places, line=span.line)
    if lost:
        doubt = Doubt(span.line, Kind.HTML_UNREADABLE.of(lost))
        made = msgspec.structs.replace(made, doubts=(*made.doubts, doubt))
    return made


def _marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find comments, tags and the marks of sections; no comment begins behind the last end."""
    last = text.rfind("-->", start, end) + 3
    if last > start + 2:
        yield from _IN_BODY.finditer(text, start, last)
        start = last
    yield from _MARK_IN_BODY.finditer(text, start, end)


def _spans(text: str, fields: list[XmlField], line: int) -> Iterator[Span]:
    """Label all of an item: what fields hold, and what they are written in."""
    at = counted = 0

    def upto(end: int, label: Label) -> Iterator[Span]:
        nonlocal at, counted, line
        if end > at:
            line += text.count("\n", counted, at)
            counted = at
            yield Span(at, end, label, line)
            at = end

    for one in fields:
        name = one.path[-1] if one.path else ""
        label = (
            Label.COMMENT
            if one.path[:1] == ("wp:comment",)
            else _LABELS.get(name, Label.METADATA)
        )
        if len(one.path) != 1 and label is not Label.COMMENT:
            label = Label.METADATA
        yield from upto(one.start, Label.MARKUP)
        for mark in _marks(text, one.start, one.end):
            yield from upto(mark.start(), label)
            yield from upto(mark.end(), Label.MARKUP)
        yield from upto(one.end, label)
    yield from upto(len(text), Label.MARKUP)
