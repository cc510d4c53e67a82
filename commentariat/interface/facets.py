"""What the table of facets says, in the words of a catalog."""

from __future__ import annotations

from typing import Protocol

import msgspec

from commentariat.facets import Facet


class Finds(Protocol):
    """Finds words, as a catalog does."""

    def form(self, context: str, message: str) -> str: ...


def say_facet(facet: Facet, words: Finds) -> Facet:
    """Say the row of a *facet* that the program has by itself in *words*."""
    return msgspec.structs.replace(
        facet,
        label=words.form("facet", facet.label),
        label_one=words.form("facet, one term", facet.label_one),
        label_others=facet.label_others and words.form("facet", facet.label_others),
        labels={
            code: words.form(facet.name, label) for code, label in facet.labels.items()
        },
    )
