"""The raw files of a site: found, measured, digested, with their rows."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from commentariat.archive.folders import RAW, raw_path, said_raw
from commentariat.archive.text import digest_bytes, readable_path
from commentariat.disk import link_fault
from commentariat.errors import NearMatches, OpenPoint, Problem, too_large, unreadable
from commentariat.hooks.model import NO_HOOKS, HookFile
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.intake.sources.own import endings_of
from commentariat.intake.sources.sidecar import Sidecar, parse_sidecar
from commentariat.kinds import Kind, Message

INDEX: Final = "index.csv"
_HIDDEN: Final = (".", "#")
_NOISE: Final = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", ".orig", ".part")
PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
BESIDE: Final = (
    *PICTURES, ".css", ".js", ".mjs", ".map", ".ico", ".woff", ".woff2", ".ttf",
    ".otf", ".eot", ".webmanifest",
)  # fmt: skip
"""What pages are shown with: it is no source, and may lie beside one."""
_STRETCH: Final = 2**16
_INDEX_LIMIT: Final = 512 * 2**20


class RawFolder(msgspec.Struct, frozen=True):
    """What stands under content/raw/."""

    files: frozenset[str] = frozenset()
    """Raw files that may be read, by path from content/raw/."""
    containers: frozenset[str] = frozenset()
    """Those of them that were found to hold several items, or none."""
    faulty: dict[str, Problem] = {}
    """What cannot be read, and why."""
    has_index: bool = False


def find_raw_files(
    site: Path, known: Collection[str] = (), hooks: HookFile = NO_HOOKS
) -> RawFolder:
    """
    Find the raw files of *site* without opening one.

    A raw file is a regular file within the site, of a size that an article may have
    where its name ends in .txt, or as *hooks* have it; what else there is may be one, or
    hold several. What pages are shown with is none. What cannot be read is named, and
    nothing else suffers. Those *known* to the caller are not measured again.
    """
    scan = _Scan(site, known, endings_of(hooks))
    scan.enter(os.path.join(site, RAW), "", ())
    return RawFolder(
        frozenset(scan.files), faulty=scan.faulty, has_index=scan.has_index
    )


class _Scan:
    def __init__(
        self, site: Path, known: Collection[str], endings: tuple[str, ...]
    ) -> None:
        self.top = os.path.realpath(site)
        self.endings = endings
        self.known = known
        self.files: list[str] = []
        self.faulty: dict[str, Problem] = {}
        self.has_index = False

    def enter(self, where: str, path: str, above: tuple[str, ...]) -> None:
        """Look at everything in the folder *where*, which is *path* below raw/."""
        if not path and not self._is_within(os.path.realpath(where)):
            self._fault("", Kind.LINK_OUT.of("folder"))
            return
        try:
            with os.scandir(where) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError as fault:
            self._fault(path, Kind.UNREADABLE.of(fault.strerror or fault))
            return
        for entry in entries:
            if not is_noise(entry.name):
                self._look(entry, f"{path}/{entry.name}" if path else entry.name, above)

    def _look(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> None:
        if entry.is_symlink():
            real = os.path.realpath(entry.path)
            fault = link_fault(entry.path, real, self.top, above)
            if fault is not None:
                self._fault(path, fault)
                return
            above = (*above, real)
        try:
            self._sort(entry, path, above)
        except OSError as fault:
            self._fault(path, Kind.UNREADABLE.of(fault.strerror or fault))

    def _sort(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> None:
        name = entry.name.lower()
        is_text = name.endswith(self.endings)
        if entry.is_dir():
            if is_text:
                self._fault(path, Kind.RAW_FOLDER.of())
            else:
                self.enter(entry.path, path, above)
        elif path == INDEX:
            if entry.is_file():
                self.has_index = True
            else:  # a pipe, say, whose reading would never end
                self._fault(path, Kind.NOT_PLAIN_FILE.of())
        elif is_text or not name.endswith(BESIDE):
            if path not in self.known and (fault := _file_fault(entry, path, is_text)):
                self._fault(path, fault)
            else:
                self.files.append(path)

    def _is_within(self, real: str) -> bool:
        return os.path.commonpath((real, self.top)) == self.top

    def _fault(self, path: str, message: Message) -> None:
        source = f"{RAW}/{readable_path(path)}" if path else RAW
        self.faulty[path] = Problem(source, 0, message)


def is_noise(name: str) -> bool:
    """Tell whether a name is hidden, or that of an editor’s own file."""
    return name.startswith(_HIDDEN) or name.endswith(_NOISE)


def _file_fault(entry: os.DirEntry[str], path: str, is_text: bool) -> Message | None:
    if readable_path(path) != path:
        return Kind.BAD_NAME.of()
    status = entry.stat()
    if not stat.S_ISREG(status.st_mode):
        return Kind.RAW_IRREGULAR.of()
    if is_text and status.st_size > SIZE_LIMIT:
        return too_large(SIZE_LIMIT, status.st_size)
    return None


def read_raw_bytes(site: str, file: str, limit: int = SIZE_LIMIT) -> bytes:
    """
    Read a file under content/raw/, never much more of it than *limit* bytes.

    Raises:
        OSError: it cannot be read.
    """
    with open(os.path.join(site, RAW, file), "rb", buffering=0) as opened:
        parts = [opened.read(min(_STRETCH, limit + 1))]
        left = limit + 1 - len(parts[0])
        while left > 0 and (part := opened.read(min(_STRETCH, left))):
            parts.append(part)  # room for the limit at once costs more than the file
            left -= len(part)
    return b"".join(parts)


def load_sidecar(site: Path, found: RawFolder) -> Sidecar:
    """Read index.csv, where there is one."""
    source = raw_path(INDEX)
    if INDEX in found.faulty or "" in found.faulty:
        return Sidecar(is_usable=False)  # the problem is known
    if not found.has_index:
        return Sidecar()
    try:
        data = read_raw_bytes(str(site), INDEX, _INDEX_LIMIT)
    except OSError as fault:
        return Sidecar(problems=(unreadable(source, fault),), is_usable=False)
    if len(data) > _INDEX_LIMIT:
        problem = Problem(source, 0, too_large(_INDEX_LIMIT, len(data)))
        return Sidecar(problems=(problem,), is_usable=False)
    return parse_sidecar(data, source)


def find_idle_rows(sidecar: Sidecar, found: RawFolder) -> Iterator[OpenPoint]:
    """Ask about rows whose raw file is not there."""
    known = set(map(_composed, _all_of(found)))
    idle = [row for row in sidecar.rows.values() if row.file not in known]
    near = NearMatches(found.files)
    for row in idle:
        message = Kind.NO_RAW.of(said_raw(row.file), near.find(row.file))
        yield OpenPoint(raw_path(INDEX), row.line, message)


def find_idle_decisions(sidecar: Sidecar, found: RawFolder) -> Iterator[OpenPoint]:
    """Ask about rows that compare a raw file with one that is not there."""
    rows = [row for row in sidecar.rows.values() if row.same_as or row.different_from]
    known = set(map(_composed, _all_of(found))) if rows else ()
    for row in rows:
        for file in sorted({*row.same_as, *row.different_from} - set(known)):
            message = Kind.NO_RAW_COMPARED.of(said_raw(file), said_raw(row.file))
            yield OpenPoint(raw_path(INDEX), row.line, message)


def _all_of(found: RawFolder) -> Iterable[str]:
    """Name all that there is, at fault or not."""
    return found.files | found.containers | found.faulty.keys()


def _composed(file: str) -> str:
    return file if file.isascii() else unicodedata.normalize("NFC", file)


class DigestJob(msgspec.Struct, frozen=True):
    """Raw files to be digested."""

    site: str
    files: tuple[str, ...]

    def __len__(self) -> int:
        """Count the files, for who tells how far they are."""
        return len(self.files)


def digest_files(job: DigestJob) -> list[tuple[str, str | Problem]]:
    """Digest raw files: name and digest, or what is wrong with it."""
    return [(file, _digest(job.site, file)) for file in job.files]


def _digest(site: str, file: str) -> str | Problem:
    try:
        return digest_bytes(read_raw_bytes(site, file))
    except OSError as fault:
        return unreadable(raw_source(file), fault)


def raw_source(file: str) -> str:
    """Name a raw file from the site, in characters that can be shown."""
    return raw_path(readable_path(file))
