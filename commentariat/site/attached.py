"""Files that lie beside an article or a page in its own folder, and where they go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from commentariat.archive.archive import Archive
from commentariat.archive.bundles import INDEX, bundle_of
from commentariat.archive.text import compose
from commentariat.sections import item_path
from commentariat.site.urls import article_path


class Attached(msgspec.Struct, frozen=True):
    """The files beside content files that are bundles."""

    outputs: Mapping[str, str] = {}
    """Of those that are published, by path under content/."""
    folders: frozenset[str] = frozenset()
    """All folders under content/ that hold files, bundles by now or not, at any depth."""


def find_attached(
    archive: Archive, files: Iterable[str], sources: Iterable[str]
) -> Attached:
    """
    Tell where each of *files* goes that lies in a bundle, which are among *sources*.

    A file is of the nearest bundle above it, and goes where the page of that goes: with
    an article that is not out, or was taken back, it is not published. Paths are under
    content/.
    """
    files = list(files)
    if not files:
        return Attached()
    bundles = {bundle_of(one) for one in sources if one.endswith(f"/{INDEX}")} - {""}
    places = dict(_places(archive))
    outputs: dict[str, str] = {}
    for file in files:
        bundle = next((one for one in _folders(file) if one in bundles), "")
        if bundle in places:
            outputs[file] = places[bundle] + compose(file[len(bundle) + 1 :])
    folders = frozenset(folder for file in files for folder in _folders(file))
    return Attached(outputs, folders)


def _places(archive: Archive) -> Iterator[tuple[str, str]]:
    """Name the folders that are bundles, and the paths of their pages."""
    for article in archive.articles:
        if bundle := bundle_of(article.source):
            yield bundle, article_path(article.slug)
    for page in archive.pages:
        if bundle := bundle_of(page.source):
            yield bundle, page.path
    for name, items in archive.items.items():
        for item in items:
            if bundle := bundle_of(item.source):
                yield bundle, item_path(archive.sections[name], item.slug)


def _folders(file: str) -> Iterator[str]:
    """List the folders that *file* is in, the nearest first."""
    while folder := file.rpartition("/")[0]:
        yield folder
        file = folder
