"""A site of another generator, taken over."""

from __future__ import annotations

import os
from pathlib import Path

from commentariat.config import SETTINGS_FILE, load_settings
from commentariat.errors import OpenPoint, UsageError
from commentariat.migration.plan import Migration, plan_migration
from commentariat.migration.writing import find_taken, write_migration


def migrate(
    folder: Path, to: Path, day: str, *, is_dry: bool
) -> tuple[Migration, tuple[OpenPoint, ...], int]:
    """
    Write the site of another generator in *folder* into the site *to*.

    Gives what came of it, what was there already, and how many files were written; none
    where it *is dry*. On that *day* the old site is looked at.

    Raises:
        UsageError: the folders are none, lie in each other, or hold no such site.
        SourceError: the settings of the site are at fault.
    """
    if not folder.is_dir():
        raise UsageError(f"no folder {str(folder)!r}")
    one, other = folder.resolve(), to.resolve()
    if (
        one == other
        or one.is_relative_to(other / "content")
        or other.is_relative_to(one)
    ):
        raise UsageError(
            f"the new site {str(to)!r} lies in the old one, or holds it: name a folder "
            "elsewhere by --to"
        )
    if to.exists() and not to.is_dir():
        raise UsageError(f"expected a folder, found the file {str(to)!r}")
    has_settings = os.path.lexists(to / SETTINGS_FILE)
    settings = load_settings(to, has_hooks=False) if has_settings else None
    planned = plan_migration(folder, settings, day)
    taken = find_taken(planned, to)
    count = 0 if is_dry else write_migration(planned, folder, to)
    return planned, tuple(taken.values()), count
