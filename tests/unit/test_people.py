"""People on the pages of a site: under one name everywhere, and not before their time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from harness import SiteFolder, article

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
    assert feed["items"][0]["authors"][0] == {"name": "Tove Berglund"}
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
    assert '<p class="by">Tove Berglund</p>' in site.page("articles/fog/")
