"""The facets of an archive: a row each, with all in which one differs from another."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import msgspec

TOPICAL: Final = "CollectionPage"
"""What a term is that says what pieces are about, and is nothing by itself."""


class Order(StrEnum):
    """How the index of a facet is sorted."""

    NAME = "name"
    PERSON = "person"
    """By last names, under letters."""
    NEWEST = "newest"


class Cut(StrEnum):
    """Into which periods the articles of a term are cut; the undated are one more."""

    YEARS = "by year"
    MONTHS = "by month"


class Summary(msgspec.Struct, frozen=True):
    """What the page of a term says of itself to search engines, as catalogs have it."""

    one: str
    """Where it has one article."""
    more: str


class Facet(msgspec.Struct, frozen=True):
    """One way of looking at the archive: a row of the table of facets."""

    name: str
    key: str
    """In front matter, where articles name its terms."""
    path: str
    """Folder of its pages, and of its term files under content/."""
    label: str
    """Plural, as the heading of its index."""
    label_one: str
    is_many: bool = True
    """An article may have several of its terms, which stand in a list."""
    main_key: str = ""
    """Key that names the first among an article's terms; they need not list it."""
    is_of_date: bool = False
    """Its terms are the years of the date under `key`; the undated have one, too."""
    labels: dict[str, str] = {}
    """How terms are shown that articles name by a code, by that code."""
    slugged: dict[str, str] = {}
    """What their addresses are made of, where a site in several languages shows others."""
    has_feed: bool = False
    is_fixed: bool = False
    """Only terms that have a term file may be used."""
    is_person: bool = False
    has_pages: bool = True
    """Without, articles name its terms, and nothing leads to them."""
    is_in_menu: bool = True
    """The navigation leads to its index."""
    order: Order = Order.NAME
    cut: Cut = Cut.YEARS
    schema: str = TOPICAL
    """What a term is in the vocabulary of schema.org."""
    summary: Summary = Summary(
        "%(num)s article on %(term)s in the archive of %(site)s",
        "%(num)s articles on %(term)s in the archive of %(site)s",
    )
    foot: int = 1
    """Place of its group under an article's text; 0: none, equals as the rows stand."""
    home: int = 0
    """How many of its terms the home page lists: those with the most articles."""
    shelf: int = 0
    """
    Place among the facets of which the home page shows articles by term, the first that
    has terms being taken; 0: never.
    """
    is_with_people: bool = False
    """
    Pages of people, and of the terms of all facets with this, name the terms that most
    often stand beside them.
    """
    label_others: str = ""
    """Heading over others of a term's own facet: `Co-authors`."""
    has_spellings: bool = False
    """Pages of its terms say how else their names are written."""
    is_in_order: bool = False
    """The articles of a term are parts, which are read from the first on."""
    is_step: bool = False
    """May be the step between home and an article; the first that has a term is."""


def make_facet(name: str, label: str, label_one: str, **more: Any) -> Facet:
    """Make a row; key and path are *name*, unless *more* says otherwise."""
    return Facet(
        **({"name": name, "key": name, "path": name} | more),
        label=label,
        label_one=label_one,
    )


SEARCHED: Final = ("q", "from", "to", "sort")
"""What an address of a search says besides facets, by their names."""

# What differs where terms are people.
PERSON: Final[dict[str, Any]] = {
    "is_person": True,
    "order": Order.PERSON,
    "schema": "Person",
}

# Those whose terms pages show in places of their own.
AUTHORS: Final = "authors"
CENTERS: Final = "centers"
REGIONS: Final = "regions"
SERIES: Final = "series"
TYPES: Final = "types"

UNDATED: Final = "undated"

DEFAULT_TYPES: Final = {
    "article": "Article",
    "book": "Book",
    "collection": "Collection",
    "commentary": "Commentary",
    "event": "Event",
    "legacyinthemedia": "In The Media",
    "other": "Other",
    "paper": "Paper",
    "podcast": "Podcast",
    "pressRelease": "Press Release",
    "qa": "Q&A",
    "research": "Research",
    "testimony": "Testimony",
    "brief": "Brief",
}

DEFAULT_FACETS: Final = (
    make_facet(
        AUTHORS, "Authors", "Author", has_feed=True, foot=0,
        **PERSON, is_with_people=True, label_others="Co-authors",
        summary=Summary(
            "%(num)s article by %(term)s in the archive of %(site)s",
            "%(num)s articles by %(term)s in the archive of %(site)s",
        ),
    ),
    make_facet(
        CENTERS, "Centers", "Center", has_feed=True, main_key="primary_center",
        schema="Organization", foot=2, shelf=3,
    ),
    make_facet(
        REGIONS, "Regions", "Region", has_feed=True, shelf=2, is_with_people=True,
        label_others="Other regions",
    ),
    make_facet(
        "topics", "Topics", "Topic", has_feed=True, shelf=1, is_with_people=True,
        label_others="Other topics",
    ),
    make_facet("programs", "Programs", "Program"),
    make_facet("projects", "Projects", "Project"),
    make_facet(
        SERIES, "Series", "Series", is_many=False, has_feed=True, foot=0, is_step=True,
        is_in_order=True,
    ),
    make_facet("collections", "Collections", "Collection"),
    make_facet(
        TYPES, "Types", "Type", key="type", is_many=False, labels=DEFAULT_TYPES, foot=0
    ),
    make_facet(
        "years", "Years", "Year", key="date", is_many=False, is_of_date=True, foot=0,
        labels={UNDATED: "Undated"}, order=Order.NEWEST, cut=Cut.MONTHS, is_step=True,
        summary=Summary(
            "%(num)s article in the archive of %(site)s: %(term)s",
            "%(num)s articles in the archive of %(site)s: %(term)s",
        ),
    ),
)  # fmt: skip
