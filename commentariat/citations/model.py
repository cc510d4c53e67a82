"""What a reference is made of: the words of the Citation Style Language."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import msgspec


class Name(msgspec.Struct, frozen=True, gc=False):
    """Who wrote a piece; an institution, or who has one name, has only `family`."""

    family: str
    given: str = ""
    particle: str = ""
    """What stands before the family name and is not sorted by: `van der`, `al-`."""
    suffix: str = ""

    @property
    def surname(self) -> str:
        """The family name with its particle."""
        return join_particle(self.particle, self.family)


def join_particle(particle: str, family: str) -> str:
    """Put a *particle* before a *family* name: `van der Berg`, `al-Haddad`."""
    if not particle or particle[-1] in "-’'":
        return particle + family
    return f"{particle} {family}"


class Reference(msgspec.Struct, frozen=True, gc=False):
    """
    All that a citation can say of a piece; what is not known is empty.

    Texts have no line ends, and no white space around them.
    """

    id: str
    type: str
    """One of `forms.FORMS`, in the words of the Citation Style Language."""
    title: str
    url: str
    authors: tuple[Name, ...] = ()
    issued: str = ""
    """ISO date, of a day, a month or a year."""
    container: str = ""
    """The site, the outlet or the journal that it stands in."""
    publisher: str = ""
    series: str = ""
    genre: str = ""
    """What the institution calls its kind: `Policy Brief`."""
    number: str = ""
    volume: str = ""
    pages: str = ""
    """A range, `11-29`; or how many there are, of what is not part of another."""
    doi: str = ""
    isbn: str = ""
    issn: str = ""
    language: str = ""

    @property
    def is_english(self) -> bool:
        """Tell whether it is in English, as what says no language is."""
        return self.language in ("en", "") or self.language.startswith("en-")

    @property
    def year(self) -> str:
        """The year of it; empty for an undated one."""
        return self.issued[:4]

    @property
    def address(self) -> str:
        """Where it is found: the resolver of its DOI, or its page."""
        return doi_url(self.doi) or self.url


def doi_url(doi: str) -> str:
    """
    Give the address that resolves *doi*; empty where there is none.

    Old ones hold signs that end an address, or mean something else in it.
    """
    return f"https://doi.org/{quote(doi, safe=_SAFE)}" if doi else ""


_SAFE: Final = "/:;()!$&'*+,=@~"
"""Signs besides letters, digits, `-`, `.` and `_` that a path has as they are."""
