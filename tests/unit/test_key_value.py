"""One contract for every store: order of keys, changes, what is no change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from commentariat.engine.key_value import KeyValueStore, MemoryStore
from commentariat.engine.memory import open_store

MAKERS: dict[str, Callable[[Path], KeyValueStore[int]]] = {
    "in memory": lambda _: MemoryStore(),
    "on disk": lambda folder: open_store(folder, "numbers", int, "1"),
    "packed": lambda folder: open_store(folder, "packed", int, "1", is_packed=True),
}


@pytest.fixture(params=MAKERS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> KeyValueStore[int]:
    return MAKERS[request.param](tmp_path)


def test_a_store_is_gone_through_in_the_order_of_its_keys(
    store: KeyValueStore[int],
) -> None:
    store.update({"b": 2, "c": 3})
    assert list(store) == ["b", "c"]
    store.update({"a": 1, "d": 4})
    assert list(store.items()) == [("a", 1), ("b", 2), ("c", 3), ("d", 4)]
    assert list(store.keys()) == ["a", "b", "c", "d"]
    assert list(store.values()) == [1, 2, 3, 4]


def test_none_removes_a_key(store: KeyValueStore[int]) -> None:
    store.update({"a": 1, "b": 2})
    store.update({"a": None, "x": None})
    assert (dict(store), len(store), "a" in store) == ({"b": 2}, 1, False)
    assert (store.get("a"), store.get("a", 7), store["b"]) == (None, 7, 2)


def test_a_store_on_disk_is_opened_in_the_order_of_its_keys(tmp_path: Path) -> None:
    open_store(tmp_path, "numbers", int, "1").update({"b": 2})
    open_store(tmp_path, "numbers", int, "1").update({"c": 3, "a": 1})
    found = open_store(tmp_path, "numbers", int, "1")
    assert list(found.items()) == [("a", 1), ("b", 2), ("c", 3)]


def test_what_holds_already_is_not_written_again(tmp_path: Path) -> None:
    store = open_store(tmp_path, "numbers", int, "1")
    store.update({"a": 1, "b": 2})
    before = (tmp_path / "numbers").read_bytes()
    store.update({"a": 1, "b": 2, "c": None})
    assert (tmp_path / "numbers").read_bytes() == before
