"""Rules of terms as they act: on names everywhere, on addresses, and not on files."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from harness import SiteFolder, article
from live_preview import LivePreview

from commentariat.pipeline import import_site

RULES = "content/terms.txt"
LEE, ANN = "content/articles/lee.md", "content/articles/ann.md"


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    site.edit("pyproject.toml", "base_url", "related = 0\nbase_url")
    bio = {"name": "Lee, Ann", "role": "Fellow", "bio": "She writes."}
    site.write(LEE, article("One", authors=["Lee, Ann"], date="2020-01-02", bios=[bio]))
    site.write(
        ANN,
        article("Two", authors=["Ann Lee"], topics=["Water"], date="1992-01-02"),
    )
    site.write(
        "content/articles/bo.md",
        article(
            "Three", authors=["Bo Ek", "ann lee"], regions=["Baltics"], topics=["Water"],
            series="Tidemark", date="2021-01-02",
        ),
    )  # fmt: skip
    return site


def points(site: SiteFolder) -> list[str]:
    return [str(one) for one in site.report.open_points]


def ruled(site: SiteFolder, *rules: str) -> SiteFolder:
    """Build with *rules*; see that nothing is at fault, and that a clean build agrees."""
    site.write(RULES, "".join(f"{rule}\n" for rule in rules)).build()
    assert site.problems == ()
    assert site.output() == site.clean_output(site.folder.parent / "clean")
    return site


def names(site: SiteFolder, page: str, facet: str = "authors") -> list[str]:
    """Name what a page links to of *facet*."""
    found = re.findall(rf'href="/{facet}/([\w-]+)/"[^>]*>([^<]+)', site.page(page))
    return [f"{slug}: {name}" for slug, name in dict.fromkeys(found)]


def leads(site: SiteFolder, path: str) -> str:
    """Tell where the page at *path* leads on to; empty where it is none of these."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', site.page(path))
    return found[1] if found else ""


def test_a_merge_shows_wherever_the_name_stood_and_in_no_file(site: SiteFolder) -> None:
    before = site.read(LEE)
    ruled(site, 'merge authors "Lee, Ann" into "Ann Lee"')
    assert site.read(LEE) == before
    for page in ("articles/lee/", "articles/ann/", "index.html", "years/2020/"):
        assert ">Lee, Ann<" not in site.page(page)
    assert names(site, "articles/lee/") == ["ann-lee: Ann Lee"]
    assert site.page("articles/lee/").count(">Ann Lee</a>") >= 2  # byline and biography
    for feed in ("feed.xml", "feed.json", "authors/ann-lee/feed.xml"):
        assert "Lee, Ann" not in site.page(feed)
    assert "3 articles" in site.page("authors/ann-lee/") or all(
        f"/articles/{one}/" in site.page("authors/ann-lee/")
        for one in ("lee", "ann", "bo")
    )


def test_the_address_and_the_feed_of_a_merged_name_lead_on(site: SiteFolder) -> None:
    ruled(site, 'merge authors "Lee, Ann" into "Ann Lee"')
    assert leads(site, "authors/lee-ann/") == "/authors/ann-lee/"
    for feed in ("feed.xml", "feed.json"):
        own = site.page(f"authors/ann-lee/{feed}")
        assert site.page(f"authors/lee-ann/{feed}") == own
    site.write("content/articles/l.md", article("L", "See [her](/authors/lee-ann/)."))
    site.build()
    assert site.problems == ()
    assert 'href="/authors/ann-lee/"' in site.page("articles/l/")


def test_without_the_rule_both_addresses_answer_again(site: SiteFolder) -> None:
    before = site.build().output()
    ruled(site, 'merge authors "Lee, Ann" into "Ann Lee"')
    site.delete(RULES).build()
    assert leads(site, "authors/lee-ann/") == ""
    assert site.output() == before


def test_a_host_is_told_where_the_names_of_terms_lead(site: SiteFolder) -> None:
    site.edit("pyproject.toml", "base_url", 'publish = { host = "netlify" }\nbase_url')
    ruled(site, 'merge authors "Lee, Ann" into "Ann Lee"')
    assert "/authors/lee-ann/ /authors/ann-lee/ 301!" in site.page("_redirects")


def test_what_redirects_say_of_an_address_holds(site: SiteFolder) -> None:
    site.write("content/redirects.txt", "/authors/lee-ann/ /authors/bo-ek/\n")
    ruled(site, 'merge authors "Lee, Ann" into "Ann Lee"')
    assert leads(site, "authors/lee-ann/") == "/authors/bo-ek/"


def test_names_are_followed_to_the_end(site: SiteFolder) -> None:
    ruled(
        site,
        'merge authors "Lee, Ann" into "Ann Lee"',
        'rename authors "Ann Lee" to "Ann Li"',
        'rename authors "Ann Li" to "Ann Lindh"',
    )
    assert names(site, "articles/lee/") == ["ann-lindh: Ann Lindh"]
    for old in ("lee-ann", "ann-lee", "ann-li"):
        assert leads(site, f"authors/{old}/") == "/authors/ann-lindh/"
    assert points(site) == []


def test_a_rule_means_a_name_in_any_capitals_and_settles_how_it_is_written(
    site: SiteFolder,
) -> None:
    site.build()
    assert any("is also written" in one for one in points(site))
    ruled(site, 'rename authors "ANN LEE" to "Ann Lee"')
    assert names(site, "articles/bo/") == ["ann-lee: Ann Lee", "bo-ek: Bo Ek"][::-1]
    assert points(site) == []


def test_a_file_whose_term_is_renamed_is_shown_under_the_new_name(
    site: SiteFolder,
) -> None:
    site.write(
        "content/authors/ann-lee.md",
        "---\nname: Ann Lee\nspellings: ['Lee, Ann']\n---\nOf the *coast*.\n",
    )
    ruled(site, 'rename authors "Ann Lee" to "Ann Li"')
    assert names(site, "articles/lee/") == ["ann-li: Ann Li"]
    assert "Of the <em>coast</em>." in site.page("authors/ann-li/")
    assert leads(site, "authors/ann-lee/") == leads(site, "authors/lee-ann/")
    assert leads(site, "authors/ann-lee/") == "/authors/ann-li/"
    assert points(site) == []


def test_of_two_files_that_are_one_the_other_is_asked_about(site: SiteFolder) -> None:
    site.write("content/authors/lee.md", "---\nname: Lee, Ann\n---\nOf Lee.\n")
    site.write("content/authors/ann.md", "---\nname: Ann Lee\n---\nOf Ann.\n")
    site.write("content/articles/l.md", article("L", "See [her](../authors/lee.md)."))
    ruled(site, 'merge authors "Lee, Ann" into "Ann Lee"')
    assert "Of Ann." in site.page("authors/ann/")
    assert "Of Lee." not in site.page("authors/ann/")
    assert leads(site, "authors/lee/") == leads(site, "authors/lee-ann/")
    assert leads(site, "authors/lee/") == "/authors/ann/"
    assert 'href="/authors/ann/"' in site.page("articles/l/")
    (point,) = points(site)
    assert point.startswith("content/authors/lee.md: content/terms.txt:1 makes")
    assert "bring over into content/authors/ann.md what matters, and delete it" in point


def test_a_file_of_the_merged_name_alone_serves_the_other(site: SiteFolder) -> None:
    site.write("content/authors/lee.md", "---\nname: Lee, Ann\n---\nOf Lee.\n")
    ruled(site, 'merge authors "Lee, Ann" into "Ann Lee"')
    assert "Of Lee." in site.page("authors/ann-lee/")
    assert leads(site, "authors/lee/") == "/authors/ann-lee/"
    assert points(site) == []


def test_a_move_takes_pieces_address_and_feed_along(site: SiteFolder) -> None:
    site.write("content/articles/c.md", article("C", collections=["Water"]))
    ruled(site, 'move topics "Water" to collections')
    assert leads(site, "topics/water/") == "/collections/water/"
    assert names(site, "articles/ann/", "topics") == []
    assert names(site, "articles/ann/", "collections") == ["water: Water"]
    for one in ("ann", "bo", "c"):
        assert f"/articles/{one}/" in site.page("collections/water/")
    assert not site.has("topics/index.html")
    feed = site.page("topics/water/feed.xml")  # collections have none
    assert "/articles/bo/" in feed
    assert "https://archive.test/topics/water/feed.xml" in feed


def test_a_file_moves_with_its_term(site: SiteFolder) -> None:
    site.write("content/topics/wet.md", "---\nname: Water\n---\nOf *water*.\n")
    ruled(
        site,
        'rename topics "Water" to "Waters"',
        'move topics "Waters" to regions',
        'rename regions "Waters" to "The Waters"',
    )
    assert "Of <em>water</em>." in site.page("regions/the-waters/")
    assert names(site, "articles/ann/", "regions") == ["the-waters: The Waters"]
    for old in ("topics/wet/", "topics/water/", "topics/waters/", "regions/waters/"):
        assert leads(site, old) == "/regions/the-waters/"
    assert site.page("topics/water/feed.xml") == site.page(
        "regions/the-waters/feed.xml"
    )


def test_some_pieces_are_given_another_name(site: SiteFolder) -> None:
    site.write(
        "content/articles/d/index.md", article("D", authors=["Ann Lee"], date="2001")
    )
    ruled(
        site,
        'split authors "Ann Lee" to "Ann Lee (poet)" where years 1990-1995',
        'split authors "Ann Lee" to "Ann Lee (judge)" where series "tidemark"',
        'split authors "Ann Lee" to "Ann Lee (smith)" where files "articles/d/index.md"',
        'regions "Baltics" in series "Tidemark" is "Baltic States"',
    )
    assert names(site, "articles/ann/") == ["ann-lee-poet: Ann Lee (poet)"]
    assert "ann-lee-judge: Ann Lee (judge)" in names(site, "articles/bo/")
    assert names(site, "articles/d/") == ["ann-lee-smith: Ann Lee (smith)"]
    assert names(site, "articles/bo/", "regions") == ["baltic-states: Baltic States"]
    assert points(site) == []


def test_what_is_parted_may_be_renamed_and_moved(site: SiteFolder) -> None:
    ruled(
        site,
        'split topics "Water" to "Lakes" where years 1992',
        'rename topics "Lakes" to "Inland Waters"',
        'move topics "Inland Waters" to regions',
    )
    assert names(site, "articles/ann/", "regions") == ["inland-waters: Inland Waters"]
    assert names(site, "articles/bo/", "topics") == ["water: Water"]
    assert leads(site, "topics/lakes/") == "/regions/inland-waters/"


def test_the_primary_center_is_renamed_and_parted_too(site: SiteFolder) -> None:
    text = article("P", centers=["North"], primary_center="South", date="2020-01-02")
    site.write("content/articles/p.md", text)
    ruled(site, 'split centers "South" to "Deep South" where years 2020')
    assert names(site, "articles/p/", "centers") == [
        "north: North",
        "deep-south: Deep South",
    ]


def test_items_of_sections_are_ruled_as_pieces_are(site: SiteFolder) -> None:
    site.write(
        "pyproject.toml",
        site.read("pyproject.toml")
        + '[tool.commentariat.sections.events]\nlabel = "Events"\n',
    )
    site.write(
        "content/events/e.md",
        article("E", authors=["Lee, Ann"], topics=["Fire"], date="2020-01-02"),
    )
    ruled(
        site,
        'merge authors "Lee, Ann" into "Ann Lee"',
        'split topics "Fire" to "Fires" where files "events/e.md"',
    )
    assert names(site, "events/e/") == ["ann-lee: Ann Lee"]
    assert names(site, "events/e/", "topics") == ["fires: Fires"]
    assert points(site) == []


def test_a_rule_that_acts_on_nothing_is_asked_about(site: SiteFolder) -> None:
    ruled(
        site,
        'rename authors "Ann Leee" to "Ann Li"',
        'split topics "Water" to "Lakes" where years 1800',
        'split topics "Water" to "Lakes" where files "articles/an.md"',
    )
    found = points(site)
    assert "content/terms.txt:1: nothing that is out is called 'Ann Leee'" in found[-4]
    assert found[-4].endswith("did you mean 'Ann Lee'?")
    assert [one.partition(" ")[0] for one in found[-3:]] == [
        "content/terms.txt:2:", "content/terms.txt:3:", "content/terms.txt:3:",
    ]  # fmt: skip
    assert any("no file is called 'articles/an.md'" in one for one in found[-2:])


def test_a_rule_that_means_no_piece_of_a_name_does_not_call_the_name_unknown(
    site: SiteFolder,
) -> None:
    ruled(
        site,
        'split authors "Bo Ek" to "B" where years 1800',
        'regions "Baltics" in series "Tidemarc" is "Baltic States"',
        'merge authors "Lee, Ann" into "Ann Lee"',
        'merge authors "Lee Ann" into "Ann Lee"',
    )
    found = [one for one in points(site) if one.startswith(RULES)]
    assert [one.partition(":")[2] for one in found] == [
        f"{line}: '{name}' is there, but this line changes none of its pieces: it means "
        "none, or another line settles them; correct it, or take it away"
        for line, name in ((1, "Bo Ek"), (2, "Baltics"), (3, "Lee, Ann"))
    ]


def test_what_one_file_has_as_one_term_is_not_parted_by_a_rule(
    site: SiteFolder,
) -> None:
    site.write(
        "content/authors/ann.md", "---\nname: Ann Lee\nspellings: ['Lee, Ann']\n---\n"
    )
    site.write(
        RULES,
        'rename authors "Lee, Ann" to "L"\nrename authors "Ann Lee" to "A"\n'
        'split authors "Ann Lee" to "Lee, Ann" where years 1990\n',
    ).build()
    one, two, three = site.problems
    assert one.startswith("content/terms.txt:1: line 2 settles 'Ann Lee', too")
    assert two.startswith("content/terms.txt:2: line 1 settles 'Ann Lee', too")
    assert three.startswith(
        "content/terms.txt:3: 'Lee, Ann' is the same before and after"
    )


def test_a_fixed_facet_takes_a_name_that_has_a_file(site: SiteFolder) -> None:
    site.edit(
        "pyproject.toml",
        "[tool.commentariat]",
        "[tool.commentariat.facets.regions]\nfixed = true\n[tool.commentariat]",
    )
    site.write("content/regions/b.md", "---\nname: Baltic States\n---\n")
    ruled(site, 'merge regions "Baltics" into "Baltic States"')
    assert names(site, "articles/bo/", "regions") == ["b: Baltic States"]
    site.write(RULES, 'merge regions "Baltics" into "Baltic Statess"\n').build()
    (problem,) = site.problems
    assert problem.startswith(
        "content/terms.txt:1: no region is called 'Baltic Statess'"
    )


def test_an_edit_of_the_rules_writes_only_what_shows_them(site: SiteFolder) -> None:
    site.write("content/articles/z.md", article("Z", authors=["Zoe"], topics=["Fire"]))
    ruled(site, "# Nothing yet.")
    site.write(RULES, 'merge authors "Lee, Ann" into "Ann Lee"\n').build()
    written = {*site.report.rendered}
    assert {"articles/lee/index.html", "authors/ann-lee/index.html"} <= written
    others = (
        "articles/z/",
        "authors/zoe/",
        "topics/fire/",
        "404.html",
    )
    assert not [one for one in written if one.startswith(others)]
    site.write(
        RULES, '# Two\n# lines.\nmerge authors "Lee, Ann" into "Ann Lee"\n'
    ).build()
    assert site.report.rendered == ()


def test_a_page_that_nobody_asked_for_is_not_made_of_a_draft(site: SiteFolder) -> None:
    site.write("content/authors/ann.md", "---\nname: Ida Berg\n---\nSoon.\n")
    site.write("content/articles/x.md", article("X", authors=["I. Berg"], draft=True))
    site.write(RULES, 'merge authors "I. Berg" into "Ida Berg"\n').build()
    assert site.problems == ()
    assert not site.has("authors/ann/index.html")


@pytest.mark.parametrize("text", [b"\xff\xfe", b'rename authors "A'])
def test_rules_that_cannot_be_read_stop_the_build(
    site: SiteFolder, text: bytes
) -> None:
    (site.build().folder / RULES).write_bytes(text)
    before = site.output()
    (problem,) = site.build().problems
    assert problem.startswith("content/terms.txt:1: ")
    assert site.output() == before


def test_ten_thousand_rules_cost_no_piece_anything(
    site: SiteFolder, tmp_path: Path
) -> None:
    rules = [f'merge authors "Nobody {n}" into "Somebody {n}"' for n in range(10_000)]
    rules.append('merge authors "Lee, Ann" into "Ann Lee"')
    site.write(RULES, "\n".join(rules)).build()
    assert site.problems == ()
    assert names(site, "articles/lee/") == ["ann-lee: Ann Lee"]
    assert len(points(site)) == 10_000


def test_what_readers_take_along_names_terms_as_pages_do(site: SiteFolder) -> None:
    site.edit(
        "pyproject.toml", "related = 0", 'related = 0\nexports = ["jsonl", "csv"]'
    )
    ruled(
        site,
        'merge authors "Lee, Ann" into "Ann Lee"',
        'move topics "Water" to collections',
    )
    lines = site.page("export/archive.jsonl").splitlines()
    found = {
        one["slug"]: one for one in map(json.loads, lines) if one["_kind"] == "article"
    }
    assert found["lee"]["authors"] == ["Ann Lee"]
    assert found["bo"]["authors"] == ["Bo Ek", "Ann Lee"]
    assert found["ann"]["collections"] == ["Water"]
    assert "topics" not in found["ann"]
    site.write(RULES, 'merge authors "Lee, Ann" into "Bo Ek"\n').build()
    assert site.output() == site.clean_output(site.folder.parent / "clean")
    table = io.StringIO(
        site.page("export/articles.csv").removeprefix("\ufeff"), newline=""
    )
    rows = {row["slug"]: row for row in csv.DictReader(table)}
    assert json.loads(rows["lee"]["authors"]) == ["Bo Ek"]


def test_import_leaves_the_rules_and_what_they_make_alone(site: SiteFolder) -> None:
    raw = (
        'Harbor.\n{"authors": ["Lee, Ann"], "type": "commentary"}\nA paragraph of it.\n'
    )
    site.write("content/raw/harbor.txt", raw)
    ruled(site, 'merge authors "Lee, Ann" into "Ann Lee"')
    (made,) = [
        one for one in site.report.rendered if "harbor" in one and "articles/" in one
    ]
    file = next((site.folder / "content/articles").rglob("*harbor*.md"))
    assert "Lee, Ann" in file.read_text(encoding="utf-8")
    again = import_site(site.options(), is_again=True)
    assert again.differences == {}
    assert names(site, made.removesuffix("index.html")) == ["ann-lee: Ann Lee"]


def test_the_preview_shows_what_a_build_makes_of_rules(site: SiteFolder) -> None:
    preview = LivePreview(site)
    for rules in (
        'merge authors "Lee, Ann" into "Ann Lee"\n',
        'merge authors "Lee, Ann" into "Ann Lee"\nmove topics "Water" to regions\n',
        'split topics "Water" to "Lakes" where years 1992\n',
        "",
    ):
        site.write(RULES, rules)
        preview.look()
    site.write(RULES, 'merge authors "Lee, Ann" into "Ann Lee"\nmerge au\n')
    preview.look()
    assert [one.line for one in preview.epoch.problems] == [2]


def test_an_edit_of_a_ruled_piece_is_taken_in_without_making_all_anew(
    site: SiteFolder,
) -> None:
    site.write(
        RULES,
        'merge authors "Lee, Ann" into "Ann Lee"\nmove topics "Water" to collections\n'
        'split authors "Bo Ek" to "Bo Ek (poet)" where series "Tidemark"\n',
    )
    preview = LivePreview(site)
    assemblies = preview.live.assemblies
    for path in ("lee", "ann", "bo"):
        site.edit(f"content/articles/{path}.md", "A paragraph.", "Another one.")
        preview.look()
        site.edit(f"content/articles/{path}.md", "title: ", "title: New ")
        preview.look()
    assert preview.live.assemblies == assemblies
    site.edit("content/articles/bo.md", "series: Tidemark\n", "")
    preview.look()
    site.edit(ANN, "- Water\n", "- Fire\n")
    preview.look()
    site.write("content/articles/n.md", article("N", authors=["Lee, Ann"]))
    preview.look()


def test_people_who_only_speak_are_renamed_too(site: SiteFolder) -> None:
    bios = [{"name": "Ida Berg", "role": "Host"}]
    site.write("content/articles/talk.md", article("Talk", type="event", bios=bios))
    site.write(
        "content/articles/gone.md",
        article(
            "Gone",
            authors=["Ida Berg"],
            withdrawn="2020-01-02",
            withdrawn_reason="An error.",
        ),
    )
    ruled(site, 'rename authors "Ida Berg" to "Ida Bergman"')
    for page in ("articles/talk/", "articles/gone/"):
        assert "Ida Bergman" in site.page(page)
    assert not any(one.startswith(RULES) for one in points(site))
    preview = LivePreview(site)
    site.edit("content/articles/talk.md", "Ida Berg", "Ida Borg")
    preview.look()
    assert [one.line for one in preview.epoch.open_points if one.source == RULES] == [1]


def test_the_first_line_that_leads_to_a_name_tells_how_it_is_written(
    site: SiteFolder,
) -> None:
    """Whatever the newest piece says: names of pages do not come and go with pieces."""
    lines = (
        'merge authors "Lee, Ann" into "Ana Lée"',
        'merge authors "Bo Ek" into "ANA LEE"',
    )
    ruled(site, *lines)
    assert names(site, "articles/lee/") == ["ana-lee: Ana Lée"]
    assert "ana-lee: Ana Lée" in names(site, "articles/bo/")


def test_a_piece_by_a_merged_name_comes_and_goes_without_making_all_anew(
    site: SiteFolder,
) -> None:
    """A rule settled the name: how often each spelling stands is not asked any more."""
    site.write(
        "content/articles/lee2.md",
        article("Four", authors=["Lee, Ann"], date="2020-03-02"),
    )
    ruled(site, 'merge authors "Lee, Ann" into "Ann Lee"')
    preview = LivePreview(site)
    assemblies = preview.live.assemblies
    for name in ("Lee, Ann", "Ann Lee"):
        text = article("New", authors=[name], date="2020-01-03", slug="new")
        site.write("content/articles/new.md", text)
        preview.look()
        if name == "Lee, Ann":
            site.delete("content/articles/new.md")
            preview.look()
    assert preview.live.assemblies == assemblies
    site.delete("content/articles/lee2.md").delete(LEE)
    preview.look()


def test_an_address_that_is_lost_by_a_rule_at_fault_is_not_told_beside_it(
    site: SiteFolder,
) -> None:
    site.write("content/addresses.txt", "/\n/authors/ann-lindh/\n")
    ruled(site, 'rename authors "Ann Lee" to "Ann Lindh"')
    site.write(RULES, 'rename authors "Ann Lee" to "Ann Lindh\n').build()
    (problem,) = site.problems
    assert problem.startswith(
        "content/terms.txt:1: expected names between double quotes"
    )


def test_an_address_that_another_term_gives_up_leads_on(site: SiteFolder) -> None:
    spelled = "---\nname: Ann Lee\nspellings: [A. Lee]\n---\n"
    site.write("content/authors/ann.md", spelled)
    other = "content/articles/other.md"
    site.write(other, article("Other", authors=["A Lee"], date="2011-01-01")).build()
    assert leads(site, "authors/a-lee/") == ""
    preview = LivePreview(site)
    (site.folder / other).unlink()
    preview.look()
    assert leads(site, "authors/a-lee/") == "/authors/ann/"
    site.write(other, article("Other", authors=["A Lee"], date="2011-01-01"))
    preview.look()
    assert leads(site, "authors/a-lee/") == ""
