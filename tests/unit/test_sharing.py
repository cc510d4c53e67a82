"""What is shown beside a link to a page where somebody shares it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from PIL import Image

HOME = "https://archive.test/"
META = re.compile(
    r'<meta (?:name="([\w:]+)" ?)?(?:property="([\w:]+)" )?content="(.*?)">'
)


def picture(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site", SETTINGS)
    site.write("content/files/lead.jpg", picture(1200, 600))
    site.write("content/files/tall.jpg", picture(600, 900))
    site.write("content/files/chart.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    return site


def tags(site: SiteFolder, path: str) -> dict[str, list[str]]:
    """The contents of the meta elements of a page, by name and by property."""
    found: dict[str, list[str]] = {}
    for name, said, content in META.findall(site.page(path)):
        for one in filter(None, (name, said)):
            found.setdefault(one, []).append(content)
    return found


def ferry(site: SiteFolder, **fields: object) -> dict[str, list[str]]:
    """The same of the page of one article with *fields*, built anew."""
    usual = {"slug": "ferry", "date": "2021-03-01", "dek": "A dek."}
    text = article("Ferry", "A paragraph.", **{**usual, **fields})
    site.write("content/articles/ferry.md", text)
    assert not site.build().problems
    return tags(site, "articles/ferry/")


def test_an_article_says_who_wrote_it_and_when(site: SiteFolder) -> None:
    site.write("content/authors/mara.md", "---\nname: Mara Hill\n---\n")
    said = ferry(
        site,
        authors=["Mara Hill", "Ivo Ränd"],
        updated="2021-04-02",
        dek="On <it> & us.",
    )
    assert said["og:type"] == ["article"]
    assert said["description"] == said["og:description"] == ["On &lt;it&gt; &amp; us."]
    assert said["author"] == ["Mara Hill", "Ivo Ränd"]
    assert said["article:author"] == [
        f"{HOME}authors/mara/",
        f"{HOME}authors/ivo-rand/",
    ]
    assert said["article:published_time"] == ["2021-03-01"]
    assert said["article:modified_time"] == ["2021-04-02"]
    assert said["og:title"] == ["Ferry"]
    assert said["og:url"] == [f"{HOME}articles/ferry/"]


def test_a_moment_is_told_with_its_time(site: SiteFolder) -> None:
    said = ferry(site, date="2021-03-01T18:30:00+02:00")
    assert said["article:published_time"] == ["2021-03-01T18:30:00+02:00"]


@pytest.mark.parametrize("date", ["", "2021", "2021-03"])
def test_a_day_that_nobody_knows_is_not_told(site: SiteFolder, date: str) -> None:
    assert "article:published_time" not in ferry(site, date=date)


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en"), ("en-US", "en_US"), ("ru", "ru"), ("zh-Hant-TW", "zh_TW")],
)
def test_a_language_is_told_as_networks_write_it(
    site: SiteFolder, language: str, locale: str
) -> None:
    assert ferry(site, language=language)["og:locale"] == [locale]


def test_a_picture_is_told_with_its_size_and_what_it_shows(site: SiteFolder) -> None:
    said = ferry(site, image="files/lead.jpg", image_alt='A "ferry"')
    assert said["og:image"] == [f"{HOME}files/lead.jpg"]
    assert said["og:image:width"] == ["1200"]
    assert said["og:image:height"] == ["600"]
    assert said["og:image:alt"] == ["A &#34;ferry&#34;"]
    assert said["twitter:card"] == ["summary_large_image"]


def test_a_picture_that_stands_upright_stands_beside_the_words(
    site: SiteFolder,
) -> None:
    assert ferry(site, image="files/tall.jpg")["twitter:card"] == ["summary"]


def test_what_no_network_shows_is_not_offered(site: SiteFolder) -> None:
    said = ferry(site, image="files/chart.svg", image_alt="A chart")
    assert said["twitter:card"] == ["summary"]
    assert not [name for name in said if name.startswith("og:image")]


def test_the_picture_of_the_site_stands_in_with_its_own_size(
    site: SiteFolder, tmp_path: Path
) -> None:
    settings = f'{SETTINGS}[tool.commentariat.theme]\nshare_picture = "own.jpg"\n'
    site.write("pyproject.toml", settings).write("theme/own.jpg", picture(900, 450))
    said = ferry(site, image="files/chart.svg", image_alt="A chart")
    assert said["og:image"] == [f"{HOME}theme/own.jpg"]
    assert said["og:image:width"] == ["900"]
    assert "og:image:alt" not in said
    assert tags(site, "index.html")["og:image"] == said["og:image"]
    site.write("theme/own.jpg", picture(800, 400)).build()
    assert tags(site, "index.html")["og:image:width"] == ["800"]
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_a_person_is_shown_with_their_portrait(site: SiteFolder) -> None:
    text = "---\nname: Mara Hill\npicture: files/tall.jpg\npicture_alt: Mara\n---\n"
    site.write("content/authors/mara.md", text)
    ferry(site, authors=["Mara Hill"])
    said = tags(site, "authors/mara/")
    assert said["og:type"] == ["profile"]
    assert said["og:image"] == [f"{HOME}files/tall.jpg"]
    assert said["og:image:alt"] == ["Mara"]
