"""Which pictures the pages of a site show, and where on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from commentariat.site.pictures import LEAD, PORTRAIT, TEXT, Place, is_picture
from commentariat.site.site import Site


def picture_uses(site: Site, files: Collection[str]) -> dict[str, frozenset[Place]]:
    """
    Find the places in which each of *files* (paths under content/) is shown.

    What a body links to without showing it counts as shown there: from here the
    two look alike.
    """
    places: dict[str, set[Place]] = {}
    for file, place in _uses(site, files):
        if file in files:
            places.setdefault(file, set()).add(place)
    return {file: frozenset(found) for file, found in places.items()}


def _uses(site: Site, files: Collection[str]) -> Iterator[tuple[str, Place]]:
    archive = site.archive
    for article in archive.articles:
        if article.image:
            yield article.image, LEAD
        if article.links:
            yield from _in_text(site, article.links, article.source, files)
    for page in archive.pages:
        yield from _in_text(site, page.links, page.source, files)
    for terms in archive.terms.values():
        for file in (term.file for term in terms.values() if term.file):
            if file.picture:
                yield file.picture, PORTRAIT
            yield from _in_text(site, file.links, file.source, files)


def _in_text(
    site: Site, targets: Iterable[str], source: str, files: Collection[str]
) -> Iterator[tuple[str, Place]]:
    for target in targets:
        if is_picture(target):
            found = site.find_file(target, source, files)
            if found is not None:
                yield found, TEXT
