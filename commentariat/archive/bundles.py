"""
Content files in a folder of their own: `ferry/index.md`, with its pictures beside it.

Such a bundle is one article, or one page, called as its folder is. What lies in the
folder, or in one below that is no bundle itself, goes where the article goes.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from commentariat.archive.slugs import is_slug, slugify
from commentariat.archive.text import compose

INDEX: Final = "index.md"


def bundle_of(source: str) -> str:
    """
    Give the folder that is all of the content file *source*, from content/.

    Empty where the file stands beside others: an `index.md` that lies directly in
    `articles/` or `pages/` does.
    """
    folder, _, name = source.rpartition("/")
    return folder if name == INDEX and "/" in folder else ""


def slug_of_source(source: str) -> str:
    """
    Make the slug of a content file that gives none itself, of its name.

    It is the same however a tool wrote the letters of the name, composed or taken apart.
    """
    name = PurePosixPath(bundle_of(source)).name or PurePosixPath(source).stem
    name = compose(name)
    return name if is_slug(name) else slugify(name)
