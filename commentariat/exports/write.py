"""Whatever is taken along, written in the format that is asked for."""

from __future__ import annotations

from importlib import import_module

from commentariat.exports.model import Export
from commentariat.formats import Format


def write_export(row: Format, export: Export, where: str) -> None:
    """
    Write *export* in the format of *row* to a new file at *where*.

    Raises:
        SourceError: a source is at fault, or was changed meanwhile.
        OSError: the disk refuses.
    """
    import_module(f"commentariat.exports.{row.module}").write(export, where)
