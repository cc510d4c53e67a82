"""What a site asks of whoever makes the files that readers take along."""

from __future__ import annotations

from typing import Protocol

from commentariat.formats import Format
from commentariat.site.page import Parts
from commentariat.site.views import FileView


class ExportFiles(Protocol):
    """Makes the archive as one file, in a format."""

    def parts(self, row: Format) -> Parts:
        """Tell the file in the format of *row* from any other."""
        ...

    def view(self, row: Format) -> FileView:
        """Write it, to be put in its place."""
        ...
