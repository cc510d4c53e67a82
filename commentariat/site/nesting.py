"""How the institution's own pages lie within each other, as the folders of their files do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commentariat.archive.archive import Archive
from commentariat.archive.bundles import place_of_page
from commentariat.archive.collation import collation_key
from commentariat.archive.model import PageFile


class Nesting:
    """
    The *pages* of an archive, as they lie within each other.

    `pages/about/team.md` lies within the page of `pages/about.md`, or of
    `pages/about/index.md`; where there is neither, within what that would lie in.
    """

    def __init__(self, pages: Iterable[PageFile], language: str) -> None:
        self._language = language
        self._by_place = {place_of_page(page.source): page for page in pages}
        self._below: dict[str, list[PageFile]] = {}
        for page in self._by_place.values():
            outer = next(self._around(page), None)
            if outer is not None and page.path:
                self._below.setdefault(outer.source, []).append(page)

    def above(self, page: PageFile) -> tuple[PageFile, ...]:
        """List the pages that *page* lies within, the outermost first."""
        return tuple(self._around(page))[::-1]

    def below(self, page: PageFile) -> tuple[PageFile, ...]:
        """List the pages that lie right within *page*, in their order."""
        return self.in_order(self._below.get(page.source, ()))

    def in_order(self, pages: Iterable[PageFile]) -> tuple[PageFile, ...]:
        """Sort *pages* that are siblings: by `order`, then by their titles."""
        return tuple(sorted(pages, key=self._key))

    def _key(self, page: PageFile) -> tuple[object, ...]:
        order, language = page.order, page.language or self._language
        title = collation_key(page.title, language, self._language)
        return order is None, order or 0, title, page.path

    def _around(self, page: PageFile) -> Iterator[PageFile]:
        """Yield the pages that *page* lies within, the nearest first, but the home page."""
        place = place_of_page(page.source)
        while place := place.rpartition("/")[0]:
            outer = self._by_place.get(place)
            if outer is not None and outer.path:
                yield outer


def flat_paths(archive: Archive) -> dict[str, str]:
    """
    Name the pages that lie in folders by their names alone, as far as one is meant.

    Such was their address before pages came to nest.
    """
    found: dict[str, str | None] = {}
    for page in archive.pages:
        if page.path not in ("", f"{page.slug}/"):
            known = found.setdefault(page.slug, page.path)
            found[page.slug] = page.path if known == page.path else None
    return {slug: path for slug, path in found.items() if path}
