"""Names that go into the output, and that other systems do not take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from commentariat.archive.slugs import DEVICES
from commentariat.errors import OpenPoint
from commentariat.kinds import Kind, Message
from commentariat.site.page import StaticFile

_SIGN = re.compile(r'[\x00-\x1f:*?"<>|]')
_CONSOLES = frozenset({"conin$", "conout$"})


def find_unportable(files: Iterable[StaticFile]) -> Iterator[OpenPoint]:
    """
    Find the names of *files*, and of folders that they lie in, that Windows refuses.

    Slugs and former addresses are never such names; a backslash is a problem.
    """
    for file in files:
        for name in file.output.split("/"):
            fault = _fault_of(name)
            if fault is not None:
                yield OpenPoint(file.source, 0, fault)


def _fault_of(name: str) -> Message | None:
    sign = _SIGN.search(name)
    if sign:
        return Kind.UNPORTABLE_SIGN.of(name, sign[0])
    if name.endswith((".", " ")):
        return Kind.UNPORTABLE_END.of(name)
    # 'aux .txt' is one, too, and so is 'com' with a small raised digit
    stem = unicodedata.normalize("NFKC", name.partition(".")[0]).rstrip().lower()
    if stem in DEVICES or stem in _CONSOLES:
        return Kind.UNPORTABLE_DEVICE.of(name)
    return None
