"""What hooks are given besides texts: an article, and what a build did."""

from __future__ import annotations

from typing import Any

import msgspec


class ArticleSource(msgspec.Struct, frozen=True):
    """One article as its content file has it: all that `fields` may go by."""

    source: str
    """Path of the content file from content/, as `articles/2019/ferry.md`."""
    slug: str
    front: dict[str, Any]
    """What front matter says, by key: texts, lists of texts, mappings, as written."""
    body: str
    """The Markdown, shortcodes written as they stand there."""


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did: what `after_build` may go by."""

    site: str
    """Folder of the site."""
    output: str
    """Folder that is published: nothing but a build writes there."""
    base_url: str
    articles: int
    outputs: int
    """All that there are now."""
    written: tuple[str, ...]
    """Outputs that are others than before, by their paths from the folder."""
    deleted: tuple[str, ...]
