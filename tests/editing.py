"""An editor who saves articles, and looks at the preview after most edits."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from drawn import in_pairs, rules_of_terms, value_of
from harness import SETTINGS, SiteFolder, article
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from live_preview import LivePreview

from commentariat.archive.model import article_keys
from commentariat.config import parse_settings
from commentariat.facets import DEFAULT_FACETS

NAMES = tuple(f"a{number}" for number in range(9))
NEW = ("b0", "b1", "b2")
AUTHORS = ("Mara Lindqvist", "M. L.", "Вера Ланская", "Óskar Hrafnsson", "Ivo Sepp")
TITLES = (
    "A Ferry at Night",
    "Мост",
    "The Dam",
    "Žluťoučký kůň",
    "2014",
    "a ferry at night",
)
DEKS = ("", "A dek.", "Another dek.", "A third.")
DATES = ("", "2019-03-04", "2019-03-05", "2021-12-31", "2021-01-01", "2010-05-05",
         "2013", "1066-10-14", "2025-01")  # fmt: skip
LINKS = (
    "", "One.\n\nTwo more.\n\n## Three {#p3}\n\nFour.",
    "Steps:\n- one[^1]", "[x](a1)", "[x](b0)", "[x](/articles/a2/)", "[x](a3.md#y)", "[x](../b1.md)",
    "[x](/articles/b2/index.html)", "[x](old/a4.md/.)", "[x](/articles/../articles/a5.md)",
    "[x](/topics/ports/)", "[x](/authors/ivo-sepp)",
)  # fmt: skip
ALIASES = ("old/one", "old/two", "old/two/deep", "old/page.html", "Old/One")

OWN = (
    SETTINGS
    + """
[tool.commentariat.fields]
rating = { kind = "number", cards = true }
method = { kind = "markdown" }
watch = { kind = "link", many = true, feed = true }
onward = { kind = "link", cards = true }
podcast = { kind = "file", feed = true, on = ["articles", "pages"] }
"""
)
LEADS = ("/articles/a1/", "/articles/b0/", "/topics/ports/", "/old/one/", "/feed.xml",
         "https://else.test/a.mp3")  # fmt: skip

one_of = st.sampled_from
OWN_FIELDS = st.one_of(
    st.tuples(st.just("watch"), st.lists(one_of(LEADS), max_size=2)),
    st.tuples(st.just("onward"), one_of(("", *LEADS))),
    *(
        st.tuples(st.just(key.name), value_of(key))
        for key in parse_settings(OWN).schema.article_keys.rows.values()
        if key.own and key.name in ("rating", "method")
    ),
    st.tuples(st.just("podcast"), one_of(("", "files/a.mp3", "files/none.mp3"))),
)
FIELDS = st.one_of(
    st.tuples(st.just("title"), one_of(TITLES)),
    st.tuples(st.just("date"), one_of(DATES)),
    st.tuples(st.just("updated"), one_of(("", "2022-02-02"))),
    st.tuples(st.just("dek"), one_of(DEKS)),
    st.tuples(st.just("draft"), st.booleans()),
    st.tuples(st.just("language"), one_of(("en", "ru", "ar", "ja", "sr-Latn"))),
    st.tuples(st.just("authors"), st.lists(one_of(AUTHORS), max_size=2, unique=True)),
    st.tuples(st.just("regions"), st.lists(one_of(("Europe", "Türkiye")), unique=True)),
    st.tuples(
        st.just("topics"),
        st.lists(one_of(("Energy", "Rare", "Ports", "Europe")), unique=True),
    ),
    st.tuples(st.just("series"), one_of(("", "Notes", "Letters"))),
    st.tuples(st.just("type"), one_of(("", "commentary", "Paper", "paper"))),
    st.tuples(st.just("aliases"), st.lists(one_of(ALIASES), max_size=2, unique=True)),
    st.tuples(st.just("withdrawn"), one_of(("", "2024-01-02"))),
    st.tuples(st.just("slug"), one_of((*NAMES, *NEW))),
    st.tuples(st.just("related"), one_of(DEKS)),
    st.tuples(st.just("body"), one_of(LINKS)),
    st.tuples(st.just("bios"), st.lists(one_of(AUTHORS), max_size=1)),
    *(
        st.tuples(st.just(key.name), value_of(key))
        for key in article_keys(DEFAULT_FACETS)
        if key.name not in ("withdrawn_reason", "image")
    ),
    OWN_FIELDS,
)

taken: Counter[str] = Counter()
"""How often a look came to new states with everything made anew, and without."""


class EditingArticles(RuleBasedStateMachine):
    """Articles are saved, added, renamed, deleted, and little else changes."""

    said = OWN
    """Settings of the site."""

    def __init__(self) -> None:
        super().__init__()
        memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
        self.scratch = Path(tempfile.mkdtemp(prefix="live-", dir=memory))
        self.site = SiteFolder(self.scratch / "site", self.said)
        self.held: dict[str, dict[str, Any]] = {}
        """What articles say, by the path of each."""
        self.steps = 0
        self.preview: LivePreview | None = None

    @initialize()
    def open(self) -> None:
        for number, name in enumerate(NAMES):
            self.held[f"content/articles/{name}.md"] = {
                "title": TITLES[number % 3], "slug": name, "date": DATES[number % 5],
                "authors": [AUTHORS[number % 3]], "regions": ["Europe", "Türkiye"],
                "topics": ["Energy"], "type": "commentary", "dek": DEKS[number % 3],
            }  # fmt: skip
        for path in self.held:
            self.save(path)
        self.site.write("content/files/a.mp3", b"ID3")
        mara = "---\nname: Mara Lindqvist\nnames: {ru: Мара}\naliases: [M. L.]\n---\nSee [x](b1).\n"
        self.site.write("content/authors/mara.md", mara)
        whole = "---\nname: Europe\nnames: {ru: Европа, ar: أوروبا}\ninclude_children: yes\n---\n"
        self.site.write("content/regions/europe.md", whole)
        part = "---\nname: Türkiye\nspellings: [Turkey]\nparent: Europe\n---\n"
        self.site.write("content/regions/turkiye.md", part)
        self.site.write("content/pages/index.md", "---\ntitle: H\n---\n[x](b0)\n")
        own = "---\ntitle: About\n---\n[x](../articles/a1.md) and [y](a2)\n"
        self.site.write("content/pages/about.md", own)
        self.preview = LivePreview(self.site)

    def save(self, path: str) -> None:
        fields = dict(self.held[path])
        title, body = str(fields.pop("title")), str(fields.pop("body", "Text."))
        related = fields.pop("related", "")
        if isinstance(related, str) and related:
            related = [{"teaser": related, "authors": ["X"]}]
        fields["related"] = related
        fields["bios"] = [
            {"name": one, "bio": "Writes."} if isinstance(one, str) else one
            for one in fields.get("bios") or ()
        ]
        fields = in_pairs(fields)
        kept = {name: value for name, value in fields.items() if value}
        self.site.write(path, article(title, body, **kept))

    def pick(self, choice: int) -> str:
        paths = sorted(self.held)
        return paths[choice % len(paths)]

    # Edits

    @rule(choice=st.integers(0, 50), fields=st.lists(FIELDS, min_size=1, max_size=3))
    def change(self, choice: int, fields: list[tuple[str, object]]) -> None:
        path = self.pick(choice)
        self.held[path] |= dict(fields)
        self.save(path)

    @rule(choice=st.integers(0, 50), field=OWN_FIELDS)
    def change_own(self, choice: int, field: tuple[str, object]) -> None:
        """Change a field of the site's own."""
        self.change(choice, [field])

    @rule(choice=st.integers(0, 50), title=one_of(TITLES), dek=one_of(DEKS))
    def change_title(self, choice: int, title: str, dek: str) -> None:
        self.change(choice, [("title", title), ("dek", dek)])

    @rule(choice=st.integers(0, 50), date=one_of(DATES))
    def change_date(self, choice: int, date: str) -> None:
        self.change(choice, [("date", date)])

    @rule(choice=st.integers(0, 50), name=one_of(NEW), folder=one_of(("", "old/")))
    def copy(self, choice: int, name: str, folder: str) -> None:
        path = f"content/articles/{folder}{name}.md"
        copied = {**self.held[self.pick(choice)], "slug": name, "aliases": []}
        if self.held.get(path) is None:
            self.held[path] = copied
            self.save(path)

    @rule(choice=st.integers(0, 50))
    def delete(self, choice: int) -> None:
        if len(self.held) > 2:
            path = self.pick(choice)
            del self.held[path]
            self.site.delete(path)

    @rule(choice=st.integers(0, 50), to=one_of(("", "old/", "2019/")))
    def rename(self, choice: int, to: str) -> None:
        path = self.pick(choice)
        target = f"content/articles/{to}{Path(path).name}"
        if target not in self.held:
            self.held[target] = self.held.pop(path)
            self.site.delete(path)
            self.save(target)

    @rule(choice=st.integers(0, 50), other=st.integers(0, 50))
    def swap_slugs(self, choice: int, other: int) -> None:
        one, two = self.pick(choice), self.pick(other)
        slugs = self.held[one]["slug"], self.held[two]["slug"]
        self.held[two]["slug"], self.held[one]["slug"] = slugs
        self.save(one)
        self.save(two)

    @rule(
        choice=st.integers(0, 50),
        said=one_of(("", *NAMES[:4], "/articles/b0/", "a1.md", "old/one")),
        language=one_of(("en", "ru", "ar", "fr")),
    )
    def translate(self, choice: int, said: str, language: str) -> None:
        self.change(choice, [("translation_of", said), ("language", language)])

    @rule(choice=st.integers(0, 50))
    def touch_body(self, choice: int) -> None:
        path = self.pick(choice)
        self.held[path]["body"] = f"{self.held[path].get('body', '')}\n\nMore."
        self.save(path)

    @rule(choice=st.integers(0, 50))
    def break_one(self, choice: int) -> None:
        self.site.write(self.pick(choice), "---\ntitle: never closed\n")

    @rule()
    @precondition(lambda self: self.preview and self.preview.problems)
    def settle(self) -> None:
        """Let no two articles want one slug or alias, and mend what is broken."""
        for path, fields in self.held.items():
            name = Path(path).parent.name if "/articles/old" in path else ""
            fields |= {"slug": f"{name}{Path(path).stem}", "aliases": []}
            fields |= {"watch": [], "onward": "", "method": "", "podcast": ""}
            fields |= {"translation_of": ""}
            if "[" in str(fields.get("body", "")):
                fields["body"] = "Settled."
            self.save(path)
        self.forget_registers()

    @rule(lines=st.lists(one_of(("/gone/ a1", "/older/ /gone/", "/x/ /old/one/",
                                 "/articles/b0/ a2", "/y/ /regions/europe/2019/", "/z/ /topics/rare/")),
                         unique=True, max_size=2))  # fmt: skip
    def redirect(self, lines: list[str]) -> None:
        self.site.write("content/redirects.txt", "".join(f"{one}\n" for one in lines))

    @rule(lines=st.lists(one_of(("/", "/articles/b1/", "/regions/europe/2019/",
                                 "/topics/rare/2019/")),
                         unique=True, max_size=2))  # fmt: skip
    def publish(self, lines: list[str]) -> None:
        self.site.write("content/addresses.txt", "".join(f"{one}\n" for one in lines))

    @rule(lines=rules_of_terms())
    def write_rules(self, lines: list[str]) -> None:
        self.site.write("content/terms.txt", "".join(f"{one}\n" for one in lines))

    @rule()
    def forget_registers(self) -> None:
        for name in ("redirects", "addresses", "terms"):
            (self.site.folder / f"content/{name}.txt").unlink(missing_ok=True)

    # What must hold

    @invariant()
    def look_mostly(self) -> None:
        """Look after two of three edits, at the pages after one of them."""
        self.steps += 1
        if self.preview is None or self.steps % 3 == 0:
            return
        before, number = self.preview.live.assemblies, self.preview.epoch.number
        self.preview.update()
        if self.preview.epoch.number != number:
            is_anew = self.preview.live.assemblies != before
            taken["anew" if is_anew else "in place"] += 1
        if self.steps % 3 == 2:
            self.preview.compare()

    def teardown(self) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)
