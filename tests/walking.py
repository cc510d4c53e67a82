"""Values of structs tried in other forms, field by field, whatever fields there are."""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from commentariat.archive.model import Shape, article_keys
from commentariat.config import Schemed

Value = TypeVar("Value", bound=msgspec.Struct)

# Fields that hold a date or nothing, in whatever struct.
_DATED = {"date", *(
    key.field or key.name for key in article_keys(())
    if key.shape in (Shape.DATE, Shape.MOMENT)
)}  # fmt: skip
DATES = ("2019-03-04", "2021-03-12", "2021-05-01", "2022-07-09")
_FORMS = {
    **dict.fromkeys(_DATED, ("2021-03-03", "", *DATES)),
    "date": ("2021-03-03", "", "2021-05", "2021", *DATES),
    "until": ("2023-06", "", "2021-03-12", "2022", "2022-05-01T12:00:00Z"),
    "time": ("T06:00:00+09:00", "T23:30:00Z", ""),
    "instant": ("2021-03-02T21:00:00Z", ""),
    "doi": ("10.5555/a", "10.5555/b", ""),
    "license": ("CC-BY-4.0", "CC0-1.0", ""),
    "family": ("Lindqvist", "Mara Lindqvist", ""),
    "pdf": ("files/talk.mp3", "https://x.test/a.pdf", ""),
    "url": ("https://a.test/a", "https://a.test/b", ""),
    "timezone": ("Asia/Tokyo", "America/New_York", "UTC"),
}
"""What fields hold that cannot hold just any text; the first where they are filled."""
_LISTS = {"exports": (("csv",), ("llms", "jsonl"), ("epub", "csv", "llms"), ())}
"""The same of fields that hold several of these."""
_COLORS = (
    Schemed(light="#0b6e4f"), Schemed(dark="#8fd9bd"),
    Schemed(light="#0b6e4f", dark="#8fd9bd"), Schemed(),
)  # fmt: skip
_SCHEMED = {"accent": _COLORS, "paper": _COLORS}
"""The same of colors, for light pages and dark ones."""


def filled(kind: type[Value], **given: Any) -> Value:
    """Make a *kind* in which every field that is not *given* holds something."""
    hints = typing.get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        if field.name not in given:
            given[field.name] = _example(hints[field.name], field.name)
    return kind(**given)


def _example(kind: Any, name: str) -> Any:
    """Make a value of *kind* that says the *name* of its field."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _example(arguments[0], name)
    if origin is tuple:
        return (_example(arguments[0], name),)
    if origin is dict:
        return {name: _example(arguments[1], name)}
    if issubclass(kind, enum.Enum):
        return next(iter(kind))
    if issubclass(kind, msgspec.Struct):
        return filled(kind)
    text = _FORMS[name][0] if name in _FORMS else f"Some {name}"
    made = {str: text, bool: False, int: 1, bytes: b""}
    return made[kind]


def variations(value: Any, name: str = "") -> Iterator[Any]:
    """Give *value* of the field *name* in other forms, each in one thing another."""
    match value:
        case bool():
            yield not value
        case enum.Enum():
            yield from (one for one in type(value) if one is not value)
        case int():
            yield value + 1
        case str() if name in _FORMS:
            yield from (form for form in _FORMS[name] if form != value)
        case str():
            yield f"{value} x" if value else "x"
            if value:
                yield ""
        case bytes():
            yield value + b"x"
        case tuple() if name in _LISTS:
            yield from (one for one in _LISTS[name] if one != value)
        case tuple():
            yield from _tuples(value)
        case dict():
            yield from _tables(value)
        case Schemed() if name in _SCHEMED:
            yield from (one for one in _SCHEMED[name] if one != value)
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from field_variations(value, name)


def field_variations(value: Value, name: str) -> Iterator[Value]:
    """Give *value* with the field *name* in other forms; gone, where it may be."""
    held = getattr(value, name)
    for other in variations(held, name):
        yield msgspec.structs.replace(value, **{name: other})
    if held is not None and _may_be_none(type(value), name):
        yield msgspec.structs.replace(value, **{name: None})


def _may_be_none(kind: type[msgspec.Struct], name: str) -> bool:
    return types.NoneType in typing.get_args(typing.get_type_hints(kind)[name])


def _tuples(values: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for place, value in enumerate(values):
        rest = (*values[:place], *values[place + 1 :])
        yield rest
        for other in variations(value):
            yield (*values[:place], other, *values[place + 1 :])
    if len(set(map(repr, values))) > 1:
        yield values[::-1]


def _tables(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key, value in table.items():
        yield {name: held for name, held in table.items() if name != key}
        for other in variations(value):
            yield table | {key: other}
