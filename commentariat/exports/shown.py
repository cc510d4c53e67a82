"""What an export shows, digested: it is made anew where that is another, and only then."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from itertools import chain
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
from commentariat.site.page import Parts, digest_each, digest_value


class Shown:
    """
    Tells what decides the bytes of exports of a site as it is, as pages tell it.

    What several show is digested once. *export* makes one in a format.
    """

    def __init__(self, export: Callable[[Format], Export]) -> None:
        self._export = export
        self._digests: dict[str, str] = {}
        self._parts: dict[str, Parts] = {}

    def parts(self, row: Format) -> Parts:
        """
        Tell the export in the format of *row* from any other; a short one by its bytes.

        Raises:
            OSError: there is no room to write it.
        """
        if row.name not in self._parts:
            self._parts[row.name] = self._find(row, self._export(row))
        return self._parts[row.name]

    def _find(self, row: Format, export: Export) -> Parts:
        if not row.shows:
            return (("archive", _digest_short(row, export)),)
        for name in {"settings", *row.shows} - self._digests.keys():
            self._digests[name] = _SHOWN[name](export)
        parts = [(name, self._digests[name]) for name in ("settings", *row.shows)]
        made_by = [(name, LIBRARIES[name]()) for name in row.made_by]
        return (*parts, *made_by)


def _digest_short(row: Format, export: Export) -> str:
    with tempfile.TemporaryDirectory() as folder:
        where = os.path.join(folder, row.file)
        write_export(row, export, where)
        return digest_file(where)


def _settings(export: Export) -> str:
    # What hooks make of content files and of bodies is told apart.
    return digest_value(replace(export.site.settings, hooks=NO_HOOKS))


def _articles(export: Export) -> str:
    originals = export.site.translations.address
    said = ((one.source, originals(one)) for one in export.articles)
    told = (one for one in said if one[1])
    return digest_each(chain[object](export.articles, told))


def _bodies(export: Export) -> str:
    """Digest where links of bodies lead, and how they are converted."""
    site = export.site
    terms = filter(None, (one.file for one in export.terms))
    files = chain[ContentFile](export.articles, export.pages, export.items, terms)
    shown = (body_of(site, one).shown for one in files)
    return digest_each(chain[object]((rules_of(site.settings).variant,), shown))


def _terms(export: Export) -> str:
    rules = (str(rule) for rule in export.site.archive.ruling.rules)
    terms = (
        (one.facet.name, one.slug, one.name, len(one.articles), one.file)
        for one in export.terms
    )
    return digest_each(chain[object](rules, terms))


def _pages(export: Export) -> str:
    return digest_each(chain[object](export.pages, export.items))


def _pictures(export: Export) -> str:
    """Digest what bodies may show: code of the site may show more than they name."""
    return digest_each(
        one for one in export.published if one[0].lower().endswith(PICTURES)
    )


_SHOWN: Final[dict[str, Callable[[Export], str]]] = {
    "settings": _settings,
    "articles": _articles,
    "bodies": _bodies,
    "terms": _terms,
    "pages": _pages,
    "pictures": _pictures,
}
"""What formats show, by name, but for libraries: its digest."""
