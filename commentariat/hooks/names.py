"""The names that the program looks for in `hooks.py`, a row each."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

HOOKS_FILE: Final = "hooks.py"


class HookShape(StrEnum):
    """What stands under a name; it is judged by `hooks.judging`."""

    FUNCTIONS = "functions"
    """A mapping of names to functions."""
    VALUES = "values"
    """A mapping of names to whatever they stand for."""
    ROWS = "rows"
    """A list of rows."""
    FUNCTION = "function"


class HookUse(StrEnum):
    """What is made by what a name sets: made anew where hooks are others."""

    TEMPLATES = "templates"
    """What templates are filled with."""
    BODIES = "bodies"
    """What bodies are converted with."""
    RECORDS = "records"
    """What decides what is known of a content file."""
    INTAKE = "intake"
    """What raw files are read by."""


class HookName(msgspec.Struct, frozen=True):
    """One name: a row of the table of them."""

    name: str
    shape: HookShape
    uses: tuple[HookUse, ...]
    """None where nothing is made by it."""
    meaning: str
    """What the program does with it, as the docs say it."""


_S, _U = HookShape, HookUse
HOOK_NAMES: Final = (
    HookName("FILTERS", _S.FUNCTIONS, (_U.TEMPLATES,), "filters of templates"),
    HookName("GLOBALS", _S.VALUES, (_U.TEMPLATES,), "what every template knows"),
    HookName(
        "MARKDOWN_EXTENSIONS",
        _S.ROWS,
        (_U.BODIES,),
        "extensions of Markdown for bodies",
    ),
    HookName(
        "SHORTCODES",
        _S.FUNCTIONS,
        (_U.BODIES, _U.RECORDS),  # what they come to may lead somewhere
        "what `{{< name >}}` in bodies comes to",
    ),
    HookName("SOURCES", _S.ROWS, (_U.INTAKE,), "raw files of other endings"),
    HookName("LAYOUTS", _S.ROWS, (_U.INTAKE,), "layouts of raw files"),
    HookName(
        "REPAIRS",
        _S.ROWS,
        (_U.INTAKE,),
        "rules by which texts of raw files are repaired",
    ),
    HookName(
        "fields", _S.FUNCTION, (_U.RECORDS,), "values of own fields, of an article"
    ),
    HookName("after_build", _S.FUNCTION, (), "what is done when a build has ended"),
)
KNOWN: Final = {row.name: row for row in HOOK_NAMES}


def _used_in(*uses: HookUse) -> tuple[str, ...]:
    return tuple([row.name for row in HOOK_NAMES if not set(uses).isdisjoint(row.uses)])


IN_TEMPLATES: Final = _used_in(HookUse.TEMPLATES)
IN_BODIES: Final = _used_in(HookUse.BODIES)
IN_RECORDS: Final = _used_in(HookUse.RECORDS)
IN_INTAKE: Final = _used_in(HookUse.INTAKE)
IN_PAGES: Final = _used_in(HookUse.TEMPLATES, HookUse.BODIES)
