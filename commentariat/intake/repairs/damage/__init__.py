"""What extraction does to text besides lost spaces: found, mended or offered."""

from commentariat.intake.repairs.damage.characters import (
    find_doubled_spaces,
    find_idle_characters,
    find_idle_spaces,
)
from commentariat.intake.repairs.damage.finding import Finding
from commentariat.intake.repairs.damage.marks import (
    find_full_ellipses,
    find_note_digits,
)
from commentariat.intake.repairs.damage.mojibake import find_mojibake
from commentariat.intake.repairs.damage.quotations import find_unclosed
from commentariat.intake.repairs.damage.typography import Quotes, find_other_quotes

__all__ = [
    "Finding",
    "Quotes",
    "find_doubled_spaces",
    "find_full_ellipses",
    "find_idle_characters",
    "find_idle_spaces",
    "find_mojibake",
    "find_note_digits",
    "find_other_quotes",
    "find_unclosed",
]
