"""Texts of raw files made fit for one line of front matter."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from commentariat.intake.formats.escape import fold_spaces, without_unshowable

_SHORT: Final = 100
"""Characters of a text that is a name or a title, which come again and again."""


def clean(text: str) -> str:
    """Fold white space in *text*, and leave out characters that cannot be shown."""
    return _clean_short(text) if len(text) <= _SHORT else _clean(text)


def _clean(text: str) -> str:
    if text.isprintable() and "  " not in text:  # nearly always
        return text.strip()
    return fold_spaces(without_unshowable(text))


_clean_short = lru_cache(maxsize=8192)(_clean)


def clean_all(values: Any) -> tuple[str, ...]:
    """Clean the texts among *values*: none is empty, and none stands twice."""
    is_listed = isinstance(values, list | tuple)
    if not is_listed and (isinstance(values, str) or not isinstance(values, Iterable)):
        return ()
    cleaned = (clean(value) for value in values if isinstance(value, str))
    return tuple(dict.fromkeys(filter(None, cleaned)))
