"""Which of several titles is that of the piece, and what of it is the name of its site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from commentariat.archive.text import fold
from commentariat.intake.formats.model import Claim, Told
from commentariat.intake.formats.synonyms import known_target

_ARCHIVE: Final = re.compile(r"(?i)blog ?archiv\w{0,2}\s+(?:[|·•–—»:@-]|::|//)\s+")
"""What WordPress wrote between the name of the site and the title, at first."""
_TITLE_END: Final = re.compile(
    r"\s+(?:[|·•–—»«›‹:@~/-]|::|//|\.::?)\s+|\s*[｜│]\s*|\s*\|\s*|(?<=\w):\s+"
)
_ARCHIVED: Final = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/", re.I)
_LONGEST_MORE: Final = 6
_LEAST_WORD: Final = 4
_MOST_NAMES: Final = 3
"""Names of a site, of its department and its house, that one title may end with."""


def parts_of_title(title: str) -> tuple[str, ...]:
    """Cut a title of a page at its marks; none, where it has no such mark."""
    parts = [one for one in _TITLE_END.split(title) if one.strip()]
    return tuple(parts) if len(parts) > 1 else ()


class Site:
    """What a site is called, and the host where it stands."""

    def __init__(self, names: Iterable[str], address: str) -> None:
        """Know the site by its *names* and by the *address* of one of its pages."""
        self.names = frozenset(fold(one) for one in names) - {""}
        self._host = _host_of(address)
        self._labels = [one for one in self._host.split(".") if one != "www"]

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.names or self._host)

    def is_called(self, words: str) -> bool:
        """Tell whether *words* are its name: as it says itself, or as its host is called."""
        folded = fold(words)
        if folded in self.names:
            return bool(folded)
        bare = folded.replace(" ", "")
        if bare in self._labels[:-1]:
            return True
        return len(bare) > _LEAST_WORD and bare in "".join(self._labels)

    @property
    def host_names(self) -> tuple[str, ...]:
        """The parts of its host that could be its name."""
        return tuple(self._labels[:-1])

    def is_about(self, words: str) -> bool:
        """Tell what is its name or a part of it and a word more: `dimidoblog`."""
        bare = fold(words).replace(" ", "")
        return self.is_called(words) or any(
            bare.startswith(part) and len(bare) - len(part) <= _LONGEST_MORE
            for part in self._labels
            if len(part) >= _LEAST_WORD
        )

    def without(self, title: str) -> str:
        """Take its name off the end, or the beginning, of a page's title."""
        for _ in range(_MOST_NAMES):
            parts = list(_TITLE_END.finditer(title))
            if not parts:
                break
            first, last = parts[0], parts[-1]
            if title[: last.start()].strip() and self._ends(title[last.end() :]):
                title = title[: last.start()]
            elif self.is_called(title[: first.start()]) and title[first.end() :]:
                title = _ARCHIVE.sub("", title[first.end() :])
            else:
                break
        return title

    def _ends(self, words: str) -> bool:
        return self.is_called(words)


def without_site(title: str, site: str) -> str:
    """Take the name of the *site* off the end, or the beginning, of a page's title."""
    return Site((site,), "").without(title)


def site_in_heading(claims: Sequence[Claim], site: Site) -> str:
    """
    Find the heading that names the *site*: empty, where none does.

    It says so itself, or a `<title>` ends or begins with it, and the host is called so.
    """
    for claim in claims:
        if claim.by is not Told.PAGE or known_target(claim.key) != "title":
            continue
        words = fold(claim.texts[0])
        others = [*_titles(claims, Told.META), *_titles(claims, Told.OPEN_GRAPH)]
        if words in site.names and any(fold(one) != words for one in others):
            return claim.texts[0]
        if not words or not site.is_about(words):
            continue
        for title in _titles(claims, Told.META):
            for end in _TITLE_END.finditer(title):
                if words in (fold(title[end.end() :]), fold(title[: end.start()])):
                    return claim.texts[0]
    return ""


def _host_of(address: str) -> str:
    """Give the host of *address* as it is compared with names: letters, digits, points."""
    kept = _ARCHIVED.sub("", address)
    if kept != address and "://" not in kept:
        kept = f"http://{kept}"
    try:
        host = urlsplit(kept).hostname or ""
    except ValueError:
        return ""
    return ".".join(fold(part).replace(" ", "") for part in host.split("."))


def _titles(claims: Sequence[Claim], by: Told) -> list[str]:
    return [
        one.texts[0]
        for one in claims
        if one.by is by and one.texts and known_target(one.key) == "title"
    ]


def is_of_another(heading: Claim, claims: Sequence[Claim], site: Site) -> bool:
    """
    Tell a heading of something beside the piece, such as a call for gifts.

    Two tellers agree then on a title that is not the name of the *site*, and no teller
    says one that has a word in common with the heading.
    """
    words = {one for one in fold(heading.texts[0]).split() if len(one) >= _LEAST_WORD}
    told = [
        {fold(one) for one in _titles(claims, by) if not site.is_called(one)} - {""}
        for by in (Told.JSON_LD, Told.OPEN_GRAPH, Told.META)
    ]
    if not words or any(
        not words.isdisjoint(one.split()) for ones in told for one in ones
    ):
        return False
    for number, ones in enumerate(told):
        others = set[str]().union(*told[number + 1 :])
        if any(one in other or other in one for one in ones for other in others):
            return True
    return False


def part_agreed(title: str, claims: Sequence[Claim], site: Site) -> str:
    """
    Give the part of a heading that two tellers say is the whole title.

    What a house writes before it, such as a label, stands in their titles nowhere.
    """
    told = [
        {fold(site.without(one)) for one in _titles(claims, by)}
        for by in (Told.JSON_LD, Told.OPEN_GRAPH, Told.META)
    ]
    ends = list(_TITLE_END.finditer(title))
    for end in ends:
        for part in (title[end.end() :], title[: end.start()]):
            if fold(part) and sum(fold(part) in ones for ones in told) > 1:
                return part
    return title
