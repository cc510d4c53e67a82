"""Where files of a site may be written: in its folders, and never behind a link."""

from __future__ import annotations

import os
from functools import lru_cache

from commentariat.archive.folders import ARTICLES


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
