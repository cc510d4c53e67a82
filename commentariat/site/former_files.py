"""
Former addresses of files and feeds: answered by the very file, where that can be.

Readers of feeds, pictures in other people's pages and programs that download follow no
page that leads on. So the file lies at the former address as well, if the ending there
says the same of it; what else leads to a file is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

import msgspec

from commentariat.archive.archive import Former
from commentariat.archive.redirects import REDIRECTS, Redirect
from commentariat.facets import Facet
from commentariat.sections import Section
from commentariat.site.links import term_path
from commentariat.site.page import Page, StaticFile
from commentariat.site.register import Register
from commentariat.site.targets import Targets
from commentariat.site.urls import Root

FEEDS = {"feed.xml": "application/atom+xml", "feed.json": "application/feed+json"}
"""Names of feeds, and their media types."""
_PAGES = (".html", ".htm")
_ALIKE = (
    {".xml", ".rss", ".atom", ".rdf"},
    {".jpg", ".jpeg"},
    {".tif", ".tiff"},
    {".json", ".jsonfeed"},
)


class FormerFiles:
    """The former addresses that a file or a feed answers itself."""

    def __init__(
        self,
        register: Register,
        targets: Targets,
        fed: Iterable[Facet | Section],
        former: Iterable[Former],
        root: Root,
    ) -> None:
        self._targets = targets
        self._root = root
        self._fed = tuple([root.place(f"{one.path}/") for one in fed if one.has_feed])
        found = {
            old: self._end_of(redirect, register)
            for old, redirect in register.redirects.items()
            if old not in targets.files
        }
        self.outputs: Mapping[str, str] = {
            old: output for old, output in found.items() if _say_the_same(old, output)
        }
        """By former address, the output that lies there as well."""
        self._redirects: dict[str, list[Redirect]] = {}
        for old, output in self.outputs.items():
            redirects = self._redirects.setdefault(output, [])
            redirects.append(register.redirects[old])
        self._terms: dict[str, list[tuple[str, Former]]] = {}
        """By the path of a feed, where it lies as well, and what says so."""
        for one in former:
            self._take_feeds(one)

    def pages(self, page: Page) -> Iterator[Page]:
        """Make *page*, a feed or the like, at each of its former addresses."""
        for one in self._redirects.get(page.output, ()):
            yield Page(one.old, page.template, lambda: page.inputs, REDIRECTS, one.line)
        for old, former in self._terms.get(page.output, ()):
            yield Page(
                old, page.template, lambda: page.inputs, former.source, former.line
            )

    def _take_feeds(self, former: Former) -> None:
        """Let the feeds of a term lie at its former address, unless another does."""
        own = term_path(former.term)
        for name in FEEDS:
            old = self._root.place(f"{former.path}/{name}")
            is_free = old not in self.outputs and old not in self._targets.files
            if is_free and former.has_feed and former.term.facet.has_feed:
                output = self._root.place(own + name)
                self._terms.setdefault(output, []).append((old, former))

    def files(self, statics: Iterable[StaticFile]) -> Iterator[StaticFile]:
        """Put each of *statics* at its former addresses."""
        for static in statics:
            for one in self._redirects.get(static.output, ()):
                yield msgspec.structs.replace(static, output=one.old, line=one.line)

    def __contains__(self, path: object) -> bool:
        """Tell whether a file, a feed or the sitemap may be at *path* of the site."""
        assert isinstance(path, str)
        prefix = self._root.prefix
        if path in self._targets.files and not prefix:
            return not path.startswith("theme/")  # its names may hold a digest
        name = path.rpartition("/")[2]
        is_fed = path == prefix + name or path.startswith(self._fed)
        return (path == "sitemap.xml" and not prefix) or (name in FEEDS and is_fed)

    def _end_of(self, redirect: Redirect, register: Register) -> str:
        """Find the output that *redirect* leads to in the end, if that is no page."""
        following: Redirect | None = redirect
        seen: set[str] = set()
        while following is not None and following.old not in seen:
            found = self._targets.find_file(following.target, REDIRECTS, self)
            if found is not None:
                return "" if found.endswith(_PAGES) else found
            seen.add(following.old)
            following = register.following(following)
        return ""


def _say_the_same(old: str, output: str) -> bool:
    """Tell whether the endings of both say the same of what is in them."""
    one, other = (PurePosixPath(path).suffix.lower() for path in (old, output))
    is_same = one == other or any({one, other} <= known for known in _ALIKE)
    return bool(output and one and is_same) and old != output
