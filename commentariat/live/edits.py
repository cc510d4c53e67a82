"""Edits of articles taken into an assembled site, at the price of what they touch."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import NoReturn

import msgspec

from commentariat.archive.model import Article
from commentariat.archive.revise import Change, Revision, place_of, replace
from commentariat.live.register_index import RegisterIndex
from commentariat.live.sitemap import LiveSitemap
from commentariat.pipeline.draft import Assembly
from commentariat.preview.epoch import StaleError
from commentariat.site.article_pages import article_page
from commentariat.site.backlinks import Backlinks
from commentariat.site.edits import shows_alone
from commentariat.site.families import Showing
from commentariat.site.page import Page
from commentariat.site.pages import Room
from commentariat.site.pictures import is_picture
from commentariat.site.sitemap import sitemap_urls

_MANY = 40  # edits at once, from which on everything may as well be made anew

Pages = dict[str, Page]


class Edited(msgspec.Struct, frozen=True):
    """All pages after an edit, by output, and the outputs that are others now."""

    pages: Pages
    changed: frozenset[str]


class Edits:
    """
    An assembled site that is revised in place, edit by edit.

    Only edits that are certain to come to what a build makes of them are taken. What an
    edit may reach is made anew; the pages that it cannot reach stay the very same.
    """

    def __init__(self, made: Assembly, pages: Pages) -> None:
        self.site = made.site
        self.lock = threading.Lock()
        """Held where the site is revised, and where a page is made of it."""
        self._pages = pages
        self._statics = [static.output for static in made.statics]
        self._is_sound = not made.problems
        self._register = RegisterIndex(made.register)

    def take(self, changes: Sequence[Change]) -> Edited | None:
        """
        Take *changes* in; None where that may not come to what a build makes of them.

        After None the site is of no more use: it may have been revised in part.
        """
        alone = [one.new for one in changes if one.new and _shows_alone(one)]
        others = [one for one in changes if not _shows_alone(one)]
        revision = self._plan(others)
        if revision is None:
            return None
        showing = Showing(self.site, self._leads, revision) if others else None
        reach = partial(self._reach, alone, showing)
        before = {output: self._pages[output] for output in reach()}
        for page in before.values():
            _ = page.parts  # to be told before the site is another
        urls = set(sitemap_urls(self.site.root, before.values()))
        with self.lock:
            for page in before.values():
                page.end(partial(_refuse, changes))
            for article in alone:
                replace(self.site.archive, article)
            self._revise(revision)
            after = reach()
        if before.keys() != after.keys() and not self._has_room(before, after):
            return None
        now = set(sitemap_urls(self.site.root, after.values()))
        if urls != now:
            before |= self._sitemap.pages()
            self._sitemap.revise(urls - now, now - urls)
            after |= self._sitemap.pages()
        return self._publish(before, after)

    def _reach(self, alone: Sequence[Article], showing: Showing | None) -> Pages:
        """Make every page that may be another, as the site is now."""
        articles = self.site.archive.articles
        own = [article_page(self.site, place_of(articles, one)) for one in alone]
        others = showing.pages() if showing else ()
        return {page.output: page for page in (*own, *others)}

    def _revise(self, revision: Revision) -> None:
        self.site.revise(revision)
        for change in revision.changes:
            if change.old is not None:
                self._leads.remove(change.old)
        for change in revision.changes:
            if change.new is not None:
                self._leads.add(change.new)

    def _publish(self, before: Pages, after: Pages) -> Edited:
        self._pages = {**self._pages, **after}
        for output in before.keys() - after.keys():
            del self._pages[output]
        outputs = before.keys() | after.keys()
        changed = [o for o in outputs if _is_other(before.get(o), after.get(o))]
        return Edited(self._pages, frozenset(changed))

    # --- what is certain ------------------------------------------------------------

    def _plan(self, changes: Sequence[Change]) -> Revision | None:
        if not changes:
            return Revision()
        is_certain = (
            self._is_sound
            and len(changes) < _MANY
            and all(_pictures(one.old) == _pictures(one.new) for one in changes)
            and not any(map(self._register.name_article, _versions(changes)))
        )
        return self.site.plan_revision(changes) if is_certain else None

    def _has_room(self, before: Pages, after: Pages) -> bool:
        """Tell whether what came is in nobody's way, and nobody waits for what went."""
        gone, come = before.keys() - after.keys(), after.keys() - before.keys()
        return not any(map(self._register.name_output, gone | come)) and (
            self._room.exchange(gone, [after[output] for output in sorted(come)])
        )

    @cached_property
    def _leads(self) -> Backlinks:
        return Backlinks((*self.site.archive.articles, *self.site.archive.withdrawn))

    @cached_property
    def _room(self) -> Room:
        return Room(self._statics, self._pages.values())

    @cached_property
    def _sitemap(self) -> LiveSitemap:
        return LiveSitemap(self.site, self._pages.values())


def _shows_alone(change: Change) -> bool:
    """Tell whether an article changed in what only its own page shows."""
    old, new = change.old, change.new
    return old is not None and new is not None and shows_alone(new, old)


def _versions(changes: Iterable[Change]) -> Iterator[Article]:
    return (version for change in changes for version in change.versions)


def _pictures(article: Article | None) -> object:
    """What decides which copies of pictures are made."""
    if article is None or article.withdrawn:
        return "", ()
    shown = tuple(target for target in article.links if is_picture(target))
    return article.image, shown


def _is_other(old: Page | None, new: Page | None) -> bool:
    if old is None or new is None or new.template == "sitemap.xml":
        return True  # a sitemap is long, and made where it is another
    return (old.template, old.parts) != (new.template, new.parts)


def _refuse(changes: Sequence[Change]) -> NoReturn:
    raise StaleError(f"content/{next(_versions(changes)).source}")
