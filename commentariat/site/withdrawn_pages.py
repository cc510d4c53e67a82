"""The notice at the address of each article that was taken back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from commentariat.archive.model import Article
from commentariat.language_tags import direction_of
from commentariat.site.edit import Edit
from commentariat.site.family import Family, Of
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.site import Site
from commentariat.site.urls import article_path, output_of
from commentariat.site.views import WithdrawnView


def withdrawn_pages(site: Site) -> Iterator[Page]:
    """Make the notice of every withdrawn or expired article: title, authors, day and reason."""
    for article in site.archive.withdrawn:
        yield withdrawn_page(site, article)


def touched_notices(site: Site, edit: Edit) -> Iterator[Page]:
    """Make the notices of changed articles, and those that name a term that changed."""
    sources = {article.source for article in edit.versions}
    for article in site.archive.withdrawn:
        is_named = not edit.names.isdisjoint(article.authors)
        if is_named or article.source in sources:
            yield withdrawn_page(site, article)


WITHDRAWN = Family("withdrawn articles", withdrawn_pages, touched_notices, Of.PIECES)


def withdrawn_page(site: Site, article: Article) -> Page:
    """Make the notice of one."""
    output = output_of(article_path(article.slug))
    find = partial(_inputs, site, article)
    return Page(
        output,
        "withdrawn.html",
        find,
        article.source,
        is_indexed=False,
        language=site.words_on(article.language),
    )


def _inputs(site: Site, article: Article) -> Inputs:
    return inputs_of(site.shared, _view(site, article), {})


def _view(site: Site, article: Article) -> WithdrawnView:
    wording = site.wording_for(article.language)
    gettext, title = wording.words.gettext, article.title
    head = wording.head(
        gettext("No longer published: %(title)s", title=title)
        if article.is_expired
        else gettext("Withdrawn: %(title)s", title=title),
        "",
        article_path(article.slug),
        language=article.language,
        direction=direction_of(article.language),
        breadcrumbs=(wording.home,),
        is_indexed=False,
    )
    detail, is_expired = article.shown_detail, article.is_expired
    return WithdrawnView(
        head=head,
        title=article.title,
        authors=wording.links.authors(article),
        date=article.date,
        date_label=wording.dates.date_label(article.date),
        language=article.language,
        direction=head.direction,
        withdrawn=article.withdrawn,
        withdrawn_label=wording.dates.date_label(article.withdrawn),
        reason=detail.until_reason if is_expired else detail.withdrawn_reason,
        is_expired=is_expired,
    )
