"""Names of authors, as sources write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from commentariat.archive.text import fold
from commentariat.intake.formats.model import Told

_INVERTED: Final = (Told.HIGHWIRE, Told.DUBLIN_CORE)
"""Vocabularies in which a person is `Family, Given`."""
_GENERATIONS: Final = frozenset("jr sr ii iii iv md phd esq ed eds".split())
_BY: Final = re.compile(r"(?:by|von|par|por|автор(?:ы)?:?|автори?:?)\s+", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://|/")
_NAMED_BY_AND: Final = re.compile(r"\s*(?:;|\||\s(?:and|und|et|y|и|та|و)\s|\s&\s)\s*")
_HOST: Final = re.compile(r"[\w-]{2,}\.[a-z]{2,4}(?![\w.])|\bwww\.|\[at\]")
"""In what is no person’s name."""


def read_authors(texts: Sequence[str], by: Told, site: str = "") -> tuple[str, ...]:
    """
    Read names of authors, in their order.

    A name may hold a comma: in vocabularies of libraries it parts family and given
    name; elsewhere a list of people in one text has semicolons, bars, or "and" in it.
    """
    found: list[str] = []
    for text in texts:
        text = _BY.sub("", text, count=1) if _BY.match(text) else text
        if _ADDRESS.match(text) or "@" in text or _is_of_site(text, by):
            continue  # a profile, not a name
        for name in _NAMED_BY_AND.split(text):
            found += _turn(name.strip(" ,"), by)
    # A site may be called by who writes it, where readers see it signed so.
    nobody = _NOBODY if by is Told.PAGE else _NOBODY | {fold(site)}
    return tuple(
        dict.fromkeys(name for name in found if name and fold(name) not in nobody)
    )


_NOBODY: Final = frozenset(
    "admin|administrator|webmaster|editor|no author|unknown|anonymous|guest|user|root"
    "|staff|author".split("|")
)
"""Names of logins, and of nobody."""


def _is_of_site(text: str, by: Told) -> bool:
    return by is not Told.RECORD and _HOST.search(text) is not None


def _turn(name: str, by: Told) -> list[str]:
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and parts[1].strip(". ").lower() in _GENERATIONS:
        return [name]
    if len(parts) == 2 and by in _INVERTED:
        return [f"{parts[1]} {parts[0]}"]
    if len(parts) > 1 and by not in _INVERTED and all(" " in part for part in parts):
        return parts  # several people, each with two names at least
    return [name]
