"""People on the pages of a site: under one name everywhere, and not before their time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from harness import SiteFolder, article

from commentariat.pipeline import check_site

RENAMED = "---\nname: Tove Berglund\naliases: [Tove Aldring, T. Aldring]\n---\n\nShe writes.\n"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site")


def test_a_renamed_author_is_renamed_on_the_whole_page(site: SiteFolder) -> None:
    fog = article(
        "The Fog",
        "Prose may say Aldring as it did.",
        date="2022-05-06",
        authors=["Tove Aldring", "Ilse Brandvold"],
        bios=[{"name": "T. Aldring", "bio": "She works on fog."}],
        related=[
            {"teaser": "Silt comes.", "authors": ["Tove Aldring"]},
            {
                "teaser": "Elsewhere.",
                "authors": ["Tove Aldring", "T. Aldring", "A. B."],
            },
        ],
    )
    site.write("content/articles/fog.md", fog)
    site.write(
        "content/articles/silt.md",
        article("Silt", date="2021-01-01", authors=["Tove Aldring"], dek="Silt comes."),
    )
    gone = {"withdrawn": "2022-01-01", "withdrawn_reason": "An error."}
    site.write(
        "content/articles/gone.md", article("Gone", authors=["T. Aldring"], **gone)
    )
    site.build()
    assert "Tove Aldring" in site.page("articles/fog/")
    site.write("content/authors/tove-aldring.md", RENAMED).build()
    assert site.report.is_done
    old_names = '"alternateName":["Tove Aldring","T. Aldring"],'
    for output, data in site.output().items():
        text = data.decode("utf-8", "replace").replace(old_names, "")
        assert "Aldring" not in text.replace("say Aldring", ""), output
    assert old_names in site.page("authors/tove-aldring/")
    page = site.page("articles/fog/")
    assert "Prose may say Aldring as it did." in page
    assert "Tove Berglund, A. B." in page
    assert "Tove Berglund" in site.page("articles/gone/")
    feed = json.loads(site.page("feed.json"))
    page = "https://archive.test/authors/tove-aldring/"
    assert feed["items"][0]["authors"][0] == {"name": "Tove Berglund", "url": page}
    assert site.output() == site.clean_output(site.folder.parent / "clean")


def test_a_name_in_another_script_is_no_former_name(site: SiteFolder) -> None:
    term = "---\nname: Vera Lanskaya\naliases: [Вера Ланская, V. L.]\n---\n"
    bios = [{"name": "Вера Ланская"}, {"name": "V. L."}]
    site.write("content/authors/vera-lanskaya.md", term)
    site.write("content/articles/fog.md", article("Fog", bios=bios)).build()
    for name in ("Вера Ланская", "Vera Lanskaya"):
        link = f'<a href="/authors/vera-lanskaya/">{name}</a>'
        assert link in site.page("articles/fog/")


def test_an_edit_shows_a_related_author_by_the_name_of_the_term(
    site: SiteFolder,
) -> None:
    site.write("content/authors/tove-aldring.md", RENAMED)
    site.write(
        "content/articles/fog.md", article("Fog", authors=["T. Aldring"])
    ).build()
    related = [{"teaser": "Silt comes.", "authors": ["Tove Aldring"]}]
    site.write(
        "content/articles/fog.md",
        article("Fog", authors=["T. Aldring"], related=related),
    )
    site.build().rendered("articles/fog/index.html")
    named = site.page("articles/fog/").split("Also named by the source")[1]
    assert "<cite>Silt comes.</cite>\n <bdi>Tove Berglund</bdi>" in named


# --- who is not out yet ---------------------------------------------------------------

NORA = (
    "---\nname: Nora Vale\naliases: [N. Vale]\npicture: files/nora.svg\n---\n\nJoins.\n"
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
PAGE, FEED = "authors/nora-vale/index.html", "authors/nora-vale/feed.xml"
HELD = ("files/nora.svg", "files/secret plan.svg", "files/terms.pdf", PAGE, FEED)


@pytest.fixture
def announced(site: SiteFolder) -> SiteFolder:
    """A draft that names somebody, and shows files, that nothing else does."""
    fields = {"image": "files/secret%20plan.svg", "authors": ["Nora Vale"]}
    draft = article("Soon", "[terms](../files/terms.pdf)", draft=True, **fields)
    site.write("content/articles/soon.md", draft)
    site.write("content/articles/now.md", article("Now", authors=["Ilsa Brandt"]))
    site.write("content/authors/nora-vale.md", NORA)
    site.write("content/authors/other.md", "---\nname: Somebody\n---\n")
    for name in ("nora.svg", "secret plan.svg", "free.svg"):
        site.write(f"content/files/{name}", DRAWING)
    return site.write("content/files/terms.pdf", b"%PDF")


def shown(site: SiteFolder) -> list[str]:
    """What is published of what the draft alone names."""
    site.build()
    assert site.problems == ()
    assert site.output() == site.clean_output(site.folder.parent / "clean")
    return [one for one in HELD if site.has(one)]


def test_what_only_a_draft_names_is_not_published(announced: SiteFolder) -> None:
    assert shown(announced) == []
    for output, data in announced.output().items():
        assert b"Nora" not in data, output
        assert b"secret" not in data, output
    assert announced.has("files/free.svg")
    assert announced.has("authors/other/index.html")
    told = check_site(announced.options())
    assert told.problems == ()
    held = [
        str(one).replace(":1: ", ": ")
        for one in told.hints
        if "name it" in str(one) or "show" in str(one)
    ]
    assert held == [
        "content/authors/nora-vale.md:2: is not published: only drafts, or articles of a "
        "later day, name it",
        *(
            f"content/files/{name}: is not published: only drafts, or articles of a later "
            "day, show it or lead to it"
            for name in ("nora.svg", "secret plan.svg", "terms.pdf")
        ),
    ]
    announced.edit("content/articles/soon.md", "draft: true", "draft: false")
    assert shown(announced) == list(HELD)


@pytest.mark.parametrize(
    ("fields", "body", "out"),
    [
        ({"authors": ["N. Vale"]}, "", {"files/nora.svg", PAGE, FEED}),
        ({"authors": ["nora vale"]}, "", {"files/nora.svg", PAGE, FEED}),
        ({"bios": [{"name": "Nora Vale"}]}, "", {"files/nora.svg", PAGE, FEED}),
        ({}, "[her](../authors/nora-vale.md)", {"files/nora.svg", PAGE, FEED}),
        ({}, "[her](/authors/nora-vale/#x)", {"files/nora.svg", PAGE, FEED}),
        ({"image": "files/nora.svg"}, "", {"files/nora.svg"}),
        ({}, "![it](/files/secret%20plan.svg)", {"files/secret plan.svg"}),
        ({}, "[it](</files/terms.pdf>)", {"files/terms.pdf"}),
        ({}, "Nora Vale has a secret plan.svg", set()),
    ],
)
def test_what_is_named_in_public_comes_and_goes_with_that(
    announced: SiteFolder, fields: dict[str, object], body: str, out: set[str]
) -> None:
    assert shown(announced) == []
    before = announced.read("content/articles/now.md")
    now = article("Now", body, **({"authors": ["Ilsa Brandt"]} | fields))
    announced.write("content/articles/now.md", now)
    assert set(shown(announced)) == out
    announced.write("content/articles/now.md", before)
    assert shown(announced) == []


def test_a_draft_comes_to_name_what_nobody_named(announced: SiteFolder) -> None:
    soon = announced.read("content/articles/soon.md")
    announced.write("content/articles/soon.md", article("Soon", draft=True))
    assert shown(announced) == list(HELD)
    announced.write("content/articles/soon.md", soon)
    assert shown(announced) == []


@pytest.mark.parametrize(
    ("path", "text", "out"),
    [
        ("content/addresses.txt", "/authors/nora-vale/\n", {"files/nora.svg", PAGE, FEED}),
        ("content/addresses.txt", "/files/terms.pdf\n", {"files/terms.pdf"}),
        ("content/redirects.txt", "/t/ /files/terms.pdf\n", {"files/terms.pdf"}),
        ("content/pages/us.md", "---\ntitle: Us\n---\n[t](/files/terms.pdf)\n", {"files/terms.pdf"}),
        ("content/files/a.html", '<a href="secret%20plan.svg">x</a>', {"files/secret plan.svg"}),
        ("theme/own.css", "a { background: url(../files/nora.svg) }", {"files/nora.svg"}),
        ("templates/_foot.html", "{{ site.base }}files/terms.pdf", {"files/terms.pdf"}),
        ("content/authors/other.md", "---\nname: Somebody\n---\n[n](nora-vale.md)\n",
         {"files/nora.svg", PAGE, FEED}),
    ],
)  # fmt: skip
def test_what_others_than_articles_name_is_published(
    announced: SiteFolder, path: str, text: str, out: set[str]
) -> None:
    announced.write(path, text)
    assert set(shown(announced)) == out
