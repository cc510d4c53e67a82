"""
The output folder: nothing changes before all is well, pages change whole.

A file that exists is written beside and moved over at the end; a new one is
written where it belongs, and taken away again when the build fails. What is
equal already is left alone. For what cannot lie where it belongs before others are
gone, see `commentariat.engine.barred`.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os

import msgspec
import xxhash

from commentariat.disk import BESIDE, fitting_name, read_stretches
from commentariat.engine.ledger import Trace, trusted_hash
from commentariat.engine.scan import FileStat, hash_stat, stat_of

_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
_STRETCH = 2**20
GONE, CHANGED = "its file is gone", "its file was changed by someone else"
"""Why an output is made again though nothing that it shows has changed."""


class StagedOutput(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What became of one output."""

    state: str
    """`new`, `beside` (to be moved over the old one), `apart` or `same`."""
    digest: str
    file: FileStat
    """What was written, before it is moved."""


def stage(root: str, output: str, data: bytes, *, is_new: bool = False) -> StagedOutput:
    """
    Write *data* for *output* under *root*, without touching what is there.

    Where an output *is_new*, most often its folder is, and is made first.

    Raises:
        OSError: it cannot be written.
    """
    path = f"{root}/{output}"
    digest = digest_output(data)
    if is_new:
        _make_folder(path.rpartition("/")[0])
    try:
        try:
            return _write(path, data, "new", digest, _NEW)
        except FileNotFoundError:
            _make_folder(path.rpartition("/")[0])
            return _write(path, data, "new", digest, _NEW)
    except FileExistsError:
        pass
    with open(path, "rb", buffering=0) as file:
        status = os.fstat(file.fileno())
        if status.st_size == len(data) and file.read() == data:
            return StagedOutput("same", digest, stat_of(status))
    beside = _beside(path)
    try:
        return _write(beside, data, "beside", digest, _OVER)
    except OSError:
        if not os.path.islink(beside):
            raise
        os.unlink(beside)  # no build made it, and what it leads to is not ours
        return _write(beside, data, "beside", digest, _OVER)


def stage_file(root: str, output: str, source: str) -> tuple[StagedOutput, str]:
    """
    Write what the file *source* holds as `stage` does, however large it is.

    Gives its digest too, as sources are digested.

    Raises:
        OSError: it cannot be read or written, or it changed meanwhile.
    """
    path = f"{root}/{output}"
    _make_folder(path.rpartition("/")[0])
    same = _compare(path, source)
    if same is not None:
        return same
    try:
        file, state = os.open(path, _NEW, 0o666), "new"
    except FileExistsError:
        path = _beside(path)
        if os.path.islink(path):
            os.unlink(path)
        file, state = os.open(path, _OVER, 0o666), "beside"
    written, read = xxhash.xxh3_128(), hashlib.blake2b(digest_size=16)
    size = 0
    try:
        for part in read_stretches(source):
            written.update(part)
            read.update(part)
            left = memoryview(part)
            while left:
                left = left[os.write(file, left) :]
            size += len(part)
        os.ftruncate(file, size)
        status = os.fstat(file)
    except OSError:
        _forget(path)
        raise
    finally:
        os.close(file)
    staged = StagedOutput(state, written.hexdigest(), stat_of(status))
    return staged, read.hexdigest()


def place_file(root: str, output: str, source: str) -> StagedOutput:
    """
    Move the file *source*, which was made for *output*, to where `stage` writes.

    It may be large: only on another file system it is copied.

    Raises:
        OSError: it cannot be moved or read.
    """
    path, state = f"{root}/{output}", "new"
    _make_folder(path.rpartition("/")[0])
    same = _compare(path, source)
    if same is not None:
        return same[0]
    with open(source, "rb", buffering=0) as stream:
        digest = _digest_stream(stream)
    if os.path.lexists(path):
        path, state = _beside(path), "beside"
    try:
        os.replace(source, path)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        return stage_file(root, output, source)[0]
    return StagedOutput(state, digest, stat_of(os.stat(path)))


def _compare(path: str, source: str) -> tuple[StagedOutput, str] | None:
    """Give the file at *path* where it holds what *source* does."""
    try:
        with open(path, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if status.st_size != os.stat(source).st_size:
                return None
            written, read = xxhash.xxh3_128(), hashlib.blake2b(digest_size=16)
            for part in read_stretches(source):
                if file.read(len(part)) != part:
                    return None
                written.update(part)
                read.update(part)
    except FileNotFoundError:
        return None
    return StagedOutput("same", written.hexdigest(), stat_of(status)), read.hexdigest()


_OVER = (
    os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
"""How what lies beside is written: not emptied first, and cut off in the end, so that two
who write the same to it, as a worker that was thought lost may, leave it whole."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _write(path: str, data: bytes, state: str, digest: str, flags: int) -> StagedOutput:
    file = os.open(path, flags, 0o666)
    try:
        written = os.write(file, data)
        while written < len(data):
            written += os.write(file, data[written:])
        status = os.fstat(file)
        if status.st_size != written:  # a killed build left something longer
            os.ftruncate(file, written)
            status = os.fstat(file)
    except OSError:
        _forget(path)
        raise
    finally:
        os.close(file)
    return StagedOutput(state, digest, stat_of(status))


def _beside(path: str) -> str:
    """Name the file that is moved over the one at *path*; always the same one."""
    folder, name = os.path.split(path)
    return os.path.join(folder, fitting_name(name, BESIDE))


def _make_folder(path: str) -> None:
    try:
        os.mkdir(path)  # most often only the last folder of the path is new
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)
    except FileExistsError:
        pass


def digest_output(data: bytes) -> str:
    """
    Digest what is written, to tell later whether someone else changed it.

    Nobody gains by forging it, so it is the fastest that is wide enough.
    """
    return xxhash.xxh3_128_hexdigest(data)


def _digest_stream(stream: io.RawIOBase) -> str:
    digest = xxhash.xxh3_128()
    while part := stream.read(_STRETCH):
        digest.update(part)
    return digest.hexdigest()


def commit(root: str, output: str) -> FileStat:
    """Move what was written beside *output* over it; tell how it looks there."""
    path = os.path.join(root, output)
    os.replace(_beside(path), path)
    return stat_of(os.stat(path))


def roll_back(root: str, output: str, state: str) -> None:
    """Take away what `stage` wrote for *output*."""
    path = os.path.join(root, output)
    if state == "new":
        _forget(path)
        _forget_folders(root, output)
    elif state == "beside":
        _forget(_beside(path))


def sweep(root: str, output: str) -> None:
    """Take away what a build that was killed may have left beside *output*."""
    if not is_plain(output):
        return
    _forget(_beside(os.path.join(root, output)))


def delete(root: str, output: str) -> None:
    """Delete *output*, and the folders it leaves empty."""
    if not is_plain(output):
        return
    _forget(os.path.join(root, output))
    sweep(root, output)
    _forget_folders(root, output)


def is_one_file(root: str, output: str, other: str) -> bool:
    """Tell whether *output* and the *other*, if any, are one file on this system."""
    try:
        return bool(other) and os.path.samefile(f"{root}/{output}", f"{root}/{other}")
    except (OSError, ValueError):
        return False


def is_plain(output: str) -> bool:
    """Tell whether *output* lies under its root: a memory from elsewhere may lie."""
    parts = output.split("/")
    return "\0" not in output and not {"", ".", ".."} & set(parts)


class StoredOutputs:
    """What lies in the output folder *now* (nanoseconds), held against its traces."""

    def __init__(self, root: str, now: int) -> None:
        self.root = root
        self.refreshed: dict[str, Trace] = {}
        """Traces of files that are the same and look otherwise (a copied folder)."""
        self._now = now

    def check(self, output: str, trace: Trace) -> str | None:
        """Tell what is wrong with *output*; None where it is what *trace* says."""
        path = f"{self.root}/{output}"
        try:
            status = os.stat(path)
            if hash_stat(status) == trace.stat_hash:
                return None
            if status.st_size != trace.size:
                return CHANGED
            with open(path, "rb", buffering=0) as stream:
                digest = _digest_stream(stream)
        except (OSError, ValueError):
            return GONE
        if digest != trace.digest:
            return CHANGED
        known = trusted_hash(stat_of(status), self._now)
        if known != -1:
            self.refreshed[output] = msgspec.structs.replace(trace, stat_hash=known)
        return None


def _forget(path: str) -> None:
    try:
        os.unlink(path)
    except OSError as fault:
        # A folder was never written by a build: it is somebody else's.
        if fault.errno not in _NOT_THERE and not os.path.isdir(path):
            raise


def _forget_folders(root: str, output: str) -> None:
    folder = os.path.dirname(output)
    while folder:
        try:
            os.rmdir(os.path.join(root, folder))
        except OSError:
            return
        folder = os.path.dirname(folder)
