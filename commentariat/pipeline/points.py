"""All that an editor may decide of in a site, gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from commentariat.archive.model import Article
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.memory import open_store
from commentariat.engine.sources import Loaded
from commentariat.errors import Problem
from commentariat.intake.content.options import options_at
from commentariat.intake.decisions.decision import (
    DERIVED_TITLE,
    NO_DATE,
    Decided,
    Verdict,
)
from commentariat.intake.decisions.point import Point, Status
from commentariat.intake.decisions.store import load_decisions
from commentariat.intake.review.points import ReviewedFile, points_stamp, read_points
from commentariat.kinds import Kind
from commentariat.pipeline.name_pairs import pair_points, settled_points
from commentariat.pipeline.questions import find_questions
from commentariat.pipeline.raw_items import find_raw_items
from commentariat.pipeline.term_rules import load_rules, ruled_archive
from commentariat.pipeline.translation_questions import (
    find_pairs,
    translation_points,
    translations_of,
)
from commentariat.pipeline.translations import load_translations
from commentariat.pipeline.workspace import Workspace


class Gathered(msgspec.Struct, frozen=True):
    """The points of a site, whatever their status, and what is decided."""

    points: tuple[Point, ...]
    decided: Decided
    problems: tuple[Problem, ...] = ()
    base: str = "/"
    """Path under which the site lies."""


def read_raw_points(work: Workspace, loaded: Loaded) -> dict[str, ReviewedFile]:
    """Read the points of all raw files, those that are remembered from memory."""
    items = find_raw_items(work, loaded)
    options = msgspec.structs.replace(
        options_at(str(work.options.site), work.settings), shared=items.shared
    )
    store: KeyValueStore[ReviewedFile] = open_store(
        work.options.cache, "points", ReviewedFile, points_stamp(options)
    )
    groups = [[raw.file for raw in one.raw] for one in loaded.articles]
    work.executor.stage = "reading raw files"
    run = work.executor.map
    known = dict(
        read_points(work.options.site, options, items, groups, dict(store), run)
    )
    gone: dict[str, ReviewedFile | None] = dict.fromkeys(store.keys() - known.keys())
    store.update(gone | known)
    return known


def gather_points(work: Workspace, loaded: Loaded) -> Gathered:
    """Gather the points of raw files, of articles, and of the archive as a whole."""
    settled = load_decisions(work.options.site)
    known = read_raw_points(work, loaded)
    by_file = {raw.file: one for one in loaded.articles for raw in one.raw}
    points = [
        _placed(point, by_file.get(file))
        for file, one in known.items()
        for point in one.points
    ]
    today = work.now.day
    points += _article_points(loaded.articles, settled.decided, today)
    points += _archive_points(work, loaded)
    problems = tuple(problem for one in known.values() for problem in one.problems)
    names = (one.decision for one in points if one.pair is not None and one.decision)
    return Gathered(
        tuple(_once(points)),
        settled.decided | {one.key: one for one in names},
        (*settled.problems, *problems),
        work.settings.base,
    )


def _placed(point: Point, article: Article | None) -> Point:
    if article is None:
        return point
    return msgspec.structs.replace(
        point,
        article=f"content/{article.source}",
        title=article.title,
        slug=article.slug,
    )


def _once(points: Iterable[Point]) -> Iterator[Point]:
    """Leave out what another crawl of the same article asks in the same words."""
    seen: set[tuple[str, ...]] = set()
    for point in points:
        key = (point.article, point.kind, point.left, point.before, point.right)
        if point.article and not point.is_question and key in seen:
            continue
        seen.add(key)
        yield point


def _article_points(
    articles: Iterable[Article], decided: Decided, today: str
) -> Iterator[Point]:
    settled = {
        (one.file, one.kind): one
        for one in decided.values()
        if one.verdict.is_for_question and not one.before
    }
    kinds_of: dict[str, list[str]] = {}
    for file, kind in settled:
        kinds_of.setdefault(file, []).append(kind)
    for article in articles:
        files = [raw.file for raw in article.raw]
        asked = {one.kind: one.message for _, one in find_questions([article])}
        kinds = [*asked, *(kind for file in files for kind in kinds_of.get(file, ()))]
        for kind in dict.fromkeys(kinds):
            told = (settled.get((file, kind)) for file in files)
            decision = next((one for one in told if one is not None), None)
            message = asked.get(kind)
            if decision is not None and decision.verdict == Verdict.ANSWER:
                message = Kind.ANSWERED.of(decision.after)
            yield Point(
                file=files[0] if files else "",
                kind=kind,
                status=Status.DECIDED if decision else Status.OPEN,
                is_question=True,
                after=article.title if kind == DERIVED_TITLE else article.date,
                message=message,
                article=f"content/{article.source}",
                title=article.title,
                slug=article.slug,
                latest=today if kind == NO_DATE else "",
                decision=decision,
            )


def _archive_points(work: Workspace, loaded: Loaded) -> Iterator[Point]:
    """What is asked of the archive as a whole, such as which names are of one."""
    rules = load_rules(work.options.site, loaded.digests, work.settings.facets)
    archive = ruled_archive(work.settings, loaded.records, rules)
    for one in archive.open_points:
        yield Point(
            file="",
            kind=one.kind,
            is_question=True,
            line=one.line,
            message=one.message,
            article=one.source,
        )
    yield from pair_points(archive, rules, archive.facets, work.settings.language)
    yield from settled_points(archive, rules)
    lines = load_translations(work.options.site, loaded.digests)
    known = translations_of(work, loaded, archive, lines)
    pairs = find_pairs(work, archive, known)
    yield from translation_points(pairs, lines, archive.by_slug.get)
