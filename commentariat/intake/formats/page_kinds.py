"""What a page of a crawl is by its signs: a piece, or a list of such."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

import msgspec

LOOKED_AT: Final = 256 * 1024
"""Bytes of a page in which its head is."""
_ARTICLE: Final = re.compile(
    rb"og:type[\"']\s+content\s*=\s*[\"']article|[\"']@type[\"']\s*:\s*\[?\s*[\"']"
    rb"(?:\w*Article|BlogPosting|Report|Review|Chapter|PodcastEpisode|Event|Book|Thesis)[\"']"
    rb"|schema\.org/\w*Article|<meta\b[^<>]{0,2000}?name\s*=\s*[\"']citation_title",
    re.I,
)
_LIST: Final = re.compile(
    rb"[\"']@type[\"']\s*:\s*\[?\s*[\"'](CollectionPage|ProfilePage|ItemList|WebSite|Blog"
    rb"|SearchResultsPage|AboutPage|ContactPage|Person)[\"']"
    rb"|og:type[\"']\s+content\s*=\s*[\"'](website|profile|blog)",
    re.I,
)
_LIST_CLASSES: Final = frozenset(
    "archive category tag author home blog search paged post-type-archive error404 date "
    "search-results".split()
)
_LIST_PATH: Final = re.compile(
    r"/(?:page/\d+|(?:categor(?:y|ies)|tags?)/.*"
    r"|(?:authors?|topics?|series|people|experts?|contributors?)/[^/]+"
    r"|categories|tags|authors|topics|series|people|experts|contributors|search|archives?)"
    r"(?:/|\.html?)?$|^/?$"
)
_BODY: Final = re.compile(
    rb"<body\b[^<>]{0,2000}?\bclass\s*=\s*[\"']([^\"']*)[\"']", re.I
)
_LEADS_ON: Final = re.compile(
    rb"<meta\b[^<>]{0,2000}?\bhttp-equiv\s*=\s*[\"']?refresh\b[^<>]{0,2000}?\burl\s*=",
    re.I,
)
_OF_SERVER: Final = re.compile(
    rb"<title>\s*(?:Index of /|Directory listing for /)", re.I
)
_LEAST_ALL: Final = 3
"""Pages of a host from which a sign that all of them have says nothing."""
_LEAST_BELOW: Final = 2
"""Pages below another that may be a list of them."""
_MOST_LEVELS: Final = 12


class Signs(msgspec.Struct, frozen=True, gc=False):
    """What a page says of its kind."""

    is_article: bool = False
    is_list: bool = False
    """Its address says so, or its server wrote it."""
    said: frozenset[str] = frozenset()
    """Signs of lists, each of which counts where not every page of the host has it."""
    kind: str = "article"
    """What it is where none of these counts."""


def signs_of(data: bytes, address: str) -> Signs:
    """Take the signs of the page *data*, which was found at *address*."""
    head = data[:LOOKED_AT]
    if _ARTICLE.search(head):
        return Signs(is_article=True)
    if len(data) < 4096 and _LEADS_ON.search(head):
        return Signs(kind="redirect")
    found = _BODY.search(head)
    classes = (
        set(found[1].decode("ascii", "replace").lower().split()) if found else set()
    )
    if "attachment" in classes:
        return Signs(kind="attachment")
    said = {f"class {one}" for one in _LIST_CLASSES & classes}
    for one in _LIST.finditer(head):
        said.add((one[1] or one[2]).decode().lower())
    return Signs(
        is_list=bool(
            _LIST_PATH.search(urlsplit(address).path) or _OF_SERVER.search(head)
        ),
        said=frozenset(said),
        kind="page" if "page" in classes else "article",
    )


class Pages:
    """The pages of a crawl, each with its signs."""

    def __init__(self, pages: Iterable[tuple[str, Signs]]) -> None:
        """Learn what the *pages* of each host have in common; they come by address."""
        self._common: dict[str, frozenset[str]] = {}
        self._below = Counter[tuple[str, str]]()
        counts = Counter[str]()
        for address, signs in pages:
            host, path = _place(address)
            counts[host] += 1
            said = frozenset() if signs.is_article else signs.said
            self._common[host] = self._common.get(host, said) & said
            for above in _above(path):
                self._below[host, above] += 1
        for host, count in counts.items():
            if count < _LEAST_ALL:
                self._common[host] = frozenset()

    def kind(self, address: str, signs: Signs) -> str:
        """Tell what the page at *address* is."""
        host, _ = _place(address)
        if signs.is_article:
            return "article"
        if signs.kind in ("attachment", "redirect"):
            return signs.kind
        if signs.is_list or signs.said - self._common.get(host, frozenset()):
            return "list"
        return signs.kind

    def may_list(self, address: str, signs: Signs) -> bool:
        """Tell a page below which others stand, so that it may be a list of them."""
        host, path = _place(address)
        own = path.rstrip("/") + "/"
        return not signs.is_article and self._below[host, own] >= _LEAST_BELOW


def lists_below(address: str, targets: Iterable[str]) -> bool:
    """
    Tell whether the text of the page at *address* leads to those below it.

    *targets* are where it leads; of which host they say to be does not count, for a site
    may be served where it is not at home.
    """
    _, path = _place(address)
    own = path.rstrip("/") + "/"
    led = {_place(one)[1] for one in targets}
    return sum(one.startswith(own) and one != own for one in led) >= _LEAST_BELOW


def _place(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.netloc.lower(), parts.path or "/"


def _above(path: str) -> Iterable[str]:
    """Name the folders that *path* is in."""
    parts = path.strip("/").split("/")[:_MOST_LEVELS]
    return ["/".join(("", *parts[:number], "")) for number in range(1, len(parts))]
