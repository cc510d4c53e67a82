"""Where every part of an article comes from, as its content file records it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from commentariat.archive.folders import RAW, raw_path, split_item
from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.model import Article, RawFile, RuledName
from commentariat.archive.text import digest_bytes, normalize_line_ends
from commentariat.errors import UsageError, raise_all
from commentariat.intake.content.content_file import is_untouched
from commentariat.intake.content.options import options_of
from commentariat.intake.decisions.store import load_decisions
from commentariat.intake.formats.found import FoundItems
from commentariat.intake.sources.raw_files import (
    find_raw_files,
    load_sidecar,
    read_raw_bytes,
)
from commentariat.intake.sources.sidecar import IndexRow, Sidecar
from commentariat.pipeline.options import Options, settings_of
from commentariat.pipeline.raw_items import find_raw_items
from commentariat.pipeline.term_rules import load_ruling
from commentariat.pipeline.workspace import Workspace, writing

Fields = dict[str, Any]  # front matter: strings, lists and mappings of these


class RawOrigin(msgspec.Struct, frozen=True):
    """A raw file that an article was made from, or an item of one, then and now."""

    file: str
    """Path under content/raw/; of an item its name, see `folders.item_name`."""
    digest: str
    layout: str
    is_there: bool
    is_same: bool
    """It has the digest that it was imported with."""
    decisions: int
    """How many places of it editors have decided of."""
    address: str = ""
    """Where it stood, as index.csv says."""
    crawled: str = ""
    """The day on which it was crawled, likewise."""


class Provenance(msgspec.Struct, frozen=True):
    """Where an article comes from."""

    path: str
    """Of the content file, from the site."""
    title: str
    date: str
    language: str
    told_by: dict[str, str]
    raw: tuple[RawOrigin, ...]
    repairs: tuple[dict[str, str], ...]
    rules: str
    """Of the version that wrote the file; empty: it was not recorded."""
    rules_now: str
    is_edited: bool
    terms: tuple[RuledName, ...] = ()
    """Names of terms that stand for others by rules of the archive."""


def find_origin(options: Options, name: str) -> tuple[Provenance, ...]:
    """
    Tell where the article called *name* comes from: a path, a slug, a raw file.

    Raises:
        UsageError: no article is called so.
        SourceError: likewise, and some content files are at fault.
    """
    settings = settings_of(options)
    with writing(options.site):
        work = Workspace(options, settings)
        loaded = work.sources.load(("content",), work.executor)
        records = loaded.records.values()
        articles = [one for one in records if isinstance(one, Article)]
        found = sorted(
            (one for one in articles if name in _names(one)), key=lambda one: one.source
        )
        if not found:
            raise_all(loaded.problems)  # it may be in a file that is at fault
            raise UsageError(
                f"no article is called {name!r}: expected the path of its content file, "
                "its slug, or a raw file that it was made from"
            )
        rules = options_of(settings).rules
        is_cut = any(split_item(r.file)[1] for one in found for r in one.raw)
        items = find_raw_items(work, loaded) if is_cut else FoundItems()
        sidecar = load_sidecar(options.site, find_raw_files(options.site))
        ruling, _ = load_ruling(options.site, loaded, settings.facets)
        return tuple(
            msgspec.structs.replace(
                _origin(options.site, article, rules, items, sidecar),
                terms=ruling.told(article),
            )
            for article in found
        )


def _names(article: Article) -> Iterator[str]:
    yield from (article.source, f"content/{article.source}", article.slug)
    for raw in article.raw:
        yield from (raw.file, raw_path(raw.file), f"{RAW}/{raw.file}")


def _origin(
    site: Path, article: Article, rules: str, items: FoundItems, sidecar: Sidecar
) -> Provenance:
    path = f"content/{article.source}"
    text = normalize_line_ends((site / path).read_bytes().decode("utf-8-sig"))
    fields, _, _ = parse_front_matter(text, path)
    decided = load_decisions(site).by_file()
    return Provenance(
        path=path,
        title=article.title,
        date=article.moment,
        language=article.language,
        told_by=_mapping(fields.get("told_by")),
        raw=tuple(
            _raw(
                site, raw, len(decided.get(raw.file, ())), items, sidecar.find(raw.file)
            )
            for raw in article.raw
        ),
        repairs=tuple(map(_mapping, fields.get("repairs") or ())),
        rules=str(fields.get("rules", "")),
        rules_now=rules,
        is_edited=bool(article.raw) and not is_untouched(text),
    )


def _mapping(value: Any) -> dict[str, str]:
    return (
        {str(k): str(v) for k, v in value.items()} if isinstance(value, Mapping) else {}
    )


def _raw(
    site: Path, raw: RawFile, decisions: int, items: FoundItems, row: IndexRow | None
) -> RawOrigin:
    file, item = split_item(raw.file)
    try:
        if item:
            now = items.digests.get(raw.file, "")
        else:
            now = digest_bytes(read_raw_bytes(str(site), file))
    except OSError:
        now = ""
    return RawOrigin(
        raw.file,
        raw.digest,
        raw.layout,
        bool(now),
        now == raw.digest,
        decisions,
        row.url if row else "",
        row.crawled if row else "",
    )
