"""JSON Lines: a content file a line, with all that it says."""

from __future__ import annotations

from commentariat.exports.model import Export
from commentariat.exports.records import RECORDS, lines_of


def write(export: Export, where: str) -> None:
    """Write every record of *export* to a new file at *where*, articles first."""
    with open(where, "wb") as out:
        for kind in RECORDS:
            out.writelines(lines_of(export, kind))
