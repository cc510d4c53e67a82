"""One writer at a time of the lists that editors and commands both keep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from commentariat.disk import clear_place
from commentariat.engine.cache import make_cache
from commentariat.errors import Problem, SourceError
from commentariat.kinds import Kind

_PATIENCE = 10
"""Seconds to wait for another run that is in the site just now."""


@contextmanager
def list_lock(cache: Path, source: str) -> Iterator[None]:
    """
    Hold the lock of the lists of the site whose memory is the folder *cache*.

    It is held while the list *source* is read and written, and no longer: an editor may
    take an hour for a review, which others need not wait for.

    Raises:
        SourceError: another process holds it for long, or the folder is a link.
    """
    make_cache(cache)
    path = cache / "decisions-lock"
    clear_place(str(path))
    try:
        with FileLock(path, timeout=_PATIENCE):
            yield
    except Timeout:
        raise SourceError(Problem(source, 0, Kind.REVIEW_LOCKED.of())) from None
