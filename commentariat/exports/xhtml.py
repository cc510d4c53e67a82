"""Bodies as XHTML: well-formed, without what a book cannot hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote, unquote

from turbohtml import Element, Text, parse_fragment

_NO_NAME: Final = re.compile(r"[^\w.-]+")
_FIRST: Final = re.compile(r"[^\W\d]")
_WEB: Final = ("http://", "https://", "mailto:", "tel:")
_DROPPED: Final = frozenset(
    ("align", "cite", "decoding", "download", "headers", "loading", "name", "sizes",
     "srcset")
)  # fmt: skip
"""Attributes that books have in another way, or not at all."""
_KEPT: Final = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s"
    " samp section small span strong sub summary sup table tbody td tfoot th thead time"
    " tr u ul var".split()
)
"""Elements that stay; of others stays what is in them."""
_EMBEDS: Final = ("audio", "embed", "form", "iframe", "object", "video")
"""What is shown elsewhere: the book leads there."""

_SIZES: Final = ("height", "width")
_DAY: Final = re.compile(
    r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?"
)
"""A time that books can tell; there are others, which nobody misses."""
_NO_ADDRESS: Final = re.compile(r'[\s"<>\\^`{|}]')

Find = Callable[[str], str | None]
Ids = Callable[[str], Mapping[str, str]]


def to_xhtml(
    html: str, url: str, pages: Mapping[str, str], picture: Find, ids: Ids
) -> str:
    """
    Write *html*, which is safe and whose addresses are whole, as XHTML.

    It is of the page at *url*. *pages* are those of the book, by their whole addresses;
    *ids* tells what parts of one can be led to; *picture* tells what a picture is called
    in the book, by its address, if it is there.
    """
    root, names = _settled(html, picture)

    def lead(written: str) -> str | None:
        page, _, fragment = written.partition("#")
        if page == url and (name := _named(fragment, names)):
            return f"#{name}"
        if page in pages:
            name = _named(fragment, ids(page)) if fragment and page != url else ""
            return f"{pages[page]}#{name}" if name else pages[page]
        return _encode(written) if written.startswith(_WEB) else None

    for element in root.iter_elements():
        written = element.attr("href") if element.tag == "a" else None
        if written is not None:
            _set(element, "href", lead(written))
    return root.inner_xml


def ids_of(html: str, picture: Find) -> Mapping[str, str]:
    """Tell what parts of *html* can be led to in a book, and by which names there."""
    return _settled(html, picture)[1]


def _settled(html: str, picture: Find) -> tuple[Element, Mapping[str, str]]:
    """Read *html* as a book can hold it, but for its links; tell the names of its ids."""
    root = parse_fragment(html)
    for element in list(root.iter_elements()):
        _settle(element, picture)
    return root, _rename(root)


def _named(fragment: str, names: Mapping[str, str]) -> str:
    """Find what *fragment* leads to; addresses may have its signs as codes."""
    return names.get(fragment) or names.get(unquote(fragment), "")


def _rename(root: Element) -> dict[str, str]:
    """Give every element with an id one that is a name to XML; tell which are which."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for element in root.iter_elements():
        written = element.attr("id")
        if written is None:
            continue
        name = _NO_NAME.sub("_", written)
        name = name if _FIRST.match(name) else f"n{name}"
        if written in names or name in taken:
            del element.attrs["id"]
            continue
        names[written] = name
        taken.add(name)
        element.attrs["id"] = name
    return names


def _settle(element: Element, picture: Find) -> None:
    """Make *element* one that a book can hold."""
    if element.parent is None:
        return  # what it was in went
    tag = element.tag
    if tag in _EMBEDS:
        _lead_there(element)
        return
    if tag not in _KEPT:
        if tag in ("source", "track", "input"):
            element.decompose()
        else:
            element.unwrap()
        return
    align = element.attr("align")
    if align in ("left", "right", "center"):
        element.attrs["style"] = f"text-align: {align}"
    for name in list(element.attrs):
        if name in _DROPPED or name.startswith("on") or not _is_told(element, name):
            del element.attrs[name]
    if tag == "img":
        _show(element, picture)


def _set(element: Element, name: str, value: str | None) -> None:
    if value is None:
        del element.attrs[name]
    else:
        element.attrs[name] = value


def _show(element: Element, picture: Find) -> None:
    """Show a picture that the book has; lead to another."""
    source = element.attr("src") or ""
    name = picture(source)
    if name:
        element.attrs["src"] = name
        element.attrs.setdefault("alt", "")
        return
    words = element.attr("alt") or source
    element.replace_with(_link(source, words))


def _lead_there(element: Element) -> None:
    source = element.attr("src") or element.attr("data") or element.attr("action") or ""
    inner = element.find("source")
    if not source and inner is not None:
        source = inner.attr("src") or ""
    element.replace_with(_link(source, element.attr("title") or source))


def _link(address: str, words: str) -> Element | Text:
    if not address.startswith(_WEB):
        return Text(words)
    return Element("a", {"href": _encode(address)}, [Text(words)])


def _is_told(element: Element, name: str) -> bool:
    """Tell whether the attribute *name* says what a book lets it say."""
    value = element.attr(name) or ""
    if name in _SIZES:
        return value.isascii() and value.isdecimal()
    return name != "datetime" or bool(_DAY.fullmatch(value))


def _encode(address: str) -> str:
    """Encode what may not stand in an address as it is."""
    return _NO_ADDRESS.sub(lambda sign: quote(sign[0]), address)
