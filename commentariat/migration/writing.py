"""Carry out a migration: files are added, and none that is there is touched."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from commentariat.errors import OpenPoint
from commentariat.kinds import Kind
from commentariat.migration.plan import REDIRECTS, Migration


def find_taken(migration: Migration, to: Path) -> dict[str, OpenPoint]:
    """Find what of *migration* cannot be written: something is there, or leads elsewhere."""
    found: dict[str, OpenPoint] = {}
    top = to.resolve()
    for one in migration.files:
        where = to / one.path
        if os.path.lexists(where):
            found[one.path] = OpenPoint(one.path, 0, Kind.MIGRATED_THERE.of())
        elif not (to / os.path.dirname(one.path)).resolve().is_relative_to(top):
            found[one.path] = OpenPoint(one.path, 0, Kind.LINK_OUT.of("file"))
    return found


def write_migration(migration: Migration, folder: Path, to: Path) -> int:
    """
    Write what *migration* says into the site *to*; return how many files.

    Raises:
        OSError: the disk refuses.
    """
    taken = find_taken(migration, to)
    count = 0
    for one in migration.files:
        if one.path in taken:
            continue
        where = to / one.path
        where.parent.mkdir(parents=True, exist_ok=True)
        with open(where, "xb") as file:
            if one.data is not None:
                file.write(one.data)
            else:
                with open(folder / one.source, "rb") as source:
                    shutil.copyfileobj(source, file)
        count += 1
    _add_redirects(migration, to)
    return count


def _add_redirects(migration: Migration, to: Path) -> None:
    """Add the lines of old addresses that the file of them has not yet."""
    where = to / REDIRECTS
    there = where.read_text(encoding="utf-8") if where.is_file() else ""
    known = {line.split()[0] for line in there.splitlines() if line.split()}
    lines = [one for one in migration.redirects if one.split()[0] not in known]
    if lines:
        where.parent.mkdir(parents=True, exist_ok=True)
        before = there if there.endswith("\n") or not there else f"{there}\n"
        where.write_text(
            before + "".join(f"{one}\n" for one in lines), encoding="utf-8"
        )
