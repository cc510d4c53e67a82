"""
Authorities that number people, institutions, places and things: a row each.

A key of a term's file is called as its row. What stands there may be the number alone
or the whole address, as people copy it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import msgspec

from commentariat.kinds import Kind, Row

_SPELLED: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""The digits of ROR, by Crockford: letters that look like others are none."""


class Authority(msgspec.Struct, frozen=True):
    """A row of the table: how its numbers look, which are sound, where they lead."""

    key: str
    """Of front matter, and the field of a term's file that keeps it."""
    label: str
    """What it is called; a name, and the same in every language."""
    address: str
    """What stands before the number in the address of its record."""
    written: re.Pattern[str]
    """What people write; its groups, joined, are the number."""
    joint: str
    """What the groups are joined with."""
    is_sound: Callable[[str], bool]
    """Tells whether the check digits of a number fit the others."""
    doubt: Row
    """What is asked where they do not."""
    fold: Callable[[str], str] = str.upper
    """Gives its letters as the authority writes them."""

    def plain(self, written: str) -> str:
        """Give the number that is *written* so or as an address; empty: it is none."""
        found = self.written.fullmatch(written.strip())
        number = self.fold(self.joint.join(found.groups())) if found else ""
        return number if number and self.is_sound(number) else ""

    def url(self, number: str) -> str:
        """Give the address of the record with this *number*."""
        return self.address + number


def _is_iso_7064(number: str) -> bool:
    """Tell whether the last of sixteen digits fits the others by ISO 7064, MOD 11-2."""
    total = 0
    *digits, last = [one for one in number if one.isalnum()]
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    value = (12 - total) % 11
    return last == ("X" if value == 10 else str(value))


def _is_ror(number: str) -> bool:
    """Tell whether the last two digits of a ROR fit the others by ISO 7064, MOD 97-10."""
    value = 0
    for letter in number[:-2]:
        value = value * 32 + _SPELLED.index(letter)
    return int(number[-2:]) == 98 - value * 100 % 97


def _is_any(number: str) -> bool:
    return bool(number)


def _pattern(before: str, number: str) -> re.Pattern[str]:
    begin = rf"(?:(?:https?://)?(?:www\.)?{before}/)?"
    return re.compile(rf"{begin}{number}/?", re.ASCII | re.IGNORECASE)


_FOURS = r"(\d{4})[- ]?(\d{4})[- ]?(\d{4})[- ]?(\d{3}[\dXx])"

AUTHORITIES: Final = (
    Authority(
        "orcid",
        "ORCID iD",
        "https://orcid.org/",
        _pattern(r"orcid\.org", _FOURS),
        "-",
        _is_iso_7064,
        Kind.NOT_ORCID,
    ),
    Authority(
        "isni",
        "ISNI",
        "https://isni.org/isni/",
        _pattern(r"isni\.org(?:/isni)?", rf"(?:ISNI:? ?)?{_FOURS}"),
        "",
        _is_iso_7064,
        Kind.NOT_ISNI,
    ),
    Authority(
        "ror",
        "ROR",
        "https://ror.org/",
        _pattern(r"ror\.org", r"(0[0-9a-hj-km-np-tv-z]{6}[0-9]{2})"),
        "",
        _is_ror,
        Kind.NOT_ROR,
        str.lower,
    ),
    Authority(
        "wikidata",
        "Wikidata",
        "https://www.wikidata.org/wiki/",
        _pattern(r"wikidata\.org/(?:wiki|entity)", r"(Q[1-9]\d{0,11})"),
        "",
        _is_any,
        Kind.NOT_WIKIDATA,
    ),
    Authority(
        "geonames",
        "GeoNames",
        "https://www.geonames.org/",
        _pattern(r"(?:sws\.)?geonames\.org", r"([1-9]\d{0,11})(?:/[\w.-]*)?"),
        "",
        _is_any,
        Kind.NOT_GEONAMES,
    ),
)
"""By the order in which pages name them."""
