"""The pictures of the docs can be taken, each of what its page speaks of."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from doc_examples import DOCS
from PIL import Image


@pytest.fixture(scope="module")
def taker() -> Iterator[ModuleType]:
    sys.path.insert(0, str(DOCS))
    try:
        yield importlib.import_module("take_pictures")
    finally:
        sys.path.remove(str(DOCS))


def test_all_pictures_are_taken_by_doing_what_the_docs_say(
    taker: ModuleType, tmp_path: Path
) -> None:
    taker.take_pictures(tmp_path)
    taken = sorted(tmp_path.iterdir())
    kept = sorted((DOCS / "pictures").iterdir())
    assert [one.name for one in taken] == [one.name for one in kept]
    assert len({one.read_bytes() for one in taken}) == len(taken)
    for one in (*taken, *kept):
        is_sheet = one.name in taker.LOOKS
        largest = taker.LARGEST_SHEET if is_sheet else taker.LARGEST
        assert one.stat().st_size <= largest, one
        with Image.open(one) as picture:
            assert is_sheet or picture.size == taker.SIZE, one
