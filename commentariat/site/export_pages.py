"""What readers can take along: the archive as files, and the page that offers them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from commentariat.formats import FOLDER, FORMATS, Format
from commentariat.site.edit import Edit
from commentariat.site.export_source import ExportFiles
from commentariat.site.family import Family, Of
from commentariat.site.front_pages import untouched
from commentariat.site.page import Inputs, Page, Parts, inputs_of
from commentariat.site.site import Site
from commentariat.site.urls import output_of
from commentariat.site.views import Download, DownloadsView

NAME = "export"
"""Stands for the template that files have none of."""
TEMPLATE = "downloads.html"
MANY = 256  # articles from which on a file with their bodies is slow to make


def export_files(site: Site) -> Iterator[Page]:
    """Make the archive in each format that the settings name."""
    files = site.exports
    if files is not None:
        parts = files.look()
        has_many = len(site.archive.articles) >= MANY
        for row in _rows(site):
            find = partial(_inputs, files, parts, row)
            kin, is_slow = f"export {row.name}", row.has_bodies and has_many
            yield Page(row.output, NAME, find, kin=kin, is_slow=is_slow)


def touched_exports(site: Site, _edit: Edit) -> Iterator[Page]:
    """Make all of them: which are others, what they show tells."""
    yield from export_files(site)


EXPORTS = Family(
    "the archive as files", export_files, touched_exports, Of.SITE, is_framed=False
)


def _rows(site: Site) -> list[Format]:
    return [FORMATS[name] for name in site.settings.exports]


def _inputs(
    files: ExportFiles, parts: Callable[[Format], Parts], row: Format
) -> Inputs:
    return Inputs(parts(row), lambda: files.view(row))


def gather_exports(site: Site, pages: Iterable[Page]) -> None:
    """Read once what several files among *pages*, which are to be made, show."""
    wanted = {one.output: one for one in pages if one.template == NAME}
    if site.exports is None or not wanted:
        return
    site.exports.gather([row for row in _rows(site) if row.output in wanted])
    for one in wanted.values():
        _ = one.parts  # what they are told by is found out for all of them, too


def download_pages(site: Site) -> Iterator[Page]:
    """Make the page that offers them, where there are any."""
    if site.settings.exports:
        yield Page(output_of(FOLDER), TEMPLATE, partial(_offer, site))


DOWNLOADS = Family("the page of downloads", download_pages, untouched, Of.SITE)


def _offer(site: Site) -> Inputs:
    words = site.wording.words
    says = {
        "jsonl": words.gettext(
            "Everything, for programs: a line of JSON for each piece"
        ),
        "csv": words.gettext("The pieces as a table, for spreadsheets"),
        "sqlite": words.gettext("A database with full-text search"),
        "datasette": words.gettext("What Datasette says of the database"),
        "datapackage": words.gettext("Tables and what is in them, for statistics"),
        "epub": words.gettext("A book with all pieces"),
        "llms": words.gettext("What this site is, for language models"),
    }
    head = site.wording.head(
        words.gettext("Downloads"),
        words.gettext("The archive of %(site)s as files", site=site.settings.title),
        FOLDER,
    )
    files = tuple(
        [
            Download(row.file, site.root.href(row.output), says[row.name])
            for row in _rows(site)
        ]
    )
    return inputs_of(site.shared, DownloadsView(head, files), {"files": "downloads"})
