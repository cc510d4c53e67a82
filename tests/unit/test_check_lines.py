"""Every question is put beside a line, and articles that are there twice are told."""

from __future__ import annotations

import json
import random

import pytest
from crawl_pairs import article as crawl
from crawl_pairs import update_below
from harness import SETTINGS, SiteFolder, article
from raw_samples import raw_a

from commentariat.cli import main
from commentariat.errors import OpenPoint, Problem
from commentariat.pipeline import Report, check_site

BODY = """\
The gauge keeper walks down to the river before the ministry has made its coffee, and
reads one number aloud.

By noon two capitals have argued over it.
"""


def points(site: SiteFolder, kind: str = "") -> list[tuple[str, int, str]]:
    report = check_site(site.options())
    return [
        (p.source, p.line, str(p.message))
        for p in report.open_points
        if not kind or p.kind == kind
    ]


def piece(
    site: SiteFolder, name: str, body: str = BODY, **fields: object
) -> SiteFolder:
    values: dict[str, object] = {"date": "2020-01-02", "authors": ["A B"]}
    title = str(fields.pop("title", f"Piece {name}"))
    text = article(title, body, **(values | fields))
    return site.write(f"content/articles/{name}.md", text)


# -- Lines ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "kind", "line"),
    [
        ("title: x\nauthors: [A B]", "no date", 1),
        ("title: x\nauthors: [A B]\ndate:", "no date", 4),
        ("title: x\ndate: 2020-01-02", "no author", 1),
        ("title: x\ndate: 2020-01-02\nauthors: []", "no author", 4),
        ("title: x\ntitle_from: dek\ndate: 2020-01-02", "derived title", 2),
        ("title: x\ndate: 2020-01-02\nextra: {a: b}", "unknown key", 4),
    ],
)
def test_a_question_of_an_article_stands_where_its_answer_belongs(
    site: SiteFolder, header: str, kind: str, line: int
) -> None:
    site.write("content/articles/a.md", f"---\n{header}\n---\n\nText.\n")
    assert [(s, n) for s, n, _ in points(site, kind)] == [
        ("content/articles/a.md", line)
    ]


def test_a_key_that_many_articles_have_is_asked_about_once(site: SiteFolder) -> None:
    for number in range(6):
        rare = ", rare: x" if number == 4 else ""
        header = f"title: x{number}\ndate: 2020-01-02\nextra: {{desk: b{rare}}}"
        site.write(
            f"content/articles/a{number}.md", f"---\n{header}\n---\n\nText {number}.\n"
        )
    told = [(source, text) for source, _, text in points(site, "unknown key")]
    assert [source for source, _ in told] == [
        f"content/articles/a{number}.md" for number in (0, 4)
    ]
    assert "'desk', of 6 articles" in told[0][1]
    assert "not seen before: 'rare';" in told[1][1]


def test_an_address_that_is_an_example_is_told_on_its_line(site: SiteFolder) -> None:
    site.write(
        "pyproject.toml",
        SETTINGS.replace("https://archive.test/", "https://example.org/"),
    )
    assert [(s, n) for s, n, _ in points(site, "base url")] == [("pyproject.toml", 4)]


def test_a_rarer_spelling_is_told_in_the_article_that_has_it(site: SiteFolder) -> None:
    for name in ("a", "b"):
        piece(site, name, name, authors=["Zoë Quist"])
    piece(site, "c", "c", authors=["A B", "Zoe Quist"])
    ((source, line, message),) = points(site, "two spellings")
    assert source == "content/articles/c.md"
    assert site.read(source).split("\n")[line - 1] == "- Zoe Quist"
    assert "'Zoë Quist' is also written 'Zoe Quist'" in message


def everything_open(site: SiteFolder) -> Report:
    """Make a site that is asked about in every way that raw files know."""
    whole = crawl(random.Random(7))
    site.write("content/raw/a.txt", whole.text())
    site.write("content/raw/b.txt", update_below(whole, random.Random(7)).text())
    site.write("content/raw/c.txt", raw_a())
    site.write("content/raw/d.txt", raw_a(dek="Another dek. It has two sentences.",
                                          body=("Words that wasseen once, and no more.",)))  # fmt: skip
    site.build()
    for path in (site.folder / "content/articles").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text + "\nAn editor wrote this.\n", encoding="utf-8")
    site.write("content/raw/c.txt", raw_a() + "And one line more.\n")
    site.write("content/raw/notes.pdf", b"%PDF")
    rows = ["file,skip,title", "gone.txt,,x", "d.txt,yes,", "a.txt,,Another title"]
    site.write("content/raw/index.csv", "\n".join(rows) + "\n")
    decision = {"file": "no.txt", "kind": "no date", "verdict": "dismiss"}
    site.write("content/decisions.jsonl", json.dumps(decision) + "\n")
    piece(site, "x", date="", authors=[])
    piece(site, "y", BODY.replace("\n", "  \n"), title_from="dek")
    return check_site(site.options())


def test_nothing_that_is_asked_of_a_text_is_without_a_line(site: SiteFolder) -> None:
    report = everything_open(site)
    kinds = {point.kind for point in report.open_points}
    assert {"much alike", "raw changed", "raw skipped", "no raw file", "not a raw file",
            "no date", "no author", "derived title", "duplicate article"} <= kinds  # fmt: skip
    every: list[Problem | OpenPoint] = [*report.problems, *report.open_points]
    without = [one for one in every if not one.line]
    assert {one.source for one in without} == {"content/raw/notes.pdf"}
    for one in every:
        path = site.folder / one.source
        assert path.is_file(), one
        if one.line:
            text = path.read_text(encoding="utf-8")
            assert one.line <= len(text.splitlines()), one


def test_annotations_name_a_line(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    piece(site, "a", date="")
    main(["check", "--format", "github", "--site", str(site.folder)])
    said = capsys.readouterr().out
    assert (
        "::warning file=content/articles/a.md,line=4::the article has no date" in said
    )


def test_what_is_open_in_many_articles_is_one_line_unless_all_are_wanted(
    site: SiteFolder,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    for number in range(5):
        site.write(f"content/articles/many{number}.md", article(f"Piece {number}"))
    main(["check", "--site", str(site.folder)])
    (line,) = [
        one for one in capsys.readouterr().out.split("\n")
        if "the article has no date" in one
    ]  # fmt: skip
    assert line.endswith("…; --all lists them)")
    main(["check", "--all", "--site", str(site.folder)])
    assert capsys.readouterr().out.count("the article has no date") >= 5


# -- Articles that are there twice ---------------------------------------------------


def test_equal_bodies_are_told_once_whatever_their_white_space(
    site: SiteFolder,
) -> None:
    piece(site, "one")
    piece(site, "two", BODY.replace("\n", "  \n\n"))
    piece(site, "three", BODY)
    piece(site, "four", BODY.replace("one number", "two numbers"))
    assert points(site) == [
        ("content/articles/one.md", 9, "the body of this article stands in "
         "content/articles/three.md, content/articles/two.md too")
    ]  # fmt: skip
    assert points(site) == points(site)
    site.build()
    assert len(points(site)) == 1
    site.edit("content/articles/three.md", "By noon", "By four")
    assert [m.split("stands in ")[1] for *_, m in points(site)] == [
        "content/articles/two.md too"
    ]


def test_one_title_date_and_author_twice_is_told_once(site: SiteFolder) -> None:
    piece(site, "one", "Words of one kind.", title="The Ferry")
    piece(site, "two", "Others.", title="The ferry")
    piece(site, "three", "And more.", title="The Ferry", date="2020-01-03")
    piece(site, "four", "And still more.", title="The Ferry", authors=["C D"])
    assert points(site) == [
        ("content/articles/one.md", 2, "title, date and authors of this article stand in "
         "content/articles/two.md too")
    ]  # fmt: skip


def test_a_pair_that_is_equal_in_both_ways_is_told_once(site: SiteFolder) -> None:
    piece(site, "one", title="The Ferry")
    piece(site, "two", title="The Ferry")
    assert len(points(site)) == 1


def test_short_bodies_and_articles_without_a_head_are_alike_by_chance(
    site: SiteFolder,
) -> None:
    for name in "abc":
        piece(site, name, "This event was put off.", date="", authors=[], title="Talk")
    assert points(site, "duplicate article") == []


def test_what_index_csv_says_is_different_is_not_asked_again(site: SiteFolder) -> None:
    for name in "ab":
        site.write(f"content/raw/{name}.txt", "")
        raw = [{"file": f"{name}.txt", "digest": "0"}]
        piece(site, name, title="The Ferry", raw=raw)
    (site.folder / "content/raw/a.txt").unlink()
    (site.folder / "content/raw/b.txt").unlink()
    assert len(points(site, "duplicate article")) == 1
    site.write("content/raw/index.csv", "file,different_from\na.txt,b.txt\n")
    assert points(site, "duplicate article") == []
