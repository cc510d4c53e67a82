"""Pages of documentation that stand otherwise than as HTML: of KDE, in one file; Mallard."""

from __future__ import annotations

import bz2
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pyromark

_CACHED = re.compile(r'<FILENAME filename="([^"]+)">?(.*?)</FILENAME>', re.DOTALL)
_MALLARD = "{http://projectmallard.org/1.0/}"
_NO_TEXT = (
    (re.compile(r"\A---\n.*?\n---\n", re.DOTALL), ""),
    (re.compile(r"\{[ :.#][^}\n]*\}"), ""),
    (re.compile(r":[a-z]+-[a-z0-9-]+:"), ""),
    (re.compile(r"\[\^\d+\]"), ""),
    (re.compile(r" markdown>"), ">\n"),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (
        re.compile(
            r"\[\[?(?:demo|iframe|codetabs|cut|smart|online|task|edit|head)[^\]]*\]\]?"
        ),
        "",
    ),
    (re.compile(r"\]\(info:"), "](x:"),
)
"""What is none of the text: front matter, attributes, icons, notes, pictures, boxes."""
_CODE = frozenset("code cmd file input output sys".split())
_INLINE = frozenset("app em gui guiseq key keyseq span var".split())
_BETWEEN = {"guiseq": " ▸ ", "keyseq": "+"}
"""What readers see between the parts of a menu's path, and between keys."""
_BLOCKS = {"p": "p", "item": "li"}


def pages_of(path: Path) -> Iterator[tuple[str, str | bytes]]:
    """Yield the name and the markup of each page in a file."""
    if path.name.endswith(".cache.bz2"):
        text = bz2.decompress(path.read_bytes()).decode("utf-8", "replace")
        for name, page in _CACHED.findall(text):
            yield f"{path.parent.name}-{name}", page
    elif path.suffix == ".md":
        yield "_".join(path.parts[-4:]), _from_markdown(path.read_text("utf-8"))
    elif path.suffix == ".page":
        yield path.name, _from_mallard(path)
    else:
        yield path.name, path.read_bytes()


def _from_markdown(text: str) -> str:
    """Make HTML of Markdown as sites of documentation write it."""
    for pattern, instead in _NO_TEXT:
        text = pattern.sub(instead, text)
    html = pyromark.html(text, options=pyromark.Options.ENABLE_TABLES)
    return f"<!doctype html><html><body>{html}</body></html>"


def _from_mallard(path: Path) -> str:
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError:
        return ""
    return f"<!doctype html><html><body>{_markup(root, path.parent)}</body></html>"


def _markup(element: ElementTree.Element, folder: Path) -> str:
    tail = escape(element.tail or "")
    name = str(element.tag).removeprefix(_MALLARD)
    if name == "info" or not isinstance(element.tag, str):
        return tail
    inner = escape(element.text or "")
    inner += _BETWEEN.get(name, "").join(_markup(child, folder) for child in element)
    if name == "link":
        target = element.get("href") or element.get("xref") or ""
        inner = inner if inner.strip() else escape(_title_of(folder, target))
        return f'<a href="{escape(target)}">{inner}</a>{tail}'
    if name in _CODE:
        return f"<code>{inner}</code>{tail}"
    tag = "span" if name in _INLINE else _BLOCKS.get(name, "div")
    return f"<{tag}>{inner}</{tag}>{tail}"


def _title_of(folder: Path, target: str) -> str:
    """Give the title of the page that a link without words leads to: it is shown."""
    path = folder / f"{target.partition('#')[0]}.page"
    if not path.is_file():
        return target
    title = ElementTree.parse(path).getroot().find(f"{_MALLARD}title")
    return "".join(title.itertext()) if title is not None else target
