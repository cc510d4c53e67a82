"""What is asked of the bodies of a site, told alike by every way to build it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from commentariat.archive.body_points import KINDS, decode_points
from commentariat.archive.dates import Now
from commentariat.archive.model import Article, Item
from commentariat.config import MarkdownSettings
from commentariat.engine.markup_dialect import ask_of
from commentariat.engine.source_model import Record
from commentariat.errors import OpenPoint
from commentariat.pipeline.articles import visible, visible_item
from commentariat.pipeline.held_back import OF_LINKS, ask_of_links
from commentariat.pipeline.options import Options, in_order
from commentariat.site.site import Site


def find_body_points(
    records: Iterable[Record | None],
    options: Options,
    now: Now,
    markdown: MarkdownSettings,
) -> Iterator[OpenPoint]:
    """
    Give what is asked of the bodies of *records*, as far as they are published.

    Nothing is asked about signs that the settings of *markdown* have read as they mean.
    """
    for one in records:
        if one is None or not one.points:
            continue
        if isinstance(one, Item) and visible_item(one, options, now) is None:
            continue
        if isinstance(one, Article):
            shown = visible(one, options, now)
            if shown is None or shown.withdrawn:
                continue
        for point in decode_points(one.points):
            message = ask_of(point.message, markdown)
            if message is not None:
                yield OpenPoint(f"content/{one.source}", point.line, message)


def revise_body_points(
    before: Iterable[OpenPoint],
    changed: Collection[str],
    records: Mapping[str, Record],
    site: Site,
    options: Options,
    now: Now,
) -> tuple[OpenPoint, ...]:
    """
    Give the points there are after an edit of the files at *changed*, as *site* is now.

    *before* are all those of the last build; what is said of anything else stays.
    """
    kept = (
        one
        for one in before
        if one.message.name not in OF_LINKS
        and (one.source not in changed or one.message.name not in KINDS)
    )
    edited = (records.get(path) for path in changed)
    links = ask_of_links(options.site, site.archive, site.targets)
    return in_order(
        (*kept, *find_body_points(edited, options, now, site.settings.markdown), *links)
    )
