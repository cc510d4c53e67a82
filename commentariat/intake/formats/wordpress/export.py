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
from xml.parsers import expat

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
from commentariat.intake.pages.model import Doubt, Label, Span
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind

_STRETCH: Final = 2**20
_MOST_HEAD: Final = 256 * 2**20
"""Bytes before the first item: people and terms."""
_LONGEST_MARK: Final = 64
_MOST_TAIL: Final = 4096
"""Bytes at the end, among which is the end tag."""
DEEPEST: Final = 16
"""Elements in each other in an item; those of WordPress are four deep."""
_MARK: Final = re.compile(
    rb"<!\[CDATA\[|<!--|<item(?=[\s>])|</item\s{0,16}>|<!DOCTYPE|<!ENTITY"
)
_ENCODING: Final = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})")
_UNREAD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Signs that XML cannot hold; exports do, where editors pasted them."""
_TWO_ITEMS: Final = re.compile(rb"</item\s{0,16}>\s*(?=<item[\s>])")
_LEX: Final = re.compile(
    r"<!\[CDATA\[(?P<cdata>.*?)\]\]>|<!--.*?-->|<\?.*?\?>"
    r"|<(?P<end>/)?(?P<name>[^\s<>/]+)(?P<said>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<void>/)?>"
    r"|(?P<text>[^<]+)",
    re.DOTALL,
)
_SAID: Final = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE: Final = re.compile(r"&(#x[0-9a-fA-F]+|#\d+|amp|lt|gt|quot|apos);")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
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


class _Raw(msgspec.Struct):
    """An item as bytes."""

    start: int
    end: int
    line: int
    data: bytes
    """Empty where it is larger than one may be."""
    is_closed: bool = True


class _Scan:
    """One pass over the bytes of an export."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.head = b""
        """What stands before the first item."""
        self.faults: list[Problem] = []
        self.tail = b""
        """How the file ends."""
        self.line = 1
        """Its last line."""
        self._buffer = b""
        self._base = 0
        self._line, self._counted = 1, 0

    def __iter__(self) -> Iterator[_Raw]:
        at = 0
        until = b""
        """What ends the section in which marks do not count."""
        start = line = -1
        is_large = False
        is_head = True
        while True:
            part = self.file.read(_STRETCH)
            self._buffer += part
            buffer = self._buffer
            last = len(buffer) if not part else max(at, len(buffer) - _LONGEST_MARK)
            while True:
                if until:
                    found = buffer.find(until, at)
                    if found < 0:
                        at = max(at, len(buffer) - len(until) + 1)
                        break
                    at = found + len(until)
                    until = b""
                mark = _MARK.search(buffer, at)
                if mark is None or (part and mark.start() >= last):
                    at = max(at, last if mark is None else mark.start())
                    break
                at = mark.end()
                said = mark[0]
                if said == b"<![CDATA[":
                    until = b"]]>"
                elif said == b"<!--":
                    until = b"-->"
                elif said.startswith(b"<!"):
                    where = self._line_at(self._base + mark.start())
                    self.faults.append(Problem("", where, Kind.XML_DEFINES.of()))
                    return
                elif said.startswith(b"</"):
                    if start >= 0:
                        yield self._raw(start, self._base + at, line, is_large=is_large)
                        start, is_large = -1, False
                else:
                    here = self._base + mark.start()
                    if start >= 0:
                        yield self._raw(
                            start, here, line, is_large=is_large, is_closed=False
                        )
                    if is_head:
                        self.head, is_head = self.head + buffer[: mark.start()], False
                    start, line, is_large = here, self._line_at(here), False
            if not part:
                break
            if start >= 0 and self._base + len(buffer) - start > SIZE_LIMIT:
                is_large = True
            keep = at if start < 0 or is_large else min(at, start - self._base)
            if is_head:
                if len(self.head) < _MOST_HEAD:
                    self.head += buffer[:keep]
                else:
                    self.faults.append(
                        Problem("", 1, too_large(_MOST_HEAD, len(self.head)))
                    )
                    return
            self._drop(keep)
            at -= keep
        end = self._base + len(self._buffer)
        self.tail = (self.tail + self._buffer)[-_MOST_TAIL:]
        self.line = self._line_at(end)
        if start >= 0:
            yield self._raw(start, end, line, is_large=is_large, is_closed=False)

    def _raw(
        self, start: int, end: int, line: int, *, is_large: bool, is_closed: bool = True
    ) -> _Raw:
        is_large = is_large or end - start > SIZE_LIMIT
        data = b"" if is_large else self._buffer[start - self._base : end - self._base]
        return _Raw(start, end, line, data, is_closed)

    def _line_at(self, offset: int) -> int:
        self._line += self._buffer.count(
            b"\n", self._counted - self._base, offset - self._base
        )
        self._counted = offset
        return self._line

    def _drop(self, count: int) -> None:
        if self._counted < self._base + count:
            self._line_at(self._base + count)
        last = self._buffer[max(0, count - _MOST_TAIL) : count]
        self.tail = (self.tail + last)[-_MOST_TAIL:]
        self._buffer = self._buffer[count:]
        self._base += count


# -- Items --------------------------------------------------------------------------


class _Field(msgspec.Struct):
    """An element without others in it."""

    path: tuple[str, ...]
    value: str
    start: int
    end: int
    said: dict[str, str]


def _decode(data: bytes, encoding: str) -> tuple[str, int]:
    """Decode bytes of the file, and count the signs that no XML may hold."""
    try:
        text = data.decode(encoding or "utf-8", "replace")
    except (LookupError, UnicodeError):  # `undefined` decodes nothing
        text = data.decode("utf-8", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lost = text.count("\ufffd")
    if _UNREAD.search(text):
        text, count = _UNREAD.subn("", text)
        lost += count
    return text, lost


def _fields(text: str, line: int = 1) -> list[_Field]:
    """
    Take an item apart.

    Raises:
        SourceError: it is not well-formed.
    """
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as fault:
        words = expat.ErrorString(fault.code)
        problem = Problem("", line + fault.lineno - 1, Kind.XML_BROKEN.of(words))
        raise SourceError(problem) from None
    found: list[_Field] = []
    names: list[str] = []
    starts: list[tuple[int, dict[str, str]]] = []
    parts: list[str] = []
    for one in _LEX.finditer(text):
        name = one["name"]
        if name is None:
            if one["cdata"] is not None:
                parts.append(one["cdata"])
            elif one["text"] is not None:
                parts.append(_unescape(one["text"]))
            continue
        if one["end"]:
            start, said = starts.pop()
            if start >= 0:
                value = "".join(parts)
                found.append(_Field(tuple(names[1:]), value, start, one.start(), said))
            names.pop()
            parts = []
            continue
        if one["void"]:
            continue
        if starts:
            starts[-1] = -1, starts[-1][1]
        names.append(name)
        if len(names) > DEEPEST:
            where = line + text.count("\n", 0, one.start())
            raise SourceError(Problem("", where, Kind.XML_DEEP.of(DEEPEST)))
        starts.append((one.end(), _said(one["said"])))
        parts = []
    return found


def _said(text: str) -> dict[str, str]:
    if not text or "=" not in text:
        return {}
    return {one[1]: _unescape(one[2] or one[3] or "") for one in _SAID.finditer(text)}


def _unescape(text: str) -> str:
    return _REFERENCE.sub(_shown, text) if "&" in text else text


def _shown(found: re.Match[str]) -> str:
    name = found[1]
    if name[0] != "#":
        return _NAMED[name]
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return (
        chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    )


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


def _post_of(fields: list[_Field]) -> tuple[Post, dict[str, tuple[int, int]]]:
    values: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    terms: list[Term] = []
    meta: list[tuple[str, str]] = []
    key = ""
    has_password = False
    for one in fields:
        name = one.path[-1] if one.path else ""
        if len(one.path) == 1:
            target = _KEYS.get(name)
            if target is not None and target not in values:
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
        elif one.path[0] == "wp:postmeta":
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
    scan = _Scan(file)
    gathering = _Gathering()
    found: list[tuple[ItemSpan, list[str], str]] = []
    encoding = ""
    is_first = True
    for raw in scan:
        if is_first:
            encoding, is_first = _encoding_of(scan.head), False
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


def _sound(raw: _Raw, encoding: str) -> Iterator[tuple[_Raw, Post] | Problem]:
    """Give the items in what two marks part: one, unless a section never ended."""
    if not raw.data:
        yield Problem("", raw.line, too_large(SIZE_LIMIT, raw.end - raw.start))
        return
    whole: _Raw | None = None
    try:
        if not raw.is_closed:
            raise SourceError(Problem("", raw.line, Kind.XML_CUT.of()))
        found: list[tuple[_Raw, Post] | Problem] = [(raw, _parse(raw, encoding))]
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
    raw: _Raw, cuts: list[int], encoding: str
) -> Iterator[tuple[_Raw, Post] | Problem]:
    for start, end in pairwise([0, *cuts, len(raw.data)]):
        line = raw.line + raw.data.count(b"\n", 0, start)
        data = raw.data[start:end].rstrip()
        part = _Raw(raw.start + start, raw.start + start + len(data), line, data)
        try:
            yield part, _parse(part, encoding)
        except SourceError as fault:
            yield fault.problems[0]


def _parse(raw: _Raw, encoding: str) -> Post:
    text, _ = _decode(raw.data, encoding)
    return _post_of(_fields(text, raw.line))[0]


def _encoding_of(head: bytes) -> str:
    found = _ENCODING.search(head[:400])
    name = found[1].decode("ascii").lower() if found else ""
    return "" if name in ("utf-8", "utf8") else name


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
        text, _ = _decode(head, encoding)
        if encoding:
            self.learnt["encoding"] = encoding
        if found := _SITE.search(text):
            self.learnt["site"] = f"{found[1].rstrip('/')}/"
        for one in _OF_HEAD.finditer(text):
            try:
                fields = {
                    each.path[-1]: each.value.strip()
                    for each in _fields(f"<x>{one[0]}</x>")
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
            self._addresses[number[1].decode()] = _unescape(
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
                text, _ = _decode(data, encoding)
                post, _ = _post_of(_fields(text))
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
    scan = _Scan(file)
    gathering = _Gathering()
    encoding = ""
    is_first = True
    for raw in scan:
        if is_first:
            encoding, is_first = _encoding_of(scan.head), False
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
    text, lost = _decode(data, Lookup(around.lookup).found.get("encoding", ""))
    try:
        fields = _fields(text, span.line)
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


def _spans(text: str, fields: list[_Field], line: int) -> Iterator[Span]:
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
