"""What import will do, decided without touching anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from commentariat.archive.folders import RAW
from commentariat.archive.model import Article, RawFile
from commentariat.archive.slugs import LONGEST, is_slug
from commentariat.errors import OpenPoint
from commentariat.intake.content.model import surest
from commentariat.intake.content.summary import RawSummary
from commentariat.intake.crawls.due import Inventory
from commentariat.intake.crawls.duplicates import Duplicates
from commentariat.kinds import Kind

_PAGES = "articles/"
"""The address of an article is this and its slug."""


class Rewrite(msgspec.Struct, frozen=True):
    """An untouched content file is written anew, where it is and as it is called."""

    article: Article
    files: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    """Former addresses that lead to it, decoded, without slashes at their ends."""


class Create(msgspec.Struct, frozen=True):
    """A content file is written for the first time."""

    path: str
    """From the site."""
    slug: str
    files: tuple[str, ...]
    """The raw files it is made from, sorted."""


class Extend(msgspec.Struct, frozen=True):
    """An edited content file lists further raw files."""

    article: Article
    raw: tuple[RawFile, ...]


class Remove(msgspec.Struct, frozen=True):
    """An untouched content file has no raw file left."""

    article: Article


class Amend(msgspec.Struct, frozen=True):
    """Of an edited content file the places are changed that were decided of."""

    article: Article
    files: tuple[str, ...]
    """The raw files it is made from, sorted."""
    decided: tuple[str, ...]
    """Those of them of which something else was decided than it records."""


class Compare(msgspec.Struct, frozen=True):
    """An edited content file stays; what import would write is shown beside it."""

    article: Article
    files: tuple[str, ...]


ImportStep: TypeAlias = Rewrite | Create | Extend | Amend | Compare | Remove


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
    assignments = _Assignments(articles, untouched, summaries, inventory, duplicates)
    movers = {
        file
        for assignment in assignments.own
        for file in assignments.settle(assignment, summaries)
    }
    movers.update(file for file in summaries if file not in assignments.listed)
    for file in sorted(movers):
        assignments.place(summaries[file])
    assignments.give_back_addresses(summaries)
    steps: list[ImportStep] = []
    open_points = [*assignments.lead_on(summaries), *assignments.waiting]
    for assignment in assignments.own:
        step = _step_of(assignment, summaries, inventory)
        if step is not None:
            steps.append(step)
        if not assignment.is_untouched:
            open_points.extend(_questions(assignment.article, inventory))
    if assignments.new:
        open_points += map(_word_not_compared, assignments.find_broken())
        taken = _taken(articles, assignments, steps, others or {})
        steps += _create(assignments.new, summaries, *taken)
    return ImportPlan(tuple(sorted(steps, key=_order)), tuple(sorted(open_points)))


def _taken(
    articles: Iterable[Article],
    assignments: _Assignments,
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
    slugs |= {one.removeprefix(_PAGES) for ones in former.values() for one in ones}
    # In small letters, for some file systems do not tell them apart.
    paths = {article.source.lower() for article in kept} | {
        path.lower() for path in others
    }
    return slugs, paths


class _Assignment:
    """An article that exists, while it is decided which raw files it has."""

    __slots__ = (
        "added",
        "aliases",
        "article",
        "files",
        "is_called",
        "is_untouched",
        "keys",
        "left",
    )

    def __init__(
        self, article: Article, is_untouched: bool, duplicates: Duplicates
    ) -> None:
        self.article = article
        self.is_untouched = is_untouched
        self.files: list[str] = []
        self.added: list[RawFile] = []
        self.left: set[str] = set()
        self.aliases = list(article.aliases)
        """Former addresses that lead to it."""
        self.keys = {duplicates.key(raw.key) for raw in article.raw if raw.key}
        self.is_called = False
        """Something asks for it to be written anew."""

    def lists(self, file: str) -> bool:
        """Tell whether the article, as it is, names *file*."""
        return any(raw.file == file for raw in self.article.raw)


class _Assignments:
    """Where each raw file belongs, by the keys of what was read."""

    def __init__(
        self,
        articles: Sequence[Article],
        untouched: Mapping[str, bool],
        summaries: Mapping[str, RawSummary],
        inventory: Inventory,
        duplicates: Duplicates,
    ) -> None:
        self.summaries = summaries
        self.inventory = inventory
        self.duplicates = duplicates
        self.own: list[_Assignment] = []
        """Of the articles that are due or joined, by source."""
        self.new: list[list[str]] = []
        self.all: list[_Assignment] = []
        self.by_key: dict[str, _Assignment | list[str]] = {}
        self.listed: dict[str, _Assignment] = {}
        self.went: dict[str, _Assignment] = {}
        """Where files that were of one article and belong to another went."""
        self.waiting: list[OpenPoint] = []
        for article in sorted(articles, key=lambda one: one.source):
            is_told = article.source in untouched
            assignment = _Assignment(
                article, untouched.get(article.source, False), duplicates
            )
            self.all.append(assignment)
            if is_told:
                self.own.append(assignment)
            for raw in article.raw:
                self.listed.setdefault(raw.file, assignment)
                is_moved = assignment.is_untouched and self._says_other(raw)
                if raw.key and not is_moved and not inventory.is_dropped(raw.file):
                    self.by_key.setdefault(duplicates.key(raw.key), assignment)

    def _says_other(self, raw: RawFile) -> bool:
        """Tell whether a file is of another article now; a broken one says nothing."""
        summary = (
            self.summaries.get(raw.file) if self.inventory.is_changed(raw) else None
        )
        return summary is not None and self._key(summary) != self.duplicates.key(
            raw.key
        )

    def settle(
        self, assignment: _Assignment, summaries: Mapping[str, RawSummary]
    ) -> Iterator[str]:
        """Keep the raw files that belong to *assignment*; yield those that do not."""
        if not assignment.is_untouched:
            return
        raws = sorted(assignment.article.raw, key=lambda raw: raw.file)
        for raw in raws:
            if raw.file in summaries and not self.inventory.is_changed(raw):
                assignment.files.append(raw.file)
                assignment.is_called |= (
                    self.inventory.named is not None or self.inventory.is_again
                )
        changed = [
            raw
            for raw in raws
            if raw.file in summaries and self.inventory.is_changed(raw)
        ]
        changed.sort(
            key=lambda raw: self._key(summaries[raw.file]) not in assignment.keys
        )
        for raw in changed:
            if self._stays(assignment, summaries[raw.file]):
                assignment.files.append(raw.file)
            else:
                assignment.left.add(raw.file)
                yield raw.file
        is_dropped = any(self.inventory.is_dropped(raw.file) for raw in raws)
        is_decided = any(map(self.inventory.is_decided_anew, raws))
        assignment.is_called = (
            assignment.is_called or bool(changed) or is_dropped or is_decided
        )

    def _key(self, summary: RawSummary) -> str:
        return self.duplicates.key(summary.key) if summary.key else ""

    def _stays(self, assignment: _Assignment, summary: RawSummary) -> bool:
        """Whether a changed raw file is, as it is now, still one of this article."""
        key, told = self._key(summary), self._told_assignment(summary.file)
        if told not in (None, assignment) or self.duplicates.is_apart(
            summary.file, assignment.files
        ):
            return False
        if told or (key and key in assignment.keys):
            self.by_key.setdefault(key, assignment)
            return True
        if assignment.files or (key and key in self.by_key):
            return False
        for said in assignment.keys:  # what the article said before is another's to say
            if self.by_key.get(said) is assignment:
                del self.by_key[said]
        if key:
            assignment.keys.add(key)
            self.by_key[key] = assignment
        return True

    def _told_assignment(self, file: str) -> _Assignment | None:
        """Find the article of the file that *file* is said to be a crawl of."""
        return self.listed.get(self.duplicates.same.get(file, ""))

    def place(self, summary: RawSummary) -> None:
        """Give a raw file to the article that it is a crawl of, or to a new one."""
        key = self._key(summary)
        assignment = self._told_assignment(summary.file) or (
            self.by_key.get(key) if key else None
        )
        if assignment is not None and self._is_apart(summary.file, assignment):
            assignment, key = None, ""
        if isinstance(assignment, _Assignment) and (
            broken := self._broken_file(assignment)
        ):
            self.waiting.append(_word_waiting(summary.file, assignment.article, broken))
        elif assignment is None:
            self.new.append([summary.file])
            if key:
                self.by_key[key] = self.new[-1]
        elif isinstance(assignment, list):
            assignment.append(summary.file)
        else:
            self._take_in(assignment, summary)

    def _broken_file(self, assignment: _Assignment) -> str:
        """
        Find a raw file of *assignment* that is there and cannot be read; empty for none.

        Written anew without it, the article would lose what that file alone held.
        """
        inventory = self.inventory
        for raw in assignment.article.raw if assignment.is_untouched else ():
            is_there = raw.file in inventory.digests or raw.file in inventory.held
            if is_there and not (
                raw.file in self.summaries or raw.file in inventory.skipped
            ):
                return raw.file
        return ""

    def find_broken(self) -> list[str]:
        """List the raw files of articles that are there and cannot be read."""
        inventory = self.inventory
        return sorted(
            raw.file
            for assignment in self.all
            for raw in assignment.article.raw
            if raw.file in inventory.held
            or (
                assignment.is_untouched
                and inventory.is_changed(raw)
                and raw.file not in self.summaries
            )
        )

    def _take_in(self, assignment: _Assignment, summary: RawSummary) -> None:
        self.went[summary.file] = assignment
        if assignment.is_untouched and summary.file not in assignment.files:
            assignment.files.append(summary.file)
            assignment.is_called = True
        elif not assignment.is_untouched and not assignment.lists(summary.file):
            assignment.added.append(summary.raw)

    def lead_on(self, summaries: Mapping[str, RawSummary]) -> Iterator[OpenPoint]:
        """
        Let articles that go give their addresses to those that their files went to.

        Only where a file says what it said: one that says something else is another
        article, and the old one is gone. In an edited article the editor does it.
        """
        for old in self.own:
            if not isinstance(_step_of(old, summaries, self.inventory), Remove):
                continue
            same = (
                self.went[raw.file]
                for raw in old.article.raw
                if raw.file in self.went
                and summaries[raw.file].raw.digest == raw.digest
            )
            assignment = next(same, None)
            if assignment is None:
                continue
            addresses = [f"{_PAGES}{old.article.slug}", *old.aliases]
            if assignment.is_untouched:
                assignment.aliases += addresses
                continue
            shown = ", ".join(f"'/{one}/'" for one in addresses)
            message = f"add {shown} under 'aliases': that article is now this one"
            source = f"content/{assignment.article.source}"
            yield OpenPoint(source, 0, Kind.NOT_LED_ON.of(message))

    def give_back_addresses(self, summaries: Mapping[str, RawSummary]) -> None:
        """Give an article that is parted again the address it had before."""
        for group in self.new:
            address = _PAGES + surest(summaries[file].slug for file in group)
            for assignment in (
                self.listed[file] for file in group if file in self.listed
            ):
                if assignment.is_untouched and address in assignment.aliases:
                    assignment.aliases.remove(address)

    def _is_apart(self, file: str, assignment: _Assignment | list[str]) -> bool:
        if isinstance(assignment, list):
            return self.duplicates.is_apart(file, assignment)
        others = (
            raw.file
            for raw in assignment.article.raw
            if raw.file not in assignment.left
        )
        return self.duplicates.is_apart(file, (*others, *assignment.files))


def _word_waiting(file: str, article: Article, broken: str) -> OpenPoint:
    message = (
        f"waits: it is a crawl of content/{article.source}, whose {RAW}/{broken} "
        "cannot be read; mend or delete that file"
    )
    return OpenPoint(f"{RAW}/{file}", 0, Kind.WAITING.of(message))


def _word_not_compared(file: str) -> OpenPoint:
    message = (
        "cannot be read, so it was not compared with the articles that are new; if one "
        "is another crawl of it, `check` says so once it is mended"
    )
    return OpenPoint(f"{RAW}/{file}", 0, Kind.NOT_COMPARED.of(message))


def _step_of(
    assignment: _Assignment, summaries: Mapping[str, RawSummary], inventory: Inventory
) -> ImportStep | None:
    if not assignment.is_untouched:
        return _step_of_edited(assignment, inventory)
    if not assignment.is_called:
        return None
    if assignment.files:
        aliases = tuple(dict.fromkeys(assignment.aliases))
        return Rewrite(assignment.article, tuple(sorted(assignment.files)), aliases)
    is_empty = all(
        raw.file in assignment.left or inventory.is_dropped(raw.file)
        for raw in assignment.article.raw
    )
    return Remove(assignment.article) if is_empty else None


def _step_of_edited(assignment: _Assignment, inventory: Inventory) -> ImportStep | None:
    """Leave an edited file to its editor, but for what editors decided of it."""
    if assignment.added:
        return Extend(assignment.article, tuple(assignment.added))
    raws = [raw for raw in assignment.article.raw if inventory.is_usable(raw.file)]
    files = tuple(sorted(raw.file for raw in raws))
    decided = tuple(sorted(raw.file for raw in raws if inventory.is_decided_anew(raw)))
    if decided and not any(map(inventory.is_changed, raws)):
        return Amend(assignment.article, files, decided)
    return Compare(assignment.article, files) if inventory.is_again and files else None


def _questions(article: Article, inventory: Inventory) -> Iterator[OpenPoint]:
    """Ask the editors of a content file about raw files that went on without it."""
    source = f"content/{article.source}"
    for raw in article.raw:
        if inventory.is_dropped(raw.file):
            message = (
                f"index.csv skips {RAW}/{raw.file}, but this file was edited: "
                "delete it, or take it out of the list under 'raw'"
            )
            yield OpenPoint(source, 0, Kind.RAW_SKIPPED.of(message))
        elif inventory.is_changed(raw):
            yield OpenPoint(
                source, 0, Kind.RAW_CHANGED.of(_word_change(raw, inventory))
            )


def _word_change(raw: RawFile, inventory: Inventory) -> str:
    digest, row = inventory.digests[raw.file], inventory.rows.get(raw.file, "")
    if digest != raw.digest:
        what, key, now = f"{RAW}/{raw.file} has changed", "digest", digest
    else:
        what, key, now = f"the row of {raw.file} in index.csv has changed", "row", row
    told = (
        f"set its {key!r} under 'raw' to {now}"
        if now
        else f"remove its {key!r} under 'raw'"
    )
    return f"{what} since this edited file was imported; bring over what matters and {told}"


def _create(
    groups: Iterable[list[str]],
    summaries: Mapping[str, RawSummary],
    slugs: set[str],
    paths: set[str],
) -> Iterator[Create]:
    """Give each new article its slug and path, in the order of their raw files."""
    for group in sorted(map(sorted, groups)):
        date = surest(summaries[file].date for file in group)
        wish = surest(summaries[file].slug for file in group)
        folder = f"articles/{date[:4] or 'undated'}"
        slug = _free_slug(wish, folder, slugs, paths)
        slugs.add(slug)
        paths.add(f"{folder}/{slug}.md".lower())
        yield Create(f"content/{folder}/{slug}.md", slug, tuple(group))


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
