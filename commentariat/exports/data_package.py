"""A data package as Frictionless Data describes it: tables as CSV, and what is in them."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from commentariat.archive.slugs import slugify
from commentariat.citations.licenses import find_license
from commentariat.config import Settings
from commentariat.exports.csv_table import csv_of
from commentariat.exports.model import Export
from commentariat.exports.tables import Table, tables_of
from commentariat.exports.zips import Digested, ZipWriter

_PROFILE: Final = "tabular-data-package"
_NO_NAME: Final = re.compile(r"[^a-z0-9._-]+")


def write(export: Export, where: str) -> None:
    """Write the tables of *export*, and what describes them, to a new zip at *where*."""
    resources = []
    with ZipWriter(where) as package:
        for table in tables_of(export):
            counted = Digested(csv_of(table, export), "sha256")
            package.add(f"{table.name}.csv", counted)
            resources.append(_resource(table, counted))
        told = _package(export.site.settings, resources)
        data = msgspec.json.format(msgspec.json.encode(told), indent=2)
        package.add("datapackage.json", data + b"\n")


def _package(settings: Settings, resources: list[dict[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": _NO_NAME.sub("-", slugify(settings.title)).strip("-.") or "archive",
        "profile": _PROFILE,
        "title": settings.title,
        "description": settings.tagline,
        "homepage": settings.base_url,
        "contributors": [{"title": settings.institution, "role": "publisher"}],
    }
    license = find_license(settings.license) if settings.license else None
    if license:
        is_name = "://" not in settings.license
        name = {"name": settings.license} if is_name else {}
        told["licenses"] = [{**name, "path": license.url, "title": license.label}]
    told["resources"] = resources
    return {key: value for key, value in told.items() if value}


def _resource(table: Table, file: Digested) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": one.name, "type": one.type} for one in table.columns],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": list(mine),
                "reference": {"resource": other, "fields": list(theirs)},
            }
            for mine, (other, theirs) in table.references.items()
        ]
    return {
        "name": table.name.replace("_", "-"),
        "profile": "tabular-data-resource",
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.hexdigest}",
        "schema": schema,
    }
