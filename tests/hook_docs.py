"""What the docs say of hooks, for tests that do it."""

from __future__ import annotations

import re
from pathlib import Path

_DOCS = Path(__file__).parent.parent / "docs"
HOW_TO = (_DOCS / "how-to/hooks.md").read_text(encoding="utf-8")
REFERENCE = (_DOCS / "reference/hooks.md").read_text(encoding="utf-8")


def example(language: str, number: int, text: str = HOW_TO) -> str:
    """The block of code in *language* of a *number*, from 0."""
    found = re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return str(found[number])
