"""What part of the points a page shows, as its address says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlencode

import msgspec

from commentariat.intake.decisions.point import Point, Status
from commentariat.intake.review.choice import ORDERS, select_points

PAGE: Final = 25
"""Points on one page."""
_LONGEST: Final = 500


class Query(msgspec.Struct, frozen=True):
    """A choice of points: what it is narrowed to, in which order, which page."""

    status: Status = Status.OPEN
    kind: str = ""
    file: str = ""
    order: str = "confidence"
    page: int = 1

    @property
    def address(self) -> str:
        """The part of the page's address after `?`; empty for the plain page."""
        plain = Query()
        pairs = [
            (name, str(getattr(self, name)))
            for name in self.__struct_fields__
            if getattr(self, name) != getattr(plain, name)
        ]
        return urlencode(pairs)

    def narrow(self, **changes: object) -> Query:
        """Choose otherwise, from the first page on."""
        return msgspec.structs.replace(self, **({"page": 1} | changes))

    def choose(self, points: Iterable[Point]) -> tuple[Point, ...]:
        """List the points chosen, those of all pages, in their order."""
        return tuple(sorted(self.select(points), key=ORDERS[self.order]))

    def select(self, points: Iterable[Point]) -> list[Point]:
        """List the points chosen, in no order."""
        return select_points(
            points,
            kinds=[self.kind] if self.kind else (),
            files=[self.file] if self.file else (),
            statuses=[self.status],
        )


def read_query(values: Mapping[str, str]) -> Query:
    """Read what a page's address says; what cannot be meant counts as not said."""
    status = values.get("status", "")
    order = values.get("order", "")
    page = values.get("page", "")
    return Query(
        Status(status) if status in set(Status) else Status.OPEN,
        values.get("kind", "")[:_LONGEST],
        values.get("file", "")[:_LONGEST],
        order if order in ORDERS else "confidence",
        int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1,
    )
