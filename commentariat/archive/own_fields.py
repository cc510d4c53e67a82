"""Values of a site's own fields, put in order."""

from __future__ import annotations

from commentariat.archive.collation import collation_key
from commentariat.archive.dates import DAY, instant_of
from commentariat.fields import FieldKind


def sort_key(kind: FieldKind, value: str, language: str) -> tuple[object, ...]:
    """
    Tell by what *value*, of a field of that *kind*, is put in order among others.

    Words are put as *language* has them. An empty one, of whom says nothing, comes last.
    """
    if not value:
        return (True,)
    if kind == FieldKind.NUMBER:
        return False, float(value)
    if kind == FieldKind.DATE:
        return False, value[:DAY], instant_of(value) if len(value) > DAY else ""
    return False, collation_key(value, language)
