"""All that readers see is an author's or a catalog's: no page has words of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from bare_words import SPOKEN, find_bare_words
from catalogs import FOLDER
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

SETTINGS = """\
[tool.commentariat]
title = "Αρχείο"
institution = "Ινστιτούτο"
tagline = "Σχόλια"
base_url = "https://archive.test/"
language = "el"
newest = 6
menu = [{ label = "Εμείς", url = "/about/" }]
footer = [{ label = "Εκεί", url = "https://other.test/" }]
disclaimer = "Γνώμη."
"""
BODY = """\
Κείμενο με σημείωση[^1] και [λέξη](/about/).

## Τίτλος

| Α | Β |
|---|---|
| 1 | 2 |

[^1]: Σημείωση.
"""
_TERMS = {
    "authors": ["Ένα Όνομα", "Άλλο Όνομα"],
    "centers": ["Βορράς"],
    "regions": ["Αιγαίο"],
    "topics": ["Νερό"],
    "programs": ["Ποτάμια"],
    "projects": ["Φράγματα"],
    "collections": ["Επιλογή"],
    "language": "el",
}
_BIOS = [{"name": "Ένα Όνομα", "bio": "Γράφει."}, {"name": "Άλλο Όνομα"}]


def _write(site: SiteFolder) -> None:
    def add(name: str, title: str, **fields: object) -> None:
        text = article(title, BODY, **(_TERMS | {"slug": name} | fields))
        site.write(f"content/articles/{name}.md", text)

    for number in range(48):
        add(
            f"n{number}",
            f"Τόσα {number}",
            date=f"{2001 + number % 9}-0{1 + number % 9}-05",
        )
    for number in range(3):
        add(f"s{number}", f"Μέρος {number}", date=f"2012-02-0{3 + number}", series="Σειρά",
            type="commentary", dek="Περίληψη.", bios=_BIOS)  # fmt: skip
    add("old", "Παλιό", date="1066")
    add("month", "Μήνας", date="2012-03", type="paper", bios=_BIOS[:1])
    add("none", "Άνευ", type="qa", title_from="body")
    add("more", "Άδηλο", authors=[])
    add("event", "Εκδήλωση", date="2012-05-01", type="event", title_from="dek", dek="Α.",
        bios=_BIOS, source="Εφημερίδα", updated="2012-06-01",
        event={"date": "2012-05-01 18:00", "place": "Αθήνα"},
        corrections=[{"date": "2012-05-02", "text": "Λάθος."}, {"date": "2012-05-03", "text": "Άλλο."}],
        related=[{"teaser": "Κάτι.", "title": "Τι", "authors": ["Άλλο Όνομα"]}])  # fmt: skip
    add(
        "gone",
        "Έφυγε",
        date="2011-01-01",
        withdrawn="2011-02-01",
        withdrawn_reason="Λόγος.",
    )
    add("over", "Πέρασε", date="2011-01-01", until="2011-02-01", until_reason="Λόγος.")
    add("draft", "Σχέδιο", date="2011-01-01", draft=True)
    site.write(
        "content/authors/a.md", "---\nname: Ένα Όνομα\nrole: Ρόλος\n---\nΒίος.\n"
    )
    site.write("content/topics/b.md", "---\nname: Κενό\n---\n")
    site.write("content/pages/about.md", "---\ntitle: Εμείς\n---\nΚείμενο.\n")
    site.write("content/pages/index.md", "---\ntitle: Αρχή\n---\nΚείμενο.\n")
    site.write("content/redirects.txt", "/former/ /about/\n")


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
    _write(site.write("pyproject.toml", SETTINGS))
    yield site
    catalog.load_catalog.cache_clear()


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
        if given.get("name") == "description" or given.get("property") == "og:title":
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
            if key in ("name", "headline", "description"):
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
    page.feed(text)
    said = _outside("".join(f"{one}\n" for one in page.heard))
    said += _outside("".join(page.seen))
    said = re.sub(r"https?://\S+", "", said)
    return [line.strip() for line in said.split("\n") if _LATIN.search(line)]


def test_no_page_says_what_neither_an_author_nor_a_catalog_does(
    pseudo: SiteFolder, tmp_path: Path
) -> None:
    pseudo.build()
    assert not pseudo.problems
    pages = {
        path: data.decode("utf-8")
        for path, data in pseudo.output().items()
        if path.endswith((".html", ".xml")) and not path.startswith("theme/")
    }
    found = {path: bare for path, text in pages.items() if (bare := _bare(text))}
    assert not found
    assert "⟦" in pages["index.html"]
    assert "⟦" in pages["404.html"]


def test_names_stand_together_as_a_language_has_them(pseudo: SiteFolder) -> None:
    home = pseudo.build().page("index.html")
    assert "Ένα Όνομα⟦, ⟧Άλλο Όνομα" in home


def test_a_text_that_says_what_the_converter_says_stays_as_it_is(
    pseudo: SiteFolder,
) -> None:
    said = 'aria-label="Table" and title="Jump back to footnote 1 in the text"'
    pseudo.write("content/articles/a.md", article("Α", f"{said}\n\n{BODY}"))
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
