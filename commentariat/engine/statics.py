"""The bytes of files that are no pages: as they lie there, or made by a recipe."""

from __future__ import annotations

import os

from commentariat.archive.text import digest_bytes
from commentariat.disk import LARGEST_WHOLE, read_steady
from commentariat.engine.copies import PictureChangedError, PictureError, load_copy
from commentariat.engine.picture_metadata import strip_metadata
from commentariat.engine.svg import is_drawing, read_drawing
from commentariat.engine.theme import minify_css
from commentariat.errors import Problem, too_large
from commentariat.site.page import COPY, CSS, STRIPPED, VERBATIM, StaticFile


def is_judged_drawing(file: StaticFile) -> bool:
    """Tell whether *file* is a drawing that may have to be cleaned, or refused."""
    return file.recipe != VERBATIM and is_drawing(file.output)


class StaticError(Exception):
    """A file that must not be published as it is."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def make_static(file: StaticFile, copies: str) -> tuple[bytes, str]:
    """
    Give the bytes of *file*, and the digest of what they were made from.

    Those of pictures in other widths are kept in the folder *copies*.

    Where the file has changed since it was planned, that is another than the plan's;
    a recipe is then not followed, and the digest is empty.

    Raises:
        StaticError: it must not be published.
        OSError: it cannot be read.
    """
    if file.recipe == COPY:
        return _make_copy(file, copies)
    data = _read_whole(file)
    digest = digest_bytes(data)
    if is_judged_drawing(file):
        drawing = read_drawing(data)
        if drawing.fault:
            raise StaticError(Problem(file.source, drawing.line, drawing.fault))
        data = drawing.data
    if not file.recipe:
        return data, digest
    if digest != file.original:
        return b"", ""
    if file.recipe == VERBATIM:
        return data, file.digest
    if file.recipe == STRIPPED:
        return strip_metadata(data), file.digest
    assert file.recipe == CSS
    return minify_css(data, file.source, dict(file.names)), file.digest


def is_plain_copy(file: StaticFile) -> bool:
    """Tell whether the output is the file, byte for byte, whatever is in it."""
    return file.is_copied and not is_judged_drawing(file)


def size_fault(file: StaticFile) -> Problem | None:
    """Tell whether *file*, of which something else is made, is too large for that."""
    size = 0 if is_plain_copy(file) else os.stat(file.path).st_size
    if size <= LARGEST_WHOLE:
        return None
    return Problem(file.source, 0, too_large(LARGEST_WHOLE, size))


def _read_whole(file: StaticFile) -> bytes:
    fault = size_fault(file)
    if fault is not None:
        raise StaticError(fault)
    return read_steady(file.path)


def _make_copy(file: StaticFile, copies: str) -> tuple[bytes, str]:
    try:
        return load_copy(copies, file), file.digest
    except PictureChangedError:
        return b"", ""
    except PictureError as fault:
        raise StaticError(Problem(file.source, 0, fault.message)) from None
