"""`commentariat terms`: names listed and settled, as an editor and a program use it."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import SiteFolder, article, tree
from review_samples import PROGRAM, VILLAGE, make_review_site, run

from commentariat.archive.term_rules import RuleKind, TermRule
from commentariat.pipeline.term_settling import settle_terms
from commentariat.pipeline.terms import list_terms

ANN, LEE = "Ann Lee", "Lee, Ann"
TERMS = "content/terms.txt"


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


def lines(site: SiteFolder) -> list[str]:
    """The rules of a site, without its notes."""
    path = site.folder / TERMS
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def sources(site: SiteFolder) -> dict[str, bytes]:
    """The files of articles."""
    return tree(site.folder / "content/articles")


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
            "first": "1995", "last": "1998", "names": [], "parent": "",
        }
    ]  # fmt: skip


def test_a_parent_counts_its_own(site: SiteFolder) -> None:
    site.write("content/topics/rivers.md", "---\nname: Rivers\nparent: Water\n---\n")
    site.write(
        "content/topics/water.md", "---\nname: Water\ninclude_children: yes\n---\n"
    )
    site.write("content/articles/d.md", article("D", topics=["Rivers"]))
    shown = run(site, "terms", "list", "topics", "--json").stdout.splitlines()
    told = [json.loads(line) for line in shown]
    assert [(one["name"], one["articles"], one["parent"]) for one in told] == [
        ("Water", 2, ""), ("Rivers", 1, "Water"),
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


def test_what_is_said_of_one_of_two_that_were_parted_is_of_that_one(
    site: SiteFolder,
) -> None:
    site.write(
        "content/articles/a.md",
        piece("A", ANN, date="1990-01-01", **told(ANN, "Poet")),
    )
    site.write(
        "content/articles/b.md",
        piece("B", ANN, date="1995-01-01", **told(ANN, "Fellow")),
    )
    run(site, "terms", "split", "authors", ANN, "Ann Lee (poet)", "--years", "1990")
    run(site, "terms", "merge", "authors", LEE, ANN)
    site.write("content/articles/c.md", piece("C", LEE, **told(LEE, "Director")))
    run(site, "terms", "draft-authors")
    assert "role: Poet\n" in site.read("content/authors/ann-lee-poet.md")
    text = site.read("content/authors/ann-lee.md")
    assert "role: Fellow\n" in text
    assert "role: Director\n" in text
    assert "Poet" not in text


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


# -- What settles a name -------------------------------------------------------------


def test_a_merge_is_a_line_and_touches_no_article(site: SiteFolder) -> None:
    before = sources(site)
    site.build()
    done = run(site, "terms", "merge", "authors", LEE, ANN)
    assert done.stdout.splitlines() == [
        'merge authors "Lee, Ann" into "Ann Lee"',
        "  line 3 of content/terms.txt",
        "  1 article is shown under 'Ann Lee', which has 3 now",
        "  /authors/lee-ann/ leads on to /authors/ann-lee/, and so does its feed",
        "  to undo it, take that line out, or 'git revert' the commit that adds it; "
        "the next build shows either",
    ]
    assert lines(site) == ['merge authors "Lee, Ann" into "Ann Lee"']
    assert sources(site) == before
    site.build()
    assert site.problems == ()
    shown = site.page("articles/c/")
    assert '<a href="/authors/ann-lee/"' in shown
    assert ">Lee, Ann<" not in shown
    assert "/authors/lee-ann/" not in shown
    assert "/authors/ann-lee/" in site.page("authors/lee-ann/")
    assert (
        run(site, "terms", "list", "authors")
        .stdout.splitlines()[0]
        .endswith("Ann Lee  (also 'Lee, Ann')")
    )
    site.delete(TERMS).build()
    assert '<a href="/authors/lee-ann/"' in site.page("articles/c/")
    assert "Lee, Ann</h1>" in site.page("authors/lee-ann/")


def test_a_name_that_is_new_is_given_everywhere(site: SiteFolder) -> None:
    done = run(site, "terms", "rename", "authors", ANN, "Ann Li")
    assert "2 articles are shown under 'Ann Li', which has 2 now" in done.stdout
    assert "/authors/ann-lee/ leads on to /authors/ann-li/" in done.stdout
    assert lines(site) == ['rename authors "Ann Lee" to "Ann Li"']
    site.build()
    assert "Ann Li" in site.page("articles/a/")
    assert "Ann Lee" not in site.page("articles/a/")


def test_a_name_that_another_has_is_for_merge(site: SiteFolder) -> None:
    done = run(site, "terms", "rename", "authors", LEE, "Tom Oak", status=2)
    assert "'Tom Oak' is another author already" in done.stderr
    assert "commentariat terms merge authors" in done.stderr
    done = run(site, "terms", "merge", "authors", LEE, "Nobody", status=2)
    assert "no author is called 'Nobody'" in done.stderr
    assert "commentariat terms rename authors" in done.stderr
    assert lines(site) == []


def test_a_term_is_parted_by_series_years_and_files(site: SiteFolder) -> None:
    poet = "Ann Lee (poet)"
    split = ("terms", "split", "authors", ANN, poet)
    done = run(site, *split, "--series", "Letters")
    assert "1 article is shown under 'Ann Lee (poet)', which has 1 now" in done.stdout
    assert lines(site) == [
        'split authors "Ann Lee" to "Ann Lee (poet)" where series "Letters"'
    ]
    site.delete(TERMS)
    run(site, *split, "--years", "1994-1996")
    assert lines(site)[0].endswith("where years 1994-1996")
    site.delete(TERMS)
    run(site, *split, "--files", "content/articles/b.md")
    assert lines(site)[0].endswith('where files "articles/b.md"')
    site.build()
    assert poet in site.page("articles/b/")
    assert poet not in site.page("articles/a/")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--series", "Leters"),
            "no series is called 'Leters'; did you mean 'Letters'?",
        ),
        (
            ("--years", "1991-1992"),
            "no article of 'Ann Lee' is meant: they are of 1990–1995",
        ),
        (
            ("--files", "content/articles/bb.md"),
            "did you mean 'content/articles/b.md'?",
        ),
        (("--files", "b.md"), "did you mean 'content/articles/b.md'?"),
        (
            ("--files", "zz"),
            "expected the path of its file, as 'content/articles/a.md'",
        ),
        (("--files", "content/articles/c.md"), "the files named are of others"),
        (("--years", "1995-1990"), "expected years as 1990 or 1990-1995"),
        ((), "one of the arguments --series --years --files is required"),
    ],
)
def test_a_split_that_means_no_article_is_refused(
    site: SiteFolder, words: tuple[str, ...], said: str
) -> None:
    command = [*PROGRAM, "terms", "split", "authors", ANN, "Ann Lee (poet)"]
    done = subprocess.run(
        [*command, *words, "--site", str(site.folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert said in done.stderr
    assert lines(site) == []


def test_a_topic_moves_to_another_facet(site: SiteFolder) -> None:
    done = run(site, "terms", "move", "topics", "Water", "collections")
    assert "2 articles are shown under 'Water', which has 2 now" in done.stdout
    assert "/topics/water/ leads on to /collections/water/" in done.stdout
    site.build()
    assert "/collections/water/" in site.page("articles/b/")
    assert "/collections/water/" in site.page("topics/water/")


def test_two_that_are_not_the_same_are_not_asked_about(site: SiteFolder) -> None:
    done = run(site, "terms", "not-same", "authors", ANN, LEE)
    assert "nobody is asked about the two again" in done.stdout
    assert lines(site) == ['not the same authors "Ann Lee" "Lee, Ann"']
    again = run(site, "terms", "not-same", "authors", LEE, ANN)
    assert "it is so already: content/terms.txt:3" in again.stdout
    assert len(lines(site)) == 1


SETTLING = [
    ("merge", "authors", LEE, ANN),
    ("rename", "authors", ANN, "Ann Li"),
    ("move", "topics", "Water", "collections"),
    ("not-same", "authors", ANN, LEE),
    ("split", "authors", ANN, "Ann Lee (poet)", "--years", "1995"),
]


@pytest.mark.parametrize("words", SETTLING, ids=lambda words: words[0])
def test_what_is_settled_twice_is_so_already(
    site: SiteFolder, words: tuple[str, ...]
) -> None:
    run(site, "terms", *words)
    text = site.read(TERMS)
    done = run(site, "terms", *words)
    assert "it is so already: content/terms.txt:3" in done.stdout
    assert site.read(TERMS) == text
    told = json.loads(run(site, "terms", *words, "--json").stdout)
    assert (told["number"], told["already"]) == (0, "content/terms.txt:3")


@pytest.mark.parametrize("words", SETTLING, ids=lambda words: words[0])
def test_a_name_that_is_none_is_told_with_the_nearest(
    site: SiteFolder, words: tuple[str, ...]
) -> None:
    kind, facet, name, *rest = words
    done = run(site, "terms", kind, facet, f"{name}x", *rest, status=2)
    assert f"is called '{name}x'; did you mean {name!r}?" in done.stderr
    assert not (site.folder / TERMS).exists()


@pytest.mark.parametrize("words", SETTLING, ids=lambda words: words[0])
def test_years_follow_from_dates(site: SiteFolder, words: tuple[str, ...]) -> None:
    kind, _, _, target, *rest = words
    done = run(site, "terms", kind, "years", "1990", target, *rest, status=2)
    assert "change 'date' in their front matter" in done.stderr
    assert not (site.folder / TERMS).exists()


@pytest.mark.parametrize("words", SETTLING, ids=lambda words: words[0])
def test_a_file_of_rules_that_cannot_be_read_is_told_and_stays(
    site: SiteFolder, words: tuple[str, ...]
) -> None:
    for text in ('merge authors "Ann\n', "<<<<<<< ours\n", b"merge \xff\n"):
        site.write(TERMS, text)
        done = run(site, "terms", *words, status=1)
        assert "content/terms.txt" in done.stderr
        kept = (site.folder / TERMS).read_bytes()
        assert kept == (text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("words", SETTLING, ids=lambda words: words[0])
def test_a_broken_article_keeps_no_name_from_being_settled(
    site: SiteFolder, words: tuple[str, ...]
) -> None:
    site.write("content/articles/d.md", "---\ntitle: [\n---\n")
    done = run(site, "terms", *words, status=1)
    assert "content/articles/d.md:2: " in done.stderr
    assert len(lines(site)) == 1


def test_a_folder_that_may_not_be_written_is_told(site: SiteFolder) -> None:
    run(site, "terms", "list", "authors")
    site.write(TERMS, "# mine\n")
    content = site.folder / "content"
    content.chmod(0o555)
    try:
        if os.access(content, os.W_OK):
            pytest.skip("nothing is kept from this user")
        done = run(site, "terms", "merge", "authors", LEE, ANN, status=1)
    finally:
        content.chmod(0o755)
    assert "content" in done.stderr
    assert "Permission denied" in done.stderr
    assert site.read(TERMS) == "# mine\n"


def test_a_file_that_cannot_be_written_is_told_and_stays(site: SiteFolder) -> None:
    site.write(TERMS, "# mine\n").write("content/.terms.txt.tmp/x", "")
    done = run(site, "terms", "merge", "authors", LEE, ANN, status=1)
    assert "content/.terms.txt.tmp: " in done.stderr
    assert site.read(TERMS) == "# mine\n"
    site.delete(TERMS).write(f"{TERMS}/x", "")
    done = run(site, "terms", "merge", "authors", LEE, ANN, status=1)
    assert "content/terms.txt: cannot be read" in done.stderr


def test_a_link_that_leaves_the_site_is_not_read(
    site: SiteFolder, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("a secret\n", "utf-8")
    (site.folder / TERMS).unlink(missing_ok=True)
    (site.folder / TERMS).symlink_to(outside)
    done = run(site, "terms", "merge", "authors", LEE, ANN, status=1)
    assert "secret" not in done.stdout + done.stderr
    assert "content/terms.txt: expected a file of this site" in done.stderr
    assert outside.read_text("utf-8") == "a secret\n"


def test_content_may_be_a_link_to_a_folder_elsewhere(
    site: SiteFolder, tmp_path: Path
) -> None:
    (site.folder / "content").rename(tmp_path / "elsewhere")
    (site.folder / "content").symlink_to(tmp_path / "elsewhere")
    site.write(TERMS, "# mine\n")
    run(site, "terms", "merge", "authors", LEE, ANN)
    assert lines(site)
    site.build()
    assert site.problems == ()


def test_two_processes_at_once_both_have_their_line(site: SiteFolder) -> None:
    names = [f"Author {number}" for number in range(2)]
    for name in names:
        site.write(f"content/articles/{name[-1]}.md", piece(name, name))
    run(site, "terms", "list", "authors")
    running = [
        subprocess.Popen(
            [*PROGRAM, "terms", "merge", "authors", name, ANN, "--site", site.folder],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for name in names
    ]  # fmt: skip
    ended = [one.communicate(timeout=120) for one in running]
    assert [one.returncode for one in running] == [0, 0], ended
    assert sorted(lines(site)) == [
        f'merge authors "{one}" into "Ann Lee"' for one in names
    ]


def test_a_fixed_facet_takes_only_what_has_a_file(tmp_path: Path) -> None:
    fixed = "\n[tool.commentariat.facets.regions]\nfixed = true\n"
    site = SiteFolder(tmp_path / "site")
    site.write("pyproject.toml", site.read("pyproject.toml") + fixed)
    site.write("content/regions/baltic-states.md", "---\nname: Baltic States\n---\n")
    site.write("content/articles/a.md", article("A", regions=["Baltc States"]))
    site.write("content/articles/b.md", article("B", regions=["Baltic States"]))
    site.build()
    assert "no region is called 'Baltc States'" in site.problems[0]
    done = run(
        site, "terms", "rename", "regions", "Baltic States", "The Baltics", status=2
    )
    assert "takes only terms that have a file" in done.stderr
    assert "write it into content/regions/ first" in done.stderr
    done = run(
        site, "terms", "merge", "regions", "Baltc States", "Baltic States", status=1
    )
    assert "1 article is shown under 'Baltic States', which has 2 now" in done.stdout
    site.build()
    assert site.problems == ()
    assert "Baltic States" in site.page("articles/a/")


def test_what_contradicts_another_line_is_refused(site: SiteFolder) -> None:
    run(site, "terms", "merge", "authors", LEE, ANN)
    done = run(site, "terms", "merge", "authors", LEE, "Tom Oak", status=2)
    assert (
        "'Lee, Ann' is a name of 'Ann Lee' already (content/terms.txt:3)" in done.stderr
    )
    done = run(site, "terms", "not-same", "authors", ANN, LEE, status=2)
    assert "are one author now: content/terms.txt:3 says so" in done.stderr
    run(site, "terms", "merge", "authors", ANN, "Tom Oak")
    done = run(site, "terms", "merge", "authors", "Tom Oak", LEE)
    assert "it is so already" in done.stdout
    assert len(lines(site)) == 2
    site.build()
    assert site.problems == ()


def test_what_would_contradict_a_line_names_that_and_the_new_one(
    site: SiteFolder,
) -> None:
    run(site, "terms", "not-same", "authors", ANN, LEE)
    done = run(site, "terms", "merge", "authors", LEE, ANN, status=2)
    assert (
        "'Ann Lee' and 'Lee, Ann' are one by line 4, and not the same by line 3; take one "
        "of both away (the new one would be line 4)"
    ) in done.stderr
    run(site, "terms", "rename", "authors", ANN, "Ann Li")
    done = run(site, "terms", "rename", "authors", "Ann Li", ANN, status=2)
    assert "circle: line 4 → line 5" in done.stderr
    assert "(the new one would be line 5)" in done.stderr


def test_what_would_make_a_file_wrong_names_the_file(site: SiteFolder) -> None:
    site.write("content/authors/ann.md", "---\nname: Ann Lee\n---\n")
    site.write("content/authors/lee.md", "---\nname: Lee, Ann\nparent: Ann Lee\n---\n")
    done = run(site, "terms", "merge", "authors", ANN, LEE, status=2)
    said = "that would be a problem: content/authors/lee.md: 'Ann Lee' cannot be part"
    assert said in done.stderr


def test_a_name_may_hold_quotes_and_signs_of_all_kinds(site: SiteFolder) -> None:
    name = 'Ann "the \\ #1" Lee'
    site.write("content/articles/d.md", piece("D", name))
    run(site, "terms", "merge", "authors", name, ANN)
    assert lines(site) == ['merge authors "Ann \\"the \\\\ #1\\" Lee" into "Ann Lee"']
    shown = run(site, "terms", "list", "authors").stdout
    assert shown.splitlines()[0].startswith("3  ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge", "authors", ANN, " "), "expected a name on one line, found ''"),
        (("rename", "authors", ANN, "A\nB"), "expected a name on one line, found 'A"),
        (("rename", "authors", ANN, "A\x07B"), "cannot be shown: U+0007"),
        (("not-same", "authors", ANN, "ANN LEE"), "are one author now"),
        (("move", "topics", "Water", "topics"), "'Water' stands in topics already"),
        (("move", "topics", "Water", "years"), "nothing can be moved there"),
        (("move", "topics", "Water", "colections"), "did you mean 'collections'?"),
        (("split", "authors", ANN, "ann lee", "--years", "1990"), "'ann lee'"),
    ],
)
def test_what_says_nothing_is_refused(
    site: SiteFolder, words: tuple[str, ...], said: str
) -> None:
    assert said in run(site, "terms", *words, status=2).stderr
    assert not (site.folder / TERMS).exists()


@pytest.mark.parametrize("words", [("merge", ANN, ANN), ("rename", ANN, ANN)])
def test_a_name_is_its_own_already(site: SiteFolder, words: tuple[str, ...]) -> None:
    kind, *names = words
    done = run(site, "terms", kind, "authors", *names)
    assert "it is so already" in done.stdout
    assert not (site.folder / TERMS).exists()


def test_letters_in_another_form_are_the_same_name(site: SiteFolder) -> None:
    site.write("content/articles/d.md", piece("D", "Zoe\u0308 Mbeki"))
    run(site, "terms", "merge", "authors", "Zo\u00eb Mbeki", ANN)
    run(site, "terms", "merge", "authors", "Zoe\u0308 Mbeki", ANN)
    assert lines(site) == ['merge authors "Zo\u00eb Mbeki" into "Ann Lee"']


def test_a_topic_that_becomes_a_series_joins_those_that_a_piece_has(
    site: SiteFolder,
) -> None:
    run(site, "terms", "move", "topics", "Water", "series")
    site.build()
    assert site.problems == ()
    assert "/series/water/" in site.page("articles/c/")
    assert "Water" not in run(site, "terms", "list", "topics").stdout


def test_lines_and_notes_that_are_there_stay_to_the_letter(site: SiteFolder) -> None:
    before = "\ufeff# Ours.\r\n\r\nnot the same authors  'x'\r\n".replace(
        "'x'", '"A" "B"'
    )
    site.write(TERMS, before.encode().removesuffix(b"\r\n"))
    run(site, "terms", "merge", "authors", LEE, ANN)
    after = before + 'merge authors "Lee, Ann" into "Ann Lee"\r\n'
    assert (site.folder / TERMS).read_bytes() == after.encode()


def test_git_is_told_to_keep_the_lines_of_both(site: SiteFolder) -> None:
    run(site, "terms", "merge", "authors", LEE, ANN)
    assert "terms.txt merge=union\n" in site.read("content/.gitattributes")
    site.delete(TERMS).write("content/.gitattributes", "decisions.jsonl merge=union")
    run(site, "terms", "merge", "authors", LEE, ANN)
    assert site.read("content/.gitattributes") == (
        "decisions.jsonl merge=union\nterms.txt merge=union\n"
    )


def test_what_is_settled_holds_through_another_import(tmp_path: Path) -> None:
    site = make_review_site(tmp_path / "site")
    run(site, "import")
    run(site, "terms", "rename", "authors", "Ruth Ellingham", "Ruth Ellingham-Oak")
    before = tree(site.folder / "content")
    run(site, "import", "--again", "--write")
    assert tree(site.folder / "content") == before
    assert "- Ruth Ellingham\n" in site.read(VILLAGE)
    site.build()
    page = site.page(f"articles/{Path(VILLAGE).stem}/")
    assert ">Ruth Ellingham-Oak<" in page
    assert ">Ruth Ellingham<" not in page


def test_the_next_build_writes_only_what_shows_what_was_settled(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write("content/articles/far.md", piece("Far", "Ida Far", date="1970-01-01"))
    site.build()
    run(site, "terms", "merge", "authors", LEE, ANN)
    site.build()
    written = set(site.report.rendered)
    assert {"articles/c/index.html", "authors/ann-lee/index.html"} <= written
    assert "articles/far/index.html" not in written
    assert "authors/ida-far/index.html" not in written
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_settling_reads_the_archive_no_oftener_than_listing_it(tmp_path: Path) -> None:
    """What two authors have, and how large the archive is, are paid for a few times."""
    site = SiteFolder(tmp_path / "site")
    for number in range(600):
        names = (ANN,) if number % 3 else (LEE, f"Author {number % 40}")
        text = piece(f"P{number}", *names, date=f"{1950 + number % 70}-01-01")
        site.write(f"content/articles/{number}.md", text)
    time.sleep(0.5)  # what has just been written is looked at again
    options = site.options()
    list_terms(options, "authors")
    rule = TermRule(RuleKind.MERGE, "authors", (LEE,), ANN)

    def seconds(work: Callable[[], object]) -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    best = float("inf")
    for _ in range(5):
        (site.folder / TERMS).unlink(missing_ok=True)
        unit = seconds(lambda: list_terms(options, "authors"))
        best = min(best, seconds(lambda: settle_terms(options, rule)) / unit)
    assert best <= 4
