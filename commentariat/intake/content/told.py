"""What raw metadata tell, as front matter has it; what does not fit is kept aside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from commentariat.archive.dates import midnight, parse_date
from commentariat.archive.judge import fits
from commentariat.archive.model import Key, Shape
from commentariat.archive.schema import Schema
from commentariat.archive.text import UNSHOWABLE, fold
from commentariat.fields import FieldKind
from commentariat.intake.content.cleaning import clean, clean_all
from commentariat.intake.formats.escape import escape_paragraph
from commentariat.intake.pages.model import Reading
from commentariat.intake.phrases.days import read_day
from commentariat.intake.sources.keys import CODE, Metadata, RawKeys, is_of
from commentariat.time_zones import UTC

_WORDS: Final = (Shape.TEXT, Shape.TEXTS)
"""Shapes that any words have."""
_TIMED: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}[0-9:.]*(\S*)"
)


class ToldFields(msgspec.Struct, frozen=True):
    """What metadata tell, by key of front matter."""

    texts: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    unfit: frozenset[str]
    """Keys of the metadata whose values no key of front matter takes."""


def take_told(reading: Reading, keys: RawKeys, schema: Schema) -> ToldFields:
    """Take of the metadata in *reading* what keys of front matter can have."""
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    left = list(reading.untold)
    for target, said in reading.told.items():
        key = schema.article_keys.rows[target]
        found = clean_all(said)
        if key.shape not in _WORDS:
            written = [_as_written(key, text, schema.timezone) for text in found]
            found = tuple(dict.fromkeys(written))
        if not all(found):
            left += feeding(target, reading, keys)
        elif target in keys.lists:
            lists[target] = found
        elif found:
            texts[target] = found[0]
    return ToldFields(texts, lists, frozenset(left))


def _as_written(key: Key, text: str, timezone: str) -> str:
    """Write *text* as the value of *key*; empty where it cannot be that."""
    if key.shape == Shape.MOMENT or is_of(key, FieldKind.DATE):
        return _read_moment(text, timezone) or read_date(text)
    if key.shape == Shape.DATE:
        return read_date(text)
    if is_of(key, FieldKind.MARKDOWN):
        return escape_paragraph(text)
    is_list = key.own.is_many if key.own else key.shape == Shape.ADDRESSES
    return text if fits(key, [text] if is_list else text) else ""


def read_date(text: str) -> str:
    """Read a date as metadata have it, with a time or without; empty where it is none."""
    timed = _TIMED.fullmatch(text)
    return read_day(timed[1] if timed else text)


def _read_moment(text: str, timezone: str) -> str:
    """
    Read a day with its time; empty where nothing tells of which zone that is.

    The midnight with which a day begins in *timezone* says no more than the day.
    """
    timed = _TIMED.fullmatch(text)
    if timed is None or (timed[2] == "" and timezone == UTC):
        return ""
    moment = parse_date(text, timezone)
    is_day = moment and moment == midnight(timed[1], timezone)
    return "" if is_day else moment


def feeding(target: str, reading: Reading, keys: RawKeys) -> Iterable[str]:
    """List the keys of the metadata in *reading* that speak of *target*."""
    if reading.feeds:
        return reading.feeds.get(target, ())
    return keys.feeding(target, reading.metadata)


def take_codes(metadata: Metadata, keys: RawKeys) -> dict[str, tuple[str, ...]]:
    """Take the codes of the page."""
    names = keys.feeding(CODE, metadata)
    found = {name: clean_all(_as_list(metadata[name])) for name in names}
    return {name: codes for name, codes in found.items() if codes}


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def take_extra(
    reading: Reading, keys: RawKeys, told: ToldFields, counting: Mapping[str, str]
) -> dict[str, Any]:
    """Keep what no key takes, and what tells of a key another thing than *counting*."""
    kept = {*told.unfit, *_find_unused(told, counting, reading, keys)}
    extra: dict[str, Any] = {}
    for key, value in reading.metadata.items():
        if key not in kept:
            continue
        name = clean(key) or "?"
        while name in extra:
            name += "?"
        extra[name] = _extra_value(value)
    return extra


def _find_unused(
    told: ToldFields, counting: Mapping[str, str], reading: Reading, keys: RawKeys
) -> list[str]:
    """List the keys of the metadata that tell of a key another thing than *counting*."""
    return [
        name
        for target, text in counting.items()
        if text and target in told.texts and fold(told.texts[target]) != fold(text)
        for name in feeding(target, reading, keys)
    ]


def _extra_value(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [clean(item) for item in value]
    written = json.dumps(value, ensure_ascii=False)
    return UNSHOWABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
