"""Items of sections in the order of their section."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from commentariat.archive.collation import collation_key
from commentariat.archive.model import Item
from commentariat.archive.own_fields import sort_key
from commentariat.fields import Field, FieldKind, fields_on
from commentariat.sections import DATE, TITLE, Section

_NONE = ("",)


def sort_items(
    section: Section, items: Iterable[Item], fields: Iterable[Field]
) -> tuple[Item, ...]:
    """
    Sort *items* as their *section* says; those that say nothing of it stand last.

    By a field that is a day, what is to come stands before what is past, and either
    begins with what is nearest; the other way, the latest stands first.
    """
    own = fields_on(fields, section.name)
    kind = next((one.kind for one in own if one.name == section.key), FieldKind.DATE)
    found = sorted(items, key=lambda item: (_title(item), item.slug, item.source))
    asked = [item for item in found if _value(section, item)]
    silent = [item for item in found if not _value(section, item)]
    asked.sort(key=partial(_key, section, kind), reverse=section.is_reversed)
    if is_cut(section, own):
        past = [item for item in asked if item.is_past]
        asked = [*(item for item in asked if not item.is_past), *past[::-1]]
    return (*asked, *silent)


def is_cut(section: Section, fields: Iterable[Field]) -> bool:
    """Tell whether *section* shows apart what is to come, by one of its *fields*."""
    days = {one.name for one in fields if one.kind == FieldKind.DATE}
    return section.key in days and not section.is_reversed


def _title(item: Item) -> str:
    return collation_key(item.title, item.language)


def _value(section: Section, item: Item) -> str:
    """Give what *item* says of that by which its *section* is sorted."""
    if section.key == DATE:
        return item.date and item.date + item.time
    if section.key == TITLE:
        return item.title
    return item.fields.get(section.key, _NONE)[0]


def _key(section: Section, kind: FieldKind, item: Item) -> tuple[object, ...]:
    if section.key == TITLE:
        return (_title(item),)
    if section.key == DATE:
        return item.date, item.instant
    return sort_key(kind, _value(section, item), item.language)
