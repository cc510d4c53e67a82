"""Edits of articles taken into an assembled site, at the price of what they touch."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property, partial
from typing import NoReturn

import msgspec

from commentariat.archive.revise import Change
from commentariat.live.sitemap import LiveSitemap
from commentariat.pipeline.draft import Assembly
from commentariat.preview.epoch import StaleError
from commentariat.site.families import LATE, touched_pages
from commentariat.site.family import Exchange
from commentariat.site.namespace import Namespace
from commentariat.site.page import Page
from commentariat.site.planning import plan_edit
from commentariat.site.sitemap import SITEMAP

_MANY = 40  # edits at once, from which on everything may as well be made anew

Pages = dict[str, Page]


class Edited(msgspec.Struct, frozen=True):
    """All pages after an edit, by output, and the outputs that are others now."""

    pages: Pages
    changed: frozenset[str]
    slugs: frozenset[str]
    """Of the articles that were edited, as they were and as they are."""


class Edits:
    """
    An assembled site that is revised in place, edit by edit.

    Only edits that are certain to come to what a build makes of them are taken. What an
    edit touches is made anew; the pages that it does not touch stay the very same.
    """

    def __init__(self, made: Assembly, pages: Pages) -> None:
        self.site = made.site
        self.lock = threading.Lock()
        """Held where the site is revised, and where a page is made of it."""
        self._pages = pages
        self._statics = made.statics
        self._is_sound = not made.problems

    def take(self, changes: Sequence[Change]) -> Edited | None:
        """
        Take *changes* in; None where that may not come to what a build makes of them.

        After None the site is of no more use: it may have been revised in part.
        """
        exchange = self._exchange(changes)
        if exchange is None or any(
            one.is_touched(self.site, exchange) for one in LATE if one is not SITEMAP
        ):
            return None
        before, after = exchange.before, exchange.after
        if (exchange.gone or exchange.come) and not self._namespace.exchange(
            exchange.gone, [after[output] for output in sorted(exchange.come)]
        ):
            return None
        if SITEMAP.is_touched(self.site, exchange):
            before = before | self._sitemap.pages()
            self._sitemap.revise(exchange)
            after = after | self._sitemap.pages()
        slugs = frozenset([article.slug for article in exchange.edit.versions])
        return self._publish(before, after, slugs)

    def _exchange(self, changes: Sequence[Change]) -> Exchange | None:
        """Revise the site, and make what that touches; None where it cannot be told."""
        if len(changes) >= _MANY or not self._is_sound:
            return None
        edit = plan_edit(self.site, changes)
        touched = touched_pages(self.site, edit) if edit else None
        if edit is None or touched is None:
            return None
        before = {output: self._pages[output] for output in touched}
        told = [page for o, page in before.items() if not touched[o].is_other]
        for page in told:
            _ = page.parts  # to be told before the site is another
        with self.lock:
            for output, page in before.items():
                page.end(
                    partial(_refuse, changes), is_told=not touched[output].is_other
                )
            self.site.revise(edit)
            after = touched_pages(self.site, edit)
        return None if after is None else Exchange(edit, before, after)

    def _publish(self, before: Pages, after: Pages, slugs: frozenset[str]) -> Edited:
        self._pages = self._pages | after  # half the time of a display
        for output in before.keys() - after.keys():
            del self._pages[output]
        outputs = before.keys() | after.keys()
        changed = [o for o in outputs if _is_other(before.get(o), after.get(o))]
        return Edited(self._pages, frozenset(changed), slugs)

    @cached_property
    def _namespace(self) -> Namespace:
        names = Namespace()
        for static in self._statics:
            names.take(static)
        for page in self._pages.values():
            names.take(page)
        return names

    @cached_property
    def _sitemap(self) -> LiveSitemap:
        return LiveSitemap(self.site, self._pages.values())


def _is_other(old: Page | None, new: Page | None) -> bool:
    if old is None or new is None or new.is_other or new.template == "sitemap.xml":
        return True  # a sitemap is long, and made where it is another
    return not new.is_like(old)


def _refuse(changes: Sequence[Change]) -> NoReturn:
    raise StaleError(f"content/{changes[0].versions[0].source}")
