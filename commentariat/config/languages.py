"""Settings that are said in several languages, and what they are in one of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from commentariat.config.rows import (
    FIELD_SETTINGS,
    OWN_FACET_SETTINGS,
    SECTION_SETTINGS,
    SETTINGS,
    Setting,
    SettingShape,
)
from commentariat.interface.catalog import ENGLISH
from commentariat.judge import join_key
from commentariat.kinds import Kind, Message
from commentariat.language_tags import LANGUAGE_TAG

_TABLES = {
    "facets": OWN_FACET_SETTINGS,
    "sections": SECTION_SETTINGS,
    "fields": FIELD_SETTINGS,
}
"""Settings that are tables of tables, and the rows of these."""


class Said(msgspec.Struct, frozen=True):
    """A table of settings as one language has it."""

    table: Mapping[str, Any]
    places: Mapping[str, str]
    """Of settings that have one value a language, the keys of those that were taken."""
    borrowed: Mapping[str, str]
    """
    In which language values are that another was asked for, by their keys.

    Names, `title` and `institution`, that are said once are of all languages.
    """
    faults: tuple[tuple[str, Message], ...]
    """What is wrong with such tables, by their keys."""

    def find_line(self, find: Callable[[str], int]) -> Callable[[str], int]:
        """Let *find* tell the lines of values where they stand."""
        return lambda path: find(self._place_of(path))

    def _place_of(self, path: str) -> str:
        for begin, place in self.places.items():
            if path == begin or path.startswith((f"{begin}.", f"{begin}[")):
                return place + path[len(begin) :]
        return path


def languages_of(table: Mapping[str, Any]) -> tuple[str, ...]:
    """List the languages of a site as its *table* of settings has them, unjudged."""
    listed = table.get("languages")
    if isinstance(listed, list):
        found = [one for one in listed if isinstance(one, str)]
        if found:
            return tuple(dict.fromkeys(found))
    one = table.get("language")
    return (one,) if isinstance(one, str) and one else (ENGLISH,)


def say_settings(
    table: Mapping[str, Any], language: str, languages: tuple[str, ...]
) -> Said:
    """
    Take of a *table* what it says in *language*, one of those of the site.

    A setting that has one value a language has that of the first where it has none.
    """
    found = _Found({}, {}, [], language, languages)
    values = found.take(table, SETTINGS, "")
    for name, rows in _TABLES.items():
        inner = table.get(name)
        if isinstance(inner, dict):
            values[name] = {
                one: found.take(row, rows, f"{name}.{one}")
                if isinstance(row, dict)
                else row
                for one, row in inner.items()
            }
    return Said(values, found.places, found.borrowed, tuple(found.faults))


class _Found(msgspec.Struct):
    """What is found on the way."""

    places: dict[str, str]
    borrowed: dict[str, str]
    faults: list[tuple[str, Message]]
    language: str
    languages: tuple[str, ...]

    def take(
        self, table: Mapping[str, Any], rows: Sequence[Setting], path: str
    ) -> dict[str, Any]:
        values = dict(table)
        for name, row in _said(rows, table):
            value, key = table[name], join_key(path, name)
            if row.shape is SettingShape.LABELS and isinstance(value, dict):
                values[name] = {
                    code: self._choose(one, join_key(key, code))
                    for code, one in value.items()
                }
            else:
                values[name] = self._choose(value, key, is_name=row.is_name)
        if self.language != self.languages[0]:
            for name in (row.name for row in rows if row.is_left_out):
                said = table.get(name, "")
                if not isinstance(said, dict) or self.language not in said:
                    values[name] = ""
        return values

    def _choose(self, value: object, key: str, *, is_name: bool = False) -> object:
        """Choose the value of the language, where there is a table of them."""
        if not isinstance(value, dict) or not self._is_by_language(value):
            if not is_name:
                self._note(key, self.languages[0])
            return value
        for tag in value:
            if tag not in self.languages:
                listed = ", ".join(self.languages)
                message = Kind.NOT_OF_LANGUAGES.of(listed, key, tag)
                self.faults.append((join_key(key, tag), message))
        for tag in (self.language, self.languages[0]):
            if tag in value:
                self.places[key] = join_key(key, tag)
                self._note(key, tag)
                return value[tag]
        if not any(key == where.rpartition(".")[0] for where, _ in self.faults):
            self.faults.append((key, Kind.NOT_SAID_FIRST.of(key, self.languages[0])))
        return [] if isinstance(next(iter(value.values()), ""), list) else ""

    def _note(self, key: str, tag: str) -> None:
        if tag != self.language:
            self.borrowed[key] = tag

    def _is_by_language(self, value: Mapping[str, object]) -> bool:
        """Tell whether *value* may be meant by language, and is no entry of a menu."""
        is_named = any(tag in self.languages for tag in value)
        return is_named or all(map(LANGUAGE_TAG.fullmatch, value.keys() - {"url"}))


def _said(
    rows: Iterable[Setting], table: Mapping[str, Any]
) -> Iterator[tuple[str, Setting]]:
    """Find the settings in *table* that languages may say."""
    for row in rows:
        if row.is_said and row.name in table:
            yield row.name, row
