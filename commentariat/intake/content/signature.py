"""The signature of a raw file: what tells the files that may repeat it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec


class Signature(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What of a raw file tells, without a look at it, what it may repeat."""

    digest: str
    """Of the raw file."""
    key: str
    """Shared by crawls whose words are the same; empty where nothing tells."""
    marks: bytes
    """Eight bytes for each sentence of dek and body, each once, in their order."""
    numbers: bytes = b""
    """A mark of all numbers, which translators leave alone; empty for a few."""

    @property
    def count(self) -> int:
        """How many marks it has."""
        return len(self.marks) // 8


KnownSignatures: TypeAlias = "Callable[[], Mapping[str, Signature]]"
"""Gives the signatures of raw files by path, as far as they are remembered."""
