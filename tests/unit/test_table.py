"""One contract for every table: order of keys, changes, what is no change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from commentariat.engine.memory import open_table
from commentariat.engine.table import MemoryTable, Table

MAKERS: dict[str, Callable[[Path], Table[int]]] = {
    "in memory": lambda _: MemoryTable(),
    "on disk": lambda folder: open_table(folder, "numbers", int, "1"),
}


@pytest.fixture(params=MAKERS)
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Table[int]:
    return MAKERS[request.param](tmp_path)


def test_a_table_is_gone_through_in_the_order_of_its_keys(table: Table[int]) -> None:
    table.update({"b": 2, "c": 3})
    assert list(table) == ["b", "c"]
    table.update({"a": 1, "d": 4})
    assert list(table.items()) == [("a", 1), ("b", 2), ("c", 3), ("d", 4)]
    assert list(table.keys()) == ["a", "b", "c", "d"]
    assert list(table.values()) == [1, 2, 3, 4]


def test_none_removes_a_key(table: Table[int]) -> None:
    table.update({"a": 1, "b": 2})
    table.update({"a": None, "x": None})
    assert (dict(table), len(table), "a" in table) == ({"b": 2}, 1, False)
    assert (table.get("a"), table.get("a", 7), table["b"]) == (None, 7, 2)


def test_a_table_on_disk_is_opened_in_the_order_of_its_keys(tmp_path: Path) -> None:
    open_table(tmp_path, "numbers", int, "1").update({"b": 2})
    open_table(tmp_path, "numbers", int, "1").update({"c": 3, "a": 1})
    found = open_table(tmp_path, "numbers", int, "1")
    assert list(found.items()) == [("a", 1), ("b", 2), ("c", 3)]


def test_what_holds_already_is_not_written_again(tmp_path: Path) -> None:
    table = open_table(tmp_path, "numbers", int, "1")
    table.update({"a": 1, "b": 2})
    before = (tmp_path / "numbers").read_bytes()
    table.update({"a": 1, "b": 2, "c": None})
    assert (tmp_path / "numbers").read_bytes() == before
