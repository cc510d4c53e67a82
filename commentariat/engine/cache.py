"""The folder of what is remembered between builds: made, and emptied by name."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from commentariat.errors import Problem, SourceError
from commentariat.kinds import Kind

EXPORTS: Final = "exports"
"""Folder of what readers take along, while it is written."""
COPIES: Final = "copies"
"""Folder of pictures in other widths."""
UNPACKED: Final = "unpacked"
"""Folder of what import unpacked, and of what items of containers look up."""
RUNS: Final = "runs"
"""Folder of what runs have in common with their workers, a folder each."""
# What builds write there, by name, whole or not yet; the lock stays, for others may
# wait for it.
_FILES: Final = (
    r"\.?(?:addresses|bodies\.index|crawls|decisions-lock|items|outside|pictures|points|records"
    r"|review-steps\.jsonl|shared|search\.index|sources|words|(?:check|ledger|state)-[0-9a-f]{8})(?:\.tmp|\.new)?"
)
_FOLDERS: Final = {
    "bodies": r"[0-9]+-[0-9]+\.pack",
    UNPACKED: (
        r"[0-9a-f]{16,64}\.(?:part(?:\.[0-9]+(?:-[0-9a-f]{8})?)?|lookup)"
        r"|\.[0-9a-f]{16,64}\.lookup\.tmp"
    ),
    EXPORTS: r"[a-z]+-[0-9]+(?:-journal)?",
    COPIES: r"[0-9a-f]{16}|\.[0-9a-f]{16}\.[0-9a-f]{8}",
}


def make_cache(cache: Path) -> None:
    """
    Make the folder *cache* where there is none yet.

    Raises:
        SourceError: it is a link: what lies behind it may be anybody's.
        OSError: it cannot be made.
    """
    if cache.is_symlink():
        raise SourceError(Problem(cache.name, 0, Kind.LINKED_CACHE.of()))
    cache.mkdir(parents=True, exist_ok=True)


def empty_cache(cache: Path) -> None:
    """Delete what builds made in *cache*: behind no link, and nothing of another name."""
    _delete(cache, _FILES)
    for name in _FOLDERS:
        empty_folder(cache, name)


def empty_folder(cache: Path, name: str) -> None:
    """Delete the folder *name* of *cache*, likewise."""
    folder = cache / name
    if folder.is_symlink():
        folder.unlink()
    elif folder.is_dir():
        _delete(folder, _FOLDERS[name])
        if not any(folder.iterdir()):
            folder.rmdir()


def clear_runs(cache: Path) -> None:
    """
    Delete what runs left that were killed: to be called where none other is.

    Workers that still do what one of them asked for do no more of it then.
    """
    folder = cache / RUNS
    if folder.is_symlink() or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if re.fullmatch("[0-9a-f]{32}", path.name) and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):  # there is something of somebody else
        folder.rmdir()


def _delete(folder: Path, names: str) -> None:
    for path in sorted(folder.iterdir()):
        if re.fullmatch(names, path.name) and (path.is_symlink() or not path.is_dir()):
            path.unlink()
