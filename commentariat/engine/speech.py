"""What pages are made with in the words of one language, in a frame of another or the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from html import escape

import jinja2

from commentariat.engine.fragments import FUNCTION, Fragments
from commentariat.engine.template_files import TemplateSource
from commentariat.engine.templates import WORDING, make_environment
from commentariat.engine.texts import Texts
from commentariat.hooks.model import HookFile
from commentariat.interface.catalog import OwnWords, load_catalog, name_of_catalog
from commentariat.language_tags import direction_of
from commentariat.site.views import SiteView, Spoken


class Speech:
    """
    Templates, and what puts words into bodies, for pages in the words of *language*.

    What is around them shows *view*, and is in its language; so are all the words where
    no *language* is said. A catalog of the site's *own* lies over each that is shipped.
    """

    def __init__(
        self,
        templates: Mapping[str, TemplateSource],
        view: SiteView,
        hooks: HookFile,
        own: OwnWords,
        language: str = "",
    ) -> None:
        self.view = view
        self.language = language or view.language
        self._templates = templates
        self._hooks = hooks
        self._own = own
        self._catalog_name = name_of_catalog(self.language, own)
        self.words = load_catalog(self.language, own)
        self.texts = Texts(self.words, self.language)

    @cached_property
    def environment(self) -> jinja2.Environment:
        """What templates are filled in; made where one is."""
        frame = load_catalog(self.view.language, self._own)
        made = make_environment(self._templates, self.words, self._hooks, frame)
        made.globals[FUNCTION] = Fragments(made, self.view)
        made.globals[WORDING] = Spoken(self.language, direction_of(self.language))
        return made

    def attributes(self, language: str) -> tuple[str, str]:
        """Say of labels which language they are of, and of a body that in *language*."""
        if self.is_of(language):
            return "", ""
        said = f' lang="{escape(self.language)}"'
        return said, f' lang="{escape(language)}"'

    def is_of(self, language: str) -> bool:
        """Tell whether the words are those of a text in *language*."""
        if language == self.language:
            return True
        return bool(language) and (
            name_of_catalog(language, self._own) == self._catalog_name != ""
        )
