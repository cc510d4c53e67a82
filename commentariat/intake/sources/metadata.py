"""Where the JSON block of a raw file stands, and what it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Set
from itertools import islice
from typing import Any, Final

import msgspec

from commentariat.errors import Problem, SourceError, raise_all
from commentariat.intake.sources.json_positions import locate_json
from commentariat.intake.sources.keys import DEFAULT_KEYS, Metadata, RawKeys
from commentariat.intake.sources.metadata_faults import (
    DEPTH_LIMIT,
    begins_line,
    judge_block,
)
from commentariat.intake.sources.strict_json import (
    Decoded,
    decode_json,
    line_at,
    show_value,
    word_fault,
)
from commentariat.kinds import Kind

_CANDIDATE_LIMIT: Final = 16  # so that a file of nothing but braces ends soon

_OBJECT_START: Final = re.compile(r'\{(?=\s*+["}])')
_LINE_OBJECT: Final = re.compile(r"^[^\S\n]*+\{", re.MULTILINE)
_LINE_LIST: Final = re.compile(r"^[^\S\n]*+\[", re.MULTILINE)
_FIRST_KEY: Final = re.compile(r'\{\s*+"([^"\\\n]{1,60})"\s*+:')
_KEY: Final = re.compile(r"[\"“”„'‘’]([^\W\d_]{2,60})[\"“”'’][^\S\n]*+[:：]")
_CLOSING: Final = re.compile(r"^[^\S\n]*+(?:\}|\][^\S\n]*+,?[^\S\n]*+$)", re.MULTILINE)


class NoMetadataError(SourceError):
    """The text holds no metadata block, nor what is left of one."""


class MetadataBlock(msgspec.Struct, frozen=True):
    """The JSON block: `text[start:end]`, decoded."""

    start: int
    end: int
    values: Metadata


def find_metadata(
    text: str, source: str, keys: RawKeys = DEFAULT_KEYS
) -> MetadataBlock:
    """
    Find and decode the JSON block of a raw file, which has one of *keys*.

    The block is found by decoding, not by lines: in some layouts the text is
    glued to its closing brace, in others it stands on one line. It is the first
    object with a key that only such a block has, so that a brace in the lead-in does
    not pass for it; else the first with any key that tells something. Unknown keys
    are kept.

    Raises:
        NoMetadataError: no block, and no trace of one.
        SourceError: a broken one, a second one, or wrong values.
    """
    block = _decode_block(text, source, keys)
    signs = frozenset(keys.signs)
    known = keys.targets.keys() if signs.isdisjoint(block.values) else signs
    seconds = _find_second(text, block, source, known)
    raise_all([*judge_block(text, block, source, keys), *seconds])
    return MetadataBlock(block.start, block.end, block.values)


def _decode_block(text: str, source: str, keys: RawKeys) -> Decoded:
    """Decode the first candidate that is a metadata block."""
    refused: list[int] = []
    signs, all_known = frozenset(keys.signs), keys.targets.keys()
    likely: Decoded | None = None
    broken: int | None = None
    end = 0
    for match in islice(_OBJECT_START.finditer(text), _CANDIDATE_LIMIT):
        start = match.start()
        if start < end:
            continue  # a part of an object that is something else
        decoded = _try_decode(text, start)
        if decoded is not None:
            if not signs.isdisjoint(decoded.values):
                return decoded
            if likely is None and not all_known.isdisjoint(decoded.values):
                likely = decoded
            end = decoded.end
        elif broken is None and begins_line(text, start):
            broken = start
        refused.append(start)
        if _has_known_key(text, start, signs):
            break  # this is the block, and it is broken
    else:
        if likely is not None:
            if broken is None:
                return likely
            raise SourceError(_explain_refusal(text, broken, source))
    problem = _explain_absence(text, refused, source, all_known)
    if problem is not None:
        raise SourceError(problem)
    absent = Problem(source, 1, Kind.NO_METADATA.of())
    raise (SourceError if _has_trace(text, signs) else NoMetadataError)(absent)


def _try_decode(text: str, start: int) -> Decoded | None:
    try:
        return decode_json(text, start)
    except (ValueError, RecursionError):
        return None


def _has_known_key(text: str, start: int, known: Set[str]) -> bool:
    key = _FIRST_KEY.match(text, start)
    return key is not None and key[1] in known


def _has_trace(text: str, signs: Set[str]) -> bool:
    """Whether a key or the end of a block is left whose beginning is lost."""
    if _CLOSING.search(text):
        return True
    return any(match[1] in signs for match in _KEY.finditer(text))


def _explain_absence(
    text: str, refused: list[int], source: str, known: Set[str]
) -> Problem | None:
    """Say why none of the objects in *text* is the metadata block; None: there are none."""
    ours = (at for at in reversed(refused) if _has_known_key(text, at, known))
    start = next(ours, None)
    if start is not None:
        return _explain_refusal(text, start, source)
    for listed in islice(_LINE_LIST.finditer(text), _CANDIDATE_LIMIT):
        decoded = _try_decode(text, listed.end() - 1)
        if decoded is not None and not _is_mark(decoded.values):
            line = line_at(text, listed.end() - 1)
            return Problem(source, line, Kind.METADATA_LIST.of())
    start = next((at for at in refused if begins_line(text, at)), None)
    if start is not None:
        return _explain_refusal(text, start, source)
    begun = _LINE_OBJECT.search(text)
    if begun is not None:
        return _explain_refusal(text, begun.end() - 1, source)
    return None


def _is_mark(values: Any) -> bool:
    """Whether a list is the mark of a note, as `[1]` is."""
    return bool(values) and all(isinstance(one, int) for one in values)


def _explain_refusal(text: str, start: int, source: str) -> Problem:
    try:
        values = decode_json(text, start).values
    except json.JSONDecodeError as fault:
        place, reason = word_fault(text, fault)
        message = Kind.METADATA_NOT_JSON.of(reason)
        return Problem(source, line_at(text, place), message)
    except RecursionError:
        deep = locate_json(text, start, len(text), DEPTH_LIMIT).too_deep
        return Problem(
            source, line_at(text, deep or start), Kind.METADATA_DEEP.of(DEPTH_LIMIT)
        )
    found = ", ".join(show_value(key) for key in islice(values, 3)) or "none"
    return Problem(source, line_at(text, start), Kind.METADATA_KEYS.of(found))


def _find_second(
    text: str, block: Decoded, source: str, known: Set[str]
) -> Iterator[Problem]:
    """Find the metadata of a second article in the same file."""
    if text.find("{", block.end) < 0:
        return
    candidates = _LINE_OBJECT.finditer(text, block.end)
    for match in islice(candidates, _CANDIDATE_LIMIT):
        start = match.end() - 1
        if _has_known_key(text, start, known):
            line = line_at(text, start)
            yield Problem(source, line, Kind.SECOND_METADATA.of())
            return
