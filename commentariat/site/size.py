"""
How large an archive is, as every page may say it.

It is told in steps, as the ladder is: were it the count itself, a new piece would touch
every page.
"""

from __future__ import annotations

from collections.abc import Mapping

from commentariat.site.views import Size

SMALLEST = 10
"""Up to so many pieces nothing is told."""


def size_of(count: int, years: Mapping[int, int]) -> Size | None:
    """Tell how large an archive of *count* pieces is, and since when: *years* count them."""
    if count <= SMALLEST:
        return None
    below = count - 1
    step = 10 ** (len(str(below)) - 1)
    found = [year for year, dated in years.items() if dated]
    return Size(below // step * step, f"{min(found):04}" if found else "")
