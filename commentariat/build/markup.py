"""
Markdown becomes HTML that is safe to show: the one door to the converter.

Python-Markdown converts, or a native converter where both provably say the same;
then nh3 (ammonia) lets through only what an article needs,
so that no script, event attribute or `javascript:` address in a body reaches a
page, however it was written. Links are placed afterwards, because where they
lead depends on the site, and the converted body does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import unquote

import markdown
import nh3
from markdown.extensions.toc import slugify_unicode

from commentariat.build.markup_guard import Guard
from commentariat.build.markup_native import convert_alike

EXTENSIONS = ("tables", "footnotes", "toc", "sane_lists", "fenced_code")
_EXTENSION_CONFIGS: dict[str, dict[str, Any]] = {
    "footnotes": {"BACKLINK_TEXT": "↩", "SEPARATOR": "-"},
    "toc": {"marker": "", "slugify": slugify_unicode},
}
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p",
    "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u",
    "ul", "var",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href", "role", "aria-label"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
    "div": {"role"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    clean_content_tags={"script", "style"},
    url_schemes={"http", "https", "mailto", "tel"},
    strip_comments=True,
    link_rel=None,
)
# nh3 writes every attribute in double quotes and escapes them inside.
_ADDRESS = re.compile(r'<(a|img)\b[^>]*? (href|src)="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(
        extensions=[*EXTENSIONS, Guard()],
        extension_configs=_EXTENSION_CONFIGS,
        output_format="html",
    )


def to_html(text: str) -> str:
    """
    Convert the Markdown *text* to safe HTML, with links as they were written.

    A first-level heading becomes one of the second: the title of the page is the
    only one of the first.
    """
    html = convert_alike(text)
    if html is None:
        html = _converter().reset().convert(text)
    html = _CLEANER.clean(html)
    if "<h1" in html:
        html = html.replace("<h1", "<h2").replace("</h1>", "</h2>")
    return html


def place_links(html: str, links: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """
    Point the links of a converted body to where *links* says they lead.

    Returns the HTML, and the targets within the site that nothing answers. Links
    to other sites open without handing over this page; pictures load when they
    come into view.
    """
    if "<a " not in html and "<img " not in html:
        return html, ()
    lost: list[str] = []

    def place(match: re.Match[str]) -> str:
        tag, attribute, written = match.groups()
        whole = match[0]
        if _ELSEWHERE.match(written):
            extra = ' rel="noopener"' if tag == "a" else ' loading="lazy"'
            return whole + extra
        if written.startswith("#"):
            return whole
        target = unescape(written)
        href = links.get(target) or links.get(_undone(target))
        if href is None:
            lost.append(target)
            return whole
        start = whole[: -len(f'{attribute}="{written}"')]
        lazy = ' loading="lazy"' if tag == "img" else ""
        return f'{start}{attribute}="{_quoted(href)}"{lazy}'

    return _ADDRESS.sub(place, html), tuple(dict.fromkeys(lost))


def _undone(target: str) -> str:
    """Take back the percent-encoding that the sanitizer may have put in."""
    return unquote(target)


def _quoted(href: str) -> str:
    return href.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
