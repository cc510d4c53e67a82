"""Builds, as the one who runs them notices: what is written, kept, deleted, refused."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from harness import SETTINGS, SiteFolder, article

from commentariat.cli import main
from commentariat.engine.markup import to_html
from commentariat.errors import UsageError
from commentariat.pipeline import check_site, clean_site, explain_site

FERRY = ("articles/ferry/index.html", "drawings/ferry.svg")
"""What shows the text of an article."""


def two_articles(site: SiteFolder) -> SiteFolder:
    site.write(
        "content/articles/ferry.md",
        article("A Ferry", "Text.", date="2021-03-11", authors=["Mara Lindqvist"],
                regions=["Europe"], dek="About a ferry."),
    )  # fmt: skip
    return site.write(
        "content/articles/grid.md",
        article("The Grid", "Text.", date="2022-05-01", authors=["Ilgar Mamedzade"],
                regions=["Caucasus"], dek="About a grid."),
    )  # fmt: skip


def test_nothing_changed_means_nothing_to_do(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_articles(site).build()
    refuse_to_plan_all(monkeypatch)
    site.build().rendered()
    assert site.report.kept == site.report.pages


@pytest.mark.parametrize(
    "asked", [{"base_url": "https://archive.test/repo/"}, {"drafts": True}]
)
def test_what_is_asked_for_otherwise_is_built_though_no_file_changed(
    site: SiteFolder, tmp_path: Path, asked: dict[str, Any]
) -> None:
    site.write("content/articles/draft.md", article("Draft", draft=True))
    two_articles(site).build().build(**asked)
    assert site.output() == site.clean_output(tmp_path / "clean", **asked)


def test_an_edited_body_writes_its_page_and_its_drawing(site: SiteFolder) -> None:
    two_articles(site).build().edit("content/articles/ferry.md", "Text.", "Other text.")
    site.build().rendered(*FERRY)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no list of open files")
def test_a_process_that_builds_often_keeps_no_file_open(site: SiteFolder) -> None:
    two_articles(site).build()
    before = os.listdir("/proc/self/fd")
    for number in range(5):
        site.edit("content/articles/ferry.md", "Text.", f"{number} Text.").build()
        site.write("templates/_foot.html", f"<footer>{number}</footer>").build()
    assert len(os.listdir("/proc/self/fd")) <= len(before)


def refuse_to_plan_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("the whole site was planned")

    monkeypatch.setattr("commentariat.pipeline.draft.make_draft", fail)


def test_an_edited_body_is_built_without_planning_the_site(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked = article("Linked", "See [the ferry](ferry).", date="2020-01-02")
    two_articles(site).write("content/articles/linked.md", linked).build()
    site.edit("content/articles/linked.md", "See", "Now see")
    site.edit("content/articles/grid.md", "Text.", "Other text.")
    refuse_to_plan_all(monkeypatch)
    site.build().rendered(
        "articles/grid/index.html", "articles/linked/index.html",
        "drawings/grid.svg", "drawings/linked.svg",
    )  # fmt: skip
    assert 'Now see <a href="/articles/ferry/">' in site.page("articles/linked/")
    assert site.report.kept + 6 == site.report.pages
    site.build().rendered()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/articles/ferry.md", "A Ferry", "The Ferry"),
        ("content/articles/ferry.md", "Text.", "See [the grid](grid)."),
        ("content/articles/ferry.md", "language: en\n", "language: en\ndraft: true\n"),
        (
            "content/articles/ferry.md",
            "language: en\n",
            "language: en\naliases: [/f/]\n",
        ),
        ("pyproject.toml", "Institute of Tests", "Institute of Edits"),
    ],
)
def test_a_body_edited_together_with_more_is_built_as_if_anew(
    site: SiteFolder, tmp_path: Path, path: str, old: str, new: str
) -> None:
    two_articles(site).build().edit("content/articles/grid.md", "Text.", "Other text.")
    site.edit(path, old, new).build()
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_an_edited_file_of_a_term_is_built_anew(site: SiteFolder) -> None:
    europe = "content/regions/europe.md"
    two_articles(site).write(europe, "---\nname: Europe\n---\nAs it was.\n").build()
    site.edit(europe, "As it was.", "As it is.").build()
    assert "As it is." in site.page("regions/europe/")


@pytest.mark.parametrize("name", ["about", "2021-and-on", "undated", "2021"])
def test_a_file_among_those_of_years_need_be_of_no_year(
    site: SiteFolder, name: str
) -> None:
    text = f"---\nname: {name}\n---\nOn years.\n"
    two_articles(site).write(f"content/years/{name}.md", text).build()
    assert "On years." in site.page(f"years/{name}/")


def test_an_edit_that_claims_the_address_of_a_page_is_refused(site: SiteFolder) -> None:
    about = "---\ntitle: About\n---\nText.\n"
    two_articles(site).write("content/pages/about.md", about).build()
    site.edit("content/articles/ferry.md", "language:", "aliases: [about]\nlanguage:")
    assert any("'/about/'" in problem for problem in site.build().problems)


def test_an_edit_that_claims_the_address_of_a_page_it_touches_is_refused(
    site: SiteFolder,
) -> None:
    two_articles(site).build()
    claim = "title: The Ferry\naliases: [articles/grid]"
    site.edit("content/articles/ferry.md", "title: A Ferry", claim)
    assert any("'/articles/grid/'" in problem for problem in site.build().problems)


def test_what_is_asked_is_asked_again_after_an_edit(site: SiteFolder) -> None:
    for name, who in (("a", "Ivo Ränd"), ("b", "Ivo Ränd"), ("c", "Ivo Rand")):
        site.write(f"content/articles/{name}.md", article(name, authors=[who]))
    asked = two_articles(site).build().report.open_points
    site.edit("content/articles/grid.md", "Text.", "Other text.").build()
    assert asked
    assert site.report.open_points == asked


HIDDEN: tuple[dict[str, object], ...] = (
    {"draft": True},
    {"date": "2030-01-01"},
    {"withdrawn": "2024-01-01", "withdrawn_reason": "Wrong."},
    {"until": "2024-01-01", "until_reason": "An offer."},
)


@pytest.mark.parametrize("fields", HIDDEN, ids=lambda fields: next(iter(fields)))
def test_nothing_is_asked_of_a_text_that_is_not_shown(
    site: SiteFolder, fields: dict[str, object]
) -> None:
    file, body = "content/articles/a.md", "See [[Harbor]]."
    site.write(file, article("A", body)).build()
    assert [one.source for one in site.report.open_points] == [file]
    site.write(file, article("A", body, **fields)).build()
    assert site.report.open_points == ()
    site.write("templates/_foot.html", "").build()  # so that all is planned
    assert site.report.open_points == ()


def test_a_sitemap_that_needs_no_parts_any_more_leaves_none_behind(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = (
        two_articles(site).clean_output(tmp_path / "one")["sitemap.xml"].count(b"<loc>")
    )
    monkeypatch.setattr("commentariat.site.sitemap.LONGEST", pages - 1)
    assert site.build().has("sitemap-2.xml")
    site.delete("content/articles/grid.md").build()
    assert not site.has("sitemap-2.xml")


def test_a_body_edited_while_an_output_was_harmed_mends_both(site: SiteFolder) -> None:
    two_articles(site).build().edit("content/articles/ferry.md", "Text.", "Other text.")
    (site.folder / "output/years/index.html").unlink()
    site.build().rendered(*FERRY, "years/index.html")


def test_a_body_edited_on_the_day_a_future_article_appears_shows_both(
    site: SiteFolder,
) -> None:
    site.write("content/articles/later.md", article("Later", date="2026-06-02"))
    two_articles(site).build().edit("content/articles/ferry.md", "Text.", "Other text.")
    site.build(today="2026-06-02")
    assert "Later" in site.page("articles/later/")
    assert "Other text." in site.page("articles/ferry/")


def test_a_body_that_was_read_before_by_another_command_is_still_built(
    site: SiteFolder,
) -> None:
    two_articles(site).build().edit("content/articles/ferry.md", "Text.", "Other text.")
    list(explain_site(site.options()))
    site.build().rendered(*FERRY)


def test_an_edited_title_writes_the_pages_that_show_it(site: SiteFolder) -> None:
    two_articles(site).build().edit("content/articles/ferry.md", "A Ferry", "The Ferry")
    site.build()
    listings = [f"{place}/{name}" for place in ("authors/mara-lindqvist", "regions/europe")
                for name in ("index.html", "2021/index.html", "feed.xml", "feed.json")]  # fmt: skip
    listings += [f"authors/mara-lindqvist/citations.{one}" for one in ("bib", "ris")]
    site.rendered(
        "articles/ferry/index.html", "articles/grid/index.html", "index.html",
        "feed.xml", "feed.json", "years/2021/index.html", "years/2021/03/index.html",
        *listings,
    )  # fmt: skip
    assert "The Ferry" in site.page("articles/grid/")


def test_a_time_with_which_a_day_begins_goes_before_none(
    site: SiteFolder, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        site.write(f"content/articles/{name}.md", article(name, date="2021-03-11"))
    before = site.build().page("index.html")
    site.edit("content/articles/b.md", "2021-03-11", "2021-03-11T00:00:00Z").build()
    assert site.output() == site.clean_output(tmp_path / "clean")
    assert site.page("index.html") != before


def test_an_edited_template_converts_no_markdown_again(site: SiteFolder) -> None:
    two_articles(site).build()
    site.write("templates/_foot.html", "<footer>new</footer>").build()
    assert site.report.converted == 0
    assert "<footer>new</footer>" in site.page("articles/ferry/")
    site.edit("templates/_foot.html", "new", "other").build()
    assert "<footer>other</footer>" in site.page("articles/ferry/")


def test_a_deleted_article_leaves_nothing_behind(site: SiteFolder) -> None:
    two_articles(site).build().delete("content/articles/grid.md").build()
    assert not site.has("articles/grid")
    assert not site.has("regions/caucasus")
    assert not any("grid" in path for path in site.output())
    site.build().rendered()
    assert site.report.deleted == ()


def test_a_renamed_slug_moves_the_page(site: SiteFolder) -> None:
    two_articles(site).build()
    site.edit("content/articles/ferry.md", "title:", "slug: boat\ntitle:").build()
    assert site.has("articles/boat/index.html")
    assert not site.has("articles/ferry")


def test_a_file_renamed_in_case_alone_leaves_nothing_behind(
    site: SiteFolder, tmp_path: Path
) -> None:
    two_articles(site).write("content/files/Map.pdf", b"%PDF-1").build()
    files = site.folder / "content/files"
    (files / "Map.pdf").rename(files / "map.pdf")
    site.build()
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_an_article_taken_back_is_made_once(site: SiteFolder) -> None:
    two_articles(site).build()
    back = "withdrawn: 2024-01-01\nwithdrawn_reason: Wrong.\nlanguage:"
    site.edit("content/articles/grid.md", "language:", back).build()
    assert "articles/grid/index.html" in site.report.rendered
    site.write("content/files/map.pdf", b"%PDF-1").build().rendered("files/map.pdf")


def test_a_person_whose_last_article_goes_is_named_without_a_link(
    site: SiteFolder, tmp_path: Path
) -> None:
    bio = {"name": "Ilgar Mamedzade", "bio": "Writes."}
    text = article("Of Grids", date="2020-01-02", bios=[bio])
    two_articles(site).write("content/articles/bio.md", text).build()
    assert "/authors/ilgar-mamedzade/" in site.page("articles/bio/")
    site.delete("content/articles/grid.md").build()
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_a_spelling_is_asked_about_in_the_file_that_has_it(site: SiteFolder) -> None:
    for name, who in (("a", "Ivo Ränd"), ("b", "Ivo Ränd"), ("c", "Ivo Rand")):
        site.write(f"content/articles/{name}.md", article(name, authors=[who]))
    site.build()
    assert [one.source for one in site.report.open_points] == ["content/articles/c.md"]
    articles = site.folder / "content/articles"
    (articles / "old").mkdir()
    (articles / "c.md").rename(articles / "old/c.md")
    site.build()
    sources = [one.source for one in site.report.open_points]
    assert sources == ["content/articles/old/c.md"]


def test_files_that_the_program_did_not_make_are_never_touched(
    site: SiteFolder,
) -> None:
    two_articles(site).build().write("output/CNAME", "archive.test")
    site.write("output/articles/grid/notes.txt", "mine")
    site.delete("content/articles/grid.md").build()
    assert site.page("CNAME") == "archive.test"
    assert site.page("articles/grid/notes.txt") == "mine"
    assert not site.has("articles/grid/index.html")


def test_an_output_that_someone_changed_is_mended(site: SiteFolder) -> None:
    two_articles(site).build()
    before = site.page("articles/ferry/")
    site.write("output/articles/ferry/index.html", "vandal").build()
    site.rendered("articles/ferry/index.html")
    assert site.page("articles/ferry/") == before


def test_a_strange_output_folder_is_refused_and_can_be_adopted(
    site: SiteFolder,
) -> None:
    two_articles(site).write("output/old.html", "from another program").build()
    assert site.problems[0].startswith(
        "output: the folder holds files that no build remembers"
    )
    assert site.page("old.html")
    site.build(adopt=True)
    assert not site.has("old.html")
    assert site.has("articles/ferry/index.html")


def test_a_faulty_content_file_leaves_the_output_as_it_was(site: SiteFolder) -> None:
    two_articles(site).build()
    before = site.output()
    site.edit("content/articles/ferry.md", "Text.", "Changed.")
    site.write("content/articles/bad.md", "---\ntitle: never closed\n").build()
    assert site.problems == (
        "content/articles/bad.md:1: expected a '---' line that closes the front matter, "
        "found none",
    )
    assert site.output() == before


def test_keep_going_publishes_the_rest(site: SiteFolder) -> None:
    two_articles(site).write("content/articles/bad.md", "---\ntitle: x\n").build(
        keep_going=True
    )
    assert len(site.problems) == 1
    assert site.has("articles/ferry/index.html")
    assert not site.has("articles/bad")


def test_pages_that_are_taken_out_since_they_fail_count_as_deleted(
    site: SiteFolder,
) -> None:
    before = two_articles(site).build().output()
    fault = '\n{% if page.title == "The Grid" %}{{ page.no }}{% endif %}'
    site.write("templates/_foot.html", fault).build(keep_going=True)
    assert set(site.report.deleted) == before.keys() - site.output().keys()
    assert "articles/grid/index.html" in site.report.deleted
    assert site.build(keep_going=True).report.deleted == ()


def test_a_template_that_fails_on_one_page_leaves_the_output_as_it_was(
    site: SiteFolder,
) -> None:
    two_articles(site).build()
    before = site.output()
    site.write(
        "templates/_foot.html",
        '\n{% if page.title == "The Grid" %}{{ page.no }}{% endif %}',
    )
    site.build()
    assert site.problems[0].startswith("templates/_foot.html:2: ")
    assert "page has no 'no' (it has authors, " in site.problems[0]
    assert "{{ page.no }}" in site.problems[0]
    assert site.output() == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% if %}", "templates/_foot.html:1: Expected an expression"),
        (
            "{% include 'none.html' %}",
            "templates/_foot.html:1: no template 'none.html'",
        ),
        (
            "{% include page.x %}",
            "templates/_foot.html:1: expected a template's name in quotes",
        ),
    ],
)
def test_a_template_with_an_error_is_named_with_its_line(
    site: SiteFolder, text: str, message: str
) -> None:
    two_articles(site).write("templates/_foot.html", text).build()
    assert site.problems[0].startswith(message)
    assert not site.has("index.html")


def test_two_articles_that_want_one_slug_are_both_named(site: SiteFolder) -> None:
    two_articles(site).write(
        "content/articles/other.md", article("X", slug="ferry")
    ).build()
    assert site.problems == (
        "content/articles/other.md:4: two articles want the slug 'ferry': "
        "articles/ferry.md has it already",
    )


def test_a_slug_wanted_twice_is_not_placed_where_a_body_speaks_of_it(
    site: SiteFolder,
) -> None:
    site.write("content/articles/ferry.md", article("A", "The one.", slug="ferry"))
    site.write("content/articles/old/ferry.md", article("B", "One\nferry")).build()
    assert site.problems[0].startswith("content/articles/old/ferry.md:1: two articles")


def test_a_link_that_nothing_answers_is_a_problem_with_its_line(
    site: SiteFolder,
) -> None:
    two_articles(site).edit(
        "content/articles/ferry.md", "Text.", "See\n[this](nowhere.md)."
    )
    site.build()
    assert len(site.problems) == 1
    assert site.problems[0].endswith(
        "no page or file of this site answers 'nowhere.md'"
    )
    assert "content/articles/ferry.md:" in site.problems[0]


@pytest.mark.parametrize(
    "target",
    [
        "grid.md",
        "articles/grid.md",
        "grid",
        "/articles/grid/",
        "/articles/grid",
        "grid.md#end",
    ],
)
def test_articles_are_linked_by_file_slug_or_path(
    site: SiteFolder, target: str
) -> None:
    two_articles(site).edit(
        "content/articles/ferry.md", "Text.", f"See [this]({target})."
    )
    site.build(base_url="https://archive.test/repo/")
    assert site.problems == ()
    assert (
        'href="/repo/articles/grid/'
        in site.page("articles/ferry/").split("</header>")[-1]
    )


def test_drafts_and_future_articles_are_not_published(site: SiteFolder) -> None:
    two_articles(site).write("content/articles/d.md", article("D", draft=True))
    site.write("content/articles/f.md", article("F", date="2026-06-02")).build()
    assert not site.has("articles/d")
    assert not site.has("articles/f")
    site.build(today="2026-06-02")
    assert site.has("articles/f/index.html")


def test_an_undated_article_is_listed_by_letter_and_in_no_feed(
    site: SiteFolder,
) -> None:
    two_articles(site).write(
        "content/articles/u.md", article("Undated Piece", regions=["Europe"])
    ).build()
    assert "Undated Piece" in site.page("regions/europe/undated/u/")
    assert "Undated Piece" in site.page("years/undated/u/")
    assert "Undated Piece" not in site.page("regions/europe/feed.xml")
    assert "Undated" in site.page("articles/u/")


def test_spellings_are_united_by_the_aliases_of_a_term(site: SiteFolder) -> None:
    two_articles(site).write(
        "content/authors/mara.md",
        "---\nname: Mara Lindqvist\naliases: [Ilgar Mamedzade]\n---\nBio.\n",
    ).build()
    page = site.page("authors/mara/")
    assert "A Ferry" in page
    assert "The Grid" in page
    assert "Bio." in page
    assert "url=/authors/mara/" in site.page("authors/ilgar-mamedzade/")


def test_a_person_has_written_on_a_region_as_often_as_on_it_under_any_name(
    site: SiteFolder,
) -> None:
    two_articles(site)
    site.write("content/regions/eu.md", "---\nname: Europe\naliases: [EU]\n---\n")
    site.write(
        "content/articles/quay.md",
        article(
            "The Quay", authors=["Mara Lindqvist"], regions=["EU", "Europe", "Asia"]
        ),
    )
    for name in ("Europe", "EU"):
        page = site.build().page("authors/mara-lindqvist/")
        assert ">Europe <i>2</i></a>" in page, name
        assert ">Asia <i>1</i></a>" in page, name
        if name == "Europe":
            site.edit("content/articles/quay.md", "- Europe\n", "")


def test_a_facet_with_a_fixed_list_refuses_other_terms(site: SiteFolder) -> None:
    site.write(
        "pyproject.toml",
        SETTINGS + "[tool.commentariat.facets.regions]\nfixed = true\n",
    )
    site.write("content/regions/europe.md", "---\nname: Europe\n---\n")
    two_articles(site).build()
    assert site.problems == (
        "content/articles/grid.md:8: no region is called 'Caucasus', and each has a "
        "file, as content/regions/caucasus.md",
    )


def test_what_is_like_another_name_of_a_fixed_term_is_told_that_name(
    site: SiteFolder,
) -> None:
    site.write(
        "pyproject.toml",
        SETTINGS + "[tool.commentariat.facets.regions]\nfixed = true\n",
    )
    site.write(
        "content/regions/mena.md",
        "---\nname: Middle East and North Africa\naliases: [Maghreb]\n---\n",
    )
    site.write("content/articles/one.md", article("One", regions=["Magreb"]))
    site.build()
    assert site.problems == (
        "content/articles/one.md:5: no region is called 'Magreb', and each has a "
        "file, as content/regions/mena.md; did you mean 'Maghreb'?",
    )


def test_a_teaser_becomes_a_link_when_its_article_is_there(site: SiteFolder) -> None:
    two_articles(site).write(
        "content/articles/r.md",
        article("R", related=[{"teaser": "About a ferry", "authors": ["Mara Lindqvist"]},
                              {"teaser": "Nobody knows this.", "authors": ["X Y"]}]),
    ).build()  # fmt: skip
    page = site.page("articles/r/")
    assert 'href="/articles/ferry/"' in page
    assert "Nobody knows this." in page
    site.delete("content/articles/ferry.md").build()
    assert 'href="/articles/ferry/"' not in site.page("articles/r/")
    assert "About a ferry" in site.page("articles/r/")


def test_a_teaser_of_the_piece_itself_is_no_link(site: SiteFolder) -> None:
    dek = "On the night ferry and who takes it."
    site.write(
        "content/articles/a.md",
        article("A", slug="a", dek=dek, related=[{"teaser": dek, "authors": ["X"]}]),
    ).build()
    page = site.page("articles/a/")
    assert page.count(dek) > 1
    assert 'href="/articles/a/"' not in page


def test_former_addresses_lead_on(site: SiteFolder) -> None:
    two_articles(site).edit(
        "content/articles/ferry.md",
        "title:",
        "aliases: [/2011/02/ferry-pub-42690]\ntitle:",
    ).build()
    assert 'url=/articles/ferry/"' in site.page("2011/02/ferry-pub-42690/")


def test_a_missing_picture_is_a_problem_with_a_near_match(site: SiteFolder) -> None:
    two_articles(site).write("content/files/harbor.png", b"x")
    site.edit(
        "content/articles/ferry.md", "title:", "image: files/harbour.png\ntitle:"
    ).build()
    assert site.problems == (
        "content/articles/ferry.md:2: no picture is called 'files/harbour.png' under content/; "
        "did you mean 'files/harbor.png'?",
    )


@pytest.mark.parametrize(
    "svg",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"><a href="java&#115;cript:x()"/></svg>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        "not a picture",
    ],
)
def test_a_picture_that_could_act_is_refused(site: SiteFolder, svg: str) -> None:
    two_articles(site).write("content/files/x.svg", svg).build()
    assert len(site.problems) == 1
    assert site.problems[0].startswith("content/files/x.svg:1: ")
    assert not site.has("index.html")


@pytest.mark.parametrize(
    "cite",
    ["javascript:alert(1)", " JavaScript:alert(1)", "java&#10;script:alert(1)", "&#1;data:x",
     "vbscript&colon;x", "data:text/html,x"],
)  # fmt: skip
def test_the_source_of_a_quotation_is_no_script(cite: str) -> None:
    html = to_html(
        f"<blockquote title='>' cite=\"{cite}\" class='a'>Words</blockquote>"
    )
    assert html == '<blockquote title="&gt;" class="a">Words</blockquote>'


@pytest.mark.parametrize(
    "cite", ["https://a.test/?a=1&amp;b=2", "/articles/x/", "#a", "x.md"]
)
def test_the_source_of_a_quotation_may_be_an_address(cite: str) -> None:
    html = f'<blockquote cite="{cite}">Words about cite="javascript:x"</blockquote>'
    assert to_html(html) == html


def test_a_link_that_leaves_the_site_is_refused(
    site: SiteFolder, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    two_articles(site).write("content/files/a.txt", "a")
    (site.folder / "content/files/b.txt").symlink_to(tmp_path / "secret.txt")
    site.build()
    assert site.problems == (
        "content/files/b.txt: expected a file of this site, found a link that leaves it",
    )


def test_hostile_text_never_acts_on_a_page(site: SiteFolder) -> None:
    body = (
        "<script>alert(1)</script><img src=x onerror=alert(1)>\n\n"
        "[a](javascript:alert(1)) <a href='JaVaScRiPt:x' onclick=y>b</a> {{ site }} {% x %}\n\n"
        "<svg onload=alert(1)><iframe src=//evil></iframe>"
    )
    site.write(
        "content/articles/h.md",
        article("</title><script>x</script>", body, dek='"><img src=x onerror=y>',
                authors=["<b>A</b>"], image_credit="<i>"),
    ).write("content/files/x", "x").build(keep_going=True)  # fmt: skip
    site.edit("content/articles/h.md", "src=x", "src=/files/x").build()
    page = site.page("articles/h/").lower()
    assert site.problems == ()
    assert "<script>" not in page
    assert "<svg onload" not in page
    assert "<iframe" not in page
    assert "onclick" not in page.replace("&quot;", "")
    assert "javascript:" not in page
    assert "{{ site }}" in page
    assert "<b>a</b>" not in page


@pytest.mark.parametrize(
    "name", ["", "content", "content/deep", "..", ".cache", "templates/x"]
)
def test_an_output_folder_among_the_sources_is_refused(
    site: SiteFolder, name: str
) -> None:
    two_articles(site)
    with pytest.raises(UsageError):
        site.build(output=site.folder / name)
    assert site.read("content/articles/ferry.md")


def test_the_output_is_the_same_in_any_process_locale_and_time_zone(
    site: SiteFolder,
) -> None:
    two_articles(site).build()
    first = site.output()
    shutil.rmtree(site.folder / "output")
    shutil.rmtree(site.folder / ".cache")
    environment = os.environ | {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C",
    }
    run(site, "build", "--workers", "2", "--today", "2026-06-01", env=environment)
    assert site.output() == first


def run(site: SiteFolder, *words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the real command line in a process of its own."""
    command = [sys.executable, "-m", "commentariat", *words]
    return subprocess.run(
        command, cwd=site.folder, capture_output=True, text=True, **more
    )


def test_the_summary_line_counts_what_was_done(site: SiteFolder) -> None:
    two_articles(site)
    done = run(site, "build", "--json", "--today", "2026-06-01")
    figures = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 0
    assert figures["articles"] == 2
    assert figures["rendered"] == len(site.output())
    again = json.loads(run(site, "--json", "--today", "2026-06-01").stdout)
    assert (again["rendered"], again["kept"]) == (0, figures["rendered"])


def test_wrong_usage_ends_with_2_and_problems_with_1(site: SiteFolder) -> None:
    two_articles(site)
    assert run(site, "built").returncode == 2
    assert run(site, "build", "--workers", "none").returncode == 2
    assert run(site, "build", "--output", ".").returncode == 2
    assert run(site, "build", "--site", "nowhere").returncode == 2
    site.write("content/articles/bad.md", "x")
    done = run(site, "build")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "content/articles/bad.md:1: expected front matter" in done.stderr


def test_a_new_site_builds_at_once(tmp_path: Path) -> None:
    scratch = SiteFolder(tmp_path / "scratch")
    assert run(scratch, "init", "mine").returncode == 0
    mine = scratch.folder / "mine"
    done = run(scratch, "build", "--site", "mine")
    assert done.returncode == 0, done.stderr
    assert (mine / "output/articles/welcome/index.html").exists()
    assert run(scratch, "init", "mine").returncode == 2
    assert run(scratch, "new", "A Piece of My Own", "--site", "mine").returncode == 0
    assert "draft: true" in (mine / "content/articles/a-piece-of-my-own.md").read_text()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("", "type: commentary\n"),
        ('[tool.commentariat.types]\nqa = "Questions"\n', "type: commentary\n"),
        ('[tool.commentariat.types]\nmemo = "Memo"\nbrief = "B"\n', "type: memo\n"),
        ('[tool.commentariat.facets.types.labels]\nmemo = "Memo"\n', "type: memo\n"),
        ("[tool.commentariat.facets.types]\nfixed = true\n", "type: essay\n"),
        ('[tool.commentariat.facets.types]\nfixed = true\npath = "kinds"\n', ""),
    ],
)
def test_a_new_article_has_a_type_that_its_site_has(
    site: SiteFolder, rows: str, expected: str
) -> None:
    site.write("pyproject.toml", SETTINGS + rows)
    site.write("content/types/essays.md", "---\nname: Essay\naliases: [essay]\n---\n")
    assert main(["new", "A Piece", "--site", str(site.folder)]) == 0
    written = site.read("content/articles/a-piece.md")
    assert [f"{line}\n" for line in written.splitlines() if "type:" in line] == (
        [expected] if expected else []
    )
    assert not site.build(drafts=True).problems


def test_explain_tells_why_a_page_is_written(site: SiteFolder) -> None:
    two_articles(site).build().edit("content/articles/ferry.md", "Text.", "Other.")
    lines = list(explain_site(site.options()))
    assert lines[0] == "write articles/ferry/index.html: it shows changed content"
    assert lines[1] == "write drawings/ferry.svg: it shows changed content"
    assert lines[-1].startswith("4 to write, ")
    about = "\n".join(explain_site(site.options(), ["regions/europe/"]))
    assert "regions/europe/index.html" in about
    assert "term.html" in about
    assert "up to date" in about


def test_explain_writes_nothing(site: SiteFolder) -> None:
    two_articles(site)
    list(explain_site(site.options()))
    assert not (site.folder / "output").exists()


def test_check_lists_what_is_open_and_writes_nothing(site: SiteFolder) -> None:
    site.write(
        "content/articles/u.md", article("U", title_from="dek", extra={"new": "x"})
    )
    report = check_site(site.options())
    assert {point.kind for point in report.open_points} == {
        "no date", "derived title", "unknown key", "no author",
    }  # fmt: skip
    assert not (site.folder / "output").exists()


def test_clean_takes_away_what_builds_made_and_nothing_else(site: SiteFolder) -> None:
    two_articles(site).build().write("output/mine.txt", "mine")
    clean_site(site.options())
    assert list(site.output()) == ["mine.txt"]
    assert not list((site.folder / ".cache").rglob("*.pack"))


def test_two_builds_at_once_are_refused(site: SiteFolder) -> None:
    from commentariat.engine.lock import site_lock

    two_articles(site)
    with site_lock(site.folder / ".cache"):
        done = run(site, "build")
    assert done.returncode == 1
    assert "another build of this site is running" in done.stderr


def test_an_interrupted_build_says_so_and_the_next_mends(site: SiteFolder) -> None:
    for number in range(1200):
        site.write(
            f"content/articles/a{number}.md", article(f"A {number}", "Text. " * 100)
        )
    command = [sys.executable, "-m", "commentariat", "build", "--workers", "1"]
    process = subprocess.Popen(  # what runs in the background may not hear Ctrl-C
        command, cwd=site.folder, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    # Once its first page is there, more are to come than it can make meanwhile.
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not site.has("articles/a999/index.html"):
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "stopped" in errors
    assert "Traceback" not in errors
    site.build()
    assert site.has("articles/a1199/index.html")


def test_a_build_that_ended_before_it_was_noted_is_taken_back_with_its_edit(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = two_articles(site).build().output()
    site.edit("content/articles/ferry.md", "Text.", "Other text.")
    with monkeypatch.context() as patched:
        stopped = Mock(side_effect=KeyboardInterrupt)
        patched.setattr("commentariat.pipeline.rebuild.remember", stopped)
        with pytest.raises(KeyboardInterrupt):
            site.build()
    assert site.output() != whole
    site.edit("content/articles/ferry.md", "Other text.", "Text.").build()
    assert site.output() == whole


@pytest.mark.parametrize("pages", [1, 60, 200])
def test_a_killed_build_is_mended_by_the_next(
    site: SiteFolder, tmp_path: Path, pages: int
) -> None:
    for number in range(300):
        text = article(f"A {number}", "Text. " * 300, date="2020-01-02")
        site.write(f"content/articles/a{number}.md", text)
    command = [sys.executable, "-m", "commentariat", "build", "--workers", "2"]
    process = subprocess.Popen(command, cwd=site.folder, start_new_session=True)
    folder = site.folder / "output" / "articles"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if folder.is_dir() and len(os.listdir(folder)) >= pages:
            break
        time.sleep(0.002)
    process.kill()
    process.wait(timeout=60)
    done = run(site, "build", "--today", "2026-06-01", "--workers", "2")
    tries = 0
    while "another build" in done.stderr and tries < 50:  # its workers are ending
        time.sleep(0.1)
        tries += 1
        done = run(site, "build", "--today", "2026-06-01", "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert site.output() == site.clean_output(tmp_path / "clean")
    assert is_gone(process.pid), "a worker outlived the build"


def is_gone(group: int) -> bool:
    """Wait until no process of the *group* is left, for a minute at most."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(
    os.geteuid() == 0 and not Path("/dev/full").exists(), reason="needs a full disk"
)
def test_an_output_that_cannot_be_written_is_a_problem(site: SiteFolder) -> None:
    two_articles(site).write("output", "a file in the way")
    with pytest.raises(UsageError, match="is a file"):
        site.build()


def test_a_full_disk_is_a_problem_and_the_old_output_stays(site: SiteFolder) -> None:
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("needs a file system of its own")
    disk = site.folder / "small"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=False
    ).returncode:
        pytest.skip("may not mount")
    try:
        two_articles(site).build(output=disk / "out")
        before = {p: p.read_bytes() for p in (disk / "out").rglob("*") if p.is_file()}
        for number in range(300):
            site.write(
                f"content/articles/n{number}.md", article(f"N {number}", "word " * 2000)
            )
        site.build(output=disk / "out")
        assert any("No space left on device" in problem for problem in site.problems)
        assert {
            p: p.read_bytes() for p in (disk / "out").rglob("*") if p.is_file()
        } == before
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_facet_without_pages_is_named_and_leads_nowhere(site: SiteFolder) -> None:
    facets = "".join(
        f"\n[tool.commentariat.facets.{name}]\npages = false\n"
        for name in ("regions", "years", "types", "series")
    )
    site.write("pyproject.toml", SETTINGS + facets)
    two_articles(site)
    site.edit("content/articles/ferry.md", "title:", "series: S\ntype: qa\ntitle:")
    site.build()

    assert not site.problems
    assert {name.split("/")[0] for name in site.output()} == {
        "404.html", "articles", "authors", "coasts", "drawings", "explore", "feed.json", "feed.xml",
        "feeds.opml",
        "index.html", "robots.txt", "search", "sitemap.xml", "theme",
    }  # fmt: skip
    page = site.page("articles/ferry/")
    assert "<dd>Europe" in page
    assert "Q&amp;A" in page
    assert 'href=""' not in page + site.page("authors/mara-lindqvist/") + site.page(
        "index.html"
    )


def test_an_edited_fragment_reaches_every_page_that_shows_it(site: SiteFolder) -> None:
    two_articles(site).build()
    site.write("templates/_row.html", "<li>row of {{ row.title }}</li>\n").build()
    assert site.report.rendered
    assert all("/20" in output for output in site.report.rendered)
    for path in ("authors/mara-lindqvist/2021/", "regions/europe/2021/"):
        assert "<li>row of A Ferry</li>" in site.page(path)


@pytest.mark.parametrize(
    "text", ["{{ fragments(page.head.title) }}", "{% set f = fragments %}"]
)
def test_a_fragment_that_cannot_be_told_from_the_template_is_a_problem(
    site: SiteFolder, text: str
) -> None:
    two_articles(site).write("templates/_foot.html", f"<footer>\n{text}\n</footer>")
    site.build()
    assert site.problems == (
        "templates/_foot.html:2: expected a template's name in quotes after extends, "
        "include or fragments",
    )


def test_the_file_of_the_home_page_is_the_home_page(site: SiteFolder) -> None:
    site.write("content/pages/index.md", "---\ntitle: H\naliases: [old]\n---\nHi.\n")
    site.write("content/pages/own.md", "---\ntitle: O\n---\n[home](index.md)\n")
    site.build()
    assert site.problems == ()
    assert '<a href="/">home</a>' in site.page("own/")
    assert 'url=/"' in site.page("old/")


def test_robots_txt_of_a_site_follows_the_settings(site: SiteFolder) -> None:
    site.write("templates/robots.txt", "# {{ site.title }}\n").build()
    site.edit("pyproject.toml", "The Test Archive", "Another").build()
    assert site.page("robots.txt") == "# Another\n"


def test_a_ladder_that_is_cut_on_both_sides_at_once_moves_every_mark(
    site: SiteFolder, tmp_path: Path
) -> None:
    for year in (1801, 1802, 1805):
        text = article("A", slug=f"a-{year}", date=f"{year}-02-03")
        site.write(f"content/articles/a-{year}.md", text)
    site.build()
    for year in (1700, 1900):
        text = article("A", slug=f"a-{year}", date=f"{year}-02-03")
        site.write(f"content/articles/a-{year}.md", text)
    site.build()
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_the_home_page_leads_with_an_article_that_says_something(
    tmp_path: Path,
) -> None:
    site = SiteFolder(tmp_path / "site")
    site.write("content/articles/a.md", article("A", "", slug="a", date="2022-01-01"))
    site.write(
        "content/articles/b.md", article("B", "Text.", slug="b", date="2021-01-01")
    )
    site.build()
    first, second = (site.page("index.html").find(f"/articles/{one}/") for one in "ba")
    assert 0 < first < second
    assert "/articles/a/" in site.page("years/2022/")
    site.write(
        "content/articles/a.md", article("A", "Text.", slug="a", date="2022-01-01")
    )
    site.build()
    first, second = (site.page("index.html").find(f"/articles/{one}/") for one in "ab")
    assert 0 < first < second
    assert site.output() == site.clean_output(tmp_path / "clean")
