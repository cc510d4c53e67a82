"""What a site remembers from one run to the next: tables in `.cache/`, by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commentariat.engine.log import Log
from commentariat.engine.table import Table


def open_table(cache: Path, name: str, kind: Any, stamp: str) -> Table[Any]:
    """
    Open the table *name* of a site whose memory is the folder *cache*.

    Its values are of *kind*. A *stamp* other than the one it was begun with empties
    it: what another version of the program remembers counts for nothing. Losing a
    table costs time, never correctness.
    """
    return Log(cache / name, kind, stamp)
