"""The size plan: what the built site weighs, and what is told of it."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest
from git_site import GitSite
from harness import SETTINGS, SiteFolder, article

from commentariat.cli import main
from commentariat.config import Settings, parse_settings
from commentariat.errors import RefusedError
from commentariat.pipeline.size import size_site
from commentariat.publish.size import FILE_LIMIT, kind_of, plan_size

NOTES = "files/notes.pdf"


@pytest.fixture(scope="module")
def settings() -> Settings:
    """Settings as they are when nothing is said."""
    return parse_settings(SETTINGS)


@pytest.fixture
def built(site: SiteFolder) -> SiteFolder:
    """A built site with terms, feeds, pictures and an attachment."""
    for number in range(4):
        site.write(
            f"content/articles/piece-{number}.md",
            article(
                f"Piece {number}",
                slug=f"piece-{number}",
                date=f"202{number}-03-04",
                authors=["Mara Lindqvist"],
                regions=["Europe"],
            ),
        )
    site.write("content/files/notes.pdf", b"%PDF" + b"." * 2_000_000)
    site.write("content/files/map.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    return site.build()


def test_it_says_what_fits_where(
    built: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["size", "--site", str(built.folder)]) == 0
    told = capsys.readouterr().out
    assert "  GitHub Pages: yes; it takes 1.0 GB, files of 100.0 MB" in told
    assert "and 10 minutes to deploy all of it, each time\n    an article takes" in told
    count = len(built.output())
    assert f"  a folder on a server: yes, where 2.4 MB and {count} files" in told
    assert "  a bucket, as of S3: yes; a request a file" in told
    assert "`build --changes FILE`" in told


def test_it_weighs_what_lies_in_the_output(built: SiteFolder) -> None:
    plan = size_site(built.options())
    output = built.output()
    assert plan.files == len(output)
    assert plan.bytes == sum(map(len, output.values()))
    assert sum(kind.files for kind in plan.kinds) == plan.files
    assert sum(kind.bytes for kind in plan.kinds) == plan.bytes
    assert plan.articles == 4
    assert plan.largest[0].output == NOTES
    assert plan.largest[0].bytes == 2_000_004


def test_packed_is_what_tar_makes_of_it(built: SiteFolder, tmp_path: Path) -> None:
    built.write(f"content/files/{'long-name-' * 12}.txt", "named at length").build()
    archive = tmp_path / "artifact.tar"
    with tarfile.open(archive, "w", format=tarfile.GNU_FORMAT) as tar:
        tar.add(built.folder / "output", ".")
    packed = size_site(built.options()).packed
    # tar fills its last record up, to ten kilobytes at most
    assert 0 <= archive.stat().st_size - packed < 10_240


def test_every_kind_of_page_is_told(built: SiteFolder, settings: Settings) -> None:
    kinds = {output: kind_of(output, settings)[0] for output in built.output()}
    assert kinds["articles/piece-1/index.html"] == "articles"
    assert kinds["authors/index.html"] == "authors"
    assert kinds["authors/mara-lindqvist/index.html"] == "authors"
    assert kinds["authors/mara-lindqvist/feed.xml"] == "feeds"
    assert kinds["feed.json"] == kinds["feeds.opml"] == "feeds"
    assert kinds[NOTES] == "files"
    assert kinds["files/map.svg"] == "pictures"
    assert kinds["sitemap.xml"] == kinds["robots.txt"] == "sitemap"
    assert kinds["index.html"] == kinds["404.html"] == "other pages"
    assert {kind for output, kind in kinds.items() if output.startswith("theme/")} == {
        "theme"
    }
    bucket = kind_of("authors/mara-lindqvist/2021/index.html", settings)[0]
    assert bucket == "years and letters of authors"


def test_leaving_out_saves_what_it_says(built: SiteFolder) -> None:
    before = size_site(built.options())
    saving = next(one for one in before.savings if one.what == "the feeds of authors")
    table, setting = saving.how.split(" ", 1)
    built.write(
        "pyproject.toml", f"{built.read('pyproject.toml')}\n{table}\n{setting}\n"
    )
    outputs = built.output()
    built.build()
    feeds = {path for path in outputs if path.startswith("authors/") and "feed" in path}
    assert feeds
    assert not feeds & built.output().keys()
    assert saving.bytes == sum(len(outputs[path]) for path in feeds)
    largest = before.savings[0]
    assert (largest.what, largest.bytes) == (NOTES, 2_000_004)


def test_pictures_and_older_pages_can_be_saved(built: SiteFolder) -> None:
    begun = built.read("pyproject.toml")
    asked = begun.replace("title", "feed_size = 2\ntitle", 1)
    table = "\n[tool.commentariat.theme]\nshare_pictures = "
    built.write("pyproject.toml", f"{asked}{table}true\n").build()
    outputs, plan = built.output(), size_site(built.options())
    built.write("pyproject.toml", f"{asked}{table}false\n").edit(
        "pyproject.toml", "feed_size", 'feed_archives = "none"\nfeed_size'
    ).build()
    gone = {path: data for path, data in outputs.items() if path not in built.output()}
    found = {one.what: one.bytes for one in plan.savings}
    for what, ending in (
        ("the older pages of feeds", (".xml", ".json")),
        ("the share pictures", ".png"),
    ):
        held = [len(data) for path, data in gone.items() if path.endswith(ending)]
        assert found[what] == sum(held) > 0
    kinds = {one.kind: one.files for one in plan.kinds}
    assert kinds["share pictures"] == 4


def test_how_many_more_fit_is_how_many_fit(settings: Settings) -> None:
    def sizes(articles: int) -> dict[str, int]:
        found = {f"articles/{n}/index.html": 9_000 for n in range(articles)}
        return found | {"theme/site.css": 20_000}

    limit = 10_000_000
    plan = plan_size(sizes(100), settings, limit)
    assert plan.more_articles is not None
    grown = plan_size(sizes(100 + plan.more_articles), settings, limit)
    assert not grown.is_over or grown.share < 1.06  # a folder each is not in the rate
    assert plan_size(sizes(1200), settings, limit).is_over


def test_it_warns_from_four_fifths_on(settings: Settings) -> None:
    sizes = {"articles/a/index.html": 790_000}
    assert not plan_size(sizes, settings, 1_000_000).is_near
    assert plan_size(sizes, settings, 980_000).is_near
    assert not plan_size(sizes, settings, 980_000).is_over
    assert plan_size(sizes, settings, 700_000).is_over


def test_a_file_that_git_cannot_push_is_named(
    git_site: GitSite, capsys: pytest.CaptureFixture[str]
) -> None:
    with (git_site.folder / "content/articles/../large.bin").open("wb") as file:
        file.truncate(FILE_LIMIT + 1)  # takes no room on the disk
    (git_site.folder / "content/files").mkdir()
    (git_site.folder / "content/large.bin").rename(
        git_site.folder / "content/files/large.bin"
    )
    git_site.build()
    assert main(["size", f"--site={git_site.folder}"]) == 1
    said = capsys.readouterr().out
    assert "too large for a git push to GitHub: files/large.bin" in said
    assert "make content/files/large.bin smaller" in said
    with pytest.raises(RefusedError, match="larger than GitHub Pages takes"):
        git_site.publish()


def test_machines_get_the_same_figures(
    built: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["size", "--json", f"--site={built.folder}"]) == 0
    figures = json.loads(capsys.readouterr().out)
    plan = size_site(built.options())
    assert figures["bytes"] == plan.bytes
    assert figures["more_articles"] == plan.more_articles
    assert figures["limit"] == 2**30


def test_nothing_built_has_no_size(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["size", f"--site={site.folder}"]) == 2
    assert "nothing was built yet: commentariat build" in capsys.readouterr().err


def test_an_index_of_a_hundred_megabytes_is_worth_a_thought() -> None:
    found = {"search/index/terms/old/first.bin": 99 * 2**20, "articles/a/index.html": 9}
    assert not plan_size(found, Settings(title="", institution="")).savings
    found["search/index/root.json"] = 2**20
    plan = plan_size(found, Settings(title="", institution=""))
    assert [(one.what, one.bytes) for one in plan.savings] == [
        ("the search index", 100 * 2**20)
    ]
    assert plan.kinds[0].kind == "search index"


def test_an_index_of_a_hundred_thousand_articles_is_worth_a_thought() -> None:
    found = {f"articles/{n}/index.html": 9 for n in range(100_000)}
    found["search/index/root.json"] = 9
    settings = Settings(title="", institution="")
    assert not plan_size(found, settings).savings
    found["articles/one-more/index.html"] = 9
    assert [one.what for one in plan_size(found, settings).savings] == [
        "the search index"
    ]
