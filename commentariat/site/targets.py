"""What the links of editors lead to: paths of the site, and files that make pages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from copy import copy
from posixpath import normpath

from commentariat.archive.archive import Archive
from commentariat.archive.links import is_plain, readings
from commentariat.archive.model import Article, Dated, Item
from commentariat.archive.redirects import REDIRECTS, Redirect
from commentariat.archive.revise import Revision
from commentariat.archive.text import compose
from commentariat.config import Settings
from commentariat.formats import FOLDER, FORMATS
from commentariat.sections import item_path
from commentariat.site.attached import Attached
from commentariat.site.links import term_path
from commentariat.site.listings import CITATIONS as CITATIONS
from commentariat.site.listings import FEEDS, Listings, has_part
from commentariat.site.nesting import flat_paths
from commentariat.site.search_links import EXPLORE, EXPLORED, SEARCH
from commentariat.site.urls import Root, article_path, root_of

_ALWAYS = (
    "",
    "feed.xml",
    "feed.json",
    "feeds.opml",
    "sitemap.xml",
    "robots.txt",
    "404.html",
)


class Targets:
    """
    Every address of a site that a link, a picture, a menu or a redirect may lead to.

    Links to former addresses lead to where these lead on. *files* are those passed
    through, by output, and of them are those *attached* to content files. Articles that
    are *held back* answer nothing, and are known. What was *published* once is known by
    that address. Who revises the archive has its
    targets `revise` too.
    """

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        files: Iterable[str],
        attached: Attached = Attached(),  # noqa: B008 (frozen)
        redirects: Mapping[str, Redirect] | None = None,
        held_back: Iterable[Dated] = (),
        published: Container[str] = (),
    ) -> None:
        self.attached = attached
        self._attached = {compose(file): o for file, o in attached.outputs.items()}
        self._root: Root = root_of(settings)
        self._base = settings.base.strip("/")
        self._archive = archive
        self._redirects = redirects or {}
        self._pages = {compose(page.source): page.path for page in archive.pages}
        """Paths of the pages of content files that are no article's."""
        self.files = frozenset(files)
        """Outputs of the files that are passed through."""
        paths = {*_ALWAYS, *self.files, *self._pages.values()}
        paths.update(map(article_path, archive.by_slug))
        self._former: dict[str, str] = {}
        """Where former addresses that content files name lead."""
        for name, path in flat_paths(archive).items():
            if f"/{name}/" in published and name not in self._redirects:
                self._former[name] = path
        for page in archive.pages:
            self._former |= dict.fromkeys(page.aliases, page.path)
        self._composed: dict[str, Article] = {}
        """Articles whose files have names of letters taken apart."""
        for article in archive.by_source.values():
            self._learn(article)
        for name, section in archive.sections.items():
            for item in archive.items[name]:
                path = item_path(section, item.slug)
                self._pages[compose(item.source)] = path
                self._former |= dict.fromkeys(item.aliases, path)
                paths.add(path)
            if section.has_listing:
                paths.add(section.listing)
                if name in archive.introductions:
                    source = compose(archive.introductions[name].source)
                    self._pages[source] = section.listing
            if section.has_feed:
                paths.update(f"{section.path}/{feed}" for feed in FEEDS)
        for facet in (facet for facet in archive.facets if archive.terms[facet.name]):
            terms = archive.terms[facet.name].values()
            self._pages |= {
                compose(one.file.source): term_path(one) for one in terms if one.file
            }
            if facet.has_pages:
                paths.add(f"{facet.path}/")
                paths.update(map(term_path, terms))
        for file, term in archive.merged_files:
            self._pages[compose(file.source)] = term_path(term)
        for former in archive.former.values():
            if former.path not in self._redirects:
                self._former.setdefault(former.path, term_path(former.term))
            if former.has_feed:
                paths.update(f"{former.path}/{feed}" for feed in FEEDS)
        if settings.has_search:
            paths.add(SEARCH)
            if any(archive.terms.get(name) for name in EXPLORED):
                paths.add(EXPLORE)
        if settings.exports:
            paths.update((FOLDER, *(FORMATS[name].output for name in settings.exports)))
        self._paths = paths
        self._listings: tuple[Listings, ...] = ()
        """Those of each language, where there are several; one's own first."""
        self.held_back = {article.source: article for article in held_back}
        """Articles and items that are not out, by their sources."""
        self._held_back: dict[str, Dated] = {}
        for one in self.held_back.values():
            if isinstance(one, Item):
                path = item_path(archive.sections[one.section], one.slug)
            else:
                path = article_path(one.slug)
            known = (path.strip("/"), compose(one.source))
            self._held_back |= dict.fromkeys((*known, *one.aliases), one)

    def resolve(self, target: str, source: str) -> str | None:
        """
        Find the href of *target*, as an editor wrote it in the file *source*.

        A target is a path of the site (`/articles/x/`), a content file
        (`../2019/x.md`), a file (`files/map.pdf`), a path from the page's own address
        (`../x/`) or the slug of an article; encoded, or as it stands. None where nothing
        answers.
        """
        is_known = target[:1] == "/" and target[1:] in self._paths and is_plain(target)
        if is_known and (not self._listings or self._has(target[1:])):
            return self._href(target[1:])  # as most links are written
        found = self._find(target, source, frozenset())
        return None if found is None else self._href(found[0]) + found[1]

    def within(self, listings: Sequence[Listings]) -> Targets:
        """
        Give the same targets for pages of one language of several.

        What leads to a listing leads to that of the first of *listings* that has it.
        """
        own = copy(self)  # all that is revised is shared
        own._listings = tuple(listings)
        return own

    def _href(self, path: str) -> str:
        """Give the href of *path*: of a listing, in the language that has it."""
        if self._listings and self._root.is_listing(path):
            for one in self._listings:
                if one.has(path):
                    return one.root.href(path)
        return self._root.href(path)

    def _has(self, path: str) -> bool:
        """Tell whether something lies at *path*, in whatever language."""
        if not self._listings:
            return path in self._paths
        if path in self._paths:
            is_one = self._root.is_listing(path)
            return not is_one or any(one.has(path) for one in self._listings)
        return any(
            path.startswith(one.root.prefix) and one.has(path[len(one.root.prefix) :])
            for one in self._listings
            if one.root.prefix
        )

    def find_file(self, target: str, source: str, files: Container[str]) -> str | None:
        """Find which of *files* the *target* written in *source* leads to, if any."""
        for path, _ in readings(target):
            for one in self._candidates(path, source):
                if one in files:
                    return one
        return None

    def picture(self, written: str) -> str:
        """Name the output that a header means by *written*, whether it is there or not."""
        if not written or written in self.files:
            return written
        return self.find_file(written, "", self.files) or compose(written)

    def find_held_back(self, target: str, source: str) -> Dated | None:
        """Find the article or item that *target* leads to, where that is not out yet."""
        known = self._held_back
        names = self.candidates(target, source) if known else ()
        return next((known[n] for one in names if (n := one.strip("/")) in known), None)

    def find_piece(self, target: str, source: str) -> Dated | None:
        """Find the article, or the item of a section, that *target* leads to, if any."""
        found = self._find(target, source, frozenset())
        path = found[0] if found else ""
        if path not in self._paths:
            return None
        folder, _, slug = path.rstrip("/").rpartition("/")
        if folder == "articles":
            return self._archive.by_slug.get(slug)
        for name, section in self._archive.sections.items():
            for item in self._archive.items[name] if section.path == folder else ():
                if item.slug == slug:
                    return item
        return None

    def find_path(self, target: str, source: str) -> str:
        """Find the path that *target* leads to; empty where nothing answers."""
        found = self._find(target, source, frozenset())
        return found[0] if found else ""

    def item(self, url: str) -> str:
        """Give the href of an entry of a menu; one that leads nowhere is as it stands."""
        if not url.startswith("/"):
            return url
        found = self.resolve(url, "")
        if found is not None:
            return found
        path, rest = next(readings(url))
        return self._href(path[1:]) + rest

    def candidates(self, target: str, source: str) -> Iterator[str]:
        """Name all that *target* in the file *source* may mean: paths, and sources."""
        for path, _ in readings(target):
            yield from self._candidates(path, source)

    def revise(self, revision: Revision) -> None:
        """Bring the paths up to date with the archive."""
        changes = revision.changes
        gone = [article_path(one.old.slug) for one in changes if one.old]
        gone += [term_path(one) for one in revision.gone if one.facet.has_pages]
        come = [article_path(one.new.slug) for one in changes if one.new]
        come += [term_path(one) for one in revision.come if one.facet.has_pages]
        self._paths.difference_update(gone)
        self._paths.update(come)
        for old in filter(None, (one.old for one in changes)):
            for alias in old.aliases:
                self._former.pop(alias, None)
            self._composed.pop(compose(old.source), None)
        for new in filter(None, (one.new for one in changes)):
            self._learn(new)

    def _learn(self, article: Article) -> None:
        for alias in article.aliases:
            self._former[alias] = article_path(article.slug)
        composed = compose(article.source)
        if composed != article.source:
            self._composed[composed] = article

    def _find(
        self, target: str, source: str, passed: frozenset[str]
    ) -> tuple[str, str] | None:
        """Find the path that *target* leads to in the end, and what follows it."""
        for path, rest in readings(target):
            if not path:
                own = self._own(source)
                return None if own is None or not rest else (own, rest)
            for one in self._candidates(path, source):
                if self._has(one):
                    return one, rest
                former = one.strip("/")
                if former in self._former:
                    return self._former[former], rest
                if former in self._redirects and former not in passed:
                    on = self._redirects[former].target
                    found = self._find(on, REDIRECTS, passed | {former})
                    if found is None or source == REDIRECTS:
                        return found  # a place on a page is that of the last line
                    return found[0], rest or found[1]
                if self._is_part(one):
                    return one, rest
        return None

    def _candidates(self, path: str, source: str) -> Iterator[str]:
        if path.startswith("/"):
            inner = path.lstrip("/")
            inners = [inner]
            if self._base and f"{inner}/".startswith(self._base + "/"):
                inners.append(inner[len(self._base) + 1 :])
            for inner in inners:
                yield inner
                yield f"{inner.rstrip('/')}/"
                yield inner.removesuffix("index.html")
            return
        beside = normpath(f"{compose(source).rpartition('/')[0]}/{path}").lstrip("/")
        plain = normpath(path)
        for file in (beside, plain):
            page = self._page_of(file)
            if page is not None:
                yield page
            yield self._attached.get(file, file)
        own = self._own(source)
        if own is not None:
            from_page = normpath(f"/{own}{path}")[1:]
            yield from_page
            yield f"{from_page}/" if from_page else ""
            yield from_page.removesuffix("index.html")
        yield article_path(path.rstrip("/"))

    def _own(self, source: str) -> str | None:
        """Find the path of the page that the content file *source* makes."""
        return self._page_of(compose(source)) if source else None

    def _page_of(self, file: str) -> str | None:
        article = self._archive.by_source.get(file) or self._composed.get(file)
        return article_path(article.slug) if article else self._pages.get(file)

    def _is_part(self, path: str) -> bool:
        """Tell whether *path* is that of a year, a month, a letter or a feed of a term."""
        for facet in self._archive.facets:
            begin = f"{facet.path}/"
            if not facet.has_pages or not path.startswith(begin):
                continue
            slug, _, part = path[len(begin) :].partition("/")
            term = self._archive.terms[facet.name].get(slug)
            if term is not None and part:
                return has_part(term, part)
        return False
