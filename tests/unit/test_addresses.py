"""Addresses that stay: the ledger, former addresses, withdrawn articles."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from harness import SiteFolder, article

from commentariat.archive.addresses import format_addresses, parse_addresses
from commentariat.archive.former import parse_former
from commentariat.archive.redirects import parse_redirects
from commentariat.cli import main
from commentariat.errors import SourceError, UsageError
from commentariat.pipeline import check_site
from commentariat.pipeline.addresses import (
    accept_addresses,
    import_old_addresses,
    list_addresses,
)
from commentariat.starter import init_site

FERRY = "content/articles/ferry.md"
GRID = "content/articles/grid.md"
LEDGER, REDIRECTS = "content/addresses.txt", "content/redirects.txt"


@pytest.fixture
def two(site: SiteFolder) -> SiteFolder:
    """Two articles by one author, and a file."""
    site.write(FERRY, article("A Ferry", "On a ferry.", date="2021-03-11",
                              authors=["Mara Lindqvist"], regions=["Europe"]))  # fmt: skip
    site.write(GRID, article("The Grid", "On a grid.", date="2022-05-01",
                             authors=["Mara Lindqvist"]))  # fmt: skip
    return site.write("content/files/map.pdf", b"%PDF")


def accepted(site: SiteFolder) -> list[str]:
    accept_addresses(site.options())
    return [line for line in site.read(LEDGER).splitlines() if line[0] != "#"]


# The ledger


def test_the_ledger_holds_what_readers_cite(two: SiteFolder) -> None:
    lines = accepted(two)
    assert lines == sorted(lines)
    assert {"/", "/articles/ferry/", "/authors/mara-lindqvist/", "/years/2021/",
            "/years/2021/03/", "/authors/mara-lindqvist/2021/", "/files/map.pdf",
            "/authors/"} <= set(lines)  # fmt: skip
    assert not [one for one in lines if "feed" in one or "theme" in one or "404" in one]


def test_accepting_twice_changes_nothing(two: SiteFolder) -> None:
    accepted(two)
    before = two.read(LEDGER)
    assert accept_addresses(two.options()).new == ()
    assert two.read(LEDGER) == before


def test_without_a_ledger_nothing_is_held(two: SiteFolder) -> None:
    two.build().delete(FERRY).build()
    assert two.problems == ()
    assert not two.has("articles/ferry")
    assert not (two.folder / LEDGER).exists()


def test_a_ledger_changes_no_page(two: SiteFolder) -> None:
    two.build()
    before = two.output()
    accepted(two)
    two.build().rendered()
    assert two.output() == before


def test_a_build_that_would_lose_an_address_writes_nothing(two: SiteFolder) -> None:
    two.build()
    accepted(two)
    before = two.output()
    two.edit(FERRY, "title:", "slug: ferries\ntitle:").build()
    line = two.read(LEDGER).splitlines().index("/articles/ferry/") + 1
    assert two.problems == (
        f"{LEDGER}:{line}: '/articles/ferry/' was published, and nothing answers it now "
        f"(it was {FERRY}); lead it on with a line in {REDIRECTS}: "
        "/articles/ferry/ /articles/ferries/",
    )
    assert two.output() == before


def test_the_line_that_a_problem_offers_settles_it(two: SiteFolder) -> None:
    two.build()
    accepted(two)
    two.edit(FERRY, "title:", "slug: ferries\ntitle:").build()
    offered = two.problems[0].rpartition("redirects.txt: ")[2]
    two.write(REDIRECTS, offered + "\n").build()
    assert two.problems == ()
    page = two.page("articles/ferry/")
    assert '<meta http-equiv="refresh" content="0; url=/articles/ferries/">' in page
    assert (
        '<link rel="canonical" href="https://archive.test/articles/ferries/">' in page
    )
    assert '<meta name="robots" content="noindex">' in page
    assert "/articles/ferry/" not in two.page("sitemap.xml")


def test_an_article_under_another_slug_is_offered_for_its_former_one(
    two: SiteFolder,
) -> None:
    accepted(two)
    text = (
        two.read(FERRY).replace("A Ferry", "A Crossing").replace("2021-03", "2021-04")
    )
    two.delete(FERRY).write("content/articles/crossing.md", text)
    two.build()
    offered = [one.rsplit(": ", 1)[1] for one in two.problems]
    assert "/articles/ferry/ /articles/crossing/" in offered
    two.write(REDIRECTS, "".join(f"{one}\n" for one in offered)).build()
    assert two.problems == ()
    assert "/articles/crossing/" in two.page("articles/ferry/")


def test_an_article_from_the_same_raw_file_is_offered_first(two: SiteFolder) -> None:
    raw = [{"file": "1.txt", "digest": "ab"}]
    two.edit(FERRY, "title:", "raw:\n- file: 1.txt\n  digest: ab\ntitle:").build()
    accepted(two)
    two.delete(FERRY)
    two.write("content/articles/x.md", article("Other", slug="quite-another", raw=raw))
    two.write("content/articles/y.md", article("Ferri", slug="ferri")).build()
    assert any(one.endswith("/articles/ferry/ /articles/quite-another/")
               for one in two.problems)  # fmt: skip


def test_every_lost_address_is_named(two: SiteFolder) -> None:
    two.build()
    accepted(two)
    two.delete(FERRY).delete(GRID).delete("content/files/map.pdf").build()
    lost = {problem.split("'")[1] for problem in two.problems}
    assert lost == {"/articles/ferry/", "/articles/grid/", "/files/map.pdf"}
    file = next(one for one in two.problems if "map.pdf" in one)
    assert file.endswith("put content/files/map.pdf back")


def test_what_crosses_what_leads_home_once_nothing_does(
    two: SiteFolder, tmp_path: Path
) -> None:
    two.build()
    accepted(two)
    two.write(LEDGER, "/explore/\n/search/\n").delete(FERRY).delete(GRID).build()
    assert two.problems == ()
    assert leads(two, "explore/") == "/"
    assert two.output() == two.clean_output(tmp_path / "clean")


def test_the_search_that_a_setting_takes_away_is_lost(two: SiteFolder) -> None:
    settings = two.write(LEDGER, "/explore/\n/search/\n").read("pyproject.toml")
    two.write("pyproject.toml", f"{settings}search = false\n").build()
    lost = {problem.split("'")[1] for problem in two.problems}
    assert lost == {"/explore/", "/search/"}
    two.write(REDIRECTS, "/explore/ /\n/search/ /\n").build()
    assert two.problems == ()


def leads(site: SiteFolder, path: str) -> str:
    return site.page(path).partition("url=")[2].partition('"')[0]


def test_an_empty_listing_leads_to_the_nearest_above(two: SiteFolder) -> None:
    two.build()
    accepted(two)
    two.edit(FERRY, "2021-03-11", "2022-03-11").build()
    assert two.problems == ()
    assert leads(two, "authors/mara-lindqvist/2021/") == "/authors/mara-lindqvist/"
    assert leads(two, "years/2021/03/") == leads(two, "years/2021/") == "/years/"
    two.write(REDIRECTS, "/years/2021/ /years/2022/\n").build()
    assert leads(two, "years/2021/03/") == leads(two, "years/2021/") == "/years/2022/"
    two.edit(FERRY, "- Mara Lindqvist", "- Ivo").edit(FERRY, "regions:\n- Europe\n", "")
    two.edit(GRID, "- Mara Lindqvist", "- Ivo").build()
    assert two.problems == ()
    assert leads(two, "authors/mara-lindqvist/2021/") == "/authors/"
    assert leads(two, "regions/europe/") == leads(two, "regions/") == "/"
    two.edit(GRID, "- Ivo", "- Mara Lindqvist").build()
    assert two.problems == ()
    assert "refresh" not in two.page("authors/mara-lindqvist/")
    assert leads(two, "authors/mara-lindqvist/2021/") == "/authors/mara-lindqvist/"


def test_an_index_that_a_setting_takes_away_is_lost(two: SiteFolder) -> None:
    accepted(two)
    text = "\n[tool.commentariat.facets.regions]\npages = false\n"
    two.write("pyproject.toml", two.read("pyproject.toml") + text).build()
    lost = {problem.split("'")[1] for problem in two.problems}
    assert lost == {"/regions/", "/regions/europe/"}
    two.write(REDIRECTS, "/regions/europe/ ferry\n/regions/ /\n").build()
    assert two.problems == ()
    assert leads(two, "regions/europe/2021/") == "/articles/ferry/"


def test_a_term_by_another_name_is_asked_about(two: SiteFolder) -> None:
    accepted(two)
    two.edit(FERRY, "Lindqvist", "Lindquist").edit(GRID, "Lindqvist", "Lindquist")
    told = [one for one in check_site(two.options()).open_points
            if one.kind == "listing led on"]  # fmt: skip
    assert len(told) == 1
    assert told[0].sentence.endswith(
        "content/redirects.txt: /authors/mara-lindqvist/ /authors/mara-lindquist/"
    )
    line = two.read(LEDGER).splitlines().index("/authors/mara-lindqvist/") + 1
    assert told[0].place == f"{LEDGER}:{line}"
    two.write(REDIRECTS, told[0].sentence.rpartition("redirects.txt: ")[2] + "\n")
    assert leads(two.build(), "authors/mara-lindqvist/") == "/authors/mara-lindquist/"


def test_a_build_after_an_edit_asks_about_listings_as_a_clean_one_does(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write(LEDGER, "/authors/ann-lee/\n")
    asked = []
    for name in ("Ann Lee", "Anne Lee", "Zoe", "Anne Lee", "Ann Lee"):
        text = article("A", slug="a", authors=[name])
        site.write("content/articles/a.md", text).build()
        clean, report = site.clean_build(tmp_path / "clean")
        assert site.report.open_points == report.open_points
        assert site.output() == clean
        asked.append(len(report.open_points))
    assert asked == [0, 1, 0, 1, 0]


# What nobody published


@pytest.mark.parametrize(
    "url",
    ["https://example.org/", "https://example.com/papers/", "http://www.example.net/",
     "https://papers.example/", "https://archive.invalid/", "http://localhost:8000/",
     "http://127.0.0.1/", "http://[::1]:8000/", "https://EXAMPLE.org./"],
)  # fmt: skip
def test_nothing_is_promised_under_the_address_of_an_example(
    two: SiteFolder, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    two.edit("pyproject.toml", "https://archive.test/", url)
    where = [f"--site={two.folder}", "--today=2026-06-01"]
    assert main(["addresses", "--accept", *where]) == 1
    said = capsys.readouterr().err
    assert "pyproject.toml:4: expected the address of the site, found that" in said
    assert not (two.folder / LEDGER).exists()
    assert main(["addresses", "--check", *where]) == 0
    own = "--base-url=https://papers.institute.test/"
    assert main(["addresses", "--accept", own, *where]) == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [("", ""), ("Your Name", "Mara Lindqvist"), ("Welcome to your archive", "Hello"),
     ("Change anything.", "Changed."), ("slug: welcome", "slug: other"),
     ("type: commentary", "date: 2021-03-11\ntype: essay")],
)  # fmt: skip
def test_nothing_is_promised_beside_the_article_of_a_new_site(
    tmp_path: Path, old: str, new: str
) -> None:
    init_site(tmp_path / "new")
    new_site = SiteFolder(
        tmp_path / "new", (tmp_path / "new/pyproject.toml").read_text()
    )
    new_site.edit("pyproject.toml", "https://example.org/", "https://archive.test/")
    new_site.write(GRID, article("The Grid"))
    path = new_site.folder / "content/articles/welcome.md"
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))
    path = path.rename(path.with_name("renamed.md"))
    with pytest.raises(SourceError, match=r"articles/renamed\.md: this is the article"):
        accept_addresses(new_site.options())
    assert not (new_site.folder / LEDGER).exists()
    new_site.write("content/articles/renamed.md", article("Own", authors=["M"]))
    assert "/articles/renamed/" in accepted(new_site)


def test_nothing_is_promised_of_drafts(two: SiteFolder) -> None:
    with pytest.raises(UsageError, match="draft"):
        accept_addresses(two.options(drafts=True))


# A fault is told, and not what is lost by it


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("/old/ /artcles/ferry/", 1), ("/old/ /articles/ferry/ too much", 1), ("/old/", 1),
        ("/old.html /nowhere/\n/old/ /nowhere/", 2), ("<<<<<<< a\n/old/ grid\n=======", 2),
        ("/old/ /b/\n/b/ /old/", 1), (b"/old/ ferry\n\xff", 1),
    ],
)  # fmt: skip
def test_what_a_line_at_fault_answered_is_not_told_beside_it(
    two: SiteFolder, lines: str | bytes, told: int
) -> None:
    two.write(REDIRECTS, "/old/ ferry\n/old.html ferry\n")
    accepted(two)
    more = (
        b"\n/old.html ferry\n"
        if lines == b"/old/ ferry\n\xff"
        else "\n/old.html ferry\n"
    )
    two.write(REDIRECTS, lines + more if "old.html" not in str(lines) else lines)  # type: ignore[operator]
    two.build()
    assert len(two.problems) == told, two.problems
    assert not [one for one in two.problems if LEDGER in one]


def test_what_a_link_hides_is_not_told_beside_the_link(two: SiteFolder) -> None:
    two.write("content/articles/2020/dam.md", article("Dam", slug="dam"))
    two.write("content/root/old/x.pdf", "x")
    assert {"/articles/dam/", "/old/x.pdf"} <= set(accepted(two))
    for path in ("articles/2020", "files/map.pdf", "root/old"):
        two.delete(f"content/{path}")
        (two.folder / "content" / path).symlink_to("/nowhere")
    two.build()
    assert [one.split(":")[0] for one in two.problems] == [
        "content/articles/2020", "content/files/map.pdf", "content/root/old",
    ]  # fmt: skip


def test_faults_come_before_lost_addresses(two: SiteFolder) -> None:
    two.write("content/pages/about.md", "---\ntitle: About\n---\n")
    accepted(two)
    two.delete("content/pages/about.md")
    two.edit(GRID, "title:", "retracted: true\ntitle:").build()
    assert [one.split(":")[0] for one in two.problems] == [GRID, LEDGER]


def test_a_file_of_the_root_is_held_where_readers_may_keep_it(two: SiteFolder) -> None:
    for name in ("ads.txt", ".well-known/security.txt", "uploads/2019/map.pdf"):
        two.write(f"content/root/{name}", "x")
    lines = accepted(two)
    assert "/uploads/2019/map.pdf" in lines
    assert not {"/ads.txt", "/.well-known/security.txt"} & set(lines)
    two.delete("content/root").build()
    assert len(two.problems) == 1
    assert two.problems[0].endswith("put content/root/uploads/2019/map.pdf back")


def test_merged_lines_count_and_marks_of_a_conflict_do_not(two: SiteFolder) -> None:
    two.write(
        LEDGER, "/articles/grid/\n\n# a note\n/articles/ferry/\n/articles/grid/\n"
    )
    assert two.build().problems == ()
    text = "/a/\n<<<<<<< ours\n/b/\n=======\n/c/\n>>>>>>> theirs\nnot-an-address\n"
    found, problems = parse_addresses(text)
    assert found == {"/a/": 1, "/b/": 3, "/c/": 5}
    assert [problem.line for problem in problems] == [2, 4, 6, 7]
    assert "conflict" in str(problems[0])


def test_two_branches_of_the_ledger_merge_without_a_conflict(tmp_path: Path) -> None:
    base = [f"/articles/{number}/" for number in range(40)]
    for name, more in (("base", []), ("ours", ["/articles/05a/"]),
                       ("theirs", ["/articles/31a/"])):  # fmt: skip
        (tmp_path / name).write_text(format_addresses([*base, *more]))
    done = subprocess.run(["git", "merge-file", "-p", "ours", "base", "theirs"],
                          cwd=tmp_path, capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0
    assert parse_addresses(done.stdout)[0].keys() == {
        *base, "/articles/05a/", "/articles/31a/",
    }  # fmt: skip


def test_accepting_is_refused_while_an_address_is_lost(two: SiteFolder) -> None:
    accepted(two)
    two.delete(FERRY).write("content/articles/z.md", article("Z"))
    with pytest.raises(SourceError, match="/articles/ferry/"):
        accept_addresses(two.options())
    assert "/articles/z/" not in two.read(LEDGER)


def test_the_command_tells_new_from_kept(
    two: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--site", str(two.folder), "--today", "2026-06-01"]
    assert main(["addresses", "--check", *where]) == 1
    assert "new /articles/ferry/" in capsys.readouterr().out
    settings = two.read("pyproject.toml")
    two.edit("pyproject.toml", "https://archive.test/", "https://example.org/")
    assert main(["addresses", "--check", *where]) == 0  # an example promises nothing
    two.write("pyproject.toml", settings)
    assert main(["addresses", "--accept", *where]) == 0
    assert main(["addresses", "--check", *where]) == 0
    two.write("content/articles/new.md", article("New", slug="new"))
    assert main(["addresses", "--check", *where]) == 1
    assert "new /articles/new/" in capsys.readouterr().out
    assert main(["addresses", "--accept", *where]) == 0
    assert main(["addresses", "--check", *where]) == 0
    assert list_addresses(two.options()).new == ()


# Redirects


def test_chains_lead_to_their_end_at_once(two: SiteFolder) -> None:
    two.edit(FERRY, "title:", "aliases: [/ships/]\ntitle:")
    two.write(REDIRECTS, "/a/ /b/\n/b/ /c/#part\n/c/ ferry\n/d/ /ships/\n/e /files/map.pdf\n"
              "/f/ articles/grid.md\n/g/ /authors/mara-lindqvist/2021/\n"
              "https://old.test/2011/caf%C3%A9.html /articles/grid/\n").build()  # fmt: skip
    assert two.problems == ()
    leads = {old: two.page(old).partition("url=")[2].partition('"')[0]
             for old in ("a/", "b/", "c/", "d/", "e/", "f/", "g/", "2011/café.html")}  # fmt: skip
    assert leads == {
        "a/": "/articles/ferry/", "b/": "/articles/ferry/", "c/": "/articles/ferry/",
        "d/": "/articles/ferry/", "e/": "/files/map.pdf", "f/": "/articles/grid/",
        "g/": "/authors/mara-lindqvist/2021/", "2011/café.html": "/articles/grid/",
    }  # fmt: skip


def test_a_redirect_lies_under_the_base_path(two: SiteFolder) -> None:
    two.write(REDIRECTS, "/old/ /articles/ferry/\n")
    two.build(base_url="https://archive.test/repo/")
    assert 'url=/repo/articles/ferry/"' in two.page("old/")
    assert 'href="https://archive.test/repo/articles/ferry/"' in two.page("old/")


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("# note\n/a/ /nowhere/", "2: no page or file of this site answers '/nowhere/'"),
        ("/a/ /b/\n/b/ /c/\n/c/ /b/", "2: redirects lead in a circle: /b/ → /c/ → /b/"),
        ("/a/ /a/", "1: redirects lead in a circle: /a/ → /a/"),
        ("/a/", "1: expected a former address and where it leads, found '/a/'"),
        ("/a/ ferry\n/a/ grid", "2: line 1 leads '/a/' to 'ferry' already"),
        ("/articles/ferry/ grid", f"1: '/articles/ferry/' is wanted by {FERRY} too"),
        ("/files/map.pdf/x grid", "1: '/files/map.pdf/x/' is wanted by content/files/map.pdf too"),
        ("/a/ https://elsewhere.test/", "1: no page or file of this site answers "
         "'https://elsewhere.test/'"),
        ("/a?p=1 grid", "1: expected a path as '/2011/02/name/', found '/a?p=1': no file can "
         "answer an address with a query"),
        ("======= x", "1: a conflict that git left; 'commentariat resolve' keeps what both did"),
    ],
)  # fmt: skip
def test_a_faulty_redirect_is_named_with_its_line(
    two: SiteFolder, lines: str, problem: str
) -> None:
    two.write(REDIRECTS, f"{lines}\n").build()
    assert two.problems == (f"{REDIRECTS}:{problem}",)


def test_the_same_line_twice_counts_once(two: SiteFolder) -> None:
    rules, problems = parse_redirects("/a/ ferry\n/a/ ferry\n")
    assert len(rules) == 1
    assert problems == ()


def test_a_changed_redirect_writes_its_page_alone(two: SiteFolder) -> None:
    two.write(REDIRECTS, "/a/ ferry\n/b/ ferry\n").build()
    two.write(REDIRECTS, "/a/ grid\n/b/ ferry\n").build().rendered("a/index.html")
    two.delete(REDIRECTS).build()
    assert not two.has("a")


def test_an_old_site_is_led_on_where_the_slug_is_the_same(two: SiteFolder) -> None:
    two.write("old.txt", "https://old.test/2021/03/ferry-pub-4711\n/2022/grid.html\n"
              "/2022/gridd/\n/news/\n/articles/ferry/\n")  # fmt: skip
    matched = import_old_addresses(two.options(), two.folder / "old.txt")
    assert matched.answered == ("/articles/ferry/",)
    assert two.read(REDIRECTS).splitlines() == [
        "# /2022/gridd/ /articles/grid/  (alike, to be looked at)",
        "# /news/ where?",
        "/2021/03/ferry-pub-4711/ /articles/ferry/",
        "/2022/grid.html /articles/grid/",
    ]
    import_old_addresses(two.options(), two.folder / "old.txt")
    assert len(two.read(REDIRECTS).splitlines()) == 4
    assert two.build().problems == ()
    assert "url=/articles/ferry/" in two.page("2021/03/ferry-pub-4711/")


@pytest.mark.parametrize(
    ("old", "line"),
    [
        ("/2019/03/post-3.html", "/2019/03/post-3.html /articles/post-3/"),
        ("/2019/post-3.HTM", "/2019/post-3.HTM/ /articles/post-3/"),
        ("/post-3.aspx", "/post-3.aspx/ /articles/post-3/"),
        ("https://old.test/2020/the-weir/amp/", "/2020/the-weir/amp/ /articles/the-weir/"),
        ("/the-weir/amp", "/the-weir/amp/ /articles/the-weir/"),
        ("/the-weir.amp.html", "/the-weir.amp.html /articles/the-weir/"),
        ("/the-weir.html/amp/", "/the-weir.html/amp/ /articles/the-weir/"),
        ("/a/the-weir/index.html", "/a/the-weir/ /articles/the-weir/"),
        ("/a/the-weir/index.php", "/a/the-weir/index.php/ /articles/the-weir/"),
        ("/a/the-weir/Default.aspx", "/a/the-weir/Default.aspx/ /articles/the-weir/"),
        ("/a/the-weir/print/", "/a/the-weir/print/ /articles/the-weir/"),
        ("/Blog/MOLE/", "/Blog/MOLE/ /articles/mole/"),
        ("/blog/mole/?utm_source=x&p=1#top", "/blog/mole/ /articles/mole/"),
        ("/blog/mole?replytocom=4#comment-4", "/blog/mole/ /articles/mole/"),
        ("/blog/The_Weir/", "/blog/The_Weir/ /articles/the-weir/"),
        ("/a%20b/the%20weir.html", "/a%20b/the%20weir.html /articles/the-weir/"),
        ("/a%C2%A0b/mole/", "/a%C2%A0b/mole/ /articles/mole/"),
        ("/print/", "/print/ /articles/print/"),
        ("/МОСТ/", "/МОСТ/ /articles/мост/"),
        ("/2019/mole-pub-42690", "/2019/mole-pub-42690/ /articles/mole/"),
        # Alike, and no more: two pieces may be called so.
        ("/2019/04/post-4.html", "# /2019/04/post-4.html /articles/post-3/  (alike, to be looked at)"),
        ("/post.html", "# /post.html /articles/post-3/  (alike, to be looked at)"),
        ("/mole-2/", "# /mole-2/ /articles/mole/  (alike, to be looked at)"),
        ("/mole-20191/", "# /mole-20191/ where?"),
        ("/the-weir/feed/", "# /the-weir/feed/ where?"),
        ("/the-weirs/amp/", "# /the-weirs/amp/ /articles/the-weir/  (alike, to be looked at)"),
        ("/12-mole/", "# /12-mole/ where?"),
    ],
)  # fmt: skip
def test_an_old_address_is_seen_through_and_nothing_guessed(
    site: SiteFolder, old: str, line: str
) -> None:
    for slug in ("post-3", "the-weir", "mole", "print", "мост"):
        site.write(f"content/articles/{slug}.md", article(slug.title(), slug=slug))
    site.write("old.txt", f"{old}\n")
    matched = import_old_addresses(site.options(), site.folder / "old.txt")
    assert site.read(REDIRECTS) == f"{line}\n"
    assert matched.problems == ()
    assert site.build().problems == ()


def test_what_cannot_be_answered_is_told_and_the_rest_is_taken(
    two: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    two.write("old.txt", "https://old.test/?p=12\n/index.php?id=4\n/x/ferry/\n/X/Ferry/\n"
              "/Articles/Ferry/\n/files/map.pdf/ferry/\n/.git/ferry/\n/a//ferry/\n"
              "https://old.test/\n/x/ferry/index.html\n/x/ferry?a=1\n/2022/grid\n")  # fmt: skip
    old, where = str(two.folder / "old.txt"), f"--site={two.folder}"
    assert main(["addresses", f"--import={old}", where]) == 0
    said = capsys.readouterr()
    assert [one.split(":")[1] for one in said.err.splitlines()[:-1]] == [
        "1", "2", "4", "5", "6", "7", "8",
    ]  # fmt: skip
    assert "found 'https://old.test/?p=12': no file can answer" in said.err
    assert "2 old addresses led on" in said.out
    assert (
        two.read(REDIRECTS)
        == "/2022/grid/ /articles/grid/\n/x/ferry/ /articles/ferry/\n"
    )
    assert two.build().problems == ()


def test_importing_leaves_what_is_there_byte_for_byte(two: SiteFolder) -> None:
    before = b"\xef\xbb\xbf# Ours\r\n/x/ ferry\r\n# /news/ where?\r\n/y/ grid"
    two.write(REDIRECTS, before)
    two.write("old.txt", "/x/\n/news/\n/2022/grid/\n")
    matched = import_old_addresses(two.options(), two.folder / "old.txt")
    assert matched.answered == ("/x/",)
    after = (two.folder / REDIRECTS).read_bytes()
    assert after == before + b"\n/2022/grid/ /articles/grid/\n"
    two.write(REDIRECTS, b"\xff")
    with pytest.raises(SourceError, match="expected UTF-8"):
        import_old_addresses(two.options(), two.folder / "old.txt")


# Withdrawn articles


def withdraw(site: SiteFolder) -> SiteFolder:
    return site.edit(FERRY, "title:", "withdrawn: 2024-05-01\nwithdrawn_reason: 'It "
                     "rested on <false> figures.'\naliases: [/old/]\ntitle:")  # fmt: skip


def test_a_withdrawn_article_leaves_a_page_that_says_so(two: SiteFolder) -> None:
    two.build()
    lines = accepted(two)
    withdraw(two).write("content/redirects.txt", "/regions/europe/ /\n/years/2021/ /years/\n"
                        "/regions/ /\n").build()  # fmt: skip
    assert two.problems == ()
    assert "/articles/ferry/" in lines
    page = two.page("articles/ferry/")
    assert 'withdrawn on <time datetime="2024-05-01">1 May 2024</time>' in page
    assert "It rested on &lt;false&gt; figures." in page
    assert "A Ferry" in page
    assert "Mara Lindqvist" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "On a ferry." not in page
    assert "url=/articles/ferry/" in two.page("old/")


def test_a_withdrawn_article_is_in_no_listing(two: SiteFolder) -> None:
    withdraw(two).build()
    holding = [name for name, data in two.output().items() if b"articles/ferry" in data]
    assert sorted(holding) == ["articles/ferry/index.html", "old/index.html"]
    assert not two.has("regions/europe")
    assert two.report.articles == 1


def test_links_to_a_withdrawn_article_still_lead_there(two: SiteFolder) -> None:
    withdraw(two).edit(
        GRID, "On a grid.", "See [it](ferry.md) and [it](ferry)."
    ).build()
    assert two.problems == ()
    assert two.page("articles/grid/").count('href="/articles/ferry/"') == 2


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("withdrawn: 2024-05-01", "2: expected a 'withdrawn_reason' beside 'withdrawn', found none"),
        ("withdrawn_reason: Because", "2: expected the day in 'withdrawn' beside the reason, found none"),
        ("withdrawn: May\nwithdrawn_reason: x",
         "2: expected a date as 2024-03-15 for 'withdrawn', found 'May'"),
    ],
)  # fmt: skip
def test_a_half_withdrawn_article_is_refused(
    two: SiteFolder, keys: str, problem: str
) -> None:
    two.write(FERRY, f"---\n{keys}\ntitle: x\n---\n").build()
    assert two.problems == (f"{FERRY}:{problem}",)


# Two at one address; names that some system cannot hold


def test_two_at_one_address_are_both_named(two: SiteFolder) -> None:
    two.edit(GRID, "title:", "aliases:\n- /x/\n- /Old/Ferry/\ntitle:")
    two.edit(FERRY, "title:", "aliases:\n- /old/ferry/\ntitle:")
    two.write("content/pages/about.md", "---\ntitle: A\naliases: [/authors/]\n---\n")
    two.write(REDIRECTS, "/articles/grid/ ferry\n/n\u0303/ ferry\n/ñ/ grid\n").build()
    assert two.problems == (
        f"{FERRY}:3: '/old/ferry/' is wanted by {GRID} too",
        "content/pages/about.md:3: '/authors/' is wanted by authors/index.html too",
        f"{REDIRECTS}:1: '/articles/grid/' is wanted by {GRID} too",
        f"{REDIRECTS}:3: line 2 leads '/ñ/' to 'ferry' already",
    )


def test_files_that_differ_in_case_alone_are_refused(two: SiteFolder) -> None:
    two.write("content/files/Map.pdf", b"%PDF-2").build()
    assert two.problems == (
        "content/files/map.pdf: content/files/Map.pdf is the same file on some systems",
    )


@pytest.mark.parametrize(
    "written",
    ["/con/", "/a/NUL.html", "/a./b/", "/a /b/", "/.git/hooks/", "/a/../b/", "/a//b/", "",
     "/a:b/", "/a%00b/", "/x" + "y" * 240, "/" + "/".join(["part"] * 300), "/a?b=1", "/a|b"],
)  # fmt: skip
def test_an_address_that_some_system_cannot_hold_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="expected a path"):
        parse_former(written)


def test_an_address_is_read_decoded_and_composed() -> None:
    assert parse_former("https://old.test/caf%C3%A9/?") == "café"
    assert parse_former("/cafe\u0301/") == "café"
    assert parse_former("/Мост/") == "Мост"


def test_long_and_foreign_slugs_make_files_that_any_system_holds(
    site: SiteFolder,
) -> None:
    site.write("content/articles/a.md", article("A", slug="мост-через-реку"))
    site.write("content/articles/b.md", article("B", slug="x" * 200))
    site.write("content/articles/con.md", article("C"))
    site.write("content/articles/Ünïcode Näme.md", article("D"))
    site.build()
    assert site.problems == ()
    names = {part for path in site.output() for part in Path(path).parts}
    assert max(len(name.encode()) for name in names) <= 238  # and room for a suffix
    assert "мост-через-реку" in names
    assert "con" not in names
    assert len({name.casefold() for name in names}) == len(names)


# What no line can hold: control characters, what ends a line, what turns its direction.
UNADDRESSABLE = [
    "\n",
    "\t",
    "\0",
    "\x0b",
    "\x1b",
    "\x85",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2066",
]


@pytest.mark.parametrize("sign", UNADDRESSABLE)
def test_no_address_holds_what_breaks_or_turns_a_line(sign: str) -> None:
    for written in (f"/a{sign}b/", f"/a{quote(sign)}b/", f"https://old.test/a{sign}b/"):
        with pytest.raises(ValueError, match="cannot be shown"):
            parse_former(written)
    with pytest.raises(ValueError, match="no line can hold"):
        format_addresses([f"/a{sign}b/"])
    if sign != "\n":
        found, problems = parse_addresses(f"/a{sign}b/\n/c/\n")
        assert (list(found), [one.line for one in problems]) == (["/c/"], [1])


@pytest.mark.parametrize("sign", UNADDRESSABLE)
def test_such_a_former_address_is_named_with_its_line(
    two: SiteFolder, sign: str
) -> None:
    escaped = "".join(f"\\U{ord(one):08x}" for one in sign)
    two.edit(FERRY, "title:", f'aliases: ["/a{escaped}b/"]\ntitle:')
    about = f'---\ntitle: A\naliases: ["/c{escaped}d/"]\n---\n'
    two.write("content/pages/about.md", about)
    two.write(REDIRECTS, f"/e{quote(sign)}f/ /articles/ferry/\n")
    places = [one.partition(": ")[0] for one in two.build().problems]
    assert places == [f"{FERRY}:2", "content/pages/about.md:3", f"{REDIRECTS}:1"]


@pytest.mark.parametrize(
    "name", ["old\xa0/", "\u3000x/", "über uns/früher/", "x\u200cy/"]
)
def test_the_ledger_gives_back_every_address_that_it_took(name: str) -> None:
    address = f"/{parse_former(name)}/"
    assert list(parse_addresses(format_addresses([address]))[0]) == [address]


@pytest.mark.parametrize("sign", ["\u2028", "\u202e", "\x85"])
def test_no_file_of_such_a_name_is_published(two: SiteFolder, sign: str) -> None:
    two.write(f"content/files/a{sign}b.pdf", b"%PDF").build()
    expected = "content/files/a�b.pdf: expected a name of readable UTF-8 characters"
    assert two.problems == (expected,)
