"""One contract for every executor: order, whole exceptions, the same bytes."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from harness import SiteFolder, article

from commentariat.engine.executors import Executor, InProcess, Processes, in_batches
from commentariat.errors import Problem, SourceError


@pytest.fixture(params=["here", "fork", "spawn"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    """Each executor; another thread makes `Processes` begin its own afresh."""
    if request.param != "spawn":
        yield InProcess() if request.param == "here" else Processes(2)
        return
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    yield Processes(2)
    stop.set()
    thread.join()


def double(number: int) -> int:
    return 2 * number


def add(more: int, number: int) -> int:
    return number + more


def refuse(number: int) -> int:
    if number == 3:
        raise SourceError(Problem("a.md", 3, "no"), Problem("b.md", 0, "nor this"))
    return number


def test_results_come_in_the_order_of_the_items(executor: Executor) -> None:
    assert list(executor.map(double, list(range(40)))) == [2 * n for n in range(40)]


def test_a_job_may_be_a_partial(executor: Executor) -> None:
    assert list(executor.map(partial(add, 5), [1, 2, 3])) == [6, 7, 8]


def test_no_items_give_no_results(executor: Executor) -> None:
    assert list(executor.map(double, [])) == []


def test_an_exception_comes_back_whole(executor: Executor) -> None:
    with pytest.raises(SourceError) as caught:
        list(executor.map(refuse, list(range(8))))
    assert [str(problem) for problem in caught.value.problems] == [
        "a.md:3: no",
        "b.md: nor this",
    ]


def process_of(_: int) -> int:
    return os.getpid()


def test_processes_work_outside_this_one() -> None:
    assert os.getpid() not in set(Processes(2).map(process_of, [1, 2, 3, 4]))


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
