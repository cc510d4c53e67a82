"""The pieces of an author or of a series as one BibTeX file, and as one RIS file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from commentariat.archive.archive import Term, terms_in
from commentariat.archive.model import Article
from commentariat.citations.exports import bibtex, ris
from commentariat.facets import Facet
from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.links import term_path
from commentariat.site.page import Inputs, Page, digest_parts
from commentariat.site.series import is_series
from commentariat.site.site import Site
from commentariat.site.targets import CITATIONS as NAMES
from commentariat.site.views import DataView, Link

MOST: Final = 1000
"""Of a term with more pieces there are no files: nobody takes so many along at once."""
_WRITE = dict(zip(NAMES, (bibtex, ris), strict=True))
_LABELS = dict(zip(NAMES, ("BibTeX", "RIS"), strict=True))


def citation_files(site: Site) -> Iterator[Page]:
    """Make both files of every author and series."""
    for facet in _facets(site):
        for term in site.archive.terms[facet.name].values():
            yield from _files_of(site, term)


def touched_files(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those of the pieces that are cited otherwise."""
    for facet in _facets(site):
        for term in terms_in(site.archive, facet, edit.cited):
            yield from _files_of(site, term)


CITED = Family(
    "citations of authors and series", citation_files, touched_files, is_framed=False
)


def links_to_files(site: Site, term: Term) -> tuple[Link, ...]:
    """Link to both files of *term*, where it has any."""
    if term.facet not in _facets(site) or not _has_files(term):
        return ()
    begin = term_path(term)
    return tuple([Link(_LABELS[one], site.root.href(begin + one)) for one in NAMES])


def _facets(site: Site) -> tuple[Facet, ...]:
    if not site.settings.has_citations:
        return ()
    return tuple([one for one in site.facets if one.is_person or is_series(one)])


def _has_files(term: Term) -> bool:
    return 0 < len(term.articles) <= MOST


def _files_of(site: Site, term: Term) -> Iterator[Page]:
    if _has_files(term):
        for name in NAMES:
            find = partial(_inputs, site, term, name)
            output = site.root.place(term_path(term) + name)
            yield Page(output, name, find, kin=term.slug)


def _inputs(site: Site, term: Term, name: str) -> Inputs:
    """Tell the file from others by what each of its pieces is cited as."""
    articles = list(_ordered(site, term))
    digest = digest_parts(map(site.wording.cards.cited, articles))
    return Inputs((("pieces", digest),), partial(_view, site, articles, name))


def _ordered(site: Site, term: Term) -> Iterator[Article]:
    if is_series(term.facet):
        yield from (article for article, _ in site.series.ordered(term))
    else:
        yield from term.articles


def _view(site: Site, articles: Sequence[Article], name: str) -> DataView:
    entry, write = site.wording.citations.entry, _WRITE[name]
    entries = [entry(one, write) for one in articles]
    return DataView("\n".join(entries).encode())
