"""The settings of a site: what `[tool.commentariat]` in pyproject.toml may say."""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from commentariat.archive.schema import Schema, make_schema
from commentariat.errors import Problem, SourceError, not_utf8, unreadable
from commentariat.facets import DEFAULT_FACETS, Facet
from commentariat.judge import Judge, describe, find_line, join_key
from commentariat.kinds import Kind, Message

SETTINGS_FILE = "pyproject.toml"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "dv", "yi", "sd", "ug"})


QUOTES = ("as-is", "curly", "straight")
PICTURE_METADATA = ("strip", "as-is")
STRIP = PICTURE_METADATA[0]


class MenuItem(msgspec.Struct, frozen=True):
    """An entry of the menu or the footer; `url` is `/about/` or a whole URL."""

    label: str
    url: str


class PublishSettings(msgspec.Struct, frozen=True):
    """Where the built site goes: the rows of `[tool.commentariat.publish]`."""

    branch: str = "gh-pages"
    remote: str = "origin"
    """Name of a git remote; its address, and what it needs to log in, are git's."""
    domain: str = ""
    """Custom domain; empty where it is that of the base URL, or there is none."""
    keep: tuple[str, ...] = (".*",)
    """Patterns of what may lie on the branch besides the site, and stays there."""


class SourceSettings(msgspec.Struct, frozen=True):
    """How raw files are read: the rows of `[tool.commentariat.sources]`."""

    keys: dict[str, str] = {}
    """Further keys of raw metadata, and the keys of front matter that they feed."""


class Settings(msgspec.Struct, frozen=True, dict=True):
    """What a site says of itself; every value judged."""

    title: str
    institution: str
    tagline: str = ""
    base_url: str = "https://example.org/"
    """Whole address of the home page; ends with `/`."""
    language: str = "en"
    menu: tuple[MenuItem, ...] = ()
    footer: tuple[MenuItem, ...] = ()
    disclaimer: dict[str, str] = {}
    """The institution's own, by language; `""` is for all the others."""
    known_disclaimers: tuple[str, ...] = ()
    """Further texts that intake takes for a disclaimer."""
    quotes: str = QUOTES[0]
    """Shape that intake gives to quotation marks: one of `QUOTES`."""
    facets: tuple[Facet, ...] = DEFAULT_FACETS
    newest: int = 12
    """Articles on the home page and on a term's landing page."""
    feed_size: int = 20
    publish: PublishSettings = PublishSettings()
    sources: SourceSettings = SourceSettings()
    fingerprint: bool = False
    """Whether names of theme files hold a digest of what is in them."""
    picture_widths: tuple[int, ...] = (360, 720, 1080, 1440, 2048)
    """Pixels of the widths in which pictures are copied; none: they are not."""
    picture_metadata: str = STRIP
    """What becomes of what cameras noted in pictures: one of `PICTURE_METADATA`."""

    @property
    def types(self) -> dict[str, str]:
        """Label of each type of the metadata."""
        return next(facet.labels for facet in self.facets if facet.name == "types")

    @cached_property
    def schema(self) -> Schema:
        """What decides how content files are judged."""
        return make_schema(self.language, self.facets)

    @property
    def base(self) -> str:
        """Path under which the site lies, such as `/` or `/repo/`."""
        return urlsplit(self.base_url).path or "/"

    @property
    def origin(self) -> str:
        """Scheme and host of the site, without a slash at the end."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    def disclaimer_for(self, language: str) -> str:
        """Find the disclaimer in *language*, or the one for all."""
        primary = language.split("-")[0]
        found = self.disclaimer.get(language) or self.disclaimer.get(primary)
        return found or self.disclaimer.get("", "")


def direction_of(language: str) -> str:
    """Tell whether text in *language* runs `ltr` or `rtl`."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def load_settings(site: Path, base_url: str | None = None) -> Settings:
    """
    Read the settings of the site in the folder *site*.

    Raises:
        SourceError: no settings, or values that are not of their kind.
    """
    path = site / SETTINGS_FILE
    if path.exists() and not path.is_file():
        raise _fault(Kind.NO_FILE.of())
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise _fault(Kind.NO_SETTINGS.of(site)) from None
    except UnicodeDecodeError as fault:
        raise SourceError(not_utf8(SETTINGS_FILE, fault)) from None
    except OSError as fault:
        raise SourceError(unreadable(SETTINGS_FILE, fault)) from None
    return parse_settings(text, base_url)


def _fault(message: Message, line: int = 0) -> SourceError:
    return SourceError(Problem(SETTINGS_FILE, line, message))


def parse_settings(text: str, base_url: str | None = None) -> Settings:
    """
    Judge the settings in the TOML *text*; a *base_url* given wins.

    Raises:
        SourceError: with every fault that was found, in the order of lines.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = _line_of_toml_fault(str(fault), text)
        raise _fault(Kind.NOT_TOML.of(fault), line) from None
    table = document.get("tool", {}).get("commentariat")
    if not isinstance(table, dict):
        raise _fault(Kind.NO_SETTINGS_TABLE.of())
    judge = _Judge(table, SETTINGS_FILE, lambda path: line_of_setting(text, path))
    return judge.settings(base_url)


def line_of_setting(text: str, path: str) -> int:
    """Tell the line of *text* on which the setting *path* stands, as `menu[1].url`."""
    from commentariat.toml_lines import toml_lines  # only where something is wrong

    return find_line(toml_lines(text), join_key("tool.commentariat", path))


def _line_of_toml_fault(message: str, text: str) -> int:
    if "line " in message:
        digits = message.rsplit("line ", 1)[1].split(",")[0].rstrip(")")
        if digits.isdigit():
            return int(digits)
    return text.count("\n") + 1


# What git and the DNS take for names; an address with a password is none.
_BRANCH = re.compile(r"(?!.*(\.\.|//|\.lock(/|$)|/\.))[\w][\w./+-]*(?<![./])")
_PUBLISH = {
    "branch": (_BRANCH, Kind.NOT_BRANCH),
    "remote": (re.compile(r"\w[\w.-]*"), Kind.NOT_REMOTE),
    "domain": (
        re.compile(
            r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]+"
        ),
        Kind.NOT_DOMAIN,
    ),
}


class _Judge(Judge):
    """Judges a table of settings."""

    __slots__ = ()

    def settings(self, base_url: str | None) -> Settings:
        table = self.table
        known = (*Settings.__struct_fields__, "types")
        self.refuse_unknown(known, Kind.UNKNOWN_SETTING)
        values: dict[str, Any] = {}
        for key in ("title", "institution", "tagline", "language"):
            if key in table:
                values[key] = self.text(key)
        values.setdefault("title", "")
        if not values["title"] and self.is_sound("title"):
            self.fault("title", Kind.NO_SITE_TITLE.of())
        values["institution"] = values.get("institution") or values["title"]
        values["base_url"] = self.base_url(base_url or table.get("base_url"))
        for key in ("menu", "footer"):
            values[key] = self.items(key)
        values["disclaimer"] = self.disclaimer()
        values["known_disclaimers"] = self.texts("known_disclaimers")
        values["quotes"] = self.choice("quotes", QUOTES) or QUOTES[0]
        values["facets"] = self.facets(self.labels("types"))
        for key in ("newest", "feed_size"):
            if key in table:
                values[key] = self.count(key)
        values["publish"] = self.publish()
        if "fingerprint" in table:
            values["fingerprint"] = self.flag("fingerprint")
        if "picture_widths" in table:
            values["picture_widths"] = self.widths("picture_widths")
        values["picture_metadata"] = (
            self.choice("picture_metadata", PICTURE_METADATA) or STRIP
        )
        self.finish()
        return Settings(**values)

    def within(self, key: str) -> _Judge:
        """Make the judge of the table under *key*; it keeps its faults with these."""
        table = self.table.get(key, {})
        if not isinstance(table, dict):
            self.fault(key, Kind.NOT_TABLE.of(key, describe(table)))
            table = {}
        path = join_key(self.path, key)
        return _Judge(table, self.source, self.find_line, path, self.problems)

    def labels(self, key: str) -> dict[str, str]:
        value = self.table.get(key, {})
        if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            return value
        self.fault(key, Kind.NOT_LABELS.of(key, repr(value)))
        return {}

    def count(self, key: str) -> int:
        value = self.table[key]
        if type(value) is int and 1 <= value <= 1000:
            return value
        self.fault(key, Kind.NOT_COUNT.of(key, repr(value)))
        return 1

    def flag(self, key: str) -> bool:
        value = self.table[key]
        if isinstance(value, bool):
            return value
        self.fault(key, Kind.NOT_FLAG.of(key, repr(value)))
        return False

    def widths(self, key: str) -> tuple[int, ...]:
        value = self.table[key]
        if isinstance(value, list) and len(value) <= 12 and all(map(_is_width, value)):
            return tuple(sorted(set(value)))
        self.fault(key, Kind.NOT_WIDTHS.of(key, repr(value)))
        return ()

    def base_url(self, value: Any) -> str:
        if value is None:
            return "https://example.org/"
        parts = urlsplit(value) if isinstance(value, str) else None
        if (
            parts is None
            or parts.scheme not in ("http", "https")
            or not parts.netloc
            or parts.query
            or parts.fragment
            or any(character in value for character in " \"'<>\\")
        ):
            self.fault("base_url", Kind.NOT_BASE_URL.of(repr(value)))
            return "https://example.org/"
        return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"

    def items(self, key: str) -> tuple[MenuItem, ...]:
        value = self.table.get(key, [])
        try:
            items = msgspec.convert(value, tuple[MenuItem, ...])
        except msgspec.ValidationError as fault:
            self.fault(key, Kind.NOT_MENU.of(key, fault))
            return ()
        for number, item in enumerate(items):
            scheme = urlsplit(item.url).scheme
            is_inside = item.url.startswith("/") and item.url[1:2] not in ("/", "\\")
            if not is_inside and scheme not in ("http", "https", "mailto"):
                where = join_key(join_key(key, number), "url")
                self.fault(where, Kind.NOT_LINK.of(item.url))
        return items

    def disclaimer(self) -> dict[str, str]:
        value = self.table.get("disclaimer", {})
        return {"": value} if isinstance(value, str) else self.labels("disclaimer")

    def publish(self) -> PublishSettings:
        inner = self.within("publish")
        inner.refuse_unknown(PublishSettings.__struct_fields__, Kind.UNKNOWN_SETTING)
        values: dict[str, Any] = {}
        for key, (is_fit, kind) in _PUBLISH.items():
            if key not in inner.table:
                continue
            value = values[key] = inner.text(key)
            is_none = not value and (key == "domain" or not inner.is_sound(key))
            if not is_none and not is_fit.fullmatch(value):
                inner.fault(key, kind.of(key, value))
        if "keep" in inner.table:
            values["keep"] = inner.texts("keep")
        return PublishSettings(**values)

    def facets(self, types: dict[str, str]) -> tuple[Facet, ...]:
        inner = self.within("facets")
        known = {facet.name: facet for facet in DEFAULT_FACETS}
        inner.refuse_unknown(known, Kind.UNKNOWN_SETTING)
        rows = [inner.within(name).facet(known[name]) for name in known]
        rows = [
            msgspec.structs.replace(row, labels=row.labels | types)
            if row.name == "types"
            else row
            for row in rows
        ]
        paths = [row.path for row in rows]
        for path in sorted({path for path in paths if paths.count(path) > 1}):
            self.fault("facets", Kind.SAME_FACET_PATH.of(path))
        return tuple(rows)

    def facet(self, facet: Facet) -> Facet:
        names = {"path": "path", "label": "label", "label_one": "label_one",
                 "feed": "has_feed", "fixed": "is_fixed", "pages": "has_pages"}  # fmt: skip
        row = self.table
        self.refuse_unknown(names, Kind.UNKNOWN_SETTING)
        changes: dict[str, Any] = {}
        for key, field in names.items():
            if key not in row:
                continue
            if isinstance(row[key], type(getattr(facet, field))) and row[key] != "":
                changes[field] = row[key]
            else:
                self.fault(key, Kind.NOT_OF_FACET.of(key, repr(row[key])))
        path = changes.get("path", facet.path)
        if not _is_plain_folder(path):
            self.fault("path", Kind.NOT_FOLDER.of(path))
            return facet
        return msgspec.structs.replace(facet, **changes)


def _is_width(value: object) -> bool:
    return type(value) is int and 16 <= value <= 2048


def _is_plain_folder(path: str) -> bool:
    parts = path.split("/")
    return all(part and part.replace("-", "").isalnum() for part in parts)
