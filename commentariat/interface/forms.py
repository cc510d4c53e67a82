"""What a translation must have of what it translates: placeholders and tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from commentariat.kinds import Kind, Message

NUMBER: Final = "num"
"""The placeholder of the number, which a form for one number may say in a word."""
_PLACEHOLDER: Final = re.compile(r"%(?:%|\((\w+)\)s)")
_TAG: Final = re.compile(r"<[^<>]*>?")


def judge_forms(
    message: str, plural: str, forms: Sequence[str]
) -> Iterator[tuple[int, Message]]:
    """
    Find what is wrong with the *forms* that translate *message* and its *plural*.

    Words may be put into a page as HTML, so that tags must be those of the English, which
    nobody else can have written. Each fault stands beside the place of its form.
    """
    names = _names(message) | _names(plural)
    tags = sorted(_TAG.findall(message))
    for place, form in enumerate(forms):
        if "%" in _PLACEHOLDER.sub("", form):
            yield place, Kind.WORDS_PERCENT.of(form)
            continue
        found = _names(form)
        if plural and NUMBER in names:
            found.add(NUMBER)
        if found != names:
            wanted, had = (
                _list(f"%({name})s" for name in one) for one in (names, found)
            )
            yield place, Kind.CATALOG_PLACEHOLDERS.of(wanted, message, had)
        if (others := sorted(_TAG.findall(form))) != tags:
            wanted = f"the tags {_list(tags)}" if tags else "no tags"
            yield place, Kind.CATALOG_TAGS.of(wanted, message, _list(others))


def _names(words: str) -> set[str]:
    return {name for name in _PLACEHOLDER.findall(words) if name}


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "none"
