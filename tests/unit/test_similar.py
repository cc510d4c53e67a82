"""Pieces that are like each other: found, said why, and bounded in what an edit changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article

from commentariat.search.sketches import make_sketch

AT = "content/articles"
LEADING = re.compile(
    r'<h3[^>]*><a href="/articles/([^/]*)/">.*?<p class="why">([^<]*)</p>', re.DOTALL
)
ON_ICE = "The icebreaker waits for an invoice, and the icebreaker waits in harbor."
ON_BREAD = "Flour leaves the border town by bicycle, and the bakery counts the flour."
ON_FOG = "Nobody hears the lighthouse keeper, and the lighthouse hears nobody."


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site")


def write(site: SiteFolder, slug: str, body: str, **fields: object) -> None:
    held: dict[str, object] = {"slug": slug, "date": "2020-01-01", **fields}
    site.write(f"{AT}/{slug}.md", article(slug.title(), body, **held))


def leads(site: SiteFolder, slug: str) -> list[tuple[str, str]]:
    """To which pieces the page of an article leads on, and why."""
    return LEADING.findall(site.page(f"articles/{slug}/"))


def test_a_text_finds_the_one_that_speaks_of_the_same(site: SiteFolder) -> None:
    for slug, body in (("a", ON_ICE), ("b", ON_BREAD), ("c", ON_FOG)):
        write(site, slug, body)
        write(site, f"{slug}{slug}", f"{body} Once more.")
    site.build()
    assert leads(site, "a") == [("aa", "Both speak of icebreaker, waits, invoice")]
    assert [slug for slug, _ in leads(site, "bb")] == ["b"]


def test_authors_and_terms_in_common_are_said(site: SiteFolder) -> None:
    for number in range(4):
        write(site, f"x{number}", ON_FOG, date=f"201{number}-01-01")
    one = {"authors": ["Ada"], "topics": ["Ice"], "regions": ["Arctic"]}
    write(site, "one", ON_ICE, **one)
    write(site, "two", ON_BREAD, **one)
    site.build()
    assert leads(site, "one") == [("two", "Same author; Arctic, Ice")]


def test_those_that_an_article_names_come_first(site: SiteFolder) -> None:
    write(site, "a", ON_ICE, related=[{"link": "b"}])
    write(site, "aa", ON_ICE)
    write(site, "b", ON_BREAD)
    site.build()
    assert [slug for slug, _ in leads(site, "a")] == ["b", "aa"]


@pytest.mark.parametrize("value", ["0", "false"])
def test_a_site_may_do_without(site: SiteFolder, value: str) -> None:
    write(site, "a", ON_ICE, related=[{"link": "b"}])
    write(site, "aa", ON_ICE)
    write(site, "b", ON_BREAD)
    site.write("pyproject.toml", f"{SETTINGS}related = {value}\n").build()
    assert [slug for slug, _ in leads(site, "a")] == ["b"]
    site.write("pyproject.toml", f"{SETTINGS}related = 1\n").build()
    assert [slug for slug, _ in leads(site, "aa")] == ["a"]


def test_equals_go_by_their_slugs(site: SiteFolder) -> None:
    for slug in ("d", "b", "c", "a"):
        write(site, slug, ON_ICE, authors=["Ada"])
    for slug in ("x", "y", "z"):
        write(site, slug, ON_FOG)
    site.build()
    assert [slug for slug, _ in leads(site, "c")] == ["a", "b", "d"]


def test_what_is_taken_back_or_not_out_is_like_nothing(site: SiteFolder) -> None:
    write(site, "a", ON_ICE)
    write(site, "b", ON_ICE, withdrawn="2021-01-01", withdrawn_reason="Wrong.")
    write(site, "c", ON_ICE, draft=True)
    assert leads(site.build(), "a") == []


def test_a_word_more_changes_no_other_page(site: SiteFolder) -> None:
    for slug in ("a", "aa"):
        write(site, slug, f"{ON_ICE} {ON_ICE}")
    for slug in ("b", "bb"):
        write(site, slug, ON_BREAD)
    site.build().edit(f"{AT}/a.md", "harbor.", "harbor, again.").build()
    written = {one for one in site.report.rendered if one.startswith("articles/")}
    assert written == {"articles/a/index.html"}


def test_a_title_changes_the_pages_that_lead_to_it(site: SiteFolder) -> None:
    for slug, body in (
        ("a", ON_ICE),
        ("aa", ON_ICE),
        ("b", ON_BREAD),
        ("bb", ON_BREAD),
    ):
        write(site, slug, body)
    site.build().edit(f"{AT}/a.md", "title: A", "title: Ice").build()
    written = {one for one in site.report.rendered if one.startswith("articles/")}
    assert "articles/aa/index.html" in written
    assert not written & {"articles/b/index.html", "articles/bb/index.html"}


def test_a_text_says_early_what_it_is_on() -> None:
    said = "Harbor ice, harbor fog. " * 300
    whole = make_sketch("en", "", "", said)
    assert whole.words == "Harbor ice fog"
    assert make_sketch("en", "", "", f"{said} lighthouse lighthouse") == whole
    assert make_sketch("en", "", "", "fog" * 3000).words.startswith("fogfog")


def test_a_sketch_follows_from_its_text_whatever_was_sketched_before() -> None:
    words = [
        f"{one}{two}{end}" for one in "bdfglm" for two in "aeiou" for end in "rstnkpx"
    ]
    text = " ".join((*words, "Ararat", "negotiations", words[3]))
    first = make_sketch("xx", "", "", text)  # nothing of this language was read yet
    assert make_sketch("xx", "", "", text) == first
    assert first.words.split() == ["Ararat", "negotiations", words[3]]
