"""A site read and planned, with nothing written yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path

import msgspec

from commentariat.archive.archive import Archive, build_archive
from commentariat.archive.folders import RAW
from commentariat.archive.model import PageFile, TermFile
from commentariat.archive.text import digest_bytes
from commentariat.config import SETTINGS_FILE, STRIP, Settings
from commentariat.engine.executors import Executor
from commentariat.engine.picture_metadata import STRIPPED_SUFFIXES, strip_file
from commentariat.engine.plan import BuildPlan, plan_build
from commentariat.engine.program import shipped
from commentariat.engine.scan import is_noise
from commentariat.engine.sources import Loaded
from commentariat.engine.templates import Closures, TemplateSource, load_templates
from commentariat.engine.theme import plan_theme
from commentariat.errors import OpenPoint, Problem
from commentariat.kinds import Kind
from commentariat.pipeline.articles import visible
from commentariat.pipeline.locator import Locator
from commentariat.pipeline.options import Options, in_order
from commentariat.pipeline.pictures import plan_pictures
from commentariat.pipeline.workspace import Workspace
from commentariat.publish.addresses import find_lost
from commentariat.publish.register import load_register
from commentariat.site.page import Page, StaticFile
from commentariat.site.pages import Listing, make_pages
from commentariat.site.picture_uses import content_files, picture_of
from commentariat.site.site import Site
from commentariat.site.targets import Targets


class Draft(msgspec.Struct, frozen=True):
    """A site read and planned, with nothing written yet."""

    site: Site
    loaded: Loaded
    pages: list[Page]
    statics: list[StaticFile]
    templates: dict[str, TemplateSource]
    plan: BuildPlan
    closure_of: Callable[[str], str]
    """Digests all that a template is made of."""
    problems: tuple[Problem, ...]
    """Those that stop the build, unless it is to go on."""
    raw_problems: tuple[Problem, ...]
    """Those that only keep a raw file out."""
    open_points: tuple[OpenPoint, ...]
    imported: tuple[str, ...]


def make_draft(work: Workspace, loaded: Loaded, *, is_dry: bool = False) -> Draft:
    """Read the sources of a site, import what is new, and plan; write no output."""
    options, settings = work.options, work.settings
    imported: tuple[str, ...] = ()
    raw_problems: tuple[Problem, ...] = ()
    points: list[OpenPoint] = []
    if options.imports and (options.site / RAW).is_dir():
        # Many builds have nothing to import, and all this takes long to be imported.
        from commentariat.pipeline.imports import import_raw

        found = import_raw(work, loaded, is_dry=is_dry)
        raw_problems, imported = tuple(found.problems), found.written
        points.extend(found.open_points)
        if (found.written or found.removed) and not is_dry:
            work.sources.learn(found.records)
            loaded = work.load()
    problems = list(loaded.problems)
    told = {p.source for p in raw_problems}
    raw_problems += tuple(
        p for p in problems if p.source.startswith(f"{RAW}/") and p.source not in told
    )
    problems = [p for p in problems if not p.source.startswith(f"{RAW}/")]
    made = assemble(options, settings, loaded, work.executor)
    problems += made.problems
    points += made.open_points
    problems += _not_ours(work)
    plan = plan_build(
        made.pages,
        made.statics,
        work.ledger.entries,
        made.closures.digest,
        work.stored.check,
    )
    return Draft(
        site=made.site,
        loaded=loaded,
        pages=made.pages,
        statics=made.statics,
        templates=made.templates,
        plan=plan,
        closure_of=made.closures.digest,
        problems=in_order(problems),
        raw_problems=in_order(raw_problems),
        open_points=tuple(sorted(set(points))),
        imported=imported,
    )


class Assembly(msgspec.Struct, frozen=True):
    """All the pages that sources make, and what stands in the way of some."""

    site: Site
    pages: list[Page]
    statics: list[StaticFile]
    templates: dict[str, TemplateSource]
    closures: Closures
    problems: tuple[Problem, ...]
    open_points: tuple[OpenPoint, ...]


class Frame(msgspec.Struct, frozen=True):
    """A site before its pages are listed, with the files that are passed through."""

    site: Site
    statics: list[StaticFile]
    copies: tuple[StaticFile, ...]
    """Pictures in other widths."""
    problems: tuple[Problem, ...]
    open_points: tuple[OpenPoint, ...]


def frame_site(
    options: Options, settings: Settings, loaded: Loaded, executor: Executor
) -> Frame:
    """Make a site of what was *loaded*; leave out what is at fault."""
    archive = _archive(loaded, settings, options)
    problems = [_placed(options.site, problem) for problem in archive.problems]
    themed, renamed = plan_theme(
        _theme_files(options.site, loaded), is_fingerprinted=settings.fingerprint
    )
    statics = _content_files(options.site, settings, loaded) + themed
    faults = _lost_pictures(archive, statics)
    problems += [_placed(options.site, fault, in_body=True) for fault in faults]
    targets = Targets(settings, archive, (static.output for static in statics))
    shown = plan_pictures(
        options, settings, archive, targets, statics, loaded, executor
    )
    problems += shown.problems
    register, faults = load_register(options.site, loaded.digests)
    problems += faults
    today = options.today if options.drafts else ""
    site = Site(
        settings, archive, targets, shown.pictures, register,
        today=today, renamed=renamed,
    )  # fmt: skip
    points = (*archive.open_points, *shown.open_points)
    return Frame(site, statics, shown.copies, tuple(problems), points)


def assemble(
    options: Options, settings: Settings, loaded: Loaded, executor: Executor
) -> Assembly:
    """Make all the pages of what was *loaded*; leave out what is at fault."""
    frame = frame_site(options, settings, loaded, executor)
    site, statics, problems = frame.site, frame.statics, list(frame.problems)
    listing = list_pages(options, frame)
    pages = listing.pages
    statics += frame.copies
    problems += listing.problems
    templates = find_templates(options.site)
    closures = Closures(templates)
    problems += closures.problems
    problems += _lost_templates(pages, templates)
    points = frame.open_points
    return Assembly(site, pages, statics, templates, closures, tuple(problems), points)


def list_pages(options: Options, frame: Frame) -> Listing:
    """List all pages of a site, and what stands in the way of some."""
    site, files = frame.site, [*frame.statics, *frame.copies]
    listing = make_pages(site, frame.statics)
    placed = [_placed(options.site, problem) for problem in listing.problems]
    addresses = site.register.addresses
    lost = find_lost(addresses, listing.pages, files, options.cache, site)
    return msgspec.structs.replace(listing, problems=(*placed, *lost))


def _archive(loaded: Loaded, settings: Settings, options: Options) -> Archive:
    records = loaded.records.values()
    shown = (visible(one, options) for one in records)
    articles = [one for one in shown if one is not None]
    terms = [one for one in records if isinstance(one, TermFile)]
    pages = [one for one in records if isinstance(one, PageFile)]
    return build_archive(articles, terms, pages, settings.facets)


def _placed(site: Path, problem: Problem, *, in_body: bool = False) -> Problem:
    """Name a content file from the site, and the line that holds what is at fault."""
    source = problem.source
    if not source.startswith(("content/", "templates/", "theme/", SETTINGS_FILE)):
        source = f"content/{source}"
    if problem.key:
        return Locator(site).place(problem)
    words = str(problem.message)
    line = problem.line or _line_with_fault(site / source, words, in_body)
    return msgspec.structs.replace(problem, source=source, line=line)


def _line_with_fault(path: Path, message: str, in_body: bool) -> int:
    """Find the line that holds the first value quoted in *message*; 0 where none does."""
    quoted = re.search(r"'([^']+)'", message)
    if quoted is None or path.suffix != ".md" or not path.is_file():
        return 0
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    if not in_body and "---" in lines[1:]:
        lines = lines[: lines.index("---", 1)]  # a body may well speak of the same
    words = quoted[1].strip("/")
    whole = re.compile(rf"(?:^|[\s'\":\[,/-]){re.escape(words)}/?['\"\],]?\s*$")
    alone = (n for n, line in enumerate(lines, 1) if whole.search(line))
    within = (n for n, line in enumerate(lines, 1) if words in line)
    return next(alone, 0) or next(within, 0) or (0 if in_body else 1)


def _content_files(site: Path, settings: Settings, loaded: Loaded) -> list[StaticFile]:
    files = [
        StaticFile(path[8:], path, str(site / path), digest)
        for path, digest in sorted(loaded.digests.items())
        if path.startswith("content/files/") and digest
    ]
    if settings.picture_metadata != STRIP:
        return files
    return [
        strip_file(file) if file.output.lower().endswith(STRIPPED_SUFFIXES) else file
        for file in files
    ]


def _theme_files(site: Path, loaded: Loaded) -> list[StaticFile]:
    own = {
        path[6:]: StaticFile(path, path, str(site / path), digest)
        for path, digest in loaded.digests.items()
        if path.startswith("theme/") and digest
    }
    files = list(own.values())
    folder = shipped("theme")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not is_noise(path.name) and name not in own:
            digest = digest_bytes(path.read_bytes())
            files.append(
                StaticFile(f"theme/{name}", f"theme/{name}", str(path), digest)
            )
    return sorted(files, key=lambda file: file.output)


def find_templates(site: Path) -> dict[str, TemplateSource]:
    """Find the templates of a site over those that are shipped."""
    folders = [("templates", site / "templates"), ("templates", shipped("templates"))]
    return load_templates(folders)


def _lost_templates(
    pages: list[Page], templates: dict[str, TemplateSource]
) -> list[Problem]:
    wanted = {page.template for page in pages} - {"feed.json"}
    return [
        Problem(
            f"templates/{name}",
            0,
            Kind.PLAIN.of("expected this template, found no file"),
        )
        for name in sorted(wanted - templates.keys())
    ]


def _pictures(archive: Archive) -> Iterator[tuple[str, str]]:
    """Every picture that a header names, and who names it."""
    for file in content_files(archive):
        for picture, _ in picture_of(file):
            yield picture, file.source


def lost_pictures(archive: Archive, statics: list[StaticFile]) -> set[str]:
    """Name every picture that is wanted and not there."""
    outputs = {static.output for static in statics}
    return {file for file, _ in _pictures(archive) if file not in outputs}


def _lost_pictures(archive: Archive, statics: list[StaticFile]) -> list[Problem]:
    outputs = {static.output for static in statics}
    problems = []
    for file, source in _pictures(archive):
        if file not in outputs:
            near = get_close_matches(file, outputs, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            message = f"no picture is called {file!r} under content/{hint}"
            problems.append(Problem(f"content/{source}", 0, Kind.PLAIN.of(message)))
    return problems


def _not_ours(work: Workspace) -> list[Problem]:
    """Refuse to mix with files of somebody else's, unless they are to be adopted."""
    folder = work.options.output_folder
    if work.ledger.entries or work.options.adopt or not folder.is_dir():
        return []
    if all(path.name.startswith(".") for path in folder.iterdir()):
        return []
    message = (
        "the folder holds files that no build remembers making; name another with "
        "--output, empty it, or let --adopt take them over (and delete what is not wanted)"
    )
    return [Problem(shown(work.options, folder), 0, Kind.PLAIN.of(message))]


def shown(options: Options, folder: Path) -> str:
    """Name *folder* from the site where it lies in it."""
    try:
        return folder.resolve().relative_to(options.site.resolve()).as_posix()
    except ValueError:
        return str(folder)
