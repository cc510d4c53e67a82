"""Settings judged by their rows: every fault at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import SplitResult, urlsplit

import msgspec

from commentariat.archive.folders import (
    ARTICLES,
    FILES,
    INTERFACE,
    PAGES,
    RAW,
    ROOT,
)
from commentariat.archive.model import article_keys, item_keys, page_keys, term_keys
from commentariat.archive.text import UNADDRESSABLE, UNSHOWABLE
from commentariat.citations.licenses import find_license
from commentariat.config.languages import languages_of, say_settings
from commentariat.config.model import (
    MenuItem,
    PolicySettings,
    Settings,
    SourceSettings,
)
from commentariat.config.rows import (
    FACET_SETTINGS,
    FIELD_SETTINGS,
    KEY,
    OWN_FACET_SETTINGS,
    SECTION_SETTINGS,
    SETTINGS,
    Setting,
    SettingShape,
)
from commentariat.config.theme import ThemeSettings
from commentariat.config.theme_judging import (
    judge_color,
    judge_colors,
    judge_schemed,
    judge_theme_file,
    judge_theme_files,
)
from commentariat.errors import Problem, SourceError, near_match, raise_all
from commentariat.facets import (
    DEFAULT_FACETS,
    PERSON,
    SEARCHED,
    TYPES,
    Facet,
    make_facet,
)
from commentariat.fields import (
    OF_CARDS,
    OF_FEEDS,
    OF_SCHEMA,
    ON_ARTICLES,
    ON_PAGES,
    SAID,
    Field,
    FieldKind,
    fields_on,
)
from commentariat.formats import FORMATS, HELD
from commentariat.interface.catalog import (
    ENGLISH,
    NO_WORDS,
    Catalog,
    OwnWords,
    load_catalog,
)
from commentariat.interface.facets import say_facet
from commentariat.judge import Judge, describe, join_key
from commentariat.kinds import Kind, Message
from commentariat.language_tags import LANGUAGE_TAG
from commentariat.sections import ORDERS, Section
from commentariat.time_zones import UTC, zone_names

_SURELY = 0.8
"""How like a name is to another that is meant for certain."""
_FEW = 24
"""So many settings of a table are listed where one is called by no name of them."""
_MENU_LEVELS = 3
_FIELD_KINDS = frozenset(map(str, FieldKind))
_PLACES = ("facets", "sections")
_NEEDED = ("label", "label_one")
_FOLDERS = (
    "theme",
    *(
        PurePosixPath(one).name
        for one in (ARTICLES, FILES, INTERFACE, PAGES, RAW, ROOT)
    ),
)


_SCHEMES = ("http", "https", "mailto")


def _split_url(value: str) -> SplitResult | None:
    """Take an address apart; None where brackets in it hold none of a machine."""
    try:
        return urlsplit(value)
    except ValueError:
        return None


def judge_settings(
    table: Mapping[str, Any],
    source: str,
    find_line: Callable[[str], int],
    words: OwnWords = NO_WORDS,
) -> Settings:
    """
    Judge the *table* of settings in *source*; facets are called as the site's *words* have it.

    Raises:
        SourceError: with every fault that was found, in the order of lines.
    """
    languages, problems = languages_of(table), list[Problem]()
    found = [
        _settings_in(one, languages, table, source, find_line, words, problems)
        for one in languages
    ]
    raise_all(problems)
    first, *others = [one for one in found if one is not None]
    if not others:
        return first
    said = [_with_addresses_of(first, one) for one in others]
    return msgspec.structs.replace(first, others=tuple(said))


def _with_addresses_of(first: Settings, other: Settings) -> Settings:
    """Let terms that codes name lie at the same address in an *other* language."""
    labels = {facet.name: facet.labels for facet in first.facets}
    facets = [
        msgspec.structs.replace(facet, slugged=labels[facet.name])
        for facet in other.facets
    ]
    return msgspec.structs.replace(other, facets=tuple(facets))


def _settings_in(
    language: str,
    languages: tuple[str, ...],
    table: Mapping[str, Any],
    source: str,
    find_line: Callable[[str], int],
    words: OwnWords,
    problems: list[Problem],
) -> Settings | None:
    """Judge what *table* says in one *language*; None where there are *problems*."""
    said = say_settings(table, language, languages)
    judge = _Judge(said.table, source, said.find_line(find_line))
    for key, message in said.faults:
        judge.fault(key, message)
    try:
        found = judge.settings(words, language if len(languages) > 1 else "")
    except SourceError as fault:
        problems += fault.problems
        return None
    borrowed = dict(said.borrowed)
    if "title" in borrowed and not said.table.get("institution"):
        borrowed["institution"] = borrowed["title"]
    return msgspec.structs.replace(found, borrowed=borrowed) if borrowed else found


class _Judge(Judge):
    """Judges a table of settings."""

    __slots__ = ()

    def settings(self, own: OwnWords, said: str = "") -> Settings:
        """Judge them as they are *said* in one of several languages."""
        for key, value in self.table.items():
            self._refuse_unshowable(key, value)
        values = self.take(SETTINGS)
        if not values.get("title") and self.is_sound("title"):
            self.fault("title", Kind.NO_SITE_TITLE.of())
        values["institution"] = values.get("institution") or values.get("title")
        if "languages" in self.table and "language" in self.table:
            self.fault("language", Kind.LANGUAGE_TWICE.of())
        if values.get("languages"):
            values["language"] = said or values["languages"][0]
        if not said:
            values.pop("languages", None)  # one alone has the whole site
        words = load_catalog(values.get("language") or ENGLISH, own)
        if values.get("base_url", "https:").startswith("https:"):
            self._refuse_changeable(values.get("policy", PolicySettings()))
        facets = self._facets(values.pop("types", {}), words)
        values["facets"] = facets
        sections = self._sections(facets)
        values["fields"] = self._fields(facets, sections)
        self._judge_orders(sections, values["fields"])
        values["sections"] = sections
        if self.is_sound("theme"):
            judge_colors(self.within("theme"), values.get("theme", ThemeSettings()))
        if self.is_sound("facets"):
            self._judge_pairs(values.get("feed_crossings", ()), facets)
            self._judge_sources(values.get("sources", SourceSettings()), values)
        self.finish()
        return Settings(**values, words=own)

    def take(self, rows: Iterable[Setting]) -> dict[str, Any]:
        """Judge every value by its row, and give them by the fields that keep them."""
        known = {row.name: row for row in rows}
        for key in self.table:
            if key not in known:
                self._unknown_setting(str(key), known)
        return {
            row.field or name: SHAPES[row.shape](self, row)
            for name, row in known.items()
            if name in self.table
        }

    def _unknown_setting(self, key: str, known: Collection[str]) -> None:
        """Tell what is called like *key*, where it stands, or what there is instead."""
        tables = [table for name, table in _tables_of(SETTINGS) if name == key]
        if near_match(key, known) or self.is_full:
            self.unknown(key, known, Kind.UNKNOWN_SETTING)
        elif len(tables) == 1:
            self.fault(key, Kind.SETTING_ELSEWHERE.of(key, tables[0]))
        elif len(known) <= _FEW:
            self.fault(key, Kind.SETTING_OF_FEW.of(key, ", ".join(known)))
        else:
            self.unknown(key, known, Kind.UNKNOWN_SETTING)

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
            found = () if row.is_secret else (value,)
            self.fault(row.name, row.kind.of(row.name, *found))
        return value

    def _labels(self, row: Setting) -> dict[str, str]:
        value = self.table[row.name]
        if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            if row.choices:
                inner = self.within(row.name)
                return {name: inner.choice(name, row.choices) for name in value}
            return value
        self.fault(row.name, Kind.NOT_LABELS.of(row.name, repr(value)))
        return {}

    def _count(self, row: Setting) -> int:
        value = self.table[row.name]
        if type(value) is int and row.least <= value <= row.most:
            return value
        if value is False and row.least == 0:
            return 0
        message = Kind.NOT_COUNT.of(row.least, row.most, row.name, repr(value))
        if isinstance(value, str) and value.isdecimal():
            message = Kind.QUOTED.of("a number", row.name, value)
        self.fault(row.name, message)
        return row.least

    def _flag(self, row: Setting) -> bool:
        value = self.table[row.name]
        if isinstance(value, bool):
            return value
        message = Kind.NOT_FLAG.of(row.name, repr(value))
        if value in ("true", "false"):
            message = Kind.QUOTED.of("true or false", row.name, value)
        self.fault(row.name, message)
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
            or "@" in parts.netloc  # every page would show who logs in
            or parts.query
            or parts.fragment
            or any(character in value for character in " \"'<>\\")
            or UNADDRESSABLE.search(value)
        ):
            is_login = parts is not None and "@" in parts.netloc
            found = "one with a login" if is_login else repr(value)
            self.fault(row.name, Kind.NOT_BASE_URL.of(found))
            return ""
        return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"

    def _time_zone(self, row: Setting) -> str:
        value = self.text(row.name)
        if value == UTC or value in zone_names():
            return value
        if self.is_sound(row.name):
            near = near_match(value, zone_names())
            self.fault(row.name, Kind.NOT_TIME_ZONE.of(row.name, value, near))
        return UTC

    def _menu(self, row: Setting) -> tuple[MenuItem, ...]:
        return self._menu_items(row.name, row.name, 1)

    def _menu_items(self, name: str, key: str, level: int) -> tuple[MenuItem, ...]:
        """Judge the entries under *key*, on that *level* of the menu *name*."""
        entries = self.table[key]
        if not isinstance(entries, list):
            self.fault(key, Kind.NOT_MENU.of(key, describe(entries)))
            return ()
        if level > _MENU_LEVELS:
            self.fault(key, Kind.DEEP_MENU.of(_MENU_LEVELS))
            return ()
        return tuple(
            self._menu_item(name, join_key(key, number), entry, level)
            for number, entry in enumerate(entries)
        )

    def _menu_item(self, name: str, key: str, entry: object, level: int) -> MenuItem:
        """Judge the entry under *key*, such as `menu[1]`, of the menu *name*."""
        known = MenuItem.__struct_fields__
        if not isinstance(entry, dict):
            self.fault(key, Kind.NOT_MENU.of(name, describe(entry)))
            return MenuItem("", "/")
        path = join_key(self.path, key)
        inner = _Judge(entry, self.source, self.find_line, path, self.problems)
        inner.refuse_unknown(known, Kind.UNKNOWN_SETTING)
        items: tuple[MenuItem, ...] = ()
        if "items" in entry:
            items = inner._menu_items(name, "items", level + 1)
        for part in ("label",) if items else ("label", "url"):
            if part not in entry:
                self.fault(key, Kind.NO_VALUE.of(part))
        item = MenuItem(inner.text("label"), inner.text("url"), items)
        parts = _split_url(item.url)
        is_inside = item.url.startswith("/") and item.url[1:2] not in ("/", "\\")
        is_whole = parts is not None and parts.scheme in _SCHEMES
        is_plain = not UNADDRESSABLE.search(item.url) and (is_inside or is_whole)
        if not is_plain and "url" in entry and inner.is_sound("url"):
            inner.fault("url", Kind.NOT_LINK.of(item.url))
        return item

    def _names(self, row: Setting) -> tuple[str, ...]:
        value = self.table[row.name]
        names = (
            (self.text(row.name),) if isinstance(value, str) else self.texts(row.name)
        )
        if self.is_sound(row.name) and not all(names or [""]):
            self.fault(row.name, Kind.NO_VALUE.of(row.name))
        return tuple(dict.fromkeys(names))

    def _license(self, row: Setting) -> str:
        value = self.text(row.name)
        if value and not find_license(value):
            self.fault(row.name, Kind.NOT_LICENSE.of(row.name, value))
        return value

    def _disclaimer(self, row: Setting) -> dict[str, str]:
        value = self.table[row.name]
        return {"": value} if isinstance(value, str) else self._labels(row)

    def _origins(self, row: Setting) -> tuple[str, ...]:
        found: dict[str, None] = {}
        self.texts(row.name)  # tells what are none
        values = self.table[row.name] if self.is_sound(row.name) else ()
        for number, written in enumerate(values):
            if not isinstance(written, str):
                continue
            from commentariat.config.origins import read_origin  # most sites name none

            origin = read_origin(row.name, written)
            if isinstance(origin, Message):
                self.fault(join_key(row.name, number), origin)
            else:
                found[origin] = None
        return tuple(found)

    def _pairs(self, row: Setting) -> tuple[tuple[str, ...], ...]:
        value = self.table[row.name]
        if not isinstance(value, list) or not all(map(_is_pair, value)):
            self.fault(row.name, Kind.NOT_FACET_PAIRS.of(row.name))
            return ()
        return tuple(dict.fromkeys(map(tuple, value)))

    def _formats(self, row: Setting) -> tuple[str, ...]:
        names = self.texts(row.name)
        for number, name in enumerate(names):
            where = join_key(row.name, number)
            if name not in FORMATS:
                self.fault(where, Kind.NO_FORMAT.of(name, ", ".join(HELD)))
            elif name not in HELD:
                self.fault(where, Kind.FORMAT_OF_SITE.of(name))
        return tuple(dict.fromkeys(names))

    def _languages(self, row: Setting) -> tuple[str, ...]:
        value = self.table[row.name]
        is_list = isinstance(value, list) and bool(value)
        for number, one in enumerate(value if is_list else ()):
            where = join_key(row.name, number)
            if not isinstance(one, str) or not LANGUAGE_TAG.fullmatch(one):
                found = one if isinstance(one, str) else describe(one)
                self.fault(where, Kind.NOT_LANGUAGE.of(where, found))
            elif one.lower() in [str(other).lower() for other in value[:number]]:
                self.fault(where, Kind.NOT_LANGUAGES.of(row.name, f"{one!r} twice"))
        if not is_list:
            self.fault(row.name, Kind.NOT_LANGUAGES.of(row.name, repr(value)))
            return ()
        return tuple([one for one in value if isinstance(one, str)])

    def _prefixes(self) -> set[str]:
        """Name the folders of the parts of the site in further languages."""
        return {one.lower() for one in languages_of(self.table)[1:]}

    def _folder(self, row: Setting) -> str:
        path = self.text(row.name)
        if self.is_sound(row.name) and not _is_plain_folder(path):
            self.fault(row.name, Kind.NOT_FOLDER.of(path))
        return path

    def _table(self, row: Setting) -> msgspec.Struct:
        return row.made(**self.within(row.name).take(row.rows))

    # --- facets -------------------------------------------------------------------------

    def _facets(self, types: dict[str, str], words: Catalog) -> tuple[Facet, ...]:
        """
        Judge the rows of facets; *types* are labels of the types, as `labels` are.

        What the settings leave open is said in the *words* of the site's language.
        """
        inner = self.within("facets")
        facets = []
        for facet in (say_facet(one, words) for one in DEFAULT_FACETS):
            judge = inner.within(facet.name)
            changes = judge.take(FACET_SETTINGS)
            labels = types if facet.name == TYPES else {}
            if labels and changes.get("labels"):
                judge.fault("labels", Kind.LABELS_TWICE.of())
            changes["labels"] = facet.labels | labels | changes.get("labels", {})
            facets.append(msgspec.structs.replace(facet, **changes))
        names = {facet.name for facet in facets}
        own = [inner._own_facet(name) for name in inner.table if name not in names]
        taken = {key.name for key in article_keys(DEFAULT_FACETS)}
        for facet in filter(None, own):
            if facet.name in SEARCHED and self.table.get("search") is not False:
                inner.fault(facet.name, Kind.FACET_ASKED.of(facet.name))
            if facet.key in taken:
                where = join_key(facet.name, "key")
                inner.fault(where, Kind.KEY_TAKEN.of(facet.key))
            taken.add(facet.key)
            facets.append(facet)
        paths: dict[str, str] = {}
        prefixes = self._prefixes()
        for facet in facets:
            top = facet.path.split("/")[0]
            if facet.path in paths or top in _FOLDERS or top in prefixes:
                where = join_key(facet.name, "path")
                inner.fault(where, Kind.FOLDER_TAKEN.of(facet.path))
            paths.setdefault(facet.path, facet.name)
        for facet in facets:
            outer = next(
                filter(paths.get, map(str, PurePosixPath(facet.path).parents)), ""
            )
            if outer:
                message = Kind.FOLDER_WITHIN.of(outer, paths[outer], facet.path)
                inner.fault(join_key(facet.name, "path"), message)
        return tuple(facets)

    def _judge_pairs(
        self, pairs: Iterable[Iterable[str]], facets: tuple[Facet, ...]
    ) -> None:
        """Judge the names in *pairs* of facets, which feeds are to be made of."""
        known = {one.name: one.has_pages and not one.is_of_date for one in facets}
        unmade = set(self._unmade())
        for number, pair in enumerate(pairs):
            where = join_key("feed_crossings", number)
            for name in pair:
                if name in unmade:
                    continue  # what is wrong with the facet is told
                if name not in known:
                    self.fault(where, Kind.NO_FACET.of(name, near_match(name, known)))
                elif not known[name]:
                    self.fault(where, Kind.NOT_CROSSED.of(name))

    def _own_facet(self, name: str) -> Facet | None:
        """Judge the row of a facet that is not built in: it has to say what it is."""
        inner = self.within(name)
        known = [facet.name for facet in DEFAULT_FACETS]
        if not re.fullmatch(KEY, name):
            near = near_match(name.lower(), known, _SURELY)
            message = Kind.UNKNOWN_FACET.of(name, near)
            self.fault(name, message if near else Kind.NOT_KEY.of(name, name))
            return None
        if not self.is_sound(name):
            return None  # it is no table
        values = {"path": name.replace("_", "-")} | inner.take(OWN_FACET_SETTINGS)
        missing = [repr(key) for key in _NEEDED if key not in inner.table]
        if missing:
            message = Kind.UNKNOWN_FACET.of(name, near_match(name, known, _SURELY))
            if len(missing) < len(_NEEDED):
                message = Kind.FACET_LABELS.of(", ".join(missing), name)
            self.fault(name, message)
            return None
        return make_facet(
            name, **(PERSON | values if values.get("is_person") else values)
        )

    def _refuse_changeable(self, policy: PolicySettings) -> None:
        """Refuse origins of which anybody on the way could change what comes."""
        if policy == PolicySettings():
            return
        from commentariat.config.origins import SELF, is_changeable, read_origin

        inner = self.within("policy")
        for name in policy.__struct_fields__:
            written = inner.table[name] if getattr(policy, name) else ()
            for number, one in enumerate(written):
                origin = read_origin(name, one) if isinstance(one, str) else SELF
                if isinstance(origin, str) and is_changeable(origin):
                    where = join_key(name, number)
                    inner.fault(where, Kind.PLAIN_ORIGIN.of(name, one))

    # --- sections -----------------------------------------------------------------------

    def _sections(self, facets: tuple[Facet, ...]) -> tuple[Section, ...]:
        """Judge the rows of sections, whose folders may not be those of *facets*."""
        inner = self.within("sections")
        taken = {facet.path.split("/")[0] for facet in facets}.union(_FOLDERS)
        prefixes = self._prefixes()
        called = {facet.name for facet in facets}
        found = [inner._section(name, taken, called) for name in inner.table]
        paths: dict[str, str] = {}
        sections = [one for one in found if one is not None]
        for section in sections:
            top = section.path.split("/")[0]
            if top in taken or top in prefixes or section.path in paths:
                where = join_key(section.name, "path")
                inner.fault(where, Kind.FOLDER_TAKEN.of(section.path))
            paths.setdefault(section.path, section.name)
        for section in sections:
            outer = next(
                filter(paths.get, map(str, PurePosixPath(section.path).parents)), ""
            )
            if outer:
                message = Kind.SECTION_WITHIN.of(outer, paths[outer], section.path)
                inner.fault(join_key(section.name, "path"), message)
        return tuple(sections)

    def _section(
        self, name: str, taken: Collection[str], called: Collection[str]
    ) -> Section | None:
        """
        Judge the row of the section *name*, whose folder is none of those *taken*.

        Fields tell sections from facets by name: none is *called* as a facet is.
        """
        inner = self.within(name)
        if "/" in name or not _is_plain_folder(name):
            self.fault(name, Kind.NOT_FOLDER.of(name))
        elif name in taken:
            self.fault(name, Kind.FOLDER_TAKEN.of(name))
        elif name in called:
            self.fault(name, Kind.SECTION_CALLED.of(name))
        if not self.is_sound(name):
            return None
        values = {"path": name} | inner.take(SECTION_SETTINGS)
        if "label" not in inner.table:
            self.fault(name, Kind.NO_VALUE.of("label"))
            return None
        return Section(name, **values)

    def _judge_orders(
        self, sections: tuple[Section, ...], fields: tuple[Field, ...]
    ) -> None:
        """Judge what *sections* are sorted by, which may be one of their *fields*."""
        for section in sections:
            unmade = set(self._unmade())
            own = [one.name for one in fields_on(fields, section.name)]
            known = (*ORDERS, *own)
            where = join_key(join_key("sections", section.name), "order")
            if section.key in (*known, *unmade) or not self.is_sound(where):
                continue
            near = near_match(section.key, known)
            self.fault(where, Kind.NOT_ORDER.of(section.name, section.order, near))

    def _unmade(self) -> Iterator[str]:
        """Yield the keys that facets and fields at fault may be meant to have."""
        at_fault = {problem.key for problem in self.problems}
        for path in at_fault:
            first, _, name = path.partition(".")
            if first == "fields":
                yield name.partition(".")[0]
        for name, row in self.table.get("facets", {}).items():
            path = join_key("facets", name)
            if path in at_fault or join_key(path, "key") in at_fault:
                yield name
                yield str(row.get("key", name) if isinstance(row, dict) else name)

    # --- fields -------------------------------------------------------------------------

    def _fields(
        self, facets: tuple[Facet, ...], sections: tuple[Section, ...]
    ) -> tuple[Field, ...]:
        """Judge the rows of fields; terms of *facets* and items of *sections* have some."""
        keys = {
            ON_ARTICLES: article_keys(facets),
            ON_PAGES: page_keys(),
            **{facet.name: term_keys(facet.name) for facet in facets},
            **{one.name: item_keys(one.name, facets) for one in sections},
        }
        names = {place: {key.name for key in rows} for place, rows in keys.items()}
        inner = self.within("fields")
        listed = {ON_ARTICLES, *(section.name for section in sections)}
        unmade = self._unmade_places() - names.keys()
        made = (inner._field(name, names, listed, unmade) for name in inner.table)
        return tuple(filter(None, made))

    def _unmade_places(self) -> set[str]:
        """Name what facets and sections may be meant to be, whatever is wrong with them."""
        return {
            name
            for key, table in self.table.items()
            if isinstance(table, dict) and near_match(key, _PLACES)
            for name in table
        }

    def _field(
        self,
        name: str,
        keys: Mapping[str, set[str]],
        listed: Collection[str],
        unmade: Collection[str],
    ) -> Field | None:
        """
        Judge the row of the field *name*; *keys* by what it may stand on.

        Listings and feeds show what is *listed* of that. What is *unmade* is at fault
        itself, and that is told.
        """
        if not re.fullmatch(KEY, name):
            self.fault(name, Kind.NO_FIELD_NAME.of(name))
            return None
        inner = self.within(name)
        label = name.replace("_", " ").capitalize()
        values = {"label": label} | inner.take(FIELD_SETTINGS)
        said = values.get("kind")
        values["kind"] = FieldKind(said) if said in _FIELD_KINDS else FieldKind.TEXT
        field = Field(name, **values)
        for place in field.on:
            if place in unmade:
                continue  # what is wrong with the section or the facet is told
            if place not in keys:
                near = near_match(place, keys)
                places = ", ".join(map(repr, keys))
                inner.fault("on", Kind.FIELD_NOWHERE.of(places, place, near))
            elif name in keys[place]:
                self.fault(name, Kind.KEY_TAKEN.of(name))
                break
        inner._judge_use(field, {*listed, *unmade})
        return field

    def _judge_use(self, field: Field, listed: Collection[str]) -> None:
        """Judge where *field* is to show, of what is *listed*: not all can everywhere."""
        uses = (
            ("cards", field.is_on_cards, OF_CARDS),
            ("feed", field.is_in_feeds, OF_FEEDS),
            ("schema", bool(field.schema), OF_SCHEMA),
        )
        for setting, is_asked, kinds in uses:
            if not is_asked:
                continue
            if field.kind not in kinds:
                if self.is_sound("kind"):
                    named = " or ".join(map(repr, map(str, kinds)))
                    message = Kind.FIELD_CANNOT.of(setting, named, field.kind)
                    self.fault(setting, message)
            elif (
                setting != "schema"
                and self.is_sound("on")
                and not set(field.on) & set(listed)
            ):
                self.fault(setting, Kind.FIELD_UNLISTED.of(setting))
        if field.schema in SAID:
            self.fault("schema", Kind.FIELD_SAID.of(field.schema))

    def _judge_sources(
        self, sources: SourceSettings, values: Mapping[str, Any]
    ) -> None:
        """Judge what raw metadata are to feed: keys of front matter that can be told."""
        for name, own in sources.shortcodes.items():
            if not _SHORTCODE_NAME.fullmatch(own):
                shortcodes = self.within("sources").within("shortcodes")
                shortcodes.fault(name, Kind.NOT_SHORTCODE.of(own))
        listed = article_keys(values["facets"], values["fields"])
        keys = {key.name: key for key in listed}
        told = [key.name for key in keys.values() if key.is_told]
        inner = self.within("sources").within("keys") if sources.keys else self
        unmade = set(self._unmade())
        for name, target in sources.keys.items():
            if target in unmade:
                continue  # what is wrong with the facet is told
            if target not in keys:
                message = Kind.UNKNOWN_KEY.of(target, near_match(target, told))
                inner.fault(name, message)
            elif target not in told:
                inner.fault(name, Kind.NOT_TOLD.of(target))


SHAPES: dict[SettingShape, Callable[[_Judge, Setting], Any]] = {
    SettingShape.TEXT: _Judge._text,
    SettingShape.TEXTS: lambda judge, row: judge.texts(row.name),
    SettingShape.FLAG: _Judge._flag,
    SettingShape.COUNT: _Judge._count,
    SettingShape.CHOICE: lambda judge, row: judge.choice(row.name, row.choices),
    SettingShape.LABELS: _Judge._labels,
    SettingShape.DISCLAIMER: _Judge._disclaimer,
    SettingShape.LICENSE: _Judge._license,
    SettingShape.BASE_URL: _Judge._base_url,
    SettingShape.TIME_ZONE: _Judge._time_zone,
    SettingShape.MENU: _Judge._menu,
    SettingShape.COLOR: lambda judge, row: judge_schemed(judge, row.name, judge_color),
    SettingShape.LOGO: lambda judge, row: judge_schemed(
        judge, row.name, partial(judge_theme_file, endings=row.choices)
    ),
    SettingShape.THEME_FILE: lambda judge, row: judge_theme_file(
        judge, row.name, row.choices
    ),
    SettingShape.THEME_FILES: lambda judge, row: judge_theme_files(
        judge, row.name, row.choices
    ),
    SettingShape.WIDTHS: _Judge._widths,
    SettingShape.FOLDER: _Judge._folder,
    SettingShape.TABLE: _Judge._table,
    SettingShape.FACETS: lambda judge, row: None,
    SettingShape.ORIGINS: _Judge._origins,
    SettingShape.FIELDS: lambda judge, row: (),
    SettingShape.NAMES: _Judge._names,
    SettingShape.SECTIONS: lambda judge, row: None,
    SettingShape.PAIRS: _Judge._pairs,
    SettingShape.FORMATS: _Judge._formats,
    SettingShape.LANGUAGES: _Judge._languages,
}


def _tables_of(
    rows: Iterable[Setting], table: str = "tool.commentariat"
) -> Iterator[tuple[str, str]]:
    """Yield the settings of *rows* and of the tables in them, each with its *table*."""
    for row in rows:
        yield row.name, table
        yield from _tables_of(row.rows, f"{table}.{row.name}")


_SHORTCODE_NAME = re.compile(r"[A-Za-z_][\w-]{0,99}", re.ASCII)


def _is_width(value: object) -> bool:
    return type(value) is int and 16 <= value <= 2048


def _is_pair(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2 or value[0] == value[1]:
        return False
    return all(isinstance(one, str) for one in value)


def _is_plain_folder(path: str) -> bool:
    parts = path.split("/")
    is_small = path == path.lower()  # `Articles` is `articles` on some systems
    return is_small and all(part and part.replace("-", "").isalnum() for part in parts)
