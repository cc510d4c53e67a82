"""What a site asks of whoever makes its search index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from commentariat.search.model import FacetTerms, Source


class SearchFiles(Protocol):
    """Makes the files of the index, and remembers what they were made of."""

    def within(self, prefix: str) -> SearchFiles:
        """Give what makes those of a further language, kept with these by its *prefix*."""
        ...

    @property
    def is_anew(self) -> bool:
        """Whether all files were made anew where there had been some."""
        ...

    def digests(
        self, sources: Iterable[Source], facets: Sequence[FacetTerms]
    ) -> Mapping[str, str]:
        """Tell the digest of every file, by its path below the folder of the index."""
        ...

    def digests_after(
        self,
        sources: Mapping[str, Source | None],
        facets: Sequence[FacetTerms],
        count: int,
    ) -> Mapping[str, str] | None:
        """
        Tell the same where *sources*, by their slugs, alone may be others.

        There are *count* articles in all. What is None is none of them. None: it is
        not so, or not known.
        """
        ...

    def data(self, path: str) -> bytes:
        """Give a file of those of which digests were told last."""
        ...

    def remembered(self) -> Mapping[str, str] | None:
        """Tell the digests of what is remembered, if it is of the state of the site."""
        ...

    def keep(self, state: str) -> bool:
        """
        Remember for the next time what there is now, in this *state* of the site.

        Tells whether all was what it was said to be; else nothing is remembered.
        """
        ...
