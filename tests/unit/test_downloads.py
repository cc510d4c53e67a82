"""What a site lets readers take along is public, and made anew when it is another."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import drawn
import pytest
from harness import SETTINGS, SiteFolder, article
from live_preview import LivePreview

from commentariat.formats import FORMATS, HELD
from commentariat.pipeline import build_site, check_site, explain_site
from commentariat.pipeline.clean import clean_site
from commentariat.pipeline.export import Wanted, export_site
from commentariat.pipeline.size import size_site

ALL = f"exports = {json.dumps(HELD)}\n"
FILES = {FORMATS[name].output for name in HELD}
READING = [name for name in HELD if FORMATS[name].has_bodies]
MORE = """\
[tool.commentariat.fields.client]
show = false
[tool.commentariat.fields.podcast]
kind = "link"
[tool.commentariat.sections.events]
label = "Events"
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A site with all downloads, and what readers must not see."""
    folder = SiteFolder(tmp_path / "site", SETTINGS + ALL + MORE)
    folder.write("content/files/map.png", drawn.make_picture(40, "red", "PNG"))
    folder.write(
        "content/articles/ferry.md",
        article(
            "The Ferry", "It *runs*.\n\n<!-- secret -->\n\n![Map](../files/map.png)",
            date="2024-05-06", authors=["Mara Lindqvist"], topics=["Rivers"],
            series="Crossings", podcast="https://else.test/a.mp3", client="secret",
            dek="=SUM(1)", extra={"secret": "secret"}, codes={"secret": "1"},
            related=[{"title": "secret"}],
        ),
    )  # fmt: skip
    folder.write(
        "content/articles/bridge.md",
        article("Мост", "См. [x](secret.md).", series="Crossings", language="ru"),
    )
    folder.write(
        "content/articles/secret.md",
        article("secret", "secret", draft="yes", topics=["secret"]),
    )
    folder.write("content/articles/later.md", article("Due", "secret", date="2031"))
    folder.write(
        "content/articles/weir.md",
        article("Weir", "secret", withdrawn="2021-01-01", withdrawn_reason="Wrong."),
    )
    folder.write("content/authors/mara.md", "---\nname: Mara Lindqvist\n---\n\nShe.\n")
    folder.write("content/pages/about.md", "---\ntitle: About\n---\n\nUs.\n")
    folder.write(
        "content/pages/thanks.md",
        "---\ntitle: secret\nindexed: false\n---\n\nsecret\n",
    )
    folder.write("content/events/launch.md", "---\ntitle: Launch\n---\n\nCome.\n")
    folder.write(
        "content/events/_index.md",
        "---\ntitle: secret\nindexed: false\n---\n\nsecret\n",
    )
    return folder


def unpacked(name: str, data: bytes) -> bytes:
    """All that is in a file, packed or not."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return b"\n".join(found.read(one) for one in found.namelist())


def test_a_site_has_the_files_that_its_settings_name(site: SiteFolder) -> None:
    site.build()
    assert site.problems == ()
    assert {one for one in site.output() if one in FILES} == FILES
    page = site.page("export/")
    assert all(f'href="/{one}"' in page for one in FILES)
    assert '<a href="/export/">Downloads</a>' in site.page("articles/ferry/")
    records = [
        json.loads(one) for one in site.page("export/archive.jsonl").split("\n")[:-1]
    ]
    assert [one.get("title") or one["name"] for one in records] == [
        "The Ferry", "Мост", "Mara Lindqvist", "Rivers", "Crossings", "About", "Launch",
    ]  # fmt: skip
    assert "<p>It <em>runs</em>.</p>" in records[0]["_html"]
    assert records[0]["podcast"] == "https://else.test/a.mp3"
    with closing(sqlite3.connect(site.folder / "output/export/archive.db")) as base:
        found = base.execute(
            "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'runs'"
        )
        assert len(found.fetchall()) == 1


def test_without_the_setting_there_is_nothing_of_it(site: SiteFolder) -> None:
    site.build()
    site.edit("pyproject.toml", ALL, "").build()
    assert not any(
        one.startswith("export/") or one == "llms.txt" for one in site.output()
    )
    assert "Downloads" not in site.page("articles/ferry/")


def test_nothing_that_readers_cannot_see_is_in_any_of_them(site: SiteFolder) -> None:
    site.build()
    for name in FILES:
        data = unpacked(name, site.output()[name])
        assert b"secret" not in data
        assert b"Weir" not in data
        assert b"Due" not in data
    assert b"Due" in site.build(today="2031-02-01").output()["export/archive.jsonl"]


def test_a_term_that_no_list_leads_to_is_in_none_of_theirs(
    site: SiteFolder, tmp_path: Path
) -> None:
    before = site.build().output()
    assert b"/topics/rivers/" in before["llms.txt"]
    site.write(
        "content/topics/rivers.md", "---\nname: Rivers\nunlisted: yes\n---\n"
    ).build()
    assert site.problems == ()
    for name in FILES:
        assert b"/topics/rivers/" not in unpacked(name, site.output()[name]), name
    with closing(sqlite3.connect(site.folder / "output/export/archive.db")) as base:
        named = base.execute("SELECT term FROM article_terms WHERE facet = 'topics'")
        assert named.fetchall() == []
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    (line, *_) = site.page("export/archive.jsonl").splitlines()
    assert json.loads(line)["topics"] == ["Rivers"]  # as its page says
    whole = export_site(site.options(), Wanted(format="jsonl", to=tmp_path / "all"))
    assert "/topics/rivers/" in Path(whole.path).read_text(encoding="utf-8")


def test_a_table_for_readers_is_safe_to_open(site: SiteFolder) -> None:
    text = site.build().page("export/articles.csv")
    assert text.startswith("\ufeff")
    row, _ = csv.DictReader(io.StringIO(text[1:], newline=""))
    assert row["dek"] == "'=SUM(1)"


EDITS: dict[str, tuple[str, str, str, set[str]]] = {
    "a body": ("content/articles/ferry.md", "It *runs*", "It *walks*",
               {"jsonl", "csv", "sqlite", "datapackage", "epub"}),
    "a title": ("content/articles/ferry.md", "The Ferry", "The Boat",
                {"jsonl", "csv", "sqlite", "datapackage", "epub", "llms"}),
    "a term": ("content/authors/mara.md", "She.", "They.",
               {"jsonl", "csv", "sqlite", "datapackage", "epub"}),
    "a page": ("content/pages/about.md", "Us.", "All of us.",
               {"jsonl", "csv", "sqlite", "datapackage", "epub"}),
    "what is not out": ("content/articles/later.md", "secret", "hidden", set()),
    "what nobody finds": ("content/pages/thanks.md", "secret", "hidden", set()),
    "a stylesheet": ("theme/own.css", "", "p { margin: 0 }", set()),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_a_file_is_made_anew_when_it_shows_something_else(
    edit: str, site: SiteFolder, tmp_path: Path
) -> None:
    path, old, new, others = EDITS[edit]
    if not old:
        site.write(path, "p { margin: 1px }")
    site.build()
    if old:
        site.edit(path, old, new)
    else:
        site.write(path, new)
    told = list(explain_site(site.options()))
    site.build()
    made = {one for one in HELD if FORMATS[one].output in site.report.rendered}
    assert made <= others
    assert made >= others - _SAME.get(edit, set())
    for one in made:
        assert any(f"write {FORMATS[one].output}: " in line for line in told)
    assert site.output() == site.clean_output(tmp_path / "clean")


# The bodies of all that is public are told together.
_SAME: dict[str, set[str]] = {"a term": {"csv", "epub"}, "a page": {"csv", "epub"}}


def test_a_picture_is_in_the_book_as_it_is_now(
    site: SiteFolder, tmp_path: Path
) -> None:
    before = site.build().output()["export/archive.epub"]
    site.write("content/files/map.png", drawn.make_picture(40, "blue", "PNG")).build()
    assert site.output()["export/archive.epub"] != before
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_however_the_work_is_shared_the_files_are_the_same(
    site: SiteFolder, tmp_path: Path
) -> None:
    for number in range(70):
        site.write(f"content/articles/{number}.md", article(f"Piece {number}"))
    clean = site.clean_output(tmp_path / "clean", workers=2)
    assert site.build().output() == clean


def test_a_file_is_the_same_whichever_others_are_made_with_it(
    site: SiteFolder, tmp_path: Path
) -> None:
    for number in range(66):  # more than are kept in one file meanwhile
        text = article(f"Piece {number}", "A [x](ferry.md#y).", date=f"19{number + 10}")
        site.write(f"content/articles/{number}.md", text)
    together = site.build().output()
    for name in READING:
        alone = SiteFolder(tmp_path / name, site.read("pyproject.toml"))
        shutil.copytree(site.folder / "content", alone.folder / "content")
        alone.edit("pyproject.toml", ALL, f'exports = ["{name}"]\n')
        output = FORMATS[name].output
        assert alone.build().output()[output] == together[output]
    assert not (site.folder / ".cache/exports").exists()


BUILD = """
import sys
from collections import Counter
from pathlib import Path
from commentariat.pipeline import Options, build_site
opened = Counter()
def count(event, args):
    if event == "open" and "/content/" in str(args[0]) and str(args[0]).endswith(".md"):
        opened[Path(args[0]).name] += 1
sys.addaudithook(count)
report = build_site(Options(site=Path(sys.argv[1]), today="2026-06-01", workers=1))
print(sorted(report.rendered), sorted(opened), max(opened.values(), default=0), sep="|")
"""


def test_all_of_them_read_each_content_file_once(site: SiteFolder) -> None:
    files = sorted(FORMATS[name].output for name in READING)

    def build() -> list[str]:
        run = [sys.executable, "-c", BUILD, str(site.folder)]
        done = subprocess.run(run, capture_output=True, text=True, check=True)
        return done.stdout.strip().split("|")

    site.edit("content/articles/bridge.md", "[x](secret.md)", "x")  # none is asked of
    build()
    build()  # what was written at the moment of the first may be another
    for one in files:
        (site.folder / "output" / one).unlink()
    public = ["about.md", "bridge.md", "ferry.md", "launch.md", "mara.md"]
    assert build() == [str(files), str(public), "1"]
    assert build() == ["[]", "[]", "0"]
    site.write("theme/own.css", "p { margin: 0 }")  # files are compared, and stay
    rendered, opened, most = build()
    assert not set(files) & set(json.loads(rendered.replace("'", '"')))
    assert (opened, most) == ("[]", "0")


FORKS = """
import sys
from pathlib import Path
from commentariat.pipeline import Options, build_site
forks = []
sys.addaudithook(lambda event, args: forks.append(event) if event == "os.fork" else None)
report = build_site(Options(site=Path(sys.argv[1]), today="2026-06-01", workers=2))
assert not report.problems
print(len(forks))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="forking is not safe here")
def test_after_an_edit_processes_share_what_is_slow_to_make(
    site: SiteFolder, tmp_path: Path
) -> None:
    def forks(old: str, new: str) -> int:
        site.edit("content/articles/ferry.md", f"It *{old}*", f"It *{new}*")
        run = [sys.executable, "-c", FORKS, str(site.folder)]
        return int(subprocess.run(run, capture_output=True, check=True).stdout)

    site.build()
    assert forks("runs", "walks") == 0  # of few pieces nothing is slow
    for number in range(256):
        site.write(f"content/articles/{number}.md", article(f"P{number}"))
    site.build().build()  # what was written at the moment of the first is read again
    assert forks("walks", "runs") == 4  # two read, and two write
    assert site.output() == site.clean_output(tmp_path / "clean")
    site.edit("pyproject.toml", ALL, 'exports = ["csv", "llms"]\n').build()
    assert forks("runs", "swims") == 0


def test_links_to_them_lead_somewhere(site: SiteFolder) -> None:
    body = "[All](/export/archive.jsonl), [offer](/export/), [short](/llms.txt)"
    site.write("content/pages/data.md", f"---\ntitle: Data\n---\n\n{body}\n").build()
    assert site.problems == ()
    assert 'href="/export/archive.jsonl"' in site.page("data/")
    assert check_site(site.options()).problems == ()
    built = site.edit("pyproject.toml", '"llms"', '"csv"').build()
    assert any("/llms.txt" in one for one in built.problems)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/root/llms.txt", "/llms.txt"),
        ("content/root/export/archive.db", "/export/archive.db"),
        ("content/pages/export.md", "/export/"),
    ],
)
def test_who_wants_their_address_is_told(
    path: str, address: str, site: SiteFolder
) -> None:
    site.write(path, "---\ntitle: Ours\n---\n").build()
    (problem,) = site.problems
    assert problem.startswith(f"{path}:")
    assert f"'{address}' is a download of the archive" in problem


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('["wacz"]', "a site cannot hold 'wacz', which holds the site: take it out, and "
         "run `commentariat export wacz`"),
        ('["csv", "bagit"]', "a site cannot hold 'bagit'"),
        ('["pdf"]', "no format is called 'pdf'; there are jsonl, csv, "),
        ('"csv"', "expected a list of texts for 'exports'"),
        ("[1]", "expected a text for 'exports"),
    ],
)  # fmt: skip
def test_a_format_that_a_site_cannot_hold_is_refused(
    value: str, message: str, site: SiteFolder
) -> None:
    site.edit("pyproject.toml", ALL, f"exports = {value}\n").build()
    (problem,) = site.problems
    assert problem.startswith("pyproject.toml:")
    assert message in problem


def test_the_preview_makes_them_when_they_are_asked_for(site: SiteFolder) -> None:
    preview = LivePreview(site, drafts=False)
    preview.look()
    assert preview.shown.keys() >= FILES
    site.edit("content/articles/ferry.md", "It *runs*", "It *walks*")
    preview.look()
    assert b"walks" in (preview.shown["export/archive.jsonl"] or b"")
    site.edit("pyproject.toml", '"jsonl", ', "")
    preview.look()
    assert "export/archive.jsonl" not in preview.shown


def test_a_check_writes_none_of_them(site: SiteFolder) -> None:
    assert check_site(site.options()).problems == ()
    assert not (site.folder / ".cache/exports").exists()
    assert not site.has("export")


def test_what_a_killed_build_left_is_cleared_away(site: SiteFolder) -> None:
    site.write(".cache/exports/epub-1", "x").write(".cache/exports/own.txt", "x")
    site.build()
    assert [one.name for one in (site.folder / ".cache/exports").iterdir()] == [
        "own.txt"
    ]


def test_a_fault_leaves_the_files_as_they_were(site: SiteFolder) -> None:
    before = site.build().output()
    site.write("content/articles/broken.md", "---\ntitle: [\n---\n").build()
    assert site.problems
    assert site.output() == before


def test_the_size_tells_what_leaving_them_out_saves(site: SiteFolder) -> None:
    outputs = site.build().output()
    (saving,) = [
        one for one in size_site(site.options()).savings if "exports = []" in one.how
    ]
    assert saving.bytes == sum(len(outputs[one]) for one in FILES)


def test_cleaning_takes_them_away(site: SiteFolder) -> None:
    build_site(site.options())
    clean_site(site.options())
    assert not site.output()
