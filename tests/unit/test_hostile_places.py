"""What disks, names and terminals do to a site ends in a clear line, and is mended."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from harness import SiteFolder, article
from live_preview import LivePreview
from PIL import Image
from raw_samples import raw_a, raw_b

from commentariat.cli import main
from commentariat.disk import write_whole
from commentariat.engine.scan import is_passed_over
from commentariat.live.site import LiveSite
from commentariat.pipeline import check_site, no_progress


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path / "site")
    for number in range(5):
        title = f"Piece {number}"
        folder.write(f"content/articles/{number}.md", article(title, slug=f"p{number}"))
    return folder


def run(site: SiteFolder, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "commentariat", *words, "--site", str(site.folder)],
        capture_output=True, encoding="utf-8", timeout=60, check=False,
        env=os.environ | more,
    )  # fmt: skip


@pytest.mark.parametrize("name", [b"bad\xff.txt", b"two\nlines.txt", b"tab\t.txt"])
def test_a_raw_file_whose_name_is_no_text_keeps_itself_out_alone(
    site: SiteFolder, name: bytes
) -> None:
    site.write("content/raw/good.txt", raw_b())
    where = os.path.join(os.fsencode(site.folder / "content/raw"), name)
    try:
        with open(where, "wb") as file:
            file.write(raw_a().encode())
    except OSError:
        pytest.skip("this file system takes no such name")
    shown = name.decode("utf-8", "replace").replace("\n", "�").replace("\t", "�")
    fault = f"content/raw/{shown}: expected a name of readable UTF-8 characters"
    assert site.build().problems == (fault,)
    assert len(site.report.imported) == 1
    assert site.build().problems == (fault,)
    os.rename(where, os.fsencode(site.folder / "content/raw/other.txt"))
    assert site.build().problems == ()
    assert len(site.report.imported) == 1


def test_a_content_file_whose_name_is_no_text_stops_the_build(site: SiteFolder) -> None:
    where = os.fsencode(site.folder / "content/files") + b"/map\xff.pdf"
    os.makedirs(os.path.dirname(where))
    try:
        with open(where, "wb") as file:
            file.write(b"x")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert site.build().problems == (
        "content/files/map�.pdf: expected a name of readable UTF-8 characters",
    )
    os.unlink(where)
    assert site.build().problems == ()


def test_a_check_does_not_wait_for_a_pipe(site: SiteFolder) -> None:
    site.write("content/raw/good.txt", raw_b())
    os.mkfifo(site.folder / "content/raw/pipe.txt")
    done = run(site, "check")
    assert done.returncode == 1
    assert done.stdout.count("content/raw/pipe.txt") == 1
    assert "expected a raw file, found what is no regular file" in done.stdout


def test_a_link_in_a_circle_is_told_where_it_stands_and_nowhere_else(
    site: SiteFolder,
) -> None:
    site.write("content/raw/good.txt", raw_b())
    (site.folder / "content/raw/again").symlink_to(".", target_is_directory=True)
    assert site.build().problems == (
        "content/raw/again: a link that leads in a circle",
    )


def test_outputs_are_missed_although_the_ledger_alone_was_lost(
    site: SiteFolder,
) -> None:
    whole = site.build().output()
    site.delete("output/index.html")
    for ledger in (site.folder / ".cache").glob("ledger-*"):
        ledger.write_bytes(b"\0" * 100)
    assert "no build remembers making" in " ".join(site.build().problems)
    assert site.build(adopt=True).problems == ()
    assert site.output() == whole


def test_a_ledger_that_was_cut_off_costs_time_alone(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build()
    site.edit("content/articles/1.md", "Piece 1", "Another title").build()
    site.delete("output/articles/p1/index.html")
    for ledger in (site.folder / ".cache").glob("ledger-*"):
        os.truncate(ledger, ledger.stat().st_size - 10)
    assert site.build().problems == ()
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_a_template_that_is_no_text_is_a_problem(site: SiteFolder) -> None:
    whole = site.build().output()
    site.write("templates/article.html", b"\xff\xfe<\0p\0")
    site.write("templates/_own.html", b"caf\xe9")
    assert site.build().problems == (
        "templates/_own.html:1: expected UTF-8, found byte 0xe9 at 3",
        "templates/article.html:1: expected UTF-8, found byte 0xff at 0",
    )
    assert site.output() == whole


def test_a_reason_that_many_files_share_is_told_once(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    site.build().delete("output/articles").write("output/articles", "in the way")
    assert main(["build", "--site", str(site.folder)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "output/articles/p0/index.html: cannot be written: Not a directory; no build made "
        "what is in its place: move that away, or build with --adopt, which deletes it "
        "(and 4 more: output/articles/p1/index.html, output/articles/p2/index.html, …; --all lists "
        "them)",
        "5 problems",
    ]
    assert main(["build", "--all", "--site", str(site.folder)]) == 1
    assert capsys.readouterr().err.count("cannot be written: Not a directory;") == 5
    site.delete("output/articles")
    assert site.build().problems == ()
    assert site.has("articles/p4/index.html")


def test_explain_tells_a_fault_of_many_files_once_unless_all_is_asked_for(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(5):
        site.write(f"content/raw/{number}.txt", "no metadata\n")
    fault = "expected a JSON metadata block, found none"
    for words, lines in (((), 1), (("--all",), 5)):
        assert main(["explain", *words, "--site", str(site.folder)]) == 0
        said = capsys.readouterr().out.splitlines()
        told = [line for line in said if fault in line]
        assert len(told) == lines
        assert all(line.startswith("problem: content/raw/") for line in told)


def test_settings_that_are_no_file_are_a_problem(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    site.delete("pyproject.toml")
    (site.folder / "pyproject.toml").mkdir()
    assert main(["build", "--site", str(site.folder)]) == 1
    assert "pyproject.toml: expected a file, found none" in capsys.readouterr().err


def test_a_terminal_without_the_letters_gets_them_written_out(site: SiteFolder) -> None:
    site.write("content/articles/r.md", article("Зима", title_from="dek", dek="Зима"))
    done = run(site, "check", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert not done.stderr
    assert r"derived from the dek: '\u0417\u0438\u043c\u0430'" in done.stdout
    rows = run(site, "review", "--json", PYTHONIOENCODING="ascii")
    assert rows.returncode == 0
    assert r"\u0417\u0438\u043c\u0430" in rows.stdout


def test_a_disk_that_refuses_a_new_article_is_told_in_a_line(site: SiteFolder) -> None:
    site.delete("content").write("content", "no folder")
    done = run(site, "new", "A Title")
    assert done.returncode == 1
    assert done.stderr.startswith("commentariat: ")
    assert done.stderr.endswith(": cannot be read or written: Not a directory\n")
    assert done.stderr.count("\n") == 1


def test_a_check_asks_about_no_link_that_reaches_a_page(site: SiteFolder) -> None:
    body = "[a](https://a.example/) <b@c.example> [d](tel:12) ![e](../files/e.svg)"
    site.write("content/articles/l.md", article("Links", f"{body}\n\n[f](ftp://f/)"))
    site.write("content/files/e.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    found = check_site(site.options()).open_points
    dropped = [
        (one.line, str(one.message)) for one in found if one.kind == "dropped HTML"
    ]
    assert dropped == [(8, "the address 'ftp://f/' is not published")]


@pytest.mark.parametrize(
    "name", ["decisions.jsonl", "words.txt", "repeated.txt", "shared.txt"]
)
def test_a_pipe_in_place_of_what_import_goes_by_is_not_waited_for(
    site: SiteFolder, name: str
) -> None:
    site.write("content/raw/good.txt", raw_a())
    os.mkfifo(site.folder / "content" / name)
    for command in ("import", "review", "check", "build"):
        words = [command, "--json"] if command == "review" else [command]
        done = run(site, *words)
        assert "Traceback" not in done.stderr
    assert f"content/{name}: expected a file" in done.stderr


def test_an_index_that_is_a_pipe_is_not_waited_for(site: SiteFolder) -> None:
    site.write("content/raw/good.txt", raw_b())
    os.mkfifo(site.folder / "content/raw/index.csv")
    done = run(site, "build")
    assert done.returncode == 1
    assert "content/raw/index.csv: expected a file, found what is none" in done.stderr
    assert site.has("index.html")


_KILLED = """
import os, signal, sys
from commentariat.cli import main
replace = os.replace
def die(old, new):
    if str(new).endswith(".md"):
        os.kill(os.getpid(), signal.SIGKILL)
    replace(old, new)
os.replace = die
main(["import", "--workers", "1", "--site", sys.argv[1]])
"""


def test_nothing_is_left_of_an_import_that_was_killed_as_it_wrote(
    site: SiteFolder,
) -> None:
    site.write("content/raw/good.txt", raw_b())
    command = [sys.executable, "-c", _KILLED, str(site.folder)]
    assert subprocess.run(command, timeout=60, check=False).returncode < 0
    articles = site.folder / "content/articles"
    assert len(list(articles.rglob("*.tmp"))) == 1
    assert run(site, "import").returncode == 0
    assert len(list(articles.rglob("*.md"))) == 6
    assert not list(articles.rglob("*.tmp"))


def test_sources_that_some_systems_take_for_one_are_asked_about(
    site: SiteFolder,
) -> None:
    for number, name in enumerate(("Note", "note", "cafe\u0301", "café", "notes")):
        text = article("A Note", "Text of its own.", slug=f"note-{number}")
        site.write(f"content/articles/{name}.md", text)
    if len(list((site.folder / "content/articles").glob("[Nn]ote.md"))) < 2:
        pytest.skip("this file system takes them for one")
    found = check_site(site.options())
    told = [one.source for one in found.open_points if one.kind == "same name"]
    assert told == ["content/articles/café.md", "content/articles/note.md"]
    assert not found.problems


UNPORTABLE = ("a:b", "a?b.pdf", "a*b", 'a"b', "a<b", "a|b", "con", "LPT9", "aux.txt",
              "Nul.tar.gz", "com1", "lpt\u00b9.x", "conin$", "aux .txt", "end.", "end ",
              "dot./a.pdf", "prn/a.d/b.pdf", ".well-known/a:b")  # fmt: skip
PORTABLE = ("console.txt", "a.con", "a#b", "a b", " a", "com", "com10", "a..b", "é;,'&%.x",
            ".aux")  # fmt: skip


@pytest.mark.parametrize("folder", ["content/files", "content/root", "theme"])
def test_a_name_that_other_systems_do_not_take_is_asked_about(
    site: SiteFolder, folder: str
) -> None:
    for name in (*UNPORTABLE, *PORTABLE):
        site.write(f"{folder}/{name}", name)
    found = check_site(site.options())
    told = {one.source for one in found.open_points if one.kind == "unportable name"}
    files = {f"{folder}/{name}" for name in UNPORTABLE}
    assert told == {path for path in files if not is_passed_over(path)}
    assert not [one for one in found.problems if "content" in one.source]


def test_a_picture_that_other_systems_do_not_take_is_asked_about_once(
    site: SiteFolder,
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (900, 900)).save(picture, "PNG")
    site.write(
        "content/articles/con/index.md", article("Con", "![x](a:b.png)", slug="c")
    )
    site.write("content/articles/con/a:b.png", picture.getvalue())
    (told,) = (
        one for one in check_site(site.options()).open_points
        if one.kind == "unportable name" and one.source.endswith("a:b.png")
    )  # fmt: skip
    assert str(told.message).startswith("'a:b.png' holds ':', which Windows")


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [("words.txt", b"caf\xe9 4\n", ":1: expected UTF-8, found byte 0xe9 at 3"),
     ("repeated.txt", b"A line.\ncaf\xe9\n", ":2: expected UTF-8, found byte 0xe9 at 11"),
     ("words.txt", b"word 4\n" * 9_600_000, ": expected at most 64 MB, found 64.1 MB"),
     ("repeated.txt", b"A line\n" * 150_000, ": expected at most 1 MB, found 1.0 MB")],
    ids=["words", "lines", "many words", "many lines"],
)  # fmt: skip
def test_a_list_that_cannot_be_read_whole_is_a_problem_and_stays_as_it_is(
    site: SiteFolder, name: str, data: bytes, fault: str
) -> None:
    site.write(f"content/{name}", data)
    for number in range(6):
        site.write(f"content/raw/{number}.txt", raw_b(f"Title {number}"))
    assert site.build().problems == (f"content/{name}{fault}",)
    shown = LiveSite(site.options()).open(no_progress)
    assert site.problems == tuple(map(str, shown.problems))
    assert (site.folder / "content" / name).read_bytes() == data
    site.delete(f"content/{name}").build()
    assert site.problems == ()


@pytest.mark.parametrize("length", [238, 239, 240, 245, 251, 255])
def test_what_has_a_long_name_can_be_built_again(
    site: SiteFolder, tmp_path: Path, length: int
) -> None:
    names = ["f" * (length - 4) + ".txt", "ж" * ((length - 4) // 2) + ".txt"]
    for text in ("one", "two and three"):
        for name in names:
            site.write(f"content/files/{name}", text)
        assert site.build().problems == ()
        assert site.output() == site.clean_output(tmp_path / "clean")
    site.delete(f"content/files/{names[0]}").build()
    assert sorted(os.listdir(site.folder / "output/files")) == [names[1]]


@pytest.mark.parametrize("length", [240, 255])
def test_a_picture_with_a_long_name_has_copies(site: SiteFolder, length: int) -> None:
    name = "p" * (length - 4) + ".png"
    buffer = io.BytesIO()
    Image.new("RGB", (800, 40), "teal").save(buffer, "PNG")
    site.write(f"content/files/{name}", buffer.getvalue())
    site.write("content/articles/0.md", article("Map", f"![Map](/files/{name})"))
    assert site.build().problems == ()
    offered = re.findall(r"(/files/\S+\.webp) \d+w", site.page("articles/0/"))
    assert len(offered) == 3
    assert all(site.has(path.lstrip("/")) for path in offered)


def test_an_article_with_a_long_name_can_be_written_anew(tmp_path: Path) -> None:
    where = tmp_path / ("a" * 252 + ".md")
    for text in (b"one", b"two"):
        write_whole(str(where), text)
        assert where.read_bytes() == text
    assert list(tmp_path.iterdir()) == [where]


RESERVED = ("files/a.commentariat-new", "files/x.COMMENTARIAT-NEW/a.svg",
            "root/.commentariat-new/x", "root/a.commentariat-new.txt",
            "root/.Commentariat-New", "articles/ferry/map.commentariat-new")  # fmt: skip


@pytest.mark.parametrize("path", [*(f"content/{one}" for one in RESERVED),
                                  "theme/a.commentariat-new.css"])  # fmt: skip
def test_a_file_called_as_those_that_builds_take_away_is_refused(
    site: SiteFolder, tmp_path: Path, path: str
) -> None:
    site.write("content/articles/ferry/index.md", article("A Ferry")).build()
    before = site.output()
    preview = LivePreview(site)
    site.write(path, "a{b:c}").build()
    (told,) = site.problems
    assert told.startswith(f"{path}: expected a name without '.commentariat-new'")
    assert told.endswith("rename it")
    (found,) = check_site(site.options()).problems
    assert (found.source, found.message) == (path, site.report.problems[0].message)
    preview.look()
    assert {str(one) for one in preview.problems} == {told}
    assert site.build(keep_going=True).output() == before
    assert site.build(keep_going=True).output() == before
    clean = site.clean_output(tmp_path / "clean", keep_going=True)
    assert {name: data for name, data in clean.items() if name not in before} == {}


def test_a_link_to_a_file_with_a_refused_name_and_its_picture_follow_from_that(
    site: SiteFolder,
) -> None:
    site.write("content/files/a.commentariat-new.svg", "<svg/>")
    body = "See [it](../files/a.commentariat-new.svg)."
    image = {"image": "files/a.commentariat-new.svg", "image_alt": "A plan"}
    site.write("content/articles/ferry.md", article("A Ferry", body, **image))
    site.build(keep_going=True)
    assert [one.split(": ", 1)[1].partition(",")[0] for one in site.problems] == [
        "'../files/a.commentariat-new.svg' leads to what is left out for a fault of its own",
        "expected a name without '.commentariat-new'",
    ]


@pytest.mark.parametrize("old", ["/a.commentariat-new/", "/b/x.Commentariat-New.html"])
def test_a_former_address_called_as_files_of_builds_is_refused(
    site: SiteFolder, old: str
) -> None:
    site.write("content/articles/ferry.md", article("A Ferry", aliases=[old])).build()
    (told,) = site.problems
    assert "by '.commentariat-new' a build knows files of its own" in told
    site.write("content/articles/ferry.md", article("A Ferry"))
    site.write("content/redirects.txt", f"{old} /articles/ferry/\n").build()
    (told,) = site.problems
    assert "by '.commentariat-new' a build knows files of its own" in told
