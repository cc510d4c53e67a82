"""Which edits the preview takes in place, and that their pages are those of a build."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from harness import SiteFolder, article
from live_preview import LivePreview

from commentariat.archive.archive import build_archive, order_key
from commentariat.archive.model import Article
from commentariat.config import load_settings
from commentariat.preview.epoch import StaleError
from commentariat.site.search_links import INDEX
from commentariat.site.soundings import MOST

AT = "content/articles"
TITLES = {
    "ferry": "The Ferry",
    "grid": "The Grid",
    "dam": "The Dam",
    "mill": "The Mill",
}
COMMON: dict[str, Any] = {
    "regions": ["Europe"],
    "topics": ["Energy"],
    "type": "commentary",
}
MARA: dict[str, Any] = {"authors": ["Mara Lindqvist"]}
IVO: dict[str, Any] = {"authors": ["Ivo Ränd"]}


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    found = SiteFolder(tmp_path / "site")
    years = ("2021-03-11", "2021-05-02", "2022-01-01")
    for number, (name, title) in enumerate(TITLES.items()):
        more = {"date": years[number]} if number < len(years) else {}
        who = MARA if number % 2 else IVO
        text = article(title, slug=name, dek=f"On the {name}.", **COMMON, **who, **more)
        found.write(f"{AT}/{name}.md", text)
    found.edit(
        f"{AT}/dam.md", "slug:", "bios:\n- {name: Ivo Sepp, bio: Writes.}\nslug:"
    )
    found.edit(f"{AT}/ferry.md", "- Energy", "- Energy\n- Tides")
    found.edit(f"{AT}/dam.md", "A paragraph.", "See [it](ferry).")
    found.write(
        "content/pages/about.md", "---\ntitle: About\n---\n[x](/articles/grid/)\n"
    )
    return found


def add(name: str, **fields: Any) -> Callable[[SiteFolder], object]:
    values = {**COMMON, **MARA, "slug": name, "date": "2021-03-11"} | fields
    text = article(f"New {name}", **values)
    return lambda site: site.write(f"{AT}/{name}.md", text)


def edit(name: str, old: str, new: str) -> Callable[[SiteFolder], object]:
    return lambda site: site.edit(f"{AT}/{name}.md", old, new)


def rename(site: SiteFolder) -> None:
    (site.folder / AT / "old").mkdir()
    (site.folder / AT / "grid.md").rename(site.folder / AT / "old/grid.md")


def break_article(site: SiteFolder) -> None:
    site.write(f"{AT}/grid.md", "---\ntitle: never closed\n")


IN_PLACE = {
    "a body": edit("dam", "See", "Look at"),
    "a title": edit("ferry", "The Ferry", "The Night Ferry"),
    "a title of an undated article": edit("mill", "The Mill", "Old Mills"),
    "a dek": edit("grid", "On the grid.", "Of grids."),
    "a date within its year": edit("ferry", "2021-03-11", "2021-06-01"),
    "a date in another year": edit("grid", "2021-05-02", "2022-05-02"),
    "a date taken away": edit("grid", "date: '2021-05-02'\n", ""),
    "a date of a year that another has": edit(
        "mill", "slug:", "date: 2022-02-02\nslug:"
    ),
    "a day of change": edit("ferry", "slug:", "updated: 2024-01-01\nslug:"),
    "a slug": edit("mill", "slug: mill", "slug: wind-mill"),
    "a draft": edit("ferry", "slug:", "draft: true\nslug:"),
    "an author more": edit("grid", "- Mara", "- Ivo Ränd\n- Mara"),
    "former addresses": edit("grid", "slug:", "aliases: [old/grid, x.html]\nslug:"),
    "an article taken back": edit(
        "ferry", "slug:", "withdrawn: 2024-01-01\nwithdrawn_reason: Wrong.\nslug:"
    ),
    "an article added": add("rope"),
    "an article without a date": add("rope", date=""),
    "an article with teasers": add("rope", related=[{"teaser": "On the dam."}]),
    "an article deleted": lambda site: site.delete(f"{AT}/mill.md"),
    "a file renamed": rename,
    "a fault": break_article,
    "a new topic": edit("grid", "- Energy", "- Energy\n- Ports"),
    "a new author whom a page introduces": edit("mill", "Mara Lindqvist", "Ivo Sepp"),
    "a new year": edit("grid", "2021-05-02", "2023-05-02"),
    "a topic that nothing has any more": edit("ferry", "- Tides\n", ""),
    "a year left empty": edit("ferry", "2021-03-11", "2022-01-01"),
}


@pytest.mark.parametrize("change", IN_PLACE.values(), ids=IN_PLACE)
def test_an_edit_of_articles_is_taken_in_place(
    site: SiteFolder, change: Callable[[SiteFolder], object]
) -> None:
    add("rope0", date="2022-03-03")(site)
    add("rope1", date="")(site)  # no term is left without an article
    preview = LivePreview(site)
    change(site)
    preview.look()
    assert preview.live.assemblies == 1
    assert bool(preview.problems) is (change is break_article), "else none is compared"


def test_a_link_that_led_nowhere_is_mended_by_the_article_it_names(
    site: SiteFolder,
) -> None:
    site.edit(f"{AT}/dam.md", "[it](ferry)", "[it](ferry) and [more](last)")
    preview = LivePreview(site)
    preview.look()
    assert preview.problems
    add("last")(site)
    preview.look()
    assert not preview.problems
    assert preview.live.assemblies == 1


ANEW = {
    "a year before all others": edit("grid", "2021-05-02", "2019-05-02"),
    "a year long after all others": edit("grid", "2021-05-02", "2025-05-02"),
    "the first term of a facet": edit("grid", "slug:", "series: Notes\nslug:"),
    "a namesake": edit("grid", "- Energy", "- Energy\n- Europe"),
    "a namesake's last article": edit("ferry", "- Tides\n", ""),
    "another spelling": edit("grid", "Ivo Ränd", "Ivo Rand"),
    "a slug that another has": edit("grid", "slug: grid", "slug: ferry"),
    "an address that another has": edit("grid", "slug:", "aliases: [about]\nslug:"),
    "a file where another has a folder": edit(
        "grid", "slug:", "aliases: [regions/europe/feed.xml/x]\nslug:"
    ),
    "a page": lambda site: site.write("content/pages/a.md", "---\ntitle: A\n---\n"),
    "a term's file": lambda site: site.write(
        "content/regions/europe.md", "---\nname: Europe\n---\nA continent.\n"
    ),
    "a picture": edit("grid", "slug:", "image: files/x.svg\nslug:"),
}


def test_a_piece_that_makes_the_archive_so_large_touches_all_pages(
    site: SiteFolder,
) -> None:
    for name in ("last", *(f"rope{number}" for number in range(5))):
        add(name, date="2021-04-01")(site)
    preview = LivePreview(site)
    assert "More than" not in site.build().page("about/")
    add("rope5", date="2021-04-01")(site)
    preview.look()
    assert preview.live.assemblies == 2
    assert "More than 10 pieces since 2021" in site.build().page("about/")
    add("rope6", date="2021-04-01")(site)
    preview.look()
    assert preview.live.assemblies == 2
    edit("rope6", "2021-04-01", "2020-04-01")(site)
    preview.look()
    assert preview.live.assemblies == 3
    assert "since 2020" in site.build().page("about/")
    site.delete(f"{AT}/rope6.md")
    preview.look()
    back = "withdrawn: 2024-01-01\nwithdrawn_reason: Wrong.\nslug:"
    for old, new in (("slug:", back), (back, "slug:")):
        edit("rope5", old, new)(site)
        preview.look()
        page = preview.shown["about/index.html"]
        assert page is not None
        assert (b"More than" in page) is (old == back)


@pytest.mark.parametrize("change", ANEW.values(), ids=ANEW)
def test_an_edit_that_may_show_anywhere_makes_everything_anew(
    site: SiteFolder, change: Callable[[SiteFolder], object]
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    site.write("content/files/x.svg", svg)
    site.edit(f"{AT}/grid.md", "Mara Lindqvist", "Ivo Ränd")
    site.edit(f"{AT}/dam.md", "- Europe", "- Europe\n- Tides")
    preview = LivePreview(site)
    change(site)
    preview.look()
    assert preview.live.assemblies == 2


REGISTER = "/gone/ ferry\n/older/ /old/ferry/\n"


def test_what_redirects_speak_of_is_made_anew(site: SiteFolder) -> None:
    site.edit(f"{AT}/ferry.md", "slug:", "aliases: [old/ferry]\nslug:")
    site.write("content/redirects.txt", REGISTER)
    preview = LivePreview(site)
    site.edit(f"{AT}/grid.md", "The Grid", "A Grid")
    preview.look()
    assert preview.live.assemblies == 1
    site.edit(f"{AT}/ferry.md", "The Ferry", "A Ferry")
    preview.look()
    assert preview.live.assemblies == 2


def test_an_address_that_was_published_and_is_lost_is_told(site: SiteFolder) -> None:
    site.write("content/addresses.txt", "/articles/mill/\n/articles/grid/\n")
    preview = LivePreview(site)
    site.edit(f"{AT}/grid.md", "The Grid", "A Grid")
    preview.look()
    assert preview.live.assemblies == 1
    site.delete(f"{AT}/mill.md")
    preview.look()
    assert preview.live.assemblies == 2
    assert "'/articles/mill/' was published" in str(preview.epoch.problems[0])


def test_a_term_that_may_be_one_that_was_published_is_asked_about(
    site: SiteFolder,
) -> None:
    site.write("content/addresses.txt", "/topics/energies/\n/topics/mills/\n")
    site.edit(f"{AT}/ferry.md", "- Tides", "- Zoos")
    asked = []
    preview = LivePreview(site)
    for old, new in (("Zoos", "Mill"), ("Mill", "Zoos"), ("Zoos", "Ships")):
        asked.append([one for one in preview.epoch.open_points if "mills" in str(one)])
        site.edit(f"{AT}/ferry.md", f"- {old}", f"- {new}")
        preview.look()  # it compares what is asked with what a build asks
    assert [len(found) for found in asked] == [0, 1, 0]
    assert preview.live.assemblies == 3


@pytest.mark.parametrize("name", ["ferry", "grid"])
def test_what_two_are_at_fault_for_is_mended_in_either(
    site: SiteFolder, name: str
) -> None:
    for one in ("ferry", "grid"):
        site.edit(f"{AT}/{one}.md", "slug:", "aliases: [old/one]\nslug:")
    preview = LivePreview(site)
    assert preview.epoch.problems
    site.edit(f"{AT}/{name}.md", "aliases: [old/one]\n", "")
    preview.look()
    assert not preview.epoch.problems


@pytest.mark.parametrize("name", ["ferry", "mill"])
def test_only_pages_that_show_a_title_are_said_to_be_others(
    site: SiteFolder, name: str
) -> None:
    preview = LivePreview(site)
    before = preview.shown
    site.edit(f"{AT}/{name}.md", TITLES[name], "A Title")
    preview.look()
    now = preview.shown
    others = {o for o in before.keys() | now.keys() if before.get(o) != now.get(o)}
    searched = {one for one in others if one.startswith(INDEX)}
    assert preview.epoch.changed == others - searched
    assert searched
    assert preview.epoch.doubtful >= searched
    assert f"articles/{name}/index.html" in others


def test_an_earlier_state_does_not_give_pages_of_a_later_one(site: SiteFolder) -> None:
    preview = LivePreview(site)
    before = preview.epoch
    site.edit(f"{AT}/ferry.md", "The Ferry", "The Night Ferry")
    preview.update()
    home = before.render("about/index.html")
    assert home is not None
    assert home.data == preview.shown["about/index.html"]
    with pytest.raises(StaleError):
        before.render("index.html")


def test_a_new_template_that_fails_is_told_where_no_older_one_has_its_name(
    site: SiteFolder,
) -> None:
    preview = LivePreview(site)
    site.write("templates/own.html", "{{ page.nothing.more }}")
    site.edit(
        "content/pages/about.md", "title: About", "title: About\ntemplate: own.html"
    )
    preview.look()
    (problem,) = preview.problems
    assert problem.source == "templates/own.html"
    site.write("templates/own.html", "{{ page.head.title }}")
    preview.look()
    assert preview.problems == set()


def test_styles_do_not_put_off_what_could_not_be_made_before(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("theme/own.css", "a { color: red }\n")
    preview = LivePreview(site)

    def fail(*_: object, **__: object) -> None:
        raise OSError("no templates for a moment")

    with monkeypatch.context() as patched:
        patched.setattr("commentariat.live.site.assemble", fail)
        site.edit(f"{AT}/grid.md", "slug: grid", "slug: ferry")
        preview.update()
    assert preview.live.assemblies == 1
    site.edit("theme/own.css", "red", "blue")
    preview.update()
    assert preview.live.assemblies == 2


def test_what_could_not_be_taken_in_is_with_the_next_edit(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = LivePreview(site)
    refused = PermissionError(13, "Permission denied", str(site.folder / AT / "dam.md"))
    with monkeypatch.context() as patched:
        patched.setattr("commentariat.live.site.assemble", Mock(side_effect=refused))
        site.edit("content/pages/about.md", "[x]", "[y]")
        preview.update()
        assert preview.epoch.problems
    site.edit(f"{AT}/grid.md", "The Grid", "A Grid")
    preview.look()
    assert not preview.epoch.problems


def test_a_file_that_is_halfway_written_is_waited_for(site: SiteFolder) -> None:
    preview = LivePreview(site)
    path = site.folder / AT / "ferry.md"
    # On a busy machine the rest may come too late to be waited for, but not always.
    for number in range(50):
        write_by_halves(path, preview, f"The Night Ferry {number}")
        if not preview.epoch.problems:
            break
        preview.update()  # the whole file
    else:
        pytest.fail("half a file was read fifty times")
    preview.compare()


def write_by_halves(path: Path, preview: LivePreview, title: str) -> None:
    """Look at a file of which the rest is written a moment later."""
    whole = article(title, slug="ferry", date="2021-03-11", **COMMON, **IVO)
    half = whole.index("slug")  # no front matter yet
    with path.open("w", encoding="utf-8") as file:
        file.write(whole[:half])
        file.flush()

        def write_rest() -> None:
            file.write(whole[half:])
            file.flush()

        rest = threading.Timer(0.004, write_rest)
        rest.start()
        preview.update()
        rest.join()


def test_the_order_that_edits_go_by_is_that_of_the_archive(site: SiteFolder) -> None:
    settings = load_settings(site.folder)
    dates = ("", "2020-01-01", "2021-01-01", "2021-12-31", "0999-01-01")
    titles = ("b", "A", "Ä", "a")
    articles = [
        Article(f"{n}.md", "", title, f"{n % 7}-{n}", "en", date=date)
        for n, (title, date) in enumerate((t, d) for t in titles for d in dates)
    ]
    found = build_archive(articles, (), (), settings.facets).articles
    assert found == sorted(articles, key=order_key)
    assert len(found) == len(articles)


@pytest.mark.parametrize(("count", "is_shown"), [(MOST - 2, True), (MOST + 1, False)])
def test_a_longer_body_leaves_the_page_of_whom_it_shows_no_lengths(
    site: SiteFolder, count: int, is_shown: bool
) -> None:
    for number in range(count):
        add(f"busy-{number}", authors=["Ada Busy"])(site)
    preview = LivePreview(site)
    site.write(f"{AT}/busy-0.md", site.read(f"{AT}/busy-0.md") + "\nwords " * 300)
    preview.look()
    assert "articles/busy-0/index.html" in preview.epoch.changed
    assert ("authors/ada-busy/index.html" in preview.epoch.changed) is is_shown
    assert preview.live.assemblies == 1


def test_a_longer_body_shows_on_the_page_of_its_author_and_in_no_listing(
    site: SiteFolder,
) -> None:
    preview = LivePreview(site)
    text = site.read(f"{AT}/grid.md")
    site.write(f"{AT}/grid.md", text + "\nmore words " * 200)
    preview.update()
    told = set(preview.changed)
    preview.compare()
    assert "articles/grid/index.html" in told
    assert any(one.startswith("authors/") for one in told)
    assert not any(one.startswith(("topics/", "regions/", "years/")) for one in told)
