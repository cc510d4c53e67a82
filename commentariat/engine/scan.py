"""Which files there are under a folder, without opening one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path

import msgspec

from commentariat.archive.text import readable_path
from commentariat.disk import link_fault
from commentariat.errors import Problem, unreadable
from commentariat.kinds import Kind

# Left by editors and desktops beside the files people mean.
_NOISE_ENDS = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", ".orig", ".part")
_NOISE = frozenset({"Thumbs.db", "desktop.ini", "__pycache__"})


class FileStat(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A file and what tells whether it has changed."""

    size: int
    mtime: int
    """Nanoseconds."""
    inode: int


_NAME: Callable[[os.DirEntry[str]], str] = attrgetter("name")


def is_noise(name: str) -> bool:
    """Tell whether a file of this name is hidden, or an editor's own."""
    return name.startswith((".", "#")) or name.endswith(_NOISE_ENDS) or name in _NOISE


def scan(root: Path, folder: str) -> tuple[dict[str, FileStat], list[Problem]]:
    """
    Find the files below *root*/*folder*, by their paths from *root*.

    A link that leads out of *root* is a problem, and so is one that leads nowhere,
    and a name that is no text: it could be neither remembered nor printed.
    """
    found: dict[str, FileStat] = {}
    problems: list[Problem] = []
    top = os.path.realpath(root)
    for path, entry in _walk(os.path.join(root, folder), folder, top, problems, ()):
        try:
            status = entry.stat()
        except FileNotFoundError:
            continue  # gone since the folder was listed
        found[path] = FileStat(status.st_size, status.st_mtime_ns, status.st_ino)
    return found, problems


def _walk(
    where: str, path: str, top: str, problems: list[Problem], above: tuple[str, ...]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(where) as listing:
            entries = sorted(listing, key=_NAME)
    except FileNotFoundError:
        return
    except OSError as fault:
        problems.append(unreadable(path, fault))
        return
    for entry in entries:
        if is_noise(entry.name):
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
