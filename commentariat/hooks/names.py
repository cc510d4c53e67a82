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


class HookName(msgspec.Struct, frozen=True):
    """One name: a row of the table of them."""

    name: str
    shape: HookShape
    meaning: str
    """What the program does with it, for the docs and for whoever misspells it."""


HOOK_NAMES: Final = (
    HookName("FILTERS", HookShape.FUNCTIONS, "filters of templates"),
    HookName("GLOBALS", HookShape.VALUES, "what every template knows"),
    HookName(
        "MARKDOWN_EXTENSIONS", HookShape.ROWS, "extensions of Markdown for bodies"
    ),
    HookName(
        "SHORTCODES", HookShape.FUNCTIONS, "what `{{< name >}}` in bodies comes to"
    ),
    HookName("SOURCES", HookShape.ROWS, "raw files of other endings"),
    HookName("LAYOUTS", HookShape.ROWS, "layouts of raw files"),
    HookName(
        "REPAIRS", HookShape.ROWS, "rules by which texts of raw files are repaired"
    ),
    HookName("fields", HookShape.FUNCTION, "values of own fields, of an article"),
    HookName("after_build", HookShape.FUNCTION, "what is done when a build has ended"),
)
KNOWN: Final = {row.name: row for row in HOOK_NAMES}
IN_TEMPLATES: Final = ("FILTERS", "GLOBALS")
"""What templates are filled with."""
IN_BODIES: Final = ("MARKDOWN_EXTENSIONS", "SHORTCODES")
"""What bodies are converted with."""
IN_RECORDS: Final = ("SHORTCODES", "fields")
"""What decides what is known of a content file."""
IN_INTAKE: Final = ("SOURCES", "LAYOUTS", "REPAIRS")
"""What raw files are read by."""
IN_PAGES: Final = (*IN_TEMPLATES, *IN_BODIES)
