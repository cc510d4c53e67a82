"""The last net under what is bounded by counting: processor time."""

from __future__ import annotations

import gc
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from commentariat.engine.markup import MarkupError, _Converter
from commentariat.engine.time_limit import Deadline, TimeLimitError, limit_time
from commentariat.kinds import Kind

TABLE = "| a | b |\n|---|---|\n" + "| *c* | d |\n" * 6000
NEEDS_SIGNALS = pytest.mark.skipif(
    not hasattr(signal, "ITIMER_VIRTUAL"), reason="there are no timers"
)


@pytest.fixture(autouse=True)
def _no_callbacks_of_others() -> Iterator[None]:
    """What is raised within one is lost, and told as a fault of the test (Hypothesis has one)."""
    before = gc.callbacks[:]
    gc.callbacks.clear()
    yield
    gc.callbacks[:] = before


@NEEDS_SIGNALS
def test_a_regular_expression_that_would_take_years_is_given_up() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(TimeLimitError), limit_time(0.05):
        re.fullmatch("(a+)+", "a" * 60 + "b")
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


@NEEDS_SIGNALS
def test_what_was_raised_where_it_is_lost_is_raised_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lost: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: lost.append(told.exc_type))

    class _SlowEnd:
        def __del__(self) -> None:
            began = time.process_time()
            while time.process_time() - began < 0.1:
                pass

    def work() -> None:
        _SlowEnd()
        re.fullmatch("(a+)+", "a" * 60 + "b")

    with pytest.raises(TimeLimitError), limit_time(0.02):
        work()
    assert lost == [TimeLimitError]


@NEEDS_SIGNALS
def test_what_takes_less_is_done_and_nothing_ends_later() -> None:
    with limit_time(0.05):
        pass
    began = time.process_time()
    while time.process_time() - began < 0.1:
        pass


def test_a_deadline_counts_the_time_of_its_thread() -> None:
    deadline = Deadline(0.01)
    deadline.check()
    began = time.thread_time()
    while time.thread_time() - began < 0.02:
        pass
    with pytest.raises(TimeLimitError):
        deadline.check()


def given_up(seconds: float) -> MarkupError | None:
    converter = _Converter(seconds)
    try:
        converter.convert(TABLE)
    except MarkupError as fault:
        return fault
    return None


def test_a_body_that_takes_too_long_is_a_problem_in_any_thread() -> None:
    assert given_up(60) is None
    found = [given_up(0.02)]
    thread = threading.Thread(target=lambda: found.append(given_up(0.02)))
    thread.start()
    thread.join()
    for fault in found:
        assert fault is not None
        assert fault.message.kind is Kind.BODY_TOO_SLOW
        assert fault.line == 1
