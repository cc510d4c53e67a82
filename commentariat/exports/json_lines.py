"""JSON Lines: a content file a line, with all that it says."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from commentariat.exports.model import Export
from commentariat.exports.records import KIND, RECORDS, Record


def write(export: Export, where: str) -> None:
    """Write every record of *export* to a new file at *where*, articles first."""
    encode = msgspec.json.encode
    with open(where, "wb") as out:
        for record in _records(export):
            out.write(encode(record) + b"\n")


def _records(export: Export) -> Iterator[Record]:
    for name, read in RECORDS.items():
        for record in read(export):
            yield {KIND: name, **record}
