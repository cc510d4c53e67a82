"""Which of several titles is that of the piece, and what of it is the name of its site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from commentariat.archive.text import fold
from commentariat.intake.formats.model import Claim, Told
from commentariat.intake.formats.synonyms import known_target

_ARCHIVE: Final = re.compile(r"(?i)blog ?archiv\w{0,2}\s+(?:[|·•–—»:@-]|::|//)\s+")
"""What WordPress wrote between the name of the site and the title, at first."""
_TITLE_END: Final = re.compile(r"\s+(?:[|·•–—»:@-]|::|//)\s+")


def site_in_heading(claims: Sequence[Claim], address: str) -> str:
    """
    Find the heading that names the site where the page has no other: empty, if it does not.

    A `<title>` ends or begins with it, and the host is called so.
    """
    host = _host_of(address)
    for claim in claims if host else ():
        if claim.by is not Told.PAGE or known_target(claim.key) != "title":
            continue
        words = fold(claim.texts[0])
        name = words.replace(" ", "")
        if not name or not (name in host or _is_about(name, host)):
            continue
        for title in _titles(claims, Told.META):
            for end in _TITLE_END.finditer(title):
                if words in (fold(title[end.end() :]), fold(title[: end.start()])):
                    return claim.texts[0]
    return ""


def _is_about(name: str, host: str) -> bool:
    """Tell a name that is a part of a host and a word more: `dimidoblog` of `dimido.de`."""
    return any(
        name.startswith(part) and len(name) - len(part) <= _LONGEST_MORE
        for part in host.split(".")
        if len(part) >= _LEAST_WORD
    )


_LONGEST_MORE: Final = 6


def _host_of(address: str) -> str:
    """Give the host of *address* as it is compared with names: letters, digits, points."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return ".".join(fold(part).replace(" ", "") for part in host.split("."))


def _titles(claims: Sequence[Claim], by: Told) -> list[str]:
    return [
        one.texts[0]
        for one in claims
        if one.by is by and one.texts and known_target(one.key) == "title"
    ]


_LEAST_WORD: Final = 4


def is_of_another(heading: Claim, claims: Sequence[Claim]) -> bool:
    """
    Tell a heading of something beside the piece, such as a call for gifts.

    Two tellers agree then on a title with which it has no word in common.
    """
    words = {one for one in fold(heading.texts[0]).split() if len(one) >= _LEAST_WORD}
    told = [
        {fold(one) for one in _titles(claims, by)} - {""}
        for by in (Told.JSON_LD, Told.OPEN_GRAPH, Told.META)
    ]
    for number, ones in enumerate(told):
        for one in ones:
            others = set[str]().union(*told[number + 1 :])
            if words.isdisjoint(one.split()) and any(
                one in other or other in one for other in others
            ):
                return bool(words)
    return False


def without_site(title: str, site: str) -> str:
    """Take the name of the site off the end, or the beginning, of a page's title."""
    parts = list(_TITLE_END.finditer(title))
    if parts and fold(title[parts[-1].end() :]) == fold(site):
        return title[: parts[-1].start()]
    if parts and fold(title[: parts[0].start()]) == fold(site):
        return _ARCHIVE.sub("", title[parts[0].end() :])
    return title
