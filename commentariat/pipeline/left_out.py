"""Content files left out for a fault that is told, and what is missing for them alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from commentariat.archive.archive import Archive, make_term, names_in
from commentariat.archive.bundles import INDEX, nested_path, slug_of_source
from commentariat.archive.former import parse_former
from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.model import Article, Item, TermFile
from commentariat.archive.slugs import is_slug
from commentariat.disk import LARGEST_CONTENT, read_whole
from commentariat.engine.source_model import Record
from commentariat.engine.sources import Loaded
from commentariat.errors import Problem, SourceError, WrongValueError
from commentariat.facets import UNDATED, Facet
from commentariat.kinds import Kind
from commentariat.sections import item_path
from commentariat.site.targets import Targets
from commentariat.site.urls import address_of, article_path, output_of

_CONTENT = "content/"


class LeftOut(msgspec.Struct, frozen=True):
    """Content files that are left out, by their faults, and what they would answer."""

    sources: frozenset[str] = frozenset()
    """Paths from content/."""
    addresses: frozenset[str] = frozenset()
    """Theirs, and those of terms that may have no other article."""

    def told(self, problems: Iterable[Problem], targets: Targets) -> Iterator[Problem]:
        """Give *problems*, with the reason of links to what is left out for its faults."""
        for one in problems:
            if one.message.kind is Kind.DEAD_LINK:
                (target,) = one.message.values
                source = one.source.removeprefix(_CONTENT)
                if self.excuses(targets.candidates(target, source)):
                    message = Kind.LINK_TO_LEFT_OUT.of(target)
                    one = msgspec.structs.replace(one, message=message)
            yield one

    def excuses(self, named: Iterable[str]) -> bool:
        """Tell whether a link that may mean any of those *named* is dead for them."""
        return bool(self.sources or self.addresses) and any(map(self._excuses, named))

    def _excuses(self, named: str) -> bool:
        path = named.strip("/")
        if path in self.sources or f"/{path}/" in self.addresses:
            return True
        # A file of a folder that is all of one article is left out with that.
        above = path.rpartition("/")[0]
        return f"{above}/{INDEX}" in self.sources or f"/{above}/" in self.addresses


def find_left_out(
    site: Path, loaded: Loaded, archive: Archive, problems: Collection[Problem]
) -> LeftOut:
    """
    Tell what *problems* of content files keep out of *archive*.

    What a file would answer is told by what it holds, as far as that can be read, and
    by what it held when it was last right.
    """
    named = {one.message.caller or one.source for one in problems}
    faulty = {one for one in named if one.endswith(".md")}
    sources = {
        path.removeprefix(_CONTENT) for path in faulty if path.startswith(_CONTENT)
    } - archive.by_source.keys()
    found: set[str] = set()
    for source in sources:
        path = _CONTENT + source
        record = loaded.former.get(path) or loaded.records.get(path)
        found |= claims_of(record, archive) if record else set()
        found |= set(_claims_in(site / path, source, archive))
    refused = {
        one.source.removeprefix(_CONTENT)
        for one in problems
        if one.message.kind is Kind.RESERVED_NAME
    }
    return LeftOut(frozenset(sources | refused), frozenset(found))


def claims_of(record: Record, archive: Archive) -> set[str]:
    """Name what *record* answers, and the terms that it names."""
    if isinstance(record, TermFile):
        paths = {facet.name: facet.path for facet in archive.facets}
        return {f"/{paths.get(record.facet, record.facet)}/{record.slug}/"}
    former = {address_of(output_of(f"{old}/")) for old in record.aliases}
    if isinstance(record, Item):
        section = archive.sections.get(record.section)
        own = {f"/{item_path(section, record.slug)}"} if section else set()
        facets = {facet.name: facet for facet in archive.facets}
        named = [(facets[f], names) for f, names in record.terms.items() if f in facets]
        return {*own, *former, *_terms(named, archive)}
    if not isinstance(record, Article):
        return {f"/{record.path}", f"/{record.slug}/", *former}
    terms = [(facet, names_in(record, facet)) for facet in archive.facets]
    return {f"/{article_path(record.slug)}", *former, *_terms(terms, archive)}


def _terms(
    named: Iterable[tuple[Facet, Collection[str]]], archive: Archive
) -> Iterator[str]:
    for facet, names in named:
        if names:
            yield f"/{facet.path}/"
        for name in names:
            term = archive.names[facet.name].get(name) or make_term(facet, name)
            yield f"/{facet.path}/{term.slug}/"


def _claims_in(path: Path, source: str, archive: Archive) -> Iterator[str]:
    """Name what a file would answer that is read and not judged."""
    fields = _read_fields(path)
    slug = str(fields.get("slug", ""))
    if not is_slug(slug):
        slug = slug_of_source(source)
    folder = source.split("/")[0]
    if folder == "pages":
        yield f"/{nested_path(source, slug)}"
    if folder in archive.sections:
        yield f"/{item_path(archive.sections[folder], slug)}"
    else:
        yield f"/{slug}/" if folder == "pages" else f"/{folder}/{slug}/"
    for old in _texts_of(fields, "aliases"):
        try:
            yield address_of(output_of(f"{parse_former(old)}/"))
        except WrongValueError:
            continue
    named = []
    for facet in archive.facets:
        if facet.is_of_date and folder in archive.sections:
            continue
        names = [*_texts_of(fields, facet.key), *_texts_of(fields, facet.main_key)]
        if facet.is_of_date:
            names = [date[:4] for date in names] or [UNDATED]
        named.append((facet, names))
    yield from _terms(named, archive)


def _texts_of(fields: Mapping[str, Any], key: str) -> list[str]:
    value = fields.get(key, "")
    texts = value if isinstance(value, list) else [value]
    return [one for one in texts if isinstance(one, str) and one]


def _read_fields(path: Path) -> Mapping[str, Any]:
    try:
        text = read_whole(path, LARGEST_CONTENT).decode("utf-8-sig", "replace")
        return parse_front_matter(text, path.name)[0]
    except (OSError, SourceError):
        return {}
