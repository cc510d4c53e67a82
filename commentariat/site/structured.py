"""schema.org data (JSON-LD) for the kinds of pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from commentariat.config import Settings
from commentariat.site.search_links import SEARCH
from commentariat.site.site import Site
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


def organization(site: Site) -> Node:
    """The institution that publishes the site."""
    logo = site.view.look.logo
    node = {
        "@type": "Organization",
        "name": site.settings.institution,
        "url": site.settings.base_url,
    }
    return node | ({"logo": site.root.origin + logo.url} if logo else {})


def website(site: Site) -> Node:
    """The site as a whole, and how it is searched."""
    settings = site.settings
    node = {
        "@type": "WebSite",
        "name": settings.title,
        "description": settings.tagline,
        "url": site.root.url(""),
        "inLanguage": settings.language,
        "publisher": organization(site),
    }
    if settings.has_search:
        node["potentialAction"] = {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{site.root.url(SEARCH)}?q={{words}}",
            },
            "query-input": "required name=words",
        }
    return without_empty(node)


def linked(schema: str, link: Link, settings: Settings) -> Node:
    """What goes under the label of *link*, and the whole address that it leads to."""
    node = {"@type": schema, "name": link.label}
    return node | ({"url": settings.origin + link.url} if link.url else {})


def collection_page(url: str, name: str) -> Node:
    """A page that lists others; *url* is whole."""
    return {"@type": "CollectionPage", "name": name, "url": url}


def item_list(urls: Iterable[str], count: int) -> Node:
    """What a page lists, in its order: whole *urls* of the first of so many items."""
    return {
        "@type": "ItemList",
        "numberOfItems": count,
        "itemListElement": [
            {"@type": "ListItem", "position": position, "url": url}
            for position, url in enumerate(urls, 1)
        ],
    }


def breadcrumb_list(settings: Settings, crumbs: tuple[Link, ...], title: str) -> Node:
    """
    The way down to this page, as it is shown.

    The home page is no step of it, as every page leads there, but where it is the only one:
    search engines take a list from two items on.
    """
    crumbs = crumbs[1:] or crumbs
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


def with_fields(node: Node, said: Mapping[str, Any]) -> Node:
    """Add to *node* what fields of the site's own tell, beside what it has."""
    return node | {
        key: [*_many(node[key]), *_many(value)] if key in node else value
        for key, value in said.items()
    }


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def without_empty(node: Node) -> Node:
    """Leave out what is not known: nothing is invented."""
    return {
        key: value for key, value in node.items() if value not in ("", None, [], ())
    }
