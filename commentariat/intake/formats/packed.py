"""
Files that hold others, packed: zips, and what gzip made of one file.

No member becomes a path on disk: what must be read at any place is put into the folder of
what is unpacked, under its digest; all else is read from where it is.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import IO, Any, BinaryIO, Final

import msgspec

from commentariat.archive.text import readable_path
from commentariat.disk import own_mark
from commentariat.errors import Problem
from commentariat.intake.formats.model import HEAD_SIZE
from commentariat.kinds import Kind, Message

ZIP: Final = b"PK\x03\x04"
GZIP: Final = b"\x1f\x8b"
MOST_MEMBERS: Final = 500_000
"""Of a zip; each costs its reader some hundred bytes."""
LARGEST_MEMBER: Final = 8 * 2**30
"""Bytes of a member, unpacked."""
MOST_UNPACKED: Final = 32 * 2**30
"""Bytes of all members of a zip together, unpacked."""
LARGEST_RATIO: Final = 200
"""Times that a member may become larger: pages of one site become fifty times as large."""
_RATIO_FROM: Final = 16 * 2**20
"""Bytes from which that is asked: below it harms nobody."""
_OFFICE: Final = ("[Content_Types].xml", "META-INF/container.xml", "mimetype")
"""Members of documents that are zips, too, and no folder of sources."""
_WACZ: Final = "datapackage.json"
_WACZ_INSIDE: Final = "archive/"
"""Where in a web archive (WACZ) the pages are; the rest is made from them."""
_NOISE: Final = ("__MACOSX/", ".", "#", "~")
_STRETCH: Final = 2**18
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError,
)  # fmt: skip
BROKEN: Final = (*_BROKEN, OSError, RuntimeError)
"""What reading a packed file raises where that is not sound."""


class Member(msgspec.Struct, frozen=True):
    """A file in a packed one."""

    name: str
    """Its path in the zip; empty of what gzip made of one file."""
    size: int
    head: bytes
    digest: str = ""
    """Of its bytes, in hexadecimal digits."""


def is_packed(head: bytes) -> bool:
    """Tell a file of which this is the *head* for one that holds others."""
    return head.startswith((ZIP, GZIP))


def list_members(file: BinaryIO, source: str) -> Iterator[Member | Problem]:
    """
    Read through a packed file, and tell what it holds, or what is wrong with that.

    Messages call it *source*. The pictures of a zip are members, too.
    """
    try:
        if file.read(2) == GZIP:
            packed = file.seek(0, os.SEEK_END)
            file.seek(0)
            most = min(LARGEST_MEMBER, max(_RATIO_FROM, LARGEST_RATIO * packed))
            yield _measure("", _gunzipped(file), most)
            return
        file.seek(0)
        yield from _list_zip(file, source)
    except _Refused as fault:
        yield Problem(source, 0, fault.message)
    except BROKEN as fault:
        yield Problem(source, 0, Kind.PACKED_BROKEN.of(_word(fault)))


def open_member(file: BinaryIO, name: str) -> IO[bytes]:
    """
    Open a member that `list_members` told of.

    Raises:
        one of `BROKEN`: it cannot be read.
    """
    if not name:
        return _gunzipped(file)
    said = os.fstat(file.fileno())
    whole = said.st_dev, said.st_ino, said.st_size, said.st_mtime_ns
    return _archive(file.name, whole).open(name)


@lru_cache(maxsize=2)
def _archive(where: str, whole: tuple[int, ...]) -> zipfile.ZipFile:
    """Read the directory of a zip once for all of its members, as long as it is the same."""
    return zipfile.ZipFile(_Reopened(where))


class _Reopened(io.RawIOBase):
    """A file that is open only while it is read, so that what refers to it can be kept."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_CUR:
            offset += self._at
        elif whence == os.SEEK_END:
            offset += os.stat(self._where).st_size
        if offset < 0:
            raise OSError(f"expected a place in the file, found {offset}")
        self._at = offset
        return offset

    def readinto(self, buffer: Any) -> int:
        with open(self._where, "rb", buffering=0) as file:
            file.seek(self._at)
            count = file.readinto(buffer) or 0
        self._at += count
        return count


class _Refused(Exception):
    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def _word(fault: BaseException) -> str:
    return " ".join(str(fault).split())[:200] or type(fault).__name__


def _list_zip(file: BinaryIO, source: str) -> Iterator[Member | Problem]:
    with zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            raise _Refused(Kind.PACKED_MANY.of(f"{MOST_MEMBERS:,}", f"{len(infos):,}"))
        names = {info.filename for info in infos}
        if not names.isdisjoint(_OFFICE):
            return
        is_wacz = _WACZ in names and any(
            name.startswith(_WACZ_INSIDE) for name in names
        )  # others describe their data so, too
        left = MOST_UNPACKED
        for info in infos:
            if info.filename.endswith("/") or _is_noise(info.filename):
                continue
            if is_wacz and not info.filename.startswith(_WACZ_INSIDE):
                continue
            # Of several that are called alike the last counts, as for who unpacks it.
            is_last = archive.getinfo(info.filename) is info
            fault = _fault_of(info, left, is_last=is_last)
            if fault is None:
                left -= info.file_size
                try:
                    with archive.open(info) as opened:
                        member = _measure(info.filename, opened, info.file_size)
                    if not member.head.startswith(ZIP):
                        yield member
                        continue
                    fault = Kind.PACKED_TWICE.of(readable_path(info.filename))
                except BROKEN as broken:
                    name = readable_path(info.filename)
                    fault = Kind.MEMBER_BROKEN.of(name, _word(broken))
            yield Problem(source, 0, fault)


def _is_noise(name: str) -> bool:
    parts = name.split("/")
    return name.startswith(_NOISE[0]) or parts[-1].startswith(_NOISE[1:])


def _fault_of(info: zipfile.ZipInfo, left: int, *, is_last: bool) -> Message | None:
    """Say why a member is not read: for its name, its size, or what it is."""
    name = info.filename
    shown = readable_path(name)
    parts = name.split("/")
    is_path = shown == name and "\\" not in name and not {"", ".", ".."} & {*parts}
    if not is_path or ":" in parts[0] or not is_last:
        return Kind.MEMBER_NAME.of(shown)
    if stat.S_ISLNK(info.external_attr >> 16):
        return Kind.MEMBER_LINK.of(shown)
    if info.flag_bits & 1:
        return Kind.MEMBER_LOCKED.of(shown)
    is_bomb = info.file_size > _RATIO_FROM and info.file_size > LARGEST_RATIO * max(
        info.compress_size, 1
    )
    if is_bomb or info.file_size > min(LARGEST_MEMBER, left):
        return Kind.MEMBER_LARGE.of(shown, f"{info.file_size / 2**20:,.0f}")
    return None


def _measure(name: str, opened: IO[bytes], most: int) -> Member:
    """Read a member to its end, and no further than it may go."""
    digest = hashlib.blake2b(digest_size=16)
    head, size = b"", 0
    while part := opened.read(_STRETCH):
        size += len(part)
        if size > most:
            raise _Refused(Kind.MEMBER_LARGE.of(name or "it", f"{size / 2**20:,.0f}"))
        digest.update(part)
        head += part[: HEAD_SIZE - len(head)]
    return Member(name, size, head, digest.hexdigest())


def unpack_member(file: BinaryIO, member: Member, folder: str) -> str:
    """
    Put a member into *folder*, under its digest, and give the name that it has there.

    Raises:
        one of `BROKEN`: it cannot be read, or the disk refuses.
    """
    name = f"{member.digest}.part"
    where = os.path.join(folder, name)
    if os.path.exists(where) and os.stat(where).st_size == member.size:
        return name
    os.makedirs(folder, exist_ok=True)
    beside = f"{where}.{own_mark()}"
    with open_member(file, member.name) as opened, open(beside, "wb") as written:
        left = member.size
        while left > 0 and (part := opened.read(min(_STRETCH, left))):
            written.write(part)
            left -= len(part)
    os.replace(beside, where)
    return name


def _gunzipped(file: BinaryIO) -> IO[bytes]:
    import gzip

    file.seek(0)
    return gzip.open(file)  # type: ignore[return-value]  # what it is, but for its name
