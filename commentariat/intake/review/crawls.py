"""Raw files that are much like each other, told of whenever that is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from commentariat.archive.model import Article
from commentariat.config import Settings
from commentariat.intake.content.options import options_at
from commentariat.intake.content.signature import KnownSignatures
from commentariat.intake.crawls.search import Corpus, find_alike
from commentariat.intake.planning.inventory import take_inventory
from commentariat.intake.report import ImportReport, ReportBuilder
from commentariat.intake.runner import Run
from commentariat.intake.sources.raw_files import find_raw_files, load_sidecar


def review_crawls(
    site: Path,
    settings: Settings,
    existing: Sequence[Article],
    *,
    run: Run = map,
    digests: Mapping[str, str] | None = None,
    remembered: KnownSignatures = dict,
) -> ImportReport:
    """
    Tell which raw files are much like another one and are articles of their own.

    The report has open points and signatures; nothing is written.
    """
    found = find_raw_files(site, digests or {}, settings.hooks)
    sidecar = load_sidecar(site, found)
    if not sidecar.is_usable:
        return ImportReport()
    log = ReportBuilder()
    inventory = take_inventory(
        site, existing, found, sidecar, None, digests or {}, run, log
    )
    digests, usable = inventory.digests, inventory.usable
    options = options_at(str(site), settings)
    corpus = Corpus(str(site), digests, usable, sidecar, options, run)
    alike = find_alike(corpus, existing, remembered)
    return ImportReport(open_points=alike.open_points, signatures=alike.signatures)
