"""What Datasette says of the database: titles, license, source, facets."""

from __future__ import annotations

from typing import Any

import msgspec

from commentariat.citations.licenses import find_license
from commentariat.exports.database import ID
from commentariat.exports.model import Export
from commentariat.exports.records import FACET
from commentariat.exports.tables import tables_of

_DATABASE = "archive"
"""As Datasette calls `archive.db`."""


def write(export: Export, where: str) -> None:
    """Write the metadata of the database of *export* to a new file at *where*."""
    settings = export.site.settings
    told: dict[str, Any] = {
        "title": settings.title,
        "description": settings.tagline,
        "source": settings.institution,
        "source_url": settings.base_url,
    }
    license = find_license(settings.license) if settings.license else None
    if license:
        told |= {"license": license.label, "license_url": license.url}
    more: dict[str, dict[str, Any]] = {
        "articles": {
            "label_column": "title",
            "sort_desc": "date",
            "fts_table": "articles_fts",
            "fts_pk": ID,
            "facets": [
                {"array": one.key} if one.is_many else one.key
                for one in settings.facets
                if one.is_in_menu and not one.is_of_date
            ],
        },
        "terms": {"label_column": "name", "facets": [FACET]},
        "article_terms": {"facets": ["facet"]},
    }
    tables = {
        table.name: {"title": table.title, **more.get(table.name, {})}
        for table in tables_of(export)
    }
    told["databases"] = {_DATABASE: {"tables": tables}}
    with open(where, "wb") as out:
        out.write(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
