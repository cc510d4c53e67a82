"""Files of a site that import writes: in its folders, behind no link, and none cut."""

from __future__ import annotations

import os
from functools import lru_cache

from commentariat.archive.folders import ARTICLES
from commentariat.disk import read_whole
from commentariat.errors import Problem, SourceError, not_utf8, too_large, unreadable


@lru_cache(maxsize=1024)  # forgotten with each batch of tasks
def is_inside(site: str, folder: str) -> bool:
    """Tell whether what is written in *folder* comes to stand in content/articles/."""
    top = os.path.join(os.path.realpath(site), ARTICLES)
    real = os.path.realpath(os.path.join(site, folder))
    return os.path.commonpath((real, top)) == top


def is_own(site: str, file: str) -> bool:
    """Tell whether *file* would stand in a folder of the site, and behind no link."""
    top = os.path.realpath(site)
    folder = os.path.realpath(os.path.join(site, os.path.dirname(file)))
    return os.path.commonpath((top, folder)) == top


def read_list(site: str, file: str, most: int) -> str:
    """
    Read a list that import goes by, and adds to; empty where there is none.

    Raises:
        SourceError: it cannot be read whole, and would be written back without the rest.
    """
    path = os.path.join(site, file)
    if not os.path.isfile(path):
        return ""
    try:
        size = os.stat(path).st_size
        if size > most:
            raise SourceError(Problem(file, 0, too_large(most, size)))
        return read_whole(path, most).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise SourceError(not_utf8(file, fault)) from None
    except OSError as fault:
        raise SourceError(unreadable(file, fault)) from None
