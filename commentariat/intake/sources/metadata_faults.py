"""What is wrong with a metadata block that is JSON."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, Final

from commentariat.archive.model import MOST_TERMS
from commentariat.errors import Problem
from commentariat.intake.sources.json_positions import JsonPositions, locate_json
from commentariat.intake.sources.keys import CRAWL_KEYS, Metadata, RawKeys
from commentariat.intake.sources.strict_json import (
    DIGIT_LIMIT,
    Decoded,
    line_at,
    show_value,
)
from commentariat.kinds import Kind, Message

DEPTH_LIMIT: Final = 20

_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def judge_block(
    text: str, block: Decoded, source: str, keys: RawKeys
) -> Iterator[Problem]:
    """Find all that is wrong with a block that is JSON."""
    before = text[: block.start].rstrip()
    if before.endswith("[") and begins_line(text, len(before) - 1):
        yield Problem(source, line_at(text, len(before) - 1), Kind.METADATA_LIST.of())
    faults = list(_judge_values(block.values, keys))
    if text.find("\\", block.start, block.end) >= 0:
        faults += _judge_characters(block.values)
    if not (faults or block.is_odd or _is_nested(text, block)):
        return
    positions = locate_json(text, block.start, block.end, DEPTH_LIMIT)
    for key, message in faults:
        line = line_at(text, positions.keys.get(key, block.start))
        yield Problem(source, line, message, key)
    yield from _judge_positions(text, positions, source)


def begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _judge_positions(
    text: str, positions: JsonPositions, source: str
) -> Iterator[Problem]:
    for key, first, again in positions.repeated:
        message = Kind.METADATA_KEY_TWICE.of(show_value(key), line_at(text, first))
        yield Problem(source, line_at(text, again), message)
    for token, at in positions.constants:
        message = Kind.METADATA_CONSTANT.of(token)
        yield Problem(source, line_at(text, at), message)
    for token, at in positions.numbers:
        if len(token) > DIGIT_LIMIT or math.isinf(float(token)):
            found = str(len(token)) if len(token) > DIGIT_LIMIT else token
            message = Kind.METADATA_NUMBER.of(DIGIT_LIMIT, found)
            yield Problem(source, line_at(text, at), message)
    if positions.too_deep is not None:
        yield Problem(
            source,
            line_at(text, positions.too_deep),
            Kind.METADATA_DEEP.of(DEPTH_LIMIT),
        )


def _is_nested(text: str, block: Decoded) -> bool:
    """Whether more brackets stand in the block than a flat one has."""
    brackets = text.count("[", block.start, block.end)
    brackets += text.count("{", block.start, block.end)
    lists = sum(isinstance(value, list) for value in block.values.values())
    return brackets > lists + 1


def _judge_values(values: Metadata, keys: RawKeys) -> Iterator[tuple[str, Message]]:
    """
    Yield the key and the fault of each value of a wrong kind.

    An empty text for an empty list, or the other way round, says the same. Under keys
    that the crawl does not have, one text may stand for a list of it and be in one.
    """
    for key, value in values.items():
        if value in ("", []) or key not in keys.signs:
            continue
        target = keys.targets[key]
        is_list, is_crawl = target in keys.lists, CRAWL_KEYS.get(key) == target
        if isinstance(value, list) and len(value) > MOST_TERMS:
            yield key, Kind.MANY_TERMS.of(MOST_TERMS, key, len(value))
        elif isinstance(value, list) and (is_list or not is_crawl):
            for item in value:
                if keys.text_of(target, item) is None:
                    yield key, Kind.METADATA_ITEM.of(key, show_value(item))
        elif (
            is_list or not isinstance(value, str)
            if is_crawl
            else (keys.texts_of(target, value) is None)
        ):
            row = Kind.NOT_TEXTS if is_list else Kind.NOT_TEXT
            yield key, row.of(key, show_value(value))


def _judge_characters(values: Metadata) -> Iterator[tuple[str, Message]]:
    """Yield the key and the fault of each value with a character no text has."""
    for key, value in values.items():
        unfit = next(filter(None, map(_UNFIT.search, _texts([key, value]))), None)
        if unfit is not None:
            character = ascii(unfit.group())
            yield key, Kind.METADATA_CHARACTER.of(show_value(key), character)


def _texts(value: Any) -> Iterator[str]:
    """Yield every text inside *value*, however deep."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
