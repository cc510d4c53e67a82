"""What import will do, decided without touching anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from commentariat.archive.model import Article
from commentariat.archive.slugs import LONGEST, is_slug
from commentariat.errors import OpenPoint
from commentariat.intake.content.model import surest
from commentariat.intake.content.summary import RawSummary
from commentariat.intake.crawls.duplicates import Duplicates
from commentariat.intake.planning.assignments import PAGES, Addresses, Assignments
from commentariat.intake.planning.inventory import Inventory
from commentariat.intake.planning.questions import ask_editors, word_not_compared
from commentariat.intake.planning.steps import Create, ImportStep, Remove


class ImportPlan(msgspec.Struct, frozen=True):
    """Steps in the order in which they are taken, and questions to the editors."""

    steps: tuple[ImportStep, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()


def plan_import(
    articles: Sequence[Article],
    untouched: Mapping[str, bool],
    summaries: Mapping[str, RawSummary],
    inventory: Inventory,
    others: Mapping[str, str] | None = None,
    duplicates: Duplicates = Duplicates(),  # noqa: B008 (frozen)
) -> ImportPlan:
    """
    Decide which content files are written, extended and removed.

    *untouched* tells, of each of *articles* that is due or joined, by its source,
    whether it is as import wrote it; *summaries* are those of the files that were read.
    *others* are files in content/articles/ that could not be judged: path below
    content/, and slug. An article keeps its raw files as long as they say what they
    said; one that says something else now goes where that belongs.
    """
    if not (summaries or untouched):
        return ImportPlan()
    assignments = Assignments(articles, untouched, summaries, inventory, duplicates)
    movers = {file for one in assignments.own for file in assignments.settle(one)}
    movers.update(file for file in summaries if file not in assignments.listed)
    for file in sorted(movers):
        assignments.place(summaries[file])
    assignments.give_back_addresses()
    open_points = [*assignments.lead_on(), *assignments.waiting]
    addresses = assignments.take_addresses()
    steps: list[ImportStep] = []
    for assignment in assignments.own:
        step = assignments.step_of(assignment)
        if step is not None:
            steps.append(step)
        if not assignment.is_untouched:
            open_points.extend(ask_editors(assignment.article, inventory))
    if assignments.new:
        open_points += map(word_not_compared, assignments.find_broken())
        taken = _taken(articles, assignments, steps, others or {})
        steps += _create(assignments.new, summaries, *taken, addresses)
    open_points += addresses.shared
    return ImportPlan(tuple(sorted(steps, key=_order)), tuple(sorted(open_points)))


def _taken(
    articles: Iterable[Article],
    assignments: Assignments,
    steps: Iterable[ImportStep],
    others: Mapping[str, str],
) -> tuple[set[str], set[str]]:
    """List the slugs, and the paths below content/, that are no longer free."""
    removed = {step.article.source for step in steps if isinstance(step, Remove)}
    kept = [article for article in articles if article.source not in removed]
    former = {article.source: article.aliases for article in kept}
    former |= {
        assignment.article.source: tuple(assignment.aliases)
        for assignment in assignments.own
    }
    slugs = {article.slug for article in kept} | set(others.values())
    slugs |= {assignment.slug for assignment in assignments.own if assignment.slug}
    slugs |= {
        one.removeprefix(PAGES)
        for ones in former.values()
        for one in ones
        if one.startswith(PAGES)
    }
    # In small letters, for some file systems do not tell them apart.
    paths = {article.source.lower() for article in kept} | {
        path.lower() for path in others
    }
    return slugs, paths


def _create(
    groups: Iterable[list[str]],
    summaries: Mapping[str, RawSummary],
    slugs: set[str],
    paths: set[str],
    addresses: Addresses,
) -> Iterator[Create]:
    """Give each new article its slug and path, in the order of their raw files."""
    for group in sorted(map(sorted, groups)):
        date = surest(summaries[file].date for file in group)
        wish = surest(summaries[file].slug for file in group)
        folder = f"articles/{date[:4] or 'undated'}"
        slug = _free_slug(wish, folder, slugs, paths)
        slugs.add(slug)
        paths.add(f"{folder}/{slug}.md".lower())
        aliases = addresses.take([summaries[file] for file in group], slug)
        path = f"content/{folder}/{slug}.md"
        yield Create(path, slug, tuple(group), tuple(aliases))


def _free_slug(wish: str, folder: str, slugs: set[str], paths: set[str]) -> str:
    number, slug = 1, wish
    while slug in slugs or f"{folder}/{slug}.md".lower() in paths or not is_slug(slug):
        number += 1
        ending = f"-{number}"
        slug = wish[: LONGEST - len(ending)].strip("-") + ending
    return slug


def _order(step: ImportStep) -> tuple[bool, str]:
    """Removals first, for a new article may want the place."""
    source = step.path if isinstance(step, Create) else f"content/{step.article.source}"
    return not isinstance(step, Remove), source
