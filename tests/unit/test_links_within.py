"""Links, pictures, menus and redirects: judged as addresses, by build and check alike."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from harness import SETTINGS, SiteFolder, article

from commentariat.archive.links import last_names
from commentariat.pipeline import check_site

Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")
PEOPLE = ["Mara Lindqvist"]
PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
NAMES = (
    "harbour map.svg", "map (1).svg", "map_(2).svg", "Größe.svg", "pilot's.svg",
    "ebb&flow.svg", "100%.svg", "a%20b.svg", "what?.svg", "one#two.svg", "a+b;c=d,e.svg",
    "[x] {y} <z>.svg", 'the "old".svg', "co:lon.svg", "&amp;.svg", "*_`~.svg",
    "مرفأ.svg", "港 口.svg", "e\u0301.svg", "🚢.svg", "a..svg", "dot. .svg", "İ.svg",
)  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site")


def found(site: SiteFolder) -> list[str]:
    return [str(one) for one in check_site(site.options()).problems]


def told(site: SiteFolder) -> list[str]:
    points = check_site(site.options()).open_points
    return [str(one) for one in points if str(one.message.kind) == "link held back"]


def hrefs(page: str) -> list[str]:
    text = page.partition('<div class="text">')[2].partition("<footer>")[0]
    text = re.sub(r'<a class="pn"[^>]*>', "", text)  # numbers of paragraphs
    return re.findall(r'<(?:a|img)[^>]* (?:href|src)="([^"]*)"', text)


def percent(name: str) -> str:
    return "".join(f"%{byte:02X}" for byte in name.encode())


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_found_however_its_name_is_written(
    site: SiteFolder, name: str
) -> None:
    escaped = name.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    decomposed = unicodedata.normalize("NFD", name)
    ways = [f"![x](/files/{percent(name)})", f"[x](../files/{percent(decomposed)})"]
    if not re.search(r"[%?#]", name):
        ways.append(f'<img src="/files/{escaped}" alt="x">')
    site.write(f"content/files/{name}", PIXEL)
    fields = {"image": f"files/{name}", "image_alt": "x"}
    site.write("content/articles/a.md", article("A", "\n\n".join(ways), **fields))
    site.build()
    assert site.problems == ()
    assert found(site) == []
    page = site.page("articles/a/")
    assert len(set(hrefs(page))) == 1
    assert len(hrefs(page)) == len(ways)
    assert site.has(f"files/{unicodedata.normalize('NFC', name)}")
    lead = page.partition('<div class="text">')[0].replace("&#39;", "'")
    assert f'src="{hrefs(page)[0]}"' in lead


def test_a_file_that_is_not_there_is_told_with_its_line(site: SiteFolder) -> None:
    site.write("content/files/a b.svg", PIXEL)
    body = "One.\n\n![x](/files/a%20c.svg)\n\n[y][m] and ![z](</files/d e.svg>)\n\n[m]: <f g>"
    site.write("content/articles/a.md", article("A", body)).build()
    places = [(8, "/files/a%20c.svg"), (10, "/files/d e.svg"), (12, "f g")]
    wanted = [
        f"content/articles/a.md:{line}: no page or file of this site answers {target!r}"
        for line, target in places
    ]
    assert list(site.problems) == wanted
    assert [one for one in found(site) if "svg" in one or "f g" in one]


def test_a_link_is_an_address_first_and_then_a_name(site: SiteFolder) -> None:
    for name in ("a b.svg", "a%20b.svg", "c.svg", "c.svg?d.svg"):
        site.write(f"content/files/{name}", PIXEL)
    targets = ("a%20b.svg", "a%2520b.svg", "c.svg?d.svg", "c.svg%3Fd.svg", "a b.svg")
    body = "\n\n".join(f"![x](</files/{target}>)" for target in targets)
    site.write("content/articles/a.md", article("A", body)).build()
    assert [href.removeprefix("/files/") for href in hrefs(site.page("articles/a/"))] == [
        "a%20b.svg", "a%2520b.svg", "c.svg?d.svg", "c.svg%3Fd.svg", "a%20b.svg"
    ]  # fmt: skip


def test_a_name_with_a_backslash_is_refused(site: SiteFolder) -> None:
    site.write("content/files/back\\slash.svg", PIXEL).build()
    (problem,) = site.problems
    assert "expected a name without '\\'" in problem
    assert [one.replace(":1: ", ": ") for one in found(site)] == [problem]


def test_two_files_of_one_name_in_two_forms_are_refused(site: SiteFolder) -> None:
    for form in FORMS:
        site.write(f"content/files/{unicodedata.normalize(form, 'Größe.svg')}", PIXEL)
    site.build()
    (problem,) = site.problems
    assert "is the same file on some systems" in problem


def test_links_to_former_addresses_lead_to_the_page_itself(site: SiteFolder) -> None:
    aliases = ["/2011/05/old-place.html", "/2011/05/größe/", "/pub/a b/"]
    site.write("content/articles/new.md", article("New", aliases=aliases))
    site.write("content/pages/about.md", "---\ntitle: A\naliases: [/wer/]\n---\n")
    redirects = (
        "/blog/rail.html /articles/new/\n/blog/x/ /blog/rail.html\n/us/ /wer/#top\n"
    )
    site.write("content/redirects.txt", redirects)
    targets = [
        "/2011/05/old-place.html", "/2011/05/old-place.html?print=1#n", "/2011/05/gr%C3%B6%C3%9Fe",
        "/2011/05/gro%CC%88%C3%9Fe/index.html", "/pub/a%20b/", "/blog/rail.html", "/blog/x",
        "../new/", "../new", "new", "new.md", "./new.md#x", "../../articles/new/index.html",
        "/articles/new/?from=list", "/wer/", "/us/", "/us/?q#part", "?print=1",
    ]  # fmt: skip
    body = "\n\n".join(f"[x]({target})" for target in targets)
    site.write("content/articles/a.md", article("A", body)).build()
    assert site.problems == ()
    new = "/articles/new/"
    assert hrefs(site.page("articles/a/")) == [
        new, f"{new}?print=1#n", new, new, new, new, new, new, new, new, new, f"{new}#x",
        new, f"{new}?from=list", "/about/", "/about/#top", "/about/?q#part", "/articles/a/?print=1",
    ]  # fmt: skip


def test_links_lead_to_years_and_feeds_of_terms(site: SiteFolder) -> None:
    targets = ["/authors/mara-lindqvist/2021/", "/authors/mara-lindqvist/undated/m",
               "/years/2021/03/", "/authors/mara-lindqvist/feed.xml", "/sitemap.xml"]  # fmt: skip
    body = "\n\n".join(f"[x]({target})" for target in targets)
    site.write(
        "content/articles/a.md", article("A", body, date="2021-03-04", authors=PEOPLE)
    )
    site.write("content/articles/m.md", article("Mill", authors=PEOPLE)).build()
    assert site.problems == ()
    assert found(site) == []
    site.edit("content/articles/a.md", "2021-03-04", "2022-03-04").build()
    assert found(site) != []
    assert [one.message.values[0] for one in site.report.problems] == [
        targets[0],
        targets[2],
    ]


def test_a_menu_is_led_as_links_are(site: SiteFolder) -> None:
    menu = [
        "/articles/gro%CC%88%C3%9Fe/?x=1", "/alt/", "/files/a b.svg", "/files/a%20b.svg", "/no%20where"
    ]  # fmt: skip
    rows = ", ".join(f'{{label = "L", url = "{url}"}}' for url in menu)
    site.write("pyproject.toml", f"{SETTINGS}menu = [{rows}]\n")
    site.write("content/files/a b.svg", PIXEL)
    site.write("content/articles/größe.md", article("Size", aliases=["/alt/"])).build()
    links = re.findall(r'href="([^"]*)">L<', site.page("articles/größe/"))
    size = "/articles/gr%C3%B6%C3%9Fe/"
    file = "/files/a%20b.svg"
    assert links[:5] == [f"{size}?x=1", size, file, file, "/no%20where"]
    assert len(found(site)) == 1


def test_what_a_macro_writes_is_told_apart_from_what_it_is_given(
    site: SiteFolder,
) -> None:
    menu = 'menu = [{label = "L", url = "/no/"}]\n'
    site.write("pyproject.toml", f"{SETTINGS}{menu}")
    site.write(
        "templates/_foot.html",
        "{% macro to(url) %}\n"
        "{% if url %}<a href='{{ url }}'>x</a>{% endif %}\n"
        "<a href='/gone/'>y</a>\n"
        "{% endmacro %}\n"
        "<footer>{{ to(site.menu[0].url) }}</footer>\n",
    ).build()
    told = [one.partition(": ")[0] for one in found(site)]
    assert told == ["pyproject.toml:5", "templates/_foot.html:3"]


@pytest.mark.parametrize("form", FORMS)
def test_a_name_has_one_address_in_either_form(site: SiteFolder, form: Form) -> None:
    def named(name: str) -> str:
        return unicodedata.normalize(form, name)

    site.write(f"content/articles/{named('größe')}.md", article("Size"))
    site.write(f"content/authors/{named('vår')}.md", "---\nname: Vår\n---\n")
    site.write(f"content/pages/{named('über')}.md", "---\ntitle: Us\n---\n")
    site.write(f"content/files/{named('Übersicht/Kai ö.svg')}", PIXEL)
    links = "[a](größe.md) [b](../authors/vår.md) [c](/über/) ![d](/files/Übersicht/Kai%20ö.svg)"
    for other in FORMS:
        body = unicodedata.normalize(other, links)
        site.write(f"content/articles/{other}.md", article(other, body))
    site.build()
    assert site.problems == ()
    assert found(site) == []
    for other in FORMS:
        assert hrefs(site.page(f"articles/{other.lower()}/")) == [
            "/articles/gr%C3%B6%C3%9Fe/", "/authors/v%C3%A5r/", "/%C3%BCber/",
            "/files/%C3%9Cbersicht/Kai%20%C3%B6.svg",
        ]  # fmt: skip


def test_an_address_that_a_decomposed_name_had_leads_on(site: SiteFolder) -> None:
    site.write("content/articles/größe.md", article("Size"))
    site.write("content/authors/vår.md", "---\nname: Vår\n---\n")
    lost = "/articles/grosse/\n/authors/var/\n/authors/var/2011/\n"
    site.write("content/addresses.txt", lost).build()
    assert site.problems == ()
    assert "url=/articles/gr%C3%B6%C3%9Fe/" in site.page("articles/grosse/")
    for old in ("authors/var/", "authors/var/2011/"):
        assert "url=/authors/v%C3%A5r/" in site.page(old)
    site.write("content/articles/grosse.md", article("Its own")).build()
    assert site.problems == ()
    assert "Its own" in site.page("articles/grosse/")
    assert site.output() == site.clean_output(site.folder.parent / "clean")
    site.delete("content/articles/grosse.md").build()
    assert site.output() == site.clean_output(site.folder.parent / "clean")


def test_old_names_of_places_and_ids_of_headings_are_ids(site: SiteFolder) -> None:
    body = (
        'A note<a href="#n1">[1]</a>, [levels](#levels), [size](#größe) and [b](b.md#n2).\n\n'
        '<a name="n1"></a>1. It.\n\n## Levels of the river {#levels}\n\n### Size {: #größe .x}'
    )
    site.write("content/articles/a.md", article("A", body))
    site.write("content/articles/b.md", article("B", '<a name="n2" id="n2">x</a>'))
    site.build()
    assert found(site) == []
    page = site.page("articles/a/")
    assert '<a id="n1"></a>' in page
    assert '<h2 id="levels">Levels of the river</h2>' in page
    assert '<h3 id="größe">Size</h3>' in page
    site.edit("content/articles/a.md", "#n1", "#n3").build()
    assert found(site) == [
        "content/articles/a.md:6: nothing on the page has the id 'n3'"
    ]


def test_an_id_that_stands_twice_is_told_where_it_stands_again(
    site: SiteFolder,
) -> None:
    body = 'x\n\n## A {#n}\n\n## B {#n}\n\n<a name="m"></a>\n\n<a name="m"></a>'
    site.write("content/articles/a.md", article("A", body)).build()
    assert found(site) == [
        "content/articles/a.md:10: the id 'n' stands twice",
        "content/articles/a.md:14: the id 'm' stands twice",
    ]


SERIES = "On with [*two*](b.md).\n\nThen [three](/articles/c/#x), [three](/c/ 'T').\n\n"


@pytest.fixture
def series(site: SiteFolder) -> SiteFolder:
    """The first part of a series, whose others are not out yet."""
    site.write("content/articles/a.md", article("A", SERIES))
    site.write("content/articles/b.md", article("B", date="2021-01-01", draft=True))
    later = article("C", date="2099-01-01", aliases=["/c/"])
    return site.write("content/articles/c.md", later)


def test_links_to_what_is_held_back_are_told_after_each_edit_as_by_a_clean_build(
    series: SiteFolder, tmp_path: Path
) -> None:
    for name in "defgh":
        series.write(f"content/articles/{name}.md", article(name, date="2020-01-01"))
    series.build()
    path = "content/articles/d.md"
    for body in (
        "On with [two](b).",
        "Well.\n\nOn with [two](b).",
        "[2](b)\n\n[3](c)",
        "On.",
    ):
        series.write(path, article("d", body, date="2020-01-01")).build()
        output, clean = series.clean_build(tmp_path / "clean")
        assert series.report.open_points == clean.open_points
        assert series.output() == output
        assert series.build().report.open_points == clean.open_points


def test_a_link_to_what_is_held_back_is_plain_text_until_that_is_out(
    series: SiteFolder,
) -> None:
    series.build()
    assert series.problems == ()
    page = series.page("articles/a/")
    assert ">On with <span><em>two</em></span>.</p>" in page
    assert 'Then <span>three</span>, <span title="T">three</span>.' in page
    assert told(series) == [
        "content/articles/a.md:6: 'b.md' leads to content/articles/b.md, which is a draft; "
        "until it is none, the words of the link are published without it",
        "content/articles/a.md:8: '/articles/c/#x' leads to content/articles/c.md, which is "
        "not out before 2099-01-01; until then, the words of the link are published without it",
        "content/articles/a.md:8: '/c/' leads to content/articles/c.md, which is not out "
        "before 2099-01-01; until then, the words of the link are published without it",
    ]
    series.build(drafts=True)
    assert hrefs(series.page("articles/a/")) == [
        "/articles/b/", "/articles/c/#x", "/articles/c/"
    ]  # fmt: skip


def test_a_link_comes_and_goes_with_what_it_leads_to(series: SiteFolder) -> None:
    clean = series.folder.parent / "clean"
    series.build()
    for old, new in (("draft: true", "draft: false"), ("draft: false", "draft: true")):
        series.edit("content/articles/b.md", old, new).build()
        assert series.output() == series.clean_output(clean)
        is_out = 'href="/articles/b/"' in series.page("articles/a/")
        assert is_out is (new == "draft: false")
    series.edit("content/articles/c.md", "/c/", "/d/").build()
    (problem,) = series.problems
    assert problem.startswith("content/articles/a.md:8: no page or file")
    series.edit("content/articles/c.md", "/d/", "/c/").build()
    series.delete("content/articles/b.md").build()
    (problem,) = series.problems
    assert problem.startswith("content/articles/a.md:6: no page or file")


def test_a_redirect_and_a_menu_say_why_they_lead_nowhere(series: SiteFolder) -> None:
    series.write("content/redirects.txt", "/old/ /articles/b/\n/older/ /c/\n").build()
    assert [one.partition(": ")[2] for one in series.problems] == [
        "'/articles/b/' leads to content/articles/b.md, which is a draft; take the line out "
        "until it is none",
        "'/c/' leads to content/articles/c.md, which is not out before 2099-01-01; take the "
        "line out until then",
    ]
    series.delete("content/redirects.txt")
    menu = 'menu = [{label = "L", url = "/articles/b/"}]\n'
    series.write("pyproject.toml", SETTINGS + menu)
    assert found(series) == [
        "pyproject.toml:5: '/articles/b/' leads to content/articles/b.md, which is a draft"
    ]


def test_each_link_is_looked_at_once_however_many_people_are_held_back(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        name = f"Person {number}"
        site.write(f"content/authors/p{number}.md", f"---\nname: {name}\n---\n")
        draft = article(name, draft=True, authors=[name])
        site.write(f"content/articles/d{number}.md", draft)
        target = "../authors/p7.md" if number == 3 else "/articles/a0/"
        body = f"On [it]({target})."
        site.write(f"content/articles/a{number}.md", article("A", body))
    seen: list[str] = []

    def names(target: str) -> frozenset[str]:
        seen.append(target)
        return last_names(target)

    monkeypatch.setattr("commentariat.pipeline.held_back.last_names", names)
    assert site.build().problems == ()
    assert len(seen) < 80
    assert [site.has(f"authors/p{n}/") for n in (6, 7, 8)] == [False, True, False]
