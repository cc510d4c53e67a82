"""
What templates that are shipped come to, kept between processes.

Their code is run, so it is kept as Python keeps that of modules: in the `__pycache__`
beside this one, which whoever may write may change the program itself, and nowhere where
Python writes none. It is never taken from a site or its memory, which may come from
anywhere; and templates of a site are not kept.
"""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.util import MAGIC_NUMBER, cache_from_source

import msgspec

from commentariat.disk import own_mark, read_whole, write_whole
from commentariat.engine.program import program_digest

_DIGEST = 16  # bytes
_LARGEST = 2**22


class Place(msgspec.Struct, frozen=True):
    """Where one thing is kept that a template comes to."""

    path: str
    key: bytes
    """Digest of all that decides what it comes to."""

    def load(self) -> bytes | None:
        """Load what was kept of the same key; None where nothing, or something else, is."""
        try:
            data = read_whole(self.path, _LARGEST)
        except OSError:
            return None
        kept = data[_DIGEST:]
        return kept if data[:_DIGEST] == self._seal(kept) else None

    def keep(self, data: bytes) -> None:
        """Keep *data*, if Python would: without it the next process takes longer."""
        if sys.dont_write_bytecode:
            return
        mark = own_mark()  # others may write it now
        try:
            write_whole(self.path, self._seal(data), data, mark=mark)
        except OSError:
            pass

    def _seal(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, digest_size=_DIGEST, key=self.key).digest()


def place_of(name: str, kind: tuple[str, ...], *deciding: object) -> Place | None:
    """
    Name the place of what the shipped template *name* comes to, one for each *kind*.

    What it comes to is decided by the program, the version of Python, the *kind* and all
    that is *deciding*: values that msgpack has. None where Python keeps nothing.
    """
    try:
        module = cache_from_source(__file__).removesuffix(".pyc")
    except NotImplementedError:
        return None
    is_of = _digest(name, kind)[:4].hex()
    path = f"{module}.{os.path.basename(name)}.{is_of}"
    return Place(path, _digest(_made_by(), name, kind, deciding))


@cache
def _made_by() -> tuple[object, ...]:
    return program_digest(), sys.version, MAGIC_NUMBER, sys.flags.optimize


def _digest(*values: object) -> bytes:
    data = msgspec.msgpack.encode(values)
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()
