"""A site of Jekyll: its configuration, its folders, and the addresses that it gave."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from posixpath import dirname
from typing import Any, Final

from commentariat.errors import SourceError
from commentariat.migration import liquid
from commentariat.migration.common import (
    DAY_NAME,
    deep_merge,
    ending,
    is_false,
    is_language,
    is_true,
    open_piece,
    person_of,
    read_people,
    slashed,
    stem,
    text,
    texts,
)
from commentariat.migration.dates import day_in
from commentariat.migration.folder import Folder
from commentariat.migration.hugo import fenced
from commentariat.migration.marks import Mark
from commentariat.migration.model import Fields, Lookup, Markup, OldSite, Piece, Role
from commentariat.migration.translations import group_said

_CONFIG: Final = ("_config.yml", "_config.yaml", "_config.toml")
_PAGES: Final = {
    ".md": Markup.MARKDOWN, ".markdown": Markup.MARKDOWN, ".mkdown": Markup.MARKDOWN,
    ".mkdn": Markup.MARKDOWN, ".mkd": Markup.MARKDOWN,
    ".html": Markup.HTML, ".htm": Markup.HTML,
}  # fmt: skip
_LEFT: Final = {
    "_layouts": "templates", "_includes": "templates", "_sass": "sources of its look",
    "_data": "data for its templates", "_plugins": "its plug-ins", "_site": "what it built",
    "vendor": "its libraries", "gemfile": "its configuration",
    "gemfile.lock": "its configuration", "_config.yml": "its configuration",
    "_config.yaml": "its configuration", "_config.toml": "its configuration",
    "rakefile": "its configuration", "package.json": "its configuration",
    "package-lock.json": "its configuration",
}  # fmt: skip
_STYLES: Final = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_TOKEN: Final = re.compile(r":([a-z_]+)")
_PEOPLE: Final = frozenset(("authors", "people", "staff", "team", "contributors"))
_TERM_PAGES: Final = {"tags": "tag", "categories": "category"}


def tells(folder: Folder) -> bool:
    """Tell a site of Jekyll."""
    return any(map(folder.has, _CONFIG)) or any(
        one.startswith(("_posts/", "_layouts/")) for one in folder.files
    )


def read(folder: Folder) -> OldSite:
    """Read a site of Jekyll."""
    return _Reader(folder).read()


class _Reader:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.config: Fields = {}
        for name in _CONFIG:
            if folder.has(name):
                self.config = deep_merge(self.config, folder.settings_of(name))
        config = self.config
        self.site = OldSite()
        self.timezone = text(config.get("timezone"))
        self.permalink = text(config.get("permalink")) or "date"
        self.source = text(config.get("source")).strip("./")
        said = config.get("collections")
        rows = {key: {} for key in texts(said)} if isinstance(said, list) else said
        self.collections: Fields = rows if isinstance(rows, dict) else {}
        room = text(config.get("collections_dir")).strip("/")
        self.room = f"{room}/" if room else ""
        self.exclude = texts(config.get("exclude"))
        self.include = texts(config.get("include"))

    def read(self) -> OldSite:
        site, config = self.site, self.config
        site.title = text(config.get("title")) or text(config.get("name"))
        url, base = text(config.get("url")), text(config.get("baseurl")).strip("/")
        site.base_url = f"{url.rstrip('/')}/{base + '/' if base else ''}" if url else ""
        language = text(config.get("lang")) or text(config.get("locale"))
        site.language = re.split("[-_]", language)[0].lower()
        site.timezone = site.zone = self.timezone or "UTC"
        top = f"{self.source}/" if self.source else ""
        read_people(self.folder, site, f"{top}_data/")
        for path in self.folder.files:
            if not path.startswith(top) or path in site.left:
                continue
            self._take(path, path.removeprefix(top))
        site.feeds.add("/feed.xml")
        return site

    def _take(self, path: str, inner: str) -> None:
        site, parts = self.site, inner.split("/")
        is_out = any(
            fnmatch(inner, one) or inner.startswith(one.rstrip("/") + "/")
            for one in self.exclude
        )
        word = _LEFT.get(parts[0].lower(), "")
        if path in {one.source for one in site.people.values()}:
            return
        if word or is_out:
            site.left[path] = word or "what its configuration leaves out"
            return
        for name in ("_posts", "_drafts"):
            if name in parts[:-1]:
                self._post(path, inner, name)
                return
        within = inner.removeprefix(self.room)
        first = within.partition("/")[0]
        if within.startswith("_") and "/" in within:
            if first[1:] in self.collections:
                self._of_collection(path, within, first[1:])
            return
        if any(one.startswith(("_", ".", "#")) for one in parts) and not any(
            fnmatch(one, pattern) for one in parts for pattern in self.include
        ):
            return  # told with all that nobody knows
        self._other(path, inner)

    def _defaults(self, inner: str, kind: str) -> Fields:
        made: Fields = {}
        rows = self.config.get("defaults")
        for row in rows if isinstance(rows, list) else ():
            if not isinstance(row, dict):
                continue
            scope, values = row.get("scope"), row.get("values")
            scope = scope if isinstance(scope, dict) else {}
            below = text(scope.get("path")).strip("/")
            is_of = (
                not below
                or inner == below
                or inner.startswith(f"{below}/")
                or ("*" in below and fnmatch(inner, below + "*"))
            )
            if (
                is_of
                and text(scope.get("type")) in ("", kind)
                and isinstance(values, dict)
            ):
                made = deep_merge(values, made)
        return made

    def _post(self, path: str, inner: str, room: str) -> None:
        if ending(path) not in _PAGES:
            if ending(path) not in ("", ".yml"):
                self.site.left[path] = ""
            return
        opened = open_piece(self.folder, self.site, path)
        if opened is None:
            return
        own, body, line = opened
        fields = deep_merge(
            own, self._defaults(inner, "drafts" if room == "_drafts" else "posts")
        )
        if room == "_drafts":
            fields = deep_merge(fields, self._defaults(inner, "posts"))
        found = DAY_NAME.fullmatch(stem(path))
        if not found and room == "_posts":
            self.site.left[path] = "a file without a day in its name, which was no post"
            return
        name = found[2] if found else stem(path)
        day = found[1] if found else ""
        before, _, after = inner.partition(f"{room}/")
        above = [one for one in before.split("/") if one]
        inside = [one for one in dirname(after).split("/") if one]
        language = text(fields.get("lang")) or next(
            (one for one in (*inside, *above) if is_language(one)), ""
        )
        categories = _slugs(fields.get("categories")) or _slugs(fields.get("category"))
        named = [*above, *categories]
        is_draft = (
            room == "_drafts"
            or is_false(fields.get("published"))
            or is_true(fields.get("draft"))
        )
        when = text(fields.get("date")) or day
        pattern = text(fields.get("permalink")) or self.permalink
        address = (
            ""
            if room == "_drafts"
            else self._fill(pattern, fields, name, when, named, path)
        )
        self._add(
            path, Role.ARTICLE, fields, body, line, name, language, day, address,
            topics=tuple(one for one in above if not is_language(one)),
            is_draft=is_draft,
        )  # fmt: skip

    def _of_collection(self, path: str, within: str, label: str) -> None:
        if ending(path) not in _PAGES:
            self.site.files[path] = "/" + within[1:]
            return
        opened = open_piece(self.folder, self.site, path)
        if opened is None:
            return
        own, body, line = opened
        fields = deep_merge(own, self._defaults(within, label))
        if label in _PEOPLE and (person := person_of(fields | {"bio": body}, path)):
            key = text(fields.get("short_name")) or stem(path)
            self.site.people.setdefault(key, person)
            return
        row = self.collections.get(label)
        row = row if isinstance(row, dict) else {}
        inner = within.partition("/")[2]
        found = DAY_NAME.fullmatch(stem(path))
        name = found[2] if found else stem(path)
        address = ""
        if is_true(row.get("output")):
            default = "/:collection/:path:output_ext"
            pattern = (
                text(fields.get("permalink")) or text(row.get("permalink")) or default
            )
            address = self._fill(
                pattern, fields, name, text(fields.get("date")), [], path,
                {"collection": label, "path": inner.removesuffix(ending(path))},
            )  # fmt: skip
        date = found[1] if found else ""
        is_article = bool(text(fields.get("date")) or date) or label not in _PEOPLE
        self._add(path, Role.ARTICLE if is_article else Role.PAGE, fields, body, line, name,
                  text(fields.get("lang")), date, address,
                  is_draft=is_false(fields.get("published")))  # fmt: skip

    def _other(self, path: str, inner: str) -> None:
        form = ending(path)
        if form not in _PAGES and form not in (".xml", ".txt", ".json", ".css", ".scss", ".sass",
                                               ".js", ".coffee"):  # fmt: skip
            self.site.files[path] = f"/{inner}"
            return
        try:
            begins = self.folder.bytes_of(path)[:3] == b"---"
        except SourceError:
            begins = False
        if not begins:
            self.site.files[path] = f"/{inner}"
            return
        if form not in _PAGES:
            self.site.left[path] = "a template"
            return
        opened = open_piece(self.folder, self.site, path)
        if opened is None:
            return
        own, body, line = opened
        fields = deep_merge(own, self._defaults(inner, "pages"))
        said = text(fields.get("permalink"))
        name = stem(path)
        where = inner.removesuffix(form)
        if said:
            address = self._fill(
                said, fields, name, "", [], path, {"path": where, "basename": name}
            )
        elif name == "index":
            address = f"/{where.removesuffix('index')}"
        elif self.permalink == "pretty" or self.permalink.endswith("/"):
            address = f"/{where}/"
        else:
            address = f"/{where}.html"
        if liquid.is_template(body):
            self.site.left[path] = "a template"
            if address != "/":
                self.site.listings.add(address)
            return
        self._add(path, Role.PAGE, fields, body, line, name, text(fields.get("lang")), "",
                  address, is_draft=is_false(fields.get("published")))  # fmt: skip

    def _add(
        self, path: str, role: Role, fields: Fields, body: str, line: int, name: str,
        language: str, date: str, address: str, topics: tuple[str, ...] = (),
        *, is_draft: bool = False,
    ) -> None:  # fmt: skip
        fields = dict(fields)
        for key in ("categories", "category", "tags", "tag"):
            if isinstance(fields.get(key), str):
                fields[key] = list(_slugs(fields[key]))
        former = texts(fields.pop("redirect_from", ""))
        self.site.pieces.append(
            Piece(
                source=path, role=role, fields=fields, body=body, body_line=line,
                markup=_PAGES[ending(path)], name=name, language=language, date=date,
                address=address, former=tuple(slashed(one) for one in former), topics=topics,
                is_draft=is_draft, group=group_said(fields),
            )
        )  # fmt: skip

    def _fill(
        self, pattern: str, fields: Fields, name: str, when: str, categories: list[str],
        path: str, more: dict[str, str] | None = None,
    ) -> str:  # fmt: skip
        pattern = _STYLES.get(pattern, pattern)
        slug = text(fields.get("slug")) or name
        values = {
            "title": urlize_jekyll(slug, keeps_case=True),
            "slug": urlize_jekyll(slug),
            "name": urlize_jekyll(name),
            "categories": "/".join(dict.fromkeys(one.lower() for one in categories)),
            "slugified_categories": "/".join(
                dict.fromkeys(map(urlize_jekyll, categories))
            ),
            "output_ext": ".html",
        } | (more or {})
        day = day_in(when, self.timezone or "UTC", self.timezone or "UTC")
        if day is not None:
            week = day.isocalendar()
            values |= {
                "year": f"{day.year:04}", "short_year": f"{day.year % 100:02}",
                "month": f"{day.month:02}", "i_month": str(day.month),
                "short_month": day.strftime("%b"), "long_month": day.strftime("%B"),
                "day": f"{day.day:02}", "i_day": str(day.day),
                "y_day": f"{day.timetuple().tm_yday:03}", "week": f"{week.week:02}",
                "short_day": day.strftime("%a"), "long_day": day.strftime("%A"),
                "w_day": str(week.weekday), "w_year": str(week.year),
                "hour": f"{day.hour:02}", "minute": f"{day.minute:02}",
                "second": f"{day.second:02}",
            }  # fmt: skip
        made = _TOKEN.sub(lambda m: values.get(m[1], m[0]), pattern)
        made = re.sub(r"/{2,}", "/", "/" + made.lstrip("/"))
        if made.endswith("/") or "." in made.rpartition("/")[2]:
            return made
        return made + ".html"


def _slugs(said: Any) -> tuple[str, ...]:
    """Read categories and tags: a list, or one text of words."""
    if isinstance(said, str):
        return tuple(dict.fromkeys(said.split()))
    return texts(said)


def urlize_jekyll(words: str, *, keeps_case: bool = False) -> str:
    """Make a part of an address as Jekyll does."""
    made = re.sub(r"[^\w]+", "-", words.strip()).replace("_", "_").strip("-")
    return made if keeps_case else made.lower()


# --- marks in bodies ------------------------------------------------------------------


def _post_url(mark: Mark, look: Lookup) -> str | None:
    words = mark.rest.split()
    name = words[0].strip("\"'") if words else ""
    return look.by_name(f"_posts/{name}") or None


def _link(mark: Mark, look: Lookup) -> str | None:
    return look.by_name(mark.rest.strip().strip("\"'")) or None


def _highlight(mark: Mark, _look: Lookup) -> str | None:
    words = mark.rest.split()
    return None if mark.inner is None else fenced(mark.inner, words[0] if words else "")


def _raw(mark: Mark, _look: Lookup) -> str | None:
    return mark.inner


TAGS: Final = liquid.marks(
    {"post_url": _post_url, "link": _link, "highlight": _highlight, "raw": _raw},
    around=frozenset(("highlight", "raw")),
)
_TOC_MARK: Final = re.compile(
    r"^[ \t]*[*+-] .*\n\{:[ \t]*toc[^}\n]*\}[ \t]*$|^\{:[ \t]*toc[^}\n]*\}[ \t]*$", re.M
)
_HEADING_ID: Final = re.compile(
    r"^(#{1,6} [^\n]{0,400}?)[ \t#]{0,20}\n\{:[ \t]{0,9}#([\w-]+)[^}\n]{0,200}\}[ \t]*$",
    re.M,
)
_HEADING_INLINE: Final = re.compile(
    r"^(#{1,6} [^\n]{0,400}?)[ \t]{0,20}\{:[ \t]{0,9}#([\w-]+)[^}\n]{0,200}\}[ \t]*$",
    re.M,
)
_ATTRIBUTES: Final = re.compile(r"(?<!`)\{:(?![:/]?nomarkdown)[ \t]*[^}\n]{0,200}\}")
_NO_MARKDOWN: Final = re.compile(r"\{::/?nomarkdown\s*/?\}|\{:/\}")


def turn(body: str, look: Lookup) -> str:
    """Turn the marks of Jekyll in a *body* into ours."""
    base = look.site.base_url
    body = liquid.turn_outputs(body, look, base)
    body = TAGS.turn(body, look)
    if look.piece.markup != Markup.MARKDOWN:
        return body
    for found in _TOC_MARK.finditer(body):
        look.drop("{:toc}", found.start())
    body = _TOC_MARK.sub(lambda m: "\n" * m[0].count("\n"), body)
    body = _HEADING_ID.sub(r"\1 {#\2}\n", body)
    body = _HEADING_INLINE.sub(r"\1 {#\2}", body)
    for found in _ATTRIBUTES.finditer(body):
        look.drop("{: … }", found.start())
    return _NO_MARKDOWN.sub("", _ATTRIBUTES.sub("", body))
