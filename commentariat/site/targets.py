"""What the links of editors lead to: paths of the site, and files that make pages."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import PurePosixPath
from posixpath import normpath

from commentariat.archive.archive import Archive
from commentariat.archive.revise import Revision
from commentariat.config import Settings
from commentariat.site.attached import Attached
from commentariat.site.links import term_path
from commentariat.site.urls import Root, article_path, page_path, root_of


class Targets:
    """
    Every path of a site that an editor's link may lead to, without years and feeds.

    *files* are those passed through, by output; of them are those *attached* to content
    files. Who revises the archive has its targets `revise` too.
    """

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        files: Iterable[str],
        attached: Attached = Attached(),  # noqa: B008 (frozen)
    ) -> None:
        self.attached = attached
        self._root: Root = root_of(settings)
        self.files = frozenset(files)
        """Outputs of the files that are passed through."""
        self._base = settings.base.strip("/")
        self._by_source = archive.by_source
        self._pages = {page.source: page_path(page.slug) for page in archive.pages}
        """Paths of the pages of content files that are no article's."""
        paths = {"", "feed.xml", "feed.json", *self.files, *self._pages.values()}
        paths.update(map(article_path, archive.by_slug))
        for facet in (facet for facet in archive.facets if archive.terms[facet.name]):
            terms = archive.terms[facet.name].values()
            self._pages |= {
                one.file.source: term_path(one) for one in terms if one.file
            }
            if facet.has_pages:
                paths.add(f"{facet.path}/")
                paths.update(map(term_path, terms))
        self._paths = paths

    def resolve(self, target: str, source: str) -> str | None:
        """
        Find the href of *target*, as an editor wrote it in the file *source*.

        A target is a path of the site (`/articles/x/`), a content file
        (`../2019/x.md`), a file (`files/map.pdf`) or the slug of an article. None
        where nothing answers.
        """
        if target[:1] == "/" and target[1:] in self._paths:
            return self._root.href(target[1:])  # as most links are written
        path, mark, rest = _split(target)
        found = self._find(path, source, self._paths)
        return None if found is None else self._root.href(found) + mark + rest

    def find_file(self, target: str, source: str, files: Container[str]) -> str | None:
        """Find which of *files* the *target* written in *source* leads to, if any."""
        return self._find(_split(target)[0], source, files)

    def output_of(self, file: str) -> str:
        """Name the output of *file*, a path under content/."""
        return self.attached.outputs.get(file, file)

    def revise(self, revision: Revision) -> None:
        """Bring the paths up to date with the archive."""
        changes = revision.changes
        gone = [article_path(one.old.slug) for one in changes if one.old]
        gone += [term_path(one) for one in revision.gone if one.facet.has_pages]
        come = [article_path(one.new.slug) for one in changes if one.new]
        come += [term_path(one) for one in revision.come if one.facet.has_pages]
        self._paths.difference_update(gone)
        self._paths.update(come)

    def _find(self, path: str, source: str, paths: Container[str]) -> str | None:
        found = (one for one in self._candidates(path, source) if one in paths)
        return next(found, None) if path else None

    def _candidates(self, path: str, source: str) -> Iterable[str]:
        if path.startswith("/"):
            inner = path.lstrip("/")
            inners = [inner]
            if self._base and inner.startswith(self._base + "/"):
                inners.append(inner[len(self._base) + 1 :])
            for inner in inners:
                yield inner
                yield f"{inner.rstrip('/')}/"
                yield inner.removesuffix("index.html")
            return
        beside = normpath(PurePosixPath(source).parent.as_posix() + "/" + path)
        for file in (beside, normpath(path)):
            article = self._by_source.get(file)
            page = article_path(article.slug) if article else self._pages.get(file)
            if page is not None:
                yield page
            yield self.output_of(file)
        yield article_path(path.rstrip("/"))


def _split(target: str) -> tuple[str, str, str]:
    if "#" not in target and "?" not in target:
        return target, "", ""
    position = min(at for at in (target.find("#"), target.find("?")) if at >= 0)
    return target[:position], target[position], target[position + 1 :]
