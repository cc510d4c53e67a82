"""What import will do, decided without touching anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from commentariat.archive.folders import RAW
from commentariat.archive.model import Article, RawFile
from commentariat.archive.slugs import LONGEST, is_slug
from commentariat.errors import OpenPoint
from commentariat.intake.content.draft import surest
from commentariat.intake.content.gist import Gist
from commentariat.intake.crawls.due import Shelf
from commentariat.intake.crawls.groups import Kin

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


Step: TypeAlias = Rewrite | Create | Extend | Amend | Compare | Remove


class ImportPlan(msgspec.Struct, frozen=True):
    """Steps in the order in which they are taken, and questions to the editors."""

    steps: tuple[Step, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()


def plan_import(
    articles: Sequence[Article],
    untouched: Mapping[str, bool],
    gists: Mapping[str, Gist],
    shelf: Shelf,
    others: Mapping[str, str] | None = None,
    kin: Kin = Kin(),  # noqa: B008 (frozen)
) -> ImportPlan:
    """
    Decide which content files are written, extended and removed.

    *untouched* tells, of each of *articles* that is due or joined, by its source,
    whether it is as import wrote it; *gists* are those of the files that were read.
    *others* are files in content/articles/ that could not be judged: path below
    content/, and slug. An article keeps its raw files as long as they say what they
    said; one that says something else now goes where that belongs.
    """
    if not (gists or untouched):
        return ImportPlan()
    homes = _Homes(articles, untouched, gists, shelf, kin)
    movers = {file for home in homes.own for file in homes.settle(home, gists)}
    movers.update(file for file in gists if file not in homes.listed)
    for file in sorted(movers):
        homes.place(gists[file])
    homes.give_back_addresses(gists)
    steps: list[Step] = []
    open_points = [*homes.lead_on(gists), *homes.waiting]
    for home in homes.own:
        step = _step_of(home, gists, shelf)
        if step is not None:
            steps.append(step)
        if not home.is_untouched:
            open_points.extend(_questions(home.article, shelf))
    if homes.new:
        open_points += map(_word_not_compared, homes.find_broken())
        taken = _taken(articles, homes, steps, others or {})
        steps += _create(homes.new, gists, *taken)
    return ImportPlan(tuple(sorted(steps, key=_order)), tuple(sorted(open_points)))


def _taken(
    articles: Iterable[Article],
    homes: _Homes,
    steps: Iterable[Step],
    others: Mapping[str, str],
) -> tuple[set[str], set[str]]:
    """List the slugs, and the paths below content/, that are no longer free."""
    removed = {step.article.source for step in steps if isinstance(step, Remove)}
    kept = [article for article in articles if article.source not in removed]
    former = {article.source: article.aliases for article in kept}
    former |= {home.article.source: tuple(home.aliases) for home in homes.own}
    slugs = {article.slug for article in kept} | set(others.values())
    slugs |= {one.removeprefix(_PAGES) for ones in former.values() for one in ones}
    # In small letters, for some file systems do not tell them apart.
    paths = {article.source.lower() for article in kept} | {
        path.lower() for path in others
    }
    return slugs, paths


class _Home:
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

    def __init__(self, article: Article, is_untouched: bool, kin: Kin) -> None:
        self.article = article
        self.is_untouched = is_untouched
        self.files: list[str] = []
        self.added: list[RawFile] = []
        self.left: set[str] = set()
        self.aliases = list(article.aliases)
        """Former addresses that lead to it."""
        self.keys = {kin.key(raw.key) for raw in article.raw if raw.key}
        self.is_called = False
        """Something asks for it to be written anew."""

    def lists(self, file: str) -> bool:
        """Tell whether the article, as it is, names *file*."""
        return any(raw.file == file for raw in self.article.raw)


class _Homes:
    """Where each raw file belongs, by the keys of what was read."""

    def __init__(
        self,
        articles: Sequence[Article],
        untouched: Mapping[str, bool],
        gists: Mapping[str, Gist],
        shelf: Shelf,
        kin: Kin,
    ) -> None:
        self.gists = gists
        self.shelf = shelf
        self.kin = kin
        self.own: list[_Home] = []
        """Of the articles that are due or joined, by source."""
        self.new: list[list[str]] = []
        self.all: list[_Home] = []
        self.by_key: dict[str, _Home | list[str]] = {}
        self.listed: dict[str, _Home] = {}
        self.went: dict[str, _Home] = {}
        """Where files that were of one article and belong to another went."""
        self.waiting: list[OpenPoint] = []
        for article in sorted(articles, key=lambda one: one.source):
            is_told = article.source in untouched
            home = _Home(article, untouched.get(article.source, False), kin)
            self.all.append(home)
            if is_told:
                self.own.append(home)
            for raw in article.raw:
                self.listed.setdefault(raw.file, home)
                is_moved = home.is_untouched and self._says_other(raw)
                if raw.key and not is_moved and not shelf.is_dropped(raw.file):
                    self.by_key.setdefault(kin.key(raw.key), home)

    def _says_other(self, raw: RawFile) -> bool:
        """Tell whether a file is of another article now; a broken one says nothing."""
        gist = self.gists.get(raw.file) if self.shelf.is_changed(raw) else None
        return gist is not None and self._key(gist) != self.kin.key(raw.key)

    def settle(self, home: _Home, gists: Mapping[str, Gist]) -> Iterator[str]:
        """Keep the raw files that belong to *home*; yield those that do not."""
        if not home.is_untouched:
            return
        raws = sorted(home.article.raw, key=lambda raw: raw.file)
        for raw in raws:
            if raw.file in gists and not self.shelf.is_changed(raw):
                home.files.append(raw.file)
                home.is_called |= self.shelf.named is not None or self.shelf.is_again
        changed = [
            raw for raw in raws if raw.file in gists and self.shelf.is_changed(raw)
        ]
        changed.sort(key=lambda raw: self._key(gists[raw.file]) not in home.keys)
        for raw in changed:
            if self._stays(home, gists[raw.file]):
                home.files.append(raw.file)
            else:
                home.left.add(raw.file)
                yield raw.file
        is_dropped = any(self.shelf.is_dropped(raw.file) for raw in raws)
        is_decided = any(map(self.shelf.is_decided_anew, raws))
        home.is_called = home.is_called or bool(changed) or is_dropped or is_decided

    def _key(self, gist: Gist) -> str:
        return self.kin.key(gist.key) if gist.key else ""

    def _stays(self, home: _Home, gist: Gist) -> bool:
        """Whether a changed raw file is, as it is now, still one of this article."""
        key, told = self._key(gist), self._told_home(gist.file)
        if told not in (None, home) or self.kin.is_apart(gist.file, home.files):
            return False
        if told or (key and key in home.keys):
            self.by_key.setdefault(key, home)
            return True
        if home.files or (key and key in self.by_key):
            return False
        for said in home.keys:  # what the article said before is another's to say
            if self.by_key.get(said) is home:
                del self.by_key[said]
        if key:
            home.keys.add(key)
            self.by_key[key] = home
        return True

    def _told_home(self, file: str) -> _Home | None:
        """Find the article of the file that *file* is said to be a crawl of."""
        return self.listed.get(self.kin.same.get(file, ""))

    def place(self, gist: Gist) -> None:
        """Give a raw file to the article that it is a crawl of, or to a new one."""
        key = self._key(gist)
        home = self._told_home(gist.file) or (self.by_key.get(key) if key else None)
        if home is not None and self._is_apart(gist.file, home):
            home, key = None, ""
        if isinstance(home, _Home) and (broken := self._broken_file(home)):
            self.waiting.append(_word_waiting(gist.file, home.article, broken))
        elif home is None:
            self.new.append([gist.file])
            if key:
                self.by_key[key] = self.new[-1]
        elif isinstance(home, list):
            home.append(gist.file)
        else:
            self._take_in(home, gist)

    def _broken_file(self, home: _Home) -> str:
        """
        Find a raw file of *home* that is there and cannot be read; empty for none.

        Written anew without it, the article would lose what that file alone held.
        """
        shelf = self.shelf
        for raw in home.article.raw if home.is_untouched else ():
            is_there = raw.file in shelf.digests or raw.file in shelf.held
            if is_there and not (raw.file in self.gists or raw.file in shelf.skipped):
                return raw.file
        return ""

    def find_broken(self) -> list[str]:
        """List the raw files of articles that are there and cannot be read."""
        shelf = self.shelf
        return sorted(
            raw.file
            for home in self.all
            for raw in home.article.raw
            if raw.file in shelf.held
            or (
                home.is_untouched
                and shelf.is_changed(raw)
                and raw.file not in self.gists
            )
        )

    def _take_in(self, home: _Home, gist: Gist) -> None:
        self.went[gist.file] = home
        if home.is_untouched and gist.file not in home.files:
            home.files.append(gist.file)
            home.is_called = True
        elif not home.is_untouched and not home.lists(gist.file):
            home.added.append(gist.raw)

    def lead_on(self, gists: Mapping[str, Gist]) -> Iterator[OpenPoint]:
        """
        Let articles that go give their addresses to those that their files went to.

        Only where a file says what it said: one that says something else is another
        article, and the old one is gone. In an edited article the editor does it.
        """
        for old in self.own:
            if not isinstance(_step_of(old, gists, self.shelf), Remove):
                continue
            same = (
                self.went[raw.file]
                for raw in old.article.raw
                if raw.file in self.went and gists[raw.file].raw.digest == raw.digest
            )
            home = next(same, None)
            if home is None:
                continue
            addresses = [f"{_PAGES}{old.article.slug}", *old.aliases]
            if home.is_untouched:
                home.aliases += addresses
                continue
            shown = ", ".join(f"'/{one}/'" for one in addresses)
            message = f"add {shown} under 'aliases': that article is now this one"
            source = f"content/{home.article.source}"
            yield OpenPoint(source, 0, "address not led on", message)

    def give_back_addresses(self, gists: Mapping[str, Gist]) -> None:
        """Give an article that is parted again the address it had before."""
        for group in self.new:
            address = _PAGES + surest(gists[file].slug for file in group)
            for home in (self.listed[file] for file in group if file in self.listed):
                if home.is_untouched and address in home.aliases:
                    home.aliases.remove(address)

    def _is_apart(self, file: str, home: _Home | list[str]) -> bool:
        if isinstance(home, list):
            return self.kin.is_apart(file, home)
        others = (raw.file for raw in home.article.raw if raw.file not in home.left)
        return self.kin.is_apart(file, (*others, *home.files))


def _word_waiting(file: str, article: Article, broken: str) -> OpenPoint:
    message = (
        f"waits: it is a crawl of content/{article.source}, whose {RAW}/{broken} "
        "cannot be read; mend or delete that file"
    )
    return OpenPoint(f"{RAW}/{file}", 0, "waiting", message)


def _word_not_compared(file: str) -> OpenPoint:
    message = (
        "cannot be read, so it was not compared with the articles that are new; if one "
        "is another crawl of it, `check` says so once it is mended"
    )
    return OpenPoint(f"{RAW}/{file}", 0, "not compared", message)


def _step_of(home: _Home, gists: Mapping[str, Gist], shelf: Shelf) -> Step | None:
    if not home.is_untouched:
        return _step_of_edited(home, shelf)
    if not home.is_called:
        return None
    if home.files:
        aliases = tuple(dict.fromkeys(home.aliases))
        return Rewrite(home.article, tuple(sorted(home.files)), aliases)
    is_empty = all(
        raw.file in home.left or shelf.is_dropped(raw.file) for raw in home.article.raw
    )
    return Remove(home.article) if is_empty else None


def _step_of_edited(home: _Home, shelf: Shelf) -> Step | None:
    """Leave an edited file to its editor, but for what editors decided of it."""
    if home.added:
        return Extend(home.article, tuple(home.added))
    raws = [raw for raw in home.article.raw if shelf.is_usable(raw.file)]
    files = tuple(sorted(raw.file for raw in raws))
    decided = tuple(sorted(raw.file for raw in raws if shelf.is_decided_anew(raw)))
    if decided and not any(map(shelf.is_changed, raws)):
        return Amend(home.article, files, decided)
    return Compare(home.article, files) if shelf.is_again and files else None


def _questions(article: Article, shelf: Shelf) -> Iterator[OpenPoint]:
    """Ask the editors of a content file about raw files that went on without it."""
    source = f"content/{article.source}"
    for raw in article.raw:
        if shelf.is_dropped(raw.file):
            message = (
                f"index.csv skips {RAW}/{raw.file}, but this file was edited: "
                "delete it, or take it out of the list under 'raw'"
            )
            yield OpenPoint(source, 0, "raw skipped", message)
        elif shelf.is_changed(raw):
            yield OpenPoint(source, 0, "raw changed", _word_change(raw, shelf))


def _word_change(raw: RawFile, shelf: Shelf) -> str:
    digest, row = shelf.digests[raw.file], shelf.rows.get(raw.file, "")
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
    gists: Mapping[str, Gist],
    slugs: set[str],
    paths: set[str],
) -> Iterator[Create]:
    """Give each new article its slug and path, in the order of their raw files."""
    for group in sorted(map(sorted, groups)):
        date = surest(gists[file].date for file in group)
        wish = surest(gists[file].slug for file in group)
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


def _order(step: Step) -> tuple[bool, str]:
    """Removals first, for a new article may want the place."""
    source = step.path if isinstance(step, Create) else f"content/{step.article.source}"
    return not isinstance(step, Remove), source
