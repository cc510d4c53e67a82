"""What is larger, longer or more than anybody means is bounded, or told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from raw_samples import raw_a

from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.links import find_links
from commentariat.archive.model import MOST_TERMS
from commentariat.config.toml_slips import find_slip
from commentariat.disk import LARGEST_WHOLE, digest_steady
from commentariat.engine.executors import InProcess
from commentariat.engine.pictures import measure_pictures
from commentariat.errors import NearMatches
from commentariat.kinds import Kind
from commentariat.live.site import LiveSite
from commentariat.pipeline import check_site, no_progress
from commentariat.site.page import StaticFile

MIB = 2**20
_BUILD = """\
import json, resource, sys
from pathlib import Path
from commentariat.errors import SourceError
from commentariat.pipeline import Options, build_site
report = build_site(Options(site=Path(sys.argv[1]), today="2026-06-01", workers=1, keep_going=True))
print(json.dumps([resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, [str(one) for one in report.problems]]))
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site")
    return site.write("content/articles/a.md", article("A", slug="a"))


def vast(site: SiteFolder, path: str, size: int, begin: bytes = b"") -> Path:
    """Make a file that takes no room: most of it is a hole."""
    site.write(path, begin)
    with open(site.folder / path, "r+b") as file:
        file.truncate(size)
    return site.folder / path


def built(site: SiteFolder) -> tuple[int, list[str]]:
    """Build in a process of its own; tell the memory it took, and its problems."""
    pytest.importorskip("resource")
    command = [sys.executable, "-c", _BUILD, str(site.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    memory, problems = json.loads(done.stdout)
    return memory * (1 if sys.platform == "darwin" else 1024), problems


def test_files_larger_than_the_memory_are_passed_through_or_told(
    site: SiteFolder,
) -> None:
    usual, problems = built(site)
    assert problems == []
    film = vast(site, "content/files/film.mp4", 300 * MIB)
    vast(site, "content/articles/huge.md", 300 * MIB, b"---\ntitle: Huge\n---\n")
    vast(site, "content/files/huge.jpg", LARGEST_WHOLE + 1, b"\xff\xd8\xff\xe0")
    memory, problems = built(site)
    assert memory < usual + 64 * MIB
    assert problems == [
        "content/articles/huge.md: expected at most 20 MB, found 300.0 MB",
        "content/files/huge.jpg: expected at most 128 MB, found 128.0 MB",
    ]
    copy = site.folder / "output/files/film.mp4"
    assert digest_steady(str(copy)) == digest_steady(str(film))
    told = {str(one) for one in check_site(site.options()).problems}
    assert set(problems) <= told


def test_a_large_file_is_written_again_where_it_is_another(site: SiteFolder) -> None:
    path = vast(site, "content/files/film.mp4", 9 * MIB)
    assert set(site.build().report.rendered) == site.output().keys()
    assert site.build().report.rendered == ()
    with open(path, "r+b") as file:
        file.seek(8 * MIB)
        file.write(b"x")
    site.build().rendered("files/film.mp4")
    output = site.folder / "output/files/film.mp4"
    assert output.read_bytes() == path.read_bytes()
    output.write_bytes(output.read_bytes()[:-1] + b"y")
    site.build().rendered("files/film.mp4")
    assert output.read_bytes() == path.read_bytes()


def test_what_is_no_picture_is_not_looked_through_to_its_end(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")

    def seconds(size: int) -> float:
        path = vast(site, f"content/files/{size}.jpg", size, b"\xff\xd8\xff\xe0\0\2")
        file = StaticFile(f"files/{size}.jpg", "", str(path), str(size))
        began = time.process_time()
        found = measure_pictures(site.folder / ".cache", [file], "", InProcess())
        assert found[file.output].width == 0
        return time.process_time() - began

    seconds(1000)
    few = seconds(4 * MIB)
    assert seconds(64 * MIB) < 4 * few


@pytest.mark.parametrize("opening", ['<a href="', "<img src='", "[a]: <"])
def test_an_address_that_never_closes_costs_no_more_than_its_text(opening: str) -> None:
    began = time.process_time()
    find_links(opening + "word " * 60_000)
    assert time.process_time() - began < 5
    closing = {'"': '"', "'": "'", "<": ">"}[opening[-1]]
    assert "two words.pdf" in find_links(f"{opening}two words.pdf{closing}")


PLAIN = ("0", "-17", "+1_000", "1.5", "-0.0", "1e5", "6.26E-34", "inf", "-nan", "0xDE_ad", "0o17",
         "0b1_0", "true", "false")  # fmt: skip
NO_VALUES = ("01", "1__0", "_1", "1_", "+0x1", "1.", ".5", "1e", "0xg", "0o8", "0b2", "True", "infinity",
             "--1", "１", "1\u0661")  # fmt: skip


def test_plain_values_in_settings_are_told_as_toml_tells_them_and_faster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for word in PLAIN:
        assert tomllib.loads(f"x = {word}")
    for word in NO_VALUES:
        found = find_slip(f"a = [{word}]\n", 1)
        assert found is not None
        assert found[1].kind in (Kind.TOML_WORDS, Kind.TOML_COMMA), word
    monkeypatch.delattr(tomllib, "loads")
    listed = ", ".join(PLAIN * 10_000)
    slip = find_slip(f'a = [{listed}]\nb = "\\q"\n', 2)
    assert slip == (2, Kind.TOML_ESCAPE.of())


def test_an_article_of_very_many_authors_is_a_problem(site: SiteFolder) -> None:
    names = [f"Author {number}" for number in range(MOST_TERMS + 1)]
    site.write("content/articles/a.md", article("A", authors=names)).build()
    (problem,) = site.problems
    assert f"expected at most {MOST_TERMS} names under 'authors'" in problem
    site.write("content/articles/a.md", article("A", authors=names[:40])).build()
    assert not site.problems


def test_a_raw_file_of_very_many_authors_stays_out_alone(site: SiteFolder) -> None:
    names = json.dumps([f"Author {number}" for number in range(MOST_TERMS + 1)])
    raw = f'{{"authors": {names}, "type": "commentary"}}Source: X\nA dek.\nA body.\n'
    site.write("content/raw/a.txt", raw).build()
    assert site.report.is_done
    (problem,) = site.problems
    assert problem.startswith("content/raw/a.txt")


def test_crawls_of_one_article_name_no_more_authors_together_than_it_may_have(
    site: SiteFolder,
) -> None:
    names = [f"Author {number}" for number in range(2 * MOST_TERMS)]
    for name, authors in (("a", names[:MOST_TERMS]), ("b", names[MOST_TERMS:])):
        site.write(f"content/raw/{name}.txt", raw_a(authors=authors))
    site.write("content/raw/index.csv", "file,same_as\nb.txt,a.txt\n").build()
    assert site.problems == ()
    files = (site.folder / "content/articles").rglob("*.md")
    (text,) = (one for one in map(Path.read_text, files) if "- Author 0" in one)
    fields, _, _ = parse_front_matter(text, "")
    assert fields["authors"] == names[:MOST_TERMS]
    assert fields["unplaced"][-1] == f"authors: {'; '.join(names[MOST_TERMS:])}"


def test_thousands_of_unknown_terms_are_told_without_a_hint_for_each(
    tmp_path: Path,
) -> None:
    settings = f"{SETTINGS}\n[tool.commentariat.facets.topics]\nfixed = true\n"
    site = SiteFolder(tmp_path / "site", settings)
    for number in range(300):
        text = f"---\nname: Topic of number {number}\n---\n"
        site.write(f"content/topics/{number}.md", text)
    for number in range(10):
        wrong = [f"Topik of number {30 * number + n}" for n in range(30)]
        site.write(f"content/articles/{number}.md", article("A", topics=wrong))
    site.build()
    assert len(site.problems) == 300
    assert sum("did you mean" in one for one in site.problems) == 20


def test_of_very_many_names_those_are_compared_that_begin_or_end_alike() -> None:
    near = NearMatches(f"Name of number {number}" for number in range(100_000))
    assert near.find("Name of numbr 70123") == "Name of number 70123"
    assert near.find("Nothing alike") == ""


def test_settings_of_megabytes_are_told(site: SiteFolder) -> None:
    site.write("pyproject.toml", SETTINGS + "#" * 5 * MIB).build()
    assert site.problems == (
        "pyproject.toml: cannot be read: expected at most 4 MB, found 5.0 MB",
    )
    site.write("pyproject.toml", SETTINGS)
    vast(site, "content/redirects.txt", LARGEST_WHOLE + MIB)
    site.build()
    assert any("expected at most 128 MB" in one for one in site.problems)


def test_metadata_that_is_very_deep_keeps_its_file_out_alone(site: SiteFolder) -> None:
    deep = "[" * 10_000 + "]" * 10_000
    site.write("content/raw/a.txt", f'{{"authors": {deep}}}\nDek.\nBody.\n').build()
    assert site.report.is_done
    (problem,) = site.report.problems
    assert problem.source == "content/raw/a.txt"
    assert problem.message.kind is not Kind.UNREADABLE


def test_a_preview_takes_thousands_of_changed_files_as_it_opens_them(
    tmp_path: Path,
) -> None:
    site, count = SiteFolder(tmp_path / "site"), 1500

    def write(title: str) -> frozenset[str]:
        paths = [f"content/articles/a{number}.md" for number in range(count)]
        for number, path in enumerate(paths):
            site.write(path, article(f"{title} {number}", slug=f"a{number}"))
        return frozenset(paths)

    def seconds() -> float:
        times = os.times()
        return times.user + times.children_user

    write("Old")
    began = seconds()
    live = LiveSite(site.options(drafts=True))
    live.open(no_progress)
    opened = seconds() - began
    paths = write("New")
    began = seconds()
    epoch = live.update(paths)
    assert seconds() - began < 4 * opened + 0.5
    assert not epoch.problems
    rendered = epoch.render("articles/a7/index.html")
    assert rendered is not None
    assert rendered.data is not None
    assert b"New 7" in rendered.data


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def test_settings_and_lists_are_no_door_for_script(tmp_path: Path) -> None:
    value = json.dumps(HOSTILE)
    plain = HOSTILE.replace('"', "")
    settings = f"""\
[tool.commentariat]
title = {value}
institution = {value}
tagline = {value}
base_url = "https://archive.test/"
disclaimer = {{ "" = {value} }}
known_disclaimers = [{value}]
menu = [{{ label = {value}, url = "/x/{plain}" }}]
footer = [{{ label = {value}, url = "https://else.test/{plain}" }}]
[tool.commentariat.types]
commentary = {value}
[tool.commentariat.facets.countries]
label = {value}
label_one = {value}
feed = true
"""
    site = SiteFolder(tmp_path / "site", settings)
    fields: dict[str, object] = {
        "slug": "a", "date": "2021-01-01", "countries": [HOSTILE], "authors": [HOSTILE],
        "series": HOSTILE, "dek": HOSTILE, "type": "commentary", "source": HOSTILE,
    }  # fmt: skip
    site.write("content/articles/a.md", article("A", "Text.", **fields))
    raw = '{"authors": ["A"], "type": "commentary", "topics": []}Source: X\nA dek of it.\n'
    site.write(
        "content/raw/1.txt", f"{raw}The body begins hascounted here.\nIt ends.\n"
    )
    site.write("content/words.txt", f"{HOSTILE}\n<script>alert(1)</script> 5\n")
    site.write("content/repeated.txt", f"{HOSTILE}\n")
    decisions = [
        {"file": "1.txt", "verdict": "answer", "kind": "derived title", "after": HOSTILE},
        {"file": "1.txt", "verdict": "edit", "kind": "glued-words", "left": "begins ",
         "before": "hascounted", "right": " here", "after": HOSTILE},
    ]  # fmt: skip
    lines = "".join(f"{json.dumps(one)}\n" for one in decisions)
    site.write("content/decisions.jsonl", lines).build()
    assert site.report.is_done
    pages = [
        data.decode() for name, data in site.output().items() if name.endswith(".html")
    ]
    assert sum("alert(1)" in page for page in pages) > 10
    for page in pages:
        found = Elements()
        found.feed(page)
        assert "alert(1)" not in found.script
        assert not found.handlers


DATA = ("application/ld+json", "application/vnd.citationstyles.csl+json")


class Elements(HTMLParser):
    """What would run on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.script = ""
        self.handlers: list[str] = []
        self._runs = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("type")
        self._runs = tag == "script" and kind not in DATA
        for name, value in attrs:
            target = (value or "").strip().lower()
            if name.startswith("on") or target.startswith("javascript:"):
                self.handlers.append(name)

    def handle_endtag(self, tag: str) -> None:
        self._runs = False

    def handle_data(self, data: str) -> None:
        self.script += data if self._runs else ""


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.test/", "JaVaScript:x"]
)
def test_no_entry_of_a_menu_runs_or_leaves_the_scheme_open(
    site: SiteFolder, url: str
) -> None:
    menu = f'menu = [{{ label = "x", url = "{url}" }}]\n'
    site.write("pyproject.toml", SETTINGS + menu).build()
    (problem,) = site.problems
    assert "expected '/path/' or a whole URL" in problem
