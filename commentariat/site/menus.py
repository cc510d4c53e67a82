"""The menus of a site: what the settings say, and the pages that ask to be in it."""

from __future__ import annotations

from collections.abc import Iterable

from commentariat.archive.model import PageFile
from commentariat.config import MenuItem
from commentariat.sections import Section
from commentariat.site.nesting import Nesting
from commentariat.site.targets import Targets
from commentariat.site.urls import Root
from commentariat.site.views import MenuLink


class _Entry:
    """An entry that further ones may come to lie below."""

    __slots__ = ("items", "label", "url")

    def __init__(self, label: str, url: str, items: Iterable[_Entry] = ()) -> None:
        self.label, self.url = label, url
        self.items = list(items)


def make_menu(items: Iterable[MenuItem], targets: Targets) -> tuple[MenuLink, ...]:
    """Make a menu of what the settings say alone."""
    return _as_links(_entries(items, targets))


def make_main_menu(
    items: Iterable[MenuItem],
    sections: Iterable[Section],
    pages: Iterable[PageFile],
    nesting: Nesting,
    targets: Targets,
    root: Root,
) -> tuple[MenuLink, ...]:
    """
    Make the menu of *items* of the settings, and of *sections* and *pages* that ask for it.

    Sections stand behind what the settings say, and then pages, each below the nearest
    page above it that is in the menu; nothing stands there twice.
    """
    entries = _entries(items, targets)
    shown = {root.href(one.listing): one for one in sections}
    asking = nesting.in_order(pages)
    if not (asking or shown):
        return _as_links(entries)
    known: dict[str, _Entry] = {}
    _learn(known, entries)
    for href, section in shown.items():
        if href not in known:
            known[href] = _Entry(section.label, href)
            entries.append(known[href])
    for page in sorted(asking, key=lambda one: len(nesting.above(one))):
        href = root.href(page.path)
        if href in known:
            continue
        above = (root.href(one.path) for one in reversed(nesting.above(page)))
        outer = next((known[one] for one in above if one in known), None)
        entry = known[href] = _Entry(page.menu, href)
        (entries if outer is None else outer.items).append(entry)
    return _as_links(entries)


def _entries(items: Iterable[MenuItem], targets: Targets) -> list[_Entry]:
    return [
        _Entry(one.label, targets.item(one.url), _entries(one.items, targets))
        for one in items
    ]


def _learn(known: dict[str, _Entry], entries: Iterable[_Entry]) -> None:
    for entry in entries:
        if entry.url:
            known.setdefault(entry.url, entry)
        _learn(known, entry.items)


def _as_links(entries: Iterable[_Entry]) -> tuple[MenuLink, ...]:
    return tuple(
        [MenuLink(one.label, one.url, _as_links(one.items)) for one in entries]
    )
