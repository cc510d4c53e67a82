"""Golden citations, and references made of items of CSL-JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commentariat.citations.model import Name, Reference

FIXTURE = Path(__file__).parent / "fixtures/citations.json"
GOLDEN: list[dict[str, Any]] = json.loads(FIXTURE.read_text(encoding="utf-8"))["cases"]
"""Items, and what citeproc-js made of each in three styles, once."""


def reference_of(item: dict[str, Any]) -> Reference:
    """Make the reference that *item* of CSL-JSON was made of."""
    parts = item.get("issued", {"date-parts": [[]]})["date-parts"][0]
    return Reference(
        id=item["id"],
        type=item["type"],
        title=item["title"],
        url=item["URL"],
        authors=tuple(map(_name_of, item.get("author", ()))),
        issued="-".join(f"{part:02}" for part in parts),
        container=item.get("container-title", ""),
        publisher=item.get("publisher", ""),
        series=item.get("collection-title", ""),
        genre=item.get("genre", ""),
        number=item.get("number", "") or item.get("issue", ""),
        volume=item.get("volume", ""),
        pages=item.get("page", "") or item.get("number-of-pages", ""),
        doi=item.get("DOI", ""),
        isbn=item.get("ISBN", ""),
        issn=item.get("ISSN", ""),
        language=item.get("language", ""),
    )


def _name_of(author: dict[str, str]) -> Name:
    return Name(
        author.get("literal") or author["family"],
        author.get("given", ""),
        author.get("non-dropping-particle", ""),
        author.get("suffix", ""),
    )
