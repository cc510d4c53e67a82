"""
An output folder from elsewhere, such as a CI cache, taken for ours as it lies.

Whoever packed it may have put anything there: pages of other sites, links that lead
out, folders where files belong. Nothing of that is followed and nothing of it stays.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator

from commentariat.build import store
from commentariat.build.ledger import Ledger


def adopt_output(root: str, ledger: Ledger) -> None:
    """
    Note everything under *root* as ours: what is not wanted is then deleted.

    What no build remembers making, and what a link stands in the way of, is noted
    as not to be trusted. Hidden files stay whose they are.
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
            if os.path.islink(path) or os.path.isfile(path):
                os.unlink(path)
            seen.add(folder)
        path = os.path.join(root, output)
        if os.path.islink(path):
            os.unlink(path)
        elif os.path.isdir(path):
            shutil.rmtree(path)
        store.sweep(root, output)


def _find(root: str, prefix: str) -> Iterator[tuple[str, bool]]:
    """Find what is no folder, and whether it is a link (or a pipe, or the like)."""
    try:
        with os.scandir(os.path.join(root, prefix)) as listing:
            entries = [entry for entry in listing if not entry.name.startswith(".")]
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
