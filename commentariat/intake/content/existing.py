"""Content files on disk, looked into."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from commentariat.archive.folders import ARTICLES
from commentariat.archive.model import Article
from commentariat.archive.text import digest_bytes
from commentariat.intake.content.content_file import (
    UnjudgedContent,
    is_untouched,
    read_unjudged,
)

_LARGEST_CLAIM: Final = 2**20


def look_into(site: str, article: Article) -> tuple[str, bool]:
    """Give the digest of a content file, and tell whether it is untouched."""
    try:
        with open(os.path.join(site, "content", article.source), "rb") as file:
            data = file.read()
        return digest_bytes(data), is_untouched(data.decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return "", False


def find_unjudged(site: Path, judged: set[str]) -> dict[str, UnjudgedContent]:
    """
    Find what files in content/articles/ say that are not among those *judged*.

    They have faults that an editor will mend, so what they are made from is theirs,
    and so is their slug.
    """
    return {
        path: _read_claim(os.path.join(site, "content", path), path)
        for path in _walk(os.path.join(site, ARTICLES), "articles")
        if path not in judged
    }


def _walk(where: str, path: str) -> Iterator[str]:
    try:
        with os.scandir(where) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        inner = f"{path}/{entry.name}"
        if entry.name.endswith(".md"):
            yield inner
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, inner)


def _read_claim(where: str, path: str) -> UnjudgedContent:
    name = os.path.basename(path).removesuffix(".md")
    try:
        with open(where, "rb") as file:
            text = file.read(_LARGEST_CLAIM).decode("utf-8", "replace")
    except OSError:
        return UnjudgedContent(frozenset(), name)
    claim = read_unjudged(text)
    return claim if claim.slug else UnjudgedContent(claim.files, name)
