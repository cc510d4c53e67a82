"""The search index of a site in memory: made once it is asked for, and as of now."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path

from commentariat.engine.executors import InProcess
from commentariat.engine.markup_rules import rules_of
from commentariat.engine.searching import Bodies, SearchIndex
from commentariat.live.bodies import LiveBodies
from commentariat.preview.epoch import StaleError
from commentariat.site.search_documents import facets_of, sources_at, sources_of
from commentariat.site.search_links import INDEX
from commentariat.site.site import Site


class _Part:
    """The index of one language of a site."""

    def __init__(self, index: SearchIndex, site: Site) -> None:
        self._index = index
        self.site = site
        self.folder = site.root.place(INDEX)
        self.others: set[str] | None = None
        """Slugs of the articles that may be others since; None: any may."""
        self.digests: dict[str, str] = {}
        """Of the files, as they were told last."""

    def now(self) -> dict[str, str]:
        """Tell the digests of the files as the site is."""
        site, others = self.site, self.others
        if others == set():
            return self.digests
        found, facets = None, facets_of(site)
        if others is not None:
            sources, count = sources_at(site, others), len(site.archive.articles)
            found = self._index.digests_after(sources, facets, count)
        self.digests = found or self._index.digests(sources_of(site), facets)
        self.others = set()
        return self.digests

    def data(self, output: str) -> bytes | None:
        """Give an output; None where there is none."""
        path = output.removeprefix(self.folder)
        return self._index.data(path) if path in self.now() else None


class LiveSearch:
    """
    Gives the files of the index of a *site*, which may be revised while *lock* is held.

    What builds remember of it, in *cache*, is read and never written.
    """

    def __init__(
        self, folder: Path, cache: Path, site: Site, bodies: LiveBodies
    ) -> None:
        self._rules = rules_of(site.settings)
        self._lock = threading.Lock()
        self._states = 0
        """Counts the states of the site."""
        index = SearchIndex(
            cache,
            Bodies(
                str(folder),
                self._rules,
                InProcess(),
                lambda: nullcontext(bodies),
                lambda _: None,
            ),
        )
        self._parts = [
            _Part(index.within(one.root.prefix), one) for one in site.editions
        ]

    def outputs(self) -> tuple[str, ...]:
        """List the outputs there are."""
        with self._lock:
            return tuple(
                [f"{one.folder}{path}" for one in self._parts for path in one.now()]
            )

    def data(self, output: str, states: int) -> bytes | None:
        """
        Give an output of the state of that number; None where there is none.

        Raises:
            StaleError: the site is in another state by now.
        """
        found = [one for one in self._parts if output.startswith(one.folder)]
        if not found:
            return None
        with self._lock:
            if states != self._states:
                raise StaleError(output)
            return found[0].data(output)

    def turn_to(self, site: Site) -> bool:
        """Give the index of *site* from now on; tell if it cannot be revised to that."""
        folders = [one.root.place(INDEX) for one in site.editions]
        is_alike = folders == [part.folder for part in self._parts]
        if rules_of(site.settings) != self._rules or not is_alike:
            return False
        with self._lock:
            for part, one in zip(self._parts, site.editions, strict=True):
                part.site, part.others = one, None
            self._states = -1  # until it is entered
        return True

    def enter(self, states: int) -> frozenset[str]:
        """Enter the state of that number; list the outputs there were, if it is another."""
        with self._lock:
            if states == self._states:
                return frozenset()
            self._states = states
            return frozenset(
                [f"{one.folder}{path}" for one in self._parts for path in one.digests]
            )

    def take(self, slugs: Iterable[str]) -> None:
        """Know that articles with these *slugs* may be others from now on."""
        for part in self._parts:
            if part.others is not None:
                part.others |= {*slugs}
