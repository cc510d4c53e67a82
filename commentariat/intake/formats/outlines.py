"""What of a page others may have, too: the lines and the title of its site."""

from __future__ import annotations

import msgspec

from commentariat.intake.formats.titles import parts_of_title


class PageOutline(msgspec.Struct, frozen=True):
    """What a page has that others may have, too."""

    lines: dict[str, str] = {}
    """Its lines, by the digests of their words."""
    host: str = ""
    """Where it stands, as it says itself; empty where it does not."""
    title: str = ""
    """What its head says is its title."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the title, where marks part it: the piece, the site."""
        return parts_of_title(self.title)
