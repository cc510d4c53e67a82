"""Who made a picture or a chart, and who published a piece before."""

from __future__ import annotations

import re
from typing import Final

from commentariat.intake.phrases.wordlists import word_set

_CREDIT: Final = re.compile(
    r"(?:Photo|Image|Picture|Credit|Photo credit|Image credit|Photograph|Фото|الصورة)"
    r"(?:\s?[:：]\s*| by )\S.*|\((?:Photo|Image|Picture|Photograph) by .*\)",
    re.IGNORECASE,
)
_LONGEST_CREDIT: Final = 160
_LONGEST_AGENCY: Final = 40
# What the source of a chart is, and no outlet: it stands in the body.
_OF_CHART: Final = re.compile(
    r"[Cc]alculation|[Ee]stimate|[Cc]ompil|\bdata\b|\bdatabase\b|[Aa]uthors?[’']|\.$"
)
_OUTLET_ENDS: Final = ("Inc.", "Co.", "Ltd.", "U.S.", "D.C.")
_AGENCIES: Final = word_set(
    "getty ap afp reuters istock istockphoto shutterstock flickr wikimedia alamy epa "
    "tass xinhua unsplash images image photo photos picture pictures"
)


def is_credit(line: str) -> bool:
    """Whether a line names the source of a picture in other words than `Source:`."""
    if len(line) > _LONGEST_CREDIT:
        return False
    words = _words(line) if len(line) < _LONGEST_AGENCY else ()
    is_agency = bool(words) and _AGENCIES.issuperset(words)
    return is_agency or _CREDIT.fullmatch(line) is not None


def names_outlet(source: str) -> bool:
    """Whether a source may have published the piece: not one of a chart's data."""
    return source.endswith(_OUTLET_ENDS) or _OF_CHART.search(source) is None


def names_agency(source: str) -> bool:
    """Whether a source is one of pictures, not of articles."""
    return not _AGENCIES.isdisjoint(_words(source))


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", text.casefold()) if word]
