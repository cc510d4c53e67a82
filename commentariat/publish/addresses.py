"""
Addresses that stay: what a site answers, held against all it ever published.

Held are the pages that readers cite and keep (articles, terms and their years, pages
of the institution's own, former addresses that lead on) and the files under /files/.
Feeds are not: a reader of feeds follows no page that leads on, and a feed lives as
long as the term whose page is held. What serves the pages (the theme, the sitemap) is
nobody's to cite.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path

import msgspec

from commentariat.archive.addresses import ADDRESSES
from commentariat.archive.folders import FILES, PASSED, ROOT
from commentariat.archive.model import Article, Dated
from commentariat.archive.redirects import REDIRECTS
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.memory import open_store
from commentariat.engine.scan import is_hidden
from commentariat.errors import Problem
from commentariat.kinds import Kind, Message
from commentariat.site.page import Page, StaticFile
from commentariat.site.site import Site
from commentariat.site.urls import address_of, article_path

_NEAR = 0.6  # of 1: how alike two slugs must be for one to be offered for the other
_COMPARED = 20_000
_OFFERED = 50


class Former(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What was at an address when it was last accepted."""

    source: str
    raw: tuple[str, ...]
    """Digests of the raw files that the article was made from."""
    body: str = ""
    """Digest of the article's Markdown."""


def addresses_of(pages: Iterable[Page], statics: Iterable[StaticFile]) -> set[str]:
    """Name every address of *pages* and *statics* that is held, as `/articles/x/`."""
    found = {address_of(page.output) for page in pages if _is_held(page)}
    found.update(f"/{static.output}" for static in statics if _is_cited(static))
    return found


def _is_cited(static: StaticFile) -> bool:
    """
    Tell whether readers may keep the address of *static*.

    What lies at the very root, or is hidden, is for machines that ask for it anew.
    """
    if static.source.startswith(f"{ROOT}/"):
        return "/" in static.output and not is_hidden(static.output)
    return static.source.startswith(f"{FILES}/")


def _is_of_file(source: str) -> bool:
    return source.startswith(tuple(f"{folder}/" for folder in PASSED))


def _is_held(page: Page) -> bool:
    is_readable = page.output.endswith((".html", ".htm")) and page.output != "404.html"
    return is_readable or page.source == REDIRECTS  # a feed at its former address


def find_lost(
    published: Mapping[str, int],
    now: Collection[str],
    cache: Path,
    site: Site,
    excuses: Excuses,
    held_back: Iterable[Dated] = (),
) -> list[Problem]:
    """
    Name each address *published* (with its line) that is not among those of *now*.

    Those with *excuses* are not named: they are lost by a fault that is told. Each
    problem offers what would settle it; of what is *held back*, that is its day, or
    that it is a draft. A year of a term that is lost itself is not named beside it, and
    what a page answered once, a file may answer now.
    """
    lost = [one for one in published.keys() - now if one.rstrip("/") not in now]
    if not lost:
        return []
    memory = _memory(cache)
    gone = frozenset(lost)
    named = sorted(
        one
        for one in lost
        if not excuses.holds(one, memory.get(one)) and _term_of(one, site) not in gone
    )
    advice = _Advice(now, published, memory, site, held_back)
    return [
        Problem(
            f"content/{ADDRESSES}",
            published[one],
            advice.on(one, rank < _OFFERED),
        )
        for rank, one in enumerate(named)
    ]


def _term_of(address: str, site: Site) -> str:
    """Name the page of the term that *address* is a year of; empty where it is none."""
    for facet in site.settings.facets:
        folder = f"/{facet.path}/"
        inner = address[len(folder) :].split("/")
        if address.startswith(folder) and len(inner) > 2:
            return f"{folder}{inner[0]}/"
    return ""


class Excuses(msgspec.Struct, frozen=True):
    """Faults that are told, and so what is lost by them is not."""

    addresses: frozenset[str] = frozenset()
    """Those that a file or a line at fault would answer."""
    sources: frozenset[str] = frozenset()
    """Files and folders at fault, by their paths from the site."""

    def holds(self, address: str, former: Former | None) -> bool:
        """Tell whether what was at *address* is at fault, as far as is remembered."""
        if address in self.addresses:
            return True
        source = former.source if former else ""
        above = _with_folders(source or f"content{address}".rstrip("/"))
        return not self.sources.isdisjoint(above)


def _with_folders(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


class _Advice:
    """Says what would settle the loss of an address."""

    def __init__(
        self,
        now: Collection[str],
        published: Collection[str],
        memory: Mapping[str, Former],
        site: Site,
        held_back: Iterable[Dated],
    ) -> None:
        self.held_back = {f"/{site.path_of(one)}": one for one in held_back}
        self.memory = memory
        self.now = sorted(now)
        self.fresh = sorted(set(now) - set(published))
        self.by_raw = {
            raw.digest: article
            for article in site.archive.articles
            for raw in article.raw
        }
        self.by_body: dict[str, Article | None] = {}
        for article in site.archive.articles:  # None where several have one body
            held = self.by_body.setdefault(article.body_key, article)
            if held is not article:
                self.by_body[article.body_key] = None

    def on(self, address: str, is_compared: bool) -> Message:
        """Tell the loss of *address* with its remedy."""
        former = self.memory.get(address)
        was = f" (it was {former.source})" if former and former.source else ""
        source = former.source if former else f"content{address}"
        if _is_of_file(source):
            return Kind.FILE_LOST.of(address, was, source)
        held = self.held_back.get(address)
        if held is not None:
            source = f"content/{held.source}"
            if held.is_draft:
                return Kind.DRAFT_LOST.of(address, source)
            return Kind.LATER_LOST.of(address, source, held.moment)
        target = self._successor(former)
        target = target or (self._nearest(address) if is_compared else "")
        line = f"{address} {target or '/where/it/is/now/'}"
        return Kind.ADDRESS_LOST.of(address, was, line)

    def _successor(self, former: Former | None) -> str:
        """Find the article made from the same raw file, or with the same body."""
        if former is None:
            return ""
        found = [self.by_raw[digest] for digest in former.raw if digest in self.by_raw]
        article = found[0] if found else self.by_body.get(former.body)
        return f"/{article_path(article.slug)}" if article else ""

    def _nearest(self, address: str) -> str:
        """Find the address most like *address* in its folder, new ones first."""
        folder, name = _split(address)
        for offered in (self.fresh, self.now):
            beside = [one for one in offered if _split(one)[0] == folder][:_COMPARED]
            best = _most_alike(name, beside)
            if best:
                return best
        return ""


def _split(address: str) -> tuple[str, str]:
    folder, _, name = address.rstrip("/").rpartition("/")
    return folder, name


def _most_alike(name: str, addresses: Iterable[str]) -> str:
    matcher = SequenceMatcher(b=name, autojunk=False)
    best, ratio = "", _NEAR
    for address in addresses:
        matcher.set_seq1(_split(address)[1])
        if matcher.real_quick_ratio() > ratio and matcher.quick_ratio() > ratio:
            found = matcher.ratio()
            if found > ratio:
                best, ratio = address, found
    return best


def _memory(cache: Path) -> KeyValueStore[Former]:
    return open_store(cache, "addresses", Former, "1")


def remember_sources(
    cache: Path, pages: Iterable[Page], statics: Iterable[StaticFile], site: Site
) -> None:
    """Note what is at each address, for the day when it is lost."""
    files = {
        f"/{one.output}": Former(one.source, ()) for one in statics if _is_cited(one)
    }
    _memory(cache).update(files | dict(_formers(pages, site)))


def _formers(pages: Iterable[Page], site: Site) -> Iterator[tuple[str, Former]]:
    by_source = site.archive.by_source
    for page in pages:
        if page.source and page.template != "redirect.html":
            article = by_source.get(page.source)
            raw = tuple(one.digest for one in article.raw) if article else ()
            body = article.body_key if article else ""
            yield address_of(page.output), Former(f"content/{page.source}", raw, body)
