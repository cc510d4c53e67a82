"""Which articles are translations of each other, and of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from commentariat.archive.archive import Archive
from commentariat.archive.folders import TRANSLATIONS
from commentariat.archive.links import last_names
from commentariat.archive.model import Article
from commentariat.archive.revise import Change, Revision
from commentariat.archive.translation_lines import TranslationLine
from commentariat.errors import NearMatches, OpenPoint, Problem
from commentariat.interface.autonyms import autonym
from commentariat.kinds import Kind, Message
from commentariat.language_tags import direction_of
from commentariat.site.alternates import X_DEFAULT
from commentariat.site.announced import Announced, names_of
from commentariat.site.held_back import why_held_back
from commentariat.site.regrouping import (
    ALONE,
    Group,
    Pairs,
    Regrouped,
    apply_to,
    group_of,
    is_group,
    regroup,
)
from commentariat.site.targets import Targets
from commentariat.site.urls import Root, article_path
from commentariat.site.views import Alternate, Link, TranslationView

KEY: Final = "translation_of"
_SHOWN: Final = 5
"""So many files of a circle are named."""


class _Said(msgspec.Struct, frozen=True):
    """What articles say that they translate."""

    above: dict[str, str]
    """By the source of each that says so: the source of another, or an address elsewhere."""
    lost: tuple[Article, ...]
    """Those of which that is nothing here."""
    names: frozenset[str]
    """All by which what they translate is found, as `names_of` articles has it."""


class Translations:
    """
    The pieces of *archive* in several languages, at a site that lies at *root*.

    An article says under `translation_of` what it translates, or *lines* do. All that comes to one, by a
    chain or a star of these, is a group, and what says nothing is its original. *targets*
    know where links lead, *announced* which stay within the site.

    Who revises the archive has this `revise` too, by what `touched` said before.
    """

    def __init__(
        self,
        archive: Archive,
        targets: Targets,
        announced: Announced,
        root: Root,
        lines: Iterable[TranslationLine] = (),
    ) -> None:
        self._archive = archive
        self._targets = targets
        self._announced = announced
        self._root = root
        said = list(lines)
        self._lines = [one for one in said if one.is_translation]
        self._denials = [one for one in said if not one.is_translation]

    # --- what pages show ------------------------------------------------------------

    def group(self, article: Article) -> Group:
        """Give the group of *article*; one without articles where it stands alone."""
        return self._groups[0].get(article.source, ALONE)

    def others(self, article: Article) -> int:
        """Count the pieces that say in other languages what *article* does."""
        return max(0, len(self.group(article).sources) - 1)

    def language_of(self, source: str) -> str:
        """Tell the language of the article that is made from the file *source*."""
        return self._archive.by_source[source].language.lower()

    @cached_property
    def apart(self) -> frozenset[frozenset[str]]:
        """The sources of two that are no translations of each other, each pair once."""
        found = set()
        for line in self._denials:
            piece = self._targets.find_piece(line.slug, "")
            within = self._announced.within(line.target)
            if isinstance(piece, Article) and within:
                other = self._targets.find_piece(within, piece.source)
                if isinstance(other, Article):
                    found.add(frozenset((piece.source, other.source)))
        return frozenset(found)

    def linked(self, article: Article, at: int) -> Article | None:
        """Find the article to which a related entry of *article* leads by its address."""
        piece = self._announced.linked(article.related_links[at], article.source)
        is_out = isinstance(piece, Article) and not piece.withdrawn
        return piece if is_out and isinstance(piece, Article) else None

    def views(self, article: Article) -> tuple[TranslationView, ...]:
        """Show the pieces that say in other languages what *article* does."""
        group = self.group(article)
        named = Counter([autonym(one.language) for one in self._articles(group)])
        return tuple(
            [
                TranslationView(
                    label=_label(one, named),
                    title=one.title,
                    url=self._root.href(article_path(one.slug)),
                    language=one.language,
                    direction=direction_of(one.language),
                    is_original=one.source == group.original,
                )
                for one in self._articles(group)
                if one.source != article.source
            ]
        )

    def address(self, article: Article) -> str:
        """Give the whole address of what *article* says that it translates, if it is out."""
        above = self._said.above.get(article.source, "")
        original = self._archive.by_source.get(above)
        if original is None:
            return above
        is_out = not original.withdrawn and original is not article
        return self._root.url(article_path(original.slug)) if is_out else ""

    def elsewhere(self, article: Article) -> Link | None:
        """Link to the original of *article*, where that is no piece of the site."""
        address = self.group(article).address
        return Link(urlsplit(address).netloc, address) if address else None

    def alternates(self, article: Article) -> tuple[Alternate, ...]:
        """
        Tell crawlers where *article* is in which language, itself among them.

        Each page of a group says the same, so that it holds both ways; the original is
        for readers of all other languages.
        """
        group = self.group(article)
        if len(group.sources) < 2:
            return ()
        found = [
            Alternate(one.language, self._root.url(article_path(one.slug)))
            for one in self._articles(group)
        ]
        if group.original:
            found.append(Alternate(X_DEFAULT, found[0].url))
        return tuple(found)

    def _articles(self, group: Group) -> Iterator[Article]:
        for source in group.sources:
            yield self._archive.by_source[source]

    # --- what is said -----------------------------------------------------------------

    @cached_property
    def _said(self) -> _Said:
        above: dict[str, str] = {}
        names = {name for line in self._lines for name in last_names(line.slug)}
        lost = []
        for article in (*self._archive.articles, *self._archive.withdrawn):
            said = self._target_of(article)
            if not said:
                continue
            within = self._announced.within(said)
            piece = self._targets.find_piece(within, article.source) if within else None
            names |= last_names(within) if within else set()
            if isinstance(piece, Article):
                above[article.source] = piece.source
                names.add(piece.source)
            elif not within:
                above[article.source] = said
            elif not article.withdrawn:
                lost.append(article)
        return _Said(above, tuple(lost), frozenset(names))

    def _target_of(self, article: Article) -> str:
        """Tell what *article* says that it translates, or a line says of it."""
        line = self._by_source.get(article.source)
        return article.translation_of or (line.target if line else "")

    @cached_property
    def _by_source(self) -> dict[str, TranslationLine]:
        found: dict[str, TranslationLine] = {}
        for line in self._lines:
            piece = self._targets.find_piece(line.slug, "")
            if isinstance(piece, Article):
                found.setdefault(piece.source, line)
        return found

    @cached_property
    def _roots(self) -> tuple[dict[str, str], tuple[tuple[str, ...], ...]]:
        """What each comes to that says anything; and the ways that lead in a circle."""
        roots: dict[str, str] = {}
        circles = []
        for start in sorted(self._said.above):
            way: dict[str, None] = {}
            at = start
            while at in self._said.above and at not in roots and at not in way:
                way[at] = None
                at = self._said.above[at]
            if at in way:
                around = [*way][[*way].index(at) :]
                circles.append(tuple(around))
                end = ""
            else:
                end = roots.get(at, at)
            roots |= dict.fromkeys(way, end)
        return roots, tuple(circles)

    @cached_property
    def _members(self) -> dict[str, set[str]]:
        """The sources of the articles that come to each original, here or elsewhere."""
        found: dict[str, set[str]] = {}
        for source, root in self._roots[0].items():
            if root:
                found.setdefault(root, set()).add(source)
        return found

    @cached_property
    def _groups(self) -> tuple[dict[str, Group], tuple[tuple[Article, Article], ...]]:
        """The groups by the sources of their articles; and pairs in one language."""
        groups: dict[str, Group] = {}
        pairs: Pairs = []
        for root, sources in self._members.items():
            group, ours = group_of(root, sources, self._archive.by_source.get)
            pairs += ours
            if is_group(group):
                groups |= dict.fromkeys(group.sources, group)
        return groups, tuple(pairs)

    def faults(self) -> Iterator[Problem | OpenPoint]:
        """Name what is wrong with what articles say that they translate, or has to wait."""
        known = self._archive.by_source
        yield from self._faults_of_lines()
        for article in self._said.lost:
            yield self._why_lost(article)
        for circle in self._roots[1]:
            article = known[circle[0]]
            message: Message
            if len(circle) == 1:
                message = Kind.ORIGINAL_ITSELF.of(self._target_of(article))
            else:
                names = [f"content/{one}" for one in (*circle, circle[0])]
                if len(names) > _SHOWN:
                    names[_SHOWN:-1] = ["…"]
                way = " → ".join(names)
                message = Kind.ORIGINAL_CIRCLE.of(way)
            yield self._problem(article, message)
        for article, other in self._groups[1]:
            message = Kind.SAME_LANGUAGE.of(f"content/{other.source}", article.language)
            says = article if self._target_of(article) else other
            yield self._problem(says, message)
        for source, above in self._said.above.items():
            article, original = known[source], known.get(above)
            if original is not None and original.withdrawn and not article.withdrawn:
                message = Kind.ORIGINAL_WITHDRAWN.of(self._target_of(article))
                yield OpenPoint(*self._place(article, message))

    def _why_lost(self, article: Article) -> Problem | OpenPoint:
        said = self._target_of(article)
        target = self._announced.within(said)
        held = self._targets.find_held_back(target, article.source)
        if held is not None:
            rows = Kind.ORIGINAL_TO_DRAFT, Kind.ORIGINAL_TO_LATER
            message = why_held_back(said, held, *rows)
            return OpenPoint(*self._place(article, message))
        message = Kind.NO_ORIGINAL.of(said, self._near.find(said))
        return self._problem(article, message)

    def _problem(self, article: Article, message: Message) -> Problem:
        return Problem(*self._place(article, message))

    def _place(
        self, article: Article, message: Message
    ) -> tuple[str, int, Message, str]:
        """Say *message* where it is said what *article* translates."""
        line = self._by_source.get(article.source)
        if line is None or article.translation_of:
            return f"content/{article.source}", 0, message, KEY
        return TRANSLATIONS, line.line, message, ""

    def _faults_of_lines(self) -> Iterator[Problem | OpenPoint]:
        """Name lines that say of a piece what its file does not, or say it of nothing."""
        for line in (*self._lines, *self._denials):
            piece = self._targets.find_piece(line.slug, "")
            if not isinstance(piece, Article):
                if self._targets.find_held_back(line.slug, "") is None:
                    message = Kind.TRANSLATION_IDLE.of(
                        line.slug, self._near.find(line.slug)
                    )
                    yield OpenPoint(TRANSLATIONS, line.line, message)
            elif (
                line.is_translation
                and piece.translation_of
                and not self._is_same(piece, line)
            ):
                place = f"line {line.line} of {TRANSLATIONS}"
                message = Kind.ORIGINAL_TWICE.of(
                    piece.translation_of, place, line.target
                )
                yield Problem(f"content/{piece.source}", 0, message, KEY)

    def _is_same(self, article: Article, line: TranslationLine) -> bool:
        """Tell whether *line* says of *article* what its file does, in whatever words."""
        within = self._announced.within(line.target)
        if not within:
            return line.target == article.translation_of
        found = self._targets.find_piece(within, "")
        return found is not None and found.source == self._said.above.get(
            article.source
        )

    @cached_property
    def _near(self) -> NearMatches:
        return NearMatches([*self._archive.by_slug, *self._archive.by_source])

    # --- edits ------------------------------------------------------------------------

    def touched(self, revision: Revision) -> Regrouped | None:
        """
        Find what *revision* makes others: pages of groups, and groups.

        None where only a new site can tell: where it is another piece that a name leads
        to, or where anything is at fault, before or behind it.
        """
        said = any(map(self._target_of, revision.versions))
        if not (said or self._said.names or self._said.above):
            return Regrouped()
        found: Regrouped | None = Regrouped()
        moved = [one for one in revision.changes if self._is_moved(one)]
        if moved:
            found = self._regroup(moved)
        if found is None:
            return None
        renamed = revision.told_apart(lambda article: article.title)
        sources = {s for one in renamed for s in self.group(one).sources}
        return replace(found, sources=found.sources | sources)

    def revise(self, said: Regrouped) -> None:
        """Bring groups up to what was *said* of an edit, once it is made."""
        if said.above:
            above, roots, groups = self._said.above, self._roots[0], self._groups[0]
            apply_to(said, above, roots, self._members, groups)
            self._said = replace(self._said, names=self._said.names | said.names)

    def _is_moved(self, change: Change) -> bool:
        """Tell whether by *change* anything is of another group, or in another place there."""
        seen = {_grouped_by(one) for one in change.versions}
        is_alike = len(seen) == 1 and len(change.versions) == 2
        return not is_alike and any(map(self._is_concerned, change.versions))

    def _is_concerned(self, article: Article) -> bool:
        """Tell whether what groups *article* has a say in any."""
        return bool(self._target_of(article)) or not self._said.names.isdisjoint(
            names_of(article)
        )

    def _regroup(self, changes: Iterable[Change]) -> Regrouped | None:
        """Tell what *changes* of articles make of groups, where no name leads elsewhere."""
        if self._said.lost or self._roots[1] or self._groups[1]:
            return None
        moved: dict[str, str] = {}
        news: dict[str, Article | None] = {}
        names: set[str] = set()
        for change in changes:
            if self._has_other_names(change):
                return None
            for old in (change.old,) if change.old else ():
                moved[old.source], news[old.source] = "", None
            for new in (change.new,) if change.new else ():
                news[new.source] = new
                target = self._found_above(new)
                if target is None:
                    return None
                moved[new.source], more = target
                names |= more
        known = self._archive.by_source
        found = regroup(
            moved,
            self._said.above,
            self._roots[0],
            self._members,
            self._groups[0],
            lambda source: news[source] if source in news else known.get(source),
        )
        return replace(found, names=frozenset(names)) if found else None

    def _has_other_names(self, change: Change) -> bool:
        """Tell whether names may lead elsewhere by *change*, or lines be of something else."""
        old, new = change.old, change.new
        if old and new and _found_by(old) == _found_by(new) and not old.withdrawn:
            return any(one.source in self._by_source for one in (old, new))
        found = {name for one in change.versions for name in names_of(one)}
        return not (
            found.isdisjoint(self._said.names) and found.isdisjoint(self._named)
        )

    @cached_property
    def _named(self) -> frozenset[str]:
        """The names of pieces that lines speak of."""
        lines = (*self._lines, *self._denials)
        written = [name for one in lines for name in (one.slug, one.target)]
        return frozenset([name for one in written for name in last_names(one)])

    def _found_above(self, article: Article) -> tuple[str, frozenset[str]] | None:
        """
        Tell what *article* translates, and by which names that is found.

        None where there is a fault: nothing here is called so, or it is withdrawn.
        """
        said = article.translation_of
        if article.withdrawn or not said:
            return None if article.withdrawn else ("", frozenset())
        within = self._announced.within(said)
        if not within:
            return said, frozenset()
        names = last_names(within)
        if not names.isdisjoint(names_of(article)):
            return None
        piece = self._targets.find_piece(within, article.source)
        if not isinstance(piece, Article) or piece.withdrawn:
            return None
        return piece.source, names | {piece.source}


def _label(article: Article, named: Mapping[str, int]) -> str:
    """Name the language of *article*, so that none of those *named* is called the same."""
    name = autonym(article.language)
    return name if named[name] < 2 else f"{name} ({article.language})"


def _grouped_by(article: Article) -> object:
    """All that decides of which group *article* is, and which place it has there."""
    is_out = not article.withdrawn
    return *_found_by(article), is_out, article.language, article.translation_of


def _found_by(article: Article) -> tuple[object, ...]:
    """All that decides whether a name leads to *article*."""
    return article.source, article.slug, article.aliases
