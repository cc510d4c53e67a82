"""Raw files that are much like each other, told of whenever that is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from commentariat.archive.model import Article
from commentariat.config import Settings
from commentariat.intake.content.options import options_at
from commentariat.intake.content.signature import KnownSignatures
from commentariat.intake.crawls.search import Corpus, find_alike
from commentariat.intake.formats.found import FoundItems, find_items, hold_back
from commentariat.intake.planning.inventory import take_inventory
from commentariat.intake.report import ImportReport, ReportBuilder
from commentariat.intake.runner import Run
from commentariat.intake.sources.raw_files import load_sidecar


def review_crawls(
    site: Path,
    settings: Settings,
    existing: Sequence[Article],
    *,
    run: Run = map,
    items: FoundItems | None = None,
    remembered: KnownSignatures = dict,
) -> ImportReport:
    """
    Tell which raw files are much like another one and are articles of their own.

    The report has open points and signatures; nothing is written.
    """
    items = items or find_items(site, {}, existing, settings.hooks, run=run)
    sidecar = load_sidecar(site, items.raw)
    if not sidecar.is_usable:
        return ImportReport()
    log = ReportBuilder()
    inventory = take_inventory(
        site, existing, items.raw, sidecar, None, items.digests, run, log
    )
    digests = inventory.digests
    usable = (
        inventory.usable - hold_back(items, sidecar, settings.sources.by_state).names
    )
    options = msgspec.structs.replace(
        options_at(str(site), settings), shared=items.shared
    )
    corpus = Corpus(str(site), digests, usable, sidecar, options, run, items)
    alike = find_alike(corpus, existing, remembered)
    return ImportReport(open_points=alike.open_points, signatures=alike.signatures)
