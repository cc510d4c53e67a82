"""One place where words stand glued together, and how sure that is."""

from __future__ import annotations

import msgspec

CERTAIN = 0.85
"""
From this confidence on a repair is made; below it, it is offered.

Chosen on the even years of the speeches (`tests/bench/bench_glue.py`): there
0.998 of the repairs made are right, 0.961 of the scars are repaired, and 0.5 of
50,000 healthy words are split. At 0.8 more would be repaired, and as well; that is
left for newer texts, which coin more compounds.
"""


class Split(msgspec.Struct, frozen=True, order=True, gc=False):
    """A place for a space within a word."""

    at: int
    """Offset of the character behind it."""
    rule: str
    confidence: float
    case: str
    """The case that gave it its confidence."""
    others: tuple[int, ...] = ()
    """Places where the word may be parted instead."""

    def moved(self, by: int) -> Split:
        """Give the same split, so many characters farther on."""
        others = tuple(at + by for at in self.others)
        return Split(self.at + by, self.rule, self.confidence, self.case, others)


class Glue(msgspec.Struct, frozen=True, gc=False):
    """A glued word and its repair: nothing changes but the spaces put back."""

    start: int
    """Offset of the first character in the text that was searched."""
    before: str
    """The glued word as it stands."""
    after: str
    """The same with its spaces: without them it is *before* again."""
    rule: str
    """
    What showed it: `glued-words`, `glued-name`, `glued-case`, `glued-digits`,
    `glued-possessive` or `glued-punctuation`.
    """
    confidence: float
    """From 0 to 1: how likely it is that the space was lost; that of the least sure."""
    cases: tuple[str, ...] = ()
    """The cases that rated the spaces, one a space, in order."""
    others: tuple[str, ...] = ()
    """What *after* may be instead, where another way to part the word is as likely."""

    @property
    def is_certain(self) -> bool:
        """Tell whether the repair is made; if not, an editor is asked."""
        return self.confidence >= CERTAIN

    @property
    def end(self) -> int:
        """Give the offset behind the glued word."""
        return self.start + len(self.before)


def apply_glue(text: str, found: tuple[Glue, ...]) -> str:
    """Give *text* with the repairs *found* in it made, certain or not."""
    parts: list[str] = []
    done = 0
    for glue in found:
        parts += text[done : glue.start], glue.after
        done = glue.end
    return "".join(parts) + text[done:]
