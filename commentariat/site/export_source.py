"""What a site asks of whoever makes the files that readers take along."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol

from commentariat.formats import Format
from commentariat.site.page import Parts
from commentariat.site.views import FileView


class ExportFiles(Protocol):
    """Makes the archive as one file, in a format."""

    def look(self) -> Callable[[Format], Parts]:
        """Give what tells a file from others, by what the site shows at this time."""
        ...

    def gather(self, rows: Collection[Format]) -> None:
        """Read once what several of the formats of *rows* show, before any is made."""
        ...

    def view(self, row: Format) -> FileView:
        """Write the file in the format of *row*, to be put in its place."""
        ...
