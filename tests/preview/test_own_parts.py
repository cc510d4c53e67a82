"""What a house makes its own shows in the preview at once, and as a build would write it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from drawn import THEME_FILES, TOOLS, hooks_text, to_toml
from furnishing import Furnishing
from harness import SiteFolder, article

from commentariat.config import SETTINGS, SETTINGS_FILE
from commentariat.engine.sources import FOLDERS
from commentariat.live.site import LiveSite
from commentariat.pipeline import no_progress
from commentariat.preview.hints import Hints
from commentariat.preview.watch import Watch, WatchedPaths

LIMIT = 40.0
"""Seconds after which what should have shown has not; nothing looks without an event."""
CODE = ("templates/", "hooks.py:", "tools.py:", "lib/")
"""Of what a fault leaves all pages as they were, as problems begin."""
Step = Callable[[SiteFolder], object]


class Watched:
    """A preview by a real watcher, without a server."""

    def __init__(self, site: SiteFolder) -> None:
        self.site = site
        self.live = LiveSite(site.options())
        self.hints = Hints()
        watched = WatchedPaths(
            site.folder, FOLDERS, (SETTINGS_FILE,), lambda: self.live.hook_files
        )
        self.watch = Watch(watched, self.hints)
        self.watch.start()
        self.epoch = self.live.open(no_progress)
        self.watch.catch_up()
        self.shown, self.told = self._look()

    def follow(self, step: Step, scratch: Path) -> bool:
        """Take a *step* and wait until it shows; tell whether all is well then."""
        before = self.shown
        step(self.site)
        wanted, problems = build_of(self.site, scratch)
        deadline = time.monotonic() + LIMIT
        while True:
            burst = self.hints.take(0.2)
            if burst is not None:
                self.watch.catch_up()
                self.epoch = self.live.update(burst.paths)
                self.watch.catch_up()
            self.shown, self.told = self._look()
            if problems and self.told & problems:
                # What is at fault in content or in the theme is left out of what is shown.
                if all(one.startswith(CODE) for one in problems):
                    assert pages_of(self.shown) == pages_of(before)
                return False
            if not problems and not self.told and self.shown == wanted:
                return True
            late = {o for o in wanted if self.shown.get(o) != wanted[o]}
            assert time.monotonic() < deadline, (self.told, problems, sorted(late)[:9])

    def _look(self) -> tuple[dict[str, bytes | None], set[str]]:
        told = set(map(str, self.epoch.problems))
        shown = {}
        for output in self.epoch.outputs:
            made = self.epoch.render(output)
            assert made is not None
            shown[output] = made.data
            told.update(map(str, made.problems))
        return shown, told

    def close(self) -> None:
        self.watch.stop()
        self.live.close()


def pages_of(shown: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    return {name: data for name, data in shown.items() if name.endswith(".html")}


def build_of(site: SiteFolder, scratch: Path) -> tuple[dict[str, bytes], set[str]]:
    """What a clean build of *site* writes, and what it finds wrong."""
    shutil.rmtree(scratch, ignore_errors=True)
    ignored = shutil.ignore_patterns("output", ".cache")
    shutil.copytree(site.folder, scratch / "site", ignore=ignored)
    copied = SiteFolder.__new__(SiteFolder)
    copied.folder = scratch / "site"
    copied.build()
    return copied.output() if not copied.problems else {}, set(copied.problems)


def settings_with(**more: object) -> Step:
    values = {"policy": {"pictures": ["https://media.test"]}, **more}
    return lambda site: site.write("pyproject.toml", to_toml(values))


def write(path: str, text: str | bytes) -> Step:
    return lambda site: site.write(path, text)


def delete(path: str) -> Step:
    return lambda site: site.delete(path)


def rename(old: str, new: str) -> Step:
    return lambda site: (site.folder / old).rename(site.folder / new)


def tools(sign: str) -> str:
    return TOOLS.format(sign=sign)


PAROM = "content/articles/parom.md"
OVER = '{% extends "shipped/article.html" %}{% block dek %}<b>One</b>{% endblock %}'
FOOT = "<footer>{{ sign|default('none') }}</footer>"
HOOKED = hooks_text({"GLOBALS": "{'sign': tools.sign}"})
CODED = hooks_text({"SHORTCODES": "{'sign': lambda: tools.sign}"})
EVENTS = {"label": "Events", "feed": True, "menu": True}
THEME = {
    "drawings": False,
    "accent": "#0b6e4f",
    "paper": "#fff1e5",
    "logo": {"light": "own/x.png", "dark": "own/x.svg"},
    "fonts": {"serif": {"regular": "own/x.woff2"}},
    "extra_css": ["own/x.css"],
    "extra_js": ["own/x.js"],
    "share_picture": "own/y.png",
    "share_pictures": True,
}
MEDIA = ["https://media.test"]
POLICY = {
    "scripts": MEDIA,
    "styles": MEDIA,
    "pictures": [*MEDIA, "https://else.test"],
    "media": MEDIA,
    "frames": MEDIA,
    "forms": ["https://forms.test:8443"],
    "connections": MEDIA,
}
ROWS = {row.name: row.rows for row in SETTINGS}
STEPS: dict[str, list[tuple[Step, bool]]] = {
    "an override": [
        (write("templates/article.html", OVER), True),
        (write("templates/article.html", OVER.replace("One", "Two")), True),
        (write("templates/article.html", OVER.replace("{% endblock %}", "")), False),
        (write("templates/article.html", OVER), True),
        (write("templates/mine.html", "<i>mine</i>"), True),
        (write("templates/article.html", OVER.replace("One", '{% include "mine.html" %}')), True),
        (write("templates/mine.html", "<i>other</i>"), True),
        (delete("templates/mine.html"), False),
        (delete("templates/article.html"), True),
        (write("templates/_card.html", '{% include "shipped/_card.html" %}x'), True),
        (delete("templates"), True),
    ],
    "languages": [
        (write(PAROM, article("Паром", language="ru", topics=["One"])), True),
        (settings_with(languages=["en", "ru"]), True),
        (write(PAROM, article("Ночной паром", language="ru", topics=["One"])), True),
        (write(PAROM, article("Ночной паром", language="ru", topics=["Two"])), True),
        (write("content/pages/ru.md", "---\ntitle: Дом\n---\n[x](/topics/two/)\n"), True),
        (write(PAROM, article("Ferry", language="en", topics=["Two"])), True),
        (settings_with(languages=["en", "ru"], listings="all"), True),
        (write(PAROM, article("Паром", language="ru", topics=["Two"])), True),
        (settings_with(languages=["ru", "en"]), True),
        (settings_with(), True),
    ],
    "hooks": [
        (write("templates/_foot.html", FOOT), True),
        (write("hooks.py", HOOKED), True),
        (write("hooks.py", CODED), True),
        (write("hooks.py", "FILTERS = {\n"), False),
        (write("hooks.py", HOOKED), True),
        (delete("hooks.py"), True),
    ],
    "a module that hooks import": [
        (write("hooks.py", CODED), True),
        (write("tools.py", tools("'two'")), True),
        (write("tools.py", tools("1 / 0")), False),
        (write("tools.py", tools("'three'")), True),
        (write("tools.py", "def\n"), False),
        (write("tools.py", tools("'four'")), True),
        (delete("tools.py"), False),
        (write("tools.py", tools("'five'")), True),
    ],
    "a module that hooks import before it is there": [
        (write("hooks.py", CODED.replace("tools", "lib.deep.tools")), False),
        (write("lib/deep/tools.py", tools("'two'")), True),
        (write("lib/deep/tools.py", tools("'three'")), True),
        (delete("lib"), False),
        (write("lib/deep/tools.py", tools("'four'")), True),
    ],
    "the look": [
        *((settings_with(theme={row.name: THEME[row.name]}), True) for row in ROWS["theme"]),
        (settings_with(theme=THEME), True),
        *((write(f"theme/{name}", texts[1]), True) for name, texts in THEME_FILES.items()),
        (delete("theme/own/x.png"), False),
        (write("theme/own/x.png", THEME_FILES["own/x.png"][0]), True),
        (settings_with(theme=THEME, fingerprint=True), True),
        (write("theme/own/x.css", "c{}"), True),
        (settings_with(theme={"accent": "#ffffee"}), False),
        (settings_with(), True),
    ],
    "policy": [
        (settings_with(policy=POLICY), True),
        *((settings_with(policy={**POLICY, row.name: []}), row.name != "pictures")
          for row in ROWS["policy"]),
        (settings_with(policy=POLICY | {"frames": ["nowhere"]}), False),
        (settings_with(), True),
    ],
    "markdown": [
        *((settings_with(markdown={row.name: True}), True) for row in ROWS["markdown"]),
        (settings_with(), True),
    ],
    "a field": [
        (settings_with(fields={"podcast": {"on": ["articles", "pages"], "cards": True}}), True),
        (write("content/articles/third.md",
               article("Third", slug="third", podcast="Said", date="2023-01-01")), True),
        (write("content/pages/about.md", article("About", podcast="Told")), True),
        (settings_with(fields={"podcast": {"on": ["articles", "pages"], "label": "Heard"}}), True),
        (settings_with(fields={"podcast": {"kind": "number"}}), False),
        (settings_with(fields={"podcast": {"on": ["articles", "pages"]}}), True),
    ],
    "a section": [
        (settings_with(sections={"events": EVENTS}), True),
        (write("content/events/fair.md", article("Fair", "Words.", date="2026-06-01")), True),
        (settings_with(sections={"events": EVENTS | {"label": "Evenings"}}), True),
        (settings_with(sections={"events": EVENTS | {"path": "on", "listing": False}}), True),
        (settings_with(sections={"talks": EVENTS | {"order": "title"}}), True),
        (rename("content/events", "content/talks"), True),
        (settings_with(), True),
    ],
    "facets": [
        (settings_with(facets={"lands": {"label": "Lands", "label_one": "Land"}}), True),
        (write("content/articles/land.md", article("Land", slug="land", lands=["Chad"])), True),
        (settings_with(facets={"lands": {"label": "Countries", "label_one": "Land"}}), True),
        (settings_with(), False),
        (delete("content/articles/land.md"), True),
    ],
    "the home page": [
        (write("content/pages/index.md",
               article("Home", "Welcome.", lead="first", featured=["third"])), True),
        (write("content/pages/index.md",
               article("Home", "Welcome.", blocks=["text", "newest"], pinned=["third"])), True),
        (write("content/pages/index.md", article("Home", lead="nobody")), False),
        (delete("content/pages/index.md"), True),
        (rename("content/pages/about/team.md", "content/pages/press/team.md"), True),
    ],
}  # fmt: skip
"""Saves, and whether all is well after each."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteFolder]:
    made = Furnishing(tmp_path)
    made.furnish()
    for name in ("content/raw", "content/events", "templates"):
        made.site.delete(name)
    settings_with()(made.site)
    yield made.site
    made.teardown()


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_what_is_saved_shows_at_once_and_as_a_build_writes_it(
    site: SiteFolder, tmp_path: Path, steps: list[tuple[Step, bool]]
) -> None:
    preview = Watched(site)
    try:
        assert not preview.told
        for number, (step, is_well) in enumerate(steps):
            assert preview.follow(step, tmp_path / "clean") is is_well, number
    finally:
        preview.close()


def test_every_setting_of_the_look_and_of_the_policy_is_saved() -> None:
    assert [*THEME] == [row.name for row in ROWS["theme"]]
    assert {*POLICY} == {row.name for row in ROWS["policy"]}
