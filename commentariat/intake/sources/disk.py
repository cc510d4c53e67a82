"""Files of a site, written whole or not at all, and never behind a link."""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from typing import BinaryIO

from commentariat.archive.folders import ARTICLES


@lru_cache(maxsize=1024)  # forgotten with each batch of tasks
def is_inside(site: str, folder: str) -> bool:
    """Tell whether what is written in *folder* comes to stand in content/articles/."""
    top = os.path.join(os.path.realpath(site), ARTICLES)
    real = os.path.realpath(os.path.join(site, folder))
    return os.path.commonpath((real, top)) == top


def _create(where: str) -> BinaryIO:
    """Open a new file, and make its folder where there is none yet."""
    try:
        return open(where, "wb")
    except (FileNotFoundError, NotADirectoryError):
        os.makedirs(os.path.dirname(where), exist_ok=True)
        return open(where, "wb")


def _take_mode(where: str, beside: str) -> None:
    """Give the new file the mode of the one whose place it takes, if there is one."""
    try:
        mode = os.stat(where).st_mode
    except OSError:
        return
    os.chmod(beside, stat.S_IMODE(mode))


def is_own(site: str, file: str) -> bool:
    """Tell whether *file* would stand in a folder of the site, and behind no link."""
    top = os.path.realpath(site)
    folder = os.path.realpath(os.path.join(site, os.path.dirname(file)))
    return os.path.commonpath((top, folder)) == top


def write_file(where: str, data: bytes) -> None:
    """
    Write *data* to a file beside the one at *where*, and put it in its place.

    Raises:
        OSError: the disk refuses; what was there is still there.
    """
    folder, name = os.path.split(where)
    # Named after the file alone: what a killed import left is written over by the next,
    # to which the same file is due. Nobody else writes, for the site is locked.
    beside = os.path.join(folder, f".{name}.tmp")
    if os.path.islink(beside):
        os.unlink(beside)
    try:
        with _create(beside) as file:
            file.write(data)
        _take_mode(where, beside)
        os.replace(beside, where)
    except BaseException:
        if os.path.exists(beside):
            os.unlink(beside)
        raise
