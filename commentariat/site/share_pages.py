"""The files of share pictures, and what is asked where one cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from commentariat.archive.model import Article
from commentariat.errors import OpenPoint
from commentariat.kinds import Kind
from commentariat.site.edit import Edit
from commentariat.site.family import Family, Of
from commentariat.site.page import Inputs, Page, digest_value
from commentariat.site.share_pictures import output_of_share
from commentariat.site.site import Site

NAME = "share.png"
"""Stands for a template of them."""


def share_pages(site: Site) -> Iterator[Page]:
    """Draw one for every piece without a picture that networks show."""
    if site.settings.theme.share_pictures:
        yield from _pages(site, site.archive.articles)


def touched_shares(site: Site, edit: Edit) -> Iterator[Page]:
    """Draw those of changed articles."""
    known = site.archive.by_source
    sources = sorted({article.source for article in edit.versions} & known.keys())
    yield from _pages(site, [known[source] for source in sources])


SHARES = Family(
    "share pictures", share_pages, touched_shares, Of.PIECES, is_framed=False
)


def _pages(site: Site, articles: Iterable[Article]) -> Iterator[Page]:
    for article in articles:
        if site.wording_for(article.language).share_pictures.of(article):
            find = partial(_inputs, site, article)
            kin = site.drawings.shape(
                article
            ).output  # is drawn once for all that have it
            yield Page(output_of_share(article), NAME, find, article.source, kin=kin)


def _inputs(site: Site, article: Article) -> Inputs:
    """Tell it by what is drawn alone: nothing else of the site makes it another."""
    view = site.wording_for(article.language).share_pictures.view(article)
    parts = (("words", digest_value((view, site.facts.drawing_stamp))),)
    return Inputs(parts, lambda: view)


def ask_of_shares(site: Site) -> Iterator[OpenPoint]:
    """Ask for pictures where none can be drawn, and no other stands in."""
    theme = site.settings.theme
    if theme.share_picture or not theme.share_pictures:
        return
    for article in site.archive.articles:
        shares = site.wording_for(article.language).share_pictures
        if shares.is_wanted(article) and (letter := shares.undrawn(article)):
            message = Kind.UNDRAWN_LETTER.of(letter)
            yield OpenPoint(f"content/{article.source}", 0, message)
