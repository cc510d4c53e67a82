"""What git leaves in a file that two people changed."""

from __future__ import annotations

_MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


def is_conflict(line: str) -> bool:
    """Tell whether *line* is a mark of a conflict."""
    return line.startswith(_MARKS)
