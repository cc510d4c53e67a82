"""Where things of an old site are now: content files and files, by any name of theirs."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote

from commentariat.archive.bundles import nested_path
from commentariat.archive.slugs import is_slug, slugify
from commentariat.migration.common import ending, stem, text
from commentariat.migration.model import OldSite, Piece, Role

OF_ROOT: Final = frozenset(
    "robots.txt ads.txt humans.txt favicon.ico security.txt app-ads.txt manifest.json "
    "site.webmanifest browserconfig.xml apple-touch-icon.png keybase.txt".split()
)
_OF_LOOK: Final = frozenset(
    ".css .scss .sass .less .js .mjs .map .woff .woff2 .ttf .otf .eot".split()
)
_OF_HOST: Final = frozenset(
    "cname _redirects _headers .htaccess netlify.toml .nojekyll web.config sitemap.xml "
    "feed.xml atom.xml rss.xml index.xml .gitkeep .gitignore .gitattributes".split()
)
_AS_THEY_ARE: Final = frozenset(".html .htm .xml .txt .xhtml".split())
_ENDS: Final = re.compile(r"(?:/index)?\.(?:html?|php)$|/index$|/$")


class Place:
    """Where a content file goes."""

    __slots__ = ("address", "folder", "path", "slug")

    def __init__(self, path: str, slug: str, address: str) -> None:
        self.path = path
        self.slug = slug
        self.address = address
        self.folder = dirname(path) if path.endswith("/index.md") else ""


def folded(address: str) -> str:
    """Write an address as all spellings of it are compared."""
    return _ENDS.sub("", unquote(address)).strip("/").lower()


class Places:
    """The new place of each piece and file; nobody else decides of one."""

    def __init__(
        self, site: OldSite, years: dict[str, str], taken: frozenset[str]
    ) -> None:
        self.site = site
        self.of: dict[str, Place] = {}
        """By the path of a piece."""
        self.files: dict[str, str] = {}
        """Path under content/ by the path of a file."""
        self.renamed: list[tuple[str, str]] = []
        """Pieces that another one keeps from their slug, and what they are called."""
        self._years = years
        self._slugs: set[str] = set()
        self._paths: set[str] = set()
        self._taken = taken
        pieces = sorted(site.pieces, key=lambda one: (
            bool(one.language and one.language != site.language), one.source))  # fmt: skip
        for piece in pieces:
            if piece.role == Role.ARTICLE:
                self.of[piece.source] = self._article(piece)
            elif piece.role == Role.PAGE:
                self.of[piece.source] = self._page(piece)
        self._by_address: dict[str, str] = {}
        self._by_stem: dict[str, list[str]] = {}
        for piece in pieces:
            place = self.of.get(piece.source)
            if place is None:
                continue
            for address in (piece.address, *piece.former):
                if address:
                    self._by_address.setdefault(folded(address), place.address)
            self._by_stem.setdefault(piece.name.lower(), []).append(place.address)
        for path, address in site.files.items():
            if target := self._file(path, address):
                self.files[path] = target
                self._by_address.setdefault(folded(address), self.file_address(path))

    def _article(self, piece: Piece) -> Place:
        wanted = text(piece.fields.get("slug")) or piece.name
        slug = wanted if is_slug(wanted) else slugify(wanted or "x")
        language = piece.language
        if slug in self._slugs and language:
            slug = f"{slug}-{slugify(language)}"
        own, number = slug, 1
        while slug in self._slugs:
            number += 1
            slug = f"{own}-{number}"
        if number > 1:
            self.renamed.append((piece.source, slug))
        self._slugs.add(slug)
        year = self._years.get(piece.source, "")[:4] or "undated"
        path = f"articles/{year}/{slug}"
        return Place(path + self._end(piece), slug, f"/articles/{slug}/")

    def _end(self, piece: Piece) -> str:
        """Keep a folder where there is more in it, and no other language has it."""
        if not piece.folder or piece.folder in self._bundles():
            return ".md"
        if not any(one.startswith(f"{piece.folder}/") for one in self.site.files):
            return ".md"
        self._bundles()[piece.folder] = piece.source
        return "/index.md"

    def _bundles(self) -> dict[str, str]:
        if not hasattr(self, "_owners"):
            self._owners: dict[str, str] = {}
        return self._owners

    def _page(self, piece: Piece) -> Place:
        where = folded(piece.address) or ("" if piece.address else piece.name)
        where = where.removeprefix("pages/") or "index"
        names = [one if is_slug(one) else slugify(one) for one in where.split("/")]
        if names[0] in self._taken and len(names) == 1:
            names[0] += "-page"
        path = "pages/" + "/".join(names)
        while path in self._paths:
            path += "-2"
        self._paths.add(path)
        is_home = path == "pages/index"
        source = path + (".md" if is_home else self._end(piece))
        slug = "index" if is_home else names[-1]
        address = "/" if is_home else "/" + nested_path(source, path.rpartition("/")[2])
        return Place(source, slug, address)

    def _file(self, path: str, address: str) -> str:
        """Choose the place of a file; empty: it has none in a content folder."""
        name = path.rpartition("/")[2].lower()
        if name in _OF_HOST or ending(path) in _OF_LOOK:
            return ""
        folder, place = self._holder(path)
        if place is not None and place.folder:
            return f"{place.folder}/{path.removeprefix(folder + '/')}"
        inner = normpath(address.strip("/"))
        if (
            name in OF_ROOT
            or ending(path) in _AS_THEY_ARE
            or inner.startswith(".well-known/")
        ):
            return f"root/{inner}"
        return f"files/{inner.removeprefix('files/')}"

    def file_address(self, path: str) -> str:
        """Give our address of a file."""
        target = self.files[path]
        if target.startswith("root/"):
            return target.removeprefix("root")
        folder, place = self._holder(path)
        if place is not None:
            return place.address + path.removeprefix(f"{folder}/")
        return f"/{target}"

    def _holder(self, path: str) -> tuple[str, Place | None]:
        """Find the innermost folder of its own in which a file lies, and where that goes."""
        bundles = self._bundles()
        folder = dirname(path)
        while folder and folder not in bundles:
            folder = dirname(folder)
        return folder, self.of.get(bundles[folder]) if folder else None

    # --- asked by bodies and front matter ----------------------------------------------

    def named(self, name: str, piece: Piece) -> str:
        """Find our address of what marks of a generator call *name*; empty: of nothing."""
        if not name or "://" in name or name.startswith(("#", "mailto:")):
            return ""
        return self.linked(name, piece) or self._by_name(name)

    def linked(self, path: str, piece: Piece) -> str:
        """Find our address of what a link of *piece* leads to; empty: it may stay."""
        if path.startswith("/"):
            found = self._by_address.get(folded(path), "")
            return found or self._of_source(path.lstrip("/"))
        beside = normpath(join(dirname(piece.source), path))
        place = self.of.get(piece.source)
        if place and place.folder and beside in self.files:
            is_own = self.files[beside].startswith(f"{place.folder}/")
            return "" if is_own else self.file_address(beside)
        if found := self._of_source(beside):
            return found
        base = piece.address if piece.address.endswith("/") else dirname(piece.address)
        return self._by_address.get(folded(normpath(join(base or "/", path))), "")

    def _of_source(self, path: str) -> str:
        for one in (path, f"{self.site.root}{path}"):
            if one in self.of:
                return self.of[one].address
            if one in self.files:
                return self.file_address(one)
        return ""

    def _by_name(self, name: str) -> str:
        """Find a content file by a part of its path, where that is one file's alone."""
        plain = name.strip("/")
        found = {
            place.address for path, place in self.of.items() if _is_named(path, plain)
        }
        if len(found) == 1:
            return found.pop()
        own = self._by_stem.get(stem(plain).lower(), [])
        return own[0] if len(set(own)) == 1 and "/" not in plain else ""

    def picture(self, said: str, piece: Piece) -> str:
        """Find a file that front matter names, as ours does; empty: it is none."""
        path = said
        if self.site.base_url and said.startswith(self.site.base_url):
            path = "/" + said[len(self.site.base_url) :]
        place = self.of.get(piece.source)
        for one in (normpath(join(dirname(piece.source), path)), path.lstrip("/")):
            if one in self.files:
                return self._as_named(one, place)
        wanted = folded(path)
        for one, address in self.site.files.items():
            if one in self.files and folded(address) == wanted:
                return self._as_named(one, place)
        if "/" not in path and piece.folder:
            inner = [one for one in self.files if one.startswith(f"{piece.folder}/")
                     and one.endswith(path)]  # fmt: skip
            if len(inner) == 1:
                return self._as_named(inner[0], place)
        return ""

    def _as_named(self, path: str, place: Place | None) -> str:
        target = self.files[path]
        if place and place.folder and target.startswith(f"{place.folder}/"):
            return target.removeprefix(f"{place.folder}/")
        return target if target.startswith("files/") else ""


def _is_named(path: str, name: str) -> bool:
    """Tell whether *name* is the end of *path*, with its ending or without."""
    if path == name or path.endswith(f"/{name}"):
        return True
    bare = re.sub(r"(?:/_?index)?(?:\.[a-z]{2})?\.\w+$", "", path)
    return bare == name or bare.endswith(f"/{name}")
