"""
The shortcodes that every site has; one of its own called the same takes their place.

`figure` takes what Hugo's takes, so that texts from there need no change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType
from typing import Any, Final

_PASSED_OVER: Final = frozenset(
    {"class", "width", "height", "loading", "target", "rel", "title"}
)
"""What Hugo's `figure` takes and this one has no need of."""
TABLE_SUFFIXES: Final = (".csv", ".tsv")
_NO: Final = ("", "no", "false", "0")


def figure(
    src: str,
    caption: str = "",
    *,
    alt: str = "",
    source: str = "",
    attr: str = "",
    attrlink: str = "",
    link: str = "",
    id: str = "",
    wide: str = "",
    numbered: str = "yes",
    inner: str = "",
    **more: str,
) -> str:
    """Show a picture with a caption, which may be what the shortcode goes around."""
    _refuse(more.keys() - _PASSED_OVER)
    said = caption or more.get("title", "")
    picture = f'<img src="{escape(src)}" alt="{escape(alt or said)}">'
    if link:
        picture = f'<a href="{escape(link)}">{picture}</a>'
    credit = escape(source or attr)
    if credit and attrlink:
        credit = f'<a href="{escape(attrlink)}">{credit}</a>'
    caption = _as_caption(inner) or escape(said)
    return _figure(picture, caption, credit, id, _classes(wide, numbered))


def table(
    file: str,
    caption: str = "",
    *,
    source: str = "",
    id: str = "",
    wide: str = "",
    numbered: str = "yes",
    inner: str = "",
) -> str:
    """Show a table that lies in a file of the site, as it is when the page is made."""
    name = file.partition("?")[0].partition("#")[0]
    if not name.lower().endswith(TABLE_SUFFIXES) or "://" in file:
        raise TypeError(
            f"expected a file of the site that ends in .csv or .tsv, found {file!r}"
        )
    label = escape(name.rpartition("/")[2])
    classes = " ".join(filter(None, ("csv", _classes(wide, numbered))))
    shown = f'<a href="{escape(file)}">{label}</a>'
    caption = _as_caption(inner) or escape(caption)
    return _figure(shown, caption, escape(source), id, classes)


def pull(inner: str, *, by: str = "") -> str:
    """Set a sentence of the text apart, in large letters."""
    return _quotation("pull", inner, by)


def epigraph(inner: str, *, source: str = "") -> str:
    """Put words of others before a text or a part of it."""
    return _quotation("epigraph", inner, source)


SHIPPED: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {one.__name__: one for one in (figure, table, pull, epigraph)}
)


def _refuse(unknown: set[str]) -> None:
    if unknown:
        raise TypeError(f"got an unexpected keyword argument {min(unknown)!r}")


def _classes(wide: str, numbered: str) -> str:
    wanted = ("wide", wide not in _NO), ("unnumbered", numbered in _NO)
    return " ".join(name for name, is_so in wanted if is_so)


def _as_caption(inner: str) -> str:
    """Take a caption of one paragraph out of it."""
    words = inner.strip()
    if words.startswith("<p>") and words.find("</p>") == len(words) - len("</p>"):
        return words[len("<p>") : -len("</p>")]
    return words


def _figure(shown: str, caption: str, credit: str, id: str, classes: str) -> str:
    attributes = f' class="{classes}"' if classes else ""
    attributes += f' id="{escape(id)}"' if id else ""
    credit = f" <small>{credit}</small>" if credit else ""
    below = f"<figcaption>{caption}{credit}</figcaption>" if caption or credit else ""
    return f"<figure{attributes}>{shown}{below}</figure>"


def _quotation(kind: str, inner: str, by: str) -> str:
    whose = f"<p><cite>{escape(by)}</cite></p>" if by else ""
    return f'<blockquote class="{kind}">{inner}{whose}</blockquote>'
