"""Which files there are under a folder, and when they changed, without opening one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from operator import attrgetter
from pathlib import Path

import msgspec

from commentariat.archive.folders import ROOT
from commentariat.archive.text import readable_path
from commentariat.disk import is_shortage, link_fault
from commentariat.errors import Problem, unreadable
from commentariat.kinds import Kind

# Left by editors and desktops beside the files people mean.
_NOISE_ENDS = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", ".orig", ".part")
_NOISE = frozenset({"Thumbs.db", "desktop.ini", "__pycache__"})
# Hidden files of systems and of git; others are published where hidden files are.
_HIDDEN_NOISE = (".DS_Store", "._", ".#", ".git")
# Time within which two writings may have the same time stamp: file systems whose
# stamps are whole seconds are given two of them.
_FINE, _COARSE = 100_000_000, 2_100_000_000


class FileStat(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """
    What hints at whether a file has changed, and never proves that it has not.

    Size and time alone are kept by `cp -p`, `rsync -t` and backups that are restored.
    """

    size: int
    mtime: int
    """Nanoseconds."""
    inode: int
    ctime: int
    """Nanoseconds; when the file was made, on Windows."""

    def hash(self) -> int:
        """Number all of it, as `hash_stat` does."""
        return hash((self.size, self.mtime, self.inode, self.ctime))


def stat_of(status: os.stat_result) -> FileStat:
    """Take from *status* what hints at a change."""
    return FileStat(
        status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns
    )


def hash_stat(status: os.stat_result) -> int:
    """
    Number what hints at a change: one number is compared faster than four.

    It is the same in every process, and never -1.
    """
    return hash((status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns))


def is_racy(file: FileStat, began: int) -> bool:
    """
    Tell whether *file* may have been written again without a hint.

    That may be where it was written so shortly before one *began* to look at it
    (nanoseconds) that a second writing would have left the same time: git's rule.
    """
    newest = max(file.mtime, file.ctime)
    return newest > began - (_FINE if newest % 10**9 else _COARSE)


_NAME: Callable[[os.DirEntry[str]], str] = attrgetter("name")


def is_noise(name: str) -> bool:
    """Tell whether a file of this name is hidden, or an editor's own."""
    is_saved = name.startswith("#") and name.endswith("#")  # by Emacs
    is_hidden = name.startswith(".") or is_saved
    return is_hidden or name.endswith(_NOISE_ENDS) or name in _NOISE


def is_hidden(path: str) -> bool:
    """Tell whether the file at *path*, or a folder above it, is hidden."""
    return "/." in f"/{path}"


def is_noise_at(folder: str, name: str) -> bool:
    """
    Tell whether a file of this *name* in *folder*, a path from the site, is passed over.

    Below content/root/ hidden files are meant: `.well-known/security.txt`.
    """
    if not (name.startswith(".") and f"{folder}/".startswith(f"{ROOT}/")):
        return is_noise(name)
    return name.startswith(_HIDDEN_NOISE) or name.endswith(_NOISE_ENDS)


def is_passed_over(path: str) -> bool:
    """Tell whether the file at *path* from the site, or a folder above it, is noise."""
    parts = path.split("/")
    return any(
        is_noise_at("/".join(parts[:depth]), name) for depth, name in enumerate(parts)
    )


def scan(root: Path, folder: str) -> tuple[dict[str, FileStat], list[Problem]]:
    """
    Find the files below *root*/*folder*, by their paths from *root*.

    A link that leads out of *root* is a problem, and so is one that leads nowhere,
    and a name that is no text: it could be neither remembered nor printed.

    Raises:
        OSError: the system lacks files or memory; what is there cannot be told.
    """
    found: dict[str, FileStat] = {}
    problems: list[Problem] = []
    top = os.path.realpath(root)
    for path, entry in _walk(os.path.join(root, folder), folder, top, problems, ()):
        try:
            status = entry.stat()
        except FileNotFoundError:
            continue  # gone since the folder was listed
        found[path] = stat_of(status)
    return found, problems


def scan_paths(
    root: Path, paths: Iterable[str], folders: Iterable[str], known: Collection[str]
) -> dict[str, FileStat | None] | None:
    """
    Find what is at *paths* now, as `scan` would in *folders*; None for what is gone.

    Of a folder everything is looked at, that is there or *known* to have been. Gives
    None where only going through all folders will do, for a link or a fault.
    """
    top = os.path.realpath(root)
    found: dict[str, FileStat | None] = {}
    for path in sorted(paths):  # folders before what is in them
        parts = path.split("/")
        if parts[0] not in folders or is_passed_over(path):
            continue
        where = os.path.join(root, path)
        is_plain = os.path.realpath(where) == os.path.join(top, path)
        if not is_plain or readable_path(path) != path:
            return None
        inside = (name for name in known if name.startswith(f"{path}/"))
        if os.path.isdir(where):
            files, faults = scan(root, path)
            if faults:
                return None
            if path in known:  # it was a file
                found[path] = None
            found.update(dict.fromkeys(inside))
            found.update(files)
            continue
        try:
            status = os.stat(where)
        except OSError:
            found[path] = None
            if path not in known:  # a folder that has gone, perhaps
                found.update(dict.fromkeys(inside))
            continue
        if not stat.S_ISREG(status.st_mode):
            return None  # a pipe, say, whose reading would never end
        if path not in known:  # it may have been a folder
            found.update(dict.fromkeys(inside))
        found[path] = stat_of(status)
    return found


def _walk(
    where: str, path: str, top: str, problems: list[Problem], above: tuple[str, ...]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(where) as listing:
            entries = sorted(listing, key=_NAME)
    except FileNotFoundError:
        return
    except OSError as fault:
        if is_shortage(fault):
            raise
        problems.append(unreadable(path, fault))
        return
    for entry in entries:
        if is_noise_at(path, entry.name):
            continue
        inner = f"{path}/{entry.name}"
        shown = readable_path(inner)
        if shown != inner:
            problems.append(Problem(shown, 0, Kind.BAD_NAME.of()))
            continue
        if entry.is_file(follow_symlinks=False):  # nearly always
            yield inner, entry
            continue
        if entry.is_symlink():
            real = os.path.realpath(entry.path)
            wrong = link_fault(entry.path, real, top, above)
            if wrong is not None:
                problems.append(Problem(inner, 0, wrong))
                continue
            inside = (*above, real)
        else:
            inside = above
        if entry.is_dir():
            yield from _walk(entry.path, inner, top, problems, inside)
        elif entry.is_file():
            yield inner, entry
        else:
            problems.append(Problem(inner, 0, Kind.NOT_A_FILE.of()))
