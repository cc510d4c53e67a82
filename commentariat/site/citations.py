"""What pages and files of a site say of how its pieces are cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from posixpath import basename

import msgspec

from commentariat.archive.archive import Archive
from commentariat.archive.model import Article, Detail
from commentariat.citations.exports import bibtex, csl_json, ris
from commentariat.citations.forms import FORMS, Form
from commentariat.citations.identifiers import plain_doi
from commentariat.citations.licenses import find_license
from commentariat.citations.model import Name, Reference
from commentariat.citations.names import parse_name
from commentariat.citations.styles import STYLES
from commentariat.citations.titles import title_forms
from commentariat.config import Settings
from commentariat.facets import AUTHORS, SERIES, TYPES
from commentariat.interface.catalog import ENGLISH
from commentariat.language_tags import direction_of
from commentariat.site.links import Links
from commentariat.site.naming import Naming
from commentariat.site.targets import Targets
from commentariat.site.urls import Root, article_path
from commentariat.site.views import (
    CitationFile,
    CitationView,
    Link,
    MetaTag,
    StyledCitation,
)

_ESCAPED = tuple((sign, f"%{ord(sign):02X}") for sign in '% \r\n\t"#<>[\\]^`{|}')
"""Signs that no address holds as they are: first the one that stands for others."""
_MOST_KEPT = 16384
_UNDATED = "n.d."
"""Said where a page has other days on it, so that nobody takes one of them for its own."""


class _Frame(msgspec.Struct, frozen=True):
    """What a reference says of where its piece stands."""

    form: Form
    container: str
    publisher: str
    has_genre: bool


class _Cited(msgspec.Struct):
    """The reference to an article, with what was written of it."""

    article: Article
    reference: Reference
    entries: dict[Callable[[Reference], str], str] = {}

    def entry(self, write: Callable[[Reference], str]) -> str:
        """Give what *write* makes of it."""
        found = self.entries.get(write)
        if found is None:
            found = self.entries[write] = write(self.reference)
        return found


class Citations:
    """
    References to the articles of *archive*, by what *settings* say the types of them are.

    Names of people are taken apart as their term files say, where these do.
    """

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        links: Links,
        root: Root,
        targets: Targets,
        naming: Naming,
        spoken: str,
    ) -> None:
        self._spoken = spoken
        said = {"title": settings.title, "institution": settings.institution}
        self._tongues: dict[str, str] = {}
        """In which language texts are that references have of the site, not of a piece."""
        self._is_in_english = True
        """Whether all of them are."""
        for key, text in said.items():
            self._note(_line(text), naming.language_at(key) or spoken)
        self._settings = settings
        self._links = links
        self._root = root
        self._targets = targets
        self._families = {
            term.name: term.file.family
            for term in archive.terms.get(AUTHORS, {}).values()
            if term.file and term.file.family
        }
        self._institutions = {settings.institution, settings.title}
        self._usual = _license(settings.license)
        self._frames: dict[tuple[str, str, str], _Frame] = {}
        self._names: dict[str, Name] = {}
        self._kept: dict[str, _Cited] = {}

    def families(self, authors: Iterable[Link]) -> tuple[str, ...]:
        """Tell what term files say of the names of *authors*: most say nothing."""
        if not self._families:
            return ()
        return tuple([self._families.get(author.label, "") for author in authors])

    def name_of(self, name: str) -> Name:
        """Take the *name* of an author apart."""
        found = self._names.get(name)
        if found is None:
            if name in self._institutions:
                found = Name(name)
            else:
                found = parse_name(name, self._families.get(name, ""))
            self._names[name] = found
        return found

    def license_of(self, detail: Detail) -> Link | None:
        """Link to the license of a piece, its own or the site's."""
        return _license(detail.license) if detail.license else self._usual

    def pdf_of(self, article: Article) -> Link | None:
        """Link to the piece as a PDF."""
        if not article.pdf:
            return None
        if "://" in article.pdf:
            return Link(basename(article.pdf), article.pdf)
        output = self._targets.picture(article.pdf)
        return Link(basename(output), self._root.href(output))

    def kept(self, article: Article) -> Reference:
        """Give the reference to *article*, which what is made next may ask for, too."""
        return self._cited(article).reference

    def entry(self, article: Article, write: Callable[[Reference], str]) -> str:
        """Give what programs read of *article* as *write* writes it, kept likewise."""
        return self._cited(article).entry(write)

    def _cited(self, article: Article) -> _Cited:
        kept = self._kept.get(article.source)
        if kept is None or kept.article is not article:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            made = self.reference(article, article.shown_detail)
            kept = self._kept[article.source] = _Cited(article, made)
        return kept

    def forget(self, article: Article) -> None:
        """Let go of the reference to *article*."""
        self._kept.pop(article.source, None)

    def reference(self, article: Article, detail: Detail) -> Reference:
        """Make the reference to *article*, of which *detail* says more."""
        series = self._links.single(SERIES, article.series)
        label = series.label if series else ""
        key = article.type, detail.publication, label
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = self._frame(*key)
        form, kind = frame.form, None
        if frame.has_genre:
            kind = self._links.single(TYPES, article.type)
        for one in (series, kind):
            if one and one.label not in self._tongues:
                self._note(one.label, one.language or self._spoken)
        authors = [self.name_of(one.label) for one in self._links.authors(article)]
        return Reference(
            id=article.slug,
            type=form.csl,
            title=_line(article.title),
            url=self._root.url(article_path(article.slug)),
            authors=tuple(authors),
            issued=article.date,
            container=frame.container,
            publisher=frame.publisher,
            series=label if form.is_whole else "",
            genre=kind.label if kind else "",
            number=detail.number and _line(detail.number),
            volume=detail.volume and _line(detail.volume),
            pages=detail.pages and _line(detail.pages),
            doi=detail.doi and plain_doi(detail.doi),
            isbn=_line(detail.isbn) if form.is_whole else "",
            issn=detail.issn and _line(detail.issn),
            language=article.language,
        )

    def _frame(self, type_code: str, publication: str, series: str) -> _Frame:
        """Tell what pieces of a type have in common that stood in one *publication*."""
        form = FORMS[self._settings.work_of(type_code).csl]
        site, institution = self._settings.title, self._settings.institution
        is_elsewhere = publication not in ("", site, institution)
        if form.csl == "webpage" and is_elsewhere:
            form = FORMS["article-magazine"]  # it stood there first
        outlet = publication if is_elsewhere else site
        if form.csl == "broadcast" and series:
            outlet = series
        is_published = form.is_whole or form.csl in ("webpage", "broadcast")
        is_known = not form.is_whole and _are_alike(outlet, institution)
        return _Frame(
            form,
            container="" if form.is_whole else _line(outlet),
            publisher=_line(institution) if is_published and not is_known else "",
            has_genre=form.csl in ("report", "broadcast"),
        )

    def view(self, article: Article, detail: Detail) -> CitationView | None:
        """Show how *article* is cited; nothing, where the settings want none of it."""
        if not self._settings.has_citations:
            return None
        cited = self._kept.get(article.source)
        if cited is None or cited.article is not article:
            cited = _Cited(article, self.reference(article, detail))
        ref = cited.reference
        styled = [(label, write(ref)) for label, write in STYLES.items()]
        foreign = {} if self._is_in_english else self._foreign(ref)
        if foreign or not ref.is_english:
            styled = [(one, _in_languages(html, ref, foreign)) for one, html in styled]
        return CitationView(
            styles=tuple([StyledCitation(label, html) for label, html in styled]),
            csl=_in_script(csl_json(ref)),
            files=tuple(
                [
                    CitationFile(
                        label, f"{ref.id}.{ending}", _data(kind, cited.entry(write))
                    )
                    for label, ending, kind, write in _FORMATS
                ]
            ),
            tags=tuple(self._tags(ref, article, detail)),
        )

    def _note(self, text: str, language: str) -> None:
        self._tongues[text] = language
        self._is_in_english &= _is_english(language)

    def _foreign(self, ref: Reference) -> dict[str, str]:
        """Tell what *ref* says that is not in English, each with its language."""
        said = ref.publisher, ref.container, ref.genre, ref.series
        found = {text: self._tongues.get(text, "") for text in said}
        return {
            text: tag for text, tag in found.items() if tag and not _is_english(tag)
        }

    def _tags(
        self, ref: Reference, article: Article, detail: Detail
    ) -> Iterator[MetaTag]:
        """
        List what the head of a page says of *ref* to programs that collect references.

        What Google Scholar takes in is told by its own tags, everything else in those of
        the Dublin Core, so that nothing claims to be scholarly; Zotero reads both.
        """
        form = FORMS[ref.type]
        names = _HIGHWIRE if form.is_scholarly else _DUBLIN_CORE
        pdf = self.pdf_of(article) if article.pdf else None
        rights = self.license_of(detail)
        many = len(ref.authors)
        values = {
            "date": ref.issued.replace("-", "/") if form.is_scholarly else ref.issued,
            "undated": "" if ref.issued else _UNDATED,
            "source": ref.container if ref.container != self._settings.title else "",
            "doi": ref.doi,
            "language": ref.language,
            "zotero": "" if form.csl in _TOLD_BY_TAGS else form.zotero,
            "genre": ref.genre,
            "pdf": self._whole(pdf.url) if pdf else "",
            "rights": rights.url if rights else "",
        }
        if form.is_scholarly:
            values |= _scholarly(ref, form)
        for key, name in names.items():
            if key == "author":
                for one in ref.authors:
                    yield MetaTag(name, listed_name(one, many))
            elif value := values[key]:
                yield MetaTag(name, value)

    def _whole(self, url: str) -> str:
        return self._root.origin + url if url.startswith("/") else url


_FORMATS = (
    ("BibTeX", "bib", "application/x-bibtex", bibtex),
    ("RIS", "ris", "application/x-research-info-systems", ris),
)
_COMMON = {
    "zotero": "z:itemType",
    "genre": "DC.type",
    "pdf": "citation_pdf_url",
    "rights": "DC.rights",
}
_HIGHWIRE = {
    "title": "citation_title",
    "author": "citation_author",
    "date": "citation_publication_date",
    "undated": "citation_date",
    "institution": "citation_technical_report_institution",
    "publisher": "citation_publisher",
    "journal": "citation_journal_title",
    "series": "citation_series_title",
    "report_number": "citation_technical_report_number",
    "volume": "citation_volume",
    "issue": "citation_issue",
    "first_page": "citation_firstpage",
    "last_page": "citation_lastpage",
    "doi": "citation_doi",
    "isbn": "citation_isbn",
    "issn": "citation_issn",
    "language": "citation_language",
    **_COMMON,
}
_DUBLIN_CORE = {
    "author": "DC.creator",
    "date": "DC.date",
    "undated": "DC.date",
    "source": "DC.source",
    "doi": "DC.identifier",
    "language": "DC.language",
    **_COMMON,
}
_TOLD_BY_TAGS = ("report", "article-journal")
"""What Zotero knows by a tag that only these have."""


def _scholarly(ref: Reference, form: Form) -> dict[str, str]:
    """Tell what only the tags of Google Scholar say of *ref*."""
    first, _, last = ref.pages.replace("–", "-").partition("-")
    return {
        "title": ref.title,
        "institution": ref.publisher if form.csl == "report" else "",
        "publisher": ref.publisher if form.csl == "book" else "",
        "journal": ref.container if form.csl == "article-journal" else "",
        "series": ref.series,
        "report_number": ref.number if form.csl == "report" else "",
        "volume": ref.volume,
        "issue": ref.number if form.csl == "article-journal" else "",
        "first_page": first.strip() if form.has_issue else "",
        "last_page": last.strip() if form.has_issue else "",
        "isbn": ref.isbn,
        "issn": ref.issn,
    }


@lru_cache(maxsize=4096)
def listed_name(name: Name, many: int) -> str:
    """
    Write a *name* of *many* so that what reads it takes its parts for what they are.

    The family name stands first, before a comma; nothing follows that of an institution.
    A semicolon ends the name of a single author who has two words on either side, which
    Zotero would take for two people.
    """
    given = " ".join(filter(None, (name.given, name.suffix)))
    if not given:
        return f"{name.family}," if " " in name.family else name.family
    is_doubtful = many == 1 and " " in name.surname and " " in given
    return f"{name.surname}, {given}{';' if is_doubtful else ''}"


def _in_languages(html: str, ref: Reference, foreign: Mapping[str, str]) -> str:
    """Say of what within *html* is not in English which language it is in."""
    if not ref.is_english:
        html = _in_language(html, ref)
    for text, language in foreign.items():
        for form in dict.fromkeys((text, text[:1].upper() + text[1:])):
            html = _mark_last(html, form, language)
    return html


def _in_language(html: str, ref: Reference) -> str:
    """Say of the title within *html* which language it is in, where that is another."""
    if ref.address and direction_of(ref.language) == "rtl":
        shown = escape(ref.address, quote=False)
        html = html.replace(shown, f'<bdi dir="ltr">{shown}</bdi>')
    for title in title_forms(ref.title):
        shown = escape(title, quote=False)
        if shown in html:
            marked = f'<bdi lang="{ref.language}">{shown}</bdi>'
            return html.replace(shown, marked, 1)
    return html


def _is_english(language: str) -> bool:
    return language.partition("-")[0] == ENGLISH


def _mark_last(html: str, text: str, language: str) -> str:
    """Say of *text* where it stands last in *html*, outside of tags, that it is in *language*."""
    shown = escape(text, quote=False)
    before, found, after = html.rpartition(shown)
    if not found or "<" in before[before.rfind(">") + 1 :]:
        return html
    return f'{before}<bdi lang="{escape(language)}">{shown}</bdi>{after}'


def _line(text: str) -> str:
    """Put *text* on one line."""
    return text if text.isprintable() else " ".join(text.split())


@lru_cache(maxsize=1024)
def _are_alike(one: str, other: str) -> bool:
    """Tell whether of two names of publishers one says the other."""
    one, other = one.casefold(), other.casefold()
    return one in other or other in one


def _license(written: str) -> Link | None:
    found = find_license(written) if written else None
    return Link(found.label, found.url) if found else None


def _data(kind: str, text: str) -> str:
    """Write *text* as an address that holds it; what is not ASCII stays as it is."""
    for sign, code in _ESCAPED:
        if sign in text:
            text = text.replace(sign, code)
    return f"data:{kind},{text}"


def _in_script(json: str) -> str:
    """Write *json* so that it may stand in a script element."""
    return json.replace("<", "\\u003c")
