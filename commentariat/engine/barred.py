"""
Outputs whose place is taken until others are gone: a file becomes a folder, or the reverse.

They are written apart, so that what was there stays as long as the build may fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator

from commentariat.disk import BESIDE
from commentariat.engine.scan import FileStat, stat_of
from commentariat.site.namespace import fold_path, folders_of


def find_barred(
    root: str, outputs: Iterable[str], deleted: Collection[str]
) -> frozenset[str]:
    """
    Find those of *outputs* that want a folder where one of *deleted* is, or the reverse.

    A folder that holds anything else stays in the way: that is not ours to remove.
    """
    gone = set(map(fold_path, deleted))
    emptied = {folder for name in gone for folder in folders_of(name)}
    barred = set()
    for output in outputs if gone else ():
        key = fold_path(output)
        if key in emptied:
            if all(fold_path(name) in gone for name in _inside(root, output)):
                barred.add(output)
        elif not gone.isdisjoint(folders_of(key)):
            barred.add(output)
    return frozenset(barred)


def _inside(root: str, folder: str) -> Iterator[str]:
    for at, folders, names in os.walk(os.path.join(root, folder)):
        links = [one for one in folders if os.path.islink(os.path.join(at, one))]
        for name in (*names, *links):
            yield os.path.relpath(os.path.join(at, name), root).replace(os.sep, "/")


def apart(root: str) -> str:
    """Name the folder in which they are written."""
    return f"{root}/{BESIDE}"


def place(root: str, output: str) -> FileStat:
    """Move *output* to where it belongs, now that others are gone; tell how it looks."""
    path = os.path.join(root, output)
    for folder, _, _ in os.walk(path, topdown=False):
        os.rmdir(folder)  # nothing lies in it any more
    os.makedirs(os.path.dirname(path), exist_ok=True)
    os.replace(os.path.join(apart(root), output), path)
    return stat_of(os.stat(path))


def clear(root: str) -> None:
    """Take away what is still apart, as after a build that failed or was killed."""
    path = apart(root)
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)
