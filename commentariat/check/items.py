"""What is looked over, and what looking gave: values that any process can take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import msgspec

from commentariat.check.findings import Finding
from commentariat.config import PolicySettings
from commentariat.engine.bodies import BodyIndex, BodyPlace
from commentariat.engine.render import EncodedView, PlacedBody, RenderContext
from commentariat.kinds import Message
from commentariat.site.page import Body, Page, StaticFile


class Desk(msgspec.Struct, frozen=True):
    """All that looking needs besides the items; it goes to every process."""

    context: RenderContext
    base_url: str
    settings_hrefs: frozenset[str]
    """Addresses that the settings give: a dead one is theirs to mend."""
    policy: PolicySettings = PolicySettings()
    """What pages may ask other sites for."""
    has_fields: bool = False
    """Whether content files may give fields of the site's own."""


Pages: TypeAlias = Sequence[Page | StaticFile]
"""All outputs that are looked over; empty in a process that does not have them."""


class Item(msgspec.Struct, frozen=True):
    """One output to be looked over."""

    number: int
    """Of its page among all that are looked over."""
    output: str
    source: str = ""
    """Under content/ for a page, from the site for a file that is passed through."""
    template: str = ""
    """Empty for a file that is passed through."""
    body: Body | None = None
    place: BodyPlace | None = None
    """Where its converted body is kept."""
    entries: tuple[PlacedBody, ...] = ()
    """What a feed holds whole."""
    texts: tuple[Body, ...] = ()
    """The Markdown of its fields."""
    path: str = ""
    """File that holds its bytes; empty: they are made for the occasion."""
    view: EncodedView | None = None
    """None where the process has the page in memory."""
    names: tuple[tuple[str, str], ...] = ()
    """Of a stylesheet: files that it names, and what they are called in the output."""
    language: str = ""
    """Of the page's own words, as a page says it."""
    edition: str = ""
    """Language of what is around them, likewise."""


class Facts(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What one output refers to and holds, and what is wrong with it alone."""

    key: str
    """Digest of what it was found in."""
    findings: tuple[Finding, ...] = ()
    references: str = ""
    """A line each: the sign of its use, and the address."""
    external: tuple[str, ...] = ()
    """Addresses of other sites that its body leads to."""
    ids: str = ""
    """A line each."""
    is_indexed: bool = True
    sign: str = ""
    """Digest of the words of its body, where there are enough to tell it from others."""


class Examined(msgspec.Struct, frozen=True):
    """What looking at an item gave."""

    number: int
    facts: Facts
    body_key: str = ""
    place: BodyPlace | None = None
    """Where the body with this key was put; None where it was kept already."""


class Dead(msgspec.Struct, frozen=True):
    """An address that leads nowhere, to be traced to where it was written."""

    href: str
    message: Message


class Errand(msgspec.Struct, frozen=True):
    """An item on which *dead* addresses are to be found."""

    item: Item
    dead: tuple[Dead, ...]


def make_item(
    number: int, page: Page | StaticFile, bodies: BodyIndex, path: str
) -> Item:
    """Make the item of *page*, whose bytes are in the file *path* (or nowhere)."""
    if isinstance(page, StaticFile):
        return Item(number, page.output, page.source, path=page.path, names=page.names)
    place = bodies.find(page.body.key) if page.body else None
    entries = tuple([(one, bodies.find(one.key)) for one in page.entries])
    return Item(
        number,
        page.output,
        page.source,
        page.template,
        page.body,
        place,
        entries,
        page.texts,
        path,
        language=page.language,
        edition=page.edition,
    )
