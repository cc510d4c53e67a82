"""What a site remembers from one run to the next: stores in `.cache/`, by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.log import Log
from commentariat.engine.packed_log import PackedLog


def open_store(
    cache: Path, name: str, kind: Any, stamp: str, *, is_packed: bool = False
) -> KeyValueStore[Any]:
    """
    Open the store *name* of a site whose memory is the folder *cache*.

    Its values are of *kind*. A *stamp* other than the one it was begun with empties
    it: what another version of the program remembers counts for nothing. Losing a
    store costs time, never correctness. One that *is packed* keeps values as the bytes
    that they are on disk, which is the less memory the fewer are asked for at once.
    """
    if is_packed:
        return PackedLog(cache / name, kind, stamp)
    return Log(cache / name, kind, stamp)
