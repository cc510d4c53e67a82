"""Edits that show on no page but the article's own: the usual ones, at no one else's cost."""

from __future__ import annotations

from commentariat.archive.model import Article
from commentariat.site.article_pages import article_page
from commentariat.site.context import Site
from commentariat.site.edits import shows_alone
from commentariat.site.page import Page


class Edits:
    """
    An assembled site into which edited articles are put, one by one.

    What listings, neighbors and links show of an article is in its fields; where
    they are equal, no other page can be another.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._places: dict[str, int] | None = None

    def shows_alone(self, article: Article) -> bool:
        """Tell whether *article* is there already, and only its own page changes."""
        old = self._site.archive.by_source.get(article.source)
        return old is not None and shows_alone(article, old)

    def replace(self, article: Article) -> Page:
        """Put *article* in place of what it was; give its page."""
        archive = self._site.archive
        if self._places is None:
            self._places = {
                one.source: place for place, one in enumerate(archive.articles)
            }
        place = self._places[article.source]
        archive.articles[place] = archive.by_source[article.source] = article
        archive.by_slug[article.slug] = article
        articles, dated = archive.articles, archive.dated
        later = articles[place - 1] if 0 < place < dated else None
        earlier = articles[place + 1] if place + 1 < dated else None
        return article_page(self._site, article, earlier, later)
