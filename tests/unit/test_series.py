"""The order of a series, and what of it the page of a part shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article

from commentariat.pipeline import check_site
from commentariat.site.series import MOST_PARTS

AT = "content/articles"
IN_MAIN = re.compile("<main.*?</main>", re.DOTALL)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site")


def write(site: SiteFolder, **parts: Mapping[str, object]) -> SiteFolder:
    """Write an article a part, its slug with `_` for `-`, with these fields."""
    held: dict[str, object]
    for name, fields in parts.items():
        slug = name.replace("_", "-")
        held = {"slug": slug, "series": "The Long Shore", **fields}
        text = article(slug.title(), "A paragraph.", **held)
        site.write(f"{AT}/{slug}.md", text)
    return site.build()


def listed(site: SiteFolder, path: str = "series/the-long-shore/") -> list[str]:
    found = IN_MAIN.search(site.page(path))
    assert found
    return list(dict.fromkeys(re.findall('href="/articles/([^/]*)/"', found[0])))


def said(site: SiteFolder, slug: str) -> list[str]:
    """What the page of a part says of its place, and where it leads within the series."""
    page = site.page(f"articles/{slug}/")
    return [
        *dict.fromkeys(re.findall(r"Part [\d]+(?: of \d+)?", page)),
        *re.findall(r'rel="(?:prev|next)" href="/articles/([^/]*)/"', page),
    ]


def test_parts_go_by_their_dates_from_the_first_on(site: SiteFolder) -> None:
    write(site, c={"date": "2024-01-02"}, a={"date": "2019-02-03"}, b={"date": "2021-02-03"},
          x={"date": "2020-01-01", "series": ""})  # fmt: skip
    assert listed(site) == ["a", "b", "c"]
    assert said(site, "a") == ["Part 1 of 3", "b"]
    assert said(site, "b") == ["Part 2 of 3", "a", "c"]
    assert said(site, "c") == ["Part 3 of 3", "b"]
    assert said(site, "x") == ["a", "b"], "others keep what is earlier and later"


def test_of_one_day_they_go_by_the_numbers_in_their_slugs(site: SiteFolder) -> None:
    write(site, **{f"part_{n}": {"date": "2020-01-01"} for n in (11, 9, 2, 10, 1)})
    assert listed(site) == ["part-1", "part-2", "part-9", "part-10", "part-11"]


def test_months_come_before_their_days_and_the_undated_last(site: SiteFolder) -> None:
    write(site, day={"date": "2024-02-11"}, month={"date": "2024-02"}, year={"date": "2023"},
          none={}, before={"date": "2024-01-30"})  # fmt: skip
    assert listed(site) == ["year", "before", "month", "day", "none"]


def test_a_part_that_says_its_number_stands_at_that_place(site: SiteFolder) -> None:
    write(site, a={"date": "2020-01-01"}, b={"date": "2024-01-01", "part": "2"},
          c={"date": "2022-01-01"})  # fmt: skip
    assert listed(site) == ["a", "b", "c"]


def test_numbers_stay_where_a_part_is_taken_back_or_not_out(site: SiteFolder) -> None:
    back = {"withdrawn": "2023-01-01", "withdrawn_reason": "Wrong."}
    write(site, a={"part": "1"}, b={"part": "2"} | back, c={"part": "3", "draft": True},
          d={"part": "4"})  # fmt: skip
    assert listed(site) == ["a", "d"]
    assert said(site, "a") == ["Part 1 of 4", "d"]
    assert said(site, "d") == ["Part 4 of 4", "a"]
    numbers = re.findall(
        r'<ol class="rows" start="(\d)">', site.page("series/the-long-shore/")
    )
    assert numbers == ["1", "4"]


def test_a_series_of_one_has_no_order(site: SiteFolder) -> None:
    write(site, a={"date": "2020-01-01"}, b={"date": "2021-01-01", "series": ""})
    assert said(site, "a") == ["b"]
    assert 'class="series"' not in site.page("articles/a/")


def test_titles_are_said_in_their_own_languages(site: SiteFolder) -> None:
    write(site, a={"date": "2020-01-01"}, b={"date": "2021-01-01", "language": "ar"})
    assert '<a href="/articles/b/"><bdi lang="ar" dir="rtl">B</bdi></a>' in site.page(
        "articles/a/"
    )


def test_a_piece_may_be_part_of_several(site: SiteFolder) -> None:
    own = (
        SETTINGS
        + """
[tool.commentariat.facets.courses]
label = "Courses"
label_one = "Course"
in_order = true
"""
    )
    site.write("pyproject.toml", own)
    write(site, a={"date": "2020-01-01", "courses": ["One", "Two"], "part": "2"},
          b={"date": "2021-01-01", "courses": ["Two"], "part": "1"},
          c={"date": "2022-01-01", "courses": ["One"], "series": ""})  # fmt: skip
    assert said(site, "a") == ["Part 2 of 2", "Part 1 of 2", "b", "c", "b"]
    assert listed(site, "courses/one/") == ["a", "c"]
    assert listed(site, "courses/two/") == ["a", "b"], "`part` is of the first alone"
    assert listed(site) == ["b", "a"]


def asked(site: SiteFolder) -> list[str]:
    """What `check` asks about numbers of parts."""
    points = check_site(site.options()).open_points
    return [str(one) for one in points if one.kind == "part twice"]


def test_a_number_that_two_parts_say_is_asked_about(site: SiteFolder) -> None:
    site.write(
        "content/series/shore.md", "---\nname: The Long Shore\naliases: [Shore]\n---\n"
    )
    back = {"withdrawn": "2023-01-01", "withdrawn_reason": "Wrong."}
    write(site, a={"date": "2020-01-01", "part": "1"}, b={"date": "2019-01-01", "part": "1"},
          c={"part": "1", "series": "Shore"}, d={"part": "2"}, e={"part": "2", "draft": True},
          f={"part": "2"} | back, g={"part": "2", "language": "ru"},
          h={"part": "2", "series": "Another"}, i={}, j={})  # fmt: skip
    first, second = asked(site)
    says = "content/articles/b.md is part 1 of 'The Long Shore' as well"
    for point, name in ((first, "a"), (second, "c")):
        path, line, text = point.split(":", 2)
        assert path == f"{AT}/{name}.md"
        assert site.read(path).splitlines()[int(line) - 1].startswith("part:")
        assert says in text
    site.edit(f"{AT}/a.md", "part: '1'", "").edit(
        f"{AT}/c.md", "part: '1'", "part: '3'"
    )
    assert asked(site) == []


def test_the_number_of_a_piece_of_several_counts_in_the_first(site: SiteFolder) -> None:
    own = """
[tool.commentariat.facets.courses]
label = "Courses"
label_one = "Course"
in_order = true
"""
    site.write("pyproject.toml", SETTINGS + own)
    write(site, a={"courses": ["One", "Two"], "part": "2", "series": ""},
          b={"courses": ["Two"], "part": "2", "series": ""})  # fmt: skip
    assert asked(site) == []
    write(site, c={"courses": ["Two"], "part": "2", "series": ""})
    (point,) = asked(site)
    assert "part 2 of 'Two' as well" in point


def test_a_facet_may_do_without(site: SiteFolder) -> None:
    site.write(
        "pyproject.toml",
        f"{SETTINGS}[tool.commentariat.facets.series]\nin_order = false\n",
    )
    write(site, a={"date": "2020-01-01"}, b={"date": "2021-01-01"})
    assert listed(site) == ["b", "a"]
    assert said(site, "a") == ["b"]


def test_of_very_many_a_part_shows_those_beside_it_alone(site: SiteFolder) -> None:
    count = MOST_PARTS + 2
    write(site, **{f"p{n}": {"date": f"2020-01-{n:02}"} for n in range(1, count)})
    assert said(site, "p7") == ["p6", "p8"]
    pages = {f"articles/p{n}/index.html" for n in (6, 7, 8)}
    site.edit(f"{AT}/p7.md", "title: P7", "title: Another").build()
    written = {one for one in site.report.rendered if one.startswith("articles/p")}
    assert written == pages
    assert listed(site)[0] == "p1"
    assert listed(site, "series/the-long-shore/2020/")[:2] == ["p1", "p2"]


def test_of_few_every_part_shows_all(site: SiteFolder) -> None:
    write(site, **{f"p{n}": {"date": f"2020-01-{n:02}"} for n in range(1, 6)})
    site.edit(f"{AT}/p3.md", "title: P3", "title: Another").build()
    written = {one for one in site.report.rendered if one.startswith("articles/p")}
    assert written == {f"articles/p{n}/index.html" for n in range(1, 6)}
