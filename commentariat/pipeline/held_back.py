"""What is not out yet, what that alone names, and who leads there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import quote

import msgspec

from commentariat.archive.archive import Archive
from commentariat.archive.body_lines import BodyLines
from commentariat.archive.folders import FILES
from commentariat.archive.links import find_links, last_name, last_names, readings
from commentariat.archive.model import (
    Article,
    ContentFile,
    Dated,
    Item,
    PageFile,
    TermFile,
)
from commentariat.archive.ruling import NO_RULING, Ruling
from commentariat.archive.text import compose, plain_text
from commentariat.config import Settings
from commentariat.engine.sources import Loaded
from commentariat.errors import OpenPoint
from commentariat.judge import join_key
from commentariat.kinds import Kind
from commentariat.pipeline.locator import Locator
from commentariat.site.held_back import HeldBack, names_of, why_held_back
from commentariat.site.page import StaticFile
from commentariat.site.picture_uses import content_files, picture_of
from commentariat.site.register import Register
from commentariat.site.targets import Targets

_PAGES = (".html", ".htm")
_TEXTS = (*_PAGES, ".css", ".js", ".xml", ".txt", ".json", ".svg")


class Public(msgspec.Struct, frozen=True):
    """All that names terms and files in public, but for content files."""

    written: frozenset[str]
    """Last names of what menus and redirects lead to."""
    published: Collection[str]
    """Addresses that are held to."""
    texts: tuple[str, ...]
    """Templates, and what the theme has of a site's own."""

    def names(self, path: str) -> bool:
        """Tell whether the *path* of a page, which ends in a slash, or file is named."""
        name = last_name(path)
        if f"/{path}" in self.published:
            return True
        if name in self.written:
            return True
        said = path.rstrip("/") if path.endswith("/") else name
        forms = {said, quote(said)}
        return any(form in text for text in self.texts for form in forms)


def find_public(
    site: Path, settings: Settings, register: Register, paths: Iterable[str]
) -> Public:
    """Read what is public of the settings, the register and the files at *paths*."""
    redirects = register.redirects.values()
    written = (*settings.menu_urls, *(one.target for one in redirects))
    own = (p for p in paths if p.startswith(("templates/", "theme/")))
    texts = [_read(site / path) for path in own if path.endswith(_TEXTS)]
    names = frozenset(name for target in written for name in last_names(target))
    return Public(names, register.addresses, tuple(texts))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig", "replace")
    except OSError:
        return ""


class Holder:
    """
    Tells which terms and files only articles name that are held back.

    Of the articles that are *loaded*, the others are given as they are *shown*, and so
    are the *items* of sections.
    """

    def __init__(
        self,
        site: Path,
        settings: Settings,
        register: Register,
        loaded: Loaded,
        shown: Iterable[Article],
        items: Iterable[Item] = (),
        ruling: Ruling = NO_RULING,
    ) -> None:
        self.site = site
        self.settings = settings
        self.ruling = ruling
        self.articles = list(shown)
        self.items = list(items)
        records = loaded.records.values()
        self.shown: tuple[Dated, ...] = (*self.articles, *self.items)
        sources = {one.source for one in self.shown}
        dated = [one for one in records if isinstance(one, Dated)]
        self.held = tuple([one for one in dated if one.source not in sources])
        self.pages = [one for one in records if isinstance(one, PageFile)]
        self.terms = [one for one in records if isinstance(one, TermFile)]
        self.digests = loaded.digests
        self.register = register
        self.held_terms: tuple[TermFile, ...] = ()
        self.names: set[tuple[str, str]] = set()
        self.words: set[str] = set()
        self._found: Public | None = None

    @property
    def public(self) -> Public:
        """What names terms and files in public besides: read where somebody asks."""
        if self._found is None:
            found = find_public(self.site, self.settings, self.register, self.digests)
            self._found = found
        return self._found

    def hold_terms(self) -> list[TermFile]:
        """Give the term files that are published, and note the others."""
        facets = self.settings.facets
        paths = {facet.name: facet.path for facet in facets}
        if not self.held:
            return self.terms
        named = {one for article in self.held for one in names_of(article, facets)}
        held = [
            term
            for term in self.terms
            if not named.isdisjoint(_names(term, self.ruling))
        ]
        if not held:
            return self.terms
        for term in held:
            self.names.update(_names(term, self.ruling))
            self.words |= {term.slug, last_name(compose(term.source))}
        in_public = {one for a in self.shown for one in names_of(a, facets)}
        held = [
            term
            for term in held
            if in_public.isdisjoint(_names(term, self.ruling))
            and not self.public.names(f"{paths[term.facet]}/{term.slug}/")
        ]
        self.held_terms = tuple(self._unlinked(held, paths))
        sources = {term.source for term in self.held_terms}
        return [term for term in self.terms if term.source not in sources]

    def _unlinked(self, held: list[TermFile], paths: dict[str, str]) -> list[TermFile]:
        """Leave out what a text in public leads to; texts of terms so left out, too."""
        fresh: list[ContentFile] = [one for one in self.articles if not one.withdrawn]
        sources = {term.source for term in held}
        fresh += [
            *self.items,
            *self.pages,
            *(one for one in self.terms if one.source not in sources),
        ]
        by_word: defaultdict[str, list[TermFile]] = defaultdict(list)
        for term in held:
            for word in {term.slug, last_name(compose(term.source))}:
                by_word[word].append(term)
        left = {term.source: term for term in held}
        while fresh and left:
            led_to = {
                term.source
                for file in fresh
                for target in file.links
                for word in last_names(target) & by_word.keys()
                for term in by_word[word]
                if _leads_to(term, paths[term.facet], file, target)
            }
            fresh = [left.pop(source) for source in sorted(led_to & left.keys())]
        return [*left.values()]

    def hold_files(
        self, archive: Archive, targets: Targets, statics: Iterable[StaticFile]
    ) -> HeldBack:
        """Tell all that is held back, of *statics* too."""
        files = {
            one.output: one.source
            for one in statics
            if one.source.startswith(f"{FILES}/")
        }
        held: set[str] = set()
        sources: tuple[ContentFile, ...] = (*self.held, *self.held_terms)
        for file in sources:
            held |= set(_files_of(file, targets, files))
        self.words.update(map(last_name, held))
        if held:
            public = (*content_files(archive), *archive.withdrawn)
            for file in public:
                held.difference_update(_files_of(file, targets, held))
            pages = self._attached_pages(held)
            held = {
                one
                for one in held
                if not self.public.names(one)
                and not any(_mentions(text, one) for text in pages)
            }
        return HeldBack(
            self.held_terms,
            tuple(sorted(files[one] for one in held)),
            frozenset(self.names),
            frozenset(self.words),
        )

    def _attached_pages(self, held: Iterable[str]) -> list[str]:
        """Read the pages that are passed through beside, or above, files that are held."""
        folders = {f"content/{one}".rpartition("/")[0] for one in held}
        above = {
            folder[: len(FILES) + place]
            for folder in folders
            for place in range(len(folder) - len(FILES) + 1)
            if folder[len(FILES) + place :][:1] in ("", "/")
        }
        return [
            _read(self.site / path)
            for path in self.digests
            if path.endswith(_PAGES) and path.rpartition("/")[0] in above
        ]


def _mentions(text: str, path: str) -> bool:
    name = last_name(path)
    return name in text or quote(name) in text


def _names(term: TermFile, ruling: Ruling) -> set[tuple[str, str]]:
    """Tell by what the term of a file may be named, rules that lead to it among it."""
    names = (term.name, *term.other_names, term.slug)
    return {(term.facet, name) for name in names}.union(
        ruling.names_of(term.facet, term.name)
    )


def _leads_to(term: TermFile, folder: str, file: ContentFile, target: str) -> bool:
    """Tell whether *target* in *file* is *term*, whose facet has the *folder*."""
    source = compose(term.source)
    beside = compose(file.source).rpartition("/")[0]
    for path, _ in readings(target):
        if normpath(f"{beside}/{path}") == source or normpath(path) == source:
            return True
        plain = path.removesuffix("index.html").strip("/")
        if f"/{plain}".endswith(f"/{folder}/{term.slug}"):
            return True
    return False


def _files_of(
    file: ContentFile, targets: Targets, files: Collection[str]
) -> Iterator[str]:
    """Name those of *files* that *file* shows, or leads to."""
    for written, _ in picture_of(file):
        found = targets.picture(written)
        if found in files:
            yield found
    for target in file.links:
        led_to = targets.find_file(target, file.source, files)
        if led_to is not None:
            yield led_to


def tell_held_back(held: HeldBack) -> Iterator[OpenPoint]:
    """Name the terms and files that are not published yet: that may be meant."""
    for term in held.terms:
        yield OpenPoint(f"content/{term.source}", 0, Kind.TERM_HELD_BACK.of(), "name")
    for path in held.files:
        yield OpenPoint(path, 0, Kind.FILE_HELD_BACK.of())


_TO_WHAT_IS_NOT_OUT = Kind.LINK_TO_DRAFT, Kind.LINK_TO_LATER
OF_LINKS = frozenset(row.name for row in _TO_WHAT_IS_NOT_OUT)
"""Names of the kinds of points that `ask_of_links` finds."""


def ask_of_links(site: Path, archive: Archive, targets: Targets) -> Iterator[OpenPoint]:
    """Ask about every link in a text of *site* to what is not out yet."""
    if targets.held_back:
        for file in content_files(archive):
            yield from _links_of(site, file, targets)


def _links_of(site: Path, file: ContentFile, targets: Targets) -> Iterator[OpenPoint]:
    source = f"content/{file.source}"
    lines: BodyLines | None = None
    for target in file.links:
        article = targets.find_held_back(target, file.source)
        if article is None or targets.resolve(target, file.source) is not None:
            continue
        if lines is None:
            lines = BodyLines(plain_text(_read(site / source)), file.body_line)
        message = why_held_back(target, article, *_TO_WHAT_IS_NOT_OUT)
        keys = [*_keys_of(target, file)]
        in_body = lines.all_of_target([target])
        for line in in_body or (() if keys else (file.body_line,)):
            yield OpenPoint(source, line, message)
        for key in keys:
            yield Locator(site).place(OpenPoint(source, 0, message, key))


def _keys_of(target: str, file: ContentFile) -> Iterator[str]:
    """Name the keys of fields of the site's own in which *file* leads to *target*."""
    for name, values in file.fields.items():
        for number, value in enumerate(values):
            if target == value or target in find_links(value):
                yield join_key(name, number)
