"""One build at a time in one site: a lock that dies with its process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from commentariat.disk import clear_place
from commentariat.engine.cache import clear_runs, make_cache
from commentariat.errors import Problem, SourceError
from commentariat.kinds import Kind


@contextmanager
def site_lock(cache: Path, patience: float = 0) -> Iterator[None]:
    """
    Hold the lock of the site whose memory is the folder *cache*.

    Where another process holds it, wait for *patience* seconds at most. What runs left
    that were killed is cleared away.

    Raises:
        SourceError: another process holds it, or the folder is a link.
    """
    path = cache / "lock"
    try:
        make_cache(cache)
        clear_place(str(path))
        with FileLock(path, timeout=patience):
            clear_runs(cache)
            yield
    except Timeout:
        raise SourceError(Problem(".cache/lock", 0, Kind.LOCKED.of())) from None
