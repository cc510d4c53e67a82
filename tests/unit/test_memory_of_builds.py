"""What a build keeps in memory: of one article little, however many there are."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import msgspec
from harness import SiteFolder, article

from commentariat.archive.model import Article
from commentariat.archive.sharing import Sharing
from commentariat.config import load_settings
from commentariat.engine.ledger import Ledger, Trace
from commentariat.engine.render import RenderResult
from commentariat.engine.results import Packed, Results, pack
from commentariat.engine.scan import FileStat
from commentariat.engine.store import StagedOutput
from commentariat.errors import Problem
from commentariat.kinds import Kind
from commentariat.pipeline.draft import make_draft
from commentariat.pipeline.options import Options
from commentariat.pipeline.workspace import Workspace
from commentariat.site.cards import Kept

_AT_FAULT = Problem("content/a.md", 3, Kind.CHANGED.of())
_WRITTEN = StagedOutput("new", "d" * 32, FileStat(1, 2, 3, 4))


def _article(number: int, **values: object) -> Article:
    given = {"source": f"{number}.md", "digest": "", "title": "T", "language": "en"}
    return msgspec.convert(
        {**given, "slug": f"s{number}", "_": "Article", **values}, Article
    )


def test_records_share_what_they_have_alike() -> None:
    values = {
        "date": "2019-03-02",
        "terms": {"authors": ["Ada Berg"], "topics": ["A", "B"]},
    }
    sharing = Sharing()
    before = [_article(number, **values) for number in range(2)]
    one, other = (
        sharing.share(_article(number, **values), "", "") for number in range(2)
    )
    assert [one, other] == before
    assert one.date is other.date
    assert one.terms["authors"] is other.terms["authors"]
    assert one.terms["topics"][1] is other.terms["topics"][1]


def test_a_record_takes_the_digests_that_are_at_hand_where_they_are_its_own() -> None:
    mine, body = "".join(["a"] * 32), "".join(["b"] * 32)
    shared = Sharing().share(
        _article(0, digest="a" * 32, body_key="c" * 32), mine, body
    )
    assert shared.digest is mine
    assert shared.body_key == "c" * 32


def test_results_come_in_the_order_of_their_steps_as_they_were() -> None:
    results = [
        RenderResult(0, _WRITTEN, (), "key", parts=("1", "2")),
        RenderResult(1, None, (_AT_FAULT,)),
        RenderResult(2, _WRITTEN, (), made_from="digest"),
    ]
    packed: Sequence[tuple[int, Packed]] = [pack(one) for one in reversed(results)]
    found = Results(3, packed)
    assert list(found) == results == list(found)
    assert found.problems == [_AT_FAULT]


def test_what_says_anything_at_all_is_told_as_it_is() -> None:
    strange = Problem("content/\udce4.md", 0, Kind.CHANGED.of())
    assert Results(1, [pack(RenderResult(0, None, (strange,)))]).problems == [strange]


def test_outputs_are_trusted_whole_in_however_many_parts(tmp_path: Path) -> None:
    names = [f"{number}/index.html" for number in range(20_000)]
    ledger = Ledger(tmp_path, "a")
    ledger.own(names)
    traces = [(one, Trace("t", (one,), 1, 2, "d", "it is new")) for one in names]
    ledger.trust(iter(traces))
    found = Ledger(tmp_path, "a").entries
    assert [(name, entry.trace) for name, entry in found.items()] == sorted(traces)


def test_cards_of_very_many_articles_are_not_all_kept() -> None:
    made: list[str] = []

    def make(one: Article) -> str:
        made.append(one.source)
        return one.slug

    kept, first = Kept(make), _article(0)
    assert [kept(first), kept(first)] == ["s0", "s0"]
    assert made == ["0.md"]
    for number in range(70_000):
        kept(msgspec.structs.replace(first, source=f"{number} of many"))
    assert kept(first) == "s0"
    assert made[-1] == "0.md"


def _planned(folder: Path, count: int) -> int:
    """Plan a site of so many articles; tell how many bytes are in use then."""
    site = SiteFolder(folder)
    for number in range(count):
        site.write(
            f"content/articles/{number % 20}/piece-{number}.md",
            article(
                f"Piece {number} of the river",
                date=f"20{number % 20:02}-03-{number % 28 + 1:02}",
                authors=[f"Author {number % 40}"],
                regions=[f"Region {number % 7}"],
                body=f"The river rises at gauge {number % 90}, and falls behind lock four.",
            ),
        )
    options = Options(site=folder, now="2026-06-01T12:00", workers=1)
    gc.collect()
    tracemalloc.start()
    try:
        with Workspace(options, load_settings(folder)) as work:
            draft = make_draft(work, work.load())
            assert len(draft.plan.render) > count
            gc.collect()
            return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def test_a_planned_article_takes_less_than_five_kilobytes(tmp_path: Path) -> None:
    few, many = (_planned(tmp_path / str(count), count) for count in (100, 600))
    assert (many - few) / 500 < 5_000
