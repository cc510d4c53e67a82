"""How large an archive is told to be."""

from __future__ import annotations

import pytest

from commentariat.site.size import size_of
from commentariat.site.views import Size


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, 0), (10, 0), (11, 10), (20, 10), (21, 20), (100, 90), (101, 100),
        (1_999, 1_000), (9_357, 9_000), (10_000, 9_000), (10_001, 10_000),
    ],
)  # fmt: skip
def test_an_archive_has_more_pieces_than_it_says(count: int, told: int) -> None:
    size = size_of(count, {2004: 1, 2001: 3, 1999: 0})
    assert size == (Size(told, "2001") if told else None)


def test_an_archive_without_dates_names_no_year() -> None:
    assert size_of(11, {}) == Size(10, "")
