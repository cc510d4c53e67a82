"""
Whether pages name each other as translations as crawlers ask for it: both ways.

It goes by the output alone, and knows nothing of how the pages were made: each page that
names alternates names itself, in its own language; what it names is there, is no page that
leads on, and names the very same; the sitemap says what the pages say; and readers are led
where crawlers are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from sample import Html, Published

_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_LINK = "{http://www.w3.org/1999/xhtml}link"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
DEFAULT = "x-default"


def alternates_of(page: Html) -> list[tuple[str, str]]:
    """Give the languages and addresses that the head of *page* names."""
    return [
        (one.attrib["hreflang"], one.attrib["href"])
        for one in page.all("link")
        if "alternate" in one.attrib.get("rel", "").split() and "hreflang" in one.attrib
    ]


def groups_of(site: Published) -> list[dict[str, str]]:
    """Give what pages say of each other, each group once."""
    found = {
        tuple(sorted(said))
        for page in site.pages.values()
        if (said := alternates_of(page))
    }
    return [dict(one) for one in sorted(found)]


def faults_of(site: Published) -> Iterator[str]:
    """Name all that a crawler would not take."""
    for page in site.pages.values():
        for fault in _faults_in(site, page):
            yield f"{page}: {fault}"
    yield from _faults_in_sitemap(site)


def _faults_in(site: Published, page: Html) -> Iterator[str]:
    said = alternates_of(page)
    shown = _shown(page)
    if not said:
        if shown:
            yield f"leads readers to {shown}, and crawlers nowhere"
        return
    by_language = dict(said)
    if len(by_language) < len(said):
        yield f"names a language twice: {said}"
    if page.links("canonical") != [page.url]:
        yield "is not the canonical page of what it says"
    language = page.tree.attrib.get("lang", "")
    if by_language.get(language) != page.url:
        yield f"does not name itself as {language!r}"
    default = by_language.get(DEFAULT)
    plain = {one: url for one, url in by_language.items() if one != DEFAULT}
    if default is not None and default not in plain.values():
        yield f"has {default} for all others, in no language"
    if len(set(plain.values())) < max(2, len(plain)):
        yield "names fewer pages than languages, or itself alone"
    for one, url in plain.items():
        if not _TAG.fullmatch(one):
            yield f"{one!r} is no language"
        other = site.pages.get(site.find(url, page.url) or "")
        if other is None:
            yield f"{url} is not there"
        elif other.moved_to or not other.is_indexed:
            yield f"{url} is no page of its own"
        elif other.tree.attrib.get("lang", "") != one:
            yield f"{url} is not in {one!r}"
        elif sorted(alternates_of(other)) != sorted(said):
            yield f"{url} says otherwise: {alternates_of(other)}"
    wanted = {one: url for one, url in plain.items() if url != page.url}
    if {one: _whole(site, page, url) for one, url in shown.items()} != wanted:
        yield f"leads readers to {shown}, and crawlers to {wanted}"


def _shown(page: Html) -> dict[str, str]:
    """Give the languages in which readers are told that a piece is, and where."""
    return {
        one.attrib["hreflang"]: one.attrib["href"]
        for one in page.all("a")
        if "hreflang" in one.attrib
    }


def _whole(site: Published, page: Html, href: str) -> str:
    return site.url_of(site.find(href, page.url) or "")


def _faults_in_sitemap(site: Published) -> Iterator[str]:
    maps = [one for one in site.files if re.fullmatch(r"sitemap(-\d+)?\.xml", one)]
    said: dict[str, list[tuple[str, str]]] = {}
    for name in maps:
        for url in ElementTree.fromstring(site.read(name)).iter(f"{_MAP}url"):
            links = url.findall(_LINK)
            found = [(one.attrib["hreflang"], one.attrib["href"]) for one in links]
            said[url.findtext(f"{_MAP}loc", "")] = found
    for page in site.pages.values():
        if said.get(page.url, []) != alternates_of(page):
            yield f"{page}: the sitemap says {said.get(page.url)}"
