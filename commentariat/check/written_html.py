"""HTML as editors write it in bodies, held to the standard before it is cleaned."""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Iterator

from commentariat.archive.body_lines import BodyLines
from commentariat.archive.text import trim_body
from commentariat.check.findings import Finding
from commentariat.check.html import Flaw, read_html
from commentariat.check.placing import as_finding
from commentariat.config.origins import SELF, origin_of
from commentariat.engine import embeds
from commentariat.engine.markup import (
    SCHEMES,
    MarkupError,
    is_let_through,
    to_unsafe_html,
)
from commentariat.engine.markup_rules import PLAIN, MarkupRules
from commentariat.engine.shortcodes import has_shortcodes
from commentariat.kinds import Kind, Message
from commentariat.site.page import Body

# Tags and character references; Markdown escapes any other '&' by itself.
_RAW = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
_TAG = re.compile(r"<([a-zA-Z][\w-]*)([^>]*)>")
_ATTRIBUTE = re.compile(
    r"""\s([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?"""
)
_ADDRESS = re.compile(
    r"""\s(?:href|src|cite|poster|action)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))"""
)
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
# Where Markdown has a link or a picture whose address has another scheme.
_ODD_ADDRESS = re.compile(
    rf"(?:\]\(|\]:|<)\s*<?(?!(?:{'|'.join(sorted(SCHEMES))}):)[a-zA-Z][a-zA-Z0-9+.-]*:",
    re.IGNORECASE,
)
_LEAD = "<!DOCTYPE html><title>x</title><body>"


def find_written(text: str, body: Body, rules: MarkupRules = PLAIN) -> list[Finding]:
    """
    Find what is wrong with the HTML in *body* of the content file *text*.

    It is told what does not reach a page by *rules*.
    """
    markdown = trim_body("\n".join(text.split("\n")[body.line - 1 :]))
    is_plain = not (_RAW.search(markdown) or _ODD_ADDRESS.search(markdown))
    if is_plain and not has_shortcodes(markdown, rules.hooks):
        return []
    try:
        html = to_unsafe_html(markdown, rules)
    except MarkupError:
        return []  # its page says so
    lines = BodyLines(text, body.line)
    flaws = [one for one in read_html(_LEAD + html, is_whole=False).flaws
             if one.message.kind.family == Kind.HTML.family]  # fmt: skip
    source = f"content/{body.source}"
    found = [
        as_finding(source, lines.of_markup(html, flaw.offset - len(_LEAD)), flaw)
        for flaw in (*flaws, *_dropped(html, rules))
    ]
    ranks: Counter[str] = Counter()
    for address in _dropped_addresses(html, rules):
        line = lines.of_target((address,), ranks[address])
        ranks[address] += 1
        flaw = Flaw(Kind.DROPPED_ADDRESS.of(address[:80]), 0)
        found.append(as_finding(source, line, flaw))
    return found


def _dropped(html: str, rules: MarkupRules) -> Iterator[Flaw]:
    """Name what is not let through to the page: nothing goes without a word."""
    is_form_told = False
    for tag in _TAG.finditer(html):
        name, offset = tag[1].lower(), len(_LEAD) + tag.start()
        if is_form_told and name in embeds.FORM_TAGS - {"form"}:
            continue  # it goes with its form
        forbidden = _forbidden(name, tag[2], rules)
        is_form_told = forbidden is not None if name == "form" else is_form_told
        if forbidden is not None:
            yield Flaw(forbidden, offset)
            continue
        if not is_let_through(name, rules=rules):
            yield Flaw(Kind.DROPPED_TAG.of(name), offset)
            continue
        for found in _ATTRIBUTE.finditer(tag[2]):
            attribute = found[1].lower()
            if (name, attribute) in embeds.NEEDLESS:
                continue
            if attribute == "markdown":
                said = Kind.DROPPED_MARKDOWN.of(attribute, name, "markdown_in_html")
                yield Flaw(said, offset)
                continue
            if not is_let_through(name, attribute, rules):
                yield Flaw(Kind.DROPPED_ATTRIBUTE.of(attribute), offset)
                continue
            values = embeds.VALUES.get(name, {}).get(attribute)
            value = _value_of(found)
            if values and value.lower() not in values:
                choices = " or ".join(map(repr, sorted(values)))
                yield Flaw(Kind.DROPPED_VALUE.of(attribute, value, choices), offset)


def _forbidden(tag: str, attributes: str, rules: MarkupRules) -> Message | None:
    """Say of an element that leads where it may not how it may."""
    if tag not in embeds.LISTS:
        return None
    found = {one[1].lower(): _value_of(one) for one in _ATTRIBUTE.finditer(attributes)}
    key, name = embeds.LISTS[tag]
    address = found.get(key, "")
    origin = origin_of(address) if address.strip() else None
    origins = {*getattr(rules, name), *([SELF] if name == "media" else ())}
    if origin is None or origin in origins:
        return None  # told by its address, or by what is inside it
    return Kind.DROPPED_EMBED.of(tag, address[:80], origin, name)


def _value_of(attribute: re.Match[str]) -> str:
    return entities.unescape(next(filter(None, attribute.groups()[1:]), ""))


def _dropped_addresses(html: str, rules: MarkupRules) -> Iterator[str]:
    """Name every address that is left out, however often it is."""
    for tag in _TAG.finditer(html):
        for found in _ADDRESS.finditer(
            tag[2] if is_let_through(tag[1].lower(), rules=rules) else ""
        ):
            address = entities.unescape(next(filter(None, found.groups()), ""))
            scheme = _SCHEME.match(address)
            if scheme and scheme[1].lower() not in SCHEMES:
                yield address
