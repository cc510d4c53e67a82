"""Which pictures the pages of a site show, and where on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from commentariat.archive.archive import Archive
from commentariat.archive.model import ContentFile
from commentariat.site.pictures import LEAD, PORTRAIT, TEXT, Place, is_picture
from commentariat.site.targets import Targets


def picture_uses(
    archive: Archive, targets: Targets, files: Collection[str]
) -> dict[str, frozenset[Place]]:
    """
    Find the places in which each of *files* (paths under content/) is shown.

    What a body links to without showing it counts as shown there: from here the
    two look alike.
    """
    places: dict[str, set[Place]] = {}
    for file, place in _uses(archive, targets, files):
        if file in files:
            places.setdefault(file, set()).add(place)
    return {file: frozenset(found) for file, found in places.items()}


def _uses(
    archive: Archive, targets: Targets, files: Collection[str]
) -> Iterator[tuple[str, Place]]:
    texts: list[ContentFile] = [*archive.articles, *archive.pages]
    for article in archive.articles:
        if article.image:
            yield article.image, LEAD
    for terms in archive.terms.values():
        for file in (term.file for term in terms.values() if term.file):
            texts.append(file)
            if file.picture:
                yield file.picture, PORTRAIT
    for text in texts:
        for target in filter(is_picture, text.links):
            found = targets.find_file(target, text.source, files)
            if found is not None:
                yield found, TEXT
