"""Files that hold several items: cut once, and remembered by the digest of the file."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing
from functools import lru_cache
from typing import IO, BinaryIO, Final

import msgspec

from commentariat.archive.folders import RAW, item_name, item_path, raw_path
from commentariat.archive.text import (
    digest_bytes,
    digest_text,
    readable_path,
    shorten,
)
from commentariat.disk import digest_steady, write_whole
from commentariat.errors import Problem, SourceError, too_large, unreadable
from commentariat.intake.formats.model import HEAD_SIZE, ItemSpan, SourceFormat
from commentariat.intake.formats.packed import (
    BROKEN,
    Member,
    is_packed,
    list_members,
    open_member,
    unpack_member,
)
from commentariat.intake.formats.places import (
    PICTURE,
    Container,
    ItemPlace,
    Single,
    ending_of,
)
from commentariat.intake.formats.table import format_called, tell_format
from commentariat.intake.formats.wide import (
    encoding_of,
    narrow_file,
    narrow_head,
)
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.intake.sources.own import RAW_ENDING
from commentariat.intake.sources.raw_files import BESIDE
from commentariat.kinds import Kind

LARGEST_CONTAINER: Final = 16 * 2**30
"""Bytes; the export of a large house has one."""
MOST_ITEMS: Final = 1_000_000
"""Of one container."""
LONGEST_KEY: Final = 500


class CutJob(msgspec.Struct, frozen=True):
    """Files to be told, and cut where they hold several items."""

    site: str
    files: tuple[tuple[str, str], ...]
    """Path under content/raw/, and digest where that is known."""
    folder: str
    """Takes what is unpacked."""

    def __len__(self) -> int:
        """Count the files, for who tells how far they are."""
        return len(self.files)


def cut_files(job: CutJob) -> list[tuple[str, Container | Problem | Single]]:
    """Cut files into items."""
    found: list[tuple[str, Container | Problem | Single]] = []
    for file, digest in job.files:
        where, source = os.path.join(job.site, RAW, file), raw_path(readable_path(file))
        cut = tell_and_cut(where, source, job.folder, digest)
        found.append((file, _bare(cut) if isinstance(cut, Container) else cut))
    return found


def _bare(cut: Container) -> Container:
    """Leave out what only a survey asks for: there may be a million items."""
    places = tuple(
        msgspec.structs.replace(
            one, span=msgspec.structs.replace(one.span, title="", date="")
        )
        for one in cut.places
    )
    return msgspec.structs.replace(cut, places=places)


def cut_file(
    where: str, source: str, folder: str, digest: str = ""
) -> Container | Problem | None:
    """
    Cut the file at *where*, which messages call *source*, into its items.

    None stands for a single item as it is. What is unpacked goes into *folder*.
    """
    cut = tell_and_cut(where, source, folder, digest)
    return None if isinstance(cut, Single) else cut


def tell_and_cut(
    where: str, source: str, folder: str, digest: str = ""
) -> Container | Problem | Single:
    """Do the same, but tell what a single item is."""
    try:
        with open(where, "rb") as opened:
            head = opened.read(HEAD_SIZE)
            told = _tell(head, source)
            is_text = told is None and source.lower().endswith(RAW_ENDING)
            is_single = is_text or (told is not None and told.cut is None)
            size = os.fstat(opened.fileno()).st_size
            most = SIZE_LIMIT if is_single else LARGEST_CONTAINER
            if size > most:
                return Problem(source, 0, too_large(most, size))
            if is_single:
                return Single(is_text)
            digest = digest or digest_steady(where)
            opened.seek(0)
            cutter = Cutter(source, folder, digest)
            if told is not None and (encoding := encoding_of(head)):
                cutter.cut_wide(opened, told, encoding, digest)
            elif told is not None:
                cutter.cut(opened, told)
            elif is_packed(head):
                cutter.cut_packed(opened)
            else:
                return Container(digest, is_known=False)
    except OSError as fault:
        return unreadable(source, fault)
    return cutter.container()


def _tell(head: bytes, name: str) -> SourceFormat | None:
    """Tell the format of a file, one in UTF-16 by what it says in UTF-8."""
    told = tell_format(head, name)
    if told is None and encoding_of(head):
        told = tell_format(narrow_head(head), name)
        return told if told is not None and told.cut is not None else None
    return told


class Cutter:
    """Gathers the items of one file."""

    def __init__(self, source: str, folder: str, digest: str) -> None:
        self.folder = folder
        self.source = source
        self.digest = digest
        self.places: dict[str, ItemPlace] = {}
        self.pictures: dict[str, ItemPlace] = {}
        self.problems: list[Problem] = []
        self.unread = Counter[str]()
        self.is_whole = True
        self.is_known = False

    def container(self) -> Container:
        """Give what was gathered."""
        return Container(
            self.digest,
            self.is_known or bool(self.problems),
            tuple(self.places.values()),
            tuple(self.problems),
            self.is_whole,
            self._keep(self.pictures) if self.pictures else "",
            dict(sorted(self.unread.items())) if self.is_known else {},
        )

    def cut(
        self,
        opened: IO[bytes],
        told: SourceFormat,
        member: str = "",
        unpacked: str = "",
    ) -> None:
        """Cut what stands in a file, or in a *member* of it that was *unpacked*."""
        assert told.cut is not None
        self.is_known = True
        lookup = self._gather(opened, told)
        name = member or self.source
        try:
            for one in told.cut(opened, name):  # type: ignore[arg-type]
                if isinstance(one, Problem):
                    self._fault(one, member)
                    continue
                if len(self.places) >= MOST_ITEMS:
                    message = Kind.ITEMS_MANY.of(f"{MOST_ITEMS:,}")
                    self._fault(Problem("", 0, message), "")
                    return
                self._take(ItemPlace(told.name, one, member, unpacked, lookup))
        except SourceError as fault:
            for problem in fault.problems:
                self._fault(problem, member)

    def cut_wide(
        self,
        opened: IO[bytes],
        told: SourceFormat,
        encoding: str,
        digest: str,
        member: str = "",
    ) -> None:
        """Cut a file in UTF-16, made UTF-8 in the folder of what is unpacked."""
        try:
            unpacked = narrow_file(opened, encoding, digest, self.folder)
        except UnicodeDecodeError as fault:
            self.is_known = True
            byte = f"{fault.object[fault.start]:02x}"
            message = Kind.WIDE_BROKEN.of(encoding.upper(), byte)
            self._fault(Problem("", 0, message), member)
            return
        with open(os.path.join(self.folder, unpacked), "rb") as file:
            self.cut(file, told, member, unpacked)

    def _gather(self, opened: IO[bytes], told: SourceFormat) -> str:
        """Keep what items will look up in the folder, and name the file there."""
        if told.gather is None:
            return ""
        try:
            found = told.gather(opened, self.source)  # type: ignore[arg-type]
        except SourceError:
            found = {}  # what it is, cutting tells
        opened.seek(0)
        if not found:
            return ""
        return self._keep(found)

    def _keep(self, found: object) -> str:
        """Put what items look up into the folder, and name the file."""
        data = msgspec.msgpack.encode(found, order="deterministic")
        name = f"{digest_bytes(data)}.lookup"
        os.makedirs(self.folder, exist_ok=True)
        write_whole(os.path.join(self.folder, name), data)
        return name

    def _take(self, place: ItemPlace) -> None:
        """Note an item under its whole key."""
        span = place.span
        if span.kind == PICTURE:
            self.pictures.setdefault(picture_key(span.key), place)
            return
        key = " ".join(readable_path(span.key).split())
        if len(key) > LONGEST_KEY:
            key = f"{key[: LONGEST_KEY - 20]}…{digest_text(key)[:16]}"
        if place.member:
            key = item_name(place.member, key)
        if key in self.places:
            line = self.places[key].span.line
            message = Kind.ITEM_TWICE.of(shorten(key, 80), line)
            self._fault(Problem("", span.line, message), place.member)
            return
        span = msgspec.structs.replace(span, key=key)
        self.places[key] = msgspec.structs.replace(place, span=span)

    def _fault(self, problem: Problem, member: str) -> None:
        """Say a problem of this file; what it keeps out may be any of its items."""
        source = item_path(self.source, member)
        self.problems.append(msgspec.structs.replace(problem, source=source))
        self.is_whole = False

    def cut_packed(self, opened: BinaryIO) -> None:
        """Cut what is in a packed file: its members, and their items."""
        for member in list_members(opened, self.source):
            if isinstance(member, Problem):
                self.problems.append(member)
                self.is_whole = False
            elif not member.name.lower().endswith(BESIDE):
                self._cut_member(opened, member)

    def _cut_member(self, opened: BinaryIO, member: Member) -> None:
        name = member.name or self.source.removesuffix(".gz")
        told = _tell(member.head, name)
        if told is not None and told.cut is not None:
            try:
                unpacked = unpack_member(opened, member, self.folder)
                with open(os.path.join(self.folder, unpacked), "rb") as file:
                    if encoding := encoding_of(member.head):
                        self.cut_wide(file, told, encoding, member.digest, member.name)
                    else:
                        self.cut(file, told, member.name, unpacked)
            except BROKEN as fault:
                message = Kind.PACKED_BROKEN.of(" ".join(str(fault).split())[:200])
                self._fault(Problem("", 0, message), member.name)
            return
        if told is None and not name.lower().endswith(RAW_ENDING):
            self.unread[ending_of(name)] += 1
            return
        self.is_known = True
        if member.size > SIZE_LIMIT:
            problem = Problem("", 0, too_large(SIZE_LIMIT, member.size))
            self._fault(problem, member.name)
            return
        # What gzip made of one file is told from others as that file is.
        digest = member.digest if member.name else self.digest
        span = ItemSpan("", 0, member.size, digest=digest)
        self._take(ItemPlace(told.name if told else "", span, member.name))


def picture_key(address: str) -> str:
    """Write the address of a picture as it is compared: without scheme and fragment."""
    return address.partition("#")[0].partition("//")[2] or address


@lru_cache(maxsize=4)
def read_pictures(where: str) -> dict[str, ItemPlace]:
    """Read where in a container pictures stand, by `picture_key`."""
    with open(where, "rb") as file:
        data = file.read()
    found: dict[str, ItemPlace] = msgspec.msgpack.decode(
        data, type=dict[str, ItemPlace]
    )
    return found


def read_picture(where: str, source: str, place: ItemPlace, folder: str) -> bytes:
    """
    Read a picture that stands in the container at *where*.

    Raises:
        SourceError: it cannot be read.
    """
    data = read_place(where, source, place, folder)
    payload = format_called(place.format).payload
    return payload(data) if payload else data


# -- Items, opened again -------------------------------------------------------------


def read_place(where: str, source: str, place: ItemPlace, folder: str) -> bytes:
    """
    Read the bytes of an item in the file at *where*, which messages call *source*.

    Raises:
        SourceError: its file is not what it was when it was cut.
    """
    span = place.span
    try:
        if place.unpacked:
            data = _read_span(os.path.join(folder, place.unpacked), span)
        elif place.member or is_packed_file(place):
            with (
                open(where, "rb") as opened,
                closing(open_member(opened, place.member)) as member,
            ):
                data = member.read(min(span.end, SIZE_LIMIT) + 1)
        else:
            data = _read_span(where, span)
    except BROKEN as fault:
        message = Kind.UNREADABLE.of(" ".join(str(fault).split())[:200])
        raise SourceError(Problem(source, span.line, message)) from None
    if len(data) != span.end - span.start:
        message = Kind.RAW_CHANGED_MEANWHILE.of()
        raise SourceError(Problem(source, span.line, message))
    return data


def _read_span(where: str, span: ItemSpan) -> bytes:
    with open(where, "rb") as opened:
        opened.seek(span.start)
        return opened.read(min(span.end - span.start, SIZE_LIMIT + 1))


def is_packed_file(place: ItemPlace) -> bool:
    """Tell whether the item is all that gzip made a file of."""
    return not (place.member or place.span.key or place.unpacked)


@lru_cache(maxsize=4)
def read_lookup(where: str) -> dict[str, str]:
    """Read what a container says of things that its items name."""
    with open(where, "rb") as file:
        found: dict[str, str] = msgspec.msgpack.decode(file.read(), type=dict[str, str])
    return found
