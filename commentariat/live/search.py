"""The search index of a site in memory: made once it is asked for, and as of now."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from pathlib import Path

from commentariat.engine.executors import InProcess
from commentariat.engine.markup_rules import rules_of
from commentariat.engine.searching import Bodies, SearchIndex
from commentariat.live.bodies import LiveBodies
from commentariat.site.search_documents import facets_of, sources_of
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
        self._lock = threading.Lock()
        self.states = 0
        """Counts the states of the site."""
        self._digests: dict[str, str] | None = None
        self._index = SearchIndex(
            cache,
            Bodies(
                str(folder),
                rules_of(site.settings),
                InProcess(),
                lambda: nullcontext(bodies),
                lambda _: None,
            ),
        )

    def outputs(self) -> tuple[str, ...]:
        """List the outputs there are."""
        with self._lock:
            return tuple(f"{INDEX}{path}" for path in self._now())

    def data(self, output: str) -> bytes | None:
        """Give an output; None where there is none."""
        path = output.removeprefix(INDEX)
        with self._lock:
            return self._index.data(path) if path in self._now() else None

    def enter(self, states: int) -> frozenset[str]:
        """Enter the state of that number; list the outputs there were, if it is another."""
        if states == self.states:
            return frozenset()
        found, self._digests, self.states = self._digests, None, states
        return frozenset([f"{INDEX}{path}" for path in found or ()])

    def _now(self) -> dict[str, str]:
        if self._digests is None:
            site = self._site
            self._digests = self._index.digests(sources_of(site), facets_of(site))
        return self._digests
