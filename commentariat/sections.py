"""Sections: what a house publishes besides articles, a row each."""

from __future__ import annotations

from typing import Final

import msgspec

ITEM_TEMPLATE: Final = "item.html"
LISTING_TEMPLATE: Final = "section.html"
DATE: Final = "date"
TITLE: Final = "title"
ORDERS: Final = (DATE, TITLE)
"""What items of any section can be sorted by."""


class Section(msgspec.Struct, frozen=True):
    """A folder of items, such as events: a row of the table of sections."""

    name: str
    """Of its folder under content/."""
    path: str
    """Folder of its pages."""
    label: str
    template: str = ITEM_TEMPLATE
    """Of the pages of its items."""
    order: str = f"-{DATE}"
    """The key that its items are sorted by, with `-` before it for the other way."""
    has_listing: bool = True
    has_feed: bool = False
    is_in_menu: bool = False

    @property
    def key(self) -> str:
        """The key that its items are sorted by."""
        return self.order.removeprefix("-")

    @property
    def is_reversed(self) -> bool:
        """Whether they are sorted the other way."""
        return self.order.startswith("-")

    @property
    def listing(self) -> str:
        """Path of its listing."""
        return f"{self.path}/"


def item_path(section: Section, slug: str) -> str:
    """Path of the item called *slug*."""
    return f"{section.path}/{slug}/"
