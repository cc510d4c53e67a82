"""Sections of a site's own: items, listings, feeds, and what pages of terms show of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from doc_examples import site_of
from harness import SETTINGS, SiteFolder, article

from commentariat.pipeline import check_site

EVENTS = SETTINGS + '[tool.commentariat.sections.events]\nlabel = "Events"\n'
DAY = '[tool.commentariat.fields.day]\nkind = "date"\non = "events"\n'


def item(title: str, body: str = "Text.", **fields: object) -> str:
    return article(title, body, **fields)


def titles(html: str) -> list[str]:
    """Titles of the cards on a page, in order, with the headings of parts."""
    main = html.split("<main", 1)[1]
    found = re.findall(
        r'<h2 class="yearhead"[^>]*>(?:<a[^>]*>)?([^<]*)|<h3[^>]*><a [^>]*>([^<]*)',
        main,
    )
    return [f"# {heading}" if heading else title for heading, title in found]


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    made = SiteFolder(tmp_path / "site", EVENTS)
    made.write("content/events/launch.md", item("Launch", date="2024-05-06"))
    made.write("content/events/deep/fair.md", item("Fair", date="2023-01-02"))
    made.write("content/events/odd.md", item("Odd"))
    return made


def test_a_section_has_its_items_and_a_listing_by_year(site: SiteFolder) -> None:
    site.build()
    assert site.problems == ()
    for slug in ("launch", "fair", "odd"):
        assert site.has(f"events/{slug}/index.html")
    assert titles(site.page("events/")) == [
        "# 2024", "Launch", "# 2023", "Fair", "# Undated", "Odd",
    ]  # fmt: skip
    assert not site.has("events/feed.xml")
    assert "/events/launch/" in site.page("sitemap.xml")
    assert site.report.articles == 0


def test_a_row_says_where_a_section_is_and_how_it_is_sorted(site: SiteFolder) -> None:
    row = 'path = "what-is-on"\norder = "title"\nfeed = true\nmenu = true\n'
    site.write("pyproject.toml", EVENTS + row).build()
    assert site.problems == ()
    assert titles(site.page("what-is-on/")) == ["Fair", "Launch", "Odd"]
    assert '<a href="/what-is-on/">Events</a>' in site.page("404.html")
    feed = site.page("what-is-on/feed.xml")
    assert re.findall("<title>(.*?)</title>", feed)[1:] == ["Launch", "Fair"]
    assert site.has("what-is-on/feed.json")
    site.write("pyproject.toml", EVENTS + row.replace('"title"', '"-title"')).build()
    assert titles(site.page("what-is-on/")) == ["Odd", "Launch", "Fair"]


def test_a_section_may_have_no_listing(site: SiteFolder) -> None:
    site.write("pyproject.toml", EVENTS + "listing = false\nmenu = true\n").build()
    assert site.problems == ()
    assert not site.has("events/index.html")
    assert "Events" not in site.page("404.html")


def test_an_index_in_its_folder_introduces_a_listing(site: SiteFolder) -> None:
    text = item("What is on", "Come to [it](launch.md).", description="All of it")
    site.write("content/events/index.md", text).build()
    page = site.page("events/")
    assert "<h1>What is on</h1>" in page
    assert '<a href="/events/launch/">it</a>' in page
    assert (
        '<meta name="description" property="og:description" content="All of it">'
        in page
    )
    assert not site.has("events/index/index.html")
    site.edit("content/events/index.md", "Come", "Go").build().rendered(
        "events/index.html"
    )


def test_an_item_is_held_back_before_its_date_and_as_a_draft(site: SiteFolder) -> None:
    site.write("content/events/later.md", item("Later", date="2027-01-01"))
    site.write("content/events/draft.md", item("Draft", draft=True))
    link = "See [later](later.md) and [it](/events/draft/)."
    site.write("content/events/odd.md", item("Odd", link)).build()
    assert site.problems == ()
    assert not site.has("events/later/index.html")
    assert "See later and it." in re.sub("</?span>", "", site.page("events/odd/"))
    kinds = {one.kind for one in check_site(site.options()).open_points}
    assert "link held back" in kinds
    site.build(today="2027-01-01")
    assert site.has("events/later/index.html")
    site.build(today="2027-01-01", drafts=True)
    assert '<b class="badge">Draft</b>' in site.page("events/draft/")


def test_what_is_to_come_stands_before_what_is_past(site: SiteFolder) -> None:
    site.write("pyproject.toml", EVENTS + 'order = "day"\n' + DAY)
    days = {"a": "2026-05-31", "b": "2026-06-01", "c": "2026-06-02 18:00", "d": "2026-07",
            "e": "2020-01-01"}  # fmt: skip
    for name, day in days.items():
        text = item(name, date="2026-01-01", day=day)
        site.write(f"content/events/{name}.md", text)
    site.build()
    assert site.problems == ()
    shown = ["# Upcoming", "b", "c", "d", "# Past", "a", "e", "# Undated", "Fair",
             "Launch", "Odd"]  # fmt: skip
    assert titles(site.page("events/")) == shown
    assert '<time datetime="2026-06-02">2 June 2026, 18:00</time>' in site.page(
        "events/"
    )
    assert site.build().report.rendered == ()
    site.build(today="2026-06-02")
    assert set(site.report.rendered) == {"events/index.html", "events/b/index.html"}
    assert titles(site.page("events/"))[:5] == ["# Upcoming", "c", "d", "# Past", "b"]
    site.edit("pyproject.toml", '"day"', '"-day"').build()
    assert titles(site.page("events/"))[:5] == ["# 2026", "d", "c", "b", "a"]


@pytest.mark.parametrize("order", ["day", "-day"])
def test_the_own_day_of_an_item_stands_once_where_that_of_its_publication_would(
    site: SiteFolder, order: str
) -> None:
    on_cards = DAY + 'cards = true\nlabel = "When"\n'
    site.write("pyproject.toml", f'{EVENTS}order = "{order}"\n{on_cards}')
    day = "2026-06-02 18:00"
    site.write("content/events/a.md", item("A", date="2026-01-01", day=day)).build()
    assert site.problems == ()
    for page in (site.page("events/a/"), site.page("events/")):
        assert page.count("2 June 2026, 18:00") == 1
        assert "1 January 2026" not in page
        assert "When" not in page
    assert '"datePublished":"2026-01-01"' in site.page("events/a/")
    site.write("pyproject.toml", f'{EVENTS}order = "{order}"\n{on_cards}many = true\n')
    site.edit("content/events/a.md", f"day: {day}", f"day: [{day}, 2026-06-03]").build()
    assert site.problems == ()
    assert "3 June 2026" in site.page("events/a/")
    assert "3 June 2026" in site.page("events/")


def test_items_are_sorted_by_numbers_as_such(site: SiteFolder) -> None:
    price = '[tool.commentariat.fields.price]\nkind = "number"\non = "events"\n'
    site.write("pyproject.toml", EVENTS + 'order = "-price"\n' + price)
    for name, value in (("a", "9"), ("b", "10.5"), ("c", "-1")):
        site.write(f"content/events/{name}.md", item(name, price=value))
    site.build()
    assert titles(site.page("events/"))[:4] == ["b", "a", "c", "Fair"]


# Terms


def test_pages_of_terms_show_items_apart_from_articles(site: SiteFolder) -> None:
    text = article("Piece", slug="p", regions=["Europe"], date="2020-01-01")
    site.write("content/articles/p.md", text)
    named: dict[str, object] = {
        "regions": ["Europe"],
        "authors": ["Ann Lee"],
        "type": "event",
    }
    site.write("content/events/launch.md", article("Launch", "Text.", **named))
    site.build()
    assert site.problems == ()
    europe = site.page("regions/europe/")
    assert "1 piece since 2020" in europe
    assert titles(europe) == ["# 2020", "Piece", "# Events", "Launch"]
    assert '<h2 class="yearhead" id="Of-events"><a href="/events/">' in europe
    assert '<a href="/authors/ann-lee/">Ann Lee</a>' in site.page("events/launch/")
    assert "No pieces yet." in site.page("authors/ann-lee/")
    assert '<a href="/types/event/">Event</a>' in site.page("events/launch/")


def test_a_term_that_an_item_alone_names_goes_with_it(site: SiteFolder) -> None:
    site.write("content/events/odd.md", item("Odd", regions=["Malta"])).build()
    assert site.has("regions/malta/index.html")
    text = article("Piece", slug="p", regions=["Malta"])
    site.write("content/articles/p.md", text).build()
    assert "1 piece" in site.page("regions/malta/")
    site.delete("content/articles/p.md").build()
    assert "No pieces yet." in site.page("regions/malta/")
    site.write("content/events/odd.md", item("Odd")).build()
    assert not site.has("regions/index.html")


def test_a_term_of_a_closed_facet_must_have_a_file(site: SiteFolder) -> None:
    site.write(
        "pyproject.toml", EVENTS + "[tool.commentariat.facets.regions]\nfixed = true"
    )
    site.write("content/regions/europe.md", "---\nname: Europe\n---\n")
    site.write("content/events/odd.md", item("Odd", regions=["Eurpe"])).build()
    assert site.problems == (
        "content/events/odd.md:5: no region is called 'Eurpe', and each has a file, "
        "as content/regions/europe.md; did you mean 'Europe'?",
    )


# What else belongs to a page


def test_an_item_may_have_a_folder_with_files(site: SiteFolder) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    site.write("content/events/gala/p.svg", picture)
    text = item("Gala", "![Hall](p.svg)", image="p.svg", aliases=["/old/gala/"])
    site.write("content/events/gala/index.md", text).build()
    assert site.problems == ()
    assert site.has("events/gala/p.svg")
    assert site.page("events/gala/").count('src="/events/gala/p.svg"') == 2
    assert "url=/events/gala/" in site.page("old/gala/")
    assert check_site(site.options()).problems == ()


def test_items_may_have_templates_of_their_own(site: SiteFolder) -> None:
    own = '{% extends "item.html" %}{% block title %}<h1>Own</h1>{% endblock %}'
    site.write("templates/event.html", own)
    site.write("pyproject.toml", EVENTS + 'template = "event.html"\n').build()
    assert "<h1>Own</h1>" in site.page("events/odd/")
    site.write("content/events/odd.md", item("Odd", template="item.html")).build()
    assert "<h1>Odd</h1>" in site.page("events/odd/")
    site.write("pyproject.toml", EVENTS + 'template = "evnt.html"\n').build()
    assert site.problems == (
        "pyproject.toml:7: templates/ has no 'evnt.html'; pages may say a template of this "
        "site's own; did you mean 'event.html'?",
    )


def test_a_section_that_goes_takes_its_pages_along(site: SiteFolder) -> None:
    site.build().write("pyproject.toml", SETTINGS).build()
    assert site.problems == ()
    assert not site.has("events/index.html")
    points = check_site(site.options()).open_points
    assert any("content/events/" in str(one) for one in points)


def test_incremental_builds_of_sections_equal_clean_ones(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write("pyproject.toml", EVENTS + 'order = "day"\nfeed = true\n' + DAY).build()
    steps: tuple[Callable[[], object], ...] = (
        lambda: site.edit("content/events/odd.md", "Text.", "Other."),
        lambda: site.write("content/events/new.md", item("New", regions=["Chad"])),
        lambda: site.edit("content/events/new.md", "New", "Newer"),
        lambda: site.write("content/articles/a.md", article("A", regions=["Chad"])),
        lambda: site.edit("content/events/new.md", "Chad", "Mali"),
        lambda: site.delete("content/events/new.md"),
    )
    for step in steps:
        step()
        site.build()
        assert site.problems == ()
        assert site.output() == site.clean_output(tmp_path / "clean")


# Bad input


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("[tool.commentariat.sections.jobs]\n", "expected a label, found none"),
        ('[tool.commentariat.sections.jobs]\nlable = "J"', "no setting is called 'lable'; did "
                                                          "you mean 'label'?"),
        ('[tool.commentariat.sections.topics]\nlabel = "T"', "the folder 'topics' is taken"),
        ('[tool.commentariat.sections.pages]\nlabel = "T"', "the folder 'pages' is taken"),
        ('[tool.commentariat.sections.Jobs]\nlabel = "T"', "expected a folder name in small "
                                                          "letters, found 'Jobs'"),
        ('[tool.commentariat.sections.jobs]\nlabel = "J"\npath = "events"',
         "the folder 'events' is taken already"),
        ('[tool.commentariat.sections.jobs]\nlabel = "J"\npath = "events/jobs"',
         "expected a folder outside 'events', which is that of the section 'events', found "
         "'events/jobs'"),
        ('[tool.commentariat.sections.jobs]\nlabel = "J"\norder = "titel"',
         "expected 'date', 'title' or a field of the section 'jobs' for 'order', with '-' "
         "before it for the other way, found 'titel'; did you mean 'title'?"),
        ('[tool.commentariat.sections.jobs]\nlabel = "J"\ntemplate = "../x.html"',
         "expected a template such as 'team.html' for 'template'"),
        ('[tool.commentariat.sections]\njobs = 3', "expected a table under 'jobs', found 3"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_told(tmp_path: Path, row: str, said: str) -> None:
    head = SETTINGS if "sections]" in row else EVENTS
    site = SiteFolder(tmp_path / "site", f"{head}{row}\n").build()
    assert any(said in one for one in site.problems), site.problems
    assert all(one.startswith("pyproject.toml:") for one in site.problems)


def test_an_unknown_key_of_an_item_is_told_with_a_near_match(site: SiteFolder) -> None:
    site.write("content/events/odd.md", item("Odd", regoins=["X"])).build()
    assert site.problems == (
        "content/events/odd.md:4: no key is called 'regoins'; did you mean 'regions'?",
    )


def test_what_an_item_at_fault_would_answer_is_not_told_besides(
    site: SiteFolder,
) -> None:
    home = article("Home", blocks=["/topics/whales/"])
    site.write("content/pages/index.md", home)
    links = "[old](/meetings/one/), [whales](/topics/whales/)"
    site.write("content/articles/a.md", article("A", links))
    event = item("E", topics=["Whales"], aliases=["meetings/one"], titel="x")
    site.write("content/events/e.md", event).build(keep_going=True)
    faults = [one for one in site.problems if "left out for a fault" not in one]
    assert len(site.problems) == 3
    assert [one.split(":")[0] for one in faults] == ["content/events/e.md"]


def test_two_items_of_one_address_are_told(site: SiteFolder) -> None:
    site.write("content/events/x/odd.md", item("Odd, too")).build()
    assert len(site.problems) == 1
    assert "/events/odd/" in site.problems[0]


# The docs


def test_the_example_of_the_docs_does_what_they_say(tmp_path: Path) -> None:
    site = site_of("how-to/sections.md", tmp_path / "site").build()
    assert site.problems == ()
    assert titles(site.page("events/")) == ["# Upcoming", "A book on rivers"]
    assert "All are free" in site.page("events/")
    assert titles(site.page("regions/europe/")) == ["# Events", "A book on rivers"]
    assert site.has("events/feed.xml")
    assert check_site(site.options()).problems == ()


def test_no_section_is_called_as_a_facet_is(tmp_path: Path) -> None:
    rows = (
        '[tool.commentariat.facets.topics]\npath = "themes"\n'
        '[tool.commentariat.sections.topics]\nlabel = "Talks"\npath = "talks"\n'
        '[tool.commentariat.fields.name]\non = ["topics"]\n'
    )
    site = SiteFolder(tmp_path / "site", SETTINGS + rows)
    site.write("content/themes/sea.md", "---\nname: Sea\n---\n").build()
    section, field = site.problems
    assert "a facet is called 'topics'" in section
    assert "'name'" in field


def test_an_order_that_says_nothing_is_told_once(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site", EVENTS + 'order = ""\n').build()
    (told,) = site.problems
    assert "found none" in told
