"""
Web archives (WARC): what a crawler was answered, each page an item.

A record stands in the file as it is, or is packed by itself; it is read by `warcio`, whose
records these are. Where one begins and ends is found here, for a broken one must not take
the others along.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import msgspec

from commentariat.archive.text import digest_bytes
from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.formats.html import read_html, tells_html
from commentariat.intake.formats.html.addresses import may_claim
from commentariat.intake.formats.model import (
    HEAD_SIZE,
    BlockKind,
    ItemSpan,
    ItemText,
    SourceFormat,
    Surroundings,
)
from commentariat.intake.formats.page_kinds import (
    LOOKED_AT,
    Pages,
    Signs,
    lists_below,
    signs_of,
)
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind, Message

LONGEST_HEADER: Final = 64 * 1024
"""Bytes of the header of a record."""
MOST_RECORDS: Final = 1_000_000
"""Answers of one file that are looked at."""
MOST_TOLD: Final = 100
"""Broken records of one file that are told, each; of more it is said how many."""
_STRETCH: Final = 2**16
_GZIP: Final = b"\x1f\x8b"
_PACKED: Final = b"\x1f\x8b\x08"
_LEAST: Final = 2048
"""Bytes of a packed record that tell its first line."""
_MOST_IN_VAIN: Final = 4
"""So many times as much as there is may be unpacked of records that come to nothing."""
_BEGIN: Final = re.compile(rb"WARC/[01]\.\d+\r?\n")
_NEXT: Final = re.compile(rb"(?<=\n)WARC/[01]\.\d+\r?\n")
_HEADER_END: Final = re.compile(rb"\r?\n\r?\n")
_REVISIT: Final = re.compile(rb"^WARC-Type:[ \t]*revisit[ \t]*\r?$", re.M | re.I)
_TARGET: Final = re.compile(rb"^WARC-Target-URI:[ \t]*(\S+)[ \t]*\r?$", re.M | re.I)
_OF_HTML: Final = re.compile(
    rb"^Content-Type:[ \t]*(?:text/html|application/xhtml)", re.M | re.I
)
_LONGEST_END: Final = 4
_NO_BLANK: Final = re.compile(rb"[^\r\n]")
_LENGTH: Final = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.M | re.I)


def tells_warc(head: bytes, name: str) -> bool:
    """Tell a web archive, plain or with each record packed by itself."""
    if _BEGIN.match(head):
        return True
    if not head.startswith(_GZIP):
        return False
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        first = unpacker.decompress(head, 4 * HEAD_SIZE)
    except zlib.error:
        return False
    if not _BEGIN.match(first):
        return False
    # Packed as a whole it is unpacked first, and told then.
    end, length = _HEADER_END.search(first), _LENGTH.search(first)
    if end is None or length is None:
        return unpacker.eof
    rest = first[end.end() + int(length[1]) :].lstrip(b"\r\n")
    return not rest.startswith(b"WARC/")


# -- Records --------------------------------------------------------------------------


class Record(msgspec.Struct, frozen=True):
    """A record as it stands in a file."""

    start: int
    end: int
    data: bytes
    """Unpacked; cut off where it is larger than an item may be."""
    is_whole: bool = True


def find_records(file: BinaryIO) -> Iterator[Record | Problem]:
    """Find the records of a web archive, each by itself."""
    file.seek(0)
    is_packed = file.read(2) == _GZIP
    size = file.seek(0, io.SEEK_END)
    yield from (_packed if is_packed else _plain)(file, size)


def _broken(at: int, fault: str) -> Problem:
    return Problem("", 0, Kind.WARC_BROKEN.of(f"{at:,}", fault))


class _Window:
    """Stretches of a file, so that what is looked at again is not read again."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._start = 0
        self._data = b""
        self._endless = 0
        """No header ends before that offset, from where one was looked for."""

    def at(self, offset: int) -> tuple[bytes, int]:
        """Give bytes, and where *offset* is in them: a longest header lies behind it."""
        wanted = min(offset + LONGEST_HEADER, self._size)
        if not self._start <= offset <= wanted <= self._start + len(self._data):
            self._file.seek(offset)
            self._start, self._data = offset, self._file.read(4 * LONGEST_HEADER)
        return self._data, offset - self._start

    def header_at(self, offset: int) -> bytes | None:
        """Give the header that begins at *offset*, with its end; None: it has none."""
        data, at = self.at(offset)
        last = min(at + LONGEST_HEADER, len(data))
        first = max(at, min(self._endless - self._start - _LONGEST_END, last))
        found = _HEADER_END.search(data, first, last)
        if found is None:
            self._endless = self._start + last
            return None
        return data[at : found.end()]


def _plain(file: BinaryIO, size: int) -> Iterator[Record | Problem]:
    window = _Window(file, size)
    at = 0
    while at < size:
        data, place = window.at(at)
        if not _BEGIN.match(data, place):
            behind = _NO_BLANK.search(data, place)
            begin = behind.start() if behind else len(data)
            if begin > place:
                at += begin - place
                continue
        end, fault = _end_of(file, window, at, size)
        if fault:
            yield _broken(at, fault)
            at = _search(window, at + 1, size)
            continue
        file.seek(at)
        data = file.read(min(end - at, SIZE_LIMIT + 1))
        yield Record(at, end, data, len(data) == end - at)
        at = end


def _end_of(file: BinaryIO, window: _Window, at: int, size: int) -> tuple[int, str]:
    """Tell where the record at *at* ends, or what is wrong with it."""
    if not _BEGIN.match(*window.at(at)):
        return 0, "no record begins there"
    header = window.header_at(at)
    if header is None:
        return 0, "its header has no end"
    length = _LENGTH.search(header)
    if length is None:
        return 0, "it does not say how long it is"
    end = at + len(header) + int(length[1])
    if end > size:
        return 0, "it ends before the length that it says"
    file.seek(end)
    behind = file.read(64)
    if behind.strip(b"\r\n") and not (
        behind[:1] in b"\r\n" and behind.lstrip(b"\r\n").startswith(b"WARC/")
    ):
        return 0, "it is not as long as it says"
    return end, ""


def _search(window: _Window, at: int, size: int) -> int:
    """Find where the next record begins, from *at* on, which is not the first byte."""
    while at < size:
        data, place = window.at(at - 1)  # that a line ends there counts
        found = _NEXT.search(data, place + 1)
        if found:
            return at + found.start() - place - 1
        at += max(len(data) - place - 16, 1)
    return size


def _packed(file: BinaryIO, size: int) -> Iterator[Record | Problem]:
    at, left = 0, _MOST_IN_VAIN * size
    while at < size:
        # Where much was read in vain, none is taken to reach beyond where another begins.
        last = size if left > 0 else _search_packed(file, at + 1, size)
        end, data, is_whole, fault = _unpack_at(file, at, last)
        if fault:
            yield _broken(at, fault)
            left -= end - at
            at = last if last < size else _search_packed(file, at + 1, size)
            continue
        if data.strip(b"\r\n"):
            if _BEGIN.match(data):
                yield Record(at, end, data, is_whole)
            else:
                yield _broken(at, "no record begins there")
        at = end


def _unpack_at(file: BinaryIO, at: int, last: int) -> tuple[int, bytes, bool, str]:
    """
    Unpack what begins at *at*, and ends before *last*.

    Gives where it ends, as much as may be kept, whether that is all, and any fault: with
    one, it was read to that end in vain.
    """
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    file.seek(at)
    parts: list[bytes] = []
    kept, end = 0, at
    try:
        while not unpacker.eof:
            part = unpacker.unconsumed_tail
            if not part:
                part = file.read(min(_STRETCH, last - end))
                end += len(part)
                if not part:
                    return end, b"", False, "it is cut off"
            made = unpacker.decompress(part, 4 * _STRETCH)
            if kept <= SIZE_LIMIT:
                parts.append(made)
            kept += len(made)
    except zlib.error as fault:
        return end, b"", False, str(fault)
    end -= len(unpacker.unused_data) + len(unpacker.unconsumed_tail)
    return end, b"".join(parts)[: SIZE_LIMIT + 1], kept <= SIZE_LIMIT, ""


def _search_packed(file: BinaryIO, at: int, size: int) -> int:
    """Find where the next packed record begins, from *at* on."""
    while at < size:
        file.seek(at)
        part = file.read(_STRETCH)
        place = part.find(_PACKED)
        while place >= 0:
            begin = part[place : place + _LEAST]
            if len(begin) < _LEAST and at + len(part) < size:
                break  # it is looked at whole with what is behind it
            if _begins_packed(begin):
                return at + place
            place = part.find(_PACKED, place + 1)
        at += max(place if place > 0 else len(part) - len(_PACKED) + 1, 1)
    return size


def _begins_packed(begin: bytes) -> bool:
    try:
        unpacked = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(begin, 64)
    except zlib.error:
        return False
    return _BEGIN.match(unpacked) is not None


# -- Answers --------------------------------------------------------------------------


class Answer(msgspec.Struct, frozen=True):
    """What a server answered."""

    address: str
    date: str
    status: int
    type: str
    """Of the media, in small letters."""
    charset: str
    data: bytes
    """Without chunks, unpacked."""


class _AnswerError(Exception):
    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def _answer(data: bytes, only: tuple[str, ...] = ()) -> Answer | None:
    """
    Read the record *data*; None: it is no answer, or not of the media *only*.

    Raises:
        _AnswerError: it cannot be read.
    """
    from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
    from warcio.recordloader import ArcWarcRecordLoader

    # Not by its iterator, which holds itself, and by that each record it read.
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    try:
        stream = BufferedReader(io.BytesIO(data))
        record = loader.parse_record_stream(stream, known_format="warc")
    except Exception:  # whatever that library makes of broken headers
        fault = "its headers cannot be read"
        raise _AnswerError(Kind.WARC_RECORD.of(fault)) from None
    if record.rec_type not in ("response", "resource"):
        return None
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> \t")
    if not address.lower().startswith(("http://", "https://")):
        return None
    if not _is_address(address):
        raise _AnswerError(Kind.WARC_RECORD.of("its address is none"))
    http = record.http_headers
    said = http.get_header("Content-Type") if http else record.content_type
    media, _, more = (said or "").partition(";")
    media = media.strip().lower()
    if only and not media.startswith(only):
        return None
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", more, re.IGNORECASE)
    status = http.get_statuscode() if http else "200"
    stream = record.raw_stream
    coding = ""
    if http:
        if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
            stream = ChunkedDataReader(stream)
        coding = (http.get_header("Content-Encoding") or "").strip().lower()
    try:
        body = stream.read(SIZE_LIMIT + 1) or b""
    except Exception:
        raise _AnswerError(Kind.WARC_RECORD.of("its text cannot be read")) from None
    return Answer(
        address,
        record.rec_headers.get_header("WARC-Date") or "",
        int(status) if str(status).isdecimal() else 0,
        media,
        charset[1] if charset else "",
        _uncoded(body, coding),
    )


def _uncoded(body: bytes, coding: str) -> bytes:
    """Undo what a server packed an answer with."""
    if coding in ("", "identity") or not body:
        return body
    if coding in ("gzip", "x-gzip") and not body.startswith(_GZIP):
        return body  # a crawler unpacked it, and kept the header
    for width in {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}.get(coding, ()):
        unpacker = zlib.decompressobj(width)
        try:
            return unpacker.decompress(body, SIZE_LIMIT + 1)
        except zlib.error:
            continue
    if body.lstrip()[:1] == b"<":
        return body
    raise _AnswerError(Kind.WARC_CODING.of(coding))


_HTML: Final = ("text/html", "application/xhtml+xml")
_FEEDS: Final = (
    "application/rss",
    "application/atom",
    "application/feed+json",
    "text/xml",
)
_PAGE: Final = "page of HTML"
"""The kind of an answer of which only its signs say what it is."""
_LED_TO: Final = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]{1,2000})", re.I)
_LONG: Final = 300
"""Signs of a paragraph that announces no other piece."""
_LEAST_LONG: Final = 2
"""Such paragraphs, of a page that has a text besides what it lists."""
_MOST_LOOKED_INTO: Final = 5_000
"""Pages that are read whole for what they list."""
_NOISE: Final = re.compile(
    r"utm_\w+|fbclid|gclid|replytocom|share|nb|like_comment|_ga|print|output|amp|preview"
    r"|unapproved|moderation-hash|_wpnonce",
)
_INDEX: Final = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$")
_CANONICAL: Final = re.compile(
    rb"<link\b[^<>]{0,2000}?\brel\s*=\s*[\"']?canonical\b[^<>]{0,2000}>", re.I
)
_HREF: Final = re.compile(rb"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)
_TITLE: Final = re.compile(rb"<title\b[^<>]{0,2000}>(.{0,400}?)</title>", re.I | re.S)


def _canonical(answer: Answer) -> str:
    """Tell by what address a page goes, whichever it was found at."""
    head = answer.data[:LOOKED_AT]
    if found := _CANONICAL.search(head):
        href = _HREF.search(found[0])
        if href:
            import html

            said = html.unescape(
                next(filter(None, href.groups()), b"").decode("utf-8", "replace")
            )
            where = _joined(answer.address, said.strip())
            is_own = may_claim(answer.address, where)  # anybody may claim another’s
            if where and is_own and (_path(where) or not _path(answer.address)):
                return _plain_address(where)
    return _plain_address(answer.address)


def _joined(base: str, address: str) -> str:
    try:
        where = urljoin(base, address)
    except ValueError:
        return ""
    return where if _is_address(where) else ""


def _is_address(text: str) -> bool:
    """Tell an address on the web, of which every part can be read."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and parts.port != -1
    except ValueError:  # as of a port of other signs than digits
        return False


def _path(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.path.strip("/") + parts.query).strip()


def _plain_address(address: str) -> str:
    """Write an address without what says nothing of the page that it leads to."""
    try:
        parts = urlsplit(address)
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return address
    left = urlencode([one for one in query if not _NOISE.fullmatch(one[0].lower())])
    path = _INDEX.sub("/", parts.path).rstrip("/")
    return f"{(parts.hostname or '').lower()}:{parts.port or ''}{path}?{left}"


def _kind(answer: Answer) -> str:
    """Tell what an answer is; empty: nothing that anybody would import."""
    media = answer.type
    if media.startswith("image/"):
        return "picture"
    if media.startswith(_FEEDS) or (
        media.endswith("xml")
        and re.search(rb"<(?:rss|feed|rdf:RDF)\b", answer.data[:1024])
    ):
        return "feed"
    if media == "application/pdf":
        return "document"
    if not media.startswith(_HTML):
        return ""
    if not tells_html(answer.data[:HEAD_SIZE], f"{urlsplit(answer.address).path}.html"):
        return ""
    return _PAGE


# -- Cut and read ---------------------------------------------------------------------


class _Kept(msgspec.Struct):
    span: ItemSpan
    name: str
    """That by which copies of it are known."""
    rank: tuple[int, str]
    order: int
    signs: Signs | None = None
    """Of a page of HTML."""


def cut_warc(file: BinaryIO, name: str) -> Iterator[ItemSpan | Problem]:
    """Cut a web archive into its answers, of which copies of one page are told as such."""
    best: dict[str, _Kept] = {}
    by_digest: dict[str, str] = {}
    kept: list[_Kept] = []
    faults = 0
    for record in find_records(file):
        problem = record if isinstance(record, Problem) else None
        if isinstance(record, Record):
            try:
                found = _looked_at(record)
            except _AnswerError as fault:
                problem = Problem("", 0, fault.message)
            else:
                if found is not None:
                    found.order = len(kept)
                    kept.append(found)
                    _choose(found, best, by_digest)
        if problem is not None:
            faults += 1
            if faults <= MOST_TOLD:
                yield problem
        if len(kept) > MOST_RECORDS:
            break  # core says that these are too many
    if faults > MOST_TOLD:
        yield Problem("", 0, Kind.RECORDS_MORE.of(faults - MOST_TOLD))
    _settle_kinds(file, kept)
    used: set[str] = set()
    chosen = {one.order for one in best.values()}
    for one in sorted(kept, key=lambda one: (one.order not in chosen, one.order)):
        span = one.span
        key = span.key
        if key in used:
            key = f"{span.key} {one.rank[1]}"
            number = 2
            while key in used:
                key = f"{span.key} {one.rank[1]} {number}"
                number += 1
        used.add(key)
        kind = span.kind if one.order in chosen else "copy"
        yield msgspec.structs.replace(span, key=key, kind=kind)


def _settle_kinds(file: BinaryIO, kept: list[_Kept]) -> None:
    """Tell what each page is, by its own signs and by those of all the others."""
    found = [(one.span.key, one.signs) for one in kept if one.signs is not None]
    pages = Pages(found)
    looked = 0
    for one in kept:
        if one.signs is None:
            continue
        kind = pages.kind(one.span.key, one.signs)
        if kind == "article" and pages.may_list(one.span.key, one.signs):
            looked += 1
            if looked <= _MOST_LOOKED_INTO and _is_list(file, one.span):
                kind = "list"
        one.span = msgspec.structs.replace(one.span, kind=kind)


def _is_list(file: BinaryIO, span: ItemSpan) -> bool:
    """Tell whether the page of a record lists those that stand below it."""
    file.seek(span.start)
    data = file.read(span.end - span.start)
    try:
        item = read_warc(data, span, Surroundings(span.key))
    except SourceError:
        return False
    texts = [
        one
        for one in item.blocks
        if one.kind is BlockKind.PARAGRAPH
        and len(one.text) >= _LONG
        and "](" not in one.markdown
    ]
    targets = (_joined(span.key, found[1]) for found in _LED_TO.finditer(item.text))
    return len(texts) < _LEAST_LONG and lists_below(span.key, targets)


def _looked_at(record: Record) -> _Kept | None:
    """Look at a record; None: nobody would import what it holds."""
    if _REVISIT.search(record.data[:LONGEST_HEADER]):
        return _revisited(record)
    only = (*_HTML, *_FEEDS, "image/", "application/xml", "application/pdf")
    answer = _answer(record.data, only)
    if answer is None or answer.status != 200:
        return None
    kind = _kind(answer)
    if not kind:
        return None
    if not record.is_whole or len(answer.data) > SIZE_LIMIT:
        if not answer.type.startswith(_HTML):
            return None
        raise _AnswerError(too_large(SIZE_LIMIT, record.end - record.start))
    if not answer.data:
        return None
    is_page = answer.type.startswith(_HTML)
    name = _canonical(answer) if is_page else answer.address
    title = _TITLE.search(answer.data[:LOOKED_AT]) if is_page else None
    import html

    shown = html.unescape(title[1].decode("utf-8", "replace")) if title else ""
    span = ItemSpan(
        answer.address, record.start, record.end, 1, digest_bytes(answer.data), kind,
        title=" ".join(shown.split())[:200],
    )  # fmt: skip
    rank = int(_below(_plain_address(answer.address)) == _below(name)) + 2 * (
        "?" not in answer.address
    )
    rank += not _INDEX.search(answer.address)
    signs = signs_of(answer.data, answer.address) if is_page else None
    return _Kept(span, name, (rank, answer.date), 0, signs)


def _revisited(record: Record) -> _Kept | None:
    """Note a page of which a record says that it is as it was in an earlier one."""
    head = record.data[: 2 * LONGEST_HEADER]
    target = _TARGET.search(head)
    address = target[1].decode("utf-8", "replace").strip("<> \t\r") if target else ""
    if not _is_address(address) or not _OF_HTML.search(head):
        return None
    span = ItemSpan(
        address, record.start, record.end, 1, digest_bytes(address.encode()), "revisit"
    )
    return _Kept(span, _plain_address(address), (-1, ""), 0)


def _below(address: str) -> str:
    """Give what stands behind the host in a plain address."""
    return address[address.index(":") :].lstrip(":0123456789")


def _choose(found: _Kept, best: dict[str, _Kept], by_digest: dict[str, str]) -> None:
    """Let *found* stand for all copies of it, where it is the best of them."""
    name = by_digest.setdefault(found.span.digest, found.name)
    other = best.get(name)
    if other is None or found.rank > other.rank:
        best[name] = found


def read_warc(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    """
    Read the page of a record, which stood where the record says.

    Raises:
        SourceError: the record or the page cannot be read.
    """
    where = around.file
    if data.startswith(_GZIP):
        _, data, is_whole, fault = _unpack_at(io.BytesIO(data), 0, len(data))
        if fault:
            raise SourceError(Problem(where, 0, Kind.WARC_RECORD.of(fault)))
        if not is_whole:
            message = too_large(SIZE_LIMIT, len(data))
            raise SourceError(Problem(where, 0, message))
    try:
        answer = _answer(data)
    except _AnswerError as fault:
        raise SourceError(Problem(where, 0, fault.message)) from None
    if answer is None or not answer.type.startswith(_HTML):
        raise SourceError(Problem(where, 0, Kind.WARC_NO_PAGE.of()))
    address = around.address or answer.address
    page = _in_utf8(answer)
    around = msgspec.structs.replace(around, address=address, is_served=True)
    return read_html(page, msgspec.structs.replace(span, line=1), around)


def _in_utf8(answer: Answer) -> bytes:
    """Give the bytes of a page, in UTF-8 where only the server says what they are."""
    from commentariat.intake.formats.html.decoding import declared_in

    data = answer.data
    if not answer.charset or declared_in(data) or data.startswith(b"\xef\xbb\xbf"):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(answer.charset).encode()
        except (LookupError, ValueError):
            pass
    return data


def read_picture(data: bytes) -> bytes:
    """
    Give the picture that the record *data* holds.

    Raises:
        SourceError: it holds none that can be read.
    """
    if data.startswith(_GZIP):
        _, data, is_whole, fault = _unpack_at(io.BytesIO(data), 0, len(data))
        if fault or not is_whole:
            fault = fault or "it is too large"
            raise SourceError(Problem("", 0, Kind.WARC_RECORD.of(fault)))
    try:
        answer = _answer(data, ("image/",))
    except _AnswerError as refused:
        raise SourceError(Problem("", 0, refused.message)) from None
    if answer is None:
        raise SourceError(Problem("", 0, Kind.WARC_RECORD.of("it holds no picture")))
    return answer.data


WARC: Final = SourceFormat(
    "warc", "a web archive", tells_warc, cut_warc, read_warc, payload=read_picture
)
