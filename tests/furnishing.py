"""
A site with all that a house can make its own, and each of these made another.

What may be turned is drawn from the tables that the program goes by: what is added to
one of them is varied by itself.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compiled_once import compiled_once
from drawn import (
    ALL_SETTINGS,
    FACETS,
    FIELD_NAMES,
    HOOKS,
    MOMENTS,
    OF_SECTION,
    OVERRIDES,
    OWN_FIELDS,
    SECTIONS,
    SIGNS,
    TABLES,
    THEME_FILES,
    TOLD,
    TOOLS,
    another,
    hooks_text,
    in_languages,
    in_pairs,
    make_picture,
    other_value,
    overrides_of,
    rules_of_terms,
    to_toml,
    value_of,
    varies,
    with_days,
)
from harness import SiteFolder, article, tree
from hypothesis import strategies as st
from hypothesis.stateful import RULE_MARKER, RuleBasedStateMachine, rule

from commentariat.archive.folders import TERM_RULES
from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.model import (
    Key,
    article_keys,
    home_keys,
    item_keys,
    page_keys,
    term_keys,
)
from commentariat.archive.yaml_header import dump_front_matter
from commentariat.config import (
    SECTION_SETTINGS,
    SETTINGS,
    Setting,
    Settings,
    load_settings,
)
from commentariat.disk import BESIDE
from commentariat.errors import SourceError
from commentariat.pipeline import Report
from commentariat.site.template_rows import TEMPLATE_ROWS

# What is out is another at each; the last two are one moment in some time zone.
NOWS = ({"today": "2026-06-01"}, {"today": "2026-05-31"}, {"today": "2026-06-02"},
        {"today": "", "now": "2026-05-31T20:59:59Z"}, {"today": "", "now": "2026-06-01T06:00"},
        {"today": "", "now": "2026-06-01T06:00+09:00"})  # fmt: skip
DAYS = ("2026-05-31", "2026-06-01", "2026-06-02", "2026", *MOMENTS)
"""Of items: what is still to come of them moves with those."""
ALL_OF_MARKDOWN = """\
~~Struck~~, "quoted" https://a.test/b. The HTML *x*{: .wide } of it.

- [ ] one

Term
: what

!!! note
    Words.

<div markdown="1">
*in*
</div>

![x](/files/p.jpg "A title")

*[HTML]: Hyper

{{< sign >}}
"""
LOADING = (
    '<iframe src="https://media.test/a" title="x"></iframe>\n\n'
    '<form action="https://forms.test:8443/"><input name="x"></form>\n\n'
    '<img src="https://media.test/y.png" alt="y">\n\n'
    '<video src="https://media.test/b"></video> <audio src="https://media.test/c"></audio>'
)
PAPER = """\
{{< epigraph source="Orders" >}}
Both.
{{< /epigraph >}}

Text.[^a] One more[^b]. It is long enough to have notes beside it, at any width of the page.

## One

{{< table "/files/t.csv" caption="What was read" >}}

### Two

{{< figure /files/p.jpg "A title" wide=yes >}}

## Three

> Said.[^a]

[^a]: Note.

[^b]: Other.
"""
FOOT = "<footer>{{ sign|default('none') }}</footer>\n"
SHOUTING = "<footer>{{ sign|default('none') }}{{ site.title|shout }}</footer>\n"
ROWS = tuple((table, row) for table in TABLES for row in table.rows if varies(row))
ALONE = tuple(filter(varies, SETTINGS))
LOOK = {
    "logo": "own/x.png",
    "fonts": {"serif": {"regular": "own/x.woff2"}},
    "extra_css": ["own/x.css"],
    "extra_js": ["own/x.js"],
    "share_picture": "own/y.png",
}
PICTURE = make_picture(400, "red")
PAGES = ("about", "press/index", "about/team", "press/deep/er/index", "team", "ru",
         "ar/index", "ru/about")  # fmt: skip
FOLDERS = ("", "about", "press", "press/deep")
ITEMS = ("events/fair", "events/deep/launch", "events/x/index", "jobs/cook")
OF_HOME = [key for key in home_keys() if key not in page_keys()]
TERMS = ("authors/mara", "countries/one", "where/one", "years/2019", "types/qa",
         "regions/europe")  # fmt: skip
RAW_TEXTS = (
    "The Ferry at Night\nA first paragraph that is long enough to be prose, by teh lock.\n",
    "The Ferry at Dawn\nA second paragraph that is long enough to be prose, by teh lock.\n",
)
RAW_HEAD = """\
# Notes of the house
{"authors": ["Mara Lindqvist"], "type": "commentary", "topics": [], "regions": []}
"""
OWN_WORDS = (
    "",
    'msgid "Home"\nmsgstr "The quay"\n\nmsgctxt "facet"\nmsgid "Authors"\nmsgstr "Crew"\n',
    'msgid "Table"\nmsgstr "Chart"\n\nmsgctxt "between names"\nmsgid ", "\nmsgstr " + "\n',
)
"""Catalogs of a site's own, of any language."""
RAW_FILES = {"2019-03-04-notes.txt": RAW_HEAD, "2019-03-05.letter": ""}
"""Raw files that no site reads without hooks, and what they begin with."""


def any_other(values: Sequence[Any], before: Any) -> st.SearchStrategy[Any]:
    """Draw one of *values* that is not as it was *before*."""
    return st.sampled_from([one for one in values if one != before])


class Furnishing(RuleBasedStateMachine):
    """A house at work on its own look and parts; nothing is built unless asked for."""

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        made = folder or tempfile.mkdtemp(prefix="incremental-", dir=_memory())
        self.scratch = Path(made)
        self.site = SiteFolder(self.scratch / "site")
        self.broken: set[str] = set()
        """Content files that are at fault by themselves."""
        self.settings: dict[str, Any] = {}
        self.hooks: dict[str, str] = {}
        """What `hooks.py` sets, by name."""
        self.now: dict[str, object] = {}
        self.has_hooks = True
        self._kept = ExitStack()
        self._kept.enter_context(compiled_once())

    def teardown(self) -> None:
        self._kept.close()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def furnish(self) -> None:
        """Make a site that has something of all that can be turned."""
        for name, texts in THEME_FILES.items():
            self.site.write(f"theme/{name}", texts[0])
        self.site.write("content/files/p.jpg", PICTURE)
        self.site.write("content/files/t.csv", "a,b\n1,2\n")
        self.site.write("templates/_foot.html", FOOT)
        for name in ("article.html", "home.html"):
            self.site.write(f"templates/{name}", overrides_of(name)[0])
        self.site.write("content/pages/index.md", article("Home", "Welcome."))
        self.site.write("templates/own.html", '{% extends "page.html" %}')
        self.site.write("tools.py", TOOLS.format(sign=SIGNS[0]))
        bodies = {
            "first": ALL_OF_MARKDOWN,
            "second": LOADING,
            "third": PAPER,
            "late": "",
        }
        dates = ("2020-03-04", "2021-03-04", "2022-03-04", "2026-06-02")
        for (name, body), date in zip(bodies.items(), dates, strict=True):
            text = article(
                name.title(), body, slug=name, date=date,
                authors=["Mara Lindqvist"], regions=["Europe"], topics=["One"],
            )  # fmt: skip
            self.site.write(f"content/articles/{name}.md", text)
        for name in PAGES[:3]:
            self.site.write(f"content/pages/{name}.md", article(Path(name).parts[0]))
        self.settings = {
            "sections": {"events": {"label": "Events", "order": "day"}},
            "policy": {
                "pictures": ["https://media.test"]
            },  # without it, one is refused
        }
        for name, day in zip(ITEMS[:3], DAYS, strict=False):
            text = article(name, "See [it](/articles/first/).", day=day)
            self.site.write(f"content/{name}.md", text)
        for name, head in RAW_FILES.items():
            self.site.write(f"content/raw/{name}", head + RAW_TEXTS[0])
        self.write_settings()

    # Settings

    def write_settings(self) -> None:
        """Write the settings, with the fields that sections and hooks go by."""
        self.settings = with_days(self.settings)
        fields = self.settings["fields"]
        fields.pop("told", None)
        if "fields" in self.hooks:
            fields["told"] = TOLD
        self.site.write("pyproject.toml", to_toml(in_languages(self.settings)))

    def read_settings(self) -> Settings:
        """Read the settings as the site has them; where they are at fault, without any."""
        try:
            return load_settings(self.site.folder, has_hooks=False)
        except SourceError:  # two of them want one folder, say
            return Settings(title="", institution="")

    @rule(settings=ALL_SETTINGS, is_tidy=st.sampled_from((True, True, False)))
    def change_settings(self, settings: dict[str, Any], is_tidy: bool) -> None:
        self.settings = settings
        self.write_settings()
        if is_tidy:
            self.drop_unknown_keys()

    @rule(data=st.data(), row=st.sampled_from(ALONE))
    def change_setting(self, data: st.DataObject, row: Setting) -> None:
        """Let one setting be another; of a table, one of its rows."""
        before = self.settings.get(row.name)
        value = data.draw(other_value(row, before), label=row.name)
        self.settings = self.settings | {row.name: value}
        self.write_settings()

    @rule(data=st.data(), row=st.sampled_from(ROWS))
    def change_row(self, data: st.DataObject, row: tuple[Setting, Setting]) -> None:
        """Let one row of a table of settings be another."""
        table, inner = row
        rows = self.settings.get(table.name) or {}
        value = data.draw(other_value(inner, rows.get(inner.name)), label=inner.name)
        self.settings = self.settings | {table.name: {**rows, inner.name: value}}
        self.write_settings()

    @rule(facets=FACETS, is_tidy=st.sampled_from((True, True, False)))
    def change_facets(self, facets: dict[str, Any], is_tidy: bool) -> None:
        """Let facets come and go, and with them the keys that name their terms."""
        self.settings = self.settings | {"facets": facets, "types": None}
        self.write_settings()
        if is_tidy:
            self.drop_unknown_keys()

    @rule(fields=OWN_FIELDS, is_tidy=st.sampled_from((True, True, False)))
    def change_fields(self, fields: dict[str, Any], is_tidy: bool) -> None:
        """Let fields of the site's own come, go, and be of another kind."""
        if "note" in fields:
            sections = self.settings.get("sections") or ()
            fields["note"]["on"] = ["articles", *sections]
        self.settings = self.settings | {"fields": fields}
        self.write_settings()
        contents = sorted((self.site.folder / "content").rglob("*.md"))
        for path in (p.relative_to(self.site.folder).as_posix() for p in contents):
            if is_tidy and path not in self.broken:
                said, body = self._open(path)
                kept = {key: one for key, one in said.items() if key not in FIELD_NAMES}
                self.site.write(path, dump_front_matter(kept, body))

    @rule(sections=SECTIONS)
    def change_sections(self, sections: dict[str, Any]) -> None:
        """Let sections come and go, and items with them."""
        self.settings = self.settings | {"sections": sections}
        self.write_settings()

    @rule(data=st.data(), row=st.sampled_from(SECTION_SETTINGS))
    def change_section(self, data: st.DataObject, row: Setting) -> None:
        """Let one row of a section be another."""
        sections = dict(self.settings.get("sections") or {})
        section = sections.get("events") or {"label": "Events"}
        values = another(OF_SECTION[row.name], section.get(row.name))
        sections["events"] = section | {row.name: data.draw(values, label=row.name)}
        self.change_sections(sections=sections)

    @rule(data=st.data())
    def wait(self, data: st.DataObject) -> None:
        """Let time pass, or go back."""
        self.now = data.draw(any_other(NOWS, self.now or NOWS[0]), label="now")

    # Look

    @rule(data=st.data(), name=st.sampled_from(tuple(THEME_FILES)))
    def edit_theme(self, data: st.DataObject, name: str) -> None:
        path = self.site.folder / "theme" / name
        before = path.read_bytes() if path.exists() else None
        text = data.draw(any_other(THEME_FILES[name], before))
        self.site.write(f"theme/{name}", text)

    @rule(data=st.data())
    def override_again(self, data: st.DataObject) -> None:
        """Fill another block of a shipped template that is filled already, and has several."""
        found = sorted((self.site.folder / "templates").glob("*.html"))
        shipped = {row.name for row in TEMPLATE_ROWS} - {"_foot.html"}  # of the hooks
        names = [one.name for one in found if one.name in shipped]
        names = [name for name in names if len(overrides_of(name)[:-1]) > 1]
        if names:
            name = data.draw(st.sampled_from(names), label="name")
            texts = any_other(
                overrides_of(name)[:-1], self.site.read(f"templates/{name}")
            )
            self.override(over=(name, data.draw(texts, label="text")))

    @rule(over=OVERRIDES)
    def override(self, over: tuple[str, str | None]) -> None:
        """Fill a block of a shipped template, or take one's own away again."""
        name, text = over
        if text is None:
            (self.site.folder / f"templates/{name}").unlink(missing_ok=True)
        else:
            self.site.write(f"templates/{name}", text)

    # Hooks

    @rule(data=st.data(), name=st.sampled_from(tuple(HOOKS)))
    def hook(self, data: st.DataObject, name: str) -> None:
        """Let a name of hooks stand for another thing, or for none."""
        self.has_hooks = True
        value = data.draw(any_other(HOOKS[name], self.hooks.get(name)), label=name)
        self.hooks.pop(name, None)
        if value is not None:
            self.hooks[name] = value
        self.site.write("hooks.py", hooks_text(self.hooks))
        if name == "FILTERS":  # without it, what uses it is at fault
            self.site.write("templates/_foot.html", SHOUTING if value else FOOT)
        self.write_settings()

    @rule(data=st.data())
    def write_module_of_hooks(self, data: st.DataObject) -> None:
        path = self.site.folder / "tools.py"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        texts = [TOOLS.format(sign=sign) for sign in SIGNS]
        self.site.write("tools.py", data.draw(any_other(texts, before)))

    @rule()
    def delete_hooks(self) -> None:
        """Delete the hooks; the module stays, for they may come back."""
        self.hooks.clear()
        (self.site.folder / "hooks.py").unlink(missing_ok=True)
        self.write_settings()

    @rule()
    def leave_hooks_alone(self) -> None:
        """Build without hooks until they are others."""
        self.has_hooks = False

    # Words

    @rule(data=st.data(), name=st.sampled_from(("en", "ru", "pt")))
    def write_words(self, data: st.DataObject, name: str) -> None:
        """Let a catalog of the site's own say other words, or none."""
        path = self.site.folder / f"content/interface/{name}.po"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        text = data.draw(any_other(OWN_WORDS, before))
        self.site.write(f"content/interface/{name}.po", text)
        if not text:
            path.unlink()

    @rule(data=st.data(), name=st.sampled_from(tuple(RAW_FILES)))
    def write_raw_of_house(self, data: st.DataObject, name: str) -> None:
        path = self.site.folder / "content/raw" / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        texts = [RAW_FILES[name] + text for text in RAW_TEXTS]
        self.site.write(f"content/raw/{name}", data.draw(any_other(texts, before)))

    # Keys

    def articles(self) -> list[str]:
        folder = self.site.folder / "content/articles"
        return sorted(
            p.relative_to(self.site.folder).as_posix() for p in folder.rglob("*.md")
        )

    def _pick(self, choice: int) -> str | None:
        found = self.articles()
        return found[choice % len(found)] if found else None

    @rule()
    def drop_unknown_keys(self) -> None:
        known = {key.name for key in self.article_keys()}
        for path in self.articles():
            if path not in self.broken:
                fields, body = self._open(path)
                kept = {key: one for key, one in fields.items() if key in known}
                self.site.write(path, dump_front_matter(kept, body))

    def article_keys(self) -> tuple[Key, ...]:
        told = self.read_settings()
        return article_keys(told.facets, told.fields)

    @rule(choice=st.integers(0, 50), data=st.data())
    def change_key(self, choice: int, data: st.DataObject) -> None:
        path = self._pick(choice)
        if path and path not in self.broken:
            self._change(path, self.article_keys(), data)

    @rule(choice=st.integers(0, 50), is_term=st.booleans(), data=st.data())
    def change_field(self, choice: int, is_term: bool, data: st.DataObject) -> None:
        """Give a field another value, in an article or the file of an author."""
        path = "content/authors/mara.md" if is_term else self._pick(choice)
        fields = self.read_settings().fields
        keys = term_keys("authors", fields) if is_term else self.article_keys()
        own = [key for key in keys if key.own]
        if path and own and path not in self.broken:
            self._change(path, own, data, {"name": "Mara Lindqvist"})

    @rule(path=st.sampled_from(TERMS), data=st.data())
    def change_term_key(self, path: str, data: st.DataObject) -> None:
        keys = term_keys(path.partition("/")[0], self.read_settings().fields)
        self._change(f"content/{path}.md", keys, data)

    @rule(lines=rules_of_terms())
    def write_rules(self, lines: list[str]) -> None:
        self.site.write(TERM_RULES, "".join(f"{line}\n" for line in lines))

    @rule(path=st.sampled_from(PAGES), data=st.data())
    def change_page_key(self, path: str, data: st.DataObject) -> None:
        keys = page_keys(self.read_settings().fields)
        self._change(f"content/pages/{path}.md", keys, data)

    @rule(choice=st.integers(0, 9), folder=st.sampled_from(FOLDERS))
    def move_page(self, choice: int, folder: str) -> None:
        """Move a page to another folder of pages, where there is none of its name."""
        top = self.site.folder / "content/pages"
        found = sorted(
            p for p in top.rglob("*.md") if p.parent != top or p.stem != "index"
        )
        if found:
            page = found[choice % len(found)]
            name = f"{page.parent.name}.md" if page.stem == "index" else page.name
            target = top / folder / name
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                page.rename(target)

    @rule(choice=st.integers(0, 9))
    def delete_page(self, choice: int) -> None:
        """Delete a page, or what the home page shows."""
        found = sorted((self.site.folder / "content/pages").rglob("*.md"))
        if found:
            found[choice % len(found)].unlink()

    @rule(data=st.data())
    def change_home_key(self, data: st.DataObject) -> None:
        keys = home_keys(self.read_settings().fields)
        self._change("content/pages/index.md", keys, data)

    @rule(data=st.data())
    def choose_for_home(self, data: st.DataObject) -> None:
        """Let the home page show other pieces or parts."""
        self._change("content/pages/index.md", OF_HOME, data, {"title": "Home"})

    @rule(path=st.sampled_from(ITEMS), data=st.data())
    def change_item_key(self, path: str, data: st.DataObject) -> None:
        told = self.read_settings()
        keys = item_keys(path.split("/")[0], told.facets, told.fields)
        self._change(f"content/{path}.md", keys, data)

    @rule(path=st.sampled_from(ITEMS[:3]), day=st.sampled_from(DAYS))
    def hold_otherwise(self, path: str, day: str) -> None:
        """Give an event another day, by which it is yet to come or past."""
        sections = self.settings.get("sections") or {}
        order = (sections.get("events") or {}).get("order") or ""
        fields, body = self._open(f"content/{path}.md")
        fields = {"title": "One"} | fields
        fields["day" if order.endswith("day") else "date"] = day
        self.site.write(f"content/{path}.md", dump_front_matter(fields, body))

    @rule(data=st.data())
    def change_introduction(self, data: st.DataObject) -> None:
        keys = page_keys(self.read_settings().fields)
        self._change("content/events/index.md", keys, data)

    def _change(
        self,
        path: str,
        keys: Sequence[Key],
        data: st.DataObject,
        needed: Mapping[str, Any] | None = None,
    ) -> None:
        """Give one key of the file at *path*, which may be new, another value."""
        key = data.draw(st.sampled_from(keys), label="key")
        value = data.draw(value_of(key), label=key.name)
        for file in value if isinstance(value, list) else [value]:
            if isinstance(file, str) and file.startswith("files/"):
                self.site.write(f"content/{file}", PICTURE)
        if value == "own.html":
            self.site.write(f"templates/{value}", '{% extends "page.html" %}')
        fields, body = self._open(path)
        if not fields:
            fields = dict(needed or {}) or {
                one.name: "One" for one in keys if one.is_required
            }
        fields[key.name] = value
        kept = {k: one for k, one in in_pairs(fields).items() if one is not None}
        self.site.write(path, dump_front_matter(kept, body))

    def _open(self, path: str) -> tuple[dict[str, Any], str]:
        if not (self.site.folder / path).exists():
            return {}, "Text."
        fields, _, body = parse_front_matter(self.site.read(path), path)
        return fields, body

    # What must hold

    def compare(self, workers: int = 1, goes_on: bool = False) -> None:
        """Build, and hold what is there then against a clean build."""
        before = self.site.output()
        how = {
            "workers": workers, "keep_going": goes_on, "hooks": self.has_hooks, **self.now,
        }  # fmt: skip
        self.site.build(**how)
        if not self.site.report.is_done:
            assert self.site.problems
            # What a killed build left beside pages may go at any time.
            kept = {p: data for p, data in before.items() if BESIDE not in p}
            now = self.site.output()
            left = {p: data for p, data in now.items() if BESIDE not in p}
            assert left == kept
            return
        assert not list((self.site.folder / "output").rglob(f"*{BESIDE}"))
        told = self.site.report
        output, clean = self.site.clean_build(self.scratch / "clean", **how)
        assert self.site.output() == output
        assert said(told) == said(clean)
        if not told.imported:  # else it asks what it is asked about raw files, too
            self._compare_points(told, clean)
        again = self.site.build(**how).report
        assert again.rendered == ()
        assert again.deleted == ()
        self._compare_points(again, clean)
        assert said(again) == said(clean)

    def _compare_points(self, found: Report, clean: Report) -> None:
        """Compare what is asked; a clean build may read raw files again, and ask of them."""
        asked, all_asked = set(found.open_points), set(clean.open_points)
        has_raw = (self.site.folder / "content/raw").is_dir()
        assert asked <= all_asked if has_raw else asked == all_asked

    def sources(self) -> dict[str, bytes]:
        """Read all that the site is made of."""
        made = (".cache/", "output/")
        found = tree(self.site.folder)
        return {path: one for path, one in found.items() if not path.startswith(made)}

    def put_back(self, before: Mapping[str, bytes]) -> None:
        """Let the sources be as they were *before*."""
        for path, data in self.sources().items():
            if path not in before:
                self.site.delete(path)
            elif data != before[path]:
                self.site.write(path, before[path])
        for path in before:
            if not (self.site.folder / path).exists():
                self.site.write(path, before[path])


def said(report: Report) -> object:
    """All that a build says of the site, and not of itself."""
    return report.articles, report.pages, report.held_back, report.problems


def _memory() -> str | None:
    return "/dev/shm" if os.path.isdir("/dev/shm") else None


@dataclass(frozen=True)
class Door:
    """One thing that a house can make its own, by the rule that makes it another."""

    rule: str
    given: tuple[str, Any] = ("", None)
    """What of it is taken where there are several."""

    def __repr__(self) -> str:
        one = self.given[1]
        given = one if isinstance(one, tuple) else (one,)
        return " ".join([self.rule, *(getattr(o, "name", o) or "" for o in given)])

    def turn(self, site: Furnishing, data: st.DataObject) -> None:
        """Follow the rule: what is not given is drawn."""
        method = getattr(site, self.rule)
        known = {"data": data, **dict([self.given])}
        taken = getattr(method, RULE_MARKER).arguments
        values = {
            key: known[key] if key in known else data.draw(one, f"{self} {key}")
            for key, one in taken.items()
        }
        method(**values)


_APART: dict[str, tuple[str, Sequence[Any]]] = {
    "change_row": ("row", ROWS),
    "change_section": ("row", SECTION_SETTINGS),
    "hook": ("name", tuple(HOOKS)),
    "edit_theme": ("name", tuple(THEME_FILES)),
}
"""Rules that are followed once for each of their values, and what those are of."""
_NOT_TURNED = ("change_settings", "drop_unknown_keys", "delete_hooks")
_OFTEN = {
    "override": 5,
    "override_again": 5,
    "hook": 3,
    "wait": 3,
    "hold_otherwise": 2,
    "choose_for_home": 5,
    "change_page_key": 3,
    "move_page": 3,
    "change_field": 3,
    "change_item_key": 2,
}
"""Rules of which one turn shows little: how many there are."""
DOORS = tuple(
    door
    for door in (
        *(Door(n, (key, one)) for n, (key, values) in _APART.items() for one in values),
        *(
            Door(name)
            for name, one in vars(Furnishing).items()
            if hasattr(one, RULE_MARKER) and name not in (*_APART, *_NOT_TURNED)
        ),
    )
    for _ in range(_OFTEN.get(door.rule, 1))
)
