"""A bag (BagIt 1.0, RFC 8493): content files and raw files, each with its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

from commentariat.archive.slugs import slugify
from commentariat.exports.model import Export
from commentariat.exports.zips import Digested, ZipWriter

_ALGORITHM: Final = "sha512"
_SIGNS: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
"""What stands in a list of files in another way."""


def write(export: Export, where: str) -> None:
    """Write the sources of *export* as a bag in a new zip at *where*."""
    name = slugify(export.site.settings.title)
    sums: dict[str, str] = {}
    size = 0
    with ZipWriter(where) as bag:
        sources = list(_sources(export))
        for done, path in enumerate(sources):
            export.progress("packing files", done, len(sources))
            parts = Digested(export.stretches(path), _ALGORITHM)
            bag.add(f"{name}/data/{path}", parts)
            sums[f"data/{path}"] = parts.hexdigest
            size += parts.size
        export.progress("packing files", len(sources), len(sources))
        tags = {
            "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(_info(export, size, len(sums))),
            f"manifest-{_ALGORITHM}.txt": _sums(sums),
        }
        tag_sums = {
            path: hashlib.new(_ALGORITHM, text.encode()).hexdigest()
            for path, text in tags.items()
        }
        tags[f"tagmanifest-{_ALGORITHM}.txt"] = _sums(tag_sums)
        for path, text in tags.items():
            bag.add(f"{name}/{path}", text.encode())


def _sources(export: Export) -> list[str]:
    """List the files that *export* is made of, by their paths from the site."""
    found: set[str] = set()
    for article in export.articles:
        found.add(f"content/{article.source}")
    found.update(export.raw)
    found.update(f"content/{one.file.source}" for one in export.terms if one.file)
    found.update(f"content/{one.source}" for one in export.pages)
    found.update(f"content/{one.source}" for one in export.items)
    if export.is_whole:
        found.update(one for one in export.files if one.startswith("content/"))
    return sorted(found & export.known)


def _info(export: Export, size: int, count: int) -> Iterator[str]:
    settings = export.site.settings
    chosen = ", ".join(term.name for term in export.chosen)
    for name, said in (
        ("Source-Organization", settings.institution),
        ("External-Description", ": ".join(filter(None, (settings.title, chosen)))),
        ("External-Identifier", settings.base_url),
        ("Payload-Oxum", f"{size}.{count}"),
    ):
        if said:
            yield f"{name}: {' '.join(said.split())}\n"


def _sums(sums: dict[str, str]) -> str:
    return "".join(f"{digest}  {_path(path)}\n" for path, digest in sums.items())


def _path(path: str) -> str:
    return "".join(_SIGNS.get(sign, sign) for sign in path)
