"""The settings that there are: a row each, with what its value looks like."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from commentariat.config.model import (
    FEED_ARCHIVES,
    FEED_CONTENT,
    HOSTS,
    LISTINGS,
    PICTURE_METADATA,
    QUOTES,
    STATES,
    MarkdownSettings,
    PolicySettings,
    PublishSettings,
    SourceSettings,
)
from commentariat.config.theme import FontSettings, FontsSettings, ThemeSettings
from commentariat.fields import FieldKind
from commentariat.kinds import Kind, Row
from commentariat.language_tags import LANGUAGE_TAG
from commentariat.works import WORKS


class SettingShape(StrEnum):
    """What the value of a setting looks like; each is judged by `config.judging`."""

    TEXT = "text"
    TEXTS = "texts"
    FLAG = "flag"
    COUNT = "count"
    CHOICE = "choice"
    """One of the row's `choices`."""
    LABELS = "labels"
    """A table of texts, each one of the row's `choices` where it has any."""
    DISCLAIMER = "disclaimer"
    """A text, or a table of texts by language."""
    BASE_URL = "base_url"
    TIME_ZONE = "time zone"
    MENU = "menu"
    WIDTHS = "widths"
    FOLDER = "folder"
    TABLE = "table"
    """What the row's own `rows` say, in a struct that is `made` of it."""
    FACETS = "facets"
    ORIGINS = "origins"
    """A list of origins: scheme, host and port of other sites, or `self`."""
    FIELDS = "fields"
    COLOR = "color"
    """A color, or a table with one for light pages and one for dark ones."""
    LOGO = "logo"
    """A file of the theme with one of the row's `choices`, or such a table of two."""
    THEME_FILE = "theme file"
    THEME_FILES = "theme files"
    NAMES = "names"
    """A text, or a list of them."""
    LICENSE = "license"
    """An SPDX identifier, or an address."""
    SECTIONS = "sections"
    PAIRS = "pairs"
    """A list of pairs of facets."""
    FORMATS = "formats"
    """A list of formats that a site can hold."""
    LANGUAGES = "languages"
    """A list of languages, each once."""


class Setting(msgspec.Struct, frozen=True):
    """One setting: a row of a table of them."""

    name: str
    shape: SettingShape = SettingShape.TEXT
    field: str = ""
    """Of the struct that keeps it, where that is called otherwise."""
    is_empty_allowed: bool = False
    pattern: str = ""
    """What a text must be, where not any will do."""
    kind: Row = Kind.NO_VALUE
    """What is told of a text that is not of that pattern."""
    is_secret: bool = False
    """Whether a wrong text may log in somewhere: it is not repeated."""
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 1000
    rows: tuple[Setting, ...] = ()
    made: type[msgspec.Struct] = msgspec.Struct
    is_said: bool = False
    """Whether it may be said in each language of the site: in a table of such values."""
    is_name: bool = False
    """What is said once is of all languages, and of none."""
    is_left_out: bool = False
    """A language that does not say it has none: it is no name that all can share."""


# What git and the DNS take for names; an address with a password is none.
_BRANCH = r"(?!HEAD$|refs/)(?!.*(\.\.|//|\.lock(/|$)|/\.))[\w][\w./+-]*(?<![./])"
_REMOTE = r"\w[\w.-]*"
_DOMAIN = r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]+"
KEY = r"[a-z][a-z0-9_]{0,39}"

_S = SettingShape
_PUBLISH = (
    Setting("branch", pattern=_BRANCH, kind=Kind.NOT_BRANCH),
    Setting("remote", pattern=_REMOTE, kind=Kind.NOT_REMOTE, is_secret=True),
    Setting("domain", pattern=_DOMAIN, kind=Kind.NOT_DOMAIN, is_empty_allowed=True),
    Setting("host", _S.CHOICE, choices=HOSTS),
    Setting("keep", _S.TEXTS),
)
_MARKDOWN = tuple(Setting(name, _S.FLAG) for name in MarkdownSettings.__struct_fields__)
_POLICY = tuple(Setting(name, _S.ORIGINS) for name in PolicySettings.__struct_fields__)
_FONT_FILES = (".woff2", ".woff", ".ttf", ".otf")
_PICTURE_FILES = (".svg", ".png", ".webp", ".jpg", ".jpeg", ".avif", ".gif")
_SHARED_FILES = (".png", ".jpg", ".jpeg", ".webp")  # what networks show
_FAMILIES = r"[\w-]+( [\w-]+)*( *, *[\w-]+( [\w-]+)*)*"
_FONT = (
    *(
        Setting(name, _S.THEME_FILE, choices=_FONT_FILES)
        for name in ("regular", "italic", "bold", "bold_italic")
    ),
    Setting("system", pattern=_FAMILIES, kind=Kind.NOT_FAMILIES),
)
_FONTS = tuple(
    Setting(name, _S.TABLE, rows=_FONT, made=FontSettings)
    for name in FontsSettings.__struct_fields__
)
_THEME = (
    Setting("drawings", _S.FLAG),
    Setting("accent", _S.COLOR),
    Setting("paper", _S.COLOR),
    Setting("logo", _S.LOGO, choices=_PICTURE_FILES),
    Setting("fonts", _S.TABLE, rows=_FONTS, made=FontsSettings),
    Setting("extra_css", _S.THEME_FILES, choices=(".css",)),
    Setting("extra_js", _S.THEME_FILES, choices=(".js", ".mjs")),
    Setting("share_picture", _S.THEME_FILE, choices=_SHARED_FILES),
    Setting("share_pictures", _S.FLAG),
)
SETTINGS = (
    Setting("title", is_empty_allowed=True, is_said=True, is_name=True),
    Setting("institution", is_empty_allowed=True, is_said=True, is_name=True),
    Setting("tagline", is_empty_allowed=True, is_said=True, is_left_out=True),
    Setting("base_url", _S.BASE_URL),
    Setting("language", pattern=LANGUAGE_TAG.pattern, kind=Kind.NOT_LANGUAGE),
    Setting("languages", _S.LANGUAGES),
    Setting("listings", _S.CHOICE, choices=LISTINGS),
    Setting("timezone", _S.TIME_ZONE),
    Setting("menu", _S.MENU, is_said=True),
    Setting("footer", _S.MENU, is_said=True),
    Setting("license", _S.LICENSE),
    Setting("disclaimer", _S.DISCLAIMER),
    Setting("known_disclaimers", _S.TEXTS),
    Setting("quotes", _S.CHOICE, choices=QUOTES),
    Setting("types", _S.LABELS, is_said=True),
    Setting("works", _S.LABELS, choices=tuple(WORKS)),
    Setting("facets", _S.FACETS),
    Setting("fields", _S.FIELDS),
    Setting("sections", _S.SECTIONS),
    Setting("newest", _S.COUNT),
    Setting("list_all", _S.COUNT, least=0),
    Setting("feed_size", _S.COUNT),
    Setting("feed_content", _S.CHOICE, choices=FEED_CONTENT),
    Setting("feed_archives", _S.CHOICE, choices=FEED_ARCHIVES),
    Setting("feed_undated", _S.FLAG),
    Setting("feed_crossings", _S.PAIRS),
    Setting("publish", _S.TABLE, rows=_PUBLISH, made=PublishSettings),
    Setting(
        "sources",
        _S.TABLE,
        rows=(
            Setting("keys", _S.LABELS),
            Setting("shortcodes", _S.LABELS),
            Setting("states", _S.LABELS, choices=STATES),
        ),
        made=SourceSettings,
    ),
    Setting("fingerprint", _S.FLAG),
    Setting("search", _S.FLAG, "has_search"),
    Setting("related", _S.COUNT, least=0, most=24),
    Setting("provenance", _S.FLAG, "has_provenance"),
    Setting("citations", _S.FLAG, "has_citations"),
    Setting("exports", _S.FORMATS),
    Setting("picture_widths", _S.WIDTHS),
    Setting("picture_metadata", _S.CHOICE, choices=PICTURE_METADATA),
    Setting("theme", _S.TABLE, rows=_THEME, made=ThemeSettings),
    Setting("policy", _S.TABLE, rows=_POLICY, made=PolicySettings),
    Setting("markdown", _S.TABLE, rows=_MARKDOWN, made=MarkdownSettings),
)
SECTION_SETTINGS = (
    Setting("path", _S.FOLDER),
    Setting("label", is_said=True),
    Setting("template", pattern=r"(?!_)[\w-]+\.html", kind=Kind.NOT_TEMPLATE),
    Setting("order"),
    Setting("listing", _S.FLAG, "has_listing"),
    Setting("feed", _S.FLAG, "has_feed"),
    Setting("menu", _S.FLAG, "is_in_menu"),
)
FACET_SETTINGS = (
    Setting("path", _S.FOLDER),
    Setting("label", is_said=True),
    Setting("label_one", is_said=True),
    Setting("labels", _S.LABELS, is_said=True),
    Setting("feed", _S.FLAG, "has_feed"),
    Setting("fixed", _S.FLAG, "is_fixed"),
    Setting("pages", _S.FLAG, "has_pages"),
    Setting("menu", _S.FLAG, "is_in_menu"),
    Setting("home", _S.COUNT, least=0, most=100),
    Setting("with_people", _S.FLAG, "is_with_people"),
    Setting("spellings", _S.FLAG, "has_spellings"),
    Setting("in_order", _S.FLAG, "is_in_order"),
)
OWN_FACET_SETTINGS = (
    *FACET_SETTINGS,
    Setting("key", pattern=KEY, kind=Kind.NOT_KEY),
    Setting("many", _S.FLAG, "is_many"),
    Setting("people", _S.FLAG, "is_person"),
)
"""Of a facet that is not built in, whose key and whose terms are for the site to say."""
FIELD_SETTINGS = (
    Setting("kind", _S.CHOICE, choices=tuple(map(str, FieldKind))),
    Setting("label", is_said=True),
    Setting("on", _S.NAMES),
    Setting("many", _S.FLAG, "is_many"),
    Setting("show", _S.FLAG, "is_shown"),
    Setting("cards", _S.FLAG, "is_on_cards"),
    Setting("feed", _S.FLAG, "is_in_feeds"),
    Setting("schema", pattern=r"[a-z][A-Za-z0-9]{0,59}", kind=Kind.NOT_PROPERTY),
)
