"""All that readers see is an author's or a catalog's: no page has words of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from operator import attrgetter
from pathlib import Path
from typing import Any

import html5lib
import msgspec
import pytest
from bare_words import SPOKEN, find_bare_words
from catalogs import FOLDER
from every_kind import BODY, KINDS, SETTINGS, write_every_kind
from harness import SiteFolder, article

from commentariat.engine.program import shipped
from commentariat.interface import catalog

TEMPLATES = sorted(
    path.relative_to(shipped("templates")).as_posix()
    for path in shipped("templates").rglob("*.*ml")
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_word_of_its_own(name: str) -> None:
    text = (shipped("templates") / name).read_text("utf-8")
    assert not find_bare_words(text), "put these into _(), and run `make words`"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Home</p>", ["Home"]),
        ("<p>{{ n }} articles</p>", ["… articles"]),
        ('<p>{{ "Correction" if n == 1 else "Corrections" }}</p>', ["CorrectionCorrections"]),
        ('<p>{{ n ~ " articles" }}</p>', ["… articles"]),
        ('<p>{{ "%d articles"|format(n) }}</p>', ["%d articles"]),
        ('<nav aria-label="Footer"></nav>', ["Footer"]),
        ('<nav aria-label="{{ n }}, by period"></nav>', ["…, by period"]),
        ('<img alt="{{ x }}" title="{% if x %}Map{% endif %}">', ["Map"]),
        ('{% macro of() %} lang="en"{% endmacro %}<h3{{ of() }}>A</h3>', ["A"]),
        ('{% set a %}x="{{ "%.2f"|format(b) }}%" height="{% endset %}<i>B</i>', ["B"]),
        ('{{ step(link, "prev", "Earlier") }}', ["Earlier"]),
        ('{{ step(link, word="Earlier") }}', ["Earlier"]),
        ('{% set word = "Earlier" %}{{ word }}', ["Earlier"]),
        ('{% trans %}By <b>{{ name }}</b>{% endtrans %}<b class="{{ "a" if b }}">', []),
        ('{{ step(link, "prev", _("Earlier")) }}<i>{{ ngettext("a", "b", n) }}</i>', []),
        ("<style>p { color: red }</style><script>run()</script><b>{# Why #}1–2</b>", []),
    ],
)  # fmt: skip
def test_a_word_of_a_templates_own_is_found(text: str, found: list[str]) -> None:
    assert find_bare_words(text) == found


# --- whole pages -----------------------------------------------------------------------


def _make_pseudo(folder: Path) -> None:
    """Put a catalog into *folder* that says all in brackets, and English beside it."""
    data = (FOLDER / "en.json").read_bytes()
    (folder / "en.json").write_bytes(data)
    table = msgspec.json.decode(data, type=catalog.Table)
    said = {
        key: tuple(f"⟦{one}⟧" for one in forms) for key, forms in table.messages.items()
    }
    pseudo = catalog.Table("el", table.plural, said)
    (folder / "el.json").write_bytes(msgspec.json.encode(pseudo))


@pytest.fixture
def pseudo(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SiteFolder]:
    """A site in Greek, with a catalog that says in brackets what catalogs say."""
    folder = tmp_path / "interface"
    folder.mkdir()
    _make_pseudo(folder)
    monkeypatch.setattr(catalog, "_FOLDER", folder)
    catalog.load_catalog.cache_clear()
    write_every_kind(site.write("pyproject.toml", SETTINGS))
    yield site
    catalog.load_catalog.cache_clear()


_TOLD = (
    "description", "og:title", "og:description", "og:site_name", "og:image:alt",
    "twitter:title", "twitter:description", "twitter:image:alt", "article:section",
    "article:tag", "author", "keywords",
)  # fmt: skip
"""What heads of pages say to people elsewhere."""


class _Page(HTMLParser):
    """What is seen of a page, and heard."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.heard: list[str] = []
        self._unseen = self._is_data = False
        self._english = ""
        """What holds citations, which are in English whatever the site is in."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen = tag in ("script", "style")
        given = dict(attrs)
        if tag in ("dl", "p", "span") and given.get("lang") == "en":
            self._english = tag
        self._is_data = given.get("type") == "application/ld+json"
        self.heard += [given[name] or "" for name in SPOKEN & given.keys()]
        if (given.get("name") or given.get("property")) in _TOLD:
            self.heard.append(given["content"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = self._is_data = False
        if tag == self._english:
            self._english = ""

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.heard += _names_in(json.loads(data))
        elif not (self._unseen or self._english):
            self.seen.append(data)


def _names_in(node: Any) -> Iterator[str]:
    """List what data for machines calls things."""
    if isinstance(node, list):
        for one in node:
            yield from _names_in(one)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("name", "headline", "description", "title", "summary"):
                yield value
            else:
                yield from _names_in(value)


_LATIN = re.compile(r"(?<![\w/.])[A-Za-z]{2,}")  # a letter alone is one of an index


def _outside(said: str) -> str:
    """Take what catalogs say out of what is *said*; it may hold values that others say."""
    kept, depth = "", 0
    for character in said:
        depth += (character == "⟦") - (character == "⟧")
        kept += character if not depth and character != "⟧" else ""
    return kept


def _bare(text: str) -> list[str]:
    page = _Page()
    if text.startswith("{"):
        page.heard += _names_in(json.loads(text))
    else:
        page.feed(text)
    said = _outside("".join(f"{one}\n" for one in page.heard))
    said += _outside("".join(page.seen))
    said = re.sub(
        r"https?://\S+|\w+\.(?:jsonl|epub|txt)\b|^(?:el|uk)$", "", said, flags=re.M
    )
    return [line.strip() for line in said.split("\n") if _LATIN.search(line)]


def _said_in(site: SiteFolder) -> dict[str, str]:
    """Give all outputs that people read, or programs to people."""
    said = {
        path: data.decode("utf-8")
        for path, data in site.output().items()
        if path.endswith((".html", ".xml", ".opml", ".json"))
        and not path.startswith(("theme/", "search/index/", "files/"))
    }
    assert not [path for path in KINDS if path not in said]
    return said


def test_no_page_says_what_neither_an_author_nor_a_catalog_does(
    pseudo: SiteFolder,
) -> None:
    pseudo.build()
    assert not pseudo.problems
    said = _said_in(pseudo)
    found = {path: bare for path, text in said.items() if (bare := _bare(text))}
    assert not found
    assert "⟦" in said["index.html"]
    assert "⟦" in said["404.html"]


def test_words_of_the_site_say_so_on_pages_in_another_language(
    pseudo: SiteFolder,
) -> None:
    pseudo.build()
    found = {
        path: lost
        for path, text in _said_in(pseudo).items()
        if path.endswith(".html") and (lost := sorted(set(_in_other_words(text))))
    }
    assert not found


def _in_other_words(text: str) -> Iterator[str]:
    """List what a page says in words of the site, and as if they were of another language."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    yield from _spoken_otherwise(tree, "")


def _spoken_otherwise(element: Any, language: str) -> Iterator[str]:
    language = element.get("lang") or language
    if element.tag in ("script", "style", "title", "meta", "link"):
        return
    if element.get("aria-hidden") or element.get("lang") == "en":
        return  # what says nothing, and citations
    heard = [element.get(name) or "" for name in SPOKEN]
    seen = [element.text or "", *(child.tail or "" for child in element)]
    if language != "el":
        yield from (one.strip() for one in (*heard, *seen) if "⟦" in one)
    for child in element:
        if isinstance(child.tag, str):
            yield from _spoken_otherwise(child, language)


@pytest.mark.parametrize("language", ["ru", "ar", "zh"])
def test_a_site_says_no_english_word(language: str, site: SiteFolder) -> None:
    settings = SETTINGS.replace('language = "el"', f'language = "{language}"')
    write_every_kind(site.write("pyproject.toml", settings))
    site.build()
    assert not site.problems
    table = (FOLDER / f"{language}.json").read_bytes()
    forms = msgspec.json.decode(table, type=catalog.Table).messages.values()
    names = {one for form in forms for one in _LATIN.findall(" ".join(form))}
    said = _said_in(site)
    found = {
        path: words
        for path, text in said.items()
        if (
            words := {one for line in _bare(text) for one in _LATIN.findall(line)}
            - names
        )
    }
    assert not found
    direction = ' dir="rtl"' if language == "ar" else ""
    assert f'<html lang="{language}"{direction}>' in said["index.html"]


@pytest.mark.parametrize(
    "path", sorted(shipped("theme").glob("*.css")), ids=attrgetter("name")
)
def test_a_style_says_no_word(path: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    said = re.findall(r"content:[^;}]*?[\"'][^\"']*[\"']", rules)
    assert not [one for one in said if re.search(r"[\"'][^\"']*[^\W\d_]", one)]


def test_names_stand_together_as_a_language_has_them(pseudo: SiteFolder) -> None:
    home = pseudo.build().page("index.html")
    assert "Ένα Όνομα⟦, ⟧Άλλο Όνομα" in home


def test_a_text_that_says_what_the_converter_says_stays_as_it_is(
    pseudo: SiteFolder,
) -> None:
    said = 'aria-label="Table" and title="Jump back to footnote 1 in the text"'
    pseudo.write(
        "content/articles/a.md", article("Α", f"{said}\n\n{BODY}", language="el")
    )
    page = pseudo.build().page("articles/a/index.html")
    assert page.count(said) == 1
    assert 'aria-label="⟦Table⟧"' in page
    assert 'title="⟦Jump back to footnote 1 in the text⟧"' in page


def test_another_language_makes_every_page_anew(
    pseudo: SiteFolder, tmp_path: Path
) -> None:
    pseudo.build()
    pseudo.edit("pyproject.toml", '"el"', '"en"').build()
    assert "⟦" not in pseudo.page("years/2012/")
    assert pseudo.output() == pseudo.clean_output(tmp_path / "scratch")
