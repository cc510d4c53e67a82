"""An edited content file noted to hold what its raw files say and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from commentariat.archive.model import Article
from commentariat.intake.content.amend import note_stamps
from commentariat.intake.decisions.jsonl import digest_decisions
from commentariat.intake.decisions.store import load_decisions
from commentariat.intake.formats.found import FoundItems
from commentariat.intake.sources.raw_files import load_sidecar


def settle(
    site: Path, articles: Mapping[str, Article], items: FoundItems
) -> dict[str, str | None]:
    """
    Note in each of *articles*, by path from the site, that its editor has settled it.

    *items* are all raw files, and what is in them. Gives the texts, of which none is written;
    None where the list under `raw` is written in a way that does not allow it.
    """
    sidecar, digests = load_sidecar(site, items.raw), items.digests
    decided = load_decisions(site).by_file()
    found: dict[str, str | None] = {}
    for path, article in articles.items():
        text: str | None = (site / path).read_bytes().decode("utf-8")
        for raw in article.raw:
            row = sidecar.find(raw.file)
            stamps = {
                "digest": digests.get(raw.file, raw.digest),
                "row": row.digest if row else "",
                "decided": digest_decisions(decided.get(raw.file, ())),
            }
            text = text and note_stamps(text, raw.file, stamps)
        found[path] = text
    return found
