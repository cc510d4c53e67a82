"""Articles whose raw files are gone, and that came again under another name."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from crawl_pairs import Raw, article, correction, lost
from harness import SiteFolder

from commentariat.pipeline import check_site


@pytest.fixture
def whole() -> Raw:
    return article(random.Random(7))


@pytest.fixture
def site(tmp_path: Path, whole: Raw) -> SiteFolder:
    """A site with an article whose raw file was deleted."""
    folder = SiteFolder(tmp_path / "site")
    folder.write("content/raw/old.txt", whole.text()).build()
    folder.write("content/raw/other.txt", article(random.Random(8)).text())
    return folder.delete("content/raw/old.txt")


def questions(site: SiteFolder) -> list[tuple[str, str]]:
    points = check_site(site.options()).open_points
    return [(p.source, str(p.message)) for p in points if p.kind == "duplicate article"]


def made_from(site: SiteFolder, file: str) -> str:
    """The content file that lists the raw file."""
    (found,) = [
        path.relative_to(site.folder).as_posix()
        for path in (site.folder / "content/articles").rglob("*.md")
        if f"- file: {file}\n" in path.read_text(encoding="utf-8")
    ]
    return found


def test_an_article_whose_raw_file_is_gone_is_asked_about_by_nobody(
    site: SiteFolder,
) -> None:
    assert site.build().problems == ()
    assert questions(site) == []


@pytest.mark.parametrize("change", [lost, correction])
def test_an_article_that_came_again_is_named_with_the_way_out(
    site: SiteFolder, whole: Raw, change: object
) -> None:
    again = change(whole, random.Random(1)).text()  # type: ignore[operator]
    site.write("content/raw/new.txt", again).build()
    old, new = made_from(site, "old.txt"), made_from(site, "new.txt")
    assert old != new
    ((source, message),) = questions(site)
    assert source == old
    assert f"{new}, made from content/raw/new.txt, says much of the same" in message
    address = re.findall(r"add '(/articles/.*?/)' under 'aliases'", message)[0]
    site.delete(old).edit(
        new, "\nlanguage: en\n", f"\nlanguage: en\naliases: [{address}]\n"
    )
    assert site.build().problems == ()
    assert questions(site) == []
    assert site.has(f"{address.strip('/')}/index.html")


def test_one_that_is_another_article_is_not_asked_about_again(
    site: SiteFolder, whole: Raw
) -> None:
    site.write("content/raw/new.txt", lost(whole, random.Random(1)).text()).build()
    old = made_from(site, "old.txt")
    assert [source for source, _ in questions(site)] == [old]
    site.write(
        old, re.sub(r"^raw:\n(?:[- ].*\n)+", "", site.read(old), flags=re.MULTILINE)
    )
    assert site.build().problems == ()
    assert questions(site) == []


def test_equal_bodies_are_told_once(site: SiteFolder, whole: Raw) -> None:
    site.write("content/raw/new.txt", lost(whole, random.Random(1)).text()).build()
    old, new = made_from(site, "old.txt"), made_from(site, "new.txt")
    body = site.read(old).split("\n---\n", 1)[1]
    site.write(new, site.read(new).split("\n---\n", 1)[0] + "\n---\n" + body).build()
    ((_, message),) = questions(site)
    assert message.startswith("the body of this article stands in")
