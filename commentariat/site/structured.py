"""schema.org data (JSON-LD) for the kinds of pages."""

from __future__ import annotations

from typing import Any

import msgspec

from commentariat.config import Settings
from commentariat.site.views import Link

Node = dict[str, Any]


def to_script(nodes: list[Node]) -> str:
    """
    Write *nodes* as JSON that may stand inside a script element.

    `<`, `>` and `&` become escapes, so that nothing in the data can end the
    element or open a comment.
    """
    text = msgspec.json.encode(
        {"@context": "https://schema.org", "@graph": nodes}
    ).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def organization(settings: Settings) -> Node:
    """The institution that publishes the site."""
    return {
        "@type": "Organization",
        "name": settings.institution,
        "url": settings.base_url,
    }


def breadcrumb_list(settings: Settings, crumbs: tuple[Link, ...], title: str) -> Node:
    """The way down from the home page to this one."""
    items: list[Node] = [
        {
            "@type": "ListItem",
            "position": position,
            "name": crumb.label,
            "item": settings.origin + crumb.url,
        }
        for position, crumb in enumerate(crumbs, 1)
    ]
    items.append({"@type": "ListItem", "position": len(crumbs) + 1, "name": title})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def without_empty(node: Node) -> Node:
    """Leave out what is not known: nothing is invented."""
    return {
        key: value for key, value in node.items() if value not in ("", None, [], ())
    }
