"""A damaged stretch of text, and what belongs in its place."""

from __future__ import annotations

from typing import NamedTuple


class Damage(NamedTuple):
    """Where *before* stands in the text, *after* is proposed."""

    start: int
    before: str
    after: str
    confidence: float = 1.0
    """From 0 to 1; what is not sure enough is offered to an editor."""
