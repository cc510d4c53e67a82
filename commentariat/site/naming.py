"""What facets and terms are called in one language."""

from __future__ import annotations

from msgspec.structs import replace

from commentariat.archive.archive import Term
from commentariat.config import Settings
from commentariat.facets import DEFAULT_FACETS, Facet
from commentariat.interface.catalog import Catalog, load_catalog
from commentariat.interface.dates import Dates
from commentariat.interface.facets import say_facet
from commentariat.language_tags import nearest_of


class Naming:
    """
    The names of facets and of terms in a *language*, among whose *words* they stand.

    What *settings* call otherwise than the program does is called so in all languages;
    what languages call a term its file says.
    """

    def __init__(self, language: str, settings: Settings, words: Catalog) -> None:
        self.language = language
        self._dates = Dates(words)
        self._usual = "" if language == settings.language else settings.language
        self._facets: dict[str, Facet] = {}
        self._translated: set[str] = set()
        self._labels: dict[tuple[str, str], str] = {}
        ours = load_catalog(settings.language, settings.words)
        if words.language == ours.language:
            return
        by_itself = {one.name: one for one in DEFAULT_FACETS}
        for facet in settings.facets:
            if row := by_itself.get(facet.name):
                self._learn(facet, say_facet(row, ours), say_facet(row, words))

    def _learn(self, facet: Facet, here: Facet, there: Facet) -> None:
        """Learn what *facet* is called *there*, where it is called as it is *here*."""
        keys = ("label", "label_one", "label_others")
        said = {
            key: getattr(there, key)
            for key in keys
            if getattr(facet, key) == getattr(here, key)
        }
        self._facets[facet.name] = replace(facet, **said)
        if "label" in said:
            self._translated.add(facet.name)
        for code, label in facet.labels.items():
            if label == here.labels.get(code):
                self._labels[facet.name, label] = there.labels[code]

    def facet(self, facet: Facet) -> Facet:
        """Give *facet* as it is called."""
        return self._facets.get(facet.name, facet)

    def term(self, term: Term) -> str:
        """Tell what *term* is called: by its name, where the language has none for it."""
        return self.own(term) or term.name

    def language_of(self, term: Term) -> str:
        """
        Tell in which language *term* is called, if that is another.

        It is the site’s where this one has no name for it; what people are called is
        of none.
        """
        is_said = not self._usual or term.facet.is_person or term.facet.is_of_date
        return "" if is_said or self.own(term) else self._usual

    def language_of_facet(self, facet: Facet) -> str:
        """Tell in which language *facet* is called, if that is another."""
        return "" if facet.name in self._translated else self._usual

    @property
    def usual(self) -> str:
        """The language of what the settings call one thing in all, if it is another."""
        return self._usual

    def own(self, term: Term) -> str:
        """Tell what the language calls *term*; empty where nobody says."""
        if term.facet.is_of_date and term.name.isdigit():
            return self._dates.year_label(term.name)
        file = term.file
        if file is None and not self._labels:  # as on most sites for most terms
            return ""
        if file is not None:
            tag = nearest_of(self.language, file.names) if file.names else ""
            return file.names[tag] if tag else ""
        return self._labels.get((term.facet.name, term.name), "")
