"""The languages in which glued words are looked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from commentariat.intake.repairs.glue.english import make_english
from commentariat.intake.repairs.glue.french import make_french
from commentariat.intake.repairs.glue.german import make_german
from commentariat.intake.repairs.glue.language import Language
from commentariat.intake.repairs.glue.russian import make_russian
from commentariat.intake.repairs.glue.spanish import make_spanish
from commentariat.intake.repairs.glue.ukrainian import make_ukrainian
from commentariat.intake.repairs.glue.wordtable import WordTable, get_table

LANGUAGES: Final[dict[str, Callable[[WordTable], Language]]] = {
    "de": make_german,
    "en": make_english,
    "es": make_spanish,
    "fr": make_french,
    "ru": make_russian,
    "uk": make_ukrainian,
}
"""By code: each with its closed sets of words; how common words are, wordfreq knows."""


@cache
def get_language(code: str) -> Language | None:
    """Give what is known of the language of *code* (`en`, `en-GB`); None leaves it alone."""
    code = code.lower().replace("_", "-").partition("-")[0]
    make = LANGUAGES.get(code)
    return make(get_table(code)) if make else None


def load_table(language: str) -> None:
    """Load all that is known of *language*: processes begun by fork after that share it."""
    own = get_language(language)
    if own is not None:
        own.table.load()
        own.table.list_parts(own.rarest)


def let_go_tables() -> None:
    """Let go of the tables of all languages, where nothing is read any more."""
    for code in LANGUAGES:
        get_table(code).let_go()
