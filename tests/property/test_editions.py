"""A site in several languages is what a clean build makes of it, after any edits."""

from __future__ import annotations

import os
from collections import Counter

from editing import FIELDS, NEW, OWN, EditingArticles, one_of
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

LANGUAGES = ("en", "ru", "ar", "uk", "en-GB")
"""Of articles: not all of them have a part of the site."""
ORDERS = (("en", "ru", "ar"), ("ru", "en"), ("ar", "en-GB", "ru"), ("en",))
LINKS = (
    "[x](/topics/ports/)", "[x](/ru/topics/ports/)", "[x](/topics/rare/2019/)", "[x](/ru/)",
    "[x](/ar/regions/europe/)", "[x](/authors/mara-lindqvist/)", "[x](/feed.xml)",
    "[x](/ru/search/)",
)  # fmt: skip
SAID = """
languages = [{languages}]
listings = "{listings}"
tagline = {{ {first} = "One", {last} = "Два" }}
[tool.commentariat.menu]
{first} = [{{ label = "Ports", url = "/topics/ports/" }}, {{ label = "A", url = "/about/" }}]
{last} = [{{ label = "Порты", url = "/topics/ports/" }}]
[tool.commentariat.facets.topics]
label = {{ {first} = "Subjects", {last} = "Предметы" }}
home = 3
[tool.commentariat.types]
commentary = {{ {first} = "Comment", {last} = "Мнение" }}
[tool.commentariat.sections.events]
label = {{ {first} = "Events", {last} = "События" }}
feed = true
menu = true
"""
shown: Counter[str] = Counter()


def say(languages: tuple[str, ...], listings: str) -> str:
    """Write the settings of a site in these *languages*."""
    head, _, fields = OWN.partition("\n[tool.commentariat.fields]")
    listed = ", ".join(f'"{one}"' for one in languages)
    said = SAID.format(
        languages=listed, listings=listings, first=languages[0], last=languages[-1]
    )
    if len(languages) == 1:
        said = f'\nlanguage = "{languages[0]}"\n'
    return f"{head}{said}\n[tool.commentariat.fields]{fields}"


class EditingInLanguages(EditingArticles):
    """Articles are saved in several languages, and these are others at times."""

    said = say(ORDERS[0], "own")

    @initialize()
    def open(self) -> None:
        for path, text in {
            "content/pages/ru.md": "---\ntitle: Д\nlead: a1\n---\n[x](b1)\n",
            "content/pages/ru/about.md": "---\ntitle: О нас\nmenu: yes\n---\n[x](/topics/ports/)\n",
            "content/events/fair.md": "---\ntitle: Fair\nlanguage: ru\ndate: 2020-01-02\n---\nX\n",
            "content/topics/ports.md": "---\nname: Ports\n---\n[x](a1)\n",
        }.items():
            self.site.write(path, text)
        for name in NEW:
            self.held[f"content/articles/{name}.md"] = {
                "title": name, "slug": name, "language": "ru", "date": "2020-02-03",
                "authors": ["Ivo Sepp"], "topics": ["Ports"],
            }  # fmt: skip
        super().open()
        self.hold_to_clean()
        before = self.preview.live.assemblies if self.preview else 0
        self.change(10, [("title", "Паром")])
        self.hold_to_clean()
        assert self.preview
        assert self.preview.live.assemblies == before, "one save is taken in place"

    @rule(choice=st.integers(0, 50), language=one_of(LANGUAGES))
    def speak(self, choice: int, language: str) -> None:
        self.change(choice, [("language", language)])

    @rule(
        choice=st.integers(0, 50),
        fields=st.lists(FIELDS, min_size=1, max_size=2),
        language=one_of(LANGUAGES),
    )
    def change_in(
        self, choice: int, fields: list[tuple[str, object]], language: str
    ) -> None:
        self.change(choice, [*fields, ("language", language)])

    @rule(
        choice=st.integers(0, 50),
        topics=st.lists(one_of(("Ports", "Rare", "Energy")), unique=True),
        language=one_of(LANGUAGES),
    )
    def speak_of(self, choice: int, topics: list[str], language: str) -> None:
        self.change(choice, [("topics", topics), ("language", language)])

    @rule(choice=st.integers(0, 50), link=one_of(LINKS))
    def lead_to_listing(self, choice: int, link: str) -> None:
        self.change(choice, [("body", link)])

    @rule(languages=one_of(ORDERS), listings=one_of(("own", "all")))
    def settle_languages(self, languages: tuple[str, ...], listings: str) -> None:
        self.site.write("pyproject.toml", say(languages, listings))
        lead = "lead: a1\n" if listings == "all" and "ru" in languages else ""
        home = f"---\ntitle: Д\n{lead}---\n[x](b1)\n"
        self.site.write("content/pages/ru.md", home)

    @rule(name=one_of(NEW), language=one_of(LANGUAGES))
    def add(self, name: str, language: str) -> None:
        path = f"content/articles/{name}.md"
        if path not in self.held:
            self.held[path] = {
                "title": name, "slug": name, "language": language, "date": "2020-02-03",
                "authors": ["Ivo Sepp"], "topics": ["Ports"],
            }  # fmt: skip
            self.save(path)

    @invariant()
    def look_mostly(self) -> None:
        """Compare with a clean build as well, where what is there can be built."""
        super().look_mostly()
        if self.preview and self.steps % 3 == 2 and not self.site.problems:
            self.compare_with_clean()

    def hold_to_clean(self) -> None:
        """Look at what was saved, and hold the preview and the output to a clean build."""
        assert self.preview is not None
        self.preview.look()
        assert not self.preview.problems
        self.compare_with_clean()

    def compare_with_clean(self) -> None:
        """Hold what the last build wrote to a clean build."""
        shown["compared"] += 1
        clean = self.site.clean_output(self.scratch / "clean", drafts=True)
        built = self.site.output()
        outputs = built.keys() | clean.keys()
        assert [one for one in outputs if built.get(one) != clean.get(one)] == []


EditingInLanguages.TestCase.settings = settings(
    max_examples=int(os.environ.get("EDITIONS_EXAMPLES", "4")),
    stateful_step_count=int(os.environ.get("EDITIONS_STEPS", "24")),
    deadline=None,
    phases=set(Phase)
    - (
        {Phase.shrink, Phase.explain}
        if not os.environ.get("EDITIONS_SHRINK")
        else set()
    ),
    suppress_health_check=list(HealthCheck),
)


class TestEditionsEqualClean(EditingInLanguages.TestCase):  # type: ignore[misc, valid-type]
    """The machine above, and that it did what it is for."""

    def runTest(self) -> None:
        shown.clear()
        super().runTest()
        assert shown["compared"]
