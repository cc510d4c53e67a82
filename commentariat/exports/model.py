"""What is taken along of a site, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec

from commentariat.archive.archive import Term, names_in
from commentariat.archive.folders import raw_path
from commentariat.archive.model import Article, ContentFile, Item, PageFile
from commentariat.disk import read_stretches
from commentariat.errors import Problem, SourceError, unreadable
from commentariat.exports.gathered import Gathered
from commentariat.kinds import Kind
from commentariat.site.site import Site

One = TypeVar("One")
_STEP = 64  # pieces from one word of progress to the next


class Export(msgspec.Struct, frozen=True):
    """What is taken along: some articles with the terms that they name, or all there is."""

    site: Site
    folder: str
    """Of the site."""
    articles: tuple[Article, ...]
    """In the order of the archive; none that is withdrawn or held back."""
    chosen: tuple[Term, ...]
    """The terms by which they were chosen; none: all of them are taken along."""
    html: Callable[[ContentFile], str]
    """Converts the body of a content file, with links as the site has them."""
    portable: Callable[[ContentFile, str], str]
    """The same with whole addresses, of the page at an address."""
    file: Callable[[str], bytes | None]
    """Reads a file of the site as it is published, by its whole address."""
    published: tuple[tuple[str, str], ...]
    """Files that are passed through, or made of such: outputs, and their digests."""
    progress: Callable[[str, int, int], None]
    files: tuple[str, ...] = ()
    """Paths of files that are published, or that published ones are made of."""
    known: frozenset[str] = frozenset()
    """Paths from the site of all sources that there are."""
    outputs: tuple[str, ...] = ()
    """Files of the site as it was built; none, where nobody asks for them."""
    output: Callable[[str], bytes] = lambda _: b""
    """Reads one of them."""
    is_for_spreadsheets: bool = False
    """Cells that a spreadsheet would take for a formula are made texts."""

    is_for_readers: bool = False
    """They have what pages show, and not what editors and import keep for themselves."""
    gathered: Gathered | None = None
    """Its records, where they were read already."""

    @property
    def is_whole(self) -> bool:
        """Whether all that is public is taken along."""
        return not self.chosen

    @property
    def terms(self) -> Iterator[Term]:
        """Give the terms of it, by facet and slug; periods are none."""
        archive = self.site.archive
        for facet in archive.facets:
            if facet.is_of_date:
                continue
            if self.is_whole:
                found = {
                    one
                    for one in archive.terms[facet.name].values()
                    if one.articles or one.file or one.items
                }
            else:
                known = archive.names[facet.name]
                named = (name for one in self.articles for name in names_in(one, facet))
                found = {known[name] for name in named if name in known}
            listed = filter(self.is_named, found)
            yield from sorted(listed, key=lambda term: term.slug)

    def is_named(self, term: Term) -> bool:
        """Tell whether *term* may be named where nobody has looked for it."""
        is_listed = term.file is None or not term.file.is_unlisted
        return is_listed or not self.is_for_readers

    @property
    def items(self) -> Iterator[Item]:
        """Give what sections have, where all is taken along."""
        for items in self.site.archive.items.values() if self.is_whole else ():
            yield from filter(self._is_listed, items)

    @property
    def pages(self) -> Iterator[PageFile]:
        """Give the institution's own pages, and what introduces sections, likewise."""
        if self.is_whole:
            introductions = self.site.archive.introductions
            of_sections = [introductions[name] for name in sorted(introductions)]
            pages = (*self.site.archive.pages, *of_sections)
            yield from filter(self._is_listed, pages)

    def _is_listed(self, file: PageFile | Item) -> bool:
        """Tell whether it may be named where nobody has looked for it."""
        return file.is_indexed or not self.is_for_readers

    @property
    def raw(self) -> list[str]:
        """Name the raw files that the articles were made from, by their paths from the site."""
        # What holds several items holds also what is not public.
        named = (raw_path(raw.file) for one in self.articles for raw in one.raw)
        return sorted({path for path in named if path in self.known})

    def stretches(self, path: str) -> Iterator[bytes]:
        """
        Read a source by its path from the site, a stretch after the other.

        Raises:
            SourceError: it cannot be read, or its name leads elsewhere on some systems.
        """
        if "\\" in path:
            raise SourceError(Problem(path, 0, Kind.BACKSLASH_NAME.of()))
        try:
            yield from read_stretches(f"{self.folder}/{path}")
        except OSError as fault:
            raise SourceError(unreadable(path, fault)) from None

    def watched(self, found: Sequence[One], stage: str) -> Iterator[One]:
        """Give what was *found*, and tell how far it is with what is called *stage*."""
        total = len(found)
        for done, one in enumerate(found):
            if done % _STEP == 0:
                self.progress(stage, done, total)
            yield one
        self.progress(stage, total, total)
