"""Where the text of an article comes from: a page for those who ask, where a site wants it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from commentariat.archive.folders import said_raw
from commentariat.archive.model import Article, Detail, RepairEntry
from commentariat.language_tags import direction_of
from commentariat.site.edit import Edit
from commentariat.site.family import Family, Of
from commentariat.site.page import Inputs, Page, digest_value
from commentariat.site.site import Site
from commentariat.site.urls import article_path, output_of
from commentariat.site.views import (
    Link,
    ProvenanceView,
    RawFileView,
    RepairView,
    ToldView,
)
from commentariat.site.wording import Wording


def provenance_path(site: Site, article: Article) -> str:
    """Give the path of the page of *article*; empty where it has none."""
    is_wanted = site.settings.has_provenance and article.raw and not article.withdrawn
    return f"{article_path(article.slug)}provenance/" if is_wanted else ""


def provenance_pages(site: Site) -> Iterator[Page]:
    """Make the page of every article that was made from raw files."""
    if site.settings.has_provenance:
        yield from _pages(site, site.archive.articles)


def touched_provenance(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those of articles that changed."""
    known = site.archive.by_source
    sources = sorted({article.source for article in edit.versions} & known.keys())
    yield from _pages(site, [known[source] for source in sources])


PROVENANCE = Family("provenance", provenance_pages, touched_provenance, Of.PIECES)


def _pages(site: Site, articles: list[Article]) -> Iterator[Page]:
    for article in articles:
        path = provenance_path(site, article)
        if path:
            find = partial(_inputs, site, article, path)
            yield Page(
                output_of(path),
                "provenance.html",
                find,
                article.source,
                is_indexed=False,
                language=site.words_on(article.language),
            )


def _inputs(site: Site, article: Article, path: str) -> Inputs:
    """Tell the page from others by the content file, and by what rules of terms say."""
    parts = (
        ("settings", site.shared),
        ("content", article.digest),
        ("terms", digest_value(tuple(_ruled(site, article)))),
    )
    return Inputs(parts, partial(_view, site, article, path))


def _view(site: Site, article: Article, path: str) -> ProvenanceView:
    wording = site.wording_for(article.language)
    detail = article.shown_detail
    label = wording.words.gettext("Where this text comes from")
    piece = Link(article.title, site.root.href(article_path(article.slug)))
    return ProvenanceView(
        head=wording.head(
            f"{label}: {article.title}",
            "",
            path,
            breadcrumbs=(wording.home, piece),
            is_indexed=False,
        ),
        title=label,
        article=piece,
        language=article.language,
        direction=direction_of(article.language),
        told=(*_told(site, article, detail), *_ruled(site, article)),
        raw=tuple(
            [
                RawFileView(said_raw(one.file), one.layout, one.digest)
                for one in article.raw
            ]
        ),
        repairs=tuple([_repair(one) for one in detail.repairs]),
        rules=detail.rules,
    )


def _told(site: Site, article: Article, detail: Detail) -> Iterator[ToldView]:
    wording = site.wording_for(article.language)
    told, gettext = detail.told_by, wording.words.gettext
    names = {
        "title": (gettext("Title"), article.title),
        "date": (gettext("Date"), wording.dates.date_label(article.date)),
        "language": (gettext("Language"), article.language),
    }
    for key, (label, value) in names.items():
        if by := told.get(key, ""):
            is_other = key == "title" and article.language != wording.language
            language = article.language if is_other else ""
            yield ToldView(label, value, _who(wording).get(by, by), language)


def _ruled(site: Site, article: Article) -> Iterator[ToldView]:
    """Tell the names of terms that stand for others by rules of the archive."""
    wording = site.wording_for(article.language)
    facets = site.named_facets
    for one in site.archive.ruling.told(article):
        if one.to_facet in facets:
            by = wording.words.gettext(
                "a rule of editors, for “%(name)s”", name=one.name
            )
            link = wording.links.named(one.to_facet, one.after)
            label = wording.naming.facet(facets[one.to_facet]).label_one
            yield ToldView(label, link.label, by, link.language)


def _who(wording: Wording) -> dict[str, str]:
    """Say in words what import noted as that which told something."""
    gettext = wording.words.gettext
    return {
        "list": gettext("the list of raw files"),
        "page": gettext("the page itself"),
        "dek": gettext("its summary"),
        "body": gettext("its text"),
        "file": gettext("the name of the raw file"),
        "file name": gettext("the name of the raw file"),
        "address": gettext("its former address"),
        "editor": gettext("an editor"),
        "script": gettext("the letters of the text"),
        "detected": gettext("the words of the text"),
        "site": gettext("the settings of the site"),
    }


def _repair(entry: RepairEntry) -> RepairView:
    place = ":".join(filter(None, (entry.file, entry.line, entry.column)))
    return RepairView(
        place, entry.before, entry.after, entry.rule, entry.confidence, entry.decided
    )
