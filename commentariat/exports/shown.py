"""What an export shows, digested: it is made anew where that is another, and only then."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from commentariat.archive.model import ContentFile
from commentariat.archive.text import digest_file
from commentariat.engine.markup_rules import rules_of
from commentariat.exports.epub import PICTURES
from commentariat.exports.libraries import LIBRARIES
from commentariat.exports.model import Export
from commentariat.exports.write import write_export
from commentariat.formats import Format
from commentariat.hooks.model import NO_HOOKS
from commentariat.site.bodies import body_of
from commentariat.site.page import Parts, digest_value


def parts_of(row: Format, export: Export) -> Parts:
    """
    Tell what decides the bytes of *export* in the format of *row*, as pages tell it.

    What is short is told by its bytes.

    Raises:
        OSError: there is no room to write it.
    """
    if not row.shows:
        return (("archive", _digest_short(row, export)),)
    # What hooks make of content files and of bodies is told apart.
    settings = replace(export.site.settings, hooks=NO_HOOKS)
    parts = [(name, _SHOWN[name](export)) for name in row.shows]
    made_by = [(name, LIBRARIES[name]()) for name in row.made_by]
    return (("settings", digest_value(settings)), *parts, *made_by)


def _digest_short(row: Format, export: Export) -> str:
    with tempfile.TemporaryDirectory() as folder:
        where = os.path.join(folder, row.file)
        write_export(row, export, where)
        return digest_file(where)


def _articles(export: Export) -> str:
    return digest_value(export.articles)


def _bodies(export: Export) -> str:
    """Digest where links of bodies lead, and how they are converted."""
    site = export.site
    files: list[ContentFile] = [*export.articles, *export.pages, *export.items]
    files += filter(None, (one.file for one in export.terms))
    shown = [body_of(site, one).shown for one in files]
    return digest_value((rules_of(site.settings).variant, shown))


def _terms(export: Export) -> str:
    return digest_value(
        [
            (one.facet.name, one.slug, one.name, len(one.articles), one.file)
            for one in export.terms
        ]
    )


def _pages(export: Export) -> str:
    return digest_value(([*export.pages], [*export.items]))


def _pictures(export: Export) -> str:
    """Digest what bodies may show: code of the site may show more than they name."""
    return digest_value(
        [(o, digest) for o, digest in export.published if o.lower().endswith(PICTURES)]
    )


_SHOWN: Final[dict[str, Callable[[Export], str]]] = {
    "articles": _articles,
    "bodies": _bodies,
    "terms": _terms,
    "pages": _pages,
    "pictures": _pictures,
}
"""What formats show, by name, but for libraries: its digest."""
