"""Links to the terms of an archive, and to the indexes of its facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from commentariat.archive.archive import Archive, Term, all_names_in, names_in
from commentariat.archive.model import Article, Dated
from commentariat.archive.revise import Revision
from commentariat.archive.text import script_of_name
from commentariat.facets import AUTHORS, Facet
from commentariat.interface.catalog import Catalog
from commentariat.site.listings import Listings
from commentariat.site.naming import Naming
from commentariat.site.tree import count_own
from commentariat.site.urls import Root
from commentariat.site.views import Category, CountedLink, Link

Found = TypeVar("Found")


class Links:
    """
    Links to the terms of *archive*, at a site that lies at *root* and says *words*.

    Their labels are the names that *naming* has. They are kept once made; who revises the
    archive has them `revise` too.
    """

    def __init__(
        self,
        archive: Archive,
        root: Root,
        words: Catalog,
        naming: Naming,
        listings: Listings,
    ) -> None:
        self._archive = archive
        self._root = root
        self._first = replace(root, prefix="")
        self._listings = listings
        self._words = words
        self._naming = naming
        self._bearers = Counter(
            naming.term(term)
            for terms in archive.terms.values()
            for term in terms.values()
        )
        """How many terms have a name."""
        self._kept: dict[str, dict[str, Link]] = {name: {} for name in archive.names}
        self._categories: dict[str, dict[str, Category]] = {
            name: {} for name in archive.names
        }

    def term(self, term: Term) -> Link:
        """Link to a term: in the site’s first language where it has no page in this."""
        is_here = self._listings.is_whole or self._listings.shows(term)
        root = self._root if is_here else self._first
        return self._link(term, root.href(term_path(term)))

    def to(self, term: Term) -> Link:
        """Link to a term, if it has a page."""
        return self.term(term) if term.facet.has_pages else self._link(term, "")

    def _link(self, term: Term, url: str) -> Link:
        naming = self._naming
        return Link(naming.term(term), url, naming.language_of(term))

    def counted(self, term: Term) -> CountedLink:
        """Link to a term, with how many articles it has, and how many name it."""
        return CountedLink(
            self._naming.term(term),
            self._root.href(term_path(term)),
            len(term.articles),
            count_own(self._archive, term),
            language=self._naming.language_of(term),
        )

    def title(self, term: Term) -> str:
        """Name a term so that no other page has the same title."""
        name = self._naming.term(term)
        if self._bearers[name] > 1:
            kind = self._naming.facet(term.facet).label_one
            return self._words.gettext("%(term)s (%(kind)s)", term=name, kind=kind)
        return name

    def facet(self, facet: Facet) -> Link:
        """Link to the index of a facet."""
        label, language = (
            self._naming.facet(facet).label,
            self._naming.language_of_facet,
        )
        return Link(label, self._root.href(f"{facet.path}/"), language(facet))

    def named(self, facet: str, name: str) -> Link:
        """Link to the term that goes under *name*; one that leads nowhere if none does."""
        kept = self._kept[facet]
        found = kept.get(name)
        if found is None:
            term = self._archive.names[facet].get(name)
            if term is None:  # nobody has it, but a rule may call it otherwise
                found = Link(self._archive.ruling.resolve(facet, name).name, "")
            else:
                found = self.to(term)
            kept[name] = found
        return found

    def single(self, facet: str, name: str) -> Link | None:
        """Link likewise where there is a *name*."""
        return self.named(facet, name) if name else None

    def of(self, facet: Facet, article: Dated) -> tuple[Link, ...]:
        """Link to the terms of *article*, each once however it is spelled."""
        names = names_in(article, facet)
        if len(names) < 2:
            return (self.named(facet.name, names[0]),) if names else ()
        return unique([self.named(facet.name, name) for name in names])

    def authors(self, article: Dated) -> tuple[Link, ...]:
        """Link to the authors, each once however they are spelled."""
        return unique([self.named(AUTHORS, name) for name in article.authors])

    def names(self, article: Article) -> list[tuple[str, str]]:
        """List the terms of *article* as it names them, each with its facet."""
        return [
            (facet, name)
            for facet, called in all_names_in(article, self._archive.facets)
            for name in called
        ]

    def subjects(self, facets: Iterable[Facet], article: Dated) -> tuple[Category, ...]:
        """Tell the terms of *article* in *facets*, as who follows it is told of them."""
        return unique(
            [
                self._category(facet, name)
                for facet in facets
                for name in names_in(article, facet)
            ]
        )

    def _category(self, facet: Facet, name: str) -> Category:
        kept = self._categories[facet.name]
        found = kept.get(name)
        if found is None:
            link = self.named(facet.name, name)
            scheme = self._root.url(f"{facet.path}/") if link.url else ""
            found = kept[name] = Category(link.label, scheme)
        return found

    def whole(self, link: Link) -> Link:
        """Let *link* hold anywhere."""
        url = link.url and self._root.origin + link.url
        return Link(link.label, url, link.language)

    def person(self, name: str) -> Link:
        """
        Link to whom a text introduces as *name*, by the name of the term.

        A name in another script is what a language calls the person, and stays.
        """
        found = self.named(AUTHORS, name)
        is_kept = script_of_name(name) != script_of_name(found.label)
        return Link(name, found.url) if is_kept else found

    def all_of(self, article: Article) -> tuple[Link, ...]:
        """Link to everything that *article* names: terms, and people beside its text."""
        found = [self.named(facet, name) for facet, name in self.names(article)]
        people = (*article.bio_names, *article.related_names)
        found += [self.named(AUTHORS, name) for name in people]
        return tuple(found)

    def are_titles_kept(self, revision: Revision) -> bool:
        """Tell whether no term's title is another by *revision*, as of a namesake's."""
        called = self._naming.term
        names = {called(term) for term in (*revision.gone, *revision.come)}
        now = Counter({name: self._bearers[name] for name in names})
        later = now - Counter(map(called, revision.gone))
        later.update(map(called, revision.come))
        return all(now[name] < 2 and later[name] < 2 for name in names)

    def revise(self, revision: Revision) -> None:
        """Forget what *revision* of the archive makes others."""
        for name in revision.names:  # terms that are gone have no spelling by now
            for kept in self._kept.values():
                kept.pop(name, None)
            for made in self._categories.values():
                made.pop(name, None)
        self._bearers.subtract(map(self._naming.term, revision.gone))
        self._bearers.update(map(self._naming.term, revision.come))


def term_path(term: Term) -> str:
    """Path of a term's landing page."""
    return f"{term.facet.path}/{term.slug}/"


def unique(found: Iterable[Found]) -> tuple[Found, ...]:
    """Drop repetitions, keeping the order."""
    return tuple(dict.fromkeys(found))
