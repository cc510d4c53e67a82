"""Pages made from templates that may be faulty, over templates that were not."""

from __future__ import annotations

from pathlib import Path

from commentariat.engine.render import Bodies, Made, Renderer, Workshop
from commentariat.engine.templates import TemplateSource
from commentariat.errors import Problem
from commentariat.site.page import Page
from commentariat.site.views import SiteView


class Press:
    """
    Makes pages with one set of templates; where they fail, with an *older* one.

    One thread at a time may use it.
    """

    def __init__(
        self,
        site: Path,
        view: SiteView,
        templates: dict[str, TemplateSource],
        bodies: Bodies,
        older: Press | None,
    ) -> None:
        self.view = view
        self.templates = templates
        self.older = older
        self.has_failed = False
        """Whether a page could not be made with these templates."""
        workshop = Workshop(str(site), "", "", view, templates, is_dry=True)
        self._renderer = Renderer(workshop, bodies)

    def make(self, page: Page) -> tuple[bytes | None, tuple[Problem, ...]]:
        """
        Make *page*: its bytes, None where no templates can, and its problems.

        Raises:
            ChangedError: its body is no longer what it was.
        """
        made: Made = self._renderer.make(page.template, page.make(), page.body)
        if made.data or not made.problems:
            return made.data, made.problems
        self.has_failed = True
        data = self.older.make(page)[0] if self.older else None
        return data, made.problems
