"""An edit of a few articles, and what the families of pages ask of it."""

from __future__ import annotations

import msgspec

from commentariat.archive.model import Article
from commentariat.archive.revise import Revision
from commentariat.site.regrouping import Regrouped


class Edit(msgspec.Struct, frozen=True):
    """What becomes of a site by changes of its articles: told before, and true after."""

    revision: Revision
    listed: tuple[Article, ...]
    """Articles that listings show otherwise or elsewhere, as they were and as they are."""
    sounded: tuple[Article, ...]
    """The same of those that the soundings of their authors show as longer or shorter."""
    cited: tuple[Article, ...]
    """The same of those that are cited otherwise, or in another order."""
    moved: tuple[Article, ...]
    """The same of those that the articles beside them in time show otherwise."""
    in_series: frozenset[str]
    """Sources of articles that are parts of a series that shows them otherwise."""
    announcing: frozenset[str]
    """Sources of articles that announce one that is shown otherwise."""
    like: frozenset[str]
    """Sources of articles that may lead on to others that are like them."""
    paired: Regrouped
    """What becomes of groups of translations."""
    targets: frozenset[str]
    """Names of what links may lead to otherwise, as `leads_to` knows them."""
    leading: frozenset[str]
    """Sources of articles that lead to what is another."""
    elsewhere: frozenset[tuple[str, str]] = frozenset()
    """Terms, by facet and slug, whose pages may be more or less in another language."""
    everywhere: tuple[Article, ...] = ()
    """Articles that listings in any language show otherwise: editors may choose any."""
    parts: tuple[Edit, ...] = ()
    """On a site in several languages, what becomes of each: in the order of editions."""

    @property
    def versions(self) -> tuple[Article, ...]:
        """The articles that change, as they were and as they are."""
        return self.revision.versions

    @property
    def names(self) -> frozenset[str]:
        """What the terms that come and go are called."""
        return self.revision.names
