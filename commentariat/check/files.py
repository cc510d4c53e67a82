"""What feeds, sitemaps and stylesheets refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec

from commentariat.check.html import ASSET, Flaw, Reading, Reference, find_addresses
from commentariat.kinds import Kind, Message

ENTRY, SITEMAP = "feed entry", "sitemap"
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')\s]+)|@import\s+["']([^"']+)""")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FONT = re.compile(r"\.(?:woff2?|ttf|otf|eot)(?:[?#]|$)", re.IGNORECASE)
_SITEMAP_LINE = re.compile(r"^sitemap:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def read_file(output: str, text: str) -> Reading:
    """Read the file *output*, as far as files of its kind refer to others."""
    if output.endswith(".xml"):
        return _read_xml(text)
    if output.endswith(".json"):
        return _read_json(text)
    if output.endswith(".css"):
        return _reading(_css(text))
    if output == "robots.txt":
        found = _SITEMAP_LINE.finditer(text)
        return _reading(Reference(one[1], SITEMAP, one.start(1)) for one in found)
    return _reading(iter(()))


def _reading(references: Iterator[Reference]) -> Reading:
    return Reading(tuple(references), frozenset(), ())


def _broken(message: Message) -> Reading:
    return Reading((), frozenset(), (Flaw(message, 0),))


def _read_xml(text: str) -> Reading:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return _broken(Kind.DOCUMENT_TYPE.of())
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as fault:
        return _broken(Kind.NOT_XML.of(fault))
    return _reading(_xml_references(root, text))


def _xml_references(root: ElementTree.Element, text: str) -> Iterator[Reference]:
    is_feed = root.tag.endswith("feed")
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name in ("id", "loc", "logo", "icon"):
            href = (element.text or "").strip()
        elif is_feed and name == "link":
            href = element.get("href", "")
        else:
            continue
        use = ENTRY if is_feed else SITEMAP
        yield Reference(href, use, max(text.find(href), 0))


def _read_json(text: str) -> Reading:
    try:
        data = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as fault:
        return _broken(Kind.NOT_JSON_FILE.of(fault))
    return _reading(
        Reference(href, ENTRY, max(text.find(href), 0)) for href in find_addresses(data)
    )


def _css(text: str) -> Iterator[Reference]:
    plain = _CSS_COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in _CSS_URL.finditer(plain):
        href = found[1] or found[2]
        if not href.startswith(("data:", "#")):
            is_style = found[2] or _is_imported(plain, found) or _FONT.search(href)
            loads = "styles" if is_style else "pictures"
            yield Reference(href, ASSET, found.start(), "", loads)


def _is_imported(text: str, found: re.Match[str]) -> bool:
    return text[: found.start()].rstrip().lower().endswith("@import")
