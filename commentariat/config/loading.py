"""Settings read: where they stand, and on which lines."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from commentariat.archive.conflicts import find_conflicts
from commentariat.archive.folders import INTERFACE
from commentariat.archive.text import plain_text
from commentariat.config.judging import judge_settings
from commentariat.config.model import (
    SETTINGS_FILE,
    Settings,
)
from commentariat.disk import read_whole
from commentariat.errors import (
    Problem,
    SourceError,
    near_match,
    not_utf8,
    raise_all,
    unreadable,
)
from commentariat.hooks.names import HOOKS_FILE
from commentariat.interface.catalog import NO_WORDS, Kept, OwnWords
from commentariat.judge import find_line, join_key
from commentariat.kinds import Kind, Message

_TABLE = "tool.commentariat"
_LARGEST = 4 * 2**20  # bytes of settings


def load_settings(
    site: Path,
    base_url: str | None = None,
    *,
    has_hooks: bool = True,
    kept: Kept | None = None,
) -> Settings:
    """
    Read the settings of the site in the folder *site*, its words, and find its hooks.

    Where it *has hooks* that are not to be known, they are left out; tables of words may
    be *kept* from before.

    Raises:
        SourceError: no settings, values that are not of their kind, catalogs at fault, or
            hooks that no Python could run.
    """
    words, faults = _own_words(site, kept)
    try:
        settings = parse_settings(_read(site), base_url, words)
    except SourceError as fault:
        raise SourceError(*fault.problems, *faults) from None
    raise_all(faults)
    if not has_hooks or not os.path.lexists(site / HOOKS_FILE):
        return settings
    from commentariat.hooks.scan import find_hooks  # most sites have none

    return msgspec.structs.replace(settings, hooks=find_hooks(site))


def _own_words(site: Path, kept: Kept | None) -> tuple[OwnWords, tuple[Problem, ...]]:
    if not os.path.isdir(site / INTERFACE):
        return NO_WORDS, ()
    from commentariat.interface.own import read_own_words  # most sites have none

    try:
        return read_own_words(site, kept), ()
    except SourceError as fault:
        return NO_WORDS, fault.problems


def _read(site: Path) -> str:
    path = site / SETTINGS_FILE
    if path.exists() and not path.is_file():
        raise _fault(Kind.NO_FILE.of())
    try:
        text: str = plain_text(read_whole(path, _LARGEST).decode("utf-8"))
    except FileNotFoundError:
        raise _fault(Kind.NO_SETTINGS.of(site)) from None
    except UnicodeDecodeError as fault:
        raise SourceError(not_utf8(SETTINGS_FILE, fault)) from None
    except OSError as fault:
        raise SourceError(unreadable(SETTINGS_FILE, fault)) from None
    return text


def _fault(message: Message, line: int = 0) -> SourceError:
    return SourceError(Problem(SETTINGS_FILE, line, message))


def parse_settings(
    text: str, base_url: str | None = None, words: OwnWords = NO_WORDS
) -> Settings:
    """
    Judge the settings in the TOML *text* of a site with *words*; a *base_url* given wins.

    Raises:
        SourceError: with every fault that was found, in the order of lines.
    """
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:  # also huge numbers, deep nesting
        from commentariat.config.toml_slips import find_slip  # only where it is wrong

        raise_all(find_conflicts(text, SETTINGS_FILE))
        line = getattr(fault, "lineno", 0) or _find_fault(text, str(fault))
        slip = find_slip(text, line)
        line, message = slip or (line, Kind.NOT_TOML.of(fault))
        raise _fault(message, line) from None
    tool = document.get("tool")
    table = tool.get("commentariat") if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        raise _no_table(text, document)
    if base_url is not None:
        table = table | {"base_url": base_url}
    return judge_settings(
        table, SETTINGS_FILE, lambda path: line_of_setting(text, path), words
    )


def _no_table(text: str, document: dict[str, Any]) -> SourceError:
    """Say that the table of the settings is missing, and what may be meant for it."""
    from commentariat.config.toml_lines import toml_lines  # only where all is not well

    tables = {key: one for key, one in document.items() if isinstance(one, dict)}
    inner = (f"{key}.{name}" for key, one in tables.items() for name in one)
    names = {one.casefold(): one for one in (*tables, *inner)}
    near = near_match(_TABLE, names, 0.75)
    if not near or names[near] == _TABLE:
        return _fault(Kind.NO_SETTINGS_TABLE.of())
    line = find_line(toml_lines(text), names[near])
    return _fault(Kind.NO_SETTINGS_NEAR.of(names[near]), line)


def line_of_setting(text: str, path: str) -> int:
    """Tell the line of *text* on which the setting *path* stands, as `menu[1].url`."""
    from commentariat.config.toml_lines import toml_lines  # only where all is not well

    return find_line(toml_lines(text), join_key(_TABLE, path))


def _find_fault(text: str, fault: str) -> int:
    """
    Find the line of the *fault* that a reader of TOML has with *text*.

    Readers before Python 3.14 do not tell it but in words. They read from the start,
    so the fault is in the first line with which the beginning of *text* has the same;
    it is at the end where it is another one as soon as there is more.
    """
    lines = text.split("\n")
    first, last = 1, len(lines)
    if _fault_of(f"{text}\n=") != fault:
        return last
    while first < last:
        middle = (first + last) // 2
        if _fault_of("\n".join([*lines[:middle], ""])) == fault:
            last = middle
        else:
            first = middle + 1
    return first


def _fault_of(text: str) -> str:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        return str(fault)
    return ""
