"""Sources that a site's own hooks bring: files of other endings, made text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import msgspec

from commentariat.errors import Problem, raise_all
from commentariat.hooks.loading import open_hooks
from commentariat.hooks.model import HookFile
from commentariat.hooks.names import HOOKS_FILE
from commentariat.hooks.running import HookError
from commentariat.intake.sources.decode import decode_raw
from commentariat.kinds import Kind, Message

RAW_ENDING: Final = ".txt"
_SOURCES: Final = "SOURCES"
_FORM: Final = re.compile(r"(?:\.[a-z0-9]+)+")


class Source(msgspec.Struct, frozen=True):
    """How files of an ending become the text of a raw file, metadata and all."""

    ending: str
    """In small letters, as `.htm`."""
    read: Callable[[bytes], str]


@lru_cache(maxsize=2)
def sources_of(file: HookFile) -> tuple[Source, ...]:
    """
    Give the sources that hooks bring.

    Raises:
        SourceError: hooks fail, or what they give is no source.
    """
    if not file.has(_SOURCES):
        return ()
    hooks = open_hooks(file)
    found: dict[str, Source] = {}
    faults: list[Message] = []
    for number, row in enumerate(hooks.rows(_SOURCES)):
        is_text = isinstance(row, Source) and isinstance(row.ending, str)
        if not (is_text and _FORM.fullmatch(row.ending)):
            expected = "a Source of commentariat.api with an ending as '.htm'"
            faults.append(Kind.HOOK_ROW.of(expected, _SOURCES, number, repr(row)[:60]))
        elif row.ending in found or row.ending == RAW_ENDING:
            message = Kind.HOOK_ROW_NAME.of(row.ending, f"{_SOURCES}[{number}]")
            faults.append(message)
        else:
            read = hooks.runner.guard(row.read, f"{_SOURCES} {row.ending}")
            found[row.ending] = Source(row.ending, read)
    line = hooks.line(_SOURCES)
    raise_all(Problem(HOOKS_FILE, line, message) for message in faults)
    return tuple(found.values())


def endings_of(file: HookFile) -> tuple[str, ...]:
    """List the endings of raw files."""
    return (RAW_ENDING, *(one.ending for one in sources_of(file)))


def text_of(data: bytes, path: str, file: HookFile) -> str:
    """
    Give the text of the raw file at *path*, whose bytes are *data*.

    Raises:
        SourceError: it is none, or hooks fail to make one of it.
    """
    name = path.lower()
    for one in sources_of(file):
        if name.endswith(one.ending):
            made = one.read(data)
            if not isinstance(made, str):
                what = f"{_SOURCES} {one.ending}"
                message = Kind.HOOK_TEXT.of(what, repr(made)[:60], path)
                line = file.lines.get(_SOURCES, 0)
                raise HookError(Problem(HOOKS_FILE, line, message))
            return decode_raw(made.encode("utf-8", "replace"), path)
    return decode_raw(data, path)
