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


class LiveSearch:
    """
    Gives the files of the index of a *site*, which may be revised while *lock* is held.

    What builds remember of it, in *cache*, is read and never written.
    """

    def __init__(
        self, folder: Path, cache: Path, site: Site, bodies: LiveBodies
    ) -> None:
        self._site = site
        self._rules = rules_of(site.settings)
        self._lock = threading.Lock()
        self._states = 0
        """Counts the states of the site."""
        self._digests: dict[str, str] = {}
        """Of the files, as they were told last."""
        self._others: set[str] | None = None
        """Slugs of the articles that may be others since; None: any may."""
        self._index = SearchIndex(
            cache,
            Bodies(
                str(folder),
                self._rules,
                InProcess(),
                lambda: nullcontext(bodies),
                lambda _: None,
            ),
        )

    def outputs(self) -> tuple[str, ...]:
        """List the outputs there are."""
        with self._lock:
            return tuple(f"{INDEX}{path}" for path in self._now())

    def data(self, output: str, states: int) -> bytes | None:
        """
        Give an output of the state of that number; None where there is none.

        Raises:
            StaleError: the site is in another state by now.
        """
        path = output.removeprefix(INDEX)
        with self._lock:
            if states != self._states:
                raise StaleError(output)
            return self._index.data(path) if path in self._now() else None

    def turn_to(self, site: Site) -> bool:
        """Give the index of *site* from now on; tell if it cannot be revised to that."""
        if rules_of(site.settings) != self._rules:
            return False
        with self._lock:
            self._site, self._others = site, None
            self._states = -1  # until it is entered
        return True

    def enter(self, states: int) -> frozenset[str]:
        """Enter the state of that number; list the outputs there were, if it is another."""
        with self._lock:
            if states == self._states:
                return frozenset()
            self._states = states
            return frozenset([f"{INDEX}{path}" for path in self._digests])

    def take(self, slugs: Iterable[str]) -> None:
        """Know that articles with these *slugs* may be others from now on."""
        if self._others is not None:
            self._others |= {*slugs}

    def _now(self) -> dict[str, str]:
        site, others = self._site, self._others
        if others == set():
            return self._digests
        found, facets = None, facets_of(site)
        if others is not None:
            sources, count = sources_at(site, others), len(site.archive.articles)
            found = self._index.digests_after(sources, facets, count)
        self._digests = found or self._index.digests(sources_of(site), facets)
        self._others = set()
        return self._digests
