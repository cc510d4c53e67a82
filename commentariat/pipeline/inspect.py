"""How raw files are read, wherever they lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from commentariat.archive.folders import split_path
from commentariat.config import SETTINGS_FILE, Settings, load_settings
from commentariat.errors import Problem, SourceError
from commentariat.intake.sources.decode import SIZE_LIMIT


class Inspected(msgspec.Struct, frozen=True):
    """How one raw file is read: for machines, and as text for people."""

    record: dict[str, Any]
    text: str


def inspect_files(
    site: Path, files: Sequence[str], *, for_people: bool
) -> Iterator[Inspected | Problem]:
    """
    Read raw *files* from anywhere; give a reading, or a problem, for each item.

    The settings of the folder *site* count where there are any, and so do the lines
    that its raw files share, or those that *files* share among each other.
    """
    from commentariat.intake.inspection import (
        find_inspected,
        inspect_reading,
        show_reading,
    )
    from commentariat.intake.repairs.lexicon import find_words
    from commentariat.intake.repairs.repetition import (
        LEAST_ARTICLES,
        find_closing,
        find_repeated,
        load_repeated,
    )

    settings = Settings(title="inspect", institution="inspect")
    if (site / SETTINGS_FILE).is_file():
        try:
            settings = load_settings(site)
        except SourceError:
            pass  # a checkout of something else: the reading needs no settings
    repeated, words = load_repeated(str(site)), find_words(str(site))
    if len(files) >= LEAST_ARTICLES:
        known = (*settings.known_disclaimers, *repeated)
        found = (find_closing(data, known) for data in map(_try_to_read, files))
        repeated += tuple(find_repeated(found))
    settings = msgspec.structs.replace(
        settings, known_disclaimers=(*settings.known_disclaimers, *repeated)
    )
    for name in files:
        path, key = name, ""
        if not Path(name).exists():
            path, key = split_path(name)
        for one in find_inspected(path, path, key, settings):
            try:
                if isinstance(one, Problem):
                    yield one
                elif for_people:
                    yield Inspected({}, show_reading(one, settings, words))
                else:
                    yield Inspected(inspect_reading(one, settings, "", words), "")
            except SourceError as fault:
                yield from fault.problems


def _try_to_read(name: str) -> bytes:
    try:
        with open(name, "rb") as file:
            return file.read(SIZE_LIMIT)
    except OSError:
        return b""  # named where it is read for good
