"""What is not out yet, and who leads there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from commentariat.archive.archive import Archive
from commentariat.archive.body_lines import BodyLines
from commentariat.archive.model import ContentFile
from commentariat.archive.text import plain_text
from commentariat.errors import OpenPoint
from commentariat.kinds import Kind
from commentariat.site.held_back import why_held_back
from commentariat.site.picture_uses import content_files
from commentariat.site.targets import Targets


def ask_of_links(site: Path, archive: Archive, targets: Targets) -> Iterator[OpenPoint]:
    """Ask about every link in a text of *site* to what is not out yet."""
    if targets.held_back:
        for file in content_files(archive):
            yield from _links_of(site, file, targets)


def _links_of(site: Path, file: ContentFile, targets: Targets) -> Iterator[OpenPoint]:
    source = f"content/{file.source}"
    lines: BodyLines | None = None
    for target in file.links:
        article = targets.find_held_back(target, file.source)
        if article is None or targets.resolve(target, file.source) is not None:
            continue
        if lines is None:
            text = (site / source).read_text("utf-8-sig", "replace")
            lines = BodyLines(plain_text(text), file.body_line)
        rows = Kind.LINK_TO_DRAFT, Kind.LINK_TO_LATER
        message = why_held_back(target, article, *rows)
        for line in lines.all_of_target([target]) or (file.body_line,):
            yield OpenPoint(source, line, message)
