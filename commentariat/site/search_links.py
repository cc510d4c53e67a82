"""Addresses of searches: what the page of the search is asked by links of others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlencode

from commentariat.archive.archive import Term
from commentariat.site.urls import Root

SEARCH = "search/"
"""Path of the page of the search."""
INDEX = "search/index/"
"""Path of the files that it asks."""
EXPLORE = "explore/"
"""Path of the page that shows what crosses what."""
EXPLORED = ("topics", "regions", "types", "authors")
"""Names of the facets of which it shows anything."""
FIRST, LAST = "from", "to"
"""What years are called in the address."""


def search_href(
    root: Root, terms: Iterable[Term], first: str = "", last: str = ""
) -> str:
    """
    Lead to the articles that have all of *terms*, of the years *first* to *last*.

    A term is told by its facet's name and its own slug; what is empty is no limit.
    """
    asked = [_encode(term.facet.name, term.slug) for term in terms]
    asked += [
        _encode(key, year) for key, year in ((FIRST, first), (LAST, last)) if year
    ]
    return f"{root.href(SEARCH)}?{'&'.join(asked)}"


@lru_cache(4096)  # pages cross a few hundred terms some ten thousand times
def _encode(name: str, value: str) -> str:
    return urlencode(((name, value),))
