"""A site of Eleventy: its configuration, which is read and not run, its data, its addresses."""

from __future__ import annotations

import re
from posixpath import dirname, normpath
from typing import Final

from commentariat.errors import OpenPoint, SourceError
from commentariat.kinds import Kind
from commentariat.migration import liquid
from commentariat.migration.common import (
    DAY_NAME,
    deep_merge,
    ending,
    is_false,
    is_language,
    is_true,
    open_piece,
    read_people,
    slashed,
    stem,
    tell_fault,
    text,
    texts,
    urlize,
)
from commentariat.migration.dates import day_in
from commentariat.migration.folder import Folder
from commentariat.migration.jekyll import TAGS
from commentariat.migration.model import Fields, Lookup, Markup, OldSite, Piece, Role
from commentariat.migration.translations import group_said

_CONFIG: Final = (
    ".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs",
    "eleventy.config.ts",
)  # fmt: skip
_PAGES: Final = {
    ".md": Markup.MARKDOWN, ".html": Markup.HTML, ".njk": Markup.HTML,
    ".liquid": Markup.HTML,
}  # fmt: skip
_TEMPLATES: Final = frozenset(
    ".js .cjs .mjs .ts .ejs .hbs .mustache .pug .haml .webc .vue .jsx .tsx .mdx".split()
)
_LEFT: Final = {
    "package.json": "its configuration", "package-lock.json": "its configuration",
    "yarn.lock": "its configuration", "pnpm-lock.yaml": "its configuration",
    ".eleventyignore": "its configuration", "_site": "what it built",
    "netlify.toml": "its configuration",
}  # fmt: skip
_DIRECTORY: Final = re.compile(
    r"\b(input|includes|layouts|data|output)\s*:\s*[\"']([^\"'\n]*)[\"']"
)
_COPY: Final = re.compile(r"addPassthroughCopy\(\s*[\"']([^\"'\n]+)[\"']")
_COPIES: Final = re.compile(r"addPassthroughCopy\(\s*\{([^{}]*)\}")
_PAIR: Final = re.compile(r"[\"']([^\"'\n]+)[\"']\s*:\s*[\"']([^\"'\n]*)[\"']")
_PLACE: Final = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}")
_DATE: Final = re.compile(
    r"(?:page\.)?date\s*\|\s*date(?::\s*|\(\s*)[\"']([^\"']*)[\"']\s*\)?"
)
_SLUGIFIED: Final = re.compile(r"([\w.]+)\s*(?:\|\s*(?:slug|slugify|lower|downcase))*")
_HOLE: Final = "\0"
_CODE: Final = re.compile(r"%([YymdbBjHM])")


def tells(folder: Folder) -> bool:
    """Tell a site of Eleventy."""
    return any(map(folder.has, _CONFIG)) or any(
        ".11tydata." in one for one in folder.files
    )


def read(folder: Folder) -> OldSite:
    """Read a site of Eleventy."""
    return _Reader(folder).read()


class _Reader:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.site = OldSite()
        said = ""
        for name in _CONFIG:
            if folder.has(name):
                self.site.left[name] = "its configuration"
                try:
                    said += folder.text_of(name)
                except SourceError as fault:
                    tell_fault(self.site, fault)
        rooms = {
            "input": "",
            "includes": "_includes",
            "data": "_data",
            "output": "_site",
        }
        rooms |= dict(_DIRECTORY.findall(said))
        self.below = _folder(rooms["input"])
        self.includes = [
            self.below + _folder(rooms[one])
            for one in ("includes", "layouts")
            if rooms.get(one)
        ]
        self.data = self.below + _folder(rooms["data"])
        self.output = _folder(rooms["output"])
        self.copies = {normpath(one): "" for one in _COPY.findall(said)}
        for inner in _COPIES.findall(said):
            self.copies |= {
                normpath(one): other.strip("/") for one, other in _PAIR.findall(inner)
            }
        self.folders: dict[str, Fields] = {"": {}}
        self.tags = ""

    def read(self) -> OldSite:
        site = self.site
        for name in ("metadata", "site", "meta"):
            for form in ("json", "yaml", "yml"):
                path = f"{self.data}{name}.{form}"
                if self.folder.has(path):
                    said = self.folder.settings_of(path)
                    site.title = (
                        site.title or text(said.get("title")) or text(said.get("name"))
                    )
                    site.base_url = site.base_url or text(said.get("url"))
                    language = text(said.get("language")) or text(said.get("lang"))
                    site.language = site.language or language.partition("-")[0].lower()
        site.base_url = f"{site.base_url.rstrip('/')}/" if site.base_url else ""
        site.timezone = site.zone = "UTC"
        site.root = self.below
        read_people(self.folder, site, self.data)
        people = {one.source for one in site.people.values()}
        opened: dict[str, tuple[Fields, str, int]] = {}
        for path in self.folder.files:
            if path in people or path in site.left:
                continue
            if word := self._left(path):
                site.left[path] = word
            elif (moved := self._copied(path)) is not None:
                site.files[path] = f"/{moved}"
            elif not path.startswith(self.below):
                continue
            elif ending(path) in _PAGES:
                if (found := open_piece(self.folder, self.site, path)) is not None:
                    opened[path] = found
            elif ending(path) in _TEMPLATES:
                site.left[path] = "a template"
        dated = {
            dirname(path)
            for path, (own, _, _) in opened.items()
            if self._date(path, own)
        }
        for path, (own, body, line) in opened.items():
            self._take(path, own, body, line, dated)
        if self.tags:
            site.listings.update(
                slashed(self.tags.replace(_HOLE, one))
                for one in ("all", *self._rooms())
            )
            site.terms = self._term
        site.feeds.update(("/feed.xml", "/feed/feed.xml"))
        return site

    def _left(self, path: str) -> str:
        name = path.rpartition("/")[2]
        if "/" not in path and name in _LEFT:
            return _LEFT[name]
        if self.output and path.startswith(self.output):
            return "what it built"
        if any(path.startswith(one) for one in self.includes):
            return "templates"
        if path.startswith(self.data):
            return "data for its templates"
        if ".11tydata." in name or name == f"{dirname(path).rpartition('/')[2]}.json":
            return "data for its templates"
        return ""

    def _copied(self, path: str) -> str | None:
        """Tell where a file goes that is passed through; None: it is not."""
        for room, target in self.copies.items():
            if path == room or path.startswith(f"{room}/"):
                if not target:
                    return path.removeprefix(self.below)
                rest = path.removeprefix(room).lstrip("/")
                return normpath(f"{target}/{rest}").lstrip("/.") if rest else target
        return None

    def _of_folder(self, folder: str) -> Fields:
        """Read the data files of a folder and of those above it."""
        if folder not in self.folders:
            above = self._of_folder(dirname(folder))
            made: Fields = dict(above)
            name = folder.rpartition("/")[2]
            for form in (".json", ".11tydata.json"):
                path = f"{folder}/{name}{form}"
                if self.folder.has(path):
                    made = deep_merge(self.folder.settings_of(path), made)
            self.folders[folder] = made
        return self.folders[folder]

    def _rooms(self) -> set[str]:
        return {
            urlize(one)
            for made in self.folders.values()
            for one in texts(made.get("tags"))
        }

    def _date(self, path: str, own: Fields) -> str:
        said = text(own.get("date"))
        if day_in(said, "UTC", "UTC") is not None:
            return said
        found = DAY_NAME.fullmatch(stem(path))
        return found[1] if found else ""

    def _take(
        self, path: str, own: Fields, body: str, line: int, dated: set[str]
    ) -> None:
        site = self.site
        inherited = self._of_folder(dirname(path))
        fields = deep_merge(own, {k: v for k, v in inherited.items() if k != "tags"})
        inner = path.removeprefix(self.below)
        found = DAY_NAME.fullmatch(stem(path))
        name = found[2] if found else stem(path)
        if name == "index" and dirname(inner):
            name = dirname(inner).rpartition("/")[2]
        pages = fields.get("pagination")
        is_markdown = ending(path) == ".md"
        said = fields.pop("permalink", None)
        address = self._address(path, inner, name, fields, said)
        if isinstance(pages, dict) or (not is_markdown and liquid.is_template(body)):
            site.left[path] = "a template"
            rows = pages if isinstance(pages, dict) else {}
            if text(rows.get("data")) == "collections" and isinstance(said, str):
                self.tags = _PLACE.sub(_HOLE, said) if said.count("{{") == 1 else ""
            elif address and "{" not in address and address != "/":
                site.listings.add(address)
            return
        if address.endswith((".xml", ".json", ".txt", ".css", ".js")) or (
            not is_markdown and not own and not body.strip()
        ):
            site.left[path] = "a template"
            return
        if is_false(said):
            address = ""
        date = found[1] if found else ""
        is_article = (
            bool(self._date(path, own))
            or bool(inherited.get("tags"))
            or (dirname(path) in dated and bool(dirname(inner)))
        )
        folder = next(
            (one for one in dirname(inner).split("/") if is_language(one)), ""
        )
        site.pieces.append(
            Piece(
                source=path,
                role=Role.ARTICLE if is_article else Role.PAGE,
                fields=fields,
                body=body,
                body_line=line,
                markup=_PAGES[ending(path)],
                name=name,
                language=text(fields.get("lang")) or folder,
                date=date,
                address=address,
                is_draft=is_true(fields.get("draft")) or is_false(said),
                group=_group(fields, inner, folder),
            )
        )

    def _address(
        self, path: str, inner: str, name: str, fields: Fields, said: object
    ) -> str:
        if isinstance(said, str) and said and not is_false(said):
            missing: list[str] = []

            def fill(found: re.Match[str]) -> str:
                value = self._value(found[1], path, inner, name, fields)
                if value is None:
                    missing.append(found[0])
                return value or ""

            made = _PLACE.sub(fill, said)
            if missing or "{%" in made:
                if not isinstance(fields.get("pagination"), dict):
                    message = Kind.MIGRATED_ADDRESS.of(said, _UNKNOWN)
                    self.site.points.append(OpenPoint(path, 0, message))
                return ""
            return slashed(made.removesuffix("index.html"))
        where = inner.removesuffix(ending(path))
        if where == "index" or where.endswith("/index"):
            return f"/{where.removesuffix('index')}"
        return f"/{where}/"

    def _value(
        self, said: str, path: str, inner: str, name: str, fields: Fields
    ) -> str | None:
        """Work out what stands in an address; None: it takes code of the site."""
        day = day_in(self._date(path, fields), "UTC", "UTC")
        if (found := _DATE.fullmatch(said)) and day is not None:
            return _CODE.sub(lambda one: day.strftime(one[0]), found[1])
        if not (found := _SLUGIFIED.fullmatch(said)):
            return None
        is_slug = "|" in said
        known = {
            "page.fileSlug": name,
            "page.filePathStem": "/" + re.sub(
                r"\d{4}-\d\d-\d\d-([^/]*)$", r"\1", inner.removesuffix(ending(path))
            ),
        }  # fmt: skip
        value = known.get(found[1]) or text(fields.get(found[1]))
        return (urlize(value) if is_slug else value) or None

    def _term(self, key: str, name: str, _language: str) -> tuple[str, ...]:
        return (
            (slashed(self.tags.replace(_HOLE, urlize(name))),)
            if key in ("tags", "tag")
            else ()
        )


_UNKNOWN: Final = "code of the site makes it; list such addresses for 'commentariat addresses --import'"


def _group(fields: Fields, inner: str, language: str) -> str:
    """Write what a piece has in common with itself in another language."""
    said = group_said(fields)
    if said or not language:
        return said
    parts = inner.split("/")
    parts.remove(language)
    return "/".join(parts)


def _folder(said: str) -> str:
    plain = normpath(said).strip("/") if said else ""
    return f"{plain}/" if plain and plain != "." and not plain.startswith("..") else ""


def turn(body: str, look: Lookup) -> str:
    """Turn the marks of Eleventy in a *body* into ours."""
    return TAGS.turn(liquid.turn_outputs(body, look, look.site.base_url), look)
