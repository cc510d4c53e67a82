"""A site of Hugo: its configuration, its folders, and the addresses that it gave."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from posixpath import dirname, normpath
from typing import Any, Final

from commentariat.migration.common import (
    deep_merge,
    ending,
    is_true,
    open_piece,
    read_people,
    slashed,
    stem,
    text,
    texts,
    top_of,
)
from commentariat.migration.dates import day_in
from commentariat.migration.folder import DATA, Folder
from commentariat.migration.marks import Mark, Marks, attributes_of
from commentariat.migration.model import Fields, Lookup, Markup, OldSite, Piece, Role
from commentariat.migration.translations import group_said

_CONFIG: Final = ("hugo", "config")
_PAGES: Final = {
    ".md": Markup.MARKDOWN, ".markdown": Markup.MARKDOWN, ".mdown": Markup.MARKDOWN,
    ".html": Markup.HTML, ".htm": Markup.HTML, ".rst": Markup.REST,
}  # fmt: skip
_TAXONOMIES: Final = {"tag": "tags", "category": "categories"}
_LEFT: Final = {
    "layouts": "templates", "archetypes": "beginnings of new files",
    "themes": "a theme of the old site", "assets": "sources of its look",
    "i18n": "words of its templates", "data": "data for its templates",
    "public": "what it built", "resources": "what it built", "docs": "",
    "config": "its configuration", "go.mod": "its configuration",
    "go.sum": "its configuration", "package.json": "its configuration",
}  # fmt: skip
_SECTION: Final = re.compile(r":sections\[([^\]]*)\]")
_TOKEN: Final = re.compile(r":([a-z]+)")


def tells(folder: Folder) -> bool:
    """Tell a site of Hugo."""
    if any(folder.has(f"hugo{form}") for form in DATA):
        return True
    if any(one.startswith("config/_default/") for one in folder.files):
        return True
    has_config = any(folder.has(f"config{form}") for form in DATA)
    return has_config and any(
        one.startswith(("content/", "archetypes/", "layouts/", "static/"))
        for one in folder.files
    )


def read(folder: Folder) -> OldSite:
    """Read a site of Hugo."""
    return _Reader(folder).read()


class _Reader:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.config = {key.lower(): one for key, one in _read_config(folder).items()}
        self.site = OldSite()
        self.is_ugly = is_true(self.config.get("uglyurls"))
        self.timezone = text(self.config.get("timezone")) or "UTC"
        self.taxonomies = self.config.get("taxonomies")
        if not isinstance(self.taxonomies, dict) or not self.taxonomies:
            self.taxonomies = dict(_TAXONOMIES)
        self.plurals = {text(one) for one in self.taxonomies.values()}
        self.permalinks = _page_permalinks(self.config.get("permalinks"))
        self._set_languages()
        self.cascades: dict[str, Fields] = {"": _cascade_of(self.config)}

    def _set_languages(self) -> None:
        rows = self.config.get("languages")
        rows = rows if isinstance(rows, dict) else {}
        default = text(self.config.get("defaultcontentlanguage")) or "en"
        self.languages = [key.lower() for key in rows] or [default.lower()]
        self.default = default.lower()
        in_folder = is_true(self.config.get("defaultcontentlanguageinsubdir"))
        self.prefixes = {
            key: "" if key == self.default and not in_folder else f"/{key}"
            for key in self.languages
        }
        contents: dict[str, str] = {}
        for key, row in rows.items():
            own = (
                {k.lower(): v for k, v in row.items()} if isinstance(row, dict) else {}
            )
            if text(own.get("contentdir")):
                contents[key.lower()] = text(own["contentdir"])
            if key.lower() == self.default and text(own.get("title")):
                self.config.setdefault("title", text(own["title"]))
        main = text(self.config.get("contentdir")) or "content"
        self.contents = {self.default: main} | contents
        codes = self.config.get("languagecode") or self.config.get("locale")
        self.site.language = text(codes).partition("-")[0].lower() or self.default

    def read(self) -> OldSite:
        site, config = self.site, self.config
        site.title = text(config.get("title"))
        site.base_url = text(config.get("baseurl"))
        site.timezone = self.timezone
        site.root = f"{normpath(self.contents[self.default])}/"
        read_people(self.folder, site, "data/")
        rooms = sorted(self.contents.items(), key=lambda one: -len(one[1]))
        seen: set[str] = set()
        for language, room in rooms:
            below = f"{normpath(room)}/"
            own = [one for one in self.folder.below(below) if one not in seen]
            seen.update(own)
            self._read_room(
                language, below, own, is_split=len(set(self.contents.values())) > 1
            )
        self._read_statics()
        for prefix in set(self.prefixes.values()):
            site.feeds.add(f"{prefix}/index.xml")
            if len(self.languages) > 1:
                site.feeds.add(f"{prefix or '/' + self.default}/sitemap.xml")
            site.listings.add(f"{prefix}/")
            site.listings.update(f"{prefix}/{one}/" for one in self.plurals)
            site.feeds.update(f"{prefix}/{one}/index.xml" for one in self.plurals)
        site.listings.discard("/")
        site.listings.add(f"/{self.default}/")
        site.terms = self._term
        self._leave()
        return site

    def _term(self, key: str, name: str, language: str) -> tuple[str, ...]:
        if key not in self.plurals:
            return ()
        prefix = self.prefixes.get(language or self.default, "")
        page = f"{prefix}/{key}/{_urlize(name)}/"
        return page, f"{page}index.xml"

    def _read_statics(self) -> None:
        said = self.config.get("staticdir")
        for room in texts(said) or ("static",):
            below = f"{normpath(room)}/"
            for path in self.folder.below(below):
                self.site.files[path] = "/" + path.removeprefix(below)

    def _leave(self) -> None:
        taken = {one.source for one in self.site.pieces} | set(self.site.files)
        taken |= {one.source for one in self.site.people.values()}
        for path in self.folder.files:
            if path in taken or path in self.site.left:
                continue
            first = path.partition("/")[0]
            word = _LEFT.get(first, "")
            if not word and stem(path) in _CONFIG and "/" not in path:
                word = "its configuration"
            if word:
                self.site.left[path] = word

    # --- content files ---------------------------------------------------------------

    def _read_room(
        self, language: str, below: str, paths: list[str], *, is_split: bool
    ) -> None:
        opened: dict[str, tuple[Fields, str, int]] = {}
        for path in paths:
            if ending(path) in _PAGES and (
                found := open_piece(self.folder, self.site, path)
            ):
                opened[path] = found
        leaves = {
            dirname(path)
            for path in opened
            if re.match(r"index(?:\.|$)", path.rpartition("/")[2])
        }
        for path in sorted(opened, key=lambda one: one.count("/")):
            if path.rpartition("/")[2].startswith("_index."):
                inner = dirname(path).removeprefix(below.rstrip("/")).lstrip("/")
                self.cascades[inner] = _cascade_of(opened[path][0])
        dated = {
            top_of(path.removeprefix(below))
            for path, (fields, _, _) in opened.items()
            if _date_of(fields) or "date" in self._inherited(path, below)
        }
        main = set(texts(self.config.get("mainsections")))
        if isinstance(self.config.get("params"), dict):
            params = {k.lower(): v for k, v in self.config["params"].items()}
            main.update(texts(params.get("mainsections")))
        for path, (fields, body, line) in opened.items():
            inner = path.removeprefix(below)
            within = next((one for one in _above(dirname(path)) if one in leaves), "")
            is_own = dirname(path) == within and re.match(
                r"index(?:\.|$)", path.rpartition("/")[2]
            )
            if within and not is_own:
                if ending(path) in (".html", ".htm"):
                    self.site.files[path] = self._beside(path, below, language)
                else:
                    self.site.left[path] = "a page within a piece, which had no address"
                continue
            self._take(path, inner, fields, body, line, language, dated | main,
                       within if is_own else "", is_split=is_split)  # fmt: skip
        for path in paths:
            if path not in opened:
                self.site.files.setdefault(path, self._beside(path, below, language))

    def _inherited(self, path: str, below: str) -> Fields:
        made: Fields = {}
        inner = dirname(path).removeprefix(below.rstrip("/")).lstrip("/")
        for one in ("", *reversed(list(_above(inner)))):
            made = deep_merge(self.cascades.get(one, {}), made)
        return made

    def _take(
        self, path: str, inner: str, own: Fields, body: str, line: int,
        language: str, dated: set[str], bundle: str, *, is_split: bool,
    ) -> None:  # fmt: skip
        below = path.removesuffix(inner)
        fields = deep_merge(own, self._inherited(path, below))
        low = {key.lower(): value for key, value in fields.items()}
        name = stem(path)
        first, _, last = name.rpartition(".")
        said = language
        if first and last.lower() in self.languages:
            name, said = first, last.lower()
        folders = dirname(inner)
        markup = _PAGES[ending(path)]
        if name == "_index":
            self._take_list(path, folders, fields, body, line, said, markup)
            return
        base = name
        if bundle:
            base = folders.rpartition("/")[2]
            folders = dirname(folders)
        is_article = bool(top_of(inner)) and (
            top_of(inner) in dated
            or (folders == "" and bundle != "" and top_of(inner) in dated)
        )
        build = low.get("build") or low.get("_build")
        is_unseen = is_true(low.get("headless")) or (
            isinstance(build, dict) and text(build.get("render")) in ("never", "false")
        )
        if is_unseen:
            self.site.left[path] = "a piece that was shown nowhere"
            return
        address = self._address(fields, low, folders, base, said)
        self.site.pieces.append(
            Piece(
                source=path,
                role=Role.ARTICLE if is_article else Role.PAGE,
                fields=fields,
                body=body,
                body_line=line,
                markup=markup,
                name=base,
                language=said if len(self.languages) > 1 or is_split else "",
                folder=bundle,
                address=address,
                former=tuple(_aliases(low, address)),
                is_draft=is_true(low.get("draft")),
                group=group_said(fields) or f"{folders}/{base}",
            )
        )
        prefix = self.prefixes.get(said, "")
        for one in _above(folders):
            self.site.listings.add(f"{prefix}/{_path(one)}/")
            self.site.feeds.add(f"{prefix}/{_path(one)}/index.xml")

    def _take_list(
        self, path: str, folders: str, fields: Fields, body: str, line: int,
        language: str, markup: Markup,
    ) -> None:  # fmt: skip
        top, _, term = folders.partition("/")
        prefix = self.prefixes.get(language, "")
        address = f"{prefix}/{_path(folders)}/" if folders else f"{prefix}/"
        low = {key.lower(): value for key, value in fields.items()}
        if text(low.get("url")):
            address = slashed(prefix + "/" + text(low["url"]).lstrip("/"))
        role, facet = Role.PAGE, ""
        if top in self.plurals and term and "/" not in term:
            role, facet = Role.TERM, top
        elif not body.strip():
            self.site.listings.add(address)
            self.site.left[path] = "the heading of a listing"
            return
        self.site.pieces.append(
            Piece(
                source=path,
                role=role,
                fields=fields,
                body=body,
                body_line=line,
                markup=markup,
                name=(term or top) if folders else "index",
                language=language if len(self.languages) > 1 else "",
                folder=dirname(path) if folders else "",
                address=address,
                former=tuple(_aliases(low, address)),
                is_draft=is_true(low.get("draft")),
                facet=facet,
            )
        )

    def _beside(self, path: str, below: str, language: str) -> str:
        prefix = self.prefixes.get(language, "")
        return f"{prefix}/{_path(path.removeprefix(below), keeps_case=True)}"

    def _address(
        self, fields: Fields, low: Fields, folders: str, base: str, language: str
    ) -> str:
        prefix = self.prefixes.get(language, "")
        if url := text(low.get("url")):
            if ":" in url and url.startswith(("/:", ":")):
                return slashed(
                    f"{prefix}/" + self._fill(url, low, folders, base).lstrip("/")
                )
            return slashed(
                f"{prefix}/{url.lstrip('/')}"
                if not url.startswith("/")
                else prefix + url
            )
        pattern = self.permalinks.get(top_of(f"{folders}/")) or self.permalinks.get("")
        if pattern:
            made = slashed(
                prefix + "/" + self._fill(pattern, low, folders, base).lstrip("/")
            )
            return (
                made
                if made.endswith("/") or "." in made.rpartition("/")[2]
                else made + "/"
            )
        last = _urlize(text(low.get("slug")) or base)
        path = "/".join(filter(None, (_path(folders), last)))
        return f"{prefix}/{path}.html" if self.is_ugly else f"{prefix}/{path}/"

    def _fill(self, pattern: str, low: Fields, folders: str, base: str) -> str:
        day = day_in(_date_of(low), self.timezone, "")
        parts = [one for one in folders.split("/") if one]
        slug, title = text(low.get("slug")), text(low.get("title"))
        values: dict[str, str] = {
            "section": parts[0] if parts else "",
            "sections": "/".join(parts),
            "title": title,
            "slug": slug or title,
            "filename": base,
            "contentbasename": base,
            "slugorfilename": slug or base,
            "slugorcontentbasename": slug or base,
        }
        if day is not None:
            values |= {
                "year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}",
                "monthname": _MONTHS[day.month - 1], "yearday": str(day.timetuple().tm_yday),
                "weekday": str((day.weekday() + 1) % 7), "weekdayname": _DAYS[day.weekday()],
            }  # fmt: skip
        filled = _SECTION.sub(lambda m: _cut(parts, m[1]), pattern)
        return _TOKEN.sub(
            lambda m: (
                "/".join(map(_urlize, values[m[1]].split("/")))
                if m[1] in values
                else m[0]
            ),
            filled,
        )


_MONTHS: Final = (
    "january february march april may june july august september october november december"
).split()
_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()


def _cut(parts: list[str], said: str) -> str:
    """Take some of the sections, as `[1:]` or `[last]` say."""
    try:
        if said == "last":
            return parts[-1] if parts else ""
        if ":" in said:
            first, _, last = said.partition(":")
            return "/".join(parts[int(first or 0) : int(last) if last else None])
        return parts[int(said)]
    except (ValueError, IndexError):
        return ""


def _read_config(folder: Folder) -> Fields:
    made: Fields = {}
    for name in _CONFIG:
        for form in DATA:
            path = f"{name}{form}"
            if folder.has(path):
                made = deep_merge(made, folder.settings_of(path))
    for path in folder.below("config/_default/"):
        name = stem(path).lower()
        if ending(path) not in DATA or "/" in path.removeprefix("config/_default/"):
            continue
        found = folder.settings_of(path)
        base, _, language = name.partition(".")
        if base in _CONFIG:
            made = deep_merge(made, found)
        elif language and base == "config":
            made = deep_merge(made, {"languages": {language: found}})
        elif not language:
            made = deep_merge(made, {base: found})
    return made


def _page_permalinks(said: Any) -> dict[str, str]:
    """Give the patterns of pieces by section; those of lists are of another kind."""
    rows = said if isinstance(said, dict) else {}
    plain = {key: one for key, one in rows.items() if isinstance(one, str)}
    if isinstance(inner := rows.get("page"), dict):
        plain |= {key: one for key, one in inner.items() if isinstance(one, str)}
    found = {key.strip("/"): one for key, one in plain.items()}
    return {"" if key == "page" else key: one for key, one in found.items()}


def _cascade_of(fields: Fields) -> Fields:
    low = {key.lower(): value for key, value in fields.items()}
    said = low.get("cascade")
    rows = said if isinstance(said, list) else [said]
    made: Fields = {}
    for row in rows:
        if not isinstance(row, dict) or "_target" in row or "target" in row:
            continue
        inner = row.get("params")
        own = {k: v for k, v in row.items() if k != "params"}
        made = deep_merge(made, own | (inner if isinstance(inner, dict) else {}))
    return made


def _date_of(fields: Fields) -> str:
    low = {key.lower(): value for key, value in fields.items()}
    return (
        text(low.get("date"))
        or text(low.get("publishdate"))
        or text(low.get("pubdate"))
    )


def _aliases(low: Fields, address: str) -> Iterator[str]:
    for one in texts(low.get("aliases")):
        if one.startswith("/"):
            yield slashed(one)
        elif "://" not in one:
            yield slashed(f"{dirname(address.rstrip('/'))}/{one}")


def _above(path: str) -> Iterator[str]:
    while path:
        yield path
        path = dirname(path)


def _path(path: str, *, keeps_case: bool = False) -> str:
    parts = path.split("/")
    return "/".join(parts if keeps_case else map(_urlize, parts))


def _urlize(words: str) -> str:
    """Make a part of a path as Hugo does: letters, digits and `._-+~`, the rest hyphens."""
    plain = unicodedata.normalize("NFC", words.strip())
    kept = "".join(
        one if one.isalnum() or unicodedata.category(one)[0] == "M" or one in "._-+~" else
        "-" if one in " -" else "" for one in plain
    )  # fmt: skip
    return (
        re.sub(r"-{2,}", "-", kept).strip("-").lower() if " " in plain else kept.lower()
    )


# --- marks in bodies ------------------------------------------------------------------


def _figure(mark: Mark, look: Lookup) -> str | None:
    found = re.search(r'(\bsrc\s*=\s*)(?:"([^"]*)"|([^\s">]+))', mark.text)
    if not found:
        return None
    said = found[2] if found[2] is not None else found[3]
    return mark.text.replace(found[0], f'{found[1]}"{look.by_name(said) or said}"', 1)


def _ref(mark: Mark, look: Lookup) -> str | None:
    said = attributes_of(mark.rest)
    name = said.get("path") or said.get("0", "")
    path, sign, place = name.partition("#")
    if not path:
        return sign + place or None
    found = look.by_name(path)
    return f"{found}{sign}{place}" if found else None


def _watch(pattern: str, *keys: str) -> Any:
    def turned(mark: Mark, _look: Lookup) -> str | None:
        said = attributes_of(mark.rest)
        values = [said[key] for key in keys if key in said] or [
            said[str(n)] for n in range(4) if str(n) in said
        ]
        wanted = pattern.count("{}")
        if len(values) < wanted or not all(
            re.fullmatch(r"[\w.@-]+", v) for v in values
        ):
            return None
        return "<" + pattern.format(*values[:wanted]) + ">"

    return turned


def _keep(mark: Mark, _look: Lookup) -> str:
    return mark.text


def _highlight(mark: Mark, _look: Lookup) -> str | None:
    if mark.inner is None:
        return None
    language = attributes_of(mark.rest).get("0", "")
    return fenced(mark.inner, language)


def fenced(code: str, language: str) -> str:
    """Write *code* as a block of Markdown."""
    runs = [len(one) for one in re.findall(r"`+", code)]
    fence = "`" * max(3, max(runs, default=0) + 1)
    word = language if re.fullmatch(r"[\w+#.-]*", language) else ""
    return f"\n{fence}{word}\n{code.strip(chr(10))}\n{fence}\n"


MARKS: Final = Marks(
    re.compile(
        r"\{\{(?:<(?P<literal>/\*)?|%(?P<literal2>/\*)?)[ \t]{0,20}+(?P<end>/)?"
        r"[ \t]{0,20}+(?P<name>[\w/.-]{1,80})"
        # None reaches beyond where the next begins: so each is looked at once.
        r"(?P<rest>(?:\"(?:\\.|(?!\{\{[<%])[^\"\\])*+\"|`(?:(?!\{\{[<%])[^`])*+`"
        r"|(?![%>]\}\}|\{\{[<%]).)*+)"
        r"[>%]\}\}",
        re.DOTALL,
    ),
    {
        "figure": _figure,
        "ref": _ref,
        "relref": _ref,
        "youtube": _watch("https://www.youtube.com/watch?v={}", "id"),
        "vimeo": _watch("https://vimeo.com/{}", "id"),
        "gist": _watch("https://gist.github.com/{}/{}"),
        "tweet": _watch("https://twitter.com/{}/status/{}", "user", "id"),
        "twitter": _watch("https://twitter.com/{}/status/{}", "user", "id"),
        "x": _watch("https://x.com/{}/status/{}", "user", "id"),
        "instagram": _watch("https://www.instagram.com/p/{}/", "id"),
        "highlight": _highlight,
        # Ours are called so, too; whether they are meant is seen when they are tried.
        "pull": _keep,
        "epigraph": _keep,
        "table": _keep,
    },
    around=frozenset({"highlight"}),
)


def turn(body: str, look: Lookup) -> str:
    """Turn the marks of Hugo in a *body* into ours."""
    body = re.sub(r"[ \t]*<!--\s*more\s*-->", "", body, count=1)
    return MARKS.turn(body, look)
