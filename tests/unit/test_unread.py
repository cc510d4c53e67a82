"""Files that no part of the program reads, and articles that are not out yet."""

import json

import pytest
from harness import SiteFolder, article

from commentariat.archive.folders import LISTS
from commentariat.cli import main
from commentariat.kinds import Kind
from commentariat.pipeline import check_site


def told(site: SiteFolder) -> list[tuple[str, str]]:
    """Give what a build tells of files that nobody reads, and see that check agrees."""
    site.build()
    found = [
        (one.source, str(one.message))
        for one in site.report.open_points
        if one.kind == str(Kind.UNREAD)
    ]
    again = check_site(site.options()).open_points
    assert found == [
        (one.source, str(one.message)) for one in again if one.kind == str(Kind.UNREAD)
    ]
    return sorted(found)


UNREAD = {
    path: str(message)
    for path, message in (
        ("content/articles/a.markdown", Kind.NOT_MARKDOWN.of(".markdown")),
        ("content/articles/2019/RAIL.MD", Kind.NOT_MARKDOWN.of(".MD")),
        ("content/articles/ferry", Kind.NOT_MARKDOWN.of("")),
        ("content/authors/ann.txt", Kind.NOT_MARKDOWN.of(".txt")),
        ("content/pages/about.html", Kind.NOT_MARKDOWN.of(".html")),
        ("content/authors/lee/ann.md", Kind.NOT_IN_FOLDER_ITSELF.of("content/authors/")),
        ("content/autors/ann.md",
         Kind.UNKNOWN_FOLDER.of("content/autors/", "content/authors/")),
        ("content/Articles/2019/a.md",
         Kind.UNKNOWN_FOLDER.of("content/Articles/", "content/articles/")),
        ("content/posts/tide.md", Kind.NO_SECTION.of("content/posts/", "posts")),
        ("content/tide.md", Kind.NOT_IN_FOLDER.of()),
        ("content/redirect.txt", Kind.UNREAD.of("redirects.txt")),
        ("content/notes.odt", Kind.UNREAD.of("")),
        ("templates/artcle.html", Kind.UNREAD_TEMPLATE.of("article.html")),
        ("theme/sites.css", Kind.UNREAD_THEME.of("theme/site.css")),
        ("theme/css/site.css", Kind.UNREAD_THEME.of("theme/site.css")),
    )
}  # fmt: skip


def test_what_nobody_reads_is_told_once(site: SiteFolder) -> None:
    site.write("content/articles/tidy.md", article("Tidy"))
    for path in UNREAD:
        site.write(path, "---\ntitle: T\nname: N\n---\nWords.\n")
    expected = sorted(UNREAD.items())
    assert told(site) == expected
    assert told(site) == expected  # nothing was built, and it is told still
    site.edit("content/articles/tidy.md", "A paragraph.", "Another one.")
    assert told(site) == expected
    site.rendered("articles/tidy/index.html", "drawings/tidy.svg")
    for path in UNREAD:
        site.delete(path)
    assert told(site) == []


def test_what_is_read_is_not_told(site: SiteFolder) -> None:
    site.write("content/articles/2019/a.md", article("A"))
    site.write("content/authors/ann.md", "---\nname: Ann\n---\n")
    site.write("content/pages/about/us.md", "---\ntitle: Us\n---\n")
    site.write("content/files/deep/note.odt", "x")
    site.write("content/files/page.md", "x")
    for path in LISTS:
        site.write(path, "")
    site.write("content/articles/#ports.md", article("Ports"))
    site.write("content/articles/#saved.md#", "x")
    draft = article("Draft", "![p](p.svg) ![q](/files/q.svg)", draft="true")
    site.write("content/articles/draft/index.md", draft)
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    site.write("content/articles/draft/deep/p.svg", picture)
    site.write("content/files/q.svg", picture)
    site.write("content/.DS_Store", "x").write("content/articles/a.md~", "x")
    site.write("templates/article.html", '{% include "_mine.html" %}')
    site.write(
        "templates/_mine.html", '<link href="{{ site.base }}theme/css/cards.css">'
    )
    site.write("theme/css/cards.css", "a { color: red }")
    site.write("theme/css/own.css", "a { color: red }")
    assert told(site) == []
    assert site.has("articles/ports/index.html")


def test_a_facet_with_a_path_of_its_own_has_its_folder_read(site: SiteFolder) -> None:
    site.write(
        "pyproject.toml",
        site.read("pyproject.toml")
        + '[tool.commentariat.facets.countries]\nlabel = "C"\nlabel_one = "C"\n'
        'path = "in/countries"\n',
    )
    site.write("content/in/countries/egypt.md", "---\nname: Egypt\n---\n")
    site.write("content/articles/a.md", article("A", countries=["Egypt"]))
    assert told(site) == []


def test_a_folder_that_may_be_meant_for_one_that_is_missing_is_told(
    site: SiteFolder,
) -> None:
    site.write("contents/articles/a.md", article("A"))
    site.write("Templates/article.html", "x").write("themes/site.css", "x")
    site.write("output/index.html", "x").write("notes/a.md", "x")

    def found() -> list[tuple[str, str]]:
        points = check_site(site.options()).open_points
        return [(p.source, p.message.values[1]) for p in points if p.kind == "not read"]

    assert found() == [
        ("Templates", "templates"), ("contents", "content"), ("themes", "theme"),
    ]  # fmt: skip
    site.write("content/articles/a.md", article("A")).write("theme/a.css", "x")
    assert found() == [("Templates", "templates")]


def test_what_was_made_and_is_as_it_was_is_not_counted_as_written(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("content/articles/a.md", article("A"))
    site.write("templates/_mine.html", "{# one #}")
    site.write("templates/article.html", '{% include "_mine.html" %}')
    site.build()
    site.write("templates/_mine.html", "{# two #}")
    assert main(["build", "--json", "--site", str(site.folder)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["rendered"], figures["equal"]) == (1, 1)
    site.write("templates/_mine.html", "{# three #}")
    assert main(["build", "--site", str(site.folder)]) == 0
    assert "1 article: 0 files written, " in capsys.readouterr().out


def test_files_with_one_fault_are_one_line(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(300):
        site.write(f"content/articles/{number:03}.markdown", "x")
    assert main(["check", "--site", str(site.folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if "000.markdown" in line] == [
        "  content/articles/000.markdown: content files end in '.md', this one ends in "
        "'.markdown': nothing reads it (and 299 more: content/articles/001.markdown, "
        "content/articles/002.markdown, …; --all lists them)"
    ]
    assert not any("003.markdown" in line for line in lines)
    assert main(["check", "--all", "--site", str(site.folder)]) == 0
    assert capsys.readouterr().out.count(".markdown: ") == 300


def test_what_is_held_back_is_counted_and_listed(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write(
        "content/articles/out.md", article("Out", date="2021-03-01", authors=["A"])
    )
    assert main(["build", "--site", str(site.folder)]) == 0
    assert "held back" not in capsys.readouterr().out
    site.write("content/articles/one.md", article("One", draft="true"))
    site.write(
        "content/articles/two.md", article("Two", draft="true", date="2201-01-01")
    )
    site.write("content/articles/slip.md", article("Slip", date="2201-03-01"))
    for more in ([], [], ["--no-import"]):
        assert main(["build", *more, "--site", str(site.folder)]) == 0
        said = capsys.readouterr().out
        assert "held back: 2 drafts and 1 article of a later day" in said
    assert main(["check", "--strict", "--site", str(site.folder)]) == 0
    said = capsys.readouterr().out
    assert "content/articles/one.md:4: is a draft, and not published" in said
    assert "content/articles/slip.md:4: is not published before 2201-03-01" in said
    assert main(["build", "--drafts", "--site", str(site.folder)]) == 0
    assert "held back" not in capsys.readouterr().out
