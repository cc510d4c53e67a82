"""A site of Pelican: its settings, which are read and not run, its folders, its addresses."""

from __future__ import annotations

import datetime
import re
from posixpath import dirname, join, normpath
from typing import Any, Final

from commentariat.archive.slugs import slugify
from commentariat.errors import SourceError
from commentariat.migration import syntax
from commentariat.migration.common import (
    ending,
    read_people,
    slashed,
    stem,
    tell_fault,
    text,
)
from commentariat.migration.dates import day_in
from commentariat.migration.folder import Folder
from commentariat.migration.model import Fields, Lookup, Markup, OldSite, Piece, Role
from commentariat.migration.python_settings import read_settings

_CONFIG: Final = ("pelicanconf.py", "publishconf.py")
_PAGES: Final = {
    ".md": Markup.MARKDOWN, ".markdown": Markup.MARKDOWN, ".mkd": Markup.MARKDOWN,
    ".mdown": Markup.MARKDOWN, ".rst": Markup.REST, ".html": Markup.HTML,
    ".htm": Markup.HTML,
}  # fmt: skip
_DEFAULTS: Final[dict[str, Any]] = {
    "PATH": "content",
    "ARTICLE_URL": "{slug}.html",
    "ARTICLE_LANG_URL": "{slug}-{lang}.html",
    "PAGE_URL": "pages/{slug}.html",
    "PAGE_LANG_URL": "pages/{slug}-{lang}.html",
    "AUTHOR_URL": "author/{slug}.html",
    "CATEGORY_URL": "category/{slug}.html",
    "TAG_URL": "tag/{slug}.html",
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
    "AUTHOR_FEED_ATOM": "feeds/{slug}.atom.xml",
    "AUTHOR_FEED_RSS": "feeds/{slug}.rss.xml",
    "TRANSLATION_FEED_ATOM": "feeds/all-{lang}.atom.xml",
    "FILENAME_METADATA": r"(?P<date>\d{4}-\d{2}-\d{2}).*",
    "DEFAULT_LANG": "en",
    "DEFAULT_CATEGORY": "misc",
    "PAGE_PATHS": ["pages"],
    "ARTICLE_PATHS": [""],
}
_LISTINGS: Final = {
    "ARCHIVES_SAVE_AS": "archives.html", "AUTHORS_SAVE_AS": "authors.html",
    "CATEGORIES_SAVE_AS": "categories.html", "TAGS_SAVE_AS": "tags.html",
}  # fmt: skip
_LEFT: Final = {
    "pelicanconf.py": "its configuration", "publishconf.py": "its configuration",
    "tasks.py": "its configuration", "makefile": "its configuration",
    "fabfile.py": "its configuration", "requirements.txt": "its configuration",
    "develop_server.sh": "its configuration", "output": "what it built",
    "theme": "a theme of the old site", "themes": "a theme of the old site",
    "plugins": "its plug-ins", "templates": "templates", "cache": "what it built",
}  # fmt: skip
_PLACE: Final = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_CODE: Final = re.compile(r"%([YymdbBjHMSaA])")
_TERMS: Final = {
    "tags": "TAG", "tag": "TAG", "category": "CATEGORY", "author": "AUTHOR",
    "authors": "AUTHOR",
}  # fmt: skip
_MARK: Final = re.compile(
    r"[{|](?P<kind>filename|static|attach|index)[|}](?P<path>[^\s\"'<>)\]]*)"
    r"|[{|](?P<term>author|category|tag)[|}](?P<name>[^\"'<>)\]\n]*)"
)
_TEXTS: Final = {"author": "authors", "category": "topics", "tag": "topics"}


def tells(folder: Folder) -> bool:
    """Tell a site of Pelican."""
    return any(map(folder.has, _CONFIG))


def read(folder: Folder) -> OldSite:
    """Read a site of Pelican."""
    return _Reader(folder).read()


class _Reader:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.site = OldSite()
        self.said: dict[str, Any] = {}
        for name in _CONFIG:
            if folder.has(name):
                try:
                    self.said |= read_settings(folder.text_of(name))
                except SourceError as fault:
                    tell_fault(self.site, fault)
        path = normpath(self._text("PATH") or "content").strip("/")
        self.below = "" if path == "." else f"{path}/"
        self.timezone = self._text("TIMEZONE") or "UTC"
        self.language = self._text("DEFAULT_LANG")

    def _text(self, key: str) -> str:
        value = self.said.get(key, _DEFAULTS.get(key, ""))
        return value if isinstance(value, str) else ""

    def _texts(self, key: str) -> list[str]:
        value = self.said.get(key, _DEFAULTS.get(key, []))
        value = [value] if isinstance(value, str) else value
        return (
            [one for one in value if isinstance(one, str)]
            if isinstance(value, list)
            else []
        )

    def read(self) -> OldSite:
        site = self.site
        site.title = self._text("SITENAME")
        site.base_url = self._text("SITEURL").rstrip("/")
        site.base_url += "/" if site.base_url else ""
        site.language = self.language
        site.timezone = self.timezone
        site.root = self.below
        read_people(self.folder, site, f"{self.below}data/")
        read_people(self.folder, site, "data/")
        pages = [
            f"{one.strip('/')}/" for one in self._texts("PAGE_PATHS") if one.strip("/")
        ]
        people = {one.source for one in site.people.values()}
        for path in self.folder.files:
            first = path.partition("/")[0].lower()
            if path in people:
                continue
            if self.below and not path.startswith(self.below):
                if word := _LEFT.get(first, ""):
                    site.left[path] = word
                continue
            if not self.below and first in _LEFT:
                site.left[path] = _LEFT[first]
                continue
            inner = path.removeprefix(self.below)
            if ending(path) in _PAGES and not self._is_static(inner):
                self._take(path, inner, is_page=inner.startswith(tuple(pages)))
            else:
                site.files[path] = f"/{self._static(inner)}"
        self._attached()
        for key, default in _LISTINGS.items():
            said = self.said.get(key, default)
            if isinstance(said, str) and said:
                site.listings.add(f"/{said}")
        for key in ("FEED_ALL_ATOM", "FEED_ALL_RSS", "FEED_ATOM", "FEED_RSS"):
            if said := self._text(key):
                site.feeds.add(f"/{said.lstrip('/')}")
        for language in {one.language for one in site.pieces} | {self.language}:
            if said := self._text("TRANSLATION_FEED_ATOM"):
                site.feeds.add("/" + said.replace("{lang}", language).lstrip("/"))
        site.terms = self._term
        return site

    def _is_static(self, inner: str) -> bool:
        rooms = self._texts("STATIC_PATHS") or ["images"]
        return any(one and inner.startswith(one.strip("/") + "/") for one in rooms)

    def _static(self, inner: str) -> str:
        rows = self.said.get("EXTRA_PATH_METADATA")
        row = rows.get(inner) if isinstance(rows, dict) else None
        moved = row.get("path") if isinstance(row, dict) else None
        return normpath("/" + moved).lstrip("/") if isinstance(moved, str) else inner

    def _term(self, key: str, name: str, _language: str) -> tuple[str, ...]:
        kind = _TERMS.get(key, "")
        if not kind:
            return ()
        keys = (f"{kind}_URL", f"{kind}_FEED_ATOM", f"{kind}_FEED_RSS")
        made = [self._text(one).replace("{slug}", _slug(name)) for one in keys]
        return tuple(slashed(one) if one else "" for one in made)

    # --- content files ---------------------------------------------------------------

    def _open(self, path: str) -> tuple[Fields, str, int] | None:
        try:
            words = self.folder.text_of(path)
            if ending(path) == ".rst":
                return syntax.split_rest(words)
            if ending(path) in (".html", ".htm"):
                return syntax.split_html(words)
            try:
                fields, body, line = syntax.split(words, path)
            except SourceError:  # lines of a header between fences are no YAML
                fields, body, line = None, words, 1
            if fields is None and words.startswith("---"):
                inner, body, line = syntax.split_lines(words.partition("\n")[2])
                rest = body.lstrip("\n")
                closing = rest.partition("\n")[0].strip() in ("---", "...")
                return inner, rest.partition("\n")[2] if closing else body, line + 1
            return (
                (fields, body, line)
                if fields is not None
                else syntax.split_lines(words)
            )
        except SourceError as fault:
            tell_fault(self.site, fault)
            self.site.left[path] = ""
            return None

    def _take(self, path: str, inner: str, *, is_page: bool) -> None:
        opened = self._open(path)
        if opened is None:
            return
        fields, body, line = opened
        fields = {key.lower(): value for key, value in fields.items()}
        named = self._by_name(path)
        defaults = self.said.get("DEFAULT_METADATA")
        defaults = defaults if isinstance(defaults, dict) else {}
        said: Fields = {str(k): str(v) for k, v in defaults.items()}
        fields = said | named | fields
        if not text(fields.get("title")):
            if ending(path) in (".html", ".htm"):
                self.site.files[path] = f"/{inner}"
            else:
                self.site.left[path] = "a text without a title, which was no piece"
            return
        language = text(fields.pop("lang", "")) or self.language
        folder = dirname(inner).rpartition("/")[2]
        topics: tuple[str, ...] = ()
        if not is_page and not text(fields.get("category")):
            uses_folder = self.said.get("USE_FOLDER_AS_CATEGORY", True)
            if uses_folder and folder:
                fields["category"] = folder
        if not is_page and not any(
            text(fields.get(one)) for one in ("author", "authors")
        ):
            fields["authors"] = self._text("AUTHOR")
        for key in ("author", "authors"):
            if isinstance(fields.get(key), str):
                fields[key] = _parted(fields[key])
        if isinstance(fields.get("tags"), str):
            fields["tags"] = _parted(fields["tags"])
        status = text(fields.get("status")).lower() or "published"
        slug = text(fields.get("slug")) or (
            stem(path)
            if self._text("SLUGIFY_SOURCE") == "basename"
            else text(fields["title"])
        )
        slug = slug if text(fields.get("slug")) else _slug(slug)
        if status == "hidden" and is_page:
            fields["indexed"], status = "false", "published"
        address = ""
        if status == "published":
            address = self._address(fields, slug, language, is_page=is_page)
        self.site.pieces.append(
            Piece(
                source=path,
                role=Role.PAGE if is_page else Role.ARTICLE,
                fields=fields,
                body=body,
                body_line=line,
                markup=_PAGES[ending(path)],
                name=slug,
                language=language,
                address=address,
                topics=topics,
                is_draft=status != "published",
                group=slug,
            )
        )

    def _by_name(self, path: str) -> Fields:
        """
        Read the day and the slug that the name of a file says, where settings ask for it.

        Their pattern itself is not run: there are some that take hours.
        """
        pattern, name = self._text("FILENAME_METADATA"), stem(path)
        found = re.fullmatch(r"(\d{4}-\d\d-\d\d)[-_]?(.*)", name)
        said: Fields = {}
        if found and "(?P<date>" in pattern:
            said["date"] = found[1]
        if "(?P<slug>" in pattern:
            said["slug"] = (found[2] if found else "") or name
        return said

    def _address(
        self, fields: Fields, slug: str, language: str, *, is_page: bool
    ) -> str:
        if own := text(fields.get("url")) or text(fields.get("save_as")):
            return slashed(own.removesuffix("index.html"))
        kind = "PAGE" if is_page else "ARTICLE"
        middle = "" if language == self.language else "_LANG"
        pattern = self._text(f"{kind}{middle}_URL")
        day = day_in(text(fields.get("date")), self.timezone, "")
        values = {
            "slug": slug,
            "lang": language,
            "category": _slug(
                text(fields.get("category")) or self._text("DEFAULT_CATEGORY")
            ),
            "author": _slug(
                next(iter(fields.get("authors") or fields.get("author") or [""]))
            ),
        }

        def fill(found: re.Match[str]) -> str:
            if found[1] == "date" and day is not None:
                return _dated(found[2] or "%Y-%m-%d", day)
            return values.get(found[1], found[0])

        return slashed(_PLACE.sub(fill, pattern).removesuffix("index.html"))

    def _attached(self) -> None:
        """Move files to where the piece is that they are attached to."""
        taken: set[str] = set()
        for piece in self.site.pieces:
            for found in _MARK.finditer(piece.body):
                if found["kind"] != "attach" or not piece.address:
                    continue
                path = normpath(
                    join(dirname(piece.source), found["path"].partition("#")[0])
                )
                beside = dirname(piece.source)
                if (
                    path in self.site.files
                    and path not in taken
                    and path.startswith(f"{beside}/")
                ):
                    taken.add(path)
                    base = (
                        piece.address
                        if piece.address.endswith("/")
                        else dirname(piece.address)
                    )
                    self.site.files[path] = slashed(
                        join(base, path.removeprefix(f"{beside}/"))
                    )


def _dated(form: str, day: datetime.datetime) -> str:
    return _CODE.sub(lambda found: day.strftime(found[0]), form)


def _parted(said: str) -> list[str]:
    """Part a list as Pelican does: by semicolons where there are any."""
    sign = ";" if ";" in said else ","
    return [one.strip() for one in said.split(sign) if one.strip()]


def _slug(words: str) -> str:
    plain = re.sub(r"[^\w\s-]", "", words).strip()
    return slugify(plain, 2000) if plain else ""


def turn(body: str, look: Lookup) -> str:
    """Turn the marks of Pelican in a *body* into ours."""

    def turned(found: re.Match[str]) -> str:
        if found["term"]:
            return f"/{_TEXTS[found['term']]}/{slugify(found['name'].strip())}/"
        if found["kind"] == "index":
            return "/"
        path, sign, place = found["path"].partition("#")
        made = look.by_name(path)
        if not made:
            look.tell(f"{{{found['kind']}}}", found.start())
            return found[0]
        return f"{made}{sign}{place}"

    body = _MARK.sub(turned, body)
    if look.piece.markup == Markup.MARKDOWN:
        for found in re.finditer(r"^\[TOC\][ \t]*$", body, re.MULTILINE):
            look.drop("[TOC]", found.start())
        body = re.sub(r"^\[TOC\][ \t]*$", "", body, flags=re.MULTILINE)
    return body
