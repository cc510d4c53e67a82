"""The Markdown of content files, and where the links in it lead."""

from __future__ import annotations

from commentariat.archive.model import ContentFile
from commentariat.site.page import Body
from commentariat.site.site import Site
from commentariat.site.views import Picture


def body_of(site: Site, file: ContentFile) -> Body:
    """Give the body of *file* with its links resolved, as far as they are known."""
    resolve, source = site.targets.resolve, file.source
    found = [(target, resolve(target, source)) for target in file.links]
    links = tuple([(target, href) for target, href in found if href is not None])
    find = site.targets.find_held_back
    held_back = [one for one, href in found if href is None and find(one, source)]
    pictures: tuple[Picture, ...] = ()
    if links and (known := site.pictures.in_text):
        pictures = tuple(
            dict.fromkeys(known[href] for _, href in links if href in known)
        )
    tables = site.tables and tuple(
        dict.fromkeys(site.tables[href] for _, href in links if href in site.tables)
    )
    key, line = file.body_key, file.body_line
    return Body(
        source, key, line, links, pictures, tuple(held_back), tables=tables or ()
    )
