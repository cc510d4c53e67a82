"""Names of people as parts: what a citation begins with, and what it shortens."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from commentariat.citations.model import Name

_SUFFIXES: Final = frozenset("jr sr ii iii iv".split())
_PARTICLES: Final = frozenset(
    "af al auf aus av bin bint da dal dalla das de dei del della delle den der des di "
    "do dos du e el een het ibn la las le lo los of op ten ter tot und van vanden vom "
    "von y zu zum zur ’s 's ’t 't".split()
)
"""Small words before a family name that do not count where names are sorted."""
_JOINED: Final = re.compile(
    r"(?:(?:a[^\W\d_]{1,2}|el|ul|аль|эль)[-‑]|[dl]['’])(?=[^\W\d_])"
)
"""The same without a blank behind them: `al-Haddad`, `d’Este`."""
_OF_INSTITUTIONS: Final = frozenset("of for and the on in at & und für et".split())
"""Small words that no person's name holds in its middle."""


@lru_cache(maxsize=16384)
def parse_name(name: str, family: str = "") -> Name:
    """
    Take *name*, as it stands in a line of authors, apart.

    Its *family* name is what an editor says it is; all of it, for an institution. Else
    it is the last word, with the small words before that, `van der Berg`. A name with
    `of` or `and` between its words is an institution's.
    """
    name, family = " ".join(name.split()), " ".join(family.split())
    if family and name.endswith(family):
        given = name[: -len(family)].strip().rstrip(",")
        particle, rest = _part_particle(family.split())
        return Name(rest, given, particle) if given else Name(name)
    rest, suffix = _part_suffix(name)
    words = rest.split()
    is_institution = not _OF_INSTITUTIONS.isdisjoint(words[1:-1])
    if len(words) < 2 or is_institution:
        return Name(name)
    first = next(
        (n for n, word in enumerate(words[1:-1], 1) if word in _PARTICLES),
        len(words) - 1,
    )
    particle, last = _part_particle(words[first:])
    return Name(last, " ".join(words[:first]), particle, suffix)


def _part_suffix(name: str) -> tuple[str, str]:
    """Part `Walter Pruitt, Jr.` into the name and what follows it."""
    head, _, tail = name.rpartition(" ")
    if head.rstrip(",") and tail.rstrip(".").lower() in _SUFFIXES and " " in head:
        return head.rstrip(","), tail
    return name, ""


def _part_particle(words: list[str]) -> tuple[str, str]:
    """Part the *words* of a family name into its particle and the rest."""
    count = 0
    while count < len(words) - 1 and words[count] in _PARTICLES:
        count += 1
    rest = " ".join(words[count:])
    joined = _JOINED.match(rest)
    if joined:
        return " ".join([*words[:count], joined[0]]), rest[joined.end() :]
    return " ".join(words[:count]), rest


def initials(given: str) -> str:
    """Shorten a *given* name: `Jean-Luc K.` is `J.-L. K.`, `Min-jun` is `M.`."""
    return " ".join(map(_initials_of, given.replace(".", ". ").split()))


def _initials_of(word: str) -> str:
    parts = [part for part in word.split("-") if part]
    kept = [f"{one[0]}." for one in parts if not one[0].islower()]
    return "-".join(kept) or f"{word[0]}."
