"""The menus of a site: what the settings say, and the pages that ask to be in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from commentariat.archive.model import PageFile
from commentariat.config import MenuItem
from commentariat.sections import Section
from commentariat.site.naming import Naming
from commentariat.site.nesting import Nesting
from commentariat.site.targets import Targets
from commentariat.site.urls import Root
from commentariat.site.views import MenuLink


class _Entry:
    """An entry that further ones may come to lie below."""

    __slots__ = ("items", "label", "language", "url")

    def __init__(
        self, label: str, url: str, language: str, items: Iterable[_Entry] = ()
    ) -> None:
        self.label, self.url, self.language = label, url, language
        self.items = list(items)


def make_menu(
    items: Iterable[MenuItem], targets: Targets, language: str
) -> tuple[MenuLink, ...]:
    """
    Make a menu of what the settings say alone.

    Its labels are in *language*, where that is another than the words around it.
    """
    return _as_links(_entries(items, targets, language))


def make_main_menu(
    items: Iterable[MenuItem],
    sections: Iterable[Section],
    pages: Iterable[PageFile],
    nesting: Nesting,
    targets: Targets,
    root: Root,
    naming: Naming,
    spoken: Callable[[PageFile], str],
) -> tuple[MenuLink, ...]:
    """
    Make the menu of *items* of the settings, and of *sections* and *pages* that ask for it.

    *naming* tells in which language settings call things, where that is another than the
    words around them, and *spoken* in which a page is. Sections stand behind what the
    settings say, and then pages, each below the nearest page above it that is in the menu;
    nothing stands there twice.
    """
    entries = _entries(items, targets, naming.language_at("menu"))
    shown = {root.href(one.listing): one for one in sections}
    asking = nesting.in_order(pages)
    if not (asking or shown):
        return _as_links(entries)
    known: dict[str, _Entry] = {}
    _learn(known, entries)
    for href, section in shown.items():
        if href not in known:
            language = naming.language_of_section(section)
            known[href] = _Entry(section.label, href, language)
            entries.append(known[href])
    for page in sorted(asking, key=lambda one: len(nesting.above(one))):
        href = root.href(page.path)
        if href in known:
            continue
        above = (root.href(one.path) for one in reversed(nesting.above(page)))
        outer = next((known[one] for one in above if one in known), None)
        entry = known[href] = _Entry(page.menu, href, spoken(page))
        (entries if outer is None else outer.items).append(entry)
    return _as_links(entries)


def _entries(
    items: Iterable[MenuItem], targets: Targets, language: str
) -> list[_Entry]:
    return [
        _Entry(
            one.label,
            targets.item(one.url),
            language,
            _entries(one.items, targets, language),
        )
        for one in items
    ]


def _learn(known: dict[str, _Entry], entries: Iterable[_Entry]) -> None:
    for entry in entries:
        if entry.url:
            known.setdefault(entry.url, entry)
        _learn(known, entry.items)


def _as_links(entries: Iterable[_Entry]) -> tuple[MenuLink, ...]:
    return tuple(
        [
            MenuLink(one.label, one.url, _as_links(one.items), one.language)
            for one in entries
        ]
    )
