"""One way to part a word, with all that the signs of a row can ask about it."""

from __future__ import annotations

import msgspec

from commentariat.intake.repairs.glue.scope import Scope

_NEAR = 1.5
"""Difference of two ranks that tells little of which way is right."""


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A place for a space, before it is rated."""

    kind: str
    """The rater it is for, by its key in `GLUE_RULES.raters`."""
    scope: Scope
    word: str
    """The word, or what stands before the mark and belongs to its word."""
    at: int
    """Offset of the character behind the space, in the word or, behind a mark, in the text."""
    left: str
    right: str
    extra: str = ""
    """What belongs to neither: the mark or clitic between them, what stands before them."""
    rank: float = 0.0
    """log10 of the frequency of the parts in a row."""
    rivals: tuple[tuple[float, int], ...] = ()
    """Other ways to part the word: their ranks and places."""
    confidence: float = 0.0
    """How sure it is so far, where what is around the word is weighed."""
    start: int = 0
    """Where the words beside the space begin in the text."""
    end: int = 0

    @property
    def others(self) -> tuple[int, ...]:
        """Give the places of the ways that are not much less likely."""
        return tuple(at for rank, at in self.rivals if self.rank - rank < _NEAR)
