"""
Texts that editors of other programs keep as trees of JSON, as HTML.

Contentful, Sanity (Portable Text), Strapi and Slate, ProseMirror, Lexical, Editor.js,
Prismic and Quill call their nodes otherwise and mean the same: each is a row of `_KINDS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

_DEEPEST: Final = 60
_KINDS: Final = {
    kind: tag
    for tag, kinds in {
        "p": "paragraph block normal p text-block unstyled preformatted-text",
        "blockquote": "blockquote quote block-quote",
        "ul": "unordered-list bulletlist bullet-list bulleted-list ul bulleted_list",
        "ol": "ordered-list orderedlist numbered-list ol numbered_list",
        "li": "list-item listitem list_item li o-list-item",
        "pre": "code code-block codeblock code_block preformatted",
        "hr": "hr horizontalrule horizontal-rule delimiter divider horizontal_rule",
        "br": "hardbreak linebreak break",
        "table": "table", "tr": "table-row tablerow", "td": "table-cell tablecell",
        "th": "table-header-cell tableheader",
    }.items()
    for kind in kinds.split()
}  # fmt: skip
_HEADING: Final = re.compile(
    r"h([1-6])|heading[-_ ]?([1-6])|header-?(one|two|three|four|five|six)"
)
_NUMBERS: Final = ("one", "two", "three", "four", "five", "six")
_MARKS: Final = {
    "bold": "strong", "strong": "strong", "italic": "em", "em": "em", "emphasis": "em",
    "code": "code", "strike": "del", "strikethrough": "del", "strike-through": "del",
    "superscript": "sup", "subscript": "sub",
}  # fmt: skip
_BITS: Final = (
    (1, "strong"),
    (2, "em"),
    (4, "del"),
    (16, "code"),
    (32, "sub"),
    (64, "sup"),
)
"""Of Lexical, whose marks are bits."""
_CHILDREN: Final = (
    "content",
    "children",
    "blocks",
    "root",
    "document",
    "nodes",
    "items",
)
_LISTED: Final = {"bullet": "ul", "number": "ol", "check": "ul"}
_ITEMS: Final = {"list-item": "ul", "o-list-item": "ol"}


def rich_html(value: Any) -> str | None:
    """Write a tree of an editor as HTML; None: it is none."""
    if isinstance(value, dict) and isinstance(value.get("ops"), list):
        return _of_delta(value["ops"])
    nodes = value if isinstance(value, list) else [value]
    if not nodes or not all(map(_is_node, nodes)):
        return None
    return "".join(_written(nodes, 0))


def _is_node(value: Any) -> bool:
    """Tell a node: it says its kind, and holds nodes or a text."""
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("root"), dict) or _is_editor(value.get("blocks")):
        return True
    kind = _kind(value)
    if not kind:
        return False
    is_known = kind in _KINDS or kind in _KNOWN
    holds = any(isinstance(value.get(key), list) for key in _CHILDREN)
    has_text = isinstance(value.get("text"), str) or isinstance(value.get("data"), dict)
    return (is_known or _HEADING.fullmatch(kind) is not None) and (
        holds or has_text or kind in ("image", "hr")
    )


_KNOWN: Final = (
    "document", "doc", "image", "heading", "header", "embed", "list", "link", "hyperlink",
)  # fmt: skip


def _is_editor(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and "type" in one and "data" in one for one in value
    )


def _kind(node: Mapping[str, Any]) -> str:
    said = node.get("nodeType") or node.get("_type") or node.get("type") or ""
    return str(said).lower()


def _written(nodes: list[Any], depth: int, defs: Any = ()) -> Iterator[str]:
    """Write *nodes* one after the other; those that each are an item make a list."""
    opened = ""
    for node in nodes:
        wanted = _list_of(node)
        if opened and opened != wanted:
            yield f"</{opened}>"
            opened = ""
        if wanted and not opened:
            yield f"<{wanted}>"
            opened = wanted
        yield _node(node, depth, defs)
    if opened:
        yield f"</{opened}>"


def _list_of(node: Any) -> str:
    if not isinstance(node, dict):
        return ""
    if node.get("listItem"):
        return _LISTED.get(str(node["listItem"]), "ul")
    return _ITEMS.get(_kind(node), "") if "spans" in node else ""


def _node(node: Any, depth: int, defs: Any) -> str:
    if isinstance(node, str):
        return f"<li>{node}</li>"
    if not isinstance(node, dict) or depth > _DEEPEST:
        return ""
    kind = _kind(node)
    data = node.get("data")
    if (
        isinstance(data, dict)
        and "nodeType" not in node
        and "type" in node
        and not any(isinstance(node.get(key), list) for key in _CHILDREN)
    ):
        return _of_editor(kind, data, depth)
    text = node.get("text", node.get("value"))
    if isinstance(text, str) and "spans" in node:
        inner = _of_spans(text, node["spans"])
    elif isinstance(text, str) and not isinstance(node.get("children"), list):
        return _marked(text, node, defs)
    else:
        inner = "".join(
            _written(_children(node), depth + 1, node.get("markDefs", defs))
        )
    if "image" in kind or kind in ("picture", "asset", "embedded-asset-block"):
        return _image(node) + inner
    if where := _target(node, kind):
        return f'<a href="{escape(where)}">{inner or escape(where)}</a>'
    tag = _tag(node, kind)
    if tag in ("hr", "br"):
        return f"<{tag}>"
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _children(node: Mapping[str, Any]) -> list[Any]:
    for key in _CHILDREN:
        value = node.get(key)
        if isinstance(value, list):
            return value
        if isinstance(value, dict):
            return [value]
    return []


def _tag(node: Mapping[str, Any], kind: str) -> str:
    if node.get("listItem") or ("spans" in node and kind in _ITEMS):
        return "li"
    style = str(node.get("style") or node.get("tag") or kind).lower()
    for one in (style, kind):
        if found := _HEADING.fullmatch(one):
            level = found[1] or found[2] or str(_NUMBERS.index(found[3]) + 1)
            return f"h{level}"
        if one in _KINDS:
            break
    if kind in ("heading", "header"):
        attrs = node.get("attrs")
        level = node.get("level") or (
            attrs.get("level") if isinstance(attrs, dict) else 2
        )
        return f"h{level}" if level in (1, 2, 3, 4, 5, 6) else "h2"
    if kind == "list":
        is_ordered = node.get("format") == "ordered" or node.get("listType") == "number"
        return "ol" if is_ordered else "ul"
    return _KINDS.get(style) or _KINDS.get(kind, "")


def _target(node: Mapping[str, Any], kind: str) -> str:
    if kind not in ("link", "hyperlink", "a", "autolink"):
        return ""
    for holder in (node, node.get("data"), node.get("fields"), node.get("attrs")):
        if isinstance(holder, dict):
            for key in ("url", "uri", "href"):
                if isinstance(holder.get(key), str):
                    return str(holder[key])
    return ""


def _image(node: Mapping[str, Any]) -> str:
    """Write a picture; where it has no address, its words."""
    found: dict[str, str] = {}
    left: list[Any] = [node]
    for one in left:
        for key, value in one.items():
            if isinstance(value, dict) and len(left) < 20:
                left.append(value)
            elif isinstance(value, str):
                found.setdefault(key.lower(), value)
    where = found.get("url") or found.get("src") or ""
    alt = found.get("alt") or found.get("alternativetext") or found.get("title") or ""
    caption = found.get("caption", "")
    said = f"<figcaption>{caption}</figcaption>" if caption else ""
    if not where:
        return f"<p>{escape(alt)} {caption}</p>" if alt or caption else ""
    return f'<figure><img src="{escape(where)}" alt="{escape(alt)}">{said}</figure>'


def _marked(text: str, node: Mapping[str, Any], defs: Any) -> str:
    shown = escape(text, quote=False).replace("\n", "<br>")
    marks = node.get("marks") or []
    by_key = {one.get("_key"): one for one in defs or () if isinstance(one, dict)}
    for mark in marks if isinstance(marks, list) else []:
        said = mark if isinstance(mark, dict) else by_key.get(mark, {"type": mark})
        kind = _kind(said)
        if tag := _MARKS.get(kind):
            shown = f"<{tag}>{shown}</{tag}>"
        elif where := _target(said, kind):
            shown = f'<a href="{escape(where)}">{shown}</a>'
    bits = node.get("format")
    if isinstance(bits, int):
        for bit, tag in _BITS:
            shown = f"<{tag}>{shown}</{tag}>" if bits & bit else shown
    for key, tag in _MARKS.items():
        if node.get(key) is True:
            shown = f"<{tag}>{shown}</{tag}>"
    return shown


def _of_spans(text: str, spans: Any) -> str:
    """Write a text of Prismic, whose marks say where they begin and end."""
    begins: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for span in spans if isinstance(spans, list) else []:
        if not isinstance(span, dict):
            continue
        start, end = span.get("start"), span.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and start < end):
            continue
        kind = _kind(span)
        where = _target(span, "link") if "link" in kind else ""
        tag = "a" if where else _MARKS.get(kind, "")
        if tag:
            said = f' href="{escape(where)}"' if where else ""
            begins.setdefault(start, []).append(f"<{tag}{said}>")
            ends.setdefault(end, []).insert(0, f"</{tag}>")
    return "".join(
        "".join(
            (
                *ends.get(at, ()),
                *begins.get(at, ()),
                escape(text[at : at + 1], quote=False),
            )
        )
        for at in range(len(text) + 1)
    ).replace("\n", "<br>")


def _of_editor(kind: str, data: Mapping[str, Any], depth: int) -> str:
    """Write a block of Editor.js, whose texts are HTML."""
    words = str(data.get("text") or data.get("code") or data.get("html") or "")
    if kind == "header":
        level = data.get("level")
        tag = f"h{level}" if level in (1, 2, 3, 4, 5, 6) else "h2"
        return f"<{tag}>{words}</{tag}>"
    if kind == "list":
        tag = "ol" if data.get("style") == "ordered" else "ul"
        return f"<{tag}>{_items(data.get('items'), tag, depth)}</{tag}>"
    if kind == "quote":
        said = data.get("caption")
        return f"<blockquote>{words}{f'<footer>{said}</footer>' if said else ''}</blockquote>"
    if kind == "code":
        return f"<pre><code>{escape(words)}</code></pre>"
    if kind == "delimiter":
        return "<hr>"
    if "image" in kind:
        return _image(data)
    if kind == "table" and isinstance(data.get("content"), list):
        rows = "".join(
            f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
            for row in data["content"] if isinstance(row, list)
        )  # fmt: skip
        return f"<table>{rows}</table>"
    where = data.get("source") or data.get("link") or data.get("embed")
    if isinstance(where, str):
        return f'<p><a href="{escape(where)}">{escape(str(data.get("caption") or where))}</a></p>'
    return f"<p>{words}</p>" if words else ""


def _items(items: Any, tag: str, depth: int) -> str:
    found = []
    for one in items if isinstance(items, list) and depth <= _DEEPEST else []:
        if isinstance(one, dict):
            inner = _items(one.get("items"), tag, depth + 1)
            below = f"<{tag}>{inner}</{tag}>" if inner else ""
            found.append(
                f"<li>{one.get('content') or one.get('text') or ''}{below}</li>"
            )
        else:
            found.append(f"<li>{one}</li>")
    return "".join(found)


def _of_delta(ops: list[Any]) -> str | None:
    """Write what Quill keeps: texts, and at the ends of lines what these are."""
    lines: list[str] = []
    line = ""
    for op in ops:
        if not isinstance(op, dict) or "insert" not in op:
            return None
        said, attributes = op["insert"], op.get("attributes")
        attributes = attributes if isinstance(attributes, dict) else {}
        if isinstance(said, dict):
            line += _image({"url": said.get("image") or said.get("video") or ""})
            continue
        for number, part in enumerate(str(said).split("\n")):
            if number:
                lines.append(_line(line, attributes))
                line = ""
            if part:
                shown = _marked(part, attributes, ())
                where = attributes.get("link")
                line += (
                    f'<a href="{escape(where)}">{shown}</a>'
                    if isinstance(where, str)
                    else shown
                )
    return "".join((*lines, f"<p>{line}</p>" if line else ""))


def _line(inner: str, attributes: Mapping[str, Any]) -> str:
    if attributes.get("header") in (1, 2, 3, 4, 5, 6):
        return f"<h{attributes['header']}>{inner}</h{attributes['header']}>"
    if attributes.get("list"):
        tag = "ol" if attributes["list"] == "ordered" else "ul"
        return f"<{tag}><li>{inner}</li></{tag}>"
    if attributes.get("blockquote"):
        return f"<blockquote>{inner}</blockquote>"
    return f"<p>{inner}</p>" if inner else ""
