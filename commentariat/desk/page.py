"""The page of the review, as HTML that is whole without a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, partial
from math import ceil
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from commentariat.archive.text import show_characters
from commentariat.desk.query import PAGE, Query
from commentariat.desk.state import Notice
from commentariat.intake.decisions.point import Point, Status
from commentariat.intake.review.hints import hint_of
from commentariat.pipeline.piece import read_piece
from commentariat.pipeline.points import Gathered


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def show_page(
    site: Path, gathered: Gathered, query: Query, token: str, notice: Notice, top: str
) -> str:
    """Show one page of the points that *query* chooses, and how to choose others."""
    chosen = query.choose(gathered.points)
    pages = max(1, ceil(len(chosen) / PAGE))
    page = min(query.page, pages)
    first = (page - 1) * PAGE
    shown = chosen[first : first + PAGE]
    return (
        _templates()
        .get_template("review.html")
        .render(
            top=top,
            token=token,
            notice=notice,
            query=query,
            points=[(first + n, point) for n, point in enumerate(shown, 1)],
            total=len(chosen),
            page=page,
            pages=pages,
            kinds=_kinds(gathered.points, query),
            statuses=[(one, _count(gathered.points, query, one)) for one in Status],
            mass=_mass(chosen, query),
            problems=[str(problem) for problem in gathered.problems],
            hint=hint_of,
            piece=partial(read_piece, site),
            base=gathered.base,
            fit=show_characters,
        )
    )


def show_confirmation(
    points: Sequence[Point], query: Query, verdict: str, token: str, top: str
) -> str:
    """Ask whether many points are really to be decided alike."""
    return _templates().get_template("confirm.html").render(
        top=top, token=token, query=query, verdict=verdict,
        total=len(points), points=points[:10], fit=show_characters,
    )  # fmt: skip


def show_fault(message: str, top: str) -> str:
    """Say why there is nothing to show."""
    return _templates().get_template("fault.html").render(top=top, message=message)


def _kinds(points: Sequence[Point], query: Query) -> list[tuple[str, int]]:
    chosen = query.narrow(kind="").select(points)
    return sorted(Counter(point.kind for point in chosen).items())


def _count(points: Sequence[Point], query: Query, status: Status) -> int:
    return len(query.narrow(kind="", status=status).select(points))


def _mass(points: Sequence[Point], query: Query) -> list[str]:
    """List the verdicts that all the points of one kind take at one stroke."""
    if not query.kind or len(points) < 2 or not all(point.file for point in points):
        return []
    return [str(one) for one in points[0].verdicts if not one.has_words]
