"""The shape of what does a job on many items: here, or elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

Run: TypeAlias = "Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]"
"""Does a job on items; the results come in their order. `map` is one."""
