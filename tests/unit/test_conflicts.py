"""Conflicts that git left, wherever people write."""

import pytest
from harness import SiteFolder, article

from commentariat.archive.conflicts import find_conflicts
from commentariat.config.loading import parse_settings
from commentariat.errors import SourceError
from commentariat.kinds import Kind
from commentariat.pipeline import check_site

CONFLICT = "<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> spring\n"
SHOWN = f"A heading\n=======\n\n```\n{CONFLICT}```\n\n~~~~ text\n{CONFLICT}~~~~\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (CONFLICT, [1]),
        (f"Words.\n\n{CONFLICT}\nMore.\n\n{CONFLICT}", [3, 11]),
        (CONFLICT.replace("\n=======", "\n||||||| base\nOld.\n======="), [1]),
        ("<<<<<<<\nOurs.\n=======\n>>>>>>>\n", [1]),
        ("Ours.\n=======\nTheirs.\n>>>>>>> spring\n", [4]),
        ("Words.\n<<<<<<< HEAD\nOurs.\n", [2]),
        (f"```\nA block that is never closed.\n{CONFLICT}", [3]),
        (f"{SHOWN}\n{CONFLICT}", [20]),
        (SHOWN, []),
        ("    <<<<<<< HEAD\n", []),
        ("A heading\n=======\n\n>>> A quotation.\n", []),
        ("<<<<<<<<<< and >>>>>>>>>>\n", []),
    ],
)
def test_a_conflict_is_found_where_it_begins(text: str, lines: list[int]) -> None:
    assert [one.line for one in find_conflicts(text, "a.md")] == lines


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("content/articles/b.md", article("B", f"Words.\n\n{CONFLICT}"), 8),
        ("content/articles/b.md", "---\n<<<<<<< HEAD\ntitle: B\n=======\ntitle: C\n"
         ">>>>>>> spring\n---\nWords.\n", 2),
        ("content/authors/b.md", f"---\nname: B\n---\n{CONFLICT}", 4),
        ("content/pages/b.md", f"---\ntitle: B\n---\n{CONFLICT}", 4),
        ("content/redirects.txt", f"/old/ /articles/a/\n{CONFLICT}", 2),
        ("content/addresses.txt", f"/articles/a/\n{CONFLICT}", 2),
        ("content/root/ads.txt", f"example.org\n{CONFLICT}", 2),
        ("content/words.txt", f"harbor 3\n{CONFLICT}", 2),
        ("content/raw/index.csv", f"file,title\na.txt,A\n{CONFLICT}", 3),
        ("templates/article.html", f"<p>\n{CONFLICT}", 2),
        ("theme/css/own.css", f"a {{}}\n{CONFLICT}", 2),
    ],
)  # fmt: skip
def test_a_conflict_is_a_problem_wherever_people_write(
    site: SiteFolder, path: str, text: str, line: int
) -> None:
    site.write("content/articles/a.md", article("A"))
    site.build()
    before = site.output()
    site.write(path, text)
    problems = [
        (one.source, one.line, one.kind) for one in check_site(site.options()).problems
    ]
    assert (path, line, str(Kind.CONFLICT)) in problems
    site.build()
    assert site.output() == before


def test_a_conflict_in_the_settings_is_told_where_it_begins() -> None:
    text = f"[tool.commentariat]\n{CONFLICT.replace('Ours.', 'title = 1')}"
    with pytest.raises(SourceError) as caught:
        parse_settings(text)
    (problem,) = caught.value.problems
    assert (problem.line, problem.kind) == (2, str(Kind.CONFLICT))
