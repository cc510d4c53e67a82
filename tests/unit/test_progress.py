"""Progress counts what people know: files and pages, not the batches of them."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

from crawl_pairs import article as crawl
from harness import SiteFolder, article

from commentariat.pipeline import build_site, check_site


class Told:
    """What a build told of how far it was, by what it was doing."""

    def __init__(self) -> None:
        self.by_stage: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def __call__(self, stage: str, done: int, total: int) -> None:
        if total:
            self.by_stage[stage].append((done, total))


def test_files_and_pages_are_counted_one_by_one(tmp_path: Path) -> None:
    site, told = SiteFolder(tmp_path / "site"), Told()
    for number in range(130):
        site.write(f"content/articles/a{number}.md", article(f"A {number}"))
    for number in range(30):
        text = crawl(random.Random(number)).text()
        site.write(f"content/raw/{number:03}.txt", text)
    report = build_site(site.options(progress=told))
    assert report.is_done
    assert told.by_stage.keys() == {
        "reading files", "importing raw files", "making the search index",
        "making pages",
    }  # fmt: skip
    assert (30, 30) in told.by_stage["importing raw files"]
    assert (160, 160) in told.by_stage["making the search index"]
    assert told.by_stage["making pages"][-1] == (len(report.rendered),) * 2
    assert (160, 160) in told.by_stage["reading files"]
    told.by_stage.clear()
    report = check_site(site.options(progress=told))
    assert told.by_stage["looking over pages"][-1][1] > report.pages / 2
    for counts in told.by_stage.values():
        assert all(0 < done <= total for done, total in counts)
