"""Import on a folder: what is written, what is left alone, what is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from raw_samples import BODY, DEK, PAIRS, SETTINGS, Site, raw_a, raw_b, raw_c

from commentariat.archive.text import digest_bytes
from commentariat.intake.content.content_file import add_raw_file, is_untouched
from commentariat.intake.inspection import inspect_raw
from commentariat.intake.sources import decode
from commentariat.kinds import Kind

TREATY = "undated/a-river-treaty-survives-on-a-number.md"
OTHER_PAIRS = (("Another teaser.", "Ruth Ellingham"), *PAIRS[1:])


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def crawl(**changes: Any) -> str:
    """The same article as `raw_a()`, crawled on another day."""
    return raw_a(lead=OTHER_PAIRS[0], pairs=OTHER_PAIRS, **changes)


# -- The first import ----------------------------------------------------------


def test_a_raw_file_becomes_a_content_file(site: Site) -> None:
    site.raw("001.txt").raw("2020-05-04-empire.txt", raw_b()).imported()
    assert site.report.written == (
        "content/articles/2020/empire.md",
        f"content/articles/{TREATY}",
    )
    assert list(site.files()) == ["2020/empire.md", TREATY]
    assert [one.title for one in site.articles()] == [
        "What Russian Empire?", "A river treaty survives on a number",
    ]  # fmt: skip
    assert not site.problems


def test_importing_again_changes_nothing(site: Site) -> None:
    site.raw("a.txt").raw("b.txt", raw_b()).raw("c/d.txt", crawl()).imported()
    before = site.files()
    site.imported()
    assert (site.report.written, site.report.removed, site.report.kept) == ((), (), 3)
    assert site.files() == before


def test_a_site_without_raw_files_is_no_fault(tmp_path: Path) -> None:
    site = Site(tmp_path / "x")
    (site.folder / "content/raw").rmdir()
    assert site.imported().files() == {}
    assert not site.problems


def test_one_file_alone_is_imported_as_it_is_with_all_the_others(
    site: Site, tmp_path: Path
) -> None:
    for number, text in enumerate((raw_a(), raw_b(), raw_c())):
        site.raw(f"{number}.txt", text)
    site.imported()
    alone = Site(tmp_path / "alone").raw("1.txt", raw_b()).imported()
    assert alone.files().items() <= site.files().items()


def test_names_with_odd_characters_and_nested_folders_are_fine(site: Site) -> None:
    names = [
        "a b/c’d (1).txt",
        "Слова/о мире.txt",
        "#no.txt",
        "- x: y.TXT",
        "'quoted'.txt",
    ]
    for number, name in enumerate(names):
        site.raw(
            name,
            raw_a(f"A dek of its own, number {number}.", authors=[f"A{number} Name"]),
        )
    site.imported()
    files = {raw.file for article in site.articles() for raw in article.raw}
    assert files == set(names) - {"#no.txt"}
    assert not site.problems
    assert site.imported().report.written == ()


def test_two_articles_that_want_one_slug_get_numbers_in_the_order_of_their_files(
    site: Site,
) -> None:
    for name in ("c.txt", "a.txt", "b.txt"):
        site.raw(name, raw_a(authors=[f"{name[0].upper()}da Name"]))
    site.imported()
    assert {one.slug: one.raw[0].file for one in site.articles()} == {
        "a-river-treaty-survives-on-a-number": "a.txt",
        "a-river-treaty-survives-on-a-number-2": "b.txt",
        "a-river-treaty-survives-on-a-number-3": "c.txt",
    }


def test_a_slug_that_is_taken_stays_where_it_is(site: Site) -> None:
    site.raw("b.txt").imported()
    site.raw("a.txt", raw_a(authors=["Ada Name"])).imported()
    slugs = {one.raw[0].file: one.slug for one in site.articles()}
    assert slugs["b.txt"] == "a-river-treaty-survives-on-a-number"
    assert slugs["a.txt"] == "a-river-treaty-survives-on-a-number-2"


def test_an_article_of_an_editors_own_keeps_slug_and_place(site: Site) -> None:
    own = "---\ntitle: Mine\nslug: a-river-treaty-survives-on-a-number\n---\n\nText.\n"
    site.write("content/articles/2020/mine.md", own).raw("001.txt").imported()
    assert site.files()["2020/mine.md"] == own
    assert site.articles()[1].slug == "a-river-treaty-survives-on-a-number-2"


# -- The sidecar -----------------------------------------------------------------


def test_the_sidecar_gives_what_the_page_does_not_hold(site: Site) -> None:
    site.raw("001.txt").raw(
        "index.csv", "file,url,title,date\n001.txt,/x/river-ink,Ink,2019-02-03\n"
    )
    site.imported()
    (article,) = site.articles()
    assert (article.title, article.slug, article.date) == (
        "Ink",
        "river-ink",
        "2019-02-03",
    )
    assert article.source == "articles/2019/river-ink.md"


def test_a_changed_row_rewrites_an_untouched_file_in_its_place(site: Site) -> None:
    site.raw("001.txt").imported()
    site.raw("index.csv", "file,title,date\n001.txt,The Ink,2019-02-03\n").imported()
    (article,) = site.articles()
    assert site.report.written == (f"content/articles/{TREATY}",)
    assert (article.title, article.date) == ("The Ink", "2019-02-03")
    assert article.slug == "a-river-treaty-survives-on-a-number"
    assert is_untouched(site.files()[TREATY])


def test_rows_of_other_files_do_not_matter(site: Site) -> None:
    site.raw("001.txt").raw("002.txt", raw_b()).imported()
    site.raw("index.csv", "file,title\n002.txt,New\n").imported()
    assert len(site.report.written) == 1


def test_a_skipped_file_is_not_imported(site: Site) -> None:
    site.raw("a.txt").raw("b.txt", raw_b()).raw(
        "index.csv", "file,skip\na.txt,yes\n"
    ).imported()
    assert list(site.files()) == ["undated/what-russian-empire.md"]


def test_skipping_takes_an_untouched_file_away_and_bringing_back_restores_it(
    site: Site,
) -> None:
    site.raw("a.txt").imported()
    before = site.files()
    site.raw("index.csv", "file,skip\na.txt,yes\n").imported()
    assert site.report.removed == (f"content/articles/{TREATY}",)
    assert site.files() == {}
    assert site.imported().report.removed == ()
    site.raw("index.csv", "file,skip\na.txt,no\n").imported()
    assert site.files() == before


def test_skipping_one_of_two_crawls_leaves_the_article_to_the_other(site: Site) -> None:
    site.raw("a.txt").raw("b.txt", crawl(regions=["India"])).imported()
    site.raw("index.csv", "file,skip\na.txt,yes\n").imported()
    (article,) = site.articles()
    assert ([raw.file for raw in article.raw], article.terms["regions"]) == (
        ["b.txt"],
        ("India",),
    )
    assert site.imported().report.written == ()


def test_skipping_under_an_edited_file_is_asked_about(site: Site) -> None:
    site.raw("a.txt").imported().edit(f"content/articles/{TREATY}", "ledger", "book")
    before = site.files()
    site.raw("index.csv", "file,skip\na.txt,yes\n").imported()
    assert site.files() == before
    assert [point.kind for point in site.report.open_points] == ["raw skipped"]


def test_a_row_for_a_file_that_is_not_there_is_asked_about(site: Site) -> None:
    site.raw("accession.txt").raw(
        "index.csv", "file,title\naccesion.txt,One\n"
    ).imported()
    assert site.open_points == [
        "content/raw/index.csv:2: no raw file is called 'accesion.txt'; "
        "did you mean 'accession.txt'?"
    ]


def test_a_fault_in_a_row_keeps_its_file_out_and_leaves_what_was_imported(
    site: Site,
) -> None:
    site.raw("a.txt").imported()
    before = site.files()
    site.raw("b.txt", raw_b()).raw("c.txt", raw_c())
    site.raw("index.csv", "file,date\na.txt,soon\nb.txt,never\n").imported()
    assert before.items() < site.files().items()
    assert len(site.files()) == 2
    assert site.problems == [
        "content/raw/index.csv:2: expected a date as 2024-03-15, 2024-03, 2024 "
        "or 2024-03-15 06:00 for 'date', found 'soon'",
        "content/raw/index.csv:3: expected a date as 2024-03-15, 2024-03, 2024 "
        "or 2024-03-15 06:00 for 'date', found 'never'",
    ]


def test_a_sidecar_that_cannot_be_used_stops_the_import_and_nothing_is_lost(
    site: Site,
) -> None:
    site.raw("a.txt").raw("index.csv", "file,title\na.txt,Ink\n").imported()
    before = site.files()
    site.raw("b.txt", raw_b()).raw("index.csv", "name;title\n").imported()
    assert site.files() == before
    assert len(site.problems) == 1


# -- Changes, and the editors' work ----------------------------------------------


def test_a_changed_raw_file_rewrites_an_untouched_content_file_in_its_place(
    site: Site,
) -> None:
    site.raw("001.txt").imported()
    site.raw("001.txt", raw_a("A wholly new dek for the page.", [BODY[0]])).imported()
    assert list(site.files()) == [TREATY]
    (article,) = site.articles()
    assert article.title == "A wholly new dek for the page"
    assert article.slug == "a-river-treaty-survives-on-a-number"


def test_an_edited_content_file_stays_and_the_change_is_asked_about(site: Site) -> None:
    site.raw("001.txt").imported().edit(f"content/articles/{TREATY}", "ledger", "book")
    before = site.files()
    new = raw_a("A wholly new dek for the page.")
    site.raw("001.txt", new).imported()
    assert site.files() == before
    (point,) = site.open_points
    assert point == (
        f"content/articles/{TREATY}: content/raw/001.txt has changed since this edited file "
        "was imported; bring over what matters, then say so: commentariat resolve "
        f"content/articles/{TREATY}"
    )
    assert site.imported().open_points == [point]


def test_an_editor_settles_the_question_by_noting_the_new_digest(site: Site) -> None:
    site.raw("001.txt").imported().edit(f"content/articles/{TREATY}", "ledger", "book")
    new = raw_a("A wholly new dek for the page.").encode()
    old = digest_bytes(raw_a().encode())
    site.raw("001.txt", new).edit(f"content/articles/{TREATY}", old, digest_bytes(new))
    assert site.imported().open_points == []


def test_a_further_crawl_of_an_untouched_article_joins_it(site: Site) -> None:
    site.raw("b.txt", crawl(regions=["India"])).imported()
    site.raw("a.txt", raw_a()).imported()
    (article,) = site.articles()
    assert [raw.file for raw in article.raw] == ["a.txt", "b.txt"]
    assert article.terms["regions"] == ("South Asia", "India")
    together = (
        Site(site.folder / "both").raw("a.txt").raw("b.txt", crawl(regions=["India"]))
    )
    assert together.imported().files() == site.files()


def test_a_further_crawl_of_an_edited_article_is_listed_and_nothing_else(
    site: Site,
) -> None:
    site.raw("a.txt").imported().edit(f"content/articles/{TREATY}", "ledger", "book")
    before = site.files()[TREATY]
    site.raw("b.txt", crawl()).imported()
    after = site.files()[TREATY]
    start = after.index("- file: b.txt\n  digest: ")
    end = after.index("written:")
    assert after[:start] + after[end:] == before
    assert not is_untouched(after)
    (article,) = site.articles()
    assert [raw.file for raw in article.raw] == ["a.txt", "b.txt"]
    assert site.imported().report.written == ()
    assert not site.open_points


def test_a_crawl_that_cannot_be_listed_is_asked_about(site: Site) -> None:
    site.raw("a.txt").imported()
    text = site.files()[TREATY]
    start, end = text.index("raw:\n"), text.index("written:")
    (article,) = site.articles()
    raw = article.raw[0]
    flow = f"raw: [{{file: a.txt, digest: {raw.digest}, key: {raw.key}}}]\n"
    site.write(f"content/articles/{TREATY}", text[:start] + flow + text[end:])
    before = site.files()
    site.raw("b.txt", crawl()).imported()
    assert site.files() == before
    assert [point.kind for point in site.report.open_points] == ["raw not listed"]


def test_a_deleted_content_file_comes_back(site: Site) -> None:
    site.raw("001.txt").imported()
    before = site.files()
    site.delete(f"content/articles/{TREATY}").imported()
    assert site.files() == before


def test_a_deleted_raw_file_leaves_the_content_file_and_is_asked_about(
    site: Site,
) -> None:
    site.raw("001.txt").imported()
    before = site.files()
    site.delete("content/raw/001.txt").imported()
    assert site.files() == before
    assert not site.problems
    (point,) = site.open_points
    assert "content/raw/001.txt: an article was made from this raw file" in point


def test_a_renamed_raw_file_stays_with_its_article(site: Site) -> None:
    site.raw("001.txt").imported()
    (site.folder / "content/raw/001.txt").rename(site.folder / "content/raw/002.txt")
    site.imported()
    (article,) = site.articles()
    assert [raw.file for raw in article.raw] == ["002.txt"]
    assert site.imported().report.written == ()


def test_a_crawl_that_becomes_another_article_leaves_the_first(site: Site) -> None:
    site.raw("a.txt").raw("b.txt", crawl()).imported()
    site.raw("b.txt", raw_a("A wholly new dek for the page.", [BODY[1]])).imported()
    assert {one.raw[0].file: one.slug for one in site.articles()} == {
        "a.txt": "a-river-treaty-survives-on-a-number",
        "b.txt": "a-wholly-new-dek-for-the-page",
    }
    assert site.imported().report.written == ()


def test_an_article_that_becomes_a_crawl_of_another_joins_it(site: Site) -> None:
    site.raw("a.txt").raw("b.txt", raw_b()).imported()
    site.raw("b.txt", crawl()).imported()
    assert site.report.removed == ("content/articles/undated/what-russian-empire.md",)
    (article,) = site.articles()
    assert [raw.file for raw in article.raw] == ["a.txt", "b.txt"]
    assert site.imported().report.written == ()


def test_a_file_with_other_line_ends_is_still_untouched(site: Site) -> None:
    site.raw("001.txt").imported()
    text = site.files()[TREATY]
    assert is_untouched(text)
    assert is_untouched(text.replace("\n", "\r\n"))
    assert not is_untouched(text.replace("ledger", "book"))
    assert not is_untouched(text.replace("written:", "# written:"))


def test_a_crawl_is_listed_in_a_file_with_windows_line_ends(site: Site) -> None:
    site.raw("a.txt").imported()
    text = site.files()[TREATY].replace("ledger", "book").replace("\n", "\r\n")
    site.write(f"content/articles/{TREATY}", text).raw("b.txt", crawl()).imported()
    after = site.files()[TREATY]
    assert after.replace("\r\n", "").count("\n") == 0
    assert "- file: b.txt\r\n  digest: " in after
    assert len(site.articles()[0].raw) == 2


def test_an_indented_list_grows_with_its_own_indent(site: Site) -> None:
    site.raw("a.txt").imported()
    (article,) = site.articles()
    text = (
        "---\ntitle: Mine\nslug: x\nraw:\n"
        f"    - file: a.txt\n      key: {article.raw[0].key}\n      digest: {article.raw[0].digest}\n\n"
        "# a comment\nwritten: 0\n---\n\nText of mine.\n"
    )
    added = add_raw_file(text, article.raw[0])
    assert added
    entry = "    - file: a.txt\n      digest: "
    start, end = added.index(entry), added.index("\n# a comment")
    assert added[:start] + added[end:] == text


# -- Content files at fault ------------------------------------------------------


def test_a_content_file_at_fault_is_never_written_over(site: Site) -> None:
    site.allows_faults = True
    site.raw("001.txt").imported()
    site.edit(f"content/articles/{TREATY}", "slug:", "slugg:")
    before = site.files()
    assert site.imported().files() == before
    site.raw("001.txt", raw_a("A wholly new dek for the page.")).imported()
    assert site.files() == before


def test_a_file_at_fault_keeps_its_place_and_its_slug_from_others(site: Site) -> None:
    site.allows_faults = True
    site.write(f"content/articles/{TREATY}", "no front matter at all\n").raw(
        "001.txt"
    ).imported()
    assert site.files()[TREATY] == "no front matter at all\n"
    assert list(site.files()) == [TREATY.replace(".md", "-2.md"), TREATY]


# -- Problems in raw files -------------------------------------------------------


def test_a_fault_in_one_raw_file_keeps_out_that_file_alone(site: Site) -> None:
    site.raw("a.txt", "no metadata at all\n").raw("b.txt").raw(
        "c.txt", b"caf\xe9 {\n"
    ).imported()
    assert list(site.files()) == [TREATY]
    assert [problem.source for problem in site.report.problems] == [
        "content/raw/a.txt", "content/raw/c.txt",
    ]  # fmt: skip


def test_a_raw_file_that_breaks_later_leaves_what_was_imported(site: Site) -> None:
    site.raw("a.txt").raw("b.txt", crawl()).imported()
    before = site.files()
    site.raw("b.txt", "broken").imported()
    assert site.files() == before
    assert len(site.problems) == 1
    site.raw("b.txt", crawl()).imported()
    assert site.files() == before


def test_folders_dangling_links_and_links_out_of_the_site_are_problems(
    site: Site, tmp_path: Path
) -> None:
    raw = site.folder / "content/raw"
    (raw / "folder.txt").mkdir()
    (raw / "gone.txt").symlink_to("nowhere.txt")
    outside = tmp_path.parent / f"{tmp_path.name}-outside.txt"
    outside.write_text(raw_b())
    (raw / "out.txt").symlink_to(outside)
    (raw / "loop").symlink_to(raw)
    os.mkfifo(raw / "pipe.txt")
    site.raw("good.txt").raw("link-target.txt", raw_c())
    (raw / "linked.txt").symlink_to(raw / "link-target.txt")
    site.imported()
    assert site.problems == [
        "content/raw/folder.txt: expected a raw file, found a folder; let its name end "
        "otherwise",
        "content/raw/gone.txt: expected a file, found a link that leads nowhere",
        "content/raw/loop: a link that leads in a circle",
        "content/raw/out.txt: expected a file of this site, found a link that leaves it",
        "content/raw/pipe.txt: expected a raw file, found what is no regular file; "
        "take it away, or give it a row in index.csv with 'yes' under 'skip'",
    ]
    assert len(site.files()) == 2


def test_a_file_that_is_too_large_is_not_read(site: Site) -> None:
    with open(site.folder / "content/raw/big.txt", "wb") as file:
        file.truncate(decode.SIZE_LIMIT + 1)
    site.imported()
    assert site.problems == [
        "content/raw/big.txt: expected at most 20 MB, found 20.0 MB"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_cannot_be_read_is_a_problem(site: Site) -> None:
    site.raw("a.txt").raw("b.txt", raw_b())
    (site.folder / "content/raw/a.txt").chmod(0)
    site.imported()
    assert site.problems == ["content/raw/a.txt: cannot be read: Permission denied"]


def test_other_files_among_the_raw_ones_are_asked_about(site: Site) -> None:
    site.raw("notes.bin", "x").raw(".hidden", "x").raw("a.txt~", "x").raw(
        "sub/picture.jpg", "x"
    )
    site.imported()
    (point,) = site.report.open_points
    assert (point.source, point.message.kind) == ("content/raw/notes.bin", Kind.NOT_RAW)


def test_nothing_is_written_outside_of_the_articles(site: Site, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    outside.mkdir()
    (site.folder / "content/articles").mkdir()
    (site.folder / "content/articles/undated").symlink_to(outside)
    site.raw("001.txt").raw("2020-01-01-two.txt", raw_b()).imported()
    assert list(outside.iterdir()) == []
    assert site.report.written == ("content/articles/2020/two.md",)
    assert site.problems == [
        f"content/articles/{TREATY}: expected a folder of this site, found a link that leaves it"
    ]


def test_what_the_disk_refuses_is_a_problem_of_that_file(site: Site) -> None:
    site.write("content/articles/undated", "a file where a folder should be")
    site.raw("001.txt").raw("2020-01-01-two.txt", raw_b()).imported()
    assert site.report.written == ("content/articles/2020/two.md",)
    assert site.problems == [
        f"content/articles/{TREATY}: cannot be written: File exists"
    ]


# -- How it is asked -------------------------------------------------------------


def test_a_dry_run_tells_what_it_would_do_and_does_nothing(site: Site) -> None:
    site.raw("001.txt").imported(is_dry=True)
    assert site.report.written == (f"content/articles/{TREATY}",)
    assert not (site.folder / "content/articles").exists()


def test_only_the_files_asked_for_are_imported(site: Site) -> None:
    site.raw("a.txt").raw("b.txt", raw_b()).raw("c.txt", "broken")
    site.imported(only=["content/raw/b.txt"])
    assert list(site.files()) == ["undated/what-russian-empire.md"]
    assert not site.problems
    site.imported(only=["nothing.txt", "c.txt"])
    assert [problem.source for problem in site.report.problems] == [
        "content/raw/c.txt", "content/raw/nothing.txt",
    ]  # fmt: skip


def test_a_file_asked_for_by_name_is_read_again(site: Site) -> None:
    site.raw("a.txt").raw("b.txt", crawl()).raw("c.txt", raw_b()).imported()
    before = site.files()
    site.imported(only=["a.txt"])
    assert (site.report.kept, site.report.written) == (1, ())
    assert site.files() == before


def test_with_known_digests_a_file_that_has_not_changed_is_not_opened(
    site: Site,
) -> None:
    site.raw("a.txt").imported()
    known = {"a.txt": digest_bytes(raw_a().encode())}
    site.raw("a.txt", "broken").imported(digests=known)
    assert not site.problems


def test_work_is_handed_out_in_batches(site: Site) -> None:
    for number in range(60):
        site.raw(f"{number:03}.txt", raw_a(f"The dek of article number {number}."))
    calls: list[int] = []

    def run(job: Callable[[object], object], items: list[object]) -> list[object]:
        calls.append(len(items))
        return [job(item) for item in items]

    site.imported(run=run)
    assert max(calls) > 1
    # The same body and authors: one article for all of them.
    assert len(site.files()) == 1


def test_uncertain_repairs_are_asked_about_with_their_line(site: Site) -> None:
    body = [
        *BODY,
        "Itasks much of everyone, and the rawtables were never shown to anyone at all.",
    ]
    site.raw("001.txt", raw_a(body=body)).imported()
    points = [
        point for point in site.report.open_points if point.kind == "uncertain repair"
    ]
    for point in points:
        assert point.source == "content/raw/001.txt"
        assert point.line == raw_a(body=body).split("\n").index(body[-1]) + 1


def test_a_file_is_left_alone_that_an_editor_saves_during_the_import(
    site: Site,
) -> None:
    site.raw("001.txt").imported()
    site.raw("001.txt", raw_a("A wholly new dek for the page.")).imported(
        run=_Editing(site.folder / "content/articles" / TREATY)
    )
    assert site.files()[TREATY].endswith("saved meanwhile\n")
    assert site.report.written == ()
    assert site.problems == [
        f"content/articles/{TREATY}: was edited during the import: import again"
    ]


def test_a_raw_file_that_changes_during_the_import_is_taken_as_it_was_read(
    site: Site,
) -> None:
    raw = site.folder / "content/raw/001.txt"
    site.raw("001.txt").imported(run=_Editing(raw))
    assert "saved meanwhile" not in site.files()[TREATY]
    assert "saved meanwhile" in site.imported().files()[TREATY]
    assert site.imported().report.written == ()


def test_what_was_told_once_can_be_told_again(site: Site) -> None:
    body = [
        *BODY,
        "The rawtables were never shown to anyone, and Itasks for nothing at all.",
    ]
    site.raw("a.txt", raw_a(body=body)).raw("b.txt", raw_b()).imported()
    told = list(site.report.open_points)
    assert site.imported().report.open_points == ()
    again = site.points()
    assert sorted(again) == ["a.txt", "b.txt"]
    assert sorted(point for points in again.values() for point in points) == told


class _Editing:
    """Runs jobs as `map` does, while an editor saves a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(
        self, job: Callable[[object], object], items: list[object]
    ) -> list[object]:
        done = [job(item) for item in items]
        if job.__name__ == "summarize_files":
            self.path.write_text(self.path.read_text() + "saved meanwhile\n")
        return done


def test_inspecting_shows_the_repaired_text(site: Site) -> None:
    record = inspect_raw(
        raw_a(body=[*BODY, "It wassigned in May."]).encode(), "x.txt", SETTINGS
    )
    assert record["body"] == [*BODY, "It was signed in May."]
    assert record["dek"] == DEK
    assert record["title"] is None
    assert record["glued_words"] == [
        {"as_is": "wassigned", "repaired": "was signed", "rule": "glued-words"}
    ]


SEEDLIKE = Path(__file__).parents[1] / "fixtures" / "raw" / "seedlike.txt"


def test_a_whole_article_is_imported_with_its_fifteen_paragraphs_and_six_repairs(
    site: Site,
) -> None:
    site.raw("seedlike.txt", SEEDLIKE.read_bytes()).imported()
    (article,) = site.articles()
    assert article.authors == ("Jonas Thorbecke",)
    assert article.series == "Tidemark"
    assert len(article.shown_detail.repairs) == 6
    assert len(article.shown_detail.related) == 5
    body = next(iter(site.files().values())).split("\n---\n", 1)[1].strip()
    assert len(body.split("\n\n")) == 15
    assert "does not take institutional positions" not in body
    assert not site.problems
    (point,) = site.open_points  # the quotation that never closes
    assert "'matter.' may stand for 'matter.”'" in point
