"""The settings of a site: what `[tool.commentariat]` in pyproject.toml may say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import SplitResult, urlsplit

import msgspec

from commentariat.archive.folders import ARTICLES, FILES, PAGES, RAW
from commentariat.archive.model import article_keys
from commentariat.archive.schema import Schema, make_schema
from commentariat.archive.text import UNADDRESSABLE, UNSHOWABLE
from commentariat.errors import (
    Problem,
    SourceError,
    near_match,
    not_utf8,
    unreadable,
)
from commentariat.facets import DEFAULT_FACETS, PERSON, TYPES, Facet, make_facet
from commentariat.judge import Judge, describe, find_line, join_key
from commentariat.kinds import Kind, Message
from commentariat.language_tags import LANGUAGE_TAG

SETTINGS_FILE = "pyproject.toml"

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
        return next(facet.labels for facet in self.facets if facet.name == TYPES)

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
    except (ValueError, RecursionError) as fault:  # also huge numbers, deep nesting
        line = _line_of_toml_fault(str(fault), text)
        raise _fault(Kind.NOT_TOML.of(fault), line) from None
    tool = document.get("tool")
    table = tool.get("commentariat") if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        raise _fault(Kind.NO_SETTINGS_TABLE.of())
    if base_url is not None:
        table = table | {"base_url": base_url}
    judge = _Judge(table, SETTINGS_FILE, lambda path: line_of_setting(text, path))
    return judge.settings()


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


class SettingShape(StrEnum):
    """What the value of a setting looks like; each has a method of the judge below."""

    TEXT = "text"
    TEXTS = "texts"
    FLAG = "flag"
    COUNT = "count"
    CHOICE = "choice"
    """One of the row's `choices`."""
    LABELS = "labels"
    """A table of texts."""
    DISCLAIMER = "disclaimer"
    """A text, or a table of texts by language."""
    BASE_URL = "base_url"
    MENU = "menu"
    WIDTHS = "widths"
    FOLDER = "folder"
    TABLE = "table"
    """What the row's own `rows` say, in a struct that is `made` of it."""
    FACETS = "facets"


class Setting(msgspec.Struct, frozen=True):
    """One setting: a row of a table of them."""

    name: str
    shape: SettingShape = SettingShape.TEXT
    field: str = ""
    """Of the struct that keeps it, where that is called otherwise."""
    is_empty_allowed: bool = False
    pattern: str = ""
    """What a text must be, where not any will do."""
    kind: Kind = Kind.NO_VALUE
    """What is told of a text that is not of that pattern."""
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 1000
    rows: tuple[Setting, ...] = ()
    made: type[msgspec.Struct] = msgspec.Struct


# What git and the DNS take for names; an address with a password is none.
_BRANCH = r"(?!.*(\.\.|//|\.lock(/|$)|/\.))[\w][\w./+-]*(?<![./])"
_REMOTE = r"\w[\w.-]*"
_DOMAIN = r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]+"
_KEY = r"[a-z][a-z0-9_]{0,39}"

_S = SettingShape
_PUBLISH = (
    Setting("branch", pattern=_BRANCH, kind=Kind.NOT_BRANCH),
    Setting("remote", pattern=_REMOTE, kind=Kind.NOT_REMOTE),
    Setting("domain", pattern=_DOMAIN, kind=Kind.NOT_DOMAIN, is_empty_allowed=True),
    Setting("keep", _S.TEXTS),
)
SETTINGS = (
    Setting("title", is_empty_allowed=True),
    Setting("institution", is_empty_allowed=True),
    Setting("tagline", is_empty_allowed=True),
    Setting("base_url", _S.BASE_URL),
    Setting("language", pattern=LANGUAGE_TAG.pattern, kind=Kind.NOT_LANGUAGE),
    Setting("menu", _S.MENU),
    Setting("footer", _S.MENU),
    Setting("disclaimer", _S.DISCLAIMER),
    Setting("known_disclaimers", _S.TEXTS),
    Setting("quotes", _S.CHOICE, choices=QUOTES),
    Setting("types", _S.LABELS),
    Setting("facets", _S.FACETS),
    Setting("newest", _S.COUNT),
    Setting("feed_size", _S.COUNT),
    Setting("publish", _S.TABLE, rows=_PUBLISH, made=PublishSettings),
    Setting(
        "sources", _S.TABLE, rows=(Setting("keys", _S.LABELS),), made=SourceSettings
    ),
    Setting("fingerprint", _S.FLAG),
    Setting("picture_widths", _S.WIDTHS),
    Setting("picture_metadata", _S.CHOICE, choices=PICTURE_METADATA),
)
FACET_SETTINGS = (
    Setting("path", _S.FOLDER),
    Setting("label"),
    Setting("label_one"),
    Setting("labels", _S.LABELS),
    Setting("feed", _S.FLAG, "has_feed"),
    Setting("fixed", _S.FLAG, "is_fixed"),
    Setting("pages", _S.FLAG, "has_pages"),
    Setting("home", _S.COUNT, least=0, most=100),
    Setting("with_people", _S.FLAG, "is_with_people"),
)
OWN_FACET_SETTINGS = (
    *FACET_SETTINGS,
    Setting("key", pattern=_KEY, kind=Kind.NOT_KEY),
    Setting("many", _S.FLAG, "is_many"),
    Setting("people", _S.FLAG, "is_person"),
)
"""Of a facet that is not built in, whose key and whose terms are for the site to say."""
_NEEDED = ("label", "label_one")
_TAKEN = frozenset(PurePosixPath(one).name for one in (ARTICLES, FILES, PAGES, RAW))


_SCHEMES = ("http", "https", "mailto")


def _split_url(value: str) -> SplitResult | None:
    """Take an address apart; None where brackets in it hold none of a machine."""
    try:
        return urlsplit(value)
    except ValueError:
        return None


class _Judge(Judge):
    """Judges a table of settings."""

    __slots__ = ()

    def settings(self) -> Settings:
        for key, value in self.table.items():
            self._refuse_unshowable(key, value)
        values = self.take(SETTINGS)
        if not values.get("title") and self.is_sound("title"):
            self.fault("title", Kind.NO_SITE_TITLE.of())
        values["institution"] = values.get("institution") or values.get("title")
        facets = self._facets(values.pop("types", {}))
        values["facets"] = facets
        self._judge_sources(values.get("sources", SourceSettings()), facets)
        self.finish()
        return Settings(**values)

    def take(self, rows: Iterable[Setting]) -> dict[str, Any]:
        """Judge every value by its row, and give them by the fields that keep them."""
        known = {row.name: row for row in rows}
        self.refuse_unknown(known, Kind.UNKNOWN_SETTING)
        return {
            row.field or name: _SHAPES[row.shape](self, row)
            for name, row in known.items()
            if name in self.table
        }

    def within(self, key: str) -> _Judge:
        """Make the judge of the table under *key*; it keeps its faults with these."""
        table = self.table.get(key, {})
        if not isinstance(table, dict):
            self.fault(key, Kind.NOT_TABLE.of(key, describe(table)))
            table = {}
        path = join_key(self.path, key)
        return _Judge(table, self.source, self.find_line, path, self.problems)

    def _refuse_unshowable(self, key: str, value: Any) -> None:
        """Refuse what no page can show, wherever in the *value* of *key* it stands."""
        if isinstance(value, str) and (found := UNSHOWABLE.search(value)):
            self.fault(key, Kind.UNSHOWABLE.of(f"{ord(found[0]):04X}"))
        elif isinstance(value, dict):
            for name, inner in value.items():
                self._refuse_unshowable(key, name)
                self._refuse_unshowable(join_key(key, name), inner)
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                self._refuse_unshowable(join_key(key, number), inner)

    # --- shapes -------------------------------------------------------------------------

    def _text(self, row: Setting) -> str:
        value = self.text(row.name)
        if not value:
            if not row.is_empty_allowed and self.is_sound(row.name):
                self.fault(row.name, Kind.NO_VALUE.of(row.name))
        elif row.pattern and not re.fullmatch(row.pattern, value):
            self.fault(row.name, row.kind.of(row.name, value))
        return value

    def _labels(self, row: Setting) -> dict[str, str]:
        value = self.table[row.name]
        if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            return value
        self.fault(row.name, Kind.NOT_LABELS.of(row.name, repr(value)))
        return {}

    def _count(self, row: Setting) -> int:
        value = self.table[row.name]
        if type(value) is int and row.least <= value <= row.most:
            return value
        message = Kind.NOT_COUNT.of(row.least, row.most, row.name, repr(value))
        self.fault(row.name, message)
        return row.least

    def _flag(self, row: Setting) -> bool:
        value = self.table[row.name]
        if isinstance(value, bool):
            return value
        self.fault(row.name, Kind.NOT_FLAG.of(row.name, repr(value)))
        return False

    def _widths(self, row: Setting) -> tuple[int, ...]:
        value = self.table[row.name]
        if isinstance(value, list) and len(value) <= 12 and all(map(_is_width, value)):
            return tuple(sorted(set(value)))
        self.fault(row.name, Kind.NOT_WIDTHS.of(row.name, repr(value)))
        return ()

    def _base_url(self, row: Setting) -> str:
        value = self.table[row.name]
        parts = _split_url(value) if isinstance(value, str) else None
        if (
            parts is None
            or parts.scheme not in ("http", "https")
            or not parts.netloc
            or parts.query
            or parts.fragment
            or any(character in value for character in " \"'<>\\")
            or UNADDRESSABLE.search(value)
        ):
            self.fault(row.name, Kind.NOT_BASE_URL.of(repr(value)))
            return ""
        return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"

    def _menu(self, row: Setting) -> tuple[MenuItem, ...]:
        try:
            items = msgspec.convert(self.table[row.name], tuple[MenuItem, ...])
        except msgspec.ValidationError as fault:
            self.fault(row.name, Kind.NOT_MENU.of(row.name, fault))
            return ()
        for number, item in enumerate(items):
            parts = _split_url(item.url)
            is_inside = item.url.startswith("/") and item.url[1:2] not in ("/", "\\")
            is_whole = parts is not None and parts.scheme in _SCHEMES
            if UNADDRESSABLE.search(item.url) or not (is_inside or is_whole):
                where = join_key(join_key(row.name, number), "url")
                self.fault(where, Kind.NOT_LINK.of(item.url))
        return items

    def _disclaimer(self, row: Setting) -> dict[str, str]:
        value = self.table[row.name]
        return {"": value} if isinstance(value, str) else self._labels(row)

    def _folder(self, row: Setting) -> str:
        path = self.text(row.name)
        if self.is_sound(row.name) and not _is_plain_folder(path):
            self.fault(row.name, Kind.NOT_FOLDER.of(path))
        return path

    def _table(self, row: Setting) -> msgspec.Struct:
        return row.made(**self.within(row.name).take(row.rows))

    # --- facets -------------------------------------------------------------------------

    def _facets(self, types: dict[str, str]) -> tuple[Facet, ...]:
        """Judge the rows of facets; *types* are labels of the types, as `labels` are."""
        inner = self.within("facets")
        facets = []
        for facet in DEFAULT_FACETS:
            changes = inner.within(facet.name).take(FACET_SETTINGS)
            labels = types if facet.name == TYPES else {}
            changes["labels"] = facet.labels | labels | changes.get("labels", {})
            facets.append(msgspec.structs.replace(facet, **changes))
        names = {facet.name for facet in facets}
        own = [inner._own_facet(name) for name in inner.table if name not in names]
        taken = {key.name for key in article_keys(DEFAULT_FACETS)}
        for facet in filter(None, own):
            if facet.key in taken:
                inner.fault(facet.name, Kind.KEY_TAKEN.of(facet.key))
            taken.add(facet.key)
            facets.append(facet)
        paths = set(_TAKEN)
        for facet in facets:
            if facet.path in paths:
                where = join_key(facet.name, "path")
                inner.fault(where, Kind.FOLDER_TAKEN.of(facet.path))
            paths.add(facet.path)
        return tuple(facets)

    def _own_facet(self, name: str) -> Facet | None:
        """Judge the row of a facet that is not built in: it has to say what it is."""
        inner = self.within(name)
        if not re.fullmatch(_KEY, name):
            self.fault(name, Kind.NOT_KEY.of(name, name))
        elif not inner.table.keys() >= set(_NEEDED):
            known = [facet.name for facet in DEFAULT_FACETS]
            self.fault(name, Kind.UNKNOWN_FACET.of(name, near_match(name, known)))
        else:
            values = {"path": name.replace("_", "-")} | inner.take(OWN_FACET_SETTINGS)
            return make_facet(
                name, **(PERSON | values if values.get("is_person") else values)
            )
        return None

    def _judge_sources(
        self, sources: SourceSettings, facets: tuple[Facet, ...]
    ) -> None:
        """Judge what raw metadata are to feed: keys of front matter that can be told."""
        keys = {key.name: key for key in article_keys(facets)}
        told = [key.name for key in keys.values() if key.is_told]
        inner = self.within("sources").within("keys") if sources.keys else self
        for name, target in sources.keys.items():
            if target not in keys:
                message = Kind.UNKNOWN_KEY.of(target, near_match(target, told))
                inner.fault(name, message)
            elif target not in told:
                inner.fault(name, Kind.NOT_TOLD.of(target))


_SHAPES: dict[SettingShape, Callable[[_Judge, Setting], Any]] = {
    SettingShape.TEXT: _Judge._text,
    SettingShape.TEXTS: lambda judge, row: judge.texts(row.name),
    SettingShape.FLAG: _Judge._flag,
    SettingShape.COUNT: _Judge._count,
    SettingShape.CHOICE: lambda judge, row: judge.choice(row.name, row.choices),
    SettingShape.LABELS: _Judge._labels,
    SettingShape.DISCLAIMER: _Judge._disclaimer,
    SettingShape.BASE_URL: _Judge._base_url,
    SettingShape.MENU: _Judge._menu,
    SettingShape.WIDTHS: _Judge._widths,
    SettingShape.FOLDER: _Judge._folder,
    SettingShape.TABLE: _Judge._table,
    SettingShape.FACETS: lambda judge, row: None,
}


def _is_width(value: object) -> bool:
    return type(value) is int and 16 <= value <= 2048


def _is_plain_folder(path: str) -> bool:
    parts = path.split("/")
    return all(part and part.replace("-", "").isalnum() for part in parts)
