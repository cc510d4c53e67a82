"""Bursts of events become sets of paths."""

from __future__ import annotations

import threading
import time

from commentariat.preview.hints import Burst, Hints

LIMIT = 60.0


def test_a_burst_is_one_set_of_paths() -> None:
    hints = Hints()
    for path in ("content/a.md", "content/b.md", "content/a.md"):
        hints.note(path)
    assert hints.take(LIMIT) == Burst(frozenset(("content/a.md", "content/b.md")), 3)
    assert hints.take(0) is None


def test_nothing_noted_means_nothing_to_take() -> None:
    assert Hints().take(0.01) is None


def test_a_burst_that_goes_on_is_taken_before_it_ends() -> None:
    hints = Hints(quiet=0.05, longest=0.2)
    is_over = threading.Event()

    def save_on() -> None:
        for _ in range(4_000):
            hints.note("content/a.md")
            if is_over.wait(0.005):
                return

    thread = threading.Thread(target=save_on)
    thread.start()
    try:
        assert hints.take(LIMIT) is not None
        assert thread.is_alive()
    finally:
        is_over.set()
        thread.join()


def test_a_file_that_is_being_written_is_waited_for() -> None:
    hints = Hints(quiet=0.01, longest=LIMIT)
    hints.note("content/a.md", is_open=True)
    closed: list[float] = []

    def close() -> None:
        closed.append(time.monotonic())
        hints.note("content/a.md", is_open=False)

    timer = threading.Timer(0.15, close)
    timer.start()
    assert hints.take(LIMIT) == Burst(frozenset(("content/a.md",)), 2)
    assert time.monotonic() - closed[0] < LIMIT / 2


def test_a_file_that_is_being_written_keeps_no_other_waiting() -> None:
    hints = Hints(quiet=0.01, longest=LIMIT)
    hints.note("content/a.md", is_open=True)
    hints.note("content/b.md", is_open=False)
    assert hints.take(LIMIT) == Burst(frozenset(("content/b.md",)), 2)


def test_a_file_that_is_being_written_for_too_long_is_taken() -> None:
    hints = Hints(quiet=0.01, longest=0.05)
    hints.note("content/a.md", is_open=True)
    assert hints.take(LIMIT) == Burst(frozenset(("content/a.md",)), 1)
    assert hints.take(0) is None


def test_anything_may_have_changed_wins_over_paths() -> None:
    hints = Hints()
    hints.note("content/a.md")
    hints.note_all()
    assert hints.take(LIMIT) == Burst(None, 2)


def test_very_many_paths_are_everything() -> None:
    hints = Hints()
    for number in range(6_000):
        hints.note(f"content/articles/{number}.md")
    burst = hints.take(LIMIT)
    assert burst is not None
    assert burst.paths is None


def test_whoever_waits_is_let_go_at_the_end() -> None:
    hints = Hints()
    thread = threading.Thread(target=hints.take, args=(60,))
    thread.start()
    hints.close()
    thread.join(LIMIT)
    assert not thread.is_alive()
