"""Links inside the watched folders, and the paths by which a file goes through them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from commentariat.engine.scan import is_noise_at


class Symlink(msgspec.Struct, frozen=True, order=True):
    """A symbolic link to a file or folder of the site."""

    path: str
    """Where it stands, from the site."""
    target: str
    """What it leads to: a whole path without links in it."""
    is_folder: bool


def find_links(site: Path, folder: str) -> Iterator[Symlink]:
    """Find the links below *folder* of the *site* that lead to something of the site."""
    top = os.path.realpath(site)
    where = os.path.join(site, folder)
    if os.path.islink(where) and os.path.isdir(where):
        yield Symlink(folder, os.path.realpath(where), True)
        where = os.path.realpath(where)
    yield from _walk(where, folder, top)


def _walk(where: str, path: str, top: str) -> Iterator[Symlink]:
    try:
        with os.scandir(where) as listing:
            entries = [one for one in listing if not is_noise_at(path, one.name)]
    except OSError:
        return
    for entry in entries:
        inner = f"{path}/{entry.name}"
        if entry.is_symlink():
            real = os.path.realpath(entry.path)
            if os.path.exists(real) and os.path.commonpath((real, top)) == top:
                yield Symlink(inner, real, os.path.isdir(real))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, inner, top)


def names_of(where: str, top: str, links: tuple[Symlink, ...]) -> Iterator[str]:
    """Give every path from the site by which the file at *where* is known."""
    if where.startswith(top + os.sep):
        yield where[len(top) + 1 :].replace(os.sep, "/")
    for link in links:
        if where == link.target:
            yield link.path
        elif where.startswith(link.target + os.sep):
            rest = where[len(link.target) + 1 :].replace(os.sep, "/")
            yield f"{link.path}/{rest}"
