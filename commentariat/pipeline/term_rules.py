"""The rules of a site's terms, as far as it has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from commentariat.archive.archive import Archive, build_archive
from commentariat.archive.folders import CONTENT, TERM_RULES
from commentariat.archive.model import Article, ContentFile, Item, PageFile, TermFile
from commentariat.archive.ruling import Ruling
from commentariat.archive.term_rules import FILES, Rules, parse_rules
from commentariat.archive.text import compose
from commentariat.config import Settings
from commentariat.disk import LARGEST_CONTENT, read_whole
from commentariat.engine.sources import Loaded
from commentariat.errors import NearMatches, OpenPoint, not_utf8, unreadable
from commentariat.facets import Facet
from commentariat.kinds import Kind


def load_rules(
    site: Path, present: Mapping[str, object], facets: Iterable[Facet]
) -> Rules:
    """Read the rules of the folder *site*, if they are *present* (by path)."""
    if TERM_RULES not in present:
        return Rules()
    try:
        text = read_whole(site / TERM_RULES, LARGEST_CONTENT).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return Rules(problems=(not_utf8(TERM_RULES, fault),))
    except OSError as fault:
        return Rules(problems=(unreadable(TERM_RULES, fault),))
    return parse_rules(text, facets)


def ruled_archive(
    settings: Settings, records: Mapping[str, ContentFile], rules: Rules
) -> Archive:
    """Make the archive of all *records*, drafts too, in which *rules* act."""
    files = [one for one in records.values() if isinstance(one, TermFile)]
    ruling = Ruling(rules, files, settings.facets)
    ruled = ruling.records(records).values()
    return build_archive(
        [one for one in ruled if isinstance(one, Article)],
        files,
        [one for one in ruled if isinstance(one, PageFile)],
        settings.facets,
        settings.sections,
        [one for one in ruled if isinstance(one, Item)],
        settings.fields,
        ruling,
    )


def load_ruling(
    site: Path, loaded: Loaded, facets: Iterable[Facet]
) -> tuple[Ruling, list[OpenPoint]]:
    """Tell what the rules of the folder *site* make of names, and ask about their files."""
    facets = tuple(facets)
    rules = load_rules(site, loaded.digests, facets)
    files = (one for one in loaded.records.values() if isinstance(one, TermFile))
    ruling = Ruling(rules, files if rules.rules else (), facets)
    return ruling, [*_ask_of_files(rules, loaded)]


def _ask_of_files(rules: Rules, loaded: Loaded) -> Iterator[OpenPoint]:
    """Ask about files that rules name, and that are no piece."""
    named = [
        (rule, rule.condition.values)
        for rule in rules.rules
        if rule.condition is not None and rule.condition.of == FILES
    ]
    if not named:
        return
    known = {compose(path.removeprefix(f"{CONTENT}/")) for path in loaded.all_digests}
    near = NearMatches(known)
    for rule, files in named:
        for file in files:
            if file not in known:
                message = Kind.RULE_NO_FILE.of(file, near.find(file))
                yield OpenPoint(TERM_RULES, rule.line, message)
