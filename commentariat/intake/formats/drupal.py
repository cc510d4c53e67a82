"""Nodes of Drupal: dumps of its JSON:API, and nodes that a module wrote as XML."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final

import msgspec

from commentariat.archive.text import digest_bytes
from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.formats.bodies import Markup
from commentariat.intake.formats.drupal_parts import PARAGRAPH, Parts, keep_part
from commentariat.intake.formats.fields import (
    Field,
    clean,
    name_of,
    read_fields,
    state_of,
)
from commentariat.intake.formats.json_text import fields_of, find_records
from commentariat.intake.formats.model import (
    Claim,
    ItemSpan,
    ItemText,
    SourceFormat,
    Surroundings,
    Told,
)
from commentariat.intake.formats.record_text import decode_record
from commentariat.intake.formats.records import Keys, told_of
from commentariat.intake.formats.records import Told as Faults
from commentariat.intake.formats.synonyms import known_target
from commentariat.intake.pages.model import Doubt
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind

_JSON_API: Final = re.compile(
    rb'"type"\s*:\s*"(?:node|taxonomy_term|media|file|user)--\w+"'
)
_NODE: Final = "node--"
_TERM: Final = "taxonomy_term--"
_BODIES: Final = ("body", "content", "text")
_STRETCH: Final = 2**20
_PAGES: Final = frozenset(("page", "landing_page", "basic_page"))
_PEOPLE: Final = frozenset(("person", "people", "author", "expert", "staff"))
_OWN: Final = frozenset(
    "nid vid vuuid uuid drupal_internal__nid drupal_internal__vid revision_timestamp "
    "revision_log default_langcode content_translation_source revision_translation_affected "
    "content_translation_outdated promote sticky".split()
)
"""What Drupal keeps of a node for itself."""
_WRITERS: Final = frozenset(("uid", "revision_uid", "node_type", "revision_user"))
_MEDIA: Final = re.compile(
    r"<drupal-(?:media|entity)\b([^>]*)>(?:\s*</drupal-(?:media|entity)>)?", re.I
)
_ATTRIBUTE: Final = re.compile(r"(?<![\w-])([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TOKEN: Final = re.compile(r"\[\[(\{.{1,4000}?\})\]\]", re.S)


def tells_drupal(head: bytes, name: str) -> bool:
    """Tell a dump of Drupal's JSON:API by what its resources are called."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith((b"{", b"[")) and _JSON_API.search(head) is not None


# -- What nodes refer to --------------------------------------------------------------


def gather_drupal(file: BinaryIO, name: str) -> dict[str, str]:
    """Learn terms, people, pictures by their ids: what a node says is an id alone."""
    found: dict[str, str] = {}
    files: dict[str, str] = {}
    media: dict[str, tuple[str, str]] = {}
    for one in _resources(file):
        if isinstance(one, Problem):
            continue
        said = one[1]
        kind, own, attributes = _head_of(said)
        if not own:
            continue
        if kind == "file--file":
            uri = attributes.get("uri")
            where = uri.get("url") if isinstance(uri, dict) else uri
            files[own] = str(where or attributes.get("url") or "")
        elif kind.startswith("media--"):
            media[own] = _picture_of(said)
        elif kind.startswith(PARAGRAPH):
            refers = [
                (name, str(other.get("type") or ""), str(other.get("id") or ""))
                for name, other in _relations(said)
            ]
            found[f"part {own}"] = clean(keep_part(kind, attributes, refers))
            for _, other in _relations(said):
                meta = other.get("meta")
                if isinstance(meta, dict) and meta.get("alt"):
                    found[f"alt {other.get('id')}"] = clean(str(meta["alt"]))
        else:
            label = next(
                (
                    str(attributes[key])
                    for key in ("field_display_name", "display_name", "title", "name")
                    if attributes.get(key)
                ),
                "",
            )
            if label:
                found[own] = clean(label)
            if kind.removeprefix(_NODE) in _PEOPLE and (bio := _text_of(attributes)):
                found[f"bio {own}"] = clean(bio)
    for own, where in files.items():
        if where:
            found[f"file {own}"] = clean(where)
    for own, (of, alt) in media.items():
        if files.get(of):
            found[f"file {own}"] = clean(files[of])
        if alt:
            found[f"alt {own}"] = clean(alt)
    return found


def _text_of(attributes: Mapping[str, Any]) -> str:
    for key in ("body", "field_bio", "field_biography"):
        said = attributes.get(key)
        if isinstance(said, dict):
            said = said.get("processed") or said.get("value")
        if isinstance(said, str) and said.strip():
            return said
    return ""


def _resources(file: BinaryIO) -> Iterator[tuple[Any, dict[str, Any]] | Problem]:
    for one in find_records(file, _is_resource):
        if isinstance(one, Problem):
            yield one
            continue
        try:
            said = msgspec.json.decode(one.data) if one.data else None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            words = " ".join(str(fault).split())[:200]
            yield Problem("", one.line, Kind.RECORD_BROKEN.of(words))
            continue
        if said is None:
            message = too_large(SIZE_LIMIT, one.end - one.start)
            yield Problem("", one.line, message)
        elif isinstance(said, dict):
            yield one, said


def _is_resource(path: list[str | int]) -> bool:
    """Tell where resources stand: `data`, alone or listed, and `included`, of one answer or many."""
    names = [part for part in path if isinstance(part, str)]
    if names not in (["data"], ["included"]):
        return False
    return len(path) <= 3 and (path[-1] == "data" or isinstance(path[-1], int))


def _head_of(said: Mapping[str, Any]) -> tuple[str, str, dict[str, Any]]:
    attributes = said.get("attributes")
    return (
        str(said.get("type") or ""),
        str(said.get("id") or ""),
        attributes if isinstance(attributes, dict) else {},
    )


def _relations(said: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give what a resource refers to: the name of the field, and what stands there."""
    relations = said.get("relationships")
    for name, one in relations.items() if isinstance(relations, dict) else ():
        data = one.get("data") if isinstance(one, dict) else None
        for other in data if isinstance(data, list) else [data]:
            if isinstance(other, dict):
                yield str(name), other


def _picture_of(said: Mapping[str, Any]) -> tuple[str, str]:
    """Give the file of a medium, and what it shows."""
    for name, other in _relations(said):
        if other.get("type") == "file--file" and name != "thumbnail":
            meta = other.get("meta")
            alt = meta.get("alt") if isinstance(meta, dict) else ""
            return str(other.get("id") or ""), str(alt or "")
    return "", ""


# -- Cut -------------------------------------------------------------------------------


def cut_drupal(file: BinaryIO, name: str) -> Iterator[ItemSpan | Problem]:
    """Cut a dump into its nodes; terms, files and people are what nodes refer to."""
    keys, faults = Keys(), Faults(name)
    parts = _digests_of_parts(file)
    for one in _resources(file):
        if isinstance(one, Problem):
            yield from faults.tell(one)
            continue
        found, said = one
        kind, own, attributes = _head_of(said)
        if not kind.startswith(_NODE):
            continue
        bundle = kind.removeprefix(_NODE)
        if found.group == "included" or bundle in _PEOPLE:
            continue
        nid = attributes.get("drupal_internal__nid")
        values = {
            "id": str(nid or own),
            "uuid": own,
            "title": str(attributes.get("title") or ""),
            "date": str(attributes.get("created") or ""),
        }
        digest = digest_bytes(found.data + _digest_below(said, parts))
        key = keys.take({key: one for key, one in values.items() if one}, digest)
        shape = told_of(
            values, key, found.start, found.end, found.line, digest,
            "page" if bundle in _PAGES else "",
        )  # fmt: skip
        said = {key: attributes.get(key) for key in ("status", "moderation_state")}
        state, unknown = state_of(
            {key: str(one) for key, one in said.items() if one is not None}
        )
        yield msgspec.structs.replace(shape, state=state, unknown=unknown)
    yield from faults.end()


_Parts = dict[str, tuple[bytes, dict[str, Any]]]
"""Digest of each part, and what it refers to, by its id."""


def _digests_of_parts(file: BinaryIO) -> _Parts:
    """Digest the parts of which texts are made: a change of one is one of its node."""
    found: _Parts = {}
    if _holds(file, PARAGRAPH.encode()):
        for one in _resources(file):
            if isinstance(one, Problem):
                continue
            kind, own, _ = _head_of(one[1])
            if kind.startswith(PARAGRAPH):
                refers = {"relationships": one[1].get("relationships")}
                found[own] = digest_bytes(one[0].data).encode(), refers
    return found


def _holds(file: BinaryIO, words: bytes) -> bool:
    file.seek(0)
    kept = b""
    while part := file.read(_STRETCH):
        if words in kept + part:
            return True
        kept = part[-len(words) :]
    return False


def _digest_below(said: Mapping[str, Any], parts: _Parts) -> bytes:
    """Give the digests of all parts that a node refers to, and those in them."""
    found: dict[str, bytes] = {}
    left = [said] if parts else []
    while left:
        for _, other in _relations(left.pop()):
            own = str(other.get("id") or "")
            if own in parts and own not in found:
                found[own], more = parts[own]
                left.append(more)
    return b"".join(found[own] for own in sorted(found))


# -- Read ------------------------------------------------------------------------------


def read_drupal(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    """
    Read a node.

    Raises:
        SourceError: it cannot be read.
    """
    decoded = decode_record(data, around.file, span.line)
    fields = fields_of(decoded.text, around.file, span.line)
    said = json.loads(decoded.text.lstrip("\ufeff"))
    if not isinstance(said, dict):
        message = Kind.RECORD_BROKEN.of("expected an object, found another value")
        raise SourceError(Problem(around.file, span.line, message))
    item = _Node(decoded.text, fields, said, around, span).read()
    return msgspec.structs.replace(item, doubts=(*decoded.doubts, *item.doubts))


class _Node:
    """A node, its references looked up."""

    def __init__(
        self,
        text: str,
        fields: Sequence[Field],
        said: Mapping[str, Any],
        around: Surroundings,
        span: ItemSpan,
    ) -> None:
        self.text = text
        self.said = said
        self.around = around
        self.lookup = around.lookup
        self.span = span
        self.unplaced = 0
        self.plain: list[Field] = []
        self.body: Field | None = None
        self.markup = Markup.HTML
        self._take(fields)

    def _take(self, fields: Sequence[Field]) -> None:
        """Take what is of the node itself, its fields by their own names."""
        bodies: dict[str, Field] = {}
        formats: dict[str, str] = {}
        paths = frozenset(one.path for one in fields)
        for field in fields:
            name = name_of(field.path)
            if not name.startswith("attributes."):
                continue
            path = tuple(
                part.removeprefix("field_") if isinstance(part, str) else part
                for part in field.path[1:]
            )
            first = path[0]
            if first in _OWN or first == "status":
                continue
            if first == "path" and (path[-1] != "alias" or self._host()):
                continue
            if path[-1] in ("format", "langcode") and len(path) > 1:
                formats[str(first)] = field.text
                continue
            if not field.text.strip():
                continue
            if path[-1] in ("value", "processed") and first in _BODIES:
                bodies[f"{first}.{path[-1]}"] = field
                continue
            if path[-1] == "value" and (*field.path[:-1], "processed") in paths:
                continue
            self.plain.append(msgspec.structs.replace(field, path=_called(path)))
        for name in _BODIES:
            shown, written = (
                bodies.get(f"{name}.{part}") for part in ("processed", "value")
            )
            self.body = shown or written
            if self.body is not None:
                if "markdown" in formats.get(name, "") and shown is None:
                    self.markup = Markup.MARKDOWN
                break

    def read(self) -> ItemText:
        parts = Parts(self.lookup, self._figure_of)
        below = [
            parts.written(str(other.get("id") or ""))
            for _, other in _relations(self.said)
            if str(other.get("type") or "").startswith(PARAGRAPH)
        ]
        body = self.body
        if any(below) and body is None:
            body = Field(("body",), "")
        if body is not None:
            turned = self._with_media("\n\n".join(filter(None, (body.text, *below))))
            body = msgspec.structs.replace(body, text=turned)
        related = list(self._related())
        fields = [*self.plain, *related]
        item = read_fields(
            self.text, fields, self._around(), self.span.line, self.markup, body
        )
        doubts = list(item.doubts)
        if self.unplaced:
            line = self.span.line
            doubts.append(Doubt(line, Kind.DRUPAL_MEDIA.of(self.unplaced)))
        if parts.missing:
            doubts.append(Doubt(self.span.line, Kind.DRUPAL_PARTS.of(parts.missing)))
        return msgspec.structs.replace(
            item,
            claims=(*item.claims, *self._writer(item.claims)),
            state=self.span.state,
            unknown=self.span.unknown,
            doubts=tuple(doubts),
        )

    def _around(self) -> Surroundings:
        """Say where the node stood: its alias, at the site that it says it is of."""
        if self.around.address:
            return self.around
        attributes = _head_of(self.said)[2]
        path = attributes.get("path")
        alias = str(path.get("alias") or "") if isinstance(path, dict) else ""
        host = self._host()
        if alias.startswith("/") and host:
            return msgspec.structs.replace(self.around, address=f"{host}{alias}")
        return self.around

    def _host(self) -> str:
        links = self.said.get("links")
        own = links.get("self") if isinstance(links, dict) else None
        href = own.get("href") if isinstance(own, dict) else own
        found = re.match(r"https?://[^/\s]+", str(href or ""))
        return found[0] if found else ""

    def _related(self) -> Iterator[Field]:
        """Give the names of what the node refers to, by field or by vocabulary."""
        number = 0
        for name, other in _relations(self.said):
            if name in _WRITERS:
                continue
            kind, own = str(other.get("type") or ""), str(other.get("id") or "")
            if kind.startswith(PARAGRAPH) and f"part {own}" in self.lookup:
                continue
            label = self.lookup.get(own, "")
            name = name.removeprefix("field_")
            if kind.startswith(_TERM):
                name = f"category:{kind.removeprefix(_TERM)}"
            where = self.lookup.get(f"file {own}", "")
            if where and kind.startswith(("file--", "media--")):
                label, name = where, "image" if _is_picture(name) else name
            number += 1
            if label and (bio := self.lookup.get(f"bio {own}")):
                yield Field((name, number, "name"), label)
                yield Field((name, number, "bio"), bio)
            elif label:
                yield Field((name, number), label)
            elif own and own not in ("virtual", "missing"):
                yield Field((f"{name}.id", number), own)

    def _writer(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Take who entered the node for its author, where nothing else tells one."""
        for name, other in _relations(self.said):
            label = self.lookup.get(str(other.get("id") or ""), "")
            if name == "uid" and label:
                is_told = any(known_target(one.key) == "authors" for one in claims)
                yield Claim("uid" if is_told else "author", (label,), Told.RECORD)

    def _with_media(self, text: str) -> str:
        """Put pictures where the text has ids of them; count those that no dump holds."""
        return _TOKEN.sub(self._token, _MEDIA.sub(self._medium, text))

    def _medium(self, found: re.Match[str]) -> str:
        said = {
            one[1].lower(): one[2] or one[3] or ""
            for one in _ATTRIBUTE.finditer(found[1])
        }
        own = html.unescape(said.get("data-entity-uuid", ""))
        caption = html.unescape(said.get("data-caption", ""))
        alt = html.unescape(said.get("alt", "")) or self.lookup.get(f"alt {own}", "")
        return self._figure(self.lookup.get(f"file {own}", ""), alt, caption)

    def _token(self, found: re.Match[str]) -> str:
        """Of Drupal 7: `[[{"fid": "12", "attributes": {"alt": "…"}}]]`."""
        try:
            said = json.loads(found[1])
        except (ValueError, RecursionError):
            return found[0]
        if not isinstance(said, dict) or "fid" not in said:
            return found[0]
        attributes = said.get("attributes")
        alt = attributes.get("alt") if isinstance(attributes, dict) else ""
        return self._figure(
            self.lookup.get(f"file {said['fid']}", ""), str(alt or ""), ""
        )

    def _figure_of(self, own: str, caption: str) -> str:
        """Write the picture of that id, which a part shows."""
        alt = self.lookup.get(f"alt {own}", "")
        return self._figure(self.lookup.get(f"file {own}", ""), alt, caption)

    def _figure(self, where: str, alt: str, caption: str) -> str:
        if not where:
            self.unplaced += 1
            words = " ".join(one for one in (alt, caption) if one)
            return f"<p>{html.escape(alt)} {caption}</p>" if words else ""
        shown = f'<img src="{html.escape(where)}" alt="{html.escape(alt)}">'
        said = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f"<figure>{shown}{said}</figure>"


def _is_picture(name: str) -> bool:
    return any(word in name for word in ("image", "picture", "photo", "media", "hero"))


def _called(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Leave out what fields of Drupal hold their one value in."""
    if len(path) > 1 and path[-1] in ("value", "processed"):
        path = path[:-1]
    if path[:1] == ("body",) and path[-1] == "summary":
        return ("summary",)
    return ("language",) if path == ("langcode",) else path


DRUPAL: Final = SourceFormat(
    "drupal", "a dump of Drupal", tells_drupal, cut_drupal, read_drupal, gather_drupal
)
