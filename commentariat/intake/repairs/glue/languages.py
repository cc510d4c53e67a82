"""The languages in which glued words are looked for."""

from __future__ import annotations

from functools import cache

from commentariat.intake.repairs.glue.english import make_english
from commentariat.intake.repairs.glue.language import Language
from commentariat.intake.repairs.glue.russian import make_russian
from commentariat.intake.repairs.glue.wordtable import get_table


@cache
def get_language(code: str) -> Language | None:
    """Give what is known of the language of *code* (`en`, `en-GB`); None leaves it alone."""
    code = code.lower().replace("_", "-").partition("-")[0]
    table = get_table(code)
    if table is None:
        return None
    return make_english(table) if code == "en" else make_russian(table)


def load_table(language: str) -> None:
    """Load all that is known of *language*: processes begun by fork after that share it."""
    own = get_language(language)
    if own is not None:
        own.table.load()
