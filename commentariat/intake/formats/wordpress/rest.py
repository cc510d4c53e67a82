"""
Dumps of the REST interface of WordPress: posts, pages, people, terms and files as JSON.

A dump is a list of objects, an object of such lists, or several of these one after the
other, as programs give them that fetch page by page.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import msgspec

from commentariat.archive.text import shorten
from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.formats.model import ItemSpan, ItemText, Surroundings
from commentariat.intake.formats.wordpress.lookup import (
    Attachment,
    Lookup,
    Person,
    digest_of,
    pack,
)
from commentariat.intake.formats.wordpress.posts import (
    Post,
    Term,
    item_of,
    refers_to,
    words_of,
)
from commentariat.intake.pages.model import Label, Span
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind

_STRETCH: Final = 2**18
DEEPEST: Final = 64
"""Lists and objects in each other."""
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]:]|"', re.DOTALL)
_STRING: Final = re.compile(
    r'(?P<string>"(?:[^"\\]++|\\.)*+")(?P<colon>\s*+:)?|(?P<open>[{\[])|(?P<close>[}\]])'
    r"|(?P<scalar>[-\w.+]++)",
    re.DOTALL,
)
_LABELS: Final = {
    "title": Label.TITLE,
    "content": Label.BODY,
    "excerpt": Label.DEK,
    "date": Label.PUBLISHED,
    "date_gmt": Label.PUBLISHED,
    "author": Label.BYLINE,
    "link": Label.LINK,
    "guid": Label.LINK,
    "categories": Label.TAGS,
    "tags": Label.TAGS,
}
_TERMS: Final = {"categories": "category", "tags": "post_tag"}
"""Taxonomies of WordPress by the names that their lists have."""
_PLAIN: Final = frozenset(
    "template format status type slug link comment_status ping_status date date_gmt "
    "modified modified_gmt permalink_template generated_slug jetpack_featured_media_url "
    "password class_list".split()
)
"""Keys of a post that are read, or say nothing to readers."""


class _Object(msgspec.Struct):
    start: int
    end: int
    line: int
    data: bytes
    """Empty where it is larger than one may be."""


def _objects(file: BinaryIO) -> Iterator[_Object | Problem]:
    """Give the objects of a dump, in one pass; a fault ends it."""
    buffer, base, at = b"", 0, 0
    line, counted = 1, 0
    stack: list[int] = []
    start, begun = -1, 1
    is_large = is_holder = False
    size = _STRETCH
    last = b""

    def line_of(offset: int) -> int:
        nonlocal line, counted
        line += buffer.count(b"\n", counted - base, offset - base)
        counted = offset
        return line

    while True:
        part = file.read(size)
        buffer += part
        size = _STRETCH
        if not base and not at and buffer.startswith(b"\xef\xbb\xbf"):
            at = 3
        for token in _TOKEN.finditer(buffer, at):
            sign = buffer[token.start()]
            at = token.end()
            if sign == 0x22:
                if token[0] == b'"' and at - token.start() == 1:
                    at = token.start()
                    size = max(_STRETCH, len(buffer) - at)
                    break
                last = b'"'
                continue
            here = base + token.start()
            if sign in b"{[":
                if len(stack) >= DEEPEST:
                    yield Problem("", line_of(here), Kind.DUMP_DEEP.of(DEEPEST))
                    return
                is_list_of_it = sign == 0x5B and len(stack) == 1 and last == b":"
                if is_list_of_it and not is_holder and 0 <= start > here - _HOLDER:
                    is_holder, start = True, -1  # `{"posts": [`
                if start < 0 and sign == 0x7B and _may_begin(stack, is_holder):
                    start, begun, is_large = here, line_of(here), False
                    is_holder = is_holder and bool(stack)
                stack.append(sign)
            elif sign in b"}]":
                if not stack or stack.pop() != _OPENED[sign]:
                    words = "a bracket that closes nothing"
                    yield Problem("", line_of(here), Kind.DUMP_BROKEN.of(words))
                    return
                if start >= 0 and len(stack) == _depth_of(stack, is_holder):
                    end = here + 1
                    is_large = is_large or end - start > SIZE_LIMIT
                    data = b"" if is_large else buffer[start - base : end - base]
                    yield _Object(start, end, begun, data)
                    start = -1
                if not stack:
                    is_holder = False
            last = token[0]
        else:
            at = len(buffer)
        if not part:
            break
        if size > SIZE_LIMIT:
            yield Problem("", line_of(base + at), too_large(SIZE_LIMIT, size))
            return
        if start >= 0 and base + len(buffer) - start > SIZE_LIMIT:
            is_large = True
        keep = at if start < 0 or is_large else min(at, start - base)
        line_of(max(counted, base + keep))
        buffer, base, at = buffer[keep:], base + keep, at - keep
    if stack or start >= 0:
        words = "the end of the file within an object or a list"
        yield Problem("", line_of(base + len(buffer)), Kind.DUMP_BROKEN.of(words))


_HOLDER: Final = 200
"""Bytes up to the first list of an object that holds lists, and is no post itself."""
_OPENED: Final = {0x7D: 0x7B, 0x5D: 0x5B}


def _may_begin(stack: list[int], is_holder: bool) -> bool:
    return not stack or stack == ([0x7B, 0x5B] if is_holder else [0x5B])


def _depth_of(stack: list[int], is_holder: bool) -> int:
    """Tell how deep the objects of a dump stand: alone, in a list, in a list of an object."""
    if is_holder:
        return 2
    return 1 if stack[:1] == [0x5B] else 0


def _decode(data: bytes, line: int) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        words = shorten(str(fault), 200)
        raise SourceError(Problem("", line, Kind.DUMP_BROKEN.of(words))) from None
    return found if isinstance(found, dict) else {}


def cut_rest(file: BinaryIO) -> Iterator[ItemSpan | Problem]:
    """Cut a dump into its objects, which are given once what they name is known."""
    found: list[tuple[ItemSpan, list[str], str]] = []
    learnt: dict[str, str] = {}
    for one in _objects(file):
        if isinstance(one, Problem):
            yield one
            continue
        if not one.data:
            yield Problem("", one.line, too_large(SIZE_LIMIT, one.end - one.start))
            continue
        try:
            said = _decode(one.data, one.line)
        except SourceError as fault:
            yield fault.problems[0]
            continue
        _learn(said, learnt)
        digest = hashlib.blake2b(one.data, digest_size=16).hexdigest()
        kind = _kind_of(said)
        number = _text(said.get("id"))
        post = _post_of(said, Lookup({})) if kind == "post" else Post()
        span = ItemSpan(
            number if kind in ("post", "attachment") else f"{kind}-{number or digest}",
            one.start,
            one.end,
            one.line,
            digest,
            post.kind if kind == "post" else kind,
            post.state,
            shorten(words_of(post.title or _text(said.get("name"))), 100),
            post.shown_day,
            post.unknown,
        )
        keys = (
            [*dict.fromkeys((*refers_to(post), *_refers(said)))]
            if kind == "post"
            else []
        )
        found.append((span, keys, digest))
    for span, keys, digest in found:
        if keys:
            both = f"{digest} {digest_of(learnt, keys)}".encode()
            digest = hashlib.blake2b(both, digest_size=16).hexdigest()
        yield msgspec.structs.replace(span, digest=digest)


def gather_rest(file: BinaryIO) -> dict[str, str]:
    """Learn what the posts of a dump refer to."""
    learnt: dict[str, str] = {}
    for one in _objects(file):
        if isinstance(one, Problem) or not one.data or b'"content"' in one.data:
            continue
        try:
            _learn(_decode(one.data, one.line), learnt)
        except SourceError:
            continue
    return learnt


def _kind_of(said: dict[str, Any]) -> str:
    """Tell what an object of a dump is."""
    if "media_type" in said or "source_url" in said or said.get("type") == "attachment":
        return "attachment"
    if "taxonomy" in said:
        return "term"
    if "author_name" in said and "post" in said:
        return "comment"
    if "content" in said or ("title" in said and "type" in said):
        return "post"
    if "avatar_urls" in said or ("name" in said and "description" in said):
        return "author"
    return "other"


def _learn(said: dict[str, Any], learnt: dict[str, str]) -> None:
    kind, number = _kind_of(said), _text(said.get("id"))
    if kind == "author":
        person = _person_of(said)
        entry = pack(person.name, person.bio)
        learnt[f"who:{number}"] = entry
        learnt.setdefault(f"who:{_text(said.get('slug'))}", entry)
    elif kind == "term":
        texts = (_text(said.get(key)) for key in ("taxonomy", "name", "slug"))
        learnt[f"term:{number}"] = pack(*texts)
    elif kind == "attachment":
        file = _file_of(said)
        learnt[f"file:{number}"] = pack(file.address, file.alt, file.caption)


def _refers(said: dict[str, Any]) -> Iterator[str]:
    for value in said.values():
        if _are_ids(value):
            yield from (f"term:{one}" for one in value)


def _are_ids(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(type(one) is int for one in value)
    )


def _text(value: object) -> str:
    """Give a value as text: of an object what it shows."""
    if isinstance(value, dict):
        value = value.get("rendered", value.get("raw", ""))
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, str | int | float) else ""


def _person_of(said: dict[str, Any]) -> Person:
    return Person(words_of(_text(said.get("name"))), _text(said.get("description")))


def _file_of(said: dict[str, Any]) -> Attachment:
    return Attachment(
        _text(said.get("source_url")) or _text(said.get("guid")),
        words_of(_text(said.get("alt_text"))),
        _text(said.get("caption")).strip(),
    )


def _embedded(said: dict[str, Any], key: str) -> list[Any]:
    held = said.get("_embedded")
    found = held.get(key) if isinstance(held, dict) else None
    return found if isinstance(found, list) else []


def _post_of(said: dict[str, Any], lookup: Lookup) -> Post:
    content = said.get("content")
    is_protected = isinstance(content, dict) and content.get("protected") is True
    files = [
        one for one in _embedded(said, "wp:featuredmedia") if isinstance(one, dict)
    ]
    lead = _file_of(files[0]) if files and files[0].get("source_url") else None
    featured = _text(said.get("featured_media"))
    jetpack = _text(said.get("jetpack_featured_media_url"))
    if lead is None and featured not in ("", "0"):
        lead = lookup.attachment(featured)
    if lead is None and jetpack:
        lead = Attachment(jetpack)
    people = tuple(
        person
        for one in _embedded(said, "author")
        if isinstance(one, dict) and (person := _person_of(one)).name
    )
    head = said.get("yoast_head_json")
    if (
        not people
        and isinstance(head, dict)
        and lookup.person(_text(said.get("author"))) is None
    ):
        name = words_of(_text(head.get("author")))
        people = (Person(name),) if name else ()
    return Post(
        number=_text(said.get("id")),
        type=_text(said.get("type")) or "post",
        status=_text(said.get("status")) or "publish",
        has_password=is_protected or bool(_text(said.get("password"))),
        title=_text(said.get("title")),
        content=_text(content),
        is_rendered=True,
        excerpt=_text(said.get("excerpt")),
        slug=_text(said.get("slug")),
        address=_text(said.get("link")),
        day=_text(said.get("date")),
        day_gmt=_text(said.get("date_gmt")),
        changed=_text(said.get("modified")),
        changed_gmt=_text(said.get("modified_gmt")),
        author=_text(said.get("author")),
        terms=tuple(_terms(said, lookup)),
        more=tuple(_more(said, lookup)),
        lead=lead,
        people=people,
    )


def _terms(said: dict[str, Any], lookup: Lookup) -> Iterator[Term]:
    seen = set()
    for group in _embedded(said, "wp:term"):
        for one in group if isinstance(group, list) else ():
            if isinstance(one, dict) and one.get("name"):
                seen.add(_text(one.get("id")))
                taxonomy = _text(one.get("taxonomy")) or "category"
                yield Term(taxonomy, _text(one.get("slug")), _text(one.get("name")))
    for value in said.values():
        for number in value if _are_ids(value) else ():
            found = lookup.term(str(number))
            if found is not None and str(number) not in seen:
                yield Term(found[0], found[2], found[1])


def _more(said: dict[str, Any], lookup: Lookup) -> Iterator[tuple[str, str]]:
    for key, value in said.items():
        if key in ("acf", "meta") and isinstance(value, dict):
            for name, one in value.items():
                yield from _own_fields(str(name), one)
        elif key in _TERMS and _are_ids(value) and not _embedded(said, "wp:term"):
            unknown = [str(one) for one in value if lookup.term(str(one)) is None]
            if unknown:
                yield f"ids of {key}", " ".join(unknown)
        elif isinstance(value, str) and key not in _PLAIN:
            yield key, value


def _own_fields(name: str, value: object, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Give what a field of the site says, a field of several by names with points."""
    if isinstance(value, dict) and depth < _DEEPEST_FIELD:
        for key, one in value.items():
            yield from _own_fields(f"{name}.{key}", one, depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST_FIELD:
        if all(isinstance(one, str | int | float) for one in value):
            yield name, "; ".join(_plainly(one) for one in value)
        else:
            for number, one in enumerate(value):
                yield from _own_fields(f"{name}.{number}", one, depth + 1)
    elif isinstance(value, str | int | float) and value is not False:
        yield name, _plainly(value)


def _plainly(value: object) -> str:
    return _text(value) if isinstance(value, str) else str(value).lower()


_DEEPEST_FIELD: Final = 4


def read_rest(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    """
    Read one post of a dump.

    Raises:
        SourceError: it is no JSON, or too large.
    """
    try:
        said = _decode(data, span.line)
    except SourceError as fault:
        where = msgspec.structs.replace(fault.problems[0], source=around.file)
        raise SourceError(where) from None
    text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    post = _post_of(said, Lookup(around.lookup))
    places: dict[str, tuple[int, int]] = {}
    spans = tuple(_spans(text, span.line, places))
    return item_of(post, around, text=text, spans=spans, places=places, line=span.line)


_PLACES: Final = {"date": "day", "modified": "changed"}


def _spans(text: str, line: int, places: dict[str, tuple[int, int]]) -> Iterator[Span]:
    """Label all of an object: values by the key that they stand under, the rest as markup."""
    at = counted = 0
    key = ""
    depth = 0

    def upto(end: int, label: Label) -> Iterator[Span]:
        nonlocal at, counted, line
        if end > at:
            line += text.count("\n", counted, at)
            counted = at
            yield Span(at, end, label, line)
            at = end

    for token in _STRING.finditer(text):
        if token["open"]:
            depth += 1
        elif token["close"]:
            depth -= 1
        elif token["colon"]:
            if depth == 1:
                key = token["string"][1:-1]
        else:
            label = _LABELS.get(key, Label.METADATA)
            quoted = 1 if token["string"] else 0
            start, end = token.start() + quoted, token.end() - quoted
            places.setdefault(_PLACES.get(key, key), (start, end))
            yield from upto(start, Label.MARKUP)
            yield from upto(end, label)
    yield from upto(len(text), Label.MARKUP)
