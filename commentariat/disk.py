"""Files read while nobody writes them, and written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Final

from commentariat.kinds import Kind, Message

LARGEST_CONTENT = 20 * 2**20
"""Bytes of a content file."""
LARGEST_WHOLE = 128 * 2**20
"""Bytes of a file that is read whole, for something is made of it."""
BESIDE: Final = ".commentariat-new"
"""What a build writes beside an output, or apart from all, is called by this."""
_STRETCH = 2**20
_LONGEST_NAME = 255  # bytes that file systems take
_SHORTAGES = frozenset((errno.EMFILE, errno.ENFILE, errno.ENOMEM))
_TRIES: Final = 3
"""Times that what another one has moved away is written again."""
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def is_shortage(fault: OSError) -> bool:
    """Tell whether the system lacked something, which says nothing of the file."""
    return fault.errno in _SHORTAGES


def read_steady(where: str) -> bytes:
    """
    Read a file that nobody writes at the moment.

    Raises:
        OSError: it cannot be read, or it changed while it was read.
    """
    file = os.open(where, _READ)
    try:
        before = os.fstat(file)
        data = os.read(file, before.st_size + 1)
        while len(data) < before.st_size and (more := os.read(file, before.st_size)):
            data += more
        after = os.fstat(file)
    finally:
        os.close(file)
    if _moment(before) != _moment(after):
        raise OSError("the file changed while it was read; build again")
    return data


def read_whole(where: str | os.PathLike[str], most: int = LARGEST_WHOLE) -> bytes:
    """
    Read a file of *most* bytes or fewer.

    Raises:
        OSError: it cannot be read, or is larger.
    """
    size = os.stat(where).st_size
    if size > most:
        raise OSError(f"expected at most {most >> 20} MB, found {size / 2**20:.1f} MB")
    with open(where, "rb") as file:
        return file.read()


def read_stretches(where: str) -> Iterator[bytes]:
    """
    Read a file likewise, a stretch after the other: it may be larger than the memory.

    Raises:
        OSError: it cannot be read, or it changed while it was read.
    """
    file = os.open(where, _READ)
    try:
        before = os.fstat(file)
        left = before.st_size
        while part := os.read(file, min(left + 1, _STRETCH)):
            yield part
            left -= len(part)
            if left <= 0:
                break
        after = os.fstat(file)
    finally:
        os.close(file)
    if _moment(before) != _moment(after):
        raise OSError("the file changed while it was read; build again")


def digest_steady(where: str) -> str:
    """
    Digest a file that nobody writes at the moment, as `digest_bytes` does its bytes.

    Raises:
        OSError: it cannot be read, or it changed while it was read.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in read_stretches(where):
        digest.update(part)
    return digest.hexdigest()


def _moment(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def write_whole(where: str, *parts: bytes, mark: str = "tmp") -> None:
    """
    Write *parts* to a file beside the one at *where*, and put it in its place.

    What a killed process left beside it is written over by the next. Two that write the
    same to one place at once, as a worker that was thought lost and the one in its stead,
    leave it whole. Where several may write something else, each needs a *mark* of its own.

    Raises:
        OSError: the disk refuses; what was there is still there.
    """
    beside = name_beside(where, mark)
    try:
        for left in range(_TRIES, -1, -1):
            if os.path.islink(beside):
                os.unlink(beside)
            with _create(beside) as file:
                file.writelines(parts)
                file.truncate()
            try:
                _take_mode(where, beside)
                os.replace(beside, where)
                return
            except FileNotFoundError:  # the other one has put it in its place
                if not left:
                    raise
    except BaseException:
        with suppress(OSError):  # what the disk refused first is what is told
            os.unlink(beside)
        raise


def own_mark() -> str:
    """Make a mark that no other process has, on whatever machine it runs."""
    return f"{os.getpid()}-{os.urandom(4).hex()}"


def name_beside(where: str, mark: str = "tmp") -> str:
    """Name the file that `write_whole` writes before it puts it at *where*."""
    folder, name = os.path.split(where)
    return os.path.join(folder, fitting_name(f".{name}", f".{mark}"))


def is_beside(path: str) -> bool:
    """Tell whether *path* is called as what a build writes and takes away again."""
    return BESIDE in path.casefold()


def fitting_name(name: str, ending: str) -> str:
    """Give *name* with *ending*; where no file may have that name, a digest of it."""
    if len(os.fsencode(name + ending)) > _LONGEST_NAME:
        digest = hashlib.blake2b(os.fsencode(name), digest_size=16).hexdigest()
        name = f".{digest}" if name.startswith(".") else digest
    return name + ending


def open_over(where: str) -> BinaryIO:
    """
    Open a file to be written from its beginning on, and then cut off by `truncate`.

    It is not emptied first: who writes what another one writes as well, or has written,
    changes nothing of it at any time.
    """
    return open(where, "wb", opener=_open_over)


def _open_over(where: str, flags: int) -> int:
    return os.open(where, flags & ~os.O_TRUNC, 0o666)


def _create(where: str) -> BinaryIO:
    """Open a file likewise, and make its folder where there is none yet."""
    try:
        return open_over(where)
    except (FileNotFoundError, NotADirectoryError):
        os.makedirs(os.path.dirname(where), exist_ok=True)
        return open_over(where)


def _take_mode(where: str, beside: str) -> None:
    """Give the new file the mode of the one whose place it takes, if there is one."""
    try:
        mode = os.stat(where).st_mode
    except OSError:
        return
    os.chmod(beside, stat.S_IMODE(mode))


def clear_place(where: str) -> None:
    """
    Take away a link where a file of ours is to be: no build made it.

    Raises:
        OSError: there is a folder, with what is in it.
    """
    if os.path.islink(where):
        os.unlink(where)
    elif os.path.isdir(where):
        os.rmdir(where)


def link_fault(
    where: str, real: str, top: str, above: tuple[str, ...], thing: str = "file"
) -> Message | None:
    """
    Say what is wrong with the link *where*, which leads to *real*; None if nothing.

    It must stay in the folder *top*, and in none of the linked folders *above*, nor
    in one that holds itself.
    """
    if not os.path.exists(real):
        return Kind.LINK_NOWHERE.of()
    if os.path.commonpath((real, top)) != top:
        return Kind.LINK_OUT.of(thing)
    folder = os.path.realpath(os.path.dirname(where))
    is_circle = real in above or os.path.commonpath((real, folder)) == real
    return Kind.LINK_CIRCLE.of() if is_circle else None
