"""Which article each raw file belongs to, as the files say now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from commentariat.archive.folders import raw_path
from commentariat.archive.model import Article, RawFile
from commentariat.archive.slugs import is_slug
from commentariat.errors import OpenPoint
from commentariat.intake.content.model import surest
from commentariat.intake.content.summary import BY_LIST, RawSummary
from commentariat.intake.crawls.duplicates import Duplicates
from commentariat.intake.planning.inventory import Inventory
from commentariat.intake.planning.questions import word_not_led_on, word_waiting
from commentariat.intake.planning.steps import (
    Amend,
    Compare,
    Extend,
    ImportStep,
    Remove,
    Rewrite,
)
from commentariat.kinds import Kind

PAGES = "articles/"
"""The address of an article is this and its slug."""


class Assignment:
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
        "slug",
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
        self.slug = ""
        """The one it gets where that is another than it has."""

    def lists(self, file: str) -> bool:
        """Tell whether the article, as it is, names *file*."""
        return any(raw.file == file for raw in self.article.raw)


class Addresses:
    """Which article each address leads to."""

    def __init__(self, taken: dict[str, str]) -> None:
        self.taken = taken
        """Slug of the article, by address without slashes at its ends."""
        self.shared: list[OpenPoint] = []

    def is_free(self, slug: str) -> bool:
        """Tell whether no article is called *slug*, or was."""
        return f"{PAGES}{slug}" not in self.taken

    def move(self, one: Assignment) -> None:
        """Give an article its new slug; the address that it had leads on."""
        self.taken[f"{PAGES}{one.slug}"] = one.slug
        one.aliases.append(f"{PAGES}{one.article.slug}")

    def take(
        self, files: Iterable[RawSummary], slug: str, known: Collection[str] = ()
    ) -> list[str]:
        """Take for the article called *slug* where its *files* stood, as far as free."""
        own: list[str] = []
        for file in files:
            for address in file.addresses:
                if address in known or address in own or address == f"{PAGES}{slug}":
                    continue
                other = self.taken.setdefault(address, slug)
                if other == slug:
                    own.append(address)
                else:
                    message = Kind.ADDRESS_SHARED.of(f"/{address}", other)
                    self.shared.append(OpenPoint(raw_path(file.file), 0, message))
        return own


class Assignments:
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
        self.own: list[Assignment] = []
        """Of the articles that are due or joined, by source."""
        self.new: list[list[str]] = []
        self.all: list[Assignment] = []
        self.by_key: dict[str, Assignment | list[str]] = {}
        self.listed: dict[str, Assignment] = {}
        self.went: dict[str, Assignment] = {}
        """Where files that were of one article and belong to another went."""
        self.waiting: list[OpenPoint] = []
        for article in sorted(articles, key=lambda one: one.source):
            is_told = article.source in untouched
            assignment = Assignment(
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

    def settle(self, assignment: Assignment) -> Iterator[str]:
        """Keep the raw files that belong to *assignment*; yield those that do not."""
        if not assignment.is_untouched:
            return
        inventory = self.inventory
        raws = sorted(assignment.article.raw, key=lambda raw: raw.file)
        read = [raw for raw in raws if raw.file in self.summaries]
        kept = [raw.file for raw in read if not inventory.is_changed(raw)]
        assignment.files += kept
        changed = [self.summaries[raw.file] for raw in read if raw.file not in kept]
        for one in sorted(
            changed, key=lambda one: self._key(one) not in assignment.keys
        ):
            if self._stays(assignment, one):
                assignment.files.append(one.file)
            else:
                assignment.left.add(one.file)
                yield one.file
        is_forced = inventory.named is not None or inventory.is_again
        assignment.is_called = (
            bool(changed)
            or (is_forced and bool(kept))
            or any(inventory.is_dropped(raw.file) for raw in raws)
            or any(map(inventory.is_decided_anew, raws))
        )

    def _key(self, summary: RawSummary) -> str:
        return self.duplicates.key(summary.key) if summary.key else ""

    def _stays(self, assignment: Assignment, summary: RawSummary) -> bool:
        """Whether a changed raw file is, as it is now, still one of this article."""
        key, told = self._key(summary), self._told(summary.file)
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

    def _told(self, file: str) -> Assignment | None:
        """Find the article of the file that *file* is said to be a crawl of."""
        return self.listed.get(self.duplicates.same.get(file, ""))

    def place(self, summary: RawSummary) -> None:
        """Give a raw file to the article that it is a crawl of, or to a new one."""
        key = self._key(summary)
        assignment = self._told(summary.file) or (self.by_key.get(key) if key else None)
        if assignment is not None and self._is_apart(summary.file, assignment):
            assignment, key = None, ""
        if isinstance(assignment, Assignment) and (
            broken := self._broken_file(assignment)
        ):
            self.waiting.append(word_waiting(summary.file, assignment.article, broken))
        elif assignment is None:
            self.new.append([summary.file])
            if key:
                self.by_key[key] = self.new[-1]
        elif isinstance(assignment, list):
            assignment.append(summary.file)
        else:
            self._take_in(assignment, summary)

    def _broken_file(self, assignment: Assignment) -> str:
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

    def _take_in(self, assignment: Assignment, summary: RawSummary) -> None:
        self.went[summary.file] = assignment
        if assignment.is_untouched and summary.file not in assignment.files:
            assignment.files.append(summary.file)
            assignment.is_called = True
        elif not assignment.is_untouched and not assignment.lists(summary.file):
            assignment.added.append(summary.raw)

    def lead_on(self) -> Iterator[OpenPoint]:
        """
        Let articles that go give their addresses to those that their files went to.

        Only where a file says what it said: one that says something else is another
        article, and the old one is gone. In an edited article the editor does it.
        """
        for old in self.own:
            if not isinstance(self.step_of(old), Remove):
                continue
            same = (
                self.went[raw.file]
                for raw in old.article.raw
                if raw.file in self.went
                and self.summaries[raw.file].raw.digest == raw.digest
            )
            assignment = next(same, None)
            if assignment is None:
                continue
            addresses = [f"{PAGES}{old.article.slug}", *old.aliases]
            if assignment.is_untouched:
                assignment.aliases += addresses
            else:
                yield word_not_led_on(assignment.article, addresses)

    def give_back_addresses(self) -> None:
        """Give an article that is parted again the address it had before."""
        for group in self.new:
            slug = surest(self.summaries[file].slug for file in group)
            stood = (a for file in group for a in self.summaries[file].addresses)
            addresses = {PAGES + slug, *stood}
            for one in (self.listed[file] for file in group if file in self.listed):
                if one.is_untouched:
                    kept = (a for a in one.aliases if a not in addresses)
                    one.aliases = list(kept)

    def take_addresses(self) -> Addresses:
        """
        Let the addresses where articles stood lead to them, each to one of them.

        An address that index.csv tells an article later gives it its slug, too.
        """
        gone = {id(one) for one in self.own if isinstance(self.step_of(one), Remove)}
        left = [one for one in self.all if id(one) not in gone]
        addresses = Addresses(
            {alias: one.article.slug for one in left for alias in one.aliases}
            | {f"{PAGES}{one.article.slug}": one.article.slug for one in left}
        )
        for one in self.own:
            if isinstance(self.step_of(one), Rewrite):
                one.slug = self._slug_told_later(one, addresses)
                if one.slug:
                    addresses.move(one)
                files = [self.summaries[file] for file in sorted(one.files)]
                slug = one.slug or one.article.slug
                one.aliases += addresses.take(files, slug, one.aliases)
        return addresses

    def _slug_told_later(self, one: Assignment, addresses: Addresses) -> str:
        """Give the slug that a changed row of index.csv asks for; empty: none other."""
        for raw in one.article.raw:
            wish = self.summaries[raw.file].slug if raw.file in one.files else None
            if wish is None or wish.rank != BY_LIST or wish.value == one.article.slug:
                continue
            is_changed = self.inventory.rows.get(raw.file, "") != raw.row
            if is_changed and is_slug(wish.value) and addresses.is_free(wish.value):
                return wish.value
        return ""

    def step_of(self, one: Assignment) -> ImportStep | None:
        """Tell what becomes of the content file of an article."""
        if not one.is_untouched:
            return _step_of_edited(one, self.inventory)
        if not one.is_called:
            return None
        if one.files:
            aliases = tuple(dict.fromkeys(one.aliases))
            return Rewrite(one.article, tuple(sorted(one.files)), aliases, one.slug)
        is_empty = all(
            raw.file in one.left or self.inventory.is_dropped(raw.file)
            for raw in one.article.raw
        )
        return Remove(one.article) if is_empty else None

    def _is_apart(self, file: str, assignment: Assignment | list[str]) -> bool:
        if isinstance(assignment, list):
            return self.duplicates.is_apart(file, assignment)
        others = (
            raw.file
            for raw in assignment.article.raw
            if raw.file not in assignment.left
        )
        return self.duplicates.is_apart(file, (*others, *assignment.files))


def _step_of_edited(assignment: Assignment, inventory: Inventory) -> ImportStep | None:
    """Leave an edited file to its editor, but for what editors decided of it."""
    if assignment.added:
        return Extend(assignment.article, tuple(assignment.added))
    raws = [raw for raw in assignment.article.raw if inventory.is_usable(raw.file)]
    files = tuple(sorted(raw.file for raw in raws))
    decided = tuple(sorted(raw.file for raw in raws if inventory.is_decided_anew(raw)))
    if decided and not any(map(inventory.is_changed, raws)):
        return Amend(assignment.article, files, decided)
    return Compare(assignment.article, files) if inventory.is_again and files else None
