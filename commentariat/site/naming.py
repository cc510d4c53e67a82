"""What facets and terms are called in one language, and what else settings name."""

from __future__ import annotations

from msgspec.structs import replace

from commentariat.archive.archive import Term
from commentariat.archive.text import script_of_name
from commentariat.config import Settings
from commentariat.facets import DEFAULT_FACETS, TYPES, Facet
from commentariat.fields import Field
from commentariat.interface.catalog import Catalog, load_catalog
from commentariat.interface.dates import Dates
from commentariat.interface.facets import say_facet
from commentariat.language_tags import nearest_of, script_of
from commentariat.sections import Section

# How Unicode begins the names of letters, by the scripts in which terms are told apart.
_LETTERS = {
    "arab": "ARABIC",
    "armn": "ARMENIAN",
    "cyrl": "CYRILLIC",
    "geor": "GEORGIAN",
    "grek": "GREEK",
    "hans": "CJK",
    "hant": "CJK",
    "hebr": "HEBREW",
    "latn": "LATIN",
}


class Naming:
    """
    The names of facets and of terms in a *language*, among whose *words* they stand.

    What *settings* call otherwise than the program does is called so in all languages
    that they say no other name for; what languages call a term its file says. *spoken*
    is the language of the words, which is another where there are none in *language*.
    """

    def __init__(
        self, language: str, settings: Settings, words: Catalog, spoken: str
    ) -> None:
        self.language = language
        self._spoken = spoken
        self._settings = settings
        self._dates = Dates(words)
        self._first = (*settings.languages, settings.language)[0]
        self._is_plain = spoken == self._first == settings.language
        """Whether all names are in the language of the words, as on most sites."""
        self._facets: dict[str, Facet] = {}
        self._labels: dict[tuple[str, str], str] = {}
        self._tongues: dict[tuple[str, str], str] = {}
        """In which languages labels are that are in others than the words."""
        ours = load_catalog(settings.language, settings.words)
        if self._is_plain and not settings.borrowed:
            return
        by_itself = {one.name: one for one in DEFAULT_FACETS}
        for facet in settings.facets:
            row = by_itself.get(facet.name)
            here, there = row and say_facet(row, ours), row and say_facet(row, words)
            self._learn(facet, here, there)

    def _learn(self, facet: Facet, here: Facet | None, there: Facet | None) -> None:
        """Learn what *facet* is called *there*, where it is called as it is *here*."""
        said = {}
        for key in ("label", "label_one", "label_others"):
            label = getattr(facet, key)
            if here and there and label == getattr(here, key):
                said[key] = getattr(there, key)
            else:
                self._note(facet.name, label, f"facets.{facet.name}.{key}")
        self._facets[facet.name] = replace(facet, **said)
        for code, label in facet.labels.items():
            if here and there and label == here.labels.get(code):
                self._labels[facet.name, label] = there.labels[code]
            else:
                key = f"facets.{facet.name}.labels.{code}"
                is_of_types = facet.name == TYPES and key not in self._settings.borrowed
                self._note(facet.name, label, f"types.{code}" if is_of_types else key)

    def _note(self, facet: str, label: str, key: str) -> None:
        if label and (found := self.language_at(key)):
            self._tongues[facet, label] = found

    def language_at(self, key: str) -> str:
        """Tell in which language the settings say the value of *key*, if it is another."""
        found = self._settings.borrowed.get(key, self._settings.language)
        return "" if found == self._spoken else found

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
        if self._is_plain or term.facet.is_person or term.facet.is_of_date:
            return ""
        label = term.facet.name, term.name
        if label in self._tongues or label in self._labels:
            return self._tongues.get(label, "")
        if self.own(term):
            return "" if self.language == self._spoken else self.language
        settings = self._settings
        if not settings.languages or self.language != settings.language:
            return "" if settings.language == self._spoken else settings.language
        return self._first if self._is_of_first(term) else ""

    def _is_of_first(self, term: Term) -> bool:
        """Tell whether *term* goes by a name that it has in another part of the site."""
        if term.file is not None and term.file.names:
            return self._first not in term.file.names
        script = script_of_name(term.name)
        first, here = map(script_of, (self._first, self._spoken))
        return script == _LETTERS.get(first) != _LETTERS.get(here)

    @property
    def language_of_files(self) -> str:
        """The language of what files of terms say, if it is another."""
        return "" if self._is_plain else self._first

    def language_of_facet(self, facet: Facet, key: str = "label") -> str:
        """Tell in which language *facet* is called, if that is another."""
        label = getattr(self.facet(facet), key)
        return self._tongues.get((facet.name, label), "") if self._tongues else ""

    def language_of_section(self, section: Section) -> str:
        """Tell in which language *section* is called, if that is another."""
        return self.language_at(f"sections.{section.name}.label")

    def language_of_field(self, field: Field) -> str:
        """Tell in which language *field* is called, if that is another."""
        return self.language_at(f"fields.{field.name}.label")

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
