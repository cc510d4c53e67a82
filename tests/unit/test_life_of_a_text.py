"""What readers may see of a text's life: corrections, versions, where it comes from."""

from __future__ import annotations

import json
import re

import pytest
from harness import SETTINGS, SiteFolder, article
from raw_samples import raw_a

from commentariat.live.site import LiveSite

PATH = "content/articles/ferry.md"
VERSIONS = [
    {"date": "2024-04-02", "text": "Adds a <map>."},
    {"date": "2025-01-10", "text": "Adds figures.", "name": "Second edition"},
]
CORRECTED = [{"date": "2024-05-06", "text": "An earlier version gave another year."}]
WANTED = SETTINGS + "provenance = true\n"


def ferry(site: SiteFolder, **fields: object) -> str:
    """The page of an article of 2024 with *fields*."""
    text = article("Ferry", "Text.", slug="ferry", date="2024-03-15", **fields)
    site.write(PATH, text).build()
    assert site.problems == ()
    return site.page("articles/ferry/")


def test_versions_stand_below_the_text_the_newest_first(site: SiteFolder) -> None:
    html = ferry(site, versions=VERSIONS)
    shown = html.partition('<section class="versions">')[2].partition("</section>")[0]
    assert "<h2>Versions</h2>" in shown
    assert re.findall(r'datetime="([^"]*)"', shown) == ["2025-01-10", "2024-04-02"]
    assert "<i>Second edition</i>" in shown
    assert "Adds a &lt;map&gt;." in shown


@pytest.mark.parametrize(
    ("fields", "updated"),
    [
        ({"versions": VERSIONS}, "2025-01-10"),
        ({"corrections": CORRECTED}, "2024-05-06"),
        ({"corrections": CORRECTED, "versions": VERSIONS}, "2025-01-10"),
        ({"corrections": CORRECTED, "updated": "2024-07-08"}, "2024-07-08"),
    ],
)
def test_the_last_of_what_was_done_to_a_text_is_its_update(
    site: SiteFolder, fields: dict[str, object], updated: str
) -> None:
    html = ferry(site, **fields)
    assert f'Updated <time datetime="{updated}">' in html
    data = re.search(r"<script type=.application/ld.json.>(.*?)</script>", html)
    assert data is not None
    assert f'"dateModified":"{updated}"' in data[1].replace(": ", ":")
    (entry,) = json.loads(site.read("output/feed.json"))["items"]
    assert entry["date_modified"].startswith(updated)
    assert f"<lastmod>{updated}</lastmod>" in site.read("output/sitemap.xml")


def test_a_version_without_a_day_is_told_with_its_line(site: SiteFolder) -> None:
    versions = [*VERSIONS, {"date": "2024", "text": "x"}]
    site.write(PATH, article("Ferry", "Text.", slug="ferry", versions=versions)).build()
    (problem,) = site.problems
    assert "versions" in site.read(PATH)
    line = site.read(PATH).split("\n").index("- date: '2024'") + 1
    assert str(problem).startswith(f"{PATH}:{line}: ")


@pytest.fixture
def imported(site: SiteFolder) -> SiteFolder:
    site.write("content/raw/0412.txt", raw_a()).write("pyproject.toml", WANTED)
    site.build()
    assert site.problems == ()
    return site


def source_of(site: SiteFolder) -> str:
    (path,) = site.folder.glob("content/articles/**/*.md")
    return path.relative_to(site.folder).as_posix()


def pages_of(site: SiteFolder) -> list[str]:
    found = (site.folder / "output").glob("articles/*/provenance/index.html")
    return sorted(path.relative_to(site.folder).as_posix() for path in found)


def test_a_page_says_where_a_text_comes_from(imported: SiteFolder) -> None:
    (name,) = pages_of(imported)
    html = imported.read(name)
    header = imported.read(source_of(imported))
    digest = re.search(r"digest: (\w+)", header)
    assert digest is not None
    assert f"<code>{digest[1]}</code>" in html
    assert ">0412.txt</th>" in html
    assert "noindex" in html
    assert "Told by" in html
    address = f"/{name.removeprefix('output/').removesuffix('index.html')}"
    page = imported.read(name.replace("provenance/", ""))
    assert f'<a href="{address}">Where this text comes from</a>' in page
    assert address not in imported.read("output/sitemap.xml")


def test_repairs_are_told_with_their_rules(imported: SiteFolder) -> None:
    path = source_of(imported)
    repair = {
        "rule": "glue", "before": "<a>b", "after": "a b", "line": "3", "column": "9",
        "confidence": "0.97", "decided": "yes",
    }  # fmt: skip
    text = imported.read(path)
    text = re.sub(r"^repairs:\n(?:[- ].*\n)*", "", text, flags=re.MULTILINE)
    entry = "\n  ".join(f"{key}: '{value}'" for key, value in repair.items())
    imported.write(path, text.replace("\nraw:", f"\nrepairs:\n- {entry}\nraw:")).build()
    assert imported.problems == ()
    (name,) = pages_of(imported)
    html = imported.read(name)
    for cell in ("3:9", "&lt;a&gt;b", "a b", "glue", "0.97", "yes"):
        assert f">{cell}</t" in html


def test_nobody_has_such_pages_who_does_not_want_them(imported: SiteFolder) -> None:
    assert len(pages_of(imported)) == 1
    imported.write("pyproject.toml", SETTINGS).build()
    assert pages_of(imported) == []
    assert "Where this text comes from" not in "".join(
        path.read_text(encoding="utf-8")
        for path in (imported.folder / "output/articles").rglob("*.html")
    )


def test_what_nobody_imported_has_no_such_page(imported: SiteFolder) -> None:
    html = ferry(imported)
    assert "provenance" not in html
    assert len(pages_of(imported)) == 1


def test_the_preview_has_the_page_and_follows_the_file(imported: SiteFolder) -> None:
    (name,) = pages_of(imported)
    output, path = name.removeprefix("output/"), source_of(imported)
    live = LiveSite(imported.options())
    try:
        live.update(None)
        old = imported.read(path)
        title = re.search(r"^title: (.*)$", old, re.MULTILINE)
        assert title is not None
        imported.write(path, old.replace(title[0], "title: Another", 1))
        epoch = live.update(frozenset((path,)))
        made = epoch.render(output)
        assert made is not None
        imported.build()
        assert made.data == (imported.folder / name).read_bytes()
        assert b"Another" in made.data
    finally:
        live.close()
