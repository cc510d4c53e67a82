"""`commentariat terms`: names listed and settled, as an editor and a program use it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from harness import SiteFolder, article, tree
from review_samples import PROGRAM, run

ANN, LEE = "Ann Lee", "Lee, Ann"


def piece(title: str, *authors: str, **more: object) -> str:
    """An article by *authors*."""
    fields = {"authors": list(authors)} | more
    return article(title, **fields)  # type: ignore[arg-type]


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """Two names of one author, another author, topics, and a series."""
    site = SiteFolder(tmp_path / "site")
    site.write("content/articles/a.md", piece("A", ANN, date="1990-03-02"))
    site.write(
        "content/articles/b.md",
        piece("B", ANN, date="1995-05-06", series="Letters", topics=["Water"]),
    )
    site.write(
        "content/articles/c.md",
        piece("C", LEE, "Tom Oak", date="1998-01-01", topics=["Water"]),
    )
    return site


# -- list --------------------------------------------------------------------------


def test_a_list_tells_counts_years_and_files(site: SiteFolder) -> None:
    site.write("content/authors/tom-oak.md", "---\nname: Tom Oak\n---\n")
    shown = run(site, "terms", "list", "authors").stdout.splitlines()
    assert shown == [
        "2  1990–1995                              Ann Lee",
        "1  1998                                   Lee, Ann",
        "1  1998       content/authors/tom-oak.md  Tom Oak",
        "3 terms, 1 with a file",
    ]


def test_a_list_is_read_by_programs(site: SiteFolder) -> None:
    shown = run(site, "terms", "list", "topics", "--json").stdout
    assert [json.loads(line) for line in shown.splitlines()] == [
        {
            "name": "Water", "slug": "water", "articles": 2, "file": "",
            "first": "1995", "last": "1998", "names": [],
        }
    ]  # fmt: skip


def test_a_facet_that_is_none_is_told_with_the_nearest(site: SiteFolder) -> None:
    done = run(site, "terms", "list", "author", status=2)
    assert done.stderr == (
        "commentariat: no facet is called 'author'; did you mean 'authors'?\n"
    )
    assert (
        "there are authors, centers" in run(site, "terms", "list", "x", status=2).stderr
    )


def test_the_site_may_be_named_before_or_behind_what_is_done(site: SiteFolder) -> None:
    done = subprocess.run(
        [*PROGRAM, "terms", "list", "authors", "--site", str(site.folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == run(site, "terms", "list", "authors").stdout


def test_a_broken_archive_is_listed_as_far_as_it_can_be(site: SiteFolder) -> None:
    site.write("content/articles/d.md", "---\ntitle: [\n---\n")
    done = run(site, "terms", "list", "authors", status=1)
    assert "3 terms" in done.stdout
    assert "content/articles/d.md:2: " in done.stderr


# -- draft-authors -----------------------------------------------------------------


def told(name: str, role: str = "", bio: str = "") -> dict[str, object]:
    """What the page of an article says of an author."""
    said = {"name": name, "role": role, "bio": bio}
    return {"bios": [{key: value for key, value in said.items() if value}]}


def test_a_draft_has_the_newest_role_first_and_the_years_of_former_ones(
    site: SiteFolder,
) -> None:
    for title, date, role, bio in (
        ("K", "2011-01-02", "Fellow", "An old text."),
        ("L", "2014-03-04", "Fellow, Rivers", "Ann *Lee* rows.\nShe lives on a boat."),
        ("M", "2012-05-06", "fellow", ""),
        ("N", "2019-07-08", "Director", ""),
    ):
        text = piece(title, ANN, date=date, **told(ANN, role, bio))
        site.write(f"content/articles/{title.lower()}.md", text)
    done = run(site, "terms", "draft-authors")
    assert done.stdout.splitlines() == [
        "wrote content/authors/ann-lee.md: 4 articles of 6 tell of Ann Lee",
        "1 draft written",
    ]
    text = site.read("content/authors/ann-lee.md")
    assert text.partition("name:")[2] == (
        " Ann Lee\n"
        "role: Director\n"
        "roles:\n"
        "- role: Director\n"
        "  from: 2019\n"
        "- role: Fellow, Rivers\n"
        "  from: 2014\n"
        "  to: 2014\n"
        "- role: fellow\n"
        "  from: 2011\n"
        "  to: 2012\n"
        "---\n\n"
        "Ann \\*Lee\\* rows.\n\nShe lives on a boat.\n"
    )
    assert "# The text: content/articles/l.md (2014-03-04)\n" in text
    assert (
        "# fellow: content/articles/m.md (2012-05-06) … content/articles/k.md "
        "(2011-01-02) (2 articles)\n"
    ) in text
    site.build()
    assert site.problems == ()
    assert "Ann *Lee* rows." in site.page("authors/ann-lee/")


def test_a_dry_run_shows_the_drafts_and_writes_nothing(site: SiteFolder) -> None:
    site.write("content/articles/a.md", piece("A", ANN, **told(ANN, "Fellow")))
    before = tree(site.folder / "content")
    shown = run(site, "terms", "draft-authors", "--dry-run").stdout
    assert (
        "content/authors/ann-lee.md: 1 article of 2 tell of Ann Lee\n\n---\n" in shown
    )
    assert "\nname: Ann Lee\nrole: Fellow\n---\n" in shown
    assert "1 draft would be written" in shown
    (one,) = run(
        site, "terms", "draft-authors", "--dry-run", "--json"
    ).stdout.splitlines()
    assert json.loads(one)["path"] == "content/authors/ann-lee.md"
    assert tree(site.folder / "content") == before


def test_nothing_is_overwritten_and_a_second_run_has_nothing_to_do(
    site: SiteFolder,
) -> None:
    site.write("content/articles/a.md", piece("A", ANN, **told(ANN, "Fellow")))
    site.write("content/authors/ann-lee.md", "---\nnone: [\n---\nMine.\n")
    done = run(site, "terms", "draft-authors", status=1)
    assert (
        "content/authors/ann-lee.md is there already and stays as it is" in done.stdout
    )
    assert "Mine." in site.read("content/authors/ann-lee.md")
    site.delete("content/authors/ann-lee.md")
    assert "1 draft written" in run(site, "terms", "draft-authors").stdout
    assert run(site, "terms", "draft-authors").stdout == "0 drafts written\n"
    asked = run(site, "terms", "draft-authors", ANN, "Tom Oak").stdout.splitlines()
    assert asked == [
        "Ann Lee has a file already",
        "no article says anything of Tom Oak",
        "0 drafts written",
    ]


def test_those_who_wrote_little_are_left_out_where_that_is_asked(
    site: SiteFolder,
) -> None:
    for name, author in (("a", ANN), ("c", "Tom Oak")):
        site.write(
            f"content/articles/{name}.md", piece(name, author, **told(author, "Fellow"))
        )
    shown = run(site, "terms", "draft-authors", "--least", "2", "--dry-run").stdout
    assert "Ann Lee" in shown
    assert "Tom Oak" not in shown


def test_what_a_draft_or_a_later_piece_says_is_not_told_before_it_is_out(
    site: SiteFolder,
) -> None:
    site.write(
        "content/articles/a.md", piece("A", ANN, draft=True, **told(ANN, "Minister"))
    )
    site.write(
        "content/articles/b.md", piece("B", ANN, date="2999-01-01", **told(ANN, "King"))
    )
    assert run(site, "terms", "draft-authors").stdout == "0 drafts written\n"


def test_what_is_said_in_the_language_of_the_site_counts(site: SiteFolder) -> None:
    site.write(
        "content/articles/a.md",
        piece("A", ANN, language="ru", date="2020-01-01", **told(ANN, "Директор")),
    )
    site.write(
        "content/articles/b.md",
        piece("B", ANN, date="2010-01-01", **told(ANN, "Fellow")),
    )
    shown = run(site, "terms", "draft-authors", "--dry-run").stdout
    assert "role: Fellow\n" in shown
    assert "Директор" not in shown
    assert "# Left out, in another language (ru): 1\n" in shown


def test_hostile_words_of_a_source_are_text_in_a_draft(site: SiteFolder) -> None:
    words = "<script>alert(1)</script> ![x](//evil.example/x.png) {{< pull >}}"
    role = "Fellow: 'x' # y\u2028--- z"
    site.write("content/articles/a.md", piece("A", ANN, **told(ANN, role, words)))
    run(site, "terms", "draft-authors")
    site.build()
    assert site.problems == ()
    page = site.page("authors/ann-lee/")
    assert "<script>alert" not in page
    assert 'evil.example/x.png"' not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_author_who_is_none_is_told_with_the_nearest(site: SiteFolder) -> None:
    done = run(site, "terms", "draft-authors", "Ann Le", status=2)
    assert "no author is called 'Ann Le'; did you mean 'Ann Lee'?" in done.stderr
