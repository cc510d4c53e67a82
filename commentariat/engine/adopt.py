"""
An output folder from elsewhere, such as a CI cache, taken for ours as it lies.

Whoever packed it may have put anything there: pages of other sites, links that lead
out, folders where files belong. Nothing of that is followed and nothing of it stays.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator

from commentariat.engine import store
from commentariat.engine.ledger import Ledger


def adopt_output(root: str, ledger: Ledger) -> None:
    """
    Note everything under *root* as ours: what is not wanted is then deleted.

    What no build remembers making, and what a link stands in the way of, is noted
    as not to be trusted. Only what is git's stays whose it is.
    """
    entries = ledger.entries
    found = dict(_find(root, ""))
    links = {name for name, is_link in found.items() if is_link}
    distrusted = (found.keys() - entries.keys()) | links
    if links:
        distrusted |= {name for name in entries if _folders(name) & links}
    ledger.own(sorted(distrusted))


def clear_way(root: str, outputs: Iterable[str]) -> None:
    """Take away what stands where one of *outputs*, or a folder of it, is to be."""
    seen: set[str] = set()
    for output in outputs:
        for folder in sorted(_folders(output) - seen):  # the outer ones first
            path = os.path.join(root, folder)
            if not stat.S_ISDIR(_mode(path)):
                store.delete(root, folder)
            seen.add(folder)
        mode = _mode(os.path.join(root, output))
        if stat.S_ISDIR(mode):
            shutil.rmtree(os.path.join(root, output))
        elif not stat.S_ISREG(mode):
            store.delete(root, output)
        store.sweep(root, output)


def _mode(path: str) -> int:
    """What *path* is, itself and not what it leads to; 0 where nothing is."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _find(root: str, prefix: str) -> Iterator[tuple[str, bool]]:
    """Find what is no folder, and whether it is a link (or a pipe, or the like)."""
    try:
        with os.scandir(os.path.join(root, prefix)) as listing:
            entries = [entry for entry in listing if not entry.name.startswith(".git")]
    except FileNotFoundError:
        return
    for entry in entries:
        name = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _find(root, f"{name}/")
        else:
            yield name, not entry.is_file(follow_symlinks=False)


def _folders(output: str) -> set[str]:
    parts = output.split("/")[:-1]
    return {"/".join(parts[: end + 1]) for end in range(len(parts))}
