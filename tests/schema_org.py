"""
Structured data judged by what schema.org itself says of its classes and properties.

`fixtures/schema_org.json` holds that of its release, of the classes and properties that
pages tell: what a class is more specific than, what a property is of, what it takes. A
property that is not in it is a fault, so that nobody adds one without looking it up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_TABLE = json.loads(
    (Path(__file__).parent / "fixtures/schema_org.json").read_text(encoding="utf-8")
)
_CLASSES: dict[str, list[str]] = _TABLE["classes"]
_PROPERTIES: dict[str, dict[str, list[str]]] = _TABLE["properties"]
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")
_ROLE = "Role"
_INPUT = "-input"
"""Ends the annotation of a property that says what an action is to be given for it."""


@cache
def with_broader(name: str) -> frozenset[str]:
    """Give the class and all that it is a more specific kind of."""
    return frozenset({name}).union(*map(with_broader, _CLASSES.get(name, ())))


def faults_of(node: dict[str, Any], path: str = "") -> Iterator[str]:
    """Tell what of *node* schema.org does not know, or of another class, or otherwise."""
    kind = node.get("@type")
    if kind not in _CLASSES:
        yield f"{path or 'node'}: {kind!r} is no known class"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        where = f"{path}{kind}.{name}"
        row = _PROPERTIES.get(name.removesuffix(_INPUT))
        if row is None:
            yield f"{where}: no known property"
        elif with_broader(kind).isdisjoint(row["of"]):
            yield f"{where}: a property of {row['of']} alone"
        else:
            takes = ["Text"] if name.endswith(_INPUT) else row["takes"]
            for one in value if isinstance(value, list) else [value]:
                yield from _value_faults(one, takes, where)
            if value in ("", [], {}):
                yield f"{where}: says nothing"


def _value_faults(value: Any, takes: list[str], where: str) -> Iterator[str]:
    if isinstance(value, dict) and value.get("@type") == _ROLE:
        # It stands between a property and its value, which it has under the same name.
        name = where.rpartition(".")[2]
        told = {key: one for key, one in value.items() if key != name}
        yield from faults_of(told, f"{where} > ")
        yield from _value_faults(value.get(name), takes, f"{where} > {_ROLE}.{name}")
    elif isinstance(value, dict):
        yield from faults_of(value, f"{where} > ")
        if with_broader(value.get("@type", "")).isdisjoint(takes):
            yield f"{where}: takes {takes}, found {value.get('@type')!r}"
    elif not any(_is_of(value, kind) for kind in takes):
        yield f"{where}: takes {takes}, found {value!r}"


def _is_of(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "Boolean"
    if isinstance(value, int | float):
        return kind in ("Number", "Integer") and (
            kind == "Number" or isinstance(value, int)
        )
    if kind == "Text":
        return True
    if kind in ("Date", "DateTime"):
        return bool((_DATE if kind == "Date" else _MOMENT).fullmatch(value))
    # What takes a thing takes the address that stands for it.
    is_address = urlsplit(value).scheme in ("http", "https")
    return is_address and kind not in ("Integer", "Number", "Boolean", "Time")
