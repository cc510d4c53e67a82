"""
Whether pages name each other as translations as crawlers ask for it: both ways.

It goes by the output alone, and knows nothing of how the pages were made: each page that
names alternates names itself, in its own language; what it names is there, may be kept by
crawlers, is no page that leads on, and names the very same; the sitemap says what the pages
say; and readers are led where crawlers are, by the line of an article and by the languages
in the masthead. These lead to every language, and to its home page where there is no more.
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


def groups_of(site: Published, below: str = "") -> list[dict[str, str]]:
    """Give what pages *below* a folder say of each other, each group once."""
    found = {
        tuple(sorted(said))
        for output, page in site.pages.items()
        if output.startswith(below) and (said := alternates_of(page))
    }
    return [dict(one) for one in sorted(found)]


def faults_of(site: Published) -> Iterator[str]:
    """Name all that a crawler would not take."""
    homes = _homes(site)
    for page in site.pages.values():
        for fault in (*_faults_in(site, page), *_faults_in_switch(site, page, homes)):
            yield f"{page}: {fault}"
    yield from _faults_in_sitemap(site)


def _faults_in(site: Published, page: Html) -> Iterator[str]:
    said = alternates_of(page)
    shown = _shown(page, "translations")
    if said and not page.is_indexed:
        yield f"names {said}, and is no page to be kept"
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
    led = {one: _whole(site, page, url) for one, url in shown.items()}
    if shown and led != wanted:
        yield f"leads readers to {shown}, and crawlers to {wanted}"
    switch = _shown(page, "editions")
    led |= {one: _whole(site, page, url) for one, url in switch.items()}
    if missed := {one: url for one, url in wanted.items() if led.get(one) != url}:
        yield f"leads crawlers to {missed}, and readers not"


def _shown(page: Html, where: str) -> dict[str, str]:
    """Give the languages that the links of a navigation lead to, and their addresses."""
    return {
        one.attrib.get("hreflang") or one.attrib["lang"]: one.attrib["href"]
        for nav in page.all("nav")
        if where in nav.attrib.get("class", "").split()
        for one in nav.iter("a")
        if {"hreflang", "lang"} & one.attrib.keys()
    }


def _homes(site: Published) -> dict[str, str]:
    """Give the home pages of a site in several languages, by these."""
    home = site.pages["index.html"]
    others = _shown(home, "editions")
    found = {one: _whole(site, home, url) for one, url in others.items()}
    return found | {home.tree.attrib["lang"]: home.url} if found else {}


def _faults_in_switch(
    site: Published, page: Html, homes: dict[str, str]
) -> Iterator[str]:
    """Name what readers would not take of the languages in the masthead of *page*."""
    switch = _shown(page, "editions")
    if page.moved_to or not homes:
        return
    if len(switch) != len(homes) - 1 or not switch.keys() <= homes.keys():
        yield f"leads to {sorted(switch)} of {sorted(homes)}"
    for one, href in switch.items():
        url = _whole(site, page, href)
        other = site.pages.get(site.find(href, page.url) or "")
        if url == homes.get(one):
            continue
        if other is None or other.moved_to:
            yield f"leads readers to {href}, which is not there"
        elif other.tree.attrib["lang"] != one:
            yield f"leads readers to {href}, which is not in {one!r}"
        else:
            back = _shown(other, "editions").values()
            if page.url not in [_whole(site, other, url) for url in back]:
                yield f"leads readers to {href}, which does not lead back"


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
