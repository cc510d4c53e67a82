"""The languages in which glued words are looked for."""

from __future__ import annotations

from functools import cache

from commentariat.intake.repairs.glue.english import make_english
from commentariat.intake.repairs.glue.russian import make_russian
from commentariat.intake.repairs.glue.tables import get_table
from commentariat.intake.repairs.glue.tongue import Tongue


@cache
def get_tongue(language: str) -> Tongue | None:
    """Give what is known of *language* (`en`, `en-GB`); None leaves it alone."""
    code = language.lower().replace("_", "-").partition("-")[0]
    table = get_table(code)
    if table is None:
        return None
    return make_english(table) if code == "en" else make_russian(table)


def load_table(language: str) -> None:
    """Load all that is known of *language*: processes begun by fork after that share it."""
    tongue = get_tongue(language)
    if tongue is not None:
        tongue.table.load()
