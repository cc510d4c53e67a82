"""The settings that decide how content files are judged, and the keys that follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import msgspec

from commentariat.archive.model import (
    Key,
    article_keys,
    home_keys,
    item_keys,
    page_keys,
    term_keys,
)
from commentariat.facets import DEFAULT_FACETS, Facet
from commentariat.fields import Field, FieldKind
from commentariat.sections import Section
from commentariat.time_zones import UTC


class Table(msgspec.Struct, frozen=True):
    """The keys that one kind of content file may have."""

    rows: dict[str, Key]
    """By name, in their order."""
    required: tuple[str, ...]


def make_table(keys: Iterable[Key]) -> Table:
    """Make the table of *keys*, which stand in their order."""
    rows = {key.name: key for key in keys}
    return Table(rows, tuple(key.name for key in rows.values() if key.is_required))


def _as_judged(facet: Facet) -> Facet:
    return Facet(
        name=facet.name,
        key=facet.key,
        path=facet.path,
        label="",
        label_one="",
        is_many=facet.is_many,
        main_key=facet.main_key,
        is_of_date=facet.is_of_date,
    )


class Schema(msgspec.Struct, frozen=True, dict=True):
    """
    What a site lets its content files say.

    Two that are equal judge alike: what is remembered of content files holds for as
    long as this does.
    """

    language: str = "en"
    """Of an article that does not name its own."""
    facets: tuple[Facet, ...] = tuple(map(_as_judged, DEFAULT_FACETS))
    """Each with no more than what decides how front matter is judged."""
    timezone: str = UTC
    """Of times that do not say theirs."""
    fields: tuple[Field, ...] = ()
    """Likewise."""
    sections: tuple[Section, ...] = ()
    """Likewise."""
    has_sketches: bool = False
    """Whether articles are sketched, so that others like them are found."""
    homes: tuple[str, ...] = ()
    """Folders of further languages, whose own pages introduce their home pages."""

    @cached_property
    def item_keys(self) -> dict[str, Table]:
        """The keys of an item, by the section that it is of."""
        return {
            one.name: make_table(item_keys(one.name, self.facets, self.fields))
            for one in self.sections
        }

    @cached_property
    def day_fields(self) -> dict[str, str]:
        """Fields that are days by which a section is sorted, by its name."""
        dates = {one.name for one in self.fields if one.kind == FieldKind.DATE}
        return {one.name: one.key for one in self.sections if one.key in dates}

    @cached_property
    def article_keys(self) -> Table:
        """The keys of an article."""
        return make_table(article_keys(self.facets, self.fields))

    @cached_property
    def term_keys(self) -> dict[str, Table]:
        """The keys of a term's file, by the facet that it is of."""
        names = [facet.name for facet in self.facets]
        return {name: make_table(term_keys(name, self.fields)) for name in names}

    @cached_property
    def home_keys(self) -> Table:
        """The keys of what introduces the home page."""
        return make_table(home_keys(self.fields))

    @cached_property
    def page_keys(self) -> Table:
        """The keys of a page of the institution's own."""
        return make_table(page_keys(self.fields))

    def in_order(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Sort the *fields* of an article as they are written; each has a row."""
        order = {name: place for place, name in enumerate(self.article_keys.rows)}
        return {name: fields[name] for name in sorted(fields, key=order.__getitem__)}

    @cached_property
    def main_keys(self) -> tuple[tuple[str, str], ...]:
        """Facets with a key for the main one of an article's terms, and those keys."""
        return tuple((one.name, one.main_key) for one in self.facets if one.main_key)


def _field_as_judged(field: Field) -> Field:
    return Field(field.name, field.kind, on=field.on, is_many=field.is_many)


def make_schema(
    language: str,
    facets: Iterable[Facet],
    timezone: str = UTC,
    fields: Iterable[Field] = (),
    sections: Iterable[Section] = (),
    *,
    has_sketches: bool = False,
    homes: tuple[str, ...] = (),
) -> Schema:
    """Take what decides how content files are judged."""
    judged = tuple(map(_as_judged, facets)), timezone
    kept = [Section(one.name, one.name, "", order=one.order) for one in sections]
    fields = tuple(map(_field_as_judged, fields))
    return Schema(language, *judged, fields, tuple(kept), has_sketches, homes)
