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
HOME: Final = "index"
"""Slug of a page that stands for the folder it is in: at the top, for the home page."""


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
    return _as_slug(name)


def _as_slug(name: str) -> str:
    name = compose(name)
    return name if is_slug(name) else slugify(name)


def nested_path(source: str, slug: str) -> str:
    """
    Give the path of the page *source* called *slug*, which nests as its folders do.

    `pages/about/team.md` and `pages/about/team/index.md` are `about/team/`, whatever
    the page of `about` itself is called.
    """
    folders = (bundle_of(source) or source).split("/")[1:-1]
    names = [*map(_as_slug, folders), *([] if slug == HOME else [slug])]
    return "".join([f"{name}/" for name in names])


def place_of_page(source: str) -> str:
    """Name the folder that holds what lies below the page *source*, from content/."""
    return bundle_of(source) or source.removesuffix(".md")
