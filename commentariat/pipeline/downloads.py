"""The archive as files that readers take along: read from a site, and written for it."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from commentariat.archive.model import ContentFile
from commentariat.engine.bodies import BodyCache, BodyPlace, BodyReader
from commentariat.engine.cache import COPIES, EXPORTS
from commentariat.engine.executors import Executor, InProcess
from commentariat.engine.markup import make_portable
from commentariat.engine.markup_rules import rules_of
from commentariat.engine.render import BodyError, RenderContext, Renderer
from commentariat.engine.statics import StaticError, make_static
from commentariat.errors import Problem, SourceError
from commentariat.exports.gather import gather
from commentariat.exports.gathered import Gathered
from commentariat.exports.model import Export
from commentariat.exports.shown import Shown
from commentariat.exports.write import write_export
from commentariat.formats import Format
from commentariat.kinds import Kind
from commentariat.pipeline.workspace import Workspace
from commentariat.site.bodies import body_of
from commentariat.site.page import Parts, StaticFile
from commentariat.site.site import Site
from commentariat.site.views import DataView, FileView


class ExportDesk(msgspec.Struct, frozen=True):
    """Where what an export reads is kept, and where it is written for now."""

    site: str
    """Folder of the site."""
    cache: str
    copies: str
    """Folder of pictures in other widths."""
    bodies: Callable[[], BodyCache]
    """Opens what keeps converted bodies."""
    find: Callable[[str], BodyPlace | None] = lambda _: None
    """Tells where one is kept, where that must be known."""
    room: Path | None = None
    """Folder for what is being written; None: one of the system's."""
    is_dry: bool = False
    """Nothing is written."""
    is_compared: bool = True
    """Whether what is the same as before is told; else any state has others."""
    executor: Executor = InProcess()
    """Reads what several formats show."""


def desk_of(work: Workspace, *, is_dry: bool = False) -> ExportDesk:
    """Read what builds keep, in the folders of *work*."""
    options = work.options
    return ExportDesk(
        site=str(options.site.resolve()),
        cache=str(options.cache.resolve()),
        copies=str(options.cache / COPIES),
        bodies=partial(KeptBodies, work.bodies.folder),
        find=work.bodies.find,
        room=options.cache.resolve() / EXPORTS,
        is_dry=is_dry,
        executor=work.executor_of("exporting articles"),
    )


class KeptBodies:
    """The converted bodies that builds keep in *folder*: none is added."""

    def __init__(self, folder: Path) -> None:
        self._reader = BodyReader(folder)

    def find(self, _key: str, place: BodyPlace | None) -> str | None:
        """Find a converted body where it is said to lie."""
        return self._reader.read(place) if place else None

    def keep(self, _key: str, _html: str) -> None:
        """Keep nothing."""


def make_export(desk: ExportDesk, site: Site, files: Iterable[StaticFile]) -> Export:
    """Take along all that *site* shows; *files* are those that it passes through."""
    passed = tuple(files)
    html = _converter(desk, site)
    return Export(
        site=site,
        folder=desk.site,
        articles=tuple(site.archive.articles),
        chosen=(),
        html=html,
        portable=lambda file, url: make_portable(html(file), url),
        file=_reader(desk, site, passed),
        published=tuple(sorted([(one.output, one.digest) for one in passed])),
        progress=lambda *_: None,
    )


class SiteExports:
    """Makes what readers can take along of a *site*; see `ExportFiles`."""

    def __init__(
        self, desk: ExportDesk, site: Site, files: Sequence[StaticFile]
    ) -> None:
        self._desk = desk
        self._site = site
        self._files = files
        self._gathered: Gathered | None = None

    def _export(self, row: Format) -> Export:
        export = make_export(self._desk, self._site, self._files)
        return msgspec.structs.replace(
            export,
            is_for_spreadsheets=row.is_for_spreadsheets,
            is_for_readers=True,
            gathered=self._gathered,
        )

    def look(self) -> Callable[[Format], Parts]:
        """Give what tells files from others, by what the site shows at this time."""
        if not self._desk.is_compared:
            return lambda _: (("archive", str(next(_STATES))),)
        return Shown(self._export).parts

    def gather(self, rows: Collection[Format]) -> None:
        """
        Read once what several of the formats of *rows* show, before any is made.

        A fault is left to those who then read it themselves: they tell of it.
        """
        desk = self._desk
        reading = [row for row in rows if row.has_bodies]
        if desk.is_dry or desk.room is None or len(reading) < 2:
            return
        with suppress(SourceError, OSError):
            self._gathered = gather(self._export(reading[0]), desk.executor, desk.room)

    def view(self, row: Format) -> FileView:
        """Write it, to be put in its place; a fault of the sources is told with it."""
        if self._desk.is_dry:
            return FileView("")
        where = _begin(self._desk.room, row)
        try:
            write_export(row, self._export(row), where)
        except SourceError as fault:
            os.unlink(where)
            return FileView("", fault.problems)
        except BaseException:
            os.unlink(where)
            raise
        return FileView(where)


_STATES = itertools.count()
"""No two files of a site that is edited are said to be the same."""


def _begin(room: Path | None, row: Format) -> str:
    """Begin a file, which is empty, that nobody else has."""
    if room is not None:
        room.mkdir(parents=True, exist_ok=True)
        where = str(room / f"{row.name}-{os.getpid()}")
        Path(where).write_bytes(b"")
        return where
    file, where = tempfile.mkstemp()
    os.close(file)
    return where


def _converter(desk: ExportDesk, site: Site) -> Callable[[ContentFile], str]:
    """Make what converts the body of a content file, as its page has it."""
    context = RenderContext(
        site=desk.site,
        output="",
        cache=desk.cache,
        view=site.view,
        templates={},
        rules=rules_of(site.settings),
    )
    renderers: list[Renderer] = []

    def html(file: ContentFile) -> str:
        if not renderers:  # many formats need none
            renderers.append(Renderer(context, desk.bodies()))
        place = desk.find(file.body_key)
        try:
            return renderers[0].show(_PLAIN, body_of(site, file), place).html
        except BodyError as fault:
            raise SourceError(fault.problem) from None

    return html


def _reader(
    desk: ExportDesk, site: Site, files: Iterable[StaticFile]
) -> Callable[[str], bytes | None]:
    """Make what reads a file as it is published, by its whole address; None: there is none."""
    known = {site.root.url(one.output): one for one in files}

    def read(url: str) -> bytes | None:
        file = known.get(url)
        if file is None:
            return None
        try:
            data, made_from = make_static(file, desk.copies)
        except StaticError as fault:
            raise SourceError(fault.problem) from None
        if not made_from:
            raise SourceError(Problem(file.source, 0, Kind.CHANGED.of()))
        return data

    return read


_PLAIN = DataView(b"")
"""No page: paragraphs have no numbers then."""
