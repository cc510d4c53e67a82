"""The raw files of a site: found, measured, digested, with their rows."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import msgspec

from commentariat.archive.folders import RAW
from commentariat.archive.text import digest_bytes, readable_path
from commentariat.errors import OpenPoint, Problem
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.intake.sources.sidecar import Sidecar, parse_sidecar
from commentariat.kinds import Kind

INDEX: Final = "index.csv"
_ENDING: Final = ".txt"
_NOISE: Final = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", ".orig", ".part")
_MOST_HINTS: Final = 20
_STRETCH: Final = 2**16
_INDEX_LIMIT: Final = 512 * 2**20


class RawFolder(msgspec.Struct, frozen=True):
    """What stands under content/raw/."""

    files: frozenset[str] = frozenset()
    """Raw files that can be read, by path from content/raw/."""
    faulty: dict[str, Problem] = {}
    """What cannot be read, and why."""
    open_points: tuple[OpenPoint, ...] = ()
    has_index: bool = False


def find_raw_files(site: Path, known: Collection[str] = ()) -> RawFolder:
    """
    Find the raw files of *site* without opening one.

    A raw file is a regular file whose name ends in .txt, of a size that an article
    may have, within the site. What is not is named, and nothing else suffers. Those
    *known* to the caller are not measured again.
    """
    scan = _Scan(site, known)
    scan.enter(os.path.join(site, RAW), "", ())
    return RawFolder(
        frozenset(scan.files),
        scan.faulty,
        tuple(scan.open_points),
        scan.has_index,
    )


class _Scan:
    def __init__(self, site: Path, known: Collection[str]) -> None:
        self.top = os.path.realpath(site)
        self.known = known
        self.files: list[str] = []
        self.faulty: dict[str, Problem] = {}
        self.open_points: list[OpenPoint] = []
        self.has_index = False

    def enter(self, where: str, path: str, above: tuple[str, ...]) -> None:
        """Look at everything in the folder *where*, which is *path* below raw/."""
        if not path and not self._is_within(os.path.realpath(where)):
            self._fault(
                "", "expected a folder of this site, found a link that leaves it"
            )
            return
        try:
            with os.scandir(where) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError as fault:
            self._fault(path, f"cannot be read: {fault.strerror or fault}")
            return
        for entry in entries:
            if not _is_noise(entry.name):
                self._look(entry, f"{path}/{entry.name}" if path else entry.name, above)

    def _look(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> None:
        if entry.is_symlink():
            real = os.path.realpath(entry.path)
            fault = self._link_fault(entry.path, real, above)
            if fault:
                self._fault(path, fault)
                return
            above = (*above, real)
        try:
            self._sort(entry, path, above)
        except OSError as fault:
            self._fault(path, f"cannot be read: {fault.strerror or fault}")

    def _sort(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> None:
        is_raw = entry.name.lower().endswith(_ENDING)
        if entry.is_dir():
            if is_raw:
                self._fault(path, "expected a raw file, found a folder")
            else:
                self.enter(entry.path, path, above)
        elif path == INDEX:
            if entry.is_file():
                self.has_index = True
            else:  # a pipe, say, whose reading would never end
                self._fault(path, "expected a file, found what is none")
        elif not is_raw:
            name = readable_path(path)
            message = f"expected a name that ends in {_ENDING}; this file is left alone"
            self.open_points.append(
                OpenPoint(f"{RAW}/{name}", 0, Kind.NOT_RAW.of(message))
            )
        elif path not in self.known and (fault := _file_fault(entry, path)):
            self._fault(path, fault)
        else:
            self.files.append(path)

    def _link_fault(self, where: str, real: str, above: tuple[str, ...]) -> str:
        if not os.path.exists(real):
            return "expected a file, found a link that leads nowhere"
        if not self._is_within(real):
            return "expected a file of this site, found a link that leaves it"
        folder = os.path.realpath(os.path.dirname(where))
        is_circle = real in above or os.path.join(folder, "").startswith(
            os.path.join(real, "")
        )
        return "a link that leads in a circle" if is_circle else ""

    def _is_within(self, real: str) -> bool:
        return os.path.commonpath((real, self.top)) == self.top

    def _fault(self, path: str, message: str) -> None:
        source = f"{RAW}/{readable_path(path)}" if path else RAW
        self.faulty[path] = Problem(source, 0, Kind.PLAIN.of(message))


def _is_noise(name: str) -> bool:
    """Whether a name is hidden, or that of an editor's own file."""
    return name.startswith((".", "#")) or name.endswith(_NOISE)


def _file_fault(entry: os.DirEntry[str], path: str) -> str:
    if readable_path(path) != path:
        return Kind.BAD_NAME.wording
    status = entry.stat()
    if not stat.S_ISREG(status.st_mode):
        return "expected a raw file, found what is no regular file"
    if status.st_size > SIZE_LIMIT:
        limit, size = SIZE_LIMIT / 2**20, status.st_size / 2**20
        return f"expected at most {limit:.0f} MB, found {size:.1f} MB"
    return ""


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
    source = f"{RAW}/{INDEX}"
    if INDEX in found.faulty or "" in found.faulty:
        return Sidecar(is_usable=False)  # the problem is known
    if not found.has_index:
        return Sidecar()
    try:
        data = read_raw_bytes(str(site), INDEX, _INDEX_LIMIT)
    except OSError as fault:
        problem = Problem(
            source, 0, Kind.PLAIN.of(f"cannot be read: {fault.strerror or fault}")
        )
        return Sidecar(problems=(problem,), is_usable=False)
    if len(data) > _INDEX_LIMIT:
        problem = Problem(
            source,
            0,
            Kind.PLAIN.of(f"expected at most {_INDEX_LIMIT >> 20} MB, found more"),
        )
        return Sidecar(problems=(problem,), is_usable=False)
    return parse_sidecar(data, source)


def find_idle_rows(sidecar: Sidecar, found: RawFolder) -> Iterator[OpenPoint]:
    """Ask about rows whose raw file is not there."""
    known = {_composed(file) for file in found.files | found.faulty.keys()}
    idle = [row for row in sidecar.rows.values() if row.file not in known]
    names = sorted(found.files) if idle else []
    for number, row in enumerate(idle):
        near = get_close_matches(row.file, names, 1) if number < _MOST_HINTS else []
        hint = f"; did you mean {near[0]!r}?" if near else ""
        message = f"no raw file is called {row.file!r}{hint}"
        yield OpenPoint(f"{RAW}/{INDEX}", row.line, Kind.NO_RAW.of(message))


def find_idle_decisions(sidecar: Sidecar, found: RawFolder) -> Iterator[OpenPoint]:
    """Ask about rows that compare a raw file with one that is not there."""
    rows = [row for row in sidecar.rows.values() if row.same_as or row.different_from]
    known = (
        {_composed(file) for file in found.files | found.faulty.keys()} if rows else ()
    )
    for row in rows:
        for file in sorted({*row.same_as, *row.different_from} - set(known)):
            message = (
                f"no raw file is called {file!r}, which {row.file!r} is compared with"
            )
            yield OpenPoint(f"{RAW}/{INDEX}", row.line, Kind.NO_RAW.of(message))


def _composed(file: str) -> str:
    return file if file.isascii() else unicodedata.normalize("NFC", file)


class DigestJob(msgspec.Struct, frozen=True):
    """Raw files to be digested."""

    site: str
    files: tuple[str, ...]


def digest_files(job: DigestJob) -> list[tuple[str, str, str]]:
    """Digest raw files: name, digest, and why there is none."""
    return [(file, *_digest(job.site, file)) for file in job.files]


def _digest(site: str, file: str) -> tuple[str, str]:
    try:
        return digest_bytes(read_raw_bytes(site, file)), ""
    except OSError as fault:
        return "", f"cannot be read: {fault.strerror or fault}"


def word_fault(file: str, why: str) -> Problem:
    """Word why a raw file could not be read."""
    return Problem(f"{RAW}/{readable_path(file)}", 0, Kind.PLAIN.of(why))
