"""What changed in the output since a manifest, for whatever carries it to a host."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from commentariat.disk import write_whole
from commentariat.engine.ledger import Entry
from commentariat.engine.sources import FOLDERS
from commentariat.errors import UsageError
from commentariat.pipeline.options import Options


class Changes(msgspec.Struct, frozen=True):
    """What a file of changes holds; outputs by their path in the output folder."""

    written: list[str]
    """What is new, or another than it was, in order."""
    deleted: list[str]
    """What was there and is not any more, in order."""
    digests: dict[str, str]
    """Of every output that there is now: 32 hexadecimal digits of XXH3."""

    @property
    def counts(self) -> tuple[int, int]:
        """How many files are to be carried over, and how many to be deleted there."""
        return len(self.written), len(self.deleted)


def check_changes_file(options: Options) -> None:
    """
    See that the file of changes may be written where it is said to be.

    Raises:
        UsageError: it would be published, or be a source, or is something else.
    """
    if options.changes is None:
        return
    file = options.changes.resolve()
    for folder in (options.output_folder, *(options.site / one for one in FOLDERS)):
        if file.is_relative_to(folder.resolve()):
            raise UsageError(
                f"expected a file of changes outside {folder}, found {options.changes}; "
                "name it elsewhere, as --changes changes.json"
            )
    read_changes(options.changes)


def read_changes(file: Path) -> Changes:
    """
    Read a file of changes; one that is not there holds nothing.

    Raises:
        UsageError: it is something else, and is not written over.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=Changes)
    except FileNotFoundError:
        return Changes([], [], {})
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise UsageError(
            f"expected a file that --changes has written, found {file}: {fault}"
        ) from None


def write_changes(options: Options, entries: Mapping[str, Entry]) -> Changes:
    """
    Write what is another now than by the manifest that the file holds, and what is.

    Raises:
        UsageError: the file is something else.
    """
    assert options.changes is not None
    # What has no trace was at fault, and left out.
    now = {name: one.trace.digest for name, one in entries.items() if one.trace}
    before = read_changes(options.changes).digests
    found = Changes(
        written=[name for name in now if before.get(name) != now[name]],
        deleted=sorted(before.keys() - now.keys()),
        digests=now,
    )
    data = msgspec.json.format(msgspec.json.encode(found), indent=1)
    os.makedirs(options.changes.absolute().parent, exist_ok=True)
    write_whole(str(options.changes), data, b"\n")
    return found
