"""
The output folder: nothing changes before all is well, pages change whole.

A file that exists is written beside and moved over at the end; a new one is
written where it belongs, and taken away again when the build fails. What is
equal already is left alone.
"""

from __future__ import annotations

import os

import msgspec

from commentariat.archive.text import digest_bytes
from commentariat.build.ledger import Trace

BESIDE = ".commentariat-new"


class Written(msgspec.Struct, frozen=True, gc=False):
    """What became of one output."""

    state: str
    """`new`, `beside` (to be moved over the old one) or `same`."""
    size: int
    mtime: int
    """Nanoseconds."""
    digest: str


def stage(root: str, output: str, data: bytes) -> Written:
    """
    Write *data* for *output* under *root*, without touching what is there.

    Raises:
        OSError: it cannot be written.
    """
    path = os.path.join(root, output)
    digest = digest_bytes(data)
    try:
        with open(path, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if status.st_size == len(data) and file.read() == data:
                return Written("same", len(data), status.st_mtime_ns, digest)
        return _write(path + BESIDE, data, "beside", digest)
    except FileNotFoundError:
        pass
    try:
        return _write(path, data, "new", digest)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return _write(path, data, "new", digest)


def _write(path: str, data: bytes, state: str, digest: str) -> Written:
    try:
        with open(path, "wb", buffering=0) as file:
            written = file.write(data)
            while written < len(data):
                written += file.write(data[written:])
            mtime = os.fstat(file.fileno()).st_mtime_ns
    except OSError as fault:
        if not isinstance(fault, FileNotFoundError | IsADirectoryError):
            _forget(path)
        raise
    return Written(state, len(data), mtime, digest)


def commit(root: str, output: str) -> None:
    """Move what was written beside *output* over it."""
    path = os.path.join(root, output)
    os.replace(path + BESIDE, path)


def roll_back(root: str, output: str, state: str) -> None:
    """Take away what `stage` wrote for *output*."""
    path = os.path.join(root, output)
    if state == "new":
        _forget(path)
        _forget_folders(root, output)
    elif state == "beside":
        _forget(path + BESIDE)


def sweep(root: str, output: str) -> None:
    """Take away what a build that was killed may have left beside *output*."""
    _forget(os.path.join(root, output) + BESIDE)


def delete(root: str, output: str) -> None:
    """Delete *output*, and the folders it leaves empty."""
    _forget(os.path.join(root, output))
    sweep(root, output)
    _forget_folders(root, output)


class Shelf:
    """What lies in the output folder, held against the traces of it."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.refreshed: dict[str, Trace] = {}
        """Traces of files that are the same with another time (a copied folder)."""

    def check(self, output: str, trace: Trace) -> str | None:
        """Tell what is wrong with *output*; None where it is what *trace* says."""
        path = os.path.join(self.root, output)
        try:
            status = os.stat(path)
            if status.st_size != trace.size:
                return "its file was changed by someone else"
            if status.st_mtime_ns == trace.mtime:
                return None
            with open(path, "rb", buffering=0) as file:
                digest = digest_bytes(file.read())
        except (OSError, ValueError):
            return "its file is gone"
        if digest != trace.digest:
            return "its file was changed by someone else"
        self.refreshed[output] = msgspec.structs.replace(
            trace, mtime=status.st_mtime_ns
        )
        return None


def _forget(path: str) -> None:
    try:
        os.unlink(path)
    except (FileNotFoundError, NotADirectoryError):
        pass


def _forget_folders(root: str, output: str) -> None:
    folder = os.path.dirname(output)
    while folder:
        try:
            os.rmdir(os.path.join(root, folder))
        except OSError:
            return
        folder = os.path.dirname(folder)
