"""A site kept in memory: looked at again where its files change, a state at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path

import msgspec

from commentariat.archive.dates import Now
from commentariat.archive.folders import INTERFACE, RAW
from commentariat.archive.model import Dated
from commentariat.archive.revise import Change
from commentariat.archive.text import digest_file
from commentariat.config import SETTINGS_FILE, Settings
from commentariat.disk import is_shortage
from commentariat.engine.cache import COPIES
from commentariat.engine.executors import (
    InProcess,
    default_workers,
    make_executor,
)
from commentariat.engine.lock import site_lock
from commentariat.engine.markup_rules import rules_of
from commentariat.engine.render import ChangedError
from commentariat.engine.sources import FOLDERS, open_sources
from commentariat.engine.statics import StaticError, is_plain_copy, make_static
from commentariat.engine.theme import plan_theme
from commentariat.errors import OpenPoint, Problem, SourceError
from commentariat.hooks.names import HOOKS_FILE, IN_INTAKE, IN_RECORDS
from commentariat.hooks.running import HookError
from commentariat.hooks.scan import list_hook_files
from commentariat.kinds import Kind
from commentariat.live.bodies import LiveBodies
from commentariat.live.edits import Edited, Edits
from commentariat.live.renderer import FallbackRenderer
from commentariat.live.search import LiveSearch
from commentariat.live.sources import IMPORTED, LiveSources
from commentariat.pipeline.articles import Due, changes_of, find_due, now_of
from commentariat.pipeline.body_points import revise_body_points
from commentariat.pipeline.draft import Assembly, Exporter, assemble
from commentariat.pipeline.hooking import try_hooks
from commentariat.pipeline.options import Options, Progress, in_order, settings_of
from commentariat.pipeline.unread import revise_unread_theme
from commentariat.pipeline.workspace import (
    READING,
    ProgressExecutor,
    word_refusal,
    writing,
)
from commentariat.preview.epoch import Rendered, StaleError
from commentariat.site.held_back import HeldBack
from commentariat.site.page import Page, StaticFile
from commentariat.site.search_links import INDEX
from commentariat.site.site import Site

_PATIENCE = 0.2  # seconds between two words about whoever holds the lock
_LARGE = 8 * 2**20  # bytes of a file from which on it is sent from the disk


class LiveEpoch(msgspec.Struct, frozen=True):
    """One finished state of the site; see `commentariat.preview.epoch`."""

    number: int
    base: str
    articles: int
    sources: tuple[str, ...]
    changed: frozenset[str]
    problems: tuple[Problem, ...]
    open_points: tuple[OpenPoint, ...]
    is_waiting: bool
    due: float | None
    made_of: Mapping[str, Page]
    """Every page, by its output."""
    statics: Mapping[str, StaticFile]
    closures: Mapping[str, str]
    """Digest of all that a template is made of, by its name."""
    renderer: FallbackRenderer | None
    lock: AbstractContextManager[object]
    """Held while a page is made: the archive may be revised between two."""
    told: Callable[[tuple[Problem, ...]], Iterable[Problem]] = tuple
    """Words problems of a page, some of which follow from others."""
    folder: str = ""
    """Of the site."""
    copies: str = ""
    """Folder in which pictures in other widths are kept."""
    search: LiveSearch | None = None
    """What gives the search index, where there is one."""
    searched: int = 0
    """Which of its states is this one's."""
    doubtful: frozenset[str] = frozenset()

    @property
    def pages(self) -> int:
        """How many outputs there are, but for the index, which waits to be asked for."""
        return len(self.made_of) + len(self.statics)

    @property
    def outputs(self) -> tuple[str, ...]:
        """Every output there is."""
        searched: tuple[str, ...] = ()
        if self.search is not None:
            with self.lock:
                searched = self.search.outputs()
        return (*self.made_of, *self.statics, *searched)

    def has(self, output: str) -> bool:
        """Tell whether there is such an output."""
        is_made = output in self.made_of or output in self.statics
        return is_made or self._index_file(output) is not None

    def prepare(self, output: str) -> None:
        """Convert the bodies of *output* where they must be, beside all other pages."""
        page = self.made_of.get(output)
        if page is not None and self.renderer is not None:
            for body in (page.body, *page.entries):
                if body is not None:
                    self.renderer.prepare(body)

    def render(self, output: str) -> Rendered | None:
        """Make *output*; see `commentariat.preview.epoch.Epoch.render`."""
        static = self.statics.get(output)
        if static is not None:
            return _copy(static, self.folder, self.copies)
        page = self.made_of.get(output)
        if page is None:
            data = self._index_file(output)
            return None if data is None else Rendered(data)
        if self.renderer is None:
            return None
        try:
            with self.lock:
                data, problems = self.renderer.make(page)
                return Rendered(data, tuple(self.told(problems)))
        except ChangedError as fault:
            raise StaleError(fault.problem.source) from None

    def _index_file(self, output: str) -> bytes | None:
        """Give a file of the search index; None where there is none."""
        if self.search is None or INDEX not in output:
            return None
        with self.lock:
            return self.search.data(output, self.searched)


NOTHING = LiveEpoch(
    0, "/", 0, (), frozenset(), (), (), False, None, {}, {}, {}, None, nullcontext()
)


def _copy(static: StaticFile, site: str, copies: str) -> Rendered:
    try:
        if is_plain_copy(static) and os.stat(static.path).st_size > _LARGE:
            real = os.path.realpath(static.path)
            top = os.path.realpath(site)
            if os.path.commonpath((real, top)) != top:
                raise StaleError(static.source)  # a link put there since
            digest = digest_file(real)
            if digest != static.file_digest:
                raise StaleError(static.source)
            return Rendered(b"", (), real, digest)
        data, made_from = make_static(static, copies)
    except StaticError as fault:
        return Rendered(None, (fault.problem,))
    except OSError:
        raise StaleError(static.source) from None
    if made_from != static.digest:
        raise StaleError(static.source)
    return Rendered(data)


class LiveSite:
    """
    The site that *options* name, in memory; output/ is not looked at.

    `open` and `update` are for one thread; epochs are for any. A *clock* tells what
    time it is; without one it stays what the options say.
    """

    def __init__(
        self, options: Options, clock: Callable[[], str] | None = None
    ) -> None:
        self.options = options
        self.folder: Path = options.site
        self.settings = Settings(title="", institution="")
        self.executor = ProgressExecutor(InProcess(), options.progress)
        self.assemblies = 0
        """How often all pages were made anew."""
        self.hook_files: tuple[str, ...] = ()
        """The files of hooks, by their paths from the site; any may not be there."""
        self._clock = clock
        self._now = Now("", "")
        """The moment that decides what the site shows."""
        self._due = Due()
        """When that is another."""
        self._epoch = NOTHING
        self._settings_text: bytes | None = None
        self._settings_faults: tuple[Problem, ...] = ()
        self._sources: LiveSources | None = None
        self._bodies: LiveBodies | None = None
        self._raw_faults: tuple[Problem, ...] = ()
        self._raw_points: tuple[OpenPoint, ...] = ()
        """What the last import asked."""
        self._points: tuple[OpenPoint, ...] = ()
        """What is asked of the sources as they are."""
        self._is_import_due = True
        self._again: frozenset[str] = frozenset()
        self._kept_problems: tuple[Problem, ...] = ()
        self._edits: Edits | None = None
        self._untold: frozenset[str] = frozenset()
        """Files whose changes no state has taken in yet."""
        self._is_spent = False
        """Whether the site in `_edits` is of no more use, nor the pages made of it."""
        self._is_refused = False
        """Whether the disk refuses what sources are remembered in."""

    def open(self, progress: Progress) -> LiveEpoch:
        """Read the site; where a build is running, wait for it to end."""
        workers = self.options.workers or default_workers()
        self.executor = ProgressExecutor(make_executor(workers), progress)
        progress(READING, 0, 0)
        return self.update(None)

    def close(self) -> None:
        """Let go of the files that are kept open; a page can still be asked for."""
        if self._bodies is not None:
            self._bodies.close()

    def update(self, paths: frozenset[str] | None) -> LiveEpoch:
        """
        Look at *paths* again (None: at everything); give the state that is now.

        Raises:
            OSError: the system lacks something; what is asked for next takes in what
                this one could not.
        """
        others = self._look_at_settings(paths)
        if self._sources is None:
            if self._settings_text is None or self._settings_faults:
                if not others:
                    return self._epoch  # they are as they were
                return self._tell(others, NOTHING)
            try:
                self._sources = self._load()
            except OSError as fault:
                return self._refused(fault)
            self._is_refused = False
            self._untold = frozenset(() if self._epoch.number else self._sources.seen)
        else:
            looked = self._sources.look_again(
                None if paths is None else paths | self._again, self.executor
            )
            self._untold |= looked.changed
            self._again = looked.passing
            self._is_import_due |= self._sources.is_import_due(looked)
            if paths is None and self._raw_faults:
                self._is_import_due = True  # they may have been the system's
        self._untold |= others
        if self._is_import_due:
            self._untold |= self._import(self._sources)
        epoch = self._advance(self._untold, is_due=self._is_due())
        self._untold = frozenset()
        return epoch

    def _is_due(self) -> bool:
        """Tell whether something has fallen due since all pages were made."""
        return self._due.is_past(now_of(self._at_this_moment(), self.settings))

    def _at_this_moment(self) -> Options:
        if self._clock is None:
            return self.options
        return msgspec.structs.replace(self.options, now=self._clock())

    # --- settings -------------------------------------------------------------

    def _look_at_settings(self, paths: frozenset[str] | None) -> frozenset[str]:
        """
        Read the settings, and hooks, where they may have changed; tell what have.

        A fault of theirs leaves all as it was before it.
        """
        if paths is not None and not any(map(_decides_all, paths)):
            return frozenset()
        self.hook_files = list_hook_files(self.folder) if self.options.hooks else ()
        try:
            text = (self.folder / SETTINGS_FILE).read_bytes()
        except OSError as fault:
            if is_shortage(fault):
                raise
            text = b""
        old, new = self.settings, self.settings
        faults: tuple[Problem, ...] = ()
        try:
            new = settings_of(self.options)
            if new.hooks != old.hooks:
                try_hooks(new.hooks)
        except SourceError as fault:
            faults = fault.problems
        is_other_text = text != self._settings_text
        is_as_it_was = faults == self._settings_faults and (
            bool(faults) or (new.hooks, new.words) == (old.hooks, old.words)
        )
        if not is_other_text and is_as_it_was:
            return frozenset()
        self._settings_text, self._settings_faults = text, faults
        if not faults:
            self.settings = new
            self._take_settings(old, new)
        if is_other_text:
            return frozenset((SETTINGS_FILE,))
        return frozenset((INTERFACE if new.words != old.words else HOOKS_FILE,))

    def _take_settings(self, old: Settings, new: Settings) -> None:
        """See what other settings ask for besides pages that are made anew."""
        if self._sources is not None:
            self._sources.settings = new  # bodies are converted by them
        in_records = {one.hooks.digest_for(*IN_RECORDS) for one in (old, new)}
        if old.schema != new.schema or len(in_records) > 1:
            self._sources = None  # content files are to be judged anew
        in_intake = {one.hooks.digest_for(*IN_INTAKE) for one in (old, new)}
        if old.sources != new.sources or len(in_intake) > 1:
            self._is_import_due = True  # what metadata of raw files are known by

    # --- sources --------------------------------------------------------------

    def _load(self) -> LiveSources:
        with _patient_lock(self.options.cache, self.executor.progress):
            if self._bodies is None:
                self._bodies = LiveBodies(self.options.cache)
            else:
                self._bodies.look_again()  # they hold whatever the settings are
            kept = open_sources(self.folder, self.options.cache, self.settings)
            kept.load(FOLDERS, self.executor)
            sources = LiveSources(kept, self.settings, self._bodies)
        self._is_import_due = True
        return sources

    def _refused(self, fault: OSError) -> LiveEpoch:
        """Tell that sources cannot be had before what the disk refuses is mended."""
        if is_shortage(fault):
            raise fault
        told = (word_refusal(self.folder, fault),)
        if self._is_refused and told == self._kept_problems:
            return self._epoch
        self._is_refused = self._is_spent = True
        return self._tell(frozenset(), self._epoch, told, is_made=True)

    def _import(self, sources: LiveSources) -> frozenset[str]:
        """Import what is new or changed, unless a build does; give what was written."""
        if not (self.folder / RAW).is_dir():
            self._is_import_due = False
            self._raw_faults, self._raw_points = (), ()
            return frozenset()
        # Many sites have nothing to import, and all this takes long to be imported.
        from commentariat.pipeline.imports import import_raw

        try:
            with writing(self.folder), site_lock(self.options.cache):
                found = import_raw(self, sources.loaded(), is_dry=False)
        except SourceError as fault:
            self._raw_faults = fault.problems  # held by a build: asked for again
            self._is_import_due = not isinstance(fault, HookError)
            return frozenset()
        self._is_import_due = False
        self._raw_faults = in_order(found.problems)
        self._raw_points = found.open_points
        touched = frozenset((*found.written, *found.removed))
        if not touched:
            return touched
        return sources.look_again(touched, self.executor).changed

    # --- epochs ---------------------------------------------------------------

    def _advance(self, changed: frozenset[str], *, is_due: bool) -> LiveEpoch:
        assert self._sources is not None
        self._is_spent |= is_due
        if not changed and not self._is_spent:
            return self._tell(changed, self._epoch)
        old = self._epoch
        try:
            restyled = self._restyled(changed)
            if restyled is not None:
                return self._tell(changed, restyled, self._kept_problems)
            edited = self._edited(changed)
            if edited is not None:
                state = self._with(edited, changed)
                return self._tell(changed, state, self._kept_problems, edited.changed)
            loaded = self._sources.loaded(is_strict=False)
            self.options = self._at_this_moment()
            self._now = now_of(self.options, self.settings)
            self._due = find_due(loaded.records.values(), self._now)
            exporter = self._exporter()
            made = assemble(
                self.options, self.settings, loaded, self.executor, exporter=exporter
            )
        except SourceError as fault:
            self._is_spent = True
            return self._tell(changed, old, fault.problems)
        except OSError as fault:
            self._is_spent = True
            if is_shortage(fault):
                raise
            return self._tell(changed, old, (word_refusal(self.folder, fault),))
        pages = {page.output: page for page in made.pages}
        self._edits, self._is_spent = Edits(made, pages), False
        self.assemblies += 1
        self._points = made.open_points
        statics = {static.output: static for static in made.statics}
        renderer = self._renderer(made)
        closures = old.closures
        if renderer.templates == made.templates:
            names = {page.template for page in made.pages}
            closures = {name: made.closures.digest(name) for name in names}
        state = msgspec.structs.replace(
            old,
            base=made.site.root.base,
            articles=len(made.site.archive.articles),
            made_of=pages,
            statics=statics,
            closures=closures,
            renderer=renderer,
            lock=self._edits.lock,
            told=partial(made.left_out.told, targets=made.site.targets),
            folder=str(self.folder),
            copies=str(self.options.cache / COPIES),
            search=self._search_of(made.site),
            searched=old.searched + 1,
        )
        return self._tell(changed, state, made.problems, is_made=True)

    def _exporter(self) -> Exporter | None:
        """Give what makes the files to take along once they are asked for, if any is."""
        if not self.settings.exports:
            return None
        from commentariat.pipeline.downloads import ExportDesk, SiteExports

        bodies, cache = self._bodies, self.options.cache
        assert bodies is not None
        desk = ExportDesk(
            site=str(self.folder),
            cache=str(cache),
            copies=str(cache / COPIES),
            bodies=lambda: bodies,
            is_compared=False,
        )
        return partial(SiteExports, desk)

    def _search_of(self, site: Site) -> LiveSearch | None:
        if not site.settings.has_search:
            return None
        assert self._bodies is not None
        known = self._epoch.search
        if known is not None and known.turn_to(site):
            return known
        return LiveSearch(self.folder, self.options.cache, site, self._bodies)

    def _edited(self, changed: frozenset[str]) -> Edited | None:
        """Take in what *changed*, if that is articles alone and nothing else follows."""
        edits, in_trouble = self._edits, {one.source for one in self._kept_problems}
        if edits is None or self._is_spent or in_trouble & changed:
            return None
        changes = self._changes(edits.site, changed)
        if changes is None:
            return None
        self._is_spent = True  # until all has gone well
        edited = edits.take(changes)
        self._is_spent = edited is None
        return edited

    def _changes(self, site: Site, paths: frozenset[str]) -> list[Change] | None:
        """Compare the articles at *paths*; None where others have a say in pages too."""
        assert self._sources is not None
        pairs = []
        for path in sorted(paths):
            if path.startswith(IMPORTED):
                continue  # pages show what import made of it, never the file
            if not self._sources.is_article(path):
                return None
            source = path.removeprefix("content/")
            old: Dated | None = site.archive.by_source.get(source)
            old = old or site.targets.held_back.get(source)
            record = self._sources.records.get(path)
            if record is not None:
                self._due = self._due.or_sooner(find_due([record], self._now))
            pairs.append((old, record))
        return changes_of(pairs, self.options, self._now, site.archive.ruling)

    def _with(self, edited: Edited, paths: frozenset[str]) -> LiveEpoch:
        """Take in what came of edits of the articles at *paths*."""
        assert self._edits is not None
        assert self._sources is not None
        self._points = revise_body_points(
            self._points,
            paths,
            self._sources.records,
            self._edits.site,
            self.options,
            self._now,
        )
        if self._epoch.search is not None:
            self._epoch.search.take(edited.slugs)
        articles = len(self._edits.site.archive.articles)
        return msgspec.structs.replace(
            self._epoch,
            made_of=edited.pages,
            articles=articles,
            searched=self._epoch.searched + 1,
        )

    def _is_styles(self, path: str) -> bool:
        """Tell whether a changed file is one of the theme's that pages do not depend on."""
        assert self._sources is not None
        is_known = path in self._epoch.statics and path in self._sources.seen
        held = self._edits.site.held_back if self._edits else HeldBack()
        may_name = held.names or held.words  # the theme, too, brings out what it names
        is_named = self.settings.fingerprint or may_name
        theme = self.settings.theme
        is_measured = path[6:] in (file for _, file in theme.measured)
        is_shown = bool(is_named) or is_measured
        return path.startswith("theme/") and is_known and not is_shown

    def _restyled(self, changed: frozenset[str]) -> LiveEpoch | None:
        """Take in what *changed*, if that is files of the theme of which no page is made."""
        renderer = self._epoch.renderer
        if self._is_spent or renderer is None or not all(map(self._is_styles, changed)):
            return None
        assert self._sources is not None
        seen = self._sources.seen
        files = [
            StaticFile(path, path, str(self.folder / path), seen[path].digest)
            for path in sorted(changed)
        ]
        themed, _ = plan_theme(files, is_fingerprinted=False)
        statics = {**self._epoch.statics, **{one.output: one for one in themed}}
        self._points = revise_unread_theme(
            self._points,
            self.folder,
            seen.keys(),
            renderer.templates,
            self.settings.theme,
        )
        return msgspec.structs.replace(self._epoch, statics=statics)

    def _renderer(self, made: Assembly) -> FallbackRenderer:
        """Take the templates as they are, or as they were before they were at fault."""
        assert self._bodies is not None
        old = self._epoch.renderer
        templates, view = made.templates, made.site.view
        rules = rules_of(made.site.settings)
        if old is not None and made.closures.problems:
            templates = old.templates
        views = made.site.views
        wanted = (templates, view, rules, views)
        if old is not None:
            known = old.templates, old.view, old.rules, old.views
            if known == wanted:
                return old
        older = old.older if old is not None and old.has_failed else old
        if older is not None and older is old:
            older.older = None
        return FallbackRenderer(
            self.folder, view, templates, self._bodies, older, rules, views
        )

    def _tell(
        self,
        sources: frozenset[str],
        state: LiveEpoch,
        problems: tuple[Problem, ...] = (),
        changed: frozenset[str] | None = None,
        *,
        is_made: bool = False,
    ) -> LiveEpoch:
        """
        Make the next epoch of *state*, or keep the last where nothing is another.

        *changed* are the outputs that are others; where they are not given, all are
        compared. So are they where all *is made* anew, though no file is another.
        """
        old, is_other = self._epoch, bool(sources) or is_made
        found = in_order(
            (
                *self._settings_faults,
                *(self._sources.problems if self._sources else ()),
                *self._raw_faults,
                *(problems if is_other else self._kept_problems),
            )
        )
        if is_other:
            self._kept_problems = problems
        is_read = self._sources is not None  # else nothing can be done about it
        is_behind = self._is_import_due or bool(self._again)
        is_waiting = (is_read and is_behind) or self._is_refused
        is_same = (found, is_waiting) == (old.problems, old.is_waiting)
        if not is_other and is_same:
            return old
        due = self._due.seconds(self.settings.timezone) if self._clock else None
        if changed is None:
            changed = frozenset(_changed(old, state) if state is not old else ())
        doubtful: frozenset[str] = frozenset()
        if state.searched != old.searched:
            for search in (old.search, state.search):
                if search is not None:
                    doubtful |= search.enter(state.searched)
        self._epoch = msgspec.structs.replace(
            state,
            number=old.number + 1,
            sources=tuple(sorted(sources)),
            changed=changed,
            problems=found,
            open_points=tuple(sorted({*self._points, *self._raw_points})),
            is_waiting=is_waiting,
            due=due,
            doubtful=doubtful,
        )
        return self._epoch


def _decides_all(path: str) -> bool:
    """Tell whether *path* may be of settings, words or hooks, which bear on all pages."""
    is_hook = path.endswith(".py") and path.partition("/")[0] not in FOLDERS
    return path == SETTINGS_FILE or is_hook or path.startswith(f"{INTERFACE}/")


def _changed(old: LiveEpoch, new: LiveEpoch) -> Iterator[str]:
    """Compare what all outputs are made of."""
    pages = new.made_of.items() if new.made_of is not old.made_of else ()
    for output, page in pages:
        before = old.made_of.get(output)
        if (
            before is None
            or old.closures.get(page.template) != new.closures.get(page.template)
            or not page.is_like(before)  # last: to tell all of them takes long
        ):
            yield output
    for output, static in new.statics.items():
        known = old.statics.get(output)
        if known is None or known.digest != static.digest:
            yield output
    for output in (*old.made_of, *old.statics):
        if not new.has(output):
            yield output


@contextmanager
def _patient_lock(cache: Path, progress: Progress) -> Iterator[None]:
    """
    Hold the lock of the site once whoever holds it has let it go.

    Raises:
        SourceError: there can be none, for the folder is a link.
    """
    patience = 0.0
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(site_lock(cache, patience))
                break
            except SourceError as fault:
                if fault.problems[0].message.kind is not Kind.LOCKED:
                    raise
                progress("waiting for another build of this site to end", 0, 0)
                patience = _PATIENCE
        yield
