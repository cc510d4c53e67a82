"""Which pages say the same in other languages, for readers and for crawlers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from commentariat.archive.model import PageFile
from commentariat.config import Settings
from commentariat.site.editions import language_of_page
from commentariat.site.urls import Root
from commentariat.site.views import Alternate

X_DEFAULT: Final = "x-default"
"""What crawlers call the page for readers of all other languages."""


def group_alternates(found: Sequence[Alternate]) -> tuple[Alternate, ...]:
    """
    Make a group of pages *found* to say the same; none of one page.

    Crawlers are told of a page that names others, if it is named by these, and if they
    may keep all. The first of those is for readers of other languages.
    """
    if len(found) < 2:
        return ()
    told = [one for one in found if one.is_told]
    if len(told) < 2:
        return tuple([replace(one, is_told=False) for one in found])
    return (*found, Alternate(X_DEFAULT, told[0].url))


class PagesInLanguages:
    """
    The institution's own *pages* that say the same, on a site of these *settings*.

    Those do that lie at one address below the folders of their languages: `about/` and
    `ru/about/`. *root* tells where the site lies.
    """

    def __init__(
        self, pages: Iterable[PageFile], settings: Settings, root: Root
    ) -> None:
        self._pages = pages
        self._languages = settings.languages
        self._prefixes = {
            one.language: one.prefix for one in (settings, *settings.others)
        }
        self._root = root

    def alternates(self, page: PageFile) -> tuple[Alternate, ...]:
        """Tell in which languages there is what *page* says, itself among them."""
        if len(self._languages) < 2:
            return ()
        edition, path = self._place(page)
        group = self._groups.get(path, {})
        if group.get(edition) is not page:
            return ()
        found = [group[one] for one in self._languages if one in group]
        return group_alternates(
            [
                Alternate(self._tag(one), self._root.url(one.path), one.is_indexed)
                for one in found
            ]
        )

    def _tag(self, page: PageFile) -> str:
        return page.language or self._place(page)[0]

    @cached_property
    def _groups(self) -> dict[str, dict[str, PageFile]]:
        """Pages by their path below the folder of their language, and by that."""
        found: dict[str, dict[str, PageFile]] = {}
        for page in self._pages:
            edition, path = self._place(page)
            if path:
                found.setdefault(path, {})[edition] = page
        return found

    def _place(self, page: PageFile) -> tuple[str, str]:
        """Tell the language of *page*, and where it lies in the folder of that, if it does."""
        edition = language_of_page(page, self._languages)
        prefix = self._prefixes[edition]
        is_below = page.path.startswith(prefix)
        return edition, page.path[len(prefix) :] if is_below else ""
