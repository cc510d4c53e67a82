"""The search index as builds write it: whole, revised, left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article

from commentariat.facets import SEARCHED
from commentariat.pipeline import explain_site
from commentariat.pipeline.workspace import READING
from commentariat.search.reader import Query, Reader
from commentariat.site.search_links import INDEX


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path / "site")
    folder.write(
        "content/articles/ferry.md", article("A Ferry", body="Of a lighthouse.")
    )
    folder.write("content/articles/grid.md", article("The Grid", body="Of pylons."))
    return folder


def _index(outputs: Mapping[str, bytes]) -> dict[str, bytes]:
    return {o: data for o, data in outputs.items() if o.startswith(INDEX)}


def index_of(site: SiteFolder) -> dict[str, bytes]:
    return _index(site.output())


def reading(files: Mapping[str, bytes]) -> Callable[[str], bytes]:
    return lambda path: files[f"{INDEX}{path}"]


def find(site: SiteFolder, text: str) -> list[str]:
    reader = Reader(reading(index_of(site)))
    return [reader.card(one).slug for one in reader.answer(Query(text)).places]


def test_a_word_of_a_body_is_found_once_it_is_built(site: SiteFolder) -> None:
    site.build()
    assert find(site, "lighthouses") == ["ferry"]
    site.edit("content/articles/grid.md", "pylons", "a lighthouse").build()
    assert sorted(find(site, "lighthouse")) == ["ferry", "grid"]
    assert find(site, "pylon") == []


def test_what_is_withdrawn_is_not_found(site: SiteFolder) -> None:
    site.build()
    taken = article(
        "A Ferry",
        body="Of a lighthouse.",
        withdrawn="2020-01-01",
        withdrawn_reason="Wrong.",
    )
    site.write("content/articles/ferry.md", taken).build()
    assert find(site, "lighthouse") == []


def test_an_index_that_is_revised_is_that_of_a_clean_build(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build().edit("content/articles/grid.md", "Of pylons.", "Of the sea.").build()
    site.write(
        "content/articles/dam.md", article("The Dam", body="Of the sea.")
    ).build()
    revised = index_of(site)
    (site.folder / ".cache/search.index").unlink()
    assert list(explain_site(site.options()))[-1].startswith("0 to write, ")
    assert _index(site.clean_output(tmp_path / "clean")) == revised


def test_a_memory_of_the_index_that_was_cut_off_costs_time_alone(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build()
    memory = site.folder / ".cache/search.index"
    memory.write_bytes(memory.read_bytes()[:-40])
    site.edit("content/articles/grid.md", "Of pylons.", "Of the sea.").build()
    assert find(site, "sea") == ["grid"]
    revised = index_of(site)
    assert _index(site.clean_output(tmp_path / "clean")) == revised


def test_an_older_memory_of_the_index_costs_time_alone(
    site: SiteFolder, tmp_path: Path
) -> None:
    memory = site.build().folder / ".cache/search.index"
    older = memory.read_bytes()
    site.edit("content/articles/grid.md", "Of pylons.", "Of the sea.").build()
    memory.write_bytes(older)
    site.edit("content/articles/ferry.md", "Of a lighthouse.", "Of a pier.").build()
    assert find(site, "sea") == ["grid"]
    revised = index_of(site)
    assert _index(site.clean_output(tmp_path / "clean")) == revised


def test_the_index_of_another_output_is_not_taken_for_this_one(
    site: SiteFolder, tmp_path: Path
) -> None:
    for name, more in (
        ("early", {"until": "2026-03-01", "until_reason": "An offer."}),
        ("late", {"date": "2026-04-01"}),
    ):
        text = article(name.title(), body=f"Of {name} pylons.", **more)
        site.write(f"content/articles/{name}.md", text)
    site.build(today="2026-02-01")
    site.build(today="2026-05-01", output=tmp_path / "other")
    site.edit("content/articles/grid.md", "Of pylons.", "Of the sea.")
    site.build(today="2026-02-01")
    assert site.report.articles == 3
    assert find(site, "pylons") == ["early"]
    clean = site.clean_output(tmp_path / "clean", today="2026-02-01")
    assert _index(clean) == index_of(site)


def test_a_build_tells_where_the_index_was_made_anew(site: SiteFolder) -> None:
    for number in range(40):
        site.write(f"content/articles/{number}.md", article(f"Number {number}"))
    assert not site.build().report.is_index_anew
    for name, is_anew in (("the-step", True), ("after-it", False)):
        site.write(
            f"content/articles/{name}.md", article(name, body="Of steps.")
        ).build()
        assert site.report.is_index_anew is is_anew
        assert name in find(site, "steps")


def test_a_body_that_was_another_for_a_moment_is_found_again(
    site: SiteFolder, tmp_path: Path
) -> None:
    path = site.build().folder / "content/articles/grid.md"
    text = path.read_text(encoding="utf-8")
    for name in ("search.index", "bodies.index"):
        (site.folder / ".cache" / name).unlink()
    site.write("content/pages/about.md", article("About"))

    def edit(stage: str, done: int, total: int) -> None:
        if stage == READING and done == total > 0:
            path.write_text(text.replace("pylons", "a lake"), encoding="utf-8")

    site.build(progress=edit)
    path.write_text(text, encoding="utf-8")
    assert find(site.build(), "pylons") == ["grid"]
    assert _index(site.clean_output(tmp_path / "clean")) == index_of(site)


def test_a_site_may_do_without(site: SiteFolder) -> None:
    site.edit(
        "pyproject.toml",
        "[tool.commentariat]\n",
        "[tool.commentariat]\nsearch = false\n",
    )
    assert not index_of(site.build())


def test_a_facet_is_called_as_nothing_else_that_is_asked(site: SiteFolder) -> None:
    row = '[tool.commentariat.facets.NAME]\nlabel = "Q"\nlabel_one = "q"\nkey = "q"\n'
    site.edit("content/articles/grid.md", "title:", "q: [One]\ntitle:")
    for name in SEARCHED:
        settings = SETTINGS + row.replace("NAME", name)
        (problem,) = site.write("pyproject.toml", settings).build().problems
        assert f"by '{name}': call the facet otherwise" in problem
    named = SETTINGS + row.replace("NAME", "asked")
    off = settings.replace("[tool.commentariat]", "[tool.commentariat]\nsearch = false")
    for text in (named, off):
        assert site.write("pyproject.toml", text).build().problems == ()


def test_links_lead_to_searches(site: SiteFolder) -> None:
    links = "[a](/search/) [b](/search/?q=pylons&topics=one) [c](/explore/)"
    site.write("content/articles/dam.md", article("Dam", links, topics=["One"]))
    site.write("content/redirects.txt", "/find/ /search/\n/atlas/ /explore/\n")
    assert site.build().problems == ()
    page = site.page("articles/dam/")
    for href in ("/search/", "/search/?q=pylons&amp;topics=one", "/explore/"):
        assert f'<a href="{href}">' in page
    site.edit("content/articles/dam.md", "topics:\n- One\n", "").build()
    assert {one.partition(": ")[2] for one in site.problems} == {
        "no page or file of this site answers '/explore/'"
    }
    site.edit(
        "pyproject.toml",
        "[tool.commentariat]\n",
        "[tool.commentariat]\nsearch = false\n",
    ).build()
    assert "no page or file of this site answers '/search/'" in str(site.problems)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/pages/search.md", article("Search")),
        ("content/pages/explore.md", article("Explore")),
        ("content/articles/ferry.md", article("A Ferry", aliases=["search"])),
        ("content/articles/ferry.md", article("A Ferry", aliases=["explore"])),
        ("content/redirects.txt", "/search/ grid\n"),
        ("content/redirects.txt", "/search/index/root.json /feed.json\n"),
        ("content/root/search/index/root.json", "{}"),
        ("content/root/search/index", "all of them"),
        ("content/root/Search/index.html", "<p>Other."),
        (
            "pyproject.toml",
            f'{SETTINGS}[tool.commentariat.facets.topics]\npath = "search"\n',
        ),
        (
            "pyproject.toml",
            f'{SETTINGS}[tool.commentariat.sections.explore]\nlabel = "Explore"\n',
        ),
    ],
)
def test_what_is_at_an_address_of_the_search_is_told_once_with_the_way_out(
    site: SiteFolder, path: str, text: str
) -> None:
    site.edit("content/articles/grid.md", "title:", "topics: [One]\ntitle:").build()
    site.write("content/explore/one.md", article("One")).write(path, text).build()
    (problem,) = site.problems
    assert problem.partition(":")[0] == path
    assert "is a page of the search: choose another address" in problem
    out = site.read("pyproject.toml").replace(
        'title = "', 'search = false\ntitle = "', 1
    )
    assert site.write("pyproject.toml", out).build().problems == ()
