"""Pages of the institution's own: how they nest, what their keys do, and menus."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from doc_examples import site_of
from harness import SETTINGS, SiteFolder, article

from commentariat.pipeline import check_site

MENU = """\
menu = [
    { label = "About", url = "/about/", items = [{ label = "Staff", url = "/about/team/" }] },
    { label = "Else", items = [{ label = "There", url = "https://there.test/" }] },
]
"""


def page(title: str, body: str = "Text.", **fields: object) -> str:
    fields.setdefault("language", "en")
    return article(title, body, **fields)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    made = SiteFolder(tmp_path / "site")
    made.write("content/pages/about/index.md", page("About us"))
    made.write("content/pages/about/team.md", page("The Team"))
    return made


def main_menu(html: str) -> str:
    """The menu of the settings and of pages, without what its parts look like."""
    lists = re.findall(r'<nav class="nav".*?</nav>', html, re.DOTALL)
    kept = re.sub(
        r"<details name.*?</summary>|</details>", "", lists[0], flags=re.DOTALL
    )
    kept = kept.split("</ul>", 1)[1]
    parts = re.findall(r"<(?:a href=\"([^\"]*)\"[^>]*>|span>)([^<]*)|(</?ul)", kept)
    return (
        " ".join(
            mark or (f"{label}={url}" if url else label) for url, label, mark in parts
        )
        .replace("<ul", "(")
        .replace("</ul", ")")
    )


def test_pages_nest_as_their_folders_do(site: SiteFolder) -> None:
    site.write("content/pages/about/team/board/index.md", page("Board"))
    site.write("content/pages/Press Room/kit.md", page("Kit", slug="the-kit")).build()
    assert site.problems == ()
    for path in ("about/", "about/team/", "about/team/board/", "press-room/the-kit/"):
        assert site.has(f"{path}index.html")
    assert not site.has("team/index.html")


def test_a_page_leads_to_those_above_and_right_below_it(site: SiteFolder) -> None:
    site.write("content/pages/about/team/board.md", page("Board"))
    site.write("content/pages/about/first.md", page("Zz", order=1)).build()
    about, board = site.page("about/"), site.page("about/team/board/")
    assert re.findall(r'<li><a href="(/about/[a-z]+/)">', about) == [
        "/about/first/",
        "/about/team/",
    ]
    crumbs = re.findall(r'<li><a href="(/about/.*?)">', board.split("<main")[1])
    assert crumbs == ["/about/", "/about/team/"]
    assert "/about/team/board/" not in about.split("<main")[1]


def test_a_page_that_was_published_at_its_flat_address_leads_on(
    site: SiteFolder,
) -> None:
    site.write("content/addresses.txt", "/\n/team/\n")
    site.write("content/pages/about/index.md", page("About", "See [them](/team/)."))
    site.build()
    assert site.problems == ()
    assert 'url=/about/team/"' in site.page("team/")
    assert 'href="/about/team/">them' in site.page("about/")


def test_no_flat_address_leads_on_that_was_not_published_or_is_not_one_page_s(
    site: SiteFolder,
) -> None:
    site.build()
    assert not site.has("team/index.html")
    site.write("content/addresses.txt", "/\n/team/\n")
    site.write("content/pages/press/team.md", page("Press")).build()
    assert any("/team/" in one and "addresses.txt:2" in one for one in site.problems)
    site.write("content/redirects.txt", "/team/ /press/team/\n").build()
    assert site.problems == ()
    assert 'url=/press/team/"' in site.page("team/")


def test_a_page_at_the_flat_address_has_it(site: SiteFolder) -> None:
    site.write("content/addresses.txt", "/\n/team/\n")
    site.write("content/pages/team.md", page("Another team")).build()
    assert site.problems == ()
    assert "<h1>Another team" in site.page("team/")


def test_of_two_files_for_one_page_the_second_is_told(site: SiteFolder) -> None:
    site.write("content/pages/about.md", page("About, too")).build()
    assert len(site.problems) == 1
    assert "/about/" in site.problems[0]


def test_a_page_at_fault_excuses_its_former_address(site: SiteFolder) -> None:
    site.write("content/addresses.txt", "/\n/team/\n/about/team/\n").build()
    site.write("content/pages/about/team.md", "---\ntitel: x\n---\n").build()
    assert all("content/pages/about/team.md" in one for one in site.problems)


# Keys


def test_a_page_may_stay_out_of_what_search_engines_find(site: SiteFolder) -> None:
    site.write("content/pages/about/team.md", page("The Team", indexed="no"))
    site.write("content/pages/about/index.md", page("About us", indexed="")).build()
    assert '<meta name="robots" content="noindex">' in site.page("about/team/")
    assert "noindex" not in site.page("about/")
    assert "/about/team/" not in site.page("sitemap.xml")
    assert "/about/" in site.page("sitemap.xml")


def test_a_page_shows_its_picture(site: SiteFolder) -> None:
    site.write("content/files/us.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    fields = {"image": "files/us.svg", "image_alt": "All of us"}
    site.write("content/pages/about/team.md", page("The Team", **fields)).build()
    assert not site.problems
    shown = site.page("about/team/")
    assert '<img src="/files/us.svg" alt="All of us"' in shown
    assert "og:image" not in shown  # networks show no SVG
    site.delete("content/files/us.svg").build()
    assert site.problems == (
        "content/pages/about/team.md:4: no picture is called 'files/us.svg' under content/",
    )


def test_a_page_may_say_its_template(site: SiteFolder) -> None:
    own = '{% extends "page.html" %}{% block title %}<h1>Own</h1>{% endblock %}'
    site.write("templates/team.html", own)
    site.write("content/pages/about/team.md", page("Us", template="team.html")).build()
    assert site.problems == ()
    assert site.report.open_points == ()
    assert "<h1>Own</h1>" in site.page("about/team/")
    site.edit("templates/team.html", "Own", "Other").build().rendered(
        "about/team/index.html"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("taem.html", "templates/ has no 'taem.html'; pages may say a template of this "
                      "site's own; did you mean 'team.html'?"),
        ("article.html", "'article.html' makes pages of another kind; put a template under "
                         "a name of its own into templates/, which may begin with {% extends "
                         '"page.html" %}'),
        ("../x.html", "expected a template such as 'team.html' for 'template', which lies in "
                      "templates/ and does not begin with '_', found '../x.html'"),
        ("_by.html", "expected a template such as 'team.html' for 'template', which lies in "
                     "templates/ and does not begin with '_', found '_by.html'"),
    ],
)  # fmt: skip
def test_a_template_that_is_none_for_pages_is_told_with_its_line(
    site: SiteFolder, name: str, said: str
) -> None:
    site.write("templates/team.html", '{% extends "page.html" %}')
    site.write("content/pages/about/team.md", page("Us", template=name)).build()
    assert site.problems == (f"content/pages/about/team.md:4: {said}",)


def test_an_order_that_is_no_number_is_told(site: SiteFolder) -> None:
    site.write("content/pages/about/team.md", page("Us", order="first")).build()
    assert site.problems == (
        "content/pages/about/team.md:4: expected a whole number for 'order', found 'first'",
    )


# Menus


def test_menus_nest(site: SiteFolder) -> None:
    footer = MENU.replace("menu =", "footer =")
    site.write("pyproject.toml", SETTINGS + MENU + footer).build()
    assert site.problems == ()
    html = site.page("about/")
    assert main_menu(html) == (
        "( About=/about/ ( Staff=/about/team/ ) ( There=https://there.test/ ) )"
    )
    foot = html.split('aria-label="Footer"')[1]
    assert "<span>Else</span>" in foot
    assert 'href="https://there.test/" rel="noopener"' in foot


def test_pages_come_into_the_menu_below_those_they_lie_in(site: SiteFolder) -> None:
    site.write("pyproject.toml", SETTINGS + MENU)
    site.write("content/pages/about/team.md", page("The Team", menu=True))
    site.write("content/pages/about/team/board.md", page("Board", menu="The board"))
    site.write("content/pages/about/how/why.md", page("Why", menu="yes", order=2))
    site.write("content/pages/about/first.md", page("First", menu="yes", order=1))
    site.write("content/pages/press.md", page("Press", menu="yes"))
    site.write("content/pages/not.md", page("Not", menu="no")).build()
    assert site.problems == ()
    assert main_menu(site.page("about/")) == (
        "( About=/about/ ( Staff=/about/team/ ( The board=/about/team/board/ ) "
        "First=/about/first/ Why=/about/how/why/ ) ( There=https://there.test/ ) "
        "Press=/press/ )"
    )


def test_a_menu_of_too_many_levels_is_told(site: SiteFolder) -> None:
    deep = '{ label = "D", url = "/about/" }'
    for _ in range(3):
        deep = f'{{ label = "D", url = "/about/", items = [{deep}] }}'
    site.write("pyproject.toml", f"{SETTINGS}menu = [{deep}]\n").build()
    assert site.problems == (
        "pyproject.toml:5: expected at most 3 levels of a menu, found another",
    )


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('{ label = "A" }', "expected a url, found none"),
        ('{ label = "A", items = [] }', "expected a url, found none"),
        ('{ label = "A", items = {} }', "expected a list of {label, url} entries for "
                                        "'items', found a mapping"),
        ('{ label = "A", items = [{ url = "/a/" }] }', "expected a label, found none"),
        ('{ label = "A", items = [{ label = "B", url = "a" }] }',
         "expected '/path/' or a whole URL, found 'a'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_entry_of_a_menu_is_told(
    site: SiteFolder, entry: str, said: str
) -> None:
    site.write("pyproject.toml", f"{SETTINGS}menu = [{entry}]\n").build()
    assert f"pyproject.toml:5: {said}" in site.problems


def test_an_entry_of_a_menu_that_leads_nowhere_is_told_with_its_line(
    site: SiteFolder,
) -> None:
    lines = MENU.replace("/about/team/", "/nowhere/")
    site.write("pyproject.toml", SETTINGS + lines).build()
    found = [str(one) for one in check_site(site.options()).problems]
    assert [one for one in found if "/nowhere/" in one and ":6:" in one]


# The docs


def test_the_example_of_the_docs_does_what_they_say(tmp_path: Path) -> None:
    site = site_of("how-to/pages-and-menus.md", tmp_path / "site").build()
    assert site.problems == ()
    assert main_menu(site.page("about/")) == (
        "( About=/about/ ( The team=/about/team/ ( Who decides=/about/team/board/ ) ) "
        "( Our institute=https://institute.example/ ) )"
    )
    assert "noindex" in site.page("about/team/board/")
