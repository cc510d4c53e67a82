"""One contract for every executor: order, tools, whole exceptions, the same bytes."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import pickle
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from harness import SiteFolder, article

from commentariat.batches import in_batches
from commentariat.engine import cluster_worker
from commentariat.engine.cache import RUNS
from commentariat.engine.cluster_worker import Call
from commentariat.engine.dask import DaskExecutor
from commentariat.engine.executors import (
    Executor,
    InProcess,
    Processes,
    call,
    hold,
    make_executor,
)
from commentariat.engine.worker_inputs import Input, first_difference, inputs_here
from commentariat.errors import Problem, SourceError
from commentariat.kinds import Kind

EXECUTORS: dict[str, Executor] = {
    "here": InProcess(),
    "fork": Processes(2, shares_memory=True),
    "spawn": Processes(2, shares_memory=False),
    "dask": DaskExecutor(Path(__file__).parent, Path(tempfile.mkdtemp()), workers=2),
}
MAY_FORK = sys.platform.startswith("linux")


@pytest.fixture(params=EXECUTORS)
def executor(request: pytest.FixtureRequest) -> Executor:
    if request.param == "fork" and not MAY_FORK:
        pytest.skip("forking is not safe here")
    return EXECUTORS[request.param]


def double(number: int) -> int:
    return 2 * number


def add(more: int, number: int) -> int:
    return number + more


def refuse(number: int) -> int:
    if number == 3:
        raise SourceError(
            Problem("a.md", 3, Kind.NO_SITE_TITLE.of()),
            Problem("b.md", 0, Kind.NO_FILE.of()),
        )
    return number


def test_results_come_in_the_order_of_the_items(executor: Executor) -> None:
    assert list(executor.map(double, list(range(40)))) == [2 * n for n in range(40)]


def test_a_job_may_be_a_partial(executor: Executor) -> None:
    assert list(executor.map(partial(add, 5), [1, 2, 3])) == [6, 7, 8]


@pytest.mark.parametrize("items", [[], [7]])
def test_few_items_give_few_results(executor: Executor, items: list[int]) -> None:
    assert list(executor.map(double, items)) == [2 * n for n in items]
    with_tool = executor.map_with(partial(open_tool, os.devnull), use_tool, items)
    assert list(with_tool) == items


def test_an_exception_comes_back_whole(executor: Executor) -> None:
    with pytest.raises(SourceError) as caught:
        list(executor.map(refuse, list(range(8))))
    assert [str(problem) for problem in caught.value.problems] == [
        "a.md:3: expected the title of the site, found none",
        "b.md: expected a file, found none",
    ]


# --- tools ------------------------------------------------------------------------


@contextmanager
def open_tool(diary: str) -> Iterator[str]:
    """A tool that notes when it is opened and closed, and by whom."""
    note(diary, f"open {os.getpid()}")
    try:
        yield diary
    finally:
        note(diary, f"close {os.getpid()}")


def note(diary: str, line: str) -> None:
    with open(diary, "a") as file:
        file.write(f"{line}\n")


def use_tool(diary: str, number: int) -> int:
    note(diary, f"use {os.getpid()}")
    return number


def refuse_with(diary: str, number: int) -> int:
    return refuse(use_tool(diary, number))


@contextmanager
def open_nothing() -> Iterator[str]:
    raise SourceError(Problem("tool", 1, Kind.NO_FILE.of()))
    yield ""


def test_each_worker_opens_its_tool_once_and_closes_it_at_the_end(
    executor: Executor, tmp_path: Path
) -> None:
    diary = tmp_path / "diary"
    opener = partial(open_tool, str(diary))
    found = list(executor.map_with(opener, use_tool, list(range(30))))
    assert found == list(range(30))
    lines = diary.read_text().splitlines()
    workers = {line.split()[1] for line in lines}
    assert 1 <= len(workers) <= executor.workers
    for worker in workers:
        own = [line.split()[0] for line in lines if line.endswith(f" {worker}")]
        assert (own[0], own[-1]) == ("open", "close")
        assert set(own[1:-1]) == {"use"}


def test_tools_are_closed_when_a_job_fails_too(
    executor: Executor, tmp_path: Path
) -> None:
    diary = tmp_path / "diary"
    opener = partial(open_tool, str(diary))
    with pytest.raises(SourceError):
        list(executor.map_with(opener, refuse_with, list(range(8))))
    words = [line.split()[0] for line in diary.read_text().splitlines()]
    assert words.count("open") == words.count("close") > 0


def test_what_goes_wrong_in_opening_a_tool_comes_back_whole(executor: Executor) -> None:
    with pytest.raises(SourceError) as caught:
        list(executor.map_with(open_nothing, refuse_with, [1, 2, 3]))
    assert [str(problem) for problem in caught.value.problems] == [
        "tool:1: expected a file, found none"
    ]


class Heavy:
    """Something that should not be sent often."""

    sent = 0

    def __getstate__(self) -> dict[str, int]:
        Heavy.sent += 1
        return {"number": 5}


def weigh(heavy: Heavy, number: int) -> int:
    return number


def test_what_a_job_is_bound_to_is_handed_over_once(executor: Executor) -> None:
    Heavy.sent = 0
    assert list(executor.map(partial(weigh, Heavy()), list(range(30)))) == [*range(30)]
    assert Heavy.sent <= (0 if executor.shares_memory else executor.workers)


_now = 0


def look(number: int) -> int:
    return _now + number


def test_those_that_share_memory_find_what_is_there_at_the_call(
    executor: Executor,
) -> None:
    global _now
    _now = 10
    try:
        found = list(executor.map(look, [1, 2, 3]))
    finally:
        _now = 0
    assert found == ([11, 12, 13] if executor.shares_memory else [1, 2, 3])


# --- ending early --------------------------------------------------------------------


def labor(diary: str, number: int) -> int:
    note(diary, str(number))
    for _ in range(20 if number else 0):
        hashlib.sha256(bytes(1_000_000))
    return refuse(number)


def test_what_was_not_begun_when_a_job_failed_is_not_done(
    executor: Executor, tmp_path: Path
) -> None:
    diary = tmp_path / "diary"
    with pytest.raises(SourceError):
        list(executor.map(partial(labor, str(diary)), [3, *range(4, 204)]))
    assert len(diary.read_text().splitlines()) < 150


def test_what_was_not_begun_when_nobody_wants_more_is_not_done(
    executor: Executor, tmp_path: Path
) -> None:
    diary, threads = tmp_path / "diary", threading.enumerate()
    results = executor.map(partial(labor, str(diary)), [0, *range(4, 204)])
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert len(diary.read_text().splitlines()) < 150
    assert threading.enumerate() == threads


# --- processes -----------------------------------------------------------------------


def process_of(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("shares_memory", [False, *[True] * MAY_FORK])
def test_processes_work_outside_this_one(shares_memory: bool) -> None:
    executor = Processes(2, shares_memory=shares_memory)
    assert os.getpid() not in set(executor.map(process_of, [1, 2, 3, 4]))


def test_nothing_is_forked_where_other_threads_run() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not make_executor(2).shares_memory
    finally:
        stop.set()
        thread.join()


def test_batches_hold_every_item_once_and_in_order() -> None:
    assert in_batches(list(range(7)), 3) == [(0, 1, 2), (3, 4, 5), (6,)]


@pytest.mark.parametrize("is_spawned", [False, True])
def test_pages_are_the_same_however_the_work_is_shared(
    site: SiteFolder, is_spawned: bool
) -> None:
    for number in range(40):
        site.write(
            f"content/articles/a{number}.md",
            article(f"Piece {number}", "Some *text*.", date=f"20{number % 9 + 10}-01-02",
                    authors=[f"Author {number % 3}"], related=[{"teaser": "x"}]),
        )  # fmt: skip
    site.build(workers=1)
    alone = site.output()
    site.delete("output").delete(".cache")
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    if is_spawned:
        thread.start()
    try:
        site.build(workers=2)
    finally:
        stop.set()
    assert site.problems == ()
    assert site.output() == alone


def test_nothing_is_left_of_a_run_that_had_nothing_to_hand_out(tmp_path: Path) -> None:
    executor = DaskExecutor(tmp_path, tmp_path / "cache", workers=2)
    assert os.path.isdir(executor.scratch)
    assert list(executor.map(double, [1, 2])) == [2, 4]
    executor.close()
    assert os.listdir(tmp_path / "cache") == []


def test_a_run_ends_the_work_of_former_runs_of_its_own_site_alone(
    tmp_path: Path,
) -> None:
    def begin(cache: str) -> tuple[str, bytes]:
        folder = tmp_path / cache / RUNS / "a"
        folder.mkdir(parents=True)
        site = str(tmp_path)
        opener = partial(hold, double)
        shared = Call(opener, call, cache, site, str(folder), inputs_here(site))
        return f"{cache} {tmp_path}", pickle.dumps(shared)

    ours, others = begin("ours"), begin("others")
    batch = pickle.dumps([1, 2])
    for one in (ours, others):
        assert pickle.loads(cluster_worker.work(*one, batch)) == [2, 4]
    asyncio.run(cluster_worker.end_runs(str(tmp_path / "ours" / RUNS)))
    assert pickle.loads(cluster_worker.work(*others, batch)) == [2, 4]
    with pytest.raises(cluster_worker.EndedError):
        cluster_worker.work(*ours, batch)
    asyncio.run(cluster_worker.end(others[0]))


def seed_of(number: int) -> tuple[int, int]:
    return os.getpid(), hash("a word")


def test_sets_are_ordered_otherwise_in_each_worker_of_a_cluster_begun_here() -> None:
    """Else `verify` could not tell what depends on their order."""
    found = dict(EXECUTORS["dask"].map(seed_of, range(40)))
    assert len(set(found.values()) - {hash("a word")}) == len(found)


def take_too_long(number: int) -> int:
    raise TimeoutError(f"{number} took too long")


def test_a_job_that_took_too_long_is_no_wait_for_its_result(executor: Executor) -> None:
    with pytest.raises(TimeoutError, match="took too long"):
        list(executor.map(take_too_long, [1, 2, 3]))


def test_what_the_library_tells_of_workers_is_not_shown(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert list(EXECUTORS["dask"].map(double, [1, 2, 3])) == [2, 4, 6]
    for name in ("distributed", "distributed.client", "distributed.gc"):
        logging.getLogger(name).warning("gone")
    assert capfd.readouterr().err == ""


def test_whatever_decides_what_is_made_is_told_where_it_is_another(
    tmp_path: Path,
) -> None:
    here = inputs_here(str(tmp_path))
    assert first_difference(here, here) is None
    names = {one.name for one in here}
    assert {"Python", "the library jinja2", "the program", "the hooks"} <= names
    for one in here:
        assert bool(one.version) != bool(one.digest), one
        other = Input(one.name, one.version and "0.1", one.digest and "another")
        there = [other if each is one else each for each in here]
        assert first_difference(here, there) == (one, other)
        lacking = [each for each in here if each is not one]
        assert first_difference(here, lacking) == (one, Input(one.name))
