"""
Values of front matter and of settings, drawn from the tables that judge them.

A key or a setting that is added to its table is varied by itself: what it may be
follows from its shape. Most values are sound, for a build that is refused tells little.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import permutations
from typing import Any

import msgspec
from hypothesis import strategies as st
from PIL import Image

from commentariat.archive.model import Key, Shape
from commentariat.archive.term_rules import Condition, RuleKind, TermRule, write_rule
from commentariat.config import (
    FACET_SETTINGS,
    FIELD_SETTINGS,
    OWN_FACET_SETTINGS,
    SECTION_SETTINGS,
    SETTINGS,
    Setting,
    SettingShape,
)
from commentariat.engine.program import shipped
from commentariat.facets import DEFAULT_FACETS
from commentariat.fields import (
    OF_CARDS,
    OF_FEEDS,
    OF_SCHEMA,
    ON_ARTICLES,
    ON_PAGES,
    FieldKind,
)
from commentariat.formats import HELD
from commentariat.hooks.names import HOOK_NAMES
from commentariat.site.template_rows import TEMPLATE_ROWS
from commentariat.works import WORKS

TEXTS = ("One", "Two words", "Óskar & <b>x</b>", "no", "2014", "Мост")
DATES = ("2019-03-04", "2019-03-05", "2021-12-31", "2022-01-01", "2030-05-05")
MOMENTS = ("2019", "2019-03", "2026", "2019-03-05 04:05", "2026-06-01T06:00+09:00",
           "2026-06-01 23:30 America/New_York")  # fmt: skip
ZONES = ("UTC", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati")
LANGUAGES = ("en", "ru", "ar", "ja", "en-US")
SLUGS = ("ferry", "grid", "bridge", "dam", "letter")
FILES = ("files/p.jpg", "files/deep/p.jpg")
LEADS = ("/about/", "/articles/first/", "/topics/one/", "https://else.test/a.mp3")
MARKDOWN = ("One *word*.", "Two\n\nparagraphs, and a [link](first.md).")
ADDRESSES = ("/old/one/", "/old/two/deep", "/2011/02/19/turkey-pub-42690/")

PIECES = ("first", "first.md", "/articles/first/", "ferry", "../articles/first.md")
LISTINGS = ("/years/", "/types/", "/years/undated/", "/events/", "/authors/mara/")
Drawn = st.SearchStrategy[Any]
one_of = st.sampled_from


def few(values: Iterable[Any]) -> Drawn:
    """Draw a list of a few of *values*, or of none."""
    return st.lists(one_of(tuple(values)), max_size=2, unique=True)


OF_ENTRIES = {
    "date": (*DATES, *MOMENTS),
    "since": ("2009", "2011-05", "2012-02-03"),
    "until": ("2013", "2014-01", "2019-03-04"),
    "url": ("https://x.test/", "mailto:a@x.test"),
}
"""What certain values of entries may be."""


def entry(kind: type[msgspec.Struct]) -> Drawn:
    """Draw what makes one *kind*, as front matter has it."""
    needed: dict[str, Drawn] = {}
    possible: dict[str, Drawn] = {}
    for one in msgspec.structs.fields(kind):
        value = few(TEXTS) if one.type == tuple[str, ...] else one_of(TEXTS)
        value = one_of(OF_ENTRIES[one.name]) if one.name in OF_ENTRIES else value
        (needed if one.required else possible)[one.encode_name] = value
    return st.fixed_dictionaries(needed, optional=possible)


NUMBERS = {
    "orcid": ("0000-0002-1825-0097", "https://orcid.org/0000-0001-5109-3700", "none"),
    "isni": ("0000 0001 2103 2683", "0000000121032684"),
    "ror": ("https://ror.org/04wxnsj81", "05dxps055", "05dxps056"),
    "wikidata": ("Q42", "https://www.wikidata.org/wiki/Q1", "42"),
    "geonames": ("3144096", "https://www.geonames.org/3144096/norway.html", "x"),
}
"""By the authority that gives them: sound ones, and one that is not."""
LICENSES = ("CC-BY-4.0", "cc0-1.0", "https://x.test/terms")
SHAPES: dict[Shape, Callable[[Key], Drawn]] = {
    Shape.TEXT: lambda key: one_of(TEXTS),
    Shape.TEXTS: lambda key: few(TEXTS),
    Shape.CHOICE: lambda key: one_of(key.choices),
    Shape.DATE: lambda key: one_of(DATES),
    Shape.MOMENT: lambda key: one_of((*DATES, *MOMENTS)),
    Shape.FLAG: lambda key: st.booleans(),
    Shape.NUMBER: lambda key: one_of(("1", "20", "-3")),
    Shape.LABEL: lambda key: one_of((*TEXTS, True, False)),
    Shape.BLOCKS: lambda key: few((*key.choices, *LISTINGS)),
    Shape.TEMPLATE: lambda key: one_of(("page.html", "page.html", "own.html")),
    Shape.LANGUAGE: lambda key: one_of(LANGUAGES),
    Shape.SLUG: lambda key: one_of(SLUGS),
    Shape.PIECE: lambda key: one_of(PIECES),
    Shape.FILE: lambda key: one_of(FILES),
    Shape.DOCUMENT: lambda key: one_of((*FILES, "https://x.test/a.pdf")),
    Shape.DOI: lambda key: one_of(("10.5555/a_1", "doi:10.5555/B", "none")),
    Shape.ISBN: lambda key: one_of(("978-3-16-148410-0", "978-3-16-148410-1")),
    Shape.ISSN: lambda key: one_of(("2049-3630", "20493631")),
    Shape.LICENSE: lambda key: one_of(LICENSES),
    Shape.ADDRESSES: lambda key: few(ADDRESSES),
    Shape.MAPPING: lambda key: st.dictionaries(
        one_of(TEXTS), one_of(TEXTS), max_size=2
    ),
    Shape.NAMED_TEXTS: lambda key: st.dictionaries(
        st.sampled_from(["title", "date", "dek"]), one_of(TEXTS), max_size=2
    ),
    Shape.LANGUAGES: lambda key: st.dictionaries(
        one_of(LANGUAGES), one_of(TEXTS), max_size=2
    ),
    Shape.AUTHORITY: lambda key: one_of(NUMBERS[key.name]),
    Shape.ENTRY: lambda key: entry(key.entry),
    Shape.ENTRIES: lambda key: st.lists(entry(key.entry), max_size=2),
    Shape.FIELD: lambda key: own_value(key),
}
OF_FIELD: dict[FieldKind, tuple[Any, ...]] = {
    FieldKind.TEXT: TEXTS,
    FieldKind.MARKDOWN: MARKDOWN,
    FieldKind.NUMBER: (0, 12, "-3.50"),
    FieldKind.DATE: (*DATES, *MOMENTS),
    FieldKind.LINK: LEADS,
    FieldKind.FILE: FILES,
    FieldKind.PICTURE: FILES,
    FieldKind.FLAG: (True, False),
}


def own_value(key: Key) -> Drawn:
    """Draw a value of a field of the site's own, or a list of them."""
    assert key.own is not None
    values = OF_FIELD[key.own.kind]
    return few(values) if key.own.is_many else one_of(values)


FITTING: dict[str, Drawn] = {
    "lead": one_of(PIECES[:3]),
    "featured": few(PIECES[:4]),
    "pinned": few(PIECES[:3]),
    "family": one_of(("words", "One", "Two words")),
    "parent": one_of(("Europe", "Türkiye", "Mara Lindqvist", "no")),
}
"""Of keys that name what must be there."""


PIECES = ("", "a1", "first", "/articles/a2/", "https://else.test/voda")
"""What a piece may say that it translates: little of it need be there."""


def value_of(key: Key) -> Drawn:
    """Draw a value that *key* can have; None: the key is not there."""
    fit = FITTING.get(key.name)
    found = SHAPES[key.shape](key) if fit is None else fit
    return found if key.is_required else st.none() | found


def in_pairs(fields: dict[str, Any]) -> dict[str, Any]:
    """Let the end of a text and its reason come and go together, as they must."""
    for key, end in (("withdrawn", DATES[0]), ("until", "2026-06-01")):
        day, reason = fields.get(key), fields.get(f"{key}_reason")
        if bool(day) is not bool(reason):
            end = day or end
            fields = fields | {key: end, f"{key}_reason": "An error."}
    return fields


NAMED = {
    "authors": (
        "Mara Lindqvist",
        "M. L.",
        "Вера Ланская",
        "Óskar Hrafnsson",
        "Ivo Sepp",
    ),
    "regions": ("Europe", "Türkiye", "europe", "North"),
    "topics": ("Energy", "Rare", "Ports", "One"),
    "series": ("Notes", "Letters", "One"),
}
"""Names of terms that pieces may have, and some that none has."""


def rules_of_terms() -> Drawn:
    """Draw a few lines of rules of terms, most of which do not contradict each other."""
    return st.lists(_rule(), max_size=3).map(lambda found: [*map(write_rule, found)])


@st.composite
def _rule(draw: st.DrawFn) -> TermRule:
    kind, facet = draw(one_of(tuple(RuleKind))), draw(one_of(tuple(NAMED)))
    old, new = draw(one_of(tuple(permutations(NAMED[facet], 2))))
    condition = None
    if kind is RuleKind.MOVE:
        new = draw(one_of([one for one in NAMED if one != facet]))
    elif kind is RuleKind.APART:
        return TermRule(kind, facet, (old, new))
    elif kind in (RuleKind.SPLIT, RuleKind.IN_SERIES):
        condition = Condition("series", (draw(one_of(NAMED["series"])),))
    if kind is RuleKind.SPLIT:
        years, files = ("2019", "2021"), ("articles/first.md", "articles/a1.md")
        others = Condition("years", years), Condition("files", files)
        condition = draw(one_of((condition, *others)))
    return TermRule(kind, facet, (old,), new, condition)


# --- settings ---------------------------------------------------------------------

NAMES = ("countries", "translators", "themes")
PLACES = (ON_ARTICLES, ON_PAGES, *(facet.name for facet in DEFAULT_FACETS))
"""What fields may stand on, whatever else there is."""
FOLDERS = ("where", "deep/er", "x-1")
MENUS = (
    {"label": "About", "url": "/about/"},
    {"label": "Else", "url": "https://x.test/"},
    {"label": "Over", "items": [{"label": "Press", "url": "/press/"}]},
    {"label": "Press", "url": "/press/", "items": [{"label": "A", "url": "/about/"}]},
)
PAIRS = (["regions", "topics"], ["authors", "regions"], ["types", "series"])
ORIGINS = ("self", "https://media.test", "https://forms.test:8443")
LABELS = st.dictionaries(one_of(TEXTS), one_of(TEXTS), max_size=2)

# That words can be read in and on, in any pair of them.
COLORS: dict[str, tuple[Any, ...]] = {
    "accent": ("#0b6e4f", "#036", {"light": "#7a1f00", "dark": "#7fd1b0"}, {"dark": "#ffb3d1"}),
    "paper": ("#ffffff", "#fff1e5", {"dark": "#000000"}),
}  # fmt: skip
LOGOS = ("sea.svg", "own/x.png", "own/x.svg", {"light": "sea.svg", "dark": "own/x.png"})
FONTS = ("fonts/naskh-arabic.woff2", "own/x.woff2")
IN_LANGUAGES: Drawn = st.lists(
    one_of(("en", "ru", "ar")), min_size=1, max_size=3, unique=True
)
"""Languages of a site, in any order."""
SETTING_SHAPES: dict[SettingShape, Callable[[Setting], Drawn]] = {
    SettingShape.TEXT: lambda row: st.none() if row.pattern else one_of(TEXTS),
    SettingShape.TEXTS: lambda row: few(TEXTS),
    SettingShape.FLAG: lambda row: st.booleans(),
    SettingShape.COUNT: lambda row: one_of((row.least, row.least + 1, 3, row.most)),
    SettingShape.CHOICE: lambda row: one_of(row.choices),
    SettingShape.LABELS: lambda row: LABELS,
    SettingShape.DISCLAIMER: lambda row: one_of(TEXTS) | LABELS,
    SettingShape.LICENSE: lambda row: one_of(LICENSES),
    SettingShape.BASE_URL: lambda row: one_of(
        ("https://archive.test/", "https://archive.test/repo/")
    ),
    SettingShape.TIME_ZONE: lambda row: one_of(ZONES),
    SettingShape.MENU: lambda row: few(range(len(MENUS))).map(
        lambda found: [MENUS[number] for number in found]
    ),
    SettingShape.COLOR: lambda row: one_of(COLORS[row.name]),
    SettingShape.LOGO: lambda row: one_of(LOGOS),
    SettingShape.THEME_FILE: lambda row: one_of(FONTS),
    SettingShape.THEME_FILES: lambda row: few((f"own/x{row.choices[0]}",)),
    SettingShape.WIDTHS: lambda row: few((90, 300)),
    SettingShape.FOLDER: lambda row: one_of(FOLDERS),
    SettingShape.TABLE: lambda row: rows_of(row.rows),
    SettingShape.FACETS: lambda row: FACETS,
    SettingShape.ORIGINS: lambda row: few(ORIGINS),
    SettingShape.FIELDS: lambda row: OWN_FIELDS,
    SettingShape.NAMES: lambda row: one_of(TEXTS) | few(TEXTS),
    SettingShape.SECTIONS: lambda row: SECTIONS,
    SettingShape.FORMATS: lambda row: few(HELD),
    SettingShape.LANGUAGES: lambda row: IN_LANGUAGES,
    SettingShape.PAIRS: lambda row: few(range(len(PAIRS))).map(
        lambda found: [PAIRS[number] for number in found]
    ),
}  # fmt: skip


# Not any text will do for these, and not any folder or key is free.
FIT: dict[str, Drawn] = {
    "language": one_of(LANGUAGES),
    "system": one_of(("Georgia", "Gill Sans, Optima")),
    "share_picture": one_of(("own/x.png", "own/y.png")),
    "keys": st.dictionaries(
        one_of(("land", "haus")), one_of(("regions", "series", "dek")), max_size=1
    ),
    "key": one_of((None, None, "named_otherwise")),
    "works": st.dictionaries(
        one_of(("commentary", "event", "essay")), one_of(tuple(WORKS)), max_size=2
    ),
    "path": one_of((*[None] * 9, *FOLDERS)),
    "fixed": one_of((None, None, None, None, True)),
    "on": st.lists(one_of(PLACES), min_size=1, max_size=3, unique=True)
    | one_of((ON_ARTICLES, [ON_ARTICLES, "authors"])),
    "schema": one_of(("isbn", "about")),
}


def setting_value(row: Setting) -> Drawn:
    """Draw a value of the setting *row*; None: it is not there."""
    fit = FIT.get(row.name)
    return st.none() | (SETTING_SHAPES[row.shape](row) if fit is None else fit)


def rows_of(rows: Iterable[Setting]) -> Drawn:
    """Draw a table of settings."""
    return st.fixed_dictionaries({row.name: setting_value(row) for row in rows})


OWN_FACET = rows_of(OWN_FACET_SETTINGS).map(
    lambda row: {
        **row,
        "label": row["label"] or "Own",
        "label_one": row["label_one"] or "One",
    }
)
FACETS: Drawn = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(NAMES, OWN_FACET)
    | {facet.name: rows_of(FACET_SETTINGS) for facet in DEFAULT_FACETS},
)


def _where_it_can(row: dict[str, Any]) -> dict[str, Any]:
    """Take away where a field of that kind cannot show."""
    kind = row["kind"] or FieldKind.TEXT
    uses = ("cards", OF_CARDS), ("feed", OF_FEEDS), ("schema", OF_SCHEMA)
    return row | {use: None for use, kinds in uses if kind not in kinds}


FIELD_NAMES = ("podcast", "rating", "note")
OWN_FIELDS: Drawn = st.dictionaries(
    one_of(FIELD_NAMES), rows_of(FIELD_SETTINGS).map(_where_it_can)
)
ORDERS = ("date", "-date", "title", "-title", "day", "-day")
OF_SECTION = {row.name: setting_value(row) for row in SECTION_SETTINGS} | {
    "label": one_of(TEXTS),
    "order": one_of(ORDERS),
    "template": one_of(("item.html", "item.html", "own.html")),
}
"""What each row of a section may be."""
SECTION = st.fixed_dictionaries(
    {"label": OF_SECTION["label"]},
    optional={name: one for name, one in OF_SECTION.items() if name != "label"},
)
SECTIONS: Drawn = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("events", "jobs"), SECTION)
)


def with_days(settings: dict[str, Any]) -> dict[str, Any]:
    """Give sections that are sorted by a day the field that is one."""
    sections = settings.get("sections") or {}
    rows = {name: row.get("order") or "" for name, row in sections.items()}
    on = [name for name, order in rows.items() if order.endswith("day")]
    fields = {**(settings.get("fields") or {})}
    fields.pop("day", None)
    if on:
        fields["day"] = {"kind": "date", "on": on}
    return settings | {"fields": fields}


def in_languages(settings: dict[str, Any]) -> dict[str, Any]:
    """Say some of *settings* in each language, where there are several."""
    languages = settings.get("languages")
    if not languages:
        return settings
    found = settings | {"language": None}
    for name in ("title", "tagline", "menu"):
        value = settings.get(name)
        if value is not None:
            found[name] = {languages[0]: value, languages[-1]: value[:1]}
    sections = settings.get("sections") or {}
    found["sections"] = {
        name: row | {"label": {languages[0]: row["label"], languages[-1]: "Ещё"}}
        for name, row in sections.items()
    }
    return found


def _with_one_table_of_types(settings: dict[str, Any]) -> dict[str, Any]:
    """Give the labels of types in one place, as a site has to."""
    row = (settings["facets"] or {}).get("types", {})
    return {**settings, "types": None} if row.get("labels") else settings


def _with_crossed_pages(settings: dict[str, Any]) -> dict[str, Any]:
    """Cross no facet that has no pages."""
    facets = settings["facets"] or {}
    bare = {name for name, row in facets.items() if row.get("pages") is False}
    pairs = [pair for pair in settings["feed_crossings"] or [] if not bare & {*pair}]
    return {**settings, "feed_crossings": pairs}


ALL_SETTINGS = (
    rows_of(SETTINGS)
    .map(_with_one_table_of_types)
    .map(_with_crossed_pages)
    .map(with_days)
)


TABLES = tuple(row for row in SETTINGS if row.rows)
"""Settings that are tables of others."""


def another(values: Drawn, before: Any) -> Drawn:
    """Draw one of *values* that is not *before*, unless all that are drawn are."""
    several = st.lists(values, min_size=4, max_size=4)
    return several.map(
        lambda found: next((one for one in found if one != before), found[0])
    )


def varies(row: Setting) -> bool:
    """Tell whether there are values to be drawn for the setting *row*."""
    return bool(row.rows) or not row.pattern or row.name in FIT


def other_value(row: Setting, before: Any) -> Drawn:
    """Draw what the setting *row* can be besides what it was *before*."""
    if not row.rows:
        return another(setting_value(row), before)
    table: dict[str, Any] = before or {}

    def put(name: str) -> Callable[[Any], dict[str, Any]]:
        return lambda found: {**table, name: found}

    rows = list(filter(varies, row.rows))
    return st.one_of(
        [other_value(one, table.get(one.name)).map(put(one.name)) for one in rows]
    )


def to_toml(settings: dict[str, Any]) -> str:
    """Write drawn *settings* as a site's pyproject.toml; what is None is left out."""
    inline = _inline({"title": "The Test Archive"} | _without_none(settings))
    return f"[tool]\ncommentariat = {inline}\n"


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_none(v) for k, v in value.items() if v is not None}
    return value


# --- the look ---------------------------------------------------------------------


def make_picture(width: int, color: str, kind: str = "JPEG") -> bytes:
    """Make a picture, nine pixels high."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, 9), color).save(buffer, kind)
    return buffer.getvalue()


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="9"></svg>'
_SHIPPED_FONTS = ("franklin-latin.woff2", "brygada-italic-figures.woff2")
THEME_FILES: dict[str, tuple[bytes, ...]] = {
    "site.css": (b"a{}", b"b{background:url(own/y.png)}"),
    "own/x.css": (b"a{}", b"b{}"),
    "own/x.js": (b"a()", b"b()"),
    "own/x.png": (make_picture(60, "red", "PNG"), make_picture(90, "red", "PNG")),
    "own/y.png": (make_picture(60, "blue", "PNG"), make_picture(50, "blue", "PNG")),
    "own/x.svg": (_SVG.format(9).encode(), _SVG.format(18).encode()),
    "own/x.woff2": tuple(
        (shipped("theme") / "fonts" / name).read_bytes() for name in _SHIPPED_FONTS
    ),
}
"""Files that settings of the look may name, or that lie over shipped ones."""

_BLOCK = re.compile(r"\{%-? block (\w+)")
_MACRO = re.compile(r"(\{%-? macro [^%]*%\}\n?)")


def overrides_of(name: str) -> tuple[str, ...]:
    """
    List templates that may lie over the shipped one called *name*.

    They fill a block of it each, or bring in the whole of it; of what is there for its
    macros alone they are copies that print more. The last extends itself.
    """
    text = (shipped("templates") / name).read_text(encoding="utf-8")
    head = f'{{% extends "shipped/{name}" %}}'
    found = [
        f"{head}{{% block {block} %}}{{{{ super() }}}}<b>{block}</b>{{% endblock %}}"
        for block in dict.fromkeys(_BLOCK.findall(text))
    ]
    if copied := _MACRO.sub(r"\1<b>copied</b>", text):
        found += [copied] if copied != text else []
    if not found:
        found = [f'<b>over</b>{{% include "shipped/{name}" %}}']
    return (*found, f'{{% extends "{name}" %}}')


_OF_PAGES = (
    "base.html",
    "article.html",
    "home.html",
    "page.html",
    "term.html",
    "_card.html",
)
_OVER = [row.name for row in TEMPLATE_ROWS]
OVERRIDES: Drawn = (one_of(_OF_PAGES) | one_of(_OVER)).flatmap(
    lambda name: st.tuples(st.just(name), one_of((*overrides_of(name), None)))
)
"""A template that lies over a shipped one, by its name; None: it lies there no more."""

# --- hooks ------------------------------------------------------------------------

TOOLS = """\
from commentariat.api import Label, LabeledLine, LayoutRule, Source, make_rule

sign = {sign}


def shout(text):
    return f"{{text}} {{sign}}"


def read(data):
    title, *lines = data.decode().splitlines()
    said = '{{"authors": ["Mara Lindqvist"], "type": "letter", "topics": [], "regions": []}}'
    return "\\n".join(["# Notes", said, title, *lines, f"It was {{sign}} that said so."])


def label(page):
    rest = [LabeledLine(line, Label.BODY) for line in page.after[1:]]
    return [LabeledLine(page.after[0], Label.TITLE), *rest]


HOUSE = LayoutRule(
    name="house",
    sign="a heading of notes",
    fits=lambda page: bool(page.before) and page.before[0].text.startswith("# Notes"),
    label=label,
    label_before=lambda page: [LabeledLine(one, Label.NAVIGATION) for one in page.before],
    has_title=True,
)


def typos(text):
    begin = text.find("teh ")
    if begin >= 0:
        yield begin, "teh", "the", 0.95
"""
SIGNS = ("'one'", "'two'", "1 / 0")
"""What the module that hooks import has; the last is at fault."""
_OF_HOOKS: dict[str, tuple[str, ...]] = {
    "FILTERS": ("{'shout': str.upper}", "{'shout': tools.shout}"),
    "GLOBALS": ("{'sign': tools.sign}", "{'sign': 'three'}"),
    "MARKDOWN_EXTENSIONS": ("['abbr']", "['attr_list']"),
    "SHORTCODES": (
        "{'sign': lambda: tools.sign}",
        "{'sign': lambda: '<a href=\"/articles/first/\">first</a>'}",
    ),
    "SOURCES": ("[tools.Source('.letter', tools.read)]",),
    "LAYOUTS": ("[tools.HOUSE]",),
    "REPAIRS": ("[tools.make_rule('house-typo', tools.typos)]",),
    "fields": (
        "lambda article: {'told': tools.sign}",
        "lambda article: {'told': f'{len(article.body)} letters'}",
    ),
    "after_build": ("lambda report: print(report.articles)",),
}
HOOKS: Mapping[str, tuple[str | None, ...]] = {
    row.name: (*_OF_HOOKS[row.name], None, "1 / 0") for row in HOOK_NAMES
}
"""What may stand under each name that is looked for; the last is at fault."""
TOLD = {"kind": "text", "cards": True}
"""Of the field that hooks tell."""


def hooks_text(values: Mapping[str, str]) -> str:
    """Write a `hooks.py` that sets names to *values*."""
    lines = [f"{name} = {value}" for name, value in values.items()]
    return "\n".join(("import tools", *lines, ""))


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)} = {_inline(one)}" for key, one in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return json.dumps(value, ensure_ascii=False)
