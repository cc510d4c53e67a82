"""Incremental equals clean, byte for byte, after any edits, failures and kills."""

from __future__ import annotations

import os
import re
import shutil
import signal
from pathlib import Path

import pytest
from drawn import MOMENTS, SIGNS, THEME_FILES, TOOLS, make_picture
from furnishing import ALL_OF_MARKDOWN, DOORS, LOADING, PAPER, PICTURE, Furnishing
from harness import article, tree, write_alike
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from commentariat.archive.yaml_header import dump_front_matter
from commentariat.engine import barred, store
from commentariat.errors import SourceError, UsageError
from commentariat.pipeline import build_site, explain_site

TITLES = (
    "A Ferry at Night",
    "Grid and Border",
    "Žluťoučký kůň",
    "Мост",
    "The Dam",
    "2014",
)
AUTHORS = (
    "Mara Lindqvist",
    "Walter Ames Pruitt, Jr.",
    "Вера Ланская",
    "Óskar Hrafnsson",
)
REGIONS = ("Europe", "Southern, Eastern, and Western Africa", "no", "Türkiye")
# One is old and one lies far off: they move the ladder, which is on all pages.
DATES = ("", "1998-07", "1066-10-14", "2019-03-04", "2019-03-05", "2021-12-31", "2022-01-01", "2026-06-02",
         *MOMENTS)  # fmt: skip
# Before and after all others, near them and far off; so the ladder moves, or does not.
YEARS = (
    "0001-01-01",
    "1066",
    "1997-05-05",
    "2018-04",
    "2020-02-29",
    "2023",
    "2026-01-01",
)
# There are words of some of them, of others in another script, of others none.
LANGUAGES = ("en", "en", "en", "ru", "ar", "ja", "sr-Latn", "zh-Hant", "zh-Hans-CN")
NAMES = (
    "",
    "ru: Мара",
    "ar: مارا, zh: 玛拉",
    "en: Mara L., sr: Мара",
    "ru-RU: Вера, ja: ヴェラ",
)
PARAGRAPHS = (
    "",
    "A word more.",
    "Words, " * 90,
    "¡Ñandú!",
    "东京 东京。",
    "* * *",
    "> Said.",
)
UNTIL = ("2026-05-31", "2026-06-01", "2026-05", "2026", "2026-06-01 06:00")
# Pages that show one of the titles cannot be made, or no pages of articles.
FAULTS = ("{% if page.title in ('Мост', '2014') %}{{ page.lacking }}{% endif %}",
          "{% if page.authors is defined %}{{ page.lacking }}{% endif %}")  # fmt: skip
# Without hooks, or with other ones, they are faults.
HOOKED = ("<p>{{ sign|default('none') }}</p>", "<p>{{ site.title|shout }}</p>")
# Templates of the site that are made of each other; some are at fault.
CHAINED = {
    "base.html": (
        '{% extends "shipped/base.html" %}{% block footer %}{{ super() }}{{ site.title }}{% endblock %}',
        '{% extends "shipped/base.html" %}{% block footer %}{% include "mine.html" %}{% endblock %}',
        '{% extends "article.html" %}',
    ),
    "article.html": (
        '{% extends "shipped/article.html" %}{% block byline %}{{ page.title }}{% endblock %}',
        '{% extends "mine.html" %}{% block dek %}{{ super() }}{% endblock %}',
    ),
    "mine.html": ('{% extends "shipped/article.html" %}{% block dek %}<b>x</b>{% endblock %}', "<b>y</b>"),
    "_card.html": ('{% include "shipped/_card.html" %}<i>{{ card.dek }}</i>',),
}  # fmt: skip
BODIES = (
    "One paragraph.",
    "## Ours {#p2}\n\nOne, two.\n\nThree.\n\n* * *\n\n> Quoted.\n\nA last one.",
    "\n\n".join(f"Paragraph {number} of many." for number in range(45)),
    "Two.\n\nParagraphs *here*.",
    "## Heading\n\n- a\n- b\n",
    "",
    "The steps are:\n- one[^1]\n\n{{< sign >}}",
    PAPER,
    "    A verse,\n    in lines.",
    LOADING,
    ALL_OF_MARKDOWN,
)
TABLES_OF_FILES = ("a,b\n1,2\n", "a;b\nx;<i>\n", "a,b\n1,2,3\n")
# The first lead somewhere; the others may, or to what is not out.
LINKS = ("first", "/articles/first/", "first.md", "/years/", "ferry", "../grid/",
         "/articles/dam/", "/authors/mara-lindqvist/", "/old/one/", "/years/2019/",
         "/topics/", "/ru/years/", "/ru/authors/mara-lindqvist/", "/ar/", "/search/?q=a#b", "/explore/",
         "mailto:a@b.test")  # fmt: skip
LATER = ("2027-01-01",)
WAYS = (
    "{file}", "/articles/{slug}/", "../{slug}/", "{slug}?print=1#x", "{alias}", "{alias}/#x",
    "/years/{year}/", "/old/", "/files/a.bin", "<../files/deep/p.jpg>", "../authors/mara.md",
)  # fmt: skip
LINK = re.compile(r"\n\nOn to \[it\]\(.*\)\.\n")
SLUGS = ("ferry", "grid", "bridge", "dam", "letter")

_RAW = """Short reactions.
Peter Aldous
{{"authors": [{author!r}], "type": "commentary", "centers": ["North"],
"primaryCenter": "North", "regions": [{region!r}], "topics": [], "land": ["Iran"]}}Source: Harbor Photo
{dek}
{body}
A second paragraph of the piece that is long enough to be prose, number {number}.
North does not take institutional positions on public policy issues; these are the author’s own.
"""


PICTURES = (PICTURE, make_picture(400, "blue"), make_picture(90, "red"), b"none")


def raw_text(author: str, region: str, dek: str, body: str, number: int) -> str:
    text = _RAW.format(author="@", region="@", dek=dek, body=body, number=number)
    return text.replace("'@'", f'"{author}"', 1).replace("'@'", f'"{region}"', 1)


REMEMBERED = ("sources", "records", "bodies.index", "pictures", "search.index", "words")
"""Files of `.cache/` that builds write."""
# Titles, names and bodies are others then, and keys and dates are what they were.
_TURNED = dict(zip(b"ABDFGMOTW", b"WABDFGMOT", strict=True))


class Editing(Furnishing):
    """An editor at work, and a build after every few edits."""

    number = 0
    """Of the last edit that no other is like."""

    def __init__(self) -> None:
        super().__init__()
        self.memories: dict[str, bytes] = {}
        """Files of `.cache/` as they were at some time."""

    @initialize()
    def begin(self) -> None:
        self.site.write("content/articles/first.md", article("First", slug="first"))
        self.site.write("content/files/p.jpg", PICTURES[0])
        self.site.write("content/files/t.csv", TABLES_OF_FILES[0])
        self.site.write("tools.py", TOOLS.format(sign=SIGNS[0]))
        for name, texts in THEME_FILES.items():
            self.site.write(f"theme/{name}", texts[0])

    # Edits

    @rule(
        slug=st.sampled_from(SLUGS), title=st.sampled_from(TITLES), date=st.sampled_from(DATES),
        authors=st.lists(st.sampled_from(AUTHORS), max_size=2, unique=True),
        regions=st.lists(st.sampled_from(REGIONS), max_size=2, unique=True),
        body=st.sampled_from(BODIES), dek=st.sampled_from(("", "A dek.", "Another dek.")),
        related=st.sampled_from(("", "A dek.", "Another dek.")), draft=st.booleans(),
        language=st.sampled_from(LANGUAGES),
    )  # fmt: skip
    def write_article(
        self, slug: str, title: str, date: str, authors: list[str], regions: list[str],
        body: str, dek: str, related: str, draft: bool, language: str,
    ) -> None:  # fmt: skip
        fields: dict[str, object] = {
            "slug": slug, "date": date, "authors": authors, "regions": regions, "dek": dek,
            "draft": draft, "language": language,
        }  # fmt: skip
        if related:
            fields["related"] = [{"teaser": related, "authors": ["X"]}]
        self.site.write(f"content/articles/{slug}.md", article(title, body, **fields))
        self.broken.discard(f"content/articles/{slug}.md")

    @rule(
        choice=st.integers(0, 50),
        place=st.integers(0, 9),
        text=st.sampled_from(PARAGRAPHS),
    )
    def edit_paragraphs(self, choice: int, place: int, text: str) -> None:
        """Put a paragraph between others, or in place of one; with none, take it out."""
        path = self._pick(choice)
        if path and path not in self.broken:
            fields, body = self._open(path)
            found = body.split("\n\n")
            place %= len(found)
            found[place : place + (place % 2 or not text)] = [text] if text else []
            self.site.write(path, dump_front_matter(fields, "\n\n".join(found)))

    @rule(choice=st.integers(0, 50), year=st.sampled_from(YEARS))
    def date_otherwise(self, choice: int, year: str) -> None:
        """Let a year have its first piece, or its last go, at either end or within."""
        path = self._pick(choice)
        if path and path not in self.broken:
            fields, body = self._open(path)
            self.site.write(path, dump_front_matter(fields | {"date": year}, body))

    @rule(
        choice=st.integers(0, 50),
        regions=st.lists(st.sampled_from(REGIONS), max_size=4, unique=True),
    )
    def place_otherwise(self, choice: int, regions: list[str]) -> None:
        """Give a piece other regions, and with them other coasts, or none."""
        path = self._pick(choice)
        if path and path not in self.broken:
            fields, body = self._open(path)
            fields["regions"] = regions
            self.site.write(path, dump_front_matter(fields, body))

    @rule(
        choice=st.integers(0, 50), other=st.integers(0, 50),
        language=st.sampled_from(("en", "ru", "ar", "fr")),
        way=st.sampled_from((
            "{slug}", "/articles/{slug}/", "{file}", "https://else.test/x", "https://else.test/y", "",
        )),
    )  # fmt: skip
    def translate(self, choice: int, other: int, language: str, way: str) -> None:
        """Let a piece say what it translates, or no more; it may be itself, or a circle."""
        path, to = self._pick(choice), self._pick(other)
        if path and to and not {path, to} & self.broken:
            fields, body = self._open(path)
            slug = self._open(to)[0].get("slug", Path(to).stem)
            file = os.path.relpath(to, os.path.dirname(path))
            said = {"translation_of": way.format(slug=slug, file=file)}
            fields |= {"language": language} | said
            self.site.write(path, dump_front_matter(fields, body))

    @rule(
        choice=st.integers(0, 50), other=st.integers(0, 50),
        way=st.sampled_from(("{slug}", "/articles/{slug}/", "https://else.test/x", "https://else.test/y")),
        says=st.sampled_from(("translates", "does not translate")),
    )  # fmt: skip
    def tell_of_pair(self, choice: int, other: int, way: str, says: str) -> None:
        """Say beside the files that a piece translates another, or that it does not."""
        path, to = self._pick(choice), self._pick(other)
        if path and to and not {path, to} & self.broken:
            one, two = (self._open(p)[0].get("slug", Path(p).stem) for p in (path, to))
            line = f"{one} {says} {way.format(slug=two)}\n"
            self.site.write("content/translations.txt", line)

    @rule()
    def mend_pairs(self) -> None:
        """Let nothing translate what may not be there."""
        (self.site.folder / "content/translations.txt").unlink(missing_ok=True)
        for path in self.articles():
            if path not in self.broken:
                text = self.site.read(path)
                kept = [
                    one for one in text.splitlines(keepends=True)
                    if not one.startswith("translation_of:")
                ]  # fmt: skip
                self.site.write(path, "".join(kept))

    @rule(choice=st.integers(0, 50), link=st.sampled_from(LINKS))
    def edit_body(self, choice: int, link: str) -> None:
        path = self._pick(choice)
        if path:
            self.number += 1
            text = self.site.read(path)
            mark = (
                f"\n\nEdit {self.number}, see [first]({link}).\n- a[^{self.number}]\n"
            )
            self.site.write(path, text + (mark if "](" not in text else "\n\nMore.\n"))

    @rule(
        choice=st.integers(0, 50), other=st.integers(0, 50), way=st.sampled_from(WAYS)
    )
    def lead_on(self, choice: int, other: int, way: str) -> None:
        """Lead from one article to another, out or not, or to what hangs on it."""
        path, to = self._pick(choice), self._pick(other)
        if path and to and not {path, to} & self.broken:
            fields, _ = self._open(to)
            values = {
                "file": os.path.relpath(to, os.path.dirname(path)),
                "slug": fields.get("slug", Path(to).stem),
                "alias": (fields.get("aliases") or ["/articles/first/"])[0],
                "year": str(fields.get("date") or "2019")[:4],
            }
            link = f"\n\nOn to [it]({way.format(**values)}).\n"
            text = self.site.read(path)
            self.site.write(path, LINK.sub("", text) + link)

    @rule(text=st.sampled_from(TABLES_OF_FILES))
    def write_table(self, text: str) -> None:
        """Write the table that papers show; one is none."""
        self.site.write("content/files/t.csv", text)

    @rule()
    def lead_nowhere(self) -> None:
        """Take those links out again: what they led to may be gone."""
        for path in self.articles():
            self.site.write(path, LINK.sub("", self.site.read(path)))

    @rule(
        choice=st.integers(0, 50),
        is_draft=st.booleans(),
        date=st.sampled_from(DATES + LATER),
    )
    def hold_back(self, choice: int, is_draft: bool, date: str) -> None:
        """Hold an article back, or let it out, with all that it alone names."""
        path = self._pick(choice)
        if path and path not in self.broken:
            fields, body = self._open(path)
            fields |= {"draft": is_draft, "date": date}
            self.site.write(path, dump_front_matter(fields, body))

    @rule(choice=st.integers(0, 500), is_moved=st.booleans())
    def replace_source(self, choice: int, is_moved: bool) -> None:
        """Put another file of the same size and time in its place, as `cp -p` does."""
        files = sorted(tree(self.site.folder / "content"))
        if not files:
            return
        path = self.site.folder / "content" / files[choice % len(files)]
        data = path.read_bytes()
        turned = bytes(_TURNED.get(byte, byte) for byte in data)
        write_alike(path, turned, is_moved=is_moved)

    @rule(choice=st.integers(0, 50))
    def delete_article(self, choice: int) -> None:
        path = self._pick(choice)
        if path and path != "content/articles/first.md":
            self.site.delete(path)
            self.broken.discard(path)

    @rule(choice=st.integers(0, 50), folder=st.sampled_from(("2019", "old/deep", ".")))
    def move_article(self, choice: int, folder: str) -> None:
        path = self._pick(choice)
        if path and path not in self.broken:
            name = Path(path).name
            target = self.site.folder / "content/articles" / folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.site.folder / path).rename(target)

    @rule(choice=st.integers(0, 50))
    def break_article(self, choice: int) -> None:
        path = self._pick(choice)
        if path:
            self.site.write(path, "---\ntitle: never closed\n")
            self.broken.add(path)

    @rule()
    def mend_links(self) -> None:
        """Let no text lead to what may not be there."""
        for path in self.articles():
            if path not in self.broken:
                text = self.site.read(path)
                for link in LINKS[3:]:
                    text = text.replace(f"({link})", "(first)")
                self.site.write(path, text)

    @rule()
    def mend_all(self) -> None:
        for path in sorted(self.broken):
            self.site.write(path, article("Mended", slug=Path(path).stem))
        self.broken.clear()

    @rule(
        author=st.sampled_from(AUTHORS), bio=st.sampled_from(BODIES),
        alias=st.sampled_from(("", "M. L.", "Óskar Hrafnsson")),
        names=st.sampled_from(NAMES),
    )  # fmt: skip
    def write_term(self, author: str, bio: str, alias: str, names: str) -> None:
        name = {"Mara Lindqvist": "mara", "Вера Ланская": "vera"}.get(author)
        if name:
            aliases = f"aliases: [{alias}]\n" if alias and name == "mara" else ""
            called = f"names: {{{names}}}\n" if names else ""
            text = f"---\nname: {author}\n{aliases}{called}---\n{bio}\n"
            self.site.write(f"content/authors/{name}.md", text)

    @rule(names=st.sampled_from(NAMES))
    def call_region(self, names: str) -> None:
        """Call a region otherwise in some languages, or in none."""
        called = f"names: {{{names}}}\n" if names else ""
        self.site.write(
            "content/regions/europe.md", f"---\nname: Europe\n{called}---\n"
        )

    @rule(choice=st.integers(0, 50), language=st.sampled_from(LANGUAGES))
    def tell_language(self, choice: int, language: str) -> None:
        path = self._pick(choice)
        if path and path not in self.broken:
            fields, body = self._open(path)
            self.site.write(
                path, dump_front_matter(fields | {"language": language}, body)
            )

    @rule()
    def delete_terms(self) -> None:
        shutil.rmtree(self.site.folder / "content/authors", ignore_errors=True)

    @rule(
        text=st.sampled_from(
            ("<p>one</p>", "<p>two {{ site.title }}</p>", "", *FAULTS, *HOOKED)
        )
    )
    def edit_partial(self, text: str) -> None:
        self.site.write("templates/_foot.html", f"<footer>{text}</footer>\n")

    @rule(name=st.sampled_from(tuple(CHAINED)), choice=st.integers(0, 9))
    def chain_templates(self, name: str, choice: int) -> None:
        """Let templates be made of each other, or take one away again."""
        texts = CHAINED[name]
        path = self.site.folder / f"templates/{name}"
        if choice < len(texts):
            self.site.write(f"templates/{name}", texts[choice])
        else:
            path.unlink(missing_ok=True)

    @rule()
    def delete_templates(self) -> None:
        shutil.rmtree(self.site.folder / "templates", ignore_errors=True)

    @rule()
    def delete_theme(self) -> None:
        shutil.rmtree(self.site.folder / "theme", ignore_errors=True)

    @rule(data=st.binary(max_size=9), name=st.sampled_from(("a.bin", "deep/er/b.bin")))
    def write_file(self, data: bytes, name: str) -> None:
        self.site.write(f"content/files/{name}", data)

    @rule(
        data=st.binary(max_size=9),
        name=st.sampled_from((".well-known/a", "robots.txt", "files/a.svg", "ferry")),
    )
    def write_root(self, data: bytes, name: str) -> None:
        self.site.write(f"content/root/{name}", data)

    @rule(
        folder=st.sampled_from(("files", "root")),
        name=st.sampled_from(("turned", "turned/a.pdf", "Turned/a/b", "turned/index.html")),
    )  # fmt: skip
    def turn_file(self, folder: str, name: str) -> None:
        """Let a file become a folder, or a folder a file."""
        for old in ("turned", "Turned"):
            path = self.site.folder / "content" / folder / old
            if path.exists():
                self.site.delete(f"content/{folder}/{old}")
        self.site.write(f"content/{folder}/{name}", name)

    @rule()
    def delete_root(self) -> None:
        shutil.rmtree(self.site.folder / "content/root", ignore_errors=True)

    @rule(data=st.sampled_from(PICTURES), name=st.sampled_from(("p.jpg", "deep/p.jpg")))
    def write_picture(self, data: bytes, name: str) -> None:
        self.site.write(f"content/files/{name}", data)

    @rule(
        choice=st.integers(0, 50), name=st.sampled_from(("p.jpg", "deep/p.jpg")),
        is_lead=st.booleans(),
    )  # fmt: skip
    def show_picture(self, choice: int, name: str, is_lead: bool) -> None:
        path = self._pick(choice)
        if path and path not in self.broken:
            self.write_picture(PICTURES[0], name)
            text = self.site.read(path)
            if not is_lead:
                self.site.write(path, f"{text}\n\n![x](/files/{name})\n")
            elif "\nimage:" not in text:
                lead = f"\nlanguage: en\nimage: files/{name}\n"
                self.site.write(path, text.replace("\nlanguage: en\n", lead))

    @rule(choice=st.integers(0, 50), name=st.sampled_from(("p.jpg", "deep/p.jpg")),
          data=st.sampled_from(PICTURES), is_lead=st.booleans())  # fmt: skip
    def write_beside(self, choice: int, name: str, data: bytes, is_lead: bool) -> None:
        """Give an article a folder of its own, with a picture in it that it shows."""
        path = self._pick(choice)
        if path and path not in self.broken:
            folder = path.removesuffix("/index.md").removesuffix(".md")
            text = self.site.read(path)
            self.site.delete(path).write(f"{folder}/{name}", data)
            if is_lead and "\nimage:" not in text:
                lead = f"\nlanguage: en\nimage: {name}\n"
                text = text.replace("\nlanguage: en\n", lead)
            self.site.write(f"{folder}/index.md", f"{text}\n\n![x]({name})\n")

    @rule(
        slug=st.sampled_from(SLUGS), data=st.sampled_from(PICTURES),
        name=st.sampled_from(("map.pdf", "p.jpg", "deep/map.pdf")),
    )  # fmt: skip
    def write_into_folder(self, slug: str, data: bytes, name: str) -> None:
        """Put a file where an article may come to have a folder of its own."""
        self.site.write(f"content/articles/{slug}/{name}", data)

    @rule(choice=st.integers(0, 50))
    def fold_article(self, choice: int) -> None:
        """Give an article a folder of its own, or take it out of it."""
        path = self._pick(choice)
        if path and path not in self.broken:
            name = path.removesuffix("/index.md").removesuffix(".md")
            target = f"{name}.md" if path.endswith("/index.md") else f"{name}/index.md"
            text = self.site.read(path)
            self.site.delete(path).write(target, text)

    @rule(choice=st.integers(0, 50))
    def delete_beside(self, choice: int) -> None:
        found = sorted((self.site.folder / "content/articles").rglob("*.jpg"))
        if found:
            found[choice % len(found)].unlink()

    @rule()
    def delete_items(self) -> None:
        for name in ("events", "jobs"):
            shutil.rmtree(self.site.folder / "content" / name, ignore_errors=True)

    @rule(
        name=st.sampled_from(("one", "two", "2020-05-06-three")),
        author=st.sampled_from(AUTHORS), region=st.sampled_from(REGIONS),
        dek=st.sampled_from(("A raw dek that says enough.", "Another raw dek, with a comma.")),
        body=st.sampled_from(("The first paragraph of a raw file wasseen by all.", "2014. A year.")),
        number=st.integers(0, 2),
    )  # fmt: skip
    def write_raw(
        self, name: str, author: str, region: str, dek: str, body: str, number: int
    ) -> None:
        text = raw_text(author, region, dek, body, number)
        self.site.write(f"content/raw/{name}.txt", text)

    @rule(name=st.sampled_from(("one", "two", "2020-05-06-three")))
    def delete_raw(self, name: str) -> None:
        (self.site.folder / f"content/raw/{name}.txt").unlink(missing_ok=True)

    @rule(
        lines=st.lists(
            st.sampled_from(
                (
                    "/old/ first",
                    "/older/ /old/",
                    "/ferry/ ferry",
                    "/years/2019/03/ first",
                    "/rss.xml /feed.xml",
                    "/ru.xml /ru/feed.xml",
                    "/r /rss.xml",
                    "/old/b.bin /files/a.bin",
                    "/down/ /old/b.bin",
                )
            ),
            unique=True,
        )
    )
    def write_redirects(self, lines: list[str]) -> None:
        self.site.write("content/redirects.txt", "".join(f"{one}\n" for one in lines))

    @rule(choice=st.integers(0, 50))
    def withdraw_article(self, choice: int) -> None:
        path = self._pick(choice)
        if path and "withdrawn:" not in self.site.read(path):
            keys = "withdrawn: 2024-01-02\nwithdrawn_reason: An error.\ntitle:"
            self.site.write(path, self.site.read(path).replace("title:", keys, 1))

    @rule(choice=st.integers(0, 50), until=st.sampled_from(UNTIL))
    def let_expire(self, choice: int, until: str) -> None:
        path = self._pick(choice)
        if path and "until:" not in self.site.read(path):
            keys = f"until: {until}\nuntil_reason: An offer.\ntitle:"
            self.site.write(path, self.site.read(path).replace("title:", keys, 1))

    @rule(addresses=st.lists(st.sampled_from(("/", "/articles/first/", "/years/2019/", "/team/",
                             "/authors/mara-lindqvist/2019/", "/deep/", "/ru/",
                             "/ru/years/2019/", "/ru/authors/mara-lindqvist/", "/explore/",
                             "/search/")), unique=True))  # fmt: skip
    def write_ledger(self, addresses: list[str]) -> None:
        text = "".join(f"{one}\n" for one in addresses)
        self.site.write("content/addresses.txt", text)

    @rule()
    def delete_registers(self) -> None:
        for name in ("redirects", "addresses", "terms"):
            (self.site.folder / f"content/{name}.txt").unlink(missing_ok=True)

    @rule(
        choice=st.integers(0, 500),
        harm=st.sampled_from(("delete", "change", "touch", "copy", "move")),
    )
    def harm_output(self, choice: int, harm: str) -> None:
        outputs = sorted(tree(self.site.folder / "output"))
        if outputs:
            path = self.site.folder / "output" / outputs[choice % len(outputs)]
            if harm == "delete":
                path.unlink()
            elif harm == "change":
                path.write_bytes(path.read_bytes() + b"!")
            elif harm in ("copy", "move"):
                write_alike(path, path.read_bytes()[::-1], is_moved=harm == "move")
            else:
                os.utime(path)

    @rule(name=st.sampled_from((*REMEMBERED, "bodies", "copies")))
    def lose_memory(self, name: str) -> None:
        path = self.site.folder / ".cache" / name
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()

    @rule(
        name=st.sampled_from(REMEMBERED),
        cut=st.integers(1, 60),
    )
    def cut_memory(self, name: str, cut: int) -> None:
        path = self.site.folder / ".cache" / name
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-cut])

    @rule(
        name=st.sampled_from(REMEMBERED),
        place=st.integers(0, 10**6),
        mask=st.integers(1, 255),
    )
    def turn_memory(self, name: str, place: int, mask: int) -> None:
        """Let a byte of it be another, as disks do that fail."""
        path = self.site.folder / ".cache" / name
        if path.is_file() and path.stat().st_size:
            data = bytearray(path.read_bytes())
            data[place % len(data)] ^= mask
            path.write_bytes(data)

    @rule(name=st.sampled_from(REMEMBERED))
    def bring_back_memory(self, name: str) -> None:
        """Put what was remembered some builds ago in its place, as a backup does."""
        path = self.site.folder / ".cache" / name
        if name in self.memories:
            path.write_bytes(self.memories.pop(name))
        elif path.is_file():
            self.memories[name] = path.read_bytes()

    @rule(
        after=st.integers(0, 40),
        where=st.sampled_from(("stage", "commit", "delete", "place")),
    )
    def kill_a_build(self, after: int, where: str) -> None:
        """Kill a build between two writes, as SIGKILL would."""
        child = os.fork()
        if child == 0:
            try:
                _die_after(after, where)
                build_site(self.site.options(**self.now))
            finally:
                os._exit(0)
        os.waitpid(child, 0)

    @rule()
    def explain(self) -> None:
        """Look without building: sources are read, and remembered."""
        try:
            list(explain_site(self.site.options(**self.now)))
        except (SourceError, UsageError):
            pass

    @rule(
        choices=st.lists(st.integers(0, 50), min_size=1, max_size=3),
        what=st.sampled_from(("body", "body", "credit", "harm")),
        workers=st.sampled_from((1, 2)),
    )
    def edit_between_builds(self, choices: list[int], what: str, workers: int) -> None:
        """Edit what only an article's own page shows, each time with a build after it."""
        self.mend_all()
        self.mend_links()
        self.mend_pairs()
        for choice in choices:
            self.build(workers)
            path = self._pick(choice)
            if path:
                self.number += 1
                text = self.site.read(path)
                if what == "credit" and "image_credit" not in text:
                    text = text.replace("---\n", "---\nimage_credit: Someone\n", 1)
                self.site.write(path, f"{text}\n\nEdit {self.number}.\n")
            if what == "harm":
                self.harm_output(choice, "change")
        self.build(workers)

    @rule(workers=st.sampled_from((1, 2)), goes_on=st.booleans())
    def build(self, workers: int, goes_on: bool = False) -> None:
        self.compare(workers, goes_on)


def _die_after(count: int, where: str) -> None:
    left = [count]
    module = barred if where == "place" else store
    real = getattr(module, where)

    def counted(*arguments: object, **named: object) -> object:
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return real(*arguments, **named)

    setattr(module, where, counted)


Editing.TestCase.settings = settings(
    max_examples=int(os.environ.get("INCREMENTAL_EXAMPLES", "12")),
    stateful_step_count=int(os.environ.get("INCREMENTAL_STEPS", "25")),
    deadline=None,
    # Shrinking a failure takes minutes: ask for it when there is one.
    phases=set(Phase)
    - (
        {Phase.shrink, Phase.explain}
        if not os.environ.get("INCREMENTAL_SHRINK")
        else set()
    ),
    suppress_health_check=list(HealthCheck),
)

TestIncrementalEqualsClean = Editing.TestCase


PARTS = 5
"""Doors are turned in so many sites: one example has room for no more draws."""


@pytest.mark.parametrize("part", range(PARTS))
@settings(
    max_examples=int(os.environ.get("DOORS_EXAMPLES", "1")),
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_incremental_equals_clean_whatever_a_house_makes_its_own(
    part: int, data: st.DataObject
) -> None:
    """Each is another between two builds; what is at fault is put back."""
    turned = DOORS[part::PARTS]
    doors = data.draw(st.permutations(turned), label="doors")
    assume(doors != list(turned))  # then all else is what is simplest, too
    site = Furnishing()
    try:
        site.furnish()
        site.compare()
        assert site.site.report.is_done
        for door in doors:
            before = site.sources()
            known = dict(vars(site)) | {"hooks": dict(site.hooks)}
            door.turn(site, data)
            site.compare()
            if not site.site.report.is_done:
                site.put_back(before)
                vars(site).update(known)
    finally:
        site.teardown()
