"""Pages become bytes: views into templates, bodies into HTML, in any process."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from html import unescape
from pathlib import Path
from typing import Self, TypeAlias

import msgspec
from markupsafe import Markup
from msgspec.structs import replace

from commentariat.archive.body_lines import BodyLines
from commentariat.archive.frontmatter import markdown_of, parse_front_matter
from commentariat.archive.text import digest_bytes, digest_text, normalize_line_ends
from commentariat.disk import read_steady
from commentariat.engine import store
from commentariat.engine.barred import apart
from commentariat.engine.bodies import BodyCache, BodyPlace, PackedBodies
from commentariat.engine.cache import COPIES
from commentariat.engine.closures import Closures
from commentariat.engine.markup import (
    MarkupError,
    make_portable,
    place_links,
    say_words,
    to_html,
)
from commentariat.engine.markup_rules import PLAIN, MarkupRules
from commentariat.engine.shortcodes import lines_of_shortcode
from commentariat.engine.speech import Speech
from commentariat.engine.statics import StaticError, is_plain_copy, make_static
from commentariat.engine.tables import MOST_CELLS, SIGN, Rows, put_tables, read_table
from commentariat.engine.template_faults import run_problem
from commentariat.engine.template_files import TemplateSource
from commentariat.errors import Problem, SourceError, not_utf8, unreadable
from commentariat.kinds import Kind
from commentariat.language_tags import attributes_of
from commentariat.site import views
from commentariat.site.courses import Course
from commentariat.site.feeds import json_feed
from commentariat.site.page import Body, Page, StaticFile, TableFile
from commentariat.site.views import SiteView, View

_LARGE = 8 * 2**20  # bytes of a file from which on it is passed through by stretches


class RenderContext(msgspec.Struct, frozen=True):
    """All that rendering needs besides the pages; it goes to every process."""

    site: str
    """Folder of the site."""
    output: str
    """Folder that is written."""
    cache: str
    view: SiteView
    """What templates show of the site around its pages."""
    templates: dict[str, TemplateSource]
    rules: MarkupRules = PLAIN
    """By which bodies are converted."""
    is_dry: bool = False
    """Only find problems: nothing is written but the memory."""
    views: dict[str, SiteView] = {}
    """The same of its editions in other languages, by these."""
    barred: frozenset[str] = frozenset()
    """Outputs that are written apart; see `commentariat.engine.barred`."""

    def view_of(self, edition: str) -> SiteView:
        """Give what pages of *edition* show of it around them; of the site's own if empty."""
        return self.views[edition] if edition else self.view


class EncodedView(msgspec.Struct, frozen=True):
    """A view on its way to a process that does not have the page it is of."""

    kind: str
    """Name of its class."""
    data: bytes


PlacedBody: TypeAlias = tuple[Body, BodyPlace | None]
"""A body, and where it is kept converted."""


class RenderTask(msgspec.Struct, frozen=True):
    """One page or file to be made, in a form that any process can take."""

    number: int
    """Of its step in the plan."""
    output: str
    template: str = ""
    """Name of the template, or empty for a file that is copied."""
    view: EncodedView | None = None
    """None where the process has the page in memory."""
    body: Body | None = None
    place: BodyPlace | None = None
    """Where the converted body is kept."""
    entries: tuple[PlacedBody, ...] = ()
    """What a feed holds whole."""
    texts: tuple[Body, ...] = ()
    """The Markdown of fields."""
    file: StaticFile | None = None
    """The file that is copied, or from which the output is made."""
    is_new: bool = False
    """Whether no build made the output before."""
    language: str = ""
    """Of the page's own words; empty: those of what is around them."""
    edition: str = ""
    """Language of what is around them; empty: the site's own."""


class RenderResult(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """What became of a task."""

    number: int
    written: store.StagedOutput | None
    problems: tuple[Problem, ...]
    key: str = ""
    place: BodyPlace | None = None
    """Where the body with this key was put; None where it was kept already."""
    made_from: str = ""
    """Digest of what a file was made from."""
    parts: tuple[str, ...] | None = None
    """Digests of the page's parts, where only the process that made it knows them."""


class RenderedPage(msgspec.Struct, frozen=True):
    """A page as bytes, and what is wrong with it."""

    data: bytes
    """Empty where it cannot be made; with its links dead where some are lost."""
    problems: tuple[Problem, ...] = ()
    key: str = ""
    place: BodyPlace | None = None
    """Where the body with this key was put; None where it was kept already."""
    is_template_at_fault: bool = False


class ShownBody(msgspec.Struct, frozen=True):
    """What a page shows of its body."""

    html: str = ""
    course: Course | None = None
    reading: views.Reading | None = None
    lost: tuple[str, ...] = ()
    """Targets of its links that nothing answers."""
    place: BodyPlace | None = None
    """Where it was put converted; None where it was kept already."""


_Begun: TypeAlias = RenderResult | tuple[RenderedPage, tuple[str, ...] | None]
"""An output that is made, or its bytes with what they are made from."""


class Renderer:
    """Renders tasks one after the other, keeping templates and packs open."""

    def __init__(self, context: RenderContext, bodies: BodyCache | None = None) -> None:
        self.context = context
        self.speech = cache(self._make_speech)
        """What pages are made with, by their language and their edition."""
        self.bodies = bodies or PackedBodies(Path(context.cache) / "bodies")
        self.copies = os.path.join(context.cache, COPIES)
        self._fields_shown = cache(self._shown_by)
        self._variant = context.rules.variant

    def _make_speech(self, language: str, edition: str) -> Speech:
        context, rules = self.context, self.context.rules
        view = context.view_of(edition)
        return Speech(context.templates, view, rules.hooks, rules.words, language)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close the packs that it has opened itself."""
        if isinstance(self.bodies, PackedBodies):
            self.bodies.close()

    def do_all(
        self, tasks: Iterable[tuple[RenderTask, Page | None]]
    ) -> list[RenderResult]:
        """
        Make outputs, of pages where they are at hand, or say why they cannot be made.

        Each step is done for all of them before the next: what it works with is at hand
        then, where it would have to be fetched from memory for every page.
        """
        tasks = list(tasks)
        for _, page in tasks:
            if page is not None and not page.is_made:
                with suppress(OSError):  # it is told where the page is made
                    page.prepare()
        begun = [self._begin(task, page) for task, page in tasks]
        return [
            self._end(task, one) for (task, _), one in zip(tasks, begun, strict=True)
        ]

    def _begin(self, task: RenderTask, page: Page | None) -> _Begun:
        """Make the bytes of an output, or all of it where they need not be in memory."""
        try:
            if task.file is not None:
                return self._copy(task, task.file)
            if page is not None:
                view, parts = page.make(), page.digests
            else:
                assert task.view is not None
                view, parts = decode_view(task.view), None
            if isinstance(view, views.FileView):
                return self._place(task, view, parts)
            made = self.make(
                task.template,
                view,
                task.body,
                task.place,
                task.entries,
                task.texts,
                language=task.language,
                edition=task.edition,
            )
        except ChangedError as fault:
            return RenderResult(task.number, None, (fault.problem,))
        except OSError as fault:
            return _unwritable(task, fault)
        return made, parts

    def _end(self, task: RenderTask, begun: _Begun) -> RenderResult:
        """Write what was begun, unless that is done or there is something against it."""
        if isinstance(begun, RenderResult):
            return begun
        made, parts = begun
        try:
            written = None if made.problems else self._stage(task, made.data)
        except OSError as fault:
            return _unwritable(task, fault)
        return RenderResult(
            task.number, written, made.problems, made.key, made.place, parts=parts
        )

    def _copy(self, task: RenderTask, file: StaticFile) -> RenderResult:
        if is_plain_copy(file) and os.stat(file.path).st_size > _LARGE:
            return self._copy_large(task, file)
        try:
            data, made_from = make_static(file, self.copies)
        except StaticError as fault:
            return RenderResult(task.number, None, (fault.problem,))
        if not made_from:
            problem = Problem(file.source, 0, Kind.CHANGED.of())
            return RenderResult(task.number, None, (problem,))
        return RenderResult(
            task.number, self._stage(task, data), (), made_from=made_from
        )

    def _copy_large(self, task: RenderTask, file: StaticFile) -> RenderResult:
        """Pass a file through that is too large for the memory of a small machine."""
        if self.context.is_dry:
            return RenderResult(task.number, None, (), made_from=file.digest)
        folder = self._folder(task.output)
        written, digest = store.stage_file(folder, task.output, file.path)
        made_from = file.digest if digest == file.file_digest else digest
        if file.recipe and digest != file.file_digest:
            store.roll_back(folder, task.output, written.state)
            problem = Problem(file.source, 0, Kind.CHANGED.of())
            return RenderResult(task.number, None, (problem,))
        written = self._told(task, written)
        return RenderResult(task.number, written, (), made_from=made_from)

    def _folder(self, output: str) -> str:
        is_barred = output in self.context.barred
        return apart(self.context.output) if is_barred else self.context.output

    def _told(
        self, task: RenderTask, written: store.StagedOutput
    ) -> store.StagedOutput:
        """Tell that it was *written* apart, if it was."""
        is_barred = task.output in self.context.barred
        return replace(written, state="apart") if is_barred else written

    def _stage(self, task: RenderTask, data: bytes) -> store.StagedOutput | None:
        if self.context.is_dry:
            return None
        folder = self._folder(task.output)
        written = store.stage(folder, task.output, data, is_new=task.is_new)
        return self._told(task, written)

    def _place(
        self, task: RenderTask, file: views.FileView, parts: tuple[str, ...] | None
    ) -> RenderResult:
        """Put a file in its place that is written already."""
        if not file.path:
            return RenderResult(task.number, None, file.problems, parts=parts)
        try:
            folder = self._folder(task.output)
            written = store.place_file(folder, task.output, file.path)
        finally:
            with suppress(FileNotFoundError):  # most often it was moved
                os.unlink(file.path)
        return RenderResult(task.number, self._told(task, written), (), parts=parts)

    def make(
        self,
        template: str,
        view: View,
        body: Body | None,
        place: BodyPlace | None = None,
        entries: Sequence[PlacedBody] = (),
        texts: Sequence[Body] = (),
        *,
        language: str = "",
        edition: str = "",
    ) -> RenderedPage:
        """
        Fill *template* with *view*, the *body* and *texts* of its fields converted.

        A feed is filled with its *entries*. The words are of *language*, in the frame of
        *edition*: empty where they are those of the frame, and of the site.

        Raises:
            ChangedError: the body is no longer what it was when it was planned.
        """
        if isinstance(view, views.FileView):
            return _read_file(view)
        try:
            speech = self.speech(language, edition)
            shown = self.show(view, body, place, speech)
            bodies = self.whole_bodies(view, entries, speech)
            view, lost_in_texts = self.show_fields(view, texts, speech)
        except ChangedError:
            raise
        except BodyError as fault:
            return RenderedPage(b"", (fault.problem,))
        lost, new = shown.lost, shown.place
        problems = tuple(self._lost_links(body, lost)) if lost else ()
        lost_in_fields = (*views.lost_in(view), *lost_in_texts)
        if lost_in_fields:
            problems = (*problems, *self._lost_in_fields(body, lost_in_fields))
        key = body.key if body and new else ""
        try:
            text = self._fill(speech, template, view, shown, bodies)
        except Exception as fault:  # whatever a template does wrong
            problem = run_problem(
                fault, self.context.templates, template, self.context.rules.hooks
            )
            problems = (*problems, problem)
            return RenderedPage(b"", problems, key, new, is_template_at_fault=True)
        data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
        return RenderedPage(data, problems, key, new)

    def _fill(
        self,
        speech: Speech,
        template: str,
        view: View,
        shown: ShownBody,
        bodies: Sequence[str] = (),
    ) -> str | bytes:
        if isinstance(view, views.DataView):
            return view.data
        if isinstance(view, views.TextView):
            return "".join(f"{line}\n" for line in view.lines)
        if isinstance(view, views.SharePictureView):
            from commentariat.engine.share_pictures import draw_share_picture

            return draw_share_picture(view)
        if template == "feed.json":
            assert isinstance(view, views.FeedView)
            return json_feed(view, bodies)
        found = speech.environment.get_template(template)
        if views.has_fields(view):
            view = views.without(view, self._fields_shown(template))
        return found.render(
            site=speech.view,
            page=view,
            body=Markup(shown.html),
            course=shown.course,
            reading=shown.reading,
            bodies=bodies,
        )

    def _shown_by(self, template: str) -> frozenset[str]:
        """Name the fields that *template* shows by itself, and the theme need not."""
        return Closures(self.context.templates).fields(template)

    def show(
        self,
        view: View,
        body: Body | None,
        place: BodyPlace | None = None,
        speech: Speech | None = None,
    ) -> ShownBody:
        """
        Show *body* as the page of *view* does: with its links, paragraphs numbered.

        An article's notes stand where they are marked. What is said of it is said by
        *speech*, or as the site does.

        Raises:
            BodyError: it cannot be converted.
        """
        if body is None:
            return ShownBody()
        speech = speech or self.speech("", "")
        texts = speech.texts
        if isinstance(view, views.CourseView):
            html, new = self._html(body, place)  # what is lost in it its page tells
            text = texts.number(html, view.language)
            drawn = texts.course(view.drawing, text)
            return ShownBody("", drawn, place=new)
        html, lost, new = self._body(body, place, speech, _language_of(view, speech))
        if not isinstance(view, views.ArticleView):
            return ShownBody(html, lost=lost, place=new)
        text = texts.number(html, view.language)
        course = None
        if view.drawing:
            course = texts.course(view.drawing, text)
        reading = texts.read(text, view.language)
        shown = text.html
        if reading.contents:
            shown = texts.number_figures(shown, view.language)
        return ShownBody(shown, course, reading, lost, new)

    def show_fields(
        self, view: View, texts: Sequence[Body], speech: Speech
    ) -> tuple[View, list[views.Lost]]:
        """
        Put the HTML of the Markdown of its fields, the *texts*, into *view*.

        Gives with it which of their links nothing answers.

        Raises:
            BodyError: one cannot be converted.
        """
        if not texts:
            return view, []
        found: list[views.Lost] = []
        made: list[str] = []
        for text in texts:  # not kept: they are short, and made with their page alone
            language = _language_of(view, speech)
            html, lost = self._placed(text, self._convert(text), speech, language)
            made.append(html)
            found += [(text.name, Kind.DEAD_LINK.of(target)) for target in lost]
        return views.with_texts(view, made), found

    def whole_bodies(
        self, view: View, entries: Sequence[PlacedBody], speech: Speech
    ) -> list[str]:
        """
        Give the HTML of a feed's *entries*, with addresses that hold anywhere.

        What is lost in them is told by the pages of the articles.

        Raises:
            BodyError: one cannot be converted.
        """
        if not entries:
            return []
        assert isinstance(view, views.FeedView)
        return [
            make_portable(self._body(*placed, speech, entry.language)[0], entry.url)
            for entry, placed in zip(view.entries, entries, strict=True)
        ]

    def _body(
        self, body: Body, place: BodyPlace | None, speech: Speech, language: str
    ) -> tuple[str, tuple[str, ...], BodyPlace | None]:
        html, new = self._html(body, place)
        return *self._placed(body, html, speech, language), new

    def _placed(
        self, body: Body, html: str, speech: Speech, language: str
    ) -> tuple[str, tuple[str, ...]]:
        """Let the links of *body*, converted to *html*, lead where they do."""
        links = dict(body.links)
        rules = self.context.rules
        placed, lost = place_links(html, links, body.pictures, body.held_back, rules)
        if body.tables and SIGN in placed:
            placed = self._put_tables(body, placed, speech, language)
        said = say_words(placed, speech.words, *speech.attributes(language))
        return said, lost

    def _put_tables(self, body: Body, html: str, speech: Speech, language: str) -> str:
        files = {one.href: one for one in body.tables}
        left = MOST_CELLS

        def find(href: str) -> Rows | None:
            nonlocal left
            file = files.get(unescape(href))
            if file is None:
                return None
            rows = self._read_table(file)
            left -= len(rows) * len(rows[0])
            if left < 0:
                message = Kind.TABLES_TOO_LARGE.of(MOST_CELLS)
                raise BodyError(Problem(_source(body), body.line, message))
            return rows

        gettext = speech.words.gettext
        said, own = speech.attributes(language)
        words = {
            "table": gettext("Table"),
            "file": gettext("The table as a file"),
            "said": said,
            "seen": said and attributes_of(speech.language, language),
            "own": own,
        }
        return put_tables(html, find, words)

    def _read_table(self, file: TableFile) -> Rows:
        try:
            data, rows = read_table(f"{self.context.site}/{file.source}", file.source)
        except SourceError as fault:
            raise BodyError(fault.problems[0]) from None
        if digest_bytes(data) != file.digest:
            raise ChangedError(Problem(file.source, 0, Kind.CHANGED.of()))
        return rows

    def _html(
        self, body: Body, place: BodyPlace | None
    ) -> tuple[str, BodyPlace | None]:
        """Give *body* converted, and where it was put if it was not kept."""
        key = self._variant + body.key
        html, new = self.bodies.find(key, place), None
        if html is None:
            html = self._convert(body)
            new = self.bodies.keep(key, html)
        return html, new

    def prepare(self, body: Body) -> None:
        """Convert *body* where it is not kept, so that making its page takes less."""
        key = self._variant + body.key
        if self.bodies.find(key, None) is None:
            try:
                self.bodies.keep(key, self._convert(body))
            except BodyError:
                pass  # whoever makes its page hears of it

    def _convert(self, body: Body) -> str:
        try:
            return to_html(self._markdown(body), self.context.rules)
        except MarkupError as fault:
            first = self.line_of_key(body, body.name) if body.name else body.line
            raise BodyError(fault.at(_source(body), first)) from None

    def line_of_key(self, body: Body, key: str) -> int:
        """Find the line of *key* in the header of the file that *body* is of."""
        from commentariat.archive.yaml_header import line_of_key  # takes long to load

        try:
            header = parse_front_matter(self._text(body), body.source)[1]
        except SourceError:  # it was broken since: that is told of the file itself
            return 1
        return line_of_key(header, key)

    def _markdown(self, body: Body) -> str:
        if body.name:
            return body.text
        markdown = markdown_of(self._text(body))
        if digest_text(markdown) != body.key:
            raise ChangedError(Problem(_source(body), 0, Kind.CHANGED.of()))
        return markdown

    def _text(self, body: Body) -> str:
        path = f"{self.context.site}/content/{body.source}"
        try:
            text = read_steady(path).decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            raise ChangedError(not_utf8(_source(body), fault)) from None
        except OSError as fault:
            raise ChangedError(unreadable(_source(body), fault)) from None
        return normalize_line_ends(text)

    def _lost_in_fields(
        self, body: Body | None, lost: Iterable[views.Lost]
    ) -> Iterator[Problem]:
        """Name what of its fields leads nowhere, each with the line of its key."""
        assert body is not None
        for key, message in lost:
            yield Problem(_source(body), self.line_of_key(body, key), message, key)

    def _lost_links(
        self, body: Body | None, targets: Iterable[str]
    ) -> Iterator[Problem]:
        """Name every line with a link or picture to one of *targets*, which are lost."""
        assert body is not None
        text = self._text(body)
        lines = BodyLines(text, body.line)
        for target in targets:
            found = lines.all_of_target([target])
            if not found:
                found = lines_of_shortcode(text, target, body.line)
            for line in found or (body.line,):
                yield Problem(_source(body), line, Kind.DEAD_LINK.of(target))


def _language_of(view: View, speech: Speech) -> str:
    """Tell the language of the text on the page of *view*: its own, or that of the words."""
    head: views.Head | None = getattr(view, "head", None)
    return head.text_language or head.language if head else speech.language


def _read_file(file: views.FileView) -> RenderedPage:
    """Read a file that is written already, and take it away."""
    if not file.path:
        return RenderedPage(b"", file.problems)
    path = Path(file.path)
    try:
        return RenderedPage(path.read_bytes())
    finally:
        path.unlink()


def encode_view(view: View) -> EncodedView:
    """Encode *view* for a process that does not have the page it is of."""
    return EncodedView(type(view).__name__, _ENCODE(view))


def decode_view(encoded: EncodedView) -> View:
    """Decode a view that came from another process."""
    kind: type[View] = getattr(views, encoded.kind)
    return msgspec.msgpack.decode(encoded.data, type=kind)


_ENCODE = msgspec.msgpack.Encoder().encode


class BodyError(Exception):
    """A body that cannot be shown."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def _source(body: Body) -> str:
    return f"content/{body.source}"


class ChangedError(BodyError):
    """A content file is not what it was when its page was planned."""


def _unwritable(task: RenderTask, fault: OSError) -> RenderResult:
    """Say what is against writing the output of *task*."""
    is_taken = isinstance(fault, IsADirectoryError | NotADirectoryError)
    kind = Kind.IN_PLACE_OF_OUTPUT if is_taken else Kind.UNWRITABLE
    problem = Problem(f"output/{task.output}", 0, kind.of(fault.strerror or fault))
    return RenderResult(task.number, None, (problem,))
