"""Items of containers go for raw files: named, changed, skipped, imported again."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from harness import SiteFolder
from PIL import Image
from raw_samples import SETTINGS, Site, packed, raw_a, raw_b, raw_c

from commentariat.archive.folders import (
    below_raw,
    item_name,
    raw_path,
    said_raw,
    split_item,
)
from commentariat.errors import Problem
from commentariat.intake.content.amend import note_stamps
from commentariat.intake.content.content_file import read_unjudged
from commentariat.intake.content.pictures import FOLDER
from commentariat.intake.formats.containers import cut_file, read_place
from commentariat.intake.formats.found import ItemMemory, find_items
from commentariat.intake.formats.places import Container
from commentariat.kinds import Kind
from commentariat.pipeline.build import build_site
from commentariat.pipeline.check import check_site
from commentariat.pipeline.imports import import_site
from commentariat.pipeline.inspect import inspect_files
from commentariat.pipeline.provenance import find_origin


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a raw file."""
    return Site(tmp_path, SETTINGS)


# -- Names -----------------------------------------------------------------------


def test_the_name_of_an_item_gives_back_file_and_key() -> None:
    for file, key in (
        ("a/b.zip", "x//y"),
        ("export.xml", "https://x.org//a"),
        ("a.txt", ""),
    ):
        name = item_name(file, key)
        assert split_item(name) == (file, key)
        assert below_raw(raw_path(name)) == below_raw(name) == name
        assert raw_path(name) == f"content/raw/{said_raw(name)}"


def test_a_file_may_be_called_as_messages_call_an_item() -> None:
    assert below_raw("content/raw/Agenda, item 3.txt") == "Agenda, item 3.txt"
    assert below_raw("content/raw/export, item 3") == "export//3"


def test_messages_name_an_item_behind_its_file() -> None:
    assert raw_path("export.xml//4656") == "content/raw/export.xml, item 4656"


# -- Import ----------------------------------------------------------------------


def test_a_zip_of_raw_texts_is_imported_item_by_item(site: Site) -> None:
    plain = Site(site.folder.parent / "plain", SETTINGS)
    plain.raw("a.txt").raw("2020-01-01-two.txt", raw_b()).imported()
    site.raw("all.zip", packed({"a.txt": raw_a(), "2020-01-01-two.txt": raw_b()}))
    site.imported()
    assert site.problems == []
    assert site.files().keys() == plain.files().keys()
    texts = site.files()["2020/two.md"]
    assert "raw:\n- file: all.zip\n  item: 2020-01-01-two.txt\n  digest:" in texts
    (raw,) = next(one for one in site.articles() if one.slug == "two").raw
    assert raw.file == "all.zip//2020-01-01-two.txt"


def test_what_has_not_changed_is_left_alone_and_not_even_cut(site: Site) -> None:
    site.raw("all.zip", packed({"a.txt": raw_a(), "2020-01-01-two.txt": raw_b()}))
    memory = ItemMemory.beside(site.folder)
    digests = {"all.zip": "1" * 32}
    site.imported(memory=memory, digests=digests)
    before = site.files()
    site.write("content/raw/all.zip", b"nobody looks at this")
    site.imported(memory=memory, digests=digests)
    assert (site.report.written, site.report.kept) == ((), 2)
    assert site.problems == []
    assert site.files() == before


def test_a_changed_item_changes_its_article_alone(site: Site) -> None:
    site.raw("all.zip", packed({"a.txt": raw_a(), "2020-01-01-two.txt": raw_b()}))
    site.imported()
    changed = raw_b().replace("commentary", "essay", 1)
    assert changed != raw_b()
    site.raw("all.zip", packed({"a.txt": raw_a(), "2020-01-01-two.txt": changed}))
    site.imported()
    assert site.report.written == ("content/articles/2020/two.md",)
    site.raw("all.zip", packed({"z.txt": raw_c(), "2020-01-01-two.txt": changed}))
    site.imported()
    assert len(site.report.written) == 1  # that of the item that came
    (gone,) = [one for one in site.report.open_points if one.kind == "raw gone"]
    assert (gone.source, gone.message) == (
        "content/raw/all.zip", Kind.ITEMS_GONE.of(1, "a.txt"),
    )  # fmt: skip


def test_a_row_of_an_item_says_what_it_does_not_say_itself(site: Site) -> None:
    site.raw("all.zip", packed({"a.txt": raw_a(), "two.txt": raw_b()}))
    site.raw(
        "index.csv",
        "file,item,date,language,skip\n"
        "all.zip,,,fr,\n"
        "all.zip,a.txt,,,yes\n"
        "all.zip,two.txt,2019-03-04,,\n",
    )
    site.imported()
    (article,) = site.articles()
    assert (article.date, article.language) == ("2019-03-04", "en")
    site.raw("index.csv", "file,item,language\nall.zip,,fr\n").imported()
    assert {one.language for one in site.articles()} == {"fr"}
    assert site.open_points == []


def test_a_row_of_an_item_that_is_not_there_is_asked_about(site: Site) -> None:
    site.raw("all.zip", packed({"a.txt": raw_a()}))
    site.raw("index.csv", "file,item,date\nall.zip,b.txt,2019-03-04\n").imported()
    (point,) = [one for one in site.report.open_points if one.kind == "no raw file"]
    assert (point.line, point.message.values[0]) == (2, "all.zip, item b.txt")


def test_who_names_a_container_asks_for_all_that_is_in_it(site: Site) -> None:
    site.raw("all.zip", packed({"a.txt": raw_a(), "two.txt": raw_b()})).raw(
        "c.txt", raw_c()
    )
    site.imported(only=["content/raw/all.zip, item two.txt"])
    assert [one.raw[0].file for one in site.articles()] == ["all.zip//two.txt"]
    site.imported(only=["all.zip"])
    assert {one.raw[0].file for one in site.articles()} == {
        "all.zip//a.txt", "all.zip//two.txt",
    }  # fmt: skip


def test_a_file_that_gzip_made_smaller_is_the_file_itself(site: Site) -> None:
    site.raw("2020-01-01-two.txt.gz", gzip.compress(raw_b().encode())).imported()
    (article,) = site.articles()
    assert article.raw[0].file == "2020-01-01-two.txt.gz"
    assert article.raw[0].digest
    assert not site.problems
    site.imported()
    assert (site.report.written, site.report.kept) == ((), 1)


# -- What is in no place, or at fault ------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../../outside.txt", Kind.MEMBER_NAME),
        ("/etc/passwd.txt", Kind.MEMBER_NAME),
        ("a//b.txt", Kind.MEMBER_NAME),
        ("a/./b.txt", Kind.MEMBER_NAME),
        ("C:/b.txt", Kind.MEMBER_NAME),
        ("b\u202e.txt", Kind.MEMBER_NAME),
        ("inner.zip", Kind.PACKED_TWICE),
    ],
)
def test_a_member_that_no_site_should_read_is_told_and_the_others_are_read(
    site: Site, name: str, kind: object
) -> None:
    data = packed({"a.txt": raw_a()}) if name.endswith(".zip") else raw_b()
    site.raw("all.zip", packed({name: data, "a.txt": raw_a()})).imported()
    (problem,) = site.report.problems
    assert (problem.source, problem.message.kind) == ("content/raw/all.zip", kind)
    assert len(site.articles()) == 1
    assert not list(site.folder.rglob("outside*"))
    assert not any((above / "outside.txt").exists() for above in site.folder.parents)


def test_a_member_without_a_name_is_told_and_the_others_are_read(site: Site) -> None:
    data = packed({"b.txt": raw_b(), "a.txt": raw_a()}).replace(b"b.txt", b"\0.txt")
    site.raw("all.zip", data).imported()
    (problem,) = site.report.problems
    assert problem.message.kind is Kind.MEMBER_NAME
    assert len(site.articles()) == 1


def test_of_two_members_of_one_name_the_last_is_read_and_the_other_told(
    site: Site,
) -> None:
    data = packed({"b.txt": raw_b(), "a.txt": raw_a()}).replace(b"b.txt", b"a.txt")
    site.raw("all.zip", data).imported()
    (problem,) = site.report.problems
    assert problem.message.kind is Kind.MEMBER_NAME
    (article,) = site.articles()
    site.raw("all.zip", packed({"a.txt": raw_a()})).imported()
    assert [one.digest for one in site.articles()[0].raw] == [article.raw[0].digest]


def test_a_bomb_is_not_unpacked(site: Site) -> None:
    bomb = bytes(64 * 2**20)
    site.raw("all.zip", packed({"a.txt": raw_a(), "b.txt": bomb})).imported()
    (problem,) = site.report.problems
    assert problem.message.kind == Kind.MEMBER_LARGE
    site.raw("b.txt.gz", gzip.compress(bomb)).imported()
    assert [one.message.kind for one in site.report.problems] == [Kind.MEMBER_LARGE] * 2
    assert len(site.articles()) == 1


def test_a_broken_zip_is_told_and_its_articles_are_not_said_to_be_gone(
    site: Site,
) -> None:
    data = packed({"a.txt": raw_a(), "two.txt": raw_b()})
    site.raw("all.zip", data).imported()
    site.raw("all.zip", data[: len(data) // 2]).imported()
    (problem,) = site.report.problems
    assert problem.message.kind == Kind.PACKED_BROKEN
    assert site.open_points == []
    assert len(site.articles()) == 2
    assert site.report.removed == ()


def test_a_member_whose_bytes_are_damaged_is_told_alone(site: Site) -> None:
    data = bytearray(packed({"a.txt": raw_a(), "two.txt": raw_b()}))
    at = data.index(b"two.txt") + 40
    data[at] ^= 0xFF
    site.raw("all.zip", bytes(data)).imported()
    (problem,) = site.report.problems
    assert problem.message.kind == Kind.MEMBER_BROKEN
    assert len(site.articles()) == 1


def test_a_zip_that_describes_its_data_is_no_web_archive_by_that(site: Site) -> None:
    site.raw("a.zip", packed({"datapackage.json": "{}", "a.txt": raw_a()}))
    site.imported()
    assert len(site.files()) == 1


def test_the_directory_of_a_zip_is_read_once_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    begin = zipfile.ZipFile.__init__

    def count(self: zipfile.ZipFile, *args: Any, **more: Any) -> None:
        opened.append(args)
        begin(self, *args, **more)

    where = tmp_path / "a.zip"
    for text in (raw_a(), raw_b()):
        where.write_bytes(packed({f"{n}.txt": text for n in range(9)}))
        cut = cut_file(str(where), "a.zip", str(tmp_path / "unpacked"))
        assert isinstance(cut, Container)
        with monkeypatch.context() as patched:
            patched.setattr(zipfile.ZipFile, "__init__", count)
            read = {
                read_place(str(where), "a.zip", one, str(tmp_path))
                for one in cut.places
            }
        assert read == {text.encode()}
    assert len(opened) == 2


def test_a_text_document_that_is_a_zip_is_no_container(site: Site) -> None:
    site.raw("paper.docx", packed({"[Content_Types].xml": "<x/>", "a.txt": raw_a()}))
    site.imported()
    (point,) = site.report.open_points
    assert (point.source, point.message.kind) == (
        "content/raw/paper.docx",
        Kind.NOT_RAW,
    )
    assert site.articles() == []


ROWS = (
    "id\ttitle\tdate\ttext\r\n"
    '7\tWind – Water\t2019-03-02\t"One line,\r\nand ""another"" 💧."\r\n'
    "8\tMud\t2019-03-03\tOne line.\r\n"
)
RECORDS = '[{"id": 7, "title": "Wind – Water", "text": "One 💧."}, {"id": 8, "title": "Mud", "text": "x"}]'


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("name", "text"),
    [("rows.txt", ROWS), ("rows.csv", ROWS), ("dump.json", RECORDS),
     ("dump.jsonl", RECORDS[1:-1].replace("}, {", "}\n{"))],
)  # fmt: skip
@pytest.mark.parametrize("is_in_zip", [False, True])
def test_records_in_utf_16_are_read_as_in_utf_8(
    site: Site, encoding: str, name: str, text: str, is_in_zip: bool
) -> None:
    data = f"\ufeff{text}".encode(encoding)
    site.raw("all.zip", packed({name: data})) if is_in_zip else site.raw(name, data)
    memory = ItemMemory.beside(site.folder)
    site.imported(memory=memory)
    assert site.problems == []
    assert {one.title for one in site.articles()} == {"Wind – Water", "Mud"}
    assert any("💧" in one for one in site.files().values())
    assert site.imported(memory=memory).report.written == ()


def test_broken_utf_16_is_a_problem_and_not_half_read(site: Site) -> None:
    site.raw("rows.csv", f"\ufeff{ROWS}".encode("utf-16-le")[:-1]).imported()
    (problem,) = site.problems
    assert problem.startswith(
        "content/raw/rows.csv: expected UTF-16-LE, found a part of"
    )
    assert site.articles() == []


def test_members_that_nobody_can_read_are_told_beside_others_that_are_read(
    site: Site,
) -> None:
    members: dict[str, str | bytes] = {
        "a.txt": raw_a(), "style.css": "x", "one.pdf": b"%PDF-1", "sub/two.PDF": b"%PDF-1",
        "old.wpd": b"\xffWPC", "README": b"\x01\x02", "__MACOSX/._a": b"\x00",
    }  # fmt: skip
    site.raw("all.zip", packed(members)).imported()
    (point,) = site.report.open_points
    assert point.source == "content/raw/all.zip"
    assert point.message.kind is Kind.MEMBERS_UNREAD
    assert point.message.values[0] == ".pdf: 2, .wpd: 1, no ending: 1"
    assert len(site.articles()) == 1


def test_what_an_editor_skips_is_told_no_more(site: Site) -> None:
    site.raw("all.zip", packed({"a.txt": raw_a(), "one.pdf": b"%PDF-1"}))
    site.raw("notes.bin", b"\x01\x02").raw("broken.zip", b"PK\x03\x04 and no more")
    drafts = [{"id": 1, "text": "Some words.", "status": "draft"}]
    site.raw("dump.json", json.dumps(drafts))
    assert len(site.imported().report.open_points) == 3
    assert len(site.problems) == 1
    names = ("all.zip", "notes.bin", "broken.zip", "dump.json")
    site.raw("index.csv", "file,skip\n" + "".join(f"{one},yes\n" for one in names))
    assert site.imported().report.open_points == ()
    assert site.problems == []


def test_of_many_files_that_nobody_can_read_a_few_are_named(site: Site) -> None:
    for number in range(20):
        site.raw(f"{number:02}.bin", b"\x01\x02")
    site.imported()
    assert [one.source for one in site.report.open_points] == [
        "content/raw/", *(f"content/raw/{number:02}.bin" for number in range(3)),
    ]  # fmt: skip


# -- Content files -------------------------------------------------------------------


def test_stamps_are_noted_beside_the_item_they_are_of() -> None:
    text = (
        "---\ntitle: X\nraw:\n- file: a.zip\n  item: x.txt\n  digest: '1'\n"
        "- file: a.zip\n  item: y.txt\n  digest: '2'\n---\n\nBody.\n"
    )
    noted = note_stamps(text, "a.zip//y.txt", {"digest": "0123"})
    assert noted is not None
    assert noted == text.replace("'2'", "'0123'")
    assert note_stamps(text, "a.zip", {"digest": "0123"}) is None


def test_a_broken_content_file_still_names_its_items() -> None:
    text = "---\ntitle: [\nraw:\n- file: a.zip\n  item: '4656'\n- file: b.txt\n---\n"
    assert read_unjudged(text).files >= {"a.zip//4656", "b.txt"}


def test_what_was_unpacked_of_a_file_that_is_gone_is_deleted(site: Site) -> None:
    memory = ItemMemory.beside(site.folder)
    folder = Path(memory.folder)
    folder.mkdir(parents=True)
    stray = folder / f"{'0' * 32}.part"
    stray.write_bytes(b"x")
    (folder / "notes").write_bytes(b"an editor keeps")
    site.raw("all.zip", packed({"a.txt": raw_a()}))
    find_items(site.folder, {}, memory=memory)
    assert sorted(one.name for one in folder.iterdir()) == ["notes"]


# -- Where an article stood ------------------------------------------------------------


def test_the_address_where_an_article_stood_leads_to_it(site: Site) -> None:
    site.raw("a.txt", raw_b())
    site.raw("index.csv", "file,url\na.txt,https://old.org/2014/05/what-empire.html\n")
    site.imported()
    (article,) = site.articles()
    assert article.slug == "what-empire"
    assert article.aliases == ("2014/05/what-empire.html",)
    assert "- /2014/05/what-empire.html\n" in site.files()["2014/what-empire.md"]


def test_an_address_told_later_takes_effect_and_the_one_before_leads_on(
    site: Site,
) -> None:
    site.raw("a.txt", raw_b()).imported()
    (before,) = site.articles()
    site.raw("index.csv", "file,url\na.txt,https://old.org/2014/05/what-empire/\n")
    site.imported()
    (article,) = site.articles()
    assert article.slug == "what-empire"
    assert set(article.aliases) == {f"articles/{before.slug}", "2014/05/what-empire"}
    written = site.files()
    site.imported(only=["a.txt"])
    assert site.files() == written


def test_an_address_told_later_leaves_the_slug_of_another_article_alone(
    site: Site,
) -> None:
    site.raw("what-empire.txt").raw("b.txt", raw_b()).imported()
    slugs = {one.slug for one in site.articles()}
    assert "what-empire" in slugs
    site.raw("index.csv", "file,url\nb.txt,https://old.org/what-empire/\n").imported()
    assert {one.slug for one in site.articles()} == slugs
    (other,) = [one for one in site.articles() if one.slug != "what-empire"]
    assert other.aliases == ("what-empire",)


def test_an_address_at_which_two_articles_stood_leads_to_one_and_is_asked_about(
    site: Site,
) -> None:
    site.raw("a.txt").raw("b.txt", raw_b())
    site.raw("index.csv", "file,url\na.txt,https://x.org/piece/\nb.txt,/piece\n")
    site.imported()
    assert sorted(one.aliases for one in site.articles()) == [(), ("piece",)]
    (point,) = [one for one in site.report.open_points if one.kind == "address shared"]
    assert point.source == "content/raw/b.txt"


def test_an_address_that_no_page_can_stand_at_leads_nowhere(site: Site) -> None:
    site.raw("a.txt")
    site.raw("index.csv", "file,url\na.txt,https://x.org/?p=15\n").imported()
    assert [one.aliases for one in site.articles()] == [()]
    assert site.problems == []


# -- Shown ------------------------------------------------------------------------------


def test_what_no_page_can_show_is_left_out_of_an_item_and_noted(site: Site) -> None:
    said = "<h1>A gate</h1>\n<p>The ga\x0ete is&#x81; shut.</p>\n<pre>a\x01b</pre>"
    page = f"<!doctype html><html><body><article>{said}</article></body></html>"
    record = '{"title": "Sluice", "content": "It was \\u0001open."}'
    site.raw("gate.html", page).raw("sluice.json", record).imported()
    gate, sluice = sorted(site.articles(), key=lambda one: one.title)
    assert (gate.title, sluice.title) == ("A gate", "Sluice")
    text = site.read(f"content/{gate.source}")
    assert "The gate is shut." in text
    assert "line: 2\n  column: 10\n" in text
    assert "before: U+000E" in text
    assert "before: U+0001" in text
    assert "It was open." in site.read(f"content/{sluice.source}")


def test_each_item_of_a_file_is_inspected_and_one_by_its_key(site: Site) -> None:
    site.raw("all.zip", packed({"a.txt": raw_a(), "two.txt": raw_b(), "no.txt": "x"}))
    where = str(site.folder / "content/raw/all.zip")
    shown = list(inspect_files(site.folder, [where], for_people=False))
    records = [one.record for one in shown if not isinstance(one, Problem)]
    assert [one["file"] for one in records] == [
        f"{where}, item a.txt", f"{where}, item two.txt",
    ]  # fmt: skip
    (problem,) = [one for one in shown if isinstance(one, Problem)]
    assert problem.source == f"{where}, item no.txt"
    for name in (f"{where}//two.txt", f"{where}, item two.txt"):
        (one,) = inspect_files(site.folder, [name], for_people=True)
        assert not isinstance(one, Problem)
        assert one.text.startswith(f"{where}, item two.txt: layout B")
    (missing,) = inspect_files(site.folder, [f"{where}//tow.txt"], for_people=True)
    assert isinstance(missing, Problem)
    assert (missing.message.kind, missing.message.values[1]) == (
        Kind.NO_ITEM,
        "two.txt",
    )


def test_provenance_fixity_and_review_go_by_item(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    data = packed({"a.txt": raw_a(), "2020-01-01-two.txt": raw_b()})
    (site.folder / "content/raw").mkdir(parents=True, exist_ok=True)
    (site.folder / "content/raw/all.zip").write_bytes(data)
    site.write(
        "content/raw/index.csv",
        "file,item,crawled\nall.zip,2020-01-01-two.txt,2024-05-06\n",
    )
    options = site.options()
    import_site(options)
    (origin,) = find_origin(options, "content/raw/all.zip, item 2020-01-01-two.txt")
    (raw,) = origin.raw
    assert (raw.file, raw.is_there, raw.is_same, raw.crawled) == (
        "all.zip//2020-01-01-two.txt", True, True, "2024-05-06",
    )  # fmt: skip
    fixity = check_site(options, is_fixity_asked=True).fixity
    assert fixity is not None
    assert (fixity.sound, fixity.unrecorded, fixity.problems) == (2, 0, ())
    changed = packed(
        {"a.txt": raw_a() + "One more line.\n", "2020-01-01-two.txt": raw_b()}
    )
    (site.folder / "content/raw/all.zip").write_bytes(changed)
    fixity = check_site(options, is_fixity_asked=True).fixity
    assert fixity is not None
    assert [one.source for one in fixity.problems] == [
        "content/raw/all.zip, item a.txt"
    ]
    assert fixity.sound == 1


# -- Web archives ------------------------------------------------------------------------


def test_a_web_archive_gives_articles_with_their_pictures_links_and_addresses(
    tmp_path: Path,
) -> None:
    site = SiteFolder(tmp_path)
    host, shown = "https://old.org", picture_of_one_color()
    gates = page_of(
        "Gates", f'<p><img src="/img/gate.png" alt="A gate"> and <a href="{host}/ferry/">'
        "the ferry that nobody took</a> on any day of that year.</p>",
    )  # fmt: skip
    answers = (
        ("gates/", "text/html; charset=utf-8", gates),
        ("ferry/", "text/html; charset=utf-8", page_of("Ferry")),
        ("img/gate.png", "image/png", shown),
    )
    records = [answered(f"{host}/{path}", kind, data) for path, kind, data in answers]
    (site.folder / "content/raw").mkdir(parents=True)
    (site.folder / "content/raw/crawl.warc.gz").write_bytes(
        b"".join(map(gzip.compress, records))
    )
    report = build_site(site.options())
    assert report.problems == ()
    (copied,) = (site.folder / f"content/files/{FOLDER}").iterdir()
    assert copied.read_bytes() == shown
    page = site.page("articles/gates/")
    assert 'href="/articles/ferry/"' in page
    assert copied.name in page
    assert "/articles/gates/" in site.page("gates/")  # where it stood
    assert build_site(site.options()).problems == ()


def answered(address: str, kind: str, data: bytes) -> bytes:
    """A record of a web archive."""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + data
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2026-11-30T12:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def page_of(title: str, more: str = "") -> bytes:
    """A page of a house."""
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><article>"
        f"<h1>{title}</h1><p>Nobody spoke of the {title} in that year, and whoever asked was "
        f"told at length of other things by people who were paid to know it.</p>{more}"
        f"<p>What the {title} cost is in a ledger that nobody has read for ten years.</p>"
        "</article></body></html>"
    ).encode()


def picture_of_one_color() -> bytes:
    """A small picture."""
    made = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(made, "PNG")
    return made.getvalue()


# -- Exports -----------------------------------------------------------------------------


def export_of(*states: str) -> str:
    """An export of WordPress with a post of each of *states*."""
    items = "".join(
        f"<item><title>The {state} piece</title><dc:creator>mara</dc:creator>"
        f"<content:encoded><![CDATA[<p>Words of the {state} piece number {number}, which "
        "are enough for a text of its own and for nobody else to say.</p>]]>"
        f"</content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date>2014-05-0{number} 10:00:00</wp:post_date>"
        f"<wp:post_name>piece-{number}</wp:post_name><wp:status>{state}</wp:status>"
        "<wp:post_type>post</wp:post_type></item>"
        for number, state in enumerate(states, 1)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>A house</title>'
        "<wp:wxr_version>1.2</wp:wxr_version>"
        "<wp:author><wp:author_login>mara</wp:author_login>"
        "<wp:author_display_name>Mara Lindqvist</wp:author_display_name></wp:author>"
        f"{items}</channel></rss>"
    )


def test_what_its_house_shows_to_nobody_is_held_back_told_and_taken_as_a_draft(
    site: Site,
) -> None:
    site.raw("all.xml", export_of("publish", "draft", "private", "trash", "draft"))
    site.imported()
    assert [one.raw[0].file for one in site.articles()] == ["all.xml//1"]
    (point,) = [one for one in site.report.open_points if one.kind == "held back"]
    assert point.message == Kind.ITEMS_HELD_BACK.of("draft: 2, private: 1, trash: 1")
    site.raw("index.csv", "file,item,skip\nall.xml,2,no\nall.xml,3,yes\n").imported()
    (draft,) = [one for one in site.articles() if one.is_draft]
    assert draft.raw[0].file == "all.xml//2"
    (point,) = [one for one in site.report.open_points if one.kind == "held back"]
    assert point.message == Kind.ITEMS_HELD_BACK.of("draft: 1, trash: 1")


def test_what_is_thrown_away_later_goes_and_an_edited_one_is_asked_about(
    site: Site,
) -> None:
    site.raw("all.xml", export_of("publish", "publish", "publish")).imported()
    kept = next(path for path in site.files() if path.endswith("piece-2.md"))
    site.edit(f"content/articles/{kept}", "of the publish piece", "of an edited piece")
    site.raw("all.xml", export_of("trash", "private", "publish")).imported()
    assert sorted(one.raw[0].file for one in site.articles()) == [
        "all.xml//2",
        "all.xml//3",
    ]
    asked, held = site.report.open_points
    assert asked.message == Kind.RAW_HIDDEN.of("all.xml, item 2")
    assert held.message == Kind.ITEMS_HELD_BACK.of("private: 1, trash: 1")
