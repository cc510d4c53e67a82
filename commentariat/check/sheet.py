"""One item on the desk: its text, and what the text was made of."""

from __future__ import annotations

import os
from functools import cached_property

import msgspec

from commentariat.archive.text import normalize_line_ends
from commentariat.check.items import Item, Pages
from commentariat.check.structure import Positions
from commentariat.engine.render import (
    BodyError,
    RenderContext,
    Renderer,
    ShownBody,
    decode_view,
)
from commentariat.engine.template_faults import run_problem
from commentariat.engine.theme import repoint
from commentariat.errors import Problem, unreadable
from commentariat.site.page import Page
from commentariat.site.views import View


class Made(msgspec.Struct, frozen=True):
    """A page made anew."""

    text: str
    view: View
    shown: ShownBody = ShownBody()
    body_key: str = ""


class Maker(Renderer):
    """Makes pages for the occasion, with their dead links left in."""

    def __init__(self, context: RenderContext, pages: Pages) -> None:
        super().__init__(context)
        self.pages = pages

    def make_anew(self, item: Item) -> Made | Problem:
        """Make the page *item* from its sources, or say why it cannot be made."""
        view = self._view_of(item)
        try:
            speech = self.speech(item.language, item.edition)
            shown = self.show(view, item.body, item.place, speech)
            bodies = self.whole_bodies(view, item.entries, speech)
            view, _ = self.show_fields(view, item.texts, speech)
        except BodyError as fault:
            return fault.problem
        try:
            text = self._fill(speech, item.template, view, shown, bodies)
        except Exception as fault:  # whatever a template does wrong
            return run_problem(
                fault, self.context.templates, item.template, self.context.rules.hooks
            )
        key = item.body.key if item.body and shown.place else ""
        assert isinstance(text, str)  # what is no text is not looked over
        return Made(text, view, shown, key)

    def body_html(self, item: Item) -> str:
        """Give the body of *item* alone; empty where it cannot be had."""
        if item.body is None:
            return ""
        try:
            speech = self.speech(item.language, item.edition)
            return self.show(self._view_of(item), item.body, item.place, speech).html
        except BodyError:
            return ""

    def _view_of(self, item: Item) -> View:
        if item.view is not None:
            return decode_view(item.view)
        page = self.pages[item.number]
        assert isinstance(page, Page)
        return page.make()

    def content(self, source: str) -> str:
        """Read the content file *source*; empty where it cannot be read."""
        path = os.path.join(self.context.site, "content", source)
        try:
            with open(path, "rb") as file:
                text = file.read().decode("utf-8-sig", "replace")
        except OSError:
            return ""
        return normalize_line_ends(text)


class Sheet:
    """The text of an item, from disk or made, with what it was made of when asked."""

    def __init__(self, item: Item, maker: Maker, text: str, made: Made | None) -> None:
        self.item = item
        self.maker = maker
        self.text = text
        self.first_made = made

    @cached_property
    def positions(self) -> Positions:
        """Lines of the text."""
        return Positions(self.text)

    @cached_property
    def body_html(self) -> str:
        """The body that the page shows; empty where there is none, or none to be had."""
        if self.first_made is not None:
            return self.first_made.shown.html
        return self.maker.body_html(self.item)

    @cached_property
    def made(self) -> Made | None:
        """What the text is made of; None where it is not made so any more."""
        made = self.first_made or self.maker.make_anew(self.item)
        is_same = isinstance(made, Made) and made.text == self.text
        return made if is_same else None  # type: ignore[return-value]


def open_sheet(item: Item, maker: Maker) -> Sheet | Problem:
    """Put *item* on the desk: from its file, or made anew where it has none."""
    if not item.path:
        made = maker.make_anew(item)
        return (
            made if isinstance(made, Problem) else Sheet(item, maker, made.text, made)
        )
    try:
        with open(item.path, "rb") as file:
            data = file.read()
    except OSError as fault:
        return unreadable(item.source or f"output/{item.output}", fault)
    if item.names:
        data = repoint(data, item.output, dict(item.names))
    return Sheet(item, maker, data.decode("utf-8", "replace"), None)
