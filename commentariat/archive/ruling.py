"""
What the rules of an archive make of names: which term a name comes to, and by which rule.

A rule means a term, by whichever of its names it says: spellings that a file lists, and
those that differ in capitals or accents alone, are led as one. What is said of some
pieces alone, and what puts a term into another facet, is given to the pieces themselves;
the rest is a matter of names, and touches no piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

import msgspec

from commentariat.archive.model import (
    Article,
    ContentFile,
    Item,
    PageFile,
    RuledName,
    TermFile,
)
from commentariat.archive.term_rules import (
    FILES,
    NAMING,
    YEARS,
    Condition,
    RuleKind,
    Rules,
    TermRule,
    find_contradictions,
    term_key,
)
from commentariat.archive.text import compose
from commentariat.errors import Problem
from commentariat.facets import SERIES, Facet

Place = tuple[str, str]
"""A facet, and the key of a term in it."""


class Resolved(msgspec.Struct, frozen=True):
    """What a name comes to in the end."""

    facet: str
    key: str
    """The same of all names that are one term."""
    name: str
    """What the term is called."""
    rules: tuple[TermRule, ...] = ()
    """Those that it was led by, in their order; none: it is what it was."""

    @property
    def place(self) -> Place:
        """The facet and the key."""
        return self.facet, self.key


class Ruling:
    """
    What *rules* make of names, beside the *files* of terms, in an archive of *facets*.

    What contradicts a file, or another rule by way of one, is left out and named in
    `problems`.
    """

    def __init__(
        self,
        rules: Rules = Rules(),  # noqa: B008 (frozen)
        files: Iterable[TermFile] = (),
        facets: Iterable[Facet] = (),
    ) -> None:
        acting = [one for one in rules.rules if one.kind is not RuleKind.APART]
        self.problems: tuple[Problem, ...] = rules.problems
        self._facets = {facet.name: facet for facet in facets} if acting else {}
        self._files: dict[Place, tuple[str, str]] = {}
        """Key and name of the term whose file has a name, by the facet and its key."""
        for file in sorted(files, key=lambda one: one.source) if acting else ():
            known = (file.name, *file.other_names) if file.facet in self._facets else ()
            for name in known:
                place = file.facet, self._plain(file.facet, name)
                main = self._plain(file.facet, file.name), file.name
                self._files.setdefault(place, main)
        if self._files:
            wrong = dict(find_contradictions(rules.rules, self._key))
            self.problems += tuple(sorted(set(wrong.values())))
            acting = [rule for rule in acting if rule not in wrong]
        self.rules = tuple(acting)
        """Those that act."""
        self._leads: dict[Place, TermRule] = {}
        self._written: dict[Place, TermRule] = {}
        """Rules that say how the name of a term is written, and lead nowhere."""
        self._targets: dict[Place, str] = {}
        """How the first rule that leads to a term writes its name."""
        for rule in acting:
            if rule.kind in NAMING:
                self._take_naming(rule)
        self._within: dict[tuple[str, str], Resolved] = {}
        self._moves: dict[Place, TermRule] = {}
        self._of_some: dict[Place, list[TermRule]] = {}
        for rule in acting:
            if rule.kind in NAMING:
                continue
            place = self._resolve_within(rule.facet, rule.names[0]).place
            if rule.kind is RuleKind.MOVE:
                self._moves.setdefault(place, rule)
            else:
                self._of_some.setdefault(place, []).append(rule)
        given = {facet for facet, _ in (*self._moves, *self._of_some)}
        self._given = tuple(sorted(given))
        """Facets whose terms are given to pieces themselves."""
        self.files = frozenset(
            compose(file)
            for rule in acting
            if rule.condition is not None and rule.condition.of == FILES
            for file in rule.condition.values
        )
        """Those that rules name, from content/."""
        self._is_given: dict[tuple[str, str], bool] = {}
        self._main_keys = {
            name: facet.main_key
            for name, facet in self._facets.items()
            if facet.main_key in Article.__struct_fields__
        }

    def __bool__(self) -> bool:
        """Tell whether any rule acts."""
        return bool(self.rules)

    def _plain(self, facet: str, name: str) -> str:
        return term_key(self._facets[facet], name)

    def _key(self, facet: str, name: str) -> str:
        """Give the key of the term that goes under *name*, before any rule."""
        key = self._plain(facet, name)
        return self._files.get((facet, key), (key, name))[0]

    def _take_naming(self, rule: TermRule) -> None:
        old, new = rule.names[0], rule.target
        key = self._key(rule.facet, old)
        if key != self._key(rule.facet, new):
            self._leads[rule.facet, key] = rule
            self._targets.setdefault((rule.facet, self._key(rule.facet, new)), new)
        elif self._plain(rule.facet, old) == key:  # not that of another spelling
            self._written[rule.facet, key] = rule

    def _resolve_within(self, facet: str, name: str) -> Resolved:
        """Follow *name* to the end within its facet."""
        found = self._within.get((facet, name))
        if found is None:
            found = self._within[facet, name] = self._follow(facet, name)
        return found

    def _follow(self, facet: str, name: str) -> Resolved:
        plain, key, rules = name, self._key(facet, name), []
        while rule := self._leads.get((facet, key)):
            rules.append(rule)
            key = self._key(facet, rule.target)
            plain = self._targets[facet, key]
        written, file = self._written.get((facet, key)), self._files.get((facet, key))
        if written is not None:
            rules.append(written)
            plain = written.target
        elif file is not None:
            plain = file[1]
        return Resolved(facet, key, plain, tuple(rules))

    def names_of(self, facet: str, name: str) -> Iterable[tuple[str, str]]:
        """List what else leads to what *name* comes to, by rules: names and slugs."""
        return (
            self._called.get(self.resolve(facet, name).place, ()) if self.rules else ()
        )

    @cached_property
    def _called(self) -> dict[Place, list[tuple[str, str]]]:
        found: dict[Place, list[tuple[str, str]]] = {}
        for rule in self.rules:
            names = found.setdefault(self.resolve(rule.facet, rule.names[0]).place, [])
            for called in (rule.names[0], rule.target):
                slug = self._plain(rule.facet, called)
                names += ((rule.facet, called), (rule.facet, slug))
        return found

    def concerns(self, facet: str, name: str) -> bool:
        """Tell whether any rule has a say in *name*."""
        return bool(self.resolve(facet, name).rules)

    def resolve(self, facet: str, name: str) -> Resolved:
        """Tell what *name* comes to, of all pieces that have it."""
        if facet not in self._facets:
            return Resolved(facet, "", name)  # of dates, or there are no rules
        found = self._resolve_within(facet, name)
        rules, seen = found.rules, {found.place}
        while rule := self._moves.get(found.place):
            onward = self._resolve_within(rule.target, found.name)
            rules += (rule, *onward.rules)
            found = onward
            if found.place in seen:
                break
            seen.add(found.place)
        return msgspec.structs.replace(found, rules=rules)

    # --- pieces ---------------------------------------------------------------------

    def records(self, records: Mapping[str, ContentFile]) -> dict[str, ContentFile]:
        """Give articles and items among *records* the terms that rules give them."""
        return {
            path: one if isinstance(one, TermFile | PageFile) else self.record(one)
            for path, one in records.items()
        }

    def any_record(self, one: ContentFile | None) -> ContentFile | None:
        """Do so with whatever *one* is."""
        return self.record(one) if isinstance(one, Article | Item) else one

    def record(self, one: Article | Item) -> Article | Item:
        """Give an article or item the terms that rules give it, unless it has them."""
        changed = [] if one.ruled or not self._given else [*self._changes(one)]
        if not changed:
            return one
        known = {(change.facet, change.name): change for change in changed}
        terms: dict[str, list[str]] = {facet: [] for facet in one.terms}
        more: dict[str, str] = {}
        for facet, names in one.terms.items():
            main_key = self._main_keys.get(facet, "")
            for name in names:
                change = known.get((facet, name))
                place, after = (
                    (change.to_facet, change.after) if change else (facet, name)
                )
                terms.setdefault(place, []).append(after)
                if change and main_key and getattr(one, main_key, "") == name:
                    more[main_key] = after if place == facet else ""
        kept = {
            facet: tuple(dict.fromkeys(names))
            for facet, names in terms.items()
            if names
        }
        return msgspec.structs.replace(one, terms=kept, ruled=tuple(changed), **more)

    def _changes(self, one: Article | Item) -> Iterator[RuledName]:
        for facet in self._given:
            for name in one.terms.get(facet, ()):
                is_given = self._is_given.get((facet, name))
                if is_given is None:
                    is_given = self._may_be_given(facet, name)
                    self._is_given[facet, name] = is_given
                if is_given and (change := self._change(one, facet, name)):
                    yield change

    def _may_be_given(self, facet: str, name: str) -> bool:
        found = self._resolve_within(facet, name)
        return found.place in self._of_some or found.place in self._moves

    def _change(self, one: Article | Item, facet: str, name: str) -> RuledName | None:
        within = self._resolve_within(facet, name)
        for rule in self._of_some.get(within.place, ()):
            assert rule.condition is not None
            if self.fits(rule.condition, one):
                found = self.resolve(facet, rule.target)
                after = rule.target if found.facet == facet else found.name
                rules = (*within.rules, rule, *found.rules)
                return RuledName(facet, name, found.facet, after, rules)
        found = self.resolve(facet, name)
        if found.facet == facet:
            return None
        return RuledName(facet, name, found.facet, found.name, found.rules)

    def fits(self, condition: Condition, one: Article | Item) -> bool:
        """Tell whether *condition* means an article or item, as its file says it."""
        if condition.of == YEARS:
            first, last = condition.values
            return first <= one.date[:4] <= last
        if condition.of == FILES:
            return compose(one.source) in condition.values
        if SERIES not in self._facets:
            return False
        wanted = self._resolve_within(SERIES, condition.values[0]).key
        names = one.terms.get(SERIES, ())
        return any(self._resolve_within(SERIES, name).key == wanted for name in names)

    def told(self, one: Article | Item) -> tuple[RuledName, ...]:
        """Tell which terms rules gave an article or item, as its file or they say it."""
        found = list(one.ruled or (self._changes(one) if self._given else ()))
        given = {(change.to_facet, change.after) for change in found}
        given |= {(change.facet, change.name) for change in found}
        for facet, names in one.terms.items() if self.rules else ():
            for name in names:
                resolved = self.resolve(facet, name)
                if resolved.rules and (facet, name) not in given:
                    change = RuledName(
                        facet, name, resolved.facet, resolved.name, resolved.rules
                    )
                    found.append(change)
        return tuple(found)


NO_RULING: Final = Ruling()
"""Of an archive without rules."""
