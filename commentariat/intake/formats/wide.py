"""Sources in UTF-16, as spreadsheets write them: made UTF-8 before they are cut."""

from __future__ import annotations

import codecs
import os
from typing import IO, Final

from commentariat.archive.text import digest_text
from commentariat.disk import own_mark

_MARKS: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_NOT: Final = b"\xff\xfe\0\0"
"""Begins UTF-32."""
_STRETCH: Final = 2**20


def encoding_of(head: bytes) -> str:
    """Tell which of the two a file is in that begins with *head*; empty: in neither."""
    return "" if head.startswith(_NOT) else _MARKS.get(head[:2], "")


def narrow_head(head: bytes) -> bytes:
    """Give the beginning of a file in UTF-8, whichever it is in, as far as it can be read."""
    encoding = encoding_of(head)
    if not encoding:
        return head
    whole = head[2 : len(head) - len(head) % 2]
    return whole.decode(encoding, "ignore").encode()


def narrow_file(opened: IO[bytes], encoding: str, digest: str, folder: str) -> str:
    """
    Write a file in *encoding* into *folder* in UTF-8, and give the name that it has there.

    Raises:
        UnicodeDecodeError: it is broken.
        OSError: it cannot be read, or the disk refuses.
    """
    name = f"{digest_text(f'{digest} {encoding}')}.part"
    where = os.path.join(folder, name)
    if os.path.exists(where):
        return name
    os.makedirs(folder, exist_ok=True)
    decoder = codecs.getincrementaldecoder(encoding)()
    opened.seek(2)
    beside = f"{where}.{own_mark()}"
    with open(beside, "wb") as written:
        while part := opened.read(_STRETCH):
            written.write(decoder.decode(part).encode())
        written.write(decoder.decode(b"", final=True).encode())
    os.replace(beside, where)
    return name
