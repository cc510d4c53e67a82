"""A site read and planned, with nothing written yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from commentariat.archive.addresses import ADDRESSES
from commentariat.archive.archive import Archive, build_archive
from commentariat.archive.folders import (
    ARTICLES,
    CONTENT,
    FILES,
    PAGES,
    PASSED,
    RAW,
    ROOT,
    TERM_RULES,
)
from commentariat.archive.model import Article, Dated, Item
from commentariat.archive.redirects import REDIRECTS
from commentariat.archive.text import compose, digest_bytes
from commentariat.config import SETTINGS_FILE, STRIP, Settings
from commentariat.disk import BESIDE, is_beside
from commentariat.engine.closures import Closures
from commentariat.engine.executors import Executor
from commentariat.engine.picture_metadata import STRIPPED_SUFFIXES, strip_file
from commentariat.engine.plan import BuildPlan, plan_build
from commentariat.engine.program import shipped
from commentariat.engine.scan import is_noise
from commentariat.engine.shipped_shortcodes import TABLE_SUFFIXES
from commentariat.engine.sources import Loaded
from commentariat.engine.template_files import TemplateSource, find_templates
from commentariat.engine.theme import plan_theme
from commentariat.errors import NearMatches, OpenPoint, Problem, near_match
from commentariat.judge import join_key
from commentariat.kinds import Kind, Message
from commentariat.pipeline.articles import (
    count_held_back,
    now_of,
    visible,
    visible_item,
)
from commentariat.pipeline.body_points import find_body_points
from commentariat.pipeline.held_back import Holder, ask_of_links
from commentariat.pipeline.left_out import LeftOut, find_left_out
from commentariat.pipeline.locator import Locator
from commentariat.pipeline.look import look_at_theme
from commentariat.pipeline.options import HeldBack, Options, in_order
from commentariat.pipeline.pictures import plan_pictures
from commentariat.pipeline.term_rules import load_ruling
from commentariat.pipeline.translations import load_translations
from commentariat.pipeline.unread import (
    asked_of_words,
    find_unread,
    find_unread_templates,
    find_unread_theme,
    names_in,
)
from commentariat.pipeline.workspace import Workspace
from commentariat.publish.addresses import Excuses, addresses_of, find_lost
from commentariat.publish.register import formers_of, load_register
from commentariat.sections import ITEM_TEMPLATE
from commentariat.site.attached import Attached, find_attached
from commentariat.site.export_source import ExportFiles
from commentariat.site.families import MADE_IN_CODE
from commentariat.site.home_page import faults_of_home
from commentariat.site.page import (
    VERBATIM,
    Page,
    StaticFile,
    TableFile,
    digest_parts,
)
from commentariat.site.pages import Listing, make_pages
from commentariat.site.picture_uses import content_files, picture_of
from commentariat.site.pictures import LEAD
from commentariat.site.search_source import SearchFiles
from commentariat.site.site import Site
from commentariat.site.targets import Targets
from commentariat.site.urls import root_of


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
    """Of what is there now."""
    raw_points: tuple[OpenPoint, ...]
    """What import asks of raw files as it reads them; `check` asks it again."""
    imported: tuple[str, ...]
    united: Mapping[str, tuple[str, ...]]
    """Raw files by the content file, of those imported, that is of several."""
    left_out: LeftOut
    held_back: HeldBack


def make_draft(work: Workspace, loaded: Loaded, *, is_dry: bool = False) -> Draft:
    """Read the sources of a site, import what is new, and plan; write no output."""
    options, settings = work.options, work.settings
    imported: tuple[str, ...] = ()
    united: Mapping[str, tuple[str, ...]] = {}
    raw_problems: tuple[Problem, ...] = ()
    raw_points: tuple[OpenPoint, ...] = ()
    standing: tuple[OpenPoint, ...] = ()
    if options.imports and (options.site / RAW).is_dir():
        # Many builds have nothing to import, and all this takes long to be imported.
        from commentariat.pipeline.imports import import_raw

        found = import_raw(work, loaded, is_dry=is_dry)
        raw_problems, imported = tuple(found.problems), found.written
        united = found.united
        raw_points, standing = found.open_points, found.standing
        if (found.written or found.removed) and not is_dry:
            work.sources.learn(found.records)
            loaded = work.load()
    work.sources.let_go()
    problems = list(loaded.problems)
    told = {p.source for p in raw_problems}
    raw_problems += tuple(
        p for p in problems if p.source.startswith(f"{RAW}/") and p.source not in told
    )
    problems = [p for p in problems if not p.source.startswith(f"{RAW}/")]
    exporter = exporter_of(work, is_dry=is_dry)
    made = assemble(options, settings, loaded, work.executor, work.search, exporter)
    problems += made.problems
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
        open_points=in_order((*made.open_points, *standing)),
        raw_points=in_order(raw_points),
        imported=imported,
        united=united,
        left_out=made.left_out,
        held_back=count_held_back(loaded.records.values(), options, work.now),
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
    left_out: LeftOut


class Frame(msgspec.Struct, frozen=True):
    """A site before its pages are listed, with the files that are passed through."""

    site: Site
    statics: list[StaticFile]
    copies: tuple[StaticFile, ...]
    """Pictures in other widths."""
    problems: tuple[Problem, ...]
    open_points: tuple[OpenPoint, ...]
    left_out: LeftOut
    held_back: tuple[Dated, ...]
    """Articles and items that are not out yet."""
    faults: tuple[Problem, ...] = ()
    """Those of the files themselves, which are told beside `problems`."""


Exporter = Callable[[Site, Sequence[StaticFile]], ExportFiles]
"""Makes what makes the files to take along of a site that passes files through."""


def exporter_of(work: Workspace, *, is_dry: bool = False) -> Exporter | None:
    """Give what makes them in builds; None where the settings ask for none."""
    if not work.settings.exports:
        return None
    # Many sites have none, and all this takes long to be imported.
    from commentariat.pipeline.downloads import SiteExports, desk_of

    return partial(SiteExports, desk_of(work, is_dry=is_dry))


def frame_site(
    options: Options,
    settings: Settings,
    loaded: Loaded,
    executor: Executor,
    search: SearchFiles | None = None,
    exporter: Exporter | None = None,
) -> Frame:
    """
    Make a site of what was *loaded*; leave out what is at fault.

    *search* makes its search index, and the *exporter* what makes the files to take
    along: none of the pages where they are not given.
    """
    now = now_of(options, settings)
    register, faults = load_register(options.site, loaded.digests)
    ruling, asked = load_ruling(options.site, loaded, settings.facets)
    if ruling:
        loaded = msgspec.structs.replace(loaded, records=ruling.records(loaded.records))
    records = loaded.records.values()
    out = (visible(one, options, now) for one in records)
    kept = (one for one in records if isinstance(one, Item))
    items = (visible_item(one, options, now) for one in kept)
    holder = Holder(
        options.site,
        settings,
        register,
        loaded,
        filter(None, out),
        filter(None, items),
        ruling,
    )
    archive = _archive(holder, settings)
    lines = load_translations(options.site, loaded.digests)
    problems = [*faults, *ruling.problems, *archive.problems, *lines.problems]
    attached = _attached(loaded, archive)
    own = _content_files(options.site, settings, loaded, attached)
    theme = _theme_files(options.site, loaded)
    reserved = {
        one.output: one.source for one in (*own, *theme) if is_beside(one.output)
    }
    message = Kind.RESERVED_NAME.of(BESIDE)
    problems += [Problem(source, 0, message) for source in reserved.values()]
    named = {one.output.removeprefix("theme/"): one for one in theme}
    looked_at = look_at_theme(settings.theme, named)
    problems += looked_at.problems
    themed, renamed = plan_theme(
        [one for one in theme if one.output not in reserved],
        is_fingerprinted=settings.fingerprint,
    )
    files, faults = _once(one for one in own if one.output not in reserved)
    problems += faults
    statics = files + themed
    target = partial(
        Targets,
        settings,
        archive,
        attached=attached,
        redirects=register.redirects,
        held_back=holder.held,
        published=register.addresses,
    )
    targets = target([static.output for static in statics])
    hidden = holder.hold_files(archive, targets, statics)
    if hidden.files:
        statics = [one for one in statics if one.source not in hidden.files]
        targets = target([static.output for static in statics])
    outputs = [static.output for static in statics]
    problems += _lost_pictures(archive, targets, [*outputs, *reserved])
    shown = plan_pictures(options, settings, archive, targets, statics, executor)
    problems += shown.problems
    site = Site(
        settings, archive, targets, shown.pictures, register,
        now=now if options.drafts else None, renamed=renamed, held_back=hidden,
        facts=looked_at.facts, search=search, tables=_tables(settings, statics),
        sizes=_pdf_sizes(archive, targets, statics), lines=lines.lines,
    )  # fmt: skip
    statics += list(site.former_files.files(statics))
    if exporter is not None:
        site.exports = exporter(site, (*statics, *shown.copies))
    links = ask_of_links(options.site, archive, targets)
    points = (*archive.open_points, *asked, *shown.open_points, *links)
    left_out = find_left_out(
        options.site, loaded, archive, (*loaded.problems, *problems)
    )
    faults_of_links = [
        one
        for one in (*faults_of_home(site), *site.translations.faults())
        if not _is_left_out(one, site, left_out)
    ]
    problems += [one for one in faults_of_links if isinstance(one, Problem)]
    placed = Locator(options.site).place
    points += tuple(
        [placed(one) for one in faults_of_links if isinstance(one, OpenPoint)]
    )
    return Frame(
        site,
        statics,
        shown.copies,
        tuple(map(Locator(options.site).place, problems)),
        points,
        left_out,
        holder.held,
        loaded.problems,
    )


def _is_left_out(one: Problem | OpenPoint, site: Site, left_out: LeftOut) -> bool:
    """Tell whether what is named as a piece is not there for a fault that is told."""
    name, source = one.message.values[0], one.source.removeprefix(f"{CONTENT}/")
    return left_out.excuses(site.targets.candidates(name, source))


def assemble(
    options: Options,
    settings: Settings,
    loaded: Loaded,
    executor: Executor,
    search: SearchFiles | None = None,
    exporter: Exporter | None = None,
) -> Assembly:
    """Make all the pages of what was *loaded*; see `frame_site`."""
    frame = frame_site(options, settings, loaded, executor, search, exporter)
    site, statics, problems = frame.site, frame.statics, list(frame.problems)
    listing = list_pages(options, frame)
    pages = listing.pages
    statics += frame.copies
    problems += listing.problems
    templates = find_templates(options.site)
    closures = Closures(templates, settings.hooks)
    problems += closures.problems
    problems += _lost_templates(options.site, settings, pages, templates)
    wanted = {page.template for page in pages}
    languages = site.languages if settings.words else ()
    points = (
        *frame.open_points,
        *listing.open_points,
        *find_unread(
            settings,
            loaded.digests,
            loaded.all_digests,
            {*(static.source for static in statics), *site.held_back.files},
            languages,
        ),
        *asked_of_words(settings, languages),
        *find_unread_templates(templates, closures, wanted),
        *closures.open_points,
        *find_unread_theme(options.site, loaded.digests, templates, settings.theme),
        *find_body_points(
            loaded.records.values(),
            options,
            now_of(options, settings),
            settings.markdown,
        ),
    )
    return Assembly(
        site,
        pages,
        statics,
        templates,
        closures,
        tuple(problems),
        points,
        frame.left_out,
    )


def list_pages(options: Options, frame: Frame) -> Listing:
    """List all pages of a site, and what stands in the way of some."""
    site, files = frame.site, [*frame.statics, *frame.copies]
    listing = make_pages(site, frame.statics)
    published = site.register.addresses
    lost: list[Problem] = []
    if published:
        excuses = _excuses(options.site, frame, listing.problems)
        now = addresses_of(listing.pages, files)
        lost = find_lost(published, now, options.cache, site, excuses, frame.held_back)
    placed = map(Locator(options.site).place, listing.problems)
    return msgspec.structs.replace(listing, problems=(*placed, *lost))


def _excuses(site: Path, frame: Frame, problems: Iterable[Problem]) -> Excuses:
    """Gather what is lost by faults that are told: of files, folders and redirects."""
    told = (*frame.faults, *frame.problems, *problems)
    redirects = [one for one in told if one.source == f"content/{REDIRECTS}"]
    former = formers_of(site, redirects) if redirects else frozenset()
    sources = {one.source for one in told if one.source.startswith("content/")}
    if TERM_RULES in sources:  # which may be those of terms by any name
        paths = tuple([f"/{facet.path}/" for facet in frame.site.settings.facets])
        former |= {
            one for one in frame.site.register.addresses if one.startswith(paths)
        }
    return Excuses(
        frame.left_out.addresses | former,
        frozenset(sources - {f"content/{ADDRESSES}"}),
    )


def _archive(holder: Holder, settings: Settings) -> Archive:
    terms = holder.hold_terms()
    return build_archive(
        holder.articles,
        terms,
        holder.pages,
        settings.facets,
        settings.sections,
        holder.items,
        settings.fields,
        holder.ruling,
    )


def _attached(loaded: Loaded, archive: Archive) -> Attached:
    """Find the files that lie beside articles and pages in folders of their own."""
    sections = [f"{CONTENT}/{name}/" for name in archive.sections]
    begins = (f"{ARTICLES}/", f"{PAGES}/", *sections)
    files = [
        p[8:] for p, digest in loaded.digests.items() if p.startswith(begins) and digest
    ]
    sources = (p[8:] for p in loaded.all_digests if p.startswith(begins))
    return find_attached(archive, files, sources)


def _content_files(
    site: Path, settings: Settings, loaded: Loaded, attached: Attached
) -> list[StaticFile]:
    outputs = {f"content/{file}": one for file, one in attached.outputs.items()}
    files = _passed(_outputs_in(FILES, loaded) | outputs, site, loaded)
    if settings.picture_metadata == STRIP:
        files = [
            strip_file(one) if one.output.lower().endswith(STRIPPED_SUFFIXES) else one
            for one in files
        ]
    return [*files, *map(_verbatim, _passed(_outputs_in(ROOT, loaded), site, loaded))]


def _tables(settings: Settings, statics: Iterable[StaticFile]) -> Iterator[TableFile]:
    """List the files of tables, which bodies may show."""
    href = root_of(settings).href
    for one in statics:
        if one.output.lower().endswith(TABLE_SUFFIXES) and one.recipe != VERBATIM:
            yield TableFile(href(one.output), one.source, one.file_digest)


def _pdf_sizes(
    archive: Archive, targets: Targets, statics: Iterable[StaticFile]
) -> dict[str, int]:
    """Measure the PDFs that articles name, in bytes."""
    named = {targets.picture(one.pdf) for one in archive.articles if one.pdf}
    found = (one for one in statics if one.output in named) if named else ()
    return {one.output: _size(one.path) for one in found}


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0  # it is gone since: copying it tells


def _outputs_in(folder: str, loaded: Loaded) -> dict[str, str]:
    cut, place = len(folder) + 1, PASSED[folder]
    inside = (path for path in loaded.digests if path.startswith(f"{folder}/"))
    return {path: place + path[cut:] for path in inside}


def _passed(outputs: Mapping[str, str], site: Path, loaded: Loaded) -> list[StaticFile]:
    digests = loaded.digests
    return [
        StaticFile(compose(outputs[path]), path, str(site / path), digests[path])
        for path in sorted(outputs)
        if digests[path]
    ]


def _once(files: Iterable[StaticFile]) -> tuple[list[StaticFile], list[Problem]]:
    """Refuse a name that is another's but for its letters' form, or that none can ask for."""
    found: dict[str, StaticFile] = {}
    problems = []
    for file in files:
        if "\\" in file.output:
            problems.append(Problem(file.source, 0, Kind.BACKSLASH_NAME.of()))
        first = found.setdefault(file.output, file)
        if first is not file and first.source != file.source:
            message = Kind.SAME_FILE.of(first.source)
            problems.append(Problem(file.source, 0, message))
    return list(found.values()), problems


def _verbatim(file: StaticFile) -> StaticFile:
    """Publish *file* as it is, a drawing too: it may be signed, or have its own rules."""
    return msgspec.structs.replace(
        file,
        digest=digest_parts((file.digest, VERBATIM)),
        recipe=VERBATIM,
        original=file.digest,
    )


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


def _lost_templates(
    site: Path,
    settings: Settings,
    pages: list[Page],
    templates: dict[str, TemplateSource],
) -> Iterator[Problem]:
    wanted = {page.template for page in pages} - MADE_IN_CODE
    chosen = [
        (page.template, page.usual, f"content/{page.source}", "template")
        for page in pages
        if page.usual
    ]
    for section in settings.sections:
        if section.template != ITEM_TEMPLATE:
            key = join_key(join_key("sections", section.name), "template")
            chosen.append((section.template, ITEM_TEMPLATE, SETTINGS_FILE, key))
    ours, place = names_in("templates") if chosen else (), Locator(site).place
    for name, usual, source, key in chosen:
        message = _why_not_chosen(name, usual, templates, ours)
        wanted.discard(name)
        if message:
            yield place(Problem(source, 0, message, key))
    for name in sorted(wanted - templates.keys()):
        yield Problem(f"templates/{name}", 0, Kind.NO_PAGE_TEMPLATE.of())


def _why_not_chosen(
    name: str,
    usual: str,
    templates: Mapping[str, TemplateSource],
    ours: Collection[str],
) -> Message | None:
    """Say what is wrong with *name* in the place of the *usual* template, if anything."""
    if name in ours and name != usual:
        return Kind.NOT_FOR_PAGES.of(name, usual)
    if name not in templates:
        own = [one for one in templates if one not in ours]
        return Kind.NO_CHOSEN_TEMPLATE.of(name, near_match(name, own))
    return None


def _pictures(archive: Archive) -> Iterator[tuple[str, str, str]]:
    """Every picture and PDF that a header names, who names it, and its key."""
    for file in content_files(archive):
        for picture, place in picture_of(file):
            yield picture, file.source, "image" if place is LEAD else "picture"
        if isinstance(file, Article) and file.pdf and "://" not in file.pdf:
            yield file.pdf, file.source, "pdf"


def lost_pictures(site: Site, statics: list[StaticFile]) -> set[str]:
    """Name every picture that is wanted and not there."""
    outputs = {static.output for static in statics}
    wanted = (site.targets.picture(file) for file, *_ in _pictures(site.archive))
    return {output for output in wanted if output not in outputs}


def _lost_pictures(
    archive: Archive, targets: Targets, outputs: Collection[str]
) -> Iterator[Problem]:
    there = frozenset(outputs)
    near = NearMatches([*targets.attached.outputs, *outputs])
    for file, source, key in _pictures(archive):
        if targets.picture(file) not in there:
            kind = Kind.NO_PDF if key == "pdf" else Kind.NO_PICTURE
            message = kind.of(file, near.find(file))
            yield Problem(f"content/{source}", 0, message, key)


def _not_ours(work: Workspace) -> list[Problem]:
    """Refuse to mix with files of somebody else's, unless they are to be adopted."""
    folder = work.options.output_folder
    if work.ledger.entries or work.options.adopt or not folder.is_dir():
        return []
    if all(path.name.startswith(".") for path in folder.iterdir()):
        return []
    return [Problem(shown(work.options, folder), 0, Kind.FOREIGN_OUTPUT.of())]


def shown(options: Options, folder: Path) -> str:
    """Name *folder* from the site where it lies in it."""
    try:
        return folder.resolve().relative_to(options.site.resolve()).as_posix()
    except ValueError:
        return str(folder)
