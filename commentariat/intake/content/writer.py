"""Content files on disk: looked into, and written whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Final

from commentariat.archive.model import Article
from commentariat.archive.text import digest_bytes
from commentariat.intake.content.content_file import (
    Claim,
    is_untouched,
    read_claim,
)
from commentariat.intake.plan import ARTICLES

_LARGEST_CLAIM: Final = 2**20


def look_into(site: str, article: Article) -> tuple[str, bool]:
    """Give the digest of a content file, and tell whether it is untouched."""
    try:
        with open(os.path.join(site, "content", article.source), "rb") as file:
            data = file.read()
        return digest_bytes(data), is_untouched(data.decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return "", False


def find_claims(site: Path, judged: set[str]) -> dict[str, Claim]:
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


def _read_claim(where: str, path: str) -> Claim:
    name = os.path.basename(path).removesuffix(".md")
    try:
        with open(where, "rb") as file:
            text = file.read(_LARGEST_CLAIM).decode("utf-8", "replace")
    except OSError:
        return Claim(frozenset(), name)
    claim = read_claim(text)
    return claim if claim.slug else Claim(claim.files, name)


@lru_cache(maxsize=1024)  # forgotten with each batch of tasks
def is_inside(site: str, folder: str) -> bool:
    """Tell whether what is written in *folder* comes to stand in content/articles/."""
    top = os.path.join(os.path.realpath(site), ARTICLES)
    real = os.path.realpath(os.path.join(site, folder))
    return os.path.commonpath((real, top)) == top


def _create(where: str) -> BinaryIO:
    """Open a new file, and make its folder where there is none yet."""
    try:
        return open(where, "wb")
    except (FileNotFoundError, NotADirectoryError):
        os.makedirs(os.path.dirname(where), exist_ok=True)
        return open(where, "wb")


def _take_mode(where: str, beside: str) -> None:
    """Give the new file the mode of the one whose place it takes, if there is one."""
    try:
        mode = os.stat(where).st_mode
    except OSError:
        return
    os.chmod(beside, stat.S_IMODE(mode))


def is_own(site: str, file: str) -> bool:
    """Tell whether *file* would stand in a folder of the site, and behind no link."""
    top = os.path.realpath(site)
    folder = os.path.realpath(os.path.join(site, os.path.dirname(file)))
    return os.path.commonpath((top, folder)) == top


def write_file(where: str, data: bytes) -> None:
    """
    Write *data* to a file beside the one at *where*, and put it in its place.

    Raises:
        OSError: the disk refuses; what was there is still there.
    """
    folder, name = os.path.split(where)
    # Named after the file alone: what a killed import left is written over by the next,
    # to which the same file is due. Nobody else writes, for the site is locked.
    beside = os.path.join(folder, f".{name}.tmp")
    if os.path.islink(beside):
        os.unlink(beside)
    try:
        with _create(beside) as file:
            file.write(data)
        _take_mode(where, beside)
        os.replace(beside, where)
    except BaseException:
        if os.path.exists(beside):
            os.unlink(beside)
        raise
