"""Everything that is wrong or open, found without writing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from commentariat.config import SETTINGS_FILE, Settings
from commentariat.engine.lock import site_lock
from commentariat.engine.template_files import FOLDER
from commentariat.errors import OpenPoint, Problem
from commentariat.kinds import Kind
from commentariat.pipeline.articles import held_back
from commentariat.pipeline.draft import Draft, make_draft
from commentariat.pipeline.duplicates import find_duplicates
from commentariat.pipeline.fixity import verify_raw
from commentariat.pipeline.held_back import tell_held_back
from commentariat.pipeline.imports import find_alike, find_doubts
from commentariat.pipeline.inspection import inspect_site
from commentariat.pipeline.locator import Locator
from commentariat.pipeline.lost import (
    find_gone_folder,
    find_lost_and_again,
    gone_raw_of,
)
from commentariat.pipeline.options import Options, Report, in_order, settings_of
from commentariat.pipeline.questions import dismissed_of, find_questions
from commentariat.pipeline.same_names import find_same_names
from commentariat.pipeline.term_questions import ask_of_terms
from commentariat.pipeline.term_rules import load_rules
from commentariat.pipeline.translation_questions import ask_of_translations, find_pairs
from commentariat.pipeline.unportable import find_unportable
from commentariat.pipeline.unread import find_unread_folders
from commentariat.pipeline.workspace import Workspace, writing
from commentariat.publish.examples import BEGUN_URL
from commentariat.site.related import ask_of_related
from commentariat.site.share_pages import ask_of_shares

if TYPE_CHECKING:  # what talks to other sites is loaded where it is asked for
    from commentariat.pipeline.external import Outing


def check_site(
    options: Options, outing: Outing | None = None, *, is_fixity_asked: bool = False
) -> Report:
    """
    Find everything that is wrong or open; write nothing but the memory.

    With an *outing*, other sites are asked for what is linked there. Where *fixity is
    asked* for, every raw file is read and held against the digest that is recorded.
    """
    settings = settings_of(options)
    report = _check(options, settings, is_fixity_asked=is_fixity_asked)
    if outing is None:
        return report
    from commentariat.pipeline.external import ask_outside

    found = ask_outside(options, settings, report.external, outing)
    return msgspec.structs.replace(
        report,
        answers=found.answers,
        open_points=in_order((*report.open_points, *found.points)),
        hints=in_order((*report.hints, *found.hints)),
    )


def _check(options: Options, settings: Settings, *, is_fixity_asked: bool) -> Report:
    with writing(options.site), site_lock(options.cache):
        work = Workspace(options, settings)
        loaded = work.load(converts=False)
        draft = make_draft(work, loaded, is_dry=True)
        found = inspect_site(work, draft)
        alike = find_alike(work, draft.loaded)
        articles = draft.site.archive.articles
        # Doubts are not remembered: raw files say them again when they are read.
        fixity = verify_raw(work, draft.loaded) if is_fixity_asked else None
        again = list(find_lost_and_again(work, draft.loaded, found.signs))
        gone = (
            *draft.open_points,
            *draft.raw_points,
            *find_gone_folder(work, draft.loaded),
        )
        told = gone_raw_of(draft.loaded, {point.source for point in again})
        told |= {one.source for one in fixity.problems} if fixity else set()
        points = {
            *(one for one in gone if not (_is_gone(one) and one.source in told)),
            *_archive_points(draft, dismissed_of(options.site)),
            *_term_points(work, draft),
            *_translation_points(work, draft),
            *find_doubts(work, draft.loaded),
            *alike,
            *again,
            *find_unread_folders(options.site),
            *find_same_names(draft.loaded.all_digests),
            *find_unportable(draft.statics),
            *find_duplicates(options.site, articles, found.signs, alike),
            *found.open_points,
        }
        at_fault = _faulty_templates(draft.problems)
        made = (one for one in found.problems if not _follows(one, at_fault))
        problems = (*draft.problems, *made, *draft.raw_problems)
        problems += fixity.problems if fixity else ()
        place = Locator(options.site).place_or_begin
        return Report(
            articles=len(articles),
            pages=len(draft.pages),
            problems=in_order(map(place, problems)),
            open_points=in_order(map(place, points)),
            external=found.external,
            hints=in_order(map(place, _held_back(work, draft))),
            held_back=draft.held_back,
            fixity=fixity,
            stale=found.stale,
            is_done=True,
        )


def _faulty_templates(problems: Iterable[Problem]) -> dict[str, bool]:
    """Name the templates at fault; True of those that are made of themselves."""
    circles = Kind.TEMPLATE_CIRCLE.family
    prefix = f"{FOLDER}/"
    return {
        one.source: one.message.kind.family == circles
        for one in problems
        if one.source.startswith(prefix)
    }


def _follows(problem: Problem, told: Mapping[str, bool]) -> bool:
    """Tell whether a page shows *problem* only for what is *told* of a template."""
    is_endless = problem.message.kind is Kind.TEMPLATE_ENDLESS
    return problem.source in told or (is_endless and any(told.values()))


def _is_gone(point: OpenPoint) -> bool:
    return point.message.kind is Kind.RAW_GONE


def _held_back(work: Workspace, draft: Draft) -> Iterator[OpenPoint]:
    """Name what is not published yet: that may be meant, so it fails nothing."""
    yield from tell_held_back(draft.site.held_back)
    for one in held_back(draft.loaded.records.values(), work.options, work.now):
        source = f"content/{one.source}"
        if one.is_draft:
            yield OpenPoint(source, 0, Kind.DRAFT.of(), "draft")
        else:
            yield OpenPoint(source, 0, Kind.LATER.of(one.moment), "date")


def _term_points(work: Workspace, draft: Draft) -> Iterator[OpenPoint]:
    settings = work.settings
    rules = load_rules(work.options.site, draft.loaded.digests, settings.facets)
    yield from ask_of_terms(draft.site.archive, rules, settings.language)


def _translation_points(work: Workspace, draft: Draft) -> Iterator[OpenPoint]:
    site = draft.site
    pairs = find_pairs(work, site.archive, site.translations)
    yield from ask_of_translations(pairs)


def _archive_points(
    draft: Draft, dismissed: Collection[tuple[str, str]]
) -> Iterator[OpenPoint]:
    """What an editor may want to settle, article by article."""
    site = draft.site
    if site.settings.base_url == BEGUN_URL:  # publishing asks more of it
        yield OpenPoint(SETTINGS_FILE, 0, Kind.EXAMPLE_ADDRESS.of(), "base_url")
    yield from ask_of_shares(site)
    yield from ask_of_related(site, draft.left_out.excuses)
    yield from site.series.ask()
    for _, point in find_questions(site.archive.articles, dismissed):
        yield point
