"""Strings the stages together: the only module that knows the whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from commentariat.archive.archive import Archive, build_archive
from commentariat.archive.model import Article, PageFile, TermFile
from commentariat.archive.text import digest_bytes, digest_text
from commentariat.build import store
from commentariat.build.bodies import BodyIndex
from commentariat.build.executors import Executor, default_workers, make_executor
from commentariat.build.ledger import Ledger, Trace
from commentariat.build.lock import site_lock
from commentariat.build.log import Log
from commentariat.build.pictures import picture_sizes
from commentariat.build.plan import BuildPlan, plan_build
from commentariat.build.program import program_digest, shipped
from commentariat.build.render import Done, Workshop, render_steps
from commentariat.build.scan import is_noise
from commentariat.build.sources import Loaded, Sources
from commentariat.build.templates import Closures, TemplateSource, load_templates
from commentariat.config import SETTINGS_FILE, Settings, load_settings
from commentariat.errors import OpenPoint, Problem, SourceError, UsageError
from commentariat.site.context import Site
from commentariat.site.page import Page, StaticFile
from commentariat.site.pages import make_pages

if TYPE_CHECKING:  # reading raw files loads tables: only when there are some
    from commentariat.intake.importer import ImportReport

CACHE = ".cache"
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much."""


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Say nothing."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is asked for."""

    site: Path
    today: str
    """ISO date; articles of a later date are not published."""
    output: Path | None = None
    base_url: str | None = None
    workers: int | None = None
    keep_going: bool = False
    adopt: bool = False
    drafts: bool = False
    """Show drafts and future articles, with a mark."""
    imports: bool = True
    progress: Progress = no_progress

    @property
    def cache(self) -> Path:
        """Folder of what is remembered between builds."""
        return self.site / CACHE

    @property
    def output_folder(self) -> Path:
        """Folder that is written."""
        return self.output or self.site / "output"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    articles: int = 0
    pages: int = 0
    rendered: tuple[str, ...] = ()
    """Outputs written (or found equal once rendered)."""
    kept: int = 0
    deleted: tuple[str, ...] = ()
    imported: tuple[str, ...] = ()
    converted: int = 0
    """Markdown bodies that were converted, not remembered."""
    problems: tuple[Problem, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    is_done: bool = False
    """The output is what the sources say, but for what the problems keep out."""


class Draft(msgspec.Struct, frozen=True):
    """A site read and planned, with nothing written yet."""

    site: Site
    loaded: Loaded
    pages: list[Page]
    statics: list[StaticFile]
    templates: dict[str, TemplateSource]
    plan: BuildPlan
    problems: tuple[Problem, ...]
    """Those that stop the build, unless it is to go on."""
    raw_problems: tuple[Problem, ...]
    """Those that only keep a raw file out."""
    open_points: tuple[OpenPoint, ...]
    imported: tuple[str, ...]


class _State(msgspec.Struct, frozen=True):
    """How the last build of an output ended."""

    inputs: str = ""
    ended: bool = False
    until: str = ""
    """First day on which another article becomes visible."""
    since: str = ""
    articles: int = 0
    open_points: tuple[OpenPoint, ...] = ()


class Watched:
    """An executor that tells how far it is."""

    def __init__(self, inner: Executor, progress: Progress) -> None:
        self.inner = inner
        self.workers = inner.workers
        self.progress = progress
        self.stage = "reading"

    def map(self, job: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        """Do *job* on every one of *items*."""
        for number, result in enumerate(self.inner.map(job, items), 1):
            yield result
            self.progress(self.stage, number, len(items))


class Workspace:
    """A site's folders and memories, opened for one build."""

    executor: Watched

    def __init__(self, options: Options, settings: Settings) -> None:
        self.options = options
        self.settings = settings
        plain = make_executor(options.workers or default_workers())
        self.executor = Watched(plain, options.progress)
        cache = options.cache
        self.sources = Sources(options.site, cache, settings)
        self.name = _output_name(options)
        self.ledger = Ledger(cache / f"ledger-{self.name}")
        self.states: Log[_State] = Log(cache / f"state-{self.name}", _State, "1")
        self.bodies = BodyIndex(cache, program_digest())
        self.shelf = store.Shelf(str(options.output_folder))

    @property
    def state(self) -> _State:
        """How the last build ended."""
        return self.states.table.get("last", _State())


def _output_name(options: Options) -> str:
    """Name the memory of an output: the same wherever the whole site is moved."""
    output = options.output_folder.resolve()
    site = options.site.resolve()
    inside = (
        output.relative_to(site).as_posix()
        if output.is_relative_to(site)
        else str(output)
    )
    return digest_text(inside)[:8]


@contextmanager
def _writing(site: Path) -> Iterator[None]:
    """Word what the disk refuses as a problem."""
    try:
        yield
    except OSError as fault:
        name = str(fault.filename or "")
        try:
            name = Path(name).resolve().relative_to(site.resolve()).as_posix()
        except ValueError:
            pass
        message = f"cannot be read or written: {fault.strerror or fault}"
        raise SourceError(Problem(name or ".", 0, message)) from fault


def check_output_folder(options: Options) -> None:
    """
    Refuse an output folder that would overwrite sources.

    Raises:
        UsageError: it is the site, holds the site, or lies in its sources.
    """
    output = options.output_folder.resolve()
    site = options.site.resolve()
    if output == site or site.is_relative_to(output):
        raise UsageError(
            f"the output folder {str(output)!r} is or holds the site itself"
        )
    for name in ("content", "templates", "theme", CACHE, ".git"):
        if output.is_relative_to(site / name):
            raise UsageError(
                f"the output folder {str(output)!r} lies in {name}/ of the site"
            )
    if output.exists() and not output.is_dir():
        raise UsageError(f"the output folder {str(output)!r} is a file")


def build_site(options: Options) -> Report:
    """
    Import what is new, then make the output what the sources say.

    Raises:
        SourceError: faults that stop before anything is read or written.
        UsageError: an output folder that cannot be meant.
    """
    check_output_folder(options)
    settings = load_settings(options.site, options.base_url)
    with _writing(options.site), site_lock(options.cache):
        work = Workspace(options, settings)
        folders = ("content", "templates", "theme")
        options.progress("reading", 0, 0)
        loaded = work.sources.load(folders, work.executor)
        inputs = _inputs_digest(options, loaded)
        report = _nothing_to_do(work, inputs, loaded)
        if report is not None:
            return report
        draft = _draft(work, loaded)
        stopping = bool(draft.problems) and not options.keep_going
        if stopping:
            return _report(draft, is_done=False)
        report = _carry_out(work, draft)
        if report.is_done:
            final = draft.loaded if draft.imported else loaded
            _remember(work, draft, report, _inputs_digest(options, final))
        return report


def plan_site(options: Options) -> tuple[Draft, Ledger]:
    """Read and plan, and write nothing but the memory of what was read."""
    check_output_folder(options)
    settings = load_settings(options.site, options.base_url)
    with _writing(options.site), site_lock(options.cache):
        work = Workspace(options, settings)
        loaded = work.sources.load(("content", "templates", "theme"), work.executor)
        return _draft(work, loaded, is_dry=True), work.ledger


def explain_site(options: Options, names: Sequence[str] = ()) -> Iterator[str]:
    """Tell, a line each, what a build would do now and why; or all about *names*."""
    draft, ledger = plan_site(options)
    for problem in (*draft.problems, *draft.raw_problems):
        yield f"problem: {problem}"
    if names:
        for name in names:
            yield from _explain_output(draft, ledger, name)
        return
    for step in draft.plan.render:
        yield f"write {step.page.output}: {step.reason}"
    for output in draft.plan.delete:
        yield f"delete {output}: no page of the site is there any more"
    counts = len(draft.plan.render), len(draft.plan.keep), len(draft.plan.delete)
    yield "{} to write, {} to keep, {} to delete".format(*counts)


def _explain_output(draft: Draft, ledger: Ledger, name: str) -> Iterator[str]:
    plain = name.strip("/")
    wanted = (plain, f"{plain}/index.html", plain.removeprefix("output/"),
              f"{plain.removeprefix('output/')}/index.html", "index.html" if not plain else "")  # fmt: skip
    steps = {step.page.output: step for step in draft.plan.render}
    pages = {page.output: page for page in draft.pages}
    files = {static.output: static for static in draft.statics}
    output = next((one for one in wanted if one in pages or one in files), None)
    if output is None:
        gone = next((one for one in wanted if one in ledger.entries), None)
        yield f"{gone}: to be deleted" if gone else f"{name}: no such output"
        return
    yield f"{output}"
    entry = ledger.entries.get(output)
    trace = entry.trace if entry else None
    if output in files:
        yield f"  copied from   {files[output].source}"
    else:
        page = pages[output]
        closure = Closures(draft.templates).names(page.template)
        if page.source:
            yield f"  made from     content/{page.source}"
        yield f"  template      {', '.join(closure)}"
        yield f"  shows         {', '.join(part for part, _ in page.parts)}"
        if page.body and page.body.links:
            yield f"  links to      {', '.join(href for _, href in page.body.links)}"
    if trace:
        yield f"  last written  {trace.size:,} bytes, because {trace.reason}"
    yield f"  now           {'to be written: ' + steps[output].reason if output in steps else 'up to date'}"


class Inspected(msgspec.Struct, frozen=True):
    """How one raw file is read: for machines, and as text for people."""

    record: dict[str, Any]
    text: str


def inspect_files(
    site: Path, files: Sequence[str], *, for_people: bool
) -> Iterator[Inspected | Problem]:
    """
    Read raw *files* from anywhere; give a reading, or a problem, for each.

    The settings of the folder *site* count where there are any.
    """
    from commentariat.intake.trial import inspect_raw, show_raw

    settings = Settings(title="inspect", institution="inspect")
    if (site / SETTINGS_FILE).is_file():
        try:
            settings = load_settings(site)
        except SourceError:
            pass  # a checkout of something else: the reading needs no settings
    for name in files:
        try:
            data = Path(name).read_bytes()
        except OSError as fault:
            yield Problem(name, 0, f"cannot be read: {fault.strerror or fault}")
            continue
        try:
            record = {} if for_people else inspect_raw(data, name, settings)
            text = show_raw(data, name, settings) if for_people else ""
            yield Inspected(record, text)
        except SourceError as fault:
            yield from fault.problems


def check_site(options: Options) -> Report:
    """Find everything that is wrong or open; write nothing but the memory."""
    settings = load_settings(options.site, options.base_url)
    with _writing(options.site), site_lock(options.cache):
        work = Workspace(options, settings)
        loaded = work.sources.load(("content", "templates", "theme"), work.executor)
        draft = _draft(work, loaded, is_dry=True)
        problems = list(draft.problems)
        if not problems:
            workshop = _workshop(work, draft, is_dry=True)
            done = _render(work, draft, workshop)
            problems = [problem for one in done for problem in one.problems]
        # Doubts are not remembered: raw files say them again when they are read.
        points = {*draft.open_points, *_archive_points(draft.site), *_doubts(work)}
        return Report(
            articles=len(draft.site.archive.articles),
            pages=len(draft.pages),
            problems=_sorted((*problems, *draft.raw_problems)),
            open_points=tuple(sorted(points)),
            is_done=True,
        )


def import_site(options: Options, only: Sequence[str] | None = None) -> Report:
    """Turn new and changed raw files into content files; build nothing."""
    settings = load_settings(options.site, options.base_url)
    with _writing(options.site), site_lock(options.cache):
        work = Workspace(options, settings)
        loaded = work.sources.load(("content",), work.executor)
        found = _import(work, loaded, only=only, is_dry=False)
        return Report(
            imported=found.written,
            deleted=found.removed,
            kept=found.kept,
            problems=_sorted(found.problems),
            open_points=tuple(sorted(found.open_points)),
            is_done=True,
        )


def clean_site(options: Options) -> tuple[int, bool]:
    """
    Delete every output that is ours, and all that is remembered.

    Returns how many files went, and whether the output folder is empty now.
    """
    check_output_folder(options)
    with _writing(options.site), site_lock(options.cache):
        output = str(options.output_folder)
        ledger = Ledger(options.cache / f"ledger-{_output_name(options)}")
        outputs = sorted(ledger.entries)
        for name in outputs:
            store.delete(output, name)
        ledger.forget(outputs)
        for path in sorted(options.cache.rglob("*"), reverse=True):
            if path.name == "lock":
                continue
            if path.is_dir() and not path.is_symlink():
                path.rmdir() if not any(path.iterdir()) else None
            else:
                path.unlink()
    folder = options.output_folder
    return len(outputs), not folder.exists() or not any(folder.iterdir())


# Reading


def _draft(work: Workspace, loaded: Loaded, *, is_dry: bool = False) -> Draft:
    options, settings = work.options, work.settings
    imported: tuple[str, ...] = ()
    raw_problems: tuple[Problem, ...] = ()
    points: list[OpenPoint] = []
    if options.imports:
        found = _import(work, loaded, is_dry=is_dry)
        raw_problems, imported = tuple(found.problems), found.written
        points.extend(found.open_points)
        if (found.written or found.removed) and not is_dry:
            loaded = work.sources.load(("content", "templates", "theme"), work.executor)
    problems = list(loaded.problems)
    raw_problems += tuple(p for p in problems if p.source.startswith("content/raw/"))
    problems = [p for p in problems if not p.source.startswith("content/raw/")]
    archive = _archive(loaded, settings, options)
    problems += [_placed(options.site, problem) for problem in archive.problems]
    points += archive.open_points
    statics, faults = _statics(options.site, loaded)
    problems += faults
    pictures = dict(_pictures(archive))
    faults = _lost_pictures(pictures, statics)
    problems += [_placed(options.site, problem) for problem in faults]
    sizes = picture_sizes(options.site, options.cache, pictures, loaded.digests)
    site = Site(settings, archive, sizes, options.today if options.drafts else "")
    pages, faults = make_pages(site, statics)
    problems += [_placed(options.site, problem) for problem in faults]
    templates = _templates(options.site)
    closures = Closures(templates)
    problems += closures.problems
    problems += _lost_templates(pages, templates)
    problems += _not_ours(work)
    plan = plan_build(
        pages, statics, work.ledger.entries, closures.digest, work.shelf.check
    )
    return Draft(
        site=site,
        loaded=loaded,
        pages=pages,
        statics=statics,
        templates=templates,
        plan=plan,
        problems=_sorted(problems),
        raw_problems=_sorted(raw_problems),
        open_points=tuple(sorted(set(points))),
        imported=imported,
    )


def _import(
    work: Workspace, loaded: Loaded, *, only: Sequence[str] | None = None, is_dry: bool
) -> ImportReport:
    from commentariat.intake.importer import ImportReport, run_import

    if not (work.options.site / "content" / "raw").is_dir() and not only:
        return ImportReport()
    work.executor.stage = "importing"
    existing = [one for one in loaded.records.values() if isinstance(one, Article)]
    return run_import(
        work.options.site,
        work.settings,
        existing,
        only=only,
        run=work.executor.map,
        digests={
            path.removeprefix("content/raw/"): digest
            for path, digest in loaded.digests.items()
            if path.startswith("content/raw/")
        },
        is_dry=is_dry,
    )


def _doubts(work: Workspace) -> Iterator[OpenPoint]:
    from commentariat.intake.importer import review_raw_files

    if (work.options.site / "content" / "raw").is_dir():
        run = work.executor.map
        for _, points in review_raw_files(work.options.site, work.settings, run=run):
            yield from points


def _archive(loaded: Loaded, settings: Settings, options: Options) -> Archive:
    records = loaded.records.values()
    articles = [one for one in records if isinstance(one, Article)]
    if not options.drafts:
        articles = [a for a in articles if not a.is_draft and a.date <= options.today]
    terms = [one for one in records if isinstance(one, TermFile)]
    pages = [one for one in records if isinstance(one, PageFile)]
    return build_archive(articles, terms, pages, settings)


def _placed(site: Path, problem: Problem) -> Problem:
    """Name a content file from the site, and the line that holds what is at fault."""
    source = problem.source
    if not source.startswith(("content/", "templates/", "theme/", SETTINGS_FILE)):
        source = f"content/{source}"
    line = problem.line or _line_with_fault(site / source, problem.message)
    return msgspec.structs.replace(problem, source=source, line=line)


def _line_with_fault(path: Path, message: str) -> int:
    """Find the line that holds the first value quoted in *message*; 0 where none does."""
    quoted = re.search(r"'([^']+)'", message)
    if quoted is None or path.suffix != ".md" or not path.is_file():
        return 0
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((n for n, line in enumerate(lines, 1) if quoted[1] in line), 0)


def _statics(site: Path, loaded: Loaded) -> tuple[list[StaticFile], list[Problem]]:
    statics = [
        StaticFile(path[8:], path, str(site / path), digest)
        for path, digest in loaded.digests.items()
        if path.startswith("content/files/") and digest
    ]
    own = {
        path[6:]: StaticFile(path, path, str(site / path), digest)
        for path, digest in loaded.digests.items()
        if path.startswith("theme/") and digest
    }
    statics += own.values()
    folder = shipped("theme")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not is_noise(path.name) and name not in own:
            digest = digest_bytes(path.read_bytes())
            statics.append(
                StaticFile(f"theme/{name}", f"theme/{name}", str(path), digest)
            )
    return sorted(statics, key=lambda static: static.output), []


def _templates(site: Path) -> dict[str, TemplateSource]:
    folders = [("templates", site / "templates"), ("templates", shipped("templates"))]
    return load_templates(folders)


def _lost_templates(
    pages: list[Page], templates: dict[str, TemplateSource]
) -> list[Problem]:
    wanted = {page.template for page in pages} - {"feed.json"}
    return [
        Problem(f"templates/{name}", 0, "expected this template, found no file")
        for name in sorted(wanted - templates.keys())
    ]


def _pictures(archive: Archive) -> Iterator[tuple[str, str]]:
    """Every picture that an article or a term names, and who names it."""
    for article in archive.articles:
        if article.image:
            yield article.image, article.source
    for terms in archive.terms.values():
        for term in terms.values():
            if term.file and term.file.picture:
                yield term.file.picture, term.file.source


def _lost_pictures(
    wanted: Mapping[str, str], statics: list[StaticFile]
) -> list[Problem]:
    outputs = {static.output for static in statics}
    problems = []
    for file, source in wanted.items():
        if file not in outputs:
            near = get_close_matches(file, outputs, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            message = f"no picture is called {file!r} under content/{hint}"
            problems.append(Problem(f"content/{source}", 0, message))
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
    return [Problem(_shown(work.options, folder), 0, message)]


def _shown(options: Options, folder: Path) -> str:
    try:
        return folder.resolve().relative_to(options.site.resolve()).as_posix()
    except ValueError:
        return str(folder)


def _archive_points(site: Site) -> Iterator[OpenPoint]:
    """What an editor may want to settle, article by article."""
    if site.settings.base_url == "https://example.org/":
        message = "the address of the site is still that of an example"
        yield OpenPoint(SETTINGS_FILE, 0, "base url", message)
    for article in site.archive.articles:
        source = f"content/{article.source}"
        if not article.date:
            yield OpenPoint(source, 0, "no date", "the article has no date")
        detail = article.shown_detail
        if detail.title_from:
            message = (
                f"the title is derived from the {detail.title_from}: {article.title!r}"
            )
            yield OpenPoint(source, 0, "derived title", message)
        if detail.extra:
            keys = ", ".join(repr(key) for key in detail.extra)
            yield OpenPoint(
                source, 0, "unknown key", f"metadata keys not seen before: {keys}"
            )
        if not article.authors:
            yield OpenPoint(source, 0, "no author", "the article has no author")


# Deciding whether there is anything to do


def _inputs_digest(options: Options, loaded: Loaded) -> str:
    settings = (options.site / SETTINGS_FILE).read_bytes()
    words = [
        program_digest(),
        options.base_url or "",
        f"{options.drafts} {options.imports}",
        digest_bytes(settings),
    ]
    for name in ("templates", "theme"):
        folder = shipped(name)
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                words.append(
                    f"{path.relative_to(folder)} {digest_bytes(path.read_bytes())}"
                )
    digests = loaded.all_digests
    words += [f"{path} {digests[path]}" for path in sorted(digests)]
    return digest_text("\0".join(words))


def _nothing_to_do(work: Workspace, inputs: str, loaded: Loaded) -> Report | None:
    state, options = work.state, work.options
    if not state.ended or state.inputs != inputs or loaded.problems:
        return None
    if not state.since <= options.today < (state.until or "9999-12-32"):
        return None
    check = work.shelf.check
    for output, entry in work.ledger.entries.items():
        if entry.trace is None or check(output, entry.trace) is not None:
            return None
    work.ledger.trust(work.shelf.refreshed)
    return Report(
        articles=state.articles,
        pages=len(work.ledger.entries),
        kept=len(work.ledger.entries),
        open_points=state.open_points,
        is_done=True,
    )


def _remember(work: Workspace, draft: Draft, report: Report, inputs: str) -> None:
    if report.problems:
        return
    dates = [
        one.date
        for one in draft.loaded.records.values()
        if isinstance(one, Article) and one.date > work.options.today
    ]
    state = _State(
        inputs=inputs,
        ended=True,
        until=min(dates, default=""),
        since=work.options.today,
        articles=report.articles,
        open_points=report.open_points,
    )
    work.states.update({"last": state})


# Doing it


def _workshop(work: Workspace, draft: Draft, *, is_dry: bool = False) -> Workshop:
    options = work.options
    return Workshop(
        site=str(options.site.resolve()),
        output=str(options.output_folder.resolve()),
        cache=str(options.cache.resolve()),
        view=draft.site.view,
        templates=draft.templates,
        is_dry=is_dry,
    )


def _render(work: Workspace, draft: Draft, workshop: Workshop) -> list[Done]:
    work.executor.stage = "rendering"
    done = list(render_steps(workshop, draft.plan.render, work.bodies, work.executor))
    places = {one.key: one.place for one in done if one.place is not None}
    work.bodies.update(places)
    return done


def _carry_out(work: Workspace, draft: Draft) -> Report:
    plan, options = draft.plan, work.options
    output = str(options.output_folder)
    outputs = [step.page.output for step in plan.render]
    work.states.update({"last": _State()})
    if options.adopt and not work.ledger.entries:
        plan = msgspec.structs.replace(
            plan, delete=_adopt(work, {*outputs, *plan.keep})
        )
    for name, entry in work.ledger.entries.items():
        if entry.trace is None:
            store.sweep(output, name)
    work.ledger.own(outputs)
    done: list[Done] = []
    try:
        options.output_folder.mkdir(parents=True, exist_ok=True)
        done = _render(work, draft, _workshop(work, draft))
        problems = [problem for one in done for problem in one.problems]
        is_stopping = bool(problems) and not options.keep_going
    except BaseException:
        for name in outputs:
            store.sweep(output, name)
        raise
    if is_stopping:
        for name, one in zip(outputs, done, strict=True):
            if one.written is not None:
                store.roll_back(output, name, one.written.state)
        return _report(draft, problems=problems, is_done=False)
    traces = {}
    for step, one in zip(plan.render, done, strict=True):
        if one.written is None:
            continue
        name = step.page.output
        if one.written.state == "beside":
            store.commit(output, name)
        is_page = isinstance(step.page, Page)
        parts = step.page.parts if isinstance(step.page, Page) else ()
        traces[name] = Trace(
            # A file may have changed since it was planned: what was written counts.
            template=step.template if is_page else one.written.digest,
            parts=tuple([digest for _, digest in parts]),
            size=one.written.size,
            mtime=one.written.mtime,
            digest=one.written.digest,
            reason=step.reason,
        )
    kept_names = (
        {name.casefold() for name in (*outputs, *plan.keep)} if plan.delete else ()
    )
    for name in plan.delete:
        if name.casefold() not in kept_names:
            store.delete(output, name)
    work.ledger.trust(work.shelf.refreshed | traces)
    work.ledger.forget(plan.delete)
    wanted = {page.body.key for page in draft.pages if page.body is not None}
    work.bodies.clear_waste(frozenset(wanted))
    converted = sum(1 for one in done if one.place is not None)
    return _report(
        draft,
        problems=problems,
        rendered=tuple(sorted(traces)),
        deleted=plan.delete,
        converted=converted,
        is_done=True,
    )


def _adopt(work: Workspace, wanted: set[str]) -> tuple[str, ...]:
    """Take the files in the output folder for ours; those not wanted are to go."""
    folder = work.options.output_folder
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            found.append(name)
    work.ledger.own(found)
    return tuple(name for name in found if name not in wanted)


def _report(
    draft: Draft,
    *,
    problems: Sequence[Problem] = (),
    rendered: tuple[str, ...] = (),
    deleted: tuple[str, ...] = (),
    converted: int = 0,
    is_done: bool,
) -> Report:
    found = (*draft.problems, *problems, *draft.raw_problems)
    return Report(
        articles=len(draft.site.archive.articles),
        pages=len(draft.pages),
        rendered=rendered,
        kept=len(draft.plan.keep) if is_done else 0,
        deleted=deleted,
        imported=draft.imported,
        converted=converted,
        problems=_sorted(found),
        open_points=draft.open_points,
        is_done=is_done,
    )


def _sorted(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems)))
