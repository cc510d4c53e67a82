"""An export: what is public of a site, or some of it, as a file to take along."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from commentariat.archive.archive import Archive, Term
from commentariat.archive.folders import FILES, ROOT
from commentariat.archive.model import Article
from commentariat.config import Settings
from commentariat.disk import name_beside
from commentariat.engine.sources import Loaded
from commentariat.errors import (
    RefusedError,
    UsageError,
    near_match,
    raise_all,
)
from commentariat.exports.model import Export
from commentariat.exports.write import write_export
from commentariat.facets import Facet
from commentariat.formats import FORMATS, Format
from commentariat.pipeline.downloads import desk_of, make_export
from commentariat.pipeline.draft import Frame, frame_site, make_draft, shown
from commentariat.pipeline.options import CACHE, Options, settings_of
from commentariat.pipeline.publish import BuiltFiles, ChangedError, refuse_stale
from commentariat.pipeline.workspace import Workspace, writing


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What an export is asked for."""

    format: str
    """Name of a row of `FORMATS`."""
    to: Path | None = None
    """The file that is written, or a folder that it goes to; None: the current one."""
    only: tuple[tuple[str, str], ...] = ()
    """Facets and terms of theirs: articles of any of one facet, and of each facet."""
    is_for_spreadsheets: bool = False


class Exported(msgspec.Struct, frozen=True):
    """What an export wrote."""

    path: str
    bytes: int
    articles: int


def export_site(options: Options, wanted: Wanted) -> Exported:
    """
    Write what is public of a site to a file, in the place of one that may be there.

    Sources are read as they are: nothing is imported, and nothing need be built. The
    file is whole or not there.

    Raises:
        SourceError: faults in the sources, told as a build tells them.
        UsageError: no such format, term or place.
        RefusedError: the output that is asked for is not what the sources say.
    """
    row = FORMATS[wanted.format]
    if row.is_of_output and wanted.only:
        raise UsageError(
            f"{row.name} holds the whole site: leave out --author, --series and --only"
        )
    where = _place(options, row, wanted.to)
    settings = settings_of(options)
    with writing(options.site):
        work = Workspace(options, settings)
        loaded = work.load(converts=False)
        frame = frame_site(options, settings, loaded, work.executor)
        raise_all((*frame.faults, *frame.problems))
        export = _choose(work, frame, wanted, _known(options, loaded, where))
        if row.is_of_output:
            draft = make_draft(work, loaded, is_dry=True)
            refuse_stale(options, draft, is_built=bool(work.ledger.entries))
            outputs = BuiltFiles(options.output_folder, work.ledger)
            export = msgspec.structs.replace(
                export, outputs=tuple(sorted(work.ledger.entries)), output=outputs.read
            )
    beside = name_beside(str(where), f"export-{os.getpid()}")
    try:
        write_export(row, export, beside)
        os.replace(beside, where)
    except ChangedError as fault:
        raise RefusedError(
            f"{fault}: changed by something else since the build; `commentariat build` "
            "makes it anew"
        ) from None
    finally:
        if os.path.lexists(beside):
            os.unlink(beside)
    return Exported(str(where), where.stat().st_size, len(export.articles))


def _place(options: Options, row: Format, to: Path | None) -> Path:
    """
    Tell which file is written.

    Raises:
        UsageError: it would lie where builds read or write.
    """
    where = to or Path()
    if where.is_dir():
        where /= row.file
    if where.is_dir() or not where.parent.is_dir():
        raise UsageError(
            f"--to takes a file in a folder that is there, found {str(where)!r}"
        )
    place, site = where.parent.resolve(), options.site.resolve()
    folders = ("content", "templates", "theme", CACHE, ".git")
    taken = (*(site / name for name in folders), options.output_folder.resolve())
    if any(place.is_relative_to(site / name) for name in (FILES, ROOT)):
        return where  # it is published from there
    for folder in taken:
        if place.is_relative_to(folder):
            raise UsageError(
                f"{str(where)!r} lies in {folder.name}/ of the site, where builds read or "
                "write: name a file elsewhere, or in content/root/, by --to"
            )
    return where


def _known(options: Options, loaded: Loaded, where: Path) -> frozenset[str]:
    """Name all sources but the file that is written, which may be one."""
    own = shown(options, where)
    return frozenset([path for path in loaded.all_digests if path != own])


def _choose(
    work: Workspace, frame: Frame, wanted: Wanted, known: frozenset[str]
) -> Export:
    site, archive = frame.site, frame.site.archive
    by_facet: dict[str, list[Term]] = {}
    for key, name in wanted.only:
        facet = _facet(work.settings, key)
        by_facet.setdefault(facet.name, []).append(_term(archive, facet, name))
    articles: Iterable[Article] = archive.articles
    for terms in by_facet.values():
        listed = {one.slug for term in terms for one in term.articles}
        articles = [one for one in articles if one.slug in listed]
    export = make_export(desk_of(work), site, (*frame.statics, *frame.copies))
    return msgspec.structs.replace(
        export,
        articles=tuple(articles),
        chosen=tuple(term for terms in by_facet.values() for term in terms),
        files=tuple([one.source for one in frame.statics]),
        known=known,
        progress=work.options.progress,
        is_for_spreadsheets=wanted.is_for_spreadsheets,
    )


def _facet(settings: Settings, word: str) -> Facet:
    """
    Find the facet that is called *word*, by its name, its key or a label.

    Raises:
        UsageError: none is.
    """
    known: dict[str, Facet] = {}
    for facet in settings.facets:
        for name in (facet.name, facet.key, facet.label, facet.label_one):
            known.setdefault(name.casefold(), facet)
    found = known.get(word.casefold())
    if found is None:
        near = near_match(word, [facet.name for facet in settings.facets])
        meant = f"did you mean {near!r}?" if near else "expected one of "
        names = "" if near else ", ".join(facet.name for facet in settings.facets)
        raise UsageError(f"no facet is called {word!r}: {meant}{names}")
    return found


def _term(archive: Archive, facet: Facet, word: str) -> Term:
    """
    Find the term of *facet* that is called *word*, by any name of it or its slug.

    Raises:
        UsageError: none is that has an article.
    """
    names, slugs = archive.names[facet.name], archive.terms[facet.name]
    found = names.get(word) or slugs.get(word)
    if found is None or not found.articles:
        near = near_match(word, [*names, *slugs])
        meant = f"; did you mean {near!r}?" if near and near != word else ""
        raise UsageError(
            f"no article that is out has the {facet.label_one.lower()} {word!r}{meant}"
        )
    return found
