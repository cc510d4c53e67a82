"""Pages made from templates that may be faulty, over templates that were not."""

from __future__ import annotations

from pathlib import Path

from commentariat.engine.bodies import BodyCache
from commentariat.engine.markup_rules import PLAIN, MarkupRules
from commentariat.engine.render import RenderContext, RenderedPage, Renderer
from commentariat.engine.template_files import TemplateSource
from commentariat.errors import Problem
from commentariat.site.page import Body, Page
from commentariat.site.views import SiteView


class FallbackRenderer:
    """
    Makes pages with one set of templates; where they fail, with an *older* one.

    One thread at a time may use it.
    """

    def __init__(
        self,
        site: Path,
        view: SiteView,
        templates: dict[str, TemplateSource],
        bodies: BodyCache,
        older: FallbackRenderer | None,
        rules: MarkupRules = PLAIN,
        views: dict[str, SiteView] | None = None,
    ) -> None:
        self.view = view
        self.views = views or {}
        self.rules = rules
        self.templates = templates
        self.older = older
        self.has_failed = False
        """Whether a page could not be made with these templates."""
        context = RenderContext(
            str(site), "", "", view, templates, rules, is_dry=True, views=self.views
        )
        self._renderer = Renderer(context, bodies)

    def prepare(self, body: Body) -> None:
        """Convert *body*, unless it is at hand; any number of threads may at once."""
        self._renderer.prepare(body)

    def make(self, page: Page) -> tuple[bytes | None, tuple[Problem, ...]]:
        """
        Make *page*: its bytes, None where no templates can, and its problems.

        Raises:
            ChangedError: its body is no longer what it was.
        """
        entries = [(body, None) for body in page.entries]
        made: RenderedPage = self._renderer.make(
            page.template,
            page.make(),
            page.body,
            entries=entries,
            texts=page.texts,
            language=page.language,
            edition=page.edition,
        )
        if not made.is_template_at_fault:
            return made.data or (None if made.problems else b""), made.problems
        self.has_failed = True
        older = self.older
        if older is None or page.template not in older.templates:  # it is a new one
            return None, made.problems
        return older.make(page)[0], made.problems
