"""What `check` asks of terms: likely typos, and lives that nobody has."""

from __future__ import annotations

import pytest
from harness import SETTINGS, SiteFolder, article

from commentariat.pipeline import check_site


def asked(site: SiteFolder, *kinds: str) -> list[tuple[str, int, str]]:
    report = check_site(site.options())
    assert not report.problems
    return [
        (p.source, p.line, str(p.message))
        for p in report.open_points
        if p.kind in (kinds or ("likely typo", "two names", "long life"))
    ]


def pieces(site: SiteFolder, key: str, *names: str, year: int = 2020) -> SiteFolder:
    for n, name in enumerate(names):
        path = f"content/articles/{key}-{year}-{n:02}.md"
        fields: dict[str, object] = {"authors": ["Mara Lindqvist"], key: [name]}
        fields["date"] = f"{year}-01-02"
        site.write(path, article(f"{key} {n}", "Text.", **fields))
    return site


@pytest.mark.parametrize(
    ("key", "label", "slip", "right"),
    [
        ("regions", "region", "Baltc States", "Baltic States"),
        ("topics", "topic", "Enviromental Policy", "Environmental Policy"),
        ("centers", "center", "Center for Enrgy", "Center for Energy"),
        ("authors", "author", "Johan Lindstrm", "Johan Lindström"),
        ("programs", "program", "Água e Segurnça", "Água e Segurança"),
    ],
)
def test_a_likely_typo_is_asked_about_once_where_it_stands(
    site: SiteFolder, key: str, label: str, slip: str, right: str
) -> None:
    pieces(site, key, *[right] * 3, slip, *[right] * 3)
    ((source, line, message),) = asked(site, "likely typo")
    assert source == f"content/articles/{key}-2020-03.md"
    assert slip in site.read(source).split("\n")[line - 1]
    assert message == (
        f"{label} {slip!r} (articles: 1) may be {right!r} (articles: 6); in "
        f'content/terms.txt the line `merge {key} "{slip}" into "{right}"` makes them '
        f'one, and `not the same {key} "{slip}" "{right}"` ends the question'
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("terms.txt", 'not the same regions "Baltc States" "Baltic States"\n'),
        ("terms.txt", 'not the same regions "Baltic States" "Baltc States"\n'),
        ("terms.txt", 'merge regions "Baltc States" into "Baltic States"\n'),
        ("terms.txt", 'rename regions "Baltc States" to "Baltic States"\n'),
        ("terms.txt", 'rename regions "Baltic States" to "Baltics"\n'),
        (
            "regions/baltic.md",
            "---\nname: Baltic States\naliases: [Baltc States]\n---\n",
        ),
        (
            "regions/baltic.md",
            "---\nname: Baltic States\nspellings: [Baltc States]\n---\n",
        ),
        ("regions/baltc.md", "---\nname: Baltc States\n---\n"),
    ],
)
def test_an_answer_ends_the_question_and_its_going_asks_again(
    site: SiteFolder, path: str, text: str
) -> None:
    pieces(site, "regions", *["Baltic States"] * 3, "Baltc States")
    assert asked(site)
    site.write(f"content/{path}", text)
    assert not asked(site)
    site.delete(f"content/{path}")
    assert asked(site)


def test_what_differs_by_a_word_or_is_a_word_is_not_asked_about(
    site: SiteFolder,
) -> None:
    names = ("Austria", "Australia", "North Korea", "South Korea", "Niger", "Nigeria")
    pieces(site, "regions", *names, *["Iran"] * 30, "Iraq", "2019 Vote", "2020 Vote")
    assert not asked(site)


def test_all_other_doubles_are_told_in_one_question(site: SiteFolder) -> None:
    pieces(site, "authors", *["Ann Lee"] * 4, "Lee, Ann", "By Ann Lee")
    ((source, _, message),) = asked(site)
    assert source == "content/articles/authors-2020-05.md"
    assert message.startswith(
        "2 of the authors may have a second name, as 'By Ann Lee'"
    )


def test_a_life_that_nobody_has_is_asked_about_and_a_split_ends_it(
    site: SiteFolder,
) -> None:
    pieces(site, "authors", "Ann Lee", year=1931)
    pieces(site, "authors", "Ann Lee", year=1948)
    pieces(site, "authors", "Ann Lee", year=2009)
    ((source, _, message),) = asked(site, "long life")
    assert source == "content/articles/authors-1931-00.md"
    line = 'split authors "Ann Lee" to "Ann Lee (1931–1948)" where years 1931-1948'
    assert (
        f"has pieces from 1931 to 2009: if they are of two people, `{line}`" in message
    )
    site.write("content/terms.txt", line)
    assert not asked(site, "long life")
    site.delete("content/terms.txt")
    for said in ("roles:\n- role: Fellow\n", "wikidata: Q42\n", "family: Ann Lee\n"):
        assert asked(site, "long life")
        site.write("content/authors/ann-lee.md", f"---\nname: Ann Lee\n{said}---\n")
        assert not asked(site)
        site.delete("content/authors/ann-lee.md")


def test_a_slip_in_the_main_center_and_in_a_single_series_is_asked_about(
    site: SiteFolder,
) -> None:
    for n in range(4):
        fields: dict[str, object] = {
            "authors": ["Mara Lindqvist"],
            "date": "2020-01-02",
        }
        fields |= {"primary_center": "Center for Energy", "series": "Tidemark Papers"}
        site.write(f"content/articles/p{n}.md", article(f"P {n}", "Text.", **fields))
    fields |= {"primary_center": "Center for Enrgy", "series": "Tidemark Pappers"}
    site.write("content/articles/slip.md", article("Slip", "Text.", **fields))
    lines = site.read("content/articles/slip.md").split("\n")
    found = asked(site, "likely typo")
    assert {source for source, _, _ in found} == {"content/articles/slip.md"}
    assert sorted(lines[line - 1].partition(":")[0] for _, line, _ in found) == [
        "primary_center",
        "series",
    ]


def test_sixty_years_of_writing_are_a_life(site: SiteFolder) -> None:
    pieces(site, "authors", "Ann Lee", year=1950)
    pieces(site, "authors", "Ann Lee", year=2010)
    assert not asked(site)


def test_a_term_of_a_fixed_facet_is_refused_with_the_file_of_the_near_one(
    site: SiteFolder,
) -> None:
    fixed = SETTINGS + "[tool.commentariat.facets.regions]\nfixed = true\n"
    site.write("pyproject.toml", fixed)
    site.write("content/regions/baltic.md", "---\nname: Baltic States\n---\n")
    pieces(site, "regions", "Baltc States").build()
    (problem,) = site.problems
    assert problem.endswith(
        "no region is called 'Baltc States', and each has a file, as "
        "content/regions/baltic.md; did you mean 'Baltic States'?"
    )
