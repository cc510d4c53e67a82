"""Which pictures the pages of a site show, and where on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from commentariat.archive.archive import Archive
from commentariat.archive.model import Article, ContentFile, TermFile
from commentariat.site.pictures import LEAD, PORTRAIT, TEXT, Place, is_picture
from commentariat.site.targets import Targets


def picture_uses(
    archive: Archive, targets: Targets, files: Collection[str]
) -> dict[str, frozenset[Place]]:
    """
    Find the places in which each of *files* (outputs) is shown.

    What a body links to without showing it counts as shown there: from here the
    two look alike.
    """
    places: dict[str, set[Place]] = {}
    for source in content_files(archive):
        for target, place in pictures_in(source):
            found: str | None = targets.picture(target)
            if place is TEXT:
                found = targets.find_file(target, source.source, files)
            if found is not None and found in files:
                places.setdefault(found, set()).add(place)
    return {file: frozenset(found) for file, found in places.items()}


def content_files(archive: Archive) -> Iterator[ContentFile]:
    """List the content files of all articles, pages and terms that are shown."""
    yield from archive.articles
    yield from archive.pages
    yield from archive.introductions.values()
    for items in archive.items.values():
        yield from items
    for terms in archive.terms.values():
        yield from (term.file for term in terms.values() if term.file)


def pictures_in(file: ContentFile) -> tuple[tuple[str, Place], ...]:
    """List what *file* shows as a picture, as it is written there, and where."""
    if isinstance(file, Article) and file.withdrawn:
        return ()
    in_text = [(target, TEXT) for target in file.links if is_picture(target)]
    return (*picture_of(file), *in_text)


def picture_of(file: ContentFile) -> tuple[tuple[str, Place], ...]:
    """Give the picture that the header of *file* names, if any, and its place."""
    if isinstance(file, Article):
        return ((file.image, LEAD),) if file.image else ()
    if isinstance(file, TermFile):
        return ((file.picture, PORTRAIT),) if file.picture else ()
    return ((file.image, LEAD),) if file.image else ()
