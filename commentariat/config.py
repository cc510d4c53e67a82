"""The settings of a site: what `[tool.commentariat]` in pyproject.toml may say."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from commentariat.archive.schema import Schema, make_schema
from commentariat.errors import Problem, SourceError
from commentariat.facets import DEFAULT_FACETS, Facet

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
        raise SourceError(Problem(SETTINGS_FILE, 0, "expected a file, found none"))
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SourceError(
            Problem(
                SETTINGS_FILE,
                0,
                f"expected the settings of a site, found no file in {str(site)!r}; "
                "'commentariat init DIR' makes a new site",
            )
        ) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise SourceError(
            Problem(SETTINGS_FILE, 0, f"cannot be read: {_reason(fault)}")
        ) from None
    return parse_settings(text, base_url)


def _reason(fault: OSError | UnicodeDecodeError) -> str:
    if isinstance(fault, OSError):
        return fault.strerror or str(fault)
    return (
        f"expected UTF-8, found byte 0x{fault.object[fault.start]:02x} at {fault.start}"
    )


def parse_settings(text: str, base_url: str | None = None) -> Settings:
    """Judge the settings in the TOML *text*; a *base_url* given wins."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = _line_of_toml_fault(str(fault), text)
        raise SourceError(
            Problem(SETTINGS_FILE, line, f"is not TOML: {fault}")
        ) from None
    table = document.get("tool", {}).get("commentariat")
    if not isinstance(table, dict):
        message = "expected a table [tool.commentariat], found none"
        raise SourceError(Problem(SETTINGS_FILE, 0, message))
    return _Judge(text).settings(table, base_url)


def _line_of_toml_fault(message: str, text: str) -> int:
    if "line " in message:
        digits = message.rsplit("line ", 1)[1].split(",")[0].rstrip(")")
        if digits.isdigit():
            return int(digits)
    return text.count("\n") + 1


# What git and the DNS take for names; an address with a password is none.
_BRANCH = re.compile(r"(?!.*(\.\.|//|\.lock(/|$)|/\.))[\w][\w./+-]*(?<![./])")
_PUBLISH = {
    "branch": (_BRANCH, "the name of a branch"),
    "remote": (re.compile(r"\w[\w.-]*"), "the name of a git remote, such as 'origin',"),
    "domain": (
        re.compile(
            r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]+"
        ),
        "a domain in small letters, such as 'archive.example.org',",
    ),
}


class _Judge:
    """Judges a table of settings and gathers every fault in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []

    def settings(self, table: dict[str, Any], base_url: str | None) -> Settings:
        self.refuse_unknown(table, (*Settings.__struct_fields__, "types"))
        values: dict[str, Any] = {}
        for key in ("title", "institution", "tagline", "language"):
            if key in table:
                values[key] = self.text_of(table, key)
        values.setdefault("title", "")
        if not values["title"]:
            self.fault("title", "expected the title of the site, found none")
        values["institution"] = values.get("institution") or values["title"]
        values["base_url"] = self.base_url(base_url or table.get("base_url"))
        for key in ("menu", "footer"):
            values[key] = self.items(table, key)
        values["disclaimer"] = self.disclaimer(table)
        values["known_disclaimers"] = self.texts(table, "known_disclaimers")
        values["quotes"] = self.choice(table, "quotes", QUOTES)
        types = self.labels(table, "types")
        values["facets"] = self.facets(table.get("facets", {}), types)
        for key in ("newest", "feed_size"):
            if key in table:
                values[key] = self.count(table, key)
        values["publish"] = self.publish(table.get("publish", {}))
        if "fingerprint" in table:
            values["fingerprint"] = self.flag(table, "fingerprint")
        if "picture_widths" in table:
            values["picture_widths"] = self.widths(table, "picture_widths")
        values["picture_metadata"] = self.choice(
            table, "picture_metadata", PICTURE_METADATA
        )
        if self.problems:
            raise SourceError(*self.problems)
        return Settings(**values)

    def fault(self, key: str, message: str) -> None:
        self.problems.append(Problem(SETTINGS_FILE, self.line_of(key), message))

    def line_of(self, key: str) -> int:
        in_table = False
        for number, line in enumerate(self.text.splitlines(), 1):
            stripped = line.strip()
            if stripped.startswith("["):
                in_table = stripped.startswith("[tool.commentariat")
                if in_table and stripped.rstrip("]").endswith("." + key):
                    return number
            if in_table and stripped.split("=")[0].strip().strip('"') == key:
                return number
        return 0

    def refuse_unknown(self, table: dict[str, Any], known: tuple[str, ...]) -> None:
        for key in table.keys() - set(known):
            near = get_close_matches(key, known, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            self.fault(key, f"no setting is called {key!r}{hint}")

    def text_of(self, table: dict[str, Any], key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self.fault(key, f"expected a text for {key!r}, found {value!r}")
            return ""
        return value.strip()

    def texts(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.fault(key, f"expected a list of texts for {key!r}, found {value!r}")
        return ()

    def choice(self, table: dict[str, Any], key: str, choices: tuple[str, ...]) -> str:
        value = table.get(key, choices[0])
        if value in choices:
            return str(value)
        listed = ", ".join(map(repr, choices))
        self.fault(key, f"expected one of {listed} for {key!r}, found {value!r}")
        return choices[0]

    def labels(self, table: dict[str, Any], key: str) -> dict[str, str]:
        value = table.get(key, {})
        if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            return value
        self.fault(key, f"expected a table of texts for {key!r}, found {value!r}")
        return {}

    def count(self, table: dict[str, Any], key: str) -> int:
        value = table[key]
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and 1 <= value <= 1000
        ):
            return value
        self.fault(
            key, f"expected a number from 1 to 1000 for {key!r}, found {value!r}"
        )
        return 1

    def flag(self, table: dict[str, Any], key: str) -> bool:
        value = table[key]
        if isinstance(value, bool):
            return value
        self.fault(key, f"expected true or false for {key!r}, found {value!r}")
        return False

    def widths(self, table: dict[str, Any], key: str) -> tuple[int, ...]:
        value = table[key]
        if isinstance(value, list) and len(value) <= 12 and all(map(_is_width, value)):
            return tuple(sorted(set(value)))
        self.fault(
            key,
            f"expected at most 12 numbers from 16 to 2048 for {key!r}, found {value!r}",
        )
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
            self.fault(
                "base_url",
                "expected the whole address of the site for 'base_url', such as "
                f"'https://example.org/', found {value!r}",
            )
            return "https://example.org/"
        return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"

    def items(self, table: dict[str, Any], key: str) -> tuple[MenuItem, ...]:
        value = table.get(key, [])
        try:
            items = msgspec.convert(value, tuple[MenuItem, ...])
        except msgspec.ValidationError as fault:
            self.fault(key, f"expected {{label, url}} entries for {key!r}: {fault}")
            return ()
        for item in items:
            scheme = urlsplit(item.url).scheme
            is_inside = item.url.startswith("/") and item.url[1:2] not in ("/", "\\")
            if not is_inside and scheme not in ("http", "https", "mailto"):
                self.fault(key, f"expected '/path/' or a whole URL, found {item.url!r}")
        return items

    def disclaimer(self, table: dict[str, Any]) -> dict[str, str]:
        value = table.get("disclaimer", {})
        if isinstance(value, str):
            return {"": value}
        return self.labels(table, "disclaimer")

    def publish(self, table: Any) -> PublishSettings:
        if not isinstance(table, dict):
            self.fault("publish", f"expected a table under 'publish', found {table!r}")
            return PublishSettings()
        self.refuse_unknown(table, PublishSettings.__struct_fields__)
        values: dict[str, Any] = {}
        for key, (is_fit, expected) in _PUBLISH.items():
            if key not in table:
                continue
            values[key] = self.text_of(table, key)
            is_none = key == "domain" and not values[key]
            if not is_none and not is_fit.fullmatch(values[key]):
                self.fault(
                    key, f"expected {expected} for {key!r}, found {table[key]!r}"
                )
        if "keep" in table:
            values["keep"] = self.texts(table, "keep")
        return PublishSettings(**values)

    def facets(self, table: Any, types: dict[str, str]) -> tuple[Facet, ...]:
        if not isinstance(table, dict):
            self.fault("facets", f"expected tables under 'facets', found {table!r}")
            return DEFAULT_FACETS
        known = {facet.name: facet for facet in DEFAULT_FACETS}
        self.refuse_unknown(table, tuple(known))
        rows = [self.facet(known[name], table.get(name, {})) for name in known]
        rows = [
            msgspec.structs.replace(row, labels=row.labels | types)
            if row.name == "types"
            else row
            for row in rows
        ]
        paths = [row.path for row in rows]
        for path in sorted({path for path in paths if paths.count(path) > 1}):
            self.fault("facets", f"two facets want the path {path!r}")
        return tuple(rows)

    def facet(self, facet: Facet, row: Any) -> Facet:
        if not isinstance(row, dict):
            self.fault(
                facet.name, f"expected a table for {facet.name!r}, found {row!r}"
            )
            return facet
        names = {"path": "path", "label": "label", "label_one": "label_one",
                 "feed": "has_feed", "fixed": "is_fixed", "pages": "has_pages"}  # fmt: skip
        self.refuse_unknown(row, tuple(names))
        changes: dict[str, Any] = {}
        for key, field in names.items():
            if key not in row:
                continue
            if isinstance(row[key], type(getattr(facet, field))) and row[key] != "":
                changes[field] = row[key]
            else:
                self.fault(key, f"value of {key!r} is of the wrong kind: {row[key]!r}")
        path = changes.get("path", facet.path)
        if not _is_plain_folder(path):
            self.fault(
                "path", f"expected a folder name in small letters, found {path!r}"
            )
            return facet
        return msgspec.structs.replace(facet, **changes)


def _is_width(value: object) -> bool:
    return type(value) is int and 16 <= value <= 2048


def _is_plain_folder(path: str) -> bool:
    parts = path.split("/")
    return all(part and part.replace("-", "").isalnum() for part in parts)
