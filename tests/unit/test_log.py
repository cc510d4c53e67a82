"""The store on disk: appended to, cut off, spoiled, and what is left of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.log import Log
from commentariat.engine.packed_log import PackedLog

OpenLog: TypeAlias = "Callable[..., KeyValueStore[Item]]"


class Item(msgspec.Struct, array_like=True):
    number: int


@pytest.fixture(scope="module", params=[Log, PackedLog])
def open_log(request: pytest.FixtureRequest) -> OpenLog:
    """Opens a log of either kind; the files are the same."""

    def open_one(path: Path, stamp: str = "s") -> KeyValueStore[Item]:
        kind: type[Log[Item] | PackedLog[Item]] = request.param
        return kind(path, Item, stamp)

    return open_one


def test_both_kinds_read_what_the_other_has_written(tmp_path: Path) -> None:
    kinds = (Log[Item], PackedLog[Item])
    for number, kind in enumerate(kinds):
        path = tmp_path / str(number)
        kind(path, Item, "s").update({"a": Item(1), "b": Item(2)})
        kind(path, Item, "s").update({"a": None, "c": Item(3)})
        other = kinds[1 - number](path, Item, "s")
        assert dict(other) == {"b": Item(2), "c": Item(3)}
        assert path.read_bytes() == (tmp_path / "0").read_bytes()


@pytest.mark.parametrize("kind", [Log[Item], PackedLog[Item]])
def test_a_value_of_another_kind_counts_for_nothing(
    kind: type[KeyValueStore[Item]], tmp_path: Path
) -> None:
    path = tmp_path / "log"
    Log[object](path, Any, "s").update({"a": [1]})
    Log[object](path, Any, "s").update({"b": ["one"], "c": [2]})
    assert dict(kind(path, Item, "s")) == {"a": Item(1)}  # type: ignore[call-arg]


def test_what_was_put_in_is_there_when_it_is_opened_again(
    open_log: OpenLog, tmp_path: Path
) -> None:
    log = open_log(tmp_path / "log")
    log.update({"a": Item(1), "b": Item(2)})
    log.update({"a": None, "c": Item(3)})
    assert dict(open_log(tmp_path / "log")) == {"b": Item(2), "c": Item(3)}


def test_another_stamp_empties_it(open_log: OpenLog, tmp_path: Path) -> None:
    open_log(tmp_path / "log").update({"a": Item(1)})
    assert dict(open_log(tmp_path / "log", "other")) == {}


def test_a_change_is_appended_and_not_written_whole(
    open_log: OpenLog, tmp_path: Path
) -> None:
    log = open_log(tmp_path / "log")
    log.update({str(n): Item(n) for n in range(1000)})
    before = (tmp_path / "log").stat().st_size
    log.update({"5": Item(6)})
    assert (tmp_path / "log").stat().st_size - before < 100


def test_the_file_does_not_grow_without_end(open_log: OpenLog, tmp_path: Path) -> None:
    log = open_log(tmp_path / "log")
    for number in range(2000):
        log.update({"a": Item(number)})
    assert (tmp_path / "log").stat().st_size < 10_000
    assert dict(open_log(tmp_path / "log")) == {"a": Item(1999)}


def test_nor_does_it_by_large_values(tmp_path: Path) -> None:
    store = Log[bytes](tmp_path / "log", bytes, "1")
    store.update({str(number): bytes(10**6) for number in range(3)})
    for number in range(1, 20):
        store.update({"1": bytes([number]) * 10**6})
        assert (tmp_path / "log").stat().st_size < 9 * 10**6
    assert Log[bytes](tmp_path / "log", bytes, "1")["1"] == bytes([19]) * 10**6


@given(st.data())
def test_cut_off_anywhere_it_holds_what_came_before(
    open_log: OpenLog, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("log") / "log"
    states: list[dict[str, Item]] = [{}]
    sizes = [0]
    log = open_log(path)
    for number in range(4):
        log.update({f"k{number % 3}": Item(number)})
        states.append(dict(log))
        sizes.append(path.stat().st_size)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    found = open_log(path)
    best = max(index for index, size in enumerate(sizes) if size <= cut)
    assert dict(found) == states[best]
    found.update({"new": Item(9)})
    assert dict(open_log(path)) == states[best] | {"new": Item(9)}


@given(st.binary(max_size=200))
def test_rubbish_is_taken_for_an_empty_store(
    open_log: OpenLog, tmp_path_factory: pytest.TempPathFactory, rubbish: bytes
) -> None:
    path = tmp_path_factory.mktemp("log") / "log"
    path.write_bytes(rubbish)
    assert dict(open_log(path)) == {}


def test_a_spoiled_byte_is_never_taken_for_a_value(
    open_log: OpenLog, tmp_path: Path
) -> None:
    path = tmp_path / "log"
    states: list[dict[str, Item]] = [{}]
    log = open_log(path)
    for number in range(3):
        log.update({f"k{number}": Item(number)})
        states.append(dict(log))
    whole = path.read_bytes()
    for at in range(len(whole)):
        for bit in range(8):
            spoiled = bytearray(whole)
            spoiled[at] ^= 1 << bit
            path.write_bytes(spoiled)
            assert dict(open_log(path)) in states[:-1], (at, bit)
